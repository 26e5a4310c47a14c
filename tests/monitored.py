"""The real server with a monitor of its loop: started by the tests, never by hand.

SIGUSR1 has it print, in seconds since the last time: how long one step of the loop took at most, how much
of a step was computing, and how late a timer was at most, which on an idle loop is the machine's noise.
"""

import asyncio
import signal
import sys
import time

from bot import app
from bot.settings import read_settings

_TICK = 0.005


class _Monitor:
    def __init__(self) -> None:
        self._longest = [0.0, 0.0, 0.0]

    def watch_steps(self) -> None:
        """Time every step: asyncio runs each by its handle."""
        run = asyncio.Handle._run  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way in

        def timed(handle: asyncio.Handle) -> None:
            before, used = time.perf_counter(), time.thread_time()
            run(handle)
            self._keep(0, time.perf_counter() - before)
            self._keep(1, time.thread_time() - used)

        asyncio.Handle._run = timed  # type: ignore[attr-defined]  # noqa: SLF001 - as above

    async def watch_timers(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_TICK)
            self._keep(2, time.perf_counter() - before - _TICK)

    def _keep(self, which: int, seconds: float) -> None:
        self._longest[which] = max(self._longest[which], seconds)

    def tell(self) -> None:
        sys.stdout.write(" ".join(map(str, self._longest)) + "\n")
        sys.stdout.flush()
        self._longest = [0.0, 0.0, 0.0]


async def _serve() -> None:
    stop, monitor = app.stop_sign(), _Monitor()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, monitor.tell)
    async with app.running(read_settings(), pace=0):
        monitor.watch_steps()
        task = asyncio.create_task(monitor.watch_timers())
        await stop.wait()
        task.cancel()


if __name__ == "__main__":
    asyncio.run(_serve())
