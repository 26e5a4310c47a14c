"""What stands behind a yes is answered with what the yes led to, unless it comes to no more than that."""

from dataclasses import replace

import pytest
from conftest import TODAY
from test_reply import PHRASES
from told_case import PAYG

from bot.saying.reply import compose
from knowledge.answering.answered import Answer
from knowledge.answering.asides import Asides
from knowledge.answering.each import Each
from knowledge.answering.reader import Reader
from knowledge.answering.rest import Rest
from knowledge.answering.side_questions import SideQuestions
from knowledge.answering.single import Single
from knowledge.answering.yes_and import YesAnd
from knowledge.answering.yes_or_no import nodded
from knowledge.case.conversation import talk_of
from knowledge.case.memory import Case
from knowledge.case.others import Spoken
from knowledge.library import Library
from knowledge.reading.question import read_question
from rules.interval import parse_interval
from rules.model import Facts

EDITION = "2018-11-20"
CSP: Facts = {**PAYG, "subscription": "csp"}
OFFERING = Case({"delivery": "direct"}, asked="created", last="ask_created", offered=PAYG)
SUPPOSING = Case(
    PAYG, asked="created", last="ask_created", told="blocked_request_exemption", offered=CSP, supposed=True
)


def _answered(beyond: str, case: Case, library: Library) -> tuple[Answer, Answer]:
    """What a mere yes is answered, and what a yes with more words behind it is."""
    law = library.law(EDITION)
    asides = Asides(library, law)
    rest = Rest(library, TODAY, Reader(library, law, TODAY).reply)
    yes_and = YesAnd(rest, Single(library, law), SideQuestions(asides, law, library.beside(law)))
    question = read_question(f"yes, {beyond}", library, TODAY, talk_of(case))
    assert question.assents
    agreed = nodded(question, case, Each(library, law, TODAY), asides, yes=True)
    return agreed, yes_and.answer(agreed, beyond, question, case)


@pytest.mark.parametrize("beyond", ["thanks a lot", "payg from 2019", "our boss is waiting"])
def test_what_says_no_more_leaves_the_mere_yes(beyond: str, library: Library) -> None:
    agreed, found = _answered(beyond, OFFERING, library)
    assert found == agreed
    assert found.outcome == "blocked_request_exemption"


@pytest.mark.parametrize(
    ("beyond", "word"), [("tl;dr for the boss please", "in_short"), ("what have you noted of us?", "restate")]
)
def test_the_verdict_may_be_asked_for_in_other_words_behind_a_yes(
    beyond: str, word: str, library: Library
) -> None:
    _, found = _answered(beyond, OFFERING, library)
    assert (found.outcome, found.word, found.repeated) == ("blocked_request_exemption", word, True)


def test_where_it_stands_is_told_behind_the_verdict_that_the_yes_led_to(library: Library) -> None:
    _, found = _answered("is that literally in there or your own conclusion?", OFFERING, library)
    assert not found.repeated
    assert found.also is not None
    assert found.also.asked == ("basis",)


def test_why_is_told_by_the_verdict_that_the_yes_led_to(library: Library) -> None:
    _, found = _answered("and why is that?", OFFERING, library)
    assert found.outcome == "blocked_request_exemption"
    assert not found.unheard


def test_a_general_question_stands_behind_what_the_yes_led_to(library: Library) -> None:
    _, found = _answered("how long does an approval take?", OFFERING, library)
    assert found.outcome == "blocked_request_exemption"
    assert found.also is not None
    assert found.also.outcome == "not_covered"


def test_what_is_asked_of_the_verdict_is_of_the_one_that_the_yes_led_to(library: Library) -> None:
    _, found = _answered("by which edition do you say so?", OFFERING, library)
    assert found.outcome == "blocked_request_exemption"
    assert found.also is not None
    assert (found.also.asked, found.also.parts[0].facts) == (("edition",), PAYG)


def test_a_fact_behind_a_yes_goes_on_from_it(library: Library) -> None:
    _, found = _answered("but it is through SendGrid on 587", OFFERING, library)
    assert "relay_unrestricted" in (found.outcome, *(found.offered or ()))
    assert found.case.facts["subscription"] == "pay_as_you_go"


def test_a_what_if_behind_a_yes_is_told_with_what_the_yes_led_to(library: Library) -> None:
    agreed, found = _answered("what if we had taken a csp in 2021?", OFFERING, library)
    assert "blocked_ask_csp" in (found.outcome, *(found.offered or ()))
    assert (found.agreed, found.of_what_if) == (agreed.parts, False)


def test_the_own_case_behind_a_yes_to_a_what_if_is_told_with_it(library: Library) -> None:
    agreed, found = _answered("and now my own case again?", SUPPOSING, library)
    assert (found.outcome, found.case.facts) == ("blocked_request_exemption", PAYG)
    assert (found.agreed, found.of_what_if) == (agreed.parts, True)


def test_another_subscription_of_which_nothing_is_said_is_told_with_what_the_yes_led_to(
    library: Library,
) -> None:
    agreed, found = _answered("and our other one is a Dev/Test offer, the same?", OFFERING, library)
    assert (found.outcome, found.case.facts["subscription"]) == ("not_covered", "other:dev_test")
    assert found.agreed == agreed.parts


@pytest.mark.parametrize(
    ("beyond", "unheard"),
    [("is it okay to have lunch first?", True), ("right?", False), ("thanks a lot", False)],
)
def test_a_question_behind_a_yes_that_is_not_understood_is_not_passed_over(
    beyond: str, unheard: bool, library: Library
) -> None:
    agreed, found = _answered(beyond, OFFERING, library)
    assert found.outcomes == agreed.outcomes
    assert found.unheard is unheard
    assert (PHRASES["en"].unheard in compose(found, PHRASES["en"]).text()) is unheard


def test_what_was_agreed_to_is_not_asked_again_for_a_machines_day_behind_it(library: Library) -> None:
    agreed, found = _answered(
        "but the server itself was only built last month, a problem?", OFFERING, library
    )
    assert found.outcomes == agreed.outcomes
    assert found.offered is None
    assert found.also is not None
    assert found.also.theme == "which_date"


def test_what_was_agreed_to_is_not_asked_for_where_another_type_is_only_held_against_it(
    library: Library,
) -> None:
    _, found = _answered("but why, an EA costs far more than this", OFFERING, library)
    assert found.case.facts["subscription"] == "pay_as_you_go"
    assert not found.outcome.startswith("ask_")


def test_who_asks_for_ours_behind_a_yes_to_a_what_if_is_not_told_that_one(library: Library) -> None:
    older: Facts = {**PAYG, "subscription": "csp", "created": parse_interval("2016-01-01/2016-12-31")}
    case = replace(SUPPOSING, offered=older)
    _, found = _answered("and ours, if we convert it to csp? Do we get the port then?", case, library)
    assert found.outcome != "allowed"


def test_what_became_of_a_request_behind_a_yes_is_not_passed_over(library: Library) -> None:
    routed: Facts = {"subscription": "enterprise_agreement", "delivery": "direct", "route": "paas"}
    waiting = Spoken({**PAYG, "exemption": "requested"}, place=1)
    case = replace(OFFERING, facts={}, asked="delivery", offered=routed, others=(waiting,))
    agreed, found = _answered("back to the lab one: exemption came in, VMs rebooted", case, library)
    assert agreed.outcome == "unsupported_route"
    assert found.parts[0].read["exemption"] == "granted"
    assert found.agreed == agreed.parts
