"""What each fact may be after a message: what is told, what stays, and what belongs to another one."""

import pytest
from conftest import TODAY
from told_case import PAYG

from knowledge.case.after import likely_after
from knowledge.case.conversation import talk_of
from knowledge.case.memory import Case
from knowledge.case.turns import Turn
from knowledge.library import Library
from knowledge.reading.question import read_question
from rules.interval import Interval
from rules.model import Facts, Value

EXEMPTED: Facts = {**PAYG, "exemption": "granted", "restarted": "no"}
TOLD = Case(EXEMPTED, last="exempted_restart_vms", told="exempted_restart_vms")


def _after(text: str, turn: Turn, library: Library) -> dict[str, Value | None]:
    """The likeliest value of each fact after a turn of this kind."""
    question = read_question(text, library, TODAY, talk_of(TOLD))
    likely = likely_after(TOLD, question, turn)
    return {name: may[0].value for name, may in likely.items() if may}


def test_what_is_not_told_anew_stays(library: Library) -> None:
    after = _after("we stopped and started all of them in the portal", "case", library)
    assert (after["exemption"], after["restarted"]) == ("granted", "yes")
    assert after["subscription"] == "pay_as_you_go"


def test_a_grant_that_is_denied_is_neither_kept_nor_a_refusal(library: Library) -> None:
    after = _after("No, it was not approved yet. I write the request tomorrow.", "case", library)
    assert after.get("exemption") not in ("granted", "refused")


@pytest.mark.parametrize(
    "text",
    [
        "we have not restarted since it was approved",
        "no that one was approved in 2022",
        "why does it not work if it is approved?",
    ],
)
def test_what_is_denied_beside_a_grant_leaves_the_grant(text: str, library: Library) -> None:
    assert _after(text, "case", library)["exemption"] == "granted"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("what if the firewall were out of the way?", True),
        ("what if it were an EA?", False),
        ("what if we made a new payg subscription?", False),
    ],
)
def test_a_request_is_supposed_to_stand_for_the_same_subscription_only(
    text: str, *, kept: bool, library: Library
) -> None:
    assert (_after(text, "what_if", library).get("exemption") == "granted") is kept


@pytest.mark.parametrize(
    "text", ["what if we took a brand new one instead?", "and if we made a payg in January 2027?"]
)
def test_what_is_still_to_be_made_has_no_day_of_before(text: str, library: Library) -> None:
    created = _after(text, "what_if", library)["created"]
    assert isinstance(created, Interval)
    assert created.first is not None
    assert created.first >= library.reading.cut
    assert created != PAYG["created"]


@pytest.mark.parametrize(
    ("text", "exemption"),
    [
        ("Yes, it was approved. And our second one, payg from 2022?", None),
        ("the exemption of our second one, payg from 2022, was approved as well", "granted"),
    ],
)
def test_the_known_state_of_a_request_is_told_of_another_one_only_beside_its_name(
    text: str, exemption: str | None, library: Library
) -> None:
    assert _after(text, "another", library).get("exemption") == exemption


def test_who_names_no_day_leaves_the_known_one_as_sure_as_it_was(library: Library) -> None:
    text = "my vm hands mail to his vm on 587 with a password, may I do that from my subscription?"
    question = read_question(text, library, TODAY, talk_of(TOLD))
    assert likely_after(TOLD, question, "case")["created"][0].p == 1.0
    mended = read_question("no, it was made in 2015", library, TODAY, talk_of(TOLD))
    assert likely_after(TOLD, mended, "case")["created"][0].value != PAYG["created"]


@pytest.mark.parametrize(
    "text", ["actually we signed up after that day", "no, newer", "correction: it was created later"]
)
def test_who_speaks_of_the_time_leaves_the_known_day_in_doubt(text: str, library: Library) -> None:
    question = read_question(text, library, TODAY, talk_of(TOLD))
    assert likely_after(TOLD, question, "case")["created"][0].p < 1.0
