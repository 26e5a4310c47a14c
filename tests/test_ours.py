"""A message is ours by one thing of our subject, or by two hints at it."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.ours import is_ours


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("our vm", True),
        ("the coffee machine is broken, no beans", False),
        ("is 587 open?", True),
        ("the ticket", False),
        ("microsoft has our ticket", True),
        ("what is for lunch", False),
    ],
)
def test_a_message_is_ours_by_a_thing_of_our_subject_or_two_hints(
    text: str, said: bool, library: Library
) -> None:
    assert is_ours(marked(text, library)) is said
