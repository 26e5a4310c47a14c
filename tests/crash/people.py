"""What people do beside asking in threads: commands, edits, clicks, forms; and what must come of each.

Each deed has a channel of its own, so that its reply is known by where it stands.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp

from bot.playground.double import Double
from bot.playground.workspace import BOT_USER
from bot.saying.phrases import capital

ANNA: Final = "U0ANNA"
BRAM: Final = "U0BRAM"  # files tickets: a person has one modal at a time
BLOCKED, OPEN = "Blocked, but you can ask", "Not blocked"
_PATIENCE_SECONDS: Final = 90.0  # for what a person waits to press
_LOOK_SECONDS: Final = 0.1
_TRIGGER_SECONDS: Final = 5.0  # after which no modal opens any more
_PRESSES: Final = 5  # of a button whose modal came too late


@dataclass
class Deeds:
    """The channels in which something was done that has to show there, by what it was."""

    commands: list[str] = field(default_factory=list)
    edits: list[str] = field(default_factory=list)
    clicks: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)  # a ticket and what it became

    def __len__(self) -> int:
        return sum(map(len, (self.commands, self.edits, self.clicks, self.forms, self.steps)))


class People:
    """Everybody who does something, one thing after the other each."""

    def __init__(self, slack: Double, session: aiohttp.ClientSession, chance: random.Random) -> None:
        self._slack, self._session, self._chance = slack, session, chance
        self.deeds = Deeds()
        self._numbers = iter(range(10**9))

    async def live(self) -> None:
        """Do one thing after the other, until cancelled: what is half done then does not count."""
        ways: tuple[Callable[[], Awaitable[None]], ...] = (self.command, self.edit, self.click)
        while True:
            await self._chance.choice(ways)()

    async def fill_in(self) -> None:
        """Fill in one form after the other: a person has one modal at a time."""
        while True:
            await self.form()

    async def file(self) -> None:
        """Bring one ticket after the other on its way."""
        while True:
            await self.ticket()

    async def command(self) -> None:
        """A question by slash command, answered privately."""
        channel = self._channel("CMD")
        if await self._act("command", channel=channel, command="/port25", text="payg from 2019, port 25?"):
            self.deeds.commands.append(channel)

    async def edit(self) -> None:
        """A question that is edited before, while or after it is answered."""
        channel = self._channel("EDT")
        posted = await self._asked(channel, "payg from 2019, port 25?")
        await asyncio.sleep(self._chance.uniform(0.0, 1.5))
        text = f"<@{BOT_USER}> EA, port 25?"
        if await self._act("edit", channel=channel, ts=posted["ts"], text=text):
            self.deeds.edits.append(channel)

    async def click(self) -> None:
        """A type that is chosen by the control below our question."""
        channel = self._channel("CLK")
        await self._asked(channel, "a direct one on port 25, from an azure vm of 2019?")
        asking = await self._shown(channel, "choose_type")
        if asking is None:
            return
        block = next(one for one in asking["blocks"] if one.get("block_id", "").startswith("ask:"))
        chosen = {"text": {"type": "plain_text", "text": "EA"}, "value": "enterprise_agreement"}
        action = {"action_id": "choose_type", "block_id": block["block_id"], "type": "static_select"}
        told = {"channel": channel, "ts": asking["ts"], "action": {**action, "selected_option": chosen}}
        if await self._act("click", **told):
            self.deeds.clicks.append(channel)

    async def form(self) -> None:
        """The form, opened by a command and answered privately where that was."""
        channel = self._channel("FRM")
        if not await self._act("command", channel=channel, command="/port25", text=""):
            return
        view = await self._view(ANNA, channel, "check")
        if view is None:
            return  # too late for its trigger: the person is told so, and gives up
        values = {"subscription": {"value": {"selected_option": {"value": "enterprise_agreement"}}}}
        if await self._act("submit", view=view, values=values):
            self.deeds.forms.append(channel)

    async def ticket(self) -> None:
        """A question, the ticket's text, the filed ticket, and what came of it; named as its channel."""
        channel = self._channel("TKT")
        await self._asked(channel, "payg from 2019, port 25?", BRAM)
        if not await self._filled(channel, "ticket_text", "ticket", "reason", "no login"):
            return
        self.deeds.tickets.append(channel)
        if not await self._filled(channel, "filed", "filed", "reference", channel):
            return
        self.deeds.steps.append((channel, "filed"))
        for state in ("approved", "done"):
            message = await self._shown(channel, f"ticket_{state}")
            if message is None or not await self._press(channel, message, f"ticket_{state}"):
                return
            self.deeds.steps.append((channel, state))

    async def _filled(self, channel: str, action: str, callback: str, field: str, words: str) -> bool:
        """Whether the modal of this control was filled in and taken."""
        view = await self._opened(channel, action, callback)
        values = {field: {"value": {"value": words}}}
        return view is not None and await self._act("submit", user=BRAM, view=view, values=values)

    async def _opened(self, channel: str, action: str, callback: str) -> str | None:
        """The modal that this control opened; where that comes too late it is pressed again."""
        message = await self._shown(channel, action)
        for _ in range(_PRESSES if message else 0):
            pressed = await self._press(channel, message or {}, action)
            view = await self._view(BRAM, channel, callback) if pressed else None
            if view:
                return view
        return None

    async def _view(self, person: str, channel: str, callback: str) -> str | None:
        """The modal of this kind that opened in this channel: after a kill another may come late."""

        def opened() -> str | None:
            view = self._slack.workspace.views.get(person, {})
            its = view.get("callback_id") == callback and channel in view["private_metadata"]
            return view["id"] if its else None

        return opened() if await self._until(lambda: opened() is not None, _TRIGGER_SECONDS) else None

    async def _press(self, channel: str, message: dict[str, Any], action: str) -> bool:
        block, button = next(
            (block, one)
            for block in message["blocks"]
            for one in block.get("elements", ())
            if one.get("action_id") == action
        )
        told = {**button, "block_id": block["block_id"]}
        return await self._act("click", user=BRAM, channel=channel, ts=message["ts"], action=told)

    def _channel(self, kind: str) -> str:
        channel = f"C9{kind}{next(self._numbers):05d}"
        self._slack.workspace.channels.add(channel)
        return channel

    async def _asked(self, channel: str, text: str, person: str = ANNA) -> dict[str, Any]:
        """A mention; it is sent until it is acknowledged."""
        posted = self._slack.workspace.add(channel, {"user": person, "text": f"<@{BOT_USER}> {text}"})
        event = {**posted, "type": "app_mention", "channel": channel, "channel_type": "channel"}
        await asyncio.wait(self._slack.delivery.event(event).copies)
        return posted

    async def _shown(self, channel: str, action: str) -> dict[str, Any] | None:
        """The message with this control, once it is there."""

        def found() -> dict[str, Any] | None:
            return next((one for one in said_in(self._slack, channel) if action in str(one["blocks"])), None)

        return found() if await self._until(lambda: found() is not None, _PATIENCE_SECONDS) else None

    async def _until(self, seen: Callable[[], bool], seconds: float) -> bool:
        for _ in range(int(seconds / _LOOK_SECONDS)):
            if seen():
                return True
            await asyncio.sleep(_LOOK_SECONDS)
        return False

    async def _act(self, what: str, **told: Any) -> bool:
        """Do something, again and again until it is acknowledged; False where it cannot be done any more."""
        for _ in range(200):
            url = f"{self._slack.url}/ui/{what}"
            async with self._session.post(url, json={"user": ANNA, **told}) as response:
                if response.status == 200:
                    return not (await response.json() or {}).get("response_action")
                if response.status == 404:
                    return False
            await asyncio.sleep(0.3)
        return False


def said_in(slack: Double, channel: str) -> list[dict[str, Any]]:
    """What the bot said in a channel, to all and to one."""
    return [one for one in slack.workspace.messages.get(channel, ()) if one["user"] == BOT_USER]


@dataclass(frozen=True)
class Came:
    """What came of all deeds: without any answer, with another than the last words ask for, twice."""

    missing: tuple[str, ...]  # their channels
    stale: int
    twice: int
    private_twice: int

    @property
    def lost(self) -> int:
        return len(self.missing)


def what_came(slack: Double, deeds: Deeds) -> Came:
    """Look at every deed's channel.

    A private reply cannot be looked for in Slack: where a process died just after it was sent, it comes
    twice, and only that is counted apart.
    """
    private = [*deeds.commands, *deeds.forms]
    answers = {channel: len(_verdicts(slack, channel)) for channel in private}
    texts = {channel: _texts_of_tickets(slack, channel) for channel in deeds.tickets}
    edited = {channel: _verdicts(slack, channel) for channel in deeds.edits}
    clicked = {channel: _open_ones(_verdicts(slack, channel)) for channel in deeds.clicks}
    counts = {**answers, **texts, **{channel: len(one) for channel, one in {**edited, **clicked}.items()}}
    posts = [_most_alike(slack, channel) for channel in deeds.tickets]
    return Came(
        missing=tuple(channel for channel, count in counts.items() if not count),
        stale=sum(bool(one) and not one[-1].startswith(OPEN) for one in edited.values()),
        twice=sum(len(one) > 1 for one in [*edited.values(), *clicked.values()])
        + sum(count > 1 for count in posts),
        private_twice=sum(count > 1 for count in [*answers.values(), *texts.values()]),
    )


def _open_ones(texts: list[str]) -> list[str]:
    return [text for text in texts if text.startswith(OPEN)]


def _texts_of_tickets(slack: Double, channel: str) -> int:
    """How often a ticket's text was shown."""
    return sum('"filed"' in json.dumps(one["blocks"]) for one in said_in(slack, channel))


def _most_alike(slack: Double, channel: str) -> int:
    """How many messages there are at most of one job."""
    jobs = (one.get("metadata", {}).get("event_payload", {}).get("job") for one in said_in(slack, channel))
    return max(Counter(job for job in jobs if job).values(), default=0)


def _verdicts(slack: Double, channel: str) -> list[str]:
    texts = (capital(str(one["text"]).removeprefix("As before: ")) for one in said_in(slack, channel))
    return [text for text in texts if text.startswith((BLOCKED, OPEN))]
