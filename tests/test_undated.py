"""Where a day that nobody told decides between rules of one outcome, no reason is told as a fact."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from known import known

from bot.cli import main
from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from bot.upkeep.policy import _tell_undated
from knowledge.answering.chosen import answer_facts
from knowledge.case.decision import decide
from knowledge.library import Library
from rules.edition import EDITIONS_FOLDER, read_editions
from rules.evaluate import enact
from rules.interval import Interval
from rules.undated import undated

EDITIONS = read_editions()
PHRASES = read_phrases()
DAY = "2019-02-03"
DAYS_SINCE = Interval(date(2018, 1, 1), None)
NAMES = ("exempted-and-restarted", "signed-up-before")

# The oldest edition without its word that only later subscriptions can be exempted.
LOOSE = enact(EDITIONS["2018-11-20"].model_copy(update={"edition": DAY, "implications": ()}))
EXEMPTED = {"subscription": "pay_as_you_go", "exemption": "granted", "restarted": "yes"}


@pytest.fixture(scope="module")
def loose(library: Library) -> Library:
    return replace(library, laws={**library.laws, DAY: LOOSE})


def test_no_known_edition_leaves_a_reason_to_an_untold_day() -> None:
    assert [case for edition in known(EDITIONS).values() for case in undated(enact(edition))] == []


def test_the_smallest_case_is_told_with_both_rules() -> None:
    told = {names: case for case, names in undated(LOOSE)}
    assert told[NAMES] == (
        "{subscription=pay_as_you_go, delivery=direct, route=internet, exemption=granted, restarted=yes}"
    )


@pytest.mark.parametrize("language", PHRASES)
def test_the_reply_tells_the_outcome_and_no_reason(language: str, loose: Library) -> None:
    phrases = PHRASES[language]
    said = compose(answer_facts(EXEMPTED, loose, edition=DAY), phrases).sections[0]
    assert said.title == phrases.outcomes["allowed"]
    assert said.why[0] == phrases.whichever_day


def test_what_is_said_of_it_rests_on_the_sentences_of_both_rules(loose: Library) -> None:
    (part,) = answer_facts(EXEMPTED, loose, edition=DAY).parts
    cited = {name for one in part.citations for name in one.statements}
    rules = {rule.id: rule for rule in LOOSE.edition.rules}
    assert cited == {name for rule in NAMES for name in rules[rule].cites}


def test_the_owner_is_told(tmp_path: Path) -> None:
    text = (EDITIONS_FOLDER / "2018-11-20.yaml").read_text(encoding="utf-8")
    begin, end = text.index("implications:"), text.index("paths:")
    file = tmp_path / f"{DAY}.yaml"
    file.write_text(
        (text[:begin] + "implications: []\n" + text[end:]).replace('"2018-11-20"', f'"{DAY}"', 1),
        encoding="utf-8",
    )
    told = CliRunner().invoke(main, ["policy", "prove", str(file)]).stdout
    assert "the day decides between exempted-and-restarted and signed-up-before" in told
    assert "add it to `implications`" in told


# The same, and those of before the day have words of their own.
PARTED = enact(
    LOOSE.edition.model_copy(
        update={
            "rules": tuple(
                rule.model_copy(update={"headline": "exempted_restart_vms"}) if rule.id == NAMES[1] else rule
                for rule in LOOSE.edition.rules
            )
        }
    )
)


@pytest.mark.parametrize("language", PHRASES)
def test_where_the_headlines_differ_neither_is_told_as_a_fact(language: str, library: Library) -> None:
    phrases = PHRASES[language]
    parted = replace(library, laws={**library.laws, DAY: PARTED})
    said = compose(answer_facts(EXEMPTED, parted, edition=DAY), phrases).sections[0]
    assert all(phrases.short[name] in said.title for name in ("allowed", "exempted_restart_vms"))
    assert said.why[0] == phrases.either_day["why"]
    told = compose(answer_facts({**EXEMPTED, "created": DAYS_SINCE}, parted, edition=DAY), phrases)
    assert told.sections[0].title == phrases.outcomes["allowed"]


@pytest.mark.parametrize("language", PHRASES)
def test_headlines_that_say_the_same_in_few_words_are_told_in_these(language: str, library: Library) -> None:
    parted = replace(library, laws={**library.laws, DAY: PARTED})
    both = dict.fromkeys(("allowed", "exempted_restart_vms"), "in few words")
    phrases = PHRASES[language].model_copy(update={"short": {**PHRASES[language].short, **both}})
    said = compose(answer_facts(EXEMPTED, parted, edition=DAY), phrases).sections[0]
    assert (said.title, said.why[0]) == ("In few words.", phrases.whichever_day)


def test_what_a_newer_edition_says_is_told_with_both_headlines() -> None:
    part = decide(enact(EDITIONS["2023-12-20"]), PARTED, EXEMPTED)
    assert part.otherwise is not None
    assert {*part.otherwise.headlines} == {"exempted_restart_vms", "allowed"}


def test_the_owner_is_told_which_headlines_claim_too_much(capsys: pytest.CaptureFixture[str]) -> None:
    _tell_undated(PARTED.edition)
    told = capsys.readouterr().out
    assert re.search("and of the headlines [a-z_]+ and [a-z_]+ that it is one or the other", told)
