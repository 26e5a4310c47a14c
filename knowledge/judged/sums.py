"""Features -> scores of answers: sums of weights, and a layer of sums that several answers share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Sums:
    """A row of weights for each feature; a column for each answer, then one for each sum of the layer.

    Weights are in steps, of a size of their own in each column, each column has a bias, and `outer` says what
    the sums of the layer are worth to each answer, as far as they are above nothing.
    """

    weights: NDArray[np.int8]
    steps: Floats
    bias: Floats
    outer: Floats

    def __post_init__(self) -> None:
        wide, answers = self.outer.shape
        columns = {self.weights.shape[1], len(self.steps), len(self.bias), wide + answers}
        if len(columns) > 1:
            raise ValueError(f"weights for {self.weights.shape[1]} columns beside {sorted(columns)}")

    @property
    def answers(self) -> int:
        """How many answers there are."""
        return int(self.outer.shape[1])

    def scores(self, rows: Sequence[int] | NDArray[np.intp], values: Floats) -> Floats:
        """What features speak for each answer: their rows, and what each counts."""
        summed = values @ self.weights[rows].astype(np.float32) * self.steps + self.bias
        layer = np.maximum(summed[self.answers :], 0)
        return np.asarray(summed[: self.answers] + layer @ self.outer, np.float32)


def write_sums(sums: Sums, folder: Path, name: str) -> dict[str, Any]:
    """Write the weights, and give what is to be told beside them."""
    np.save(folder / f"{name}.npy", sums.weights)
    told = {"steps": (sums.steps, 6), "bias": (sums.bias, 4), "outer": (sums.outer, 4)}
    return {key: np.round(numbers.astype(float), digits).tolist() for key, (numbers, digits) in told.items()}


def read_sums(folder: Path, name: str, told: Mapping[str, Any]) -> Sums:
    """The sums as they were written; ValueError where the parts do not fit each other."""
    numbers = {key: np.array(told[key], np.float32) for key in ("steps", "bias", "outer")}
    return Sums(np.load(folder / f"{name}.npy"), **numbers)
