"""Cases in which a day that nobody told decides between rules that lead to the same.

No fault of an edition: the outcome is sure. But the reason of neither rule can be told as a fact, and
where another fact tells the day, an implication should say so. Pure.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from rules.cells import Cell
from rules.evaluate import Law, candidates, rules_within
from rules.interval import parse_interval
from rules.prove import smallest


def undated(law: Law) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The smallest case of each such kind, and the rules that are possible there."""
    day = law.space.day
    if day is None:
        return
    at = law.space.place[day.fact]
    possible = {cell: _possible(law, cell, at) for cell in law.space.cells()}
    for names in dict.fromkeys(possible.values()):
        if len(names) > 1:
            cell = next(cell for cell, found in possible.items() if found == names)
            region = tuple(day.all if place == at else (own,) for place, own in enumerate(cell))
            yield smallest(law.space, region, partial(_is_so, possible, names)), names


def _is_so(possible: Mapping[Cell, tuple[str, ...]], names: tuple[str, ...], cell: Cell) -> bool:
    return possible[cell] == names


def _possible(law: Law, cell: Cell, at: int) -> tuple[str, ...]:
    """The rules that are possible in a case without its day, none where their outcomes differ."""
    facts = {
        axis.fact: parse_interval(label) if axis.cuts else label
        for place, axis in enumerate(law.space.axes)
        for label in (axis.labels[cell[place]],)
        if place != at and axis.labels != ("any",)
    }
    rules = rules_within(law, candidates(law, facts)[0])
    alike = len({rule.outcome for rule in rules}) == 1
    return tuple(sorted(rule.id for rule in rules)) if alike else ()
