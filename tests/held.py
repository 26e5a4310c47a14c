"""A conversation held to its end, for the tests that look at its last answer."""

from conftest import TODAY

from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.case.memory import EMPTY_CASE
from knowledge.library import Library

_OLDEST = "2018-11-20"


def held(library: Library, *turns: str) -> Answer:
    """The answer to the last turn, by the oldest edition."""
    case = EMPTY_CASE
    for turn in turns:
        found = answer(turn, case, library, edition=_OLDEST, today=TODAY)
        case = found.case
    return found


def worded(found: Answer) -> str:
    """The reply as a person reads it."""
    return compose(found, read_phrases()[found.language]).text()
