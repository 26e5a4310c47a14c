"""The answers to what is asked in set words beside a case: of the last verdict, of a word, of a topic."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.asides import Asides
from knowledge.answering.asked_of_editions import CHANGES, EACH, OF_TIMES, THROUGH, AskedOfEditions
from knowledge.answering.asked_of_verdict import (
    IN_FORCE,
    OF_THE_VERDICT,
    OWN,
    RETOLD,
    SEEMING,
    AskedOfVerdict,
)
from knowledge.answering.standing import Standing
from knowledge.case.memory import Case
from knowledge.mentions.asking import COUNTS, OF_TWO
from knowledge.mentions.occasions import named_beside
from knowledge.mentions.ours import is_ours
from knowledge.reading.question import DAYS, TO_WRITE, Question
from rules.evaluate import Law
from rules.interval import Interval, is_among
from rules.model import Facts, Value

_OF_TOPICS: Final = (
    "what_exemption_is",
    "may_be_refused",
    "authentication",
    "own_day",
    "relay_cost",
    "approval_time",
    "which_date",
    "what_to_write",
    "types_overview",
)
_OF_WORDS: Final = ("vm_is",)
_THE_DAY: Final = "which_date"
_THINGS: Final = frozenset({"thing", "went", "them"})  # beside a day that is not the sign-up's
_OF_REQUESTS: Final = ("ticket_noun", "exemption_noun", "requested_word", "granted_word", "refused_word")
_COST: Final = "cost"
_STATES: Final = ("exemption", "restarted")
_SILENT: Final = 0.85  # how likely it tells nothing of these
_OF_A_SIGN_UP: Final = 0.5  # how likely a day is the sign-up's
# what is told by a topic of another name: what a relay is, since when it is blocked, and who decides
_TOPIC: Final = {
    "relay_is": "relay",
    "since_when": "what_is_blocked",
    "who_decides": "may_be_refused",
}
_WHO: Final = "who_decides"  # "the partner or Microsoft" names no type
_SINCE: Final = "since_when"  # which may be asked of a type, and tells nothing of it
_OF_A_CASE: Final = ("subscription", "created", "delivery", "route", "service", DAYS)
_OF_A_TYPE: Final = ("subscription", "created")  # and the day that a type alone tells, as a free trial's
_LIKELY: Final = 0.4  # that this is asked of a verdict and nothing else
_BESIDE: Final = {"relay_is": "relay_cost", "authentication": "relay_cost"}  # what a price is asked of


class SideQuestions:
    """Answers by one law to questions in set words."""

    def __init__(self, asides: Asides, law: Law, beside: Law) -> None:
        self._asides, self._law, self._standing = asides, law, Standing(law, beside)
        self.of_verdict = AskedOfVerdict(asides, law, self._standing)
        self._of_editions = AskedOfEditions(asides, law, self._standing)

    def answer(self, question: Question, case: Case, told: Answer | None = None) -> Answer | None:
        """What is said to who asks nothing else, each thing after the other; None where that is nothing.

        `told` is a verdict that is told in the same breath, which they may be about; else the last one is.
        """
        named = [
            COUNTS if one.what == OF_TWO else one.what
            for one in question.asides
            if one.what != OWN and not _asks_us_back(one.what, case) and not _may_be_others(one.what, case)
        ]
        years = {law.edition.day.year for law in self._asides.library.laws.values()}
        seeming = _seeming(named, question, years)
        if not named or question.tells_more_than(case.facts, _of(told), besides=seeming):
            return None
        if COUNTS in named and _may_tell_a_state(question):
            return None
        if told is None and case.others and self.of_verdict.calls_another(question, case):
            return None
        if set(OF_TIMES) & set(named):
            return self._of_editions.answer(named, question, case)
        found = [
            *self.of_verdict.named_so(named, question, case, told),
            *self._of_others(named, question, case),
        ]
        return _chained(found) if found else None

    def of_the_verdict(self, question: Question, case: Case) -> Answer | None:
        """What is asked of the verdict that stands, in any words; None where that is not likely."""
        asked = question.word
        likely = question.found.judged["word"][asked] >= _LIKELY
        if not likely or asked not in (*OF_THE_VERDICT, *RETOLD, *OF_TIMES):
            return None
        if asked in OF_TIMES:
            return self._of_editions.answer([asked], question, case)
        if asked in OF_THE_VERDICT and case.offered is not None and not (case.supposed or case.each):
            if question.assents is False:  # what was just denied is no verdict to be asked about
                return None
            return self._standing.offered(asked, question, case)
        return next(self.of_verdict.named_so([asked], question, case, None), None)

    def of_another_day(self, question: Question, case: Case, shown: Facts) -> Answer | None:
        """Which day counts, to who names another one than those `shown`: a machine's, a bill's.

        The day of a request is no such day, nor one that may be the time that is asked about.
        """
        if any(question.marks.all(kind) for kind in _OF_REQUESTS) or question.either is not None:
            return None
        strange = any(not is_among(value, shown.values()) for value in days_of_things(question))
        if not strange or _THE_DAY not in self._law.edition.topics:
            return None
        return self._asides.on_topic(_THE_DAY, question, case)

    def _of_others(self, named: Sequence[str], question: Question, case: Case) -> Iterator[Answer]:
        """What is asked of a word or a topic; it has to be ours, or to stand in a conversation of ours."""
        if not (question.talk.under_way or is_ours(question.marks)):
            return
        for name in named:
            if name == TO_WRITE and not self.of_verdict.may_request(question, case):
                continue
            if name in _OF_WORDS:
                yield self._asides.told_of(name, question, case)
            topic = _TOPIC.get(name, name)
            if topic in (*_TOPIC.values(), *_OF_TOPICS) and topic in self._law.edition.topics:
                own = self._asides.own_way(topic, question, case) if topic == TO_WRITE else None
                yield own or self._asides.on_topic(topic, question, case)
            if name == _COST and not {*_BESIDE, *_BESIDE.values()} & set(named):
                yield from self._of_a_price(question, case)
            if _COST in named and name in _BESIDE and _BESIDE[name] in self._law.edition.topics:
                yield self._asides.on_topic(_BESIDE[name], question, case)

    def _of_a_price(self, question: Question, case: Case) -> Iterator[Answer]:
        """What a request or a relay costs, where that is likely asked: "pay" may be said of anything."""
        costs = {name: question.themes.get(name, 0.0) for name in (_COST, *_BESIDE.values())}
        theme = self._asides.whose_cost(max(costs, key=lambda name: costs[name]), question, case)
        likely = max(question.themes, key=lambda name: question.themes[name]) in costs
        if likely and question.talk.under_way and theme in self._law.edition.topics:
            yield self._asides.on_topic(theme, question, case)


def days_of_things(question: Question) -> list[Value]:
    """The days that are named; a mere "on Monday" only where something is named beside it."""
    marks = question.marks
    mere = {day.first for day in marks.dates if _is_one_day(day.interval) and (day.recent or day.ahead)}
    days = [(one.at, one.value) for one in question.found.days if one.value is not None]
    return [value for at, value in days if at not in mere or not _THINGS.isdisjoint(named_beside(marks, at))]


def _is_one_day(interval: Interval | None) -> bool:
    return interval is not None and interval.first == interval.last


def _seeming(named: Collection[str], question: Question, years: Collection[int]) -> tuple[str, ...]:
    """The facts that questions of these names only seem to tell; `years` are those of the editions."""
    if COUNTS in named:
        return ("created", DAYS) if _names_no_sign_up(question, years) else ()
    if IN_FORCE in named or set(OF_THE_VERDICT).issuperset(named):
        return ("created", DAYS)
    if not {*_OF_TOPICS, *_TOPIC, *_BESIDE, _COST, *OF_TIMES}.issuperset(named):
        return ()
    if {CHANGES, EACH} & set(named):
        return (*SEEMING, *_OF_A_CASE)
    if set(THROUGH) & set(named):
        return (*SEEMING, *_OF_A_TYPE, "route", "service")
    of_none = _WHO in named and not question.own_types
    return (*SEEMING, *_OF_A_TYPE) if _SINCE in named or of_none else SEEMING


def _names_no_sign_up(question: Question, years: Collection[int]) -> bool:
    """Whether every day that is named is hardly the sign-up's, or one of these years: "2018 or 2023?"."""
    owned = any(question.marks.all(kind) for kind in ("created", "own", "sub_noun"))
    days = (one for one in question.found.days if owned or _year_of(one.value) not in years)
    return all(one.own < _OF_A_SIGN_UP for one in days)


def _year_of(value: Value | None) -> int | None:
    return value.first.year if isinstance(value, Interval) and value.first else None


def _may_tell_a_state(question: Question) -> bool:
    """Whether it may tell what became of a request: who does so asks of no edition alone."""
    told = (question.facts.get(name, ()) for name in _STATES)
    return any(sum(one.p for one in may if one.value is None) < _SILENT for may in told if may)


def _asks_us_back(name: str, case: Case) -> bool:
    """Whether it wants to know what our own question meant."""
    return name == "relay_is" and case.asked == "delivery" and case.offered is None


def _may_be_others(name: str, case: Case) -> bool:
    """Whether "the two" may be subscriptions, or no verdict was told or offered by an edition yet."""
    of_editions = (case.told or case.offered) and not case.others and case.together == 1
    return name == OF_TWO and not of_editions


def _of(told: Answer | None) -> Facts:
    return dict(told.parts[0].facts) if told else {}


def _chained(found: Sequence[Answer]) -> Answer:
    """One answer that has the others behind it; the conversation goes on from the last."""
    last = found[-1].case
    return replace(reduce(lambda behind, one: replace(one, also=behind), reversed(found)), case=last)
