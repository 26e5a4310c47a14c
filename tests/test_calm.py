"""The server's loop is never held: whatever one person or process does, the others do not wait for it."""

import asyncio
import contextlib
import signal
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
from databases import sqlite_url
from served import ROOT, served
from slack import Slack

from bot.playground.double import double
from bot.playground.workspace import BOT_USER

_MONITORED = ROOT / "tests" / "monitored.py"
_HELD = 0.05  # seconds that nothing may hold the loop
_NOISE = 5  # times what the machine itself holds an idle one
_ROUNDS = 3  # the calmest counts: noise comes and goes, a fault stays
_LOCKED_SECONDS = 5
_LONGEST = 39_900  # characters, beside the mention: more are not read

type_of_load = Callable[[Slack, Path, int], Awaitable[None]]


async def _many(slack: Slack, _file: Path, number: int) -> None:
    channels = [f"C9CALM{number}{at:02d}" for at in range(50)]
    slack.twin.workspace.channels |= set(channels)
    await asyncio.gather(*(slack.ask("payg from 2019, port 25?", channel=one) for one in channels * 2))
    await asyncio.gather(*(slack.replies(2, one) for one in channels))


async def _long_word(slack: Slack, _file: Path, number: int) -> None:
    await slack.ask("ⅷ" * _LONGEST)
    await slack.replies(number)


async def _long_prose(slack: Slack, _file: Path, number: int) -> None:
    await slack.ask(("payg from 2019, port 25? our vm sends with postfix, csp since 2020. " * 600)[:_LONGEST])
    await slack.replies(number)


async def _half_mentions(slack: Slack, _file: Path, number: int) -> None:
    await slack.ask(f"<@{BOT_USER}|" * 2_000)
    await slack.replies(number)


async def _locked(slack: Slack, file: Path, number: int) -> None:
    """Another process holds the file, as a copy or a look into it may."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin exclusive")
        await slack.ask("EA, port 25?")
        await asyncio.sleep(_LOCKED_SECONDS)
        other.execute("commit")
    await slack.replies(number)


@pytest.mark.parametrize("load", [_many, _long_word, _long_prose, _half_mentions, _locked])
def test_nothing_holds_the_loop(load: type_of_load, tmp_path: Path) -> None:
    async def story() -> None:
        async with (
            double(retry_seconds=(0.5, 1.0, 2.0, 4.0)) as twin,
            aiohttp.ClientSession() as session,
            served(twin, sqlite_url(tmp_path), _MONITORED, stdout=asyncio.subprocess.PIPE) as server,
        ):
            slack, told = Slack(twin, session), []

            async def longest() -> list[float]:
                server.send_signal(signal.SIGUSR1)
                assert server.stdout is not None
                return [float(seconds) for seconds in (await server.stdout.readline()).split()]

            for number in range(1, _ROUNDS + 1):
                await longest()
                await asyncio.sleep(1.0)
                _, _, idle = await longest()
                await load(slack, tmp_path / "store.sqlite3", number)
                held, computed, _ = await longest()
                if held < _HELD + _NOISE * idle and computed < _HELD:
                    return
                told.append(f"held {held:.3f} s, computing {computed:.3f} s, idle {idle:.3f} s")
            raise AssertionError(told)

    asyncio.run(story())
