"""Facts in words: what was read, what was taken as given, and in short what follows from them. Pure."""

from collections.abc import Mapping, Sequence

from bot.saying.phrases import Phrases
from knowledge.case.decision import Part, told_as_given
from rules.evaluate import Law, Verdict, evaluate
from rules.model import FactKind, Facts


def read_lines(part: Part, law: Law, phrases: Phrases) -> tuple[str, ...]:
    """What was read, and what was taken as given."""
    facts = in_words(part.facts, law, phrases)
    return (*((phrases.read.format(facts=facts),) if facts else ()), *given_lines(part, law, phrases))


def given_lines(part: Part, law: Law, phrases: Phrases) -> tuple[str, ...]:
    """What was taken as given."""
    taken = [phrases.fact(name, value) for name, value in told_as_given(law, part).items()]
    return (phrases.assumed.format(facts=", ".join(taken)),) if taken else ()


def in_short(facts: Facts, headline: str, law: Law, phrases: Phrases) -> tuple[str, str]:
    """Facts, and what follows from them, in a few words."""
    finding = evaluate(law, facts)
    follows = finding.headlines if isinstance(finding, Verdict) else (headline,)
    return in_words(facts, law, phrases), either_of(follows, phrases)


def in_words(facts: Facts, law: Law, phrases: Phrases) -> str:
    """Each fact in words; where a detail of it is told, that alone, since it says more."""
    kinds = law.edition.facts
    details = [kind.detail for kind in kinds.values() if kind.detail]
    told = [name for name in dict.fromkeys([*kinds, *details]) if name in facts]
    words = [phrases.fact(name, facts[name]) for name in told if not _is_detailed(name, facts, kinds)]
    return ", ".join(dict.fromkeys(words))


def _is_detailed(name: str, facts: Facts, kinds: Mapping[str, FactKind]) -> bool:
    """Whether a detail is told of a fact whose value has one."""
    kind = kinds.get(name)
    if kind is None or kind.detail not in facts:
        return False
    return not kind.detailed or facts[name] in kind.detailed


def in_few(headlines: Sequence[str], phrases: Phrases) -> list[str]:
    """The outcomes of these headlines in a few words, each once."""
    return list(dict.fromkeys(phrases.short[name] for name in headlines))


def either_of(headlines: Sequence[str], phrases: Phrases) -> str:
    """The same as one: either of them."""
    return phrases.listed(in_few(headlines, phrases), last=phrases.or_)
