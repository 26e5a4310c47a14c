"""What is answered to one message: everything that a face needs to reply to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from knowledge.by_edition.through import Held
from knowledge.case.decision import Part
from knowledge.case.memory import Case
from knowledge.document.shelf import EMPTY_SHELF, Shelf
from knowledge.judged.features import side_of
from knowledge.judged.heads import Heads
from knowledge.reading.question import Question
from rules.evaluate import Law
from rules.inquire import deciding_days, sides
from rules.interval import Interval
from rules.model import Facts, Value

WELCOME: Final = "welcome"  # the theme of a greeting,
FAREWELL: Final = "farewell"  # and of thanks and a goodbye
CHANGES: Final = "changes"  # of who asks what another edition changed,
CHANGED: Final = "changed"  # and of who asks when any did
THROUGH: Final = "through"  # and of who asks since when, or until when, something is so
NO_EDITION: Final = "no_edition"  # the outcome where none is known from the time that is asked for
_TOLD = 0.9  # how sure a fact must be to count as known


class ReadAs(NamedTuple):
    """One thing that was read in a message: what, how likely, its words, and what weighed most for it."""

    what: str
    p: float
    words: str
    because: tuple[str, ...]


class Possible(NamedTuple):
    """An outcome that a message may have: the signs that all of them share, and those of its own."""

    outcome: str
    shared: Mapping[str, float]
    own: Mapping[str, float]

    @property
    def signs(self) -> dict[str, float]:
        return {**self.shared, **self.own}


@dataclass(frozen=True)
class Answer:
    """Everything that a face needs to reply to one message.

    `repeated` says that it is what was said before: the message told nothing new; `word` what it asks
    for of that ("why", "meanwhile"), "all" where it does not tell. `supposed` says that its facts are only
    supposed. From the `shelf` its citations are quoted.
    `known` says that what is offered was told before, all of it: only what the message is after is not sure;
    `stays` is that verdict then, or the one whose way a general question asks for.
    `editions` are those known, or the two that are held against each other.
    `through` is what each edition says of the case, where that is asked.
    `left` is the edition that the answer before went by, where this one goes by the usual one unasked.
    `possible` are all outcomes that were weighed against each other. `also` is what is said on a question
    that came with what is answered here; `unheard` says that one came which was not understood. `agreed` are
    the verdicts that a yes led to, where something else was asked behind it, and `of_what_if` says that it is
    one of a what-if. `asked` is what is asked of the verdict itself, or `of_offer`, of the one that a yes to
    what is open would lead to.
    """

    parts: tuple[Part, ...]
    topic: str
    theme: str | None
    language: str
    law: Law
    case: Case
    quotes: Mapping[str, str] = field(default_factory=dict)
    impossible_date: str | None = None
    two_readings: tuple[Value, ...] = ()
    question: Question | None = None
    heads: Heads | None = None
    repeated: bool = False
    known: bool = False
    word: str = "all"
    supposed: bool = False
    shelf: Shelf = EMPTY_SHELF
    possible: tuple[Possible, ...] = ()
    editions: tuple[str, ...] = ()
    also: "Answer | None" = None
    unheard: bool = False
    agreed: tuple[Part, ...] = ()
    of_what_if: bool = False
    asked: tuple[str, ...] = ()
    of_offer: Part | None = None
    stays: Part | None = None
    left: str | None = None
    through: tuple[Held, ...] = ()

    @property
    def outcome(self) -> str:
        return self.parts[0].outcome

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(part.outcome for part in self.parts)

    @property
    def offered(self) -> tuple[str, ...] | None:
        """The outcomes that one yes would confirm, None where nothing is offered."""
        if not any(part.offered for part in self.parts):
            return None
        return tuple(part.offered.outcome if part.offered else part.outcome for part in self.parts)

    @property
    def leaves_open(self) -> bool:
        """Whether it stands beside an offer that was made before, which a yes would still take."""
        beside = all(part.verdict is None and part.offered is None for part in self.parts)
        return beside and (self.case.offered is not None or bool(self.case.each))

    @property
    def readings(self) -> list[ReadAs]:
        """How the message was read: what it is after, and each fact it tells."""
        return list(_readings(self.question, self.heads)) if self.question and self.heads else []

    @property
    def edition(self) -> str:
        return self.law.edition.edition

    @property
    def day_not_taken(self) -> str:
        """The words of a day that was named where we ask for one, and told none; else empty."""
        part = self.parts[0]
        asked = self.law.edition.facts.get(part.asked or "")
        if self.question is None or asked is None or asked.kind != "day" or part.asked in part.facts:
            return ""
        return next((one.words for one in self.question.found.days if one.value is not None), "")

    def day_asked(self, part: Part) -> date | None:
        """The day that decides where a part asks for one, None where none does."""
        alone = len(self.parts) == 1 and part.asked not in part.facts
        known = _sure(self.case, part.facts, part.asked) if alone else part.facts
        return next(iter(deciding_days(self.law, known)), None) if part.asked else None


def asked_sides(case: Case, law: Law) -> tuple[Interval, Interval] | None:
    """Before and after, as our question put them, where it asked for a day."""
    asked = law.edition.facts.get(case.asked or "")
    return sides(law, _sure(case, case.facts, case.asked)) if asked and asked.kind == "day" else None


def _sure(case: Case, facts: Facts, asked: str | None) -> Facts:
    """The facts with what is known for sure of the one that is asked for: a day may be known in part."""
    rest = {name: value for name, value in facts.items() if name != asked}
    known = case.facts.get(asked or "")
    return rest if known is None or case.sure(str(asked)) < _TOLD else {**rest, str(asked): known}


def told_last(found: Answer, before: Case) -> str | None:
    """The verdict that was told last of what is the case."""
    part = found.parts[-1]
    if found.case.place not in {one.place for one in before.every} and part.verdict is None:
        return None  # a new one, of which nothing was told yet
    agreed = found.agreed if not found.of_what_if and (part.verdict is None or found.supposed) else ()
    if len(agreed) == 1:
        return agreed[0].outcome
    return before.told if part.verdict is None or found.supposed else part.outcome


def _readings(question: Question, heads: Heads) -> Iterator[ReadAs]:
    act = max(question.acts, key=lambda name: question.acts[name])
    features = question.found.features
    yield ReadAs(act, question.acts[act], "", tuple(heads.reasons(features, "act", act)))
    for name, candidates in question.facts.items():
        best = candidates[0] if candidates else None
        if best is None or best.value is None:
            continue
        head, told = _head_of(name, best.value, question)
        judged = question.found.judged.get(head, {})
        because = heads.reasons(features, head, told) if told in judged else []
        yield ReadAs(f"{name} = {best.value}", best.p, best.words, tuple(because))


def _head_of(name: str, value: Value, question: Question) -> tuple[str, str]:
    """The head that speaks of a fact, and what it calls the value."""
    if name == "subscription":
        return "type", str(value).partition(":")[0]
    if name == "created" and isinstance(value, Interval):
        return "created", side_of(value, question.cut)
    return name, str(value)
