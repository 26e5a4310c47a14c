"""What Slack sends in its odder shapes is still read: whose workspace it is, and what was said."""

from typing import Any

import pytest

from bot.intake import click_job, event_job, form_job, team_of, words_of

TEAMS: dict[str, dict[str, Any]] = {
    "a partner in a shared channel": {"team_id": "T-PARTNER", "authorizations": [{"team_id": "T-OURS"}]},
    "a modal that a partner opened": {
        "team": {"id": "T-PARTNER"},
        "view": {"app_installed_team_id": "T-OURS"},
    },
    "one workspace": {"team_id": "T-OURS"},
    "a click": {"team": {"id": "T-OURS"}},
    "an org-wide install": {"team": None, "enterprise": {"id": "T-OURS"}},
    "an event of an org-wide install": {"team_id": None, "enterprise_id": "T-OURS", "authorizations": []},
}
WORDS: dict[str, dict[str, Any]] = {
    "its text": {"text": "payg, port 25?", "blocks": [{"type": "section", "text": {"text": "other"}}]},
    "its blocks": {
        "text": None,
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "payg, port 25?"}}],
    },
    "rich text": {
        "text": "",
        "blocks": [
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "payg, port 25?"}]}
                ],
            }
        ],
    },
    "what it forwards": {"text": "", "attachments": [{"text": "payg, port 25?"}]},
    "an alert": {"text": "", "attachments": [{"fallback": "payg, port 25?"}]},
}


@pytest.mark.parametrize("body", TEAMS.values(), ids=TEAMS)
def test_the_workspace_is_the_one_in_which_the_app_is_installed(body: dict[str, Any]) -> None:
    assert team_of(body) == "T-OURS"


@pytest.mark.parametrize("message", WORDS.values(), ids=WORDS)
def test_what_was_said_is_read_wherever_it_stands(message: dict[str, Any]) -> None:
    assert words_of(message) == "payg, port 25?"


def test_an_event_without_a_text_is_no_fault() -> None:
    event = {"type": "app_mention", "user": "U1", "channel": "C1", "ts": "1.1", "text": None}
    job = event_job({"event_id": "E1", "team_id": None, "event": event})
    assert job is not None
    assert job.payload["text"] == ""


def test_a_click_tells_which_of_several_subscriptions_it_is_about() -> None:
    body: dict[str, Any] = {
        "user": {"id": "U1"},
        "team": None,
        "channel": {"id": "C1"},
        "message": {"ts": "1.2"},
    }
    action = {"action_id": "why", "block_id": "do:17:1", "value": "17:1", "action_ts": "3"}
    assert (click_job(body, action).payload["said"], click_job(body, action).payload["part"]) == (17, 1)
    forged = {**action, "block_id": "do:17x:1"}
    assert click_job(body, forged).payload["said"] is None


def test_a_form_that_was_opened_nowhere_is_no_fault() -> None:
    body = {"user": {"id": "U1"}, "team": None, "view": {"id": "V1", "callback_id": "check"}}
    assert form_job(body, {}, {}).payload["metadata"] == "{}"
    assert form_job(body, {}, None).payload["stale"]
