"""A day that is told beside one that is known: a side of it, its year, or one that overlaps it."""

from datetime import date

import pytest

from knowledge.reading.known_day import is_side_of, is_year_of, overlap
from rules.interval import Interval, parse_interval

CUT = date(2017, 11, 15)
MARCH = parse_interval("2020-03-01/2020-03-31")


def test_a_side_is_told_of_a_day_that_lies_on_it() -> None:
    assert is_side_of(Interval.since(CUT), MARCH, CUT)
    assert not is_side_of(Interval.before(CUT), MARCH, CUT)
    assert not is_side_of(parse_interval("2020-01-01/2020-12-31"), MARCH, CUT)
    assert not is_side_of(Interval.since(CUT), None, CUT)


@pytest.mark.parametrize(
    ("told", "known", "year"),
    [
        ("2020-01-01/2020-12-31", "2020-03-01/2020-03-31", True),
        ("2021-01-01/2021-12-31", "2020-03-01/2020-03-31", False),
        ("2020-01-01/2020-06-30", "2020-03-01/2020-03-31", False),
        ("2017-01-01/2017-12-31", "2017-03-01/2017-03-31", False),
    ],
)
def test_the_year_of_a_day_is_told_unless_it_is_the_policys_own(told: str, known: str, year: bool) -> None:
    assert is_year_of(parse_interval(told), parse_interval(known), CUT) is year


def test_days_overlap_where_one_holds_the_other_and_ends() -> None:
    year = parse_interval("2020-01-01/2020-12-31")
    assert overlap(year, MARCH)
    assert overlap(MARCH, year)
    assert not overlap(MARCH, parse_interval("2020-03-20/2020-04-20"))
    assert not overlap(Interval.since(CUT), MARCH)
    assert not overlap("unknown", MARCH)
