"""Who may press what. Pure.

What stands in a channel may be pressed by whoever sees it there; what is private only by its person;
a draft only by its person; a ticket that a thread shows by the people in that thread. Slack tells who
pressed where, and that is believed; a number in a control or in its value is not.
"""

from typing import Any, Final

from bot.store import Said, Ticket

ALONE: Final = ("D", "U", "W")  # a direct message, or a person to whom one is opened


def may_press(told: dict[str, Any], said: Said) -> bool:
    """Whether a control of this answer was pressed where the answer stands, by somebody who may."""
    stands_there = _in_private if is_private(said) else _in_public
    return _belongs(told, said) and stands_there(told, said)


def may_move(told: dict[str, Any], ticket: Ticket, said: Said | None) -> bool:
    """Whether this person may tell what became of a ticket."""
    if told["user"] == ticket.person:
        return True
    shown = said is not None and not is_private(said) and not told["ephemeral"]
    return shown and (told["channel"], told["thread"]) == (ticket.channel, ticket.thread)


def is_private(said: Said) -> bool:
    """Whether only its person sees an answer."""
    return said.private or said.channel.startswith(ALONE)


def _in_public(told: dict[str, Any], said: Said) -> bool:
    here = (told["channel"], told["ts"]) == (said.channel, said.reply_ts)
    return here and not told["ephemeral"]


def _in_private(told: dict[str, Any], said: Said) -> bool:
    if said.case.get("shared") and not told["ephemeral"]:
        return bool(told["channel"] == said.channel)  # a copy for all, of which Slack tells no timestamp
    if told["user"] != said.person:
        return False
    alone = bool(told["channel"].startswith("D"))
    if said.private:  # it may have come in a direct message, where its own way was closed
        return alone or bool(told["ephemeral"] and told["channel"] == said.channel)
    return alone and bool(told["ts"] == said.reply_ts)


def _belongs(told: dict[str, Any], said: Said) -> bool:
    """Whether the answer has such a control."""
    part, action = told.get("part"), told["action"]
    if action == "share" and not told["ephemeral"]:
        return False
    if action == "new_question" and not said.case.get("continued"):
        return False
    return part is None or part < len(said.case.get("parts") or ())
