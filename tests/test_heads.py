"""The heads judge by sums of weights, say why, and refuse weights that do not fit."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from conftest import TODAY

from knowledge.judged.features import NO_TALK, Features, Talk
from knowledge.judged.heads import WEIGHTS_FOLDER, read_heads
from knowledge.library import Library
from knowledge.reading.question import read_question
from rules.strict_yaml import DataFault

MESSAGES = [
    "We relay our mail through SendGrid on port 587. Does Azure block that?",
    "Onze eigen mailserver op Azure levert rechtstreeks af op poort 25. Mag dat?",
    "hello",
    "",
]
IN_TALK = Talk("created", "ask_created", {"subscription": "msdn"})
MAKEFILE = Path(__file__).parent.parent / "Makefile"


def _features(text: str, library: Library, talk: Talk = NO_TALK) -> Features:
    return read_question(text, library, TODAY, talk).found.features


@pytest.mark.parametrize("talk", [NO_TALK, IN_TALK], ids=["alone", "in talk"])
@pytest.mark.parametrize("text", MESSAGES)
def test_the_answers_of_every_head_are_together_certain(text: str, talk: Talk, library: Library) -> None:
    for answers in library.heads.judge(_features(text, library, talk)).values():
        assert sum(answers.values()) == pytest.approx(1)
        assert min(answers.values()) >= 0


@pytest.mark.parametrize("text", MESSAGES)
def test_features_that_nobody_learned_change_nothing(text: str, library: Library) -> None:
    known = _features(text, library)
    more = Features(
        (*known.tokens, "<qqq>"), (*known.words, "qqq qqq"), (*known.marks, "k:qqq"), (*known.talk, "qqq")
    )
    assert library.heads.judge(more) == library.heads.judge(known)
    assert library.heads.own("type", ["strong", "qqq"]) == library.heads.own("type", ["strong"])


def test_a_feature_counts_once_for_a_mention(library: Library) -> None:
    assert library.heads.own("date", ["asked", "asked"]) == library.heads.own("date", ["asked"])


def test_the_reasons_are_words_and_marks_of_the_message(library: Library) -> None:
    found = _features(MESSAGES[0], library)
    reasons = library.heads.reasons(found, "delivery", "relay")
    assert len(reasons) == 3
    assert set(reasons) <= {*found.words, *found.marks}


def test_what_spoke_against_an_answer_is_no_reason_for_it(library: Library) -> None:
    found = _features(MESSAGES[0], library)
    relay, direct = (
        library.heads.reasons(found, "delivery", answer, most=1_000) for answer in ("relay", "direct")
    )
    assert "587" in relay
    assert "587" not in direct


def test_the_thresholds_have_a_number_for_every_kind_of_certainty(library: Library) -> None:
    assert set(library.heads.thresholds) == {
        "verdict alone",
        "verdict turn",
        "verdict told",
        "verdict named",
        "verdict asked",
        "verdict several",
        "verdict asked of",
        "verdict supposed",
        "sure alone",
        "sure turn",
        "offer alone",
        "offer turn",
        "offer several",
        "turned away",
        "not ours",
    }


# -- what is refused


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A copy of the weights, to be spoiled."""
    return Path(shutil.copytree(WEIGHTS_FOLDER, tmp_path / "weights"))


def test_a_copy_of_the_weights_judges_as_the_weights_do(weights: Path, library: Library) -> None:
    found = _features(MESSAGES[0], library)
    assert read_heads(weights).judge(found) == library.heads.judge(found)


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match="run `make train`") as fault:
        read_heads(tmp_path)
    assert str(tmp_path) in str(fault.value)


def test_the_command_that_the_fault_names_is_there() -> None:
    assert "\ntrain:" in MAKEFILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["heads.json", "thresholds.json", "message.npy", "type.npy", "rarity.npy"])
def test_a_broken_file_is_refused(name: str, weights: Path) -> None:
    (weights / name).write_text("no weights", encoding="utf-8")
    with pytest.raises(DataFault, match="run `make train`"):
        read_heads(weights)


def test_names_without_a_row_of_weights_are_refused(weights: Path) -> None:
    with (weights / "words.txt").open("a", encoding="utf-8") as names:
        names.write("\none more")
    with pytest.raises(DataFault, match=r"features and \d+ answers, weights for .*run `make train`"):
        read_heads(weights)


def test_names_of_a_mention_without_a_row_of_weights_are_refused(weights: Path) -> None:
    with (weights / "date.txt").open("a", encoding="utf-8") as names:
        names.write("\none more")
    with pytest.raises(DataFault, match=r"features of a date, weights for .*run `make train`"):
        read_heads(weights)


def test_rows_of_weights_without_a_name_are_refused(weights: Path) -> None:
    np.save(weights / "message.npy", np.load(weights / "message.npy")[:-1].repeat(2, axis=0))
    with pytest.raises(DataFault, match="run `make train`"):
        read_heads(weights)


@pytest.mark.parametrize("name", ["steps", "bias", "outer"])
def test_numbers_that_do_not_fit_the_columns_of_weights_are_refused(name: str, weights: Path) -> None:
    told = json.loads((weights / "heads.json").read_text(encoding="utf-8"))
    told["message"][name] = told["message"][name][:-1]
    (weights / "heads.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(DataFault, match="run `make train`"):
        read_heads(weights)


@pytest.mark.parametrize("name", ["message", "answers", "mentions"])
def test_heads_without_a_part_are_refused(name: str, weights: Path) -> None:
    told = json.loads((weights / "heads.json").read_text(encoding="utf-8"))
    del told[name]
    (weights / "heads.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(DataFault, match="run `make train`"):
        read_heads(weights)
