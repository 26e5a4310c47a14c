"""What was found in a message, before anything is concluded from it."""

from typing import NamedTuple

from knowledge.dates import DateMention
from knowledge.marks import Marks
from knowledge.ownership import OTHER, POLICY, SUBSCRIPTION, owner_of
from knowledge.ports import Port, find_ports
from knowledge.subscriptions import Types, read_types

_BARE_DATE = 6  # words around a date that is a message of its own
_EARLIER, _LATER = frozenset({"before", "voor"}), frozenset({"after", "na"})
_IT = frozenset("it er there staat".split())
_COUNTS = frozenset("two twee three drie four vier 2 3 4".split())


class Context(NamedTuple):
    """What the conversation brings to the reading of a message."""

    asked: str | None = None
    azure: bool = False
    mail: bool = False
    exemption_spoken_of: bool = False
    has_case: bool = False
    language: str = "en"
    year: int | None = None


class Evidence(NamedTuple):
    """The marks of a message, its ports, the types and the sign-up dates that are the asker's own."""

    marks: Marks
    ports: list[Port]
    types: Types
    days: list[DateMention]
    context: Context


def gather(marks: Marks, context: Context) -> Evidence:
    """The evidence in the marks of a message."""
    types = read_types(marks, expected=context.asked == "subscription")
    return Evidence(marks, find_ports(marks), types, _created(marks, types, context), context)


def _created(marks: Marks, types: Types, context: Context) -> list[DateMention]:
    """The dates on which a subscription of the asker was created."""
    dated = [day for day in marks.dates if not _two_sided(marks, day)]
    found = [day for day in dated if _is_created(marks, day, types, context)]
    if len(found) < 2 or len(types.own) > 1 or _several(marks):  # noqa: PLR2004 - one needs no choice
        return found
    turns = [mark.first for mark in marks.all("correction")]
    behind = [day for day in found if any(found[0].last <= turn <= day.first for turn in turns)]
    if behind:
        return behind[-1:]
    contradicting = len({day.interval for day in found}) > 1
    return [] if contradicting else found[:1]


def _is_created(marks: Marks, day: DateMention, types: Types, context: Context) -> bool:
    owner = owner_of(marks, day, types.own)
    if owner == "change":
        return "free_trial" in types.left or (not types.left and not types.changed)
    if owner == SUBSCRIPTION:
        of_change = bool(marks.in_sentence(marks.sentence(day), "change"))
        return not (types.changed and "free_trial" not in types.left and of_change)
    if owner is not None:
        return context.asked == "created" and _answers(marks, day, owner)
    if context.asked == "created" or types.own:
        return True
    around = sum(word.sentence == marks.sentence(day) for word in marks.words)
    bare = context.has_case and not day.recent and around - (day.last - day.first) <= _BARE_DATE
    return bare or bool(marks.in_clause(marks.clause(day), "created"))


def _answers(marks: Marks, day: DateMention, owner: str) -> bool:
    """Whether a date of something else answers us all the same: "the invoice says May 2020".

    A rule's date does not, but "it says 2018" tells what was looked up where we said.
    """
    if owner != POLICY:
        return owner == OTHER
    said = marks.in_sentence(marks.sentence(day), "reference", "policy", "cue_since")
    return bool(said) and all(marks.words[mention.first].text in _IT for mention in said)


def _two_sided(marks: Marks, day: DateMention) -> bool:
    """ "one before and one after november": the day parts two things, and dates neither."""
    clause = marks.clause(day)
    before = {word.text for word in marks.words[: day.last] if word.clause == clause}
    return bool(before & _EARLIER and before & _LATER)


def _several(marks: Marks) -> bool:
    return marks.any("both", "other_one") or any(word.text in _COUNTS for word in marks.words)
