"""What is left of a message is read in the case that it goes on from, by the language it came in."""

import pytest
from conftest import TODAY

from knowledge.answering.answered import Answer
from knowledge.answering.rest import Rest
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.judged.features import NO_TALK
from knowledge.library import Library
from knowledge.reading.question import Question, read_question
from rules.interval import parse_interval

ASKED = Case({"subscription": "msdn", "delivery": "direct"}, asked="created", last="ask_created")
OF_2017 = Case({"subscription": "msdn", "created": parse_interval("2017-01-01/2017-12-31")}, last="allowed")


def _never(_question: Question, _case: Case, _message: str) -> Answer:
    raise AssertionError


@pytest.fixture(scope="module")
def rest(library: Library) -> Rest:
    return Rest(library, TODAY, _never)


def _read(text: str, library: Library) -> Question:
    return read_question(text, library, TODAY, NO_TALK)


def test_it_answers_a_question_that_was_left_open(rest: Rest, library: Library) -> None:
    whole = _read("before", library)
    assert not whole.answers_us
    read = rest.read("before", whole, ASKED)
    assert read.answers_us
    assert str(read.facts["created"][0].value) == "before:2017-11-15"


def test_a_month_is_of_the_year_that_is_known(rest: Rest, library: Library) -> None:
    read = rest.read("created in november", _read("created in november", library), OF_2017)
    assert str(read.found.days[0].value) == "2017-11-01/2017-11-30"


def test_the_language_of_the_whole_is_that_of_what_tells_none(rest: Rest, library: Library) -> None:
    dutch = _read("dank je wel, dat is duidelijk. 2019", library)
    assert dutch.language == "nl"
    assert rest.read("2019", dutch, EMPTY_CASE).language == "nl"
    assert rest.read("2019", _read("thanks, that is clear. 2019", library), EMPTY_CASE).language == "en"
