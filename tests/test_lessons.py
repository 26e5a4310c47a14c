"""The corpus as lessons: a turn that may come after an offer is learned from both ways."""

import pytest

from knowledge.judged.features import NO_TALK, Talk
from knowledge.learning.corpus import Labelled
from knowledge.learning.lessons import Prepared, lessons_of
from knowledge.library import Library

AFTER_A_VERDICT = Talk(None, "blocked_no_exemption", {"subscription": "msdn", "delivery": "direct"})


def _turn(talk: Talk, text: str = "ok thanks") -> Labelled:
    return Labelled("somebody", "1 turn 2", "en", text, ("courtesy",), talk=talk, turned="thanks")


def _lessons(library: Library, *talks: Talk) -> list[Prepared]:
    return lessons_of([_turn(talk) for talk in talks], library.reading)


def test_a_turn_after_a_verdict_is_learned_from_as_after_an_offer_too(library: Library) -> None:
    first, second = _lessons(library, AFTER_A_VERDICT)
    assert first.label.talk == AFTER_A_VERDICT
    assert second.label.talk.asked is not None
    assert second.label.talk.last == f"ask_{second.label.talk.asked}"
    assert second.label.talk.offered
    assert second.label.talk.known == AFTER_A_VERDICT.known
    assert first.label.name != second.label.name
    assert [first.worth, second.worth] == [0.5, 0.5]
    assert f"asked:{second.label.talk.asked}" in second.features.talk


def test_what_was_supposed_may_have_been_offered_too(library: Library) -> None:
    _, second = _lessons(library, AFTER_A_VERDICT._replace(supposed=True))
    assert second.label.talk.offered
    assert second.label.talk.supposed


def test_each_fact_is_doubted_in_turn(library: Library) -> None:
    doubted = {one.label.talk.asked for one in _lessons(library, *[AFTER_A_VERDICT] * 5)}
    assert doubted == {None, "delivery", "created", "subscription"}


def test_after_a_side_topic_the_offer_is_open_still(library: Library) -> None:
    _, second = _lessons(library, AFTER_A_VERDICT._replace(last="topic_answer"))
    assert second.label.talk.last == "topic_answer"
    assert second.label.talk.asked is not None


@pytest.mark.parametrize(
    "talk",
    [
        NO_TALK,
        Talk("created", "ask_created", {"subscription": "msdn"}),
    ],
)
def test_what_cannot_come_after_an_offer_is_learned_from_once(talk: Talk, library: Library) -> None:
    (only,) = _lessons(library, talk)
    assert only.label.talk == talk
    assert only.worth == 1
