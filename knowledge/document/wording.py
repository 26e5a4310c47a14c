"""What is kept of a sentence in place of its words: a fingerprint to know it by, a sketch to liken it by.

Both see the words and not their dress: white space, the case of letters, and which quotes, dashes and
hidden characters a typesetter chose make no difference. Everything else does.
"""

import hashlib
import re
import string
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Indel

BAR: Final = "|"  # between the cells of a row, and in its sketch
_HIDDEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens and spaces of no width
_DRESS: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": "...",
    }
)
_UNSEEN: Final = str.maketrans("", "", _HIDDEN)
_DASH: Final = re.compile(r" -{1,3} |(?<=\w)-{2,3}(?=\w)")  # set apart by spaces, or typed as several
_LETTERS: Final = string.ascii_letters + string.digits + "-_"


def tidy(text: str) -> str:
    """The text on one line, without characters that nobody sees."""
    return " ".join(text.translate(_UNSEEN).split())


def plain(text: str) -> str:
    """The text without its dress."""
    dressed = unicodedata.normalize("NFC", tidy(text)).translate(_DRESS)
    return _DASH.sub("-", dressed).casefold()


@lru_cache(maxsize=4096)  # a copy is held against every edition in every language
def fingerprint(text: str) -> str:
    """Sixteen hex digits of SHA-256 over the plain text."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:16]


@lru_cache(maxsize=4096)
def sketch(text: str) -> str:
    """One letter for each word, with a bar between the cells of a row: equal words have equal letters, and no
    letter tells its word."""
    words = (word if word == BAR else word.strip(string.punctuation) for word in plain(text).split())
    return "".join(word if word == BAR else _letter(word) for word in words if word)


def _letter(word: str) -> str:
    return _LETTERS[hashlib.sha256(word.encode()).digest()[0] % len(_LETTERS)]


def words_of(sketched: str) -> str:
    """The letters of the words alone."""
    return sketched.replace(BAR, "")


def shared(one: str, other: str) -> float:
    """How many words of two sketched sentences stand in both, in whatever order."""
    one, other = words_of(one), words_of(other)
    both = Counter(one) & Counter(other)
    return 2 * both.total() / max(len(one) + len(other), 1)


def likeness(one: str, other: str) -> float:
    """How alike two sketched sentences are: the share of their words that stand in both, in order."""
    return Indel.normalized_similarity(words_of(one), words_of(other))
