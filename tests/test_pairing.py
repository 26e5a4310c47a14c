"""Two rows of texts in two languages that are out of step are found by what both languages share."""

import pytest

from knowledge.document.pairing import crossed, names_in, unlike

ENGLISH = [
    "The Alma takes 40 parcels.",
    "Nobody may ride along.",
    "Ask at Deltaport.",
    "Parcels for the mainland wait for the next boat that has room for them.",
]
DUTCH = [
    "De Alma neemt 40 pakjes mee.",
    "Meevaren mag niemand.",
    "Vraag het Deltaport.",
    "Pakjes voor het vasteland wachten op de volgende boot waarin er plaats voor is.",
]


def test_rows_in_step_are_not_crossed() -> None:
    assert not crossed(ENGLISH, DUTCH)
    assert not crossed([], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [(0, 2), (0, 1), (1, 2), (1, 3)],
    ids=["names and numbers", "a name and a denial", "a denial", "a denial and the length"],
)
def test_two_that_changed_places_are_found(one: int, other: int) -> None:
    turned = list(DUTCH)
    turned[one], turned[other] = turned[other], turned[one]
    assert crossed(ENGLISH, turned)


def test_what_shares_nothing_with_any_is_left_in_its_place() -> None:
    assert not crossed(["It is cold.", "It rains a lot."], ["Het is koud.", "Het regent vaak."])


def test_an_answer_in_a_cell_is_no_denial() -> None:
    english = ["Kind of line | Does it stop at night?", "Express | No", "Free Line | No"]
    dutch = ["Soort lijn | Stopt zij in de nacht?", "Express | Nee", "Gratis veerlijn | Nee"]
    assert not crossed(english, dutch)
    assert crossed([*english, "Alma | No"], [*dutch[:1], dutch[2], "Alma | Nee", dutch[1]])


NOTICE = "The Alma does not sail for Deltaport Express before 7 May 2012."
NAMES = names_in([NOTICE]) & names_in(["De Zee Alma, Deltaport Express en Botenhuis"])


@pytest.mark.parametrize(
    ("there", "only"),
    [
        ("De Alma vaart niet voor Deltaport Express voor 7 mei 2012.", None),
        ("Vóór 7 mei 2012 vaart de Alma niet voor DELTAPORT EXPRESS-lijnen.", None),
        ("De Alma vaart voor Deltaport Express voor 7 mei 2012.", "a denial"),
        ("De Alma vaart niet voor Deltaport Express voor 8 mei 2012.", "2012-05-07, 2012-05-08"),
        ("De Alma vaart niet voor Deltaport Express voor 7 mei 2013.", "2012-05-07, 2013-05-07"),
        ("De Alma vaart niet voor het Botenhuis voor 7 mei 2012.", "deltaport, express"),
    ],
)
def test_what_only_one_of_two_has_is_told(there: str, only: str | None) -> None:
    assert unlike(NOTICE, there, NAMES) == only
    assert unlike(there, NOTICE, NAMES) == only


@pytest.mark.parametrize(
    ("row", "only"),
    [
        ("Alma | Nee", None),
        ("Alma | Ja", "a denial"),
        ("Alma | Niet open", None),
    ],
)
def test_a_no_in_a_cell_is_one_in_either_language(row: str, only: str | None) -> None:
    assert unlike("Alma | No", row, names_in([])) == only


def test_a_word_that_begins_a_sentence_is_no_name_unless_its_letters_say_so() -> None:
    assert names_in(["Ask the Alma.", "SendIt carries 40 parcels (of ABC)."]) == {"alma", "sendit", "abc"}
