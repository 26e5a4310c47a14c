"""Relays are named by name or by a port of their own."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.relays import leads_to_a_relay, names_a_relay, relays_named


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("we use SendGrid", True),
        ("we mail on 587", True),
        ("SendGrid on port 25", False),
        ("we do not use SendGrid", False),
        ("our vm mails", False),
    ],
)
def test_a_relay_is_named_unless_on_port_25_or_denied(text: str, said: bool, library: Library) -> None:
    assert names_a_relay(marked(text, library)) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("do we have to ask for SendGrid", True),
        ("voor die relay ook?", True),
        ("SendGrid works", False),
        ("now without a relay, for SendGrid", False),
    ],
)
def test_something_is_for_a_relay_where_a_word_leads_to_it(text: str, said: bool, library: Library) -> None:
    assert leads_to_a_relay(marked(text, library)) is said


def test_the_places_of_relays_and_their_ports_are_told(library: Library) -> None:
    assert relays_named(marked("SendGrid on 587", library)) == [0, 2]
