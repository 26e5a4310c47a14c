"""The real server with a monitor of its loop: started by the tests, never by hand.

SIGUSR1 has it print for how long the loop was held at most since the last time, in seconds, and how
much of that it computed itself: a busy machine makes only the first longer.
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
        self._held = self._computed = 0.0

    async def run(self) -> None:
        while True:
            before, used = time.perf_counter(), time.thread_time()
            await asyncio.sleep(_TICK)
            self._held = max(self._held, time.perf_counter() - before - _TICK)
            self._computed = max(self._computed, time.thread_time() - used - _TICK)

    def tell(self) -> None:
        sys.stdout.write(f"{self._held} {self._computed}\n")
        sys.stdout.flush()
        self._held = self._computed = 0.0


async def _serve() -> None:
    stop, monitor = app.stop_sign(), _Monitor()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, monitor.tell)
    async with app.running(read_settings(), pace=0):
        task = asyncio.create_task(monitor.run())
        await stop.wait()
        task.cancel()


if __name__ == "__main__":
    asyncio.run(_serve())
