"""What a day that is told says of the one that is known: a side of it, its year, or an overlap."""

from datetime import date

from rules.interval import Interval
from rules.model import Value


def is_side_of(told: Value | None, known: Value | None, cut: date) -> bool:
    """Whether no more than a side of the policy's own day is told, on which the known day lies."""
    if not isinstance(told, Interval) or not isinstance(known, Interval):
        return False
    return told in (Interval.before(cut), Interval.since(cut)) and known.within(told)


def is_year_of(told: Value | None, known: Value | None, cut: date) -> bool:
    """Whether it is the year of the known day; that of the policy's own day has both sides, and is none."""
    if not isinstance(told, Interval) or not isinstance(known, Interval) or told.first is None:
        return False
    whole = told == Interval(date(told.first.year, 1, 1), date(told.first.year, 12, 31))
    return whole and told.first.year != cut.year and known.within(told)


def overlap(told: Value | None, known: Value | None) -> bool:
    """Whether these days lie within those, or those within these; an open end reaches too far to tell."""
    if not isinstance(told, Interval) or not isinstance(known, Interval):
        return False
    if None in (told.first, told.last):
        return False
    return told.within(known) or known.within(told)
