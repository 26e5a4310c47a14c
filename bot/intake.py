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
from collections.abc import Iterator
from typing import Any

from bot.store import Job

# The controls whose answer is a message of its own; the others open a modal or tell one person.
_POSTING = frozenset(
    "offer_yes choose_type before since pick_date unknown direct relay azure elsewhere share show_types "
    "ticket_approved ticket_refused ticket_done".split()
)
# Those that give way once they were pressed.
_GIVING_WAY = frozenset(
    "offer_yes choose_type before since pick_date unknown direct relay azure elsewhere "
    "ticket_approved ticket_refused ticket_done".split()
)
_NO_CHANNEL = ("U", "W")  # what is answered to a person alone was started at Home
_LONGEST_NUMBER = 18  # digits; no store counts further
_PEOPLE_SPEAK = (None, "", "file_share", "thread_broadcast")


def event_job(body: dict[str, Any]) -> Job | None:
    """The job of an event of the Events API; a follow-up may turn out to be none of ours."""
    event, team = body["event"], team_of(body)
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
        return _edit_job(event, team, key, _mentions_of(body))
    return _message_job(event, team, key, _mentions_of(body)) if _by_person(event) else None


def command_job(body: dict[str, Any]) -> Job:
    """The job of a slash command; it is answered privately."""
    thread = f"{body['channel_id']}:{body['user_id']}"
    payload = {
        "channel": body["channel_id"],
        "user": body["user_id"],
        "text": _legible(body.get("text") or "").strip(),
        "ephemeral": True,
        "response_url": body["response_url"],
        "trigger_id": body["trigger_id"],
    }
    return Job(f"command:{body['trigger_id']}", "command", team_of(body), thread, payload)


def message_shortcut_job(body: dict[str, Any]) -> Job:
    """The job of the shortcut on somebody's message; it is answered in that message's thread."""
    message, channel = body["message"], body["channel"]["id"]
    thread = message.get("thread_ts") or message["ts"]
    team = team_of(body)
    payload = {
        "channel": channel,
        "thread": thread,
        "user": body["user"]["id"],
        "text": _legible(words_of(message)),
        "author": message.get("user") or body["user"]["id"],
        "fresh": True,
    }
    key, turn = f"shortcut:{body['trigger_id']}", _turn_in(team, channel)
    return Job(key, "question", team, f"{channel}:{thread}", payload, pace=turn)


def global_shortcut_job(body: dict[str, Any]) -> Job:
    """The job of the global shortcut: the form, answered in a direct message."""
    payload = {"user": body["user"]["id"], "trigger_id": body["trigger_id"]}
    return Job(f"shortcut:{body['trigger_id']}", "open_check", team_of(body), body["user"]["id"], payload)


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
        "label": _label_of(action),
        "blocks": message.get("blocks") if action["action_id"] in _GIVING_WAY else None,
        "block": action.get("block_id", ""),
        "ts": message.get("ts", ""),
    }
    name, team = action["action_id"], team_of(body)
    key = f"click:{action.get('action_ts', body.get('trigger_id'))}:{user}:{name}"
    kind = "language" if name == "language" else "click"
    turn = _turn_in(team, channel) if name in _POSTING and not payload["ephemeral"] else None
    return Job(key, kind, team, _order(channel or user, thread), payload, pace=turn)


def home_anew(job: Job) -> Job | None:
    """The job that shows somebody's Home anew after what was done there; None after anything else."""
    told = job.payload
    where = json.loads(told["metadata"]) if job.kind == "form" else told
    changes = job.kind == "form" or (job.kind == "click" and told["action"] in _GIVING_WAY)
    if not changes or _in_a_channel(where.get("channel", "")):
        return None
    return Job(f"home:{job.key}", "home", job.team, told["user"], {"user": told["user"], "channel": ""})


def _in_a_channel(channel: str) -> bool:
    return bool(channel) and not channel.startswith(_NO_CHANNEL)


def form_job(body: dict[str, Any], values: dict[str, str], origin: dict[str, Any] | None) -> Job:
    """The job of a submitted modal; `origin` is what it remembers, None where that is not to be believed."""
    view, user = body["view"], body["user"]["id"]
    payload = {
        "callback": view["callback_id"],
        "metadata": json.dumps(origin or {}),
        "stale": origin is None,
        "values": {name: _legible(value) for name, value in values.items()},
        "user": user,
    }
    team, place = team_of(body), origin or {}
    posts = place.get("channel") and not place.get("response_url")
    turn = _turn_in(team, place["channel"]) if posts else None
    return Job(f"form:{view['id']}:{view.get('hash', '')}", "form", team, user, payload, pace=turn)


def team_of(body: dict[str, Any]) -> str:
    """The workspace in which the app is installed: in a shared channel that of the sender is another."""
    authorized: dict[str, Any] = next(iter(body.get("authorizations") or ()), {})
    installed = (body.get("view") or {}).get("app_installed_team_id")
    team = authorized.get("team_id") or installed or body.get("team_id") or (body.get("team") or {}).get("id")
    enterprise = body.get("enterprise_id") or (body.get("enterprise") or {}).get("id")
    return str(team or enterprise or "")


def words_of(message: dict[str, Any]) -> str:
    """What a message says: its text, else what stands in its blocks, and what it forwards."""
    said = [message.get("text") or "\n".join(_texts(message.get("blocks") or []))]
    for attached in message.get("attachments") or ():
        words = attached.get("text") or "\n".join(_texts(attached.get("blocks") or []))
        said.append(words or attached.get("fallback") or "")
    return "\n".join(text for text in said if text)


def _texts(thing: Any) -> Iterator[str]:
    """Every text in blocks, in their order."""
    if isinstance(thing, list):
        for one in thing:
            yield from _texts(one)
    elif isinstance(thing, dict):
        if isinstance(thing.get("text"), str):
            yield thing["text"]
        yield from _texts([value for value in thing.values() if isinstance(value, dict | list)])


def _label_of(action: dict[str, Any]) -> str:
    """What a person chose, as it stood there."""
    chosen = action.get("selected_option") or action
    return str((chosen.get("text") or {}).get("text") or action.get("selected_date") or "")


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
        return _question_job(event, team, key, thread or event["ts"], top=not thread)
    if not thread or any(mention in words_of(event) for mention in mentions):
        return None
    return _question_job(event, team, key, thread, follow_up=True)


def _mentions_of(body: dict[str, Any]) -> tuple[str, ...]:
    """How the bot is mentioned in a text, as far as the event tells whose it is."""
    users = (one.get("user_id") for one in body.get("authorizations", ()))
    return tuple(f"<@{user}" for user in users if user)


def _question_job(event: dict[str, Any], team: str, key: str, thread: str, **marks: bool) -> Job | None:
    """`marks`: a follow-up, or at the top of a direct message."""
    channel, text = event["channel"], _legible(words_of(event))
    only_a_file = event.get("subtype") == "file_share" and not text.strip()
    if only_a_file and not channel.startswith("D"):
        return None
    told = {**marks, "file": only_a_file}
    payload = {
        "channel": channel,
        "thread": thread,
        "user": event["user"],
        "text": text,
        **{name: True for name, holds in told.items() if holds},
    }
    mark, pace = _mark(channel, event["ts"]), _turn_in(team, channel)
    return Job(key, "question", team, _order(channel, thread), payload, mark, pace)


def _edit_job(event: dict[str, Any], team: str, key: str, mentions: tuple[str, ...]) -> Job | None:
    message, before = event["message"], event.get("previous_message") or {}
    text = words_of(message)
    if not _by_person(message) or text == words_of(before):
        return None
    channel, thread = event["channel"], message.get("thread_ts") or message["ts"]
    payload = {
        "channel": channel,
        "thread": thread,
        "user": message["user"],
        "question_ts": _mark(channel, message["ts"]),
        "text": _legible(text),
        "for_us": channel.startswith("D") or any(mention in text for mention in mentions),
    }
    return Job(key, "edit", team, _order(channel, thread), payload, pace=_turn_in(team, channel))


def _order(channel: str, thread: str) -> str:
    """What is done one after the other: the messages of a thread, and all of a direct message."""
    return f"{channel}:" if channel.startswith("D") else f"{channel}:{thread}"


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
