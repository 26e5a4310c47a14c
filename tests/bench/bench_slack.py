"""From event to posted reply on loopback, beside an empty Bolt handler on the same stack.

Both take signed HTTP events from the same double in the same process and post one message each.
port25 keeps every event on disk before it acknowledges it; the empty handler keeps nothing.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import events_route, listening
from bot.playground.double import Double, double
from bot.playground.run import connected
from bot.playground.workspace import BOT_USER
from knowledge.library import Library, open_library

_EVENTS = 400
_ROUNDS = 3


class _Waiting:
    """Tells when the reply in a thread was posted."""

    def __init__(self, twin: Double) -> None:
        self._twin, self._threads = twin, dict[str, asyncio.Future[float]]()
        self._post = twin.api._methods["chat.postMessage"]
        twin.api._methods["chat.postMessage"] = self._posted

    def _posted(self, fields: dict[str, Any]) -> dict[str, Any]:
        answer = self._post(fields)
        waiting = self._threads.get(str(fields.get("thread_ts")))
        if waiting and not waiting.done():
            waiting.set_result(time.perf_counter())
        return answer

    async def ask(self) -> float:
        """Seconds from the event to the posted reply."""
        message = self._twin.workspace.add(
            "C0AZURE", {"user": "U0ANNA", "text": f"<@{BOT_USER}> payg from 2019, port 25?"}
        )
        waiting = asyncio.get_running_loop().create_future()
        self._threads[message["ts"]] = waiting
        start = time.perf_counter()
        self._twin.delivery.event({**message, "type": "app_mention", "channel": "C0AZURE"})
        return float(await waiting) - start


async def _measure(twin: Double, in_flight: int) -> tuple[float, float]:
    """Replies a second, and the median seconds to a reply."""
    waiting, gate = _Waiting(twin), asyncio.Semaphore(in_flight)

    async def one() -> float:
        async with gate:
            return await waiting.ask()

    await waiting.ask()
    start = time.perf_counter()
    taken = await asyncio.gather(*(one() for _ in range(_EVENTS)))
    return _EVENTS / (time.perf_counter() - start), statistics.median(taken)


async def _port25(in_flight: int, library: Library) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with double() as twin, connected(twin, Path(folder) / "bench.sqlite3", library, pace=0):
            return await _measure(twin, in_flight)


async def _empty(in_flight: int, _library: Library) -> tuple[float, float]:
    async with double() as twin, aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=twin.bot_token, base_url=f"{twin.url}/api/", session=session)
        app = AsyncApp(signing_secret=twin.signing_secret, client=client)

        @app.event("app_mention")
        async def answer(event: dict[str, Any]) -> None:
            await client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="Blocked.")

        async with listening([events_route(app, twin.signing_secret)], "127.0.0.1", 0) as url:
            twin.delivery.app_urls = [url]
            return await _measure(twin, in_flight)


type_of_contestant = Callable[[int, Library], Awaitable[tuple[float, float]]]


async def _all() -> None:
    library = open_library()
    contestants: dict[str, type_of_contestant] = {"empty handler": _empty, "port25": _port25}
    print(f"\nFrom event to posted reply, {_EVENTS} events, median of {_ROUNDS} rounds in turns")
    for in_flight in (1, 8, 32):
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in contestants}
        for _ in range(_ROUNDS):
            for name, run in contestants.items():
                found[name].append(await run(in_flight, library))
        rate = {name: statistics.median(one[0] for one in rounds) for name, rounds in found.items()}
        wait = {name: statistics.median(one[1] for one in rounds) * 1e3 for name, rounds in found.items()}
        for name in contestants:
            shown = f"{rate[name]:>6.0f} replies/s ({rate[name] / rate['empty handler']:.2f})"
            slower = wait[name] / wait["empty handler"]
            print(f"  {in_flight:>2} in flight  {name:<13} {shown}   {wait[name]:>7.1f} ms ({slower:.2f})")


def main() -> None:
    asyncio.run(_all())


if __name__ == "__main__":
    main()
