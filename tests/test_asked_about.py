"""Whether it is asked what a name means."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.asked_about import asked_about


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
