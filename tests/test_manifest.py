"""The manifest is one that Slack's published schema takes, and says what the bot listens to."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from tests.manifest_schema import Manifest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def manifest() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "bot/manifest.yaml").read_text(encoding="utf-8")))


def test_slack_takes_the_manifest(manifest: dict[str, Any]) -> None:
    assert Manifest.model_validate(manifest).features.slash_commands[0].command == "/port25"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("display_information.name", "n" * 36),
        ("display_information.long_description", "too short"),
        ("display_information.background_color", "purple"),
        ("features.shortcuts.0.name", "a name of more than 24 characters"),
        ("features.shortcuts.0.type", "channel"),
        ("features.slash_commands.0.command", "port25"),
        ("features.slash_commands.0.url", "example.org"),
        ("features.bot_users", {}),
        ("features.agent_view.agent_description", "d" * 301),
        ("settings.socket_mode_enabled", "yes"),
        ("settings.event_subscription", {}),
        ("oauth_config.scopes.bot", ["s" * 51]),
        ("_metadata.major_version", 3),
    ],
)
def test_a_planted_error_is_found(manifest: dict[str, Any], place: str, value: object) -> None:
    *way, last = place.split(".")
    part: Any = manifest
    for step in way:
        part = part[int(step)] if step.isdigit() else part[step]
    part[last] = value
    with pytest.raises(ValidationError) as raised:
        Manifest.model_validate(manifest)
    assert raised.value.error_count() == 1


def test_every_shortcut_is_listened_to(manifest: dict[str, Any]) -> None:
    listeners = (ROOT / "bot/listeners.py").read_text(encoding="utf-8")
    for shortcut in manifest["features"]["shortcuts"]:
        assert f'"{shortcut["callback_id"]}"' in listeners


def test_what_is_typed_after_the_command_arrives_with_ids_for_people(manifest: dict[str, Any]) -> None:
    (command,) = manifest["features"]["slash_commands"]
    assert command["should_escape"] is True


def test_every_event_of_messages_has_its_scope(manifest: dict[str, Any]) -> None:
    scopes = manifest["oauth_config"]["scopes"]
    granted = {*scopes["bot"], *scopes["bot_optional"]}
    wanted = {
        "app_mention": "app_mentions:read",
        "message.channels": "channels:history",
        "message.groups": "groups:history",
        "message.im": "im:history",
        "message.mpim": "mpim:history",
    }
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {wanted[event] for event in events if event in wanted} <= granted
