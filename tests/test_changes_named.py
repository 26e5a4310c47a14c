"""What changed may be asked of two editions by a year, a month, or as the oldest and the newest."""

import pytest

from bot.saying.changes import changes_wanted, what_changed
from bot.saying.phrases import read_phrases
from knowledge.library import Library

PHRASES = read_phrases()["en"]


@pytest.mark.parametrize(
    ("named", "days"),
    [
        (["2018", "2024"], ("20 November 2018", "20 December 2023")),
        (["2022-03", "newest"], ("28 April 2021", "20 December 2023")),
        (["oldest", "2021"], ("20 November 2018", "28 April 2021")),
        (["oldest"], ("20 November 2018", "20 December 2023")),
    ],
)
def test_a_time_or_a_name_means_an_edition(named: list[str], days: tuple[str, str], library: Library) -> None:
    title = what_changed(named, library, "2021-04-28", PHRASES).sections[0].title
    assert title == f"What changed from the edition of {days[0]} to that of {days[1]}:"


@pytest.mark.parametrize("named", [["2014", "2021"], ["2021", "soon"]])
def test_what_means_none_is_named_as_it_was_written(named: list[str], library: Library) -> None:
    title = what_changed(named, library, "2018-11-20", PHRASES).sections[0].title
    strange = named[0] if named[0] == "2014" else named[1]
    assert title.startswith(f"I know no edition “{strange}”.")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("changes from 2021 to 2023", ["2021", "2023"]),
        ("changes between 2021 and 2023", ["2021", "2023"]),
        ("changes 2021-2023", ["2021", "2023"]),
        ("changes since 2021", ["2021"]),
        ("changes 28 april 2021 20 december 2023", ["28 april 2021", "20 december 2023"]),
        ("wijzigingen van 2021 tot 2023", ["2021", "2023"]),
        ("changes in my network block port 25", None),
    ],
)
def test_the_command_takes_two_editions_as_they_are_said(words: str, named: list[str] | None) -> None:
    assert changes_wanted(words.split()) == named


def test_a_day_that_is_written_as_we_write_it_means_its_edition(library: Library) -> None:
    title = (
        what_changed(["28 april 2021", "20 december 2023"], library, "2018-11-20", PHRASES).sections[0].title
    )
    assert title == "What changed from the edition of 28 April 2021 to that of 20 December 2023:"
