"""What a message tells anew of several subscriptions that it names: by their types, or by another letter."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from knowledge.case.after import told_of
from knowledge.case.conversation import talk_of
from knowledge.case.memory import Case
from knowledge.case.others import Spoken, meant_one, new_label
from knowledge.case.segments import segments
from knowledge.case.whose import whose_in
from knowledge.judged.features import Talk
from knowledge.library import Library
from knowledge.mentions.asking import parted
from knowledge.mentions.marks import Before
from knowledge.reading.question import Question, read_question
from rules.evaluate import Law

LIKELY: Final = 0.75  # how likely a fact must be that is told of one of several, to be offered
_PERHAPS: Final = 0.2  # how likely a type is the asker's that one of those known has
_SHARED: Final = "delivery"  # what holds for one that comes later, too


class News(NamedTuple):
    """Those of which something is told, with that, and the others that were spoken of."""

    known: list[Spoken]
    rest: tuple[Spoken, ...]


class NewsOfEach:
    """Hears it by one law and one day."""

    def __init__(self, library: Library, law: Law, today: date) -> None:
        self._library, self._law, self._today = library, law, today

    def of(self, question: Question, case: Case, message: str) -> News | None:
        """What is told of one that is named anew beside the one at hand, or of known types; else None."""
        if question.marks.all("hypothetical"):
            return None
        return self._of_a_new_one(question, case, message) or self._of_known_types(question, case, message)

    def _of_a_new_one(self, question: Question, case: Case, message: str) -> News | None:
        """Of the one at hand, and of one of another letter: "after. Client two has an EA"."""
        called = new_label(question.marks, case.every)
        if called is None:
            return None
        of_new, of_here = _parted_at(called[0], question, message)
        shared = {name: value for name, value in case.facts.items() if name == _SHARED}
        place = 1 + max(one.place for one in case.every)
        names = whose_in(question.marks.words) | {called[1]}
        new = self._with_news(Spoken(shared, {}, names, place), of_new, question)
        here = self.read(of_here, question, talk_of(case))
        if self._law.edition.subject not in new.facts or not here.told:
            return None  # then it is about one alone
        return News([told_of(case.here, here, LIKELY), new], case.others)

    def _of_known_types(self, question: Question, case: Case, message: str) -> News | None:
        """Of several that were spoken of, each by its own type.

        One that is called by its letter or its place is spoken of alone, whichever types are named.
        """
        if meant_one(question, self._library.heads, case.every) is not None:
            return None
        of_type = self._by_type(case.every)
        named = [one for one in question.found.types if one.own > (0 if one.value in of_type else _PERHAPS)]
        each = [of_type.get(value, []) for value in dict.fromkeys(one.value for one in named)]
        if len(each) <= 1 or any(len(found) != 1 for found in each):
            return None
        texts = segments(message, question, self._library.heads, named)
        if len(texts) != len(each):
            return None
        known = [self._with_news(one, text, question) for (one,), text in zip(each, texts, strict=True)]
        return News(known, tuple(one for one in case.every if [one] not in each))

    def _by_type(self, every: Sequence[Spoken]) -> dict[object, list[Spoken]]:
        """Those that were spoken of, by their type."""
        of_type: dict[object, list[Spoken]] = {}
        for one in every:
            of_type.setdefault(one.facts.get(self._law.edition.subject), []).append(one)
        return of_type

    def _with_news(self, one: Spoken, text: str, question: Question) -> Spoken:
        """One that was spoken of, with what a piece of a message tells of it."""
        return told_of(one, self.read(text, question, talk_of(Case(one.facts, one.doubts))), LIKELY)

    def read(self, text: str, question: Question, talk: Talk) -> Question:
        """What is understood of a piece of a message."""
        return read_question(text, self._library, self._today, talk, Before(question.language))


def _parted_at(at: int, question: Question, message: str) -> tuple[str, str]:
    """The message from the sentence of this word on, and what stands before that."""
    words = question.marks.words
    behind = {word.sentence for word in words if word.sentence >= words[at].sentence}
    return parted(message, words, behind)
