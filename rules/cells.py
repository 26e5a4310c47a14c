"""The fact space of an edition, cut into cells inside which no rule can tell two cases apart.

A named value is a cell of its own; days are cut at every day that a rule or an implication
mentions. What is true of all cells is true of all cases, so completeness can be counted.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise, product
from math import prod
from typing import NamedTuple, TypeAlias

from rules.interval import Interval
from rules.model import UNKNOWN, Condition, Days, Edition, FactKind, NoneOf, Rule, Value

Cell: TypeAlias = tuple[int, ...]
Region: TypeAlias = tuple[tuple[int, ...], ...]


class Axis(NamedTuple):
    """One fact's cells, in order, and how to place a value among them; `kind` says what the fact is.

    `detailed` are those of which its detail says more: the others have none.
    """

    fact: str
    labels: tuple[str, ...]
    positions: dict[str, int]
    cuts: tuple[date, ...]
    assumed: tuple[int, ...]
    all: tuple[int, ...]
    kind: FactKind
    detailed: tuple[int, ...] = ()

    def cells(self, value: Value) -> tuple[int, ...]:
        """The cells in which `value` may lie; a name nobody lists lies in the rest, else in any."""
        if isinstance(value, Interval):
            first = 0 if value.first is None else bisect_right(self.cuts, value.first)
            last = len(self.cuts) if value.last is None else bisect_right(self.cuts, value.last)
            return self.all[first : last + 1]
        if value in self.positions:
            return (self.positions[value],)
        return self.all[-1:] if self.kind.rest and value != UNKNOWN else self.all


class Space(NamedTuple):
    """All axes of an edition; a cell is one position on each."""

    axes: tuple[Axis, ...]
    place: Mapping[str, int]

    def __len__(self) -> int:
        return prod(len(axis.labels) for axis in self.axes)

    @property
    def day(self) -> Axis | None:
        """The axis of the day that the rules go by, None where they go by none."""
        return next((axis for axis in self.axes if axis.cuts), None)

    @property
    def cut(self) -> date | None:
        """The day that parts what came before the policy from what came since."""
        return self.day.cuts[0] if self.day else None

    def cells(self) -> Iterator[Cell]:
        return product(*(axis.all for axis in self.axes))

    def region(self, rule: Rule) -> Region:
        """The cells that satisfy the rule, axis by axis."""
        return tuple(
            axis.all if axis.fact not in rule.when else matching(axis, rule.when[axis.fact])
            for axis in self.axes
        )

    def describe(self, cell: Sequence[int]) -> dict[str, str]:
        return {axis.fact: axis.labels[at] for axis, at in zip(self.axes, cell, strict=True)}


def space_of(edition: Edition) -> Space:
    """The edition's fact space."""
    cuts = _cuts(edition)
    plain = (axis_of(fact, kind, cuts.get(fact, ())) for fact, kind in edition.facts.items())
    axes = tuple(axis._replace(detailed=_detailed(edition, axis)) for axis in plain)
    return Space(axes, {axis.fact: at for at, axis in enumerate(axes)})


def matching(axis: Axis, condition: Condition) -> tuple[int, ...]:
    """The cells of the axis for which the condition holds."""
    if isinstance(condition, Days):
        return axis.cells(condition.interval)
    if isinstance(condition, NoneOf):
        return tuple(at for at in axis.all if axis.labels[at] not in condition.not_)
    return tuple(sorted(axis.positions[value] for value in condition if value in axis.positions))


def axis_of(fact: str, kind: FactKind, cuts: tuple[date, ...]) -> Axis:
    """The axis of a fact whose days, where it has any, are cut at `cuts`."""
    labels = _day_labels(cuts) if kind.kind == "day" else kind.values
    if kind.rest:
        labels = (*labels, kind.rest)
    index = {label: at for at, label in enumerate(labels)}
    assumed = () if kind.assumed is None else (index[kind.assumed],)
    return Axis(fact, labels, index, cuts, assumed, tuple(range(len(labels))), kind)


def _detailed(edition: Edition, axis: Axis) -> tuple[int, ...]:
    """The values that have details: those that the fact names, else those with which the rules name one."""
    if axis.kind.detailed:
        return tuple(sorted(axis.positions[value] for value in axis.kind.detailed))
    conditions = (rule.when.get(axis.fact) for rule in edition.rules if axis.kind.detail in rule.when)
    named = (axis.all if one is None else matching(axis, one) for one in conditions)
    return tuple(sorted({at for cells in named for at in cells}))


def _day_labels(cuts: tuple[date, ...]) -> tuple[str, ...]:
    if not cuts:
        return ("any",)
    between = (str(Interval(a, Interval.before(b).last)) for a, b in pairwise(cuts))
    return (f"before:{cuts[0]}", *between, f"from:{cuts[-1]}")


def _cuts(edition: Edition) -> dict[str, tuple[date, ...]]:
    found: dict[str, set[date]] = {}
    for fact, days in _day_conditions(edition):
        found.setdefault(fact, set()).update(day for day in (days.before, days.from_) if day)
    return {fact: tuple(sorted(days)) for fact, days in found.items()}


def _day_conditions(edition: Edition) -> Iterable[tuple[str, Days]]:
    for rule in edition.rules:
        for fact, condition in rule.when.items():
            if isinstance(condition, Days):
                yield fact, condition
    for implication in edition.implications:
        yield from implication.then.items()
