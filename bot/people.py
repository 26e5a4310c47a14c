"""What is known of a person: the language they are answered in, and what time it is where they are."""

import logging
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.refusals import refusal
from bot.saying.phrases import Phrases
from bot.store import Store

_LOG = logging.getLogger(__name__)


class People:
    """Everybody in the workspaces, as far as Slack tells."""

    def __init__(self, client: AsyncWebClient, store: Store, phrases: Mapping[str, Phrases]) -> None:
        self._client, self._store, self._phrases = client, store, phrases

    async def language(self, team: str, person: str) -> str:
        """The person's choice, else Slack's locale, looked up once; English where Slack does not tell now."""
        known = await self._store.language(team, person)
        if known is not None:
            return known
        try:
            known = await self.locale(person)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as fault:
            _LOG.warning("a person's language cannot be looked up: %s", fault)
            return "en"
        await self._store.set_language(team, person, known, chosen=False)
        return known

    async def locale(self, person: str) -> str:
        """What Slack tells of a person's language; the scope is optional."""
        try:
            found = await self._client.users_info(user=person, include_locale=True)
        except SlackApiError as fault:
            if refusal(fault) != "missing_scope":
                raise
            return "en"
        language = str(found["user"].get("locale", ""))[:2]
        return language if language in self._phrases else "en"

    async def morning(self, person: str, day: date) -> int:
        """Nine o'clock of that day where the person is, in seconds of the epoch."""
        found = await self._client.users_info(user=person)
        here = timezone(timedelta(seconds=int(found["user"].get("tz_offset") or 0)))
        return int(datetime.combine(day, time(9), here).timestamp())

    async def phrases_for(self, team: str, person: str) -> Phrases:
        return self._phrases[await self.language(team, person)]
