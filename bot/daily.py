"""Jobs of a day: taken in once, however many processes there are and however often they start."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from bot.store import Job, Store

_EVERY_SECONDS: Final = 3600.0  # a day begins somewhen
_LOG = logging.getLogger(__name__)


async def each_day(store: Store, job_of: Callable[[date], Job]) -> None:
    """Take in the job of each day, at the start and every hour; its key is what makes it one."""
    while True:
        try:
            await store.take_in([job_of(datetime.now(UTC).date())])
        except Exception as fault:  # noqa: BLE001 - the next hour is another chance
            _LOG.error("the job of the day could not be kept: %s", fault)
        await asyncio.sleep(_EVERY_SECONDS)
