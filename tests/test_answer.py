"""Each answer is held beside what was told before: by which edition, in which language, if once more."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import PAYG, TOLD

from knowledge.answer import answer
from knowledge.answering.answered import CHANGES, Answer
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.library import Library
from knowledge.words.text import MAX_LENGTH, TextFault
from rules.edition import UnknownEdition

EDITION = "2018-11-20"
OPENING = "payg from 2019, our postfix sends straight out on port 25"


def _say(text: str, case: Case, library: Library, edition: str = EDITION, speak: str | None = None) -> Answer:
    return answer(text, case, library, edition=edition, today=TODAY, speak=speak)


def test_a_verdict_is_kept_as_what_was_told(library: Library) -> None:
    found = _say(OPENING, EMPTY_CASE, library)
    assert (found.outcome, found.case.told, found.repeated) == (*2 * ("blocked_request_exemption",), False)
    assert found.editions == tuple(library.laws)


def test_the_same_once_more_is_said_to_be_that(library: Library) -> None:
    found = _say("why?", _say(OPENING, EMPTY_CASE, library).case, library)
    assert (found.outcome, found.repeated, found.word) == ("blocked_request_exemption", True, "why")


def test_a_known_verdict_stays_and_leaves_nothing_open(library: Library) -> None:
    thresholds = {
        name: 2.0 if name.startswith("verdict") else p for name, p in library.heads.thresholds.items()
    }
    unsure = replace(library, heads=replace(library.heads, thresholds=thresholds))
    found = _say("that is not what I wanted to hear", TOLD, unsure)
    assert found.known
    assert found.stays is not None
    assert found.stays.outcome == "blocked_request_exemption"
    assert (found.case.asked, found.case.offered) == (None, None)


def test_an_edition_holds_for_a_short_word_and_is_said_to_be_left(library: Library) -> None:
    by_2021 = _say("what did it say in 2021?", TOLD, library)
    assert (by_2021.edition, by_2021.repeated) == ("2021-04-28", False)
    assert _say("why?", by_2021.case, library).edition == "2021-04-28"
    later = _say("and what if it were a csp?", by_2021.case, library)
    assert (later.edition, later.left, later.case.as_of) == (EDITION, "2021-04-28", None)


def test_two_editions_lead_to_what_changed(library: Library) -> None:
    found = _say("what changed between the 2018 and the 2023 edition?", TOLD, library)
    assert (found.theme, found.editions) == (CHANGES, ("2018-11-20", "2023-12-20"))
    assert found.case.facts == PAYG


@pytest.mark.parametrize(
    ("text", "speak", "language"),
    [
        ("wat zei het beleid in 2021?", None, "nl"),
        ("what did it say in 2021?", None, "en"),
        ("what did it say in 2021?", "nl", "nl"),
        ("en waarom is dat zo?", None, "nl"),
        ("en waarom is dat zo?", "en", "en"),
    ],
)
def test_it_speaks_the_language_of_the_message_unless_told_another(
    text: str, speak: str | None, language: str, library: Library
) -> None:
    assert _say(text, TOLD, library, speak=speak).language == language


def test_what_cannot_be_read_and_an_edition_that_is_not_known_are_refused(library: Library) -> None:
    with pytest.raises(TextFault):
        _say("port 25 " * MAX_LENGTH, EMPTY_CASE, library)
    with pytest.raises(UnknownEdition):
        _say(OPENING, EMPTY_CASE, library, edition="1999-01-01")
