"""The composition root: everything that faces outward is made here and handed down.

One process may do both, or web and worker processes share the work: the web takes in what Slack
sends, the worker answers it. What is kept in the store is all that they share.
"""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.clerk import Clerk
from bot.daily import each_day
from bot.door import LIMITS, DoorLog, body_of, entrance
from bot.ending import end
from bot.fence import fenced
from bot.inbox import Inbox
from bot.listeners import ODD, listen, tell_faults
from bot.lookout import look_of
from bot.news import search_of
from bot.office import Office
from bot.outward import proxy_for
from bot.people import People
from bot.saying.phrases import read_phrases
from bot.saying.unsaid import check_words
from bot.settings import Settings
from bot.sockets import Sockets
from bot.store import Store
from bot.store.opening import open_store
from bot.voice import CALL_SECONDS, Voice
from bot.watch import Figures, Watch
from knowledge.library import Library, open_library, warm_up

Role = Literal["both", "web", "worker"]
_LARGEST_REQUEST: Final = 1_000_000  # bytes; Slack sends far less
_HOUSEKEEPING_SECONDS: Final = 3600.0
_NOBODYS: Final = 404
_SHUTDOWN_SECONDS: Final = 5.0  # for requests under way when the server stops
_PATIENCE: Final = aiohttp.ClientTimeout(total=CALL_SECONDS)
_LOG = logging.getLogger(__name__)
# With a level of its own: without one Slack's library writes every call out for a log that nobody reads.
_CALLS: Final = logging.getLogger("slack_sdk")
_CALLS.setLevel(logging.INFO)


class PortFault(Exception):
    """An address that cannot be listened on; the message says which and why."""


@dataclass(frozen=True)
class Running:
    """A bot that runs: its store, its inbox, and the address it listens on."""

    store: Store
    inbox: Inbox
    url: str


@contextlib.asynccontextmanager
async def running(
    settings: Settings, library: Library | None = None, *, role: Role = "both", pace: float = 1.0
) -> AsyncIterator[Running]:
    """The bot, until the block ends; then what is under way is finished.

    `pace` is how many seconds a channel rests after a reply.
    """
    store = await open_store(settings.database_url, lease=settings.port25_lease_seconds, pace=pace)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(store.close)
        session = await stack.enter_async_context(
            aiohttp.ClientSession(trace_configs=[fenced()], timeout=_PATIENCE)
        )
        client = _client(settings, settings.slack_bot_token, session)
        phrases, figures = read_phrases(), Figures()
        library = library or warm_up(open_library())
        check_words((law.edition for law in library.laws.values()), phrases)
        library.law(settings.port25_edition)  # one that is not known is told now, and not to whoever asks
        people = People(client, store, phrases)
        voice = Voice(client, session, people)
        office = Office(library, phrases, store, settings, people, voice, figures)
        inbox = Inbox(store, Clerk(office), figures)
        app = _bolt(settings, session)
        listen(app, inbox, store, phrases, office.seal)
        tell_faults(app, figures)
        if role != "web":
            await stack.enter_async_context(_working(inbox, office))
        routes = Watch(store, client, figures).routes()
        if role != "worker" and not settings.slack_app_token:
            routes.append(events_route(app, settings.slack_signing_secret or "", figures))
        url = await stack.enter_async_context(listening(routes, settings.host, settings.port, figures))
        if role != "worker" and settings.slack_app_token:
            await stack.enter_async_context(_socket(app, settings, session, figures))
        yield Running(store, inbox, url)


@contextlib.asynccontextmanager
async def _working(inbox: Inbox, office: Office) -> AsyncIterator[None]:
    store, settings = office.store, office.settings
    ways = [inbox.run(), _keep_house(store, settings.port25_retention_days)]
    if settings.watched:
        ways.append(each_day(store, look_of))
    if settings.port25_tell_changed:
        ways.append(each_day(store, partial(search_of, office.library.newest.edition.edition)))
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        yield
    finally:
        await end(tasks)
        await inbox.drain()


async def _keep_house(store: Store, retention_days: int) -> None:
    """Remove what is past its time, at the start and every hour."""
    while True:
        try:
            removed = await store.expire(retention_days)
        except Exception as fault:  # noqa: BLE001 - the next hour is another chance
            _LOG.error("nothing could be removed: %s", fault)
        else:
            _LOG.info("%s records past their time removed", removed)
        await asyncio.sleep(_HOUSEKEEPING_SECONDS)


def _client(settings: Settings, token: str | None, session: aiohttp.ClientSession) -> AsyncWebClient:
    # No retries in here: after a lost answer or a 500 the message may be there, and to wait for Slack
    # would keep others from their turn. The job is tried again as a whole, and looks first.
    client = AsyncWebClient(
        token=token,
        base_url=settings.slack_api_url,
        session=session,
        timeout=CALL_SECONDS,
        retry_handlers=[],
        logger=_CALLS,
    )
    client.proxy = proxy_for(settings.slack_api_url)
    return client


def _bolt(settings: Settings, session: aiohttp.ClientSession) -> AsyncApp:
    """Bolt, which reads what Slack sends and calls nobody to do so.

    By itself it asks Slack whose the token is before it hands anything on, and drops what comes while
    that fails; nothing here needs to know. What it would look for once more is left out: the signature
    (see `_events`) and whether a message is our own (see `intake`).
    """

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token=settings.slack_bot_token
        )

    return AsyncApp(
        signing_secret=settings.slack_signing_secret or "unused in socket mode",
        client=_client(settings, None, session),
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
    )


@contextlib.asynccontextmanager
async def _socket(
    app: AsyncApp, settings: Settings, session: aiohttp.ClientSession, figures: Figures
) -> AsyncIterator[None]:
    """Connected in Socket Mode, or trying to be: the handler tries until it is closed."""
    token = settings.slack_app_token or ""
    handler = Sockets(app, token, _client(settings, token, session), figures)
    handler.client.proxy = proxy_for(settings.slack_api_url)  # Slack tells the host itself only later
    connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await end([connecting])
        await handler.close_async()  # type: ignore[no-untyped-call]


@contextlib.asynccontextmanager
async def listening(
    routes: Sequence[web.RouteDef], host: str, port: int, figures: Figures
) -> AsyncIterator[str]:
    """A server with these routes, until the block ends; yields its address."""
    server = web.Application(client_max_size=_LARGEST_REQUEST)
    server.add_routes(routes)
    log = DoorLog(figures.unreadable)
    runner = web.AppRunner(server, access_log=None, logger=log, shutdown_timeout=_SHUTDOWN_SECONDS, **LIMITS)
    await runner.setup()
    assert runner.server is not None  # noqa: S101 - it was just set up
    try:
        door = await asyncio.get_running_loop().create_server(entrance(runner.server), host, port)
    except OSError as fault:
        await runner.cleanup()
        raise PortFault(
            f"cannot listen on HOST {host}, PORT {port}: {fault.strerror}. "
            "Each process needs a PORT of its own"
        ) from fault
    try:
        yield f"http://{host}:{door.sockets[0].getsockname()[1]}"
    finally:
        door.close()
        await runner.cleanup()


def events_route(app: AsyncApp, signing_secret: str, figures: Figures) -> web.RouteDef:
    """Where Slack sends its requests."""
    return web.post("/slack/events", _events(app, signing_secret, figures))


def _events(
    app: AsyncApp, signing_secret: str, figures: Figures
) -> Callable[[web.Request], Awaitable[web.Response]]:
    verifier = SignatureVerifier(signing_secret)

    async def events(request: web.Request) -> web.Response:
        """Bolt reads a request before it looks at its signature, so that is looked at here first."""
        if not _is_slacks(await body_of(request), request, verifier):
            return web.json_response({"error": "invalid request"}, status=401)
        try:
            told = await app.async_dispatch(await to_bolt_request(request))
        except ODD as fault:  # Bolt looks into what Slack sends, too
            figures.malformed(fault)
            return web.Response()
        if told.status == _NOBODYS:  # no listener of ours: Slack need not send it again
            return web.Response()
        return await to_aiohttp_response(told)

    return events


def _is_slacks(body: bytes, request: web.Request, verifier: SignatureVerifier) -> bool:
    stamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    try:
        return bool(stamp.isdigit() and verifier.is_valid(body.decode(), stamp, signature))
    except (UnicodeDecodeError, TypeError):  # no text; a signature that no digest could be
        return False


async def serve(settings: Settings, role: Role = "both", *, pace: float = 1.0) -> None:
    """Run until stopped."""
    stop = stop_sign()
    async with running(settings, role=role, pace=pace) as bot:
        gc.freeze()  # what was read at the start stays: to look it through for garbage holds everybody up
        how = "in Socket Mode" if settings.slack_app_token else f"on {bot.url}/slack/events"
        _LOG.info("%s", {"worker": "working"}.get(role, f"listening {how}"))
        await stop.wait()


def stop_sign() -> asyncio.Event:
    """An event that Ctrl+C and SIGTERM set, from now on."""
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    return stop
