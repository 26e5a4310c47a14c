"""Intervals of days: how they are written, read back, and put together."""

from datetime import date

import pytest

from rules.interval import Interval, is_among, parse_interval

FIRST, LAST = date(2016, 1, 1), date(2016, 12, 31)


@pytest.mark.parametrize(
    ("interval", "written"),
    [
        (Interval(None, None), "any"),
        (Interval.day(FIRST), "2016-01-01"),
        (Interval(FIRST, LAST), "2016-01-01/2016-12-31"),
        (Interval.before(FIRST), "before:2016-01-01"),
        (Interval.since(FIRST), "from:2016-01-01"),
    ],
)
def test_an_interval_is_written_as_short_as_it_can_be(interval: Interval, written: str) -> None:
    assert str(interval) == written


def test_both_ends_may_be_the_same_day() -> None:
    assert parse_interval("2016-01-01/2016-01-01") == Interval.day(FIRST)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("20160101", "'20160101' is not written as YYYY-MM-DD"),
        ("0001-01-01", "'0001-01-01' is not written as YYYY-MM-DD"),
        ("9999-12-31", "'9999-12-31' is not written as YYYY-MM-DD"),
        ("2016-02-30", "'2016-02-30' is no day of the calendar"),
        ("2016-12-31/2016-01-01", "ends before it begins"),
        ("2016-01-01/2016-06-01/2016-12-31", "is no day of the calendar"),
        ("since:2016-01-01", "is no day of the calendar"),
        ("before:from:2016-01-01", "is no day of the calendar"),
        ("before:", "is no day of the calendar"),
    ],
)
def test_what_is_no_interval_is_told_with_what_was_written(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"calendar|written|begins") as raised:
        parse_interval(text)
    assert told in str(raised.value)


def test_the_hull_is_open_where_either_is() -> None:
    early, late = Interval.before(FIRST), Interval.since(LAST)
    closed = Interval(FIRST, LAST)
    assert early.hull(closed) == closed.hull(early) == Interval(None, LAST)
    assert late.hull(closed) == closed.hull(late) == Interval(FIRST, None)
    assert early.hull(late) == Interval(None, None)


def test_days_are_within_others_where_none_of_them_lies_outside() -> None:
    march, year = parse_interval("2016-03-01/2016-03-31"), parse_interval("2016-01-01/2016-12-31")
    assert march.within(year)
    assert year.within(year)
    assert not year.within(march)
    assert march.within(parse_interval("before:2017-01-01"))
    assert not parse_interval("from:2016-01-01").within(year)


@pytest.mark.parametrize(
    ("value", "among"),
    [
        ("2019-03-04", True),
        ("2019-03-01/2019-03-31", True),
        ("2019-01-01/2019-12-31", True),
        ("2018-01-01/2018-12-31", False),
        ("from:2017-11-15", False),
    ],
)
def test_days_are_among_those_shown_within_or_around_them(value: str, *, among: bool) -> None:
    assert is_among(parse_interval(value), [parse_interval("2019-03-01/2019-03-31"), "csp"]) == among
