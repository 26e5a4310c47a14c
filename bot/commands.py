"""Slash commands, the App Home and the agent view's suggestions."""

import asyncio
from dataclasses import replace

from bot.answering import Answering
from bot.home import home_view, of_each_thread
from bot.leaving import Leaving
from bot.modals import Modals
from bot.office import Office
from bot.saying.blocks import escape, reply_blocks
from bot.saying.changes import changes_wanted, what_changed
from bot.saying.phrases import Phrases
from bot.saying.section import parted
from bot.store import Job
from bot.tickets import Tickets
from bot.voice import place_of

_RECENT = 30  # answers, of which the last of each conversation is shown


class Commands:
    """What a person starts from outside a conversation."""

    def __init__(self, office: Office, answering: Answering, modals: Modals, tickets: Tickets) -> None:
        self._office, self._store, self._voice = office, office.store, office.voice
        self._answering, self._modals, self._tickets = answering, modals, tickets
        self._leaving = Leaving(office)

    async def command(self, job: Job) -> None:
        """`/port25` and what was typed behind it; what is no command is a question."""
        told = job.payload
        words = told["text"].lower().rstrip(".!? ").split()  # phones capitalise and end sentences
        phrases = await self._office.people.phrases_for(job.team, told["user"])
        if words in ([], ["check"]):
            await self._modals.check(job)
        elif words == ["help"]:
            await self._voice.show(place_of(told), told["user"], phrases.ui["help"])
        elif words == ["tickets"]:
            await self._tickets.listed(job, phrases)
        elif (named := changes_wanted(words)) is not None:
            await self._changes(job, named, phrases)
        elif words[0] == "language":
            await self._set_language(job, words[1:], phrases)
        elif words == ["forget", "me"]:
            await self._leaving.ask(job)
        else:
            await self._answering.question(replace(job, payload={**told, "fresh": True}))

    async def _changes(self, job: Job, named: list[str], phrases: Phrases) -> None:
        """What changed between two editions: the one in use and the newest, where none is named."""
        told = job.payload
        office = self._office
        told_by = (named, office.library, office.edition, phrases)
        reply = await asyncio.to_thread(what_changed, *told_by)  # thousands of cases, the first time
        for part in parted(reply):
            await self._voice.show(place_of(told), told["user"], escape(part.text()), reply_blocks(part))

    async def _set_language(self, job: Job, words: list[str], phrases: Phrases) -> None:
        told, wanted = job.payload, words[0].lower() if words else ""
        if wanted not in self._office.phrases:
            await self._voice.show(place_of(told), told["user"], phrases.ui["language_help"])
            return
        await self._store.set_language(job.team, told["user"], wanted, chosen=True)
        await self._voice.show(place_of(told), told["user"], self._office.phrases[wanted].ui["language_set"])

    async def language(self, job: Job) -> None:
        """A language chosen in the App Home, which then is in that language."""
        if job.payload["value"] in self._office.phrases:
            await self._store.set_language(job.team, job.payload["user"], job.payload["value"], chosen=True)
        await self.home(job)

    async def home(self, job: Job) -> None:
        """The App Home of a person."""
        person = job.payload["user"]
        language = await self._office.people.language(job.team, person)
        recent = await self._store.recent(job.team, person, _RECENT)
        tickets = await self._store.open_tickets(job.team, person)
        phrases = self._office.phrases
        again = {said.id: await self._answering.recited(said, language) for said in of_each_thread(recent)}
        names = await self._tickets.names(tickets, phrases[language])
        view = home_view(phrases[language], phrases, language, recent, tickets, again=again, names=names)
        await self._voice.client.views_publish(user_id=person, view=view)

    async def prompts(self, job: Job) -> None:
        """The agent view: three suggestions, so that the first answer is one click away."""
        phrases = await self._office.people.phrases_for(job.team, job.payload["user"])
        texts = [phrases.ui[f"prompt_{number}"] for number in (1, 2, 3)]
        await self._voice.client.assistant_threads_setSuggestedPrompts(
            channel_id=job.payload["channel"],
            thread_ts=job.payload.get("thread") or "",
            title=phrases.ui["prompts_title"],
            prompts=[{"title": text, "message": text} for text in texts],
        )

    async def uninstalled(self, job: Job) -> None:
        """The app was removed from a workspace: so is everything of it here."""
        await self._store.forget_team(job.team, sparing=job.id)
