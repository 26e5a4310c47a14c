"""Durable work: taken in before Slack is told "ok", answered once, in order within a thread."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.store import Job, Store

_AT_ONCE = 16
_TRIES = 6
_LOG = logging.getLogger(__name__)


class Inbox:
    """The waiting jobs of a store and the worker that does them."""

    def __init__(self, store: Store, work: Callable[[Job], Awaitable[None]]) -> None:
        self._store, self._work = store, work
        self._wake = asyncio.Event()
        self._coming: list[tuple[Job, asyncio.Future[bool]]] = []
        self._running: set[asyncio.Task[None]] = set()

    async def put(self, job: Job) -> bool:
        """Take a job in for good; False where it was taken in before.

        What arrives in the same moment is kept together.
        """
        loop = asyncio.get_running_loop()
        kept: asyncio.Future[bool] = loop.create_future()
        self._coming.append((job, kept))
        if len(self._coming) == 1:
            loop.call_soon(self._keep)
        return await kept

    def _keep(self) -> None:
        coming, self._coming = self._coming, []
        try:
            taken = self._store.take_in([job for job, _ in coming])
        except Exception as fault:  # noqa: BLE001 - Slack must not be told "ok", whatever it is
            for _, kept in coming:
                kept.set_exception(fault)
            return
        for (_, kept), new in zip(coming, taken, strict=True):
            if not kept.done():
                kept.set_result(new)
        self._wake.set()

    async def run(self) -> None:
        """Do jobs until cancelled; what a crash left behind comes first."""
        released = self._store.release_all()
        if released:
            _LOG.info("%s jobs of an earlier run go on", released)
        while True:
            self._wake.clear()
            while len(self._running) < _AT_ONCE and (job := self._store.claim()) is not None:
                task = asyncio.create_task(self._do(job))
                self._running.add(task)
                task.add_done_callback(self._finished)
            try:
                await asyncio.wait_for(self._wake.wait(), timeout=1.0)  # a retry may have come due
            except TimeoutError:
                continue

    async def drain(self) -> None:
        """Wait until the jobs under way are done."""
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._wake.set()

    async def _do(self, job: Job) -> None:
        try:
            await self._work(job)
        except asyncio.CancelledError:
            self._store.retry(job, 0)
            raise
        except Exception as fault:  # noqa: BLE001 - a job must never take the worker down
            self._give_back(job, fault)
        else:
            self._store.done(job)

    def _give_back(self, job: Job, fault: Exception) -> None:
        """Try again later, ever later, and in the end leave it with its reason."""
        reason = f"{type(fault).__name__}: {fault}"[:500]
        if job.attempts >= _TRIES:
            _LOG.error("job %s failed for good: %s", job.key, reason)
            self._store.failed(job, reason)
            return
        _LOG.warning("job %s failed, try %s: %s", job.key, job.attempts, reason)
        self._store.retry(job, min(60.0, 0.5 * 2**job.attempts))
