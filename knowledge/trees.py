"""Signs -> a probability, by small decision trees that `make train` has grown. Nothing is learned here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any, Final, NamedTuple

_LEAF: Final = -1
_DIGITS: Final = 4  # to which a sign is read, here and where the trees are grown


class Tree(NamedTuple):
    """A tree by its nodes: the sign that each looks at, the limit, where it goes on, and what a leaf adds."""

    sign: tuple[int, ...]
    limit: tuple[float, ...]
    below: tuple[int, ...]
    above: tuple[int, ...]
    value: tuple[float, ...]

    def at(self, row: Sequence[float]) -> float:
        """What the leaf adds in which the signs end."""
        node = 0
        while self.sign[node] != _LEAF:
            is_below = row[self.sign[node]] <= self.limit[node]
            node = self.below[node] if is_below else self.above[node]
        return self.value[node]


@dataclass(frozen=True)
class Trees:
    """Trees that add up, over signs of these names; a sign that is not there is 0."""

    names: tuple[str, ...]
    base: float
    trees: tuple[Tree, ...]

    def row(self, signs: Mapping[str, float]) -> list[float]:
        """The signs in the order of their names."""
        return [round(signs.get(name, 0.0), _DIGITS) for name in self.names]

    def probability(self, signs: Mapping[str, float]) -> float:
        """How likely it is, by all trees together."""
        row = self.row(signs)
        return 1 / (1 + exp(-self.base - sum(tree.at(row) for tree in self.trees)))


def written_trees(trees: Trees) -> dict[str, Any]:
    """The trees as JSON has them."""
    return {"names": trees.names, "base": trees.base, "trees": [list(tree) for tree in trees.trees]}


def parse_trees(written: Mapping[str, Any]) -> Trees:
    """The trees of a file; KeyError, TypeError or ValueError where it is none."""
    trees = tuple(Tree(*(tuple(column) for column in columns)) for columns in written["trees"])
    return Trees(tuple(written["names"]), float(written["base"]), trees)
