"""The commands that answer, the bot and the playground quote what is kept, from the next answer on."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from databases import opened, sqlite_url
from slack import ANNA, Slack, a_bot
from worded import copy_of, sentence, written

import bot.cli
from bot.playground.run import lent
from bot.store import Copy
from knowledge.library import Library

OLD, NEW = "2018-11-20", "2023-12-20"
ASKED = "csp from 2020, port 25?"
SAID, GEZEGD = sentence(OLD, "csp.1.1"), sentence(OLD, "csp.1.1", "nl")
type_of_command = Callable[..., Result]

# -- the commands that answer


def test_the_commands_that_answer_quote_from_the_store_of_their_environment(
    command: type_of_command, own: Library, tmp_path: Path
) -> None:
    facts = ["--subscription", "csp", "--created", "2020-01-01", "--why"]
    asked = (["ask", ASKED, "--why"], ["check", *facts], ["chat"])
    bare = [command(*words, typed=f"{ASKED}\n/why\n") for words in asked]
    assert not any(SAID in run.stdout for run in bare)
    command("policy", "import", written(tmp_path, own, OLD), written(tmp_path, own, OLD, "nl"))
    for words in asked:
        run = command(*words, typed=f"{ASKED}\n/why\n")
        assert f"    “{SAID}”\n" in run.stdout, words
        assert f"  csp.1.1: “{SAID}”\n" in run.stdout, words
    dutch = command("check", *facts, "--language", "nl").stdout
    assert f"  csp.1.1: “{GEZEGD}”\n" in dutch
    topic = command("ask", "is a relay on port 587 blocked in azure?", "--why").stdout
    assert f"  relay.2.1: “{sentence(OLD, 'relay.2.1')}”\n" in topic
    lines = command("ask", "--jsonl", typed=json.dumps({"id": 1, "text": ASKED})).stdout
    assert f"“{SAID}”" in json.loads(lines)["reply"]


def test_a_store_that_cannot_be_read_holds_no_answer_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///README.md")
    run = CliRunner().invoke(bot.cli.main, ["check", "--delivery", "relay"])
    assert run.exit_code == 0
    assert run.stdout.startswith("Not restricted")
    assert "Nothing is quoted from your copies of the document. README.md: file is not" in run.stderr


# -- a running bot


def test_a_running_bot_takes_a_copy_up_and_lets_it_go_at_once(
    command: type_of_command, own: Library, database: str, tmp_path: Path
) -> None:
    files = [written(tmp_path, own, OLD, language) for language in ("en", "nl")]

    async def story() -> None:
        async with a_bot(database, own) as (slack, _):
            await slack.ask(ASKED)
            assert SAID not in str((await slack.replies(1))[-1])
            await asyncio.to_thread(command, "policy", "import", files[0])
            await slack.ask(ASKED)
            reply = (await slack.replies(2))[-1]
            assert f"“{SAID}”" in reply["text"]
            assert f"“{SAID}”" in str(reply["blocks"])
            await slack.ask("csp sinds 2020, mag poort 25?")
            dutch = (await slack.replies(3))[-1]
            assert f"“{SAID}”" in dutch["text"]
            assert "aangehaald in het Engels" in str(dutch["blocks"])
            await asyncio.to_thread(command, "policy", "import", files[1])
            await slack.ask("csp sinds 2020, mag poort 25?")
            assert f"“{GEZEGD}”" in (await slack.replies(4))[-1]["text"]
            await asyncio.to_thread(command, "policy", "import", "--remove", OLD, "en")
            await asyncio.to_thread(command, "policy", "import", "--remove", OLD, "nl")
            await slack.ask(ASKED)
            assert SAID not in str((await slack.replies(5))[-1])

    asyncio.run(story())


def test_why_and_the_home_quote_too(own: Library, database: str) -> None:
    async def story() -> None:
        async with a_bot(database, own) as (slack, running):
            await slack.ask(ASKED)
            (reply,) = await slack.replies(1)
            text = copy_of(own.law(OLD).edition)
            await running.store.keep_copy(Copy(OLD, "en", text))
            await slack.click(reply, "why")
            assert f"“{SAID}”" in (await slack.replies(2))[-1]["text"]
            await slack.home()
            shown = await _home(slack)
            assert f"“{SAID}” <https://" in shown
            assert "Quoted from the edition of 20 November 2018 (the page has changed since)." in shown

    asyncio.run(story())


async def _home(slack: Slack) -> str:
    for _ in range(3_000):
        if ANNA in slack.twin.workspace.homes:
            return str(slack.twin.workspace.homes[ANNA])
        await asyncio.sleep(0.01)
    raise AssertionError("no home was shown")


def test_the_playground_has_the_owners_copies_while_they_are_there(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.playground.run._LOOK_SECONDS", 0.05)

    async def story() -> None:
        (tmp_path / "own").mkdir()
        async with opened(database) as owners, opened(sqlite_url(tmp_path / "own")) as store:
            await owners.keep_copy(Copy(OLD, "en", "one"))
            async with lent(store, database):
                assert await store.copies() == await owners.copies()
                await owners.keep_copy(Copy(OLD, "en", "other"))
                await owners.keep_copy(Copy(NEW, "en", "new"))
                await _until_alike(store, owners)
                await owners.remove_copy(OLD, "en")
                await _until_alike(store, owners)

    asyncio.run(story())


async def _until_alike(store: object, owners: object) -> None:
    for _ in range(1_000):
        if await store.copies() == await owners.copies():  # type: ignore[attr-defined]
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the copies stay apart")
