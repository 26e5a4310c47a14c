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
from rules.strict_yaml import DataFault, load, read_text

# which edition is to be believed, also of "the two" where no two subscriptions were spoken of
COUNTS, OF_TWO = WHICH_EDITION = ("which_counts", "which_of_two")
_GAP: Final = r"(?:\S+ ){0,4}"
_MOST_WORDS: Final = 40  # of a sentence; a longer one tells a story
_ASKED: Final = "?"  # behind the last word of a sentence that asks
_ENDS: Final = {"^": "^", ".": _GAP, "?": r"\? $", "$": r"(?:\? )?$"}
_NO_WORD: Final = tuple(_ENDS)
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
    """The sentences that are typed and short enough to ask one thing, each with a space behind every word.

    Behind one that asks there is a question mark.
    """
    for number, group in groupby(words, key=attrgetter("sentence")):
        said = [word for word in group if not word.pasted]
        mark = (_ASKED,) if said and said[-1].asked else ()
        if len(said) <= _MOST_WORDS:
            yield number, "".join(f"{text} " for text in (*(word.text for word in said), *mark))


def _asked(said: str) -> Iterator[str]:
    """What is asked in one sentence, in the order of the file."""
    asking = _compiled()
    named = asking.named_by(said.split())
    asked = {way.what for way in asking.asks.fitting(said, named)}
    barred = {way.what for way in asking.never.fitting(said, named)} if asked else set()
    yield from (what for what in asking.order if what in asked - barred)


class _Way(NamedTuple):
    """A way to ask something, and the names and words that no sentence asks so without."""

    what: str
    pattern: re.Pattern[str]
    wants: frozenset[str]


class _Ways(NamedTuple):
    """Ways to ask, each by one of the words it wants."""

    by_word: Mapping[str, tuple[_Way, ...]]

    def fitting(self, said: str, named: Collection[str]) -> Iterator[_Way]:
        """The ways in which a sentence asks, in which these names and words may stand."""
        perhaps = (way for word in named for way in self.by_word.get(word, ()))
        return (way for way in perhaps if way.wants.issubset(named) and way.pattern.search(said))


class _Asking(NamedTuple):
    """The questions in their order, the ways to ask them and what bars them, and names by a first word."""

    order: tuple[str, ...]
    asks: _Ways
    never: _Ways
    names: Mapping[str, frozenset[str]]

    def named_by(self, words: Collection[str]) -> frozenset[str]:
        """These words, and the names of all phrases that may begin with one of them."""
        return frozenset(words).union(*(self.names.get(word, frozenset()) for word in words))


@cache
def _compiled() -> _Asking:
    file = VOCABULARIES_FOLDER / "asking.yaml"
    told = load(read_text(file), file.name, _Told)
    begun = [(phrase.split()[0], name) for name, phrases in told.words.items() for phrase in phrases]
    names = {word: frozenset(name for first, name in begun if first == word) for word, _ in begun}
    patterns = {name: f"(?:{'|'.join(map(re.escape, phrases))}) " for name, phrases in told.words.items()}
    asks, never = _ways(told.asks, patterns), _ways(told.never, patterns)
    return _Asking(tuple(told.asks), asks, never, names)


def _ways(asked: Mapping[str, tuple[str, ...]], patterns: Mapping[str, str]) -> _Ways:
    """The ways, each by a word that it wants: by one that is written out rather than by a name of many."""
    by_word: dict[str, list[_Way]] = {}
    for what, ways in asked.items():
        for each in ways:
            way = _way(what, each.split(), patterns)
            by_word.setdefault(max(way.wants, key=_is_exact), []).append(way)
    return _Ways({word: tuple(ways) for word, ways in by_word.items()})


def _is_exact(word: str) -> tuple[bool, str]:
    return _NAMED.fullmatch(word) is None, word


def _way(what: str, parts: list[str], patterns: Mapping[str, str]) -> _Way:
    wants = frozenset(part for part in parts if part not in _NO_WORD and not part.endswith("*"))
    if not wants:
        raise DataFault(f"asking.yaml: {what}: {' '.join(parts)!r} has no word that must stand there")
    return _Way(what, re.compile("".join(_piece(part, patterns) for part in parts)), wants)


def _piece(part: str, patterns: Mapping[str, str]) -> str:
    """A part of a way to ask: a name, a gap, an end of the sentence, or a word as it is."""
    if part in _ENDS:
        return _ENDS[part]
    name = part.rstrip("*")
    many = "{0,4}" if part != name else ""
    if _NAMED.fullmatch(name):
        return rf"(?<!\S)(?:{patterns[name]}){many}"
    return rf"(?<!\S){re.escape(part)} "
