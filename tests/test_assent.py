"""A yes or a no begins a message."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.assent import assent_in, opens_with_a_yes


@pytest.mark.parametrize(
    ("text", "assents"),
    [
        ("yes", True),
        ("no", False),
        ("no idea", None),
        ("ja, en hoe lang duurt dat?", True),
        ("yes or no?", None),
        ("jaja dat dacht ik niet", None),
        ("yes it's wrong", None),
        ("the mail is stuck", None),
    ],
)
def test_a_yes_or_a_no_begins_a_message_and_is_not_taken_back(
    text: str, assents: bool | None, library: Library
) -> None:
    assert assent_in(marked(text, library)) is assents


def test_a_yes_may_open_what_asks(library: Library) -> None:
    assert opens_with_a_yes(marked("yes, and by the newest?", library))
    assert not opens_with_a_yes(marked("by the newest, yes?", library))


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("Dat is juist.", True),
        ("it is all correct", True),
        ("jaja. en de mails naar hotmail?", True),
        ("that is exactly the problem", False),
        ("dat is zeker een probleem", False),
        ("is dat juist?", False),
        ("is that correct", False),
        ("is het juist", False),
        ("jaja dat dacht ik niet", False),
        ("yes it's wrong", False),
        ("jaja dat klopt", True),
    ],
)
def test_small_words_may_lead_up_to_a_yes(text: str, agrees: bool, library: Library) -> None:
    assert bool(assent_in(marked(text, library))) is agrees
