"""Which language a document is in."""

from collections import Counter

from knowledge.document.drift import languages_of
from knowledge.document.sections import Document
from knowledge.language import DEFAULT_LANGUAGE, language_of
from knowledge.text import read_words
from knowledge.vocabulary import Vocabulary
from rules.model import Edition


def spoken_in(copy: Document, edition: Edition, vocabulary: Vocabulary) -> str:
    """The language of a document: the one in which most of its sentences are known, else by its words."""
    there = {one.fingerprint for one in copy.sentences}
    stand = {
        language: sum(one.fingerprints.get(language) in there for one in edition.statements)
        for language in languages_of(edition)
    }
    best = max(stand, key=stand.__getitem__, default=DEFAULT_LANGUAGE)
    if stand.get(best):
        return best
    read = Counter(language_of(read_words(one.text), vocabulary, fallback="") for one in copy.sentences)
    return max(filter(None, read), key=read.__getitem__, default=DEFAULT_LANGUAGE)
