"""What small words tell of a type or a date beside them, whoever's words they are."""

import pytest
from conftest import TODAY

from knowledge.library import Library
from knowledge.mentions.bearings import bearings
from knowledge.mentions.marks import Before, read_marks


def _bearings(text: str, library: Library) -> set[str]:
    reading = library.reading
    marks = read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())
    (mention,) = marks.types
    return set(bearings(marks, mention.first, mention.last))


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("our parent has an EA", "clause<who:others"),
        ("mijn buurman heeft MSDN", "clause<who:others"),
        ("we had an EA", "clause<when:then"),
        ("wij overwegen CSP", "clause<when:next"),
        ("they say only MSDN can", "clause<when:only"),
        ("we are on CSP now", "clause>when:now"),
        ("the EA of our customer", "clause>others"),
    ],
)
def test_whose_it_is_and_when_are_told_by_the_sense_of_the_words(
    text: str, feature: str, library: Library
) -> None:
    assert feature in _bearings(text, library)


def test_the_same_senses_are_the_same_features(library: Library) -> None:
    assert _bearings("my friend has an EA", library) == _bearings("my cousin has an EA", library)


def test_what_stands_in_another_clause_counts_for_the_sentence_alone(library: Library) -> None:
    found = _bearings("my neighbour can send, but we have MSDN", library)
    assert {"sentence<others", "clause<who:us"} <= found
    assert "clause<others" not in found


def test_another_sentence_tells_nothing(library: Library) -> None:
    assert "sentence<others" not in _bearings("My neighbour can send. MSDN it is.", library)


def test_the_nearest_is_told_with_how_far_it_is(library: Library) -> None:
    assert "near<us1" in _bearings("our MSDN", library)
    assert "near<us4" in _bearings("we have in all the offices MSDN", library)
