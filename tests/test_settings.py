"""Settings say what is missing, what it is for and where it is found; the manifest keeps Slack's limits."""

import re
from pathlib import Path

import pytest
import yaml

from bot.settings import Settings, SettingsFault, read_settings

ROOT = Path(__file__).parent.parent
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


def test_the_example_file_explains_every_setting() -> None:
    explained = set(
        re.findall(r"^#? ?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert explained == set(NAMES)


def test_the_manifest_keeps_to_what_slack_allows() -> None:
    manifest = yaml.safe_load((ROOT / "bot/manifest.yaml").read_text(encoding="utf-8"))
    about = manifest["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-f]{6}", about["background_color"])
    for shortcut in manifest["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
    (command,) = manifest["features"]["slash_commands"]
    assert command["command"] == "/port25"
    assert command["should_escape"] is True


def test_the_manifest_names_every_callback_that_is_listened_to() -> None:
    manifest = yaml.safe_load((ROOT / "bot/manifest.yaml").read_text(encoding="utf-8"))
    listeners = (ROOT / "bot/listeners.py").read_text(encoding="utf-8")
    for shortcut in manifest["features"]["shortcuts"]:
        assert f'"{shortcut["callback_id"]}"' in listeners
