"""Replies that are too long to be read, or too short to tell all, are told to who writes them."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import bot.upkeep.policy
from bot.cli import main
from bot.saying.lengths import overlong
from bot.saying.phrases import Phrases, read_phrases
from rules.edition import EDITIONS_FOLDER, read_editions
from rules.evaluate import enact

PHRASES = read_phrases()
LAWS = {name: enact(edition) for name, edition in read_editions().items()}
LAW, BESIDE = LAWS["2023-12-20"], LAWS["2018-11-20"]
MANY = " ".join(["word"] * 120)


def _told(**update: dict[str, object]) -> list[str]:
    english = PHRASES["en"]
    parts = {name: {**getattr(english, name), **more} for name, more in update.items()}
    return list(overlong(LAW, BESIDE, "en", english.model_copy(update=parts)))


def test_what_is_too_long_is_told_with_its_length_and_the_limit() -> None:
    assert _told() == []
    (told,) = _told(reasons={"relay": MANY})
    assert told.startswith(
        "the reply of 2023-12-20 by rule relay for subscription=enterprise_agreement: it has 1"
    )
    assert told.endswith("words, at most 140: shorten its reason or its steps")
    title = "A title that goes on and on and on until nobody wants to read it"
    assert (
        "its first line has 15 words, at most 13: shorten it under `outcomes`"
        in _told(outcomes={"relay_unrestricted": title})[0]
    )


def test_an_older_reply_that_a_newer_edition_made_longer_says_so() -> None:
    older, english = LAWS["2021-04-28"], PHRASES["en"]
    reasons = {**english.reasons, "good-standing-may-ask": MANY}
    said = english.model_copy(update={"reasons": reasons})
    (told, *_) = [one for one in overlong(older, LAW, "en", said) if "good-standing" in one]
    assert told.startswith("the reply of 2021-04-28 by rule good-standing-may-ask for subscription=")
    assert " of them since 2023-12-20 is told in it: shorten" in told
    assert told.endswith("or what `short` says of 2023-12-20")
    (alone, *_) = [one for one in overlong(older, older, "en", said) if "good-standing" in one]
    assert "since" not in alone


def test_what_is_too_short_is_told() -> None:
    (told,) = _told(reasons={"relay": "So."}, steps={"relay_unrestricted": ("Go.",)})
    assert "words, at least 40" in told


def test_it_is_told_for_which_type_a_reply_is_too_long() -> None:
    (told,) = _told(reasons={"dev-test-may-ask": MANY})
    assert told.startswith(
        "the reply of 2023-12-20 by rule dev-test-may-ask for subscription=other:ea_dev_test: it has 2"
    )


def test_a_long_first_sentence_about_a_topic_is_told_with_its_place() -> None:
    english = PHRASES["en"]
    long = {"2023-12-20": f"{MANY}. And so on."}
    assert _told(themes={"relay": long}) == [
        'themes: relay: "2023-12-20": its first sentence has 120 words, at most 25: make it two'
    ]
    (told,) = _told(themes={"relay": {"default": f"{MANY}. And so on."}})
    assert told.startswith("themes: relay: default, as it is said of 2023-12-20: its first sentence has 120 ")
    silence = english.silent["inbound"].model_copy(update={"what": MANY})
    (told,) = _told(silent={"inbound": silence})
    assert told.startswith("silent: inbound: its first sentence has 12")


def test_the_proof_tells_it(monkeypatch: pytest.MonkeyPatch) -> None:
    reasons = {**PHRASES["en"].reasons, "relay": MANY}
    changed: dict[str, Phrases] = {**PHRASES, "en": PHRASES["en"].model_copy(update={"reasons": reasons})}
    monkeypatch.setattr(bot.upkeep.policy, "read_phrases", lambda: changed)
    run = CliRunner().invoke(main, ["policy", "prove", str(Path(EDITIONS_FOLDER) / "2023-12-20.yaml")])
    assert run.exit_code == 1
    assert (
        "en.yaml: the reply of 2023-12-20 by rule relay for subscription=enterprise_agreement: it has 1"
        in run.stderr
    )


def test_the_proof_of_the_newest_tells_which_older_replies_it_makes_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    newest = max(LAWS)
    told_by = {rule.headline or rule.outcome for rule in LAWS[newest].edition.rules}
    short = {**PHRASES["en"].short, **dict.fromkeys(told_by, MANY)}
    changed: dict[str, Phrases] = {**PHRASES, "en": PHRASES["en"].model_copy(update={"short": short})}
    monkeypatch.setattr(bot.upkeep.policy, "read_phrases", lambda: changed)
    run = CliRunner().invoke(main, ["policy", "prove", str(Path(EDITIONS_FOLDER) / f"{newest}.yaml")])
    assert "en.yaml: the reply of 2021-04-28 by rule" in run.stderr
    assert f"of them since {newest} is told in it" in run.stderr
