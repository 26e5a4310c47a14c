"""What a word that may be a slip of a deciding word leaves uncertain.

"exemption nto approved" must not be read as approved. A doubt never gives a fact; it only keeps a
verdict from being given over it.
"""

from itertools import pairwise

from knowledge.asides import is_hearsay
from knowledge.evidence import Evidence
from knowledge.marks import Marks
from knowledge.states import read_exemption
from knowledge.unread import DELIVERY, STATE, About, hangs_on_unread, kind_about
from knowledge.vocabulary import Doubt, Mention

_STATE_SAID = tuple(kind for kind in STATE if kind != "exemption_noun")
_ASKED_FOR = ("ticket_noun", "unblock", "microsoft", "cue_request")
_TURN = ("correction", "change", "to", "from", "former", "negator")
_UNITS = frozenset("year years yrs jaar jaren month months maand maanden".split())
_IS = frozenset("is was".split())
_REACH = 4  # words behind a "not" that it may deny


def doubt_about(evidence: Evidence) -> About | None:
    """The first thing that a doubtful word leaves uncertain, None where none matters.

    A message that says too much to be one question leaves all of it uncertain.
    """
    if evidence.marks.overfull:
        return "subscription"
    if _corrected_unread(evidence):
        return "created"
    dated = {at for day in evidence.marks.dates for at in range(day.first, day.last)}
    plain = hangs_on_unread(evidence) or _another_type(evidence) or _state_of_something(evidence)
    if plain:
        return plain
    for doubt in evidence.marks.doubts:
        about = _about(doubt, evidence) if doubt.at not in dated else None
        if about:
            return about
    return None


def _corrected_unread(evidence: Evidence) -> bool:
    """ "no wait, 15 years": a span corrects the date, and no date was read in it."""
    marks = evidence.marks
    spans = any(word.form == "number" and behind.text in _UNITS for word, behind in pairwise(marks.words))
    return evidence.context.has_case and marks.any("correction") and spans and not marks.dates


def _another_type(evidence: Evidence) -> About | None:
    """Where a type is told in passing, and the subscription is said to be of another.

    "all EA except one MSDN"; "we have EA, but the subscription it is in is a Visual Studio one".
    """
    marks, own = evidence.marks, evidence.types.own
    if any(0 <= m.first - word.last <= _REACH for word in marks.all("excepted") for m in own):
        return "subscription"
    if evidence.context.has_case and marks.takes_up and marks.any("subscription_weak"):
        return "subscription"  # "and for the dev/test one?"
    if own and all(_rule_by_hearsay(marks, mention) for mention in own):
        return "subscription"
    perhaps = [word.last for word in marks.all("maybe") if len(own) == 1]
    if any(0 <= mention.first - last <= 1 for last in perhaps for mention in own):
        return "subscription"  # "could be EA"
    values = {mention.value for mention in own}
    if len(values) > 1 and _taken_over(evidence):
        return "subscription"
    weak = [m for m in marks.all("subscription_weak") if m not in own and m.value not in values]
    return "subscription" if own and any(_said_to_be(marks, mention) for mention in weak) else None


def _rule_by_hearsay(marks: Marks, name: Mention) -> bool:
    """ "a colleague says EA is exempt": and which type is the asker's?"""
    ruled = marks.in_clause(marks.clause(name), "exemption_noun", "blocked", "open", "unblock")
    return is_hearsay(marks, name) and bool(ruled)


def _taken_over(evidence: Evidence) -> bool:
    """ "created by our CSP, we took it over as PAYG": a change between two types, and none is left."""
    marks, types = evidence.marks, evidence.types
    sentences = {marks.sentence(mention) for mention in types.own}
    changes = any(marks.in_sentence(sentence, "change") for sentence in sentences)
    return changes and not types.left and not types.planned and len(sentences) == 1


def _said_to_be(marks: Marks, name: Mention) -> bool:
    """Whether a subscription "is" what is named."""
    nouns = [noun.last for noun in marks.in_clause(marks.clause(name), "sub_noun") if noun.last <= name.first]
    if not nouns:
        return False
    between = marks.words[nouns[-1] : name.first]
    return any(word.text in _IS for word in between[-_REACH:])


def _state_of_something(evidence: Evidence) -> About | None:
    """ "first refused, then approved": told without a word of what, beside a restart; or of another one."""
    marks = evidence.marks
    decided = marks.any("granted_word", "refused_word") or marks.has("cue_after", "approval")
    acted = marks.any("stopstart", "reboot") or (marks.has("cue_after", "approval") and marks.any("stop_vm"))
    if decided and acted and read_exemption(marks, spoken_of=evidence.context.exemption_spoken_of) is None:
        return "state"
    of_another = any(
        marks.in_clause(marks.clause(word), "other_one") for word in marks.all("exempted", "granted_word")
    )
    return "state" if of_another and marks.any("negator", "this_one") else None


def _about(doubt: Doubt, evidence: Evidence) -> About | None:
    if doubt.may_be("subscription"):
        return "subscription"
    if doubt.may_be(*DELIVERY):
        return "delivery"
    weighed = (*STATE, *_ASKED_FOR) if doubt.may_be(*_STATE_SAID) else STATE
    if doubt.may_be(*STATE) and evidence.marks.any(*weighed):
        return "state"
    if doubt.may_be(*_TURN) and _between_types(doubt, evidence.types.own):
        return "subscription"
    return _denied(doubt, evidence) if doubt.may_be("negator") else None


def _between_types(doubt: Doubt, own: tuple[Mention, ...]) -> bool:
    return bool(own) and own[0].first < doubt.at < own[-1].first


def _denied(doubt: Doubt, evidence: Evidence) -> About | None:
    """What would be denied if the word were a "not"."""
    marks = evidence.marks
    behind = [
        mention
        for mention in marks.mentions
        if 0 <= mention.first - doubt.at <= _REACH and marks.clause(mention) == marks.words[doubt.at].clause
    ]
    if any(mention.first <= doubt.at < mention.last for mention in marks.all("direct")):
        return "delivery"
    deciding = [mention.kind for mention in behind if mention.kind in ("subscription", *DELIVERY, *STATE)]
    return kind_about(deciding[0]) if deciding else None
