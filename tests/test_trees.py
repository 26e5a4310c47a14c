"""Trees say what they were grown to say, here without the library that grew them."""

import random

import pytest
from sklearn.ensemble import GradientBoostingClassifier

from knowledge.trees import Tree, Trees, parse_trees, written_trees
from knowledge.trial import Tried, grow

STUMP = Tree((0, -1, -1), (0.5, -2.0, -2.0), (1, -1, -1), (2, -1, -1), (0.0, -3.0, 2.0))


def _tried(count: int) -> list[Tried]:
    chance = random.Random(25)
    found = []
    for _ in range(count):
        sure, told = chance.random(), chance.choice((0.0, 1.0))
        right = sure + told > chance.uniform(0.4, 1.2)
        found.append(Tried("somebody", {"sure": sure, "told": told} if told else {"sure": sure}, right))
    return found


def test_a_sign_leads_to_a_leaf() -> None:
    trees = Trees(("sure",), 0.5, (STUMP,))
    assert trees.probability({"sure": 0.9}) == pytest.approx(0.924, abs=0.001)
    assert trees.probability({"sure": 0.5}) == pytest.approx(0.076, abs=0.001)
    assert trees.probability({}) == trees.probability({"sure": 0.0})


def test_grown_trees_say_what_the_library_that_grew_them_says() -> None:
    tried = _tried(600)
    trees = grow(tried)
    assert trees is not None
    rows = [trees.row(one.signs) for one in tried]
    shape = {"n_estimators": 120, "max_depth": 4, "learning_rate": 0.07, "subsample": 0.7}
    model = GradientBoostingClassifier(**shape, min_samples_leaf=10, random_state=0)
    wanted = model.fit(rows, [one.right for one in tried]).predict_proba(rows)[:, 1].tolist()
    assert [trees.probability(one.signs) for one in tried] == pytest.approx(wanted, abs=1e-3)
    assert parse_trees(written_trees(trees)).probability(tried[0].signs) == pytest.approx(wanted[0], abs=1e-3)


def test_what_is_right_is_trusted_more_than_what_is_wrong() -> None:
    trees = grow(_tried(600))
    assert trees is not None
    assert trees.probability({"sure": 0.95, "told": 1.0}) > 0.9
    assert trees.probability({"sure": 0.1}) < 0.3


@pytest.mark.parametrize("tried", [_tried(20), [one for one in _tried(600) if one.right]])
def test_from_too_few_or_all_alike_nothing_is_grown(tried: list[Tried]) -> None:
    assert grow(tried) is None
