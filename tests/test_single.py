"""One subscription is answered on: with a verdict, an offer or a question, or with the same once more."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import PAYG, TOLD

from knowledge.answer import answer
from knowledge.answering.single import Single
from knowledge.case.certainty import Settled, Weighed
from knowledge.case.conversation import talk_of
from knowledge.case.memory import EMPTY_CASE, Case, certain
from knowledge.library import Library
from knowledge.reading.question import Question, read_question

EDITION = "2018-11-20"
TURNS = {"case": 1.0}


@pytest.fixture(scope="module")
def single(library: Library) -> Single:
    return Single(library, library.law(EDITION))


def _read(text: str, case: Case, library: Library) -> Question:
    return read_question(text, library, TODAY, talk_of(case))


def test_what_is_settled_is_told_as_a_verdict_and_kept(single: Single, library: Library) -> None:
    question = _read("payg from 2019, postfix sends straight out on port 25", EMPTY_CASE, library)
    found = single.told(Settled("blocked_request_exemption", PAYG), question, EMPTY_CASE, TURNS)
    assert (found.outcome, found.parts[0].verdict is not None) == ("blocked_request_exemption", True)
    assert (found.case.facts, found.case.asked, found.case.offered) == (PAYG, None, None)


def test_what_is_likely_is_offered_and_asked_for(single: Single, library: Library) -> None:
    likely = Weighed("blocked_request_exemption", 0.8, PAYG)
    question = _read("payg, 2019 or so, port 25", EMPTY_CASE, library)
    found = single.told(Settled("ask_created", PAYG, likely), question, EMPTY_CASE, TURNS)
    assert (found.outcome, found.offered) == ("ask_created", ("blocked_request_exemption",))
    assert (found.case.asked, found.case.offered) == ("created", PAYG)


def test_what_is_open_is_asked_for(single: Single, library: Library) -> None:
    question = _read("our own postfix on azure sends on port 25", EMPTY_CASE, library)
    found = single.told(Settled("ask_subscription", {"delivery": "direct"}), question, EMPTY_CASE, TURNS)
    assert (found.outcome, found.case.asked, found.offered) == ("ask_subscription", "subscription", None)


def test_what_a_message_tells_is_followed_though_it_asks_nothing(single: Single, library: Library) -> None:
    found = single.what_follows(_read("it is a csp", TOLD, library), TOLD)
    assert found.case.facts["subscription"] == "csp"
    assert "blocked_ask_csp" in (found.outcome, *(found.offered or ()))


def test_a_case_that_is_told_again_stays_as_it_is(single: Single, library: Library) -> None:
    found = single.again(_read("why?", TOLD, library), TOLD)
    assert (found.outcome, found.case.facts, found.supposed) == ("blocked_request_exemption", PAYG, False)


def test_what_was_supposed_is_told_again_as_supposed(single: Single, library: Library) -> None:
    first = single.told(
        Settled("blocked_ask_csp", {**PAYG, "subscription": "csp"}),
        _read("what if it were a csp?", TOLD, library),
        TOLD,
        {"what_if": 1.0},
    )
    found = single.again(_read("why?", first.case, library), first.case, "what_if")
    assert "blocked_ask_csp" in (found.outcome, *(found.offered or ()))
    assert (found.supposed, found.case.facts) == (True, PAYG)


def test_the_own_case_is_told_to_who_asks_for_it(single: Single, library: Library) -> None:
    found = single.own(_read("and now my own case again?", TOLD, library), TOLD)
    assert found is not None
    assert (found.outcome, found.repeated, found.word) == ("blocked_request_exemption", True, "once more")


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("how long does that take?", TOLD),
        ("and now my own case again?", replace(TOLD, asked="created")),
        ("and now my own case again?", replace(TOLD, told="allowed")),
        ("and now my own case again, it is a csp", TOLD),
    ],
)
def test_the_own_case_is_not_told_where_that_is_not_plain(
    text: str, case: Case, single: Single, library: Library
) -> None:
    assert single.own(_read(text, case, library), case) is None


@pytest.mark.parametrize("text", ["what if it were an EA?", "stel dat het een EA was?"])
def test_what_is_plainly_supposed_of_a_told_case_is_told_as_that(text: str, library: Library) -> None:
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert (found.outcome, found.supposed, found.offered) == ("allowed", True, None)
    assert (found.case.facts, found.case.told) == (TOLD.facts, TOLD.told)


def test_what_is_supposed_after_another_what_if_may_be_meant_of_either(library: Library) -> None:
    case = replace(TOLD, supposing=certain({**PAYG, "subscription": "msdn"}))
    found = answer("what if it were from 2016?", case, library, edition=EDITION, today=TODAY)
    assert (found.parts[0].verdict, found.offered) == (None, ("allowed",))
