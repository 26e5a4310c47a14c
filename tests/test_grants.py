"""What is said of an exemption: none, not granted, once granted, or not refused."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.grants import (
    denies_exemption,
    denies_grant,
    denies_refusal,
    speaks_of_exemption,
    tells_of_a_former_grant,
)


@pytest.mark.parametrize(
    ("text", "exemption", "grant"),
    [
        ("no exemption", True, False),
        ("not approved yet", False, True),
        ("it was not approved but refused", False, False),
        ("the exemption was approved", False, False),
    ],
)
def test_an_exemption_and_a_grant_are_denied_by_a_negator(
    text: str, exemption: bool, grant: bool, library: Library
) -> None:
    marks = marked(text, library)
    assert (denies_exemption(marks), denies_grant(marks)) == (exemption, grant)


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("we had been approved before that", True),
        ("eerder hadden we wel toestemming gekregen", True),
        ("we had it granted last week after all", False),
        ("good news, they had it approved yesterday", False),
        ("wij hadden gisteren bericht dat de vrijstelling is verleend", False),
    ],
)
def test_a_grant_is_of_the_past_where_it_was_had_before(text: str, former: bool, library: Library) -> None:
    assert tells_of_a_former_grant(marked(text, library)) is former


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("it is not because of the refusal", False),
        ("het ligt niet aan de weigering", False),
        ("onze aanvraag is door Microsoft niet geweigerd", True),
        ("our exemption works because not refused", True),
    ],
)
def test_a_refusal_is_denied_unless_it_is_a_cause(text: str, denied: bool, library: Library) -> None:
    assert denies_refusal(marked(text, library)) is denied


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("our exemption", True),
        ("please unblock it", True),
        ("it was refused", True),
        ("our vm", False),
    ],
)
def test_an_exemption_is_spoken_of_by_its_own_words(text: str, said: bool, library: Library) -> None:
    assert speaks_of_exemption(marked(text, library)) is said


def test_a_common_word_is_no_denial_with_a_slip(library: Library) -> None:
    assert not denies_refusal(marked("ons verzoek om poort 25 vrij te geven is afgewezen", library))
    assert denies_refusal(marked("gee afwijzing gekregen", library))


def test_a_denial_in_dialect_denies(library: Library) -> None:
    assert denies_refusal(marked("gene weigering gekregen", library))
