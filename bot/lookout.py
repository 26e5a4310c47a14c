"""The documents that PORT25_WATCH names: looked at once a day, and the owners told of what is new in them.

A look is a job whose key is its day, so that it is done once, however many processes there are and
however often they start. What was told is kept for good, together with the messages that tell it.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from bot.office import Office
from bot.saying.phrases import Phrases
from bot.store import Job
from bot.tidings import tidings, unreadable
from bot.voice import Place
from knowledge.document.damage import examine
from knowledge.document.drift import DocumentFault, Finding, Verified
from knowledge.document.wording import fingerprint
from rules.strict_yaml import DataFault, read_text

LOOK: Final = "look"
TELL: Final = "tell_owner"
_LOG = logging.getLogger(__name__)

type_of_words = Callable[[Phrases, str], str]


def look_of(day: date) -> Job:
    """The look of a day."""
    return Job(f"{LOOK}:{day}", LOOK, "", LOOK, {})


class Lookout:
    """Looks, and tells."""

    def __init__(self, office: Office) -> None:
        self._office, self._store = office, office.store

    async def look(self, _job: Job) -> None:
        """Hold every watched document against the editions, and have the owners told of what is new."""
        for file in self._office.settings.watched:
            try:
                verified = await asyncio.to_thread(self._verified, file)
            except (DataFault, DocumentFault) as fault:
                told = str(fault) if str(fault).startswith(str(file)) else f"{file}: {fault}"
                _LOG.warning("a watched document cannot be read: %s", told)
                await self._unreadable(told)
            else:
                await self._compared(str(file), verified)

    def _verified(self, file: Path) -> Verified:
        editions = {name: law.edition for name, law in self._office.library.laws.items()}
        return examine(read_text(file), editions, None, None).verified

    async def _unreadable(self, fault: str) -> None:
        if not await self._store.told_of([_digest(fault)]):
            await self._have_told([_digest(fault)], partial(unreadable, fault))

    async def _compared(self, file: str, verified: Verified) -> None:
        findings = {_known_as(verified, finding): finding for finding in verified.drift.findings}
        told = await self._store.told_of(list(findings))
        fresh = {name: finding for name, finding in findings.items() if name not in told}
        _LOG.info("looked at %s: %s differences, %s of them new", file, len(findings), len(fresh))
        if fresh:
            await self._have_told(list(fresh), partial(tidings, file, verified, list(fresh.values())))

    async def _have_told(self, names: Sequence[str], words: type_of_words) -> None:
        """Keep for every owner a message in their language, and that it is told."""
        team = str((await self._office.voice.client.auth_test())["team_id"])
        jobs = []
        for owner in self._office.settings.owners:
            language = await self._office.people.language(team, owner)
            text = words(self._office.phrases[language], language)
            key = f"{TELL}:{_digest(*names)}:{owner}"
            jobs.append(Job(key, TELL, team, f"{TELL}:{owner}", {"user": owner, "text": text}))
        await self._store.tell_once(names, jobs)

    async def tell(self, job: Job) -> None:
        """Say to an owner what was found, in a direct message."""
        await self._office.voice.once(job, Place(job.payload["user"]), job.payload["text"], [])


def _known_as(verified: Verified, finding: Finding) -> str:
    """A finding's name: the same as long as the same sentence differs in the same way."""
    drift = verified.drift
    said = "" if finding.text is None else fingerprint(finding.text)
    return _digest(drift.edition, drift.language, finding.kind, finding.statement or "", said)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
