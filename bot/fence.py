"""A claim on a job holds only so long: nothing is posted to Slack when it is about to run out.

A process may be frozen between its claim and its reply, and wake when another has long answered. So
the time is looked at where no more waiting comes: when the request is about to be written. What is sent
takes its time to arrive, and nobody can look for it on the way: half of a lease is left for that. Where
less is left the claim is extended first; whoever cannot do that sends nothing.
"""

import time
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Final

import aiohttp

_USED: Final = 0.9  # of a lease; the rest is for clocks that differ
_ON_THE_WAY: Final = 0.5  # of a lease, for what is sent to arrive


class ClaimLost(Exception):
    """The claim under which something was to be posted has run out; another process has the job."""


async def _no_longer() -> bool:
    """Nobody can extend this claim."""
    return False


@dataclass
class Claim:
    """Until when (of `time.monotonic`) something may be sent for the job under way, and is ours to close.

    `extend` asks the store to hold it for another lease, and tells whether it does.
    """

    send_until: float
    until: float
    extend: Callable[[], Awaitable[bool]] = _no_longer

    @classmethod
    def held(cls, lease: float, since: float) -> "Claim":
        """A claim for a lease of so many seconds, counted from before the store was asked for it."""
        claim = cls(since, since)
        claim.extended(lease, since)
        return claim

    def extended(self, lease: float, since: float) -> None:
        """It holds for another lease, counted in the same way."""
        self.send_until, self.until = since + (1 - _ON_THE_WAY) * lease, since + _USED * lease

    @property
    def holds(self) -> bool:
        return time.monotonic() <= self.until

    @property
    def may_send(self) -> bool:
        """Whether enough of it is left for what is sent to arrive."""
        return time.monotonic() <= self.send_until

    async def check(self) -> None:
        """Extend it if need be; ClaimLost where that cannot be."""
        if not self.may_send and not (await self.extend() and self.may_send):
            raise ClaimLost("the claim ran out before the reply was posted")


current: ContextVar[Claim | None] = ContextVar("claim", default=None)


def fenced() -> aiohttp.TraceConfig:
    """The tracing that keeps a session from sending anything under a claim that ran out."""
    trace = aiohttp.TraceConfig()
    trace.on_request_headers_sent.append(_check)
    trace.on_request_chunk_sent.append(_check)  # the head waits for the body, which comes last
    return trace


async def _check(
    _session: aiohttp.ClientSession,
    _context: SimpleNamespace,
    _sent: aiohttp.TraceRequestHeadersSentParams | aiohttp.TraceRequestChunkSentParams,
) -> None:
    claim = current.get()
    if claim is not None:
        await claim.check()
