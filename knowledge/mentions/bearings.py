"""What small words around a mention tell of it: whose it is, and whether it was, is or is only thought of.

"my friend swears he is on ...", "till last year we were with ...", "they advise us to take ...": the words
differ with whoever writes, their senses are few.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from knowledge.mentions.marks import Marks
from knowledge.words.text import particles

_PERSONS: Final = ("me", "us", "them", "you", "others")
_TIMES: Final = ("then", "next", "now", "heard", "called", "denied", "only", "turned")
_FAR: Final = 4  # words, from which on the distance makes no difference

Sensed = tuple[int, str]  # a word's place, and its sense


@lru_cache(maxsize=1)
def _senses() -> dict[str, str]:
    """The words with their senses; who owns comes before when."""
    return {word: sense for sense in (*_TIMES, *_PERSONS) for word in particles(f"sense_{sense}")}


@lru_cache(maxsize=1)  # a message may name very many types, and each asks for these
def _sensed(marks: Marks) -> dict[int, list[Sensed]]:
    """Of each sentence the words with a sense."""
    senses, found = _senses(), defaultdict[int, list[Sensed]](list)
    for at, word in enumerate(marks.words):
        if word.text in senses:
            found[word.sentence].append((at, senses[word.text]))
    return found


def bearings(marks: Marks, first: int, last: int) -> Iterator[str]:
    """The features of the mention between these places."""
    words, here = marks.words, marks.words[first]
    sentence = _sensed(marks).get(here.sentence, [])
    clause = [one for one in sentence if words[one[0]].clause == here.clause]
    yield from _on_sides("sentence", sentence, first, last)
    yield from _on_sides("clause", clause, first, last)
    yield from _nearest(sentence, first, last)
    before, behind = _sides(clause, first, last)
    person = _one_of(_PERSONS, before[::-1])
    yield f"clause:{person}|<{_one_of(_TIMES, before[::-1])}"
    yield f"clause:{person}|>{_one_of(_TIMES, behind)}"


def _on_sides(where: str, sensed: Sequence[Sensed], first: int, last: int) -> Iterator[str]:
    """What stands before it and behind it, and the nearest of both kinds."""
    for side, ones in zip("<>", _sides(sensed, first, last), strict=True):
        yield from sorted({f"{where}{side}{sense}" for _, sense in ones})
        near = ones[::-1] if side == "<" else ones
        yield f"{where}{side}who:{_one_of(_PERSONS, near)}"
        yield f"{where}{side}when:{_one_of(_TIMES, near)}"


def _nearest(sensed: Sequence[Sensed], first: int, last: int) -> Iterator[str]:
    """The nearest on either side, and how far it is."""
    before, behind = _sides(sensed, first, last)
    yield from (f"near<{sense}{min(first - at, _FAR)}" for at, sense in before[-1:])
    yield from (f"near>{sense}{min(at - last, _FAR)}" for at, sense in behind[:1])


def _sides(sensed: Sequence[Sensed], first: int, last: int) -> tuple[list[Sensed], list[Sensed]]:
    return [one for one in sensed if one[0] < first], [one for one in sensed if one[0] >= last]


def _one_of(senses: Sequence[str], sensed: Sequence[Sensed]) -> str:
    """The first that has one of these senses; a dash where none has."""
    return next((sense for _, sense in sensed if sense in senses), "-")
