"""What the page asks of the double: look, write, click, submit. People act here, not the app."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import aiohttp
import yaml
from aiohttp import web

from bot.playground.delivery import Delivery
from bot.playground.faults import Faults
from bot.playground.workspace import APP, BOT_NAME, BOT_USER, CHANNELS, GONE, PEOPLE, TEAM, Workspace

PAGE: Final = Path(__file__).parent / "page"
MANIFEST: Final = Path(__file__).parent.parent / "manifest.yaml"
_OWN_ORIGIN: Final = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"
type_of_policy = Callable[[str | None, str | None], dict[str, Any] | None]
type_of_change = Callable[[str, str], Awaitable[None]]
_DELETED: Final = "This message was deleted."


class Pages:
    """The page's own endpoints, under /ui."""

    def __init__(self, workspace: Workspace, delivery: Delivery, faults: Faults) -> None:
        self._workspace, self._delivery, self._faults = workspace, delivery, faults
        self.base_url = ""
        self.policy: type_of_policy = lambda _edition, _language: None
        self.on_locale: type_of_change = _nobody_asks
        self._features = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))["features"]

    def routes(self) -> list[web.RouteDef]:
        """Everything under /ui."""
        return [
            web.get("/", self._index),
            web.get("/policy", self._policy_page),
            web.get("/page/{name}", self._file),
            web.get("/ui/policy", self._policy),
            web.get("/ui/state", self._state),
            web.get("/ui/stream", self._stream),
            web.post("/ui/message", self._message),
            web.post("/ui/edit", self._edit),
            web.post("/ui/delete", self._delete),
            web.post("/ui/command", self._command),
            web.post("/ui/click", self._click),
            web.post("/ui/shortcut", self._shortcut),
            web.post("/ui/submit", self._submit),
            web.post("/ui/close", self._close),
            web.post("/ui/home", self._home),
            web.post("/ui/language", self._language),
            web.post("/ui/faults", self._set_faults),
        ]

    async def _index(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html", headers={"Content-Security-Policy": _OWN_ORIGIN})

    async def _policy_page(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "policy.html", headers={"Content-Security-Policy": _OWN_ORIGIN})

    async def _policy(self, request: web.Request) -> web.Response:
        """The policy of an edition in a language, as whoever started this handed it in."""
        shown = self.policy(request.query.get("edition"), request.query.get("language"))
        if shown is None:
            raise web.HTTPNotFound
        return web.json_response(shown)

    async def _file(self, request: web.Request) -> web.FileResponse:
        found = PAGE / request.match_info["name"]
        if found not in PAGE.iterdir():
            raise web.HTTPNotFound
        return web.FileResponse(found, headers={"Cache-Control": "no-cache"})

    async def _state(self, request: web.Request) -> web.Response:
        """Everything that one person may see."""
        user = request.query["user"]
        direct = self._workspace.direct_channel(user)
        channels = {**CHANNELS, direct: BOT_NAME}
        return web.json_response(
            {
                "me": user,
                "people": {**PEOPLE, BOT_USER: {"name": BOT_NAME}},
                "bot": BOT_USER,
                "channels": [
                    {"id": name, "name": title, "direct": name == direct} for name, title in channels.items()
                ],
                "messages": {name: self._visible(name, user) for name in channels},
                "view": self._workspace.views.get(user),
                "home": self._workspace.homes.get(user),
                "prompts": self._workspace.prompts.get(direct),
                "commands": self._features["slash_commands"],
                "shortcuts": self._features["shortcuts"],
            }
        )

    def _visible(self, channel: str, user: str) -> list[dict[str, Any]]:
        shown = [m for m in self._workspace.messages[channel] if m.get("for_user", user) == user]
        return [{name: value for name, value in message.items() if name != "metadata"} for message in shown]

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        """A line whenever something changed; a page that lost it comes back within a second."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._workspace.watchers.add(queue)
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            word = ""
            while word != GONE:
                try:
                    word = await asyncio.wait_for(queue.get(), timeout=15)
                except TimeoutError:
                    word = "alive"
                await response.write(f"data: {word}\n\n".encode())
        self._workspace.watchers.discard(queue)
        return response

    async def _message(self, request: web.Request) -> web.Response:
        """A person writes."""
        told = await request.json()
        channel, user, text = told["channel"], told["user"], told["text"]
        message = {"user": user, "text": text}
        if told.get("thread_ts"):
            message["thread_ts"] = told["thread_ts"]
        posted = self._workspace.add(channel, message)
        direct = channel.startswith("D")
        kind = "im" if direct else "channel"
        event = {**posted, "channel": channel, "channel_type": kind, "event_ts": posted["ts"], "team": TEAM}
        self._delivery.event(event)
        if not direct and f"<@{BOT_USER}>" in text:
            self._delivery.event({**event, "type": "app_mention"})
        return web.json_response(posted)

    async def _edit(self, request: web.Request) -> web.Response:
        """A person edits a message of theirs."""
        told = await request.json()
        message = self._workspace.find(told["channel"], told["ts"])
        if message is None or message["user"] != told["user"]:
            raise web.HTTPNotFound
        changed = {
            **message,
            "text": told["text"],
            "edited": {"user": told["user"], "ts": self._workspace.stamp()},
        }
        self._change(told["channel"], message, changed)
        return web.json_response(message)

    def _change(self, channel: str, message: dict[str, Any], changed: dict[str, Any]) -> None:
        """Put a changed message in place of one, and tell the app of it."""
        before = dict(message)
        message.clear()
        message.update(changed)
        self._workspace.changed()
        self._about(channel, "message_changed", message=message, previous_message=before)

    def _about(self, channel: str, subtype: str, **what: Any) -> None:
        """Tell the app what became of a message."""
        stamp = self._workspace.stamp()
        event = {"type": "message", "subtype": subtype, "hidden": True, "channel": channel}
        kind = "im" if channel.startswith("D") else "channel"
        self._delivery.event({**event, "channel_type": kind, "ts": stamp, "event_ts": stamp, **what})

    async def _delete(self, request: web.Request) -> web.Response:
        """A person deletes a message of theirs, or puts away one that only they see.

        Where others replied to it, Slack leaves a word in its place, so that their thread stays.
        """
        told = await request.json()
        channel, ts, user = told["channel"], told["ts"], told["user"]
        message = self._workspace.find(channel, ts)
        if message is None or user not in (message["user"], message.get("for_user")):
            raise web.HTTPNotFound
        if any(one.get("thread_ts") == ts for one in self._workspace.messages[channel]):
            tombstone = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "text": _DELETED}
            self._change(channel, message, {**tombstone, "ts": ts})
            return web.json_response({})
        self._workspace.remove(channel, message)
        if "for_user" not in message:  # of a private message that is put away Slack tells nobody
            self._about(channel, "message_deleted", deleted_ts=ts, previous_message=message)
        return web.json_response({})

    async def _command(self, request: web.Request) -> web.Response:
        """A slash command."""
        told = await request.json()
        url = self._response_url(told["channel"], told["user"])
        answer = await _acknowledged(
            self._delivery.command(
                {
                    "command": told.get("command", "/port25"),
                    "text": told["text"],
                    "channel_id": told["channel"],
                    "user_id": told["user"],
                    "team_id": TEAM,
                    "api_app_id": APP,
                    "response_url": url,
                    "trigger_id": self._workspace.trigger(told["user"]),
                }
            )
        )
        return web.json_response(answer)

    def _response_url(self, channel: str, user: str, thread: str = "", ts: str = "") -> str:
        return f"{self.base_url}/respond/{self._workspace.response_url(channel, user, thread, ts)}"

    async def _click(self, request: web.Request) -> web.Response:
        """A click on a control of a message or of the home."""
        told = await request.json()
        user, action = told["user"], {**told["action"], "action_ts": self._workspace.stamp()}
        payload: dict[str, Any] = {
            "type": "block_actions",
            "user": {"id": user, "team_id": TEAM},
            "team": {"id": TEAM},
            "api_app_id": APP,
            "actions": [action],
            "trigger_id": self._workspace.trigger(user),
        }
        if told.get("channel"):
            payload |= self._where(told["channel"], told["ts"], user)
        else:
            payload["container"] = {"type": "view"}
            payload["view"] = {"type": "home"}
        return web.json_response(await _acknowledged(self._delivery.interaction(payload)))

    def _where(self, channel: str, ts: str, user: str) -> dict[str, Any]:
        message = self._workspace.find(channel, ts)
        if message is None:
            raise web.HTTPNotFound
        thread = message.get("thread_ts", "")
        container = {
            "type": "message",
            "message_ts": ts,
            "channel_id": channel,
            "is_ephemeral": "for_user" in message,
        }
        if thread:
            container["thread_ts"] = thread
        where: dict[str, Any] = {
            "channel": {"id": channel},
            "container": container,
            "response_url": self._response_url(channel, user, thread, ts),
        }
        if "for_user" not in message:  # Slack does not hand a private message back
            where["message"] = {name: value for name, value in message.items() if name != "metadata"}
        return where

    async def _shortcut(self, request: web.Request) -> web.Response:
        """A shortcut on a message, or the global one."""
        told = await request.json()
        user = told["user"]
        payload: dict[str, Any] = {
            "user": {"id": user},
            "team": {"id": TEAM},
            "trigger_id": self._workspace.trigger(user),
        }
        if told.get("ts"):
            message = self._workspace.find(told["channel"], told["ts"])
            payload |= {
                "type": "message_action",
                "callback_id": "ask_port25",
                "channel": {"id": told["channel"]},
                "message": message,
                "message_ts": told["ts"],
                "response_url": self._response_url(told["channel"], user),
            }
        else:
            payload |= {"type": "shortcut", "callback_id": "check_port25"}
        return web.json_response(await _acknowledged(self._delivery.interaction(payload)))

    async def _submit(self, request: web.Request) -> web.Response:
        """A submitted modal, unless another is open now; errors of its fields come back to the page."""
        told = await request.json()
        user, view = told["user"], self._workspace.views.get(told["user"])
        if view is None or view["id"] != told["view"]:
            raise web.HTTPNotFound
        payload = {
            "type": "view_submission",
            "user": {"id": user},
            "team": {"id": TEAM},
            "trigger_id": self._workspace.trigger(user),
            "view": {**view, "state": {"values": told["values"]}},
        }
        answer = await _acknowledged(self._delivery.interaction(payload))
        if answer.get("response_action") != "errors":
            self._workspace.views.pop(user, None)
            self._workspace.changed()
        return web.json_response(answer)

    async def _close(self, request: web.Request) -> web.Response:
        self._workspace.views.pop((await request.json())["user"], None)
        self._workspace.changed()
        return web.json_response({})

    async def _home(self, request: web.Request) -> web.Response:
        """A person opens the app's home or its messages."""
        told = await request.json()
        self._delivery.event(
            {
                "type": "app_home_opened",
                "user": told["user"],
                "tab": told["tab"],
                "channel": self._workspace.direct_channel(told["user"]),
                "event_ts": self._workspace.stamp(),
            }
        )
        return web.json_response({})

    async def _language(self, request: web.Request) -> web.Response:
        """A person has their Slack in this language from now on; whoever started this may want to know."""
        told = await request.json()
        self._workspace.locales[told["user"]] = told["locale"]
        await self.on_locale(told["user"], told["locale"])
        return web.json_response({})

    async def _set_faults(self, request: web.Request) -> web.Response:
        """Switch on what may go wrong."""
        wanted = json.loads(await request.text())
        self._faults.set(wanted)
        if wanted.get("drop_sockets"):
            await self._delivery.drop_sockets()
        return web.json_response({})


async def _nobody_asks(_person: str, _locale: str) -> None:
    """Nobody wants to know of a person's new language."""


async def _acknowledged(answer: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    """The app's answer; where none comes in time, the page tells people so, as Slack does."""
    try:
        return await answer
    except (aiohttp.ClientError, TimeoutError, ConnectionError) as fault:
        raise web.HTTPBadGateway from fault
