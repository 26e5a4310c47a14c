"""Messages and the answers to learn -> sums of weights with their layer. Development only.

For each head a multinomial logistic regression; where heads share a layer, the mean of that and of what the
layer says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from knowledge.judged.sums import Floats, Sums
from knowledge.learning.layer import Layer, learn_layer

_C: Final = 8.0  # how freely weights may grow
_LEAST: Final = 0.02  # the weight that steps are made for in a column of smaller ones
_STEPS = 127

Answers = Mapping[str, Sequence[str | None]]


@dataclass(frozen=True)
class Learned:
    """Sums as they were learned: the answers of each head, and the numbers behind them."""

    answers: Mapping[str, tuple[str, ...]]
    weights: Floats
    bias: Floats
    layer: Layer

    def scores(self, matrix: csr_matrix) -> Floats:
        """A row for each message, a column for each answer of each head."""
        return np.asarray(matrix @ self.weights + self.layer.scores(matrix) + self.bias, np.float32)

    def packed(self) -> Sums:
        """The sums as they are read with, their weights in steps."""
        weights = np.hstack([self.weights, self.layer.inner])
        steps = np.maximum(np.abs(weights).max(axis=0), _LEAST) / _STEPS
        bias = np.concatenate([self.bias + self.layer.outer_bias, self.layer.inner_bias])
        counted = np.rint(weights / steps).astype(np.int8)
        return Sums(counted, steps.astype(np.float32), bias.astype(np.float32), self.layer.outer)


def learn_sums(matrix: csr_matrix, told: Answers, sharing: Sequence[str], worth: Floats) -> Learned:
    """For each head the answer to each message, None where it learns nothing from it -> sums.

    `worth` is what each message is worth.
    """
    answers = {head: tuple(sorted({one for one in each if one is not None})) for head, each in told.items()}
    alone = [_learn_alone(matrix, each, worth) for each in told.values()]
    weights, bias = np.hstack([one[0] for one in alone]), np.concatenate([one[1] for one in alone])
    shared = np.repeat([head in sharing for head in told], [len(each) for each in answers.values()])
    numbers = [_numbers(told[head], answers[head]) for head in told if head in sharing]
    layer = learn_layer(matrix, numbers, worth).halved(shared)
    return Learned(answers, np.where(shared, weights / 2, weights), np.where(shared, bias / 2, bias), layer)


def _learn_alone(matrix: csr_matrix, told: Sequence[str | None], worth: Floats) -> tuple[Any, Any]:
    """A column of weights for each answer, in their order, also of the two that one column tells apart."""
    use = [at for at, answer in enumerate(told) if answer is not None]
    model = LogisticRegression(C=_C, max_iter=200, tol=1e-3)
    model.fit(matrix[use], [told[at] for at in use], worth[use])
    if len(model.coef_) > 1:
        return model.coef_.T, model.intercept_
    return np.vstack([0 * model.coef_[0], model.coef_[0]]).T, np.array([0.0, model.intercept_[0]])


def _numbers(told: Sequence[str | None], answers: Sequence[str]) -> list[int | None]:
    return [None if one is None else answers.index(one) for one in told]
