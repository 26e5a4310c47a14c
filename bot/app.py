"""The composition root: everything that faces outward is made here and handed down."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot.clerk import Clerk
from bot.inbox import Inbox
from bot.listeners import listen
from bot.phrases import read_phrases
from bot.settings import Settings
from bot.store import Store
from bot.store.sqlite import SqliteStore
from knowledge.library import Library, open_library

_LARGEST_REQUEST = 1_000_000  # bytes; Slack sends far less
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Running:
    """A bot that runs: its store, and the address it listens on (None in Socket Mode)."""

    store: Store
    inbox: Inbox
    url: str | None


@contextlib.asynccontextmanager
async def running(settings: Settings, library: Library | None = None) -> AsyncIterator[Running]:
    """The bot, taking requests and working, until the block ends; then what is under way is finished."""
    store = SqliteStore(settings.database_url.removeprefix("sqlite:///"))
    async with aiohttp.ClientSession() as session:
        client = _client(settings, settings.slack_bot_token, session)
        phrases = read_phrases()
        clerk = Clerk(library or open_library(), phrases, store, settings, client, session)
        inbox = Inbox(store, clerk.work)
        app = AsyncApp(
            token=settings.slack_bot_token,
            signing_secret=settings.slack_signing_secret or "unused in socket mode",
            client=client,
            process_before_response=True,
        )
        listen(app, inbox, clerk, phrases)
        worker = asyncio.create_task(inbox.run())
        try:
            async with _ears(app, settings, session) as url:
                yield Running(store, inbox, url)
        finally:
            worker.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await worker
            await inbox.drain()
            store.close()


def _client(settings: Settings, token: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    client = AsyncWebClient(token=token, base_url=settings.slack_api_url, session=session)
    client.retry_handlers = [
        AsyncConnectionErrorRetryHandler(max_retry_count=2),
        AsyncRateLimitErrorRetryHandler(max_retry_count=5),
        AsyncServerErrorRetryHandler(max_retry_count=3),
    ]
    return client


@contextlib.asynccontextmanager
async def _ears(
    app: AsyncApp, settings: Settings, session: aiohttp.ClientSession
) -> AsyncIterator[str | None]:
    if settings.slack_app_token:
        async with _socket(app, settings, session):
            yield None
        return
    async with _http(app, settings) as url:
        yield url


@contextlib.asynccontextmanager
async def _socket(app: AsyncApp, settings: Settings, session: aiohttp.ClientSession) -> AsyncIterator[None]:
    token = settings.slack_app_token or ""
    handler = AsyncSocketModeHandler(app, token, web_client=_client(settings, token, session))
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@contextlib.asynccontextmanager
async def _http(app: AsyncApp, settings: Settings) -> AsyncIterator[str]:
    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    async def healthz(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    server = web.Application(client_max_size=_LARGEST_REQUEST)
    server.add_routes([web.post("/slack/events", events), web.get("/healthz", healthz)])
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, settings.host, settings.port)
    await site.start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


async def serve(settings: Settings) -> None:
    """Run until cancelled."""
    async with running(settings) as bot:
        _LOG.info("listening %s", f"on {bot.url}/slack/events" if bot.url else "in Socket Mode")
        await asyncio.Event().wait()
