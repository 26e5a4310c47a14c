"""A bot and a double of Slack to test with: people act, the channel is looked at."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import Running, running
from bot.playground.double import Double, double
from bot.playground.run import connected
from bot.playground.workspace import BOT_USER
from bot.settings import Settings
from knowledge.library import Library

ANNA, BRAM, AZURE = "U0ANNA", "U0BRAM", "C0AZURE"


class Slack:
    """What people do in the workspace, and what they then see."""

    def __init__(self, twin: Double, session: aiohttp.ClientSession) -> None:
        self.twin, self._session = twin, session

    async def act(self, what: str, **told: Any) -> Any:
        async with self._session.post(f"{self.twin.url}/ui/{what}", json=told) as response:
            assert response.status == 200, (what, response.status, await response.text())
            return await response.json()

    async def write(self, text: str, user: str = ANNA, channel: str = AZURE, **more: Any) -> dict[str, Any]:
        return dict(await self.act("message", user=user, channel=channel, text=text, **more))

    async def ask(self, text: str, user: str = ANNA, **more: Any) -> dict[str, Any]:
        """A mention in the channel."""
        return await self.write(f"<@{BOT_USER}> {text}", user, **more)

    async def direct(self, text: str, user: str = ANNA) -> dict[str, Any]:
        return await self.write(text, user, self.twin.workspace.direct_channel(user))

    async def replies(self, count: int, channel: str = AZURE) -> list[dict[str, Any]]:
        """The bot's messages, once there are so many; then a moment more, in case there are too many."""
        for _ in range(3_000):
            if len(self.from_bot(channel)) >= count:
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        found = self.from_bot(channel)
        assert len(found) == count, [message["text"][:60] for message in found]
        return found

    def from_bot(self, channel: str = AZURE) -> list[dict[str, Any]]:
        return [message for message in self.twin.workspace.messages[channel] if message["user"] == BOT_USER]

    async def click(
        self, message: dict[str, Any], action: str, user: str = ANNA, channel: str = AZURE, **chosen: Any
    ) -> None:
        """Click the control with this action id, as the page does."""
        block, element = next(
            (block, element)
            for block in message["blocks"]
            for element in [*block.get("elements", []), block.get("accessory", {})]
            if element.get("action_id") == action
        )
        told = {
            "action_id": action,
            "block_id": block.get("block_id", "b"),
            "type": element["type"],
            **chosen,
        }
        if "text" in element:
            told["text"] = element["text"]
        if "value" in element:
            told.setdefault("value", element["value"])
        await self.act("click", user=user, channel=channel, ts=message["ts"], action=told)

    async def vote(
        self, message: dict[str, Any], user: str = ANNA, channel: str = AZURE, *, right: bool
    ) -> None:
        """Press one of the two buttons under an answer."""
        (votes,) = next(block for block in message["blocks"] if block["type"] == "context_actions")[
            "elements"
        ]
        pressed = votes["positive_button" if right else "negative_button"]
        await self.click(message, "vote", user, channel, value=pressed["value"], text=pressed["text"])

    async def view(self, user: str = ANNA) -> dict[str, Any]:
        """The modal that is open for a person, once it is."""
        for _ in range(3_000):
            if user in self.twin.workspace.views:
                return self.twin.workspace.views[user]
            await asyncio.sleep(0.01)
        raise AssertionError("no modal opened")

    async def submit(self, user: str = ANNA, **values: Any) -> Any:
        filled = {
            name: {"value": value if isinstance(value, dict) else {"value": value}}
            for name, value in values.items()
        }
        opened = self.twin.workspace.views.get(user, {"id": ""})
        return await self.act("submit", user=user, view=opened["id"], values=filled)

    async def forget(self, user: str = ANNA) -> None:
        """Ask to be forgotten, and say yes."""
        await self.act("command", user=user, channel=AZURE, text="forget me")
        for _ in range(3_000):
            asked = [one for one in self.from_bot() if "'forget'" in str(one.get("blocks"))]
            if asked:
                await self.click(asked[-1], "forget", user)
                return
            await asyncio.sleep(0.01)
        raise AssertionError("nobody was asked")

    async def home(self, user: str = ANNA, tab: str = "home") -> None:
        await self.act("home", user=user, tab=tab)


@contextlib.asynccontextmanager
async def workspace(
    folder: Path,
    library: Library,
    *,
    socket: bool = False,
    pace: float = 0.0,
    retry_seconds: tuple[float, ...] = (0.05, 0.1, 0.2),
) -> AsyncIterator[Slack]:
    """A double with the bot connected to it."""
    async with (
        double(retry_seconds=retry_seconds) as twin,
        connected(twin, folder / "port25.sqlite3", library, socket=socket, pace=pace),
        aiohttp.ClientSession() as session,
    ):
        yield Slack(twin, session)


def settings_of(twin: Double, database: str, *, socket: bool = False, **more: Any) -> Settings:
    """What a bot is told to be connected to a double, over this store."""
    return Settings(
        slack_bot_token=twin.bot_token,
        slack_signing_secret=twin.signing_secret,
        slack_app_token=twin.app_token if socket else None,
        slack_api_url=f"{twin.url}/api/",
        port=0,
        database_url=database,
        **more,
    )


@contextlib.asynccontextmanager
async def a_bot(
    database: str, library: Library, *, socket: bool = False, **more: Any
) -> AsyncIterator[tuple[Slack, Running]]:
    """A double with the bot connected to it, and what of the bot is within reach; `more` of its settings."""
    async with (
        double(retry_seconds=(0.05,)) as twin,
        aiohttp.ClientSession() as session,
        running(settings_of(twin, database, socket=socket, **more), library, pace=0) as bot,
    ):
        twin.delivery.app_urls = [bot.url]
        if socket:
            await twin.delivery.connected.wait()
        yield Slack(twin, session), bot


def option(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value}}
