"""The answer on a single subscription: told by what a message did with its case, or told once more."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.ranking import wanted
from knowledge.case.after import likely_after
from knowledge.case.certainty import Settled, Weighed, outcome_of, settle, weigh
from knowledge.case.conversation import after_turn
from knowledge.case.decision import Part, decide, offer, question_part
from knowledge.case.memory import Case, as_it_is, certain
from knowledge.case.others import names_in
from knowledge.case.turns import Turn
from knowledge.case.whose import whose_in
from knowledge.library import Library
from knowledge.reading.question import Question
from rules.evaluate import Law, Verdict, evaluate
from rules.model import Facts

_SAID_BEFORE: Final = 0.95  # what it takes to say again what was said before


class Single:
    """Answers on one case by one law."""

    def __init__(self, library: Library, law: Law) -> None:
        self._heads, self._law, self._beside = library.heads, law, library.beside(law)

    def told(self, settled: Settled, question: Question, case: Case, turns: Mapping[Turn, float]) -> Answer:
        """What is said of the case, by what the message did with it."""
        names = names_in(question.marks, self._heads) | whose_in(question.marks.words)
        after = after_turn(case, question, turns, self._decided(settled), names)
        return self._on_case(settled, question, after)

    def what_follows(self, question: Question, case: Case) -> Answer:
        """What follows from what a message tells, though it does not say what it is after."""
        likely = likely_after(case, question, "case")
        settled = settle(weigh(self._law, likely), self._wanted(question), self._law, likely)
        return self.told(settled, question, case, {"case": 1.0})

    def again(self, question: Question, case: Case, turn: Turn = "again") -> Answer:
        """The case as it stands, or what was supposed last, decided anew."""
        likely = likely_after(case, question, turn)
        thresholds = {**self._wanted(question), "verdict": _SAID_BEFORE}
        settled = settle(weigh(self._law, likely), thresholds, self._law, likely)
        spoken = replace(case, language=question.language, offered=None, each=(), together=1)
        return self._on_case(settled, question, replace(spoken, supposed=turn == "what_if"))

    def supposed(self, facts: Facts, question: Question, case: Case) -> Answer:
        """What follows from facts that are only supposed: offered as that, or asked for what they lack."""
        outcome = outcome_of(self._law, facts)
        asks = outcome.startswith("ask_")
        offered = None if asks else Weighed(outcome, 1.0, facts)
        settled = Settled(outcome if asks else f"ask_{self._law.edition.subject}", facts, offered)
        found = self.told(settled, question, case, {"what_if": 1.0})
        return replace(found, case=replace(found.case, supposing=certain(facts)))

    def by_way_out(self, name: str, word: str, question: Question, case: Case) -> Answer | None:
        """What is asked of the verdict that one way out of any leads to; None where this law has no such way.

        The case stays as it is: that way is only asked about, unless it is what mail takes already.
        """
        way = self._law.edition.ways_out.get(name)
        part = decide(self._law, self._beside, {**way.change}) if way and way.change else None
        if way is None or part is None or part.verdict is None:
            return None
        after = replace(case, language=question.language)
        said = Answer((part,), "verdict", None, question.language, self._law, after, question=question)
        return replace(said, repeated=True, word=word, supposed=not way.change.items() <= case.facts.items())

    def in_words(self, word: str, question: Question, case: Case) -> Answer:
        """What is asked of the case as it stands: "why", "how", "in_short"."""
        return replace(self.again(question, case), repeated=True, word=word)

    def own(self, question: Question, case: Case, shown: Facts | None = None) -> Answer | None:
        """The verdict on what is so, to who asks for their own case after all; None where it is not plain.

        What was `shown` before may be said again in the same breath.
        """
        real = as_it_is(case)
        stands = real.is_settled and real.told in (None, outcome_of(self._law, real.facts))
        plain = stands and not real.others and real.asked is None
        more = any(one.what != "own_case" for one in question.asides)  # of it, not the whole of it
        asks = (question.asks("own_case") or question.asks_how_it_stands) and not more
        if not plain or not asks or question.tells_more_than(real.facts, shown or {}):
            return None
        return self.in_words("once more", question, real)

    def _wanted(self, question: Question) -> Mapping[str, float]:
        return wanted(question, self._heads.thresholds)

    def _decided(self, settled: Settled) -> Facts:
        """The facts that a verdict rests on; none where none is told."""
        if settled.offered is not None or settled.outcome.startswith(("ask_", "answer_")):
            return {}
        finding = evaluate(self._law, settled.facts)
        shown = {step.fact for step in finding.trace} if isinstance(finding, Verdict) else set()
        return {name: value for name, value in settled.facts.items() if name in shown}

    def _on_case(self, settled: Settled, question: Question, after: Case) -> Answer:
        part = self._part(settled, after)
        case = replace(
            after, asked=part.asked, last=part.outcome, offered=part.offered.facts if part.offered else None
        )
        return Answer(
            (part,),
            "verdict",
            None,
            question.language,
            self._law,
            case,
            case.quotes,
            question.impossible_date,
            question.two_readings,
            question,
            supposed=after.supposed,
        )

    def _part(self, settled: Settled, after: Case) -> Part:
        if settled.offered is not None:
            telling = (self._law.edition.subject,) if after.others else ()
            likely = settled.offered.facts
            return offer(self._law, self._beside, settled.outcome, after.facts, likely, telling=telling)
        if settled.outcome.startswith("ask_"):
            known = settled.facts if after.supposed else after.facts  # of what is supposed, as supposed
            return question_part(self._law, settled.outcome, known)
        return decide(self._law, self._beside, settled.facts)
