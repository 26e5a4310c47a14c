"""The server's start, its size, and its memory while it answers one question after the other."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from databases import sqlite_url
from served import served

from bot.playground.double import Double, double
from bot.playground.workspace import BOT_USER

_AT_ONCE = 32
_CHANNELS = 64
_TEXTS = (
    "payg from {year}, port 25?",
    "msdn {year} poort 25?",
    "port 25 on azure, csp since {year}?",
    "EA, port 25?",
)


class _Asking:
    """Questions one after the other, many at once, forgotten by the double when answered."""

    def __init__(self, slack: Double) -> None:
        self._slack, self._gate = slack, asyncio.Semaphore(_AT_ONCE)
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._post = slack.api._methods["chat.postMessage"]
        slack.api._methods["chat.postMessage"] = self._posted
        slack.workspace.channels |= {f"C9LOAD{at:03d}" for at in range(_CHANNELS)}

    def _posted(self, fields: dict[str, object]) -> dict[str, object]:
        answer = self._post(fields)
        waiting = self._waiting.pop(str(fields.get("thread_ts")), None)
        if waiting and not waiting.done():
            waiting.set_result(None)
        return answer

    async def ask(self, number: int) -> None:
        async with self._gate:
            channel = f"C9LOAD{number % _CHANNELS:03d}"
            text = _TEXTS[number % len(_TEXTS)].format(year=2012 + number % 14)
            posted = self._slack.workspace.add(channel, {"user": "U0ANNA", "text": f"<@{BOT_USER}> {text}"})
            self._waiting[posted["ts"]] = waiting = asyncio.get_running_loop().create_future()
            self._slack.delivery.event({**posted, "type": "app_mention", "channel": channel})
            await waiting
            if number % 1_000 == 0:
                self._slack.workspace.messages.clear()
                self._slack.api.calls.clear()


def _resident(process: int) -> float:
    """Megabytes."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no resident size")


async def _all(questions: int, python: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with double() as slack:
            begin = time.perf_counter()
            async with served(slack, sqlite_url(Path(folder)), python=python) as process:
                asking = _Asking(slack)
                await asking.ask(1)
                print(f"\nThe server\n  start to first answer   {time.perf_counter() - begin:.2f} s")
                done, before = 1, _resident(process.pid)
                print(f"  resident after 1 question   {before:.0f} MB")
                for mark in (questions // 100, questions // 10, questions // 2, questions):
                    start = time.perf_counter()
                    await asyncio.gather(*(asking.ask(number) for number in range(done + 1, mark + 1)))
                    each = (mark - done) / (time.perf_counter() - start)
                    done = mark
                    size = f"{_resident(process.pid):.0f} MB ({each:.0f} answers/s)"
                    print(f"  resident after {mark:,} questions   {size}")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--questions", type=int, default=100_000)
    options.add_argument("--python", default=sys.executable, help="that the server runs in")
    told = options.parse_args()
    asyncio.run(_all(told.questions, told.python))
