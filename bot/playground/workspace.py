"""The workspace that the double keeps: people, channels, messages, modals, homes, in memory."""

import asyncio
import itertools
import secrets
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

TEAM: Final = "T0PLAY"
APP: Final = "A0PORT25"
BOT_USER: Final = "U0PORT25"
BOT_ID: Final = "B0PORT25"
BOT_NAME: Final = "port25"
PEOPLE: Final[dict[str, dict[str, Any]]] = {
    "U0ANNA": {"name": "Anna", "locale": "en-GB", "tz_offset": 0},
    "U0BRAM": {"name": "Bram", "locale": "nl-NL", "tz_offset": 3600},
}
CHANNELS: Final = {"C0GENERAL": "general", "C0AZURE": "azure-help"}
GONE: Final = "gone"  # what the pages are told last
_TRIGGER_SECONDS: Final = 3.0
_RESPONSE_SECONDS: Final = 30 * 60
_RESPONSE_USES: Final = 5


@dataclass
class Trigger:
    """A trigger id: good once, for three seconds."""

    user: str
    until: float


@dataclass
class ResponseUrl:
    """Where a private answer may be sent: five times within half an hour."""

    channel: str
    user: str
    thread: str
    until: float
    ts: str = ""  # of the message whose control was pressed
    uses: int = 0


class Scheduled(NamedTuple):
    """A message that is to be posted later."""

    id: str
    post_at: int
    created: int
    channel: str
    message: dict[str, Any]


@dataclass
class Workspace:
    """Everything that the double remembers, and the pages that watch it."""

    channels: set[str] = field(default_factory=lambda: set(CHANNELS))
    closed: set[str] = field(default_factory=set)  # channels that the bot is no member of
    messages: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    prompts: dict[str, dict[str, Any]] = field(default_factory=dict)
    locales: dict[str, str] = field(default_factory=dict)  # of people who chose another than their first
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    scheduled: list[Scheduled] = field(default_factory=list)
    watchers: set[asyncio.Queue[str]] = field(default_factory=set)
    _clock: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def stamp(self) -> str:
        """A new message's ts: unique, and growing."""
        return f"{int(time.time())}.{next(self._clock):06d}"

    def direct_channel(self, user: str) -> str:
        return f"D{user[1:]}"

    def person_of(self, channel: str) -> str:
        return f"U{channel[1:]}"

    def person(self, user: str) -> dict[str, Any] | None:
        """What is known of a person, in the language they have by now."""
        known = PEOPLE.get(user)
        return known and {**known, "locale": self.locales.get(user, known["locale"])}

    def has_channel(self, channel: str) -> bool:
        return channel in self.channels or (channel.startswith("D") and self.person_of(channel) in PEOPLE)

    def add(self, channel: str, message: dict[str, Any]) -> dict[str, Any]:
        """Post a message; it gets its ts."""
        posted = {"type": "message", "ts": self.stamp(), **message}
        self.messages[channel].append(posted)
        self.changed()
        return posted

    def find(self, channel: str, ts: str) -> dict[str, Any] | None:
        return next((message for message in self.messages[channel] if message["ts"] == ts), None)

    def remove(self, channel: str, message: dict[str, Any]) -> None:
        """Delete a message."""
        self.messages[channel].remove(message)
        self.changed()

    def trigger(self, user: str) -> str:
        """A new trigger id for something that the user did."""
        name = f"{next(self._clock)}.{secrets.token_hex(8)}"
        self.triggers[name] = Trigger(user, time.monotonic() + _TRIGGER_SECONDS)
        return name

    def use_trigger(self, name: str) -> tuple[str | None, str]:
        """The user behind a trigger id, or None and Slack's word for what is wrong with it."""
        trigger = self.triggers.pop(name, None)
        if trigger is None:
            return None, "invalid_trigger_id"
        if time.monotonic() > trigger.until:
            return None, "expired_trigger_id"
        return trigger.user, ""

    def response_url(self, channel: str, user: str, thread: str = "", ts: str = "") -> str:
        """A new key for private answers."""
        key = secrets.token_hex(12)
        until = time.monotonic() + _RESPONSE_SECONDS
        self.response_urls[key] = ResponseUrl(channel, user, thread, until, ts)
        return key

    def use_response_url(self, key: str) -> ResponseUrl | None:
        """What stands behind a key; None where it expired or was used too often."""
        found = self.response_urls.get(key)
        if found is None or time.monotonic() > found.until or found.uses >= _RESPONSE_USES:
            return None
        found.uses += 1
        return found

    def changed(self, word: str = "changed") -> None:
        """Tell every page to look again, or that there is nothing more to see."""
        for queue in self.watchers:
            queue.put_nowait(word)
