"""What an edition can be decided by and no message is read for: the values that reading has not learned."""

from collections.abc import Iterator

from knowledge.judged.heads import Heads
from knowledge.mentions.marks import TYPE_KINDS
from knowledge.words.vocabulary import Vocabulary
from rules.model import Edition

_SERVICES = ("service", "service_weak")


def unread(edition: Edition, vocabulary: Vocabulary, heads: Heads) -> Iterator[str]:
    """Each fact, or value of one, that only a form or a question of ours can tell."""
    named = {"subscription": vocabulary.values(*TYPE_KINDS), "service": vocabulary.values(*_SERVICES)}
    for fact, kind in edition.facts.items():
        known = named.get(fact, heads.answers.get(fact))
        if known is None:
            yield fact
            continue
        yield from (f"{fact}={value}" for value in kind.values if value not in known)
