"""Tickets in Slack: the ready text, what was filed, and what came of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import aiohttp

from bot import handoff
from bot.blocks import button, escape, section
from bot.memory import recalled, remembered
from bot.phrases import Phrases
from bot.settings import Settings
from bot.store import Job, Said, Store, Ticket
from bot.voice import Place, Voice, place_of
from knowledge.answer import answer_facts
from knowledge.library import Library
from rules.written import write_facts


class Tickets:
    """The way of a ticket: text, filed, approved or refused, done."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it works with, from the composition root
        self,
        library: Library,
        phrases: Mapping[str, Phrases],
        store: Store,
        settings: Settings,
        voice: Voice,
        session: aiohttp.ClientSession,
    ) -> None:
        self._library, self._phrases, self._store = library, phrases, store
        self._settings, self._voice, self._session = settings, voice, session
        self._law = library.law(settings.port25_edition)

    async def text(self, job: Job, place: Place, said: Said) -> None:
        phrases = self._phrases[said.language]
        part = answer_facts(
            recalled(said.case).facts, self._library, edition=self._settings.port25_edition
        ).parts[0]
        text = handoff.ticket_text(part, phrases, job.payload["values"])
        quoted = text.replace("`", "'").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks = [
            section(f"```{quoted[:2800]}```"),
            {
                "type": "actions",
                "block_id": f"filed:{said.id}",
                "elements": [button(phrases.ui["filed"], "filed", str(said.id))],
            },
        ]
        if place.response_url:
            await self._voice.privately(place.response_url, escape(text), blocks)
        elif place.channel.startswith(("D", "U")):
            await self._voice.client.chat_postMessage(
                channel=place.channel, thread_ts=place.thread or None, text=escape(text), blocks=blocks
            )
        else:
            await self._voice.client.chat_postEphemeral(
                channel=place.channel,
                user=job.payload["user"],
                thread_ts=place.thread or None,
                text=escape(text),
                blocks=blocks,
            )

    async def filed(self, job: Job, place: Place, said: Said) -> None:
        reference = job.payload["values"]["reference"].strip()
        where = Place(said.channel, said.thread)
        ticket = self._filed_before(job, said, reference) or self._store.keep_ticket(
            Ticket(job.team, where.channel, where.thread, job.payload["user"], reference, "filed", said.id)
        )
        case = recalled(said.case)
        self._store.keep_said(
            replace(
                said,
                case={
                    **said.case,
                    **remembered(replace(case, facts={**case.facts, "exemption": "requested"})),
                },
            )
        )
        await self._tell(ticket, self._phrases[said.language], private=place.response_url)
        await self._announce(ticket, said)

    def _filed_before(self, job: Job, said: Said, reference: str) -> Ticket | None:
        """The ticket that an earlier try of this job kept."""
        kept = self._store.open_tickets(job.team, job.payload["user"]) if job.attempts > 1 else []
        return next((one for one in kept if (one.said_id, one.reference) == (said.id, reference)), None)

    async def _tell(self, ticket: Ticket, phrases: Phrases, *, private: str | None = None) -> None:
        text = phrases.ui[f"ticket_{ticket.state}"].format(reference=escape(ticket.reference))
        blocks = [section(text), *ticket_actions(ticket, phrases)]
        if private:
            await self._voice.privately(private, text, blocks)
            return
        await self._voice.client.chat_postMessage(
            channel=ticket.channel, thread_ts=ticket.thread or None, text=text, blocks=blocks
        )

    async def state(self, job: Job) -> None:
        """filed -> approved or refused -> done."""
        told = job.payload
        kept = self._store.ticket(job.team, int(told["value"]))
        phrases = await self._voice.phrases_for(job.team, told["user"])
        if kept is None or kept.person != told["user"]:
            await self._voice.note(place_of(told), phrases.ui["expired"], told["user"])
            return
        ticket = self._store.keep_ticket(replace(kept, state=told["action"].removeprefix("ticket_")))
        said = self._store.said(job.team, ticket.said_id)
        language = self._phrases[said.language] if said else phrases
        await self._tell(
            ticket, language, private=told.get("response_url") if told.get("ephemeral") else None
        )
        if said:
            await self._announce(ticket, said)

    async def _announce(self, ticket: Ticket, said: Said) -> None:
        facts = write_facts(recalled(said.case).facts, self._law.edition)
        await handoff.announce(
            self._session,
            self._settings,
            {
                "ticket": ticket.reference,
                "state": ticket.state,
                "team": ticket.team,
                "channel": ticket.channel,
                "thread": ticket.thread,
                "person": ticket.person,
                "outcome": said.outcome,
                "facts": facts,
                "edition": self._settings.port25_edition,
            },
        )

    async def listed(self, job: Job, phrases: Phrases) -> None:
        tickets = self._store.open_tickets(job.team, job.payload["user"])
        blocks = [section(f"*{phrases.ui['tickets_title'] if tickets else phrases.ui['tickets_none']}*")]
        for ticket in tickets[:10]:
            state = phrases.ui.get(ticket.state, ticket.state)
            blocks += [
                section(escape(f"{ticket.reference} ({state})")),
                *ticket_actions(ticket, phrases),
            ]
        await self._voice.privately(job.payload["response_url"], phrases.ui["tickets_title"], blocks)


def ticket_actions(ticket: Ticket, phrases: Phrases) -> list[dict[str, Any]]:
    """The states that may follow."""
    following = {"filed": ("approved", "refused"), "approved": ("done",), "refused": ("done",)}.get(
        ticket.state, ()
    )
    elements = [button(phrases.ui[state], f"ticket_{state}", str(ticket.id)) for state in following]
    return (
        [{"type": "actions", "block_id": f"ticket:{ticket.id}:{ticket.state}", "elements": elements}]
        if elements
        else []
    )
