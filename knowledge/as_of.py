"""Which edition a message asks for: "what did it say in 2021?", "volgens de nieuwste versie".

This is a step of its own before reading. The words that name the edition are taken out of the message, so
that their date is never taken for the subscription's, and the rest is read as if they had not been there.
"As of 2018" alone says since when a subscription is what it is; it asks for an edition only where it stands
by itself, and the subscription's date is told elsewhere or was told before.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from typing import Final, NamedTuple

from knowledge.cores import Cores
from knowledge.dates import DateMention, find_dates
from knowledge.days import OLDEST_YEAR, year_of
from knowledge.language import language_of
from knowledge.library import Library
from knowledge.numerals import Numerals
from knowledge.text import Word, read_words
from knowledge.vocabulary import VOCABULARIES_FOLDER, load_words, phrases_of
from rules.edition import NEWEST, meant_by
from rules.interval import Interval
from rules.model import Value
from rules.strict_yaml import read_text

OLDEST: Final = "oldest"
_YEAR = len("2018")
_SOON = 3  # words from the policy's name to how it was
_NEAR = 6  # words of a date and the policy's name behind it


class AsOf(NamedTuple):
    """The edition that was asked for, None where none is known from then; and the days or the name it was
    asked by."""

    edition: str | None
    by: Value


class Asked(NamedTuple):
    """What edition a message asks for, the message without the words that say so, and whether it says
    nothing else."""

    as_of: AsOf
    rest: str
    is_all: bool


class _Phrase(NamedTuple):
    """The words from `first` up to `last`, not included, that ask for an edition by days or by its name."""

    first: int
    last: int
    by: Value


def asked_edition(  # noqa: PLR0913 - what a message stands in, each by its name
    message: str,
    library: Library,
    today: date,
    language: str,
    *,
    open_to_dates: bool,
    after_another: bool = False,
) -> Asked | None:
    """The edition that the message asks for, None where it asks for none.

    `open_to_dates`: a verdict was told and nothing is asked, so a mere "as of 2021" is about that.
    `after_another`: the last answer went by an edition that was asked for, so "and in 2019?" asks for one.
    """
    words = read_words(message)
    finder = _Finder(words, library, today, language)
    found = finder.find(open_to_dates=open_to_dates) or (finder.and_in() if after_another else None)
    if found is None:
        return None
    start, end = words[found.first].start, words[found.last - 1].end
    rest = message[:start] + " " * (end - start) + message[end:]
    by = NEWEST if _is_to_come(found.by, today) else found.by
    return Asked(AsOf(_edition_by(by, library), by), rest, finder.is_all(found))


def _is_to_come(by: Value, today: date) -> bool:
    return isinstance(by, Interval) and by.first is not None and by.first > today


def _edition_by(by: Value, library: Library) -> str | None:
    if not isinstance(by, Interval):
        return {NEWEST: library.newest, OLDEST: library.oldest}[by].edition.edition
    edition = meant_by({name: law.edition for name, law in library.laws.items()}, by)
    return edition.edition if edition else None


class _Finder:
    """Looks for the words in one message."""

    def __init__(self, words: list[Word], library: Library, today: date, language: str) -> None:
        self.words, self.library, self.today, self.language = words, library, today, language

    def find(self, *, open_to_dates: bool) -> _Phrase | None:
        """The first phrase that asks for an edition."""
        opening = _opening()
        for at, word in enumerate(self.words):
            if word.pasted or word.text not in opening:
                continue
            found = self._asking(at) or self._standing(at, open_to_dates=open_to_dates)
            if found:
                return found
        return None

    def and_in(self) -> _Phrase | None:
        """ "And in 2019?": a time and nothing else."""
        for at in range(len(self.words)):
            days = self._days(self._over("in", at)) if self._over("in", at) > at else None
            found = _Phrase(at, days[1], days[0]) if days else None
            if found and self.is_all(found):
                return found
        return None

    def is_all(self, found: _Phrase) -> bool:
        """Whether nothing but small words stands around the phrase."""
        return self._only_beside([*range(found.first), *range(found.last, len(self.words))])

    # -- phrases that name the policy, or ask what it said

    def _asking(self, at: int) -> _Phrase | None:
        said, lead = self._over("said", at), self._over("lead", at)
        if said > at:
            said = self._over("behind", said)
            found = self._named(said, at) or self._dated(said, at) or self._dated_before(at, said)
            if found:
                return found
        held = self._held(at)
        if held:
            return held
        named = self._named(lead, at) if lead > at else None
        return named._replace(last=self._over("behind", named.last)) if named else None

    def _named(self, at: int, first: int) -> _Phrase | None:
        """The policy by a date or a name: "the 2018 rules", "the newest edition"."""
        at = self._over("article", self._over("in", at))
        which = self._value("which", at)
        if which:
            noun = self._over("noun", self._over("which", at))
            return _Phrase(first, noun, which) if noun > self._over("which", at) else None
        noun = self._over("noun", at)
        if noun > at:
            days = self._days(self._over("article", self._over("of", noun)))
            return _Phrase(first, days[1], days[0]) if days else None
        if not any(self._value("noun", near) for near in range(at, at + _NEAR)):
            return None
        days = self._days(at)
        noun = self._over("noun", days[1]) if days else 0
        return _Phrase(first, noun, days[0]) if days and noun > days[1] else None

    def _dated_before(self, at: int, last: int) -> _Phrase | None:
        """A time right before it is asked what was said: "in 2019, what did it say then"."""
        for first in range(max(0, at - _NEAR), at):
            start = self._over("in", first)
            days = self._days(start) if start > first else None
            if days and days[1] == at:
                return _Phrase(first, last, days[0])
        return None

    def _held(self, at: int) -> _Phrase | None:
        """The policy as it was at a time: "the text as it stood in 2019"."""
        noun = self._over("noun", at)
        if noun == at:
            return None
        for was in range(noun, min(noun + _SOON, len(self.words))):
            behind = self._over("was", was)
            found = self._dated(behind, at) if behind > was else None
            if found:
                return found
        return None

    def _dated(self, at: int, first: int) -> _Phrase | None:
        """A time at which something was said: "in 2021", "before 2018"."""
        days = self._days(self._over("in", at))
        if days is None:
            return None
        before = self._value("in", at) == "before" and days[0].first
        return _Phrase(first, days[1], Interval.before(before) if before else days[0])

    # -- "as of 2021", by itself

    def _standing(self, at: int, *, open_to_dates: bool) -> _Phrase | None:
        behind = self._over("as_of", at)
        days = self._days(self._over("article", behind)) if behind > at else None
        if days is None or not self._stands_alone(at, days[1]):
            return None
        found = _Phrase(at, days[1], days[0])
        return found if self._tells_another_day(found) or (open_to_dates and self.is_all(found)) else None

    def _stands_alone(self, first: int, last: int) -> bool:
        """Whether the words are a sentence or a clause at its end, or follow a date or how things stand."""
        here, behind = self.words[first], self.words[last] if last < len(self.words) else None
        ends = behind is None or behind.sentence != here.sentence
        ends_clause = behind is None or behind.clause != here.clause
        before = self.words[first - 1] if first else None
        if (
            before is None
            or before.sentence != here.sentence
            or any(day.last == first for day in self._dates)
        ):
            return ends_clause
        alone = before.clause != here.clause or self._only_beside(range(first))
        return ends and (alone or self._value("state", first - 1) is not None)

    def _tells_another_day(self, found: _Phrase) -> bool:
        return any(day.last <= found.first or found.last <= day.first for day in self._dates)

    def _only_beside(self, places: Iterable[int]) -> bool:
        """Whether nothing but small words stands there."""
        return all(self._value("beside", at) for at in places)

    # -- words and days

    @cached_property
    def _dates(self) -> list[DateMention]:
        words = self.library.reading.date_words
        return find_dates(self.words, words, self.today, day_first=self._day_first)

    @cached_property
    def _cores(self) -> Cores:
        text = Numerals(self.words, self.library.reading.date_words, self.today)
        return Cores(text, day_first=self._day_first, year=None)

    @cached_property
    def _day_first(self) -> bool:
        return language_of(self.words, self.library.reading.vocabulary, self.language) == "nl"

    def _days(self, at: int) -> tuple[Interval, int] | None:
        """The days that begin here and the place behind them; none that only today tells."""
        if at >= len(self.words):
            return None
        year = self._year(at)
        if year:
            return year
        core = self._cores.read(at)
        if core is None or core.interval is None or core.recent or core.yearless:
            return None
        return core.interval, core.last

    def _year(self, at: int) -> tuple[Interval, int] | None:
        """A year in figures, also where what follows it would be counted elsewhere: "2018 edition"."""
        text = self.words[at].text
        if self.words[at].form != "number" or len(text) != _YEAR or not text.isdigit():
            return None
        plausible = OLDEST_YEAR <= int(text) < OLDEST_YEAR + 100
        return (year_of(int(text)), at + 1) if plausible else None

    def _over(self, kind: str, at: int) -> int:
        """The place behind the longest phrase of this kind, this one where there is none."""
        return at + max((len(phrase) for phrase, _ in self._here(kind, at)), default=0)

    def _value(self, kind: str, at: int) -> str | None:
        return max(self._here(kind, at), key=lambda one: len(one[0]), default=((), None))[1]

    def _here(self, kind: str, at: int) -> Iterator[tuple[tuple[str, ...], str]]:
        first = self.words[at].text if at < len(self.words) else ""
        for phrase, value in _words(kind).get(first, ()):
            if tuple(word.text for word in self.words[at : at + len(phrase)]) == phrase:
                yield phrase, value


@cache
def _opening() -> frozenset[str]:
    """The words with which a phrase may begin, so that few are looked up any further."""
    return frozenset(word for kind in ("said", "lead", "as_of", "noun") for word in _words(kind))


@cache
def _words(kind: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The phrases of a kind by their first words."""
    file = VOCABULARIES_FOLDER / "editions.yaml"
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, phrase in phrases_of(file.stem, load_words(read_text(file), file.name)):
        if meaning.kind == kind:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, meaning.value))
    return found
