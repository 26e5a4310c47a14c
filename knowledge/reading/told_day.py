"""Which day a message tells, and how likely each that it names is the sign-up's."""

from datetime import date
from typing import Final

from knowledge.dates.intervals import DateMention
from knowledge.judged.features import Talk, of_date, side_of
from knowledge.judged.heads import Heads, Judged
from knowledge.mentions.day_of import is_of_a_bill, is_of_id, is_of_log, is_of_trouble
from knowledge.mentions.denied_days import day_is_denied
from knowledge.mentions.disowned import disowned
from knowledge.mentions.marks import Marks
from knowledge.mentions.unknowing import knows_not_when, unknowing
from knowledge.reading.candidates import Candidate, Weighed, Weights, agreeing, at_most, in_order, share
from knowledge.reading.witnesses import TRIAL, Named, day_features, interval_of
from rules.interval import Interval
from rules.model import UNKNOWN, Value

_OF_A_BILL: Final = 0.03  # how likely the day of a bill may at most be the sign-up's
_OF_TROUBLE: Final = 0.5  # and since when something does not work
_UNTOLD_BESIDE_UNKNOWN: Final = 0.4  # how likely nothing is told of a day beside not to know when
_BESIDE_UNKNOWN: Final = 0.7  # how likely a day is the subscription's beside not to know when


def named_days(marks: Marks, heads: Heads, cut: date, talk: Talk) -> tuple[Named, ...]:
    """The dates that are named, each with how likely the subscription was signed up then."""
    return tuple(
        Named(day.interval, _own_day(day, marks, heads, cut, talk), marks.words_of(day), day.first)
        for day in marks.dates
    )


def _own_day(day: DateMention, marks: Marks, heads: Heads, cut: date, talk: Talk) -> float:
    """How likely the subscription was signed up then."""
    if (
        day_is_denied(marks, day)
        or is_of_id(marks, day)
        or is_of_log(marks, day)
        or _is_yet_to_come(day, marks, talk)
    ):
        return 0.0
    own = heads.own("date", of_date(marks, day, cut, talk))
    own = min(own, _OF_TROUBLE) if is_of_trouble(marks, day) else own
    return min(own, _OF_A_BILL) if _is_of_a_late_bill(day, marks, cut) else own


def _is_of_a_late_bill(day: DateMention, marks: Marks, cut: date) -> bool:
    """Whether it is a bill's from which nothing follows: one from before the policy's day tells that much."""
    last = day.interval.last if day.interval else None
    return (last is None or last >= cut) and is_of_a_bill(marks, day)


def _is_yet_to_come(day: DateMention, marks: Marks, talk: Talk) -> bool:
    """Whether it answers our question for the day by one to come: "the contract ends in 2030"."""
    supposed = marks.all("hypothetical") or marks.all("planned")
    return day.ahead and talk.asked == "created" and not supposed


def told_day(
    judged: Judged, days: tuple[Named, ...], marks: Marks, joined: Weights, cut: date
) -> tuple[Candidate, ...]:
    """The day, as the message and the dates in it tell it."""
    weighed = day_features(judged, days, cut, unknowing=unknowing(marks))
    created = _not_of_a_trial(_not_unknown(_days(weighed, days, joined, cut), marks), marks, cut)
    if not knows_not_when(marks):
        return created
    return _or_unknown(created) if days else at_most(_UNTOLD_BESIDE_UNKNOWN, None, created, rest=UNKNOWN)


def _not_unknown(created: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The day, where one is denied: who denies a day does not say that it cannot be found out."""
    if unknowing(marks) or not any(day_is_denied(marks, one) for one in marks.dates):
        return created
    return in_order([one._replace(value=None) if one.value == UNKNOWN else one for one in created])


def _not_of_a_trial(created: tuple[Candidate, ...], marks: Marks, cut: date) -> tuple[Candidate, ...]:
    """The day, where the trial that would settle it is over: then only a date can."""
    trials = [one for one in marks.types if one.value == TRIAL]
    if marks.dates or not trials or not all(disowned(marks, one) for one in trials):
        return created
    since = Interval.since(cut)
    return in_order([one._replace(value=None) if one.value == since else one for one in created])


def _or_unknown(created: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The day, where one is named beside not to know when: it may be another thing's."""
    best = created[0]
    doubted = best.value not in (None, UNKNOWN)
    return at_most(_BESIDE_UNKNOWN, best.value, created, rest=UNKNOWN) if doubted and best.value else created


def _days(weighed: Weighed, named: tuple[Named, ...], weights: Weights, cut: date) -> tuple[Candidate, ...]:
    found = []
    for side, features in weighed.items():
        here = [one for one in named if one.value is not None and side_of(interval_of(one), cut) == side]
        best = max(here, key=lambda one: one.own, default=None)
        value = best.value if best else _whole_side(side, cut)
        found.append(Candidate(value, share(weights, features), best.words if best else ""))
    own = {str(one.value): one.own for one in sorted(named, key=lambda one: one.own)}
    return agreeing(in_order(found), own)


def _whole_side(side: str, cut: date) -> Value | None:
    """What is known where only a side of the policy's day is told."""
    whole: dict[str, Value] = {"before": Interval.before(cut), "after": Interval.since(cut), UNKNOWN: UNKNOWN}
    return whole.get(side)


def while_it_lasts(
    created: tuple[Candidate, ...], types: tuple[Candidate, ...], cut: date
) -> tuple[Candidate, ...]:
    """The day, where no earlier one is named: a trial lasts for a month, so one in use began after the cut.

    What spoke for no day then speaks for that, as far as the trial is sure.
    """
    trial = next((one for one in types if one.value == TRIAL), None)
    if trial is None:
        return created
    taken = trial.p * sum(one.p for one in created if one.value is None)
    kept = [one.at(one.p * (1 - trial.p)) if one.value is None else one for one in created]
    since = Interval.since(cut)
    given = taken + sum(one.p for one in kept if one.value == since)
    return in_order([Candidate(since, given, trial.words), *(one for one in kept if one.value != since)])
