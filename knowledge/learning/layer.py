"""The layer that several heads share: what features say only together. Development only.

A sum of weights cannot say that a word means one thing beside another word, and each head alone has too few
messages to learn what words have in common. The layer learns both from the messages of all its heads at
once. Features are dropped at random while it learns, so that it leans on none of one writer's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from knowledge.judged.sums import Floats

WIDTH: Final = 64  # sums in the layer
_ROUNDS = 14  # times that all messages are gone through
_AT_ONCE = 512  # messages a step
_DROPPED = 0.8  # share of the features of a message that are hidden from a step
_RATE, _WARM_UP = 0.01, 30  # how far a step goes, and how many small ones come first
_START = 0.02  # how far from nothing the weights of features begin
_MEAN, _SQUARE = 0.9, 0.999  # how slowly Adam forgets, as Kingma and Ba advise (2015)
_NEVER = 1e-8

Answers = Sequence[Sequence[int | None]]


@dataclass(frozen=True)
class Layer:
    """Features -> sums, of which those above nothing count -> a score for each answer of its heads."""

    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def scores(self, matrix: csr_matrix) -> Floats:
        """A row for each message, a column for each answer."""
        counted = np.maximum(matrix @ self.inner + self.inner_bias, 0)
        return np.asarray(counted @ self.outer + self.outer_bias, np.float32)

    def halved(self, columns: NDArray[np.bool_]) -> "Layer":
        """The layer with half its scores in these columns, in their order, and nothing in the others."""
        outer = np.zeros((len(self.outer), len(columns)), np.float32)
        outer_bias = np.zeros(len(columns), np.float32)
        outer[:, columns], outer_bias[columns] = self.outer / 2, self.outer_bias / 2
        return Layer(self.inner, self.inner_bias, outer, outer_bias)


class _Adam:
    """The steps of one array of weights, or of some of its rows."""

    def __init__(self, weights: Floats) -> None:
        self.weights = weights
        self._mean = np.zeros_like(weights)
        self._square = np.zeros_like(weights)

    def step(self, slope: Floats, rate: float, rows: Any = slice(None)) -> None:
        mean = _MEAN * self._mean[rows] + (1 - _MEAN) * slope
        square = _SQUARE * self._square[rows] + (1 - _SQUARE) * slope * slope
        self._mean[rows], self._square[rows] = mean, square
        self.weights[rows] -= np.float32(rate) * mean / (np.sqrt(square) + _NEVER)


def learn_layer(matrix: csr_matrix, answers: Answers, worth: Floats) -> Layer:
    """The layer for some heads; an answer is a number, None where a head learns nothing from a message.

    `worth` is what each message is worth.
    """
    sizes = [max(one for one in told if one is not None) + 1 for told in answers]
    random = np.random.default_rng(25)
    wanted, counts = _wanted(answers, sizes, worth)
    inner = _Adam(random.standard_normal((matrix.shape[1], WIDTH), np.float32) * np.float32(_START))
    outer = _Adam(random.standard_normal((WIDTH, sum(sizes)), np.float32) / np.float32(np.sqrt(WIDTH)))
    inner_bias, outer_bias = _Adam(np.zeros(WIDTH, np.float32)), _Adam(np.zeros(sum(sizes), np.float32))
    for rate, rows in _steps(matrix.shape[0], random):
        part, columns = _some_features(matrix[rows], random)
        summed = part @ inner.weights[columns] + inner_bias.weights
        counted = np.maximum(summed, 0)
        shares = _shares_by_head(counted @ outer.weights + outer_bias.weights, sizes)
        wrong = (shares - wanted[rows]) * counts[rows] / np.float32(len(rows))
        back = (wrong @ outer.weights.T) * (summed > 0)
        inner.step(part.T @ back, rate, columns)
        inner_bias.step(back.sum(axis=0), rate)
        outer.step(counted.T @ wrong, rate)
        outer_bias.step(wrong.sum(axis=0), rate)
    return Layer(inner.weights, inner_bias.weights, outer.weights, outer_bias.weights)


def _wanted(answers: Answers, sizes: Sequence[int], worth: Floats) -> tuple[Floats, Floats]:
    """For each message ones at its right answers, and what it is worth at all of heads that learn from it."""
    wanted = np.zeros((len(answers[0]), sum(sizes)), np.float32)
    counts = np.zeros_like(wanted)
    for first, size, told in zip(accumulate(sizes, initial=0), sizes, answers, strict=False):
        for row, answer in enumerate(told):
            if answer is not None:
                wanted[row, first + answer] = 1
                counts[row, first : first + size] = worth[row]
    return wanted, counts


def _steps(messages: int, random: np.random.Generator) -> Iterator[tuple[float, Any]]:
    """The messages of each step, and how far it goes: little at first, then less and less."""
    firsts, done = range(0, messages, _AT_ONCE), 0
    total = _ROUNDS * len(firsts)
    for _ in range(_ROUNDS):
        order = random.permutation(messages)
        for first in firsts:
            rate = _RATE * min(1.0, (done + 1) / _WARM_UP) * (1 - done / total)
            done += 1
            unbiased = float(np.sqrt(1 - _SQUARE**done) / (1 - _MEAN**done))
            yield rate * unbiased, order[first : first + _AT_ONCE]


def _some_features(rows: csr_matrix, random: np.random.Generator) -> tuple[csr_matrix, Any]:
    """The rows with some features only, which count the more, and the columns that are left."""
    kept = random.random(rows.nnz, np.float32) >= _DROPPED
    ends = np.concatenate([[0], np.cumsum(kept)])[rows.indptr]
    columns, at = np.unique(rows.indices[kept], return_inverse=True)
    values = rows.data[kept] / np.float32(1 - _DROPPED)
    return csr_matrix((values, at, ends), shape=(rows.shape[0], len(columns))), columns


def _shares_by_head(scores: Floats, sizes: Sequence[int]) -> Floats:
    """The probabilities of each head's answers."""
    found = np.empty_like(scores)
    for first, last in pairwise(accumulate(sizes, initial=0)):
        found[:, first:last] = shares_of(scores[:, first:last])
    return found


def shares_of(scores: Floats) -> Floats:
    """The probabilities of one head's answers, a row for each message."""
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True), np.float32)
