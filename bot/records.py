"""Answers and facts as JSON Lines: one line in, one line out, in order, as they come.

A line that cannot be read gets an error of its own; the lines behind it are still answered.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.saying.phrases import Phrases
from bot.saying.reply import compose
from bot.saying.section import Reply
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts
from knowledge.case.memory import EMPTY_CASE
from knowledge.document.shelf import EMPTY_SHELF, Shelf
from knowledge.library import Library
from knowledge.words.text import TextFault
from rules.written import FactFault, parse_facts, write_facts


class LineFault(ValueError):
    """A line that cannot be read; `line_id` is its id where that could be read."""

    def __init__(self, message: str, line_id: Any = None) -> None:
        super().__init__(message)
        self.line_id = line_id


@dataclass(frozen=True)
class Desk:
    """What every line of one run is answered with."""

    library: Library
    phrases: dict[str, Phrases]
    edition: str
    today: date
    language: str | None = None
    shelf: Shelf = EMPTY_SHELF

    def compose(self, found: Answer) -> Reply:
        """The reply, in the language of the answer."""
        return compose(self.quoting(found), self.phrases[found.language])

    def quoting(self, found: Answer) -> Answer:
        """The answer with the shelf at hand."""
        return replace(found, shelf=self.shelf)


def record(found: Answer, desk: Desk) -> dict[str, Any]:
    """The answer under the names that other programs rely on."""
    part = next((part for part in found.parts if part.path), found.parts[0])
    return {
        "outcome": found.outcome,
        "outcomes": list(found.outcomes),
        "facts": _facts(found),
        "language": found.language,
        "topic": found.topic,
        "support_path": list(part.path.labels) if part.path else None,
        "portal_url": part.path.url if part.path else None,
        "citations": [
            {"statements": list(c.statements), "section": c.section, "paragraph": c.paragraph, "link": c.link}
            for c in part.citations
        ],
        "edition": found.edition,
        "assumed": dict(part.assumed),
        "offered": _offered(found),
        "reply": desk.compose(found).text(),
    }


def _offered(found: Answer) -> dict[str, Any] | None:
    """The reading that one yes would confirm, and the outcome it would then have; of one subscription."""
    offered = found.parts[0].offered
    if offered is None or len(found.parts) > 1:
        return None
    return {"facts": dict(write_facts(offered.facts, found.law.edition)), "outcome": offered.outcome}


def _facts(found: Answer) -> dict[str, Any]:
    """The facts after the message; of several subscriptions, what is their own under each."""
    edition = found.law.edition
    if len(found.parts) == 1:
        return dict(write_facts(found.case.facts, edition))
    each = [write_facts(part.facts, edition) for part in found.parts]
    shared = {name: value for name, value in each[0].items() if all(one.get(name) == value for one in each)}
    own = [
        {name: value for name, value in one.items() if name not in shared or name == edition.subject}
        for one in each
    ]
    beside = {name: value for name, value in shared.items() if name != edition.subject}
    return {**beside, "subscriptions": own}


def ask_line(line: str, desk: Desk) -> dict[str, Any]:
    """The record for a line with a text or turns; LineFault where it has neither."""
    data = _object(line)
    if "turns" in data:
        return {"id": data.get("id"), "turns": list(_turns(data, desk))}
    text = _text(data, data.get("text"), "text")
    return {"id": data.get("id"), **_answered(data, text, EMPTY_CASE, desk)[1]}


def check_line(line: str, desk: Desk) -> dict[str, Any]:
    """The record for a line with facts; LineFault where they cannot be read."""
    data = _object(line)
    facts = data.get("facts")
    if not isinstance(facts, dict):
        raise LineFault('"facts" must be an object, such as {"subscription": "csp"}', data.get("id"))
    editions = [law.edition for law in desk.library.laws.values()]
    try:
        parsed = parse_facts(facts, *editions)
    except FactFault as fault:
        raise LineFault(str(fault), data.get("id")) from fault
    found = answer_facts(parsed, desk.library, edition=desk.edition, language=desk.language or "en")
    return {"id": data.get("id"), **record(found, desk)}


def decoded(lines: Iterable[bytes]) -> Iterator[tuple[int, str | LineFault]]:
    """Lines of text with their numbers; empty ones are passed over."""
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as fault:
            yield number, LineFault(f"byte {fault.start} is not UTF-8: send the line as UTF-8")


def _turns(data: dict[str, Any], desk: Desk) -> Iterator[dict[str, Any]]:
    turns = data["turns"]
    if not isinstance(turns, list) or not turns:
        raise LineFault('"turns" must be a list of texts', data.get("id"))
    case = EMPTY_CASE
    for number, turn in enumerate(turns, start=1):
        text = _text(data, turn, f"turn {number}")
        found, line = _answered(data, text, case, desk)
        case = found.case
        yield line


def _answered(data: dict[str, Any], text: str, case: Any, desk: Desk) -> tuple[Answer, dict[str, Any]]:
    try:
        found = answer(text, case, desk.library, edition=desk.edition, today=desk.today, speak=desk.language)
    except TextFault as fault:
        raise LineFault(str(fault), data.get("id")) from fault
    return found, record(found, desk)


def _object(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as fault:
        place = f" at column {fault.colno}" if isinstance(fault, json.JSONDecodeError) else ""
        reason = fault.msg if isinstance(fault, json.JSONDecodeError) else "nested too deeply"
        raise LineFault(f"not a line of JSON{place}: {reason}") from fault
    if not isinstance(data, dict):
        raise LineFault(f"expected a JSON object with an id, found {type(data).__name__}")
    return data


def _text(data: dict[str, Any], text: Any, name: str) -> str:
    if not isinstance(text, str) or not text.strip():
        raise LineFault(f'"{name}" must be a text with at least one word', data.get("id"))
    return text.encode("utf-8", "replace").decode()
