"""(Law, facts) -> the one verdict, or the verdicts that are still possible.

A Law is an edition whose every cell has been given its rule beforehand, so that a decision is a
look-up and does not grow with the number of rules. A decision hands out plain tuples: it is made
for every keystroke of a check, and its parts were already checked when the edition was read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final, Literal, NamedTuple, TypeAlias

from rules.cells import Cell, Region, Space, matching, space_of
from rules.model import UNKNOWN, Days, Edition, Facts, Outcome, OutcomeKind, Rule, Value, Variant

How = Literal["given", "assumed", "implied", "any"]
GIVEN: Final[How] = "given"


class IncompleteEdition(Exception):
    """An edition in which some case has no rule or two; `prove` says which."""


class Step(NamedTuple):
    """One fact that decided: its value in the rule's terms, and how it was known."""

    fact: str
    value: str
    how: How


class Verdict(NamedTuple):
    """The outcome of a complete case, the rule it follows from and the facts that decided.

    `others` are the rules that lead to the same on other days, where the day is not told.
    """

    edition: Edition
    rule: Rule
    trace: tuple[Step, ...]
    others: tuple[Rule, ...] = ()

    @property
    def outcome(self) -> Outcome:
        return self.rule.outcome

    @property
    def kind(self) -> OutcomeKind:
        return self.edition.outcomes[self.outcome]

    @property
    def variant(self) -> Variant | None:
        """The variant of the outcome that the deciding facts call for, if there is one."""
        return next((one for one in self.kind.variants if self.holds(one.when)), None)

    @property
    def headline(self) -> str:
        """The name of the words that say it: by its facts, else of its rules, else of its outcome."""
        return self.headlines[0] if len(self.headlines) == 1 else self.outcome

    @property
    def headlines(self) -> tuple[str, ...]:
        """The headlines of which one holds: several where a day that is not told parts its rules by them."""
        if self.variant:
            return (self.variant.headline,)
        rules = (self.rule, *self.others)
        return tuple(dict.fromkeys(rule.headline or self.outcome for rule in rules))

    def holds(self, when: Mapping[str, Sequence[str]]) -> bool:
        """Whether it was decided on facts such as these."""
        known = {step.fact: step.value for step in self.trace}
        return all(known.get(fact) in values for fact, values in when.items())


class Undecided(NamedTuple):
    """A case that leaves more than one outcome possible: which, and which facts are open."""

    edition: Edition
    outcomes: tuple[Outcome, ...]
    open_facts: tuple[str, ...]


Finding: TypeAlias = Verdict | Undecided


_WHATEVER: Final[frozenset[str]] = frozenset()  # is told of a fact, as long as something is


class _Implied(NamedTuple):
    when: tuple[tuple[str, frozenset[str]], ...]
    fact: str
    cells: tuple[int, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Law:
    """An edition, its fact space and the rule of every cell."""

    edition: Edition
    space: Space
    table: Mapping[Cell, Rule]
    implied: tuple[_Implied, ...]


def enact(edition: Edition) -> Law:
    """The edition made ready for deciding; IncompleteEdition where a cell has no rule or two."""
    space = space_of(edition)
    table: dict[Cell, Rule] = {}
    for rule in edition.rules:
        for cell in product(*space.region(rule)):
            if cell in table:
                raise IncompleteEdition(f"{edition.edition}: {rule.id} and {table[cell].id} overlap")
            table[cell] = rule
    if len(table) != len(space):
        raise IncompleteEdition(f"{edition.edition}: {len(space) - len(table)} cells have no rule")
    return Law(edition, space, table, (*_implications(edition, space), *_details(space)))


def evaluate(law: Law, facts: Facts) -> Finding:
    """The verdict that the facts lead to, or what is still possible."""
    return _find(law, *candidates(law, facts))


def candidates(law: Law, facts: Facts) -> tuple[Region, tuple[How, ...]]:
    """The cells that are possible on every axis, and how each was known."""
    region: list[tuple[int, ...]] = []
    hows: list[How] = []
    for axis in law.space.axes:
        value = facts.get(axis.fact)
        if value is not None:
            region.append(axis.cells(value))
            hows.append(GIVEN)
        elif axis.assumed:
            region.append(axis.assumed)
            hows.append("assumed")
        else:
            region.append(axis.all)
            hows.append("any")
    for implied in law.implied:
        _fill_in(law, implied, facts, region, hows)
    return tuple(region), tuple(hows)


def branches(law: Law, facts: Facts, fact: str) -> list[tuple[Value, Finding]]:
    """What each value of `fact` would lead to, all else as it is: label by label."""
    region, hows = candidates(law, facts)
    at = law.space.place[fact]
    return [
        (law.space.axes[at].labels[cell], _find(law, (*region[:at], (cell,), *region[at + 1 :]), hows))
        for cell in law.space.axes[at].all
    ]


def rules_within(law: Law, region: Region) -> tuple[Rule, ...]:
    """The rules that apply somewhere in the region."""
    return tuple({id(rule): rule for rule in map(law.table.__getitem__, product(*region))}.values())


# Kept per region: an edition has finitely many, and the same few come again all day.
@lru_cache(maxsize=100_000)
def _find(law: Law, region: Region, hows: tuple[How, ...]) -> Finding:
    rules = rules_within(law, region)
    if len({rule.outcome for rule in rules}) == 1:
        return Verdict(law.edition, rules[0], _trace(law, rules[0], region, hows), _by_day(rules))
    outcomes = tuple(dict.fromkeys(rule.outcome for rule in rules))
    open_facts = tuple(
        axis.fact for axis, cells in zip(law.space.axes, region, strict=True) if len(cells) > 1
    )
    return Undecided(law.edition, outcomes, open_facts)


def _by_day(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules beside the first, where a day tells them apart; other facts are no reason by themselves."""
    dated = any(isinstance(condition, Days) for rule in rules for condition in rule.when.values())
    return tuple(rules[1:]) if dated else ()


def _trace(law: Law, rule: Rule, region: Region, hows: tuple[How, ...]) -> tuple[Step, ...]:
    return tuple(
        Step(axis.fact, axis.labels[cells[0]] if len(cells) == 1 else "any", how)
        for axis, cells, how in zip(law.space.axes, region, hows, strict=True)
        if axis.fact in rule.when
    )


def _implications(edition: Edition, space: Space) -> list[_Implied]:
    return [
        _Implied(
            tuple((fact, frozenset(values)) for fact, values in implication.when.items()),
            fact,
            matching(space.axes[space.place[fact]], days),
        )
        for implication in edition.implications
        for fact, days in implication.then.items()
    ]


def _details(space: Space) -> Iterator[_Implied]:
    """Whoever tells a detail has told what it is a detail of."""
    for axis in space.axes:
        if axis.detailed and axis.kind.detail:
            yield _Implied(((axis.kind.detail, _WHATEVER),), axis.fact, axis.detailed)


def _is_told(facts: Facts, fact: str, values: frozenset[str]) -> bool:
    value = facts.get(fact)
    return value in values if values else value not in (None, UNKNOWN)


def _fill_in(
    law: Law, implied: _Implied, facts: Facts, region: list[tuple[int, ...]], hows: list[How]
) -> None:
    at = law.space.place[implied.fact]
    left_open = law.space.axes[at].all if hows[at] == "assumed" else region[at]
    if len(left_open) == 1 or not all(_is_told(facts, *one) for one in implied.when):
        return
    narrowed = tuple(cell for cell in left_open if cell in implied.cells)
    if narrowed and narrowed != region[at]:
        region[at] = narrowed
        hows[at] = "implied"
