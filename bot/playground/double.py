"""The double as one server on loopback: Slack's API, its response URLs, its sockets, and the page."""

import contextlib
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiohttp import web

from bot.playground.api import Api
from bot.playground.delivery import Delivery
from bot.playground.faults import Faults
from bot.playground.pace import Pace
from bot.playground.pages import Pages
from bot.playground.workspace import GONE, Workspace


@dataclass(frozen=True)
class Double:
    """A double that runs: its address, what an app needs to connect, and its parts for tests."""

    url: str
    bot_token: str
    app_token: str
    signing_secret: str
    workspace: Workspace
    delivery: Delivery
    faults: Faults
    api: Api
    pages: Pages


@contextlib.asynccontextmanager
async def double(
    port: int = 0, *, retry_seconds: tuple[float, ...] = (0.1, 60.0, 300.0), burst: int | None = None
) -> AsyncIterator[Double]:
    """A double of Slack on 127.0.0.1, until the block ends; port 0 picks a free one.

    With a `burst` it takes so many messages in a channel at once, and then one a second.
    """
    bot_token, app_token, secret = (f"{kind}-{secrets.token_hex(12)}" for kind in ("xoxb", "xapp", "secret"))
    workspace, faults = Workspace(), Faults()
    delivery = Delivery(faults, secret, retry_seconds=retry_seconds)
    api, pages = Api(workspace, faults, Pace(burst), bot_token, app_token), Pages(workspace, delivery, faults)
    server = web.Application(client_max_size=1_000_000)
    server.add_routes(
        [
            web.post("/api/{method}", api.handle),
            web.get("/api/{method}", api.handle),
            web.post("/respond/{key}", api.respond),
            web.get("/link", delivery.socket),
            *pages.routes(),
        ]
    )
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    chosen = runner.addresses[0][1]
    url = f"http://127.0.0.1:{chosen}"
    pages.base_url, api.socket_url = url, f"ws://127.0.0.1:{chosen}/link"
    try:
        yield Double(url, bot_token, app_token, secret, workspace, delivery, faults, api, pages)
    finally:
        workspace.changed(GONE)
        await delivery.close()
        await runner.cleanup()
