"""What the reader makes of labelled messages: right, offered, wrong. Development only.

Every conversation is held as a person would hold it, turn after turn, with what the reader itself made
of the turns before.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from knowledge.answer import answer
from knowledge.answering.answered import Answer, Possible
from knowledge.case.memory import EMPTY_CASE
from knowledge.case.turns import TURNS
from knowledge.judged.features import side_of
from knowledge.learning.corpus import ASKS, VERDICTS, Labelled
from knowledge.learning.lessons import TODAY, tells_case
from knowledge.library import Library
from rules.interval import parse_interval
from rules.model import UNKNOWN

_TURNED_AWAY = ("out_of_scope", "courtesy")
_OF_FACTS = ("subscription", "created", "delivery", "route", "exemption", "restarted")
STAGES: Final = ("act", *_OF_FACTS)


@dataclass(frozen=True)
class Scored:
    """A labelled message and what came of it: the outcomes, and those that were offered.

    Also all outcomes that were `possible`, and their signs.
    """

    label: Labelled
    outcomes: tuple[str, ...]
    offered: tuple[str, ...] | None
    stages: Mapping[str, bool]
    possible: tuple[Possible, ...] = ()

    @property
    def right(self) -> bool:
        return self.label.is_right(self.outcomes)

    @property
    def rightly_offered(self) -> bool:
        return self.offered is not None and self.label.is_right(self.offered)

    @property
    def wrong_offer(self) -> bool:
        return self.offered is not None and not self.rightly_offered

    @property
    def wrong_verdict(self) -> bool:
        return any(outcome in VERDICTS for outcome in self.outcomes) and not self.right

    @property
    def turned_away(self) -> bool:
        return self.outcomes[0] in _TURNED_AWAY and not self.right

    @property
    def let_in(self) -> bool:
        return self.label.expected[0] in _TURNED_AWAY and not self.right

    @property
    def asked_anew(self) -> bool:
        """Asked without an offer, though the message alone has a verdict."""
        asked = self.outcomes[0] in ASKS and self.offered is None
        return asked and self.label.expected[0] in VERDICTS and not self.right


def score(labels: Iterable[Labelled], library: Library) -> Iterator[Scored]:
    """What the reader makes of labelled messages, each conversation from its beginning.

    They are labelled by the oldest edition.
    """
    for _, turns in groupby(labels, key=lambda label: (label.writer, label.conversation or label.name)):
        case = EMPTY_CASE
        for label in turns:
            found = answer(label.text, case, library, edition=library.oldest.edition.edition, today=TODAY)
            case = found.case
            stages = dict(_stages(label, found, library.reading.cut))
            yield Scored(label, found.outcomes, found.offered, stages, found.possible)


def _stages(label: Labelled, found: Answer, cut: date) -> Iterator[tuple[str, bool]]:
    """For each stage of reading that the labels tell of, whether it was right."""
    question = found.question
    if question is None:
        return
    act = max(question.acts, key=lambda name: question.acts[name])
    yield "act", act == label.act or (act in TURNS and label.act in TURNS) or act in label.accept
    if not tells_case(label):
        return
    for name in _OF_FACTS:
        best = question.facts[name][0].value
        told = None if best is None else str(best)
        yield name, _told(name, label.facts.get(name), cut) == _told(name, told, cut)


def _told(name: str, value: str | None, cut: date) -> str:
    """What is told of a fact, a day by its side of the policy's own."""
    if value is None or name not in ("created", "subscription") or value == UNKNOWN:
        return str(value)
    if name == "subscription":
        return value.partition(":")[0]
    return side_of(parse_interval(value), cut)


FIGURES: Final = (
    "right",
    "rightly_offered",
    "wrong_verdict",
    "wrong_offer",
    "turned_away",
    "let_in",
    "asked_anew",
)


def shares(scored: Sequence[Scored]) -> dict[str, float]:
    """The figures in percent, `good` being right at once or rightly offered."""
    counts = Counter(name for one in scored for name in FIGURES if getattr(one, name))
    counts["good"] = sum(one.right or one.rightly_offered for one in scored)
    return {name: 100 * counts[name] / max(1, len(scored)) for name in (*FIGURES, "good")}
