"""Messages as people write them, each with what must come of it, in files a policy owner can read."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import TODAY

from bot.phrases import read_phrases
from bot.reply import compose
from knowledge.answer import answer
from knowledge.conversation import EMPTY_CASE
from knowledge.library import Library

PHRASES = read_phrases()
FOLDER = Path(__file__).parent / "examples"


def _examples() -> list[Any]:
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        for example in yaml.safe_load(file.read_text(encoding="utf-8")):
            name = example.get("say") or " / ".join(example["turns"])
            found.append(pytest.param(example, id=f"{file.stem}: {name[:60]}"))
    return found


def _right(expected: Any, accepted: list[Any]) -> set[tuple[str, ...]]:
    """One outcome, several that are as good, or a list in a list: one outcome a subscription."""
    options = [expected] if isinstance(expected, str) else expected
    return {tuple(option) if isinstance(option, list) else (option,) for option in [*options, *accepted]}


@pytest.mark.parametrize("example", _examples())
def test_a_message_leads_to_what_the_example_says(example: dict[str, Any], library: Library) -> None:
    turns = example.get("turns") or [example["say"]]
    expected = example["expect"] if "turns" in example else [example["expect"]]
    case = EMPTY_CASE
    for turn, wanted in zip(turns, expected, strict=True):
        found = answer(turn, case, library, edition="2018-11-20", today=TODAY)
        case = found.case
        assert found.outcomes in _right(wanted, example.get("accept", [])), turn
        assert compose(found, PHRASES[found.language]).text(), turn
