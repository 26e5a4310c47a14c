"""Durable work: taken in before Slack is told "ok", answered once, in order within a thread."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final, Protocol, TypeVar

from bot import webhook
from bot.ending import end
from bot.fence import Claim, ClaimLost, current
from bot.logs import about
from bot.refusals import is_lasting, is_of_token, is_passing, reason, refusal, retry_after
from bot.store import Job, OddJob, Store, StoreAway
from bot.watch import Figures

_AT_ONCE: Final = 16
_AFTER_ONE: Final = 2  # jobs that its end may let begin: of its thread, of its channel
_TRIES: Final = 5  # of a job that fails for a reason of its own; crashes count, too
_PATIENCE_SECONDS: Final = 12 * 3600.0  # for one that fails because Slack or the store is away
_LONGEST_WAIT_SECONDS: Final = 30.0
_LOOK_SECONDS: Final = 0.25  # a retry or a channel's turn may have come due
_STORE_AWAY_SECONDS: Final = 1.0
STOP_SECONDS: Final = 20.0  # platforms give 30 between SIGTERM and SIGKILL
_BEATS: Final = 4  # extensions in the time of one lease
_LOG = logging.getLogger(__name__)

_T = TypeVar("_T")
type_of_waiting = tuple[Job, asyncio.Future[bool]]


class NotKept(Exception):
    """The store did not take a job in: Slack is to send it again."""


class Worker(Protocol):
    """Whoever does the jobs; an exception means that one is not done."""

    async def work(self, job: Job) -> None: ...
    async def give_up(self, job: Job, fault: Exception) -> None: ...


class Inbox:
    """The waiting jobs of a store and the worker that does them."""

    def __init__(self, store: Store, worker: Worker, figures: Figures) -> None:
        self._store, self._worker, self._figures = store, worker, figures
        self._coming: list[type_of_waiting] = []
        self._keeping: asyncio.Task[None] | None = None
        self._running: dict[asyncio.Task[None], tuple[Job, Claim]] = {}
        self._works = False
        self._promised = 0  # places for what the store is asked for

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
                await self._keep_together(coming)
            except Exception as fault:  # noqa: BLE001 - Slack must not be told "ok", whatever it is
                _LOG.error("intake refused, Slack will send it again: %s", fault)
                self._figures.intake_refused(fault)
                _settle(coming, NotKept(str(fault)))

    async def _keep_together(self, coming: list[type_of_waiting]) -> None:
        """Keep all of them at once; one by one where one of them cannot be kept at all."""
        try:
            jobs = [job for job, _ in coming]
            taken = await self._begin(partial(self._store.take_in_and_claim, jobs), len(jobs))
        except OddJob as fault:
            if len(coming) > 1:
                for one in coming:
                    await self._keep_together([one])
                return
            self._figures.malformed(fault)
            taken = [False]
        _settle(coming, taken)
        for (job, _), new in zip(coming, taken, strict=True):
            _LOG.info("taken in" if new else "taken in before", extra={"job": job.key, "kind": job.kind})
            if new:
                self._figures.taken_in(job)

    # -- work

    async def run(self) -> None:
        """Do jobs until cancelled; what a crash left behind comes when its claim has run out."""
        self._works = True
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._hold())
                while True:
                    if not (self._room() and await self._look()):
                        await self._store.wait(_LOOK_SECONDS)
        finally:
            self._works = False

    def _room(self, leaving: int = 0) -> int:
        """For how many jobs more there is room, once so many have left."""
        return max(0, _AT_ONCE + leaving - len(self._running) - self._promised) if self._works else 0

    async def _look(self) -> bool:
        """Begin the next job, if there is one."""
        try:
            return await self._begin(self._found, 1)
        except Exception as fault:  # noqa: BLE001 - the worker outlives its store's absence
            _LOG.error("no work can be claimed: %s", fault)
            await asyncio.sleep(_STORE_AWAY_SECONDS)
            return False

    async def _found(self, most: int) -> tuple[bool, list[Job]]:
        claimed = await self._store.claim(most)
        return bool(claimed), claimed

    async def _begin(
        self, ask: Callable[[int], Awaitable[tuple[_T, list[Job]]]], most: int, *, leaving: int = 0
    ) -> _T:
        """What the store tells, with what it claimed then begun: so many, as far as there is room."""
        since, most = time.monotonic(), min(most, self._room(leaving))
        self._promised += most
        try:
            told, claimed = await ask(most)
        finally:
            self._promised -= most
        for job in claimed:
            claim = Claim.held(self._store.lease, since)
            claim.extend = partial(self._extend, [(job, claim)])
            task = asyncio.create_task(self._do(job, claim))
            self._running[task] = (job, claim)
            task.add_done_callback(self._finished)
        return told

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)

    async def _hold(self) -> None:
        """Extend the claims of what is under way, well before they run out."""
        while True:
            await asyncio.sleep(self._store.lease / _BEATS)
            if self._running:
                await self._extend(list(self._running.values()))

    async def _extend(self, held: Sequence[tuple[Job, Claim]]) -> bool:
        """Hold these for another lease, all at once; whether all of them are still ours."""
        since, ours = time.monotonic(), [False]
        with contextlib.suppress(Exception):  # a claim that cannot be extended runs out
            ours = await self._store.extend([job for job, _ in held])
        for (_, claim), is_ours in zip(held, ours, strict=False):
            if is_ours:
                claim.extended(self._store.lease, since)
        return all(ours)

    async def drain(self, seconds: float = STOP_SECONDS) -> None:
        """Wait until the jobs under way are done, and hold them until then; at most so long.

        What is not done by then is left to its claim: when that has run out, another process looks
        whether Slack has the reply, and goes on.
        """
        holding, until = asyncio.create_task(self._hold()), time.monotonic() + seconds
        while self._running and time.monotonic() < until:  # what is done may have claimed another
            await asyncio.wait(self._running, timeout=until - time.monotonic())
        left = list(self._running)
        if left:
            _LOG.warning("%s jobs were not done within %s s, and are left to others", len(left), seconds)
        await end([holding, *left])

    async def _do(self, job: Job, claim: Claim) -> None:
        current.set(claim)
        about(job.key)
        try:
            await self._worker.work(job)
        except ClaimLost as fault:
            _LOG.warning("job %s: %s", job.key, fault)
        except Exception as fault:  # noqa: BLE001 - a job must never take the worker down
            await self._give_back(job, fault, claim)
        else:
            done = partial(self._store.done_and_claim, job)
            await self._told(partial(self._begin, done, _AFTER_ONE, leaving=1), job, claim)
            _LOG.info("done", extra={"kind": job.kind, "tries": job.attempts})

    async def _give_back(self, job: Job, fault: Exception, claim: Claim) -> None:
        """Try again later, ever later, and in the end leave it with its reason."""
        self._figures.failed(fault)
        why, wait = reason(fault), _wait(job, fault)
        if wait is None:
            _LOG.error("job %s failed for good: %s", job.key, why)
            with contextlib.suppress(Exception):  # what failed may be the very way to the person
                await self._worker.give_up(job, fault)
            await self._told(partial(self._store.failed, job, why), job, claim)
            self._store.wake()  # the next of its thread may be begun
            return
        if is_of_token(fault):
            _LOG.error("Slack does not take the bot's token: set a new SLACK_BOT_TOKEN (%s)", refusal(fault))
        _LOG.warning("job %s failed, try %s, again in %s s: %s", job.key, job.attempts, wait, why)
        await self._told(partial(self._store.retry, job, wait), job, claim)

    async def _told(self, tell: Callable[[], Awaitable[bool]], job: Job, claim: Claim) -> None:
        """Tell the store what became of a job, for as long as the claim holds: it may be away for a moment.

        After that the job is done again and looks first; but what was said privately cannot be looked for.
        """
        while True:
            try:
                await tell()
            except Exception as fault:  # noqa: BLE001 - as above
                if not claim.holds:
                    _LOG.error("job %s is done again, the store was not told: %s", job.key, fault)
                    return
            else:
                return
            await asyncio.sleep(_LOOK_SECONDS)


def _wait(job: Job, fault: Exception) -> float | None:
    """After how many seconds a job is tried again, ever later; None where that is of no use."""
    if is_lasting(fault):
        return None
    patience, longest = _patience_with(fault)
    if patience:
        if time.time() - job.taken_in > patience:
            return None
        return retry_after(fault) or min(longest, 0.5 * 2 ** min(job.attempts, 20))
    # Its own fault: the next of its thread must not wait long for it.
    return None if job.attempts >= _TRIES else 0.25 * 2**job.attempts


def _patience_with(fault: Exception) -> tuple[float, float]:
    """For how long a job is tried again however often, and its longest wait between, in seconds."""
    if isinstance(fault, webhook.NotTaken):
        return webhook.PATIENCE_SECONDS, webhook.LONGEST_WAIT_SECONDS
    passes = is_passing(fault) or is_of_token(fault) or isinstance(fault, StoreAway)
    return _PATIENCE_SECONDS if passes else 0.0, _LONGEST_WAIT_SECONDS


def _settle(coming: list[type_of_waiting], told: list[bool] | Exception) -> None:
    """Tell everybody who waits; whoever went away is not told."""
    for at, (_, kept) in enumerate(coming):
        if kept.done():
            continue
        if isinstance(told, Exception):
            kept.set_exception(told)
        else:
            kept.set_result(told[at])
