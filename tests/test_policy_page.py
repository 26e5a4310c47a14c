"""The page of the policy gets every row of the table once, in either language."""

from itertools import product

import pytest

from bot.saying.phrases import read_phrases
from bot.upkeep.policy_page import policy_page
from bot.upkeep.policy_table import groups
from rules.edition import read_editions

EDITIONS = read_editions()
PHRASES = read_phrases()


@pytest.mark.parametrize(("name", "language"), list(product(EDITIONS, PHRASES)))
def test_every_row_of_the_table_stands_on_the_page_under_its_type(name: str, language: str) -> None:
    shown = policy_page(EDITIONS, PHRASES, name, language)
    assert shown is not None
    told = {group["types"]: group["rows"] for group in shown["groups"]}
    for names, said in groups(EDITIONS[name], PHRASES[language], language):
        assert told.pop(PHRASES[language].listed(names)) == [row._asdict() for row in said]
    assert told == {}
    assert list(shown["editions"]) == list(EDITIONS)
    assert shown["languages"] == {"en": "English", "nl": "Nederlands"}


def test_what_is_not_known_is_no_page() -> None:
    assert policy_page(EDITIONS, PHRASES, "1999-01-01", "en") is None
    assert policy_page(EDITIONS, PHRASES, "2018-11-20", "fr") is None
