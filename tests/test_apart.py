"""Writers who are kept apart for good: nothing was ever learned from them or mended on them.

The bounds are far below what is measured, so that they hold from one training to the next; the figures
themselves are printed by `make evaluate EVALUATE="tests/apart/k41.jsonl ..."`.
"""

from pathlib import Path

import pytest
from opened import corpus

from knowledge.learning.corpus import read_writer
from knowledge.learning.scored import score, shares
from knowledge.library import Library

FILES = sorted((Path(__file__).parent / "apart").glob("*.jsonl"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_writer_kept_apart_is_read_well_and_gets_few_wrong_verdicts(file: Path, library: Library) -> None:
    found = shares(list(score(read_writer(file), library)))
    assert found["wrong_verdict"] <= 4
    assert found["good"] >= 60
    assert found["turned_away"] <= 5


def test_no_message_of_theirs_is_in_the_corpus() -> None:
    learned = {label.text for label in corpus() if len(label.text.split()) > 5}
    apart = {label.text for file in FILES for label in read_writer(file)}
    assert learned & apart == set()
