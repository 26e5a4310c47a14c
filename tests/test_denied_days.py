"""Days are denied by what stands around them or is done with them, and known ones by such days."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.denied_days import day_is_denied, value_is_denied
from rules.interval import parse_interval

DENIED_DAYS = {
    "it is not from 2016": 1,
    "nee, niet van 2016": 1,
    "it was never 2016, it was 2018": 1,
    "not before 2017": 0,  # that is from 2017 on
    "no, it is from 2016": 0,
    "niet van voor november 2017": 0,
    "it was not created before 2017": 1,
    "our subscription does not date from 2014": 1,
    "payg, hadden we in 2016 nog niet": 1,
    "payg van 2016, werkt niet": 0,
    "payg, niet aangemaakt voor 2017": 1,
    "we hadn't opened it before 2017": 1,
    "we did not have it before 2018": 0,  # that is from 2018 on
    "het bestond niet in 2016": 0,
    "mail does not work from the vm of 2016": 0,
    "we are not sure, 2016": 0,
    "port 25 does not work. payg, 2016": 0,
}


@pytest.mark.parametrize(("text", "denied"), DENIED_DAYS.items())
def test_a_denied_date_is_marked_so(text: str, denied: int, library: Library) -> None:
    marks = marked(text, library)
    assert sum(day_is_denied(marks, day) for day in marks.dates) == denied


def test_a_known_value_is_denied_by_what_holds_all_of_it(library: Library) -> None:
    marks = marked("it is not from 2016, and no payg", library)
    assert value_is_denied(marks, parse_interval("2016-03-01/2016-03-31"))
    assert not value_is_denied(marks, parse_interval("2016-03-01/2017-03-31"))
    assert value_is_denied(marks, "pay_as_you_go")
    assert not value_is_denied(marks, "csp")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("please don't take 2015 as its year", True),
        ("disregard that 2015", True),
        ("do not disregard 2015", False),
        ("i never said 2015", True),
        ("negeer 2015", True),
        ("reken niet op 2015", True),
        ("i do not think it was 2015", True),
        ("no it was 2015", False),
        ("nope, 2015", False),
        ("from 2015 not this one", False),
        ("from 2015 not from 2016", False),
        ("we had it in 2015 not yet", True),
    ],
)
def test_a_date_is_denied_by_what_is_done_with_it(text: str, denied: bool, library: Library) -> None:
    marks = marked(text, library)
    assert day_is_denied(marks, marks.dates[0]) is denied
