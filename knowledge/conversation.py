"""(Case, Question) -> the case that follows: answers, corrections, what-ifs, another subscription.

A case is a conversation's memory. A question never changes it: each message leads to a new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from knowledge.certainty import Likely, carried
from knowledge.features import Talk
from knowledge.marks import Before
from knowledge.question import Question
from rules.interval import Interval
from rules.model import Facts, Value

Turn = Literal["case", "again", "what_if", "another", "back"]
TURNS: Final[tuple[Turn, ...]] = ("case", "again", "what_if", "another", "back")
# What belongs to one subscription and must not be carried over to another.
_OF_ONE = frozenset({"subscription", "created", "exemption", "restarted"})
_BELIEVED = 0.5  # a fact less likely than this is a hint
_HINTED = 0.1  # and one less likely than this is forgotten
_LIKELY_TURN = 0.04


@dataclass(frozen=True)
class Case:
    """The facts known so far and how sure each is, the words they came from, what we asked or offered.

    What was `offered` may be `supposed` only: a yes to it then leaves the facts as they are.
    `hints` are readings too unsure to be told; `last` is our last outcome; `first` holds the facts of
    the subscription that was spoken of before.
    """

    facts: Facts = field(default_factory=dict)
    hints: Facts = field(default_factory=dict)
    sure: Mapping[str, float] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    asked: str | None = None
    offered: Facts | None = None
    supposed: bool = False
    last: str | None = None
    first: Facts | None = None
    language: str | None = None

    @property
    def is_settled(self) -> bool:
        """Whether a verdict was reached on just these facts."""
        return bool(self.facts) and all(name not in self.sure for name in self.facts)


EMPTY_CASE = Case()


def talk_of(case: Case) -> Talk:
    """What the case brings to the reading of the next message."""
    known = {name: str(value) for name, value in case.facts.items() if name != "service"}
    return Talk(case.asked, case.last, known)


def before_of(case: Case, language: str) -> Before:
    """The language and the year that a message may leave untold."""
    return Before(case.language or language, _year(case))


def _year(case: Case) -> int | None:
    """The year in which the case has its date, None where that is no single year."""
    known = case.facts.get("created")
    if not isinstance(known, Interval) or known.first is None or known.last is None:
        return None
    return known.first.year if known.first.year == known.last.year else None


def turns_of(question: Question, case: Case) -> dict[Turn, float]:
    """What the message may do with the case at hand, and how likely each is; the likeliest first."""
    if not question.talk.under_way or question.answers_us:
        return {"case": 1.0}
    likely = {name: question.acts.get(name, 0.0) for name in TURNS if name != "back" or case.first}
    whole = sum(likely.values()) or 1.0
    kept = {name: p / whole for name, p in likely.items() if p / whole >= _LIKELY_TURN}
    return dict(sorted(kept.items(), key=lambda one: -one[1]))


def likely_after(case: Case, question: Question, turn: Turn) -> Likely:
    """What each fact may be after the message."""
    base, sure = _base(case, turn)
    if turn == "again":
        return carried({}, base, sure)
    return carried(question.facts, base, sure)


def _base(case: Case, turn: Turn) -> tuple[Facts, Mapping[str, float]]:
    """What the message goes on from, and how sure that is."""
    if turn == "back" and case.first is not None:
        return case.first, {}
    known = {**case.hints, **case.facts}
    if turn == "another":
        known = {name: value for name, value in known.items() if name not in _OF_ONE}
    return known, {name: p for name, p in case.sure.items() if name in known}


def after_turn(case: Case, question: Question, turn: Turn, likely: Likely, facts: Facts | None) -> Case:
    """The case that the message leaves; `facts` are those of a verdict, None where none was reached."""
    spoken = replace(case, language=question.language, offered=None, supposed=False)
    if turn in ("again", "what_if"):
        return replace(spoken, supposed=turn == "what_if")
    kept, sure = _kept(likely, facts)
    before = case.facts.get("subscription")
    turned = turn in ("another", "back") or before not in (None, kept.get("subscription"))
    first = case.facts if turned else case.first
    return _keeping(replace(spoken, first=first), question, kept, sure)


def after_aside(case: Case, question: Question, likely: Likely, share: float) -> Case:
    """The case after something beside it: the facts of a message that, for all we know, told some.

    `share` is how likely it did: a message that was taken for another subject may have opened a case.
    """
    spoken = replace(case, language=question.language, offered=None)
    kept, sure = _kept(likely, None)
    told = {name: p for name in kept if (p := share * sure.get(name, 1.0)) >= _HINTED or name in case.facts}
    sure = {name: case.sure.get(name, 1.0) if name in case.facts else p for name, p in told.items()}
    kept = {name: case.facts.get(name, value) for name, value in kept.items() if name in told}
    return _keeping(spoken, question, {**kept, **case.facts}, sure)


def _keeping(case: Case, question: Question, kept: Facts, sure: Mapping[str, float]) -> Case:
    """The case with these facts, parted by how sure they are."""
    believed = {name: value for name, value in kept.items() if sure.get(name, 1.0) >= _BELIEVED}
    hints = {name: value for name, value in kept.items() if name not in believed}
    quotes = {**case.quotes, **question.quotes}
    return replace(case, facts=believed, hints=hints, sure=sure, quotes=quotes)


def _kept(likely: Likely, decided: Facts | None) -> tuple[dict[str, Value], dict[str, float]]:
    """What is kept, and how sure; what led to a verdict was shown with it and is taken as said."""
    facts: dict[str, Value] = {}
    sure: dict[str, float] = {}
    for name, candidates in likely.items():
        best = next((one for one in candidates if one.value is not None), None)
        if decided is not None and name in decided:
            facts[name], sure[name] = decided[name], 1.0
        elif best is not None and best.value is not None and best.p >= _HINTED:
            facts[name], sure[name] = best.value, best.p
    if facts.get("route") != "paas":
        facts.pop("service", None)
    return facts, {name: p for name, p in sure.items() if name in facts and p < 1}
