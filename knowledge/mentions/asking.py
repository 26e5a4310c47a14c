"""What a message asks beside its case, by the ways to ask it: where an answer stands, what a word means.

Such questions come with others, behind a yes or thanks, and after every verdict. Heads that judge a whole
message hear the loudest thing in it; what is asked in set words is heard here, sentence by sentence.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict

from knowledge.words.text import Words
from knowledge.words.vocabulary import VOCABULARIES_FOLDER
from rules.model import Code
from rules.strict_yaml import load, read_text

WHICH_EDITION: Final = ("which_counts", "which_of_two")  # which one is to be believed
_GAP: Final = r"(?:\S+ ){0,4}"
_MOST_WORDS: Final = 40  # of a sentence; a longer one tells a story
_NAMED: Final = re.compile(r"[A-Z]+")


class _Asking(BaseModel):
    """Names -> words, questions -> ways to ask them, and what is none of them though it looks so."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    words: dict[str, tuple[Code, ...]]
    asks: dict[Code, tuple[str, ...]]
    never: dict[Code, tuple[str, ...]]


class Aside(NamedTuple):
    """A question that is asked in set words, and the number of the sentence it stands in."""

    what: str
    sentence: int


def asides_in(words: Words) -> tuple[Aside, ...]:
    """The questions of a message that are asked in set words, in their order, each once."""
    found: dict[str, Aside] = {}
    for number, said in _sentences(words):
        for what in _asked(said):
            found.setdefault(what, Aside(what, number))
    return tuple(found.values())


def parted(message: str, words: Words, sentences: Collection[int]) -> tuple[str, str]:
    """The message in those sentences, and all the rest of it, each with blanks for what is in the other."""
    inside, outside = list(message), list(message)
    starts = {word.sentence: word.start for word in reversed(words)}
    bounds = [*sorted(starts.items()), (-1, len(message))]
    for (number, first), (_, end) in pairwise(bounds):
        blanked = outside if number in sentences else inside
        blanked[first:end] = " " * (end - first)
    return "".join(inside), "".join(outside)


def _sentences(words: Words) -> Iterator[tuple[int, str]]:
    """The sentences that are typed and short enough to ask one thing, each with a space behind every word."""
    for number, group in groupby(words, key=attrgetter("sentence")):
        said = [word.text for word in group if not word.pasted]
        if len(said) <= _MOST_WORDS:
            yield number, "".join(f"{word} " for word in said)


def _asked(said: str) -> Iterator[str]:
    """What is asked in one sentence."""
    asks, never = _compiled()
    for what, way in asks.items():
        barred = never.get(what)
        if way.search(said) and not (barred and barred.search(said)):
            yield what


@cache
def _compiled() -> tuple[Mapping[str, re.Pattern[str]], Mapping[str, re.Pattern[str]]]:
    file = VOCABULARIES_FOLDER / "asking.yaml"
    told = load(read_text(file), file.name, _Asking)
    named = {name: f"(?:{'|'.join(map(re.escape, phrases))}) " for name, phrases in told.words.items()}
    return _patterns(told.asks, named), _patterns(told.never, named)


def _patterns(ways: Mapping[str, tuple[str, ...]], named: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {
        what: re.compile("|".join("".join(_piece(part, named) for part in way.split()) for way in each))
        for what, each in ways.items()
    }


def _piece(part: str, named: Mapping[str, str]) -> str:
    """A part of a way to ask: a name, a gap, an end of the sentence, or a word as it is."""
    if part == ".":
        return _GAP
    if part in "^$":
        return part
    name = part.rstrip("*")
    many = "{0,4}" if part != name else ""
    if _NAMED.fullmatch(name):
        return rf"(?<!\S)(?:{named[name]}){many}"
    return rf"(?<!\S){re.escape(part)} "
