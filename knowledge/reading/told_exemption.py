"""What became of an exemption, as a message tells it, and what is denied of that."""

from typing import Final

from knowledge.judged.features import Talk
from knowledge.mentions.denied import perhaps_denied
from knowledge.mentions.grants import denies_grant, denies_refusal, tells_of_a_former_grant
from knowledge.mentions.marks import Marks
from knowledge.mentions.no_request import tells_of_no_request
from knowledge.reading.candidates import Candidate, at_most, in_order
from knowledge.words.text import particles

_LITTLE: Final = 0.1  # how likely a request is that a denial reaches
_DENIED: Final = 0.5  # how likely none was asked for where every request may be denied
_DONE_TO_VMS: Final = ("reboot", "stop_vm", "start_vm", "stopstart")
_NO_REQUEST: Final = 0.93  # how likely none is made that is said not to be


def told_exemption(exemption: tuple[Candidate, ...], marks: Marks, talk: Talk) -> tuple[Candidate, ...]:
    """The exemption, as far as no words of the message say otherwise, also of what is known of it."""
    told = _not_refused(_not_granted(_not_asked_for(exemption, marks), marks), marks)
    known = talk.known.get("exemption")
    if talk.under_way and tells_of_no_request(marks):
        told = _never_asked_for(told)
    if known == "granted" and denies_grant(marks):
        return at_most(_LITTLE, "refused", told, rest=None)
    if known == "refused" and tells_of_a_former_grant(marks):
        return at_most(_LITTLE, "granted", told, rest=None)
    return told


def told_of_vms(restarted: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """What was done to the VMs, none where it is asked if it would do: "a shutdown in the VM, enough?"."""
    asked = {word.sentence for word in marks.words if word.asked and word.text in particles("enough_word")}
    named = {marks.words[one.first].sentence for kind in _DONE_TO_VMS for one in marks.all(kind)}
    return at_most(_LITTLE, "yes", restarted, rest=None) if asked & named else restarted


def _not_asked_for(exemption: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The exemption, where every request that is spoken of is denied: then none was made."""
    requests = marks.all("requested_word")
    if not requests or not all(perhaps_denied(marks, mention) for mention in requests):
        return exemption
    capped = [one.at(min(one.p, _LITTLE)) if one.value == "requested" else one for one in exemption]
    return in_order([*capped, Candidate("none", _DENIED)])


def _never_asked_for(exemption: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The exemption, where one was known and it is said that none was asked for."""
    rest = [one.at(one.p * (1 - _NO_REQUEST)) for one in exemption if one.value != "none"]
    return in_order([Candidate("none", _NO_REQUEST), *rest])


def _not_granted(exemption: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The exemption, where whatever may grant it is denied, or a refusal is what is told last.

    What spoke for a grant then speaks for a refusal where only that is told, and not as yet to come.
    """
    granted, refused = (_last_told(marks, kind) for kind in ("granted_word", "refused_word"))
    if granted > refused and _is_turned(granted, marks):
        return at_most(_LITTLE, "refused", exemption, rest="granted")
    if granted > refused or (refused < 0 and not marks.all("granted_word")):
        return exemption
    told = granted < 0 <= refused and marks.words[max(0, refused - 1)].text not in particles("not_yet")
    return at_most(_LITTLE, "granted", exemption, rest="refused" if told else None)


def _is_turned(at: int, marks: Marks) -> bool:
    """Whether it is stated that something came after all: "they granted it after all", "toch goedgekeurd"."""
    asked = marks.words[at].asked or bool(marks.all("hypothetical"))
    clause = marks.clause_around(at)
    turned = not particles("after_all").isdisjoint(clause) or particles("after_all_of") <= clause
    return turned and not asked and particles("anothers").isdisjoint(clause)


def _not_refused(exemption: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The exemption, where every refusal that is spoken of is denied: "no refusal on that one"."""
    return at_most(_LITTLE, "refused", exemption, rest=None) if denies_refusal(marks) else exemption


def _last_told(marks: Marks, kind: str) -> int:
    """The place of the last mention of a kind that no denial reaches, -1 without one."""
    return max((one.first for one in marks.all(kind) if not perhaps_denied(marks, one)), default=-1)
