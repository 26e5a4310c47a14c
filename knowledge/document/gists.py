"""The days that the gists of an edition tell, held against its rules and against each other.

No document is needed for it: what a rule goes by stands in our own words, too, in each language.
"""

from collections.abc import Iterator
from itertools import combinations

from knowledge.document.told_days import lone_days, names_day, told_days
from rules.model import Edition, Rule


def other_days(edition: Edition) -> Iterator[str]:
    """Each day that one of two gists of a statement tells alone, and each of a rule that its gists do not."""
    for statement in edition.statements:
        for one, other in combinations(sorted(statement.gist), 2):
            mine, its = statement.gist[one], statement.gist[other]
            lone = sorted({*lone_days(mine, its), *lone_days(its, mine)})
            if lone:
                both = f"of the gists of {statement.id} in {one!r} and {other!r}"
                yield f"{both} one alone has {', '.join(lone)}"
    for rule in edition.rules:
        yield from _of_rule(edition, rule)


def _of_rule(edition: Edition, rule: Rule) -> Iterator[str]:
    cited = [one for one in edition.statements if one.id in rule.cites]
    gists = [gist for one in cited for gist in one.gist.values()]
    if not any(map(told_days, gists)):
        return
    for day in rule.days:
        if not names_day(day, gists):
            yield f"rule {rule.id} goes by {day}, and the gists that it cites tell another day"
