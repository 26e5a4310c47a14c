"""Copies of the document: kept in either store, by a command that takes no other document, until removed."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from databases import fresh_database, opened, sqlite_url
from worded import copy_of, written

import bot.cli
import bot.upkeep.copies
from bot.store import Copy, StoreFault
from bot.store.opening import copy as move
from bot.store.reading import kept_copies
from bot.store.schema import STEPS
from knowledge.library import Library
from rules.model import Edition

OLD, NEW = "2018-11-20", "2023-12-20"
type_of_command = Callable[..., Result]


# -- the store


def test_a_copy_is_kept_replaced_and_removed(database: str) -> None:
    async def story() -> None:
        async with opened(database) as store:
            await store.keep_copy(Copy(OLD, "en", "one", since=1.0))
            await store.keep_copy(Copy(OLD, "nl", "twee"))
            await store.keep_copy(Copy(OLD, "en", "other"))
            english, dutch = await store.copies()
            assert (english.text, dutch.text) == ("other", "twee")
            assert english.since > 1_000_000_000
            assert await store.copies_since() == {(OLD, "en"): english.since, (OLD, "nl"): dutch.since}
            assert await store.remove_copy(OLD, "nl")
            assert not await store.remove_copy(OLD, "nl")
            assert await store.copies() == [english]

    asyncio.run(story())


def test_who_leaves_takes_no_copy_along_and_no_age_removes_one(database: str) -> None:
    async def story() -> None:
        async with opened(database) as store:
            await store.keep_copy(Copy(OLD, "en", "one", since=1.0))
            await store.forget("T", "U")
            await store.forget_team("T")
            await store.expire(1)
            assert [one.text for one in await store.copies()] == ["one"]

    asyncio.run(story())


def test_of_a_copy_that_is_removed_no_byte_is_left_though_the_bot_has_the_file_open(tmp_path: Path) -> None:
    def left() -> bool:
        return any(b"of theirs" in file.read_bytes() for file in tmp_path.iterdir())

    async def story() -> None:
        async with opened(sqlite_url(tmp_path)) as store, opened(sqlite_url(tmp_path)) as of_the_bot:
            await store.keep_copy(Copy(OLD, "en", "a sentence of theirs " * 500))
            assert await of_the_bot.copies_since()
            assert left()
            await store.remove_copy(OLD, "en")
            assert not left()

    asyncio.run(story())


def test_copies_move_house(tmp_path: Path, postgres: str) -> None:
    async def story() -> None:
        async with opened(sqlite_url(tmp_path)) as here, opened(fresh_database(postgres)) as there:
            await here.keep_copy(Copy(OLD, "en", "one\ntwo “three”"))
            assert {table: rows async for table, rows in move(here, there)}["copies"] == 1
            assert await there.copies() == await here.copies()

    asyncio.run(story())


def test_reading_finds_what_is_kept_while_the_bot_has_the_store_open(database: str) -> None:
    async def story() -> None:
        async with opened(database) as store:
            assert kept_copies(database) == []
            await store.keep_copy(Copy(OLD, "en", "one"))
            assert kept_copies(database) == await store.copies()

    asyncio.run(story())


def test_reading_makes_no_store_and_brings_none_up_to_date(tmp_path: Path, postgres: str) -> None:
    assert kept_copies(sqlite_url(tmp_path)) == []
    assert list(tmp_path.iterdir()) == []
    before = f"{';'.join(STEPS[:4])}; pragma user_version = 4;"
    with contextlib.closing(sqlite3.connect(tmp_path / "store.sqlite3")) as old:
        old.executescript(before)
        assert kept_copies(sqlite_url(tmp_path)) == []
        assert old.execute("pragma user_version").fetchone() == (4,)
    empty = fresh_database(postgres)
    assert kept_copies(empty) == kept_copies(empty) == []


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://nobody:secret@127.0.0.1:1/none", "PostgreSQL cannot be read"),
        ("mysql://somewhere/else", "mysql: name a store as sqlite:///FILE"),
        ("sqlite:///README.md", "README.md: file is not a database"),
    ],
)
def test_a_store_that_cannot_be_read_says_why_and_gives_no_secret_away(url: str, told: str) -> None:
    with pytest.raises(StoreFault, match=told) as raised:
        kept_copies(url)
    assert "secret" not in str(raised.value)


# -- the command


def test_copies_are_kept_listed_replaced_and_removed(
    command: type_of_command, own: Library, tmp_path: Path
) -> None:
    files = [written(tmp_path, own, *which) for which in ((OLD, "en"), (OLD, "nl"), (NEW, "en"))]
    run = command("policy", "import", *files)
    assert run.exit_code == 0
    assert f"{files[1]}: kept as edition {OLD} (nl): 31 of 31 statements can be quoted.\n" in run.stdout
    listed = command("policy", "import", "--list").stdout.splitlines()
    assert [line.split()[:5] for line in listed[1:]] == [
        [OLD, "en", "31", "of", "31"],
        [OLD, "nl", "31", "of", "31"],
        [NEW, "en", "29", "of", "29"],
    ]
    again = command("policy", "import", "--force", written(tmp_path, own, OLD, changed=("relay.1.1",)))
    assert f"kept as edition {OLD} (en), in place of the one before: 30 of 31 statements" in again.stdout
    assert f"`policy verify {files[0]}` shows where" in again.stdout
    assert (
        command("policy", "import", "--remove", OLD, "en").stdout
        == f"Removed the copy of edition {OLD} (en).\n"
    )
    gone = command("policy", "import", "--remove", OLD, "en")
    assert (gone.exit_code, "`policy import --list` shows which are" in gone.stderr) == (1, True)
    assert f"{OLD}  en" not in command("policy", "import", "--list").stdout


def test_a_copy_that_says_less_takes_the_place_of_a_better_one_only_when_told_to(
    command: type_of_command, own: Library, tmp_path: Path
) -> None:
    command("policy", "import", written(tmp_path, own, OLD))
    worse = written(tmp_path, own, OLD, changed=("relay.1.1",))
    run = command("policy", "import", worse, written(tmp_path, own, NEW))
    assert run.exit_code == 1
    assert (
        f"{worse}: not kept. 30 of 31 statements can be quoted from it, 31 from the copy of edition {OLD} "
        "(en) that is kept. To put it in its place, add --force.\n"
    ) in run.stderr
    assert f"kept as edition {NEW} (en)" in run.stdout  # it keeps no other back
    assert "31 of 31" in command("policy", "import", "--list").stdout
    assert command("policy", "import", worse, "--force").exit_code == 0
    assert "30 of 31" in command("policy", "import", "--list").stdout
    assert command("policy", "import", written(tmp_path, own, OLD)).exit_code == 0  # a better one needs none
    assert command("policy", "import", written(tmp_path, own, OLD)).exit_code == 0  # nor does the same again


def _another(edition: Edition) -> str:
    return f"# {edition.title}\n\nThe ferry takes parcels. It never takes letters.\n"


def _in_part(edition: Edition, share: float) -> str:
    whole = copy_of(edition)
    return whole[: int(len(whole) * share)]


def _without_a_section(edition: Edition) -> str:
    before, behind = copy_of(edition).split('## <a name="pay-as-you-go">')
    return before + "## " + behind.partition("\n## ")[2]


def _reworded(edition: Edition) -> str:
    return copy_of(edition, changed=tuple(one.id for one in edition.statements))


type_of_writer = Callable[[Edition], str]
REFUSED: list[tuple[type_of_writer, list[str], str]] = [
    (_another, [], "another document"),
    (lambda edition: _in_part(edition, 1 / 3), [], "a damaged or incomplete copy"),
    (lambda edition: _in_part(edition, 1 / 2), [], "it breaks off in mid-sentence"),
    (_without_a_section, [], f"It lacks 12 of the 31 statements of edition {OLD} (en)"),
    (_reworded, [], f"No sentence in it stands in edition {OLD} word for word."),
    (copy_of, ["--edition", NEW], f"{OLD} fits better, with 31 of 31"),
]


@pytest.mark.parametrize(("write", "options", "told"), REFUSED)
def test_what_is_no_copy_of_the_edition_is_refused_and_keeps_no_other_back(  # noqa: PLR0913, PLR0917 - a table
    command: type_of_command,
    own: Library,
    tmp_path: Path,
    write: type_of_writer,
    options: list[str],
    told: str,
) -> None:
    file = tmp_path / "it.md"
    file.write_text(write(own.law(OLD).edition), encoding="utf-8")
    good = written(tmp_path, own, NEW)
    run = command("policy", "import", file, good, *options)
    assert run.exit_code == 1
    assert f"{file}: not kept. " in run.stderr
    assert told in run.stderr
    assert command("policy", "import", "--list").stdout.count(" of ") == 1


def test_a_file_that_cannot_be_read_ends_with_two_and_makes_no_store(
    own: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.upkeep.copies, "read_editions", lambda: {OLD: own.law(OLD).edition})
    (tmp_path / "empty.md").write_text("\n", encoding="utf-8")
    run = CliRunner().invoke(
        bot.cli.main,
        ["policy", "import", str(tmp_path / "none.md"), str(tmp_path / "empty.md")],
        env={"DATABASE_URL": sqlite_url(tmp_path)},
    )
    assert run.exit_code == 2
    assert "none.md: cannot be read" in run.stderr
    assert "empty.md: there is no sentence in it" in run.stderr
    assert not (tmp_path / "store.sqlite3").exists()


WRONG = [
    ([], "name the FILES to keep"),
    (["--list", "README.md"], "name the FILES to keep"),
    (["--remove", OLD, "fr"], "'fr' is not one of"),
    (["--edition", "1999-01-01", "README.md"], "known are 2018-11-20"),
    (["--list", "--database", "mysql://x"], "name a store as sqlite:///FILE"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_a_wrong_call_is_explained(words: list[str], told: str) -> None:
    run = CliRunner().invoke(bot.cli.main, ["policy", "import", *words])
    assert run.exit_code in (1, 2)
    assert told in run.stderr


def test_a_store_that_is_made_anew_is_said_to_be(
    own: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.upkeep.copies, "read_editions", lambda: {OLD: own.law(OLD).edition})
    words = ["policy", "import", str(written(tmp_path, own, OLD)), "--database", sqlite_url(tmp_path)]
    said = [CliRunner().invoke(bot.cli.main, words).stderr for _ in range(2)]
    assert said == [f"There was no store {tmp_path / 'store.sqlite3'} yet; it is made now.\n", ""]
