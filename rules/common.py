"""One fact space for two editions, cut as finely as either of them cuts.

A value that one edition does not name lies in its rest, and where it has none may be any of its values; a
day lies in its wider span; a fact that it does not know makes no difference to it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rules.cells import Axis, Cell, Region, Space, axis_of, space_of
from rules.model import Edition, FactKind


class Incomparable(Exception):
    """Two editions that cannot be laid over each other; the message says why, and what to mend."""


class Placing(NamedTuple):
    """For each fact of an edition its axis in the common space, and where the cells there lie in its own."""

    axes: tuple[tuple[int, Region], ...]

    def place(self, cell: Cell) -> Region:
        """The edition's own cells in which a cell of the common space may lie."""
        return tuple(own[cell[at]] for at, own in self.axes)


def common_space(one: Edition, other: Edition) -> Space:
    """The coarsest space that is as fine as the spaces of both editions."""
    facts = _woven(one.facts, other.facts)
    axes = tuple(_axis(fact, (one, other)) for fact in facts)
    return Space(axes, {fact: at for at, fact in enumerate(facts)})


def placing(edition: Edition, common: Space) -> Placing:
    """Where the cells of the common space lie in the edition's own."""
    own = [(common.place[axis.fact], axis) for axis in space_of(edition).axes]
    return Placing(tuple((at, _places(common.axes[at], axis, edition)) for at, axis in own))


def _axis(fact: str, editions: Sequence[Edition]) -> Axis:
    kinds = [edition.facts[fact] for edition in editions if fact in edition.facts]
    spaces = [space_of(edition) for edition in editions if fact in edition.facts]
    own = [space.axes[space.place[fact]] for space in spaces]
    cuts = {cut for axis in own for cut in axis.cuts}
    common = axis_of(fact, _kind(fact, kinds[0], kinds[-1]), tuple(sorted(cuts)))
    detailed = {common.positions[axis.labels[at]] for axis in own for at in axis.detailed}
    return common._replace(detailed=tuple(sorted(detailed)))


def _kind(fact: str, one: FactKind, other: FactKind) -> FactKind:
    if one.kind != other.kind:
        raise Incomparable(f"{fact} is a {one.kind} in one edition, a {other.kind} in the other: mend one")
    if one.kind == "day":
        return one
    return FactKind(
        values=tuple(_woven(one.values, other.values)),
        rest=one.rest or other.rest,
        detail=one.detail or other.detail,
    )


def _places(common: Axis, own: Axis, edition: Edition) -> Region:
    if edition.facts[own.fact].kind == "day":
        return ((0,), *((bisect_right(own.cuts, cut),) for cut in common.cuts))
    return tuple(own.cells(label) for label in common.labels)


def _woven(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """The names of both, each that is new behind the name it follows in its own list."""
    names, behind = list(one), 0
    for name in other:
        if name not in names:
            names.insert(behind, name)
        behind = names.index(name) + 1
    return names
