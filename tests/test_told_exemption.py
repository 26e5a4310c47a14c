"""What became of an exemption, where words of the message deny or turn it."""

import pytest
from conftest import TODAY
from found import found_in

from knowledge.judged.features import NO_TALK, Talk
from knowledge.library import Library
from knowledge.reading.question import read_question

NOT_GRANTED = [
    "It has not been granted.",
    "No exemption was granted.",
    "approved after all? they had it refused last night",
    "Het antwoord kwam net: niet toegekend.",
    "nog niet goedgekeurd",
    "geen groen licht gekregen",
]
WAITING = Talk(
    None,
    "blocked_request_exemption",
    {
        "subscription": "pay_as_you_go",
        "created": "2022-05-04",
        "delivery": "direct",
        "exemption": "requested",
    },
)


@pytest.mark.parametrize("text", NOT_GRANTED)
def test_an_exemption_is_never_surely_granted_where_that_is_denied_or_refused_last(
    text: str, library: Library
) -> None:
    for talk in (NO_TALK, WAITING):
        found = read_question(text, library, TODAY, talk).found.facts["exemption"]
        assert sum(one.p for one in found if one.value == "granted") < 0.2


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("niet goedgekeurd", True),
        ("Microsoft heeft hem niet toegekend.", True),
        ("nog niet goedgekeurd", False),
    ],
)
def test_a_denied_grant_is_a_refusal_where_it_is_not_to_come_yet(
    text: str, refused: bool, library: Library
) -> None:
    best = read_question(text, library, TODAY, WAITING).found.facts["exemption"][0]
    assert (best.value == "refused") is refused


def test_a_refusal_that_was_turned_is_a_grant(library: Library) -> None:
    found = read_question(
        "They said no at first, yesterday they granted it after all.", library, TODAY, WAITING
    ).found
    assert found.facts["exemption"][0].value == "granted"


@pytest.mark.parametrize(
    "text",
    [
        "we were approved. a shutdown inside the VM and a start in the portal, is that enough?",
        "vrijstelling gekregen. afsluiten in de VM en starten in de portal, volstaat dat?",
    ],
)
def test_who_asks_if_something_would_do_for_a_restart_tells_of_none(text: str, library: Library) -> None:
    done = [one.p for one in found_in(text, library).facts["restarted"] if one.value == "yes"]
    assert sum(done) < 0.11
