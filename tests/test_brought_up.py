"""Which subscription the facts of a message go to: the one at hand, or another that it brings up."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import PAYG, TOLD

from knowledge.case.conversation import after_turn, before_of, talk_of
from knowledge.case.memory import Case
from knowledge.library import Library
from knowledge.reading.candidates import Candidate
from knowledge.reading.question import Question, read_question
from rules.interval import parse_interval
from rules.model import Facts

NEWER: Facts = {**PAYG, "subscription": "msdn", "created": parse_interval("2020-01-01/2020-12-31")}


def _read(text: str, before: Case, library: Library) -> Question:
    return read_question(text, library, TODAY, talk_of(before), before_of(before, "en"))


@pytest.mark.parametrize(
    ("before", "text", "new"),
    [
        (TOLD, "an msdn of 2020", True),
        (TOLD, "an msdn", False),
        (TOLD, "no, it is an msdn of 2020", False),
        (TOLD, "sorry, an msdn of 2020", False),
        (replace(TOLD, told=None), "an msdn of 2020", False),
        (replace(TOLD, supposing={"subscription": (Candidate("csp", 1.0),)}), "an msdn of 2020", False),
    ],
)
def test_another_type_and_day_after_a_verdict_are_another_one(
    before: Case, text: str, *, new: bool, library: Library
) -> None:
    question = _read(text, before, library)
    after = after_turn(before, question, {"case": 1.0}, NEWER, frozenset())
    assert [one.facts for one in after.others] == ([PAYG] if new else [])


@pytest.mark.parametrize(("told", "new"), [("blocked_request_exemption", True), (None, False)])
def test_who_denies_what_was_supposed_brings_up_another_one_of_the_same_name(
    told: str | None, *, new: bool, library: Library
) -> None:
    name = frozenset({"shop"})
    supposed = replace(TOLD, told=told, names=name, real={"subscription": (Candidate("csp", 1.0),)})
    supposed = replace(supposed, supposed=True, offered={**PAYG, "subscription": "csp"})
    question = _read("no, the shop is msdn", supposed, library)
    after = after_turn(supposed, question, {"case": 1.0}, {"subscription": "msdn"}, name)
    assert bool(after.others) == new
