"""Tasks that must end, whatever they wait for."""

import asyncio
from collections.abc import Iterable
from typing import Any, Final

_AGAIN_SECONDS: Final = 0.5


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel the tasks until all have ended.

    Once may not be enough: `asyncio.wait_for`, which the PostgreSQL driver waits by, swallows a
    cancellation in Python 3.11 where what it waits for comes at the same moment.
    """
    left = every = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=_AGAIN_SECONDS)
    await asyncio.gather(*every, return_exceptions=True)  # what they failed by is nobody's any more
