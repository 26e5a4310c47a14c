"""All ways to take a message: what may lie beside the case, and what each turn of the case leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from knowledge.case.certainty import Likely, Weighed, together
from knowledge.case.memory import Case
from knowledge.case.turns import Turn
from knowledge.reading.question import Question

_MOST: Final = 5  # outcomes of the case that are thought of
_PLAINLY: Final = 2  # how much likelier the case must be than anything beside it,
_SURE: Final = 0.95  # and how sure its outcome, to be told again as it was told


@dataclass(frozen=True)
class Ways:
    """All ways to take a message, each with how likely it is by the doubts alone.

    `asides` are what may lie beside the case, `turns` what it may do with the case and where that leads;
    `share` is how likely a case of ours is asked about at all, `meant` that it is the one at hand; `again`
    whether the case stands as it was, `named` whether it is called by its name, or all of it told again;
    `likely` what each fact may be by the likeliest turn; `before` what followed from the case before the
    message; `rare` how many words of it few messages have.
    """

    question: Question
    case: Case
    asides: Mapping[str, float]
    turns: Mapping[Turn, tuple[float, list[Weighed]]]
    share: float
    meant: float
    again: bool
    named: bool
    likely: Likely
    before: str
    rare: int

    @cached_property
    def weighed(self) -> list[Weighed]:
        """Every outcome of the case, whichever turn the message takes."""
        return together(list(self.turns.values()))

    @cached_property
    def possible(self) -> list[Weighed]:
        """Every outcome, beside the case or of it, the likeliest first."""
        beside = [Weighed(outcome, p) for outcome, p in self.asides.items() if p > 0]
        ours = [Weighed(one.outcome, self.share * one.p, one.facts) for one in self.weighed[:_MOST]]
        return sorted([*beside, *ours], key=lambda one: (-one.p, one.outcome))

    @property
    def sure(self) -> float:
        """How sure the likeliest outcome of the case is by the doubts alone."""
        return self.weighed[0].p * self.share * (1 - self.question.several) * self.meant

    @property
    def stands(self) -> bool:
        """Whether the case stands as it was, and is plainly what the message asks about once more."""
        asks = self.share if self.named else self.question.acts.get("again", 0.0)
        plainly = asks > _PLAINLY * max(self.asides.values())
        return self.again and plainly and self.weighed[0].p >= _SURE

    @property
    def completes(self) -> bool:
        """Whether it is just what we asked of the case as it is, and nothing known before is in doubt."""
        known = not self.case.supposing and all(self.case.sure(name) >= _SURE for name in self.case.facts)
        return self.question.answers_us and known and self.weighed[0].p >= _SURE

    @property
    def supposes(self) -> bool:
        """Whether it plainly supposes something of what is so, of which a verdict was told; that stays.

        What comes after another what-if may be meant of that, or of what is so.
        """
        turn, (p, weighed) = next(iter(self.turns.items()))
        case = self.case
        told = case.told is not None and case.is_settled and case.asked is None and not case.supposing
        return told and turn == "what_if" and p >= _SURE and weighed[0].p >= _SURE
