"""Learning gives the same weights from the same corpus, and packs them without changing what they say."""

import contextlib
import functools
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from opened import corpus

from knowledge.judged.heads import WEIGHTS_FOLDER, read_heads
from knowledge.judged.owning import KINDS
from knowledge.learning.corpus import Labelled
from knowledge.learning.learner import Learner
from knowledge.learning.lessons import Prepared, prepare, told_side, told_type
from knowledge.learning.teach import learn
from knowledge.learning.train import fingerprint, folds, write_heads
from knowledge.learning.trial import read_thresholds
from knowledge.library import Reading, open_laws, open_reading
from rules.model import UNKNOWN

ROOT = Path(__file__).parent.parent
CUT = date(2017, 11, 15)
EVERY = 100  # labels of the corpus, of which one is learned from here
THRESHOLDS = dict.fromkeys(read_thresholds(), 0.5)
FILES = {
    "trust.json",
    "several.json",
    "heads.json",
    "message.npy",
    "rarity.npy",
    "pieces.txt",
    "words.txt",
    "marks.txt",
    "talk.txt",
    "type.txt",
    "type.npy",
    "date.txt",
    "date.npy",
}


@functools.cache
def _reading() -> Reading:
    return open_reading(open_laws())


def prepared(labels: Sequence[Labelled]) -> list[Prepared]:
    return [prepare(label, _reading()) for label in labels]


def learn_a_little(folder: str) -> None:
    """Learn from a small part of the corpus and write the weights to a folder."""
    labels = corpus()
    conversations = sorted({label.conversation for label in labels if label.conversation})[::EVERY]
    few = [label for label in labels[::EVERY] if not label.conversation]
    talked = [label for label in labels if label.conversation in conversations]
    write_heads(learn(few + talked, THRESHOLDS), Path(folder))


def _learning(folder: Path, seed: str) -> subprocess.Popen[str]:
    """A process that learns a little, its sets and dictionaries in an order of their own."""
    code = f"from test_train import learn_a_little; learn_a_little({str(folder)!r})"
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths, **one_thread}
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.Popen(command, env=env, cwd=ROOT, text=True, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The weights that two processes learned from the same messages."""
    folders = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    running = [_learning(folder, seed) for folder, seed in zip(folders, ("1", "2"), strict=True)]
    with contextlib.ExitStack() as stack:
        for process in running:
            stack.enter_context(process)
            stack.callback(process.kill)  # where it takes too long; else it has ended
        for process in running:
            _, told = process.communicate(timeout=350)
            assert process.returncode == 0, told
    return folders


@pytest.fixture(scope="module")
def rows() -> list[Prepared]:
    return prepared(corpus()[::EVERY])


@pytest.mark.timeout(400)
def test_learning_twice_gives_the_same_bytes(learned: tuple[Path, Path]) -> None:
    one, other = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in learned)
    assert set(one) == FILES
    assert {name for name in FILES if one[name] != other.get(name)} == set()
    assert set(json.loads(one["trust.json"])) == {"alone", "turn"}


def test_the_committed_weights_are_learned_from_the_committed_corpus() -> None:
    told = json.loads((WEIGHTS_FOLDER / "heads.json").read_text(encoding="utf-8"))
    assert told["corpus"] == fingerprint(), "the corpus has changed since: run `make train`"


def test_another_corpus_has_another_fingerprint(tmp_path: Path) -> None:
    empty = fingerprint(tmp_path)
    (tmp_path / "somebody.jsonl").write_text("{}", encoding="utf-8")
    one = fingerprint(tmp_path)
    (tmp_path / "somebody.jsonl").rename(tmp_path / "another.jsonl")
    assert len({empty, one, fingerprint(tmp_path)}) == 3


@pytest.fixture(scope="module")
def learner(rows: list[Prepared]) -> Learner:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # so few messages have many themes among them
        return Learner(rows, CUT)


def test_packed_weights_judge_like_those_that_were_learned(rows: list[Prepared], learner: Learner) -> None:
    packed = learner.pack({}, {})
    for row, judged in zip(rows, learner.judge(rows), strict=True):
        for head, answers in packed.judge(row.features).items():
            assert answers == pytest.approx(judged[head], abs=0.05)


@pytest.mark.parametrize("kind", KINDS)
def test_packed_weights_judge_mentions_like_those_that_were_learned(
    kind: str, rows: list[Prepared], learner: Learner
) -> None:
    packed = learner.pack({}, {})
    for row, named in zip(rows, learner.own(kind, rows), strict=True):
        mentions = row.types if kind == "type" else row.days
        judged = [packed.own(kind, features) for features, *_ in mentions]
        assert judged == pytest.approx([one.own for one in named], abs=0.05)


def test_weights_that_were_written_judge_like_those_in_memory(
    rows: list[Prepared], learner: Learner, tmp_path: Path
) -> None:
    packed = learner.pack({}, {})
    write_heads(packed, tmp_path)
    (tmp_path / "thresholds.json").write_text("{}", encoding="utf-8")
    read = read_heads(tmp_path)
    for row in rows[::20]:
        for head, answers in read.judge(row.features).items():
            assert answers == pytest.approx(packed.judge(row.features)[head], abs=0.001)


def test_what_was_learned_is_known_again(rows: list[Prepared], learner: Learner) -> None:
    judged = [max(one["act"], key=lambda act: one["act"][act]) for one in learner.judge(rows)]
    right = [act == row.label.act for act, row in zip(judged, rows, strict=True)]
    assert sum(right) > 0.8 * len(rows)


# -- what is learned from a label


def _label(text: str, **fields: Any) -> Labelled:
    return Labelled("somebody", "a-1", "en", text, ("allowed",), **fields)


OWN_TYPES = [
    (
        {"quotes": {"subscription": ["MSDN"], "other_types": ["EA"]}, "facts": {"subscription": "msdn"}},
        [True, False],
    ),
    ({"quotes": {"subscription": ["MSDN"]}, "facts": {"subscription": "msdn"}}, [True, None]),
    ({"quotes": {}, "facts": {"subscription": "msdn"}}, [None, None]),
    ({"quotes": {}, "facts": {}}, [False, False]),
    ({"quotes": {}, "facts": {}, "complete": False}, [None, None]),
    ({}, [None, None]),
]


@pytest.mark.parametrize(("fields", "own"), OWN_TYPES)
def test_a_type_is_the_asker_s_own_where_it_is_quoted_for_it(
    fields: dict[str, Any], own: list[bool | None]
) -> None:
    (row,) = prepared([_label("MSDN here, EA there", **fields)])
    assert [told for _, _, told in row.types] == own


def test_a_date_is_the_subscription_s_where_it_is_quoted_for_it() -> None:
    quotes = {"created": ["from 2019"], "other_dates": ["in 2021"]}
    (row,) = prepared([_label("MSDN from 2019, VM built in 2021", quotes=quotes, facts={"created": "2019"})])
    assert [told for _, _, told in row.days] == [True, False]


@pytest.mark.parametrize(
    ("facts", "type_", "side"),
    [
        ({}, "none", "none"),
        ({"subscription": "csp", "created": "2016-05-01"}, "csp", "before"),
        ({"subscription": "other:MCA", "created": "from:2017-11-15"}, "other", "after"),
        ({"subscription": UNKNOWN, "created": UNKNOWN}, UNKNOWN, UNKNOWN),
        ({"created": "2017-01-01/2017-12-31"}, "none", "open"),
    ],
)
def test_a_label_tells_a_type_and_a_side_of_the_policy_s_day(
    facts: dict[str, str], type_: str, side: str
) -> None:
    label = _label("", facts=facts)
    assert (told_type(label), told_side(label, CUT)) == (type_, side)


def test_a_writer_is_left_out_as_a_whole(rows: list[Prepared]) -> None:
    groups = folds(rows, 4)
    sizes = [sum(row.label.writer in group for row in rows) for group in groups]
    assert sum(map(len, groups)) == len({row.label.writer for row in rows})
    assert max(sizes) < 2 * min(sizes)


def test_there_are_no_more_groups_than_writers(rows: list[Prepared]) -> None:
    few = [row for row in rows if row.label.writer in ("en1", "nl11")]
    assert sorted(map(sorted, folds(few, 4))) == [["en1"], ["nl11"]]
