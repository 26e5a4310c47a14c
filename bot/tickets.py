"""Tickets in Slack: the ready text, what was filed, and what came of it."""

from dataclasses import replace
from typing import Any

from bot import handoff
from bot.blocks import button, escape, section
from bot.intake import number_of
from bot.memory import recalled, remembered
from bot.office import Office
from bot.phrases import Phrases
from bot.store import Job, Said, Ticket
from bot.voice import Place, place_of
from knowledge.answer import answer_facts
from rules.written import write_facts


class Tickets:
    """The way of a ticket: text, filed, approved or refused, done."""

    def __init__(self, office: Office) -> None:
        self._office, self._store, self._voice = office, office.store, office.voice

    async def text(self, job: Job, place: Place, said: Said) -> None:
        phrases = self._office.phrases[said.language]
        part = answer_facts(
            recalled(said.case).facts, self._office.library, edition=self._office.edition
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
        before = await self._filed_before(job, said, reference)
        ticket = before or await self._store.keep_ticket(
            Ticket(job.team, where.channel, where.thread, job.payload["user"], reference, "filed", said.id)
        )
        case = recalled(said.case)
        await self._store.keep_said(
            replace(
                said,
                case={
                    **said.case,
                    **remembered(replace(case, facts={**case.facts, "exemption": "requested"})),
                },
            )
        )
        await self._tell(job, ticket, self._office.phrases[said.language], private=place.response_url)
        await self._announce(ticket, said)

    async def _filed_before(self, job: Job, said: Said, reference: str) -> Ticket | None:
        """The ticket that an earlier try of this job kept."""
        kept = await self._store.open_tickets(job.team, job.payload["user"]) if job.attempts > 1 else []
        return next((one for one in kept if (one.said_id, one.reference) == (said.id, reference)), None)

    async def _tell(self, job: Job, ticket: Ticket, phrases: Phrases, *, private: str | None = None) -> None:
        text = phrases.ui[f"ticket_{ticket.state}"].format(reference=escape(ticket.reference))
        blocks = [section(text), *ticket_actions(ticket, phrases)]
        await self._voice.once(job, Place(ticket.channel, ticket.thread, private), text, blocks)

    async def state(self, job: Job) -> None:
        """filed -> approved or refused -> done."""
        told = job.payload
        number = number_of(told["value"])
        kept = await self._store.ticket(job.team, number) if number is not None else None
        phrases = await self._voice.phrases_for(job.team, told["user"])
        if kept is None or kept.person != told["user"]:
            await self._voice.note(place_of(told), phrases.ui["expired"], told["user"])
            return
        ticket = await self._store.keep_ticket(replace(kept, state=told["action"].removeprefix("ticket_")))
        said = await self._store.said(job.team, ticket.said_id)
        language = self._office.phrases[said.language] if said else phrases
        await self._tell(
            job, ticket, language, private=told.get("response_url") if told.get("ephemeral") else None
        )
        if said:
            await self._announce(ticket, said)

    async def _announce(self, ticket: Ticket, said: Said) -> None:
        facts = write_facts(recalled(said.case).facts, self._office.law.edition)
        await handoff.announce(
            self._office.session,
            self._office.settings,
            {
                "ticket": ticket.reference,
                "state": ticket.state,
                "team": ticket.team,
                "channel": ticket.channel,
                "thread": ticket.thread,
                "person": ticket.person,
                "outcome": said.outcome,
                "facts": facts,
                "edition": self._office.edition,
            },
        )

    async def listed(self, job: Job, phrases: Phrases) -> None:
        tickets = await self._store.open_tickets(job.team, job.payload["user"])
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
