"""How far each possible outcome of a message may be trusted: what speaks for it, and against it.

Doubts of several kinds meet in a message: what it is after, which facts it tells and which come from before,
what was asked and told. Their product alone ranks badly, so what they are together worth is learned, from
messages of writers that the heads never saw.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from knowledge.case.certainty import Weighed
from knowledge.case.ways import Ways
from knowledge.mentions.occasions import named_beside
from knowledge.mentions.ours import is_ours
from knowledge.reading.candidates import Candidate
from knowledge.reading.question import Question
from knowledge.reading.witnesses import log_odds
from rules.model import Value

Signs = Mapping[str, float]

_MIDDLE: Final = (0.1, 0.9)
_OWN: Final = 0.3
_MANY: Final = 4
_MOST_WORDS: Final = 60


def signs_of_message(ways: Ways) -> Signs:
    """The signs that all outcomes of a message share."""
    return dict([*_of_ways(ways), *_of_talk(ways), *_of_facts(ways), *_of_text(ways.question)])


def signs_of_outcomes(ways: Ways) -> list[Signs]:
    """For each possible outcome the signs of its own."""
    possible = ways.possible
    return [
        dict([*_of_place(possible, at), *_of_outcome(ways, one), *_of_its_facts(ways, one)])
        for at, one in enumerate(possible)
    ]


# -- what all outcomes share


def _of_ways(ways: Ways) -> Iterator[tuple[str, float]]:
    question = ways.question
    yield "asked for", log_odds(ways.share)
    yield "meant", ways.meant
    yield "several", log_odds(question.several)
    for turn, (p, _) in ways.turns.items():
        yield f"turn: {turn}", p
    for act, p in question.acts.items():
        yield f"act: {act}", log_odds(p)
    for outcome, p in ways.asides.items():
        yield f"beside: {outcome}", log_odds(p)
    yield "rare words", float(min(_MANY, ways.rare))
    yield "theme", max(question.themes.values())
    yield f"word: {question.word}", 1.0
    yield "stands", question.stands


def _of_talk(ways: Ways) -> Iterator[tuple[str, float]]:
    question, case = ways.question, ways.case
    yield f"asked: {case.asked}", 1.0
    yield f"last: {case.last}", 1.0
    yield "again", float(ways.again)
    yield "settled", float(case.is_settled)
    yield "offered", float(case.offered is not None)
    yield "others", float(len(case.others))
    yield "answers us", float(question.answers_us)
    yield "tells nothing", float(question.tells_nothing)
    yield "asks why", float(question.asks_why)


def _of_facts(ways: Ways) -> Iterator[tuple[str, float]]:
    """How sure the message tells each fact, tells it anew, and how sure it is known before and after it."""
    before = ways.case.facts
    for name, may in ways.question.facts.items():
        told = 1 - _of_value(may, None, 0.0)
        yield f"tells: {name}", told
        if name in before:
            yield f"changes: {name}", told - _of_value(may, before[name], 0.0)
            yield f"before: {name}", ways.case.sure(name)
    for name, known in ways.likely.items():
        yield f"known: {name}", max((one.p for one in known if one.value is not None), default=0.0)


def _of_text(question: Question) -> Iterator[tuple[str, float]]:
    marks = question.marks
    yield "words", min(_MOST_WORDS, len(marks.words)) / 10
    yield "strange", float(min(_MANY, len(marks.strange)))
    yield "pasted", float(any(word.pasted for word in marks.words))
    yield "asked", float(any(word.asked for word in marks.words))
    yield "odd name", float(marks.odd_name)
    yield "ours", float(is_ours(question.marks))
    for kind, found in (("types", question.found.types), ("days", question.found.days)):
        yield kind, float(min(_MANY, len(found)))
        yield f"own {kind}", float(sum(one.own > _OWN for one in found))
        yield f"doubtful {kind}", float(sum(_MIDDLE[0] < one.own < _MIDDLE[1] for one in found))
    yield from _of_days(question)


def _of_days(question: Question) -> Iterator[tuple[str, float]]:
    """How likely the likeliest date is the sign-up's, and which kinds of things are named beside it."""
    best = max(question.found.days, key=lambda one: one.own, default=None)
    if best is not None:
        yield "best day", log_odds(best.own)
        yield from ((f"day of: {kind}", 1.0) for kind in sorted(named_beside(question.marks, best.at)))


# -- what each outcome has of its own


def _of_place(possible: Sequence[Weighed], at: int) -> Iterator[tuple[str, float]]:
    """Its place among all."""
    rival = max((one.p for other, one in enumerate(possible) if other != at), default=0.0)
    yield "p", log_odds(possible[at].p)
    yield "place", float(at)
    yield "lead", possible[at].p - rival
    yield "rival", log_odds(rival)


def _of_outcome(ways: Ways, one: Weighed) -> Iterator[tuple[str, float]]:
    case, outcome = ways.case, one.outcome
    yield f"outcome: {outcome}", 1.0
    yield "as last", float(outcome == case.last)
    yield "as told", float(outcome == case.told)
    yield "as asked", float(outcome == f"ask_{case.asked}")
    yield "as before", float(outcome == ways.before)
    for turn, (_, weighed) in ways.turns.items():
        yield f"by: {turn}", next((other.p for other in weighed if other.outcome == outcome), 0.0)


def _of_its_facts(ways: Ways, one: Weighed) -> Iterator[tuple[str, float]]:
    """How sure each fact is that leads to it, and how sure the message tells it so."""
    sure = {name: _of_value(ways.likely.get(name, ()), value, 1.0) for name, value in one.facts.items()}
    yield "least sure", min(sure.values(), default=1.0)
    for name, p in sure.items():
        yield f"sure: {name}", p
        yield f"told: {name}", _of_value(ways.question.facts.get(name, ()), one.facts[name], 0.0)


def _of_value(may: Sequence[Candidate], value: Value | None, otherwise: float) -> float:
    return next((one.p for one in may if one.value == value), otherwise)
