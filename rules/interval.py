"""A closed interval of days, and the forms in which one is written.

`2018-03-01` is a day, `2016-01-01/2016-12-31` has both ends included, `before:2017-11-15` excludes
its day and `from:2017-11-15` includes it. An end that is None is open.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import reduce
from typing import NamedTuple

_A_DAY = timedelta(days=1)


class Interval(NamedTuple):
    """The days from `first` to `last`, both included; None leaves that end open."""

    first: date | None
    last: date | None

    @classmethod
    def day(cls, day: date) -> "Interval":
        return cls(day, day)

    @classmethod
    def before(cls, day: date) -> "Interval":
        return cls(None, day - _A_DAY)

    @classmethod
    def since(cls, day: date) -> "Interval":
        return cls(day, None)

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def within(self, other: "Interval") -> bool:
        """Whether all of its days are among the other's."""
        return self.hull(other) == other

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both."""
        first = None if None in (self.first, other.first) else min(self[0], other[0])  # type: ignore[type-var]
        last = None if None in (self.last, other.last) else max(self[1], other[1])  # type: ignore[type-var]
        return Interval(first, last)

    def __str__(self) -> str:
        if self.first is None:
            return f"before:{self.last + _A_DAY}" if self.last else "any"
        if self.last is None:
            return f"from:{self.first}"
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


def spanned(labels: Sequence[str]) -> str:
    """Days that follow each other, each as it is written, as one span."""
    return str(reduce(Interval.hull, map(parse_interval, labels)))


def parse_interval(text: str) -> Interval:
    """The interval that `text` writes; ValueError says what is wrong with it."""
    mark, _, rest = text.partition(":")
    if rest and mark in ("before", "from"):
        day = _day(rest)
        return Interval.before(day) if mark == "before" else Interval.since(day)
    first, slash, last = text.partition("/")
    if not slash:
        return Interval.day(_day(text))
    interval = Interval(_day(first), _day(last))
    if _day(first) > _day(last):
        raise ValueError(f"{text!r} ends before it begins: write the earlier day first")
    return interval


def is_among(value: object, shown: Collection[object]) -> bool:
    """Whether it is one of the values that were shown, or days within days of theirs, or around them."""
    if value in shown or not isinstance(value, Interval):
        return value in shown
    closed = value.first is not None and value.last is not None
    days = (one for one in shown if isinstance(one, Interval))
    return any(value.within(day) or (closed and day.within(value)) for day in days)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise ValueError(
            f"{text!r} is no day of the calendar: write YYYY-MM-DD, a/b, before:day or from:day"
        ) from fault
    if not date.min < day < date.max or len(text) != len("YYYY-MM-DD"):
        raise ValueError(f"{text!r} is not written as YYYY-MM-DD")
    return day
