"""How the bot speaks in Slack: where something is said, privately or not, and by which way."""

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.outward import proxy_for
from bot.people import People
from bot.refusals import UrlFault, is_late, is_of_form, is_of_message, is_of_place, is_passing, refusal
from bot.saying.blocks import context, escape, section
from bot.saying.phrases import Phrases
from bot.store import Job

EVENT_TYPE: Final = "port25_answer"
_SOONEST_SECONDS: Final = 60.0  # that a message is scheduled ahead
_PAGE: Final = 200  # messages; Slack advises no more
_MAY_NOT_LOOK: Final = ("missing_scope", "channel_not_found", "not_in_channel")
CALL_SECONDS: Final = 10  # that a call to Slack may take
_PLAIN: Final = 3000  # characters of plain text that Slack takes in any case
_CLOCKS_DIFFER_SECONDS: Final = 600.0  # ours and Slack's: what a job posted is younger than its intake
PERSON: Final = ("U", "W")  # to whom a direct message is opened
_ALONE: Final = ("D", *PERSON)
_LOG = logging.getLogger(__name__)


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


def _job_of(message: dict[str, Any]) -> str | None:
    """The job that a message of ours was posted for."""
    told: str | None = message.get("metadata", {}).get("event_payload", {}).get("job")
    return told


class Voice:
    """What is said, and to whom."""

    def __init__(
        self,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        people: People,
    ) -> None:
        self.client, self._session = client, session
        self._people = people

    async def once(self, job: Job, place: Place, text: str, blocks: list[dict[str, Any]]) -> str | None:
        """Post what the job has to say, unless an earlier try posted it; its timestamp where there is one."""
        if place.response_url:
            await self.show(place, job.payload["user"], text, blocks)
            return None
        before = await self._posted(job, place, lambda one: _job_of(one) == job.key)
        if before:
            return before
        return await self._post(
            place,
            text,
            blocks,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"job": job.key}},
            unfurl_links=False,
        )

    async def change(
        self, job: Job, place: Place, ts: str, text: str, blocks: list[dict[str, Any]]
    ) -> str | None:
        """Say something else where it was said; anew where that message cannot be changed any more."""
        try:
            await self._in_any_form(
                self.client.chat_update, {"channel": place.channel, "ts": ts}, text, blocks
            )
        except SlackApiError as fault:
            if not is_of_message(fault):
                raise
            return await self.once(job, place, text, blocks)
        return ts

    async def _post(self, place: Place, text: str, blocks: list[dict[str, Any]] | None, **more: Any) -> str:
        where = {"channel": place.channel, "thread_ts": place.thread or None, **more}
        posted = await self._in_any_form(self.client.chat_postMessage, where, text, blocks)
        return str(posted["ts"])

    async def _in_any_form(
        self,
        call: Callable[..., Awaitable[AsyncSlackResponse]],
        where: dict[str, Any],
        text: str,
        blocks: list[dict[str, Any]] | None,
    ) -> AsyncSlackResponse:
        """A call with blocks; with plain text where Slack does not take them, which is our fault."""
        try:
            return await call(**where, text=text, blocks=blocks)
        except SlackApiError as fault:
            if not is_of_form(fault):
                raise
            _LOG.error("Slack does not take the form of a message, it goes as plain text: %s", fault)
            return await call(**where, text=text[:_PLAIN] or "…", blocks=[])

    async def later(self, job: Job, place: Place, at: int, text: str) -> None:
        """Have Slack say something then, or soon where that is over; once, however often the job is tried.

        Slack never posts a scheduled message that carries metadata, so it is known by its words.
        """
        now = datetime.now(UTC).timestamp()
        first, last = max(at, int(job.taken_in)), max(at, int(now + _SOONEST_SECONDS))
        if await self._waits(place, text, first, last):
            return
        may_have_come = first <= now
        if may_have_come and await self._posted(job, place, lambda one: one.get("text") == text):
            return
        await self.client.chat_scheduleMessage(
            channel=place.channel, thread_ts=place.thread or None, post_at=last, text=text
        )

    async def direct(self, person: str) -> str:
        """The direct message with a person, opened if need be: nothing can be scheduled for a person.

        Where the scope for it is missing, it is tried with the person all the same.
        """
        try:
            opened = await self.client.conversations_open(users=person)
        except SlackApiError as fault:
            if refusal(fault) != "missing_scope":
                raise
            return person
        return str(opened["channel"]["id"])

    async def take_back(self, person: str) -> None:
        """Have Slack not say what it is to remind a person of."""
        waiting = [
            one
            async for page in await self.client.chat_scheduledMessages_list(limit=_PAGE)
            for one in page["scheduled_messages"]
            if f"<@{person}>" in one["text"]
        ]
        for one in waiting:
            try:
                await self.client.chat_deleteScheduledMessage(
                    channel=one["channel_id"], scheduled_message_id=one["id"]
                )
            except SlackApiError as fault:  # it is being said, or was taken back at an earlier try
                if not is_of_message(fault):
                    raise

    async def _waits(self, place: Place, text: str, first: int, last: int) -> bool:
        """Whether Slack has this to say between these two moments."""
        channel = None if place.channel.startswith(PERSON) else place.channel
        async for page in await self.client.chat_scheduledMessages_list(channel=channel, limit=_PAGE):
            for one in page["scheduled_messages"]:
                if one["text"] == text and first <= int(one["post_at"]) <= last:
                    return True
        return False

    async def _posted(self, job: Job, place: Place, is_it: Callable[[dict[str, Any]], bool]) -> str | None:
        """What Slack already has of this job: a crash may have come between posting and keeping.

        None at the first try, and where we may not look (that scope is optional, and a person's id is no
        channel yet): then a reply may come twice, which is better than none.
        """
        if job.attempts <= 1:
            return None
        try:
            return await self._found(job, place, is_it)
        except SlackApiError as fault:
            if refusal(fault) not in _MAY_NOT_LOOK:
                raise
            return None

    async def _found(self, job: Job, place: Place, is_it: Callable[[dict[str, Any]], bool]) -> str | None:
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
                if is_it(message):
                    return str(message["ts"])
        return None

    async def show(
        self,
        place: Place,
        person: str,
        text: str,
        blocks: list[dict[str, Any]] | None = None,
        *,
        instead: bool = False,
    ) -> None:
        """Say something to one person, seen by nobody else, by the first way that is open.

        `instead` of the message whose control they pressed, where its response URL still leads there.
        """
        url = place.response_url
        if url and await self._responded(url, text, blocks, instead=instead):
            return
        alone = place.channel.startswith(_ALONE)
        if not alone and await self._whispered(place, person, text, blocks):
            return
        await self._post(place if alone else Place(person), text, blocks)

    async def _whispered(
        self, place: Place, person: str, text: str, blocks: list[dict[str, Any]] | None
    ) -> bool:
        """Say something in a channel that one person sees; False where we may not speak there."""
        where = {"channel": place.channel, "user": person, "thread_ts": place.thread or None}
        try:
            await self._in_any_form(self.client.chat_postEphemeral, where, text, blocks)
        except SlackApiError as fault:
            if not is_of_place(fault):
                raise
            return False
        return True

    async def shared(self, url: str, text: str, blocks: list[dict[str, Any]]) -> bool:
        """Show something to a channel by a response URL; False where that is used up or has run out."""
        return await self._responded(url, text, blocks, seen_by="in_channel")

    async def _responded(
        self,
        url: str,
        text: str,
        blocks: list[dict[str, Any]] | None,
        *,
        seen_by: str = "ephemeral",
        instead: bool = False,
    ) -> bool:
        body: dict[str, Any] = {"text": text, "response_type": seen_by, "replace_original": instead}
        client = AsyncWebhookClient(url, timeout=CALL_SECONDS, session=self._session)
        client.proxy = proxy_for(url)
        answered = await client.send_dict({**body, "blocks": blocks} if blocks else body)
        if blocks and "invalid_blocks" in answered.body:
            _LOG.error("Slack does not take the form of a message, it goes as plain text: %s", answered.body)
            answered = await client.send_dict({**body, "text": text[:_PLAIN]})
        if answered.status_code == 200:  # noqa: PLR2004 - accepted
            return True
        fault = UrlFault(answered.status_code, answered.body, answered.headers)
        if is_passing(fault):
            raise fault
        _LOG.warning("said another way: %s", fault)
        return False

    async def give_way(self, told: dict[str, Any], phrases: Phrases) -> None:
        """The controls that were pressed give way to a line that tells what was chosen, and by whom."""
        if not told.get("blocks") or not told.get("ts"):
            return
        what = escape(told.get("label", ""))
        line = phrases.ui["chosen"].format(person=f"<@{told['user']}>", what=what)
        blocks = [
            context([line]) if block.get("block_id") == told["block"] else block for block in told["blocks"]
        ]
        await self._update(told["channel"], told["ts"], line, blocks)

    async def settle(self, place: Place, ts: str, text: str) -> None:
        """What was said there stays, without its controls."""
        await self._update(place.channel, ts, text, [section(text)])

    async def _update(self, channel: str, ts: str, text: str, blocks: list[dict[str, Any]]) -> None:
        """Change a message, where it can be changed still."""
        try:
            await self.client.chat_update(channel=channel, ts=ts, text=text, blocks=blocks)
        except SlackApiError as fault:
            if not is_of_message(fault):
                raise

    async def open(self, job: Job, view: dict[str, Any]) -> None:
        """Open a modal; an expired trigger is told instead of being tried again."""
        try:
            await self.client.views_open(trigger_id=job.payload["trigger_id"], view=view)
        except SlackApiError as fault:
            if not is_late(fault):
                raise
            phrases = await self._people.phrases_for(job.team, job.payload["user"])
            await self.show(place_of(job.payload), job.payload["user"], phrases.ui["expired"])
