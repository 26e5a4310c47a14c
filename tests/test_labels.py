"""Letters, figures and ordinals that stand for the name of one of several."""

import pytest
from conftest import TODAY

from knowledge.library import Library
from knowledge.mentions.labels import labels_at, ordinals_at
from knowledge.mentions.marks import Before, Marks, read_marks


def _marks(text: str, library: Library) -> Marks:
    return read_marks(text, library.reading.vocabulary, library.reading.date_words, TODAY, Before())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("client A relays, B does not", ["letter a", "letter b"]),
        ("klant 2 is uit 2019", ["letter 2"]),
        ("a VM and a relay", []),
        ("A is an EA", ["letter a"]),
    ],
)
def test_a_letter_or_figure_is_a_name_where_it_stands_for_one(
    text: str, names: list[str], library: Library
) -> None:
    assert list(dict.fromkeys(name for _, name in sorted(labels_at(_marks(text, library).words)))) == names


@pytest.mark.parametrize(
    ("text", "places"),
    [("the first is new, the second old", [0, 1]), ("de derde", [2]), ("is there a second one?", [])],
)
def test_an_ordinal_numbers_one_that_was_spoken_of(text: str, places: list[int], library: Library) -> None:
    assert [place for _, place in sorted(ordinals_at(_marks(text, library)))] == places
