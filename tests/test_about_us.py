"""What is asked about the bot itself, and what a word means, in few words and beside any case."""

import pytest
from conftest import TODAY

from knowledge.judged.features import NO_TALK, Talk
from knowledge.library import Library
from knowledge.reading.about_us import TYPE_IS, about_us, asks_what_relay_is, types_asked_about
from knowledge.reading.question import Question, read_question


def _read(text: str, library: Library, asked: str | None = None) -> Question:
    return read_question(text, library, TODAY, Talk(asked, "", {}) if asked else NO_TALK)


@pytest.mark.parametrize(
    ("text", "asked", "about"),
    [
        ("what is an EA?", None, TYPE_IS),
        ("what is an EA, and why does mail from our vm fail?", None, None),
        ("we have an EA", None, None),
        ("where do I find the subscription type?", None, "find_subscription"),
        ("where do I find the subscription type?", "created", "find_subscription"),
        ("where do I find the subscription type?", "subscription", None),
    ],
)
def test_the_bot_is_asked_about_in_few_words(
    text: str, asked: str | None, about: str | None, library: Library
) -> None:
    assert about_us(_read(text, library, asked)) == about


def test_the_types_are_told_that_are_asked_about_alone(library: Library) -> None:
    assert types_asked_about(_read("what is an EA?", library)) == ["enterprise_agreement"]
    assert types_asked_about(_read("what is an EA since 2019?", library)) == []


def test_what_a_relay_is_is_asked_beside_no_case(library: Library) -> None:
    assert asks_what_relay_is(_read("what is a relay?", library))
    assert not asks_what_relay_is(_read("we have an EA, what is a relay?", library))
