"""Trees say what they were grown to say, here without the library that grew them."""

import random

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from knowledge.answering.answered import Possible
from knowledge.judged.trees import Tree, Trees, parse_trees, written_trees
from knowledge.learning.growth import SHAPE, Table, Tried, grow, grow_trust, tables_of

STUMP = Tree((0, -1, -1), (0.5, 0.0, 0.0), (1, 0, 0), (2, 0, 0), (0.0, -3.0, 2.0))
LEAF = Tree((-1,), (0.0,), (0,), (0,), (0.25,))


def _tried(count: int, writer: str = "somebody") -> list[Tried]:
    chance = random.Random(25)
    found = []
    for _ in range(count):
        sure, told = chance.random(), chance.choice((0.0, 1.0))
        right = sure + told > chance.uniform(0.4, 1.2)
        possible = Possible("allowed", {"sure": sure}, {"told": told} if told else {})
        found.append(Tried(writer, "alone", possible, right))
    return found


def _table(tried: list[Tried]) -> Table:
    return tables_of(tried)["alone"]


def test_a_sign_leads_to_a_leaf() -> None:
    trees = Trees(("sure",), 0.5, (STUMP,))
    high, low, none, zero = trees.probabilities({}, [{"sure": 0.9}, {"sure": 0.5}, {}, {"sure": 0.0}])
    assert (high, low) == (pytest.approx(0.924, abs=0.001), pytest.approx(0.076, abs=0.001))
    assert none == zero


def test_trees_of_any_size_add_up() -> None:
    trees = Trees(("other", "sure"), 0.0, (LEAF, STUMP._replace(sign=(1, -1, -1)), LEAF))
    assert trees.probabilities({"sure": 0.9}, [{}]) == [pytest.approx(1 / (1 + np.exp(-2.5)))]
    assert (
        Trees((), 9.0, ()).probabilities({"odd": 1.0}, [{}, {}]) == [pytest.approx(1 / (1 + np.exp(-9)))] * 2
    )


def test_grown_trees_say_what_the_library_that_grew_them_says() -> None:
    tried = _tried(600)
    table = _table(tried)
    trees = grow(table)
    assert trees is not None
    model = HistGradientBoostingClassifier(**SHAPE).fit(table.rows, table.right)
    signs = [one.possible.signs for one in tried]
    assert trees.probabilities({}, signs) == pytest.approx(
        model.predict_proba(table.rows)[:, 1].tolist(), abs=1e-3
    )
    assert parse_trees(written_trees(trees)).probabilities({}, signs) == trees.probabilities({}, signs)


def test_what_is_right_is_trusted_more_than_what_is_wrong() -> None:
    trees = grow(_table(_tried(600)))
    assert trees is not None
    likely, unlikely = trees.probabilities({}, [{"sure": 0.95, "told": 1.0}, {"sure": 0.1}])
    assert likely > 0.9
    assert unlikely < 0.3


@pytest.mark.parametrize("tried", [[], _tried(20), [one for one in _tried(600) if one.right]])
def test_from_too_few_or_all_alike_nothing_is_grown(tried: list[Tried]) -> None:
    assert grow(_table(tried)) is None
    assert grow_trust(tables_of(tried)) == [{}]


def test_nothing_is_learned_from_the_writers_that_are_left_out() -> None:
    one, other = _tried(300), _tried(300, "another")
    upside_down = [tried._replace(right=not tried.right) for tried in other]
    tables = tables_of([*one, *upside_down])
    assert grow_trust(tables, [frozenset({"another"})]) == grow_trust(tables_of(one))
