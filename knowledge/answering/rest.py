"""What is left of a message where one part of it is answered: read and answered as if it had come alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from knowledge.answering.answered import Answer
from knowledge.case.conversation import before_of, talk_of
from knowledge.case.memory import Case
from knowledge.library import Library
from knowledge.reading.question import Question, read_question


@dataclass(frozen=True)
class Rest:
    """Reads on one day, and answers as any message is answered: by `reply`."""

    library: Library
    today: date
    reply: Callable[[Question, Case, str], Answer]

    def read(self, message: str, question: Question, case: Case) -> Question:
        """What is understood of a message in another case than that of the question it was read as."""
        before = before_of(case, question.language)
        return read_question(message, self.library, self.today, talk_of(case), before)
