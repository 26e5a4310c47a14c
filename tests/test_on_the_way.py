"""What mail would pass: a firewall that is taken out or passed, a relay that is only advised."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.on_the_way import (
    is_taken_away,
    leads_through_a_firewall,
    perhaps_advised,
    perhaps_removed,
)


@pytest.mark.parametrize(
    ("text", "away", "perhaps"),
    [
        ("we removed the azure firewall", True, True),
        ("en zonder die azure firewall ertussen?", True, False),
        ("the azure firewall was not removed", False, True),
        ("it goes through the azure firewall without an exemption", False, False),
        ("mail goes through the azure firewall", False, False),
    ],
)
def test_a_service_is_taken_away_where_that_is_said_beside_it_and_not_denied(
    text: str, away: bool, perhaps: bool, library: Library
) -> None:
    marks = marked(text, library)
    (service,) = marks.all("service")
    assert (is_taken_away(marks, service), perhaps_removed(marks, service)) == (away, perhaps)


@pytest.mark.parametrize(
    ("text", "through"),
    [("mail goes through the firewall", True), ("mail does not go through the firewall", False)],
)
def test_a_firewall_is_passed_where_no_denial_stands_in_the_clause(
    text: str, through: bool, library: Library
) -> None:
    assert leads_through_a_firewall(marked(text, library)) is through


@pytest.mark.parametrize(
    ("text", "advised"),
    [("they told us no, use SendGrid", True), ("we use SendGrid", False), ("they say SendGrid works", False)],
)
def test_a_relay_may_be_advised_where_it_is_said_to_be_used(
    text: str, advised: bool, library: Library
) -> None:
    marks = marked(text, library)
    (relay,) = marks.all("relay_product")
    assert perhaps_advised(marks, relay) is advised
