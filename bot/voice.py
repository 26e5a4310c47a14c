"""How the bot speaks in Slack: where something is said, privately or not, and in which language."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.blocks import context, escape
from bot.phrases import Phrases
from bot.refusals import GONE, refusal
from bot.store import Job, Store

EVENT_TYPE: Final = "port25_answer"
_SOONEST_SECONDS: Final = 60.0  # that a message is scheduled ahead
_PAGE: Final = 200  # messages; Slack advises no more
_MAY_NOT_LOOK: Final = ("missing_scope", "channel_not_found", "not_in_channel")
_NOT_NOW: Final = ("", "ratelimited")  # Slack's passing trouble: asked again, it tells
_CLOCKS_DIFFER_SECONDS: Final = 600.0  # ours and Slack's: what a job posted is younger than its intake
_ALONE: Final = ("D", "U", "W")  # a direct message, or a person to whom one is opened
_LOG = logging.getLogger(__name__)
_TRIGGER_FAULTS = ("expired_trigger_id", "trigger_expired", "invalid_trigger_id", "exchanged_trigger_id")


@dataclass(frozen=True)
class Place:
    """Where something is said: a thread, a direct message, or privately by a response URL."""

    channel: str
    thread: str = ""
    response_url: str | None = None


def place_of(told: dict[str, Any]) -> Place:
    """Where a click or command is answered: privately where its message was private."""
    private = told.get("response_url") if told.get("ephemeral", False) else None
    return Place(told.get("channel") or told["user"], told.get("thread", ""), private)


def origin_of(told: dict[str, Any]) -> Place:
    """Where a job came from, privately where it can be: a modal remembers where it was opened."""
    kept = json.loads(told.get("metadata") or "{}")
    return Place(
        kept.get("channel") or told.get("channel") or told["user"],
        kept.get("thread") or told.get("thread", ""),
        kept.get("response_url") or told.get("response_url"),
    )


class Voice:
    """What is said, and to whom; knows people's languages."""

    def __init__(
        self,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        store: Store,
        phrases: Mapping[str, Phrases],
    ) -> None:
        self.client, self._session = client, session
        self._store, self._phrases = store, phrases

    async def once(self, job: Job, place: Place, text: str, blocks: list[dict[str, Any]]) -> str | None:
        """Post what the job has to say, unless an earlier try posted it; its timestamp where there is one."""
        if place.response_url:
            await self.privately(place.response_url, text, blocks)
            return None
        before = await self._posted(job, place) if job.attempts > 1 else None
        if before:
            return before
        posted = await self.client.chat_postMessage(
            channel=place.channel,
            thread_ts=place.thread or None,
            text=text,
            blocks=blocks,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"job": job.key}},
            unfurl_links=False,
        )
        return str(posted["ts"])

    async def _posted(self, job: Job, place: Place) -> str | None:
        """What Slack already has of this job: a crash may have come between posting and keeping.

        None also where we may not look (that scope is optional, and a person's id is no channel yet):
        then a reply may come twice, which is better than none.
        """
        try:
            return await self._found(job, place)
        except SlackApiError as fault:
            if refusal(fault) not in _MAY_NOT_LOOK:
                raise
            return None

    async def _found(self, job: Job, place: Place) -> str | None:
        since = f"{job.taken_in - _CLOCKS_DIFFER_SECONDS:.6f}"
        if place.thread:
            pages = await self.client.conversations_replies(
                channel=place.channel, ts=place.thread, oldest=since, include_all_metadata=True, limit=_PAGE
            )
        else:
            pages = await self.client.conversations_history(
                channel=place.channel, oldest=since, include_all_metadata=True, limit=_PAGE
            )
        async for page in pages:
            for message in page["messages"]:
                if message.get("metadata", {}).get("event_payload", {}).get("job") == job.key:
                    return str(message["ts"])
        return None

    async def privately(
        self, url: str, text: str, blocks: list[dict[str, Any]] | None, *, shared: bool = False
    ) -> None:
        body: dict[str, Any] = {
            "text": text,
            "response_type": "in_channel" if shared else "ephemeral",
            "replace_original": False,
        }
        if blocks:
            body["blocks"] = blocks
        response = await AsyncWebhookClient(url, session=self._session).send_dict(body)
        if response.status_code != 200:  # noqa: PLR2004 - accepted
            _LOG.warning("a response URL answered %s: %s", response.status_code, response.body[:100])

    async def give_way(self, told: dict[str, Any], phrases: Phrases) -> None:
        """The controls that were pressed give way to a line that tells what was chosen, and by whom."""
        if not told.get("blocks") or not told.get("ts"):
            return
        what = escape(told.get("label", ""))
        line = phrases.ui["chosen"].format(person=f"<@{told['user']}>", what=what)
        blocks = [
            context([line]) if block.get("block_id") == told["block"] else block for block in told["blocks"]
        ]
        await self.client.chat_update(channel=told["channel"], ts=told["ts"], text=line, blocks=blocks)

    async def note(self, place: Place, text: str, person: str) -> None:
        """A short word to one person, seen by nobody else."""
        if place.response_url:
            await self.privately(place.response_url, text, None)
        elif place.channel.startswith(_ALONE):
            await self.client.chat_postMessage(
                channel=place.channel, thread_ts=place.thread or None, text=text
            )
        else:
            await self.client.chat_postEphemeral(
                channel=place.channel, user=person, thread_ts=place.thread or None, text=text
            )

    async def language(self, team: str, person: str) -> str:
        """The person's choice, else Slack's locale, looked up once."""
        known = await self._store.language(team, person)
        if known is None:
            known = await self.locale(person)
            await self._store.set_language(team, person, known, chosen=False)
        return known

    async def locale(self, person: str) -> str:
        try:
            found = await self.client.users_info(user=person, include_locale=True)
        except SlackApiError as fault:
            if refusal(fault) in (*_NOT_NOW, *GONE):
                raise
            return "en"  # the scope is optional
        language = str(found["user"].get("locale", ""))[:2]
        return language if language in self._phrases else "en"

    async def morning(self, person: str, day: date) -> int:
        """Nine o'clock of that day where the person is, in seconds of the epoch; soon where that is over."""
        found = await self.client.users_info(user=person)
        here = timezone(timedelta(seconds=int(found["user"].get("tz_offset") or 0)))
        nine = datetime.combine(day, time(9), here).timestamp()
        return int(max(nine, datetime.now(UTC).timestamp() + _SOONEST_SECONDS))

    async def phrases_for(self, team: str, person: str) -> Phrases:
        return self._phrases[await self.language(team, person)]

    async def open(self, job: Job, view: dict[str, Any]) -> None:
        """Open a modal; an expired trigger is told instead of being tried again."""
        try:
            await self.client.views_open(trigger_id=job.payload["trigger_id"], view=view)
        except SlackApiError as fault:
            if refusal(fault) not in _TRIGGER_FAULTS:
                raise
            phrases = await self.phrases_for(job.team, job.payload["user"])
            await self.note(place_of(job.payload), phrases.ui["expired"], job.payload["user"])
