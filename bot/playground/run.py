"""Starts the double and the real bot against it."""

import asyncio
import contextlib
import logging
import os
import tempfile
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import click

from bot.app import Running, running, stop_sign
from bot.playground.double import Double, double
from bot.playground.workspace import BOT_USER, TEAM
from bot.saying.phrases import read_phrases
from bot.settings import Settings, database_url
from bot.store import Store, StoreFault
from bot.store.reading import kept_copies
from bot.upkeep.policy_page import policy_page
from knowledge.library import Library, open_library
from knowledge.words.language import LANGUAGES

_LOOK_SECONDS = 5.0  # between two looks at what the owner keeps
_BURST = 5  # messages that Slack takes in a channel at once


@contextlib.asynccontextmanager
async def connected(
    slack: Double,
    database: Path,
    library: Library | None = None,
    *,
    socket: bool = False,
    pace: float = 1.0,
) -> AsyncIterator[Running]:
    """The bot, connected to the double by HTTP or by Socket Mode; `pace` as for `running`."""
    settings = Settings(
        slack_bot_token=slack.bot_token,
        slack_signing_secret=slack.signing_secret,
        slack_app_token=slack.app_token if socket else None,
        slack_api_url=f"{slack.url}/api/",
        host="127.0.0.1",
        port=0,
        database_url=f"sqlite:///{database}",
    )
    library = library or open_library()
    slack.pages.policy = partial(_policy, library, settings.port25_edition)
    async with running(settings, library, pace=pace) as bot:
        slack.delivery.app_urls = [bot.url]
        slack.pages.on_locale = partial(_hear, bot.store)
        if socket:
            await slack.delivery.connected.wait()
        yield bot


def _policy(
    library: Library, in_use: str, edition: str | None, language: str | None
) -> dict[str, Any] | None:
    """What the page of the policy shows: the edition in use, in English, unless others are asked for."""
    editions = {name: law.edition for name, law in library.laws.items()}
    return policy_page(editions, read_phrases(), edition or in_use, language or "en")


async def _hear(store: Store, person: str, locale: str) -> None:
    """The bot looks a person's language up once; here it hears of a change, and keeps what they told it."""
    if locale[:2] in LANGUAGES:
        await store.set_language(TEAM, person, locale[:2], chosen=False)


async def run(*, socket: bool, port: int, keep: Path | None) -> None:
    """The playground, until it is interrupted."""
    logging.basicConfig(level=logging.WARNING)
    os.environ["no_proxy"] = "*"  # all of it is on this machine
    stop = stop_sign()
    with tempfile.TemporaryDirectory() as folder:
        database = keep or Path(folder) / "port25.sqlite3"
        async with (
            double(port, burst=_BURST) as slack,
            connected(slack, database, socket=socket) as bot,
            contextlib.nullcontext() if keep else lent(bot.store, database_url()),
        ):
            await example(slack)
            click.echo(f"The playground is at {slack.url} (Ctrl+C ends it)")
            await stop.wait()


@contextlib.asynccontextmanager
async def lent(store: Store, owners: str) -> AsyncIterator[None]:
    """The owner's copies of the document, from the store that their bot has, as long as the block lasts."""
    await _borrow(store, owners)
    task = asyncio.create_task(_keep_borrowing(store, owners))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _keep_borrowing(store: Store, owners: str) -> None:
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        await _borrow(store, owners)


async def _borrow(store: Store, owners: str) -> None:
    """Have what the owner has, and no more; where their store cannot be read, what there was."""
    try:
        theirs = {copy.kept_as: copy for copy in await asyncio.to_thread(kept_copies, owners)}
    except StoreFault as fault:
        logging.getLogger(__name__).warning("no copies of the document: %s", fault)
        return
    there = await store.copies_since()
    for gone in there.keys() - theirs.keys():
        await store.remove_copy(*gone)
    for copy in theirs.values():
        if there.get(copy.kept_as) != copy.since:
            await store.keep_copy(copy)


async def example(slack: Double) -> None:
    """Somebody asks something, so that the page opens with a real answer."""
    text = f"<@{BOT_USER}> payg from 2019, is port 25 open?"
    asked = {"user": "U0BRAM", "channel": "C0GENERAL", "text": text}
    async with aiohttp.ClientSession() as session, session.post(f"{slack.url}/ui/message", json=asked):
        await slack.delivery.settled()
