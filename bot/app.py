"""The composition root: everything that faces outward is made here and handed down."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.clerk import Clerk
from bot.inbox import Inbox
from bot.listeners import listen
from bot.phrases import read_phrases
from bot.settings import Settings
from bot.store import Store
from bot.store.sqlite import SqliteStore
from bot.tickets import Tickets
from bot.voice import Voice
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
        known = library or open_library()
        voice = Voice(client, session, store, phrases)
        tickets = Tickets(known, phrases, store, settings, voice, session)
        clerk = Clerk(known, phrases, store, settings, voice, tickets)
        inbox = Inbox(store, clerk.work)
        app = AsyncApp(
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
    # Only where Slack surely did nothing. After a lost answer or a 500 the message may be there: the
    # job is tried again as a whole, and looks first.
    client.retry_handlers = [AsyncRateLimitErrorRetryHandler(max_retry_count=5)]
    return client


@contextlib.asynccontextmanager
async def _ears(
    app: AsyncApp, settings: Settings, session: aiohttp.ClientSession
) -> AsyncIterator[str | None]:
    if settings.slack_app_token:
        async with _socket(app, settings, session):
            yield None
        return
    async with listening(app, settings.host, settings.port) as url:
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
async def listening(app: AsyncApp, host: str, port: int) -> AsyncIterator[str]:
    """The app behind HTTP, on `/slack/events` and `/healthz`; yields its address."""

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    async def healthz(_request: web.Request) -> web.Response:
        return web.json_response({"ok": True})

    server = web.Application(client_max_size=_LARGEST_REQUEST)
    server.add_routes([web.post("/slack/events", events), web.get("/healthz", healthz)])
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    try:
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def serve(settings: Settings) -> None:
    """Run until stopped."""
    stop = stop_sign()
    async with running(settings) as bot:
        _LOG.info("listening %s", f"on {bot.url}/slack/events" if bot.url else "in Socket Mode")
        await stop.wait()


def stop_sign() -> asyncio.Event:
    """An event that Ctrl+C and SIGTERM set, from now on."""
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    return stop
