"""Rows of signs -> trees that tell which of them are so: outcomes that were right, several subscriptions.

Development only.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from knowledge.answering.answered import Possible
from knowledge.judged.trees import Tree, Trees

SHAPE: Final[Mapping[str, Any]] = {
    "max_iter": 150,
    "max_leaf_nodes": 16,
    "learning_rate": 0.06,
    "min_samples_leaf": 20,
    "l2_regularization": 1.0,
    "early_stopping": False,
    "max_features": 0.3,
    "random_state": 0,
}
_KINDS: Final = ("alone", "turn")
_DIGITS: Final = 5
_FEWEST: Final = 200  # rows that trees are grown from


class Tried(NamedTuple):
    """A possible outcome of a message: its signs, and whether it would have been right."""

    writer: str
    kind: str
    possible: Possible
    right: bool


class Table(NamedTuple):
    """Signs as rows under their names, with the writer of each row and whether it is right, or so."""

    names: tuple[str, ...]
    rows: NDArray[np.float32]
    writers: NDArray[np.str_]
    right: NDArray[np.bool_]


def tables_of(tried: Sequence[Tried]) -> dict[str, Table]:
    """A table of the outcomes of messages alone, and one of those of turns."""
    return {kind: _table([one for one in tried if one.kind == kind]) for kind in _KINDS}


def _table(tried: Sequence[Tried]) -> Table:
    names = tuple(sorted({name for one in tried for name in (*one.possible.shared, *one.possible.own)}))
    empty = Trees(names, 0.0, ())
    rows = np.zeros((len(tried), len(names)), np.float32)
    for at, one in enumerate(tried):
        rows[at] = empty.rows(one.possible.shared, [one.possible.own])[0]
    return Table(
        names,
        rows,
        np.array([one.writer for one in tried], np.str_),
        np.array([one.right for one in tried], np.bool_),
    )


def grow_trust(
    tables: Mapping[str, Table], left_out: Sequence[frozenset[str]] = (frozenset(),), processes: int = 2
) -> list[dict[str, Trees]]:
    """For each group of writers left out the trees for messages alone and for turns, if enough are left."""
    places = [
        (at, kind)
        for at, without in enumerate(left_out)
        for kind, table in tables.items()
        if _tells(table.right[_used(table, without)])
    ]
    every: list[dict[str, Trees]] = [{} for _ in left_out]
    if not places:
        return every
    # not forked: threads of the library that grows them would be waited for in vain
    apart = get_context("spawn")
    with ProcessPoolExecutor(processes, apart, initializer=_share, initargs=(tables,)) as pool:
        grown = pool.map(_grow_without, [(kind, left_out[at]) for at, kind in places])
        for (at, kind), trees in zip(places, grown, strict=True):
            if trees is not None:
                every[at][kind] = trees
    return every


_SHARED: dict[str, Table] = {}


def _share(tables: Mapping[str, Table]) -> None:
    _SHARED.update(tables)


def _grow_without(task: tuple[str, frozenset[str]]) -> Trees | None:
    kind, without = task
    return grow(_SHARED[kind], without)


def grow(table: Table, without: frozenset[str] = frozenset[str]()) -> Trees | None:
    """Trees that tell what is right, or so, from what is not; None from too few rows, or where all are so."""
    use = _used(table, without)
    right = table.right[use]
    if not _tells(right):
        return None
    model = HistGradientBoostingClassifier(**SHAPE).fit(table.rows[use], right)
    # the library has no public way to what it has grown
    base, grown = model._baseline_prediction, model._predictors  # noqa: SLF001
    return Trees(table.names, round(float(base[0, 0]), _DIGITS), tuple(_tree(one.nodes) for (one,) in grown))


def _used(table: Table, without: frozenset[str]) -> NDArray[np.bool_]:
    """Which rows are of other writers."""
    return ~np.isin(table.writers, sorted(without))


def _tells(right: NDArray[np.bool_]) -> bool:
    """Whether these are enough, and some right and some wrong."""
    return len(right) >= _FEWEST and bool(right.any()) and not right.all()


def _tree(nodes: Any) -> Tree:
    """A grown tree; what its leaves add has the learning rate in it."""
    is_leaf = nodes["is_leaf"].astype(bool)
    return Tree(
        tuple(np.where(is_leaf, -1, nodes["feature_idx"]).tolist()),
        tuple(round(limit, _DIGITS) for limit in np.where(is_leaf, 0.0, nodes["num_threshold"]).tolist()),
        tuple(nodes["left"].tolist()),
        tuple(nodes["right"].tolist()),
        tuple(round(value, _DIGITS) for value in np.where(is_leaf, nodes["value"], 0.0).tolist()),
    )
