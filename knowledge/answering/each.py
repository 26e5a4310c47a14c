"""The answer on several subscriptions: a part for each, told, offered or confirmed together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.news_of_each import LIKELY, NewsOfEach
from knowledge.answering.several import Several
from knowledge.case.after import told_of
from knowledge.case.decision import Part
from knowledge.case.memory import Case
from knowledge.case.others import Spoken, meant_one, meant_together
from knowledge.case.turns import Turn
from knowledge.case.whose import THEIRS, compares_people
from knowledge.library import Library
from knowledge.mentions.asking import parted
from knowledge.reading.question import IN_SHORT, Question
from rules.evaluate import Law
from rules.model import UNKNOWN, Facts

_TELLS: Final = ("case", "another")
_TOLD_OF_SEVERAL: Final = (*_TELLS, "again")
_NAMING: Final = ("subscription",)  # what names one of those that were spoken of, and tells nothing new
# and what is only seemingly told by who wants an overview: "I asked for all three"
_SEEMING: Final = (*_NAMING, "exemption", "restarted")
_SURE: Final = 0.9  # of a fact that holds for those that come later, too
_OF_ALL: Final = "delivery"  # what is asked of all of them, and answered for all
_OF_ONE: Final = "created"  # what is asked of all of them, and answered for each


class Each:
    """Answers on several subscriptions by one law and one day."""

    def __init__(self, library: Library, law: Law, today: date) -> None:
        self._library, self._law = library, law
        self._several, self._news = Several(library, law, today), NewsOfEach(library, law, today)

    def answer(
        self, question: Question, case: Case, turns: Mapping[Turn, float], message: str, share: float
    ) -> Answer | None:
        """The answer where the message is about several; else None.

        `turns` are what it may do with the case, the likeliest first; `share` is how likely cases are
        asked about at all.
        """
        turn = next(iter(turns))
        news = self._news.of(question, case, message) if turn in _TELLS else None
        told = self._of_known(news.known, question, news.rest) if news else None
        if told is None and case.together > 1 and not case.each:
            told = self._answered(question, case, message)
        if told is not None:
            return told
        both = self._why_of_both(question, case)
        if both is not None or (turn not in _TOLD_OF_SEVERAL and not question.sums_up):
            return both
        short = question.asks_in_short and not question.told and self._calls_none(question, case)
        if turn == "again" and case.together > 1 and (question.tells_nothing or short):
            return self.told_again(question, case)
        likely = question.is_of_several
        known = self._known_ones(question, case) if question.sums_up or likely else None
        if known or not likely or turn not in _TELLS:
            return known
        return self._parted(question, case, message, share)

    def _calls_none(self, question: Question, case: Case) -> bool:
        """Whether no one alone is called, as "B in one sentence, please" does."""
        return meant_one(question, self._library.heads, case.every) is None

    def confirmed(self, question: Question, case: Case) -> Answer:
        """The answer on each that was offered, now that all were said to be right."""
        every = (*case.others, case.here)
        rest, shown = every[: -len(case.each)], every[-len(case.each) :]
        parts = self._several.confirmed(case.each)
        told = [_confirmed(one, facts) for one, facts in zip(shown, case.each, strict=True)]
        return self._of_each(parts, question, told, rest)

    def _answered(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer on each, now that is told what was asked of them; None where it is not, for sure."""
        every = (*case.others, case.here)
        rest, shown = every[: -case.together], every[-case.together :]
        known = None
        if case.asked == _OF_ALL:
            known = self._all_sent(question, shown)
        elif case.asked == _OF_ONE and _OF_ONE in question.told:
            known = self._dated(question, shown, message)
        return None if known is None else self._of_known(known, question, rest)

    def _of_known(self, known: Sequence[Spoken], question: Question, rest: tuple[Spoken, ...]) -> Answer:
        """What holds for each now: told where all is sure, and taken as said then; else offered."""
        parts = self._several.recalled(known)
        offered = any(part.offered for part in parts)
        shown = known if offered else [replace(one, doubts={}) for one in known]
        return self._of_each(parts, question, shown, rest)

    def _all_sent(self, question: Question, shown: Sequence[Spoken]) -> list[Spoken] | None:
        """How mail is sent holds for all; what the message tells besides is of the one it names."""
        delivery = question.facts[_OF_ALL][0]
        if delivery.value is None or not (question.answers_us or delivery.p >= _SURE):
            return None
        known = [replace(one, facts={_OF_ALL: delivery.value, **one.facts}, doubts={}) for one in shown]
        if question.told.keys() - {_OF_ALL}:
            meant = meant_one(question, self._library.heads, known)
            if meant is None:
                return None
            known[meant.at] = told_of(known[meant.at], question, LIKELY)
        return known

    def _dated(self, question: Question, shown: Sequence[Spoken], message: str) -> list[Spoken] | None:
        """A day is of the one that is named, of all that are named together, else of the only one without.

        Who is named in the day's own sentence comes before who is named elsewhere. Of whom it is where none
        of that holds is not known: then all stay as they were.
        """
        undated = [at for at, one in enumerate(shown) if one.facts.get(_OF_ONE, UNKNOWN) == UNKNOWN]
        meant = meant_one(question, self._library.heads, shown)
        if meant is None:
            meant = meant_one(self._beside_the_day(question, message), self._library.heads, shown)
        if meant is not None:
            at_these = [meant.at]
        elif any(one.value == "both" for one in question.marks.all("both")):
            at_these = undated
        else:
            at_these = undated if len(undated) == 1 else []
        return [told_of(one, question, LIKELY) if at in at_these else one for at, one in enumerate(shown)]

    def _beside_the_day(self, question: Question, message: str) -> Question:
        """What is understood of the sentences that a sign-up day stands in."""
        words = question.marks.words
        inside, _ = parted(message, words, {words[one.at].sentence for one in question.own_days})
        return self._news.read(inside, question, question.talk)

    def told_again(self, question: Question, case: Case) -> Answer:
        """The same of all that were told of at once: to a mere "why?", or by the edition asked for."""
        every = (*case.others, case.here)
        rest, shown = every[: -case.together], every[-case.together :]
        found = self._of_each(self._several.recalled(shown), question, shown, rest)
        return replace(found, repeated=True)

    def _parted(self, question: Question, case: Case, message: str, share: float) -> Answer | None:
        """A part for each subscription where they are likely; those of other types are kept beside them."""
        known = {name: value for name, value in case.facts.items() if case.sure(name) >= _SURE}
        found = self._several.parts(message, question, share, known)
        if not found:
            return None  # then what is likeliest of one is offered, or asked for
        parts = tuple(part for part, _ in found)
        subject = self._law.edition.subject
        types = {None, *(part.read.get(subject) for part in parts)}
        rest = tuple(one for one in (*case.others, case.here) if one.facts.get(subject) not in types)
        first = 1 + max((one.place for one in rest), default=-1)
        shown = [replace(spoken, place=place) for place, (_, spoken) in enumerate(found, first)]
        return self._of_each(parts, question, shown, rest)

    def _why_of_both(self, question: Question, case: Case) -> Answer | None:
        """The reasons of one's own and of somebody else's: "why mine and not his?"; None to any other."""
        asks = question.word == "why" and not question.tells_more_than(*(one.facts for one in case.every))
        other = next((one for one in reversed(case.others) if _is_of_another(one, case.here)), None)
        if not asks or other is None or not compares_people(question.marks.words):
            return None
        both = sorted([other, case.here], key=lambda one: one.place)
        parts = self._several.recalled(both)
        rest = tuple(one for one in case.others if one is not other)
        found = self._of_each(parts, question, both, rest)
        return replace(found, repeated=True, word="why") if all(part.verdict for part in parts) else None

    def _known_ones(self, question: Question, case: Case) -> Answer | None:
        """What holds for those that were spoken of before, where the message tells nothing new of them."""
        meant = meant_together(question, self._library.heads, case.every)
        besides = _SEEMING if question.asks_for_overview else _NAMING
        best = {name: may[0].value for name, may in question.facts.items() if may and name not in besides}
        if not meant or any(value is not None for value in best.values()):
            return None
        parts = self._several.recalled(meant)
        rest = tuple(one for one in case.every if one not in meant)
        found = self._of_each(parts, question, meant, rest)
        told = all(part.verdict for part in parts)
        word = IN_SHORT if question.asks_in_short else "overview"
        return replace(found, repeated=True, word=word) if told else found

    def _of_each(
        self,
        parts: tuple[Part, ...],
        question: Question,
        shown: Sequence[Spoken],
        rest: tuple[Spoken, ...] = (),
    ) -> Answer:
        """The answer on those that are shown; the rest of those that were spoken of is kept."""
        asked = next((part.asked for part in parts if part.asked), None)
        offers = any(part.offered for part in parts)
        spoken = [
            replace(one, facts={**one.facts, **part.read}) for part, one in zip(parts, shown, strict=True)
        ]
        after = Case(
            spoken[-1].facts,
            spoken[-1].doubts,
            asked=asked,
            last=parts[0].outcome,
            others=(*rest, *spoken[:-1]),
            each=tuple(part.read for part in parts) if offers else (),
            language=question.language,
            names=spoken[-1].names,
            place=spoken[-1].place,
            together=len(parts),
        )
        return Answer(parts, "verdict", None, question.language, self._law, after, question=question)


def _is_of_another(one: Spoken, here: Spoken) -> bool:
    """Whether one of them is somebody else's and the other is not."""
    return (THEIRS in one.names) != (THEIRS in here.names)


def _confirmed(one: Spoken, facts: Facts) -> Spoken:
    """One of several, where these facts of it were said to be right; the rest of it stays in doubt."""
    doubts = {name: may for name, may in one.doubts.items() if name not in facts}
    return replace(one, facts={**one.facts, **facts}, doubts=doubts)
