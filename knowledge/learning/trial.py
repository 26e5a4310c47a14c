"""The corpus read by heads that never saw its writers: for the figures, and for what is learned from them.

Development only. Messages are judged by heads learned without their writers. So is the trust in an outcome:
it is learned from what such heads made of messages, and judged on those of other writers.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cached_property
from typing import Any

from knowledge.judged.heads import WEIGHTS_FOLDER, Heads
from knowledge.judged.trees import NEVER, Trees
from knowledge.learning.corpus import Labelled
from knowledge.learning.growth import Tried, grow, grow_trust, tables_of
from knowledge.learning.lessons import lessons_of, moved_into_talk, prepare
from knowledge.learning.of_several import table_of_several
from knowledge.learning.scored import Scored, score
from knowledge.learning.train import LeftOut, folds, join, left_out
from knowledge.library import Library, Reading, open_laws, open_reading
from rules.evaluate import Law
from rules.strict_yaml import read_text


def read_thresholds() -> dict[str, float]:
    """What certainty takes, chosen by hand on the curve of `make evaluate`."""
    return dict(json.loads(read_text(WEIGHTS_FOLDER / "thresholds.json")))


class Trial:
    """Labelled messages, each writer read by heads that never saw a word of theirs."""

    def __init__(self, labels: Iterable[Labelled], groups: int, processes: int = 2) -> None:
        laws = open_laws()
        self.reading = open_reading(laws)
        every = list(labels)
        self.rows = lessons_of(every, self.reading)
        stood = [row.label for row in self.rows]
        self.moved = [prepare(label, self.reading) for label in moved_into_talk(stood)]
        self._pool = ProcessPoolExecutor(processes, initializer=_share, initargs=(every, self.reading, laws))
        self._left = left_out(self.rows, self.moved, self.reading.cut, folds(self.rows, groups), processes)
        self._judged = {name: one for left in self._left for name, one in left.judged.items()}
        self.joined = join(self.rows, self._judged, self.reading.cut)
        self._several = table_of_several(self.rows, self._judged)
        self.several = grow(self._several) or NEVER

    def tried(self, thresholds: Mapping[str, float]) -> list[Tried]:
        """The possible outcomes of every message, where doubts alone decide."""
        apart = self._several_apart
        tasks = [
            self._task(left, self.joined, thresholds, {}, several)
            for left, several in zip(self._left, apart, strict=True)
        ]
        return [one for tried in self._pool.map(_try_out, tasks) for one in tried]

    def run(self, thresholds: Mapping[str, float]) -> list[Scored]:
        """Every message scored with these thresholds, by what was learned from other writers alone."""
        tables = tables_of(self.tried(thresholds))
        grown = grow_trust(tables, [left.writers for left in self._left])
        tasks = [
            self._task(left, joined, thresholds, trust, several)
            for left, joined, trust, several in zip(
                self._left, self._joined_apart, grown, self._several_apart, strict=True
            )
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

    @cached_property
    def _several_apart(self) -> list[Trees]:
        """For each group what tells of several subscriptions, learned from the others."""
        return [grow(self._several, left.writers) or NEVER for left in self._left]

    @staticmethod
    def _task(
        left: LeftOut,
        joined: Mapping[str, Mapping[str, float]],
        thresholds: Mapping[str, float],
        trust: Mapping[str, Trees],
        several: Trees,
    ) -> tuple[frozenset[str], Heads]:
        return left.writers, replace(
            left.heads, joined=joined, thresholds=thresholds, trust=trust, several=several
        )


_SHARED: dict[str, Any] = {}


def _share(labels: Sequence[Labelled], reading: Reading, laws: Mapping[str, Law]) -> None:
    _SHARED.update(labels=labels, reading=reading, laws=laws)


def _library(heads: Heads) -> Library:
    return Library(_SHARED["laws"], _SHARED["reading"], heads)


def _score_left_out(task: tuple[frozenset[str], Heads]) -> list[Scored]:
    writers, heads = task
    labels = [label for label in _SHARED["labels"] if label.writer in writers]
    return list(score(labels, _library(heads)))


def _try_out(task: tuple[frozenset[str], Heads]) -> list[Tried]:
    return [
        Tried(one.label.writer, one.label.talk.kind, possible, one.label.is_right((possible.outcome,)))
        for one in _score_left_out(task)
        for possible in one.possible
    ]
