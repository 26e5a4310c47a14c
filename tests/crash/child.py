"""The real server, with places at which it may be killed: started by the harness, never by hand.

Its settings come from the environment, as everywhere. DEATH names the place and CHANCE how likely a
passage through it is the last one, or with HOW=STOP that it stands still there. SKEW is how many seconds
its clock is wrong. DISK is the folder that keeps what is left when the power is cut. PLANT names a fault
that is planted in it, for the harness to find.
"""

import asyncio
import os
import random
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from crash import power
from crash.planted import plant
from slack_bolt.adapter.socket_mode import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot import app, loops, webhook
from bot.fence import Claim
from bot.inbox import Inbox
from bot.settings import read_settings
from bot.store import Job
from bot.store.sql import SqlStore
from bot.store.sqlite import SqliteStore

PLACES = (
    "before_store", "after_store", "before_ack", "after_claim", "before_post", "after_post", "before_mark",
)  # fmt: skip
_MOMENTS: Final = (0.0, 0.0, 0.1)  # seconds; in the last, what else is under way gets on
_HANDOFF_WAIT_SECONDS: Final = 5.0  # at most; kills count as tries, and the waits double with each
_WAKING_SECONDS: Final = 0.05


async def _pass(place: str) -> None:
    """Die here, or stand still: whoever then wakes up does first what has come due meanwhile."""
    if os.environ.get("DEATH") != place or random.random() >= float(os.environ["CHANCE"]):
        return
    if os.environ.get("HOW") != "STOP":
        await asyncio.sleep(random.choice(_MOMENTS))
        os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGSTOP)
    await asyncio.sleep(_WAKING_SECONDS)


def _around(owner: Any, name: str, before: str | None, after: str | None) -> None:
    """Put a place before and one after a method."""
    inner: Callable[..., Awaitable[Any]] = getattr(owner, name)

    async def passed(*given: Any, **named: Any) -> Any:
        if before:
            await _pass(before)
        found = await inner(*given, **named)
        if after:
            await _pass(after)
        return found

    setattr(owner, name, passed)


def _keeper() -> type[SqlStore]:
    if os.environ["DATABASE_URL"].startswith("sqlite:"):
        return SqliteStore
    from bot.store.postgres import PostgresStore  # noqa: PLC0415 - its driver is not small

    return PostgresStore


def _set_places() -> None:
    _around(_keeper(), "take_in_and_claim", "before_store", "after_store")
    _around(SqlStore, "done_and_claim", "before_mark", None)
    _around(AsyncWebClient, "chat_postMessage", "before_post", "after_post")
    _around(app, "to_aiohttp_response", "before_ack", None)
    _around(aiohttp, "send_async_response", "before_ack", None)
    do = Inbox._do  # noqa: SLF001 - nobody else knows that a job was claimed

    async def begun(inbox: Inbox, job: Job, claim: Claim) -> None:
        await _pass("after_claim")
        await do(inbox, job, claim)

    Inbox._do = begun  # type: ignore[method-assign]  # noqa: SLF001 - as above


def _skew() -> None:
    """A clock that is wrong by so much."""
    right, ahead = time.time, float(os.environ.get("SKEW") or 0)
    if ahead:
        time.time = lambda: right() + ahead


def live() -> None:
    """Run until it is asked to end, or killed."""
    _skew()
    webhook.LONGEST_WAIT_SECONDS = _HANDOFF_WAIT_SECONDS  # type: ignore[misc]
    if "DISK" in os.environ:
        power.hold(Path(os.environ["DISK"]))
    plant(os.environ.get("PLANT", ""))
    _set_places()
    loops.run(app.serve(read_settings(), pace=0))


if __name__ == "__main__":
    live()
