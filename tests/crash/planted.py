"""Faults that are planted in the server, so that the harness can show that it sees them."""

import asyncio
import uuid
from dataclasses import replace
from typing import Any

from bot import fence, voice
from bot.inbox import Inbox
from bot.store import Job, sql
from bot.store.sql import SqlStore


def plant(name: str) -> None:
    """Plant the fault of this name, none where it is empty."""
    if name:
        FAULTS[name]()


def _acknowledged_before_kept() -> None:
    put = Inbox.put

    async def later(inbox: Inbox, job: Job) -> bool:
        async def keep() -> None:
            await asyncio.sleep(0.05)
            await put(inbox, job)

        kept = asyncio.create_task(keep())
        kept.add_done_callback(lambda _: None)
        return True

    Inbox.put = later  # type: ignore[method-assign]


def _no_look_before_the_post() -> None:
    async def nothing(*_: Any) -> None:
        return None

    voice.Voice._posted = nothing  # type: ignore[method-assign]


def _done_before_the_work() -> None:
    do = Inbox._do

    async def done_first(inbox: Inbox, job: Job, claim: fence.Claim) -> None:
        await inbox._store.done(job)
        await do(inbox, job, claim)

    Inbox._do = done_first  # type: ignore[method-assign]


def _no_order_in_a_thread() -> None:
    """The youngest first, whatever waits before it."""
    unordered = sql._CLAIM.replace("earlier.id < job.id", "earlier.id < 0")
    sql._CLAIM = unordered.replace("order by place, id", "order by id desc")


def _no_fence() -> None:
    fence.Claim.check = lambda _claim: None  # type: ignore[method-assign]


def _no_duplicates_refused() -> None:
    take_in = SqlStore._intake

    def all_of_them(store: SqlStore, jobs: Any) -> Any:
        return take_in(store, [replace(job, key=f"{job.key}#{uuid.uuid4()}", message=None) for job in jobs])

    SqlStore._intake = all_of_them  # type: ignore[method-assign]


FAULTS = {
    "acknowledged before kept": _acknowledged_before_kept,
    "no look before the post": _no_look_before_the_post,
    "done before the work": _done_before_the_work,
    "no order in a thread": _no_order_in_a_thread,
    "no fence": _no_fence,
    "duplicates not refused": _no_duplicates_refused,
}
