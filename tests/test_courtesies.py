"""A courtesy opens a conversation, or ends it."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.courtesies import greets, takes_leave


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello there", True),
        ("hello, and thanks", False),
        ("bye", False),
    ],
)
def test_a_greeting_opens_unless_it_thanks(text: str, said: bool, library: Library) -> None:
    assert greets(marked(text, library)) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("thanks!", True),
        ("bye", True),
        ("hello there", False),
    ],
)
def test_thanks_and_a_goodbye_take_leave(text: str, said: bool, library: Library) -> None:
    assert takes_leave(marked(text, library)) is said
