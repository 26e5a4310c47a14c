"""What is asked of the editions: since when or until when something is so, by which, and which are known."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.asides import Asides
from knowledge.answering.standing import Standing
from knowledge.by_edition.through import of_blocked_mail
from knowledge.case.memory import Case
from knowledge.mentions.ours import is_ours
from knowledge.reading.question import Question
from rules.evaluate import Law
from rules.model import Facts

EACH: Final = "each_edition"  # asked of a case that may be told in the same breath
CHANGES: Final = "own_changes"  # if anything changed for who asks: what day that names is no sign-up's
# with since when, until when, or by which edition something is so
THROUGH: Final = ("through", CHANGES, EACH)
_EDITIONS: Final = "editions"  # those that are known
OF_TIMES: Final = (*THROUGH, _EDITIONS)


class AskedOfEditions:
    """Answers by one law what is asked of all that are known."""

    def __init__(self, asides: Asides, law: Law, standing: Standing) -> None:
        self._asides, self._law, self._standing = asides, law, standing

    def answer(self, named: Sequence[str], question: Question, case: Case) -> Answer | None:
        """What each edition says of the case, or of the type that is named; of none, which are known."""
        told = question.likely if EACH in named else {}
        facts = {**self._asked_of(question, case), **told}
        if set(THROUGH) & set(named) and facts:
            return self._asides.through(of_blocked_mail(facts, self._law), question, case)
        if not (_EDITIONS in named or question.talk.under_way or is_ours(question.marks)):
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
