"""Under load and without its store: nothing is lost, nothing answered twice, all recovers."""

import asyncio
import resource
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import psycopg
import pytest
from databases import fresh_database, next_job, opened, postgres_server, restart, sqlite_url
from served import served
from slack import ANNA, AZURE, BRAM, Slack, workspace

from bot.playground.double import Double, double
from bot.playground.run import connected
from bot.playground.workspace import BOT_USER, TEAM
from bot.store import Job
from knowledge.library import Library

_BURST = 2_000
_PATIENCE = 240.0  # seconds: a machine with much else to do takes its time


def _mention(slack: Double, channel: str, number: int) -> Any:
    text = f"<@{BOT_USER}> EA, port 25? ({number})"
    posted = slack.workspace.add(channel, {"user": ANNA, "text": text})
    return slack.delivery.event({**posted, "type": "app_mention", "channel": channel})


def _answered(slack: Double, channels: list[str]) -> int:
    return sum(m["user"] == BOT_USER for channel in channels for m in slack.workspace.messages[channel])


async def _until(slack: Double, channels: list[str], count: int, seconds: float) -> int:
    for _ in range(int(seconds * 10)):
        if _answered(slack, channels) >= count:
            break
        await asyncio.sleep(0.1)
    return _answered(slack, channels)


@pytest.mark.timeout(2 * _PATIENCE)
def test_a_burst_is_taken_in_and_every_question_of_it_answered_once(tmp_path: Path) -> None:
    async def story() -> None:
        # Slack waits three seconds and tries again, at last after minutes: a slow machine may need that.
        async with double(retry_seconds=(1.0, 30.0, 120.0)) as slack, served(slack, sqlite_url(tmp_path)):
            channels = [f"C9LOAD{at:03d}" for at in range(50)]
            slack.workspace.channels |= set(channels)
            sent = [_mention(slack, channels[at % 50], at) for at in range(_BURST)]
            acknowledged = await asyncio.gather(*(copy for one in sent for copy in one.copies))
            assert all(acknowledged)
            await _until(slack, channels, _BURST, _PATIENCE)
            asked = [
                m["ts"]
                for channel in channels
                for m in slack.workspace.messages[channel]
                if m["user"] == ANNA
            ]
            answered = [
                m["thread_ts"]
                for channel in channels
                for m in slack.workspace.messages[channel]
                if m["user"] == BOT_USER
            ]
            assert sorted(answered) == sorted(asked)

    asyncio.run(story())


def test_a_noisy_channel_keeps_its_pace_and_holds_nobody_else_up(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library, pace=1.0) as slack:
            for at in range(4):
                _mention(slack.twin, AZURE, at)
            await slack.direct("EA, port 25?", BRAM)
            assert await _until(slack.twin, [slack.twin.workspace.direct_channel(BRAM)], 1, 20) == 1
            assert _answered(slack.twin, [AZURE]) < 4
            assert await _until(slack.twin, [AZURE], 4, 20) == 4
            posts = [
                when for when, method, fields in slack.twin.api.calls
                if method == "chat.postMessage" and fields["channel"] == AZURE
            ]  # fmt: skip
            assert all(later - earlier >= 1.0 for earlier, later in pairwise(posts))

    asyncio.run(story())


def test_a_slack_that_limits_the_rate_loses_nothing(tmp_path: Path, library: Library) -> None:
    """Even a bot that does not pace itself waits as long as Slack says."""

    async def story() -> None:
        async with (
            double(retry_seconds=(0.05,), burst=2) as twin,
            connected(twin, tmp_path / "kept.sqlite3", library, pace=0),
        ):
            for at in range(5):
                _mention(twin, AZURE, at)
            assert await _until(twin, [AZURE], 5, 20) == 5
            assert [method for _, method, _ in twin.api.calls].count("chat.postMessage") > 5

    asyncio.run(story())


async def _readiness(slack: Slack, status: int, store: str = "") -> dict[str, Any]:
    """What `/readyz` tells with that status, once it does: a look may be some seconds old."""
    url = slack.twin.delivery.app_urls[0]
    async with aiohttp.ClientSession() as session:
        for _ in range(200):
            async with session.get(f"{url}/readyz") as response:
                told = dict(await response.json())
            if response.status == status and told["store"].startswith(store):
                return told
            await asyncio.sleep(0.1)
    raise AssertionError(f"/readyz did not come to answer {status}")


def test_a_full_disk_refuses_intake_says_so_and_recovers(tmp_path: Path) -> None:
    async def story() -> None:
        async with (
            double(retry_seconds=(0.5, 1.0, 1.0, 2.0, 4.0)) as twin,
            aiohttp.ClientSession() as session,
            served(twin, sqlite_url(tmp_path)) as server,
        ):
            slack = Slack(twin, session)
            await slack.ask("EA, port 25?")
            await slack.replies(1)
            _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, most))  # no file takes another byte
            await slack.ask("csp 2020, port 25?")
            await asyncio.sleep(1.0)
            assert (await _readiness(slack, 503))["intake"].startswith("refused")
            assert twin.delivery.refused > 0
            resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (most, most))
            assert await _until(twin, [AZURE], 2, 20) == 2
            await _readiness(slack, 200)

    asyncio.run(story())


async def _called(twin: Double, method: str) -> None:
    for _ in range(2_000):
        if any(called == method for _, called, _ in twin.api.calls):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{method} was not called")


def test_a_store_that_was_away_costs_nobody_their_answer_however_often_it_was_tried(tmp_path: Path) -> None:
    """Crashes count as tries: who has used them up must not be given up for what passes by itself."""

    async def story() -> None:
        async with double() as twin:
            asked = twin.workspace.add(AZURE, {"user": ANNA, "text": "EA, port 25?"})
            told = {"channel": AZURE, "thread": asked["ts"], "user": ANNA, "text": asked["text"]}
            async with opened(sqlite_url(tmp_path)) as store:
                await store.take_in([Job("event:1", "question", TEAM, "t", told)])
                (row,) = await store.rows_of("jobs", 0, 1)
                tried = {**row, "id": 7, "key": "event:2", "thread": "u", "attempts": 9}
                await store.keep_rows("jobs", [tried])
                first = await next_job(store)
                assert first is not None
                await store.done(first)
            twin.faults.slow = {"users.info": 0.5}
            async with served(twin, sqlite_url(tmp_path), lease=2.0) as server:
                await _called(twin, "users.info")
                _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
                resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, most))
                await asyncio.sleep(1.5)
                resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (most, most))
                assert await _until(twin, [AZURE], 1, 60) == 1
                (reply,) = [one for one in twin.workspace.messages[AZURE] if one["user"] == BOT_USER]
                assert reply["text"].startswith("Not blocked")

    asyncio.run(story())


def test_what_was_said_privately_is_not_said_again_for_a_store_that_was_away(tmp_path: Path) -> None:
    """It cannot be looked for, so the store is told again for as long as the claim holds."""

    async def story() -> None:
        async with (
            double() as twin,
            aiohttp.ClientSession() as session,
            served(twin, sqlite_url(tmp_path), lease=4.0) as server,
        ):
            slack = Slack(twin, session)
            twin.faults.statuses = {"response_url": [404]}
            twin.faults.slow = {"chat.postEphemeral": 0.5}
            await slack.act("command", user=ANNA, channel=AZURE, text="EA, port 25?")
            await _called(twin, "chat.postEphemeral")
            _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, most))
            await slack.replies(1)
            await asyncio.sleep(1.0)
            resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (most, most))
            await asyncio.sleep(6.0)
            assert len(slack.from_bot()) == 1
            assert twin.api.calls[-1][1] == "chat.postEphemeral"

    asyncio.run(story())


def test_a_database_that_goes_away_refuses_intake_says_so_and_recovers() -> None:
    async def story(server: str) -> None:
        url = fresh_database(server)
        async with (
            double(retry_seconds=(0.5, 1.0, 1.0, 2.0, 4.0)) as twin,
            aiohttp.ClientSession() as session,
            served(twin, url),
        ):
            slack = Slack(twin, session)
            await slack.ask("EA, port 25?")
            await slack.replies(1)
            await _readiness(slack, 200)
            with psycopg.connect(server, autocommit=True) as connection:
                name = urlsplit(url).path.removeprefix("/")
                connection.execute(f"alter database {name} allow_connections false")
            await asyncio.to_thread(restart, server)
            await slack.ask("csp 2020, port 25?")
            await asyncio.sleep(1.0)
            await _readiness(slack, 503, "unreachable")
            assert twin.delivery.refused > 0
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"alter database {name} allow_connections true")
            assert await _until(twin, [AZURE], 2, 20) == 2
            await _readiness(slack, 200)

    with postgres_server() as server:
        asyncio.run(story(server))
