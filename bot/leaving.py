"""Forget me: what that removes is said first, and only a yes removes it."""

from bot.office import Office
from bot.saying.blocks import actions, button, section
from bot.store import Job
from bot.voice import Place, place_of


class Leaving:
    """A person who wants to be forgotten."""

    def __init__(self, office: Office) -> None:
        self._office, self._store, self._voice = office, office.store, office.voice

    async def ask(self, job: Job) -> None:
        """Whether they do: nothing of it can be brought back."""
        told = job.payload
        ui = (await self._office.people.phrases_for(job.team, told["user"])).ui
        choices = [
            button(ui["forget"], "forget", "me", style="danger"),
            button(ui["forget_not"], "forget_not", "me"),
        ]
        blocks = [section(ui["forget_ask"]), actions("forget", choices)]
        await self._voice.show(place_of(told), told["user"], ui["forget_ask"], blocks)

    async def forget(self, job: Job) -> None:
        """Everything of whoever presses goes, and what Slack is to remind them of."""
        told = job.payload
        phrases = await self._office.people.phrases_for(job.team, told["user"])
        await self._store.forget(job.team, told["user"], sparing=job.id)
        await self._voice.take_back(told["user"])
        await self._settle(job, phrases.ui["forgotten"])

    async def forget_not(self, job: Job) -> None:
        """Everything stays."""
        phrases = await self._office.people.phrases_for(job.team, job.payload["user"])
        await self._settle(job, phrases.ui["forgotten_not"])

    async def _settle(self, job: Job, text: str) -> None:
        """The question gives way to what came of it."""
        told = job.payload
        place = Place(told.get("channel") or told["user"], told.get("thread", ""), told.get("response_url"))
        await self._voice.show(place, told["user"], text, [section(text)], instead=True)
