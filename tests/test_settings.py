"""Settings say what is missing, what it is for and where it is found."""

import base64
import re
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from standardwebhooks import Webhook

from bot.cli import main
from bot.settings import Settings, SettingsFault, read_settings

ROOT = Path(__file__).parent.parent
WHOLE = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({}, ["SLACK_BOT_TOKEN", "OAuth & Permissions"]),
        ({"SLACK_BOT_TOKEN": "abc"}, ["SLACK_BOT_TOKEN", "xoxb-"]),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, ["SLACK_SIGNING_SECRET", "Basic Information", "SLACK_APP_TOKEN"]),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "no"}, ["SLACK_APP_TOKEN", "xapp-"]),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "PORT": "many"},
            ["PORT", "the port to listen on"],
        ),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "DATABASE_URL": "x"},
            ["DATABASE_URL", "sqlite:///FILE"],
        ),
        ({**WHOLE, "HANDOFF_WEBHOOK_URL": "https://example.org/hook"}, ["HANDOFF_WEBHOOK_SECRET", "openssl"]),
        ({**WHOLE, "HANDOFF_WEBHOOK_SECRET": "a secret"}, ["HANDOFF_WEBHOOK_SECRET", "whsec_", "openssl"]),
        ({**WHOLE, "HANDOFF_WEBHOOK_SECRET": "whsec_c2hvcnQ="}, ["HANDOFF_WEBHOOK_SECRET", "24 to 64"]),
        (
            {**WHOLE, "PORT25_WATCH": "https://example.org/page"},
            ["PORT25_WATCH", "no file https", "no addresses"],
        ),
        ({**WHOLE, "PORT25_WATCH": __file__}, ["PORT25_OWNERS", "Copy member ID"]),
        ({**WHOLE, "PORT25_WATCH": f"{__file__}, gone.md"}, ["PORT25_WATCH: there is no file gone.md"]),
        ({**WHOLE, "PORT25_OWNERS": "@anna"}, ["PORT25_OWNERS", "U012AB3CD"]),
        ({**WHOLE, "HANDOFF_WEBHOOK_URL": "ftp://example.org"}, ["HANDOFF_WEBHOOK_URL", "http(s)://"]),
    ],
)
def test_a_missing_or_malformed_setting_is_explained(
    given: dict[str, str], parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsFault) as raised:
        read_settings()
    assert [part for part in parts if part not in str(raised.value)] == []


def test_documents_and_owners_are_read_as_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {**WHOLE, "PORT25_WATCH": f"{__file__}, {ROOT / 'README.md'}", "PORT25_OWNERS": "U012AB3CD,W0AB"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()
    assert settings.watched == (Path(__file__), ROOT / "README.md")
    assert settings.owners == ("U012AB3CD", "W0AB")


@pytest.mark.parametrize("length", range(24, 65))
def test_every_key_that_openssl_prints_can_sign(length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = f"whsec_{base64.b64encode(bytes(range(length))).decode()}"
    given = {**WHOLE, "HANDOFF_WEBHOOK_URL": "https://example.org/hook", "HANDOFF_WEBHOOK_SECRET": secret}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert read_settings().handoff_webhook_secret == secret
    assert Webhook(secret).sign("1", datetime.now(UTC), "{}").startswith("v1,")


def test_the_example_file_explains_every_setting() -> None:
    explained = set(
        re.findall(r"^#? ?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert explained == set(NAMES)


def test_a_port_in_use_and_a_store_out_of_reach_are_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "a secret")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        told = _serve()
    assert "Each process needs a PORT of its own" in told
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.sqlite3")
    told = _serve()
    assert "DATABASE_URL must name a file that can be written" in told


def test_an_edition_that_is_not_known_is_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**WHOLE, "SLACK_SIGNING_SECRET": "a secret", "PORT25_EDITION": "2019"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'x.sqlite3'}")
    told = _serve()
    assert told.startswith("Error: PORT25_EDITION: edition '2019' is not known; known are 2018-11-20, ")


def _serve() -> str:
    command = [sys.executable, "-m", "bot", "serve"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
    told = run.stderr.decode()
    assert run.returncode == 1
    assert "Traceback" not in told
    assert "a secret" not in told
    return told


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("ask", "csp from 2020, direct port 25?"), "blocked, and the document names no way to lift it."),
        (("check", "--subscription", "csp"), "blocked, and the document names no way to lift it."),
        (("check", "--subscription", "csp", "--edition", "2021"), "blocked, but you can ask microsoft"),
    ],
)
def test_commands_that_answer_go_by_the_edition_of_the_environment(
    command: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT25_EDITION", "2023-12-20")
    run = CliRunner().invoke(main, list(command))
    assert run.exit_code == 0
    assert run.stdout.casefold().startswith(told)


def test_a_conversation_goes_by_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT25_EDITION", "newest")
    run = CliRunner().invoke(main, ["chat"], input="csp from 2020, direct port 25?\n")
    assert "edition of 20 December 2023" in run.stdout


def test_they_refuse_what_the_server_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT25_EDITION", "2019")
    run = CliRunner().invoke(main, ["check", "--subscription", "csp"])
    assert run.exit_code == 1
    assert run.stderr.startswith("Error: PORT25_EDITION: edition '2019' is not known; known are 2018-11-20, ")
