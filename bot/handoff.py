"""The way to a support ticket: the text to paste."""

from datetime import date

from bot.phrases import Phrases
from knowledge.decision import Part
from rules.model import Facts


def ticket_text(part: Part, phrases: Phrases, values: dict[str, str]) -> str:
    """A text to paste into the support case, or for CSP into a message to the provider."""
    ui, to_provider = phrases.ui, part.outcome == "blocked_ask_csp"
    head = ui["ticket_provider"] if to_provider else ui["ticket_path"].format(path=phrases.menu(part.path))
    lines = [
        head,
        ui["ticket_subject"],
        "",
        ui["ticket_ask_provider"] if to_provider else ui["ticket_ask"],
        ui["ticket_facts"].format(facts=_facts(part.facts, part, phrases)),
        ui["ticket_reason"].format(reason=values["reason"].strip()),
    ]
    if values.get("began"):
        began = phrases.day(date.fromisoformat(values["began"]))
        lines.append(ui["ticket_began_line"].format(began=began))
    if values.get("subscription_id"):
        lines.append(ui["ticket_id_line"].format(id=values["subscription_id"].strip()))
    if values.get("volume"):
        lines.append(ui["ticket_volume_line"].format(volume=values["volume"].strip()))
    return "\n".join(lines)


def _facts(facts: Facts, part: Part, phrases: Phrases) -> str:
    known = [
        phrases.fact(name, facts[name])
        for name in ("subscription", "created", "delivery", "route")
        if name in facts
    ]
    taken = [
        phrases.fact(name, value) for name, value in part.assumed.items() if name in ("delivery", "route")
    ]
    return ", ".join([*known, *taken])
