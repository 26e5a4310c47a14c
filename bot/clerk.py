"""One job -> whoever does jobs of its kind."""

from collections.abc import Awaitable, Callable

from bot.answering import Answering
from bot.clicks import Clicks
from bot.commands import Commands
from bot.modals import Modals
from bot.office import Office
from bot.store import Job
from bot.tickets import Tickets


class Clerk:
    """Knows who does what; holds no state of its own."""

    def __init__(self, office: Office) -> None:
        answering, tickets = Answering(office), Tickets(office)
        modals = Modals(office, answering, tickets)
        clicks = Clicks(office, answering, modals, tickets)
        commands = Commands(office, answering, modals, tickets)
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
        }

    async def work(self, job: Job) -> None:
        """Do the job; an exception means that it is not done."""
        await self._kinds[job.kind](job)
