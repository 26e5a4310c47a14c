"""The layer learns what features say only together, the same each time, and what heads have in common."""

from collections.abc import Sequence

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from knowledge.learning.layer import Layer, learn_layer, shares_of
from knowledge.learning.learned import Learned, learn_sums

# Two pairs of words: the first of each with the first of the other says yes, and so the seconds; crossed, no.
# Each word stands for many, since most of a message is hidden from the layer while it learns.
PAIRS = [(0, 2), (1, 3), (0, 3), (1, 2)]
EACH = 12
MATRIX = np.kron([[float(at in pair) for at in range(4)] for pair in PAIRS * 300], np.ones(EACH))
MESSAGES = csr_matrix(MATRIX.astype(np.float32))
TOGETHER = [1, 1, 0, 0] * 300
ALIKE = np.ones(len(TOGETHER), np.float32)  # what the messages are worth


def _judged(layer: Layer, first: int) -> list[int]:
    return [int(answer) for answer in layer.scores(MESSAGES[:4])[:, first : first + 2].argmax(axis=1)]


def test_features_may_say_together_what_none_says_alone() -> None:
    assert _judged(learn_layer(MESSAGES, [TOGETHER], ALIKE), 0) == [1, 1, 0, 0]


def test_a_sum_of_weights_cannot_say_it() -> None:
    told = {"head": [("no", "yes")[answer] for answer in TOGETHER]}
    alone = learn_sums(MESSAGES, {**told, "other": told["head"]}, ["other"], ALIKE)
    assert shares_of(alone.scores(MESSAGES[:4])[:, :2])[:, 1] == pytest.approx([0.5] * 4, abs=0.01)
    assert shares_of(alone.scores(MESSAGES[:4])[:, 2:]).argmax(axis=1).tolist() == [1, 1, 0, 0]


def test_a_head_learns_from_the_messages_of_another() -> None:
    few: Sequence[int | None] = [*TOGETHER[:40], *[None] * (len(TOGETHER) - 40)]
    assert _judged(learn_layer(MESSAGES, [few, TOGETHER], ALIKE), 0) == [1, 1, 0, 0]


def test_it_is_the_same_each_time() -> None:
    one, other = learn_layer(MESSAGES, [TOGETHER], ALIKE), learn_layer(MESSAGES, [TOGETHER], ALIKE)
    assert one.inner.tobytes() == other.inner.tobytes()
    assert one.outer.tobytes() == other.outer.tobytes()


def test_packed_sums_score_like_those_that_were_learned() -> None:
    learned: Learned = learn_sums(MESSAGES, {"head": [("no", "yes")[at] for at in TOGETHER]}, ["head"], ALIKE)
    packed = learned.packed()
    rows = np.flatnonzero(MATRIX[0]).tolist()
    found = packed.scores(rows, np.ones(len(rows), np.float32))
    assert shares_of(found[None]) == pytest.approx(shares_of(learned.scores(MESSAGES[:1])), abs=0.05)


def test_a_message_worth_nothing_teaches_nothing() -> None:
    crossed = [*TOGETHER, *(1 - answer for answer in TOGETHER)]
    twice = csr_matrix(np.vstack([MATRIX, MATRIX]).astype(np.float32))
    worth = np.concatenate([ALIKE, np.zeros_like(ALIKE)])
    assert _judged(learn_layer(twice, [crossed], worth), 0) == [1, 1, 0, 0]
    assert _judged(learn_layer(twice, [crossed], 1 - worth), 0) == [0, 0, 1, 1]
    told = {"head": [("no", "yes")[answer] for answer in crossed]}
    one, other = (learn_sums(twice, told, ["head"], each) for each in (worth, 1 - worth))
    assert one.scores(MESSAGES[:4]).argmax(axis=1).tolist() == [1, 1, 0, 0]
    assert other.scores(MESSAGES[:4]).argmax(axis=1).tolist() == [0, 0, 1, 1]
