"""A plain yes takes what was offered, a plain no asks for what was in doubt."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import PAYG

from knowledge.answer import answer
from knowledge.answering.answered import FAREWELL, Answer
from knowledge.answering.asides import Asides
from knowledge.answering.each import Each
from knowledge.answering.yes_or_no import is_awaited, nodded, restates
from knowledge.case.conversation import talk_of
from knowledge.case.memory import Case, certain
from knowledge.library import Library
from knowledge.reading.candidates import Candidate
from knowledge.reading.question import read_question
from rules.interval import parse_interval
from rules.model import Facts

EDITION = "2018-11-20"
CSP: Facts = {**PAYG, "subscription": "csp"}
OFFERING = Case({"delivery": "direct"}, asked="subscription", last="ask_subscription", offered=PAYG)
SUPPOSING = Case(PAYG, last="ask_subscription", asked="subscription", offered=CSP, supposed=True)


def _nodded(text: str, case: Case, library: Library) -> Answer:
    law = library.law(EDITION)
    question = read_question(text, library, TODAY, talk_of(case))
    return nodded(question, case, Each(library, law, TODAY), Asides(library, law), yes=bool(question.assents))


@pytest.mark.parametrize(
    ("yes", "case", "awaited"),
    [
        (True, OFFERING, True),
        (False, OFFERING, True),
        (True, Case(PAYG), True),
        (False, Case(PAYG), False),
        (True, Case(PAYG, asked="created"), False),
        (True, Case({}, asked="created"), False),
        (True, Case({}, each=(PAYG, CSP)), True),
    ],
)
def test_a_yes_is_awaited_by_an_offer_or_a_verdict_and_a_no_by_an_offer(
    yes: bool, case: Case, awaited: bool
) -> None:
    assert is_awaited(yes, case) is awaited


def test_a_yes_takes_what_was_offered(library: Library) -> None:
    found = _nodded("yes", OFFERING, library)
    assert (found.outcome, found.case.facts) == ("blocked_request_exemption", PAYG)
    assert (found.case.asked, found.case.offered) == (None, None)


def test_a_no_asks_for_what_was_in_doubt_and_keeps_what_was_sure(library: Library) -> None:
    found = _nodded("no", OFFERING, library)
    assert (found.outcome, found.case.facts) == ("ask_subscription", {"delivery": "direct"})
    assert (found.case.asked, found.case.offered) == ("subscription", None)
    assert found.case.denied == OFFERING.offered


def test_a_day_is_not_asked_for_before_the_type_is_known(library: Library) -> None:
    doubted = replace(
        OFFERING, facts=PAYG, doubts={"subscription": (Candidate("pay_as_you_go", 0.6),)}, asked="created"
    )
    assert _nodded("no", doubted, library).outcome == "ask_subscription"


def test_a_yes_to_what_was_supposed_leaves_what_is_so(library: Library) -> None:
    found = _nodded("yes", SUPPOSING, library)
    assert (found.outcome, found.supposed, found.case.facts) == ("blocked_ask_csp", True, PAYG)
    assert found.case.supposing == certain(CSP)


def test_a_no_to_what_was_supposed_goes_back_to_what_is_so(library: Library) -> None:
    found = _nodded("no", SUPPOSING, library)
    assert (found.outcome, found.supposed) == ("blocked_request_exemption", False)
    assert (found.case.facts, found.case.offered) == (PAYG, None)


def test_one_yes_confirms_all_that_was_offered_together(library: Library) -> None:
    both = Case(CSP, asked="subscription", each=(PAYG, CSP), others=(Case(PAYG).here,), together=2)
    assert _nodded("yes", both, library).outcomes == ("blocked_request_exemption", "blocked_ask_csp")


def test_a_yes_lets_a_verdict_be(library: Library) -> None:
    told = Case(PAYG, last="blocked_request_exemption", told="blocked_request_exemption")
    found = _nodded("yes", told, library)
    assert (found.outcome, found.case.facts) == ("courtesy", PAYG)
    assert found.theme != FAREWELL


@pytest.mark.parametrize(
    ("text", "restated"),
    [
        ("pay as you go, from 2019, as I said", True),
        ("it was 2019", False),
        ("pay as you go from 2016", False),
        ("csp from 2019", False),
        ("hm", False),
        ("what if we made a new pay as you go one", False),
    ],
)
def test_who_tells_again_what_was_offered_says_yes(text: str, restated: bool, library: Library) -> None:
    case = replace(OFFERING, facts=PAYG, doubts={"created": (Candidate(PAYG["created"], 0.8),)})
    assert restates(read_question(text, library, TODAY, talk_of(case)), case) == restated


@pytest.mark.parametrize("text", ["I suppose so? yes", "i think so, yes", "ik denk van wel, ja"])
def test_a_yes_may_come_after_some_hesitation(text: str, library: Library) -> None:
    case = Case({"delivery": "direct"}, asked="created", last="ask_created", offered=PAYG)
    assert answer(text, case, library, edition=EDITION, today=TODAY).outcome == "blocked_request_exemption"


def test_who_tells_the_offer_again_more_roughly_says_yes(library: Library) -> None:
    march = {**PAYG, "created": parse_interval("2019-03-01/2019-03-31")}
    case = Case({"delivery": "direct"}, asked="created", last="ask_created", offered=march)
    found = answer("yes pay as you go, yes 2019", case, library, edition=EDITION, today=TODAY)
    assert (found.outcome, found.case.facts) == ("blocked_request_exemption", march)


@pytest.mark.parametrize(("text", "stays"), [("it is payg, from 2019", True), ("no, it is from 2019", False)])
def test_the_year_of_the_known_day_told_once_more_leaves_that(
    text: str, *, stays: bool, library: Library
) -> None:
    march = {**PAYG, "created": parse_interval("2019-03-01/2019-03-31")}
    case = Case(march, last="blocked_request_exemption", told="blocked_request_exemption")
    found = answer(text, case, library, edition=EDITION, today=TODAY)
    assert (found.case.facts.get("created") == march["created"]) == stays
