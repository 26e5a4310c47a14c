"""Whether texts in two languages that stand in the same order may say the same. Pure.

Nobody here knows what either says. But names, numbers and ports are written alike in both, what denies in one
denies in the other, and what is long stays long.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from knowledge.document.wording import plain
from knowledge.text import particles

_MUCH: Final = 0.4  # of at most 2
_HALF: Final = 0.5
_LETTERS: Final = 3  # from which on a word that stands in both languages is a name; most shorter ones are not
_CELLS: Final = (
    " | "  # in which an answer stands that denies in one language only, as "No" does and "Nee" not
)
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
