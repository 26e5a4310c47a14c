"""A yes with more behind it is a yes, and the rest is read by itself."""

from datetime import date

import pytest
from conftest import TODAY

from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.library import Library
from knowledge.mentions.beyond import beyond_yes
from knowledge.mentions.marks import Before, read_marks
from rules.interval import Interval, parse_interval
from rules.model import Facts

EDITION = "2018-11-20"
OFFERED: Facts = {
    "subscription": "pay_as_you_go",
    "created": parse_interval("2019-01-01/2019-12-31"),
    "delivery": "direct",
}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("yes", ""),
        ("ja dat klopt", ""),
        ("Yes to both. For client A, how do I ask?", "For client A, how do I ask?"),
        ("ja, klopt. maar telt de datum van de VM?", "maar telt de datum van de VM?"),
        ("Correct, and how long does it take?", "and how long does it take?"),
        ("yes it is payg", "payg"),
        ("ah ok, yes. and why?", "and why?"),
        ("we have payg here, yes. and why?", None),
        ("right now we use postfix", None),
        ("klopt dat menu nog", None),
        ("correct answers only please", None),
    ],
)
def test_what_is_said_beyond_a_yes_is_parted_from_it(text: str, rest: str | None, library: Library) -> None:
    reading = library.reading
    marks = read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())
    found = beyond_yes(text, marks)
    assert (None if found is None else found.strip(" .,")) == rest


@pytest.fixture
def asked() -> Case:
    """A case in which the whole reading was offered."""
    return Case({"delivery": "direct"}, asked="created", last="ask_created", offered=OFFERED)


def _say(text: str, case: Case, library: Library) -> Answer:
    return answer(text, case, library, edition=EDITION, today=TODAY)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("yes. How long does an approval take?", "not_covered"),
        ("ja klopt. Geldt een vrijstelling ook voor een tweede abonnement?", "topic_answer"),
        ("yes, thanks a lot", None),
        ("yes! our boss is waiting", None),
        ("yeh", None),
        ("ja, dat bedoel ik.", None),
        ("voila, eindelijk. ja.", None),
        ("yes, that's what I meant", None),
        ("i said yes already", None),
        ("yes yes. what is a relay", "topic_answer"),
        ("ja, dat klopt", None),
    ],
)
def test_a_question_behind_a_yes_is_answered_and_the_yes_counts(
    text: str, beside: str | None, asked: Case, library: Library
) -> None:
    found = _say(text, asked, library)
    assert (found.outcome, found.also and found.also.outcome) == ("blocked_request_exemption", beside)
    assert found.case.facts == OFFERED


def test_a_verdict_that_a_yes_leads_to_is_told_in_full(asked: Case, library: Library) -> None:
    assert not _say("yes, exactly. So?", asked, library).repeated


def test_a_fact_behind_a_yes_changes_what_was_shown(asked: Case, library: Library) -> None:
    found = _say("yes, but it is through SendGrid on 587", asked, library)
    assert "relay_unrestricted" in (found.outcome, *(found.offered or ()))


def test_a_why_behind_a_yes_after_a_verdict_asks_why(library: Library) -> None:
    told = _say("payg from 2019, port 25?", EMPTY_CASE, library)
    found = _say("yes but why?", told.case, library)
    assert (found.outcome, found.repeated, found.word) == (told.outcome, True, "why")


def test_a_date_behind_a_yes_that_was_not_shown_is_no_plain_yes(library: Library) -> None:
    old = parse_interval("2015-01-01/2015-12-31")
    known: Facts = {"delivery": "direct", "subscription": "azure_in_open", "created": old}
    case = Case(known, offered={**known, "subscription": "pay_as_you_go"}, supposed=True)
    assert _say("yes", case, library).outcome == "allowed"
    assert _say("yes, a new one that we make in January", case, library).parts[0].verdict is None


def test_what_was_shown_may_be_said_again_behind_a_yes(library: Library) -> None:
    offered = _say("we have payg i think, 2019 or so, port 25", EMPTY_CASE, library)
    assert offered.offered
    assert _say("yes, payg from 2019", offered.case, library).outcome == offered.offered[0]


@pytest.mark.parametrize(
    "text",
    ["yes. and my own case again, in short?", "ja, en terug naar mijn eigen geval dan: wat kan ik nu doen?"],
)
def test_behind_a_yes_to_what_was_supposed_one_may_turn_back_to_what_is_so(
    text: str, library: Library
) -> None:
    facts: Facts = {
        "subscription": "csp",
        "created": Interval.since(date(2017, 11, 15)),
        "delivery": "direct",
    }
    supposing = Case(
        facts, offered={**facts, "subscription": "enterprise_agreement"}, supposed=True, asked="created"
    )
    found = answer(text, supposing, library, edition=EDITION, today=TODAY)
    assert (found.outcome, found.case.facts) == ("blocked_ask_csp", facts)
