"""What can be watched from outside: alive, ready, and figures for Prometheus.

The figures are those of this process; the queue's depth and age are the store's, and the same in all.
"""

import asyncio
import logging
import time
from typing import Final

import aiohttp
from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from slack_sdk.web.async_client import AsyncWebClient

from bot.store import Job, Store, Waiting

_OLDEST_READY_SECONDS: Final = 60.0  # a queue older than this is no longer worked off
_REFUSED_SECONDS: Final = 30.0  # for which a refused intake is told
_REACH_SECONDS: Final = 2.0
_BUCKETS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
_LOG = logging.getLogger(__name__)
_ASKING_BACK: Final = ("ask_subscription", "ask_created", "ask_delivery", "ask_provider", "ask_service")


class Figures:
    """The counters of this process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._taken_in = self._counter("taken_in", "Jobs taken in, each once.", ["kind"])
        self._answered = self._counter("answered", "Answers, by outcome.", ["outcome"])
        self._asked_back = self._counter("asked_back", "Answers that are a question.")
        self._votes = self._counter("votes", "Votes on answers.", ["right"])
        self._malformed = self._counter("malformed", "Requests of Slack that could not be read.", ["error"])
        self._failures = self._counter("job_failures", "Tries of a job that failed.", ["error"])
        self._seconds = Histogram(
            "port25_reply_seconds",
            "From the intake to the posted reply.",
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self._refused: tuple[float, str] | None = None
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

    def failed(self, fault: Exception) -> None:
        self._failures.labels(type(fault).__name__).inc()

    async def written(self, store: Store) -> bytes:
        """Everything in Prometheus' text form."""
        waiting = await store.waiting()
        self._depth.set(waiting.jobs)
        self._age.set(waiting.oldest_seconds)
        return generate_latest(self.registry)


class Watch:
    """The endpoints `/healthz`, `/readyz` and `/metrics`."""

    def __init__(self, store: Store, client: AsyncWebClient, figures: Figures) -> None:
        self._store, self._client, self._figures = store, client, figures

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
        """Ready: the store and Slack can be reached, jobs are taken in, and the queue is worked off."""
        (store, waiting), slack = await asyncio.gather(self._queue(), self._slack())
        intake = self._figures.intake
        ready = store == slack == intake == "ok" and waiting.oldest_seconds < _OLDEST_READY_SECONDS
        told = {"store": store, "slack": slack, "intake": intake, "queue_jobs": waiting.jobs}
        told |= {"ok": ready, "queue_oldest_seconds": round(waiting.oldest_seconds, 1)}
        return web.json_response(told, status=200 if ready else 503)

    async def _queue(self) -> tuple[str, Waiting]:
        try:
            return "ok", await asyncio.wait_for(self._store.waiting(), _REACH_SECONDS)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is not ready
            return f"unreachable: {type(fault).__name__}", Waiting()

    async def _slack(self) -> str:
        url = f"{self._client.base_url}api.test"
        try:
            timeout = aiohttp.ClientTimeout(total=_REACH_SECONDS)
            async with self._client.session.post(url, timeout=timeout) as response:  # type: ignore[union-attr]
                return "ok" if response.status == 200 else f"answers {response.status}"  # noqa: PLR2004
        except (TimeoutError, aiohttp.ClientError) as fault:
            return f"unreachable: {type(fault).__name__}"

    async def _metrics(self, _request: web.Request) -> web.Response:
        body = await self._figures.written(self._store)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})
