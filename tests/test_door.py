"""The way in: who dawdles is let go."""

import asyncio
import contextlib
import time
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web
from slack import workspace

from bot import door
from bot.app import listening
from bot.watch import Figures
from knowledge.library import Library

_HEAD = b"POST /slack/events HTTP/1.1\r\nHost: bot\r\n"


async def _until_closed(url: str, first: bytes, then: bytes) -> float:
    """After how long a connection is closed on which these bytes come one a second."""
    parts, began = urlsplit(url), time.monotonic()
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    gone = asyncio.create_task(reader.read())  # the end, or a word before it and then the end
    writer.write(first)
    for at in range(60):
        with contextlib.suppress(ConnectionError):
            writer.write(then[at : at + 1])
        done, _ = await asyncio.wait([gone], timeout=1.0)
        if done:
            break
    else:
        raise AssertionError("it was never closed")
    writer.close()
    with contextlib.suppress(ConnectionError):
        await gone
    return time.monotonic() - began


def test_who_sends_a_byte_a_second_is_let_go_and_holds_nobody_up(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            url = slack.twin.delivery.app_urls[0]
            told = [
                (b"", _HEAD + b"X: " + b"y" * 60),
                (_HEAD + b"Content-Length: 1000\r\n\r\n", b"z" * 60),
                (b"GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n", b"GET /healthz HTTP/1.1\r\n" + b"x" * 60),
                (b"GET /healthz HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000\r\n\r\n", b"z" * 60),
            ]
            slow = [asyncio.create_task(_until_closed(url, *one)) for one in told]
            await slack.ask("EA, port 25?")
            await slack.replies(1)
            seconds = await asyncio.gather(*slow)
            assert [second for second in seconds if not 1 < second < 30] == [], seconds

    asyncio.run(story())


def test_for_one_connection_too_many_the_longest_open_goes() -> None:
    async def story() -> None:
        async def ok(_request: web.Request) -> web.Response:
            return web.Response()

        server = web.Server(ok)
        listener = await asyncio.get_running_loop().create_server(
            door.entrance(server, most=10), "127.0.0.1", 0
        )
        port = listener.sockets[0].getsockname()[1]
        opened = [await asyncio.open_connection("127.0.0.1", port) for _ in range(25)]
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}") as response:
            assert response.status == 200
        for reader, _ in opened[:15]:
            assert await reader.read() == b""
        assert not opened[-1][0].at_eof()
        assert len(server.connections) <= 10
        for _, writer in opened:
            writer.close()
        listener.close()
        await server.shutdown()

    asyncio.run(story())


_NONE = (
    b"\x16\x03\x01\x02\x00\x01\x00",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nno header\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    _HEAD + b"Content-Length: many\r\n\r\n",
    _HEAD + b"Transfer-Encoding: chunked\r\n\r\nno number\r\n",
)


def test_what_is_no_request_is_counted_and_gets_a_line_and_no_traceback(
    tmp_path: Path, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            url = slack.twin.delivery.app_urls[0]
            parts = urlsplit(url)
            for sent in _NONE:
                reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
                writer.write(sent)
                assert b" 400 " in (await reader.read()).splitlines()[0], sent
                writer.close()
            async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as response:
                told = await response.text()
            counted = [line for line in told.splitlines() if line.startswith("port25_unreadable_total{")]
            assert sum(float(line.rpartition(" ")[2]) for line in counted) == len(_NONE)

    with caplog.at_level("INFO"):
        asyncio.run(story())
    lines = [one for one in caplog.records if one.name == "aiohttp.server"]
    assert [one.levelname for one in lines] == ["INFO"] * len(_NONE)
    assert all(one.getMessage().startswith("what came from 127.0.0.1 is no request: ") for one in lines)
    assert not any(one.exc_info for one in caplog.records)


def test_a_fault_of_our_own_keeps_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    async def fails(_request: web.Request) -> web.Response:
        raise ValueError("ours")

    async def story() -> None:
        async with (
            listening([web.get("/", fails)], "127.0.0.1", 0, Figures()) as url,
            aiohttp.ClientSession() as session,
            session.get(url) as response,
        ):
            assert response.status == 500

    asyncio.run(story())
    (line,) = [one for one in caplog.records if one.name == "aiohttp.server"]
    assert line.levelname == "ERROR"
    assert line.exc_info
