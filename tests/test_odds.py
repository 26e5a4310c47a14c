"""An edition that contradicts itself is told: a reason over opposite outcomes, words for other facts."""

from typing import Any

import pytest

from rules.edition import read_editions
from rules.model import Edition
from rules.prove import prove

EDITIONS = read_editions()
OLDEST, NEWEST = EDITIONS["2018-11-20"], EDITIONS["2023-12-20"]


def _told(edition: Edition, update: dict[str, Any]) -> list[str]:
    return [fault.message for fault in prove(edition.model_copy(update=update)).faults]


def _ruled(edition: Edition, rule_id: str, **changed: Any) -> dict[str, Any]:
    rules = (one.model_copy(update=changed) if one.id == rule_id else one for one in edition.rules)
    return {"rules": tuple(rules)}


@pytest.mark.parametrize(
    ("rule", "changed", "reason"),
    [
        ("signed-up-before", {"outcome": "blocked_no_exemption"}, "nothing_blocked"),
        ("relay", {"no_path": "never_granted"}, "never_granted"),
        ("never-exempted", {"no_path": "nothing_blocked"}, "nothing_blocked"),
    ],
)
def test_a_reason_of_what_is_reached_is_none_of_what_is_not(
    rule: str, changed: dict[str, Any], reason: str
) -> None:
    told = [one for one in _told(OLDEST, _ruled(OLDEST, rule, **changed)) if "no_path" in one]
    assert len(told) == 1
    assert told[0].startswith(f"no_path {reason}: with rules ")
    assert rule in told[0]


def test_the_words_of_a_variant_for_other_facts_are_told() -> None:
    told = _told(OLDEST, _ruled(OLDEST, "exemption-refused", headline="blocked_requested"))
    which = "its headline blocked_requested is for exemption requested, which it does not decide"
    assert told == [f"rule exemption-refused: {which}"]


def test_a_path_that_nothing_leads_by_is_told() -> None:
    paths = {**OLDEST.paths, "back_door": OLDEST.paths["further_help"]}
    (told,) = _told(OLDEST, {"paths": paths})
    assert told.startswith("path back_door: no rule, no topic and no help leads by it")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_gist_that_is_missing_in_a_language_is_told(language: str) -> None:
    first, *rest = NEWEST.statements
    lacking = first.model_copy(update={"gist": {k: v for k, v in first.gist.items() if k != language}})
    assert _told(NEWEST, {"statements": (lacking, *rest)}) == [
        f"statement {first.id}: it has no gist in {language!r}: say what it says there, too"
    ]
