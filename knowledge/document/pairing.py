"""Whether texts in two languages that stand in the same order may say the same.

Nobody here knows what either says. But names, numbers and ports are written alike in both, what denies in one
denies in the other, and what is long stays long.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from knowledge.document.told_days import lone_days, without_days
from knowledge.document.wording import plain, tidy
from knowledge.words.language import LANGUAGES
from knowledge.words.text import particles, read_words
from knowledge.words.vocabulary import read_vocabulary

_MUCH: Final = 0.4  # of at most 2
_HALF: Final = 0.5
_LETTERS: Final = 3  # from which on a word that stands in both languages is a name; most shorter ones are not
_CELLS: Final = (
    " | "  # in which an answer stands that denies in one language only, as "No" does and "Nee" not
)
_DENIAL: Final = "deny"  # what an answer is that is a cell of its own
_WORD: Final = re.compile(r"[^\W_]+")


class _Traits(NamedTuple):
    """What a text has in common with its translation."""

    names: frozenset[str]
    denies: bool
    length: int


def crossed(own: Sequence[str], there: Sequence[str]) -> bool:
    """Whether two rows of as many texts are out of step: some text fits another much better."""
    names = _names(own) & _names(there)
    mine, its = ([_traits(text, names) for text in row] for row in (own, there))
    pairs = list(zip(mine, its, strict=True))
    return any(
        max(_fit(one, wrong), _fit(other, right)) > _fit(one, right) + _MUCH
        for one, right in pairs
        for other, wrong in pairs
    )


def _names(row: Sequence[str]) -> frozenset[str]:
    words = (word for text in row for word in _words(text))
    return frozenset(word for word in words if len(word) >= _LETTERS or word.isdigit())


def _traits(text: str, names: frozenset[str]) -> _Traits:
    words = _words(text)
    denies = _CELLS not in text and not words.isdisjoint(particles("denying"))
    return _Traits(names & words, denies, len(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(plain(text).replace("'", "")))


def _fit(one: _Traits, other: _Traits) -> float:
    """How well two go together, 2 at most: by the names first."""
    named = len(one.names) + len(other.names)
    alike = 2 * len(one.names & other.names) / named if named else 1.0
    denying = _HALF * (one.denies == other.denies)
    return alike + denying + _HALF * min(one.length, other.length) / max(one.length, other.length, 1)


# -- one pair by itself


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """The words that are written as names are: with a capital that no sentence's beginning gives them."""
    return frozenset(word for text in texts for word in _capitals(text))


def unlike(own: str, there: str, names: frozenset[str]) -> str | None:
    """What of two texts stands in one only, so that they may say different things; None where nothing does.

    `names` are those of both documents: what only one of them has may be translated in the other.
    """
    days = {*lone_days(own, there), *lone_days(there, own)}
    numbers = _numbers(without_days(own)) ^ _numbers(without_days(there))
    lacking = {*_lacking(own, there, names), *_lacking(there, own, names)}
    if days or numbers or lacking:
        return ", ".join(sorted({*days, *numbers, *lacking}))
    return "a denial" if _denials(own) != _denials(there) else None


def _capitals(text: str) -> Iterator[str]:
    for at, found in enumerate(_WORD.finditer(tidy(text))):
        word = found[0]
        if not word.isdigit() and (word[1:] != word[1:].casefold() or (at and word[0].isupper())):
            yield word.casefold()


def _lacking(one: str, other: str, names: frozenset[str]) -> Iterator[str]:
    """The names in a text that do not stand in the other, not even in a longer word."""
    return (name for name in _capitals(one) if name in names and name not in plain(other))


def _numbers(text: str) -> frozenset[str]:
    return frozenset(word for word in _words(text) if word.isdigit())


def _denials(text: str) -> int:
    """How often a text denies, an answer in a cell of its own with it."""
    cells = text.split(_CELLS)
    counts = Counter(word for cell in cells for word in _WORD.findall(plain(cell).replace("'", "")))
    said = sum(counts[word] for word in particles("denying"))
    return said + sum(_is_a_no(cell) for cell in cells[1:])


def _is_a_no(cell: str) -> bool:
    """Whether a cell is a "no" that is no denial elsewhere, as in Dutch."""
    if len(_WORD.findall(cell)) != 1 or plain(cell) in particles("denying"):
        return False
    found = (read_vocabulary().find(read_words(cell), one).mentions for one in LANGUAGES)
    return any(one.kind == _DENIAL for mentions in found for one in mentions)
