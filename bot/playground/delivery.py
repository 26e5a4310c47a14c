"""What Slack sends to an app: signed HTTP requests with retries, or envelopes by Socket Mode."""

import asyncio
import hashlib
import hmac
import json
import logging
import secrets
import time
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from bot.playground.faults import Faults
from bot.playground.workspace import APP, BOT_USER, TEAM

_ACK_SECONDS: Final = 3.0
_LOG = logging.getLogger(__name__)


class Sent(NamedTuple):
    """An event on its way: its id, and its copies, each done when acknowledged or given up."""

    id: str
    copies: list[asyncio.Task[bool]]


class Delivery:
    """The way to the app; `retry_seconds` are the waits before the second, third and fourth try."""

    def __init__(
        self, faults: Faults, signing_secret: str, *, retry_seconds: tuple[float, ...] = (0.1, 60.0, 300.0)
    ) -> None:
        self.app_urls: list[str] = []
        self._faults, self._secret, self._retry_seconds = faults, signing_secret, retry_seconds
        self._session: aiohttp.ClientSession | None = None
        self._sockets: list[web.WebSocketResponse] = []
        self._acks: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[bool]] = set()
        self.connected = asyncio.Event()
        self.refused = 0

    def event(self, event: dict[str, Any]) -> Sent:
        """Send an event, as often as the faults say, and again where it is not acknowledged."""
        body = {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": APP,
            "event_id": f"Ev{secrets.token_hex(6)}",
            "event_time": int(time.time()),
            "event": event,
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        }
        tasks = [asyncio.create_task(self._until_acknowledged(body)) for _ in range(self._faults.copies)]
        for task in tasks:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return Sent(str(body["event_id"]), tasks)

    async def interaction(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Send a click, a shortcut or a submitted modal; the app's answer (empty for a mere ok)."""
        if self._sockets:
            return await self._by_socket("interactive", payload)
        return await self._by_http(
            urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded"
        )

    async def command(self, fields: dict[str, str]) -> dict[str, Any]:
        """Send a slash command."""
        if self._sockets:
            return await self._by_socket("slash_commands", dict(fields))
        return await self._by_http(urlencode(fields), "application/x-www-form-urlencoded")

    async def settled(self) -> None:
        """Wait until everything on its way is acknowledged, if that takes no longer than it may."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_ACK_SECONDS)

    async def close(self) -> None:
        """Stop retrying and let go of the connections."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for socket in list(self._sockets):
            await socket.close()
        if self._session:
            await self._session.close()

    async def _until_acknowledged(self, body: dict[str, Any]) -> bool:
        await asyncio.sleep(self._faults.delay_seconds)
        for attempt, wait in enumerate((0.0, *self._retry_seconds)):
            await asyncio.sleep(wait)
            try:
                if self._sockets:
                    await self._by_socket("events_api", body, attempt)
                else:
                    await self._by_http(json.dumps(body), "application/json", attempt)
            except (aiohttp.ClientError, TimeoutError, ConnectionError) as fault:
                self.refused += 1
                _LOG.info("event %s not taken: %s", body["event_id"], type(fault).__name__)
            else:
                return True
        return False

    # -- HTTP

    async def _by_http(self, body: str, content_type: str, attempt: int = 0) -> dict[str, Any]:
        self._session = self._session or aiohttp.ClientSession()
        headers = {"Content-Type": content_type, **self._signed(body)}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_error"}
        timeout = aiohttp.ClientTimeout(total=_ACK_SECONDS)
        async with self._session.post(
            f"{self._next_url()}/slack/events", data=body.encode(), headers=headers, timeout=timeout
        ) as response:
            text = await response.text()
            if response.status != 200:  # noqa: PLR2004 - acknowledged
                raise aiohttp.ClientError(f"status {response.status}")
            return json.loads(text) if text.startswith("{") else {}

    def _next_url(self) -> str:
        """Where the app is; where it runs more than once, one after the other."""
        self.app_urls = [*self.app_urls[1:], *self.app_urls[:1]]
        return self.app_urls[-1]

    def _signed(self, body: str) -> dict[str, str]:
        stamp = str(int(time.time()))
        digest = hmac.new(self._secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}

    # -- Socket Mode

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """A connection of the app."""
        socket = web.WebSocketResponse(heartbeat=10)
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": len(self._sockets) + 1})
        self._sockets.append(socket)
        self.connected.set()
        try:
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._acknowledged(json.loads(message.data))
        finally:
            self._sockets.remove(socket)
            if not self._sockets:
                self.connected.clear()
        return socket

    def _acknowledged(self, answer: dict[str, Any]) -> None:
        waiting = self._acks.get(answer.get("envelope_id", ""))
        if waiting and not waiting.done():
            waiting.set_result(answer.get("payload") or {})

    async def _by_socket(self, kind: str, payload: dict[str, Any], attempt: int = 0) -> dict[str, Any]:
        envelope = secrets.token_hex(8)
        waiting: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._acks[envelope] = waiting
        message: dict[str, Any] = {
            "type": kind,
            "envelope_id": envelope,
            "payload": payload,
            "accepts_response_payload": True,
        }
        if attempt:
            message |= {"retry_attempt": attempt, "retry_reason": "timeout"}
        try:
            await self._next_socket().send_json(message)
            return await asyncio.wait_for(waiting, _ACK_SECONDS)
        finally:
            del self._acks[envelope]

    def _next_socket(self) -> web.WebSocketResponse:
        """Of several connections one after the other, as Slack spreads what it sends."""
        self._sockets.append(self._sockets.pop(0))
        return self._sockets[-1]

    async def drop_sockets(self) -> None:
        """Close every connection, as Slack does now and then."""
        for socket in list(self._sockets):
            await socket.close()
