"""The least that a Bolt app can do on the same stack: post one line for an event, and keep nothing."""

import asyncio
import os
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import events_route, listening, stop_sign
from bot.watch import Figures


async def _healthz(_request: web.Request) -> web.Response:
    return web.Response()


async def _serve() -> None:
    stop = stop_sign()
    async with aiohttp.ClientSession() as session:
        told = os.environ
        client = AsyncWebClient(
            token=told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"], session=session
        )
        app = AsyncApp(signing_secret=told["SLACK_SIGNING_SECRET"], client=client)

        @app.event("app_mention")
        async def answer(event: dict[str, Any]) -> None:
            await client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="Blocked.")

        figures = Figures()
        routes = [events_route(app, told["SLACK_SIGNING_SECRET"], figures), web.get("/healthz", _healthz)]
        async with listening(routes, "127.0.0.1", int(told["PORT"]), figures):
            await stop.wait()


if __name__ == "__main__":
    asyncio.run(_serve())
