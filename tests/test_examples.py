"""Messages as people write them, each with what must come of it, in files a policy owner can read.

An example may be answered at once, or by an offered reading that one yes confirms, or by a question;
never by another verdict. How many are answered at once is counted over all of them.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pytest
from conftest import TODAY
from opened import EXAMPLES, examples_of, opened_library

from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.case.memory import EMPTY_CASE

PHRASES = read_phrases()
LIBRARY = opened_library()


class Turn(NamedTuple):
    """A turn of an example, what came of it, and what is right."""

    text: str
    found: Answer
    right: set[tuple[str, ...]]

    @property
    def is_right(self) -> bool:
        return self.found.outcomes in self.right

    @property
    def is_offered(self) -> bool:
        offered = self.found.parts[0].offered
        return offered is not None and (offered.outcome,) in self.right

    @property
    def has_verdict(self) -> bool:
        return any(part.verdict is not None and part.outcome != "not_covered" for part in self.found.parts)


def _right(expected: Any, accepted: list[Any]) -> set[tuple[str, ...]]:
    """One outcome, several that are as good, or a list in a list: one outcome a subscription."""
    options = [expected] if isinstance(expected, str) else expected
    return {tuple(option) if isinstance(option, list) else (option,) for option in [*options, *accepted]}


def _turns(example: dict[str, Any]) -> Iterator[Turn]:
    said = example.get("turns") or [example["say"]]
    expected = example["expect"] if "turns" in example else [example["expect"]]
    case = EMPTY_CASE
    for text, wanted in zip(said, expected, strict=True):
        found = answer(text, case, LIBRARY, edition="2018-11-20", today=TODAY)
        case = found.case
        yield Turn(text, found, _right(wanted, example.get("accept", [])))


@lru_cache(maxsize=64)
def _held(stem: str) -> tuple[Turn, ...]:
    return tuple(turn for example in examples_of(FILES[stem]) for turn in _turns(example))


FILES = {file.stem: file for file in EXAMPLES}


@pytest.mark.parametrize("stem", FILES)
def test_no_example_gets_another_verdict(stem: str) -> None:
    wrong = [
        (turn.text, turn.found.outcomes) for turn in _held(stem) if turn.has_verdict and not turn.is_right
    ]
    assert wrong == []


@pytest.mark.parametrize("stem", FILES)
def test_every_example_is_answered_in_words(stem: str) -> None:
    for turn in _held(stem):
        assert compose(turn.found, PHRASES[turn.found.language]).text(), turn.text


def test_most_examples_are_answered_at_once_or_rightly_offered() -> None:
    turns = [turn for stem in FILES for turn in _held(stem)]
    assert sum(turn.is_right for turn in turns) > 0.6 * len(turns)
    assert sum(turn.is_right or turn.is_offered for turn in turns) > 0.75 * len(turns)
