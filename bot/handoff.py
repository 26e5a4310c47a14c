"""The way to a support ticket: the ready text, its states, and the hand-off to other systems.

A hand-off is posted as JSON to HANDOFF_WEBHOOK_URL, if one is set:
{"ticket", "state", "team", "channel", "thread", "person", "outcome", "facts", "edition"}. Its body
is signed: header X-Port25-Signature is `sha256=` and the HMAC-SHA256 of the body under
HANDOFF_WEBHOOK_SECRET. It is tried three times.
"""

import asyncio
import hashlib
import hmac
import json
import logging
from datetime import date
from typing import Any, Final

import aiohttp

from bot.outward import proxy_for
from bot.phrases import Phrases
from bot.settings import Settings
from knowledge.decision import Part
from rules.model import Facts

STATES: Final = ("filed", "approved", "refused", "done")
_TRIES: Final = 3
_LOG = logging.getLogger(__name__)


def ticket_text(part: Part, phrases: Phrases, values: dict[str, str]) -> str:
    """A text to paste into the support case, or for CSP into a message to the provider."""
    ui, to_provider = phrases.ui, part.outcome == "blocked_ask_csp"
    head = ui["ticket_provider"] if to_provider else ui["ticket_path"].format(path=phrases.menu(part.path))
    lines = [
        head,
        ui["ticket_subject"],
        "",
        ui["ticket_ask_provider"] if to_provider else ui["ticket_ask"],
        ui["ticket_facts"].format(facts=_facts(part.facts, part, phrases)),
        ui["ticket_reason"].format(reason=values["reason"].strip()),
    ]
    if values.get("began"):
        began = phrases.day(date.fromisoformat(values["began"]))
        lines.append(ui["ticket_began_line"].format(began=began))
    if values.get("subscription_id"):
        lines.append(ui["ticket_id_line"].format(id=values["subscription_id"].strip()))
    if values.get("volume"):
        lines.append(ui["ticket_volume_line"].format(volume=values["volume"].strip()))
    return "\n".join(lines)


def _facts(facts: Facts, part: Part, phrases: Phrases) -> str:
    known = [
        phrases.fact(name, facts[name])
        for name in ("subscription", "created", "delivery", "route")
        if name in facts
    ]
    taken = [
        phrases.fact(name, value) for name, value in part.assumed.items() if name in ("delivery", "route")
    ]
    return ", ".join([*known, *taken])


async def announce(session: aiohttp.ClientSession, settings: Settings, hand_off: dict[str, Any]) -> bool:
    """Post a hand-off to the webhook; False where all tries failed or none is set."""
    url = settings.handoff_webhook_url
    if not url:
        return False
    body = json.dumps(hand_off, sort_keys=True).encode()
    secret = (settings.handoff_webhook_secret or "").encode()
    signature = hmac.new(secret, body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Port25-Signature": f"sha256={signature}"}
    for attempt in range(_TRIES):
        try:
            posted = session.post(url, data=body, headers=headers, proxy=proxy_for(url))
            async with posted as response:
                if response.status < 300:  # noqa: PLR2004 - accepted
                    return True
                _LOG.warning("the hand-off webhook answered %s", response.status)
        except (aiohttp.ClientError, TimeoutError) as fault:
            _LOG.warning("the hand-off webhook could not be reached: %s", type(fault).__name__)
        await asyncio.sleep(2**attempt)
    return False
