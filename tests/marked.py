"""The marks of a text, as they are read with nothing before it."""

from conftest import TODAY

from knowledge.library import Library
from knowledge.mentions.marks import Before, Marks, read_marks


def marked(text: str, library: Library) -> Marks:
    reading = library.reading
    return read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())
