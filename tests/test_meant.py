"""The days or the name that ask for an edition, and which one they mean."""

from datetime import date

import pytest

from knowledge.by_edition.edition_words import UNCLEAR
from knowledge.by_edition.meant import edition_by, meant_time
from knowledge.library import Library
from rules.edition import NEWEST, OLDEST
from rules.interval import Interval
from rules.model import Value

TODAY = date(2026, 11, 25)
FIRST, SECOND, THIRD = "2018-11-20", "2021-04-28", "2023-12-20"


def _days(first: str, last: str) -> Interval:
    return Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("by", "edition"),
    [
        (NEWEST, THIRD),
        (OLDEST, FIRST),
        (_days("2021-06-01", "2021-06-30"), SECOND),
        (_days("2010-01-01", "2010-12-31"), None),
        (UNCLEAR, None),
    ],
)
def test_an_edition_is_meant_by_its_days_or_its_name(
    by: Value, edition: str | None, library: Library
) -> None:
    assert edition_by(by, library) == edition


def _meant(by: Value, library: Library) -> Value:
    editions = sorted(law.edition.day for law in library.laws.values())
    return meant_time(by, date(2018, 11, 20), TODAY, editions)


def test_what_is_to_come_is_the_newest(library: Library) -> None:
    assert _meant(_days("2031-01-01", "2031-12-31"), library) == NEWEST


def test_a_time_in_the_midst_of_which_an_edition_came_out_is_to_be_asked(library: Library) -> None:
    assert _meant(_days("2021-02-01", "2021-05-31"), library) == UNCLEAR
    assert _meant(_days("2021-01-01", "2021-12-31"), library) == _days("2021-01-01", "2021-12-31")


def test_the_winter_of_a_year_begins_in_it(library: Library) -> None:
    assert _meant(_days("2021-01-01", "2022-02-28"), library) == _days("2021-12-01", "2022-02-28")
