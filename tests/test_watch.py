"""What can be seen from outside: alive, ready, and the figures."""

import asyncio
import contextlib
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from databases import fresh_database, frozen, postgres_server, sqlite_url
from slack import Slack, workspace

from bot.app import running
from bot.playground.double import double
from bot.settings import Settings
from knowledge.library import Library


async def _text(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_the_figures_count_what_happened(tmp_path: Path, library: Library, *, socket: bool) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library, socket=socket) as slack:
            url = slack.twin.delivery.app_urls[0]
            assert await _text(f"{url}/healthz") == (200, '{"ok": true}')
            status, told = await _text(f"{url}/readyz")
            assert (status, '"store": "ok"' in told, '"slack": "ok"' in told) == (200, True, True)
            slack.twin.faults.statuses = {"chat.postMessage": [500]}
            await slack.ask("payg from 2019, port 25?")
            (reply,) = await slack.replies(1)
            await slack.ask("port 25 on our azure vm?")
            await slack.replies(2)
            await slack.vote(reply, right=False)
            await slack.view()
            _, figures = await _text(f"{url}/metrics")
            for line in (
                'port25_answered_total{outcome="blocked_request_exemption"} 1.0',
                "port25_asked_back_total 1.0",
                'port25_taken_in_total{kind="question"} 2.0',
                'port25_votes_total{right="no"} 1.0',
                'port25_job_failures_total{error="SlackApiError"} 1.0',
                "port25_reply_seconds_count 2.0",
                "port25_queue_jobs 0.0",
            ):
                assert line in figures

    asyncio.run(story())


async def _ready(url: str) -> tuple[int, dict[str, Any]]:
    status, told = await _text(f"{url}/readyz")
    return status, json.loads(told)


async def _until(url: str, holds: Callable[[int, dict[str, Any]], bool]) -> dict[str, Any]:
    """What `/readyz` tells once that holds: a look may be some seconds old."""
    for _ in range(200):
        status, told = await _ready(url)
        if holds(status, told):
            return told
        await asyncio.sleep(0.1)
    raise AssertionError(told)


def test_a_slack_that_cannot_be_reached_is_told_and_what_comes_in_is_taken(
    tmp_path: Path, library: Library
) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            slack.twin.faults.statuses = {"api.test": [500]}
            url = slack.twin.delivery.app_urls[0]
            status, told = await _ready(url)
            assert (status, told["ok"], told["slack"]) == (200, True, "answers 500")
            assert "port25_slack_up 0.0" in (await _text(f"{url}/metrics"))[1]

    asyncio.run(story())


def test_a_slack_that_refuses_the_token_is_told_until_it_takes_it_again(
    tmp_path: Path, library: Library
) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            url = slack.twin.delivery.app_urls[0]
            assert (await _ready(url))[1]["slack"] == "ok"
            slack.twin.faults.refused = {"chat.postMessage": "invalid_auth"}
            await slack.ask("EA, port 25?")
            told = await _until(url, lambda _, told: told["slack"] != "ok")
            assert (told["ok"], told["slack"]) == (True, "refuses the token")
            slack.twin.faults.refused = {}
            await _until(url, lambda _, told: told["slack"] == "ok")
            await slack.replies(1)

    asyncio.run(story())


def test_however_many_ask_store_and_slack_are_looked_at_now_and_then(
    tmp_path: Path, library: Library
) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            url, began = slack.twin.delivery.app_urls[0], time.monotonic()
            for _ in range(3):
                told = await asyncio.gather(*(_ready(url) for _ in range(40)))
                assert {status for status, _ in told} == {200}
                await asyncio.gather(*(_text(f"{url}/metrics") for _ in range(10)))
            looks = [method for _, method, _ in slack.twin.api.calls].count("api.test")
            assert 1 <= looks <= 1 + (time.monotonic() - began) / 5

    asyncio.run(story())


def test_who_hangs_up_takes_nobody_elses_look_away(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            url = slack.twin.delivery.app_urls[0]
            slack.twin.faults.statuses, slack.twin.faults.hang_seconds = {"api.test": [0]}, 1.0
            impatient = asyncio.create_task(_ready(url))
            await asyncio.sleep(0.2)
            waiting = asyncio.create_task(_ready(url))
            impatient.cancel()
            assert (await waiting)[0] == 200

    asyncio.run(story())


@contextlib.asynccontextmanager
async def _with_one_that_waits(database: str, library: Library) -> AsyncIterator[str]:
    """A web process on its own that has taken a question in; its address."""
    async with double(retry_seconds=(0.05,)) as twin, aiohttp.ClientSession() as session:
        settings = Settings(
            slack_bot_token=twin.bot_token,
            slack_signing_secret=twin.signing_secret,
            slack_api_url=f"{twin.url}/api/",
            port=0,
            database_url=database,
        )
        async with running(settings, library, role="web") as web:
            twin.delivery.app_urls = [web.url]
            await Slack(twin, session).ask("EA, port 25?")
            await twin.delivery.settled()
            yield web.url


def test_a_queue_that_nobody_works_off_is_told_and_intake_goes_on(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with _with_one_that_waits(sqlite_url(tmp_path), library) as url:
            with contextlib.closing(sqlite3.connect(tmp_path / "store.sqlite3")) as file, file:
                file.execute("update jobs set taken_in = taken_in - 3600")
            status, told = await _ready(url)
            assert (status, told["queue_jobs"], told["queue_oldest_seconds"] >= 3600) == (200, 1, True)
            assert "port25_queue_oldest_seconds 36" in (await _text(f"{url}/metrics"))[1]

    asyncio.run(story())


def test_a_database_that_hangs_is_told_within_seconds_and_the_counters_stay(library: Library) -> None:
    async def story(server: str) -> None:
        async with _with_one_that_waits(fresh_database(server), library) as url:
            with frozen(server):
                began = time.monotonic()
                status, told = await _ready(url)
                assert time.monotonic() - began < 5
                assert (status, told["store"]) == (503, "unreachable: TimeoutError")
                _, figures = await _text(f"{url}/metrics")
                for line in (
                    "port25_store_up 0.0",
                    'port25_taken_in_total{kind="question"} 1.0',
                    "port25_queue_jobs NaN",
                ):
                    assert line in figures
            told = await _until(url, lambda status, _: status == 200)
            assert told["queue_jobs"] == 1
            assert "port25_store_up 1.0" in (await _text(f"{url}/metrics"))[1]

    with postgres_server() as server:
        asyncio.run(story(server))
