"""What can be seen from outside: alive, ready, and the figures."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from slack import workspace

from knowledge.library import Library


async def _text(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_the_figures_count_what_happened(tmp_path: Path, library: Library, *, socket: bool) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library, socket=socket) as slack:
            url = slack.twin.delivery.app_urls[0]
            assert await _text(f"{url}/healthz") == (200, '{"ok": true}')
            status, told = await _text(f"{url}/readyz")
            assert (status, '"store": "ok"' in told, '"slack": "ok"' in told) == (200, True, True)
            slack.twin.faults.statuses = {"chat.postMessage": [500]}
            await slack.ask("payg from 2019, port 25?")
            (reply,) = await slack.replies(1)
            await slack.ask("port 25 on our azure vm?")
            await slack.replies(2)
            await slack.vote(reply, right=False)
            await slack.view()
            _, figures = await _text(f"{url}/metrics")
            for line in (
                'port25_answered_total{outcome="blocked_request_exemption"} 1.0',
                "port25_asked_back_total 1.0",
                'port25_taken_in_total{kind="question"} 2.0',
                'port25_votes_total{right="no"} 1.0',
                'port25_job_failures_total{error="SlackApiError"} 1.0',
                "port25_reply_seconds_count 2.0",
                "port25_queue_jobs 0.0",
            ):
                assert line in figures

    asyncio.run(story())


def test_a_slack_that_cannot_be_reached_is_not_ready(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            slack.twin.faults.statuses = {"api.test": [500]}
            status, told = await _text(f"{slack.twin.delivery.app_urls[0]}/readyz")
            assert (status, '"slack": "answers 500"' in told) == (503, True)

    asyncio.run(story())
