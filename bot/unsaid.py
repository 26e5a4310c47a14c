"""What an edition needs words for and the replies do not have: told before anybody asks."""

from collections.abc import Iterable, Iterator, Mapping

from bot.phrases import Phrases
from rules.model import Edition
from rules.strict_yaml import DataFault


def check_words(editions: Iterable[Edition], phrases: Mapping[str, Phrases]) -> None:
    """DataFault lists every word that is missing, with its file and its place."""
    missing = list(dict.fromkeys(line for edition in editions for line in unsaid(edition, phrases)))
    if missing:
        raise DataFault("\n".join(missing))


def unsaid(edition: Edition, phrases: Mapping[str, Phrases]) -> Iterator[str]:
    """What the replies lack to speak for an edition, each as a sentence to read."""
    if edition.help not in edition.paths:
        yield f"{edition.edition}.yaml: paths: {edition.help} is missing: say where further help is found"
    for language, said in phrases.items():
        for place in (*_of_rules(edition, said), *_of_facts(edition, said), *_of_topics(edition, said)):
            yield f"replies/{language}.yaml: {place}"


def _of_rules(edition: Edition, said: Phrases) -> Iterator[str]:
    for rule in edition.rules:
        if rule.id not in said.reasons:
            yield f"reasons: {rule.id} is missing: say why it holds, for a person"
        for name in dict.fromkeys((rule.outcome, rule.headline or rule.outcome)):
            if name not in said.outcomes or name not in said.short:
                yield f"outcomes and short: {name} is missing: say it, and in a few words"
        if rule.outcome not in said.steps:
            yield f"steps: {rule.outcome} is missing: say what to do"


def _of_facts(edition: Edition, said: Phrases) -> Iterator[str]:
    for fact, kind in edition.facts.items():
        if kind.kind == "day":
            continue
        known = said.types if fact == "subscription" else said.values.get(fact, {})
        for value in kind.values:
            if value not in known:
                yield f"{'types' if known is said.types else f'values: {fact}'}: {value} is missing"


def _of_topics(edition: Edition, said: Phrases) -> Iterator[str]:
    for name, topic in edition.topics.items():
        if topic.silent and name not in said.silent:
            yield f"silent: {name} is missing: say what is not said, and what stands nearby"
        if not topic.silent and not {edition.edition, "default"} & set(said.themes.get(name, ())):
            yield f'themes: {name}: "{edition.edition}" is missing: say what this edition says of it'
