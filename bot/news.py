"""Who was answered before an edition came that answers otherwise is told once, where they asked.

Only where PORT25_TELL_CHANGED is on. Kept answers are gone through at the start, and once a day: while
processes are replaced one by one, the first may do it that does not know the edition yet. Each that is
another one now becomes a job of its own, and one of them is done at a time, so that they come at the
pace of the store and nobody's question waits for them.
"""

import asyncio
import hashlib
import logging
from datetime import date
from typing import Final

from bot.office import Office
from bot.outdated import EDITIONS, news, outdated, verdicts
from bot.store import Job, Said
from bot.voice import Place

SEEK: Final = "seek_outdated"
NEWS: Final = "news"
_AT_ONCE: Final = 200
_LOG = logging.getLogger(__name__)


def search_of(newest: str, day: date) -> Job:
    """A day's search for what was answered before this edition."""
    return Job(f"{SEEK}:{newest}:{day}", SEEK, "", SEEK, {})


class News:
    """Goes through kept answers, and tells."""

    def __init__(self, office: Office) -> None:
        self._office, self._store = office, office.store

    async def seek(self, _job: Job) -> None:
        """Have everybody told whose answer is another one now."""
        if not self._office.settings.port25_tell_changed:
            return
        found, last = 0, 0
        while page := await self._store.last_of_each(verdicts(self._office.library.laws), last, _AT_ONCE):
            for said in page:
                found += await self._seen_to(said)
            last = page[-1].id
            await asyncio.sleep(0)  # others have their turn
        _LOG.info("%s answers are others by the newest edition", found)

    async def _seen_to(self, said: Said) -> bool:
        """Keep what tells one, unless it was told; whether there was something to tell."""
        laws, newest = self._office.library.laws, self._office.library.newest
        if not outdated(said, laws, newest):
            return False
        name = _name(said, newest.edition.edition)
        if not await self._store.told_of([name]):
            payload = {"user": said.person, "said": said.id}
            job = Job(
                f"{NEWS}:{name}", NEWS, said.team, f"{NEWS}:{said.id}", payload, pace=f"{said.team}:{NEWS}"
            )
            await self._store.tell_once([name], [job])
        return True

    async def tell(self, job: Job) -> None:
        """Tell one person, unless what they were told is gone or they have asked again since."""
        said = await self._store.said(job.team, job.payload["said"])
        if said is None:
            return
        newest = self._office.library.newest
        parts = outdated(said, self._office.library.laws, newest)
        if not parts or await self._asked_again(said, newest.edition.edition):
            return
        place = Place(said.person) if said.private else Place(said.channel, said.thread)
        await self._office.voice.once(job, place, news(said, parts, self._office.phrases[said.language]), [])

    async def _asked_again(self, said: Said, newest: str) -> bool:
        """Whether they were answered there by somebody who knew the newest edition."""
        last = await self._store.last_said(said.team, said.channel, said.thread)
        if last is None or last.id <= said.id or last.person != said.person:
            return False
        return bool(last.case.get(EDITIONS, ("", ""))[1] == newest)


def _name(said: Said, newest: str) -> str:
    """What is kept of having told somebody: it shows neither who nor where."""
    told = f"{NEWS}\n{said.team}\n{said.id}\n{said.created}\n{newest}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
