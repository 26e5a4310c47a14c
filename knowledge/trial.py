"""The corpus read by heads that never saw its writers: for the figures, and for what is learned from them.

Development only. Messages are judged by heads learned without their writers. So is the trust in an outcome:
it is learned from how conversations went with such heads, and judged on conversations of other writers.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cached_property
from math import log
from typing import Any, Final, NamedTuple

from sklearn.ensemble import GradientBoostingClassifier

from knowledge.corpus import Labelled
from knowledge.heads import WEIGHTS_FOLDER, Heads
from knowledge.library import Library, Reading, open_laws, open_reading
from knowledge.scored import Scored, score
from knowledge.train import LeftOut, Prepared, folds, join, left_out, prepare
from knowledge.trees import Tree, Trees
from rules.evaluate import Law
from rules.strict_yaml import read_text

_SHAPE: Final[Mapping[str, Any]] = {
    "n_estimators": 120,
    "max_depth": 4,
    "learning_rate": 0.07,
    "subsample": 0.7,
    "min_samples_leaf": 10,
    "random_state": 0,
}
_DIGITS: Final = 6
_FEWEST: Final = 40  # outcomes that trees are grown from


class Tried(NamedTuple):
    """The likeliest outcome of a turn: its signs, and whether it would have been right."""

    writer: str
    signs: Mapping[str, float]
    right: bool


def read_thresholds() -> dict[str, float]:
    """What certainty takes, chosen by hand on the curve of `make evaluate`."""
    return dict(json.loads(read_text(WEIGHTS_FOLDER / "thresholds.json")))


class Trial:
    """Labelled messages, each writer read by heads that never saw a word of theirs."""

    def __init__(self, labels: Iterable[Labelled], groups: int, processes: int = 2) -> None:
        laws = open_laws()
        self.reading = open_reading(laws)
        self.rows = [prepare(label, self.reading) for label in labels]
        self._pool = ProcessPoolExecutor(
            processes, initializer=_share, initargs=(self.rows, self.reading, laws)
        )
        self._left = left_out(self.rows, self.reading.cut, folds(self.rows, groups), processes)
        self._judged = {name: one for left in self._left for name, one in left.judged.items()}
        self.joined = join(self.rows, self._judged, self.reading.cut)

    def tried(self, thresholds: Mapping[str, float]) -> list[Tried]:
        """The likeliest outcome of every turn, as far as doubts alone withhold."""
        tasks = [self._task(left, self.joined, thresholds, None) for left in self._left]
        return [one for tried in self._pool.map(_try_out, tasks) for one in tried]

    def run(self, thresholds: Mapping[str, float]) -> list[Scored]:
        """Every message scored with these thresholds, by what was learned from other writers alone."""
        tried = self.tried(thresholds)
        grown = self._pool.map(grow, [_without(tried, left) for left in self._left])
        tasks = [
            self._task(left, joined, thresholds, trust)
            for left, joined, trust in zip(self._left, self._joined_apart, grown, strict=True)
        ]
        return [one for scored in self._pool.map(_score_left_out, tasks) for one in scored]

    @cached_property
    def _joined_apart(self) -> list[dict[str, dict[str, float]]]:
        """For each group what joins the witnesses, learned from the others."""
        return [
            join(
                [row for row in self.rows if row.label.writer not in left.writers],
                self._judged,
                self.reading.cut,
            )
            for left in self._left
        ]

    @staticmethod
    def _task(
        left: LeftOut,
        joined: Mapping[str, Mapping[str, float]],
        thresholds: Mapping[str, float],
        trust: Trees | None,
    ) -> tuple[frozenset[str], Heads]:
        return left.writers, replace(left.heads, joined=joined, thresholds=thresholds, trust=trust)


def _without(tried: Sequence[Tried], left: LeftOut) -> list[Tried]:
    return [one for one in tried if one.writer not in left.writers]


_SHARED: dict[str, Any] = {}


def _share(rows: Sequence[Prepared], reading: Reading, laws: Mapping[str, Law]) -> None:
    _SHARED.update(rows=rows, reading=reading, laws=laws)


def _library(heads: Heads) -> Library:
    return Library(_SHARED["laws"], _SHARED["reading"], heads)


def _score_left_out(task: tuple[frozenset[str], Heads]) -> list[Scored]:
    writers, heads = task
    labels = [row.label for row in _SHARED["rows"] if row.label.writer in writers]
    return list(score(labels, _library(heads)))


def _try_out(task: tuple[frozenset[str], Heads]) -> list[Tried]:
    writers, heads = task
    theirs = (row.label for row in _SHARED["rows"] if row.label.writer in writers)
    scored = score((label for label in theirs if label.conversation), _library(heads))
    return [
        Tried(one.label.writer, one.signs, one.label.is_right((one.likeliest,)))
        for one in scored
        if one.likeliest and not one.likeliest.startswith(("ask_", "answer_"))
    ]


# -- growing trees


def grow(tried: Sequence[Tried]) -> Trees | None:
    """Trees that tell right outcomes from wrong ones; None from too few, or where all are alike."""
    right = [one.right for one in tried]
    if len(tried) < _FEWEST or len(set(right)) == 1:
        return None
    names = tuple(sorted({name for one in tried for name in one.signs}))
    empty = Trees(names, 0.0, ())
    model = GradientBoostingClassifier(**_SHAPE).fit([empty.row(one.signs) for one in tried], right)
    share = sum(right) / len(right)
    base = round(log(share / (1 - share)), _DIGITS)
    return Trees(names, base, tuple(_tree(one.tree_) for one in model.estimators_[:, 0]))


def _tree(grown: Any) -> Tree:
    return Tree(
        tuple(
            -1 if below == -1 else int(sign)
            for sign, below in zip(grown.feature, grown.children_left, strict=True)
        ),
        tuple(round(float(limit), _DIGITS) for limit in grown.threshold),
        tuple(map(int, grown.children_left)),
        tuple(map(int, grown.children_right)),
        tuple(round(float(value) * _SHAPE["learning_rate"], _DIGITS) for value in grown.value[:, 0, 0]),
    )
