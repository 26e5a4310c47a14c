"""Signs -> probabilities, by decision trees that `make train` has grown. Nothing is learned here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

_LEAF: Final = -1
_DIGITS: Final = 4  # to which a sign is read, here and where the trees are grown


class Tree(NamedTuple):
    """A tree by its nodes: the sign that each looks at, the limit, where it goes on, and what a leaf adds."""

    sign: tuple[int, ...]
    limit: tuple[float, ...]
    below: tuple[int, ...]
    above: tuple[int, ...]
    value: tuple[float, ...]


@dataclass(frozen=True)
class Trees:
    """Trees that add up, over signs of these names; a sign that is not there is 0."""

    names: tuple[str, ...]
    base: float
    trees: tuple[Tree, ...]

    def rows(self, shared: Mapping[str, float], own: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """A row of numbers for each that has signs of its `own` beside those that all share."""
        found = np.zeros((len(own), len(self.names)))
        for name, amount in shared.items():
            if name in self._places:
                found[:, self._places[name]] = amount
        for row, signs in zip(found, own, strict=True):
            for name, amount in signs.items():
                if name in self._places:
                    row[self._places[name]] = amount
        return np.round(found, _DIGITS)

    def probabilities(self, shared: Mapping[str, float], own: Sequence[Mapping[str, float]]) -> list[float]:
        """How likely each of them is, by all trees together."""
        rows = self.rows(shared, own)
        totals = np.full(len(rows), self.base) + self._leaves(rows)
        return [float(p) for p in 1 / (1 + np.exp(-totals))]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    def _leaves(self, signs: NDArray[np.float64]) -> NDArray[np.float64]:
        """What the leaves add in which each row ends: all rows go down all trees at once."""
        if not self.trees:
            return np.zeros(len(signs))
        nodes = self._nodes
        rows = np.arange(len(signs))[:, None]
        at = np.repeat(nodes.first[None, :], len(signs), axis=0)
        while True:
            sign = nodes.sign[at]
            if (sign == _LEAF).all():
                return np.asarray(nodes.value[at].sum(axis=1))
            is_below = signs[rows, sign] <= nodes.limit[at]
            at = np.where(sign == _LEAF, at, np.where(is_below, nodes.below[at], nodes.above[at]))

    @cached_property
    def _nodes(self) -> "_Nodes":
        return _Nodes.of(self.trees)


class _Nodes(NamedTuple):
    """The nodes of all trees, one tree behind the other, and where each begins."""

    sign: NDArray[np.intp]
    limit: NDArray[np.float64]
    below: NDArray[np.intp]
    above: NDArray[np.intp]
    value: NDArray[np.float64]
    first: NDArray[np.intp]

    @classmethod
    def of(cls, trees: Sequence[Tree]) -> "_Nodes":
        sizes = [len(tree.sign) for tree in trees]
        first = np.cumsum([0, *sizes[:-1]])
        shift = np.repeat(first, sizes)
        sign, limit, below, above, value = (
            np.concatenate([np.array(column) for column in columns]) for columns in zip(*trees, strict=True)
        )
        return cls(sign.astype(np.intp), limit, below + shift, above + shift, value, first)


def written_trees(trees: Trees) -> dict[str, Any]:
    """The trees as JSON has them."""
    return {"names": trees.names, "base": trees.base, "trees": [list(tree) for tree in trees.trees]}


def parse_trees(written: Mapping[str, Any]) -> Trees:
    """The trees of a file; KeyError, TypeError or ValueError where it is none."""
    trees = tuple(Tree(*(tuple(column) for column in columns)) for columns in written["trees"])
    return Trees(tuple(written["names"]), float(written["base"]), trees)
