"""The answer by an edition that is asked for: what was told before by that one, or what else it says."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from knowledge.answering.answered import NO_EDITION, Answer
from knowledge.answering.asides import ON_THEME, SAYS_NOTHING, Asides
from knowledge.answering.each import Each
from knowledge.answering.rest import Rest
from knowledge.answering.single import Single
from knowledge.answering.told_before import LIKELY
from knowledge.by_edition.as_of import Asked
from knowledge.case.decision import Part
from knowledge.case.memory import Case, taken_up, without_edition
from knowledge.case.others import meant_one
from knowledge.case.whose import THEIRS, calls_own, whose_in
from knowledge.mentions.marks import TYPE_KINDS
from knowledge.mentions.relays import names_a_relay
from knowledge.reading.about_us import about_us
from knowledge.reading.question import IN_SHORT, Question
from knowledge.words.text import Word, any_of, particles

_OF_WHICH: Final = frozenset({"filler", "own", "sub_noun", *TYPE_KINDS})  # what tells but whose it is
_OF_ANOTHER: Final = ("other_one", "newly")
_MOST: Final = 8  # words that say no more than that


class AsAsked:
    """Answers by one law that is asked for."""

    def __init__(self, rest: Rest, single: Single, asides: Asides, each: Each) -> None:
        self._rest, self._single, self._asides, self._each = rest, single, asides, each

    def answer(self, question: Question, case: Case, asked: Asked) -> Answer:
        """The answer by the edition that is asked for; the case again where nothing else is told.

        A yes takes what was offered, whichever edition is asked for behind it.
        """
        if asked.as_of and asked.as_of.edition is None:
            return self._by_none(question, case, asked)
        if question.opens_with_yes and question.tells_nothing and case.offered and not case.supposed:
            agreed = replace(taken_up(case, self._asides.law), offered=None, asked=None)
            return self._as_it_was(question, agreed)
        return self._as_it_was(question, case) if asked.is_all else self._beside(question, case, asked)

    def _by_none(self, question: Question, case: Case, asked: Asked) -> Answer:
        """That no edition of that time is known, beside what the rest of the message tells."""
        told = None if asked.is_all else self._rest.reply(question, case, asked.rest).case
        after = without_edition(told, NO_EDITION) if told else replace(case, last=NO_EDITION)
        parts = (Part(NO_EDITION, after.facts),)
        return Answer(parts, "verdict", None, question.language, self._asides.law, after, question=question)

    def _beside(self, question: Question, case: Case, asked: Asked) -> Answer:
        """The answer to what stands beside the edition; the case as it was where that asks for no more."""
        if _only_says_of_which(question, case):
            return self._as_it_was(question, case)
        found = self._rest.reply(question, case, asked.rest)
        if self._may_be_of_another(question, case):
            return found
        if _only_offers_again(found, question, case) or _hardly_on_a_theme(found, question, case):
            return self._as_it_was(question, case)
        if found.outcome not in SAYS_NOTHING or about_us(question):
            return found
        if not question.tells_nothing:
            return self._single.what_follows(question, case)
        return self._as_it_was(question, case)

    def _may_be_of_another(self, question: Question, case: Case) -> bool:
        """Whether it is likely asked of another subscription than the one at hand."""
        meant = meant_one(question, self._asides.library.heads, case.every, supposed=True)
        theirs = bool(whose_in(question.marks.words)) and THEIRS not in case.names
        return theirs or _names_another(question.marks.words) or (meant is not None and meant.at > 0)

    def _as_it_was(self, question: Question, case: Case) -> Answer:
        """What was told before, by this law; all that it says where nothing was."""
        if not case.facts:
            return self._asides.overview(question, case)
        if case.together > 1:
            return self._each.told_again(question, case)
        again = self._single.again(question, case, "what_if" if case.supposing else "again")
        short = question.asks(IN_SHORT) and again.parts[0].verdict is not None
        return replace(again, repeated=True, word=IN_SHORT) if short else again


def _only_says_of_which(question: Question, case: Case) -> bool:
    """Whether it says in a few words that the edition is asked of one's own: "about our shop sub".

    Beside others it might be asked of one of them.
    """
    words, kinds = question.marks.words, {one.kind for one in question.marks.mentions}
    own = particles("own_alone") | particles("own_one") | particles("own_person")
    of = any(one.text in particles("of_which") and next_one.text in own for one, next_one in pairwise(words))
    one = bool(kinds & {"sub_noun", *TYPE_KINDS}) or calls_own(words)
    plain = one and len(words) <= _MOST and not (_names_another(words) or whose_in(words))
    told = case.is_settled and case.told is not None and case.together == 1 and not case.others
    return of and plain and told and kinds <= _OF_WHICH and not question.tells_more_than(case.facts)


def _names_another(words: Sequence[Word]) -> bool:
    """Whether a word sets it against another one: "my private one", "our new one"."""
    own = particles("own_behind") | particles("own_one") | particles("own_alone")
    contrasts = any(word.text in particles("contrasting") - own for word in words)
    return contrasts or any(any_of(words, kind) for kind in _OF_ANOTHER)


def _hardly_on_a_theme(found: Answer, question: Question, case: Case) -> bool:
    """Whether it is hardly a general question, beside the edition it asks for, to whom a verdict was told."""
    vague = found.outcome in ON_THEME and max(question.themes.values()) < LIKELY and not question.asides
    vague = vague and not (names_a_relay(question.marks) or question.marks.all("service"))
    return vague and case.is_settled and case.told is not None and not question.tells_more_than(case.facts)


def _only_offers_again(found: Answer, question: Question, case: Case) -> bool:
    """Whether what was told is offered, though the message tells nothing beside the edition it asks for."""
    offered = found.parts[0].offered
    if offered is None or found.supposed or not case.is_settled or case.told is None:
        return False
    return question.tells_nothing or offered.facts.items() <= case.facts.items()
