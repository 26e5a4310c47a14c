"""What can be watched from outside: alive, ready, and figures for Prometheus.

The figures are those of this process; the queue's depth and age are the store's, and the same in all.
Anybody may ask, so asking costs nothing: the store and Slack are looked at now and then, for all who
ask meanwhile.
"""

import asyncio
import logging
import time
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any, Final

import aiohttp
from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from slack_sdk.web.async_client import AsyncWebClient

from bot.outward import proxy_for
from bot.refusals import is_of_token
from bot.store import Job, Store, Waiting

_REFUSED_SECONDS: Final = 30.0  # for which a refused intake is told
_REACH_SECONDS: Final = 2.0
_FRESH_SECONDS: Final = 5.0  # for which one look is enough
_BUCKETS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
_LOG = logging.getLogger(__name__)
_ASKING_BACK: Final = ("ask_subscription", "ask_created", "ask_delivery", "ask_provider", "ask_service")
_NOT_KNOWN: Final = float("nan")


class Figures:
    """The counters of this process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._taken_in = self._counter("taken_in", "Jobs taken in, each once.", ["kind"])
        self._answered = self._counter("answered", "Answers, by outcome.", ["outcome"])
        self._asked_back = self._counter("asked_back", "Answers that are a question.")
        self._votes = self._counter("votes", "Votes on answers.", ["right"])
        self._malformed = self._counter("malformed", "Requests of Slack that could not be read.", ["error"])
        self._unreadable = self._counter("unreadable", "What came in and is no request.", ["error"])
        self._failures = self._counter("job_failures", "Tries of a job that failed.", ["error"])
        self._seconds = Histogram(
            "port25_reply_seconds",
            "From the intake to the posted reply.",
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self._refused: tuple[float, str] | None = None
        self.token_refused = False  # as Slack last told whoever called it
        self._store_up = Gauge("port25_store_up", "Whether the store can be reached.", registry=self.registry)
        self._slack_up = Gauge("port25_slack_up", "Whether Slack can be used.", registry=self.registry)
        self._depth = Gauge("port25_queue_jobs", "Jobs that wait or are under way.", registry=self.registry)
        self._age = Gauge("port25_queue_oldest_seconds", "Age of the oldest of them.", registry=self.registry)

    def _counter(self, name: str, about: str, labels: list[str] | None = None) -> Counter:
        return Counter(f"port25_{name}", about, labels or [], registry=self.registry)

    def taken_in(self, job: Job) -> None:
        self._refused = None
        self._taken_in.labels(job.kind).inc()

    def intake_refused(self, fault: Exception) -> None:
        """Nothing could be taken in."""
        self._refused = (time.monotonic(), type(fault).__name__)
        self.failed(fault)

    @property
    def intake(self) -> str:
        """How intake stands; a refusal counts for a while only, or nobody would ever send again."""
        if self._refused is None or time.monotonic() - self._refused[0] > _REFUSED_SECONDS:
            return "ok"
        return f"refused: {self._refused[1]}"

    def answered(self, outcome: str, job: Job) -> None:
        """An answer was posted."""
        self.token_refused = False
        self._answered.labels(outcome).inc()
        if outcome in _ASKING_BACK:
            self._asked_back.inc()
        if job.taken_in:
            self._seconds.observe(time.time() - job.taken_in)

    def voted(self, *, right: bool) -> None:
        self._votes.labels("yes" if right else "no").inc()

    def malformed(self, fault: Exception) -> None:
        """Something came that is not as Slack describes it."""
        _LOG.error("a request of Slack cannot be read, it is acknowledged and dropped", exc_info=fault)
        self._malformed.labels(type(fault).__name__).inc()

    def unreadable(self, fault: Exception) -> None:
        """Something came that is no request at all."""
        self._unreadable.labels(type(fault).__name__).inc()

    def failed(self, fault: Exception) -> None:
        self.token_refused = self.token_refused or is_of_token(fault)
        self._failures.labels(type(fault).__name__).inc()

    def written(self, seen: "Seen") -> bytes:
        """Everything in Prometheus' text form; what was last seen of the store with it."""
        self._store_up.set(seen.store == "ok")
        self._slack_up.set(seen.slack == "ok")
        self._depth.set(seen.waiting.jobs if seen.waiting else _NOT_KNOWN)
        self._age.set(seen.waiting.oldest_seconds if seen.waiting else _NOT_KNOWN)
        return generate_latest(self.registry)


@dataclass(frozen=True)
class Seen:
    """How the store and Slack were found; what waits, where the store could tell."""

    store: str
    slack: str
    waiting: Waiting | None


class Watch:
    """The endpoints `/healthz`, `/readyz` and `/metrics`."""

    def __init__(self, store: Store, client: AsyncWebClient, figures: Figures) -> None:
        self._store, self._client, self._figures = store, client, figures
        self._looking: asyncio.Task[Seen] | None = None
        self._looked = 0.0

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/healthz", self._healthz),
            web.get("/readyz", self._readyz),
            web.get("/metrics", self._metrics),
        ]

    async def _healthz(self, _request: web.Request) -> web.Response:
        """Alive: that it answers is the answer."""
        return web.json_response({"ok": True})

    async def _readyz(self, _request: web.Request) -> web.Response:
        """Ready: the store can be reached, and what comes in is taken.

        Slack and the queue are told and no more: neither gets better by turning away what comes in.
        """
        seen, intake = await self._seen(), self._figures.intake
        ready = seen.store == intake == "ok"
        told = {"ok": ready, "store": seen.store, "slack": seen.slack, "intake": intake}
        if seen.waiting:
            oldest = round(seen.waiting.oldest_seconds, 1)
            told |= {"queue_jobs": seen.waiting.jobs, "queue_oldest_seconds": oldest}
        return web.json_response(told, status=200 if ready else 503)

    async def _metrics(self, _request: web.Request) -> web.Response:
        body = self._figures.written(await self._seen())
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    # -- a look around

    async def _seen(self) -> Seen:
        """What the last look found, or a new one where that is old; all who ask meanwhile share it."""
        now = time.monotonic()
        if self._looking is None or now - self._looked > _FRESH_SECONDS:
            self._looked = now
            self._looking = asyncio.create_task(self._look())
        seen = await asyncio.shield(self._looking)  # who hangs up takes nobody else's look away
        return replace(seen, slack="refuses the token") if self._figures.token_refused else seen

    async def _look(self) -> Seen:
        (store, waiting), slack = await asyncio.gather(self._queue(), self._slack())
        return Seen(store, slack, waiting)

    async def _queue(self) -> tuple[str, Waiting | None]:
        try:
            return "ok", await _soon(self._store.waiting())
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is not ready
            return f"unreachable: {type(fault).__name__}", None

    async def _slack(self) -> str:
        url = f"{self._client.base_url}api.test"
        try:
            timeout = aiohttp.ClientTimeout(total=_REACH_SECONDS)
            asked = self._client.session.post(url, timeout=timeout, proxy=proxy_for(url))  # type: ignore[union-attr]
            async with asked as response:
                return "ok" if response.status == 200 else f"answers {response.status}"  # noqa: PLR2004
        except (TimeoutError, aiohttp.ClientError) as fault:
            return f"unreachable: {type(fault).__name__}"


async def _soon(asked: Coroutine[Any, Any, Waiting]) -> Waiting:
    """What was asked, or TimeoutError: a database that is frozen does not even hear that it may stop."""
    asking = asyncio.create_task(asked)
    try:
        async with asyncio.timeout(_REACH_SECONDS):
            return await asyncio.shield(asking)
    finally:
        asking.cancel()
