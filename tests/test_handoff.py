"""Hand-offs: signed so that anybody can verify, once for each step, tried for days, in nobody's way."""

import asyncio
import base64
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from databases import next_job, opened, waits
from slack import ANNA, AZURE, BRAM, Slack, a_bot
from standardwebhooks import Webhook, WebhookVerificationError

from bot.playground.workspace import TEAM
from bot.settings import Settings
from bot.store import Job, Store
from bot.webhook import LONGEST_WAIT_SECONDS, PATIENCE_SECONDS, hand_off
from knowledge.library import Library

SECRET = f"whsec_{base64.b64encode(b'twenty-four bytes of key').decode()}"
KEY = "handoff:T0PLAY:1:1:filed"


@dataclass
class Receiver:
    """Somebody's webhook: what came, and how it answers next (0 hangs); at the end always with 204."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    freed: asyncio.Event = field(default_factory=asyncio.Event)
    came: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.came.append((str(request.url), dict(request.headers), await request.read()))
        status = self.answers.pop(0) if self.answers else 204
        if status == 0:
            await self.freed.wait()
        return web.Response(status=status or 204, headers={"Location": "/elsewhere"} if status == 307 else {})

    async def told(self, count: int) -> list[dict[str, Any]]:
        """The bodies, verified, once there are so many; then a moment more, in case there are too many."""
        for _ in range(1_500):
            if len(self.came) >= count:
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        assert len(self.came) == count
        return [Webhook(SECRET).verify(body, headers) for _, headers, body in self.came]


@asynccontextmanager
async def _receiver() -> AsyncIterator[Receiver]:
    receiver, server = Receiver(), web.Application()
    server.router.add_route("*", "/{anything:.*}", receiver.take)
    runner = web.AppRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield receiver
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _bot(
    database: str, library: Library, url: str | None, *, socket: bool = False
) -> AsyncIterator[tuple[Slack, Store]]:
    hook = {"handoff_webhook_url": url, "handoff_webhook_secret": SECRET}
    async with a_bot(database, library, socket=socket, **hook) as (slack, bot):
        yield slack, bot.store


type_of_story = Callable[[Slack, Store, Receiver], Awaitable[None]]
type_of_teller = Callable[[type_of_story], None]


@pytest.fixture(params=["http", "socket"])
def tell(request: pytest.FixtureRequest, database: str, library: Library) -> type_of_teller:
    """Runs a story with a receiver, over both transports and both stores."""

    def run(story: type_of_story) -> None:
        async def inside() -> None:
            socket = request.param == "socket"
            async with _receiver() as receiver, _bot(database, library, receiver.url, socket=socket) as bot:
                await story(*bot, receiver)

        asyncio.run(inside())

    return run


async def _filed(slack: Slack, count: int = 0) -> dict[str, Any]:
    """From a question to a filed ticket: the message that tells of it; `count` messages were there."""
    await slack.ask("payg from 2019, port 25?")
    reply = (await slack.replies(count + 1))[-1]
    await slack.click(reply, "ticket_text")
    await slack.view()
    await slack.submit(reason="the appliance knows no login")
    await slack.click((await slack.replies(count + 2))[-1], "filed")
    await slack.view()
    await slack.submit(reference="TRACK-1")
    return (await slack.replies(count + 3))[-1]


def test_each_step_comes_once_signed_and_in_order(tell: type_of_teller) -> None:
    async def story(slack: Slack, _store: Store, receiver: Receiver) -> None:
        filed = await _filed(slack)
        shown = deepcopy(filed)
        await asyncio.gather(*(slack.click(shown, "ticket_approved") for _ in range(3)))
        found = await slack.replies(6)
        approved = deepcopy(next(one for one in found if "ticket_done" in str(one["blocks"])))
        await asyncio.gather(*(slack.click(approved, "ticket_done") for _ in range(3)))
        told = await receiver.told(3)
        assert [one["state"] for one in told] == ["filed", "approved", "done"]
        assert len({headers["webhook-id"] for _, headers, _ in receiver.came}) == 3
        place = {"team": TEAM, "channel": AZURE, "thread": filed["thread_ts"], "person": ANNA}
        about = {"ticket": "TRACK-1", "outcome": "blocked_request_exemption", "edition": "2018-11-20"}
        assert {name: told[0][name] for name in (*place, *about)} == {**place, **about}
        assert told[0]["facts"]["subscription"] == "pay_as_you_go"
        _, headers, body = receiver.came[0]
        for forged in ({**headers, "webhook-id": "another"}, {**headers, "webhook-timestamp": "1"}):
            with pytest.raises(WebhookVerificationError):
                Webhook(SECRET).verify(body, forged)
        with pytest.raises(WebhookVerificationError):
            Webhook(SECRET).verify(body.replace(b"TRACK-1", b"TRACK-2"), headers)

    tell(story)


def test_a_step_whose_telling_broke_off_is_handed_off_before_the_next(tell: type_of_teller) -> None:
    """Whoever reads that it was filed may go on at once, while the job that told it is tried again."""

    async def story(slack: Slack, _store: Store, receiver: Receiver) -> None:
        await slack.ask("payg from 2019, port 25?")
        await slack.click((await slack.replies(1))[-1], "ticket_text")
        await slack.view()
        await slack.submit(reason="the appliance knows no login")
        await slack.click((await slack.replies(2))[-1], "filed")
        await slack.view()
        slack.twin.faults.lost_answers = {"chat.postMessage": 1}
        slack.twin.faults.statuses = {"conversations.replies": [500, 500]}
        await slack.submit(reference="TRACK-1")
        await slack.click((await slack.replies(3))[-1], "ticket_approved")
        told = await receiver.told(2)
        assert [one["state"] for one in told] == ["filed", "approved"]

    tell(story)


def test_what_is_not_taken_comes_again_under_the_same_id_and_holds_up_nobody(tell: type_of_teller) -> None:
    async def story(slack: Slack, store: Store, receiver: Receiver) -> None:
        receiver.answers = [503, 307]
        filed = await _filed(slack)
        await slack.ask("can we send now?", thread_ts=filed["thread_ts"])
        await slack.replies(4)
        await waits(store, 1)
        assert (await store.waiting()).oldest_seconds == 0.0
        told = await receiver.told(3)
        assert [one["state"] for one in told] == ["filed"] * 3
        assert {url.rpartition("/")[2] for url, _, _ in receiver.came} == {"hook"}
        assert len({headers["webhook-id"] for _, headers, _ in receiver.came}) == 1

    tell(story)


def test_a_receiver_that_hangs_holds_up_no_other_work(tell: type_of_teller) -> None:
    async def story(slack: Slack, store: Store, receiver: Receiver) -> None:
        receiver.answers = [0] * 40
        steps = [
            Job(
                f"{KEY}:{at}",
                "handoff",
                TEAM,
                f"h:{at}",
                {"told": {"state": "filed"}},
                pace=f"{TEAM}:handoff",
            )
            for at in range(40)
        ]
        await store.take_in(steps)
        for _ in range(3_000):
            if receiver.came:
                break
            await asyncio.sleep(0.01)
        await slack.ask("EA, port 25?", BRAM)
        await slack.replies(1)
        assert len(receiver.came) == 1
        receiver.answers.clear()
        receiver.freed.set()

    tell(story)


def test_forget_me_takes_back_what_was_not_handed_off(tell: type_of_teller) -> None:
    async def story(slack: Slack, store: Store, receiver: Receiver) -> None:
        receiver.answers = [503] * 40
        await _filed(slack)
        await waits(store, 1)
        await slack.forget()
        await slack.replies(4)
        await waits(store, 0)

    tell(story)


async def _after_tries(database: str, library: Library, age: float) -> dict[str, Any] | None:
    """A hand-off that was taken in so long ago and tried often, after it is tried once more.

    None where it has failed for good and was cleared away at once, being old.
    """
    async with _receiver() as receiver:
        receiver.answers = [503] * 9
        async with opened(database) as store:
            payload = {"told": {"state": "filed"}}
            await store.take_in([Job(KEY, "handoff", TEAM, "handoff:1", payload)])
            (row,) = await store.rows_of("jobs", 0, 1)
            copied = {**row, "id": row["id"] + 1, "key": f"{KEY}:again", "thread": "again", "attempts": 30}
            await store.keep_rows("jobs", [{**copied, "taken_in": time.time() - age}])
            job = await next_job(store)
            assert job is not None
            await store.done(job)
        async with _bot(database, library, receiver.url) as (_, store):
            for _ in range(3_000):
                rows = await store.rows_of("jobs", 0, 9)
                left = next((one for one in rows if one["key"] == f"{KEY}:again"), None)
                if left is None or (left["attempts"] == 31 and left["state"] != "claimed"):
                    return left
                await asyncio.sleep(0.01)
    raise AssertionError("it was not tried")


def test_it_is_tried_for_three_days_with_growing_waits_and_then_no_more(
    database: str, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    row = asyncio.run(_after_tries(database, library, PATIENCE_SECONDS - 600))
    assert row is not None
    assert row["state"] == "new"
    assert abs(row["not_before"] - time.time() - LONGEST_WAIT_SECONDS) < 600
    assert "failed for good" not in caplog.text


def test_after_three_days_it_has_failed_for_good_and_that_is_logged(
    database: str, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    row = asyncio.run(_after_tries(database, library, PATIENCE_SECONDS + 1))
    assert row is None or (row["state"], row["payload"]) == ("failed", "{}")
    assert f"job {KEY}:again failed for good: NotTaken" in caplog.text
    assert "the hand-off webhook answered 503" in caplog.text


def test_it_goes_through_the_proxy_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with _receiver() as proxy:
            monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/hook"))
            url = "http://receiver.invalid/hook"
            settings = Settings(
                slack_bot_token="xoxb-1", handoff_webhook_url=url, handoff_webhook_secret=SECRET
            )
            await hand_off(Job(KEY, "handoff", TEAM, "1", {"told": {"state": "filed"}}), settings)
            assert await proxy.told(1) == [{"state": "filed"}]
            assert proxy.came[0][1]["Host"] == "receiver.invalid"

    asyncio.run(story())


def test_where_no_webhook_is_set_nothing_is_kept_for_one(database: str, library: Library) -> None:
    async def story() -> None:
        async with _bot(database, library, None) as (slack, store):
            await _filed(slack)
            assert "handoff" not in json.dumps(await store.rows_of("jobs", 0, 99))

    asyncio.run(story())
