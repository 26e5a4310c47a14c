"""That none was asked for clears what was known of a request; a new subscription begins with none."""

import pytest
from conftest import TODAY
from held import held

from knowledge.library import Library
from knowledge.mentions.marks import Before, read_marks
from rules.interval import Interval

REFUSED = (
    "pay as you go from march 2021, an azure vm that mails straight out on port 25",
    "we asked for the exemption and Microsoft refused it",
)


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("nobody filed it, there is no ticket yet", True),
        ("no request was ever made for this one", True),
        ("exemption: none. nothing requested.", True),
        ("er is nog niks ingediend", True),
        ("geen vrijstelling aangevraagd", True),
        ("we did not request it again", False),
        ("no reply yet to our ticket", False),
        ("our request was not granted", False),
        ("was no request made?", False),
        ("so there is no exemption", False),
        ("we asked for it", False),
    ],
)
def test_that_none_was_asked_for_is_read_by_the_clause(text: str, none: bool, library: Library) -> None:
    reading = library.reading
    marks = read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())
    assert marks.tells_of_no_request is none


def test_a_refusal_goes_where_none_was_asked_for(library: Library) -> None:
    refused = held(library, *REFUSED)
    assert "blocked_no_exemption" in (refused.outcome, *(refused.offered or ()))
    found = held(library, *REFUSED, "sorry, mixed up: no exemption was requested for this one")
    assert "blocked_request_exemption" in (found.outcome, *(found.offered or ()))
    assert found.case.facts.get("exemption") in (None, "none")


@pytest.mark.parametrize(
    "turn",
    ["so what if we opened a new pay as you go sub?", "and with a fresh subscription, would that help?"],
)
def test_a_new_subscription_has_no_refusal_and_begins_now(turn: str, library: Library) -> None:
    found = held(library, *REFUSED, turn)
    assert "blocked_request_exemption" in (found.outcome, *(found.offered or ()))
    assert found.case.facts["exemption"] == "refused"  # of the one that is so


def test_a_new_one_of_an_old_subscription_lies_behind_the_cut_off(library: Library) -> None:
    old = "MSDN from 2015, an azure vm that mails straight out on port 25"
    found = held(library, old, "what if we make a new subscription?")
    assert found.parts[0].read.get("created") == Interval.since(library.reading.cut)


@pytest.mark.parametrize(
    "turn",
    ["so what if we opened a new pay as you go sub?", "and with a fresh subscription, would that help?"],
)
def test_a_yes_to_a_new_subscription_brings_no_refusal_back(turn: str, library: Library) -> None:
    supposed = held(library, *REFUSED, turn)
    found = held(library, *REFUSED, turn, "yes") if supposed.offered else supposed
    assert found.outcome == "blocked_request_exemption"
