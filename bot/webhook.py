"""Hand-offs: each step of a ticket, posted to HANDOFF_WEBHOOK_URL as Standard Webhooks says.

The body is JSON: {"ticket", "state", "team", "channel", "thread", "person", "outcome", "facts",
"edition"}. It is signed with HANDOFF_WEBHOOK_SECRET; a receiver verifies the headers `webhook-id`,
`webhook-timestamp` and `webhook-signature` with any library of https://www.standardwebhooks.com, and
knows by the id, which stays the same, a step that comes again. A hand-off is a job of its own: taken
in with the step, posted after it, tried again for three days unless it is answered with a 2xx.
"""

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

import aiohttp
from standardwebhooks import Webhook

from bot.fence import fenced
from bot.outward import proxy_for
from bot.settings import Settings
from bot.store import Job, Ticket

KIND: Final = "handoff"
PATIENCE_SECONDS: Final = 3 * 24 * 3600.0
LONGEST_WAIT_SECONDS: Final = 4 * 3600.0
_TRY: Final = aiohttp.ClientTimeout(total=10)
_LOG = logging.getLogger(__name__)


class NotTaken(Exception):
    """A hand-off that its receiver has not taken."""


def handoff_job(ticket: Ticket, told: dict[str, Any]) -> Job:
    """The job of a ticket's step; there is one for each state, whoever tells it and however often.

    Numbers of tickets come again, so its day is in the key. One goes out at a time: where the receiver
    hangs, nobody else waits for it.
    """
    key = f"{KIND}:{ticket.team}:{ticket.id}:{ticket.created:.0f}:{ticket.state}"
    payload = {"user": ticket.person, "told": told}
    return Job(key, KIND, ticket.team, f"{KIND}:{ticket.id}", payload, pace=f"{ticket.team}:{KIND}")


async def hand_off(job: Job, settings: Settings) -> None:
    """Post it; NotTaken unless it was accepted. Where no webhook is set any more, nothing is posted."""
    if not settings.handoff_webhook_url:
        return
    body = json.dumps(job.payload["told"], sort_keys=True)
    headers = _signed(job.key, body, settings.handoff_webhook_secret or "")
    async with aiohttp.ClientSession(timeout=_TRY, trace_configs=[fenced()]) as session:
        status = await _posted(session, settings.handoff_webhook_url, body, headers)
    if status // 100 != 2:  # noqa: PLR2004 - accepted
        _LOG.warning("the hand-off webhook answered %s", status)
        raise NotTaken


async def _posted(session: aiohttp.ClientSession, url: str, body: str, headers: dict[str, str]) -> int:
    """What the webhook answered; where it leads elsewhere, nobody follows: what is signed is for it alone."""
    try:
        posted = session.post(
            url, data=body.encode(), headers=headers, allow_redirects=False, proxy=proxy_for(url)
        )
        async with posted as response:
            return response.status
    except (aiohttp.ClientError, TimeoutError) as fault:
        _LOG.warning("the hand-off webhook could not be reached: %s", type(fault).__name__)
        raise NotTaken from fault


def _signed(name: str, body: str, secret: str) -> dict[str, str]:
    now = datetime.now(UTC)
    return {
        "Content-Type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(name, now, body),
    }
