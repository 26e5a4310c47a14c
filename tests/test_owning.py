"""Whether a name or a date is the asker's own is told by what stands around it, and kept in files."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.judged.owning import Owning, read_owning, write_owning
from knowledge.judged.sums import Sums


@pytest.fixture
def owning() -> Owning:
    """Of three features the first speaks for it, the second against it, and the third only by the layer."""
    weights = np.array([[-100, 100, 0], [100, -100, 0], [0, 0, 100]], np.int8)
    outer = np.array([[0.0, 1.0]], np.float32)
    sums = Sums(weights, np.full(3, 0.1, np.float32), np.zeros(3, np.float32), outer)
    return Owning({"ours": 0, "theirs": 1, "both": 2}, sums)


def test_what_nothing_speaks_of_is_as_likely_as_not(owning: Owning) -> None:
    assert owning.own([]) == owning.own(["never seen"]) == pytest.approx(0.5)


def test_features_speak_for_it_and_against_it(owning: Owning) -> None:
    assert owning.own(["ours"]) > 0.9
    assert owning.own(["theirs"]) < 0.1
    assert owning.own(["ours", "theirs"]) == pytest.approx(0.5)


def test_the_layer_speaks_as_well(owning: Owning) -> None:
    assert owning.own(["both"]) > 0.9


def test_a_feature_counts_once(owning: Owning) -> None:
    assert owning.own(["ours", "ours"]) == owning.own(["ours"])


def test_what_was_written_is_read_as_it_was(owning: Owning, tmp_path: Path) -> None:
    again = read_owning(tmp_path, "type", write_owning(owning, tmp_path, "type"))
    for features in ([], ["ours"], ["theirs", "both"]):
        assert again.own(features) == pytest.approx(owning.own(features), abs=1e-4)
