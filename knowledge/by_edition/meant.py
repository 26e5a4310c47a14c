"""Which edition is meant by the days or the name that ask for one."""

from datetime import date, timedelta
from typing import Final

from knowledge.by_edition.edition_words import UNCLEAR
from knowledge.by_edition.mere_times import stepped
from knowledge.library import Library
from rules.edition import NEWEST, OLDEST, meant_by
from rules.interval import Interval
from rules.model import Value

_DAYS, _MARCH = timedelta(days=2), 3  # from the end of February, of whichever year
_WHOLE: Final = (1, 3, 12)  # months of what is named as a whole: a month, a season, a year
_MONTH: Final = timedelta(days=31)


def meant_time(by: Value, current: date, today: date, editions: list[date]) -> Value:
    """What is to come is the newest, and the previous one is what held before that of this day.

    A winter of a year is the one that begins in it. "Early 2021" is before and after an edition that came out
    then, so it is to be asked.
    """
    by = stepped(by, current, editions)
    if isinstance(by, Interval) and by.first and by.last and by.last.year > by.first.year == by.last.year - 1:
        by = _winter(by.first, by.last)
    is_to_come = isinstance(by, Interval) and by.first is not None and by.first > today
    return NEWEST if is_to_come else UNCLEAR if _is_vague(by, editions) else by


def _is_vague(by: Value, editions: list[date]) -> bool:
    """Whether the days are no whole month, season or year, and an edition came out among them."""
    if not isinstance(by, Interval) or by.first is None or by.last is None or by.last - by.first < _MONTH:
        return False
    behind = by.last + _DAYS
    months = 12 * (behind.year - by.first.year) + behind.month - by.first.month
    whole = by.first.day == 1 and behind.day <= _DAYS.days and months in _WHOLE
    return not whole and any(by.first < day <= by.last for day in editions)


def _winter(first: date, last: date) -> Interval:
    """Of days that hold two winters the second, any others as they are."""
    two = (first.month, first.day) == (1, 1) and (last + _DAYS).month == _MARCH
    return Interval(date(first.year, 12, 1), last) if two else Interval(first, last)


def edition_by(by: Value, library: Library) -> str | None:
    """The edition that days or a name mean, None where none is known from then."""
    if by == UNCLEAR:
        return None
    if not isinstance(by, Interval):
        return {NEWEST: library.newest, OLDEST: library.oldest}[by].edition.edition
    edition = meant_by({name: law.edition for name, law in library.laws.items()}, by)
    return edition.edition if edition else None
