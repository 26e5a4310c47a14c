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
        nodes, flat = self._nodes, signs.ravel()
        rows = signs.shape[1] * np.arange(len(signs))[:, None]
        at = np.repeat(nodes.first[None, :], len(signs), axis=0)
        for _ in range(nodes.depth):
            is_below = flat.take(rows + nodes.sign.take(at)) <= nodes.limit.take(at)
            at = nodes.next.take(2 * at + is_below)
        return np.asarray(nodes.value.take(at).sum(axis=1))

    @cached_property
    def _nodes(self) -> "_Nodes":
        return _Nodes.of(self.trees)


NEVER: Final = Trees((), -20.0, ())  # where nothing was learned


class _Nodes(NamedTuple):
    """The nodes of all trees, one tree behind the other, and where each begins.

    `next` has two places for each node: where it goes on above its limit, and where not. A leaf goes on to
    itself, so that after `depth` steps every row is in a leaf of every tree.
    """

    sign: NDArray[np.intp]
    limit: NDArray[np.float64]
    next: NDArray[np.intp]
    value: NDArray[np.float64]
    first: NDArray[np.intp]
    depth: int

    @classmethod
    def of(cls, trees: Sequence[Tree]) -> "_Nodes":
        sizes = [len(tree.sign) for tree in trees]
        first = np.cumsum([0, *sizes[:-1]])
        shift = np.repeat(first, sizes)
        sign, limit, below, above, value = (
            np.concatenate([np.array(column) for column in columns]) for columns in zip(*trees, strict=True)
        )
        is_leaf = sign == _LEAF
        forks = np.stack([above + shift, below + shift], axis=1)
        ahead = np.where(is_leaf[:, None], np.arange(len(sign))[:, None], forks).ravel()
        depth = max(map(_depth, trees))
        return cls(np.where(is_leaf, 0, sign), limit, ahead, value, first, depth)


def _depth(tree: Tree, at: int = 0) -> int:
    """The steps from a node to the deepest leaf below it."""
    if tree.sign[at] == _LEAF:
        return 0
    return 1 + max(_depth(tree, tree.below[at]), _depth(tree, tree.above[at]))


def written_trees(trees: Trees) -> dict[str, Any]:
    """The trees as JSON has them."""
    return {"names": trees.names, "base": trees.base, "trees": [list(tree) for tree in trees.trees]}


def parse_trees(written: Mapping[str, Any]) -> Trees:
    """The trees of a file; KeyError, TypeError or ValueError where it is none."""
    trees = tuple(Tree(*(tuple(column) for column in columns)) for columns in written["trees"])
    return Trees(tuple(written["names"]), float(written["base"]), trees)
