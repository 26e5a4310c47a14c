"""A plain yes or no: to an offer, to several at once, or to a verdict, which it leaves as it is."""

from dataclasses import replace
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.asides import Asides
from knowledge.answering.each import Each
from knowledge.case.decision import Part, decide, question_part
from knowledge.case.memory import Case, as_it_is, certain, supposed_with, taken_up
from knowledge.case.turns import turns_of
from knowledge.mentions.grants import denies_exemption, denies_refusal
from knowledge.mentions.new_one import names_a_new_one
from knowledge.reading.question import Question
from rules.evaluate import Law
from rules.interval import Interval
from rules.model import Facts, Value

_TOLD: Final = 0.9  # how sure a fact must be that stands though what was offered with it is denied

_TELLING: Final = ("subscription", "created")


def is_awaited(yes: object, case: Case) -> bool:
    """Whether a mere yes or no says something: to an offer, or a yes that lets a verdict be."""
    if case.offered is not None:
        return True
    return bool(yes) and (bool(case.each) or (case.is_settled and case.asked is None))


def restates(question: Question, case: Case) -> bool:
    """Whether it tells again all that tells the offered subscription from others, and nothing else.

    A date alone may as well be told to say whose it is: "2020 was the laptops".
    """
    offered, told = case.offered or {}, question.told
    telling = [name for name in _TELLING if name in offered]
    same = all(_agrees(offered.get(name), value) for name, value in told.items())
    if len(telling) < len(_TELLING) or not told.keys() >= set(telling) or not same:
        return False
    marks = question.marks
    goes_on = next(iter(turns_of(question, case))) == "case" and not names_a_new_one(marks)
    denies = denies_exemption(marks) or denies_refusal(marks)
    return goes_on and not denies and not case.supposed and not question.tells_more_than(offered)


def _agrees(offered: Value | None, told: Value) -> bool:
    """Whether what is told is what was offered, or the same more roughly: "yes, 2019" to March 2019."""
    rough = isinstance(offered, Interval) and isinstance(told, Interval) and offered.within(told)
    return rough or offered == told


def nodded(question: Question, case: Case, each: Each, asides: Asides, *, yes: bool) -> Answer:
    """The answer to a yes or a no."""
    if case.each and yes:
        return each.confirmed(question, case)
    if case.offered is None:
        return asides.said("courtesy", question, case, {"again": 1.0})
    return _on_offer(question, case, asides, yes=yes)


def _on_offer(question: Question, case: Case, asides: Asides, *, yes: bool) -> Answer:
    """A yes takes the offered reading, a no asks for what was in doubt; what was supposed is let go."""
    law, beside = asides.law, asides.library.beside(asides.law)
    if yes and case.offered is not None:
        part, kept = _confirmed(case, case.offered, law, beside)
    elif case.supposed and as_it_is(case).is_settled:
        kept = as_it_is(case)
        part = decide(law, beside, kept.facts)
    else:
        part, kept = _denied(case, law)
        kept = replace(kept, denied=case.offered)
    after = replace(kept, asked=part.asked, last=part.outcome)
    said = Answer((part,), "verdict", None, question.language, law, after, case.quotes)
    return replace(said, supposed=yes and case.supposed)


def _confirmed(case: Case, offered: Facts, law: Law, beside: Law) -> tuple[Part, Case]:
    """What follows from the offered reading, and the case with it; only supposed, it leaves what is so."""
    real = as_it_is(case) if case.supposed else taken_up(case, law)
    kept = replace(real, offered=None, supposed=False)
    if not case.supposed:
        return decide(law, beside, kept.facts), replace(kept, supposing={})
    supposed = supposed_with(case, kept.facts, offered)
    return decide(law, beside, supposed), replace(kept, supposing=certain(supposed))


def _denied(case: Case, law: Law) -> tuple[Part, Case]:
    """The question for what was in doubt, and the case with what stands nevertheless."""
    asked = case.asked or "subscription"
    known = {name: value for name, value in case.facts.items() if name != asked and case.sure(name) >= _TOLD}
    if asked == "created" and "subscription" not in known:
        asked = "subscription"
    kept = replace(case, offered=None, supposed=False, facts=known, doubts={})
    return question_part(law, f"ask_{asked}", known), kept
