"""A reason that is given for sending directly stands in the text of the request, in the asker's own words."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import TOLD

from bot.forms import ticket_form
from bot.memory import recalled, remembered
from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.case.memory import Case, certain
from knowledge.case.others import Spoken
from knowledge.library import Library
from knowledge.mentions.reasons import reason_in
from knowledge.words.text import read_words

EDITION = "2018-11-20"
PHRASES = read_phrases()


@pytest.mark.parametrize(
    ("message", "asked", "reason"),
    [
        ("what do I write? Reason: our till cannot sign in.", True, "our till cannot sign in"),
        ("De reden is dat onze scanner geen wachtwoord kent", False, "dat onze scanner geen wachtwoord kent"),
        ("what do I put, because our scanner knows no password", True, "our scanner knows no password"),
        ("it is blocked because our scanner knows no password", False, ""),
        ("reason: none", False, ""),
        ("for whatever reason is it blocked", False, ""),
        ("I see no reason: what do I write", True, ""),
        ("the reason is unclear to me", False, ""),
        ("what reason is good enough?", True, ""),
        ("is the reason: our scanner?", True, ""),
        ("`reason: our scanner knows no password`", True, ""),
        ("", True, ""),
    ],
)  # fmt: skip
def test_a_reason_is_heard_where_one_is_given(message: str, reason: str, *, asked: bool) -> None:
    assert reason_in(message, read_words(message), asked=asked) == reason


def _texts(case: Case, library: Library, *messages: str) -> str:
    for message in messages:
        found = answer(message, case, library, edition=EDITION, today=TODAY)
        case = recalled(remembered(found.case))
    return compose(found, PHRASES["en"]).text()


def test_the_reason_that_was_given_stands_in_the_text_of_the_request(library: Library) -> None:
    asked = "what do I write in the request?"
    given = "what do I write in the request? Reason: our scanner knows no password"
    gap = PHRASES["en"].follow["gap"]
    assert gap in _texts(TOLD, library, asked)
    for messages in ([given], [given, "thanks", asked]):
        text = _texts(TOLD, library, *messages)
        assert "our scanner knows no password" in text
        assert gap not in text


def test_the_text_of_a_request_that_is_only_supposed_may_be_asked_for(library: Library) -> None:
    relay = Case({"delivery": "relay"}, last="relay_unrestricted", told="relay_unrestricted")
    case = replace(relay, supposing=certain(TOLD.facts))
    assert PHRASES["en"].follow["gap"] in _texts(case, library, "what do I write in the request?")
    assert PHRASES["en"].follow["gap"] not in _texts(relay, library, "what do I write in the request?")


def test_the_form_of_a_request_begins_with_the_reason_that_was_given() -> None:
    forms = [ticket_form(PHRASES["en"], "", given) for given in ("our scanner knows no password", "")]
    reasons = [form["blocks"][0]["element"] for form in forms]
    assert [one.get("initial_value") for one in reasons] == ["our scanner knows no password", None]


def test_a_reason_is_of_the_subscription_it_was_given_for(library: Library) -> None:
    other = Spoken({**TOLD.facts, "subscription": "csp"}, {}, frozenset({"letter b"}), place=1)
    case = replace(TOLD, others=(other,), reason="our scanner knows no password")
    found = [answer(text, case, library, edition=EDITION, today=TODAY) for text in ("why?", "and client B?")]
    assert [one.case.reason for one in found] == [case.reason, ""]
