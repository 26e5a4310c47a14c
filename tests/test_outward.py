"""The way out: what the bot calls is called by the proxy of the environment, if it names one."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from databases import sqlite_url
from slack import Slack

from bot.app import running
from bot.outward import proxy_for
from bot.playground.double import Double, double
from bot.settings import Settings
from knowledge.library import Library

_OUTSIDE = "slack.test"  # no resolver knows it: it is reached by the proxy or not at all


@dataclass
class Proxy:
    """A proxy that knows one host, and what it was asked for."""

    url: str = ""
    asked: list[str] = field(default_factory=list)


@contextlib.asynccontextmanager
async def _proxy(host: str, target: str) -> AsyncIterator[Proxy]:
    """A real proxy on loopback: it passes plain requests for that host on, and opens no tunnel."""
    proxy, there = Proxy(), urlsplit(target)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readline()
        words = head.decode().split()
        if words:
            proxy.asked.append(f"{words[0]} {words[1]}")
        if len(words) < 2 or urlsplit(words[1]).hostname not in (host, there.hostname):
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
            writer.close()
            return
        onward, back = await asyncio.open_connection(there.hostname, there.port)
        back.write(head)
        await asyncio.gather(_pass(reader, back), _pass(onward, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield proxy
    finally:
        server.close()


async def _pass(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    target.close()


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that names no proxy."""
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


@contextlib.asynccontextmanager
async def _bot(
    twin: Double, library: Library, folder: Path, api_url: str, *, socket: bool = False
) -> AsyncIterator[str]:
    settings = Settings(
        slack_bot_token=twin.bot_token,
        slack_signing_secret=twin.signing_secret,
        slack_app_token=twin.app_token if socket else None,
        slack_api_url=api_url,
        handoff_webhook_url=f"https://{_OUTSIDE}/hook",
        port=0,
        database_url=sqlite_url(folder),
    )
    async with running(settings, library, pace=0) as bot:
        twin.delivery.app_urls = [bot.url]
        if socket:
            await twin.delivery.connected.wait()
        yield bot.url


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_slack_is_reached_by_the_proxy_of_the_environment(
    tmp_path: Path, library: Library, environment: pytest.MonkeyPatch, *, socket: bool
) -> None:
    async def story() -> None:
        async with (
            double(retry_seconds=(0.05,)) as twin,
            aiohttp.ClientSession() as session,
            _proxy(_OUTSIDE, twin.url) as proxy,
        ):
            environment.setenv("HTTP_PROXY", proxy.url)
            async with _bot(twin, library, tmp_path, f"http://{_OUTSIDE}/api/", socket=socket) as url:
                slack = Slack(twin, session)
                await slack.ask("EA, port 25?")
                await slack.replies(1)
                await slack.act("command", user="U0ANNA", channel="C0AZURE", text="help")
                await slack.replies(2)
                async with session.get(f"{url}/readyz") as response:
                    assert (await response.json())["slack"] == "ok"
            assert any(f"http://{_OUTSIDE}/api/" in asked for asked in proxy.asked)
            assert any("/respond/" in asked for asked in proxy.asked)
            assert any("/link" in asked for asked in proxy.asked) == socket

    asyncio.run(story())


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_a_host_that_the_environment_excepts_is_reached_without_the_proxy(
    tmp_path: Path, library: Library, environment: pytest.MonkeyPatch, *, socket: bool
) -> None:
    async def story() -> None:
        async with (
            double(retry_seconds=(0.05,)) as twin,
            aiohttp.ClientSession() as session,
            _proxy(_OUTSIDE, twin.url) as proxy,
        ):
            environment.setenv("HTTP_PROXY", proxy.url)
            environment.setenv("HTTPS_PROXY", proxy.url)
            environment.setenv("NO_PROXY", "127.0.0.1")
            async with _bot(twin, library, tmp_path, f"{twin.url}/api/", socket=socket):
                slack = Slack(twin, session)
                await slack.ask("EA, port 25?")
                await slack.replies(1)
                await slack.act("command", user="U0ANNA", channel="C0AZURE", text="help")
                await slack.replies(2)
            assert proxy.asked == []

    asyncio.run(story())


def test_what_goes_out_by_tls_asks_the_proxy_for_a_tunnel(
    tmp_path: Path, library: Library, environment: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with (
            double() as twin,
            aiohttp.ClientSession() as session,
            _proxy(_OUTSIDE, twin.url) as proxy,
        ):
            environment.setenv("HTTPS_PROXY", proxy.url)
            async with (
                _bot(twin, library, tmp_path, f"https://{_OUTSIDE}/api/") as url,
                session.get(f"{url}/readyz") as response,
            ):
                assert json.loads(await response.text())["slack"].startswith("unreachable")
            assert f"CONNECT {_OUTSIDE}:443" in proxy.asked

    asyncio.run(story())


_SLACK = "https://slack.com/api/"
_NAMED = [
    ({}, _SLACK, None),
    ({"HTTPS_PROXY": "http://p:1"}, _SLACK, "http://p:1"),
    ({"HTTPS_PROXY": "p:1"}, _SLACK, "http://p:1"),
    ({"HTTPS_PROXY": "http://p:1"}, "http://slack.com/api/", None),
    ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "slack.com"}, _SLACK, None),
    ({"HTTPS_PROXY": ""}, _SLACK, None),
]


@pytest.mark.parametrize(("named", "url", "proxy"), _NAMED)
def test_which_proxy_an_address_is_reached_by(
    named: dict[str, str], url: str, proxy: str | None, environment: pytest.MonkeyPatch
) -> None:
    for name, value in named.items():
        environment.setenv(name, value)
    assert proxy_for(url) == proxy
