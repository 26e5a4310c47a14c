"""What differs between two editions: which cases, and what follows in each of them before and after. Pure.

Two editions differ in a case where its outcome differs, its headline (which may say on what condition), its
support path, or the reason for having none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import product
from typing import Final, Literal, NamedTuple

from rules.cells import Cell, Region, Space
from rules.common import common_space, placing
from rules.evaluate import Law
from rules.fold import regions
from rules.model import Edition, Outcome, Rule, Variant


class Menu(NamedTuple):
    """A support path without its address, which may change while the way stays the same."""

    kind: Literal["support_case", "diagnostic"]
    labels: tuple[str, ...]


class Consequence(NamedTuple):
    """What follows in a case: the outcome with its words, and the support path or why there is none."""

    outcome: Outcome
    headline: str
    menu: Menu | None
    no_path: str | None


# What an edition says of a value that it does not know, where this depends on which of its own it would be.
UNTOLD: Final = Consequence("", "", None, None)


class Change(NamedTuple):
    """Cases in which one thing followed before, and another follows after."""

    region: Region
    before: Consequence
    after: Consequence


class Comparison(NamedTuple):
    """Two editions, the space in which both can be told, and every change from one to the other."""

    before: Edition
    after: Edition
    space: Space
    changes: tuple[Change, ...]


@lru_cache(maxsize=16)
def differences(before: Law, after: Law) -> Comparison:
    """What changed from one edition to the other; Incomparable where they cannot be laid over each other."""
    space = common_space(before.edition, after.edition)
    changes = [
        Change(region, old, new)
        for (old, new), cells in _differing(before, after, space).items()
        for region in regions(space, cells)
    ]
    return Comparison(before.edition, after.edition, space, tuple(sorted(changes, key=_first_cell)))


def conditions(space: Space, region: Region) -> dict[str, tuple[str, ...]]:
    """Each fact that plays a part in the region, with its values there."""
    return {
        axis.fact: tuple(axis.labels[at] for at in part)
        for axis, part in zip(space.axes, region, strict=True)
        if part != axis.all
    }


def consequence(edition: Edition, rule: Rule, space: Space, region: Region) -> Consequence:
    """What follows by a rule in a part of its cases that has one headline."""
    path = edition.paths[rule.path] if rule.path else None
    menu = Menu(path.kind, path.labels) if path else None
    told = (one for one in _variants(edition, rule) if _overlap(space, region, one) == region)
    headline = next((one.headline for one in told), rule.headline or rule.outcome)
    return Consequence(rule.outcome, headline, menu, rule.no_path)


def varied(edition: Edition, rule: Rule, space: Space, region: Region) -> Iterator[Region]:
    """The parts of a rule's cases that are told by a headline each: the variants of its outcome first."""
    for variant in _variants(edition, rule):
        own = _overlap(space, region, variant)
        if not all(own):
            continue
        yield own
        for at, part in enumerate(own):
            rest = tuple(place for place in region[at] if place not in part)
            if rest:
                yield from varied(edition, rule, space, (*own[:at], rest, *region[at + 1 :]))
        return
    yield region


def _variants(edition: Edition, rule: Rule) -> Iterator[Variant]:
    """The other headlines that a rule may be told by: they go by facts that it decides on."""
    kind = edition.outcomes.get(rule.outcome)
    yield from (one for one in (kind.variants if kind else ()) if rule.when.keys() >= one.when.keys())


def _overlap(space: Space, region: Region, variant: Variant) -> Region:
    """The cells of a region in which the facts of a variant hold."""
    return tuple(
        tuple(
            at for at in part if axis.fact not in variant.when or axis.labels[at] in variant.when[axis.fact]
        )
        for axis, part in zip(space.axes, region, strict=True)
    )


def _differing(before: Law, after: Law, space: Space) -> dict[tuple[Consequence, Consequence], list[Cell]]:
    old, new = _by_cell(before, space), _by_cell(after, space)
    found: dict[tuple[Consequence, Consequence], list[Cell]] = defaultdict(list)
    for cell in space.cells():
        if old[cell] != new[cell]:
            found[old[cell], new[cell]].append(cell)
    return found


def _by_cell(law: Law, space: Space) -> dict[Cell, Consequence]:
    """What follows in every cell of a common space."""
    place = placing(law.edition, space).place
    follows = {
        own: consequence(law.edition, rule, law.space, part)
        for rule in law.edition.rules
        for part in varied(law.edition, rule, law.space, law.space.region(rule))
        for own in product(*part)
    }
    return {cell: _one_of({follows[own] for own in product(*place(cell))}) for cell in space.cells()}


def _one_of(follows: Collection[Consequence]) -> Consequence:
    return next(iter(follows)) if len(follows) == 1 else UNTOLD


def _first_cell(change: Change) -> Cell:
    return tuple(part[0] for part in change.region)
