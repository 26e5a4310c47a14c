"""From event to posted reply on loopback, beside an empty Bolt handler on the same stack.

Each runs in a process of its own, takes signed HTTP events from the double in this one, and posts one
message for each. port25 keeps every event on disk before it acknowledges it and reads, decides and
keeps the answer; the empty handler keeps nothing and says one word.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from databases import sqlite_url
from served import CHILD, served

from bot.playground.double import Double, double
from bot.playground.workspace import BOT_USER

EMPTY = Path(__file__).parent / "empty_handler.py"
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


async def _contest(script: Path, in_flight: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with double() as twin, served(twin, sqlite_url(Path(folder)), script):
            return await _measure(twin, in_flight)


async def _all() -> None:
    contestants = {"empty handler": EMPTY, "port25": CHILD}
    print(f"\nFrom event to posted reply, {_EVENTS} events, median of {_ROUNDS} rounds in turns")
    for in_flight in (1, 8, 32):
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in contestants}
        for _ in range(_ROUNDS):
            for name, script in contestants.items():
                found[name].append(await _contest(script, in_flight))
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
