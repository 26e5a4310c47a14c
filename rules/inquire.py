"""Which fact to ask next, so that the expected number of questions is smallest.

Every open value counts as equally likely. A fact whose answer cannot change the outcome is never
asked, because a question is only worth its place where it splits the outcomes that are possible.
"""

from functools import lru_cache
from typing import NamedTuple

from rules.cells import Region
from rules.evaluate import Law, candidates, rules_within
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
