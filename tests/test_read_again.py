"""Words that a newer edition may have made false are named: no proof can tell that they are."""

from pathlib import Path
from typing import Any

from click.testing import CliRunner
from copies import as_markdown, document, edition_file
from known import known

from bot.cli import main
from bot.saying.phrases import Phrases, read_phrases
from bot.upkeep.read_again import before_it, read_again, undecided
from rules.edition import EDITIONS_FOLDER, read_editions
from rules.model import Edition, Statement

EDITIONS = known(read_editions())
PHRASES = read_phrases()
BEFORE = EDITIONS["2023-12-20"]
DAY = "2025-03-04"


def _later(rules: dict[str, dict[str, Any]] | None = None, changed: tuple[str, ...] = ()) -> Edition:
    """The newest edition once more, with some rules and some sentences changed."""
    statements = tuple(_changed(one) if one.id in changed else one for one in BEFORE.statements)
    kept = tuple(one.model_copy(update=(rules or {}).get(one.id, {})) for one in BEFORE.rules)
    return BEFORE.model_copy(update={"edition": DAY, "statements": statements, "rules": kept})


def _changed(one: Statement) -> Statement:
    return one.model_copy(update={"fingerprints": {"en": "0" * 16}})


def _said(after: Edition, phrases: dict[str, Phrases] | None = None) -> list[str]:
    return list(read_again(BEFORE, after, EDITIONS, phrases or dict(PHRASES)))


def _with_themes(**themes: str) -> dict[str, Phrases]:
    """The phrases with words of the later edition for some themes and all others."""
    said = {}
    for language, phrases in PHRASES.items():
        words = {
            name: {**lines, DAY: themes.get(name, lines.get("2023-12-20", lines.get("default", "")))}
            for name, lines in phrases.themes.items()
        }
        contact = {**phrases.not_said, f"contact {DAY}": "Ask."}
        said[language] = phrases.model_copy(update={"themes": words, "not_said": contact})
    return said


def test_of_an_edition_that_says_the_same_in_words_of_its_own_nothing_is_named() -> None:
    assert _said(_later(), _with_themes()) == []


def test_a_rule_that_kept_its_name_and_not_its_meaning_is_named() -> None:
    rule = next(one for one in BEFORE.rules if one.id == "dev-test-may-ask")
    narrower = {"when": {**rule.when, "exemption": ("none",)}}
    elsewhere = {"outcome": "blocked_no_exemption", "cites": (*rule.cites, "further-help.1.1")}
    rests = "rests on other sentences (2025-03-04: further-help.1.1)"
    older = "2023-12-20 does without it, and it was written for 2018-11-20, 2021-04-28"
    assert _said(_later({rule.id: narrower}), _with_themes()) == [
        "reasons: dev-test-may-ask: the rule of that name applies to other cases"
    ]
    assert _said(_later({rule.id: elsewhere}), _with_themes()) == [
        f"reasons: dev-test-may-ask: the rule of that name leads elsewhere, {rests}",
        f"steps: blocked_no_exemption: {older}",
    ]


def test_steps_behind_which_a_new_sentence_stands_are_named() -> None:
    new = BEFORE.statements[-1].model_copy(
        update={"id": "opening.2.6", "fingerprints": {"en": "1" * 16}, "sketches": {}}
    )
    later = _later({"other-azure-service": {"cites": ("opening.2.5", "opening.2.6")}})
    later = later.model_copy(update={"statements": (*BEFORE.statements[:6], new, *BEFORE.statements[6:])})
    said = _said(later, _with_themes())
    behind = "sentences behind it are others (2025-03-04: opening.2.6)"
    assert f"steps: unsupported_route: {behind}" in said
    assert f"checks: unsupported_route: {behind}" in said


def test_steps_that_no_edition_knows_are_none_to_read() -> None:
    rule = {"exempted-restart-due": {"headline": "exempted_sink_vms"}}
    said = {
        language: phrases.model_copy(update={"steps": {**phrases.steps, "exempted_sink_vms": ["Sink."]}})
        for language, phrases in _with_themes().items()
    }
    assert not any(line.startswith("steps:") for line in _said(_later(rule), said))


def test_what_rests_on_a_sentence_that_changed_is_named() -> None:
    said = _said(_later(changed=("relay.1.2",)), _with_themes(relay="Something else by now."))
    both = "(relay.1.2 in another wording)"
    assert f"reasons: relay: the rule of that name rests on other sentences {both}" in said
    assert not any(line.startswith("themes: relay:") for line in said)  # it has new words
    assert f"themes: relay: it rests on other sentences {both}" in _said(
        _later(changed=("relay.1.2",)), _with_themes()
    )


def test_what_became_of_a_sentence_is_told_and_not_guessed_from_its_number() -> None:
    gone = "enterprise.3.2"
    left = [one for one in BEFORE.statements if one.id != gone]
    moved = [one.model_copy(update={"id": gone}) if one.id == "enterprise.3.3" else one for one in left]
    both = ("exempted-restart-due", "exempted-and-restarted")
    cites = {rule: {"cites": ("enterprise.3.1", gone)} for rule in both}
    later = _later(cites).model_copy(update={"statements": tuple(moved)})
    said = _said(later, _with_themes())
    why = "rests on other sentences (enterprise.3.2 gone; 2025-03-04: enterprise.3.2)"
    assert f"reasons: exempted-restart-due: the rule of that name {why}" in said
    assert "steps: exempted_deallocate_vms: sentences behind it are others (enterprise.3.2 gone)" in said
    assert "checks: exempted: sentences behind it are others (enterprise.3.2 gone)" in said
    assert not any("exempted-and-restarted" in line for line in said)  # its sentence stands, one further up


def test_a_headline_behind_which_a_sentence_is_gone_is_named() -> None:
    rule = next(one for one in BEFORE.rules if one.id == "exempted-restart-due")
    assert rule.headline == "exempted_deallocate_vms"
    gone = rule.cites[-1]
    left = tuple(one for one in BEFORE.statements if one.id != gone)
    later = _later({rule.id: {"cites": rule.cites[:-1]}}).model_copy(update={"statements": left})
    behind = f"sentences behind it are others ({gone} gone)"
    assert f"outcomes and short: exempted_deallocate_vms: {behind}" in _said(later, _with_themes())


def test_the_words_of_a_mere_outcome_are_none_to_read() -> None:
    said = _said(_later(changed=tuple(one.id for one in BEFORE.statements)), _with_themes())
    told = {line.split(":")[1].strip() for line in said if line.startswith("outcomes and short")}
    assert "exempted_deallocate_vms" in told
    assert not told & set(BEFORE.outcomes)


def test_the_steps_of_a_verdict_that_is_told_no_more_are_none_to_read() -> None:
    elsewhere = {"exempted-restart-due": {"headline": "blocked_refused"}}
    said = _said(_later(elsewhere, changed=("enterprise.3.2",)), _with_themes())
    assert not any(line.startswith("steps: exempted_deallocate_vms") for line in said)


def test_a_sentence_that_is_cited_no_more_is_told() -> None:
    said = _said(_later({"relay": {"cites": ("relay.1.1", "relay.2.1")}}), _with_themes())
    assert said == [
        "reasons: relay: the rule of that name rests on other sentences (relay.1.2 cited no more)"
    ]


def test_a_silence_that_rests_on_another_sentence_is_named() -> None:
    said = _said(_later(changed=("enterprise.2.3",)), _with_themes())
    assert any(line.startswith("silent: what_to_write: it rests on other sentences (") for line in said)


def test_words_of_older_editions_are_named_and_in_which_language() -> None:
    assert "themes: delivery: it has only its `default` line, the words of older editions" in _said(_later())
    assert any(
        line.startswith('not_said: "contact 2023-12-20" has none of 2025-03-04') for line in _said(_later())
    )
    phrases = {**PHRASES, "nl": _with_themes()["nl"]}
    assert "themes: delivery: it has only its `default` line, the words of older editions (in en)" in _said(
        _later(), phrases
    )


def test_a_theme_that_has_no_words_yet_is_none_to_read() -> None:
    assert "default" not in PHRASES["en"].themes["what_is_blocked"]
    assert not any(line.startswith("themes: what_is_blocked") for line in _said(_later()))


def test_a_rule_that_comes_back_from_an_older_edition_is_named() -> None:
    old = next(one for one in EDITIONS["2018-11-20"].rules if one.id == "provider-asks")
    assert old.id not in {one.id for one in BEFORE.rules}
    later = _later()
    back = later.model_copy(update={"rules": (*later.rules, old.model_copy(update={"cites": ()}))})
    known = ", ".join(one.edition for one in EDITIONS.values() if old.id in {rule.id for rule in one.rules})
    assert f"reasons: provider-asks: the rule of that name comes back from {known}" in _said(
        back, _with_themes()
    )


def test_a_new_sentence_that_no_rule_goes_by_is_named() -> None:
    first = BEFORE.statements[0].model_copy(update={"id": "opening.9.1", "fingerprints": {"en": "1" * 16}})
    second = first.model_copy(update={"id": "opening.9.2", "fingerprints": {"en": "2" * 16}})
    later = _later({"relay": {"cites": ("opening.9.2",)}})
    later = later.model_copy(update={"statements": (*later.statements, first, second)})
    assert undecided(BEFORE, later) == ["opening.9.1"]
    assert undecided(BEFORE, later.model_copy(update={"pointers": ("opening.9.1",)})) == []
    assert undecided(BEFORE, BEFORE) == []


def test_the_edition_before_is_the_last_of_those_that_are_older() -> None:
    assert before_it(_later(), EDITIONS) is BEFORE
    assert before_it(EDITIONS["2018-11-20"], EDITIONS) is None


def test_the_commands_name_them(tmp_path: Path) -> None:
    newest = max(read_editions())
    text = (EDITIONS_FOLDER / f"{newest}.yaml").read_text(encoding="utf-8")
    file = tmp_path / "2095-03-04.yaml"
    file.write_text(text.replace(f'edition: "{newest}"', 'edition: "2095-03-04"'), encoding="utf-8")
    run = CliRunner().invoke(main, ["policy", "prove", str(file)])
    assert "read again: themes: delivery: it has only its `default` line" in run.stdout
    assert "look: of what is new" not in run.stdout
    assert "read again" not in CliRunner().invoke(main, ["policy", "prove"]).output
    book, paper = tmp_path / "2011-05-03.yaml", tmp_path / "paper.md"
    book.write_text(edition_file(), encoding="utf-8")
    copy = document()
    copy[0].parts[0].sentences.pop(0)
    paper.write_text(as_markdown(copy), encoding="utf-8")
    new = CliRunner().invoke(main, ["policy", "new", str(paper), "--from", str(book), "--date", "2012-06-03"])
    assert "Read again in bot/replies, reasons: members.\n" in new.stderr
    assert "Read again in bot/replies, themes and silent: letters.\n" in new.stderr
    assert "Read again in bot/replies, steps: allowed.\n" in new.stderr
