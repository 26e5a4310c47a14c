"""The answers to what is asked in set words beside a case: of the last verdict, of a word, of a topic."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.asides import Asides
from knowledge.answering.standing import Standing
from knowledge.by_edition.through import of_blocked_mail
from knowledge.case.memory import Case, as_it_is
from knowledge.mentions.asking import WHICH_EDITION
from knowledge.mentions.occasions import named_beside
from knowledge.reading.question import DAYS, MUST_ASK, TO_WRITE, Question
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
_IN_FORCE: Final = "in_force"  # whether a page that is named, or which, is still the one that counts
# which edition is to be believed, also of "the two" where no two subscriptions were spoken of
_COUNTS, _OF_TWO = WHICH_EDITION
_OF_SOURCES: Final = (_COUNTS, "edition", "source")
_OF_THE_VERDICT: Final = (*_OF_SOURCES, "wording", "basis")
_SEEMING: Final = ("exemption", "restarted", "delivery")  # facts that the words for them seem to tell
_THE_DAY: Final = "which_date"
_THINGS: Final = frozenset({"thing", "went", "them"})  # beside a day that is not the sign-up's
_OF_REQUESTS: Final = ("ticket_noun", "exemption_noun", "requested_word", "granted_word", "refused_word")
_COST: Final = "cost"
_OWN: Final = "own_case"  # which is no question beside the case
_SOURCE: Final = "source"  # what is told of us, where no verdict is asked about
# the verdict and the first thing to do, for others; what is known of the case
_RETOLD: Final = ("in_short", "restate")
# what is to be done, and if anybody is to be asked for anything
_STEPS: Final = {"must_i_ask": MUST_ASK, "what_now": "how"}
# what is told by a topic of another name: what a relay is, since when it is blocked, and who decides
_TOPIC: Final = {
    "relay_is": "relay",
    "since_when": "what_is_blocked",
    "who_decides": "may_be_refused",
}
_EACH: Final = "each_edition"  # asked of a case that may be told in the same breath
_CHANGES: Final = "own_changes"  # if anything changed for who asks: what day that names is no sign-up's
# with since when, until when, or by which edition something is so
_THROUGH: Final = ("through", _CHANGES, _EACH)
_EDITIONS: Final = "editions"  # those that are known
_WHO: Final = "who_decides"  # "the partner or Microsoft" names no type
_SINCE: Final = "since_when"  # which may be asked of a type, and tells nothing of it
_OF_A_CASE: Final = ("subscription", "created", "delivery", "route", "service", DAYS)
_OF_A_TYPE: Final = ("subscription", "created")  # and the day that a type alone tells, as a free trial's
_OF_TIMES: Final = (*_THROUGH, _EDITIONS)
# what may be asked of any verdict, also of one on what is supposed
_OF_A_VERDICT: Final = ("why", "how", "still", "meanwhile", *_RETOLD, MUST_ASK)
_RATHER: Final = 0.5  # how likely it asks of the verdict on a what-if that was told just before,
_SURELY: Final = 0.85  # and of any other
_LIKELY: Final = 0.4  # that this is asked of a verdict and nothing else
_BESIDE: Final = {"relay_is": "relay_cost", "authentication": "relay_cost"}  # what a price is asked of


class SideQuestions:
    """Answers by one law to questions in set words."""

    def __init__(self, asides: Asides, law: Law, beside: Law) -> None:
        self._asides, self._law, self._standing = asides, law, Standing(law, beside)

    def answer(self, question: Question, case: Case, told: Answer | None = None) -> Answer | None:
        """What is said to who asks nothing else, each thing after the other; None where that is nothing.

        `told` is a verdict that is told in the same breath, which they may be about; else the last one is.
        """
        named = [
            _COUNTS if one.what == _OF_TWO else one.what
            for one in question.asides
            if one.what != _OWN and not _asks_us_back(one.what, case) and not _may_be_others(one.what, case)
        ]
        if not named or question.tells_more_than(case.facts, _of(told), besides=_seeming(named, question)):
            return None
        if set(_OF_TIMES) & set(named):
            return self._of_editions(named, question, case)
        found = [*self._of_verdict(named, question, case, told), *self._of_others(named, question, case)]
        return _chained(found) if found else None

    def in_a_word(self, question: Question, case: Case) -> Answer | None:
        """What is plainly asked of the verdict that stands: right behind a what-if, of that.

        None where it may be asked of what is so instead, or of another subscription.
        """
        supposed = None if _is_of_what_is(question, case) else self._standing.supposed(question, case)
        last = supposed or (None if case.others or case.supposing else self._standing.told(question, case))
        word, plainly = (question.rather, _RATHER) if supposed else (question.surely, _SURELY)
        if last is None or word not in _OF_A_VERDICT or question.acts.get("again", 0.0) < plainly:
            return None
        if question.tells_more_than(last.parts[0].facts, besides=_SEEMING):
            return None
        return replace(last, repeated=True, word=word, question=question)

    def of_the_verdict(self, question: Question, case: Case) -> Answer | None:
        """What is asked of the verdict that stands, in any words; None where that is not likely."""
        asked = question.word
        likely = question.found.judged["word"][asked] >= _LIKELY
        if not likely or asked not in (*_OF_THE_VERDICT, *_RETOLD, *_OF_TIMES):
            return None
        if asked in _OF_TIMES:
            return self._of_editions([asked], question, case)
        if asked in _OF_THE_VERDICT and case.offered is not None and not (case.supposed or case.each):
            if question.assents is False:  # what was just denied is no verdict to be asked about
                return None
            return self._standing.offered(asked, question, case)
        return next(self._of_verdict([asked], question, case, None), None)

    def of_another_day(self, question: Question, case: Case, shown: Facts) -> Answer | None:
        """Which day counts, to who names another one than those `shown`: a machine's, a bill's.

        The day of a request is no such day, nor one that may be the time that is asked about.
        """
        if any(question.marks.all(kind) for kind in _OF_REQUESTS) or question.either is not None:
            return None
        strange = any(not is_among(value, shown.values()) for value in _days_of_things(question))
        if not strange or _THE_DAY not in self._law.edition.topics:
            return None
        return self._asides.on_topic(_THE_DAY, question, case)

    def _of_verdict(
        self, named: Sequence[str], question: Question, case: Case, told: Answer | None
    ) -> Iterator[Answer]:
        """What is asked of a verdict: by which edition, where, in which words, and if it stands there."""
        meant = ["edition" if name == _IN_FORCE else name for name in named]
        asked = tuple(name for name in _OF_THE_VERDICT if name in meant and not _is_more_exact(name, named))
        real = as_it_is(case) if _is_of_what_is(question, case) else case
        last = told or self._standing.told(question, real)
        if _IN_FORCE in named and last is None:
            yield self._asides.told_of(_SOURCE, question, case)
        if asked and last is None and case.offered is not None and not case.each:
            found = self._standing.offered(asked[0], question, case)
            yield found or self._asides.told_of(_SOURCE, question, case)
        elif asked and last is not None:
            yield replace(last, asked=asked, question=question, language=question.language)
        elif last is not None and named[0] in _STEPS:
            yield replace(last, repeated=True, word=_STEPS[named[0]], question=question)
        elif set(asked) & set(_OF_SOURCES) and question.talk.under_way:
            yield self._asides.told_of(_SOURCE, question, case)
        elif (
            named[0] in _RETOLD and len(named) == 1 and last is not None and told is None and not case.others
        ):
            yield replace(last, repeated=True, word=named[0], question=question)

    def _of_others(self, named: Sequence[str], question: Question, case: Case) -> Iterator[Answer]:
        """What is asked of a word or a topic; it has to be ours, or to stand in a conversation of ours."""
        if not (question.talk.under_way or question.is_ours):
            return
        for name in named:
            if name == TO_WRITE and not self._may_request(question, case):
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

    def _of_editions(self, named: Sequence[str], question: Question, case: Case) -> Answer | None:
        """What each edition says of the case, or of the type that is named; of none, which are known."""
        told = question.likely if _EACH in named else {}
        facts = {**self._asked_of(question, case), **told}
        if set(_THROUGH) & set(named) and facts:
            return self._asides.through(of_blocked_mail(facts, self._law), question, case)
        if not (_EDITIONS in named or question.talk.under_way or question.is_ours):
            return None
        laws = tuple(sorted(self._asides.library.laws))
        return replace(self._asides.changes(laws, case, question.language), question=question)

    def _asked_of(self, question: Question, case: Case) -> Facts:
        """The facts of which it is asked: a type that is named, else those of the verdict that was told."""
        named = {one.value for one in question.found.types if one.value is not None}
        if len(named) == 1 and not named & {case.facts.get("subscription")}:
            return {"subscription": named.pop()}
        last = self._standing.told(question, case)
        return last.parts[0].facts if last else case.offered or {}

    def _may_request(self, question: Question, case: Case) -> bool:
        """Whether the verdict that was told last leaves a request to be written."""
        last = self._standing.told(question, case)
        return last is not None and self._law.edition.outcomes[last.outcome].request is not None


def _days_of_things(question: Question) -> list[Value]:
    """The days that are named; a mere "on Monday" only where something is named beside it."""
    marks = question.marks
    mere = {day.first for day in marks.dates if _is_one_day(day.interval) and (day.recent or day.ahead)}
    days = [(one.at, one.value) for one in question.found.days if one.value is not None]
    return [value for at, value in days if at not in mere or not _THINGS.isdisjoint(named_beside(marks, at))]


def _is_one_day(interval: Interval | None) -> bool:
    return interval is not None and interval.first == interval.last


def _seeming(named: Collection[str], question: Question) -> tuple[str, ...]:
    """The facts that questions of these names only seem to tell."""
    if {_IN_FORCE, _COUNTS} & set(named) or set(_OF_THE_VERDICT).issuperset(named):
        return ("created", DAYS)
    if not {*_OF_TOPICS, *_TOPIC, *_BESIDE, _COST, *_OF_TIMES}.issuperset(named):
        return ()
    if {_CHANGES, _EACH} & set(named):
        return (*_SEEMING, *_OF_A_CASE)
    if set(_THROUGH) & set(named):
        return (*_SEEMING, *_OF_A_TYPE, "route", "service")
    of_none = _WHO in named and not question.own_types
    return (*_SEEMING, *_OF_A_TYPE) if _SINCE in named or of_none else _SEEMING


def _asks_us_back(name: str, case: Case) -> bool:
    """Whether it wants to know what our own question meant."""
    return name == "relay_is" and case.asked == "delivery" and case.offered is None


def _is_of_what_is(question: Question, case: Case) -> bool:
    """Whether it is asked of what is so, though something was supposed: by its type, or in so many words."""
    real = case.facts.get("subscription")
    supposed = {may[0].value for may in (case.supposing.get("subscription", ()),) if may}
    named = real in question.marks.type_values and real not in supposed
    return named or question.asks_how_it_stands or question.asks(_OWN)


def _may_be_others(name: str, case: Case) -> bool:
    """Whether "the two" may be subscriptions, or no verdict was told or offered by an edition yet."""
    of_editions = (case.told or case.offered) and not case.others and case.together == 1
    return name == _OF_TWO and not of_editions


def _of(told: Answer | None) -> Facts:
    return dict(told.parts[0].facts) if told else {}


def _is_more_exact(name: str, named: Sequence[str]) -> bool:
    """Whether the same is asked more exactly: of the day itself, whether it stands there."""
    return name == "basis" and "own_day" in named


def _chained(found: Sequence[Answer]) -> Answer:
    """One answer that has the others behind it; the conversation goes on from the last."""
    last = found[-1].case
    return replace(reduce(lambda behind, one: replace(one, also=behind), reversed(found)), case=last)
