"""Spans of time up to today: three years ago, anderhalf jaar oud, at most two weeks, day four."""

from typing import NamedTuple

from knowledge.dates.days import Core, calendar, span_back, widened
from knowledge.dates.numerals import Numerals
from knowledge.words.vocabulary import Mention
from rules.interval import Interval

_MOST = 400  # no span reaches so far
_OF_TRIAL = 31
_ABOUT = 1 / 3  # of a unit, by which a half may be off
_SHORT_ANSWER = 8  # words of a message that may answer with no more than a span
_FLIPPED = {"older": "younger", "younger": "older"}
_YEARS = {"decade": ("year", 10.0), "half_year": ("year", 0.5)}


class _Measure(NamedTuple):
    """So many units, from the least to the most.

    `plain` marks whole numbers, each as coarse as its unit, `about` one that is hardly exact.
    """

    least: float
    most: float
    unit: str
    last: int
    plain: bool = False
    about: bool = False


def read_span(text: Numerals, at: int) -> Core | None:
    """nine years ago, 3 jaar oud, older than 9 years, for two years now, een jaar of vijf terug."""
    measure = _plain(text, at) or _choice(text, at) or _mixed(text, at) or _some(text, at)
    return _dated(text, at, measure) if measure else None


def read_unit(text: Numerals, at: int) -> Core | None:
    """A unit without a number: years ago, nog geen maand oud, day four of the trial."""
    unit = text.value("unit", at)
    if unit is None:
        return None
    trial = _trial_day(text, unit)
    if trial:
        return trial
    measure = _of_number(text, unit)
    if measure:
        return _dated(text, at, measure)
    several = text.value("plural", at)
    if text.value("ago", unit.last) or (text.left("relation", at, ("younger",)) and not several):
        return _dated(text, at, _several(several, unit) if several else _whole(1, unit))
    return None


def read_ordinal(text: Numerals, at: int) -> Core | None:
    """ "the second week of the trial"."""
    nth = text.ordinal(at)
    unit = text.value("unit", nth.last) if nth else None
    if not nth or not unit or not text.speaks_of("trial", at):
        return None
    return _within(text, nth.number, unit, unit.last)


def read_birthday(text: Numerals, at: int) -> Core | None:
    """ "turned ten this year", "wordt acht jaar": so many years ago, give or take one."""
    turned = text.value("turned", at)
    number = text.count(turned.last) if turned else None
    if not number:
        return None
    unit = text.value("unit", number.last)
    last = unit.last if unit else number.last
    pointer = text.value("this", last) or text.value("last", last)
    span = text.value("unit", pointer.last) if pointer else None
    if not unit and not span:
        return None
    interval = calendar(f"{number.number} year ago", text.today)
    return Core(widened(interval, "year") if interval else None, span.last if span else last, grain="year")


# -- how much


def _plain(text: Numerals, at: int) -> _Measure | None:
    """3 years, three and a half years, a year and a half, 3 jaar en een beetje, 2.5 jaar."""
    number = text.count(at)
    if number is None:
        return None
    half = text.value("half_more", number.last)
    half_at = half.last if half else number.last
    if not half and text.figures(number.last) == 5 and not number.worded and text.touching(at):  # noqa: PLR2004 - 2.5
        half_at = number.last + 1
    unit = text.value("unit", half_at)
    if unit is None:
        return None
    turn = _of_number(text, unit) if number.number == 1 else None
    if turn:
        return turn
    behind = text.value("half_more", unit.last)
    if behind or half_at != number.last:
        return _about(number.number + 0.5, unit, behind.last if behind else unit.last)
    bit = text.value("bit_more", unit.last)
    if bit:
        return _Measure(number.number, number.number + 1, unit.value, bit.last)
    return _whole(number.number, unit)


def _mixed(text: Numerals, at: int) -> _Measure | None:
    """Anderhalf jaar, half a year, drieenhalf jaar."""
    mixed = text.value("mixed", at)
    unit = text.value("unit", mixed.last) if mixed else None
    return _about(float(mixed.value), unit, unit.last) if mixed and unit else None


def _some(text: Numerals, at: int) -> _Measure | None:
    """A couple of years, enkele weken."""
    some = text.value("some", at)
    unit = text.value("unit", some.last) if some else None
    return _several(some, unit) if some and unit else None


def _choice(text: Numerals, at: int) -> _Measure | None:
    """3 or 4 years, drie of vier jaar, 3-4 years."""
    least = text.number(at)
    most = text.number(text.over("and", least.last)) if least else None
    unit = text.value("unit", most.last) if most else None
    if not least or not most or not unit or not least.number < most.number <= least.number + 5:
        return None
    return _Measure(least.number, most.number, unit.value, unit.last, plain=True)


def _of_number(text: Numerals, unit: Mention) -> _Measure | None:
    """ "een jaar of vijf" is about five years, "a year or two" one or two."""
    turn = text.value("or_so", unit.last)
    number = text.number(turn.last) if turn else None
    if not turn or not number or text.value("unit", number.last):
        return None
    if turn.value == "about":
        return _Measure(number.number, number.number, unit.value, number.last, plain=True, about=True)
    return _Measure(1, number.number, unit.value, number.last, plain=True)


def _whole(number: int, unit: Mention) -> _Measure:
    return _Measure(number, number, unit.value, unit.last, plain=True)


def _about(amount: float, unit: Mention, last: int) -> _Measure:
    return _Measure(max(amount - _ABOUT, 0), amount + _ABOUT, unit.value, last)


def _several(some: Mention, unit: Mention) -> _Measure:
    least, most = (float(part) for part in some.value.split("-"))
    return _Measure(least, most, unit.value, unit.last)


# -- from when


def _dated(text: Numerals, at: int, measure: _Measure) -> Core | None:
    """The days that the span leads back to, where the words around it say that it does."""
    unit, times = _YEARS.get(measure.unit, (measure.unit, 1.0))
    if not 0 < measure.most * times <= _MOST:
        return None
    ago = text.value("ago", measure.last)
    last = ago.last if ago else measure.last
    limit = text.left("relation", at, _FLIPPED)
    if not ago and not limit and not _is_age(text, at, last):
        return None
    whole = measure.plain and (measure.least * times).is_integer()
    interval = _interval(text, measure, unit, times, whole=whole)
    if interval and limit:
        denied = text.left("denied", limit.first)
        older = (_FLIPPED[limit.value] if denied else limit.value) == "older"
        interval = Interval(None, interval.last) if older else Interval(interval.first, text.today)
    elif interval and whole and (measure.about or not ago):
        interval = widened(interval, unit)
    grain = unit if whole else "part"
    return Core(interval, last, recent=unit in ("day", "week"), grain=grain, bounded=limit is not None)


def _interval(text: Numerals, measure: _Measure, unit: str, times: float, *, whole: bool) -> Interval | None:
    least, most = measure.least * times, measure.most * times
    if not whole:
        slack = _ABOUT if measure.plain else 0  # a half-year
        return span_back(max(least - slack, 0), most + slack, unit, text.today)
    newest, oldest = (calendar(f"{int(amount)} {unit} ago", text.today) for amount in (least, most))
    return newest.hull(oldest) if newest and oldest else None


def _is_age(text: Numerals, at: int, last: int) -> bool:
    """Whether the span is called an age, or is all that a short answer says."""
    if text.left("for_span", at):
        return True
    before = text.left("age", at) or (text.value("age", at - 1) if at else None)
    if before:
        return True
    alone = text.ends_clause(last) and (at == 0 or not text.same_clause(at - 1, at))
    return alone and len(text.words) <= _SHORT_ANSWER


def _trial_day(text: Numerals, unit: Mention) -> Core | None:
    """ "the trial, day four"."""
    number = text.number(unit.last)
    if not number or not text.speaks_of("trial", unit.first) or text.value("unit", number.last):
        return None
    return _within(text, number.number, unit, number.last)


def _within(text: Numerals, number: int, unit: Mention, last: int) -> Core | None:
    """The number of the unit in which today is counts back to the first day, give or take one."""
    if not 1 <= number <= _OF_TRIAL or unit.value not in ("day", "week", "month"):
        return None
    began = span_back(number - 1, number, unit.value, text.today)
    return Core(began, last, recent=True, grain=unit.value)
