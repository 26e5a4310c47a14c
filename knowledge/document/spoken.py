"""Which language a document is in."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from knowledge.document.sections import Document, Sentence
from knowledge.language import DEFAULT_LANGUAGE, LANGUAGES, language_of
from knowledge.text import read_words
from knowledge.vocabulary import Vocabulary
from rules.model import Edition

_HALF: Final = 0.5


def spoken_in(copy: Document, edition: Edition, vocabulary: Vocabulary) -> str:
    """The language of a document: that in which at least half of it is known, else the one that it says, else
    the one that most of its sentences speak or are known in.

    A name that stands in a list is the same in every language, so few that are known do not decide it.
    """
    known = Counter(_known_in(copy, edition))
    best, often = next(iter(known.most_common(1)), (DEFAULT_LANGUAGE, 0))
    if often >= _HALF * len(copy.sentences):
        return best
    if copy.language in LANGUAGES:
        return copy.language
    votes = known + Counter(filter(None, (_spoken(one, vocabulary) for one in copy.sentences)))
    return max(votes, key=votes.__getitem__, default=DEFAULT_LANGUAGE)


def _known_in(copy: Document, edition: Edition) -> Iterator[str]:
    """The language of each sentence that the edition knows in one language only."""
    there = {one.fingerprint for one in copy.sentences}
    for statement in edition.statements:
        known = [one for one, print_ in statement.fingerprints.items() if print_ in there]
        if len(known) == 1:
            yield known[0]


def _spoken(sentence: Sentence, vocabulary: Vocabulary) -> str:
    return language_of(read_words(sentence.text), vocabulary, fallback="")
