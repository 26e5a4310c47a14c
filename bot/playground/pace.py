"""Slack's own limit on posting: about one message a second in a channel, with a short burst on top."""

import time
from collections.abc import Callable


class Pace:
    """A bucket for each channel: a message takes a drop, one drop a second runs in."""

    def __init__(self, burst: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._clock = burst, clock
        self._drops: dict[str, tuple[float, float]] = {}

    def allows(self, channel: str) -> bool:
        """Whether a message may be posted now; without a burst every one may."""
        if self._burst is None:
            return True
        now = self._clock()
        drops, since = self._drops.get(channel, (float(self._burst), now))
        drops = min(float(self._burst), drops + now - since)
        self._drops[channel] = (drops - 1 if drops >= 1 else drops, now)
        return drops >= 1
