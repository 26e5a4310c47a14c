"""How well messages of writers are read that the heads never saw. Development only, by `make evaluate`.

Every conversation is held as a person would hold it, turn after turn, with what the reader itself made
of the turns before.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.answer import Answer, answer
from knowledge.conversation import EMPTY_CASE
from knowledge.corpus import ASKS, VERDICTS, Labelled
from knowledge.library import Library
from knowledge.train import TODAY

EDITION = "2018-11-20"
_TURNED_AWAY = ("out_of_scope", "courtesy")


@dataclass(frozen=True)
class Scored:
    """A labelled message and what came of it: the outcomes, and the one that was offered."""

    label: Labelled
    outcomes: tuple[str, ...]
    offered: str | None
    found: Answer

    @property
    def right(self) -> bool:
        return self.label.is_right(self.outcomes)

    @property
    def rightly_offered(self) -> bool:
        return self.offered is not None and self.label.is_right((self.offered,))

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
    """What the reader makes of labelled messages, each conversation from its beginning."""
    for _, turns in groupby(labels, key=lambda label: (label.writer, label.conversation or label.name)):
        case = EMPTY_CASE
        for label in turns:
            found = answer(label.text, case, library, edition=EDITION, today=TODAY)
            case = found.case
            offered = found.parts[0].offered
            yield Scored(label, found.outcomes, offered.outcome if offered else None, found)


FIGURES = ("right", "rightly_offered", "wrong_verdict", "wrong_offer", "turned_away", "let_in", "asked_anew")


def shares(scored: Sequence[Scored]) -> dict[str, float]:
    """The figures in percent, `good` being right at once or rightly offered."""
    counts = Counter(name for one in scored for name in FIGURES if getattr(one, name))
    counts["good"] = sum(one.right or one.rightly_offered for one in scored)
    return {name: 100 * counts[name] / max(1, len(scored)) for name in (*FIGURES, "good")}
