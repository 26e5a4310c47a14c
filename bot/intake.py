"""What Slack sends -> the Job it means, or None where it is none of ours. Pure.

Decided on purpose, for each kind of message that also arrives:
- our own and other bots' messages, edits by bots, joins, deletions, pins: never.
- a file without text in a direct message: a hint; in a channel: never. With text: as the text.
- a reply that is also sent to the channel: as the reply it is.
- people of other workspaces in a shared channel: like everybody, where they mention us.
- a channel message without a mention: only in a thread that we know, and then it is for whoever does
  the job to see whether we wait for this very person. One with a mention also comes as a mention.
- a removal from a workspace, or of our token: everything of that workspace goes.
"""

import json
from typing import Any

from bot.store import Job

# The controls whose answer is a message of its own; the others open a modal or tell one person.
_POSTING = frozenset(
    "choose_type before since pick_date unknown direct relay azure elsewhere share "
    "ticket_approved ticket_refused ticket_done".split()
)
_LONGEST_NUMBER = 18  # digits; no store counts further
_PEOPLE_SPEAK = (None, "", "file_share", "thread_broadcast")


def event_job(body: dict[str, Any]) -> Job | None:
    """The job of an event of the Events API; a follow-up may turn out to be none of ours."""
    event, team = body["event"], str(body.get("team_id", ""))
    key = f"event:{body['event_id']}"
    if event["type"] == "app_uninstalled" or (
        event["type"] == "tokens_revoked" and event["tokens"].get("bot")
    ):
        return Job(key, "uninstalled", team, "", {})
    if event["type"] == "app_home_opened":
        return _home_job(event, team, key)
    if event["type"] == "app_mention":
        return (
            _question_job(event, team, key, event.get("thread_ts") or event["ts"])
            if _by_person(event)
            else None
        )
    if event["type"] != "message":
        return None
    if event.get("subtype") == "message_changed":
        return _edit_job(event, team, key)
    return _message_job(event, team, key, _mentions_of(body)) if _by_person(event) else None


def command_job(body: dict[str, Any]) -> Job:
    """The job of a slash command; it is answered privately."""
    thread = f"{body['channel_id']}:{body['user_id']}"
    payload = {
        "channel": body["channel_id"],
        "user": body["user_id"],
        "text": _legible(body.get("text", "")).strip(),
        "ephemeral": True,
        "response_url": body["response_url"],
        "trigger_id": body["trigger_id"],
    }
    return Job(f"command:{body['trigger_id']}", "command", body["team_id"], thread, payload)


def message_shortcut_job(body: dict[str, Any]) -> Job:
    """The job of the shortcut on somebody's message; it is answered in that message's thread."""
    message, channel = body["message"], body["channel"]["id"]
    thread = message.get("thread_ts") or message["ts"]
    team = body["team"]["id"]
    payload = {
        "channel": channel,
        "thread": thread,
        "user": body["user"]["id"],
        "text": _legible(message.get("text", "")),
        "fresh": True,
    }
    key, turn = f"shortcut:{body['trigger_id']}", _turn_in(team, channel)
    return Job(key, "question", team, f"{channel}:{thread}", payload, pace=turn)


def global_shortcut_job(body: dict[str, Any]) -> Job:
    """The job of the global shortcut: the form, answered in a direct message."""
    payload = {"user": body["user"]["id"], "trigger_id": body["trigger_id"]}
    return Job(
        f"shortcut:{body['trigger_id']}", "open_check", body["team"]["id"], body["user"]["id"], payload
    )


def click_job(body: dict[str, Any], action: dict[str, Any]) -> Job:
    """The job of a click on a control."""
    container, user = body.get("container", {}), body["user"]["id"]
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    message = body.get("message") or {}
    thread = message.get("thread_ts") or container.get("thread_ts") or _own_thread(channel, container)
    chosen = action.get("selected_option") or {}
    value = chosen.get("value") or action.get("selected_date") or action.get("value") or ""
    payload = {
        "action": action["action_id"],
        "value": value,
        **_said_of(action),
        "user": user,
        "channel": channel,
        "thread": thread,
        "ephemeral": bool(container.get("is_ephemeral")),
        "response_url": body.get("response_url"),
        "trigger_id": body.get("trigger_id", ""),
    }
    name, team = action["action_id"], body["team"]["id"]
    key = f"click:{action.get('action_ts', body.get('trigger_id'))}:{user}:{name}"
    kind = "language" if name == "language" else "click"
    turn = _turn_in(team, channel) if name in _POSTING and not payload["ephemeral"] else None
    return Job(key, kind, team, f"{channel or user}:{thread}", payload, pace=turn)


def form_job(body: dict[str, Any], values: dict[str, str]) -> Job:
    """The job of a submitted modal."""
    view, user = body["view"], body["user"]["id"]
    payload = {
        "callback": view["callback_id"],
        "metadata": view.get("private_metadata", ""),
        "values": {name: _legible(value) for name, value in values.items()},
        "user": user,
    }
    origin, team = json.loads(payload["metadata"] or "{}"), body["team"]["id"]
    posts = origin.get("channel") and not origin.get("response_url")
    turn = _turn_in(team, origin["channel"]) if posts else None
    return Job(f"form:{view['id']}:{view.get('hash', '')}", "form", team, user, payload, pace=turn)


def _legible(text: str) -> str:
    """Text as every store can keep it: without NUL and halves of characters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def number_of(text: str) -> int | None:
    """The number of an answer or ticket in a control of ours, None where it is none."""
    plain = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if plain else None


def _by_person(event: dict[str, Any]) -> bool:
    speaks = event.get("subtype") in _PEOPLE_SPEAK
    return bool(speaks and event.get("user") and not event.get("bot_id") and not event.get("app_id"))


def _home_job(event: dict[str, Any], team: str, key: str) -> Job:
    kind = "prompts" if event.get("tab") == "messages" else "home"
    payload = {"user": event["user"], "channel": event.get("channel", "")}
    return Job(key, kind, team, event["user"], payload)


def _message_job(event: dict[str, Any], team: str, key: str, mentions: tuple[str, ...]) -> Job | None:
    thread = event.get("thread_ts", "")
    if event.get("channel_type") == "im" or event["channel"].startswith("D"):
        return _question_job(event, team, key, thread)
    if not thread or any(mention in event.get("text", "") for mention in mentions):
        return None
    return _question_job(event, team, key, thread, follow_up=True)


def _mentions_of(body: dict[str, Any]) -> tuple[str, ...]:
    """How the bot is mentioned in a text, as far as the event tells whose it is."""
    users = (one.get("user_id") for one in body.get("authorizations", ()))
    return tuple(f"<@{user}" for user in users if user)


def _question_job(
    event: dict[str, Any], team: str, key: str, thread: str, *, follow_up: bool = False
) -> Job | None:
    channel = event["channel"]
    if (
        event.get("subtype") == "file_share"
        and not event.get("text", "").strip()
        and not channel.startswith("D")
    ):
        return None
    payload = {
        "channel": channel,
        "thread": thread,
        "user": event["user"],
        "text": _legible(event.get("text", "")),
    }
    if follow_up:
        payload["follow_up"] = True
    mark, pace = _mark(channel, event["ts"]), _turn_in(team, channel)
    return Job(key, "question", team, f"{channel}:{thread}", payload, mark, pace)


def _edit_job(event: dict[str, Any], team: str, key: str) -> Job | None:
    message, before = event["message"], event.get("previous_message", {})
    if not _by_person(message) or message.get("text") == before.get("text"):
        return None
    channel, thread = event["channel"], message.get("thread_ts") or message["ts"]
    payload = {
        "channel": channel,
        "question_ts": _mark(channel, message["ts"]),
        "text": _legible(message.get("text", "")),
    }
    return Job(key, "edit", team, f"{channel}:{thread}", payload)


def _turn_in(team: str, channel: str) -> str:
    """Whose turn a reply takes: Slack takes about one message a second in a channel."""
    return f"{team}:{channel}"


def _mark(channel: str, ts: str) -> str:
    """A message's own name: event ids differ between the two events that one mention causes."""
    return f"{channel}:{ts}"


def _own_thread(channel: str, container: dict[str, Any]) -> str:
    """In a channel an answer to a top-level message opens its thread; in a direct message not."""
    return "" if channel.startswith("D") else str(container.get("message_ts", ""))


def _said_of(action: dict[str, Any]) -> dict[str, int | None]:
    """The answer that a control belongs to, and which part of it where it has several, from its block."""
    _, number, part, *_ = (*str(action.get("block_id", "")).split(":"), "", "", "")
    return {"said": number_of(number), "part": number_of(part)}
