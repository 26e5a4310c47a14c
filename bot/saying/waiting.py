"""Whether an answer is waited for where what is asked may play no part, and what holds either way. Pure."""

from typing import Final

from bot.saying.phrases import Phrases
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part
from rules.evaluate import Law, Verdict, evaluate
from rules.model import Facts

_SURE: Final = 0.75  # how sure the facts must be of which it is said what they come to


def waits(outcome: str, facts: Facts, law: Law) -> bool:
    """Whether the person is to answer."""
    return outcome.startswith("ask_") and not either_way(outcome, facts, law)


def either_way(outcome: str, facts: Facts, law: Law) -> bool:
    """Whether what is asked need not be told, since nothing is blocked even by what is assumed then."""
    kind = law.edition.facts.get(outcome.removeprefix("ask_"))
    if kind is None or not kind.must_be_told or kind.assumed is None:
        return False
    found = evaluate(law, facts)
    return isinstance(found, Verdict) and found.kind.kind == "reached"


def either_way_lines(part: Part, answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """What holds however mail is sent, where even straight delivery is surely not blocked.

    Of an offer it has to hold as well: that may be of another subscription than the case, or a supposed one.
    """
    sure = all(answer.case.sure(name) >= _SURE for name in part.facts)
    asked = part.outcome.removeprefix("ask_")
    shown = {name: value for name, value in part.read.items() if name != asked}
    holds = sure and all(either_way(part.outcome, facts, answer.law) for facts in (part.facts, shown))
    return (phrases.either_way,) if holds else ()
