"""Slips that a fingerprint proves: a lost space, two letters that changed places, one that stands twice, a
figure read for a letter, a lost apostrophe. Pure.

One word that is no word may be somebody's jargon. But where undoing one slip in it gives the very sentence
of a statement, nobody meant to write it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from knowledge.document.wording import fingerprint, plain

_LIKE: Final[Mapping[str, str]] = {"0": "o", "1": "li", "5": "s"}  # what a scanner takes letters for
_LOST: Final = "?"  # what is written for a character that an encoding lacks
_APOSTROPHE: Final = "'"
_TOKEN: Final = re.compile(r"\S+")


class Slip(NamedTuple):
    """A word as it stands, and as it was meant."""

    word: str
    meant: str

    @property
    def lost_an_apostrophe(self) -> bool:
        """Whether that is all: what is left is often a word as well, "its"."""
        return _APOSTROPHE not in self.word and self.meant.replace(_APOSTROPHE, "") == self.word


def slipped(text: str, print_: str) -> Slip | None:
    """The word of a text in which one slip was made, None where no one slip parts it from the fingerprint."""
    said = plain(text)
    for token in _TOKEN.finditer(said):
        before, behind = said[: token.start()], said[token.end() :]
        for meant in _undone(token[0]):
            if fingerprint(f"{before}{meant}{behind}") == print_:
                return Slip(token[0], meant)
    return None


def _undone(word: str) -> Iterator[str]:
    """What may have been meant; a figure in place of another is another number, and no slip."""
    for at in range(1, len(word)):
        if not word[at - 1 : at + 1].isdecimal():
            yield f"{word[:at]} {word[at:]}"
            yield f"{word[:at]}{_APOSTROPHE}{word[at:]}"
            yield f"{word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}"
    yield from undoubled(word)
    yield from unread(word)
    yield from (f"{word[:at]}{_APOSTROPHE}{word[at + 1 :]}" for at, one in enumerate(word) if one == _LOST)


def undoubled(word: str) -> Iterator[str]:
    """The word without one of two equal letters that stand side by side."""
    pairs = (at for at in range(1, len(word)) if word[at] == word[at - 1] and word[at].isalpha())
    return (word[:at] + word[at + 1 :] for at in pairs)


def unread(word: str) -> Iterator[str]:
    """The word with a letter in place of a figure that looks like it, if there are letters in it."""
    if any(one.isalpha() for one in word):
        for at, one in enumerate(word):
            yield from (f"{word[:at]}{letter}{word[at + 1 :]}" for letter in _LIKE.get(one, ""))
