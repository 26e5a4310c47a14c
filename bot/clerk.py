"""One job -> whoever does jobs of its kind, and a word to the person where it could not be done."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from bot import webhook
from bot.answering import Answering
from bot.clicks import Clicks
from bot.commands import Commands
from bot.crowd import Crowd
from bot.intake import home_anew
from bot.lookout import LOOK, TELL, Lookout
from bot.modals import Modals
from bot.news import NEWS, SEEK, News
from bot.office import Office
from bot.refusals import refusal
from bot.store import Job
from bot.tickets import Tickets
from bot.voice import Place, origin_of

# Whose answer a person waits for. The others only show something anew, or nobody asked for them.
_AWAITED: Final = frozenset(("question", "click", "form", "open_check", "command"))


class Clerk:
    """Knows who does what; holds no state of its own."""

    def __init__(self, office: Office) -> None:
        answering, tickets = Answering(office), Tickets(office)
        self._office, self._voice = office, office.voice
        self._answering, self._crowd = answering, Crowd(office)
        modals = Modals(office, answering, tickets)
        clicks = Clicks(office, answering, modals, tickets)
        commands = Commands(office, answering, modals, tickets)
        lookout, news = Lookout(office), News(office)
        self._kinds: dict[str, Callable[[Job], Awaitable[None]]] = {
            "question": answering.question,
            "edit": answering.edit,
            "click": clicks.click,
            "language": commands.language,
            "form": modals.submitted,
            "open_check": modals.check,
            "command": commands.command,
            "home": commands.home,
            "prompts": commands.prompts,
            "uninstalled": commands.uninstalled,
            LOOK: lookout.look,
            TELL: lookout.tell,
            SEEK: news.seek,
            NEWS: news.tell,
            webhook.KIND: partial(webhook.hand_off, settings=office.settings),
        }

    async def work(self, job: Job) -> None:
        """Do the job; an exception means that it is not done."""
        if job.kind == "question":
            await self._crowd.thin(job)
        await self._kinds[job.kind](job)
        anew = home_anew(job)
        if anew is not None:
            await self._office.store.take_in([anew])

    async def give_up(self, job: Job, fault: Exception) -> None:
        """Tell the person that no answer will come, so that nobody waits for it."""
        if job.kind not in _AWAITED or not await self._answering.concerns_us(job):
            return
        person = job.payload["user"]
        phrases = await self._office.people.phrases_for(job.team, person)
        why = "not_member" if refusal(fault) == "not_in_channel" else "gave_up"
        text = phrases.ui[why].format(key=job.key)
        try:
            await self._voice.show(origin_of(job.payload), person, text)
        except Exception:  # noqa: BLE001 - whatever closed that way, this one is left
            await self._voice.show(Place(person), person, text)
