"""Whether the asker says not to know, and not to know when."""

from typing import Final

from knowledge.mentions.marks import Marks
from knowledge.words.text import particles

_DENIAL_REACHES: Final = 4  # words between "know" and its "not"


def unknowing(marks: Marks) -> bool:
    """Whether the asker says not to know: in a set phrase, or by denying to know."""
    if marks.all("unknown"):
        return True
    return any(
        abs(verb.first - word.first) <= _DENIAL_REACHES
        and marks.words[word.first].clause == marks.words[verb.first].clause
        for verb in marks.all("knowing")
        for word in marks.all("negator")
    )


def knows_not_when(marks: Marks) -> bool:
    """Whether not to know stands in one clause with when, and not with when exactly."""
    said = (one.first for kind in ("unknown", "knowing") for one in marks.all(kind))
    return unknowing(marks) and any(
        not particles("when_word").isdisjoint(clause) and particles("exactly").isdisjoint(clause)
        for clause in map(marks.clause_around, said)
    )
