"""What was told before is known to have been, and told from what is new."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import PAYG, TOLD

from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.told_before import as_told, is_known, is_repeated, left_by, says_more
from knowledge.case.decision import offer
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.library import Library
from rules.model import Facts

EDITION = "2018-11-20"


def _said(text: str, case: Case, library: Library) -> Answer:
    return answer(text, case, library, edition=EDITION, today=TODAY)


def _offering(facts: Facts, library: Library) -> Answer:
    """An answer that offers the outcome of these facts."""
    law = library.law(EDITION)
    part = offer(law, library.beside(law), "ask_created", PAYG, facts)
    assert part.offered is not None
    after = Case(PAYG, asked="created", offered=part.offered.facts, last=part.outcome)
    return Answer((part,), "verdict", None, "en", law, after)


def test_a_verdict_that_was_told_is_known_where_it_is_offered_again(library: Library) -> None:
    assert is_known(_offering(PAYG, library), TOLD)


@pytest.mark.parametrize(
    "before",
    [
        replace(TOLD, told=None),
        replace(TOLD, told="allowed"),
        replace(TOLD, asked="created"),
        replace(TOLD, facts={**PAYG, "subscription": "msdn"}),
    ],
)
def test_what_was_not_told_or_on_other_facts_is_not_known(before: Case, library: Library) -> None:
    assert not is_known(_offering(PAYG, library), before)


def test_what_is_only_supposed_is_not_known(library: Library) -> None:
    assert not is_known(replace(_offering(PAYG, library), supposed=True), TOLD)


def test_a_known_verdict_is_as_it_was_told_and_leaves_nothing_to_confirm(library: Library) -> None:
    found = _offering(PAYG, library)
    part = as_told(found, library)
    assert part is not None
    assert (part.verdict is not None, part.outcome) == (True, "blocked_request_exemption")
    after = left_by(found, TOLD)
    assert (after.asked, after.offered, after.last) == (None, None, "blocked_request_exemption")


def test_what_was_only_taken_as_given_stays_open_to_a_yes(library: Library) -> None:
    found = _offering({**PAYG, "exemption": "none"}, library)
    assert left_by(found, replace(TOLD, facts={"subscription": "pay_as_you_go"})) == found.case


def test_nothing_that_was_offered_is_told_by_an_answer_without_an_offer(library: Library) -> None:
    assert as_told(_said("payg from 2019, postfix sends on port 25", EMPTY_CASE, library), library) is None


def test_the_same_verdict_on_the_same_facts_is_a_repetition(library: Library) -> None:
    first = _said("payg from 2019, our postfix sends straight out on port 25", EMPTY_CASE, library)
    assert not is_repeated(first, EMPTY_CASE)
    assert is_repeated(first, first.case)
    assert not is_repeated(first, replace(first.case, facts={**first.case.facts, "exemption": "granted"}))


def test_the_same_offer_is_a_repetition(library: Library) -> None:
    found = _offering(PAYG, library)
    assert is_repeated(found, found.case)
    assert not is_repeated(found, replace(found.case, offered={**PAYG, "subscription": "msdn"}))


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("thanks", False),
        ("it is payg from 2019 and sends directly", False),
        ("it is a CSP subscription", True),
        ("how long does an approval take?", True),
        ("why?", True),
    ],
)
def test_more_is_said_to_who_tells_or_asks_something_new(text: str, more: bool, library: Library) -> None:
    assert says_more(_said(text, TOLD, library), TOLD) is more
