"""Letters, figures and ordinals that stand for a name: "client A", "B", "the second one"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from knowledge.mentions.marks import Marks
from knowledge.words.text import Word, particles

_LETTERS: Final = frozenset("bcd")
_ORDINALS: Final = ("first_one", "second_one", "third_one")


def ordinals_at(marks: Marks) -> list[tuple[int, int]]:
    """The words that number one of several, each with its place in the message, and the number from 0.

    "A second one" is none that was spoken of.
    """
    words = marks.words
    return [
        (at, place)
        for place, kind in enumerate(_ORDINALS)
        for at, word in enumerate(words)
        if word.text in particles(kind) and not (at and words[at - 1].text in particles("indefinite"))
    ]


def labels_at(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """ "Client A", "klant 2", "B": a letter or a figure that stands for a name, and its place."""
    for at, (word, label) in enumerate(pairwise(words), 1):
        if word.text in particles("labelled") and _is_label(label.text):
            yield at, f"letter {label.text}"
    for at, word in enumerate(words):
        if word.text in _LETTERS or (word.text == "a" and _stands_alone(words, at)):
            yield at, f"letter {word.text}"


def _is_label(word: str) -> bool:
    return len(word) == 1 or word in particles("number_word")


def _stands_alone(words: Sequence[Word], at: int) -> bool:
    """Whether an "a" is a letter and no article: before a mark, at the end, before "is"."""
    behind = words[at + 1] if at + 1 < len(words) else None
    return behind is None or behind.clause != words[at].clause or behind.text in particles("is_word")
