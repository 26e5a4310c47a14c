"""A type that the edition does not name is told as such, with what the newest edition says of it."""

import pytest
from conftest import TODAY

from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.library import Library
from rules.written import parse_facts

PHRASES = read_phrases()
EDITION = "2018-11-20"


def _say(text: str, library: Library, case: Case = EMPTY_CASE) -> Answer:
    return answer(text, case, library, edition=EDITION, today=TODAY)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("mca-e, direct on port 25?", "changed the page since (20 December 2023): not blocked."),
        ("our MCA-E machine mails straight out on 25. Blocked?", "(20 December 2023): not blocked."),
        ("EA dev/test, direct on port 25?", "(20 December 2023): blocked, exemption on request."),
        (
            "Azure Government, rechtstreeks over poort 25?",
            "sindsdien (20 december 2023): maakt het document niet duidelijk.",
        ),
        ("MCA-E, rechtstreeks mailen op poort 25, mag dat?", "(20 december 2023): niet geblokkeerd."),
    ],
)
def test_it_is_a_verdict_with_what_the_newest_says(text: str, says: str, library: Library) -> None:
    found = _say(text, library)
    assert (found.outcome, found.theme) == ("not_covered", None)
    assert found.parts[0].verdict is not None
    assert says in compose(found, PHRASES[found.language]).text()


def test_what_the_document_is_silent_on_is_still_a_general_question(library: Library) -> None:
    texts = ("Does Azure also block incoming mail on port 25?", "Hoe lang duurt goedkeuring voor poort 25?")
    for text in texts:
        found = _say(text, library)
        assert (found.outcome, found.parts[0].verdict) == ("not_covered", None)
        assert found.theme


def test_the_talk_goes_on_from_it(library: Library) -> None:
    told = _say("mca-e, direct on port 25?", library)
    newest = _say("what about the newest version?", library, told.case)
    assert (newest.edition, newest.outcome) == ("2023-12-20", "allowed")


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        (
            "2018-11-20",
            "Microsoft changed the page since (20 December 2023): not made clear by the document.",
        ),
        (
            "2021-04-28",
            "Microsoft changed the page since (20 December 2023): not made clear by the document.",
        ),
        ("2023-12-20", "That of 20 November 2018 said: not covered by the document."),
    ],
)
def test_of_two_silences_no_request_is_told_and_what_is_not_said_is(
    edition: str, told: str, library: Library
) -> None:
    facts = parse_facts({"subscription": "other:government", "delivery": "direct"}, library.oldest.edition)
    found = answer_facts(facts, library, edition=edition, language="en")
    text = compose(found, read_phrases()["en"]).text()
    assert told in text
    assert "request went through" not in text
    assert "request goes through" not in text


def test_where_both_say_the_same_of_nothing_the_way_to_help_is_no_change(library: Library) -> None:
    facts = parse_facts({"subscription": "other:something", "delivery": "direct"}, library.oldest.edition)
    found = answer_facts(facts, library, edition="2018-11-20", language="en")
    beside = found.parts[0].otherwise
    assert beside is None or beside.path is None
