"""The verdict that stands, for whoever asks of it: the one told last, or that of an open offer."""

from dataclasses import replace
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.asides import ON_THEME
from knowledge.case.decision import Part, decide
from knowledge.case.memory import Case, as_it_is, certain, supposed_with
from knowledge.reading.question import Question
from rules.evaluate import Law
from rules.model import Facts

_BESIDE: Final = (*ON_THEME, "courtesy")


class Standing:
    """Finds it by one law."""

    def __init__(self, law: Law, beside: Law) -> None:
        self._law, self._beside = law, beside

    def told(self, question: Question, case: Case) -> Answer | None:
        """The verdict that was told last, also of what was supposed; None where none was, or of several."""
        if case.asked is not None or case.offered is not None or case.together > 1:
            return None
        supposed = case.likely_supposed
        beside = case.last in _BESIDE  # what was supposed before a general question, or thanks, still stands
        on_that = self._verdict(supposed)
        stands = on_that if on_that and (beside or on_that.outcome == case.last) else None
        part = stands or self._as_told(case.facts, case.told)
        if part is None or not case.is_settled:
            return None
        after = replace(case, language=question.language, last=part.outcome)
        of_what_if = bool(supposed) and part.facts == supposed
        answer = Answer((part,), "verdict", None, question.language, self._law, after, case.quotes)
        return replace(answer, supposed=of_what_if)

    def supposed(self, question: Question, case: Case) -> Answer | None:
        """The verdict on what is supposed: the one told last, or what an open offer of that would lead to.

        Who asks on takes what was offered as meant.
        """
        if not case.supposed or case.offered is None:
            last = self.told(question, case)
            return last if last and last.supposed else None
        real = as_it_is(case)
        facts = supposed_with(case, real.facts, case.offered)
        part = self._verdict(facts)
        if part is None:
            return None
        after = replace(real, language=question.language, last=part.outcome, asked=None)
        after = replace(after, supposing=certain(facts))
        answer = Answer((part,), "verdict", None, question.language, self._law, after, case.quotes)
        return replace(answer, supposed=True)

    def offered(self, asked: str, question: Question, case: Case) -> Answer | None:
        """What is `asked` of the verdict that a yes would lead to; what was offered stays open."""
        offered = decide(self._law, self._beside, case.offered or {})
        if offered.verdict is None:
            return None
        part = Part("topic_answer", case.facts, asked=case.asked)
        after = replace(case, last="topic_answer", language=question.language)
        said = Answer((part,), "verdict", None, question.language, self._law, after, question=question)
        return replace(said, asked=(asked,), of_offer=offered)

    def _as_told(self, facts: Facts, outcome: str | None) -> Part | None:
        """The verdict on these facts, where it is the one that was told."""
        part = self._verdict(facts)
        return part if part and part.outcome == outcome else None

    def _verdict(self, facts: Facts) -> Part | None:
        part = decide(self._law, self._beside, facts) if facts else None
        return part if part and part.verdict is not None else None
