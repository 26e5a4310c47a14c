"""Slack's Web API, as far as an app of this kind uses it, with Slack's error codes."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.playground.faults import Faults
from bot.playground.pace import Pace
from bot.playground.validate import message_faults, view_faults
from bot.playground.workspace import APP, BOT_ID, BOT_NAME, BOT_USER, PEOPLE, TEAM, Scheduled, Workspace

type_of_answer = dict[str, Any]
_FARTHEST_SECONDS = 120 * 86_400.0  # that a message may be scheduled ahead
_HIDDEN = ("metadata", "for_user")


class Api:
    """The methods by their names; each takes the call's fields and answers like Slack."""

    def __init__(
        self, workspace: Workspace, faults: Faults, pace: Pace, bot_token: str, app_token: str
    ) -> None:
        self._workspace, self._faults, self._pace = workspace, faults, pace
        self._bot_token, self._app_token = bot_token, app_token
        self.calls: list[tuple[float, str, dict[str, Any]]] = []
        self._methods: dict[str, Callable[[dict[str, Any]], type_of_answer]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post_message,
            "chat.update": self._update,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.scheduleMessage": self._schedule,
            "chat.scheduledMessages.list": self._scheduled,
            "chat.deleteScheduledMessage": self._unschedule,
            "conversations.open": self._open_direct,
            "conversations.replies": self._replies,
            "conversations.history": self._history,
            "views.open": self._open_view,
            "views.publish": self._publish,
            "users.info": self._user_info,
            "assistant.threads.setSuggestedPrompts": self._prompts,
            "apps.connections.open": self._open_connection,
        }
        self.socket_url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        fields = await _fields(request)
        self.calls.append((time.monotonic(), method, fields))
        status = self._faults.next_status(method)
        if method == "chat.postMessage" and not self._pace.allows(str(fields.get("channel"))):
            status = 429
        if status == 429:  # noqa: PLR2004 - too many requests
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"}
            )
        if status == 0:
            await asyncio.sleep(self._faults.hang_seconds)
            _break_off(request)
        if status is not None:
            return web.Response(status=status or 500, text="the server is having a moment")
        if method in self._faults.refused:
            return web.json_response({"ok": False, "error": self._faults.refused[method]})
        await asyncio.sleep(self._faults.slow.get(method, 0.0))
        answer = self._answer(method, fields, request.headers.get("Authorization", ""))
        if self._faults.answer_is_lost(method):
            _break_off(request)
        return web.json_response(answer)

    def _answer(self, method: str, fields: dict[str, Any], authorization: str) -> type_of_answer:
        if method == "api.test":
            return {"ok": True}
        if method not in self._methods:
            return {"ok": False, "error": "unknown_method"}
        token = authorization.removeprefix("Bearer ") or fields.get("token", "")
        wanted = self._app_token if method == "apps.connections.open" else self._bot_token
        if not token:
            return {"ok": False, "error": "not_authed"}
        if token != wanted:
            return {"ok": False, "error": "invalid_auth"}
        return self._methods[method](fields)

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """A message sent to a response URL."""
        status = self._faults.next_status("response_url")
        if status is not None:
            return web.Response(status=status, text="not now", headers={"Retry-After": "1"})
        known = self._workspace.use_response_url(request.match_info["key"])
        body = await request.json()
        if known is None:
            return web.Response(status=404, text="expired_url")
        faults = self._faults_of(body)
        if faults:
            return web.Response(status=400, text=f"invalid_blocks: {'; '.join(faults)}")
        pressed = self._workspace.find(known.channel, known.ts)
        if pressed and body.get("replace_original"):
            pressed.update(text=body.get("text", ""), blocks=body.get("blocks", []))
            self._workspace.changed()
            return web.Response(text="ok")
        private = body.get("response_type") != "in_channel"
        message = _from_bot({"text": body.get("text", ""), "blocks": body.get("blocks", [])})
        if known.thread:
            message["thread_ts"] = known.thread
        if private:
            message["for_user"] = known.user
        self._workspace.add(known.channel, message)
        return web.Response(text="ok")

    # -- methods

    def _auth_test(self, _fields: dict[str, Any]) -> type_of_answer:
        return {
            "ok": True,
            "url": "https://playground.invalid/",
            "team": "Playground",
            "user": BOT_NAME,
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT_ID,
        }

    def _post_message(self, fields: dict[str, Any]) -> type_of_answer:
        wanted = fields.get("channel", "")  # or a person, to whom a direct message is opened
        channel = self._channel(self._workspace.direct_channel(wanted) if wanted in PEOPLE else wanted)
        refused = self._refused(channel, fields)
        if refused or channel is None:
            return refused or {"ok": False, "error": "channel_not_found"}
        message = _from_bot({"text": fields.get("text", ""), "blocks": fields.get("blocks") or []})
        for name in ("thread_ts", "metadata"):
            if fields.get(name):
                message[name] = fields[name]
        posted = self._workspace.add(channel, message)
        return {"ok": True, "channel": channel, "ts": posted["ts"], "message": posted}

    def _channel(self, name: str) -> str | None:
        return name if self._workspace.has_channel(name) else None

    def _refused(self, channel: str | None, fields: dict[str, Any]) -> type_of_answer | None:
        if channel is None:
            return {"ok": False, "error": "channel_not_found"}
        if channel in self._workspace.closed:
            return {"ok": False, "error": "not_in_channel"}
        faults = self._faults_of(fields)
        if not faults:
            return None
        error = faults[0] if faults[0] in ("no_text", "msg_too_long") else "invalid_blocks"
        return {"ok": False, "error": error, "response_metadata": {"messages": faults}}

    def _faults_of(self, message: dict[str, Any]) -> list[str]:
        refused = ["no blocks today"] if self._faults.plain_only and message.get("blocks") else []
        return refused + message_faults(message)

    def _update(self, fields: dict[str, Any]) -> type_of_answer:
        channel = self._channel(fields.get("channel", ""))
        message = self._workspace.find(channel, fields.get("ts", "")) if channel else None
        if channel is None or message is None:
            return {"ok": False, "error": "message_not_found"}
        refused = self._refused(channel, fields)
        if refused:
            return refused
        message.update(
            text=fields.get("text", ""),
            blocks=fields.get("blocks") or [],
            edited={"ts": self._workspace.stamp()},
        )
        self._workspace.changed()
        return {"ok": True, "channel": channel, "ts": message["ts"], "text": message["text"]}

    def _post_ephemeral(self, fields: dict[str, Any]) -> type_of_answer:
        channel = self._channel(fields.get("channel", ""))
        refused = self._refused(channel, fields)
        if refused or channel is None:
            return refused or {"ok": False, "error": "channel_not_found"}
        if fields.get("user") not in PEOPLE:
            return {"ok": False, "error": "user_not_in_channel"}
        message = _from_bot(
            {"text": fields.get("text", ""), "blocks": fields.get("blocks") or [], "for_user": fields["user"]}
        )
        if fields.get("thread_ts"):
            message["thread_ts"] = fields["thread_ts"]
        return {"ok": True, "message_ts": self._workspace.add(channel, message)["ts"]}

    def _schedule(self, fields: dict[str, Any]) -> type_of_answer:
        channel, wait = self._channel(fields.get("channel", "")), float(fields["post_at"]) - time.time()
        refused = self._refused(channel, fields)
        if refused or channel is None:
            return refused or {"ok": False, "error": "channel_not_found"}
        if not 0 < wait <= _FARTHEST_SECONDS:
            return {"ok": False, "error": "time_in_past" if wait <= 0 else "time_too_far"}
        message = _from_bot({"text": fields.get("text", ""), "thread_ts": fields.get("thread_ts", "")})
        name = f"Q{self._workspace.stamp()}"
        one = Scheduled(name, int(fields["post_at"]), int(time.time()), channel, message)
        self._workspace.scheduled.append(one)
        asyncio.get_running_loop().call_later(wait, self._say_scheduled, one)
        return {"ok": True, "channel": channel, "scheduled_message_id": name, "post_at": one.post_at}

    def _say_scheduled(self, one: Scheduled) -> None:
        if one in self._workspace.scheduled:  # else it was taken back
            self._workspace.add(one.channel, one.message)

    def _unschedule(self, fields: dict[str, Any]) -> type_of_answer:
        wanted = (fields.get("channel"), fields.get("scheduled_message_id"))
        waiting = self._workspace.scheduled
        found = next((one for one in waiting if (one.channel, one.id) == wanted), None)
        if found is None or found.post_at <= time.time():
            return {"ok": False, "error": "invalid_scheduled_message_id"}
        waiting.remove(found)
        return {"ok": True}

    def _open_direct(self, fields: dict[str, Any]) -> type_of_answer:
        person = fields.get("users", "")
        if person not in PEOPLE:
            return {"ok": False, "error": "user_not_found"}
        return {"ok": True, "channel": {"id": self._workspace.direct_channel(person)}}

    def _scheduled(self, fields: dict[str, Any]) -> type_of_answer:
        """What is still to be posted."""
        wanted = fields.get("channel")
        if wanted and self._channel(wanted) is None:
            return {"ok": False, "error": "invalid_channel"}
        waiting = [
            {
                "id": one.id,
                "channel_id": one.channel,
                "post_at": one.post_at,
                "date_created": one.created,
                "text": one.message["text"],
            }
            for one in self._workspace.scheduled
            if one.post_at > time.time() and wanted in (None, one.channel)
        ]
        return _page(waiting, fields, "scheduled_messages")

    def _replies(self, fields: dict[str, Any]) -> type_of_answer:
        channel, thread = self._channel(fields.get("channel", "")), fields.get("ts", "")
        if channel is None or self._workspace.find(channel, thread) is None:
            return {"ok": False, "error": "thread_not_found"}
        found = [
            m
            for m in self._workspace.messages[channel]
            if thread in (m["ts"], m.get("thread_ts")) and "for_user" not in m
        ]
        parent, *replies = found
        return _page([parent, *_younger(replies, fields)], fields)

    def _history(self, fields: dict[str, Any]) -> type_of_answer:
        channel = self._channel(fields.get("channel", ""))
        if channel is None:
            return {"ok": False, "error": "channel_not_found"}
        found = [m for m in self._workspace.messages[channel] if "for_user" not in m and "thread_ts" not in m]
        return _page(_younger(found, fields)[::-1], fields)

    def _open_view(self, fields: dict[str, Any]) -> type_of_answer:
        user, error = self._workspace.use_trigger(fields.get("trigger_id", ""))
        if user is None:
            return {"ok": False, "error": error}
        if self._faults.late_trigger:
            told = {"messages": ["[ERROR] invalid `trigger_id`"]}
            return {"ok": False, "error": self._faults.late_trigger, "response_metadata": told}
        view = fields.get("view") or {}
        faults = view_faults(view)
        if faults:
            return {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": faults}}
        kept = {
            **view,
            "id": f"V{self._workspace.stamp()}",
            "hash": self._workspace.stamp(),
            "team_id": TEAM,
            "app_id": APP,
        }
        self._workspace.views[user] = kept
        self._workspace.changed()
        return {"ok": True, "view": kept}

    def _publish(self, fields: dict[str, Any]) -> type_of_answer:
        view = fields.get("view") or {}
        faults = view_faults(view)
        if faults:
            return {"ok": False, "error": "invalid_arguments", "response_metadata": {"messages": faults}}
        self._workspace.homes[fields["user_id"]] = view
        self._workspace.changed()
        return {"ok": True, "view": view}

    def _user_info(self, fields: dict[str, Any]) -> type_of_answer:
        person = self._workspace.person(fields.get("user", ""))
        if person is None:
            return {"ok": False, "error": "user_not_found"}
        return {
            "ok": True,
            "user": {**person, "id": fields["user"], "name": person["name"].lower()},
        }

    def _prompts(self, fields: dict[str, Any]) -> type_of_answer:
        self._workspace.prompts[fields["channel_id"]] = {
            "title": fields.get("title"),
            "prompts": fields["prompts"],
        }
        self._workspace.changed()
        return {"ok": True}

    def _open_connection(self, _fields: dict[str, Any]) -> type_of_answer:
        return {"ok": True, "url": self.socket_url}


def _break_off(request: web.Request) -> None:
    if request.transport is not None:  # else the caller was gone before
        request.transport.abort()


def _from_bot(message: dict[str, Any]) -> dict[str, Any]:
    return {"user": BOT_USER, "bot_id": BOT_ID, "app_id": APP, **message}


def _younger(messages: list[dict[str, Any]], fields: dict[str, Any]) -> list[dict[str, Any]]:
    """Those after `oldest`, where the call names one."""
    return [message for message in messages if float(message["ts"]) > float(fields.get("oldest") or 0)]


def _page(messages: list[dict[str, Any]], fields: dict[str, Any], name: str = "messages") -> type_of_answer:
    """So many of them as the call wants, and the cursor of the next ones where there are more."""
    first, most = int(fields.get("cursor") or 0), int(fields.get("limit") or 100)
    following = first + most
    more = following < len(messages)
    return {
        "ok": True,
        name: messages[first:following],
        "has_more": more,
        "response_metadata": {"next_cursor": str(following) if more else ""},
    }


async def _fields(request: web.Request) -> dict[str, Any]:
    """A call's fields, from JSON or from a form whose values may be JSON."""
    if request.content_type == "application/json":
        found = await request.json()
        return found if isinstance(found, dict) else {}
    form = {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}
    return {
        name: _maybe_json(value) if name in ("blocks", "view", "metadata", "prompts") else value
        for name, value in form.items()
    }


def _maybe_json(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value
