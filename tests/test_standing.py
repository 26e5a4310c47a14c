"""The verdict that is asked of: the one told last, or that of an open offer."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import PAYG, TOLD

from knowledge.answering.standing import Standing
from knowledge.case.conversation import talk_of
from knowledge.case.memory import Case, certain
from knowledge.library import Library
from knowledge.reading.question import Question, read_question

EDITION = "2018-11-20"
OFFERING = Case({"delivery": "direct"}, asked="created", last="ask_created", offered=PAYG)


def _standing(library: Library) -> Standing:
    law = library.law(EDITION)
    return Standing(law, library.beside(law))


def _asked(case: Case, library: Library) -> Question:
    return read_question("where does it say so?", library, TODAY, talk_of(case))


def test_what_was_told_last_stands(library: Library) -> None:
    found = _standing(library).told(_asked(TOLD, library), TOLD)
    assert found is not None
    assert found.outcome == TOLD.told


@pytest.mark.parametrize(
    "case", [OFFERING, replace(TOLD, asked="delivery"), replace(TOLD, together=2), replace(TOLD, told=None)]
)
def test_nothing_stands_where_something_is_open_or_several_were_told(case: Case, library: Library) -> None:
    assert _standing(library).told(_asked(case, library), case) is None


def test_of_an_offer_it_is_what_a_yes_leads_to_and_the_offer_stays(library: Library) -> None:
    found = _standing(library).offered("source", _asked(OFFERING, library), OFFERING)
    assert found is not None
    assert found.of_offer is not None
    assert found.of_offer.outcome == "blocked_request_exemption"
    assert (found.outcome, found.case.offered) == ("topic_answer", PAYG)


def test_an_offer_that_leads_to_no_verdict_has_none_to_ask_of(library: Library) -> None:
    case = replace(OFFERING, offered={"subscription": "pay_as_you_go", "delivery": "direct"})
    assert _standing(library).offered("source", _asked(case, library), case) is None


@pytest.mark.parametrize(
    ("last", "outcome"),
    [
        ("relay_unrestricted", "relay_unrestricted"),
        ("not_covered", "relay_unrestricted"),
        ("blocked_request_exemption", "blocked_request_exemption"),
        ("courtesy", "relay_unrestricted"),
        ("ask_created", "blocked_request_exemption"),
    ],
)
def test_what_was_supposed_stands_until_something_else_is_told(
    last: str, outcome: str, library: Library
) -> None:
    case = replace(TOLD, supposing=certain({**PAYG, "delivery": "relay"}), last=last)
    found = _standing(library).told(_asked(case, library), case)
    assert found is not None
    assert (found.outcome, found.supposed) == (outcome, outcome == "relay_unrestricted")


def test_who_asks_on_of_an_offered_what_if_takes_it_as_meant(library: Library) -> None:
    csp = {**PAYG, "subscription": "csp"}
    case = replace(TOLD, asked="subscription", last="ask_subscription", offered=csp, supposed=True)
    found = _standing(library).supposed(_asked(case, library), case)
    assert found is not None
    assert (found.outcome, found.supposed) == ("blocked_ask_csp", True)
    assert (found.case.facts, found.case.told, found.case.offered) == (PAYG, TOLD.told, None)
    assert (found.case.asked, found.case.last) == (None, "blocked_ask_csp")
    assert _standing(library).supposed(_asked(TOLD, library), TOLD) is None
