"""A change from one type to another: what was left, what is planned, and whether it was made."""

from itertools import pairwise
from typing import NamedTuple

from knowledge.asides import just_before
from knowledge.marks import Marks
from knowledge.vocabulary import Mention

_OBJECT = 2  # words between a type and the "to" of its change
_NOWHERE = 1_000_000  # behind every message
_TOWARDS = frozenset("to naar →".split())


class Change(NamedTuple):
    """The types that were left, those that are only planned, and whether a change was completed."""

    left: list[Mention]
    planned: list[Mention]
    completed: bool


def read_change(marks: Marks, named: list[Mention]) -> Change:
    """The change between the named types that a message tells of."""
    left: list[Mention] = []
    planned: list[Mention] = []
    changed = False
    verbless = bool(_to_another(marks, named))
    for mention in named:
        sentence = marks.sentence(mention)
        if just_before(marks, mention, "former"):
            left.append(mention)
            continue
        if not marks.in_sentence(sentence, "change") and not _from_one_to_other(marks, named, sentence):
            continue
        direction = _direction(marks, mention)
        only_planned = bool(marks.in_sentence(sentence, "planned", "hypothetical")) or verbless
        if direction == "to" and only_planned:
            planned.append(mention)
        elif direction == "from" and not only_planned:
            left.append(mention)
        changed |= direction == "to" and not only_planned
    behind = _object_of_change(marks, named, left, planned)
    asked = [
        mention for mention in behind if marks.in_sentence(marks.sentence(mention), "planned", "hypothetical")
    ]
    left += [mention for mention in behind if mention not in asked]
    return Change(left, planned, changed)


def _from_one_to_other(marks: Marks, named: list[Mention], sentence: int) -> bool:
    """ "next year from PAYG to EA", "can PAYG go to EA?": a change without its verb."""
    here = [mention for mention in named if marks.sentence(mention) == sentence]
    ways = {_direction(marks, mention) for mention in here}
    return {"from", "to"} <= ways or bool(_to_another(marks, here))


def _to_another(marks: Marks, named: list[Mention]) -> list[Mention]:
    """The types that a question sends another one to."""
    return [
        second
        for first, second in pairwise(named)
        if marks.asked(second)
        and not marks.in_sentence(marks.sentence(second), "change")
        and marks.words[second.first - 1].text in _TOWARDS
        and marks.clause(first) == marks.clause(second)
    ]


def _direction(marks: Marks, mention: Mention) -> str | None:
    """Whether "from" or "to" stands just before the type."""
    for at in range(mention.first - 1, max(-1, mention.first - 5), -1):
        ending = [m.kind for m in marks.all("from", "to") if m.last == at + 1]
        if ending:
            return ending[0]
        if any(m.first <= at < m.last for m in marks.all("subscription", "change")):
            return None
    return None


def _object_of_change(
    marks: Marks, named: list[Mention], left: list[Mention], planned: list[Mention]
) -> list[Mention]:
    """ "upgraded our free trial to PAYG": the type between the verb and its "to" was left.

    That holds as well where what stands behind the "to" could not be read.
    """
    return [
        mention
        for mention in named
        if mention not in left
        and mention not in planned
        and _direction(marks, mention) is None
        and any(
            -1 <= word.first - _changed_at(marks, mention) <= _OBJECT
            for word in _beside(marks, mention, "to")
        )
    ]


def _changed_at(marks: Marks, mention: Mention) -> int:
    """Behind which word the "to" of a change is to be looked for: the type's, or its verb's."""
    verbs = _beside(marks, mention, "change")
    if any(verb.first < mention.first for verb in verbs):
        return mention.last
    behind = [verb.last for verb in verbs if 0 <= verb.first - mention.last <= _OBJECT]
    return behind[0] if behind else _NOWHERE


def _beside(marks: Marks, mention: Mention, kind: str) -> list[Mention]:
    return marks.in_clause(marks.clause(mention), kind)
