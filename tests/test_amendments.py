"""A change of the policy tells a time, and when it changed is asked for; a day of creation stays one."""

import pytest
from click.testing import CliRunner
from conftest import TODAY
from held import held, worded
from opened import corpus

from bot.cli import main
from knowledge.by_edition.compared import changes_asked
from knowledge.library import Library

FIRST, SECOND, THIRD = EDITIONS = ("2018-11-20", "2021-04-28", "2023-12-20")


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("Before the 2023 change, could MPN customers get port 25 opened?", SECOND),
        ("prior to the update of December 2023, was MPN blocked on port 25?", SECOND),
        ("Vóór de aanpassing van 2023, konden klanten met MPN poort 25 laten openen?", SECOND),
        ("what were the rules for MPN before the last change?", SECOND),
        ("wat waren de regels voor MPN vóór de laatste wijziging?", SECOND),
        ("by the rules from before the 2021 change, may MPN from 2019 send directly on port 25?", FIRST),
        ("after the change of 2021, was MPN blocked on port 25?", SECOND),
        ("sinds de wijziging in 2023, kon je met MPN nog een vrijstelling krijgen?", THIRD),
        ("before the 2023 update: MPN, direct on port 25?", SECOND),
        ("what were the rules for MPN in 2022?", SECOND),
        ("wat zijn de regels voor MPN in 2024?", THIRD),
        ("what is the current policy for MPN?", THIRD),
        ("huidige regels voor MPN rechtstreeks op poort 25?", THIRD),
        ("2021 rules for MPN directly on port 25?", SECOND),
        ("what will the rules for MPN be? I mean, what will the policy say in 2031?", THIRD),
        ("wat worden de regels in 2029 voor MPN?", THIRD),
    ],
)
def test_the_time_that_it_tells_is_asked_of(text: str, edition: str, library: Library) -> None:
    found = held(library, text)
    assert (found.edition, found.case.as_of and found.case.as_of.edition) == (edition, edition)
    assert ("created" in found.case.facts) == ("from 2019" in text)


@pytest.mark.parametrize(
    "text",
    [
        "our MPN is from before the 2023 change, direct on port 25?",
        "MPN, signed up before the 2021 change, direct on port 25?",
        "before the 2023 change, our MPN was fine, directly on port 25?",
        "PAYG from before the 2017 change, direct on port 25?",
        "is a payg from 2019 blocked since the change of 2017?",
        "what is the rule for a payg bought in 2019, directly on port 25?",
        "our current rules block port 25 on the firewall, payg 2019",
        "payg: mail broke after the update of 2023 of our Exchange",
    ],
)
def test_what_somebody_has_or_did_is_no_time_of_the_policy(text: str, library: Library) -> None:
    assert held(library, text).case.as_of is None


@pytest.mark.parametrize(
    ("text", "editions"),
    [
        ("When did the policy for MPN change?", EDITIONS),
        ("how often have the rules changed?", EDITIONS),
        ("wanneer is het beleid gewijzigd?", EDITIONS),
        ("is the document updated?", EDITIONS),
        ("and what is different?", EDITIONS),
        ("wat is er gewijzigd?", EDITIONS),
        ("have the rules changed since 2022?", (SECOND, THIRD)),
        ("zijn de regels sinds 2018 aangepast?", (FIRST, THIRD)),
        ("were the rules for MPN stricter in 2024 than in 2022?", (SECOND, THIRD)),
        ("was het beleid voor MPN in 2019 anders dan in 2021?", (FIRST, SECOND)),
        ("is our MPN from 2016 different in 2024 than in 2022?", None),
        ("when did Microsoft change our MPN to payg?", None),
        ("what changed on our VM?", None),
        ("has the policy been updated? MPN from 2019, direct on port 25", None),
        ("Is the policy changed? We are on MPN, direct port 25.", None),
        ("did the policy change for our MPN from 2019, direct on port 25?", None),
        ("the rules of our firewall were changed", None),
    ],
)
def test_when_it_changed_leads_to_the_editions(
    text: str, editions: tuple[str, ...] | None, library: Library
) -> None:
    assert changes_asked(text, library, TODAY, "en") == editions
    if editions:
        found = held(library, text)
        assert f"/port25 changes {editions[0]} {editions[-1]}" in worded(found)
        assert ("28 April 2021" in worded(found) or "28 april 2021" in worded(found)) == (len(editions) > 2)


def test_what_changed_is_told_by_no_edition(library: Library) -> None:
    told = "MPN from 2020, port 25 directly, by the 2021 edition?"
    assert "The edition" not in worded(held(library, told, "what changed between 2021 and 2023?"))


def test_nothing_that_was_learned_from_asks_what_changed(library: Library) -> None:
    told = [(label.text, label.language) for label in corpus()[1::4]]
    assert [one for one, language in told if changes_asked(one, library, TODAY, language)] == []


@pytest.mark.parametrize("command", ["/port25 changes 2021-04-28 2023-12-20", "/PORT25 Changes 2021-04-28"])
def test_what_the_bot_says_to_type_is_understood_in_a_terminal(command: str) -> None:
    title = "What changed from the edition of 28 April 2021 to that of"
    assert title in CliRunner().invoke(main, ["ask", command]).stdout
    lines = f"wat veranderde er tussen 2021 en 2023?\n{command}\n/port25 csp uit 2020, direct op poort 25?\n"
    talk = CliRunner().invoke(main, ["chat"], input=lines).stdout
    assert "Wat er veranderde van de editie van 28 april 2021 naar die van" in talk
    assert "Ik las: CSP, aangemaakt in 2020" in talk
    assert "Which type" not in talk


def test_an_edition_that_is_not_known_is_told_there_too() -> None:
    run = CliRunner().invoke(main, ["ask", "/port25 changes 2021-04-28 2029-12-20", "--language", "nl"])
    assert "Een editie “2029-12-20” ken ik niet" in run.stdout
    assert run.exit_code == 0
