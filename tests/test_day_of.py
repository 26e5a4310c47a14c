"""What a date is plainly of: an offer's name, a line of a log, a bill, trouble, or all of them."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.day_of import (
    is_of_a_bill,
    is_of_all,
    is_of_id,
    is_of_log,
    is_of_trouble,
    may_be_of_trouble,
)


@pytest.mark.parametrize(
    ("text", "taken_up"),
    [
        ("The quota id is PayAsYouGo_2014-09-01, so we are from 2014.", [True]),
        ("PayAsYouGo_2014-09-01 staat er, dus september 2014?", [True]),
        ("The quota id is PayAsYouGo_2014-09-01, but we signed up in May 2019.", [False]),
        ("Pay-as-you-go, since 2014.", [False]),
    ],
)
def test_a_date_may_take_up_the_one_in_an_offers_name(
    text: str, taken_up: list[bool], library: Library
) -> None:
    marks = marked(text, library)
    assert [is_of_id(marks, day) for day in marks.dates] == taken_up


@pytest.mark.parametrize(
    ("text", "stamps"),
    [
        ("Nov 24 09:12:44 mx1 postfix/smtp[2]: connect to mx.example.org[10.0.0.1]:25: timed out", [True]),
        ("`Nov 24` says the invoice", [False]),
        ("`11/12/2017` is when it was created", [False]),
        ("created Nov 24, 9 VMs", [False]),
    ],
)
def test_a_date_may_stamp_a_line_of_a_log(text: str, stamps: list[bool], library: Library) -> None:
    marks = marked(text, library)
    assert [is_of_log(marks, day) for day in marks.dates] == stamps


@pytest.mark.parametrize(
    ("text", "of_a_bill"),
    [
        ("the invoice in my hand says March 2018", False),  # what stands between may be of anything
        ("a receipt dated 3 March 2018", True),
        ("op de rekening staat maart 2018", True),
        ("our earliest invoice is from March 2018", False),
        ("signed up in March 2018, no bill yet", False),
        ("the bill came. March 2018 it was", False),
    ],
)
def test_a_bills_day_is_marked_so_unless_it_is_the_first_one(
    text: str, of_a_bill: bool, library: Library
) -> None:
    marks = marked(text, library)
    assert is_of_a_bill(marks, marks.dates[0]) is of_a_bill


@pytest.mark.parametrize(
    ("text", "of_all"),
    [
        ("created together in May 2018", True),
        ("in mei 2021 twee tegelijk genomen", True),
        ("our EA from 2018 and the same for them", False),
        ("the payg is from 2019, it sends mail for us", False),
    ],
)
def test_a_date_is_of_all_where_that_is_said_and_it_stands_by_no_type(
    text: str, of_all: bool, library: Library
) -> None:
    marks = marked(text, library)
    assert any(is_of_all(marks, day) for day in marks.dates) is of_all


@pytest.mark.parametrize(
    ("text", "since", "perhaps"),
    [
        ("payg, both broke in 2019", True, True),
        ("same trouble in 2016", False, True),
        ("it broke. we are from 2016", False, False),
    ],
)
def test_a_date_may_be_since_when_something_does_not_work(
    text: str, since: bool, perhaps: bool, library: Library
) -> None:
    marks = marked(text, library)
    (day,) = marks.dates
    assert (is_of_trouble(marks, day), may_be_of_trouble(marks, day)) == (since, perhaps)
