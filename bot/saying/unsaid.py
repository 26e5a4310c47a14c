"""What an edition needs words for and the replies do not have: told before anybody asks."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from bot.saying.phrases import Phrases
from rules.model import Edition
from rules.strict_yaml import DataFault


def check_words(editions: Iterable[Edition], phrases: Mapping[str, Phrases]) -> None:
    """DataFault lists every word that is missing, with its file and its place."""
    missing = list(dict.fromkeys(line for edition in editions for line in unsaid(edition, phrases)))
    if missing:
        raise DataFault("\n".join(missing))


def unsaid(edition: Edition, phrases: Mapping[str, Phrases]) -> Iterator[str]:
    """What the replies lack to speak for an edition, each as a sentence to read."""
    if edition.help is not None and edition.help not in edition.paths:
        yield f"{edition.edition}.yaml: paths: {edition.help} is missing: say where further help is found"
    for language, said in phrases.items():
        for place in chain.from_iterable(of(edition, said) for of in _OF_ALL):
            yield f"replies/{language}.yaml: {place}"


def unaccompanied(edition: Edition, said: Phrases) -> Iterator[str]:
    """The headlines of an edition that have no entry under `headlines`, and what goes with them so.

    What the edition does not say needs none: there is nothing to check.
    """
    for name, outcome in _headlines(edition):
        if name not in edition.headlines and edition.outcomes[outcome].kind != "unsaid":
            steps = name if name in said.steps else outcome
            yield f"{name}: with the steps of {steps}, and nothing to check where it does not work"


def _headlines(edition: Edition) -> list[tuple[str, str]]:
    """Each headline that a verdict may be told by, with its outcome."""
    of_rules = ((rule.headline or rule.outcome, rule.outcome) for rule in edition.rules)
    of_variants = (
        (variant.headline, name) for name, kind in edition.outcomes.items() for variant in kind.variants
    )
    return list(dict.fromkeys(chain(of_rules, of_variants)))


def _of_rules(edition: Edition, said: Phrases) -> Iterator[str]:
    for rule in edition.rules:
        if rule.id not in said.reasons:
            yield f"reasons: {rule.id} is missing: say why it holds, for a person"
        if rule.outcome not in said.steps:
            yield f"steps: {rule.outcome} is missing: say what to do"
        if rule.no_path is not None and rule.no_path not in said.ways:
            yield f"ways: {rule.no_path} is missing: say why rule {rule.id} has no path"


def _of_outcomes(edition: Edition, said: Phrases) -> Iterator[str]:
    """A verdict is told by its headline, and where its rules have several by its outcome."""
    for name in dict.fromkeys(chain.from_iterable(_headlines(edition))):
        if name not in said.outcomes or name not in said.short:
            yield f"outcomes and short: {name} is missing: say it, and in a few words"
    for name in edition.ways_out:
        if name not in said.ways_out:
            yield f"ways_out: {name} is missing: say what leads out"


def _of_headlines(edition: Edition, said: Phrases) -> Iterator[str]:
    """What goes with a headline by name: another name would silently be another's steps, or none."""
    for name, told in edition.headlines.items():
        if told.steps is not None and told.steps not in said.steps:
            yield _not_there("steps", told.steps, f"headline {name}")
        if told.checks is not None and told.checks not in said.checks:
            yield _not_there("checks", told.checks, f"headline {name}")
    for name, kind in edition.outcomes.items():
        for variant in kind.variants:
            if variant.steps is not None and variant.steps not in said.steps:
                yield _not_there("steps", variant.steps, f"a variant of outcome {name}")


def _not_there(place: str, name: str, by: str) -> str:
    return f"{place}: {name} is missing, which {by} of the edition names: add it here, or mend the name there"


def _of_facts(edition: Edition, said: Phrases) -> Iterator[str]:
    for fact, kind in edition.facts.items():
        form = said.form.get(fact, {})
        if "ask" not in form:
            yield f"form: {fact}: ask is missing: say how the form asks for it"
        if (kind.assumed is None or kind.must_be_told) and fact not in said.ask:
            yield f"ask: {fact} is missing: ask for it, say why, and what else will do"
        if kind.kind == "day":
            if fact not in said.days:
                yield f"days: {fact} is missing: say such a day as exactly as it is known"
            continue
        known = said.types if fact == "subscription" else said.values.get(fact, {})
        for value in kind.values:
            if value not in known:
                yield f"{'types' if known is said.types else f'values: {fact}'}: {value} is missing"
            if not kind.groups and value not in form:
                yield f"form: {fact}: {value} is missing: say it in a word or two, to choose it"


def _of_topics(edition: Edition, said: Phrases) -> Iterator[str]:
    for name, topic in edition.topics.items():
        if topic.silent and name not in said.silent:
            yield f"silent: {name} is missing: say what is not said, and what stands nearby"
        if not topic.silent and not {edition.edition, "default"} & set(said.themes.get(name, ())):
            yield f'themes: {name}: "{edition.edition}" is missing: say what this edition says of it'
        if edition.help is None and not topic.silent and "{help}" in _theme(name, edition, said):
            here = f'say it without, under "{edition.edition}"'
            yield f"themes: {name}: it names {{help}}, and the edition has none: {here}"


def _theme(name: str, edition: Edition, said: Phrases) -> str:
    """What is said of a topic by an edition, empty where there are no words yet."""
    words = said.themes.get(name, {})
    return words.get(edition.edition, words.get("default", ""))


_OF_ALL: Final = (_of_rules, _of_outcomes, _of_headlines, _of_facts, _of_topics)
