"""A message about several subscriptions -> a part for each: verdicts where all is certain, else offers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import prod
from typing import Final, NamedTuple

from knowledge.case.certainty import Weighed, outcome_of, weigh
from knowledge.case.decision import Part, decide, deciding, offer, question_part
from knowledge.case.memory import certain, kept_of
from knowledge.case.others import Spoken, names_in
from knowledge.case.segments import partings
from knowledge.case.whose import whose_in
from knowledge.library import Library
from knowledge.mentions.day_of import is_of_all, may_be_of_trouble
from knowledge.reading.candidates import Candidate
from knowledge.reading.question import Question, read_question
from rules.evaluate import Law
from rules.model import Facts

_FEWEST: Final = 2
_MOST: Final = 6  # subscriptions in one message: nobody asks of more at once, and each takes its time
_SURE: Final = 0.9  # of a fact that a verdict rests on
_RARE: Final = 6.0  # of a word, from which on it may call one of those in one message
_LIKELY: Final = 0.5  # how likely a date must be a sign-up's to be said of all,
_PERHAPS: Final = 0.2  # or where nothing is said to fail
_NEAR: Final = 3  # words from "both" to what is said of both


class _Piece(NamedTuple):
    """What follows for one subscription, and all that the message tells of it."""

    weighed: Weighed
    spoken: Spoken


class Several:
    """Answers for each subscription by one law and one day."""

    def __init__(self, library: Library, law: Law, today: date) -> None:
        self.library, self.law, self.today = library, law, today
        self.beside = library.beside(law)

    def parts(
        self, message: str, question: Question, share: float, known: Facts
    ) -> list[tuple[Part, Spoken]]:
        """A part for each, with all that is told of it; `share` is how likely cases are asked about at all.

        How mail is sent holds for all of them, also where that is `known` from before. They are told at
        once where all are certain together, offered where they are likely; else none.
        """
        ways = [
            [self._piece(text, question, known) for text in texts]
            for texts in partings(message, question, self.library.heads)
            if _FEWEST <= len(texts) <= _MOST
        ]
        if not ways:
            return []
        pieces = max(ways, key=_told_best)
        thresholds = self.library.heads.thresholds
        sure = question.several * share * _together(pieces)
        if sure >= thresholds["verdict several"]:
            return [(part := self._told(one), without_doubt(spoken, part)) for one, spoken in pieces]
        if sure < thresholds["offer several"]:
            return []
        return [(self._offered(one), spoken) for one, spoken in pieces]

    def recalled(self, spoken: Sequence[Spoken]) -> tuple[Part, ...]:
        """A part for each that was spoken of before; all are offered where one rests on what is in doubt."""
        parts = self.confirmed([one.facts for one in spoken])
        if all(map(_is_sure, spoken, parts)):
            return parts
        return tuple(self._offered(Weighed(part.outcome, 1.0, part.facts)) for part in parts)

    def confirmed(self, each: Sequence[Facts]) -> tuple[Part, ...]:
        """A part for each of the readings that were said to be right: the verdict, or what is left to ask."""
        return tuple(self._told(Weighed(outcome_of(self.law, facts), 1.0, facts)) for facts in each)

    def _piece(self, text: str, question: Question, known: Facts) -> _Piece:
        """What follows for one subscription, never certain where not even its type is told."""
        one = read_question(text, self.library, self.today, question.talk)
        shared = ("delivery", "created") if _dated_together(question) else ("delivery",)
        whole = {name: _or_whole(one.facts[name], question.facts[name]) for name in shared}
        if "delivery" in known:
            whole["delivery"] = _or_whole(whole["delivery"], certain(known)["delivery"])
        likely = {**one.facts, **whole}
        best = weigh(self.law, likely)[0]
        unknown = best.outcome == "ask_subscription" or not text.strip()
        names = names_in(one.marks, self.library.heads, _RARE) | whose_in(one.marks.words)
        kept = kept_of(likely)
        spoken = Spoken({**kept.facts, **best.facts}, kept.doubts, names)
        return _Piece(best._replace(p=0.0) if unknown else best, spoken)

    def _told(self, piece: Weighed) -> Part:
        if piece.outcome.startswith("ask_"):
            return question_part(self.law, piece.outcome, piece.facts)
        return decide(self.law, self.beside, piece.facts)

    def _offered(self, piece: Weighed) -> Part:
        if piece.outcome.startswith(("ask_", "answer_")):
            return self._told(piece)
        telling = (self.law.edition.subject,)
        facts = piece.facts
        return offer(self.law, self.beside, "ask_subscription", facts, facts, telling=telling)


def _told_best(pieces: Sequence[_Piece]) -> tuple[int, float]:
    """Of two ways to part a message the better: that leaves less to ask, and is surer of the rest."""
    return -sum(piece.weighed.outcome.startswith("ask_") for piece in pieces), _together(pieces)


def _together(pieces: Sequence[_Piece]) -> float:
    return prod(piece.weighed.p for piece in pieces)


def without_doubt(one: Spoken, part: Part) -> Spoken:
    """One of them, where what its verdict rests on is told: that is in doubt no more."""
    told = deciding(part.verdict)
    return replace(one, doubts={name: may for name, may in one.doubts.items() if name not in told})


def _is_sure(one: Spoken, part: Part) -> bool:
    """Whether nothing is in doubt that the verdict on it rests on."""
    rests_on = deciding(part.verdict)
    return all(may[0].p >= _SURE for name, may in one.doubts.items() if name in rests_on)


def _dated_together(question: Question) -> bool:
    """Whether a date is said of all of them: "both from 2019", "same month (jan 2019): MSDN and payg"."""
    marks = question.marks
    own = {one.at: one.own for one in question.found.days}
    days = [
        day
        for day in marks.dates
        if own[day.first] > _LIKELY or (own[day.first] > _PERHAPS and not may_be_of_trouble(marks, day))
    ]
    both = any(0 <= day.first - one.last <= _NEAR for one in marks.all("both") for day in days)
    return both or (
        len({day.interval for day in marks.dates}) == 1 and any(is_of_all(marks, day) for day in days)
    )


def _or_whole(part: Sequence[Candidate], whole: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """What a part of the message tells; as far as the part is silent, what the whole does."""
    silent = sum(one.p for one in part if one.value is None)
    shares = {one.value: one.p * silent for one in whole}
    for one in part:
        if one.value is not None:
            shares[one.value] = shares.get(one.value, 0.0) + one.p
    return tuple(sorted((Candidate(value, p) for value, p in shares.items()), key=lambda one: -one.p))
