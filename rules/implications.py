"""What other facts say of a day, held against the rules: that it can be so.

Whoever has an exemption had something to be exempted from. So on the days that a fact implies it must
matter, and the days must be parted where a rule parts them; else the implication is a slip.
"""

from collections.abc import Iterator
from datetime import date

from rules.cells import Cell, matching
from rules.evaluate import Law
from rules.model import Days, Implication, Rule


def doubtful_implications(law: Law) -> Iterator[str]:
    """What is wrong with each implication of the edition, by its place among them from 1."""
    for number, implication in enumerate(law.edition.implications, 1):
        for fact, days in implication.then.items():
            parted = _parted_days(law.edition.rules, fact)
            strange = sorted(_days_of(days) - parted)
            if strange:
                yield (
                    f"implication {number}: no rule parts {fact} at {_listed(strange)}, only at "
                    f"{_listed(sorted(parted)) or 'no day'}: name one of these"
                )
            elif not _matters(law, implication, fact, days):
                yield (
                    f"implication {number}: on the days that it names, {' and '.join(implication.when)} "
                    "changes no outcome: name the days on which it does, or delete it"
                )


def _parted_days(rules: tuple[Rule, ...], fact: str) -> set[date]:
    """The days at which rules part this fact."""
    conditions = (rule.when.get(fact) for rule in rules)
    return {day for one in conditions if isinstance(one, Days) for day in _days_of(one)}


def _days_of(days: Days) -> set[date]:
    return {day for day in (days.before, days.from_) if day is not None}


def _matters(law: Law, implication: Implication, fact: str, days: Days) -> bool:
    """Whether anywhere on those days another value of what implies them leads to something else."""
    at = law.space.place[fact]
    implied = matching(law.space.axes[at], days)
    cells = (cell for cell in law.table if cell[at] in implied and _holds(law, implication, cell))
    return any(_differs(law, cell, law.space.place[name]) for cell in cells for name in implication.when)


def _holds(law: Law, implication: Implication, cell: Cell) -> bool:
    axes, place = law.space.axes, law.space.place
    return all(
        axes[place[name]].labels[cell[place[name]]] in values for name, values in implication.when.items()
    )


def _differs(law: Law, cell: Cell, at: int) -> bool:
    """Whether another place on this axis leads to another outcome."""
    others = ((*cell[:at], other, *cell[at + 1 :]) for other in law.space.axes[at].all)
    return any(law.table[other].outcome != law.table[cell].outcome for other in others)


def _listed(days: list[date]) -> str:
    return ", ".join(map(str, days))
