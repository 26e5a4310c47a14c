"""Many questions of one person at once: others get their turn, and what is too much is left with a word."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from databases import waits
from slack import ANNA, AZURE, BRAM, Slack

from bot.playground.double import double
from bot.playground.run import connected
from bot.store import Store
from knowledge.library import Library

_PACE = 0.2  # seconds that a channel rests
_MANY = 90


@asynccontextmanager
async def _workspace(folder: Path, library: Library) -> AsyncIterator[tuple[Slack, Store]]:
    async with (
        double(retry_seconds=(0.5, 1.0, 2.0)) as twin,
        connected(twin, folder / "port25.sqlite3", library, pace=_PACE) as bot,
        aiohttp.ClientSession() as session,
    ):
        yield Slack(twin, session), bot.store


def _notes(slack: Slack, channel: str = AZURE) -> list[dict[str, Any]]:
    return [one for one in slack.from_bot(channel) if one.get("for_user")]


def test_of_many_questions_the_first_are_answered_and_which_are_not_is_said_once_and_alone(
    tmp_path: Path, library: Library
) -> None:
    async def story() -> None:
        async with _workspace(tmp_path, library) as (slack, store):
            asked = [(await slack.ask(f"EA, port 25? (<{at}>)"))["ts"] for at in range(_MANY)]
            theirs = await slack.ask("payg uit 2020, poort 25?", BRAM)
            before = len(slack.from_bot())
            await waits(store, 0)
            (note,) = _notes(slack)
            assert note["for_user"] == ANNA
            count, first, rest = (int(number) for number in re.findall(r"\d+", note["text"])[:3])
            answered = [one["thread_ts"] for one in slack.from_bot() if one is not note]
            assert [ts for ts in answered if ts != theirs["ts"]] == asked[: _MANY - rest]
            assert (first, count) == (20, 20 + rest)
            assert f"(&lt;{_MANY - rest}&gt;)" in note["text"]
            assert answered.index(theirs["ts"]) < before + 10  # and not behind all that are answered

    asyncio.run(story())


def test_what_people_say_to_each_other_in_a_thread_is_no_crowd(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with _workspace(tmp_path, library) as (slack, store):
            asked = await slack.ask("EA, port 25?")
            await slack.replies(1)
            for at in range(40):
                await slack.write(f"thanks, I'll tell the {at} others", thread_ts=asked["ts"])
            await waits(store, 0)
            await slack.replies(1)

    asyncio.run(story())


def test_a_few_questions_that_had_to_wait_are_all_answered(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with _workspace(tmp_path, library) as (slack, store):
            for at in range(18):
                await slack.ask(f"EA, port 25? ({at})")
            await waits(store, 0)
            await slack.replies(18)
            assert _notes(slack) == []

    asyncio.run(story())
