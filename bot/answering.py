"""Questions answered in Slack: the case recalled, the answer said once, the case it leaves kept.

A reply that may have been posted before a crash is looked for (by its metadata) before it is
posted again. A private reply cannot be looked for: after a crash it may come twice, never not at all.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.listening import Listening, before, spoken, tried
from bot.memory import recalled, recalled_parts, remembered, remembered_parts
from bot.office import Office
from bot.outdated import EDITIONS
from bot.saying.blocks import answer_blocks, continued, escape, section
from bot.saying.reply import compose
from bot.store import Job, Said
from bot.store.forgetting import voices
from bot.voice import Place
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import (
    answer_azure,
    answer_elsewhere,
    answer_facts,
    answer_theme,
    answer_welcome,
)
from knowledge.by_edition.as_of import AsOf
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.words.text import TextFault
from rules.model import Facts

_LOG = logging.getLogger(__name__)
_HELP = ("", "help", "hulp")
_NOT_FOR_US = ("courtesy", "out_of_scope")  # what is said in a thread without a mention


class Answering:
    """Everything that says an answer; holds no state of its own."""

    def __init__(self, office: Office) -> None:
        self._office, self._store, self._voice = office, office.store, office.voice
        self._listening = Listening(office)

    async def question(self, job: Job) -> None:
        """Answer a message, if it is for us."""
        told = job.payload
        place = Place(told["channel"], told.get("thread", ""), told.get("response_url"))
        last = await self._listening.last(job)
        if not await self._listening.concerns_us(job, last):
            return
        case = before(last, job)
        found = await self._understood(job, case, place)
        if found is None or (told.get("follow_up") and found.outcome in _NOT_FOR_US):
            return
        if last is not None and _by_another(last, found.edition):
            found = replace(found, repeated=False)
        goes_on = last is not None and not tried(job, last) and last.thread != place.thread
        author = told.get("author")
        await self.say(
            job, place, told["text"], found, before=case, last=last, author=author, continued=goes_on
        )

    async def _understood(self, job: Job, case: Case, place: Place) -> Answer | None:
        """The answer to the message; how to ask where it says nothing, none where it was no text."""
        told, words = job.payload, spoken(job.payload["text"])
        language = await self._office.people.language(job.team, told["user"])
        if words.lower().rstrip("?!. ") in _HELP and not told.get("file"):
            office = self._office
            return answer_welcome(office.library, edition=office.edition, language=language)
        if not words:
            await self._voice.show(place, told["user"], self._office.phrases[language].ui["no_text"])
            return None
        return await self._read(job.team, told["user"], told["text"], case, place)

    async def concerns_us(self, job: Job) -> bool:
        """Whether the person expects an answer; of a message in a thread, whether we had asked them."""
        if not job.payload.get("follow_up"):
            return True
        return await self._listening.concerns_us(job, await self._listening.last(job))

    async def edit(self, job: Job) -> None:
        """An edited question changes its answer instead of adding one; one that was none may become one."""
        told = job.payload
        said = await self._store.said_to(job.team, told["channel"], told["question_ts"])
        if said is None:
            if told["for_us"]:
                await self.question(replace(job, message=told["question_ts"]))
            return
        if said.reply_ts:
            place, case = Place(said.channel, said.thread), recalled(said.case.get("before"))
            found = await self._read(job.team, said.person, told["text"], case, place)
            if found is not None:
                await self._change(job, said, told["text"], found, case)

    async def afresh(self, job: Job, said: Said) -> None:
        """The question that was taken for an answer of before is answered by itself."""
        found = await self._read(
            said.team, said.person, said.question, EMPTY_CASE, Place(said.channel, said.thread)
        )
        if found is not None and said.reply_ts:
            await self._change(job, replace(said, case={}), said.question, found, EMPTY_CASE)

    async def _change(self, job: Job, said: Said, text: str, found: Answer, before: Case) -> None:
        """Keep another answer for the same question, and show it where the first one stood."""
        case = {**_kept(found, before), **_marks_of(said.case), **self._editions(found)}
        changed = replace(
            said, question=spoken(text), outcome=found.outcome, case=case, language=found.language
        )
        await self._store.keep_said(changed)
        place, (text, blocks) = Place(said.channel, said.thread), await self.composed(found, changed)
        shown = await self._voice.change(job, place, said.reply_ts or "", text, blocks)
        if shown != said.reply_ts:
            await self._store.keep_said(replace(changed, reply_ts=shown))

    async def _read(self, team: str, person: str, text: str, case: Case, place: Place) -> Answer | None:
        # Looked up anew, which for whoever is known is a read: Slack may have ailed a moment ago.
        language = await self._office.people.language(team, person)
        try:
            return await self._office.answer(text, case, language)
        except TextFault as fault:
            await self._voice.show(place, person, escape(str(fault)))
            return None

    def answer_facts(self, facts: Facts, language: str, as_of: AsOf | None = None) -> Answer:
        """The answer to facts that were chosen, by the edition that was asked for."""
        office = self._office
        return answer_facts(facts, office.library, edition=office.edition, language=language, as_of=as_of)

    def answer_provider(self, case: Case, language: str, *, azure: bool) -> Answer:
        """The answer to whether the machine runs in Azure, by a control."""
        office = self._office
        if azure:
            return answer_azure(case, office.library, edition=office.edition, language=language)
        return answer_elsewhere(office.library, edition=office.edition, language=language)

    def answer_theme(self, theme: str, language: str) -> Answer:
        """The answer to a general question that was chosen."""
        return answer_theme(theme, self._office.library, edition=self._office.edition, language=language)

    def again(self, said: Said, language: str | None = None) -> Answer:
        """The answer that the kept case leads to, of several subscriptions for each."""
        case, spoken_in = recalled(said.case), language or said.language
        each = [facts for _, facts in recalled_parts(said.case)] or [case.facts]
        found = [self.answer_facts(facts, spoken_in, case.as_of) for facts in each]
        return replace(found[0], parts=tuple(one.parts[0] for one in found))

    async def recited(self, said: Said, language: str) -> Answer | None:
        """An answer of before, to be quoted now; None where it was no verdict, or would be another today."""
        outcomes = [outcome for outcome, _ in recalled_parts(said.case)] or [said.outcome]
        if not set(outcomes) <= set(self._office.phrases[language].outcomes):
            return None
        found = self.again(said, language)
        return await self._office.quoting(found) if list(found.outcomes) == outcomes else None

    async def say(  # noqa: PLR0913 - all that an answer is said with, each by its name
        self,
        job: Job,
        place: Place,
        text: str,
        found: Answer,
        *,
        before: Case,
        last: Said | None = None,
        author: str | None = None,
        continued: bool = False,
        waiting: Sequence[str] = (),
    ) -> None:
        """Keep the answer, post it once, and keep where; `continued` where it goes on from elsewhere.

        `waiting` names the other subscriptions of which something is still asked.
        `author` is whose words the text is, where they are not those of whoever asks.
        """
        person = job.payload["user"]
        marks = {"asker": last.case.get("asker") or last.person} if last else {}
        marks |= voices(last, person, author or person) | self._editions(found)
        said = await self._store.keep_said(
            Said(
                job.team,
                place.channel,
                place.thread,
                person,
                spoken(text),
                found.outcome,
                {**_kept(found, before), **marks, **_told_beside(waiting, continued=continued)},
                found.language,
                question_ts=job.message or job.key,
                private=place.response_url is not None,
                since=last.since if last else 0.0,
            )
        )
        if said.reply_ts:
            return
        reply_ts = await self._voice.once(job, place, *(await self.composed(found, said)))
        if reply_ts:
            await self._store.keep_said(replace(said, reply_ts=reply_ts))
        self._office.figures.answered(found.outcome, job)
        _LOG.info("answered", extra={"outcome": found.outcome, "language": found.language})

    def _editions(self, found: Answer) -> dict[str, Any]:
        """By which edition this was answered, and which was the newest of all."""
        return {EDITIONS: [found.edition, self._office.library.newest.edition.edition]}

    async def composed(self, found: Answer, said: Said) -> tuple[str, list[dict[str, Any]]]:
        """The text for notifications and screen readers, and the blocks."""
        phrases = self._office.phrases[found.language]
        reply = compose(await self._office.quoting(found), phrases)
        text = escape(reply.text())
        blocks = answer_blocks(reply, found, phrases, said.id, private=said.private)
        if said.case.get("continued"):
            blocks = [*continued(phrases, said.id), *blocks][:50]
        if said.case.get("waiting"):
            line = phrases.ui["waiting"].format(which=phrases.listed(said.case["waiting"]))
            return f"{text}\n\n{line}", [*blocks[:49], section(line)]
        return text, blocks

    async def share(self, job: Job, said: Said) -> None:
        """Show a private answer to the channel, with whose question it was."""
        phrases, told = self._office.phrases[said.language], job.payload
        await self._mark_shared(said)
        text, blocks = await self.composed(self.again(said), replace(said, private=False))
        intro = phrases.ui["shared"].format(person=f"<@{told['user']}>", text=escape(said.question[:300]))
        blocks = [section(intro), *blocks][:50]
        if not (told.get("response_url") and await self._voice.shared(told["response_url"], text, blocks)):
            await self._voice.once(job, Place(told["channel"]), text, blocks)

    async def _mark_shared(self, said: Said) -> None:
        """From now on its controls are for whoever sees them."""
        kept = await self._store.said(said.team, said.id)
        if kept is not None:
            await self._store.keep_said(replace(kept, case={**kept.case, "shared": True}))


def _told_beside(waiting: Sequence[str], *, continued: bool) -> dict[str, Any]:
    """What is told beside an answer, as it keeps it."""
    told = {"continued": continued, "waiting": list(waiting)}
    return {name: value for name, value in told.items() if value}


def _by_another(last: Said, edition: str) -> bool:
    """Whether an answer was given by another edition: what is said by this one was never said before."""
    return bool(last.case.get(EDITIONS, (edition,))[0] != edition)


def _marks_of(kept: dict[str, Any]) -> dict[str, Any]:
    """What an answer keeps beside its case, whatever it is changed to."""
    return {
        name: kept[name] for name in ("asker", "continued", "author", "people", "tickets") if name in kept
    }


def _kept(found: Answer, before: Case) -> dict[str, Any]:
    return {**remembered(found.case), **_several(found), "before": remembered(before)}


def _several(found: Answer) -> dict[str, Any]:
    """The facts of each of several subscriptions, and what came of each."""
    if len(found.parts) == 1:
        return {}
    return {"parts": remembered_parts([part.read for part in found.parts]), "outcomes": list(found.outcomes)}
