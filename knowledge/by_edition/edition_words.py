"""The words of a message that may ask for an edition, and the days among them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, cached_property
from typing import NamedTuple

from knowledge.dates.cores import Cores
from knowledge.dates.days import MONTHS, OLDEST_YEAR, month_of, year_of
from knowledge.dates.intervals import DateMention, find_dates
from knowledge.dates.numerals import Numerals, numerals_of
from knowledge.library import Library
from knowledge.mentions.marks import TYPE_KINDS
from knowledge.words.language import language_of
from knowledge.words.text import Words
from knowledge.words.vocabulary import VOCABULARIES_FOLDER, Mention, load_words, phrases_of
from rules.edition import OLDEST
from rules.interval import Interval
from rules.model import Value
from rules.strict_yaml import read_text

_YEAR = len("2018")
_SIGN_UP = ("created", "vm_created")
_SMALL = ("beside", "opener", "behind", "likewise", "past")  # that ask how it was at a time
_LAST_BUT_ONE = "last_but_one"  # what held before the newest
_COUNTED = ("first", "second", "third", "fourth", "fifth")
_EDITIONS = ("named", "version")  # what is counted: a second rule is no second edition
UNCLEAR = "unclear"  # an edition is asked for, and not said which


class Phrase(NamedTuple):
    """The words from `first` up to `last`, not included, that ask for an edition by days or by its name."""

    first: int
    last: int
    by: Value


# Kind -> where a phrase of it begins -> the place behind it and what it means.
Found = dict[str, dict[int, tuple[int, str]]]


class EditionWords:
    """What kinds of phrase and what days stand where in one message."""

    def __init__(self, words: Words, library: Library, today: date, language: str) -> None:
        self.words, self.today = words, today
        self.reading, self._language = library.reading, language
        self.editions = sorted(law.edition.day for law in library.laws.values())
        self._told_in: dict[tuple[str, ...], set[int]] = {}
        self._found = _found(words)

    def over(self, kind: str, at: int) -> int:
        """The place behind the longest phrase of this kind, this one where there is none."""
        found = self._found[kind].get(at)
        return found[0] if found else at

    def value(self, kind: str, at: int) -> str | None:
        """What the longest phrase of this kind means here."""
        found = self._found[kind].get(at)
        return found[1] if found else None

    def which(self, at: int) -> Value | None:
        """The edition that a name here means, or the days in which it held."""
        which = self.value("which", at)
        if which in _COUNTED:
            return self._counted(_COUNTED.index(which)) if self._named_by(at) in _EDITIONS else None
        return Interval.before(self.editions[-1]) if which == _LAST_BUT_ONE else which

    def _counted(self, number: int) -> Value:
        """The edition of that number, from the oldest on."""
        if number == 0:
            return OLDEST
        return Interval.day(self.editions[number]) if number < len(self.editions) else UNCLEAR

    def names_edition(self, at: int) -> bool:
        """Whether a noun says that an edition is named here: "the first and the last edition"."""
        return self._named_by(at) is not None

    def _named_by(self, at: int) -> str | None:
        """What noun a name here has, which it may share with the next."""
        behind = self.over("which", at)
        joined = self.over("up_to", behind)
        other = self.over("article", joined)
        shared = self.over("which", other) if joined > behind else other
        return self.value("noun", behind) or (self.value("noun", shared) if shared > other else None)

    def places(self, *kinds: str) -> list[int]:
        """Where phrases of these kinds begin, in order."""
        return sorted({at for kind in kinds for at in self._found[kind]})

    def begins_clause(self, at: int) -> bool:
        """Whether a clause begins here."""
        return at == 0 or self.words[at - 1].clause != self.words[at].clause

    @cached_property
    def clauses(self) -> list[int]:
        """Where clauses begin."""
        return [at for at in range(len(self.words)) if self.begins_clause(at)]

    def ends_clause(self, last: int) -> bool:
        """Whether no more of the clause follows behind this place."""
        return last >= len(self.words) or self.begins_clause(last)

    def ends_sentence(self, last: int) -> bool:
        """Whether no more of the sentence follows behind this place."""
        return last >= len(self.words) or self.words[last - 1].sentence != self.words[last].sentence

    def is_sentence(self, one: int, other: int) -> bool:
        """Whether both places stand in one sentence."""
        return self.words[one].sentence == self.words[other].sentence

    def clause_end(self, at: int) -> int:
        """The place behind the clause that this one stands in."""
        return next(last for last in range(at + 1, len(self.words) + 1) if self.ends_clause(last))

    def tells_types(self, at: int) -> bool:
        """Whether the sentence of this place names a subscription type."""
        return self.words[at].sentence in self._sentences(TYPE_KINDS)

    def tells_types_beside(self, at: int) -> bool:
        """Whether another sentence than that of this place names a subscription type."""
        return bool(self._sentences(TYPE_KINDS) - {self.words[at].sentence})

    @property
    def names_types(self) -> bool:
        """Whether any sentence names a subscription type."""
        return bool(self._sentences(TYPE_KINDS))

    def tells_sign_up(self, at: int) -> bool:
        """Whether the sentence of this place says that something was created."""
        return self.words[at].sentence in self._sentences(_SIGN_UP)

    def tells_sign_up_beside(self, first: int, last: int) -> bool:
        """Whether the clause of these words says beside them that something was created."""
        beside = (one for one in self._sign_up[0] if not first <= one < last)
        return any(self.words[one].clause == self.words[first].clause for one in beside)

    def dates_sign_up(self, first: int, last: int) -> bool:
        """Whether the days from `first` to `last` touch words that say that something was created."""
        begins, ends = self._sign_up
        return first in ends or last in begins

    @cached_property
    def _sign_up(self) -> tuple[set[int], set[int]]:
        """Where words that say that something was created begin, and the places behind them."""
        told = [one for one in self._read if one.kind in _SIGN_UP]
        return {one.first for one in told}, {one.last for one in told}

    def _sentences(self, kinds: tuple[str, ...]) -> set[int]:
        if kinds not in self._told_in:
            self._told_in[kinds] = {self.words[one.first].sentence for one in self._read if one.kind in kinds}
        return self._told_in[kinds]

    @cached_property
    def _read(self) -> tuple[Mention, ...]:
        return self.reading.vocabulary.find(self.words, self._language).mentions

    def only(self, kind: str, places: Iterable[int]) -> bool:
        """Whether nothing but words of this kind stands there."""
        return all(self.value(kind, at) for at in places)

    def says_only(self, found: Phrase) -> bool:
        """Whether nothing but small words stands around the phrase."""
        return self.only("beside", [*range(found.first), *range(found.last, len(self.words))])

    def asks_only(self, found: Phrase) -> bool:
        """Whether nothing but small words stands around the phrase, and those that ask if it held then."""
        around = (self._is_small(range(found.first)), self._is_small(range(found.last, len(self.words))))
        return self.says_only(found) or all(around)

    def _is_small(self, places: range) -> bool:
        at = places.start
        while at < places.stop:
            last = max(self.over(kind, at) for kind in _SMALL)
            if not at < last <= places.stop:
                return False
            at = last
        return True

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Every date of the message."""
        return find_dates(self.words, self.reading.date_words, self.today, day_first=self._day_first)

    def days(self, at: int, end: int | None = None) -> tuple[Interval, int] | None:
        """The days that begin here and the place behind them; none that only today tells.

        They are read as if the message ended at `end`: what follows a number may make it a count.
        """
        if at >= len(self.words) or not self._may_tell_days(at):
            return None
        return self._year(at) or self._core(at, end) or self._part(at)

    def _may_tell_days(self, at: int) -> bool:
        """Whether a date could begin here, so that few are read for nothing."""
        word = self.words[at]
        return word.form != "word" or self.reading.date_words.may_begin(word)

    def month(self, at: int, end: int) -> int | None:
        """The month, of whichever year, that is all that stands here up to `end`: "the March change"."""
        told = self._rest(at, end).value("month", 0) if self._may_tell_days(at) else None
        return MONTHS.index(told.value) + 1 if told and at + told.last == end else None

    def _core(self, at: int, end: int | None) -> tuple[Interval, int] | None:
        if end is not None and end <= at:
            return None
        core = self._cores.read(at) if end is None else self._cores_of(self._rest(at, end)).read(0)
        if core is None or core.interval is None:
            return None
        last = core.last if end is None else at + core.last
        if core.yearless:
            return self._of_year(core.interval, last)
        return None if core.recent else (core.interval, last)

    def _of_year(self, days: Interval, at: int) -> tuple[Interval, int] | None:
        """A day in the year that stands behind it, which is too far off to be read with it."""
        year = self._year(at) if at < len(self.words) else None
        if year is None or year[0].first is None or days.first is None or days.first != days.last:
            return None
        month = month_of(year[0].first.year, days.first.month)
        on = (month.first or days.first) + timedelta(days=days.first.day - 1)
        return Interval(on, on), year[1]

    def _part(self, at: int) -> tuple[Interval, int] | None:
        """A date with what stands before it: "early 2020"."""
        for one in self.dates:
            if one.first == at and one.interval and not (one.relation or one.recent or one.yearless):
                return one.interval, one.last
        return None

    def _year(self, at: int) -> tuple[Interval, int] | None:
        """A year in figures, also where what follows it would be counted elsewhere: "2018 edition"."""
        text = self.words[at].text
        if self.words[at].form != "number" or len(text) != _YEAR or not text.isdigit():
            return None
        if not OLDEST_YEAR <= int(text) < OLDEST_YEAR + 100:
            return None
        return self._month_behind(int(text), at) or (year_of(int(text)), at + 1)

    def _month_behind(self, year: int, at: int) -> tuple[Interval, int] | None:
        """2021/05: a year and a month that touches it."""
        behind = self.words[at + 1] if at + 1 < len(self.words) else None
        if behind is None or behind.start != self.words[at].end + 1 or behind.form != "number":
            return None
        month = int(behind.text) if behind.text.isdigit() else 0
        return (month_of(year, month), at + 2) if 1 <= month <= len(MONTHS) else None

    def _rest(self, at: int, end: int) -> Numerals:
        return Numerals(self.words[at:end], self.reading.date_words, self.today)

    @cached_property
    def _cores(self) -> Cores:
        return self._cores_of(numerals_of(self.words, self.reading.date_words, self.today))

    def _cores_of(self, text: Numerals) -> Cores:
        return Cores(text, day_first=self._day_first, year=None)

    @cached_property
    def _day_first(self) -> bool:
        return language_of(self.words, self.reading.vocabulary, self._language) == "nl"


def _found(words: Words) -> Found:
    """The longest phrase of each kind in each place: all of them are looked up at once."""
    found: Found = defaultdict(dict)
    texts = tuple(word.text for word in words)
    for at, text in enumerate(texts):
        for kind, phrase, value in _by_first_word().get(text, ()):
            last = at + len(phrase)
            if texts[at:last] == phrase:
                found[kind].setdefault(at, (last, value))
    return found


@cache
def _by_first_word() -> dict[str, list[tuple[str, tuple[str, ...], str]]]:
    """The phrases of all kinds, each with its kind and its value, by their first words, the longest first."""
    file = VOCABULARIES_FOLDER / "editions.yaml"
    found: dict[str, list[tuple[str, tuple[str, ...], str]]] = defaultdict(list)
    for meaning, phrase in phrases_of(file.stem, load_words(read_text(file), file.name)):
        words = tuple(phrase.split())
        found[words[0]].append((meaning.kind, words, meaning.value))
    return {word: sorted(each, key=lambda one: -len(one[1])) for word, each in found.items()}
