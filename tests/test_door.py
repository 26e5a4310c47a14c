"""The way in: who dawdles is let go."""

import asyncio
import contextlib
import time
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web
from slack import workspace

from bot import door
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
