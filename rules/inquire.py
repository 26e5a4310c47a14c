"""Which fact to ask next, so that the expected number of questions is smallest.

Every open value counts as equally likely. A fact whose answer cannot change the outcome is never
asked, because a question is only worth its place where it splits the outcomes that are possible.
"""

from datetime import date
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from rules.cells import Cell, Region
from rules.evaluate import Law, candidates, rules_within
from rules.interval import Interval
from rules.model import Facts


class Inquiry(NamedTuple):
    """The fact to ask next, and how many questions are to come, this one included."""

    fact: str
    expected: float
    worst: int


def inquire(law: Law, facts: Facts) -> Inquiry | None:
    """The next question, or None where the outcome is already certain."""
    region, _ = candidates(law, facts)
    return _plan(law, region)


def deciding_days(law: Law, facts: Facts) -> tuple[date, ...]:
    """The days on which the outcome still hangs, by what is known; an edition may name others, too."""
    axis, (region, _) = law.space.day, candidates(law, facts)
    if axis is None:
        return ()
    at = law.space.place[axis.fact]
    return tuple(
        axis.cuts[one] for one, other in pairwise(region[at]) if _parts(law, region, at, (one, other))
    )


def sides(law: Law, facts: Facts) -> tuple[Interval, Interval] | None:
    """The days before the first day that decides, and those from it on, as far as they are left open."""
    days = deciding_days(law, facts)
    if not days or law.space.day is None:
        return None
    known = facts.get(law.space.day.fact)
    first, last = known if isinstance(known, Interval) else (None, None)
    return Interval(first, Interval.before(days[0]).last), Interval(days[0], last)


def _parts(law: Law, region: Region, at: int, days: tuple[int, int]) -> bool:
    """Whether something else follows on two days that stand next to each other, whatever the rest may be."""
    one, other = days
    rest = product(*(cells if place != at else (one,) for place, cells in enumerate(region)))
    return any(law.table[cell].outcome != law.table[_on(cell, at, other)].outcome for cell in rest)


def _on(cell: Cell, at: int, day: int) -> Cell:
    return (*cell[:at], day, *cell[at + 1 :])


@lru_cache(maxsize=100_000)
def _plan(law: Law, region: Region) -> Inquiry | None:
    if len({rule.outcome for rule in rules_within(law, region)}) == 1:
        return None
    asked = [_asking(law, region, at) for at, cells in enumerate(region) if len(cells) > 1]
    return min(asked, key=lambda inquiry: inquiry.expected)


def _asking(law: Law, region: Region, at: int) -> Inquiry:
    after = [_plan(law, (*region[:at], (cell,), *region[at + 1 :])) for cell in region[at]]
    expected = sum(inquiry.expected if inquiry else 0 for inquiry in after) / len(after)
    worst = max(inquiry.worst if inquiry else 0 for inquiry in after)
    return Inquiry(law.space.axes[at].fact, 1 + expected, 1 + worst)
