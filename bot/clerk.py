"""Does one job: recalls the case, has it answered, says it in Slack, keeps what was said.

A reply that may have been posted before a crash is looked for (by its metadata) before it is
posted again.
"""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot import forms
from bot.blocks import answer_blocks, escape, section
from bot.home import home_view
from bot.memory import recalled, remembered
from bot.phrases import Phrases
from bot.reply import compose
from bot.settings import Settings
from bot.store import Job, Said, Store, Vote
from bot.tickets import Tickets
from bot.voice import Place, Voice, place_of
from knowledge.answer import Answer, answer, answer_facts
from knowledge.conversation import Case
from knowledge.library import Library
from knowledge.text import TextFault
from rules.interval import Interval
from rules.model import UNKNOWN, Facts, Value

_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")


class Clerk:
    """Everything that is done for a job; holds no state of its own."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it works with, from the composition root
        self,
        library: Library,
        phrases: Mapping[str, Phrases],
        store: Store,
        settings: Settings,
        voice: Voice,
        tickets: Tickets,
    ) -> None:
        self._library, self._phrases, self._store = library, phrases, store
        self._settings, self._voice, self._tickets = settings, voice, tickets
        self._law = library.law(settings.port25_edition)
        self._kinds: dict[str, Callable[[Job], Awaitable[None]]] = {
            "question": self._question,
            "edit": self._edit,
            "click": self._click,
            "form": self._form,
            "command": self._command,
            "open_check": self._open_check,
            "home": self._home,
            "prompts": self._prompts,
        }
        self._clicks: dict[str, Callable[[Job, Said], Awaitable[None]]] = {
            "choose_type": self._chosen,
            "before": self._chosen,
            "since": self._chosen,
            "pick_date": self._chosen,
            "unknown": self._chosen,
            "direct": self._chosen,
            "relay": self._chosen,
            "azure": self._provider,
            "elsewhere": self._provider,
            "change": self._change,
            "ticket_text": self._ticket_form,
            "filed": self._filed_form,
            "why": self._why,
            "share": self._share,
            "vote_yes": self._vote,
            "vote_no": self._wrong_form,
        }

    async def work(self, job: Job) -> None:
        """Do the job; an exception means that it is not done."""
        await self._kinds[job.kind](job)

    def waits_for(self, team: str, channel: str, thread: str, person: str) -> bool:
        """Whether our question in this thread is open, and this is the person we asked."""
        last = self._store.last_said(team, channel, thread)
        return last is not None and last.person == person and recalled(last.case).asked is not None

    # -- questions

    async def _question(self, job: Job) -> None:
        told = job.payload
        place = Place(told["channel"], told.get("thread", ""), told.get("response_url"))
        text = told["text"]
        if not text.strip():
            phrases = await self._voice.phrases_for(job.team, told["user"])
            await self._voice.note(place, phrases.ui["no_text"], told["user"])
            return
        last = self._store.last_said(job.team, place.channel, place.thread) if not told.get("fresh") else None
        case = recalled(last.case if last else None)
        found = await self._read(job.team, told["user"], text, case, place)
        if found is not None:
            await self._say(job, place, told["user"], text, found, before=case)

    async def _read(self, team: str, person: str, text: str, case: Case, place: Place) -> Answer | None:
        language = await self._voice.language(team, person)
        try:
            return answer(
                text,
                case,
                self._library,
                edition=self._settings.port25_edition,
                today=datetime.now().astimezone().date(),
                language=language,
            )
        except TextFault as fault:
            await self._voice.note(place, escape(str(fault)), person)
            return None

    async def _edit(self, job: Job) -> None:
        """An edited question changes its answer instead of adding one."""
        told = job.payload
        said = self._store.said_to(job.team, told["channel"], told["question_ts"])
        if said is None or not said.reply_ts:
            return
        place = Place(said.channel, said.thread)
        before = recalled(said.case.get("before"))
        found = await self._read(job.team, said.person, told["text"], before, place)
        if found is None:
            return
        changed = replace(
            said,
            question=told["text"],
            outcome=found.outcome,
            case=_kept(found.case, before),
            language=found.language,
        )
        self._store.keep_said(changed)
        text, blocks = self._composed(found, changed)
        await self._voice.client.chat_update(channel=said.channel, ts=said.reply_ts, text=text, blocks=blocks)

    async def _say(  # noqa: PLR0913 - one answer and all that it is kept with
        self, job: Job, place: Place, person: str, text: str, found: Answer, *, before: Case
    ) -> None:
        text = _MENTION.sub("", text).strip()
        mark = job.message or job.key
        said = self._store.said_to(job.team, place.channel, mark) if job.attempts > 1 else None
        said = said or self._store.keep_said(
            Said(
                job.team,
                place.channel,
                place.thread,
                person,
                text,
                found.outcome,
                _kept(found.case, before),
                found.language,
                question_ts=mark,
                private=place.response_url is not None,
            )
        )
        if job.attempts > 1 and (said.reply_ts or await self._voice.posted(place, said)):
            return
        reply_ts = await self._voice.post(place, *self._composed(found, said), said.id)
        self._store.keep_said(replace(said, reply_ts=reply_ts))

    def _composed(self, found: Answer, said: Said) -> tuple[str, list[dict[str, Any]]]:
        phrases = self._phrases[found.language]
        reply = compose(found, phrases)
        return escape(reply.text()), answer_blocks(reply, found, phrases, said.id, private=said.private)

    # -- clicks

    async def _click(self, job: Job) -> None:
        told = job.payload
        if told["action"] in ("ticket_approved", "ticket_refused", "ticket_done"):
            await self._tickets.state(job)
            return
        if told["action"] == "language":
            self._store.set_language(job.team, told["user"], told["value"], chosen=True)
            await self._home(job)
            return
        if told["action"] == "start_check":
            await self._open_check(job)
            return
        said = self._store.said(job.team, int(told["said"])) if told.get("said") else None
        if said is None:
            phrases = await self._voice.phrases_for(job.team, told["user"])
            await self._voice.note(place_of(told), phrases.ui["expired"], told["user"])
            return
        await self._clicks[told["action"]](job, said)

    async def _chosen(self, job: Job, said: Said) -> None:
        """An answer to our question by a control: the same as one in words."""
        told, case = job.payload, recalled(said.case)
        facts = {**case.facts, **self._fact_chosen(told["action"], told.get("value", ""), case)}
        await self._say_facts(job, place_of(told), said, facts, case)

    def _fact_chosen(self, action: str, value: str, case: Case) -> dict[str, Value]:
        since = self._cut()
        if action == "choose_type":
            return {"subscription": value}
        if action == "unknown":
            asked = (
                "subscription" if (case.asked or "").startswith("offer:") else case.asked or "subscription"
            )
            return {asked: UNKNOWN}
        if action in ("direct", "relay"):
            return {"delivery": action}
        if action == "pick_date":
            return dict(forms.facts_of({"date": value}, since, self._law.edition))
        return dict(forms.facts_of({"side": action}, since, self._law.edition))

    def _cut(self) -> Interval:
        at = self._law.space.place.get("created")
        return Interval.since(self._law.space.axes[at].cuts[0]) if at is not None else Interval(None, None)

    async def _say_facts(self, job: Job, place: Place, said: Said, facts: Facts, before: Case) -> None:
        found = answer_facts(
            facts, self._library, edition=self._settings.port25_edition, language=said.language
        )
        await self._say(job, place, job.payload["user"], said.question, found, before=before)

    async def _provider(self, job: Job, said: Said) -> None:
        told, case = job.payload, recalled(said.case)
        word = "azure" if told["action"] == "azure" else "no, AWS"
        found = answer(
            word,
            replace(case, language=said.language),
            self._library,
            edition=self._settings.port25_edition,
            today=datetime.now().astimezone().date(),
            language=said.language,
            speak=said.language,
        )
        await self._say(job, place_of(told), told["user"], said.question, found, before=case)

    async def _why(self, job: Job, said: Said) -> None:
        """The trace, for the one who asks."""
        found = self._again(said)
        lines = []
        for part in found.parts:
            if part.verdict is None:
                continue
            lines.append(f"*{part.verdict.rule.id}* ({part.verdict.rule.basis}) → {part.verdict.outcome}")
            lines += [f"• {step.fact} = {step.value} ({step.how})" for step in part.verdict.trace]
            lines += [
                f"• {name}: {gist}"
                for cited in part.citations
                for name, gist in zip(cited.statements, cited.gists, strict=True)
            ]
        await self._voice.note(
            place_of(job.payload),
            "\n".join(lines) or self._phrases[said.language].ui["expired"],
            job.payload["user"],
        )

    def _again(self, said: Said) -> Answer:
        """The answer that the kept case leads to."""
        facts = recalled(said.case).facts
        return answer_facts(
            facts, self._library, edition=self._settings.port25_edition, language=said.language
        )

    async def _share(self, job: Job, said: Said) -> None:
        phrases, told = self._phrases[said.language], job.payload
        found = self._again(said)
        text, blocks = self._composed(found, replace(said, private=False))
        intro = phrases.ui["shared"].format(person=f"<@{told['user']}>", text=escape(said.question[:300]))
        blocks = [section(intro), *blocks][:50]
        if told.get("response_url"):
            await self._voice.privately(told["response_url"], text, blocks, shared=True)
        else:
            await self._voice.post(Place(told["channel"]), text, blocks, said.id)

    async def _vote(self, job: Job, said: Said) -> None:
        self._store.keep_vote(Vote(job.team, said.id, job.payload["user"], right=True))
        await self._voice.note(
            place_of(job.payload), self._phrases[said.language].ui["vote_thanks"], job.payload["user"]
        )

    # -- modals

    async def _open_check(self, job: Job) -> None:
        phrases = await self._voice.phrases_for(job.team, job.payload["user"])
        await self._voice.open(job, self._check_view(phrases, {}, _metadata(job.payload)))

    def _check_view(self, phrases: Phrases, facts: Facts, metadata: str) -> dict[str, Any]:
        written = forms.written_of(facts, self._law.edition)
        return forms.check_form(phrases, metadata, self._cut(), facts, written)

    async def _change(self, job: Job, said: Said) -> None:
        metadata = _metadata({**job.payload, "said": said.id})
        view = self._check_view(self._phrases[said.language], recalled(said.case).facts, metadata)
        await self._voice.open(job, view)

    async def _ticket_form(self, job: Job, said: Said) -> None:
        await self._voice.open(
            job, forms.ticket_form(self._phrases[said.language], _metadata({**job.payload, "said": said.id}))
        )

    async def _filed_form(self, job: Job, said: Said) -> None:
        await self._voice.open(
            job, forms.filed_form(self._phrases[said.language], _metadata({**job.payload, "said": said.id}))
        )

    async def _wrong_form(self, job: Job, said: Said) -> None:
        self._store.keep_vote(Vote(job.team, said.id, job.payload["user"], right=False))
        await self._voice.open(
            job, forms.wrong_form(self._phrases[said.language], _metadata({**job.payload, "said": said.id}))
        )

    async def _form(self, job: Job) -> None:
        """A submitted modal."""
        told = job.payload
        origin = json.loads(told["metadata"] or "{}")
        place = Place(
            origin.get("channel") or told["user"], origin.get("thread", ""), origin.get("response_url")
        )
        said = self._store.said(job.team, origin["said"]) if origin.get("said") else None
        if told["callback"] == "check":
            await self._checked(job, place, said)
        elif said is not None and told["callback"] == "ticket":
            await self._tickets.text(job, place, said)
        elif said is not None and told["callback"] == "filed":
            await self._tickets.filed(job, place, said)
        elif said is not None:
            self._store.keep_vote(
                Vote(job.team, said.id, told["user"], right=False, comment=told["values"]["comment"])
            )
            await self._voice.note(place, self._phrases[said.language].ui["vote_thanks"], told["user"])

    async def _checked(self, job: Job, place: Place, said: Said | None) -> None:
        told = job.payload
        editions = [law.edition for law in self._library.laws.values()]
        facts = forms.facts_of(told["values"], self._cut(), *editions)
        language = said.language if said else await self._voice.language(job.team, told["user"])
        found = answer_facts(facts, self._library, edition=self._settings.port25_edition, language=language)
        phrases = self._phrases[language]
        question = (
            said.question if said else ", ".join(phrases.fact(name, value) for name, value in facts.items())
        )
        await self._say(job, place, told["user"], question, found, before=Case())

    # -- commands, home, prompts

    async def _command(self, job: Job) -> None:
        told = job.payload
        words = told["text"].split()
        phrases = await self._voice.phrases_for(job.team, told["user"])
        place = place_of(told)
        if not words:
            await self._open_check(job)
        elif words == ["help"]:
            await self._voice.note(place, phrases.ui["help"], told["user"])
        elif words == ["tickets"]:
            await self._tickets.listed(job, phrases)
        elif words[0] == "language":
            await self._set_language(job, words[1:], phrases)
        elif words == ["forget", "me"]:
            self._store.forget(job.team, told["user"])
            await self._voice.note(place, phrases.ui["forgotten"], told["user"])
        else:
            asked = replace(job, payload={**told, "fresh": True})
            await self._question(asked)

    async def _set_language(self, job: Job, words: list[str], phrases: Phrases) -> None:
        wanted = words[0].lower() if words else ""
        if wanted not in self._phrases:
            await self._voice.note(place_of(job.payload), phrases.ui["language_help"], job.payload["user"])
            return
        self._store.set_language(job.team, job.payload["user"], wanted, chosen=True)
        await self._voice.note(
            place_of(job.payload), self._phrases[wanted].ui["language_set"], job.payload["user"]
        )

    async def _home(self, job: Job) -> None:
        person = job.payload["user"]
        phrases = await self._voice.phrases_for(job.team, person)
        language = await self._voice.language(job.team, person)
        recent = self._store.recent(job.team, person, 5)
        view = home_view(phrases, self._phrases, language, recent, self._store.open_tickets(job.team, person))
        await self._voice.client.views_publish(user_id=person, view=view)

    async def _prompts(self, job: Job) -> None:
        """The agent view: three suggestions, so that the first answer is one click away."""
        phrases = await self._voice.phrases_for(job.team, job.payload["user"])
        texts = [phrases.ui[f"prompt_{number}"] for number in (1, 2, 3)]
        await self._voice.client.assistant_threads_setSuggestedPrompts(
            channel_id=job.payload["channel"],
            thread_ts=job.payload.get("thread") or "",
            title=phrases.ui["prompts_title"],
            prompts=[{"title": text, "message": text} for text in texts],
        )


def _kept(case: Case, before: Case) -> dict[str, Any]:
    return {**remembered(case), "before": remembered(before)}


def _metadata(told: dict[str, Any]) -> str:
    """What a modal must remember of where it was opened."""
    place = place_of(told)
    kept = {
        "channel": place.channel,
        "thread": place.thread,
        "response_url": place.response_url,
        "said": told.get("said"),
    }
    return json.dumps({name: value for name, value in kept.items() if value})
