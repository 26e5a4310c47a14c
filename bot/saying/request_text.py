"""The text of a request, to paste into a support case or into a message to the provider. Pure."""

from datetime import date

from bot.saying.phrases import Phrases
from knowledge.case.decision import Part
from rules.model import Edition


def goes_to_provider(part: Part) -> bool:
    """Whether the asker's provider makes the request, and not the asker."""
    return part.verdict is not None and part.verdict.kind.request == "provider"


def ticket_text(part: Part, phrases: Phrases, values: dict[str, str]) -> str:
    """A text to paste into the support case, or into a message to the asker's provider."""
    ui, to_provider = phrases.ui, goes_to_provider(part)
    head = ui["ticket_provider"] if to_provider else ui["ticket_path"].format(path=phrases.menu(part.path))
    lines = [
        head,
        ui["ticket_subject"],
        "",
        ui["ticket_ask_provider"] if to_provider else ui["ticket_ask"],
        ui["ticket_facts"].format(facts=_facts(part, phrases)),
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


def draft(part: Part, reason: str, phrases: Phrases) -> tuple[str, ...]:
    """The text with the reason that was given, else a gap, and what to do with it.

    None where nothing is to be requested.
    """
    if part.verdict is None or part.verdict.kind.request is None or _is_filed(part, part.verdict.edition):
        return ()
    told = phrases.follow["draft_given" if reason else "draft"]
    return (told, ticket_text(part, phrases, {"reason": reason or phrases.follow["gap"]}))


def _is_filed(part: Part, edition: Edition) -> bool:
    """Whether it was requested before."""
    filed = edition.request.get("filed", {})
    return bool(filed) and filed.items() <= part.facts.items()


def _facts(part: Part, phrases: Phrases) -> str:
    """The situation in words, without what the request itself is about to change."""
    edition = part.verdict.edition if part.verdict else None
    names = _of_situation(edition) if edition else tuple(part.facts)
    known = {name: part.facts[name] for name in names if name in part.facts}
    taken = {name: value for name, value in part.assumed.items() if name in names}
    return ", ".join(phrases.fact(name, value) for name, value in (*known.items(), *taken.items()))


def _of_situation(edition: Edition) -> tuple[str, ...]:
    changed = {name for facts in edition.request.values() for name in facts}
    details = {kind.detail for kind in edition.facts.values()}
    return tuple(name for name in edition.facts if name not in changed | details)
