"""The policy is named by a day or a name beside a word for it, and what is another's is none of it."""

import pytest
from conftest import TODAY

from knowledge.by_edition.as_of import edition_words
from knowledge.by_edition.policy_names import Names
from knowledge.library import Library
from rules.edition import NEWEST
from rules.interval import Interval


def _names(text: str, library: Library) -> Names:
    return Names(edition_words(text, library, TODAY, "en"))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("the 2018 rules", 2018),
        ("the new rules of 2023", 2023),
        ("edition 2021", 2021),
        ("de regels van 2021", 2021),
    ],
)
def test_a_day_beside_a_word_for_the_policy_names_it(text: str, year: int, library: Library) -> None:
    names = _names(text, library)
    found = names.named(0, 0)
    assert found is not None
    assert isinstance(found.by, Interval)
    assert found.by.first is not None
    assert (found.by.first.year, found.last) == (year, len(names.text.words))


def test_a_name_needs_a_word_for_the_policy(library: Library) -> None:
    found = _names("the newest edition", library).named(0, 0)
    assert found is not None
    assert found.by == NEWEST
    assert _names("the newest server", library).named(0, 0) is None


@pytest.mark.parametrize("text", ["version 2021 is what we run", "the 2018 mailserver"])
def test_what_is_called_so_otherwise_is_no_policy(text: str, library: Library) -> None:
    assert _names(text, library).bare(0) is None


def test_of_one_that_is_not_meant_the_other_is(library: Library) -> None:
    names = _names("not the 2018 version but the 2021 one", library)
    denied = names.denied(0)
    assert denied is not None
    found = names.instead(denied)
    assert found is not None
    assert isinstance(found.by, Interval)
    assert found.by.first is not None
    assert found.by.first.year == 2021
