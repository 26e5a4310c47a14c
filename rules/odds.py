"""What of an edition cannot both be so: a reason over opposite outcomes, the words of other facts. Pure.

No name of a reason is known here: by the rules that give it, one is either of what is reached or of what is
not.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from rules.model import Condition, Edition, NoneOf, Rule, Variant

_REACHED = "reached"


def at_odds(edition: Edition) -> Iterator[str]:
    """Every such contradiction, as a sentence that says which rules make it."""
    yield from _reasons(edition)
    yield from _headlines(edition)
    yield from _topics(edition)
    yield from _steps(edition)


def _topics(edition: Edition) -> Iterator[str]:
    """Topics that lead by a path of which no sentence that they cite tells."""
    for name, topic in edition.topics.items():
        path = edition.paths.get(topic.path or "")
        if path is None or topic.silent or {*path.cites} & {*topic.cites}:
            continue
        named = [other for other, one in edition.paths.items() if {*one.cites} & {*topic.cites}]
        rather = f"those that it cites tell of {' and '.join(named)}: give it that" if named else "cite it"
        yield (
            f"topic {name}: it leads by path {topic.path}, which stands in {' and '.join(path.cites)}, and "
            f"{rather}"
        )


def _steps(edition: Edition) -> Iterator[str]:
    """Steps of a request that tell the same of a case, so that pressing either is one."""
    for (one, facts), (other, same) in combinations(edition.request.items(), 2):
        if facts == same:
            told = ", ".join(f"{fact} {value}" for fact, value in facts.items())
            yield f"request {one} and {other}: both tell {told}, so one tells the contrary: mend it"


def _reasons(edition: Edition) -> Iterator[str]:
    """Reasons for no path that are given with what is reached and with what is not."""
    given: dict[str, dict[bool, list[str]]] = defaultdict(lambda: {True: [], False: []})
    for rule in edition.rules:
        outcome = edition.outcomes.get(rule.outcome)
        if rule.no_path is not None and outcome is not None:
            given[rule.no_path][outcome.kind == _REACHED].append(rule.id)
    for reason, rules in given.items():
        if rules[True] and rules[False]:
            yield (
                f"no_path {reason}: with rules {', '.join(rules[True])} it is the reason of what is reached, "
                f"with {', '.join(rules[False])} of what is not: give one of them another outcome or reason"
            )


def _headlines(edition: Edition) -> Iterator[str]:
    """Rules with the words of a variant that is for other facts than theirs."""
    variants = [one for outcome in edition.outcomes.values() for one in outcome.variants]
    for rule in edition.rules:
        own = [one for one in variants if one.headline == rule.headline]
        if own and not any(_may_hold(rule, one) for one in own):
            when = ", ".join(f"{fact} {' or '.join(values)}" for fact, values in own[0].when.items())
            yield f"rule {rule.id}: its headline {rule.headline} is for {when}, which it does not decide"


def _may_hold(rule: Rule, variant: Variant) -> bool:
    return all(_allows(rule.when.get(fact), values) for fact, values in variant.when.items())


def _allows(condition: Condition | None, values: tuple[str, ...]) -> bool:
    """Whether the condition holds for any of the values."""
    if isinstance(condition, NoneOf):
        return not set(values) <= set(condition.not_)
    return not isinstance(condition, tuple) or bool(set(values) & set(condition))
