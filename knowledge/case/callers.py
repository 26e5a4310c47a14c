"""The names by which a message tells its subscriptions apart, where their types and days do not.

"Hasselt delivers by itself, Tongeren logs in at SendGrid", "in 'edge' ..., in 'core' ...", "A: ..., B: ...",
"the first ..., the second ...".
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from knowledge.judged.heads import Heads
from knowledge.mentions.labels import labels_at, ordinals_at
from knowledge.mentions.marks import Marks
from knowledge.mentions.ports import find_ports
from knowledge.words.text import Word, particles

_FEWEST: Final = 2
_MOST: Final = 4  # subscriptions in one message
_RARE: Final = 5.5  # of a word, from which on it may be a name
_SHORTEST: Final = 3  # letters of a name
_QUOTES: Final = "\"'`\u201c\u201e\u2018\u00ab*"
_TELLING: Final = (
    "direct mx relay_product relay_word mail_server service granted_word refused_word requested_word "
    "exempted unknown reboot stop_vm"
).split()


class Called(NamedTuple):
    """A word that calls one of them, and what it is called."""

    at: int
    name: str


def callers(marks: Marks, message: str, heads: Heads) -> list[list[Called]]:
    """The words that call one of several, by each manner in which two or more are told of alone."""
    found = (_told_of(list(manner(marks, message, heads)), marks) for manner in _MANNERS)
    return [called for called in found if _FEWEST <= len({one.name for one in called}) <= _MOST]


def _told_of(called: Sequence[Called], marks: Marks) -> list[Called]:
    """Those that stand alone in a clause which tells something, or right before one that does."""
    telling = _telling_clauses(marks)
    of: dict[int, set[str]] = {}
    for one in called:
        of.setdefault(marks.words[one.at].clause, set()).add(one.name)
    alone = {
        next(iter(names))
        for clause, names in of.items()
        if len(names) == 1 and {clause, clause + 1} & telling
    }
    return [one for one in called if one.name in alone]


def _telling_clauses(marks: Marks) -> set[int]:
    """The clauses in which a type, a day, a port or how mail is sent is told."""
    mentioned = [*marks.types, *(one for kind in _TELLING for one in marks.all(kind))]
    places = [one.first for one in mentioned] + [day.first for day in marks.dates]
    places += [port.at for port in find_ports(marks)]
    return {marks.words[at].clause for at in places}


# -- the manners


def _quoted(marks: Marks, message: str, _heads: Heads) -> Iterator[Called]:
    """Names in quotes, and the same names without."""
    meaning = _meaning(marks)
    opened = (word for at, word in enumerate(marks.words) if at not in meaning and word.form == "word")
    names = {word.text for word in opened if _opens_quotes(word, message)}
    yield from (Called(at, word.text) for at, word in enumerate(marks.words) if word.text in names)


def _opens_quotes(word: Word, message: str) -> bool:
    """Whether a quotation mark stands before it that closes no word."""
    before, mark = message[max(0, word.start - 2) : word.start - 1], message[word.start - 1 : word.start]
    return not word.pasted and word.start > 0 and mark in _QUOTES and not before.strip()


def _lettered(marks: Marks, _message: str, _heads: Heads) -> Iterator[Called]:
    """Letters and figures that stand for a name."""
    yield from (Called(at, name) for at, name in labels_at(marks.words))


def _numbered(marks: Marks, _message: str, _heads: Heads) -> Iterator[Called]:
    """The first, the second."""
    yield from (Called(at, str(place)) for at, place in ordinals_at(marks))


def _rare(marks: Marks, _message: str, heads: Heads) -> Iterator[Called]:
    """Words that few messages have, and those that set one thing against another: "hasselt", "prod"."""
    words, meaning = marks.words, _meaning(marks)
    count = Counter(_plain(word.text) for word in words)
    names = {at for at, word in enumerate(words) if at not in meaning and _may_call(word, heads)}
    runs = list(_runs(words, names))
    shared = _shared(words, runs)
    for run in runs:
        own = [at for at in run if words[at].text not in shared] or list(run)
        at = max(own, key=lambda at: (count[_plain(words[at].text)], -at))
        yield Called(at, _plain(words[at].text))


def _plain(name: str) -> str:
    """A name without the s of what is its own."""
    return name.removesuffix("s")


def _runs(words: Sequence[Word], names: Collection[int]) -> Iterator[range]:
    """Names of several words, by the places of their words."""
    for at in sorted(names):
        if at - 1 in names and words[at - 1].clause == words[at].clause:
            continue
        end = at + 1
        while end in names and words[end].clause == words[at].clause:
            end += 1
        yield range(at, end)


def _shared(words: Sequence[Word], runs: Iterable[range]) -> set[str]:
    """The words that other words tell apart: of "Okafor Legal" and "Okafor Estates" the first."""
    behind: dict[str, set[str]] = {}
    for run in runs:
        for one, other in pairwise(run):
            behind.setdefault(words[one].text, set()).add(words[other].text)
    return {word for word, others in behind.items() if len(others) > 1}


def _meaning(marks: Marks) -> set[int]:
    found = {at for one in marks.meant for at in range(one.first, one.last)}
    return found | {at for day in marks.dates for at in range(day.first, day.last)}


def _may_call(word: Word, heads: Heads) -> bool:
    if word.form != "word" or word.pasted:
        return False
    if word.text in particles("contrasting"):
        return True
    return len(word.text) >= _SHORTEST and heads.rarity_of(word.text) > _RARE


_MANNERS: Final[tuple[Callable[[Marks, str, Heads], Iterator[Called]], ...]] = (
    _quoted,
    _lettered,
    _numbered,
    _rare,
)
