"""The modals: the check, the ticket text, the filed ticket, what was wrong. Pure."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from bot.saying.blocks import option, plain, type_of_block, type_select
from bot.saying.phrases import Phrases
from rules.cells import Axis
from rules.evaluate import Law
from rules.interval import Interval, parse_interval
from rules.model import UNKNOWN, Edition, Facts, Value
from rules.written import parse_facts

_FARTHEST: Final = timedelta(days=119)  # Slack schedules at most 120 days ahead
_GUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def check_form(phrases: Phrases, metadata: str, law: Law, facts: Facts) -> type_of_block:
    """Every fact of the edition as a field, filled in with what is known; nothing is required."""
    ui, kinds = phrases.ui, law.edition.facts
    blocks = [one for name in kinds for one in _fields(name, law, facts.get(name), phrases)]
    return _modal("check", ui["form_title"], ui["form_submit"], ui["form_cancel"], metadata, blocks)


def _fields(name: str, law: Law, value: Value | None, phrases: Phrases) -> list[type_of_block]:
    """The fields of a fact: a list where its values are grouped, else radio buttons; of a day two."""
    kind, texts = law.edition.facts[name], phrases.form[name]
    if kind.kind == "day":
        return _day_fields(law.space.day, value, texts, phrases)
    if kind.groups:
        return [_input(name, texts["ask"], type_select(name, law, phrases, "value", value))]
    chosen = None if value is None else str(value)
    return [_input(name, texts["ask"], _radio([(one, texts[one]) for one in kind.values], chosen))]


def _day_fields(
    axis: Axis | None, value: Value | None, texts: Mapping[str, str], phrases: Phrases
) -> list[type_of_block]:
    """In which period of the policy, and which day; none where no rule goes by a day."""
    if axis is None:
        return []
    periods = [(label, period(label, phrases)) for label in axis.labels]
    picker = {"type": "datepicker", "action_id": "value", "placeholder": plain(phrases.ui["pick_date"])}
    if isinstance(value, Interval) and value.first and value.first == value.last:
        picker["initial_date"] = str(value.first)
    sides = _radio([*periods, (UNKNOWN, phrases.ui["unknown"])], _period_of(value, axis))
    return [_input("side", texts["ask"], sides), _input("date", texts["date"], picker)]


def _period_of(created: Value | None, axis: Axis) -> str | None:
    """The period that the known days lie in, None where they lie in several or nothing is known."""
    if not isinstance(created, Interval):
        return UNKNOWN if created == UNKNOWN else None
    within = axis.cells(created)
    return axis.labels[within[0]] if len(within) == 1 else None


def period(label: str, phrases: Phrases) -> str:
    """One of the periods that an edition's days part, as a choice."""
    first, last = parse_interval(label)
    if first is None:
        return phrases.ui["before"].format(cut=phrases.edition_day(label.partition(":")[2]))
    if last is None:
        return phrases.ui["since"].format(cut=phrases.day(first))
    return phrases.ui["between"].format(first=phrases.day(first), last=phrases.day(last))


def ticket_form(phrases: Phrases, metadata: str, given: str = "") -> type_of_block:
    """What only the person knows: the reason, begun with what was `given`, and perhaps id and volume."""
    ui = phrases.ui
    reason = {"type": "plain_text_input", "action_id": "value", "multiline": True, "max_length": 1500}
    reason |= {"initial_value": given} if given else {}
    blocks = [
        {**_input("reason", ui["ticket_why"], reason, optional=False), "hint": _hint(ui["ticket_why_hint"])},
        _input("began", ui["ticket_began"], {"type": "datepicker", "action_id": "value"}),
        _input(
            "subscription_id",
            ui["ticket_subscription"],
            {"type": "plain_text_input", "action_id": "value", "max_length": 80},
        ),
        _input(
            "volume",
            ui["ticket_volume"],
            {"type": "plain_text_input", "action_id": "value", "max_length": 200},
        ),
    ]
    return _modal("ticket", ui["ticket_title"], ui["ticket_make"], ui["form_cancel"], metadata, blocks)


def filed_form(phrases: Phrases, metadata: str, kept: str = "") -> type_of_block:
    """The ticket's number or link, with the one that is kept."""
    ui = phrases.ui
    field = {"type": "plain_text_input", "action_id": "value", "max_length": 200}
    before = {"initial_value": kept} if kept else {}
    hint = {"hint": _hint(ui["filed_before"])} if kept else {}
    blocks = [{**_input("reference", ui["filed_reference"], {**field, **before}, optional=False), **hint}]
    return _modal("filed", ui["filed_title"], ui["filed_save"], ui["form_cancel"], metadata, blocks)


def remind_form(phrases: Phrases, metadata: str) -> type_of_block:
    """The day of a reminder."""
    ui = phrases.ui
    day = {"type": "datepicker", "action_id": "value"}
    blocks = [_input("remind_on", ui["remind_on"], day, optional=False)]
    return _modal("remind", ui["remind_title"], ui["remind_save"], ui["form_cancel"], metadata, blocks)


def is_over(values: dict[str, str], today: date) -> bool:
    """Whether a reminder was wanted for a day that is over, or too far for Slack to keep."""
    if "remind_on" not in values:
        return False
    day = date.fromisoformat(values["remind_on"])
    return not today <= day < today + _FARTHEST


def is_ahead(values: dict[str, str], today: date) -> bool:
    """Whether a problem was to begin on a day that has begun nowhere yet."""
    return "began" in values and date.fromisoformat(values["began"]) > today + timedelta(days=1)


def wrong_form(phrases: Phrases, metadata: str) -> type_of_block:
    """A box for what was wrong."""
    ui = phrases.ui
    field = {"type": "plain_text_input", "action_id": "value", "multiline": True, "max_length": 1500}
    blocks = [_input("comment", ui["wrong_label"], field, optional=False)]
    return _modal("wrong", ui["wrong_title"], ui["wrong_send"], ui["form_cancel"], metadata, blocks)


def values_of(view: dict[str, Any]) -> dict[str, str]:
    """What was filled in, field by field; empty fields are left out."""
    found = {}
    for block, fields in view["state"]["values"].items():
        field = fields.get("value", {})
        chosen = field.get("selected_option") or {}
        value = field.get("value") or field.get("selected_date") or chosen.get("value")
        if value:
            found[block] = str(value)
    return found


def facts_of(values: dict[str, str], law: Law, *editions: Edition) -> Facts:
    """The facts of a filled-in check, in words that any of the editions knows."""
    choices = {
        name: value
        for name, value in values.items()
        if any(name in edition.facts and edition.facts[name].kind == "choice" for edition in editions)
    }
    facts: dict[str, Value] = dict(parse_facts(choices, *editions))
    day = law.space.day
    if day is None:
        return facts
    if "date" in values:
        facts.update(parse_facts({day.fact: values["date"]}, *editions))
    elif "side" in values:
        facts.update(parse_facts({day.fact: values["side"]}, *editions))
    return facts


def contradiction(values: dict[str, str]) -> bool:
    """Whether a period was chosen, and a date outside it."""
    if "date" not in values or values.get("side", UNKNOWN) == UNKNOWN:
        return False
    return not parse_interval(values["side"]).holds(date.fromisoformat(values["date"]))


def wrong_id(values: dict[str, str]) -> bool:
    """Whether a subscription id was given that can be none."""
    return "subscription_id" in values and not _GUID.fullmatch(values["subscription_id"].strip())


def _radio(choices: list[tuple[str, str]], chosen: str | None) -> type_of_block:
    options = [option(label, value) for value, label in choices]
    element: type_of_block = {"type": "radio_buttons", "action_id": "value", "options": options}
    initial = next((one for one in options if one["value"] == chosen), None)
    return {**element, "initial_option": initial} if initial else element


def _hint(text: str) -> type_of_block:
    return {"type": "plain_text", "text": text, "emoji": True}


def _input(block_id: str, label: str, element: type_of_block, *, optional: bool = True) -> type_of_block:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }


def _modal(  # noqa: PLR0913, PLR0917 - the parts of a view, each once
    callback: str, title: str, submit: str, close: str, metadata: str, blocks: list[type_of_block]
) -> type_of_block:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(close),
        "private_metadata": metadata,
        "blocks": blocks,
    }
