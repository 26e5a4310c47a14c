"""Whether it is asked what a name means."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.asked_about import asked_about, asks_what_exemption_is


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what is an EA?", True),
        ("what does EA mean", True),
        ("we are asked for an EA, what's that?", True),
        ("wat is een EA", True),
        ("what can our EA do?", False),
        ("we have an EA. what now?", False),
    ],
)
def test_a_name_is_asked_about_where_what_stands_beside_it(text: str, asked: bool, library: Library) -> None:
    marks = marked(text, library)
    assert [asked_about(marks, one) for one in marks.types] == [asked]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what is an exemption?", True),
        ("what does an exemption mean for us", True),
        ("we have an exemption", False),
    ],
)
def test_what_an_exemption_is_is_asked_by_its_meaning_as_well(
    text: str, asked: bool, library: Library
) -> None:
    assert asks_what_exemption_is(marked(text, library)) is asked
