"""One date by itself: a day, a month, a week, a quarter, a season, a year.

Numbers and years are read in `numerals`, spans up to today in `spans`, what the world remembers in
`events`; the days themselves are reckoned in `days`.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from knowledge.dates.days import (
    MONTHS,
    Core,
    book_year,
    calendar,
    days,
    month_of,
    named_month,
    numeric_readings,
    running_year,
    season_of,
    turn_of,
    week_of,
    year_of,
)
from knowledge.dates.events import read_event
from knowledge.dates.numerals import Count, Numerals
from knowledge.dates.spans import read_birthday, read_ordinal, read_span, read_unit
from knowledge.words.text import particles
from knowledge.words.vocabulary import Mention
from rules.interval import Interval

_COMPACT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")  # 20170321
_PORT = 25  # "2017 nov 25 blocked?" may as well name the port
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()


class Cores:
    """Reads the dates of a message, without what stands before and behind them."""

    def __init__(self, text: Numerals, *, day_first: bool, year: int | None) -> None:
        self.text, self.words, self.today = text, text.words, text.today
        self.day_first, self.told_year = day_first, year
        self._readers = [
            (reads.opening, reads.read) for reads in _READERS if not reads.needed or text.has(reads.needed)
        ]

    def read(self, at: int) -> Core | None:
        """The date that begins here; what kinds of word stand here tells who can read it."""
        form = self.words[at].form
        kinds = self.text.starts.get(at, ())
        if form == "word":
            if not kinds:
                return None
        elif form != "number":
            return self._written(at)
        for opening, read in self._readers:
            if (form == "number" and "number" in opening) or not opening.isdisjoint(kinds):
                core = read(self, at)
                if core:
                    return core
        return None

    def _written(self, at: int) -> Core | None:
        """A date in figures alone; in a log, what is no day of the calendar is something else."""
        word = self.words[at]
        if word.form == "month":
            return self._numeric_month(at)
        if word.form == "host":
            return self._roman(at, *word.text.split("."))
        if word.form not in ("stamp", "date"):
            return None
        core = self._numeric(word.text[:10], at + 1)
        return core if core.interval or not word.pasted else None

    def _numeric(self, text: str, last: int) -> Core:
        readings = numeric_readings(text, day_first=self.day_first)
        if not readings:
            return Core(None, last)
        interval = readings[0]
        for other in readings[1:]:
            interval = interval.hull(other)
        return Core(interval, last, readings if len(readings) > 1 else ())

    def _numeric_month(self, at: int) -> Core:
        first, second = self.words[at].text.replace("/", "-").split("-")
        year, month = (first, second) if len(first) == len("2018") else (second, first)
        return Core(month_of(int(year), int(month)), at + 1, grain="month")

    def _roman(self, at: int, day: str, month: str = "", *rest: str) -> Core | None:
        """17.iii.22, 17-iii-2022: a month in Roman figures, the marks around it alike."""
        year = self.text.year(at + 1) or self.text.short_year(at + 1)
        if rest or not year or not day.isdigit() or month not in _ROMAN or not self.text.touching(at):
            return None
        found = days(((year.number, _ROMAN.index(month) + 1, int(day)),))
        return Core(found[0], year.last) if found else None

    def figures(self, at: int) -> Core | None:
        """20170321; 17-iii-2022."""
        compact = _COMPACT.fullmatch(self.words[at].text)
        if compact and not (at and self.text.value("numbered", at - 1)):
            year, month, day = (int(part) for part in compact.groups())
            found = days(((year, month, day),)) if year <= self.today.year + 1 else ()
            return Core(found[0], at + 1) if found else None
        if at + 1 < len(self.words) and self.words[at + 1].text in _ROMAN and self.text.touching(at):
            return self._roman(at + 1, self.words[at].text, self.words[at + 1].text)
        return None

    def spoken_date(self, at: int) -> Core | None:
        """ "dertig tien tweeduizend zesentwintig": day, month and year as they are read aloud."""
        day = self.text.number(at)
        month = self.text.number(day.last) if day and day.worded else None
        if not day or not month or min(day.number, month.number) > 12:  # noqa: PLR2004 - months of a year
            return None
        year = self.text.year(month.last) or self._counted_year(day, month)
        core = self._numeric(f"{day.number}/{month.number}/{year.number}", year.last) if year else None
        return core if core and core.interval else None

    def _counted_year(self, day: Count, month: Count) -> Count | None:
        """A year of two digits read aloud; eight, nine, ten only count up."""
        year = self.text.number(month.last)
        counting = year is not None and (day.number, month.number) == (year.number - 2, year.number - 1)
        if not year or counting or not 10 <= year.number <= self.today.year - 2000:  # noqa: PLR2004 - no 2009
            return None
        behind = self.text.value("unit", year.last) or self.text.value("counted", year.last)
        return None if behind else year._replace(number=2000 + year.number)

    def quarter(self, at: int) -> Core | None:
        named = self.text.value("quarter", at)
        number, after = (int(named.value), named.last) if named else (0, at)
        mark = self.text.value("quarter_mark", at)
        if not named and mark:
            number, after = (self.text.figures(mark.last) or 0), mark.last + 1
        if not 1 <= number <= 4:  # noqa: PLR2004 - a year has four quarters
            return None
        year, last = self.text.year_behind(after, short=True)
        if year is None:
            return None
        months = month_of(year, 3 * number - 2).hull(month_of(year, 3 * number))
        return Core(months, last, grain="quarter")

    def week(self, at: int) -> Core | None:
        """Week 40 van 2022."""
        named = self.text.value("week_number", at)
        number = self.text.figures(named.last) if named else None
        if not named or not number:
            return None
        year, last = self.text.year_behind(named.last + 1)
        week = week_of(year, number) if year else None
        return Core(week, last, grain="week") if week else None

    def book_year(self, at: int) -> Core | None:
        """FY22, FY21/22, boekjaar 2022, schooljaar 2021-22."""
        named = self.text.value("book_year", at)
        found = self.text.two_years(self.text.over_one("join", named.last)) if named else None
        if not named or not found:
            return None
        first, second, last = found
        return Core(book_year(named.value, first, second), last, grain="book_year")

    def day_month(self, at: int) -> Core | None:
        """15 november 2017, November 15th, 2017, the second of march; without a year, the last such day."""
        day, month, last = self._day_and_month(at)
        if not month or not day:
            return None
        year, behind = self.text.year_behind(last)
        if day.worded and year is None and not self._surely_month(at, day, month):
            return None
        if year is None and self.told_year:
            if month.first == at and 2000 + day.number == self.told_year:
                return Core(named_month(month.value, self.told_year), last, grain="month")
            year, behind = self.told_year, last
        if year is None and month.first == at and not day.worded:
            return self._day_or_year(month, day.number, last)
        if year is None:
            told = calendar(f"{day.number} {month.value}", self.today)
            return Core(told, last, recent=True, yearless=True)
        readings = days(((year, MONTHS.index(month.value) + 1, day.number),))
        return Core(readings[0] if readings else None, behind)

    def _day_and_month(self, at: int) -> tuple[Count | None, Mention | None, int]:
        month = self.text.value("month", at)
        if month is None:
            day = self.text.day_of_month(at)
            month = self.text.value("month", self.text.over_one("join", day.last)) if day else None
            if day and month and self._is_a_count(at, day, month):
                return None, None, at  # "subscription 1 (may 2018)"
            return day, month, month.last if month else at
        day = self.text.day_of_month(month.last)
        if not day or (day.worded and not self.text.ordinal(month.last)):
            day = self.text.ordinal(self.text.over_one("join", month.last))
        if day and day.worded and not self.text.same_clause(month.first, day.last - 1):
            return None, None, at  # "in september, first year here"
        return day, month, day.last if day else at

    def _is_a_count(self, at: int, day: Count, month: Mention) -> bool:
        """Whether the number in another clause than the month is of a thing, or has no year: no day then."""
        if self.text.same_clause(at, month.first):
            return False
        before = self.text.words[at - 1].text if at else ""
        counts = day.worded or before in particles("counted_thing")
        return counts or self.text.year_behind(month.last)[0] is None

    def _surely_month(self, at: int, day: Count, month: Mention) -> bool:
        """ "two may", "may first" are no days; "the second of may" and "twee maart" are."""
        joined = month.first > at and month.first > day.last
        return joined or not self.text.value("month_or_word", month.first)

    def _day_or_year(self, month: Mention, number: int, last: int) -> Core:
        """ "nov 17" is a day of this year or a month of 2017: both readings stay."""
        day = calendar(f"{number} {month.value}", self.today)
        whole = named_month(month.value, 2000 + number)
        readings = tuple(found for found in (day, whole) if found)
        if len(readings) < 2 or 2000 + number > self.today.year:  # noqa: PLR2004 - both of two
            return Core(day, last, yearless=True)
        return Core(readings[0].hull(readings[1]), last, readings)

    def month(self, at: int) -> Core | None:
        month = self.text.value("month", at)
        if month is None:
            return None
        year, last = self.text.year_behind(month.last)
        if year is not None:
            return Core(named_month(month.value, year), last, grain="month")
        pointer = self.text.value("last", month.last) or self.text.value("this", month.last)
        unit = self.text.value("unit", pointer.last) if pointer else None
        if pointer and unit and unit.value == "year":
            return Core(
                named_month(month.value, self.today.year - (pointer.kind == "last")), unit.last, grain="month"
            )
        later = self.text.value("month", self.text.over_one("and", month.last))
        if later and (year := self.text.year_behind(later.last)[0]):
            return Core(named_month(month.value, year), month.last, grain="month")
        if self.text.value("month_or_word", at) and not later and not self.text.introduced(at):
            return None
        return self._yearless(month)

    def _yearless(self, month: Mention) -> Core:
        """A month of the year that was told before, else the last such month."""
        if self.told_year:
            return Core(named_month(month.value, self.told_year), month.last, grain="month")
        told = calendar(month.value, self.today)
        return Core(told, month.last, recent=True, grain="month", yearless=True)

    def season(self, at: int) -> Core | None:
        season = self.text.value("season", at)
        if season is None:
            return None
        years = self.text.two_years(self.text.over_one("join", season.last))
        if years and years[1]:  # winter 2015-2016
            return Core(turn_of(season.value, years[0]), years[2], grain="season")
        year, last = self.text.year_behind(season.last)
        if year is not None:
            return Core(season_of(season.value, year), last, grain="season")
        year, last = self.text.year_behind(season.last, short=True)
        if year is not None and self.text.ends_clause(last):
            return Core(season_of(season.value, year), last, grain="season")
        if not self.text.left("last", at) and not self.text.left("this", at):
            return None
        first, final = (season_of(season.value, year) for year in (self.today.year - 1, self.today.year))
        begun = final.first is not None and final.first <= self.today
        this_years = begun and self.text.left("this", at)  # "last spring" may be either
        return Core(final if this_years else first.hull(final), season.last, recent=True, grain="season")

    def holiday(self, at: int) -> Core | None:
        """ "kerst 2017": the day and its neighbours, as people mean it."""
        holiday = self.text.value("holiday", at)
        year, last = self.text.year_behind(holiday.last) if holiday else (None, at)
        return self._festive(holiday, year, last) if holiday and year else None

    def _festive(self, holiday: Mention, year: int, last: int) -> Core:
        day = date.fromisoformat(f"{year}-{holiday.value}")
        beside = timedelta(days=1)
        return Core(Interval(day - beside, day + beside), last, grain="week")

    def pointed(self, at: int) -> Core | None:
        """Last year, this month, vorig schooljaar, last june."""
        pointer = self.text.value("last", at) or self.text.value("this", at)
        if pointer is None:
            return None
        unit = self.text.value("unit", pointer.last)
        if unit and unit.value in ("day", "week", "month", "year"):
            phrase = f"1 {unit.value} ago" if pointer.kind == "last" else f"this {unit.value}"
            interval = calendar(phrase, self.today)
            return Core(interval, unit.last, recent=unit.value != "year", grain=unit.value)
        named = self.text.value("book_year", pointer.last)
        if named:
            running = running_year(named.value, self.today, back=int(pointer.kind == "last"))
            return Core(running, named.last, grain="book_year")
        holiday = self.text.value("holiday", pointer.last)
        if holiday and pointer.kind == "last":
            past = date.fromisoformat(f"{self.today.year}-{holiday.value}") < self.today
            return self._festive(holiday, self.today.year - (not past), holiday.last)
        month = self.text.value("month", pointer.last)
        if month and self.text.year_behind(month.last)[0] is None:
            return Core(calendar(month.value, self.today), month.last, recent=True, grain="month")
        return None

    def named_day(self, at: int) -> Core | None:
        named = self.text.value("day_word", at) or self.text.value("weekday", at)
        return Core(calendar(named.value, self.today), named.last, recent=True) if named else None

    def vague(self, at: int) -> Core | None:
        vague = self.text.value("vague", at)
        if vague is None:
            return None
        least, most = (int(years) for years in vague.value.split("-"))
        newest = self.today - timedelta(days=365 * least) if least else self.today
        oldest = self.today - timedelta(days=365 * most)
        return Core(Interval(oldest, newest), vague.last, recent=not least, grain="year")

    def year(self, at: int) -> Core | None:
        year = self.text.year(at) or self._part_of_short(at)
        if year is None:
            return None
        named = self.text.value("week_number", year.last)
        number = self.text.figures(named.last) if named else None
        week = week_of(year.number, number) if number else None
        if named and week:  # 2022-W40
            return Core(week, named.last + 1, grain="week")
        return self._year_first(at, year) or Core(year_of(year.number), year.last, grain="year")

    def _year_first(self, at: int, year: Count) -> Core | None:
        """ "2017 march", "2017 Nov 20", "2017, around christmas"; but not "in 2017 may we ..."."""
        about = self.text.value("approx", year.last)
        holiday = self.text.value("holiday", about.last if about else year.last)
        if holiday:
            return self._festive(holiday, year.number, holiday.last)
        month = self.text.value("month", year.last)
        if month is None or not self.text.same_clause(at, month.first) or self.text.year(month.last):
            return None  # "2016 april 2018" is two dates
        day = self.text.day_of_month(month.last)
        if day and not day.worded and day.number != _PORT:
            found = days(((year.number, MONTHS.index(month.value) + 1, day.number),))
            return Core(found[0], day.last) if found else None
        if self.text.value("month_or_other", month.first) and not self.text.ends_clause(month.last):
            return None
        return Core(named_month(month.value, year.number), month.last, grain="month")

    def _part_of_short(self, at: int) -> Count | None:
        """ "since early 19": a year in two digits, where words on both sides leave no doubt."""
        part = self.text.left("part", at, passing=())
        sure = part is not None and self.text.introduced(part.first)
        year = self.text.short_year(at) if sure else None
        return year if year and self.text.ends_clause(year.last) else None


def _of_text(read: Callable[[Numerals, int], Core | None]) -> Callable[[Cores, int], Core | None]:
    return lambda reader, at: read(reader.text, at)


class _Reads(NamedTuple):
    """Who reads what begins with these kinds of word, where the message has the needed kind at all."""

    opening: frozenset[str]
    needed: str
    read: Callable[[Cores, int], Core | None]


# In order; a number in figures is a number, too.
_READERS = tuple(
    _Reads(frozenset(kinds.split()), needed, read)
    for kinds, needed, read in (
        ("vague", "vague", Cores.vague),
        ("event era happening deed", "", _of_text(read_event)),
        ("quarter quarter_mark", "", Cores.quarter),
        ("week_number", "", Cores.week),
        ("book_year", "", Cores.book_year),
        ("number nth month", "month", Cores.day_month),
        ("number", "number", Cores.spoken_date),
        ("month", "month", Cores.month),
        ("season", "season", Cores.season),
        ("holiday", "holiday", Cores.holiday),
        ("turned", "turned", _of_text(read_birthday)),
        ("number article mixed some", "unit", _of_text(read_span)),
        ("unit", "unit", _of_text(read_unit)),
        ("nth", "unit", _of_text(read_ordinal)),
        ("last this", "", Cores.pointed),
        ("weekday day_word", "", Cores.named_day),
        ("number century bare_century spoken_year", "", Cores.year),
        ("number", "", Cores.figures),
    )
)
