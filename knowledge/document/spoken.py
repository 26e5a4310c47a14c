"""Which language a document is in."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from knowledge.document.drift import DocumentFault
from knowledge.document.sections import Document, Sentence
from knowledge.words.language import DEFAULT_LANGUAGE, LANGUAGES, language_of
from knowledge.words.text import read_words
from knowledge.words.vocabulary import Vocabulary
from rules.model import Edition

FOREIGN: Final = "another"  # the language of what says none and speaks none that is read here
_HALF: Final = 0.5
_HARDLY: Final = 0.25  # of its words that only its language has; other languages share a tenth with ours
_FEW: Final = 20  # words that tell no language


def spoken_in(copy: Document, edition: Edition, vocabulary: Vocabulary) -> str:
    """The language of a document: that in which at least half of it is known, else the one that it says, else
    the one that most of its sentences speak or are known in.

    A name that stands in a list is the same in every language, so few that are known do not decide it. What
    hardly has words of ours is in none of our languages, whatever it shares with the nearest.
    """
    known = Counter(_known_in(copy, edition))
    best, often = next(iter(known.most_common(1)), (DEFAULT_LANGUAGE, 0))
    if often >= _HALF * len(copy.sentences):
        return best
    if _is_foreign(copy, vocabulary):
        return copy.language if copy.language not in (None, *LANGUAGES) else FOREIGN
    if copy.language in LANGUAGES:
        return copy.language
    votes = known + Counter(filter(None, (_spoken(one, vocabulary) for one in copy.sentences)))
    return max(votes, key=votes.__getitem__, default=DEFAULT_LANGUAGE)


def read_here(language: str, what: str) -> str:
    """The language of a document, where it is one of ours; DocumentFault where it is not."""
    if language in LANGUAGES:
        return language
    named = f"in {language!r}, a language" if language != FOREIGN else "in a language"
    ours = " or ".join(map(repr, LANGUAGES))
    raise DocumentFault(
        f"{what} looks to be {named} that is not read here, so nothing of it is taken over: give it in "
        f"{ours}. Where it is in one of these all the same, say which, with the option for its language"
    )


def _is_foreign(copy: Document, vocabulary: Vocabulary) -> bool:
    """Whether hardly any of its words are of one language of ours alone."""
    words = [word for one in copy.sentences for word in read_words(one.text) if word.form == "word"]
    own = Counter(one for word in words for one in _only(vocabulary.languages(word.text)))
    return len(words) >= _FEW and max(own.values(), default=0) < _HARDLY * len(words)


def _only(languages: set[str]) -> set[str]:
    """The one language that has a word, none where several have it or any may."""
    return languages & {*LANGUAGES} if len(languages) == 1 else set()


def _known_in(copy: Document, edition: Edition) -> Iterator[str]:
    """The language of each sentence that the edition knows in one language only."""
    there = {one.fingerprint for one in copy.sentences}
    for statement in edition.statements:
        known = [one for one, print_ in statement.fingerprints.items() if print_ in there]
        if len(known) == 1:
            yield known[0]


def _spoken(sentence: Sentence, vocabulary: Vocabulary) -> str:
    return language_of(read_words(sentence.text), vocabulary, fallback="")
