"""Every way to say a day becomes the interval of days it can mean."""

import pytest
from conftest import TODAY

from knowledge.dates import find_dates
from knowledge.library import Library
from knowledge.text import read_words

ENGLISH = {
    "created 11/14/2017": "2017-11-14",
    "on 15 November 2017 itself": "2017-11-15",
    "November 15th, 2017": "2017-11-15",
    "the 3rd of December, 2017": "2017-12-03",
    "Dec 3 2017": "2017-12-03",
    "2021-06-02T08:14:33Z": "2021-06-02",
    "payg 2018-03": "2018-03-01/2018-03-31",
    "11-2017": "2017-11-01/2017-11-30",
    "15/11/17": "2017-11-15",
    "since 2017": "2017-01-01/2017-12-31",
    "sometime in Q4 2017": "2017-10-01/2017-12-31",
    "the second quarter of 2018": "2018-04-01/2018-06-30",
    "older than 2018": "before:2018-01-01",
    "not older than 2018": "from:2018-01-01",
    "created after 2018": "from:2019-01-01",
    "from before Nov 2017": "before:2017-11-01",
    "no later than 2016": "before:2017-01-01",
    "2018 or later": "from:2018-01-01",
    "2016 or earlier": "before:2017-01-01",
    "2016 or 2017": "2016-01-01/2017-12-31",
    "between 2015 and 2016": "2015-01-01/2016-12-31",
    "between october and december 2017": "2017-10-01/2017-12-31",
    "nine years ago": "2017-01-01/2017-12-31",
    "three months ago": "2026-08-01/2026-08-31",
    "two weeks ago": "2026-11-09/2026-11-15",
    "more than 9 years ago": "before:2018-01-01",
    "older than 9 years": "before:2018-01-01",
    "less than 2 years old": "2024-01-01/2026-11-23",
    "about nine years old": "2016-07-02/2018-07-02",
    "around 2018": "2017-07-02/2019-07-02",
    "early 2016": "2016-01-01/2016-04-29",
    "mid november 2017": "2017-11-11/2017-11-20",
    "end of november 2017": "2017-11-21/2017-11-30",
    "the first half of 2017": "2017-01-01/2017-06-30",
    "summer 2018": "2018-06-01/2018-09-30",
    "winter 2017": "2017-01-01/2018-02-28",
    "last year": "2025-01-01/2025-12-31",
    "this september": "2026-09-01/2026-09-30",
    "yesterday": "2026-11-22",
    "since monday": "2026-11-16",
    "a few years ago": "2020-11-24/2025-11-23",
    "novmber 2018": "2018-11-01/2018-11-30",
}
DUTCH = {
    "15/11/2017": "2017-11-15",
    "11-12-2017": "2017-12-11",
    "ergens tussen oktober en december 2017": "2017-10-01/2017-12-31",
    "begin 2018": "2018-01-01/2018-04-30",
    "medio 2017": "2017-05-01/2017-08-31",
    "van voor november 2017": "before:2017-11-01",
    "na 15 november 2017": "from:2017-11-16",
    "uiterlijk 2016": "before:2017-01-01",
    "2e kwartaal 2018": "2018-04-01/2018-06-30",
    "drie jaar geleden": "2023-01-01/2023-12-31",
    "vorig jaar": "2025-01-01/2025-12-31",
    "afgelopen maand": "2026-10-01/2026-10-31",
    "eergisteren": "2026-11-21",
    "mrt 2020": "2020-03-01/2020-03-31",
    "in de zomer van 2017": "2017-06-01/2017-09-30",
    "sinds maart 2019": "2019-03-01/2019-03-31",
    "vóór 15 november 2017": "before:2017-11-15",
    "vanaf 2018": "from:2018-01-01",
}


def _found(text: str, library: Library, *, day_first: bool = False) -> list[str]:
    dates = find_dates(read_words(text), library.date_words, TODAY, day_first=day_first)
    return [str(found.interval) for found in dates]


@pytest.mark.parametrize(("text", "interval"), ENGLISH.items())
def test_english_dates(text: str, interval: str, library: Library) -> None:
    assert _found(text, library) == [interval]


@pytest.mark.parametrize(("text", "interval"), DUTCH.items())
def test_dutch_dates(text: str, interval: str, library: Library) -> None:
    assert _found(text, library, day_first=True) == [interval]


def test_a_day_and_month_that_could_be_swapped_keep_both_readings(library: Library) -> None:
    found = find_dates(read_words("11/12/2017"), library.date_words, TODAY, day_first=False)
    assert sorted(map(str, found[0].readings)) == ["2017-11-12", "2017-12-11"]


def test_a_month_with_a_small_number_is_a_day_or_a_year(library: Library) -> None:
    found = find_dates(read_words("nov 17"), library.date_words, TODAY, day_first=False)
    assert sorted(map(str, found[0].readings)) == ["2017-11-01/2017-11-30", "2026-11-17"]


@pytest.mark.parametrize(
    ("text", "interval"), [("before nov 17", "before:2026-11-17"), ("before 11/12/2017", "before:2017-12-11")]
)
def test_before_either_of_two_readings_is_before_the_later(
    text: str, interval: str, library: Library
) -> None:
    assert _found(text, library) == [interval]


def test_a_day_that_does_not_exist_is_kept_as_such(library: Library) -> None:
    assert _found("31/02/2018", library) == ["None"]


@pytest.mark.parametrize(
    "text",
    [
        "exchange 2016 on windows server 2019",
        "port 2017",
        "may we send mail",
        "2016 mails",
        "1234",
        "March on",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str, library: Library) -> None:
    assert _found(text, library) == []
