"""What a word that may be a slip of a deciding word leaves uncertain.

"exemption nto approved" must not be read as approved. A doubt never gives a fact; it only keeps a
verdict from being given over it.
"""

from knowledge.evidence import Evidence
from knowledge.unread import DELIVERY, STATE, About, hangs_on_unread, kind_about
from knowledge.vocabulary import Doubt, Mention

_STATE_SAID = tuple(kind for kind in STATE if kind != "exemption_noun")
_ASKED_FOR = ("ticket_noun", "unblock", "microsoft", "cue_request")
_TURN = ("correction", "change", "to", "from", "former", "negator")
_REACH = 4  # words behind a "not" that it may deny


def doubt_about(evidence: Evidence) -> About | None:
    """The first thing that a doubtful word leaves uncertain, None where none matters.

    A message that says too much to be one question leaves all of it uncertain.
    """
    if evidence.marks.overfull:
        return "subscription"
    dated = {at for day in evidence.marks.dates for at in range(day.first, day.last)}
    unread = hangs_on_unread(evidence)
    if unread:
        return unread
    for doubt in evidence.marks.doubts:
        about = _about(doubt, evidence) if doubt.at not in dated else None
        if about:
            return about
    return None


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
