"""What is found in a text with nothing before it."""

from conftest import TODAY

from knowledge.judged.features import NO_TALK
from knowledge.library import Library
from knowledge.reading.findings import Found
from knowledge.reading.question import read_question


def found_in(text: str, library: Library) -> Found:
    return read_question(text, library, TODAY, NO_TALK).found


def likeliest(fact: str, text: str, library: Library) -> str | None:
    """The likeliest value of a fact."""
    value = found_in(text, library).facts[fact][0].value
    return None if value is None else str(value)
