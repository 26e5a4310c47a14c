"""How a ticket is told: in a line, by the word of its state, with the controls of what may follow. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from bot.saying.blocks import actions, button, escape
from bot.saying.phrases import Phrases
from bot.store import Ticket

FOLLOWING: Final[Mapping[str, tuple[str, ...]]] = {
    "draft": ("filed",),
    "filed": ("approved", "refused"),
    "approved": ("done",),
    "refused": (),
    "done": (),
}
SHOWN: Final = 10  # of somebody's tickets
_LISTED: Final = "listed"  # names the controls of the list, which is shown anew after they were pressed


def ticket_line(ticket: Ticket, phrases: Phrases, subscription: str = "") -> str:
    """A ticket in a line: what it is called, its state, since when, by whom."""
    day = phrases.day(datetime.fromtimestamp(ticket.created, UTC).date())
    state = phrases.ui[f"state_{ticket.state}"]
    name = _name_of(ticket, phrases, escape(subscription))
    return phrases.ui["ticket_line"].format(name=name, state=state, day=day, person=f"<@{ticket.person}>")


def _name_of(ticket: Ticket, phrases: Phrases, subscription: str) -> str:
    """Its number and the subscription; of a draft that alone, since it has no number."""
    reference = escape(ticket.reference[:120])
    if subscription and ticket.state != "draft":
        return phrases.ui["ticket_name"].format(reference=reference, subscription=subscription)
    return subscription or reference


def word_of(ticket: Ticket, state: str, phrases: Phrases) -> str:
    """What was said when it came to that state."""
    return phrases.ui[f"ticket_{state}"].format(reference=escape(ticket.reference))


def is_listed(told: Mapping[str, Any]) -> bool:
    """Whether a control was pressed in the list of tickets."""
    return str(told.get("block", "")).startswith(f"{_LISTED}:")


def ticket_actions(ticket: Ticket, phrases: Phrases, *, listed: bool = False) -> list[dict[str, Any]]:
    """The states that may follow."""
    if ticket.state == "draft":
        filed = button(phrases.ui["filed"], "filed", str(ticket.said_id))
        block_id = f"{_LISTED if listed else 'filed'}:{ticket.said_id}"
        return [actions(block_id, [filed])]
    elements = [
        button(phrases.ui[state], f"ticket_{state}", str(ticket.id)) for state in FOLLOWING[ticket.state]
    ]
    if ticket.state == "approved":
        elements.append(button(phrases.ui["remind"], "remind", str(ticket.id)))
    block_id = f"{_LISTED if listed else 'ticket'}:{ticket.id}:{ticket.state}"
    return [actions(block_id, elements)] if elements else []
