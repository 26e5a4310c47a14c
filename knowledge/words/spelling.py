"""Words that nobody knows, brought back to words of the vocabulary where that is safe.

A plural, a compound or a slip of the keys. A slip is mended for certain only in a word that is
long enough and near to one word alone; else the candidates are kept, for a phrase around them to
confirm or for a doubt to be raised. Everyday words are never taken for slips of ours.
"""

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

_ONE_SLIP = 5  # a word of at least so many letters may be mended over one slip of the keys
_TWO_SLIPS = 6  # from here on it may be a slip of two
_SURE_OF_TWO = 9  # and is mended over two
_SHORTEST = 2  # no shorter word is a candidate
_LONGEST = 24  # nothing longer is worth mending
_PART = 3  # each half of a compound has more letters than this
_ENDINGS = ("s", "es", "en", "je", "jes", "tje")


class Spelling(NamedTuple):
    """The known words that a word stands for; or itself, with the words it may be a slip of."""

    parts: tuple[str, ...]
    others: tuple[str, ...] = ()


class Speller:
    """Mends words towards `words`: slips only towards those `worth` it, compounds only with
    `tails`; a word that may be one of `denying` is never taken for another for certain, one of `right`
    is no slip, and one of `everyday` is none of ours at all."""

    def __init__(  # noqa: PLR0913, PLR0917 - the words of each kind, each by its name
        self,
        words: Collection[str],
        worth: Iterable[str],
        everyday: frozenset[str],
        tails: Collection[str],
        denying: set[str],
        right: frozenset[str],
    ) -> None:
        self._words, self._tails, self._denying = words, tails, denying
        self._everyday, self._right = everyday, right
        self._near = _near_index(word for word in worth if word.isalpha())
        self.spell = lru_cache(maxsize=20_000)(self._spell)

    def is_everyday(self, word: str) -> bool:
        return word in self._everyday

    def _spell(self, text: str) -> Spelling:
        """What a typed word stands for."""
        if text in self._words or text in self._everyday or len(text) > _LONGEST:
            return Spelling((text,))
        whole = self._stem(text) or self._compound(text)
        if whole:
            return Spelling(whole)
        candidates = self._candidates(text) if text.isalpha() and text not in self._right else ()
        if len(candidates) == 1 and _is_surely(text, candidates[0]):
            return Spelling(candidates)
        return Spelling((text,), candidates)

    def _stem(self, text: str) -> tuple[str, ...]:
        if text.endswith("ss"):
            return ()
        for ending in _ENDINGS:
            stem = text.removesuffix(ending)
            if stem != text and stem in self._words and len(stem) >= _PART + (ending != "s"):
                return (stem,)
        return ()

    def _compound(self, text: str) -> tuple[str, ...]:
        for cut in range(len(text) - _PART, _PART, -1):
            head, tail = text[:cut], text[cut:]
            if tail in self._tails and len(tail) > _PART:
                for stem in (head, head.removesuffix("s"), head.removesuffix("en")):
                    if len(stem) > _PART and stem in self._words:
                        return (stem, tail)
        return ()

    def _candidates(self, text: str) -> tuple[str, ...]:
        """The nearest words, nearest first letter preferred; none where nothing is near."""
        near = {word for key in self._near.keys() & _shortened(text) for word in self._near[key]}
        slips = {word: OSA.distance(text, word, score_cutoff=2) for word in near}
        for allowed in (1, 2) if len(text) >= _TWO_SLIPS else (1,):
            close = sorted(word for word, slip in slips.items() if slip <= allowed)
            same_start = tuple(word for word in close if word[0] == text[0])
            if close:
                plain = len(text) >= _ONE_SLIP and not self._denying.intersection(close)
                return same_start if len(same_start) == 1 and plain else tuple(close)
        return ()


def _is_surely(text: str, word: str) -> bool:
    """Whether the text is long enough for so many slips."""
    return len(text) >= (_ONE_SLIP if OSA.distance(text, word) <= 1 else _SURE_OF_TWO)


def _near_index(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Every word under itself and under each of its forms with letters left out."""
    index: dict[str, tuple[str, ...]] = {}
    for word in sorted(words):
        if _SHORTEST <= len(word) <= _LONGEST:
            for key in _shortened(word):
                index[key] = (*index.get(key, ()), word)
    return index


def _shortened(word: str) -> set[str]:
    once = {word[:at] + word[at + 1 :] for at in range(len(word))}
    if len(word) < _TWO_SLIPS:
        return once | {word}
    pairs = combinations(range(len(word)), 2)
    twice = {word[:at] + word[at + 1 : other] + word[other + 1 :] for at, other in pairs}
    return once | twice | {word}
