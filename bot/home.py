"""The App Home: how to ask, a check to start, recent answers, open tickets, language. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.blocks import button, context, escape, option, plain, section
from bot.phrases import Phrases
from bot.store import Said, Ticket

_NAMES = {"en": "English", "nl": "Nederlands"}


def home_view(
    phrases: Phrases,
    languages: Mapping[str, Phrases],
    language: str,
    recent: Sequence[Said],
    tickets: Sequence[Ticket],
) -> dict[str, Any]:
    """The view of one person."""
    ui = phrases.ui
    options = [option(_NAMES.get(name, name), name) for name in languages]
    chosen = next(one for one in options if one["value"] == language)
    select = {"type": "static_select", "action_id": "language", "options": options, "initial_option": chosen}
    blocks = [
        {"type": "header", "text": plain(ui["home_title"])},
        section(ui["home_how"]),
        {
            "type": "actions",
            "block_id": "home",
            "elements": [button(ui["home_start"], "start_check", "home", style="primary")],
        },
        {"type": "divider"},
        section(f"*{ui['home_recent']}*"),
        *(_recent(said, phrases) for said in recent),
        *([] if recent else [context([ui["home_none"]])]),
        {"type": "divider"},
        section(f"*{ui['tickets_title']}*"),
        *(context([escape(ticket.reference)]) for ticket in tickets[:10]),
        *([] if tickets else [context([ui["tickets_none"]])]),
        {"type": "divider"},
        {**section(f"*{ui['home_language']}*"), "block_id": "language", "accessory": select},
    ]
    return {"type": "home", "blocks": blocks}


def _recent(said: Said, phrases: Phrases) -> dict[str, Any]:
    what = phrases.outcomes.get(said.outcome) or phrases.ui["asked_about"].format(text="")
    return section(
        f"{escape(said.question[:200])}\n_{escape(what)}_"
        if said.outcome in phrases.outcomes
        else escape(said.question[:200])
    )
