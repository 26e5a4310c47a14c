"""Many questions of one person at once in one place: the first are answered.

A pasted list or a script would else fill the channel for minutes. Which are left is said once, to whoever
asked, when nothing more comes; then they are closed. A crash in between says it once more.
"""

import logging
import time
from typing import Final

from bot.listening import spoken
from bot.office import Office
from bot.saying.blocks import escape
from bot.store import Job
from bot.voice import Place

MOST: Final = 20  # questions of one person that may wait in one place, of those of one minute
_WITHIN_SECONDS: Final = 60.0
_SETTLED_SECONDS: Final = 2.0  # for which nothing more has come
_LONGEST_SECONDS: Final = 30.0  # that is waited for that
_QUOTED: Final = 80  # characters
_LOG = logging.getLogger(__name__)


class Crowd:
    """Leaves what is too much; holds no state of its own."""

    def __init__(self, office: Office) -> None:
        self._office, self._store, self._voice = office, office.store, office.voice

    async def thin(self, job: Job) -> None:
        """Close what waits behind this question beyond the first ones, once the person knows of it."""
        waited = time.time() - job.taken_in
        if waited < _SETTLED_SECONDS or not _is_asked(job):
            return  # as a rule: who is answered at once has nothing waiting
        waiting = [job, *filter(_is_asked, await self._store.behind(job, _WITHIN_SECONDS))]
        left = waiting[MOST:]
        settled = time.time() - waiting[-1].taken_in >= _SETTLED_SECONDS
        if left and (settled or waited > _LONGEST_SECONDS):
            await self._tell(job, len(waiting), left[0])
            await self._store.leave(left)
            _LOG.info("left unanswered", extra={"questions": len(left)})

    async def _tell(self, job: Job, count: int, first: Job) -> None:
        person = job.payload["user"]
        phrases = await self._office.people.phrases_for(job.team, person)
        text = phrases.ui["crowd"].format(
            count=count, most=MOST, rest=count - MOST, first=_quoted(first.payload["text"])
        )
        await self._voice.show(Place(job.payload["channel"]), person, text)


def _is_asked(job: Job) -> bool:
    """Whether somebody asked us: of what people say to each other in a thread, nothing is left."""
    return job.pace is not None and not job.payload.get("follow_up")


def _quoted(text: str) -> str:
    words = " ".join(spoken(text).split())
    return escape(words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…")
