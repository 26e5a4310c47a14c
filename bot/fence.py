"""A claim on a job holds only so long: nothing is posted to Slack once it has run out.

A process may be frozen between its claim and its reply, and wake when another has long answered. So
the time is looked at where no more waiting comes: when the request is about to be written.
"""

import time
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Final

import aiohttp

_USED: Final = 0.9  # of a lease; the rest is for the way to Slack and clocks that differ


class ClaimLost(Exception):
    """The claim under which something was to be posted has run out; another process has the job."""


@dataclass
class Claim:
    """Until when (of `time.monotonic`) something may be sent for the job under way."""

    until: float

    @classmethod
    def held(cls, lease: float, since: float) -> "Claim":
        """A claim for a lease of so many seconds, counted from before the store was asked for it."""
        return cls(since + _USED * lease)

    def extend(self, lease: float, since: float) -> None:
        """Hold for another lease, counted in the same way."""
        self.until = since + _USED * lease

    @property
    def holds(self) -> bool:
        return time.monotonic() <= self.until

    def check(self) -> None:
        if not self.holds:
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
        claim.check()
