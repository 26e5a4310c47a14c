"""The modals in Slack: which opens where, and what becomes of one that is submitted."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from bot import forms
from bot.answering import Answering
from bot.memory import of_part, recalled
from bot.office import Office
from bot.saying.phrases import Phrases
from bot.store import Job, Said, Ticket, Vote
from bot.store.forgetting import author_of
from bot.ticket_lines import is_listed
from bot.tickets import Tickets
from bot.voice import Place, origin_of, place_of
from knowledge.case.memory import Case
from rules.interval import Interval
from rules.model import Facts, Value


class Modals:
    """Opening modals, and taking what was filled in."""

    def __init__(self, office: Office, answering: Answering, tickets: Tickets) -> None:
        self._office, self._store, self._voice = office, office.store, office.voice
        self._answering, self._tickets = answering, tickets
        self._of_answers: dict[str, Callable[[Job, Place, Said], Awaitable[None]]] = {
            "ticket": tickets.text,
            "filed": tickets.filed,
            "wrong": self._commented,
        }

    # -- opened

    async def check(self, job: Job) -> None:
        """The check, empty."""
        phrases = await self._office.people.phrases_for(job.team, job.payload["user"])
        await self._voice.open(job, self._check_view(phrases, Case(), self._sealed(job, _place(job.payload))))

    async def change(self, job: Job, said: Said) -> None:
        """The check, with what was read of an answer's question."""
        case = recalled(said.case)
        view = self._check_view(self._office.phrases[said.language], case, self._origin(job, said))
        await self._voice.open(job, view)

    def _check_view(self, phrases: Phrases, case: Case, metadata: str) -> dict[str, Any]:
        facts = {**case.facts, **(case.offered or {})}
        return forms.check_form(phrases, metadata, self._office.law_of(case), facts)

    async def ticket(self, job: Job, said: Said) -> None:
        given = recalled(said.case).reason
        form = forms.ticket_form(self._office.phrases[said.language], self._origin(job, said), given)
        await self._voice.open(job, form)

    async def filed(self, job: Job, said: Said) -> None:
        """The ticket's number; where one is kept it stands there, and can be put right while nothing came."""
        phrases, ticket = self._office.phrases[said.language], await self._tickets.to_file(job, said)
        if ticket is None:
            await self._voice.show(place_of(job.payload), job.payload["user"], phrases.ui["ticket_gone_on"])
            return
        number = ticket.reference if ticket.state == "filed" else ""
        await self._voice.open(job, forms.filed_form(phrases, self._origin(job, said), number))

    async def remind(self, job: Job, ticket: Ticket) -> None:
        """The day of a reminder; the ticket goes with it."""
        phrases = await self._office.people.phrases_for(job.team, job.payload["user"])
        kept = self._sealed(job, {"ticket": str(ticket.id)})
        await self._voice.open(job, forms.remind_form(phrases, kept))

    async def wrong(self, job: Job, said: Said) -> None:
        """An answer was wrong: that is kept at once, what was wrong about it may follow."""
        await self._store.keep_vote(Vote(job.team, said.id, job.payload["user"], right=False))
        self._office.figures.voted(right=False)
        form = forms.wrong_form(self._office.phrases[said.language], self._origin(job, said))
        await self._voice.open(job, form)

    def _origin(self, job: Job, said: Said) -> str:
        return self._sealed(job, _place({**job.payload, "said": said.id}))

    def _sealed(self, job: Job, told: dict[str, Any]) -> str:
        """What a modal must remember, for the one who opens it."""
        return self._office.seal.closed(told, job.team, job.payload["user"])

    # -- submitted

    @property
    def callbacks(self) -> frozenset[str]:
        """Every modal there is."""
        return frozenset(("check", "remind", *self._of_answers))

    async def submitted(self, job: Job) -> None:
        """Do what the filled-in modal asks for; one that is not theirs, or of a lost answer, says so."""
        told = job.payload
        origin = json.loads(told["metadata"])
        said, do = await self._said_of(job, origin), self._of_answers.get(told["callback"])
        if told["callback"] == "check" and not told["stale"]:
            await self._checked(job, origin_of(told), said)
        elif told["callback"] == "remind" and not told["stale"]:
            await self._tickets.remind(job, origin.get("ticket", ""))
        elif said is not None and do is not None:
            await do(job, origin_of(told), said)
            if origin.get("listed"):
                await self._tickets.list_anew(job, origin_of(told))
        else:
            phrases = await self._office.people.phrases_for(job.team, told["user"])
            await self._voice.show(origin_of(told), told["user"], phrases.ui["expired"])

    async def _said_of(self, job: Job, origin: dict[str, Any]) -> Said | None:
        kept = await self._store.said(job.team, origin["said"]) if origin.get("said") else None
        return replace(kept, case=of_part(kept.case, origin.get("part"))) if kept else None

    async def _commented(self, job: Job, place: Place, said: Said) -> None:
        told = job.payload
        vote = Vote(job.team, said.id, told["user"], right=False, comment=told["values"]["comment"])
        await self._store.keep_vote(vote)
        await self._voice.show(place, told["user"], self._office.phrases[said.language].ui["vote_thanks"])

    async def _checked(self, job: Job, place: Place, said: Said | None) -> None:
        told = job.payload
        laws = self._office.library.laws.values()
        case = recalled(said.case) if said else Case()
        law = self._office.law_of(case)
        facts = _as_known(forms.facts_of(told["values"], law, *(law.edition for law in laws)), case)
        language = said.language if said else await self._office.people.language(job.team, told["user"])
        found = self._answering.answer_facts(facts, language, case.as_of)
        phrases = self._office.phrases[language]
        in_words = ", ".join(phrases.fact(name, value) for name, value in facts.items())
        text, author = (said.question, author_of(said)) if said else (in_words, None)
        await self._answering.say(job, place, text, found, before=Case(), last=said, author=author)


def _as_known(facts: Facts, case: Case) -> Facts:
    """The facts that were chosen, days as exactly as they were known: a form can only tell their period."""
    known = {**case.facts, **(case.offered or {})}
    closer = {name: known[name] for name, value in facts.items() if _is_within(known.get(name), value)}
    return {**facts, **closer}


def _is_within(known: Value | None, chosen: Value) -> bool:
    return isinstance(known, Interval) and isinstance(chosen, Interval) and known.within(chosen)


def _place(told: dict[str, Any]) -> dict[str, Any]:
    """What a modal must remember of where it was opened."""
    place = place_of(told)
    kept = {
        "channel": place.channel,
        "thread": place.thread,
        "response_url": place.response_url,
        "said": told.get("said"),
        "part": told.get("part"),
        "listed": is_listed(told) or None,
    }
    return {name: value for name, value in kept.items() if value not in (None, "")}
