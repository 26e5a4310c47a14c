"""A year beside a name of the policy asks for the edition of that year, and any other year does not."""

import pytest
from conftest import TODAY

from knowledge.by_edition.as_of import asked_edition
from knowledge.library import Library

SECOND, THIRD = "2021-04-28", "2023-12-20"


def _asked(text: str, library: Library, *, after_verdict: bool = True) -> tuple[str | None, str] | None:
    asked = asked_edition(text, library, TODAY, "en", edition="2018-11-20", open_to_dates=after_verdict)
    return (asked.as_of.edition, asked.rest) if asked and asked.as_of else None


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("and is the 2023 version of the rules stricter for me", THIRD),
        ("I said 2023 EDITION. does it still let me send", THIRD),
        ("mag het volgens diezelfde versie van 2023 nog?", THIRD),
        ("2021 page I mean", SECOND),
        ("n the current page? still ok?", THIRD),
    ],
)
def test_a_year_beside_the_name_asks_for_its_edition(text: str, edition: str, library: Library) -> None:
    asked = _asked(text, library)
    assert asked is not None
    assert asked[0] == edition
    assert edition[:4] not in asked[1]


@pytest.mark.parametrize(
    "text",
    [
        "we run the 2021 version of Exchange",
        "the sub is from 2018, page 2 of the bill says so",
        "the 2018 page is long, no?",  # by which the answer before was
        "it is from 2023",
    ],
)
def test_another_year_is_none_of_an_edition(text: str, library: Library) -> None:
    assert _asked(text, library) is None


def test_before_a_verdict_only_what_an_edition_is_called_names_one(library: Library) -> None:
    assert _asked("we have the 2021 policy of our school on paper", library, after_verdict=False) is None
    assert _asked("by that same edition of 2021 I mean", library, after_verdict=False) is not None


def test_an_edition_that_is_named_twice_leaves_no_year_behind(library: Library) -> None:
    asked = _asked("and according to the newest edition, that of 2023?", library)
    assert asked is not None
    assert "2023" not in asked[1]
