"""From event to posted reply on loopback, beside an empty Bolt handler on the same stack.

Each runs in a process of its own, takes signed HTTP events from the double in this one, and posts one
message for each. port25 keeps every event on disk before it acknowledges it and reads, decides and
keeps the answer; the empty handler keeps nothing and says one word. Whoever is in flight asks in a
channel of their own: in one channel port25 answers one after the other, since Slack takes no more.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from databases import sqlite_url
from served import CHILD, served

from bot.playground.double import Double, double
from bot.playground.workspace import BOT_USER

EMPTY = Path(__file__).parent / "empty_handler.py"
CONTESTANTS = {"empty handler": EMPTY, "port25": CHILD}
_EVENTS = 400
_ROUNDS = 3
_MOST_IN_FLIGHT = 32
_A_SECOND = 50
_SECONDS = 20


class _Waiting:
    """Tells when the reply in a thread was posted."""

    def __init__(self, twin: Double) -> None:
        self._twin, self._threads = twin, dict[str, asyncio.Future[float]]()
        self._post = twin.api._methods["chat.postMessage"]
        twin.api._methods["chat.postMessage"] = self._posted
        self.channels = [f"C0BENCH{at}" for at in range(_MOST_IN_FLIGHT)]
        twin.workspace.channels.update(self.channels)

    def _posted(self, fields: dict[str, Any]) -> dict[str, Any]:
        answer = self._post(fields)
        waiting = self._threads.get(str(fields.get("thread_ts")))
        if waiting and not waiting.done():
            waiting.set_result(time.perf_counter())
        return answer

    async def ask(self, channel: str) -> float:
        """Seconds from the event to the posted reply."""
        message = self._twin.workspace.add(
            channel, {"user": "U0ANNA", "text": f"<@{BOT_USER}> payg from 2019, port 25?"}
        )
        waiting = asyncio.get_running_loop().create_future()
        self._threads[message["ts"]] = waiting
        start = time.perf_counter()
        self._twin.delivery.event({**message, "type": "app_mention", "channel": channel})
        return float(await waiting) - start


async def _crowded(twin: Double, in_flight: int) -> tuple[float, float]:
    """Replies a second, and the median seconds to a reply, where so many always wait for one."""
    waiting = _Waiting(twin)
    left, taken = iter(range(_EVENTS)), list[float]()

    async def asks(channel: str) -> None:
        for _ in left:
            taken.append(await waiting.ask(channel))

    await waiting.ask(waiting.channels[0])
    start = time.perf_counter()
    await asyncio.gather(*map(asks, waiting.channels[:in_flight]))
    return _EVENTS / (time.perf_counter() - start), statistics.median(taken)


async def _steady(twin: Double) -> tuple[float, float]:
    """The median and the 99th percentile of the seconds to a reply, where so many are asked a second."""
    waiting, asked = _Waiting(twin), list[asyncio.Task[float]]()
    await waiting.ask(waiting.channels[0])
    start = time.perf_counter()
    for at in range(_A_SECOND * _SECONDS):
        await asyncio.sleep(max(0.0, start + at / _A_SECOND - time.perf_counter()))
        asked.append(asyncio.create_task(waiting.ask(waiting.channels[at % _MOST_IN_FLIGHT])))
    taken = sorted(await asyncio.gather(*asked))
    return statistics.median(taken), taken[int(len(taken) * 0.99)]


async def _contest(
    script: Path, measure: Callable[[Double], Awaitable[tuple[float, float]]]
) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with double() as twin, served(twin, sqlite_url(Path(folder)), script):
            return await measure(twin)


async def _ratios(in_flight: int) -> None:
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in CONTESTANTS}
    for _ in range(_ROUNDS):
        for name, script in CONTESTANTS.items():
            found[name].append(await _contest(script, lambda twin: _crowded(twin, in_flight)))
    rate = {name: statistics.median(one[0] for one in rounds) for name, rounds in found.items()}
    wait = {name: statistics.median(one[1] for one in rounds) * 1e3 for name, rounds in found.items()}
    for name in CONTESTANTS:
        shown = f"{rate[name]:>6.0f} replies/s ({rate[name] / rate['empty handler']:.2f})"
        slower = wait[name] / wait["empty handler"]
        print(f"  {in_flight:>2} in flight  {name:<13} {shown}   {wait[name]:>7.1f} ms ({slower:.2f})")


async def _all() -> None:
    print(f"\nFrom event to posted reply, {_EVENTS} events, median of {_ROUNDS} rounds in turns")
    for in_flight in (1, 8, _MOST_IN_FLIGHT):
        await _ratios(in_flight)
    for name, script in CONTESTANTS.items():
        middle, last = await _contest(script, _steady)
        shown = f"median {middle * 1e3:.1f} ms   99th percentile {last * 1e3:.1f} ms"
        print(f"  {_A_SECOND} a second for {_SECONDS} s  {name:<13} {shown}")


def main() -> None:
    asyncio.run(_all())


if __name__ == "__main__":
    main()
