"""That none was asked for clears what was known of a request; a new subscription begins with none."""

import pytest
from held import held
from marked import marked

from knowledge.library import Library
from knowledge.mentions.no_request import tells_of_no_request
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
    assert tells_of_no_request(marked(text, library)) is none


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


MOVED = "they bill us through a CSP now, since january 2026. any change?"


def test_a_refusal_stays_with_the_one_that_has_another_type_and_another_day(library: Library) -> None:
    found = held(library, *REFUSED, MOVED)
    assert "blocked_ask_csp" in (found.outcome, *(found.offered or ()))


@pytest.mark.parametrize("turn", ["never asked", "no refusal on that one, it is new"])
def test_a_refusal_that_is_denied_comes_not_back(turn: str, library: Library) -> None:
    found = held(library, *REFUSED, MOVED, turn)
    assert found.parts[0].read.get("exemption") in (None, "none")


@pytest.mark.parametrize(
    "turn",
    [
        "my son says it is not because of the refusal but of our router",
        "het ligt niet aan die weigering",
    ],
)
def test_a_refusal_that_is_only_no_cause_stays(turn: str, library: Library) -> None:
    found = held(library, *REFUSED, turn)
    assert found.case.facts["exemption"] == "refused"


def test_that_there_is_no_exemption_takes_back_one_that_was_heard(library: Library) -> None:
    heard = "csp since 2021, the vm sends straight on 25, exemption granted"
    assert held(library, heard).parts[0].read["exemption"] == "granted"
    found = held(library, heard, "no exemption, that was somebody else. it is csp since 2021")
    assert found.parts[0].read.get("exemption") in (None, "none")


def test_another_state_than_the_known_one_is_news(library: Library) -> None:
    turns = [
        "payg since 2019, own mail server on port 25, exemption granted",
        "one vm was stopped and started in the portal",
        "yes",
        "the other three machines have not been stopped since. can they send now?",
    ]
    found = held(library, *turns)
    assert "exempted_restart_vms" in (found.outcome, *(found.offered or ()))


@pytest.mark.parametrize(
    ("turn", "new"),
    [
        ("what if we take out a normal pay-as-you-go subscription and move the system there?", True),
        ("en als we een gewoon payg abonnement nemen?", True),
        ("and if it were pay-as-you-go?", False),
    ],
)
def test_one_that_is_supposed_to_be_taken_out_is_of_no_year_that_was_told(
    turn: str, new: bool, library: Library
) -> None:
    found = held(library, "azure sponsorship from spring 2022, straight out on port 25", turn)
    days = (
        found.parts[0].offered.facts["created"] if found.parts[0].offered else found.parts[0].facts["created"]
    )
    assert (days == Interval.since(library.reading.cut)) is new


@pytest.mark.parametrize("turn", ["we had been approved before that", "maar we hadden m toch al gekregen"])
def test_a_grant_that_was_had_before_the_refusal_is_no_news(turn: str, library: Library) -> None:
    found = held(library, *REFUSED, turn)
    assert found.case.facts["exemption"] == "refused"
    assert "allowed" not in (found.offered or found.outcomes)
