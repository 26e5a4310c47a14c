"""What a slip of the keys may have made of a name is doubted, and what is merely beside one is not."""

import pytest
from conftest import TODAY

from knowledge.dates.intervals import find_dates
from knowledge.library import Library
from knowledge.mentions.spoiled import may_be_spoiled
from knowledge.words.text import read_words


def _is_spoiled(text: str, library: Library) -> bool:
    reading, words = library.reading, read_words(text)
    dates = find_dates(words, reading.date_words, TODAY, day_first=False, year=None)
    mentions = reading.vocabulary.find(words, "en").mentions
    return may_be_spoiled(words, mentions, dates, reading.vocabulary)


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("our Azure Funicons mail", True),
        ("our Azure usage mail", False),
        ("we have app servec", True),
        ("we have ppAp Service", True),
        ("uAzre mails", True),
        ("we mail from a functions app", False),
    ],
)
def test_what_a_slip_may_have_made_of_a_service_is_doubted(text: str, *, odd: bool, library: Library) -> None:
    assert _is_spoiled(text, library) == odd


@pytest.mark.parametrize(("text", "odd"), [("it is tweel years old", True), ("it is two years old", False)])
def test_a_date_with_a_strange_word_in_it_is_doubted(text: str, *, odd: bool, library: Library) -> None:
    assert _is_spoiled(text, library) == odd
