"""Two things in one message: a question in set words or a general one, thanks, and whatever else it says."""

from dataclasses import replace
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.asides import ON_THEME, Asides
from knowledge.answering.rest import Rest
from knowledge.answering.side_questions import SideQuestions
from knowledge.answering.single import Single
from knowledge.answering.told_before import LIKELY, is_known, says_more
from knowledge.case.memory import Case
from knowledge.mentions.asking import WHICH_EDITION, parted
from knowledge.mentions.each_ask import refers_back
from knowledge.reading.question import Question

_NEW_STATES: Final = ("exemption", "restarted")  # facts that come about after a verdict
_PLAINLY: Final = 0.6  # how likely a general question must be that ends a message which tells something


class TwoThings:
    """Answers both, by one law."""

    def __init__(self, rest: Rest, single: Single, asides: Asides, sides: SideQuestions) -> None:
        self._rest, self._single, self._asides, self._sides = rest, single, asides, sides

    def in_set_words(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to questions in set words, behind that to whatever else the message says."""
        words, sentences = question.marks.words, {one.sentence for one in question.asides}
        if not sentences or len(sentences) == len({word.sentence for word in words}) or case.together > 1:
            return self._sides.answer(question, case)
        if question.asks(*WHICH_EDITION):  # then a year beside it is that of one
            return self._sides.answer(question, case)
        asked, rest = parted(message, words, sentences)
        first = self._beside_an_aside(rest, question, case) if question.talk.under_way else None
        if first is None or not says_more(first, case):
            return self._sides.answer(question, case)
        behind = self._sides.answer(self._rest.read(asked, question, first.case), first.case)
        return replace(first, also=behind, case=_going_on(first, behind)) if behind else None

    def behind_thanks(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to a question in other sentences than the thanks, where there is one."""
        words = question.marks.words
        thanks = {words[one.first].sentence for one in question.marks.all("courtesy")}
        _, rest = parted(message, words, thanks)
        if not thanks or not any(word.asked and word.sentence not in thanks for word in words):
            return None
        found = self._beside_an_aside(rest, question, case)
        new = found.topic == "verdict" and not found.repeated  # what was read as thanks told nothing new
        return found if says_more(found, case) and not new else None

    def with_the_day_that_counts(self, found: Answer, before: Case) -> Answer:
        """The answer that all stays as it was; to who names another day, which day counts."""
        stays = is_known(found, before) or found.repeated
        if found.question is None or found.also is not None or not stays:
            return found
        also = self._sides.of_another_day(found.question, found.case, before.facts)
        return replace(found, also=also) if also else found

    def with_question_behind(self, found: Answer, before: Case, message: str) -> Answer:
        """The answer to what is told, and to a general question that plainly ends the message."""
        question = found.question
        if question is None or not _ends_with_a_question(question) or len(found.parts) > 1:
            return found
        if not question.talk.under_way or not question.tells_more_than(before.facts):
            return found
        ending, rest = parted(message, question.marks.words, {question.marks.words[-1].sentence})
        if found.outcome in ON_THEME:
            return self._with_news_before(found, question, before, rest)
        behind = self._rest.read(ending, question, replace(found.case, asked=None, last=found.outcome))
        also = None if refers_back(behind.marks.words) else self._general(behind, found.case)
        return replace(found, also=also) if also and found.topic == "verdict" else found

    def _with_news_before(self, found: Answer, question: Question, before: Case, rest: str) -> Answer:
        """The answer to a general question, behind that to what answers us, or came about, in the rest."""
        told = self._rest.read(rest, question, before)
        heard = not {before.asked, *_NEW_STATES}.isdisjoint(told.told)
        first = self._rest.reply(told, before, rest) if heard else found
        same = (first.outcome, first.theme) == (found.outcome, found.theme)
        return replace(first, also=found) if first.topic == "verdict" and not same else found

    def _general(self, question: Question, case: Case) -> Answer | None:
        """What the edition says to a question that is plainly a general one; None to any other."""
        outcome = max(ON_THEME, key=lambda name: question.acts.get(name, 0.0))
        general = sum(question.acts.get(name, 0.0) for name in ON_THEME)
        plain = general >= _PLAINLY and max(question.themes.values()) >= LIKELY
        if not plain or question.tells_more_than(case.facts):
            return None
        return self._asides.said(outcome, question, case, {"again": 1.0})

    def _beside_an_aside(self, rest: str, question: Question, case: Case) -> Answer:
        """The answer to the rest; where that plainly asks one thing of the verdict as it stands, to that."""
        beyond = self._rest.read(rest, question, case)
        found, word = self._rest.reply(beyond, case, rest), beyond.surely
        if word in (None, "all") or not (is_known(found, case) or (found.repeated and found.word == "all")):
            return found
        return self._single.in_words(str(word), beyond, case)


def _ends_with_a_question(question: Question) -> bool:
    """Whether it has more sentences than one, and the last is a question."""
    words = question.marks.words
    return bool(words) and words[-1].asked and words[0].sentence != words[-1].sentence


def _going_on(first: Answer, behind: Answer) -> Case:
    """The case after the first of two answers: what was asked behind it opens and closes nothing."""
    return replace(first.case, language=behind.language)
