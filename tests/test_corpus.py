"""The corpus can be read, and what it says of a message can be true."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from opened import corpus

from knowledge.judged.features import Talk
from knowledge.learning.corpus import ASKS, CORPUS_FOLDER, VERDICTS, Labelled, read_corpus, read_writer
from rules.edition import read_editions
from rules.strict_yaml import DataFault
from rules.written import FactFault, parse_facts

EDITION = read_editions()["2018-11-20"]
BESIDE = {"topic_answer", "not_covered", "out_of_scope", "courtesy", "ask_provider"}
FILES = sorted(CORPUS_FOLDER.glob("*.jsonl"))


@pytest.fixture(scope="module")
def labels() -> tuple[Labelled, ...]:
    return corpus()


def _line(**fields: Any) -> dict[str, Any]:
    return {"id": "a-1", "language": "en", "text": "EA, port 25?", "expected": "allowed", **fields}


def _write(folder: Path, *lines: dict[str, Any]) -> Path:
    file = folder / "somebody.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return file


# -- the files


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_every_file_can_be_read_and_names_its_messages_once(file: Path) -> None:
    names = Counter(label.name for label in read_writer(file))
    assert names
    assert [name for name, count in names.items() if count > 1] == []


def test_every_quote_stands_in_its_text(labels: tuple[Labelled, ...]) -> None:
    strange = [
        (label.writer, label.name, quote)
        for label in labels
        for quotes in (label.quotes or {}).values()
        for quote in quotes
        if quote not in label.text
    ]
    assert strange == []


def test_every_fact_has_a_form_that_the_edition_reads(labels: tuple[Labelled, ...]) -> None:
    assert [fault for label in labels for fault in _faults(label, label.facts)] == []
    assert [fault for label in labels for fault in _faults(label, label.before)] == []


def _faults(label: Labelled, facts: Mapping[str, str]) -> list[str]:
    try:
        parse_facts({name: value for name, value in facts.items() if name in EDITION.facts}, EDITION)
    except FactFault as fault:
        return [f"{label.writer} {label.name}: {fault}"]
    return []


def test_every_outcome_is_one_that_an_answer_can_have(labels: tuple[Labelled, ...]) -> None:
    outcomes = {outcome for label in labels for outcome in (*label.expected, *label.accept)}
    assert outcomes - VERDICTS - ASKS - BESIDE == set()


def test_every_theme_is_a_topic_of_the_edition(labels: tuple[Labelled, ...]) -> None:
    themes = {label.theme for label in labels if label.theme and label.act in ("topic_answer", "not_covered")}
    assert themes - set(EDITION.topics) == set()


# -- one line


def test_a_line_is_a_labelled_message(tmp_path: Path) -> None:
    facts = {"subscription": "enterprise_agreement"}
    line = _line(facts=facts, quotes={"subscription": ["EA"]}, accept=["topic_answer"])
    assert read_writer(_write(tmp_path, line)) == [
        Labelled(
            "somebody",
            "a-1",
            "en",
            "EA, port 25?",
            ("allowed",),
            ("topic_answer",),
            facts=facts,
            quotes={"subscription": ["EA"]},
        )
    ]


def test_the_corpus_is_every_writer_in_order(tmp_path: Path) -> None:
    for writer in ("b", "a"):
        _write(tmp_path, _line(), _line(id="a-2")).rename(tmp_path / f"{writer}.jsonl")
    read = [(label.writer, label.name) for label in read_corpus(tmp_path)]
    assert read == [("a", "a-1"), ("a", "a-2"), ("b", "a-1"), ("b", "a-2")]


def test_a_conversation_is_a_message_for_each_turn_with_what_was_known_and_asked(tmp_path: Path) -> None:
    known = {"delivery": "direct"}
    turns = [
        {"user": "port 25?", "expected": "ask_subscription", "facts_after": known},
        {"user": "thanks", "expected": "courtesy", "facts_after": known, "act": "thanks"},
        {
            "user": "EA",
            "expected": "allowed",
            "facts_after": {**known, "subscription": "enterprise_agreement"},
        },
    ]
    read = read_writer(_write(tmp_path, {"id": "c-1", "language": "en", "turns": turns}))
    assert [label.name for label in read] == ["c-1 turn 1", "c-1 turn 2", "c-1 turn 3"]
    assert [label.facts for label in read] == [known, {}, {"subscription": "enterprise_agreement"}]
    assert [label.talk for label in read] == [
        Talk(),
        Talk("subscription", "ask_subscription", known),
        Talk("subscription", "courtesy", known),
    ]


@pytest.mark.parametrize(
    ("faulty", "why"),
    [
        ("no json", "Expecting value"),
        ('{"id": "a-2", "language": "en", "expected": "allowed"}', "no field 'text'"),
        ('{"id": "a-2", "language": "en", "text": "hi"}', "no field 'expected'"),
        ('{"id": "a-2", "language": "en", "turns": [{"expected": "allowed"}]}', "no field 'user'"),
        ('{"id": "a-2", "language": "en", "turns": 3}', "not iterable"),
        ("[1, 2]", "not a labelled line"),
        ("", "not a labelled line"),
    ],
)
def test_a_faulty_line_is_told_with_its_file_and_number(faulty: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "somebody.jsonl"
    file.write_text(f"{json.dumps(_line())}\n{faulty}\n", encoding="utf-8")
    with pytest.raises(DataFault, match=why) as fault:
        read_corpus(tmp_path)
    assert str(fault.value).startswith("somebody.jsonl:2: ")


# -- what follows from the labels

ACTS = [
    ({"expected": ("allowed",)}, "case"),
    ({"expected": ("ask_subscription",)}, "case"),
    ({"expected": ("answer_both",)}, "case"),
    ({"expected": ("allowed", "blocked_ask_csp")}, "case"),
    ({"expected": ("not_covered",)}, "not_covered"),
    ({"expected": ("not_covered",), "facts": {"subscription": "other:MCA"}}, "case"),
    ({"expected": ("not_covered",), "before": {"subscription": "other:MCA"}}, "case"),
    ({"expected": ("topic_answer",)}, "topic_answer"),
    ({"expected": ("out_of_scope",)}, "out_of_scope"),
    ({"expected": ("courtesy",), "turned": "thanks"}, "courtesy"),
    ({"expected": ("ask_provider",)}, "ask_provider"),
    ({"expected": ("allowed",), "turned": "answer"}, "case"),
    ({"expected": ("allowed",), "turned": "correction"}, "case"),
    ({"expected": ("allowed",), "turned": "why"}, "again"),
    ({"expected": ("allowed",), "turned": "why", "facts": {"delivery": "relay"}}, "case"),
    ({"expected": ("allowed",), "turned": "what_if"}, "what_if"),
    ({"expected": ("topic_answer",), "turned": "what_if"}, "topic_answer"),
    ({"expected": ("ask_created",), "turned": "another_subscription"}, "another"),
    ({"expected": ("allowed",), "turned": "back_to_first"}, "back"),
]


def _label(**fields: Any) -> Labelled:
    return Labelled("somebody", "a-1", "en", "EA, port 25?", **fields)


@pytest.mark.parametrize(("fields", "act"), ACTS)
def test_what_a_message_is_after_follows_from_its_labels(fields: dict[str, Any], act: str) -> None:
    assert _label(**fields).act == act


def test_an_outcome_is_right_if_expected_or_accepted() -> None:
    label = _label(expected=("allowed",), accept=("topic_answer",))
    assert label.is_right(("allowed",))
    assert label.is_right(("topic_answer",))
    assert not label.is_right(("blocked_ask_csp",))
    assert not label.is_right(("allowed", "allowed"))


def test_of_several_subscriptions_every_outcome_must_be_right_in_its_place() -> None:
    label = _label(expected=("allowed", "blocked_ask_csp"))
    assert label.several
    assert label.is_right(("allowed", "blocked_ask_csp"))
    assert not label.is_right(("blocked_ask_csp", "allowed"))
