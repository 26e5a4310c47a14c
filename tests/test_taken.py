"""A message is taken in the case of the subscription that it names, in every way it may be meant."""

from dataclasses import replace

import pytest
from conftest import TODAY

from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.asides import Asides
from knowledge.answering.rest import Rest
from knowledge.answering.taken import Taken, taken, ways_of
from knowledge.case.conversation import talk_of
from knowledge.case.memory import Case, certain
from knowledge.case.ways import Ways
from knowledge.library import Library
from knowledge.reading.question import Question, read_question
from rules.interval import parse_interval
from rules.model import Facts

EDITION = "2018-11-20"
PAYG: Facts = {
    "subscription": "pay_as_you_go",
    "created": parse_interval("2019-01-01/2019-12-31"),
    "delivery": "direct",
}
EA: Facts = {"subscription": "enterprise_agreement", "delivery": "direct"}
TOLD = Case(PAYG, last="blocked_request_exemption", told="blocked_request_exemption")
TWO = Case(EA, last="allowed", told="allowed", others=(Case(PAYG).here,), place=1)


def _never(_question: Question, _case: Case, _message: str) -> Answer:
    raise AssertionError


def _taken(text: str, case: Case, library: Library) -> Taken:
    question = read_question(text, library, TODAY, talk_of(case))
    return taken(question, case, text, Rest(library, TODAY, _never), library.law(EDITION))


def _ways(text: str, case: Case, library: Library) -> Ways:
    return ways_of(_taken(text, case, library), Asides(library, library.law(EDITION)))


def test_a_message_that_names_another_one_is_taken_in_its_case(library: Library) -> None:
    about = _taken("and the pay-as-you-go one?", TWO, library)
    assert about.case.facts == PAYG
    assert [one.facts for one in about.case.others] == [EA]
    assert about.named
    assert 0 < about.meant <= 1


def test_a_message_that_names_none_is_taken_in_the_case_at_hand(library: Library) -> None:
    about = _taken("why is that so?", TWO, library)
    assert (about.case, about.meant, about.named) == (TWO, 1.0, False)


@pytest.mark.parametrize(
    ("text", "turn"),
    [("why?", "again"), ("sorry, it is a csp", "case"), ("what if it were a csp?", "what_if")],
)
def test_the_likeliest_turn_comes_first(text: str, turn: str, library: Library) -> None:
    turns = _taken(text, TOLD, library).turns
    assert next(iter(turns)) == turn
    assert sum(turns.values()) == pytest.approx(1, abs=0.1)


def test_the_same_told_again_leaves_the_case_as_it_was(library: Library) -> None:
    assert _ways("pay-as-you-go, 2019", TOLD, library).again
    assert not _ways("it is a csp", TOLD, library).again


def test_every_turn_leads_to_outcomes_by_the_law(library: Library) -> None:
    ways = _ways("it is a csp", TOLD, library)
    assert ways.weighed[0].outcome == "blocked_ask_csp"
    assert ways.before == "blocked_request_exemption"


def test_what_answers_us_is_of_our_case_for_sure_and_a_text_too_long_never(library: Library) -> None:
    asked = Case({"subscription": "csp", "delivery": "direct"}, asked="created", last="ask_created")
    assert _ways("2019", asked, library).share == 1.0
    assert _ways("port 25 is closed and " * 900, asked, library).share == 0.0


def test_what_a_message_says_of_a_verdict_that_stands_is_no_general_question(library: Library) -> None:
    assert answer("why?", TOLD, library, edition=EDITION, today=TODAY).topic == "verdict"
    assert _ways("why?", TOLD, library).asides["topic_answer"] == 0.0


@pytest.mark.parametrize(
    ("text", "case", "about"),
    [
        ("Microsoft refused the request", TWO, PAYG),
        ("Microsoft heeft het verzoek geweigerd. En nu?", TWO, PAYG),
        ("Microsoft refused the request for the EA", TWO, EA),
        ("Microsoft refused the request", replace(TWO, supposing={"delivery": ()}), EA),
        ("Microsoft refused the request", replace(TWO, others=(Case(PAYG).here, Case(PAYG).here)), EA),
        ("it is sent straight out", TWO, EA),
    ],
)
def test_what_became_of_a_request_is_told_of_the_only_one_that_has_one(
    text: str, case: Case, about: Facts, library: Library
) -> None:
    assert _taken(text, case, library).case.facts == about


RELAYED = replace(TOLD, supposing=certain({**PAYG, "delivery": "relay"}), last="relay_unrestricted")


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("what if we had made it in august 2016?", False),
        ("what if it were an EA?", False),
        ("what if it went straight out again?", True),
        ("why is that?", True),
    ],
)
def test_what_makes_no_difference_to_a_what_if_is_supposed_of_what_is_so(
    text: str, *, supposed: bool, library: Library
) -> None:
    assert bool(_taken(text, RELAYED, library).case.supposing) == supposed
