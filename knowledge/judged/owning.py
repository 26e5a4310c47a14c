"""Whether a type or a date that is named is the asker's own: sums of weights over what stands around it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from knowledge.judged.sums import Floats, Sums, read_sums, write_sums
from rules.strict_yaml import read_text

KINDS: Final = ("type", "date")
MENTIONED: Final = 0.25  # what a feature of a mention counts


@dataclass(frozen=True, eq=False)
class Owning:
    """What features of a mention speak against its being the asker's own, and what for it.

    `index` has the rows of the features by name.
    """

    index: Mapping[str, int]
    sums: Sums

    def own(self, features: Iterable[str]) -> float:
        """The probability that a mention with these features is the asker's own."""
        rows = [self.index[name] for name in dict.fromkeys(features) if name in self.index]
        return float(shares_of_own(self.sums.scores(rows, np.full(len(rows), MENTIONED, np.float32))))


def shares_of_own(scores: Floats) -> Floats:
    """The probabilities of the second of two answers, by the last axis."""
    return np.asarray(1 / (1 + np.exp(scores[..., 0] - scores[..., 1])), np.float32)


def write_owning(owning: Owning, folder: Path, kind: str) -> dict[str, Any]:
    """Write the weights of a kind and the names of its features, and give what is to be told beside them."""
    (folder / f"{kind}.txt").write_text("\n".join(owning.index), encoding="utf-8")
    return write_sums(owning.sums, folder, kind)


def read_owning(folder: Path, kind: str, told: Mapping[str, Any]) -> Owning:
    """The weights of a kind as they were written; ValueError where the parts do not fit each other."""
    names = read_text(folder / f"{kind}.txt").split("\n")
    sums = read_sums(folder, kind, told)
    if len(names) != len(sums.weights):
        raise ValueError(f"{len(names)} features of a {kind}, weights for {len(sums.weights)}")
    return Owning({name: at for at, name in enumerate(names)}, sums)
