"""Every name that an edition uses is one that it declares, and everything it declares is used. Pure.

What a YAML file can get wrong beside its rules' conditions: outcomes, headlines, ways out, the steps of a
request, the paths and topics that are called by name.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rules.model import Edition


def undeclared(edition: Edition) -> Iterator[str]:
    """Every such fault of an edition, as a sentence that says what to write instead."""
    yield from _paths(edition)
    yield from _outcomes(edition)
    yield from _headlines(edition)
    yield from _ways_out(edition)
    yield from _topics(edition)
    for step, facts in edition.request.items():
        yield from _facts(edition, f"request {step}", {name: (value,) for name, value in facts.items()})


def _paths(edition: Edition) -> Iterator[str]:
    named = [(f"rule {rule.id}: path", rule.path) for rule in edition.rules]
    named += [(f"topic {name}: path", topic.path) for name, topic in edition.topics.items()]
    for who, path in [*named, ("help", edition.help)]:
        if path is not None:
            yield from _one_of(who, (path,), edition.paths)
    led = {path for _, path in [*named, ("help", edition.help)]}
    yield from (
        f"path {name}: no rule, no topic and no help leads by it; take it out, or give it to one that does"
        for name in edition.paths
        if name not in led
    )


def _outcomes(edition: Edition) -> Iterator[str]:
    for rule in edition.rules:
        yield from _one_of(f"rule {rule.id}: outcome", (rule.outcome,), edition.outcomes)
    reached = {rule.outcome for rule in edition.rules}
    for name, outcome in edition.outcomes.items():
        if name not in reached:
            yield f"outcome {name}: no rule leads to it; take it out, or add the rule"
        for variant in outcome.variants:
            yield from _facts(edition, f"outcome {name}: variant {variant.headline}", variant.when)


def _headlines(edition: Edition) -> Iterator[str]:
    variants = (outcome.variants for outcome in edition.outcomes.values())
    said = {rule.headline or rule.outcome for rule in edition.rules}
    said |= {variant.headline for variant in chain.from_iterable(variants)}
    yield from (
        f"headline {name}: no verdict is told by it; it may be one of {', '.join(sorted(said))}"
        for name in edition.headlines
        if name not in said
    )


def _ways_out(edition: Edition) -> Iterator[str]:
    rules = [rule.id for rule in edition.rules]
    for name, way in edition.ways_out.items():
        yield from _facts(edition, f"way out {name}", {fact: (value,) for fact, value in way.change.items()})
        yield from _facts(edition, f"way out {name}", way.when)
        yield from _one_of(f"way out {name}: outcome", way.outcomes, edition.outcomes)
        yield from _one_of(f"way out {name}: rule", way.rules, rules)


def _topics(edition: Edition) -> Iterator[str]:
    if edition.meanwhile is not None:
        yield from _one_of("meanwhile: topic", (edition.meanwhile,), edition.topics)
    for name, kind in edition.facts.items():
        if kind.topic is not None:
            yield from _one_of(f"fact {name}: topic", (kind.topic,), edition.topics)
    rules = [rule.id for rule in edition.rules]
    for name, topic in edition.topics.items():
        yield from _one_of(f"topic {name}: lists", topic.lists, rules)


def _facts(edition: Edition, who: str, named: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for fact, values in named.items():
        yield from _one_of(f"{who}: fact", (fact,), edition.facts)
        known = edition.facts[fact].values if fact in edition.facts else tuple(values)
        yield from _one_of(f"{who}: {fact}", values, known)


def _one_of(who: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    listed = list(known)
    yield from (f"{who} {name!r} is not one of {', '.join(listed)}" for name in names if name not in listed)
