"""A day is compared by its day, its month and its year, in both languages, in words and in figures."""

from datetime import date

import pytest

from knowledge.document.gists import other_days
from knowledge.document.pairing import unlike
from knowledge.document.told_days import lone_days, names_day
from rules.edition import read_editions
from rules.model import Days

OLDEST = read_editions()["2018-11-20"]
NINTH = date(2031, 5, 9)


@pytest.mark.parametrize(
    "text",
    [
        "Boats moored since May 9, 2031 pay.",
        "Wie op 9 mei 2031 of later aanlegde, betaalt.",
        "From 2031-05-09 on it is paid.",
        "Vanaf 09-05-2031 wordt er betaald.",
        "Before 5/9/2031 nobody paid.",
        "On the 9th of May 2031 it began.",
    ],
)
def test_a_day_is_known_in_every_form(text: str) -> None:
    assert names_day(NINTH, [text])
    assert not names_day(NINTH.replace(month=6), [text])
    assert not names_day(NINTH.replace(day=19), [text])
    assert not names_day(NINTH.replace(year=2032), [text])


@pytest.mark.parametrize("text", ["In May 2031 it began.", "On May 9 it began.", "Berth 9 costs 2031."])
def test_less_than_a_day_is_none(text: str) -> None:
    assert not names_day(NINTH, [text])


@pytest.mark.parametrize(
    ("there", "lone"),
    [
        ("Wie sinds 9 mei 2031 aanlegt, betaalt.", []),
        ("Wie sinds 09-05-2031 aanlegt, betaalt.", []),
        ("Wie sinds 9 juni 2031 aanlegt, betaalt.", ["2031-05-09"]),
        ("Wie sinds mei 2031 aanlegt, betaalt.", ["2031-05-09"]),
    ],
)
def test_another_month_in_a_translation_is_told(there: str, lone: list[str]) -> None:
    own = "Whoever moors since May 9, 2031 pays."
    assert list(lone_days(own, there)) == lone
    assert (unlike(own, there, frozenset()) is None) == (not lone)


def test_two_months_without_a_day_are_compared_too() -> None:
    assert list(lone_days("Since June 2031.", "Sinds juli 2031.")) == ["2031-06"]
    assert list(lone_days("Since June 2031.", "Sinds juni 2031.")) == []


def test_a_rule_by_another_month_than_its_gists_is_told_without_a_document() -> None:
    assert list(other_days(OLDEST)) == []
    moved = Days.model_validate({"from": "2017-12-15"})
    rules = [
        one.model_copy(update={"when": {**one.when, "created": moved}}) if one.days else one
        for one in OLDEST.rules
    ]
    told = list(other_days(OLDEST.model_copy(update={"rules": tuple(rules)})))
    behind = "goes by 2017-12-15, and the gists that it cites tell another day"
    assert {f"rule may-ask-for-exemption {behind}", f"rule never-exempted {behind}"} <= set(told)
    assert all(one.endswith(behind) for one in told)


def test_gists_of_two_languages_with_other_days_are_told() -> None:
    first, *rest = OLDEST.statements
    changed = first.model_copy(update={"gist": {**first.gist, "nl": "Sinds 15 oktober 2017."}})
    told = list(other_days(OLDEST.model_copy(update={"statements": (changed, *rest)})))
    assert told == ["of the gists of opening.1.1 in 'en' and 'nl' one alone has 2017-10-15, 2017-11-15"]
