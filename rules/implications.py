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
        told = (*_doubtful_days(law, implication), *_assumed(law, implication))
        yield from (f"implication {number}: {one}" for one in told)


def _doubtful_days(law: Law, implication: Implication) -> Iterator[str]:
    """Days that no rule parts, or on which what implies them plays no part."""
    names = " and ".join(implication.when)
    for fact, days in implication.then.items():
        parted = _parted_days(law.edition.rules, fact)
        strange = sorted(_days_of(days) - parted)
        if strange:
            only = _listed(sorted(parted)) or "no day"
            yield f"no rule parts {fact} at {_listed(strange)}, only at {only}: name one of these"
        elif not _matters(law, implication, fact, days):
            yield (
                f"on the days that it names, {names} changes no outcome: name the days on which it does, or "
                "delete it"
            )
        elif turned := _turned_round(law, implication, fact, days):
            yield (
                f"of {', '.join(turned)} {names} changes an outcome on the other days only: name those, or "
                "leave them out of it"
            )


def _assumed(law: Law, implication: Implication) -> Iterator[str]:
    """Values that are taken as given of whoever tells nothing: they tell of no day."""
    for fact, values in implication.when.items():
        assumed = law.edition.facts[fact].assumed
        if assumed in values:
            yield f"{fact} {assumed} is assumed where nothing is told, so it tells of no day: take it out"


def _parted_days(rules: tuple[Rule, ...], fact: str) -> set[date]:
    """The days at which rules part this fact."""
    conditions = (rule.when.get(fact) for rule in rules)
    return {day for one in conditions if isinstance(one, Days) for day in _days_of(one)}


def _days_of(days: Days) -> set[date]:
    return {day for day in (days.before, days.from_) if day is not None}


def _matters(law: Law, implication: Implication, fact: str, days: Days) -> bool:
    """Whether anywhere on those days another value of what implies them leads to something else."""
    implied = matching(law.space.axes[law.space.place[fact]], days)
    return bool(_subjects(law, implication, fact, frozenset(implied)))


def _turned_round(law: Law, implication: Implication, fact: str, days: Days) -> list[str]:
    """The subjects for which what implies the days plays a part on the others, and on those none."""
    axis = law.space.axes[law.space.place[fact]]
    implied = frozenset(matching(axis, days))
    others = _subjects(law, implication, fact, frozenset(axis.all) - implied)
    return sorted(others - _subjects(law, implication, fact, implied))


def _subjects(law: Law, implication: Implication, fact: str, days: frozenset[int]) -> set[str]:
    """The subjects that another value of what implies days leads to something else, on any of these."""
    at, subject = law.space.place[fact], law.space.axes[0]
    told = [name for name in implication.when if name != subject.fact] or [*implication.when]
    cells = (cell for cell in law.table if cell[at] in days and _holds(law, implication, cell))
    differs = (cell for cell in cells if any(_differs(law, cell, law.space.place[name]) for name in told))
    return {subject.labels[cell[0]] for cell in differs}


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
