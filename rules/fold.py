"""Many cells as few regions, which together hold exactly these cells, each of them once. Pure.

Values that occur with the same others throughout are one at once: that never costs a region. What is
then left is put together fact by fact, in every order of the facts, and the fewest regions are kept.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import chain, permutations

from rules.cells import Cell, Region


def folded(cells: Collection[Cell]) -> tuple[Region, ...]:
    """The cells as regions, in the order of their first cells."""
    if not cells:
        return ()
    twins = [_twins(cells, at) for at in range(len(next(iter(cells))))]
    regions = {tuple(alike[at] for alike, at in zip(twins, cell, strict=True)) for cell in cells}
    told_apart = [at for at, alike in enumerate(twins) if len(set(alike.values())) > 1]
    fewest = min((_put_together(regions, order) for order in permutations(told_apart)), key=len)
    return tuple(sorted(fewest))


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
