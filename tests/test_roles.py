"""A web process takes in, worker processes answer; what they share is the store alone."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest
from databases import sqlite_url, waits
from served import ROOT, environment, free_port, listening
from slack import Slack, settings_of

from bot.app import Role, running
from bot.playground.double import double
from knowledge.library import Library


def test_what_the_web_takes_in_a_worker_answers(database: str, library: Library) -> None:
    async def story() -> None:
        async with double(retry_seconds=(0.05,)) as twin, aiohttp.ClientSession() as session:
            slack, settings = Slack(twin, session), settings_of(twin, database)
            async with running(settings, library, role="web", pace=0) as web:
                twin.delivery.app_urls = [web.url]
                await slack.ask("EA, port 25?")
                await waits(web.store, 1)
                await slack.replies(0)
                async with (
                    running(settings, library, role="worker", pace=0),
                    running(settings, library, role="worker", pace=0),
                ):
                    await slack.replies(1)
                    for _ in range(5):
                        await slack.ask("csp 2020, port 25?")
                    await slack.replies(6)

    asyncio.run(story())


def test_over_socket_mode_only_the_web_is_connected(database: str, library: Library) -> None:
    async def story() -> None:
        async with double(retry_seconds=(0.05,)) as twin, aiohttp.ClientSession() as session:
            slack, settings = Slack(twin, session), settings_of(twin, database, socket=True)
            roles: tuple[Role, Role] = ("worker", "web")
            async with running(settings, library, role=roles[0], pace=0):
                assert not twin.delivery.connected.is_set()
                async with running(settings, library, role=roles[1], pace=0):
                    await twin.delivery.connected.wait()
                    await slack.ask("EA, port 25?")
                    await slack.replies(1)

    asyncio.run(story())


def test_a_worker_takes_no_requests(database: str, library: Library) -> None:
    async def story() -> None:
        async with (
            double() as twin,
            aiohttp.ClientSession() as session,
            running(settings_of(twin, database), library, role="worker") as worker,
        ):
            async with session.post(f"{worker.url}/slack/events", data=b"{}") as response:
                assert response.status == 404
            async with session.get(f"{worker.url}/readyz") as response:
                assert response.status == 200

    asyncio.run(story())


def _address_from_outside() -> str | None:
    """An address of this machine that is not the loopback one, if it has any."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # sends nothing, and tells from where it would
        found = str(probe.getsockname()[0])
        return None if found.startswith("127.") else found
    return None


@pytest.mark.parametrize("host", [None, "127.0.0.1"])
def test_the_procfiles_web_process_is_reached_from_outside_unless_told_otherwise(
    host: str | None, tmp_path: Path
) -> None:
    outside = _address_from_outside()
    if outside is None:
        pytest.skip("this machine has no address but loopback")
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    line = next(one.removeprefix("web: ") for one in lines if one.startswith("web: "))

    async def story() -> None:
        port = free_port()
        async with double() as twin:
            told = environment(twin, sqlite_url(tmp_path), port) | ({"HOST": host} if host else {})
            told["PATH"] = f"{Path(sys.executable).parent}:{told['PATH']}"
            process = await asyncio.create_subprocess_shell(
                line, env=told, cwd=tmp_path, stderr=asyncio.subprocess.DEVNULL, start_new_session=True
            )
            try:
                await listening(port)
                assert await _answers(f"http://{outside}:{port}/healthz") == (host is None)
            finally:
                os.killpg(process.pid, signal.SIGTERM)
                await process.wait()

    asyncio.run(story())


async def _answers(url: str) -> bool:
    async with aiohttp.ClientSession() as session:
        try:
            async with session.get(url) as response:
                return response.status == 200
        except aiohttp.ClientConnectionError:
            return False
