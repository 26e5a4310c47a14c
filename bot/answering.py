"""Questions answered in Slack: the case recalled, the answer said once, the case it leaves kept.

A reply that may have been posted before a crash is looked for (by its metadata) before it is
posted again. A private reply cannot be looked for: after a crash it may come twice, never not at all.
"""

import logging
import re
from dataclasses import replace
from typing import Any

from bot.blocks import answer_blocks, escape, section
from bot.memory import recalled, remembered, remembered_parts
from bot.office import Office
from bot.reply import compose
from bot.store import Job, Said
from bot.voice import Place
from knowledge.answer import Answer, answer, answer_azure, answer_elsewhere, answer_facts
from knowledge.conversation import Case
from knowledge.text import TextFault
from rules.model import Facts

_LOG = logging.getLogger(__name__)
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")


class Answering:
    """Everything that says an answer; holds no state of its own."""

    def __init__(self, office: Office) -> None:
        self._office, self._store, self._voice = office, office.store, office.voice

    async def question(self, job: Job) -> None:
        """Answer a message; in a thread of others only the person whom we asked something."""
        told = job.payload
        place = Place(told["channel"], told.get("thread", ""), told.get("response_url"))
        last = await self._last(job)
        if not _concerns_us(job, last):
            return
        if not told["text"].strip():
            phrases = await self._voice.phrases_for(job.team, told["user"])
            await self._voice.note(place, phrases.ui["no_text"], told["user"])
            return
        case = _before(last, tried=_tried(job, last))
        found = await self._read(job.team, told["user"], told["text"], case, place)
        if found is not None:
            await self.say(job, place, told["text"], found, before=case)

    async def concerns_us(self, job: Job) -> bool:
        """Whether the person expects an answer; of a message in a thread, whether we had asked them."""
        return not job.payload.get("follow_up") or _concerns_us(job, await self._last(job))

    async def _last(self, job: Job) -> Said | None:
        """The answer that the message goes on from, or that an earlier try at it has left."""
        told = job.payload
        if told.get("fresh"):
            return None
        return await self._store.last_said(job.team, told["channel"], told.get("thread", ""))

    async def edit(self, job: Job) -> None:
        """An edited question changes its answer instead of adding one."""
        told = job.payload
        said = await self._store.said_to(job.team, told["channel"], told["question_ts"])
        if said is None or not said.reply_ts:
            return
        before = recalled(said.case.get("before"))
        place = Place(said.channel, said.thread)
        found = await self._read(job.team, said.person, told["text"], before, place)
        if found is None:
            return
        case = _kept(found, before)
        changed = replace(
            said, question=told["text"], outcome=found.outcome, case=case, language=found.language
        )
        await self._store.keep_said(changed)
        text, blocks = self.composed(found, changed)
        await self._voice.client.chat_update(channel=said.channel, ts=said.reply_ts, text=text, blocks=blocks)

    async def _read(self, team: str, person: str, text: str, case: Case, place: Place) -> Answer | None:
        language = await self._voice.language(team, person)
        try:
            return self.answer(text, case, language)
        except TextFault as fault:
            await self._voice.note(place, escape(str(fault)), person)
            return None

    def answer(self, text: str, case: Case, language: str, speak: str | None = None) -> Answer:
        """The answer to words, by the edition and the day of today."""
        return answer(
            text,
            case,
            self._office.library,
            edition=self._office.edition,
            today=self._office.today(),
            language=language,
            speak=speak,
        )

    def answer_facts(self, facts: Facts, language: str) -> Answer:
        """The answer to facts that were chosen."""
        return answer_facts(facts, self._office.library, edition=self._office.edition, language=language)

    def answer_provider(self, case: Case, language: str, *, azure: bool) -> Answer:
        """The answer to whether the machine runs in Azure, by a control."""
        office = self._office
        if azure:
            return answer_azure(case, office.library, edition=office.edition, language=language)
        return answer_elsewhere(office.library, edition=office.edition, language=language)

    def again(self, said: Said) -> Answer:
        """The answer that the kept case leads to."""
        return self.answer_facts(recalled(said.case).facts, said.language)

    async def say(self, job: Job, place: Place, text: str, found: Answer, *, before: Case) -> None:
        """Keep the answer, post it once, and keep where."""
        said = await self._store.keep_said(
            Said(
                job.team,
                place.channel,
                place.thread,
                job.payload["user"],
                _MENTION.sub("", text).strip(),
                found.outcome,
                _kept(found, before),
                found.language,
                question_ts=job.message or job.key,
                private=place.response_url is not None,
            )
        )
        if said.reply_ts:
            return
        reply_ts = await self._voice.once(job, place, *self.composed(found, said))
        await self._store.keep_said(replace(said, reply_ts=reply_ts))
        self._office.figures.answered(found.outcome, job)
        _LOG.info("answered", extra={"outcome": found.outcome, "language": found.language})

    def composed(self, found: Answer, said: Said) -> tuple[str, list[dict[str, Any]]]:
        """The text for notifications and screen readers, and the blocks."""
        phrases = self._office.phrases[found.language]
        reply = compose(found, phrases)
        return escape(reply.text()), answer_blocks(reply, found, phrases, said.id, private=said.private)

    async def share(self, job: Job, said: Said) -> None:
        """Show a private answer to the channel, with whose question it was."""
        phrases, told = self._office.phrases[said.language], job.payload
        text, blocks = self.composed(self.again(said), replace(said, private=False))
        intro = phrases.ui["shared"].format(person=f"<@{told['user']}>", text=escape(said.question[:300]))
        blocks = [section(intro), *blocks][:50]
        if told.get("response_url"):
            await self._voice.privately(told["response_url"], text, blocks, shared=True)
        else:
            await self._voice.once(job, Place(told["channel"]), text, blocks)


def _before(last: Said | None, *, tried: bool) -> Case:
    """The case that the message goes on with; not the one that an earlier try at it has left."""
    kept = last.case if last else None
    return recalled(kept.get("before") if kept and tried else kept)


def _concerns_us(job: Job, last: Said | None) -> bool:
    """Whether a message is for us: one without a mention is, where we wait for this very person."""
    told = job.payload
    return not told.get("follow_up") or _tried(job, last) or _waits_for(last, told["user"])


def _tried(job: Job, last: Said | None) -> bool:
    """Whether an earlier try at this message has left its answer."""
    return last is not None and last.question_ts == (job.message or job.key)


def _waits_for(last: Said | None, person: str) -> bool:
    """Whether our question in this thread is open, and this is the person we asked."""
    return last is not None and last.person == person and recalled(last.case).asked is not None


def _kept(found: Answer, before: Case) -> dict[str, Any]:
    several = (
        {"parts": remembered_parts([part.facts for part in found.parts])} if len(found.parts) > 1 else {}
    )
    return {**remembered(found.case), **several, "before": remembered(before)}
