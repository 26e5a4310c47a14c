"""What a fact may be, how likely, and by which words; the sums that candidates are weighed by."""

from collections.abc import Mapping
from math import exp
from typing import Final, NamedTuple

from knowledge.reading.witnesses import NOT_TOLD
from rules.model import Value

_LEFT: Final = 1e-5
_AGREED: Final = 0.75  # how likely a name or a date must be the asker's by its own words


class Candidate(NamedTuple):
    """What a fact may be (None where the message does not tell it), how likely, and the words for it."""

    value: Value | None
    p: float
    words: str = ""

    def at(self, p: float) -> "Candidate":
        """The same, this likely; many are made for every message, and `_replace` takes its time."""
        return Candidate(self.value, p, self.words)


UNTOLD: Final = (Candidate(None, 1.0),)
Findings = Mapping[str, tuple[Candidate, ...]]
Weighed = Mapping[str, Mapping[str, float]]  # for each value what speaks for it
Weights = Mapping[str, float]


def said(weighed: Weighed, weights: Weights) -> tuple[Candidate, ...]:
    """What each answer is likely to be, by what speaks for it."""
    return in_order(
        [
            Candidate(None if answer == NOT_TOLD else answer, share(weights, features))
            for answer, features in weighed.items()
        ]
    )


def at_most(
    most: float, value: Value | None, found: tuple[Candidate, ...], *, rest: Value | None
) -> tuple[Candidate, ...]:
    """The candidates, one of them no likelier than that; what is taken from it speaks for the `rest`."""
    taken = sum(max(0.0, one.p - most) for one in found if one.value == value)
    given = {value: -taken, rest: taken}
    return in_order([one.at(one.p + given.get(one.value, 0.0)) for one in found])


def in_order(found: list[Candidate]) -> tuple[Candidate, ...]:
    """The candidates so that they add up to one, the likeliest first."""
    whole = sum(one.p for one in found) or 1
    return tuple(sorted((one.at(one.p / whole) for one in found), key=lambda one: (-one.p, str(one.value))))


def agreeing(found: tuple[Candidate, ...], own: Mapping[str, float]) -> tuple[Candidate, ...]:
    """The candidates where the two witnesses of each must agree: what its own words make unlikely is no
    likelier than the mean of both; the rest is not told."""
    kept = [one.at(_together(one.p, own.get(str(one.value), 1.0))) for one in found]
    rest = 1 - sum(one.p for one in kept)
    return in_order([*kept, Candidate(None, rest)] if rest > _LEFT else kept)


def _together(p: float, own: float) -> float:
    """What both witnesses make of it; what is plainly not the asker's is nothing."""
    if own <= 0:
        return 0.0
    return p if own >= _AGREED else min(p, (p + own) / 2)


def share(weights: Weights, features: Mapping[str, float]) -> float:
    """How likely something is by what speaks for it, as that was learned."""
    spoken = 0.0
    for key, amount in features.items():
        spoken += weights.get(key, 0.0) * amount
    return 1 / (1 + exp(-max(-30.0, min(30.0, weights.get("bias", 0.0) + spoken))))
