"""(Case, Question) -> the cases that follow: answers, corrections, what-ifs, a second subscription.

A case is a conversation's memory. A question never changes it: each message leads to new ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from knowledge.days import month_of
from knowledge.evidence import Context
from knowledge.question import Question
from rules.interval import Interval
from rules.model import Value

OFFER = "offer:"
# What belongs to one subscription and must not be carried over to another.
_OF_ONE = ("created", "exemption", "restarted")


@dataclass(frozen=True)
class Case:
    """The facts known so far, the words they came from, and our own open question."""

    facts: Mapping[str, Value] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    asked: str | None = None
    azure: bool = False
    mail: bool = False
    language: str | None = None

    @property
    def open(self) -> bool:
        """Whether anything is known or asked that a message could go on with."""
        return bool(self.facts or self.asked)


EMPTY_CASE = Case()


def context_of(case: Case, fallback: str) -> Context:
    """What the case brings to the reading of the next message."""
    return Context(
        asked="subscription" if case.asked and case.asked.startswith(OFFER) else case.asked,
        azure=case.azure,
        mail=case.mail,
        exemption_spoken_of="exemption" in case.facts or "subscription" in case.facts,
        has_case=bool(case.facts),
        language=case.language or fallback,
        year=_year(case),
    )


def _year(case: Case) -> int | None:
    """The year in which the case has its date, None where that is no single year."""
    known = case.facts.get("created")
    if not isinstance(known, Interval) or known.first is None or known.last is None:
        return None
    return known.first.year if known.first.year == known.last.year else None


def follow(case: Case, question: Question, cut: date | None) -> list[Case]:
    """The cases after the message, one for each subscription it names, else one.

    `cut` is the edition's own day, to which "before" and "after" alone refer.
    """
    known = replace(
        case,
        asked=None,
        azure=case.azure or question.azure or case.asked == "provider",
        mail=case.mail or question.mail,
        language=question.language,
        quotes={**case.quotes, **question.quotes},
    )
    if len(question.subscriptions) > 1:
        setting = _without(case.facts, ("subscription", *_OF_ONE))
        return [_told(known, setting, {**question.shared, **own}) for own in question.subscriptions]
    told = {**question.shared, **_answered(case, question, cut)}
    if question.type_changed:
        return [_told(known, _without(case.facts, ("subscription", *_OF_ONE)), told)]
    if case.facts.get("route") == "paas" and question.from_machine:
        told.setdefault("route", "internet")
    base: Mapping[str, Value] = case.facts
    for own in question.subscriptions:
        base = _base_for(case, own, question)
        told |= own
    if question.another and not question.subscriptions and "created" in told:
        base = _without(base, ("exemption", "restarted"))
    return [_told(known, base, told)]


def _told(known: Case, base: Mapping[str, Value], told: Mapping[str, Value]) -> Case:
    facts = {**base, **told}
    if "route" in told and "service" not in told:
        facts.pop("service", None)
    return replace(known, facts=facts)


def _base_for(case: Case, own: Mapping[str, Value], question: Question) -> Mapping[str, Value]:
    """Another subscription starts anew; a corrected type keeps its date."""
    before = case.facts.get("subscription")
    if before is None or before == own["subscription"]:
        return case.facts
    if question.another and not question.corrected:
        return _without(case.facts, _OF_ONE)
    return _without(case.facts, ("exemption", "restarted"))


def _answered(case: Case, question: Question, cut: date | None) -> dict[str, Value]:
    """What a bare answer to our own question says."""
    if question.side and cut and question.side.year in (None, cut.year):
        side = Interval.before(cut) if question.side.which == "before" else Interval.since(cut)
        return {"created": side}
    day = _within_month(case, question.day_of_month)
    if day:
        return {"created": Interval(day, day)}
    if case.asked and case.asked.startswith(OFFER) and question.agreed == "yes":
        return {"subscription": case.asked.removeprefix(OFFER)}
    return {}


def _within_month(case: Case, day: int | None) -> date | None:
    """The day of the month in which the case has its date, None where that is no single month."""
    known = case.facts.get("created")
    if day is None or not isinstance(known, Interval) or known.first is None or known.last is None:
        return None
    month = month_of(known.first.year, known.first.month)
    if month.last is None or known.last > month.last or day > month.last.day:
        return None
    return month.last.replace(day=day)


def _without(facts: Mapping[str, Value], names: tuple[str, ...]) -> dict[str, Value]:
    return {name: value for name, value in facts.items() if name not in names}
