"""What a date may be of is told by the kinds of things that are named beside it, whatever their words."""

import pytest
from conftest import TODAY

from knowledge.library import Library
from knowledge.mentions.marks import Before, read_marks
from knowledge.mentions.occasions import occasions


def _occasions(text: str, library: Library, *, asked: bool = True) -> set[str]:
    reading = library.reading
    marks = read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())
    (day,) = marks.dates
    return set(occasions(marks, day.first, day.last, asked=asked))


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("the printer is from 2019", "clause:thing"),
        ("she resigned in 2019", "near<went1"),
        ("zij vertrok in 2019", "near<went1"),
        ("we created it in 2019", "clause:made"),
        ("the subscription is of 2019", "clause:subscription"),
        ("the invoice is of 2019, and the subscription is older", "sentence:subscription+thing"),
        ("2019 is when he retired", "near>them2"),
        ("2019", "near<none|True"),
    ],
)
def test_each_kind_of_occasion_is_a_feature(text: str, feature: str, library: Library) -> None:
    assert feature in _occasions(text, library)


def test_other_words_of_a_kind_are_the_same_features(library: Library) -> None:
    assert _occasions("my boss resigned in 2019", library) == _occasions(
        "my neighbour retired in 2019", library
    )


def test_a_bare_date_differs_from_one_in_many_words(library: Library) -> None:
    assert "clause size:0|True" in _occasions("2019", library)
    assert "clause size:3|True" in _occasions("as far as anyone here remembers 2019", library)


def test_what_we_asked_for_is_told_apart(library: Library) -> None:
    asked, alone = (_occasions("the invoice says 2019", library, asked=asked) for asked in (True, False))
    assert "near<thing|True" in asked - alone
    assert "near<thing|False" in alone - asked


def test_what_stands_far_away_is_not_looked_at(library: Library) -> None:
    far = "invoice " + "and so " * 30 + "2019"
    assert "sentence:thing" not in _occasions(far, library)
