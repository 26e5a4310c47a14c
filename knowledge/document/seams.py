"""Which statements a copy has split in two sentences, and which two it has joined in one. Pure.

A seam is found where the two together are much closer to the one than either of them is. Where one of the
two is short, the other alone is close already: then they must make good most of what it lacks.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar

from knowledge.document.sections import Sentence
from knowledge.document.wording import BAR, likeness
from rules.model import Statement

_ALIKE: Final = 0.75
_CLOSER: Final = 0.1  # than either of the two,
_MADE_GOOD: Final = 0.6  # or that much of what the closer one lacks
_SHORTEST: Final = 3  # words, of which fewer may stand anywhere
_T = TypeVar("_T", Statement, Sentence)


class Split(NamedTuple):
    """A statement and the two sentences that now say it."""

    statement: Statement
    first: Sentence
    second: Sentence
    alike: float


class Joined(NamedTuple):
    """Two statements and the one sentence that now says both."""

    first: Statement
    second: Statement
    sentence: Sentence
    alike: float


def splits(
    missing: Sequence[Statement],
    there: Sequence[Sentence],
    is_loose: Callable[[Sentence], bool],
    language: str,
) -> Iterator[Split]:
    """The statements that are split, each sentence in one of them at the most."""
    pairs = [pair for pair in _neighbours(there) if all(map(is_loose, pair))]
    for statement in missing:
        kept = statement.sketches.get(language, "")
        likely = [Split(statement, *pair, _seam(kept, *(one.sketch for one in pair))) for pair in pairs]
        best = max(likely, key=lambda one: one.alike, default=None)
        if best and best.alike:
            pairs = [pair for pair in pairs if not {*map(id, pair)} & {id(best.first), id(best.second)}]
            yield best


def joins(
    listed: Sequence[Statement], missing: Container[str], loose: Sequence[Sentence], language: str
) -> Iterator[Joined]:
    """The statements that are joined, each in one sentence at the most."""
    taken: set[str] = set()
    for pair in _neighbours(listed):
        if any(one.id not in missing or one.id in taken for one in pair):
            continue
        kept = [one.sketches.get(language, "") for one in pair]
        likely = [Joined(*pair, one, _seam(one.sketch, *kept)) for one in loose]
        best = max(likely, key=lambda one: one.alike, default=None)
        if best and best.alike:
            taken |= {one.id for one in pair}
            loose = [one for one in loose if one is not best.sentence]
            yield best


def _neighbours(row: Sequence[_T]) -> Iterator[tuple[_T, _T]]:
    return ((one, other) for one, other in pairwise(row) if one.section == other.section)


def _seam(whole: str, first: str, second: str) -> float:
    """How alike the two together are to the one; nothing where one of the two alone is about as close.

    A row is none of two: it is known by its first cell, whatever its others have of its neighbour.
    """
    if min(len(first), len(second)) < _SHORTEST or any(BAR in one for one in (whole, first, second)):
        return 0.0
    together = likeness(whole, first + second)
    alone = max(likeness(whole, first), likeness(whole, second))
    closer = alone + min(_CLOSER, _MADE_GOOD * (1 - alone))
    return together if together >= max(_ALIKE, closer) else 0.0
