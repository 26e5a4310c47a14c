"""The days and months that a sentence names, with their year, in whichever language and form.

A day in figures may be read two ways ("03/04/2021"): then it may be either, and goes with whichever is meant.
What names no year is none.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from knowledge.dates.cores import Cores
from knowledge.dates.days import Core
from knowledge.dates.intervals import find_dates
from knowledge.dates.numerals import numerals_of
from knowledge.words.text import read_words
from knowledge.words.vocabulary import read_date_words
from rules.interval import Interval

_NO_DAY: Final = date(2100, 1, 1)  # nothing is told of today, so any will do


class ToldDays(NamedTuple):
    """The day or month that the characters from `first` up to `last` name, in every way to read it."""

    first: int
    last: int
    may_be: frozenset[Interval]


@lru_cache(maxsize=4096)
def told_days(text: str) -> tuple[ToldDays, ...]:
    """Each day and each month of a text, in order."""
    return tuple(_read(text))


def without_days(text: str) -> str:
    """The text with blanks for its days and months."""
    for told in told_days(text):
        text = text[: told.first] + " " * (told.last - told.first) + text[told.last :]
    return text


def lone_days(one: str, other: str) -> Iterator[str]:
    """The days and months of a text that the other does not name."""
    there = [its.may_be for its in told_days(other)]
    for told in told_days(one):
        if all(told.may_be.isdisjoint(its) for its in there):
            yield _written(min(told.may_be))


def names_day(day: date, texts: Iterable[str]) -> bool:
    """Whether any of the texts names this day."""
    return any(Interval.day(day) in told.may_be for text in texts for told in told_days(text))


def begins_on(day: date, text: str) -> bool:
    """Whether the text tells of something from this very day on."""
    return day in _beginnings(text)


def begins_after(day: date, text: str) -> bool:
    """Whether the text tells of something that begins after this day: "created after 1 July 2024"."""
    return day + timedelta(days=1) in _beginnings(text)


@lru_cache(maxsize=1_000)  # the few sentences of the editions; to read the words of dates takes long
def _beginnings(text: str) -> frozenset[date | None]:
    found = find_dates(read_words(text), read_date_words(), _NO_DAY, day_first=False)
    return frozenset(one.interval.first for one in found if one.interval is not None)


def _read(text: str) -> Iterator[ToldDays]:
    words = read_words(text)
    cores = Cores(numerals_of(words, read_date_words(), _NO_DAY), day_first=False, year=None)
    at = 0
    while at < len(words):
        core = cores.read(at)
        days = _days_of(core) if core else frozenset()
        last = core.last if core else at + 1
        if days:
            yield ToldDays(words[at].start, words[last - 1].end, days)
        at = last


def _days_of(core: Core) -> frozenset[Interval]:
    """What is named, none where no year is told; of a day in figures both ways to read it."""
    told = () if core.recent or core.yearless else core.readings or (core.interval,)
    return frozenset(one for one in told if one is not None and _is_of_a_month(one))


def _is_of_a_month(days: Interval) -> bool:
    first, last = days
    return first is not None and last is not None and (first.year, first.month) == (last.year, last.month)


def _written(days: Interval) -> str:
    """A day as YYYY-MM-DD, a month as YYYY-MM."""
    return str(days.first) if days.first == days.last else f"{days.first:%Y-%m}"
