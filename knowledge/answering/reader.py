"""(Question, Case) -> Answer, by one law and one day: each way to take a message is tried in its order.

First what stands beside any case: a yes or no, questions in set words, questions about us. Then several
subscriptions; then the one case, by the likeliest way to take the message, with what else came in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import inf
from typing import Final

from knowledge.answering.answered import FAREWELL, Answer
from knowledge.answering.as_asked import AsAsked
from knowledge.answering.asides import BESIDE, ON_THEME, Asides
from knowledge.answering.asked_of_verdict import OF_A_VERDICT
from knowledge.answering.each import Each
from knowledge.answering.each_answered import EachAnswered
from knowledge.answering.ranking import ranked, wanted_of
from knowledge.answering.rest import Rest
from knowledge.answering.side_questions import SideQuestions
from knowledge.answering.single import Single
from knowledge.answering.taken import Taken, taken, ways_of
from knowledge.answering.told_before import LIKELY, is_known, stays
from knowledge.answering.two_things import TwoThings
from knowledge.answering.yes_and import YesAnd
from knowledge.answering.yes_or_no import is_awaited, nodded, restates
from knowledge.by_edition.as_of import Asked
from knowledge.case.after import OF_REQUEST
from knowledge.case.certainty import Settled, Weighed, outcome_of, settle
from knowledge.case.memory import Case
from knowledge.case.others import Spoken
from knowledge.case.turns import Turn
from knowledge.case.ways import Ways
from knowledge.library import Library
from knowledge.mentions.beyond import beyond_yes
from knowledge.mentions.courtesies import takes_leave
from knowledge.mentions.denied import perhaps_denied, types_denied
from knowledge.mentions.ports import relay_on_25
from knowledge.reading.about_us import about_us, asks_what_relay_is
from knowledge.reading.question import MUST_ASK, Question
from knowledge.words.text import any_of
from rules.evaluate import Law
from rules.model import Facts

_THANKS: Final = "courtesy"
_RELAY: Final = "relay"  # the topic, and the way out
_PERHAPS: Final = 0.25  # how likely a type is the asker's that is not passed over
_KNOWN: Final = 0.95  # how sure a fact must be that is not asked for
_RATHER: Final = 0.75  # how likely a general question is one though a time is named that may mean another
_NEARLY: Final = 0.8  # as likely, where what would be asked of the verdict is sure
_PLAINLY: Final = 0.95  # how likely a general question must be, and its theme, to be one in any case


class Reader:
    """Answers by one law and one day."""

    def __init__(self, library: Library, law: Law, today: date) -> None:
        self._law, self._heads = law, library.heads
        self._each, self._single = Each(library, law, today), Single(library, law)
        self._asides = Asides(library, law)
        self._rest = Rest(library, today, self.reply)
        self._sides = SideQuestions(self._asides, law, library.beside(law))
        self._two_things = TwoThings(self._rest, self._single, self._asides, self._sides)
        self._each_answered = EachAnswered(self._rest, self._single)
        self._yes_and = YesAnd(self._rest, self._single, self._sides)
        self._as_asked = AsAsked(self._rest, self._single, self._asides, self._each)

    def reply(self, question: Question, case: Case, message: str) -> Answer:
        """The answer to a question in a case."""
        said = self._beside_any_case(question, case, message)
        found = said or self._of_cases(question, case, message)
        return self._each_answered.with_each(found, question, case, message)

    def reply_as_of(self, question: Question, case: Case, asked: Asked) -> Answer:
        """The answer by the edition that is asked for; the case again where nothing else is told."""
        return self._as_asked.answer(question, case, asked)

    # -- beside any case

    def _beside_any_case(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to a yes or no, or to who asks beside the case; None to all else."""
        return (
            self._nodded(question, case, message)
            or self._single.own(question, case)
            or self._of_asking_for_a_relay(question, case)
            or self._two_things.in_set_words(question, case, message)
            or self._sides.of_verdict.once_more(question, case)
            or self._sides.of_verdict.in_a_word(question, case)
            or self._about_us(question, case)
        )

    def _of_asking_for_a_relay(self, question: Question, case: Case) -> Answer | None:
        """Whether anything has to be requested for a relay, to who asks that of one, whatever the case is."""
        if not question.asks_to_request_a_relay or not question.talk.under_way or question.own_types:
            return None
        return self._single.by_way_out(_RELAY, MUST_ASK, question, case)

    def _nodded(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to a yes or no, with what is said behind a yes; who tells the offer again says yes."""
        if restates(question, case):
            return nodded(question, case, self._each, self._asides, yes=True)
        if question.assents is None or not is_awaited(question.assents, case):
            return None
        beyond = beyond_yes(message, question.marks) if question.assents else None
        if beyond is None and not question.tells_nothing:
            return None
        alone = nodded(question, case, self._each, self._asides, yes=question.assents)
        more = beyond is not None and beyond.strip()
        return self._yes_and.answer(alone, str(beyond), question, case) if more else alone

    def _about_us(self, question: Question, case: Case) -> Answer | None:
        """The answer to who asks about the bot, or what a relay is."""
        if about_us(question) == "source" and question.word == "current" and case.is_settled and case.told:
            return replace(self._single.again(question, case), repeated=True)  # how current the verdict is
        if about_us(question):
            return self._asides.about_us(question, case)
        asks_how = case.asked == "delivery" and case.offered is None  # then it is our question that is meant
        if asks_what_relay_is(question) and not asks_how:
            return self._asides.said("topic_answer", question, case, {"again": 1.0})
        return None

    # -- of cases

    def _of_cases(self, question: Question, case: Case, message: str) -> Answer:
        """The answer on the case, or on each, that the message is about."""
        about = taken(question, case, message, self._rest, self._law)
        ways = ways_of(about, self._asides)
        found = self._of_several(about, ways, message) or self._of_one(about, ways, message)
        return found if about.case.place == case.place else _in_a_word(found, about.question)

    def _of_several(self, about: Taken, ways: Ways, message: str) -> Answer | None:
        """The answer on several subscriptions, where they are spoken of, or all are asked for together."""
        question, case, turns, *_ = about
        recalls = question.asks_for_overview and bool(case.others)
        of_ours = ways.share > max(ways.asides.values())
        return self._each.answer(question, case, turns, message, ways.share) if recalls or of_ours else None

    def _of_one(self, about: Taken, ways: Ways, message: str) -> Answer:
        """The answer on the case that the message is about, and to what else came in it."""
        question, case, *_ = about
        if about.named and question.calls_only:
            return self._single.again(question, case)
        in_order, possible = ranked(ways, self._heads)
        found = self._by_the_first(in_order, about, ways)
        if question.talk.under_way and (found.theme == FAREWELL or stays(found, case)):
            found = self._two_things.behind_thanks(question, case, message) or found
        if stays(found, case):
            same = found.topic == "verdict" and (found.repeated or is_known(found, case))
            beside = self._of_another_type(question, case) if same else None
            beside = beside or self._sides.of_the_verdict(question, case)
            found = beside or (self._of_relay(question, case) if same else None) or found
        found = self._two_things.with_the_day_that_counts(found, case)
        return replace(self._two_things.with_question_behind(found, case, message), possible=possible)

    def _of_another_type(self, question: Question, case: Case) -> Answer | None:
        """The case as it would be with another type, to who names one that was not spoken of.

        Whatever was meant by it, that all stays as it was is no answer. None where none is named, or several.
        """
        subject = self._law.edition.subject
        known = {one.facts.get(subject) for one in (*case.every, Spoken(case.offered or {}))}
        named = {one.value for one in question.found.types if one.own > _PERHAPS} - known
        other = next(iter(named), None)
        if other is None or len(named) > 1 or other in types_denied(question.marks) or not case.is_settled:
            return None
        facts = {name: value for name, value in case.facts.items() if name not in OF_REQUEST}
        return self._single.supposed({**facts, subject: other}, question, case)

    def _of_relay(self, question: Question, case: Case) -> Answer | None:
        """That a relay is open, to who names one beside a verdict on direct mail; None to any other."""
        marks, topics = question.marks, self._law.edition.topics
        named = [*marks.all("relay_product"), *marks.all("relay_word")]
        named = [one for one in named if marks.asked(one)]
        asks = (
            named
            and not any(perhaps_denied(marks, one) for one in named)
            and question.surely in (None, "all")
        )
        open_way = not relay_on_25(question.marks) and case.facts.get("delivery") == "direct"
        if not asks or not open_way or _RELAY not in topics:
            return None
        return self._asides.on_topic(_RELAY, question, case)

    def _by_the_first(self, in_order: Sequence[Weighed], about: Taken, ways: Ways) -> Answer:
        """The answer by the likeliest way to take the message."""
        question, case, turns, *_ = about
        first = _plainly_general(question, case) or _plain_thanks(question, case) or in_order[0].outcome
        unsaid = _unsaid(first, ways)
        if unsaid is not None and not question.marks.overfull:
            return self._single.told(Settled(unsaid.outcome, unsaid.facts), question, case, turns)
        if _asks_of_the_verdict(first, question, case) and case.is_settled and case.told == case.last:
            return replace(self._single.again(question, case), repeated=True)
        if first in BESIDE and not question.marks.overfull and not _may_ask_of_a_time(first, question):
            return self._asides.said(first, question, case, turns)
        cases = [one for one in in_order if one.outcome not in BESIDE]
        return self._settled(about, ways, cases or [Weighed(outcome_of(self._law, {}), 0.0)])

    def _settled(self, about: Taken, ways: Ways, in_order: Sequence[Weighed]) -> Answer:
        """What is said of the case, now that it is known to be asked about."""
        question, case, turns, *_ = about
        thresholds = wanted_of(ways, in_order[0].outcome, self._heads.thresholds)
        settled = settle(in_order, thresholds, self._law, ways.likely)
        denied, facts = _no_to(question, case), (settled.offered or settled).facts
        if facts == denied or _supposes_another_time(question, turns, facts, case):  # then it is asked for
            settled = settle(in_order, {"verdict": inf, "offer": inf}, self._law, ways.likely)
        if settled.offered is None and question.marks.all("private_net") and _is_told(settled.outcome, case):
            return self._asides.said("not_covered", question, case, turns)
        said = self._single.told(settled, question, case, turns)
        after = replace(said.case, denied=denied if said.case.place == case.place else None)
        return replace(said, case=after, repeated=ways.again and case.told == said.outcome)


def _no_to(question: Question, case: Case) -> Facts | None:
    """The reading to which no was said last; none once a fact of it is told anew."""
    if question.assents is False and case.offered:
        return case.offered
    denied = case.denied or {}
    return None if denied.items() & question.told.items() else case.denied


def _supposes_another_time(question: Question, turns: Mapping[Turn, float], facts: Facts, case: Case) -> bool:
    """Whether another day is supposed, and read as the known one: "what if it were after that day?"."""
    of_time = any(any_of(question.marks.words, kind) for kind in ("earlier", "later"))
    return of_time and next(iter(turns)) == "what_if" and facts.items() <= case.facts.items()


def _in_a_word(found: Answer, question: Question) -> Answer:
    """The verdict on one that is gone back to, as it is plainly asked for: in short, why, how."""
    told = len(found.parts) == 1 and found.parts[0].verdict is not None and found.word == "all"
    if not told or question.surely not in OF_A_VERDICT or question.tells_more_than(found.case.facts):
        return found
    return replace(found, repeated=True, word=str(question.surely))


def _plainly_general(question: Question, case: Case) -> str | None:
    """What a general question is answered by that is hardly in doubt, whatever we asked ourselves."""
    outcome = max(ON_THEME, key=lambda name: question.acts.get(name, 0.0))
    plain = min(question.acts.get(outcome, 0.0), max(question.themes.values())) >= _PLAINLY
    if not plain or not question.talk.under_way or question.tells_more_than(case.facts):
        return None
    return outcome


def _plain_thanks(question: Question, case: Case) -> str | None:
    """Thanks that ask and tell nothing, after a verdict; None where they are hardly all that is meant."""
    asks = any(word.asked for word in question.marks.words)
    thanks = takes_leave(question.marks) and question.tells_nothing and not asks and case.is_settled
    return _THANKS if thanks and question.acts.get(_THANKS, 0.0) >= LIKELY else None


def _may_ask_of_a_time(outcome: str, question: Question) -> bool:
    """Whether a time is named that may be the sign-up's or the one asked about, and the rest is vague."""
    vague = outcome in ON_THEME and question.acts.get(outcome, 0.0) < _RATHER
    return vague and question.either is not None


def _asks_of_the_verdict(outcome: str, question: Question, case: Case) -> bool:
    """Whether a general question on no theme in particular is likelier one about the verdict: how, or why."""
    if outcome not in ON_THEME or question.surely in (None, "all") or question.tells_more_than(case.facts):
        return False
    plain = max(question.themes.values()) >= LIKELY
    return not plain and question.acts.get("again", 0.0) > _NEARLY * question.acts.get(outcome, 0.0)


def _unsaid(outcome: str, ways: Ways) -> Weighed | None:
    """The case of which the edition says nothing, where it is likelier than a general question about that."""
    own = next((one for one in ways.possible if one.outcome == outcome and one.facts), None)
    return own if own and outcome in BESIDE and own.p > ways.asides[outcome] else None


def _is_told(outcome: str, case: Case) -> bool:
    """Whether what would be asked for is known: what mail inside a network hangs on cannot be asked for."""
    asked = outcome.removeprefix("ask_")
    return asked in case.facts and case.sure(asked) >= _KNOWN
