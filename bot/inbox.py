"""Durable work: taken in before Slack is told "ok", answered once, in order within a thread."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable
from typing import Final, Protocol

import aiohttp
from slack_sdk.errors import SlackApiError

from bot import webhook
from bot.fence import Claim, ClaimLost, current
from bot.logs import about
from bot.refusals import GONE, reason, refusal
from bot.store import Job, Store
from bot.watch import Figures

_AT_ONCE: Final = 16
_TRIES: Final = 10  # of a job that fails for a reason of its own; crashes count, too
_PATIENCE_SECONDS: Final = 12 * 3600.0  # for one that fails because Slack or the store is away
# The bot may not write in that place, or in no place any more, however often it tries.
_LASTING: Final = frozenset(
    (*"not_in_channel user_not_in_channel channel_not_found is_archived restricted_action".split(), *GONE)
)
_LONGEST_WAIT_SECONDS: Final = 30.0
_SLACK_AWAY: Final = frozenset(
    "ratelimited internal_error fatal_error service_unavailable request_timeout team_added_to_org".split()
)
_LOOK_SECONDS: Final = 0.25  # a retry or a channel's turn may have come due
_STORE_AWAY_SECONDS: Final = 1.0
_BEATS: Final = 4  # extensions in the time of one lease
_LOG = logging.getLogger(__name__)


class Worker(Protocol):
    """Whoever does the jobs; an exception means that one is not done."""

    async def work(self, job: Job) -> None: ...
    async def give_up(self, job: Job, fault: Exception) -> None: ...


class Inbox:
    """The waiting jobs of a store and the worker that does them."""

    def __init__(self, store: Store, worker: Worker, figures: Figures) -> None:
        self._store, self._worker, self._figures = store, worker, figures
        self._coming: list[tuple[Job, asyncio.Future[bool]]] = []
        self._keeping: asyncio.Task[None] | None = None
        self._running: dict[asyncio.Task[None], tuple[Job, Claim]] = {}

    # -- intake

    async def put(self, job: Job) -> bool:
        """Take a job in for good; False where it was taken in before.

        What arrives while the store is writing is kept together with the next write.
        """
        kept: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._coming.append((job, kept))
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep())
        return await kept

    async def _keep(self) -> None:
        while self._coming:
            coming, self._coming = self._coming, []
            try:
                taken = await self._store.take_in([job for job, _ in coming])
            except Exception as fault:  # noqa: BLE001 - Slack must not be told "ok", whatever it is
                _LOG.error("intake refused, Slack will send it again: %s", fault)
                self._figures.intake_refused(fault)
                _settle(coming, fault)
            else:
                _settle(coming, taken)
                for (job, _), new in zip(coming, taken, strict=True):
                    told = {"job": job.key, "kind": job.kind}
                    _LOG.info("taken in" if new else "taken in before", extra=told)
                    if new:
                        self._figures.taken_in(job)

    # -- work

    async def run(self) -> None:
        """Do jobs until cancelled; what a crash left behind comes when its claim has run out."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._hold())
            while True:
                free = len(self._running) < _AT_ONCE
                if not (free and await self._begin_next()):
                    await self._store.wait(_LOOK_SECONDS)

    async def _begin_next(self) -> bool:
        """Begin the next job, if there is one."""
        since = time.monotonic()
        try:
            job = await self._store.claim()
        except Exception as fault:  # noqa: BLE001 - the worker outlives its store's absence
            _LOG.error("no work can be claimed: %s", fault)
            await asyncio.sleep(_STORE_AWAY_SECONDS)
            return False
        if job is None:
            return False
        claim = Claim(since + self._store.lease)
        task = asyncio.create_task(self._do(job, claim))
        self._running[task] = (job, claim)
        task.add_done_callback(self._finished)
        return True

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self._store.wake()  # the next of its thread may be begun

    async def _hold(self) -> None:
        """Extend the claims of what is under way, well before they run out."""
        while True:
            await asyncio.sleep(self._store.lease / _BEATS)
            for job, claim in list(self._running.values()):
                since = time.monotonic()
                with contextlib.suppress(Exception):  # a claim that cannot be extended runs out
                    if await self._store.extend(job):
                        claim.extend(self._store.lease, since)

    async def drain(self) -> None:
        """Wait until the jobs under way are done."""
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)

    async def _do(self, job: Job, claim: Claim) -> None:
        current.set(claim)
        about(job.key)
        try:
            await self._worker.work(job)
        except ClaimLost as fault:
            _LOG.warning("job %s: %s", job.key, fault)
        except Exception as fault:  # noqa: BLE001 - a job must never take the worker down
            await self._give_back(job, fault)
        else:
            await self._told(self._store.done(job), job)
            _LOG.info("done", extra={"kind": job.kind, "tries": job.attempts})

    async def _give_back(self, job: Job, fault: Exception) -> None:
        """Try again later, ever later, and in the end leave it with its reason."""
        self._figures.failed(fault)
        why = reason(fault)
        patience, longest = _patience_with(fault)
        passing = time.time() - job.taken_in < patience
        if not passing and (job.attempts >= _TRIES or refusal(fault) in _LASTING):
            _LOG.error("job %s failed for good: %s", job.key, why)
            with contextlib.suppress(Exception):  # what failed may be the very way to the person
                await self._worker.give_up(job, fault)
            await self._told(self._store.failed(job, why), job)
            return
        _LOG.warning("job %s failed, try %s: %s", job.key, job.attempts, why)
        wait = min(longest, 0.5 * 2 ** min(job.attempts, 20))
        await self._told(self._store.retry(job, wait), job)

    async def _told(self, telling: Awaitable[bool], job: Job) -> None:
        """Where the store cannot be told, the claim runs out and the job is done again: it looks first."""
        try:
            await telling
        except Exception as fault:  # noqa: BLE001 - as above
            _LOG.error("job %s is done again, the store was not told: %s", job.key, fault)


def _patience_with(fault: Exception) -> tuple[float, float]:
    """For how long a job is tried again however often, and its longest wait between, in seconds."""
    if isinstance(fault, webhook.NotTaken):
        return webhook.PATIENCE_SECONDS, webhook.LONGEST_WAIT_SECONDS
    return _PATIENCE_SECONDS if _is_passing(fault) else 0.0, _LONGEST_WAIT_SECONDS


def _is_passing(fault: Exception) -> bool:
    """Whether the reason lies with Slack or the way to it, and passes by itself."""
    if not isinstance(fault, SlackApiError):
        return isinstance(fault, aiohttp.ClientError | TimeoutError | OSError)
    away = fault.response.status_code >= 500  # noqa: PLR2004 - Slack's own trouble
    return away or refusal(fault) in _SLACK_AWAY


def _settle(coming: list[tuple[Job, asyncio.Future[bool]]], told: list[bool] | Exception) -> None:
    """Tell everybody who waits; whoever went away is not told."""
    for at, (_, kept) in enumerate(coming):
        if kept.done():
            continue
        if isinstance(told, Exception):
            kept.set_exception(told)
        else:
            kept.set_result(told[at])
