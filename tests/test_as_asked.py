"""What is told by an edition that is asked for: the case as it was told, unless the message says more."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import PAYG, TOLD

from knowledge.answer import answer
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.case.others import Spoken
from knowledge.library import Library

USUAL, NEWEST = "2018-11-20", "2023-12-20"


def _outcome(text: str, case: Case, library: Library) -> tuple[str, str | None]:
    found = answer(text, case, library, edition=USUAL, today=TODAY)
    return found.outcome, found.case.as_of and found.case.as_of.edition


@pytest.mark.parametrize(
    "text",
    [
        "and by the 2023 edition?",
        "and for that payg one by the 2023 edition, is it blocked then or not?",
        "en volgens de versie van 2023, voor dat payg abonnement, is het dan geblokkeerd of niet?",
        "what does the 2023 page say about our museum subscription, then?",
        "so what does 2023 say about ours?",
        "wat zegt 2023 over ons abonnement?",
    ],
)
def test_a_confirmed_case_is_told_at_once_by_the_edition_asked_for(text: str, library: Library) -> None:
    assert _outcome(text, TOLD, library) == ("blocked_no_exemption", NEWEST)


def test_a_yes_takes_what_was_offered_and_the_edition_tells_of_it(library: Library) -> None:
    offering = Case({"delivery": "direct"}, asked="created", last="ask_created", offered=PAYG)
    assert _outcome("yes, and by the 2023 edition?", offering, library) == ("blocked_no_exemption", NEWEST)


def test_who_told_no_case_gets_all_that_the_edition_says(library: Library) -> None:
    assert _outcome("what did the 2023 edition say?", EMPTY_CASE, library) == ("topic_answer", NEWEST)


def test_of_a_time_without_an_edition_that_is_said(library: Library) -> None:
    assert _outcome("and what did the page say in 2012?", TOLD, library)[0] == "no_edition"


def test_of_several_the_one_that_is_called_is_read_by_that_edition(library: Library) -> None:
    other = Spoken({"subscription": "csp", "delivery": "direct"}, names=frozenset({"prod"}), place=1)
    case = replace(TOLD, others=(other,))
    found = answer(
        "what does the 2021 page say about our prod one?", case, library, edition=USUAL, today=TODAY
    )
    assert found.parts[0].read["subscription"] == "csp"


def test_a_year_of_no_edition_is_none_that_is_asked_for(library: Library) -> None:
    assert _outcome("what does 2019 say about ours?", TOLD, library)[1] is None


@pytest.mark.parametrize(
    "text", ["what does 2023 say about my brother's sub?", "wat zegt 2023 over onze klant?"]
)
def test_of_somebody_elses_nothing_is_told_at_once(text: str, library: Library) -> None:
    found = answer(text, TOLD, library, edition=USUAL, today=TODAY)
    assert found.parts[0].verdict is None
