"""The policy on the command line: what changed between editions, and the whole of one as a table."""

import csv
import io
import json
from itertools import permutations, product
from pathlib import Path

import pytest
from click.testing import CliRunner
from known import KNOWN

from bot.cli import main
from bot.saying.changes import as_data, changed, newest_already, not_known
from bot.saying.conditions import worded
from bot.saying.phrases import Phrases, read_phrases
from bot.upkeep.policy_table import cases, groups, rows
from knowledge.library import Library
from rules.cells import Space, axis_of
from rules.differ import UNTOLD, Change, differences
from rules.edition import EDITIONS_FOLDER, read_editions
from rules.evaluate import Law, Verdict, enact, evaluate
from rules.interval import parse_interval
from rules.model import FactKind

EDITIONS = read_editions()
PHRASES = read_phrases()
LAWS = {name: enact(edition) for name, edition in EDITIONS.items()}
PAIRS = list(permutations(EDITIONS, 2))


def _run(*words: str, code: int = 0) -> str:
    run = CliRunner().invoke(main, ["policy", *words])
    assert run.exit_code == code, run.output
    return run.output


# -- what changed


@pytest.mark.parametrize("language", PHRASES)
@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_every_change_is_a_line_of_its_own_whose_sides_read_differently(
    before: str, after: str, language: str
) -> None:
    found = differences(LAWS[before], LAWS[after])
    (section,) = changed(found, PHRASES[language]).sections
    lines = section.table[1:]
    told = [one for one in found.changes if _is_told(one, PHRASES[language])]
    assert len({whom for whom, _, _ in lines}) == len(lines) == len(told)
    assert all(was != now for _, was, now in lines)
    assert not set("{}!") & set(changed(found, PHRASES[language]).text())


def _is_told(change: Change, phrases: Phrases) -> bool:
    """Whether more than the steps differ, which two headlines of the same words part."""
    before, after = (
        (phrases.short[one.headline], one.menu, one.no_path) for one in (change.before, change.after)
    )
    return before != after


def test_what_changed_is_said_for_whom_and_what_held_and_holds() -> None:
    said = _run("diff", "2018-11-20", "2023-12-20").splitlines()
    assert said[:2] == [
        "What changed from the edition of 20 November 2018 to that of 20 December 2023:",
        "All of it holds for: direct delivery.",
    ]
    assert (
        "- Pay-As-You-Go and Microsoft Partner Network; created on or after 15 November 2017; not through "
        "Azure services; no exemption yet: blocked, exemption on request → blocked, no exemption named"
    ) in said
    assert (
        "- Pay-As-You-Go and Microsoft Partner Network; created on or after 15 November 2017; not through "
        "Azure services; exemption requested: blocked until Microsoft decides → blocked, no exemption named"
    ) in said
    assert (
        "- Pay-As-You-Go, Microsoft Partner Network, MSDN, Azure Pass, Azure in Open, Education, BizSpark, "
        "Azure Sponsorship, Azure for Students, Free Trial, Visual Studio and CSP; created before 15 "
        "November 2017; not through Azure services: not blocked → blocked, no exemption named"
    ) in said
    assert any(line.startswith("- every type except Enterprise Agreement, Microsoft Cust") for line in said)
    assert any(line.startswith("- every type that neither edition names; not through") for line in said)


def test_the_path_is_said_where_the_outcome_is_the_same() -> None:
    said = _run("diff", "2018-11-20", "2021-04-28")
    assert (
        "blocked, exemption on request (support case: Technical > Virtual Network > Connectivity > Cannot "
        "send email (SMTP/Port 25)) → blocked, exemption on request (in the portal: Virtual Network > "
        "Diagnose and Solve > Cannot send email (SMTP-Port 25))"
    ) in said
    assert "(no path, none is granted) → blocked, no exemption (no path after a refusal)" in said


def _with_headline(rule: str, headline: str) -> Law:
    newest = LAWS["2023-12-20"].edition
    rules = tuple(
        one.model_copy(update={"headline": headline}) if one.id == rule else one for one in newest.rules
    )
    return enact(newest.model_copy(update={"edition": "2024-02-03", "rules": rules}))


def test_a_condition_that_only_the_headline_names_is_a_change() -> None:
    later = _with_headline("enterprise-through-firewall", "allowed_with_integration")
    said = changed(differences(LAWS["2023-12-20"], later), PHRASES["en"]).text()
    assert "not blocked → not blocked, with virtual network integration or ASE v3" in said


def test_headlines_that_say_the_same_are_no_change() -> None:
    later = _with_headline("exempted-restart-due", "exempted_restart_vms")
    assert "says nothing else" in changed(differences(LAWS["2023-12-20"], later), PHRASES["en"]).text()


def test_what_an_edition_does_not_tell_apart_is_said_so() -> None:
    found = differences(LAWS["2018-11-20"], LAWS["2023-12-20"])
    told = found._replace(changes=(found.changes[0]._replace(before=UNTOLD),))
    assert ": not told apart there → " in changed(told, PHRASES["en"]).text()
    assert as_data(told)["changes"][0]["before"]["outcome"] is None


def test_programs_get_every_change_with_its_conditions_and_both_sides() -> None:
    told = json.loads(_run("diff", "2018-11-20", "2021-04-28", "--format", "json"))
    assert (told["before"], told["after"], len(told["changes"])) == ("2018-11-20", "2021-04-28", 16)
    assert told["changes"][0] == {
        "when": {"delivery": ["direct"], "route": ["paas"]},
        "before": {
            "outcome": "unsupported_route",
            "headline": "unsupported_route",
            "path": None,
            "no_path": "not_supported",
        },
        "after": {
            "outcome": "not_covered",
            "headline": "not_covered_route",
            "path": {
                "kind": "support_case",
                "labels": ["Technical", "Virtual Network", "Cannot send email (SMTP/Port 25)"],
            },
            "no_path": None,
        },
    }
    found = differences(LAWS["2018-11-20"], LAWS["2021-04-28"])
    assert json.loads(json.dumps(as_data(found))) == told


def test_an_edition_beside_itself_and_one_that_is_not_known_are_told() -> None:
    assert "says nothing else than" in _run("diff", "2018-11-20", "2018-11-20")
    assert json.loads(_run("diff", "2018-11-20", "2018-11-20", "--format", "json"))["changes"] == []
    assert "edition '2019-01-01' is not known; known are 2018" in _run(
        "diff", "2019-01-01", "2018-11-20", code=2
    )


def test_an_edition_in_a_file_of_its_own_is_shown_and_compared(tmp_path: Path) -> None:
    text = (EDITIONS_FOLDER / "2018-11-20.yaml").read_text(encoding="utf-8")
    file = tmp_path / "2019-03-04.yaml"
    file.write_text(text.replace('edition: "2018-11-20"', 'edition: "2019-03-04"'), encoding="utf-8")
    assert "The edition of 4 March 2019 says nothing else" in _run("diff", "2018-11-20", str(file))
    assert (
        _run("show", str(file), "--table").split("\n\n")[1:]
        == _run("show", "2018-11-20", "--table").split("\n\n")[1:]
    )
    gap = file.read_text(encoding="utf-8").replace("delivery: [relay]", "delivery: [relay], route: [paas]", 1)
    file.write_text(gap, encoding="utf-8")
    assert "2019-03-04.yaml: no rule applies to the case" in _run("diff", "2018-11-20", str(file), code=1)


def test_words_that_are_missing_yet_are_told_and_no_traceback(tmp_path: Path) -> None:
    text = (EDITIONS_FOLDER / "2018-11-20.yaml").read_text(encoding="utf-8")
    file = tmp_path / "2019-03-04.yaml"
    file.write_text(
        text.replace('edition: "2018-11-20"', 'edition: "2019-03-04"').replace(
            "not_covered", "left_to_the_stars"
        ),
        encoding="utf-8",
    )
    for words in (("diff", "2018-11-20", str(file)), ("show", str(file), "--table")):
        assert "no words for 'left_to_the_stars' yet: `policy prove`" in _run(*words, code=1)
    assert "left_to_the_stars" in _run("diff", "2018-11-20", str(file), "--format", "json")


@pytest.mark.parametrize("language", PHRASES)
def test_what_cannot_be_compared_is_said_with_what_can(language: str) -> None:
    first, last = KNOWN[0], KNOWN[-1]
    text = not_known(("2019", first, "2020"), list(KNOWN), PHRASES[language]).text()
    assert "“2019”" in text
    assert "“2020”" in text
    assert f"/port25 changes {first} {last}" in text
    assert "2023" in newest_already(last, PHRASES[language]).text()


def test_days_that_follow_each_other_are_said_as_one_span_and_others_apart() -> None:
    cuts = tuple(LAWS["2018-11-20"].edition.day.replace(year=year) for year in (2016, 2017, 2018))
    space = Space((axis_of("created", FactKind(kind="day"), cuts),), {"created": 0})
    said = {
        part: worded(space, (part,), PHRASES["en"])["created"]
        for part in ((0, 1), (1, 2), (2, 3), (0, 2), (0, 3))
    }
    assert said == {
        (0, 1): "created before 20 November 2017",
        (1, 2): "created between 20 November 2016 and 19 November 2018",
        (2, 3): "created on or after 20 November 2017",
        (0, 2): "created before 20 November 2016 or created between 20 November 2017 and 19 November 2018",
        (0, 3): "created before 20 November 2016 or created on or after 20 November 2018",
    }


# -- the whole of an edition


@pytest.mark.parametrize("name", EDITIONS)
def test_the_table_has_every_case_once_with_the_rule_that_decides_it(name: str) -> None:
    law = LAWS[name]
    told = [(cell, rule.id) for region, rule in cases(law.edition) for cell in product(*region)]
    assert sorted(told) == sorted((cell, rule.id) for cell, rule in law.table.items())


@pytest.mark.parametrize("language", PHRASES)
@pytest.mark.parametrize("name", EDITIONS)
def test_no_row_of_the_table_reads_like_another_or_lacks_anything(name: str, language: str) -> None:
    found = rows(EDITIONS[name], PHRASES[language], language)
    assert len({row[:3] for row in found}) == len(found)
    assert all(all(row) and all(row.cites) for row in found)
    types = [*EDITIONS[name].facts["subscription"].values, "other"]
    assert list(dict.fromkeys(row.subject for row in found)) == list(map(PHRASES[language].type_name, types))


@pytest.mark.parametrize("name", EDITIONS)
def test_types_of_which_the_same_is_said_stand_together_and_none_is_lost(name: str) -> None:
    found = rows(EDITIONS[name], PHRASES["en"], "en")
    together = groups(EDITIONS[name], PHRASES["en"], "en")
    apart = [row._replace(subject=type_) for types, its in together for type_ in types for row in its]
    assert sorted(apart) == sorted(found)
    assert len({its for _, its in together}) == len(together) < len({row.subject for row in found})


def test_the_table_says_of_a_type_its_days_situations_and_sentences() -> None:
    said = _run("show", "2018-11-20", "--table")
    _, _, rest = said.partition("\n\nPay-As-You-Go and Microsoft Partner Network\n")
    assert (
        "  created on or after 15 November 2017; direct delivery; not through Azure services; exemption "
        "granted; VMs not yet stopped and started\n"
        "    exempted after stop and start; no path, stop and start first (stated)\n"
        "      Pay-As-You-Go, paragraph 3, sentence 1: Once the subscription"
    ) in rest
    assert "support case: Technical > Virtual Network > Connectivity" in rest
    assert "      Opening, paragraph 1, sentence 2: " in rest


@pytest.mark.parametrize("name", EDITIONS)
def test_the_table_as_csv_has_a_line_for_every_row(name: str) -> None:
    heads, *lines = csv.reader(io.StringIO(_run("show", name, "--table", "--csv", "--language", "nl")))
    assert heads == ["Abonnementstype", "Dag van aanmaak", "Situatie", "Oordeel", "Weg", "Grond", "Zinnen"]
    found = rows(EDITIONS[name], PHRASES["nl"], "nl")
    assert lines == [[*row[:-1], "\n".join(row.cites)] for row in found]
    assert {line[5] for line in lines} == {"staat er", "afgeleid"}


@pytest.mark.parametrize("name", EDITIONS)
def test_the_table_says_of_every_case_what_a_verdict_on_it_says(name: str) -> None:
    law, phrases = LAWS[name], PHRASES["en"]
    said = rows(law.edition, phrases, "en")
    for (region, _), row in zip(cases(law.edition), said, strict=True):
        for cell in product(*region):
            facts = {
                axis.fact: parse_interval(axis.labels[at]) if axis.cuts else axis.labels[at]
                for axis, at in zip(law.space.axes, cell, strict=True)
            }
            found = evaluate(law, facts)
            assert isinstance(found, Verdict)
            assert row.outcome == phrases.short[found.headline]


def test_a_request_that_was_filed_has_a_row_of_its_own() -> None:
    said = _run("show", "2021-04-28", "--table")
    asked, filed = "no exemption yet", "exemption requested"
    assert f"{asked} or {filed}" not in said
    assert f"{filed}\n    blocked until Microsoft decides; " in said


def test_the_rules_are_shown_as_before_without_the_table() -> None:
    said = _run("show", "2018-11-20")
    assert "relay (stated) -> relay_unrestricted\n    delivery: relay\n    no path: nothing_blocked\n" in said
    told = "enterprise-through-app-service (inferred) -> allowed, told as allowed_with_integration\n"
    assert told in _run("show", "2023-12-20")


@pytest.mark.parametrize("option", [["--csv"], ["--language", "nl"]])
def test_an_option_of_the_table_asks_for_the_table(option: list[str]) -> None:
    assert "--csv and --language go with --table: add it" in _run("show", "2018-11-20", *option, code=2)


def test_all_editions_of_the_library_can_be_compared(library: Library) -> None:
    for before, after in permutations(library.laws.values(), 2):
        assert differences(before, after).changes
