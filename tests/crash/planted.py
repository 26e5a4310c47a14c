"""Faults that are planted in the server, so that the harness can show that it sees them."""

import asyncio
import contextlib
import uuid
from dataclasses import replace
from typing import Any

from bot import fence, voice, webhook
from bot.inbox import Inbox
from bot.store import Job, sql, sqlite
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
    async def let_through(_claim: fence.Claim) -> None:
        pass

    fence.Claim.check = let_through  # type: ignore[method-assign]


def _attempts_ignored() -> None:
    """Whoever claimed a job holds it, though somebody else has claimed it since."""
    sql._STILL_MINE = sql._STILL_MINE.replace("and attempts = %(attempts)s ", "")


def _synchronous_off() -> None:
    """SQLite writes, and leaves it to the machine when that is on the disk."""
    sqlite._ON_DISK = tuple(pragma.replace("= full", "= off") for pragma in sqlite._ON_DISK)


def _handed_off_at_any_answer() -> None:
    hand_off = webhook.hand_off

    async def once(job: Job, settings: Any) -> None:
        with contextlib.suppress(webhook.NotTaken):
            await hand_off(job, settings)

    webhook.hand_off = once


def _handed_off_under_a_new_name() -> None:
    signed = webhook._signed
    webhook._signed = lambda name, *more: signed(f"{name}:{uuid.uuid4()}", *more)


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
    "attempts ignored": _attempts_ignored,
    "synchronous off": _synchronous_off,
    "handed off at any answer": _handed_off_at_any_answer,
    "handed off under a new name": _handed_off_under_a_new_name,
    "duplicates not refused": _no_duplicates_refused,
}
