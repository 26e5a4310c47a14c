"""A relay that is reached on port 25 is told from one with its own port, and from what lies beside it."""

import pytest
from conftest import TODAY

from knowledge.library import Library
from knowledge.mentions.marks import Before, Marks, read_marks
from knowledge.mentions.ports import find_ports, relay_on_25

ON_25 = [
    "We relay through SendGrid on port 25.",
    "our smarthost takes mail on 25, not on 587",
    "Wij gebruiken de smarthost van onze hoster, maar die luistert helaas enkel op poort 25, nog geen 587.",
    "It hands everything to the smarthost of our provider, which takes port 25 only and no 587.",
]
NOT_ON_25 = [
    "We relay through SendGrid on port 587.",
    "We relay through SendGrid on 587, not on port 25.",
    "SendGrid op 587 in plaats van poort 25, mag dat?",
    "Our VM delivers by itself on port 25.",
    "Is port 25 blocked for SendGrid on 2525?",
]


def _marks(text: str, library: Library) -> Marks:
    reading = library.reading
    return read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())


@pytest.mark.parametrize("text", ON_25)
def test_a_relay_may_be_reached_on_port_25(text: str, library: Library) -> None:
    assert relay_on_25(_marks(text, library))


@pytest.mark.parametrize("text", NOT_ON_25)
def test_a_relay_with_a_port_of_its_own_is_not_on_25(text: str, library: Library) -> None:
    assert not relay_on_25(_marks(text, library))


def test_a_number_is_a_port_where_it_is_called_one_or_stands_as_one(library: Library) -> None:
    marks = _marks("port 25 and 587 to mx1, 25 users since 2 May 2025", library)
    assert [port.number for port in find_ports(marks)] == [25, 587]


def test_a_long_row_of_ports_is_read_to_its_end(library: Library) -> None:
    row = "is port 25 " + "or 25 " * 600
    assert len(find_ports(_marks(row, library))) == 601
