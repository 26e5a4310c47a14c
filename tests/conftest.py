"""What the tests share: one opened library, one day that counts as today, databases of both kinds."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from databases import fresh_database, postgres_server, sqlite_url
from hypothesis import settings
from known import of_known
from opened import opened_library
from slack import Slack, workspace
from worded import worded

import bot.cli
import bot.upkeep.copies
from bot.records import Desk
from bot.saying.phrases import read_phrases
from knowledge.library import Library

gc.disable()  # until all tests are collected: what is loaded for them stays

TODAY = date(2026, 11, 23)

# Each test has a time limit of its own; how long one example takes hangs on what else the machine does.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_collection_finish() -> None:
    """From here on garbage is looked for, and not in what was there before."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def every() -> Library:
    """The library with all editions that there are."""
    return opened_library()


@pytest.fixture(scope="session")
def library(every: Library) -> Library:
    """The library with the editions that the tests speak of."""
    return of_known(every)


@pytest.fixture(scope="session")
def desk(library: Library) -> Desk:
    return Desk(library, dict(read_phrases()), "2018-11-20", TODAY)


@pytest.fixture(scope="session")
def own(library: Library) -> Library:
    """The library with sentences of our own in place of the document's."""
    return worded(library)


@pytest.fixture(params=["http", "socket"])
def tell(
    request: pytest.FixtureRequest, tmp_path: Path, library: Library
) -> Callable[[Callable[[Slack], Awaitable[None]]], None]:
    """Runs a story in a fresh workspace, over each transport; a file may have a `tell` of its own."""

    def run(story: Callable[[Slack], Awaitable[None]]) -> None:
        async def inside() -> None:
            async with workspace(tmp_path, library, socket=request.param == "socket") as slack:
                await story(slack)

        asyncio.run(inside())

    return run


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL, started once."""
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    return fresh_database(request.getfixturevalue("postgres"))


@pytest.fixture
def command(own: Library, database: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command where our own sentences are the document's, over a store of each kind."""
    editions = {name: law.edition for name, law in own.laws.items()}
    monkeypatch.setattr(bot.upkeep.copies, "read_editions", lambda: editions)
    monkeypatch.setattr(bot.cli, "_library", lambda: own)
    monkeypatch.setenv("DATABASE_URL", database)

    def run(*words: object, typed: str = "") -> Result:
        return CliRunner().invoke(bot.cli.main, list(map(str, words)), input=typed)

    return run
