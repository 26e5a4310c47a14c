"""How far the likeliest outcome of a turn may be trusted: what speaks for and against telling it.

In a conversation doubts of several turns and of several kinds meet: what the message is after, which facts
it tells and which come from before, what was asked and told. Their product alone ranks badly there, so what
they are together worth is learned, from conversations of writers that the heads never saw.
"""

from collections.abc import Iterator, Sequence
from math import log
from typing import Final

from knowledge.certainty import Likely, Weighed
from knowledge.conversation import Case
from knowledge.findings import Candidate
from knowledge.question import Question
from rules.model import Value

_FLOOR: Final = 1e-5
_TOLD: Final = 0.05  # how likely a message tells a fact, below which the fact comes from before
_MIDDLE: Final = (0.1, 0.9)
_OWN: Final = 0.3
_MANY: Final = 4
_MOST_WORDS: Final = 60


def signs_of(
    weighed: Sequence[Weighed], share: float, question: Question, case: Case, likely: Likely
) -> dict[str, float]:
    """The signs by which the first outcome is trusted; `share` is how likely the message asks for any."""
    best = weighed[0]
    return dict(
        [
            *_of_outcome(weighed, share),
            *_of_turn(question, case, best.outcome),
            *_of_facts(best, question, likely),
            *_of_message(question),
        ]
    )


def _of_outcome(weighed: Sequence[Weighed], share: float) -> Iterator[tuple[str, float]]:
    best = weighed[0]
    yield "outcome", _logit(best.p)
    yield "asked for", _logit(share)
    yield "both", _logit(best.p * share)
    yield "second", weighed[1].p if len(weighed) > 1 else 0.0
    yield "questions", sum(one.p for one in weighed if one.outcome.startswith("ask_"))
    yield f"outcome: {best.outcome}", 1.0


def _of_turn(question: Question, case: Case, outcome: str) -> Iterator[tuple[str, float]]:
    yield f"asked: {case.asked}", 1.0
    yield f"last: {case.last}", 1.0
    yield "as last", float(outcome == case.last)
    yield "several", _logit(question.several)
    for act, p in question.acts.items():
        yield f"act: {act}", _logit(p)
    yield f"likeliest: {max(question.acts, key=lambda act: question.acts[act])}", 1.0


def _of_facts(best: Weighed, question: Question, likely: Likely) -> Iterator[tuple[str, float]]:
    """How sure each fact is, how sure the message tells it, and which come from before."""
    sure = {name: _of_value(likely.get(name, ()), value, 1.0) for name, value in best.facts.items()}
    yield "least sure", min((_logit(p) for p in sure.values()), default=0.0)
    for name, p in sure.items():
        yield f"sure: {name}", _logit(p)
        told = _of_value(question.facts.get(name, ()), best.facts[name], 0.0)
        yield f"told: {name}", told
        yield f"from before: {name}", float(told < _TOLD)


def _of_value(may: Sequence[Candidate], value: Value, otherwise: float) -> float:
    return next((one.p for one in may if one.value == value), otherwise)


def _of_message(question: Question) -> Iterator[tuple[str, float]]:
    marks = question.marks
    yield "words", min(_MOST_WORDS, len(marks.words)) / 10
    yield "strange", float(min(_MANY, len(marks.strange)))
    yield "pasted", float(any(word.pasted for word in marks.words))
    yield "odd name", float(marks.odd_name)
    for kind, found in (("types", question.found.types), ("days", question.found.days)):
        yield kind, float(min(_MANY, len(found)))
        yield f"own {kind}", float(sum(one.own > _OWN for one in found))
        yield f"doubtful {kind}", float(sum(_MIDDLE[0] < one.own < _MIDDLE[1] for one in found))


def _logit(p: float) -> float:
    bounded = max(_FLOOR, min(1 - _FLOOR, p))
    return log(bounded / (1 - bounded))
