"""Where an edition is asked for, and where a time in the same words is the sign-up's."""

import pytest
from conftest import TODAY

from knowledge.by_edition.as_of import edition_words
from knowledge.by_edition.finder import Finder
from knowledge.library import Library


def _finder(text: str, library: Library) -> Finder:
    return Finder(edition_words(text, library, TODAY, "en"), None, asks_day=False)


def _words(text: str, library: Library, *, told: bool) -> str | None:
    finder = _finder(text, library)
    found = finder.find(open_to_dates=told)
    if found is None:
        return None
    return text[finder.words[found.first].start : finder.words[found.last - 1].end]


@pytest.mark.parametrize(
    ("text", "told", "words"),
    [
        ("payg, what did it say in 2021?", False, "what did it say in 2021"),
        ("as of 2021", True, "as of 2021"),
        ("as of 2021", False, None),
        ("payg from 2019, as of 2021", False, "as of 2021"),
        ("payg as of 2021 sends on 25", False, None),
        ("we are blocked", True, None),
    ],
)
def test_a_time_asks_for_an_edition_where_it_can_be_no_other(
    text: str, *, told: bool, words: str | None, library: Library
) -> None:
    assert _words(text, library, told=told) == words


def test_and_now_turns_back_to_the_usual_edition(library: Library) -> None:
    assert _finder("and now?", library).turns_back(open_to_dates=False) is True
    assert _finder("and is payg blocked now?", library).turns_back(open_to_dates=True) is False
    assert _finder("it is direct now", library).turns_back(open_to_dates=False) is None
    assert _finder("and csp?", library).turns_back(open_to_dates=True) is None
