"""Many cells as few regions, which together hold exactly these cells, each of them once. Pure.

Values that occur with the same others throughout are one at once: that never costs a region. What is
then left is put together fact by fact, in every order of the facts, and the fewest regions are kept of
those in which no subject is told with a day that plays no part for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, permutations
from typing import NamedTuple, TypeVar

from rules.cells import Cell, Region, Space

_T = TypeVar("_T")
_NO_DAYS: Mapping[int, tuple[int, ...]] = {}


def regions(space: Space, cells: Collection[Cell]) -> tuple[Region, ...]:
    """The cells as regions of which none names a detail for a value that has none.

    A fact and its detail are folded as one, so that what cannot be parts nothing. In the regions a value
    without details has all of them.
    """
    pairs = list(_pairs(space))
    for pair in pairs:
        cells = {pair.joined(cell) for cell in cells}
    days = {at: axis.all for at, axis in enumerate(space.axes) if axis.cuts}
    found: Iterable[Region] = folded(cells, days)
    for pair in pairs:
        found = [one for region in found for one in pair.parted(region)]
    return tuple(sorted(found))


class _Pair(NamedTuple):
    """Where a fact and its detail stand in a cell, which of its values have details, and all details."""

    at: int
    behind: int
    detailed: tuple[int, ...]
    details: tuple[int, ...]

    def joined(self, cell: Cell) -> Cell:
        """The cell with both as one number in the place of the fact."""
        value, detail = cell[self.at], cell[self.behind] if cell[self.at] in self.detailed else 0
        return _with(cell, {self.at: value * len(self.details) + detail, self.behind: 0})

    def parted(self, region: Region) -> Iterator[Region]:
        """The region with both by themselves again: one for all values that have the same details there."""
        there: dict[int, list[int]] = defaultdict(list)
        for both in region[self.at]:
            value, detail = divmod(both, len(self.details))
            there[value].append(detail)
        alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for value, details in there.items():
            alike[tuple(details) if value in self.detailed else self.details].append(value)
        for same, values in alike.items():
            yield _with(region, {self.at: tuple(values), self.behind: same})


def _pairs(space: Space) -> Iterator[_Pair]:
    for at, axis in enumerate(space.axes):
        behind = space.place.get(axis.kind.detail or "")
        if axis.detailed and behind is not None:
            yield _Pair(at, behind, axis.detailed, space.axes[behind].all)


def _with(row: tuple[_T, ...], places: Mapping[int, _T]) -> tuple[_T, ...]:
    return tuple(places.get(at, one) for at, one in enumerate(row))


def folded(cells: Collection[Cell], days: Mapping[int, tuple[int, ...]] = _NO_DAYS) -> tuple[Region, ...]:
    """The cells as regions, in the order of their first cells; `days` are the facts that are one, with all
    of its spans."""
    if not cells:
        return ()
    twins = [_twins(cells, at) for at in range(len(next(iter(cells))))]
    regions = {tuple(alike[at] for alike, at in zip(twins, cell, strict=True)) for cell in cells}
    told_apart = [at for at, alike in enumerate(twins) if len(set(alike.values())) > 1]
    undated = _undated(cells, days)
    ways = (_put_together(regions, order) for order in permutations(told_apart))
    fewest = min(ways, key=lambda way: (_misdated(way, undated, days), len(way)))
    return tuple(sorted(fewest))


def _undated(cells: Collection[Cell], days: Mapping[int, tuple[int, ...]]) -> set[int]:
    """The values of the first fact, the subject, for which no day plays a part."""
    always = {_with(cell, {at: span}) for cell in cells for at, spans in days.items() for span in spans}
    return {cell[0] for cell in cells} - {cell[0] for cell in always.difference(cells)}


def _misdated(found: Collection[Region], undated: set[int], days: Mapping[int, tuple[int, ...]]) -> int:
    """How many regions name a day for a subject for which none plays a part."""
    dated = (region for region in found if any(region[at] != spans for at, spans in days.items()))
    return sum(not undated.isdisjoint(region[0]) for region in dated)


def _twins(cells: Iterable[Cell], at: int) -> dict[int, tuple[int, ...]]:
    """For each value of one fact all those that occur with exactly the same others."""
    others: dict[int, set[Cell]] = defaultdict(set)
    for cell in cells:
        others[cell[at]].add((*cell[:at], *cell[at + 1 :]))
    alike: dict[frozenset[Cell], list[int]] = defaultdict(list)
    for value, beside in sorted(others.items()):
        alike[frozenset(beside)].append(value)
    return {value: tuple(values) for values in alike.values() for value in values}


def _put_together(regions: Collection[Region], order: Iterable[int]) -> Collection[Region]:
    for at in order:
        regions = _along(regions, at)
    return regions


def _along(regions: Iterable[Region], at: int) -> list[Region]:
    """The regions that are alike but for one fact, as one."""
    alike: dict[tuple[Region, Region], list[tuple[int, ...]]] = defaultdict(list)
    for region in regions:
        alike[region[:at], region[at + 1 :]].append(region[at])
    return [
        (*before, tuple(sorted(chain.from_iterable(parts))), *behind)
        for (before, behind), parts in alike.items()
    ]
