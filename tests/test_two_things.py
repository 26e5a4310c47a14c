"""Of two things that one message says both are answered, in their order; of one there is no second."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import PAYG, TOLD

from knowledge.answering.answered import Answer
from knowledge.answering.asides import Asides
from knowledge.answering.reader import Reader
from knowledge.answering.rest import Rest
from knowledge.answering.side_questions import SideQuestions
from knowledge.answering.single import Single
from knowledge.answering.two_things import TwoThings
from knowledge.case.conversation import talk_of
from knowledge.case.memory import Case
from knowledge.library import Library
from knowledge.reading.question import Question, read_question

EDITION = "2018-11-20"


@pytest.fixture(scope="module")
def two(library: Library) -> TwoThings:
    law = library.law(EDITION)
    asides = Asides(library, law)
    rest = Rest(library, TODAY, Reader(library, law, TODAY).reply)
    return TwoThings(rest, Single(library, law), asides, SideQuestions(asides, law, library.beside(law)))


def _read(text: str, case: Case, library: Library) -> Question:
    return read_question(text, library, TODAY, talk_of(case))


def _reply(text: str, case: Case, library: Library) -> Answer:
    return Reader(library, library.law(EDITION), TODAY).reply(_read(text, case, library), case, text)


def test_a_question_in_set_words_is_answered_behind_the_news(two: TwoThings, library: Library) -> None:
    text = "The exemption was approved. What is a relay?"
    found = two.in_set_words(_read(text, TOLD, library), TOLD, text)
    assert found is not None
    assert found.case.facts["exemption"] == "granted"
    assert found.also is not None
    assert found.also.theme == "relay"


def test_a_question_in_set_words_is_answered_alone_where_nothing_else_is_said(
    two: TwoThings, library: Library
) -> None:
    text = "By which edition do you say so?"
    found = two.in_set_words(_read(text, TOLD, library), TOLD, text)
    assert found is not None
    assert (found.asked, found.also, found.case.facts) == (("edition",), None, PAYG)


def test_where_no_set_words_are_there_is_no_such_answer(two: TwoThings, library: Library) -> None:
    text = "It is a csp. We bought it in 2021."
    assert two.in_set_words(_read(text, TOLD, library), TOLD, text) is None


def test_what_is_asked_behind_thanks_is_answered(two: TwoThings, library: Library) -> None:
    text = "Thank you very much! Is receiving mail blocked as well?"
    found = two.behind_thanks(_read(text, TOLD, library), TOLD, text)
    assert found is not None
    assert found.outcome in ("topic_answer", "not_covered")


@pytest.mark.parametrize("text", ["Thank you very much!", "Thanks. That helps.", "Is receiving blocked?"])
def test_thanks_alone_and_a_question_alone_are_one_thing(text: str, two: TwoThings, library: Library) -> None:
    assert two.behind_thanks(_read(text, TOLD, library), TOLD, text) is None


def test_a_general_question_that_ends_the_news_is_answered_behind_them(
    two: TwoThings, library: Library
) -> None:
    asked = Case({"subscription": "csp", "delivery": "direct"}, asked="created", last="ask_created")
    text = "It was created in March 2021. Is receiving mail on port 25 blocked as well?"
    first = replace(_reply(text, asked, library), also=None)
    found = two.with_question_behind(first, asked, text)
    assert "blocked_ask_csp" in (found.outcome, *(found.offered or ()))
    assert found.also is not None
    assert found.also.outcome in ("topic_answer", "not_covered")


@pytest.mark.parametrize("text", ["It was created in March 2021.", "Created in 2021. We run exim there."])
def test_what_ends_with_no_question_has_none_behind_it(text: str, two: TwoThings, library: Library) -> None:
    asked = Case({"subscription": "csp", "delivery": "direct"}, asked="created", last="ask_created")
    found = _reply(text, asked, library)
    assert two.with_question_behind(found, asked, text) is found


def test_what_is_said_of_a_type_that_is_not_named_is_said_once(library: Library) -> None:
    text = "We hebben ook een testomgeving, op Enterprise Dev/Test, MS-AZR-0148P. Geldt het daar ook voor?"
    found = _reply(text, TOLD, library)
    assert (found.outcome, found.also) == ("not_covered", None)
