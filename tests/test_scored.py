"""What counts as right, as a wrong verdict, as a question asked anew."""

from typing import Any

import pytest

from knowledge.judged.features import Talk
from knowledge.learning.corpus import Labelled
from knowledge.learning.scored import FIGURES, Scored, score, shares
from knowledge.library import Library

#           expected, accepted, outcomes, offered -> the figures that count it
SCORED = [
    ("allowed", (), ("allowed",), None, {"right"}),
    ("allowed", ("topic_answer",), ("topic_answer",), None, {"right"}),
    ("ask_created", (), ("ask_created",), None, {"right"}),
    ("courtesy", (), ("courtesy",), None, {"right"}),
    ("allowed", (), ("blocked_ask_csp",), None, {"wrong_verdict"}),
    ("ask_created", (), ("allowed",), None, {"wrong_verdict"}),
    ("topic_answer", (), ("allowed",), None, {"wrong_verdict"}),
    ("allowed", (), ("ask_created",), "allowed", {"rightly_offered"}),
    ("allowed", (), ("ask_created",), "blocked_ask_csp", {"wrong_offer"}),
    ("allowed", (), ("ask_created",), None, {"asked_anew"}),
    ("topic_answer", (), ("ask_created",), None, set()),
    ("ask_created", (), ("ask_created",), "allowed", {"right", "wrong_offer"}),
    ("allowed", (), ("out_of_scope",), None, {"turned_away"}),
    ("allowed", (), ("courtesy",), None, {"turned_away"}),
    ("courtesy", (), ("out_of_scope",), None, {"turned_away", "let_in"}),
    ("out_of_scope", (), ("ask_created",), None, {"let_in"}),
    ("out_of_scope", (), ("allowed",), None, {"let_in", "wrong_verdict"}),
    ("not_covered", (), ("topic_answer",), None, set()),
]


def _label(text: str, *expected: str, **fields: Any) -> Labelled:
    return Labelled("somebody", text, "en", text, expected, **fields)


def _scored(expected: str, accept: tuple[str, ...], outcomes: tuple[str, ...], offered: str | None) -> Scored:
    return Scored(_label("port 25?", expected, accept=accept), outcomes, (offered,) if offered else None, {})


@pytest.mark.parametrize(("expected", "accept", "outcomes", "offered", "figures"), SCORED)
def test_what_came_of_a_message_counts_for_its_figures(
    expected: str, accept: tuple[str, ...], outcomes: tuple[str, ...], offered: str | None, figures: set[str]
) -> None:
    one = _scored(expected, accept, outcomes, offered)
    assert {name for name in FIGURES if getattr(one, name)} == figures


def test_one_wrong_verdict_of_several_is_a_wrong_verdict() -> None:
    label = _label("EA and CSP?", "allowed", "ask_created")
    assert Scored(label, ("allowed", "blocked_ask_csp"), None, {}).wrong_verdict
    assert not Scored(label, ("allowed", "ask_created"), None, {}).wrong_verdict
    assert not Scored(label, ("ask_subscription",), None, {}).wrong_verdict


def test_shares_are_percent_of_all() -> None:
    found = shares([_scored(*row[:4]) for row in SCORED])
    assert found["right"] == pytest.approx(100 * 5 / len(SCORED))
    assert found["wrong_verdict"] == pytest.approx(100 * 4 / len(SCORED))
    assert set(found) == {*FIGURES, "good"}


def test_good_is_right_at_once_or_rightly_offered() -> None:
    right = _scored("allowed", (), ("allowed",), None)
    offered = _scored("allowed", (), ("ask_created",), "allowed")
    asked = _scored("allowed", (), ("ask_created",), None)
    assert shares([right, offered, asked, asked])["good"] == 50


def test_of_no_messages_every_share_is_none() -> None:
    assert set(shares([]).values()) == {0}


def test_each_conversation_is_held_from_its_beginning(library: Library) -> None:
    turns = [
        ("one", "We have an MSDN subscription. May our Azure VM send mail on port 25?", "ask_created"),
        ("one", "2015", "allowed"),
        ("other", "2015", "allowed"),
    ]
    labels = [_label(text, expected, conversation=name) for name, text, expected in turns]
    assert [one.right or one.rightly_offered for one in score(labels, library)] == [True, True, False]


def test_the_stages_say_whether_what_was_read_is_what_is_labelled(library: Library) -> None:
    text = "We have an MSDN subscription. May our Azure VM send mail on port 25?"
    true, false = (
        {"subscription": "msdn", "delivery": "direct"},
        {"subscription": "csp", "exemption": "granted"},
    )
    right, wrong = score([_label(text, "ask_created", facts=facts) for facts in (true, false)], library)
    assert all(right.stages.values())
    assert {name for name, told in wrong.stages.items() if not told} == {
        "subscription",
        "delivery",
        "exemption",
    }


def test_a_message_beside_the_case_is_scored_by_what_it_is_after_alone(library: Library) -> None:
    (one,) = score([_label("Does Azure block port 25?", "topic_answer", talk=Talk())], library)
    assert set(one.stages) == {"act"}
