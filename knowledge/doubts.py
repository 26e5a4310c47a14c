"""What a word that may be a slip of a deciding word leaves uncertain.

"exemption nto approved" must not be read as approved, "EA, via Azre Frewall" not as going straight
out. A doubt never gives a fact; it only keeps a verdict from being given over it.
"""

from typing import Literal

from knowledge.evidence import Evidence
from knowledge.vocabulary import Doubt, Mention

About = Literal["subscription", "delivery", "state"]
_DELIVERY = ("service", "relay_word", "relay_product")
_STATE = tuple("exempted exemption_noun granted_word refused_word stop_vm start_vm stopstart reboot".split())
_TURN = ("correction", "change", "to", "from", "former", "negator")
_REACH = 4  # words behind a "not" that it may deny


def doubt_about(evidence: Evidence) -> About | None:
    """The first thing that a doubtful word leaves uncertain, None where none matters.

    A message that says too much to be one question leaves all of it uncertain.
    """
    if evidence.marks.overfull:
        return "subscription"
    dated = {at for day in evidence.marks.dates for at in range(day.first, day.last)}
    unread = _denied_over_unknown(evidence) or _refused_by_unknown(evidence)
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
    if doubt.may_be(*_DELIVERY):
        return "delivery"
    if doubt.may_be(*_STATE) and evidence.marks.any(*_STATE, "ticket_noun", "unblock"):
        return "state"
    if doubt.may_be(*_TURN) and _between_types(doubt, evidence.types.own):
        return "subscription"
    return _denied(doubt, evidence) if doubt.may_be("negator") else None


def _denied_over_unknown(evidence: Evidence) -> About | None:
    """ "not trough the firewall": a denial, an unknown word, and what it may or may not reach."""
    marks = evidence.marks
    for word in marks.all("negator"):
        for mention in marks.in_clause(marks.clause(word), "subscription", "service", *_STATE):
            between = range(word.last, mention.first)
            unknown = [at for at in between if not marks.known[at] and marks.words[at].form == "word"]
            if unknown and len(between) <= _REACH:
                return _kind_about(mention.kind)
    return None


def _refused_by_unknown(evidence: Evidence) -> About | None:
    """ "gmil refuses it": a refusal beside a word nobody knows may be of the request or of the mail."""
    marks = evidence.marks
    if not marks.any("exemption_noun", "ticket_noun", "unblock"):
        return None
    subjects = {marks.clause(m) for m in marks.all("exemption_noun", "ticket_noun", "unblock", "microsoft")}
    clauses = {marks.clause(word) for word in marks.all("refused_word")} - subjects
    return "state" if clauses & {word.clause for word in marks.strange} else None


def _kind_about(kind: str) -> About:
    if kind == "subscription":
        return "subscription"
    return "delivery" if kind in _DELIVERY else "state"


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
    deciding = [mention.kind for mention in behind if mention.kind in ("subscription", *_DELIVERY, *_STATE)]
    return _kind_about(deciding[0]) if deciding else None
