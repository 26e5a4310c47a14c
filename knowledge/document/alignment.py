"""Which statements of a section stand in their place: the most that keep their order and paragraphs. Pure."""

from collections.abc import Callable, Sequence
from itertools import groupby

from knowledge.document.sections import Sentence
from rules.model import Statement

Standing = list[tuple[Statement, Sentence]]
_BEGINS = 100.0  # what begins in its place as it did is that paragraph, wherever more of it went
_NEARER = 1e-3  # of two ways that hold as much, the one that keeps the paragraphs' numbers


def standing(statements: Sequence[Statement], found: Sequence[Sentence], language: str) -> Standing:
    """The pairs of statement and sentence that stand, in order.

    A paragraph answers to one paragraph, whatever its number: what is put in or taken out before it
    moves nothing.
    """
    listed = [list(group) for _, group in groupby(statements, key=lambda one: one.paragraph)]
    there = [list(group) for _, group in groupby(found, key=lambda one: one.paragraph)]
    alike = [[_in_order(one, other, language) for other in there] for one in listed]

    def weight(at: int, to: int) -> float:
        if not alike[at][to]:
            return 0.0
        begins = at == to and alike[at][to][0] == (listed[at][0], there[to][0])
        return _BEGINS * begins + len(alike[at][to]) - _NEARER * abs(at - to)

    return [pair for at, to in _best_chain(len(listed), len(there), weight) for pair in alike[at][to]]


def _in_order(listed: list[Statement], there: list[Sentence], language: str) -> Standing:
    prints = [one.fingerprint for one in there]

    def weight(at: int, to: int) -> float:
        same = listed[at].fingerprints.get(language) == prints[to]
        return 1.0 - _NEARER * abs(at - to) if same else 0.0

    return [(listed[at], there[to]) for at, to in _best_chain(len(listed), len(there), weight)]


def _best_chain(rows: int, columns: int, weight: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """The pairs, ascending in both, that weigh most together."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for at in reversed(range(rows)):
        for to in reversed(range(columns)):
            taken = best[at + 1][to + 1] + weight(at, to)
            best[at][to] = max(taken, best[at + 1][to], best[at][to + 1])
    pairs, at, to = [], 0, 0
    while at < rows and to < columns:
        if best[at][to] == best[at + 1][to]:
            at += 1
        elif best[at][to] == best[at][to + 1]:
            to += 1
        else:
            pairs.append((at, to))
            at, to = at + 1, to + 1
    return pairs
