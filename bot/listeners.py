"""Slack in: every request becomes a job that is taken in before Slack is told "ok".

Decides nothing and writes no sentence.
"""

import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from bot import forms, intake
from bot.inbox import Inbox, NotKept
from bot.saying.phrases import Phrases
from bot.seal import Seal
from bot.store import Job, Store
from bot.watch import Figures

_ANY = re.compile(r".*")
# What reading a payload ends in that is not as Slack describes it. What the store refuses is none of these.
ODD = (KeyError, TypeError, AttributeError, IndexError, ValueError)
_LOG = logging.getLogger(__name__)


def tell_faults(app: AsyncApp, figures: Figures) -> None:
    """Say what Slack is told where a listener fails."""

    @app.error
    async def on_fault(error: Exception) -> BoltResponse:
        """What cannot be read would only come again; what cannot be kept shall."""
        if isinstance(error, ODD):
            figures.malformed(error)
            return BoltResponse(status=200)
        if not isinstance(error, NotKept):
            _LOG.error("a request of Slack failed", exc_info=error)
        return BoltResponse(status=503)


def listen(app: AsyncApp, inbox: Inbox, store: Store, phrases: Mapping[str, Phrases], seal: Seal) -> None:
    """Register everything that Slack may send; what is none of ours is acknowledged all the same."""

    @app.event(_ANY)
    async def on_event(body: dict[str, Any]) -> None:
        job = intake.event_job(body)
        if job and await _is_for_us(job, store):
            await inbox.put(job)

    @app.command(_ANY)
    async def on_command(ack: AsyncAck, body: dict[str, Any]) -> None:
        await inbox.put(intake.command_job(body))
        await ack()

    @app.shortcut("ask_port25")
    async def on_message_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await inbox.put(intake.message_shortcut_job(body))
        await ack()

    @app.shortcut("check_port25")
    async def on_global_shortcut(ack: AsyncAck, body: dict[str, Any]) -> None:
        await inbox.put(intake.global_shortcut_job(body))
        await ack()

    @app.action("open_support")
    async def on_link(ack: AsyncAck) -> None:
        await ack()

    @app.action(_ANY)
    async def on_click(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await inbox.put(intake.click_job(body, action))
        await ack()

    @app.view(_ANY)
    async def on_form(ack: AsyncAck, body: dict[str, Any]) -> None:
        values = forms.values_of(body["view"])
        errors = _errors(values, phrases[_language(body, phrases)])
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        sealed = body["view"].get("private_metadata", "")
        origin = seal.opened(sealed, intake.team_of(body), body["user"]["id"])
        await inbox.put(intake.form_job(body, values, origin))
        await ack()


async def _is_for_us(job: Job, store: Store) -> bool:
    """Whether it speaks to us, or stands in a thread of ours: of other messages and edits nothing is kept."""
    told = job.payload
    to_us = not told.get("follow_up") if job.kind == "question" else told.get("for_us", job.kind != "edit")
    return bool(to_us) or await store.knows_thread(job.team, told["channel"], told["thread"])


def _errors(values: dict[str, str], phrases: Phrases) -> dict[str, str]:
    """What cannot be as it was filled in, each beside its field."""
    if forms.wrong_id(values):
        return {"subscription_id": phrases.ui["ticket_subscription_wrong"]}
    if forms.contradiction(values):
        side = forms.period(values["side"], phrases)
        return {"date": phrases.ui["form_contradicts"].format(side=side)}
    today = datetime.now(UTC).date()
    if forms.is_ahead(values, today):
        return {"began": phrases.ui["ticket_began_ahead"]}
    if forms.is_over(values, today):
        return {"remind_on": phrases.ui["remind_over"]}
    return {}


def _language(body: dict[str, Any], phrases: Mapping[str, Phrases]) -> str:
    """The language in which the modal was shown: its title tells."""
    title = body["view"]["title"]["text"]
    titles = {
        name: (one.ui["ticket_title"], one.ui["form_title"], one.ui["remind_title"])
        for name, one in phrases.items()
    }
    return next((name for name, known in titles.items() if title in known), "en")
