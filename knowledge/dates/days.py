"""Days by the calendar: months, seasons, parts of a year, what is relative to today. Arithmetic only.

dateparser reckons what is relative to today; all else is plain intervals.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateparser.date import DateDataParser

from rules.interval import Interval

OLDEST_YEAR = 2005  # Azure was announced in 2008; sign-ups do not come from before
MONTHS = "january february march april may june july august september october november december".split()
_QUARTER_START = {"spring": 3, "summer": 6, "autumn": 9}
_DAYS_OF = {"day": 1, "week": 7, "month": 31, "year": 366}
_LENGTH = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SOON = 120  # days in which people still say "just after"


class Core(NamedTuple):
    """What one date says by itself, up to the word `last`, and how coarse it is.

    `bounded` marks what a word such as "at most" has already opened on one side, `yearless` a day or a
    month of which the last one before today was taken, `turned` a denial that turned its days round.
    """

    interval: Interval | None
    last: int
    readings: tuple[Interval, ...] = ()
    recent: bool = False
    grain: str = "day"
    bounded: bool = False
    yearless: bool = False
    turned: bool = False


@lru_cache(maxsize=4096)
def calendar(phrase: str, today: date) -> Interval | None:
    """What dateparser makes of an English phrase, as wide as the phrase is coarse."""
    found = _parser(today).get_date_data(phrase)
    if found.date_obj is None:
        return None
    day = found.date_obj.date()
    if found.period == "year":
        return year_of(day.year)
    if found.period == "month":
        return month_of(day.year, day.month)
    if found.period == "week":
        monday = day - timedelta(days=day.weekday())
        return Interval(monday, monday + timedelta(days=6))
    return Interval.day(day)


@lru_cache(maxsize=8)
def _parser(today: date) -> DateDataParser:
    now = datetime(today.year, today.month, today.day, 12)  # noqa: DTZ001 - a calendar day, no instant
    return DateDataParser(languages=["en"], settings={"RELATIVE_BASE": now, "PREFER_DATES_FROM": "past"})


def named_month(month: str, year: int) -> Interval:
    """The month of this English name."""
    return month_of(year, MONTHS.index(month) + 1)


def month_of(year: int, month: int) -> Interval:
    """The days of a month, by its number."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return Interval(date(year, month, 1), after - timedelta(days=1))


def season_of(season: str, year: int) -> Interval:
    """As wide as people mean it: a winter touches two years, an autumn begins in September."""
    if season == "winter":
        return month_of(year, 1).hull(month_of(year + 1, 2))
    month = _QUARTER_START[season]
    return month_of(year, month).hull(month_of(year, month + 3))


def year_of(year: int) -> Interval:
    """The days of a year."""
    return Interval(date(year, 1, 1), date(year, 12, 31))


def turn_of(season: str, year: int) -> Interval:
    """The winter that touches this year and the next; of any other season both."""
    if season == "winter":
        return month_of(year, 12).hull(month_of(year + 1, 2))
    return season_of(season, year).hull(season_of(season, year + 1))


def week_of(year: int, week: int) -> Interval | None:
    """The week of this number, as calendars count them."""
    try:
        return Interval(date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))
    except ValueError:
        return None


def book_year(kind: str, first: int, second: int | None) -> Interval:
    """A school year begins in summer, a fiscal year nearly anywhere: as wide as that leaves it."""
    if kind == "school":
        begin, end = (first, second) if second else (first - 1, first + 1)
        return Interval(date(begin, 8, 1), date(end, 8, 31))
    if second:
        return Interval(date(first, 4, 1), date(second, 12, 31))
    return Interval(date(first - 1, 7, 1), date(first, 12, 31))


def running_year(kind: str, today: date, *, back: int) -> Interval:
    """The school or fiscal year of today, up to today, or the one so many `back`."""
    turn = 8 if kind == "school" else 7
    begin = today.year - (today.month < turn) - back
    if kind == "school":
        return Interval(date(begin, 8, 1), min(today, date(begin + 1, 8, 31)))
    return Interval(date(begin, 1, 1), min(today, date(begin + 1, 12, 31)))


def period(interval: Interval, unit: str) -> Interval:
    """The whole week, month, year or season around days of which both ends are known."""
    first, last = interval
    if first is None or last is None:
        return interval
    if unit == "week":
        return Interval(first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday()))
    if unit == "winter":
        return turn_of(unit, first.year - (first.month < 7))  # noqa: PLR2004 - it began last year
    if unit in _QUARTER_START:
        return season_of(unit, first.year)
    wide = {
        "month": month_of(first.year, first.month).hull(month_of(last.year, last.month)),
        "year": year_of(first.year).hull(year_of(last.year)),
    }
    return wide.get(unit, interval)


def span_back(least: float, most: float, unit: str, today: date) -> Interval:
    """From the most to the least of so many units before today."""
    near, far = (timedelta(days=round(amount * _LENGTH[unit])) for amount in (least, most))
    return Interval(today - far, today - near)


def shifted(interval: Interval, relation: str, number: int | None, unit: str) -> Interval:
    """Two weeks after those days; without a number the whole first week after them."""
    length = timedelta(days=_DAYS_OF.get(unit, 366))
    first, last = interval
    if first is None or last is None or (number or 0) > 50:  # noqa: PLR2004 - no such span is counted
        return interval
    if number is None:
        near, far = timedelta(days=1), length
    else:
        near, far = (2 * number - 1) * length / 2, (2 * number + 1) * length / 2
    after = relation == "after"
    away = Interval(last + near, last + far) if after else Interval(first - far, first - near)
    if unit != "year" or number is None:
        return away
    return away.hull(year_of(last.year + number if after else first.year - number))


def portion(whole: Interval, grain: str, part: str) -> Interval:
    """The early, middle or late part, or a half, of a month or a year."""
    first, last = whole
    if first is None or last is None:
        return whole
    cut = {
        "year": {
            "early": (0, 120),
            "mid": (120, 243),
            "late": (243, 366),
            "first_half": (0, 181),
            "second_half": (181, 366),
        },
        "month": {
            "early": (0, 10),
            "mid": (10, 20),
            "late": (20, 31),
            "first_half": (0, 16),
            "second_half": (14, 31),
        },
    }[grain][part]
    start = first + timedelta(days=cut[0])
    return Interval(start, min(last, first + timedelta(days=cut[1] - 1)))


def widened(interval: Interval, grain: str) -> Interval:
    """About a year is half a year more on each side; about a month, half a month."""
    slack = timedelta(days=_DAYS_OF.get(grain, 90) // 2)
    first = interval.first - slack if interval.first else None
    return Interval(first, interval.last + slack if interval.last else None)


def related(interval: Interval, relation: str, *, negated: bool = False) -> Interval:
    """The days before, after, from or until those of the interval."""
    first, last = interval
    if negated:
        relation = {"before": "from", "after": "until"}.get(relation, relation)
    if relation == "before" and first:
        return Interval.before(first)
    if relation == "after" and last:
        return Interval(last + timedelta(days=1), None)
    if relation == "from" and first:
        return Interval(first, None)
    if relation == "until" and last:
        return Interval(None, last)
    if relation in ("soon_before", "soon_after") and first and last:
        slack = max(timedelta(days=_SOON), last - first)
        before = Interval(first - slack, first - timedelta(days=1))
        return before if relation == "soon_before" else Interval(last, last + slack)
    return interval


def numeric_readings(text: str, *, day_first: bool) -> tuple[Interval, ...]:
    """The days that a date in numbers can mean: both where day and month could be swapped."""
    mark = next(c for c in text if c in "-/.")
    parts = [int(part) for part in text.replace("/", "-").replace(".", "-").split("-")]
    if parts[0] > 31:  # noqa: PLR2004 - no day of a month: the year stands first
        return days((tuple(parts),))
    first, second, year = parts
    year += 2000 if year < 100 else 0  # noqa: PLR2004 - a year in two digits
    readings = days(((year, second, first), (year, first, second)))
    if len(readings) > 1 and (day_first or mark == "."):
        return readings[:1]
    return readings


def days(parts: tuple[tuple[int, ...], ...]) -> tuple[Interval, ...]:
    """The days of the calendar among these triples of year, month and day."""
    found: list[Interval] = []
    for year, month, day in parts:
        try:
            interval = Interval.day(date(year, month, day))
        except ValueError:
            continue
        if interval not in found and year >= OLDEST_YEAR - 5:
            found.append(interval)
    return tuple(found)
