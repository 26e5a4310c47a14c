"""Anything at all, guided by coverage, into everything that reads what people or Slack send.

    make fuzz FUZZ="-runs=1000000"

What must hold: no exception but the faults that are told to the caller, and what is answered is one
of the outcomes. Every crash found becomes a test.
"""

import contextlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import atheris
import yaml

with atheris.instrument_imports(include=["knowledge", "rules", "bot"]):
    from bot import forms, intake
    from bot.records import Desk, LineFault, ask_line, check_line, decoded
    from bot.saying.blocks import answer_blocks, escape
    from bot.saying.phrases import read_phrases
    from bot.saying.reply import compose
    from knowledge.answer import answer
    from knowledge.case.memory import EMPTY_CASE
    from knowledge.library import open_library
    from knowledge.words.text import TextFault
    from rules.edition import parse_edition
    from rules.interval import parse_interval
    from rules.strict_yaml import DataFault
    from rules.written import FactFault, parse_facts

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 23)
LIBRARY, PHRASES = open_library(), dict(read_phrases())
DESK = Desk(LIBRARY, PHRASES, "2018-11-20", TODAY)
LAW = LIBRARY.law("2018-11-20")
EDITION = LAW.edition


def message(text: str) -> None:
    """A message, a slash text, and a second turn of a conversation."""
    case = EMPTY_CASE
    for turn in (text[:200], text[200:]):
        try:
            found = answer(turn, case, LIBRARY, edition="2018-11-20", today=TODAY)
        except TextFault:
            return
        case = found.case
        reply = compose(found, PHRASES[found.language])
        assert reply.text()
        assert answer_blocks(reply, found, PHRASES[found.language], 1, private=False)
        escape(turn)


def dates(text: str) -> None:
    with contextlib.suppress(ValueError):
        parse_interval(text)
    with contextlib.suppress(FactFault):
        parse_facts({"created": text}, EDITION)


def modal(text: str) -> None:
    """A submitted modal with anything in its fields."""
    fields = (
        "subscription",
        "side",
        "date",
        "delivery",
        "route",
        "exemption",
        "restarted",
        "subscription_id",
    )
    parts = text.split("\x1f")
    state = {name: {"value": {"value": part}} for name, part in zip(fields, parts, strict=False)}
    view = {"id": "V", "callback_id": "check", "state": {"values": state}}
    values = forms.values_of(view)
    forms.wrong_id(values)
    intake.form_job({"view": view, "user": {"id": "U"}, "team": {"id": "T"}}, values, None)
    with contextlib.suppress(FactFault):
        forms.facts_of(values, LAW, EDITION)


def action(text: str) -> None:
    """A click with anything in its control."""
    name, _, rest = text.partition("\x1f")
    block, _, value = rest.partition("\x1f")
    control = {"action_id": name, "block_id": block, "value": value}
    body: dict[str, Any] = {"user": {"id": "U"}, "team": {"id": "T"}, "container": {"channel_id": "C"}}
    job = intake.click_job(body, control)
    json.dumps(job.payload)
    intake.number_of(value)


def event(text: str) -> None:
    """An event whose fields hold anything."""
    names = ("type", "subtype", "text", "thread_ts", "channel", "user", "channel_type")
    told = dict(zip(names, text.split("\x1f"), strict=False))
    whole = {"channel": "C", "ts": "1.1", "user": "U", "type": "message", **told}
    if whole["type"] in ("app_mention", "message") and whole.get("subtype") != "message_changed":
        intake.event_job({"team_id": "T", "event_id": "E", "event": whole})


def line(raw: bytes) -> None:
    """A line of JSON, for both commands that read such lines."""
    for _, found in decoded([raw]):
        for read in (ask_line, check_line):
            if isinstance(found, str):
                with contextlib.suppress(LineFault):
                    read(found, DESK)


def edition(text: str) -> None:
    with contextlib.suppress(DataFault):
        parse_edition(text, "2018-11-20.yaml")


def one(data: bytes) -> None:
    """One input: its first byte chooses what reads it."""
    if not data:
        return
    if data[0] % 8 == 0:
        line(data[1:])
        return
    text = data[1:].decode("utf-8", "surrogateescape")  # halves of characters come in, too
    (message, message, dates, modal, action, event, edition)[data[0] % 8 - 1](text)


def seed(folder: Path) -> None:
    """Begin with what people write, and with an edition, instead of with nothing."""
    says = [
        example["say"]
        for file in sorted((ROOT / "tests" / "examples").glob("*.yaml"))
        for example in yaml.safe_load(file.read_text(encoding="utf-8"))
        if "say" in example
    ]
    for number, text in enumerate([*says[::4], '{"id": 1, "text": "payg 2019"}', "before:2017-11-15"]):
        for reader in (0, 1, 3):
            (folder / f"seed-{number}-{reader}").write_bytes(bytes([reader]) + text.encode())
    law = (ROOT / "rules" / "editions" / "2018-11-20.yaml").read_bytes()
    (folder / "seed-edition").write_bytes(bytes([7]) + law[:4_000])


if __name__ == "__main__":
    if len(sys.argv) > 1 and Path(sys.argv[1]).is_dir():
        seed(Path(sys.argv[1]))
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
