"""The names by which a message tells its subscriptions apart, where their types do not."""

import pytest
from conftest import TODAY

from knowledge.case.callers import callers
from knowledge.library import Library
from knowledge.mentions.marks import Before, read_marks


def _called(text: str, library: Library) -> list[list[str]]:
    reading = library.reading
    marks = read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())
    found = callers(marks, text, library.heads)
    return [list(dict.fromkeys(one.name for one in called)) for called in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('two payg subs. "web" is from 2016, "crm" is from 2020', ["web", "crm"]),
        ("two payg subs. sub A: through sendgrid, sub B: port 25", ["letter a", "letter b"]),
        ("both payg. the first is from 2016, the second from 2020", ["0", "1"]),
        ("hoogeveen sends on port 25, winschoten through sendgrid on 587", ["hoogeveen", "winschoten"]),
    ],
)
def test_each_manner_of_names_is_found(text: str, names: list[str], library: Library) -> None:
    assert names in _called(text, library)


def test_a_name_that_tells_of_nothing_calls_none(library: Library) -> None:
    assert _called("klaasje says hoi and pietertje waves", library) == []


def test_what_two_names_have_in_common_tells_neither_from_the_other(library: Library) -> None:
    text = "winschoten bakery sends on port 25, winschoten brewery through sendgrid on 587"
    assert all("winschoten" not in names for names in _called(text, library))
