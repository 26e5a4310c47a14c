"""Editions: which was in force on a day, and what is said where one cannot be read."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from known import KNOWN, known

from bot.cli import main
from rules.edition import (
    EDITIONS_FOLDER,
    UnknownEdition,
    edition_named,
    edition_of,
    in_force,
    meant_by,
    parse_edition,
    read_editions,
)
from rules.interval import parse_interval
from rules.strict_yaml import DataFault, load, parse_yaml, read_text
from rules.written import FactFault, parse_facts, write_facts

EDITIONS = known(read_editions())


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2018, 11, 19), None),
        (date(2018, 11, 20), "2018-11-20"),
        (date(2021, 4, 27), "2018-11-20"),
        (date(2021, 4, 28), "2021-04-28"),
        (date(2026, 1, 1), "2023-12-20"),
    ],
)
def test_the_edition_in_force_is_the_newest_of_that_day(day: date, edition: str | None) -> None:
    found = in_force(EDITIONS, day)
    assert (found.edition if found else None) == edition


@pytest.mark.parametrize(
    ("days", "edition"),
    [
        ("2021-01-01/2021-12-31", "2021-04-28"),
        ("2021-05-01/2021-05-31", "2021-04-28"),
        ("2021-03-01/2021-03-31", "2018-11-20"),
        ("2021-04-27", "2018-11-20"),
        ("2018-01-01/2018-12-31", "2018-11-20"),
        ("2018-01-01/2024-12-31", "2023-12-20"),
        ("2017-01-01/2017-12-31", None),
        ("before:2018-01-01", None),
        ("before:2021-01-01", "2018-11-20"),
        ("from:2019-01-01", "2023-12-20"),
    ],
)
def test_days_mean_the_edition_that_came_out_then_else_the_one_in_force(
    days: str, edition: str | None
) -> None:
    found = meant_by(EDITIONS, parse_interval(days))
    assert (found.edition if found else None) == edition


def test_editions_are_read_from_the_oldest_to_the_newest() -> None:
    assert tuple(EDITIONS) == KNOWN
    assert list(read_editions()) == sorted(read_editions())


def test_an_edition_that_is_not_known_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownEdition) as raised:
        edition_named(EDITIONS, "2019-01-01")
    assert edition_named(EDITIONS, "newest").edition == "2023-12-20"
    listed = "2018-11-20, 2021-04-28, 2023-12-20, and newest for the last"
    assert str(raised.value) == f"edition '2019-01-01' is not known; known are {listed}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3", "x.yaml, line 3: the key 'a' stands here a second time"),
        ("a: {b: 1, b: 2}", "x.yaml, line 1: the key 'b' stands here a second time"),
        ("a: [1\nb: 2", "x.yaml, line 2"),
        ("a: 2018-13-40", "x.yaml, line 1: '2018-13-40' is no day of the calendar"),
    ],
)
def test_yaml_that_cannot_be_read_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(DataFault) as raised:
        parse_yaml(text, "x.yaml")
    assert str(raised.value).startswith(told)


def test_data_of_another_shape_is_told_with_its_places() -> None:
    with pytest.raises(DataFault) as raised:
        parse_edition("rules: [{id: one, when: 3}]\nedition: 5", "x.yaml")
    lines = str(raised.value).splitlines()
    assert any(line.startswith("x.yaml: rules > one > when: ") for line in lines)
    assert any(line.startswith("x.yaml: edition: ") for line in lines)
    assert any(line.startswith("x.yaml: rules > one > outcome: ") for line in lines)
    assert len(lines) == len(set(lines))
    with pytest.raises(DataFault, match=r"x.yaml: expected a mapping of fields, found list"):
        load("[1]", "x.yaml", type(EDITIONS["2018-11-20"]))


def test_a_file_that_is_missing_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match=r"gone.yaml: cannot be read: No such file"):
        read_text(tmp_path / "gone.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"ab\xff")
    with pytest.raises(DataFault, match=r"bytes.yaml: byte 2 is not UTF-8"):
        read_text(tmp_path / "bytes.yaml")


def test_facts_are_written_as_they_are_read() -> None:
    edition = EDITIONS["2018-11-20"]
    written = {"subscription": "csp", "created": "before:2017-11-15", "delivery": "direct", "restarted": "no"}
    assert write_facts(parse_facts(written, edition), edition) == written


def test_a_value_that_no_edition_knows_is_told_with_those_that_are() -> None:
    edition = EDITIONS["2018-11-20"]
    with pytest.raises(FactFault) as raised:
        parse_facts({"delivery": "pigeon"}, edition)
    assert str(raised.value) == "delivery 'pigeon' is not known; write one of direct, relay"
    with pytest.raises(FactFault, match=r"visual_studio, csp, other:<name>, unknown$"):
        parse_facts({"subscription": "cps"}, edition)
    with pytest.raises(FactFault, match=r"'other:' is not known"):
        parse_facts({"subscription": "other:"}, edition)


def test_an_edition_that_cannot_be_read_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "2018-11-20.yaml").write_text("[]", encoding="utf-8")
    with pytest.raises(DataFault, match=r"^2018-11-20.yaml: expected a mapping"):
        read_editions(tmp_path)


def test_a_folder_without_editions_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match=r"no edition here: expected files like 2018-11-20.yaml"):
        read_editions(tmp_path)


def test_an_unfinished_edition_can_be_left_out(tmp_path: Path) -> None:
    """It is drafted anew over itself, where it stands."""
    known = EDITIONS_FOLDER / "2018-11-20.yaml"
    (tmp_path / known.name).write_text(known.read_text(encoding="utf-8"), encoding="utf-8")
    draft = tmp_path / "2030-01-01.yaml"
    draft.write_text("rules:\n", encoding="utf-8")
    with pytest.raises(DataFault):
        read_editions(tmp_path)
    assert list(read_editions(tmp_path, but=draft)) == ["2018-11-20"]


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("oldest", "2018-11-20"),
        ("newest", "2023-12-20"),
        ("2018", "2018-11-20"),
        ("2020", "2018-11-20"),
        ("2021", "2021-04-28"),
        ("2021-03", "2018-11-20"),
        ("2021-05", "2021-04-28"),
        ("2024-02", "2023-12-20"),
        ("2021-04-28", "2021-04-28"),
    ],
)
def test_an_edition_may_be_named_by_a_year_or_a_month(name: str, edition: str) -> None:
    assert edition_of(EDITIONS, name).edition == edition


@pytest.mark.parametrize("name", ["2017", "2018-10", "2021-13", "2021-04-29", "1e3", ""])
def test_what_names_no_edition_is_told_with_those_that_are_known(name: str) -> None:
    with pytest.raises(UnknownEdition, match="known are 2018-11-20, 2021-04-28, 2023-12-20"):
        edition_of(EDITIONS, name)


@pytest.mark.parametrize(
    ("words", "said", "resolved"),
    [
        (["check", "--subscription", "csp", "--edition", "2021"], "dition of 28 April 2021", "2021-04-28"),
        (["check", "--subscription", "csp", "--edition", "2021-05"], "dition of 28 April 2021", "2021-04-28"),
        (["ask", "csp from 2019, port 25?", "--edition", "oldest"], "20 November 2018", "2018-11-20"),
        (["policy", "show", "2022"], "edition 2021-04-28", "2021-04-28"),
        (["policy", "diff", "oldest", "2021"], "of 20 November 2018 to that of 28 April 2021", "2021-04-28"),
    ],
)
def test_a_command_says_which_edition_a_time_means(words: list[str], said: str, resolved: str) -> None:
    run = CliRunner().invoke(main, words)
    assert run.exit_code == 0
    assert said in run.stdout
    assert f": that of {resolved}." in run.stderr


def test_an_edition_that_is_named_by_its_day_needs_no_word() -> None:
    assert CliRunner().invoke(main, ["policy", "show", "2021-04-28"]).stderr == ""
