"""What differs between two editions: which cases, and what follows in each of them before and after. Pure.

Two editions differ in a case where its outcome differs, its headline (which may say on what condition), its
support path, or the reason for having none.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from rules.cells import Cell, Region, Space
from rules.common import common_space, placing
from rules.evaluate import Law, rules_within
from rules.fold import regions
from rules.model import Edition, Outcome, Rule


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


def consequence(edition: Edition, rule: Rule) -> Consequence:
    """What follows by a rule."""
    path = edition.paths[rule.path] if rule.path else None
    menu = Menu(path.kind, path.labels) if path else None
    return Consequence(rule.outcome, rule.headline or rule.outcome, menu, rule.no_path)


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
    follows = {rule.id: consequence(law.edition, rule) for rule in law.edition.rules}
    return {cell: _one_of([follows[rule.id] for rule in _rules(law, place(cell))]) for cell in space.cells()}


def _rules(law: Law, region: Region) -> Iterable[Rule]:
    known = [at for (at, *more) in region if not more]
    return (law.table[tuple(known)],) if len(known) == len(region) else rules_within(law, region)


def _one_of(follows: Sequence[Consequence]) -> Consequence:
    return follows[0] if len(set(follows)) == 1 else UNTOLD


def _first_cell(change: Change) -> Cell:
    return tuple(part[0] for part in change.region)
