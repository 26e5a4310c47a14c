"""What the controls of an answer do: choosing a fact, seeing why, sharing, voting."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot import forms
from bot.access import may_press
from bot.answering import Answering
from bot.leaving import Leaving
from bot.memory import of_part, recalled, recalled_parts
from bot.modals import Modals
from bot.office import Office
from bot.saying.blocks import escape
from bot.saying.explaining import explained
from bot.saying.waiting import waits
from bot.store import Job, Said, Ticket, Vote
from bot.store.forgetting import author_of
from bot.tickets import Tickets
from bot.voice import place_of
from knowledge.answering.answered import Answer, asked_sides
from knowledge.case.memory import Case, taken_up
from rules.interval import Interval
from rules.model import UNKNOWN, Value
from rules.written import FactFault, parse_facts

_SIDES = ("before", "since")
_CHOICES = ("offer_yes", "choose_type", "before", "since", "pick_date", "unknown", "direct", "relay")


class Clicks:
    """Clicks on the controls of answers, tickets and the home."""

    def __init__(self, office: Office, answering: Answering, modals: Modals, tickets: Tickets) -> None:
        self._office, self._store, self._voice = office, office.store, office.voice
        self._answering, self._modals, self._tickets = answering, modals, tickets
        self._of_answers: dict[str, Callable[[Job, Said], Awaitable[None]]] = {
            **dict.fromkeys(_CHOICES, self._chosen),
            "azure": self._provider,
            "elsewhere": self._provider,
            "change": modals.change,
            "ticket_text": modals.ticket,
            "filed": modals.filed,
            "why": self._why,
            "share": answering.share,
            "new_question": answering.afresh,
            "show_types": self._types,
            "vote": self._voted,
            "vote_yes": self._right,  # the buttons under answers of before
            "vote_no": modals.wrong,
        }
        leaving = Leaving(office)
        self._of_nobody: dict[str, Callable[[Job], Awaitable[None]]] = {
            "start_check": modals.check,
            "forget": leaving.forget,
            "forget_not": leaving.forget_not,
        }
        self._of_tickets: dict[str, Callable[[Job, Ticket], Awaitable[None]]] = {
            **dict.fromkeys(("ticket_approved", "ticket_refused", "ticket_done"), tickets.state),
            "remind": modals.remind,
        }

    @property
    def actions(self) -> frozenset[str]:
        """Every control there is, but for those that belong to nobody."""
        return frozenset((*self._of_answers, *self._of_tickets))

    async def click(self, job: Job) -> None:
        """Do what was clicked; a control that is gone, or not theirs, says that it has expired."""
        action = job.payload["action"]
        if action in self._of_nobody:
            await self._of_nobody[action](job)
        elif action in self._of_tickets:
            await self._of_ticket(job)
        else:
            await self._of_answer(job)

    async def _of_ticket(self, job: Job) -> None:
        ticket = await self._tickets.pressed(job)
        if ticket is None:
            await self._expired(job)
            return
        await self._of_tickets[job.payload["action"]](job, ticket)

    async def _of_answer(self, job: Job) -> None:
        told = job.payload
        said = await self._store.said(job.team, told["said"]) if told.get("said") else None
        do = self._of_answers.get(told["action"])
        if said is None or do is None or not await self._may(job, said):
            await self._expired(job)
            return
        await do(job, replace(said, case=of_part(said.case, told.get("part"))))

    async def _may(self, job: Job, said: Said) -> bool:
        """Whether the control is theirs to press; a ticket's text is shown wherever its person looks."""
        if job.payload["action"] == "filed":
            return await self._tickets.has(job, said)
        return may_press(job.payload, said)

    async def _expired(self, job: Job) -> None:
        phrases = await self._office.people.phrases_for(job.team, job.payload["user"])
        await self._voice.show(place_of(job.payload), job.payload["user"], phrases.ui["expired"])

    async def _chosen(self, job: Job, said: Said) -> None:
        """An answer to our question by a control: the same as one in words."""
        told, case = job.payload, recalled(said.case)
        if _is_chosen(said, told.get("part")):
            return
        try:
            facts = {**case.facts, **self._fact_chosen(told["action"], told.get("value", ""), case)}
        except FactFault:  # nothing that could be chosen there
            await self._expired(job)
            return
        found = self._answering.answer_facts(facts, said.language, case.as_of)
        if case.supposed:  # a yes to what was only supposed tells nothing of the case itself
            settled = replace(case, offered=None, supposed=False, asked=None)
            found = replace(found, case=settled, supposed=True)
        await self._say_of(job, said, found, case)
        await self._give_way(job, said)

    async def _say_of(self, job: Job, said: Said, found: Answer, before: Case) -> None:
        """Another answer to the same question, in the words of whoever asked it."""
        await self._answering.say(
            job,
            place_of(job.payload),
            said.question,
            found,
            before=before,
            last=said,
            author=author_of(said),
            waiting=await self._waiting(said, job.payload.get("part")),
        )

    async def _waiting(self, said: Said, part: int | None) -> list[str]:
        """The other subscriptions of which something is still asked, by number and type."""
        kept = await self._store.said(said.team, said.id)
        if kept is None or part is None:
            return []
        law, phrases = self._office.law_of(recalled(kept.case)), self._office.phrases[said.language]
        answered = {part, *kept.case.get("chosen", ())}
        return [
            f"{number + 1} ({phrases.fact(law.edition.subject, facts.get(law.edition.subject, UNKNOWN))})"
            for number, (outcome, facts) in enumerate(recalled_parts(kept.case))
            if number not in answered and waits(outcome, facts, law)
        ]

    async def _give_way(self, job: Job, said: Said) -> None:
        """The controls of a question that was answered give way to what was chosen, and by whom."""
        told = job.payload
        kept = await self._store.said(said.team, said.id)
        if kept is not None:
            chosen = [*kept.case.get("chosen", ()), told.get("part") or 0]
            await self._store.keep_said(replace(kept, case={**kept.case, "chosen": chosen}))
        await self._voice.give_way(told, self._office.phrases[said.language])

    def _fact_chosen(self, action: str, value: str, case: Case) -> dict[str, Value]:
        if action == "choose_type":
            editions = [law.edition for law in self._office.library.laws.values()]
            return dict(parse_facts({editions[0].subject: value}, *editions))
        if action == "unknown":
            return {case.asked or self._office.law.edition.subject: UNKNOWN}
        if action == "offer_yes":
            return (
                dict(case.offered or {})
                if case.supposed
                else dict(taken_up(case, self._office.law_of(case)).facts)
            )
        if action in ("direct", "relay"):
            return {"delivery": action}
        return self._day_chosen(action, value, case)

    def _day_chosen(self, action: str, value: str, case: Case) -> dict[str, Value]:
        """The day itself, or the days on this side of the one that was asked for."""
        law = self._office.law_of(case)
        axis = law.space.day
        if action == "pick_date":
            return dict(forms.facts_of({"date": value}, law, law.edition))
        if axis is None:
            return {}
        cut = axis.cuts[0]
        both = asked_sides(case, law) or (Interval.before(cut), Interval.since(cut))
        return {axis.fact: both[_SIDES.index(action)]}

    async def _provider(self, job: Job, said: Said) -> None:
        told, case = job.payload, recalled(said.case)
        if _is_chosen(said, told.get("part")):
            return
        found = self._answering.answer_provider(case, said.language, azure=told["action"] == "azure")
        await self._say_of(job, said, found, case)
        await self._give_way(job, said)

    async def _types(self, job: Job, said: Said) -> None:
        """Type by type, what the edition says."""
        overview = self._office.law.edition.overview
        if overview is None:
            await self._expired(job)
            return
        found = self._answering.answer_theme(overview, said.language)
        title = self._office.phrases[said.language].ui["show_types"]
        await self._answering.say(job, place_of(job.payload), title, found, before=Case(), last=said)

    async def _why(self, job: Job, said: Said) -> None:
        """What the verdict rests on, for the one who asks."""
        phrases, case = self._office.phrases[said.language], recalled(said.case)
        found = await self._office.quoting(self._answering.again(said))
        text = explained(found, case.quotes, phrases) or phrases.ui["expired"]
        await self._voice.show(place_of(job.payload), job.payload["user"], escape(text))

    async def _voted(self, job: Job, said: Said) -> None:
        """A vote by Slack's two buttons: the value tells which of them, and under which answer."""
        votes = {f"yes:{said.id}": self._right, f"no:{said.id}": self._modals.wrong}
        vote = votes.get(job.payload["value"])
        await (vote(job, said) if vote else self._expired(job))

    async def _right(self, job: Job, said: Said) -> None:
        await self._store.keep_vote(Vote(job.team, said.id, job.payload["user"], right=True))
        self._office.figures.voted(right=True)
        thanks = self._office.phrases[said.language].ui["vote_thanks"]
        await self._voice.show(place_of(job.payload), job.payload["user"], thanks)


def _is_chosen(said: Said, part: int | None) -> bool:
    """Whether the question was answered by a control before: a choice clicked twice gives one answer."""
    return (part or 0) in said.case.get("chosen", ())
