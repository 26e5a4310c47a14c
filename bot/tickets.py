"""Tickets in Slack: the ready text, what was filed, and what came of it.

A draft is kept as soon as its text is made. States only move forwards, and each changes the case: what
is asked afterwards is answered from it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.access import is_private, may_move
from bot.intake import number_of
from bot.memory import recalled, recalled_parts, remembered
from bot.office import Office
from bot.saying.blocks import button, context, escape, section, verbatim
from bot.saying.phrases import Phrases
from bot.saying.request_text import goes_to_provider, ticket_text
from bot.store import Job, Said, Ticket
from bot.ticket_lines import FOLLOWING, SHOWN, is_listed, ticket_actions, ticket_line, word_of
from bot.voice import PERSON, Place, place_of
from bot.webhook import handoff_job
from knowledge.answering.chosen import answer_facts
from knowledge.case.decision import Part
from knowledge.case.memory import Case
from rules.model import Edition, Facts
from rules.written import write_facts


class Tickets:
    """The way of a ticket: text, filed, approved or refused, done."""

    def __init__(self, office: Office) -> None:
        self._office, self._store, self._voice = office, office.store, office.voice

    async def text(self, job: Job, place: Place, said: Said) -> None:
        phrases = self._office.phrases[said.language]
        texts = self._texts(self._follows(recalled(said.case)), said.language, job.payload["values"])
        text = next(iter(texts.values()))
        await self._keep_draft(job, said)
        blocks = [
            *(block for lead, one in texts.items() for block in _quoted(lead, one)),
            {
                "type": "actions",
                "block_id": f"filed:{said.id}",
                "elements": [button(phrases.ui["filed"], "filed", str(said.id))],
            },
        ]
        await self._voice.show(place, job.payload["user"], escape(text), blocks)

    def _texts(self, part: Part, language: str, values: dict[str, str]) -> dict[str, str]:
        """The text in the language of whoever reads the ticket, and beside it in the asker's."""
        phrases = self._office.phrases
        own = ticket_text(part, phrases[language], values)
        if language == "en" or goes_to_provider(part):
            return {"": own}
        ui = phrases[language].ui
        return {
            ui["ticket_in"]: ticket_text(part, phrases["en"], values),
            ui["ticket_beside"]: own,
        }

    async def _keep_draft(self, job: Job, said: Said) -> None:
        """The draft outlives the private message that shows it."""
        reason = job.payload["values"]["reason"].strip()
        draft = await self._draft(job, said) or Ticket(
            job.team, said.channel, said.thread, job.payload["user"], reason, "draft", said.id
        )
        await self._store.keep_ticket(replace(draft, reference=reason))

    async def _of(self, job: Job, said: Said) -> list[Ticket]:
        """The person's own open tickets about an answer."""
        kept = await self._store.open_tickets(job.team, job.payload["user"])
        return [one for one in kept if one.said_id == said.id]

    async def has(self, job: Job, said: Said) -> bool:
        """Whether the person has a draft or a ticket about an answer."""
        return bool(await self._of(job, said))

    async def _draft(self, job: Job, said: Said) -> Ticket | None:
        """The draft that was kept for an answer."""
        return next((one for one in await self._of(job, said) if one.state == "draft"), None)

    async def to_file(self, job: Job, said: Said) -> Ticket | None:
        """What can be filed: the draft, or anew a ticket of which nothing came yet."""
        filed = (one for one in await self._of(job, said) if one.state == "filed")
        return await self._draft(job, said) or next(filed, None)

    async def filed(self, job: Job, place: Place, said: Said) -> None:
        """A draft becomes a ticket, once; where it did before, that is told."""
        phrases, reference = self._office.phrases[said.language], job.payload["values"]["reference"].strip()
        ticket = await self._filed_before(job, said, reference) or await self._keep_filed(
            job, said, reference
        )
        if ticket is None:
            await self._voice.show(place, job.payload["user"], phrases.ui["ticket_gone_on"])
            return
        await self._announce(replace(ticket, state="filed"), said)
        if ticket.state != "filed":  # it has gone on since an earlier try
            return
        await self._into_case(ticket, said)
        shown = place.response_url if said.private else None  # a thread shows it to all
        await self._tell(job, ticket, said, phrases, private=shown)

    async def _keep_filed(self, job: Job, said: Said, reference: str) -> Ticket | None:
        """The draft as filed under a number; one that was told before gives way while nothing came of it."""
        ticket = await self._draft(job, said) or await self._told_otherwise(job, said, reference)
        if ticket is None:
            return None
        return await self._store.keep_ticket(replace(ticket, state="filed", reference=reference))

    async def _told_otherwise(self, job: Job, said: Said, reference: str) -> Ticket | None:
        """The ticket that was filed for an answer, where another number was told of it."""
        filed = (one for one in await self._of(job, said) if one.state == "filed")
        return next((one for one in filed if one.reference != reference), None)

    async def _filed_before(self, job: Job, said: Said, reference: str) -> Ticket | None:
        """The ticket that an earlier try of this job kept, whatever has become of it since."""
        kept = await self._of(job, said) if job.attempts > 1 else []
        return next((one for one in kept if one.state != "draft" and one.reference == reference), None)

    async def _into_case(self, ticket: Ticket, said: Said) -> None:
        """The case of the answer, and of the thread if it is about the same, know what became of it.

        What somebody else made of an answer that was shared with them does not change the answer.
        """
        if is_private(said):
            last = None
            if ticket.person != said.person:
                return
        else:
            last = await self._store.last_said(said.team, said.channel, said.thread)
        kept = await self._store.said(said.team, said.id)
        edition = self._office.law.edition
        same = [one for one in (kept, last) if one and _type_of(one, edition) == _type_of(said, edition)]
        for one in {one.id: one for one in same}.values():
            await self._store.keep_said(self._as_it_is_now(one, ticket))

    def _as_it_is_now(self, said: Said, ticket: Ticket) -> Said:
        """An answer with what a ticket tells of its case, and what follows from that now."""
        case = recalled(said.case)
        told = replace(case, facts={**case.facts, **self._told_by(ticket.state)}, doubts={})
        kept = {**said.case, **remembered(told)}
        if recalled_parts(said.case):  # each of several has an outcome of its own
            return replace(said, case=kept)
        return replace(said, case=kept, outcome=self._follows(told).outcome)

    def _follows(self, case: Case) -> Part:
        """What follows from a case by the edition that it was asked of."""
        office = self._office
        return answer_facts(case.facts, office.library, edition=office.edition, as_of=case.as_of).parts[0]

    def _told_by(self, state: str) -> Facts:
        """What a state of a ticket tells of the case."""
        told = self._office.law.edition.request.items()
        return {name: value for step, facts in told if step == state for name, value in facts.items()}

    async def _tell(
        self, job: Job, ticket: Ticket, said: Said | None, phrases: Phrases, *, private: str | None = None
    ) -> None:
        """Say the state and what may follow; what was said of the state before can then do nothing more."""
        ticket = _at(ticket, said)
        text = word_of(ticket, ticket.state, phrases)
        blocks = [section(text), *ticket_actions(ticket, phrases)]
        place = Place(ticket.channel, ticket.thread, private)
        if private:
            passed = str(job.payload.get("block")).startswith("ticket:")
            await self._voice.show(place, job.payload["user"], text, blocks, instead=passed)
            return
        ts = await self._voice.once(job, place, text, blocks)
        if said is not None and ts and not said.private:
            await self._settle_before(job, ticket, said, phrases, ts)

    async def _settle_before(self, job: Job, ticket: Ticket, said: Said, phrases: Phrases, ts: str) -> None:
        """Take the controls from where the state before was told, and keep where this one is.

        What was just pressed gives way by itself.
        """
        kept = await self._store.said(said.team, said.id)
        if kept is None:
            return
        told = kept.case.get("tickets", {})
        before, state = told.get(str(ticket.id)) or (ts, ticket.state)
        if before not in (ts, job.payload.get("ts")):
            place = Place(ticket.channel, ticket.thread)
            await self._voice.settle(place, before, word_of(ticket, state, phrases))
        now = {**told, str(ticket.id): [ts, ticket.state]}
        await self._store.keep_said(replace(kept, case={**kept.case, "tickets": now}))

    async def pressed(self, job: Job) -> Ticket | None:
        """The ticket whose control was pressed; None where it is gone, or not theirs to press."""
        number = number_of(job.payload["value"])
        kept = await self._store.ticket(job.team, number) if number is not None else None
        said = await self._store.said(job.team, kept.said_id) if kept else None
        return kept if kept and may_move(job.payload, kept, said) else None

    async def state(self, job: Job, kept: Ticket) -> None:
        """filed -> approved or refused -> done."""
        told, state = job.payload, job.payload["action"].removeprefix("ticket_")
        phrases = await self._office.people.phrases_for(job.team, told["user"])
        said = await self._store.said(job.team, kept.said_id)
        if job.attempts > 1 and kept.state in FOLLOWING[state] and said:  # gone on since an earlier try
            await self._announce(replace(kept, state=state), said)
            return
        tried_before = state == kept.state and job.attempts > 1
        if state not in FOLLOWING[kept.state] and not tried_before:
            await self._voice.show(place_of(told), told["user"], phrases.ui["ticket_gone_on"])
            return
        ticket = await self._store.keep_ticket(replace(kept, state=state))
        if said:
            await self._announce(ticket, said)
        language = self._office.phrases[said.language] if said else phrases
        alone = told.get("ephemeral") and (said is None or said.private)
        await self._tell(job, ticket, said, language, private=told["response_url"] if alone else None)
        await self._voice.give_way(told, language)
        if is_listed(told):
            await self.list_anew(job, place_of(told))
        if said:
            await self._into_case(ticket, said)

    async def _announce(self, ticket: Ticket, said: Said) -> None:
        """Have the step handed off; its own job does that, so that nobody here waits for it.

        That is done before the step is told: whoever reads of it may go on to the next at once, and the
        two must not change places.
        """
        if not self._office.settings.handoff_webhook_url:
            return
        case = recalled(said.case)
        edition = self._office.law_of(case).edition
        step = handoff_job(
            ticket,
            {
                "ticket": ticket.reference,
                "state": ticket.state,
                "team": ticket.team,
                "channel": ticket.channel,
                "thread": ticket.thread,
                "person": ticket.person,
                "outcome": said.outcome,
                "facts": write_facts(case.facts, edition),
                "edition": edition.edition,
            },
        )
        await self._store.take_in([step])

    async def remind(self, job: Job, number: str) -> None:
        """Have Slack say on the wanted morning, where the ticket is told, that a stop and start is due."""
        person, wanted = job.payload["user"], date.fromisoformat(job.payload["values"]["remind_on"])
        kept = await self._store.ticket(job.team, number_of(number) or 0)
        phrases = await self._office.people.phrases_for(job.team, person)
        if kept is None:
            await self._voice.show(Place(person), person, phrases.ui["expired"])
            return
        kept = _at(kept, await self._store.said(job.team, kept.said_id))
        at = await self._office.people.morning(person, wanted)
        text = phrases.ui["reminder"].format(person=f"<@{person}>", reference=escape(kept.reference))
        alone = kept.channel.startswith(PERSON)
        channel = await self._voice.direct(kept.channel) if alone else kept.channel
        await self._voice.later(job, Place(channel, kept.thread), at, text)
        told = phrases.ui["remind_kept"].format(day=phrases.day(wanted))
        await self._voice.show(Place(kept.channel, kept.thread), person, told)

    async def listed(self, job: Job, phrases: Phrases) -> None:
        """The person's open tickets, each with what may follow."""
        await self._list(job, place_of(job.payload), phrases)

    async def list_anew(self, job: Job, place: Place) -> None:
        """The list as it is after what was done there, in its place."""
        phrases = await self._office.people.phrases_for(job.team, job.payload["user"])
        await self._list(job, place, phrases, instead=True)

    async def _list(self, job: Job, place: Place, phrases: Phrases, *, instead: bool = False) -> None:
        person = job.payload["user"]
        tickets = await self._store.open_tickets(job.team, person)
        names = await self.names(tickets, phrases)
        blocks = [section(f"*{phrases.ui['tickets_title'] if tickets else phrases.ui['tickets_none']}*")]
        for ticket in tickets[:SHOWN]:
            line = ticket_line(ticket, phrases, names.get(ticket.id, ""))
            blocks += [section(line), *ticket_actions(ticket, phrases, listed=True)]
        await self._voice.show(place, person, phrases.ui["tickets_title"], blocks, instead=instead)

    async def names(self, tickets: Sequence[Ticket], phrases: Phrases) -> dict[int, str]:
        """By which subscription each is known; those are left out of which that is not known."""
        kept = {ticket.id: await self._store.said(ticket.team, ticket.said_id) for ticket in tickets[:SHOWN]}
        names = {number: self._subscription(said, phrases) for number, said in kept.items() if said}
        return {number: name for number, name in names.items() if name}

    def _subscription(self, said: Said, phrases: Phrases) -> str:
        """The type and the day of the subscription that an answer is about."""
        facts, edition = recalled(said.case).facts, self._office.law.edition
        names = [
            name for name, kind in edition.facts.items() if name == edition.subject or kind.kind == "day"
        ]
        return ", ".join(phrases.fact(name, facts[name]) for name in names if name in facts)


def _quoted(lead: str, text: str) -> list[dict[str, Any]]:
    """A text to copy as it is, under its lead."""
    return [*([context([lead])] if lead else []), verbatim(text)]


def _at(ticket: Ticket, said: Said | None) -> Ticket:
    """The ticket where it is told: about a private answer, or one that is gone, to its person alone."""
    return ticket if said and not said.private else replace(ticket, channel=ticket.person, thread="")


def _type_of(said: Said, edition: Edition) -> object:
    return recalled(said.case).facts.get(edition.subject)
