"""What Slack would refuse of a message or a view: unknown kinds and fields, and its limits."""

from collections.abc import Iterator
from typing import Any, Final

_MESSAGE_BLOCKS: Final = 50
_VIEW_BLOCKS: Final = 100
_ID: Final = 255
_TITLE: Final = 24
_METADATA: Final = 3000
_BLOCKS: Final[dict[str, set[str]]] = {
    "section": {"text", "fields", "accessory"},
    "header": {"text"},
    "context": {"elements"},
    "divider": set(),
    "actions": {"elements"},
    "context_actions": {"elements"},
    "table": {"rows", "column_settings"},
    "input": {"label", "element", "hint", "optional", "dispatch_action"},
}
_ELEMENTS: Final[dict[str, set[str]]] = {
    "button": {"text", "action_id", "value", "url", "style", "accessibility_label"},
    "static_select": {"action_id", "placeholder", "options", "option_groups", "initial_option"},
    "datepicker": {"action_id", "placeholder", "initial_date"},
    "radio_buttons": {"action_id", "options", "initial_option"},
    "plain_text_input": {
        "action_id",
        "multiline",
        "max_length",
        "min_length",
        "initial_value",
        "placeholder",
    },
}
_FEEDBACK: Final[dict[str, set[str]]] = {
    "feedback_buttons": {"action_id", "positive_button", "negative_button"},
}
_MESSAGES_ONLY: Final = {"context_actions", "table"}
_ROWS: Final = 100
_COLUMNS: Final = 20
_WITHOUT_ACTION: Final = {"mrkdwn", "plain_text", "image"}


def message_faults(body: dict[str, Any]) -> list[str]:
    """Everything that is wrong with a message's text and blocks."""
    faults = []
    if not body.get("text") and not body.get("blocks"):
        faults.append("no_text")
    if len(body.get("text") or "") > 40_000:  # noqa: PLR2004 - where Slack cuts
        faults.append("msg_too_long")
    blocks = body.get("blocks") or []
    if sum(_kind(block) == "table" for block in blocks) > 1:
        faults.append("only_one_table_allowed")
    return faults + list(_blocks(blocks, _MESSAGE_BLOCKS))


def view_faults(view: dict[str, Any]) -> list[str]:
    """Everything that is wrong with a modal or a home."""
    blocks = view.get("blocks") or []
    faults = list(_blocks(blocks, _VIEW_BLOCKS))
    faults += [f"{kind} is for messages only" for kind in map(_kind, blocks) if kind in _MESSAGES_ONLY]
    known = {"type", "blocks", "private_metadata", "callback_id", "external_id"}
    if view.get("type") == "modal":
        known |= {"title", "submit", "close", "clear_on_close", "notify_on_close"}
        faults += [
            f"{name} is longer than 24"
            for name in ("title", "submit", "close")
            if len(_text(view.get(name))) > _TITLE
        ]
        if not view.get("title"):
            faults.append("a modal needs a title")
    elif view.get("type") != "home":
        faults.append(f"unknown view type {view.get('type')!r}")
    faults += [f"unknown field {name!r}" for name in view if name not in known]
    faults += (
        ["private_metadata is longer than 3000"] if len(view.get("private_metadata", "")) > _METADATA else []
    )
    return faults


def _blocks(blocks: list[dict[str, Any]], most: int) -> Iterator[str]:
    if len(blocks) > most:
        yield f"{len(blocks)} blocks; at most {most}"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield "a block_id stands twice"
    for at, block in enumerate(blocks):
        for fault in _block(block):
            yield f"/blocks/{at}: {fault}"


def _block(block: dict[str, Any]) -> Iterator[str]:
    kind = _kind(block)
    if kind not in _BLOCKS:
        yield f"unknown block type {kind!r}"
        return
    yield from _fields(block, _BLOCKS[kind] | {"type", "block_id"})
    yield from _too_long(block, "block_id", _ID)
    if kind == "section":
        yield from _section(block)
    elif kind == "header":
        yield from _text_object(block.get("text"), 150, "plain_text")
    elif kind == "context":
        yield from _count(block["elements"], 10, "context elements")
        for element in block["elements"]:
            yield from _text_object(element, 3000)
    elif kind == "actions":
        yield from _controls(block["elements"], 25, _ELEMENTS)
    elif kind == "context_actions":
        yield from _controls(block["elements"], 5, _FEEDBACK)
    elif kind == "table":
        yield from _table(block)
    elif kind == "input":
        yield from _text_object(block.get("label"), 2000, "plain_text")
        yield from _element(block["element"])


def _controls(elements: list[dict[str, Any]], most: int, known: dict[str, set[str]]) -> Iterator[str]:
    yield from _count(elements, most, "elements")
    actions = [element.get("action_id") for element in elements]
    if len(actions) != len(set(actions)):
        yield "an action_id stands twice in one block"
    for element in elements:
        yield from _element(element, known)


def _table(block: dict[str, Any]) -> Iterator[str]:
    rows, settings = block.get("rows") or [], block.get("column_settings") or []
    yield from _count(rows, _ROWS, "rows")
    yield from _count(settings, _COLUMNS, "column settings", least=0)
    for setting in settings:
        yield from _fields(setting, {"align", "is_wrapped"})
        if setting.get("align", "left") not in ("left", "center", "right"):
            yield f"unknown alignment {setting['align']!r}"
    if len({len(row) for row in rows}) > 1:
        yield "the rows differ in length"
    for row in rows:
        yield from _count(row, _COLUMNS, "cells")
        for cell in row:
            yield from _cell(cell)


def _cell(cell: dict[str, Any]) -> Iterator[str]:
    if _kind(cell) != "raw_text":
        yield f"unknown cell type {_kind(cell)!r}"
        return
    yield from _fields(cell, {"type", "text"})
    if not cell.get("text"):
        yield "a cell is empty"


def _section(block: dict[str, Any]) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield "a section needs text or fields"
    if "text" in block:
        yield from _text_object(block["text"], 3000)
    if "accessory" in block:
        yield from _element(block["accessory"])


def _element(element: dict[str, Any], known: dict[str, set[str]] = _ELEMENTS) -> Iterator[str]:
    kind = _kind(element)
    if kind not in known:
        yield f"unknown element type {kind!r}"
        return
    yield from _fields(element, known[kind] | {"type"})
    if not element.get("action_id") and kind not in _WITHOUT_ACTION:
        yield f"{kind} needs an action_id"
    yield from _too_long(element, "action_id", _ID)
    yield from _too_long(element, "value", 2000)
    yield from _too_long(element, "url", 3000)
    if kind == "button":
        yield from _text_object(element.get("text"), 75, "plain_text")
        yield from _too_long(element, "accessibility_label", 75)
    if kind == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            yield from _half(element.get(name))
    if kind == "radio_buttons":
        yield from _count(element["options"], 10, "radio options")
    if "placeholder" in element:
        yield from _text_object(element["placeholder"], 150, "plain_text")
    yield from _options(element)


def _half(button: Any) -> Iterator[str]:
    """One of the two buttons of a feedback element."""
    if not isinstance(button, dict) or not button.get("value"):
        yield "a feedback button is missing, or has no value"
        return
    yield from _fields(button, {"text", "value", "accessibility_label"})
    yield from _text_object(button.get("text"), 75, "plain_text")
    yield from _too_long(button, "value", 2000)
    yield from _too_long(button, "accessibility_label", 75)


def _options(element: dict[str, Any]) -> Iterator[str]:
    groups = element.get("option_groups", [])
    yield from _count(groups, 100, "option groups", least=0)
    options = [*element.get("options", []), *(one for group in groups for one in group["options"])]
    if element["type"] == "static_select" and not options:
        yield "a select needs options"
    yield from _count(options, 100, "options", least=0)
    for group in groups:
        yield from _text_object(group.get("label"), 75, "plain_text")
    for option in options:
        yield from _text_object(option.get("text"), 75)
        yield from _too_long(option, "value", 150)
    initial = element.get("initial_option")
    if initial is not None and initial not in options:
        yield "initial_option is not among the options"


def _text_object(text: Any, most: int, kind: str | None = None) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in ("plain_text", "mrkdwn"):
        yield "a text object is missing or of an unknown type"
        return
    if kind and text["type"] != kind:
        yield f"text must be {kind}"
    yield from _fields(text, {"type", "text", "emoji", "verbatim"})
    if not text.get("text"):
        yield "text is empty"
    if len(text.get("text", "")) > most:
        yield f"text has {len(text['text'])} characters; at most {most}"


def _fields(thing: dict[str, Any], known: set[str]) -> Iterator[str]:
    for name in thing:
        if name not in known:
            yield f"unknown field {name!r}"


def _too_long(thing: dict[str, Any], name: str, most: int) -> Iterator[str]:
    if len(str(thing.get(name, ""))) > most:
        yield f"{name} is longer than {most}"


def _count(things: list[Any], most: int, noun: str, *, least: int = 1) -> Iterator[str]:
    if not least <= len(things) <= most:
        yield f"{len(things)} {noun}; {least} to {most} are allowed"


def _kind(thing: dict[str, Any]) -> str:
    return str(thing.get("type", ""))


def _text(text: Any) -> str:
    return str(text.get("text", "")) if isinstance(text, dict) else ""
