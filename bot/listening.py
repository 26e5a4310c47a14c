"""Who is heard where: which message is for us, and which answer of ours it goes on from."""

import re
import time
from typing import Final

from bot.memory import recalled
from bot.office import Office
from bot.store import Job, Said
from knowledge.case.memory import Case
from knowledge.words.text import TextFault

HEARD_SECONDS: Final = 30 * 60.0  # a correction is heard, and an open question of ours holds
_MENTION: Final = re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>")


def spoken(text: str) -> str:
    """What is said besides the mentions."""
    return _MENTION.sub("", text).strip()


class Listening:
    """Knows the threads; says nothing."""

    def __init__(self, office: Office) -> None:
        self._office, self._store = office, office.store

    async def last(self, job: Job) -> Said | None:
        """The answer that the message goes on from, or that an earlier try at it has left.

        A thread goes on from its last answer. A new message in a direct message begins anew, unless a
        question of ours there is still open.
        """
        told = job.payload
        if told.get("fresh"):
            return None
        in_thread = await self._store.last_said(job.team, told["channel"], told.get("thread", ""))
        return in_thread if in_thread or not told.get("top") else await self._still_open(job)

    async def _still_open(self, job: Job) -> Said | None:
        told = job.payload
        recent = await self._store.recent(job.team, told["user"], 1)
        return next((said for said in recent if said.channel == told["channel"] and _is_open(said)), None)

    async def concerns_us(self, job: Job, last: Said | None) -> bool:
        """Whether a message is for us: one without a mention is, where we wait for it.

        The one who asked is heard while we ask something or invite a correction, somebody else only with
        an answer to our question.
        """
        told = job.payload
        if not told.get("follow_up") or tried(job, last):
            return True
        if last is None or _MENTION.search(told["text"]):
            return False
        case = recalled(last.case)
        if told["user"] in (last.person, last.case.get("asker")):
            return case.asked is not None or _is_recent(last)
        return case.asked is not None and await self._answers(told["text"], case)

    async def _answers(self, text: str, case: Case) -> bool:
        try:
            found = await self._office.answer(text, case)
        except TextFault:
            return False
        return found.question is not None and found.question.answers_us


def before(last: Said | None, job: Job) -> Case:
    """The case that the message goes on with; not the one that an earlier try at it has left."""
    kept = last.case if last else None
    return recalled(kept.get("before") if kept and tried(job, last) else kept)


def tried(job: Job, last: Said | None) -> bool:
    """Whether an earlier try at this message has left its answer."""
    return last is not None and last.question_ts == (job.message or job.key)


def _is_open(said: Said) -> bool:
    return not said.private and _is_recent(said) and recalled(said.case).asked is not None


def _is_recent(said: Said) -> bool:
    return time.time() - said.created < HEARD_SECONDS
