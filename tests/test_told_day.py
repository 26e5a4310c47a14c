"""Which day is told, and of what those are that are named."""

import pytest
from conftest import TODAY
from found import found_in, likeliest

from knowledge.judged.features import Talk
from knowledge.library import Library
from knowledge.reading.question import read_question


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We are on the free trial, may our Azure VM send on port 25?", "from:2017-11-15"),
        ("gratis proefversie, poort 25 op onze vm?", "from:2017-11-15"),
        ("my free trial runs out on friday, our Azure VM can't mail on 25", "from:2017-11-15"),
        ("A free trial from 2016, may our Azure VM send on port 25?", "2016-01-01/2016-12-31"),
        ("free trial, port 25, no idea when it was created", "unknown"),
        ("BizSpark, may our Azure VM send on port 25?", None),
    ],
)
def test_a_trial_in_use_began_after_the_day_of_the_policy(
    text: str, day: str | None, library: Library
) -> None:
    assert likeliest("created", text, library) == day


def test_a_supposed_trial_keeps_the_day_that_is_known(library: Library) -> None:
    talk = Talk(None, "allowed", {"subscription": "bizspark", "created": "2015-03-04", "delivery": "direct"})
    found = read_question("we are on a trial", library, TODAY, talk).found.facts["created"]
    assert found[0].value is None


def test_of_two_dates_the_one_of_the_vm_is_less_the_subscription_s(library: Library) -> None:
    text = "Onze VM is gemaakt in 2022, het abonnement (CSP) is van 2015. Mag poort 25?"
    machine, subscription = found_in(text, library).days
    assert (machine.own < 0.5, subscription.own > 0.8) == (True, True)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("payg, the bill here is dated 3 June 2019, postfix on 25", False),
        ("payg, the bill here is dated 3 June 2016, postfix on 25", True),
        ("payg, our very first bill is dated 3 June 2019, postfix on 25", True),
    ],
)
def test_a_later_bill_does_not_tell_when_the_subscription_was_made(
    text: str, own: bool, library: Library
) -> None:
    (day,) = found_in(text, library).days
    assert (day.own > 0.1) is own


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("payg and MPN, both on port 25 directly. Both broke in 2019", True),
        ("our payg broke in 2019", True),
        ("payg, sinds 2019 kapot", False),  # "sinds" may be since when it is there
        ("our payg was created in 2019", False),
        ("our payg from 2019 sends straight out and fails", False),
    ],
)
def test_since_when_something_fails_is_hardly_a_sign_up(text: str, doubted: bool, library: Library) -> None:
    (day,) = found_in(text, library).days
    assert (day.own <= 0.5) is doubted
