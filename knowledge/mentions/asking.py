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
_NO_WORD: Final = ("^", "$", ".")
_NAMED: Final = re.compile(r"[A-Z]+")


class _Told(BaseModel):
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
    asking = _compiled()
    named = asking.named_by(said.split())
    for what, ways in asking.asks.items():
        if any(way.fits(said, named) for way in ways) and not asking.bars(what, said, named):
            yield what


class _Way(NamedTuple):
    """A way to ask, and the names and words that no sentence asks so without."""

    pattern: re.Pattern[str]
    wants: frozenset[str]

    def fits(self, said: str, named: Collection[str]) -> bool:
        """Whether a sentence asks so, in which these names and words may stand."""
        return self.wants.issubset(named) and self.pattern.search(said) is not None


class _Asking(NamedTuple):
    """The ways to ask each question, what bars it, and the names whose phrases begin with a word."""

    asks: Mapping[str, tuple[_Way, ...]]
    never: Mapping[str, tuple[_Way, ...]]
    names: Mapping[str, frozenset[str]]

    def named_by(self, words: Collection[str]) -> frozenset[str]:
        """These words, and the names of all phrases that may begin with one of them."""
        return frozenset(words).union(*(self.names.get(word, frozenset()) for word in words))

    def bars(self, what: str, said: str, named: Collection[str]) -> bool:
        """Whether a sentence only looks as if it asked this."""
        return any(way.fits(said, named) for way in self.never.get(what, ()))


@cache
def _compiled() -> _Asking:
    file = VOCABULARIES_FOLDER / "asking.yaml"
    told = load(read_text(file), file.name, _Told)
    begun = [(phrase.split()[0], name) for name, phrases in told.words.items() for phrase in phrases]
    names = {word: frozenset(name for first, name in begun if first == word) for word, _ in begun}
    patterns = {name: f"(?:{'|'.join(map(re.escape, phrases))}) " for name, phrases in told.words.items()}
    return _Asking(_ways(told.asks, patterns), _ways(told.never, patterns), names)


def _ways(asked: Mapping[str, tuple[str, ...]], patterns: Mapping[str, str]) -> dict[str, tuple[_Way, ...]]:
    return {what: tuple(_way(each.split(), patterns) for each in ways) for what, ways in asked.items()}


def _way(parts: list[str], patterns: Mapping[str, str]) -> _Way:
    wants = frozenset(part for part in parts if part not in _NO_WORD and not part.endswith("*"))
    return _Way(re.compile("".join(_piece(part, patterns) for part in parts)), wants)


def _piece(part: str, patterns: Mapping[str, str]) -> str:
    """A part of a way to ask: a name, a gap, an end of the sentence, or a word as it is."""
    if part in _NO_WORD:
        return _GAP if part == "." else part
    name = part.rstrip("*")
    many = "{0,4}" if part != name else ""
    if _NAMED.fullmatch(name):
        return rf"(?<!\S)(?:{patterns[name]}){many}"
    return rf"(?<!\S){re.escape(part)} "
