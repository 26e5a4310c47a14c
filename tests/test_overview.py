"""What asks for all that was spoken of, or speaks of both."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.overview import asks_for_overview, sums_up


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sum it up", True),
        ("list all 3 please", True),
        ("list the ports", False),
        ("and both?", False),
    ],
)
def test_an_overview_is_asked_for_by_a_word_of_it(text: str, said: bool, library: Library) -> None:
    assert asks_for_overview(marked(text, library)) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("and both?", True),
        ("sum it up", True),
        ("and the first?", False),
    ],
)
def test_who_speaks_of_both_sums_up(text: str, said: bool, library: Library) -> None:
    assert sums_up(marked(text, library)) is said
