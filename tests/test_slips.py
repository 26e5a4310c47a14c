"""A slip is told only where undoing it gives the very sentence that was meant."""

import pytest

from knowledge.document.slips import slipped
from knowledge.document.wording import fingerprint

MEANT = "Small boats carry what their owner likes, on port 7."


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Small boatscarry what their owner likes, on port 7.", "boatscarry"),
        ("SMALL boats carry what thier owner likes, on port 7.", "thier"),
        ("Small boats carry what their owner likes, on port7.", "port7."),
        ("Smmall boats carry what their owner likes, on port 7.", "smmall"),
        ("Sma1l boats carry what their owner likes, on port 7.", "sma1l"),
        ("Small boats carry whattheir onwer likes, on port 7.", None),
        ("Small boats carry what their owners like, on port 7.", None),
        ("Small boats carry what their owner likes, on port 8.", None),
    ],
)
def test_one_slip_is_found_and_nothing_else(text: str, word: str | None) -> None:
    found = slipped(text, fingerprint(MEANT))
    assert (found.word if found else None) == word


@pytest.mark.parametrize(
    ("meant", "text", "word"),
    [
        ("The crane isn't new.", "The crane isn?t new.", "isn?t"),
        ("The crane isn\u2019t new.", "The crane isnt new.", "isnt"),
        ("It's the boat's turn.", "Its the boats turn.", None),
        ("Dock 587 is open.", "Dock 578 is open.", None),
        ("Dock 58 7 is open.", "Dock 587 is open.", None),
        ("Dock 10 is open.", "Dock lo is open.", None),
        ("Dock 11 is open.", "Dock 1 is open.", None),
    ],
)
def test_a_number_that_is_another_is_no_slip(meant: str, text: str, word: str | None) -> None:
    found = slipped(text, fingerprint(meant))
    assert (found.word if found else None) == word


def test_a_lost_apostrophe_is_told_apart_for_what_is_left_may_be_a_word() -> None:
    found = slipped("Its the boat of Jan.", fingerprint("It\u2019s the boat of Jan."))
    assert found is not None
    assert found.lost_an_apostrophe
    other = slipped("I?ts the boat of Jan.", fingerprint("I'ts the boat of Jan."))
    assert other is not None
    assert not other.lost_an_apostrophe
