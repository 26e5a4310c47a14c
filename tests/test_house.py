"""The house keeps to its own rules: languages match, citations resolve, the README's commands run."""

import re
import shlex
import string
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bot.cli import main
from bot.saying.phrases import read_phrases
from knowledge.answering.chosen import answer_facts
from knowledge.library import Library
from rules.edition import read_editions

ROOT = Path(__file__).parent.parent
PHRASES = read_phrases()
EDITIONS = read_editions()
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _slots(value: object, place: str = "") -> dict[str, set[str]]:
    """Every text of a language by its place, with the slots that stand in it."""
    if isinstance(value, str):
        return {place: {name for _, name, _, _ in string.Formatter().parse(value) if name}}
    items = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[arg-type]
    return {key: slots for name, part in items for key, slots in _slots(part, f"{place} > {name}").items()}


def test_all_languages_have_the_same_sentences_with_the_same_slots() -> None:
    english, dutch = (PHRASES[language].model_dump(by_alias=True) for language in ("en", "nl"))
    assert _slots(english) == _slots(dutch)


@pytest.mark.parametrize("language", PHRASES)
def test_every_rule_and_theme_has_its_words(language: str) -> None:
    phrases = PHRASES[language]
    rules = {rule.id for edition in EDITIONS.values() for rule in edition.rules}
    assert set(phrases.reasons) == rules
    outcomes = {rule.outcome for edition in EDITIONS.values() for rule in edition.rules}
    assert outcomes <= set(phrases.outcomes)
    assert outcomes <= set(phrases.short)
    for edition in EDITIONS.values():
        for name, topic in edition.topics.items():
            if topic.silent:
                assert name in phrases.silent, name
            else:
                assert {edition.edition, "default"} & set(phrases.themes[name]), (name, edition.edition)


@pytest.mark.parametrize("language", PHRASES)
def test_every_subscription_type_has_its_everyday_name(language: str, library: Library) -> None:
    values = {value for edition in EDITIONS.values() for value in edition.facts["subscription"].values}
    assert values | library.reading.vocabulary.values("subscription", "subscription_weak") <= set(
        PHRASES[language].types
    )


def test_every_citation_leads_to_a_section_with_a_link(library: Library) -> None:
    for edition in EDITIONS.values():
        for rule in edition.rules:
            for statement_id in rule.cites:
                assert edition.statement(statement_id).section in edition.sections
    found = answer_facts({"delivery": "relay"}, library, edition="2018-11-20")
    assert found.parts[0].citations[0].link.endswith("#recommended-method-of-sending-email")


def test_no_floor_above_the_data_holds_a_sentence_of_the_bot() -> None:
    """A reply in code would be said in one language only."""
    spoken = {text for text in _texts(PHRASES["en"].model_dump()) if len(text.split()) > 5}
    code = "\n".join(
        file.read_text(encoding="utf-8")
        for floor in ("rules", "knowledge", "bot")
        for file in (ROOT / floor).rglob("*.py")
    )
    assert [text for text in spoken if text in code] == []


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value
    return [text for part in parts for text in _texts(part)]  # type: ignore[union-attr]


LASTING = ("serve", "playground")  # these run until they are stopped: test_slack starts them
NEEDS_A_STORE = ("review", "store")  # test_review has one
COMMANDS = sorted(set(re.findall(r"python -m bot [^\n`|]+", README)))


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if one.split()[3] not in LASTING + NEEDS_A_STORE]
)
def test_the_commands_of_the_readme_run(command: str) -> None:
    words = shlex.split(command)[1:]
    run = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, input=b"", check=False, timeout=120
    )
    assert run.returncode in (0, 1), run.stderr.decode()
    assert b"Traceback" not in run.stderr


def test_the_readme_names_every_command() -> None:
    assert [name for name in main.commands if f"bot {name}" not in README] == []


def test_every_command_explains_itself() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        assert all(
            getattr(option, "help", "-") for option in command.params if option.param_type_name == "option"
        ), name


def test_every_command_of_the_guides_is_there_with_its_options() -> None:
    guides = [ROOT / "docs" / "policy.md", ROOT / "CONTRIBUTING.md"]
    text = "\n".join(guide.read_text(encoding="utf-8") for guide in guides)
    commands = re.findall(r"python -m bot [^\n`]+", text)
    assert len(commands) > 10
    for command in commands:
        assert _takes(shlex.split(command)), command


def _takes(words: list[str]) -> bool:
    """Whether there is a command of these words that knows their options."""
    found: click.Command = main
    rest = words[3:]
    while isinstance(found, click.Group):
        found = found.commands[rest.pop(0)]
    named = {name for option in found.params for name in option.opts}
    return {word for word in rest if word.startswith("--")} <= named


def _all(command: click.Command) -> list[click.Command]:
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return [command, *(deeper for one in below for deeper in _all(one))]


def test_a_command_that_a_help_text_names_is_there() -> None:
    helps = [
        text
        for command in _all(main)
        for text in (command.help, *(getattr(option, "help", None) for option in command.params))
        if text
    ]
    named = [one for text in helps for one in re.findall(r"`([^`]+)`", text)]
    assert [one for one in named if one.split()[0] == "port25"] == []  # only a package installs that name
    for one in named:
        if one.startswith("python"):
            assert _found(shlex.split(one)), one


def _found(words: list[str]) -> bool:
    """Whether `python -m bot` has a command of these words."""
    command: click.Command | None = main
    for word in words[3:]:
        if not isinstance(command, click.Group):
            break
        command = command.commands.get(word)
    return words[:3] == ["python", "-m", "bot"] and command is not None
