"""Nobody else in: forged, stale and repeated requests, other teams, secrets, what comes back out."""

import asyncio
import hashlib
import hmac
import io
import json
import logging
import time
from pathlib import Path
from typing import Any

import aiohttp
from databases import opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack import ANNA, AZURE, Slack, workspace

from bot.intake import event_job
from bot.logs import configure
from bot.playground.double import double
from bot.playground.run import connected
from bot.playground.workspace import BOT_USER
from bot.saying.blocks import escape
from bot.store import Said, Store, Ticket, Vote
from knowledge.library import Library


def _body(text: str = "EA, port 25?") -> bytes:
    event = {"type": "app_mention", "user": ANNA, "text": text, "channel": AZURE, "ts": "1.1"}
    told = {"type": "event_callback", "team_id": "T0PLAY", "event_id": "Ev1", "event": event}
    return json.dumps(told).encode()


def _signed(secret: str, body: bytes, age: int = 0) -> dict[str, str]:
    stamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }


async def _status(slack: Slack, body: bytes, headers: dict[str, str]) -> int:
    url = f"{slack.twin.delivery.app_urls[0]}/slack/events"
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        return response.status


def test_a_request_changed_in_any_byte_is_refused(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            body = _body()
            headers = _signed(slack.twin.signing_secret, body)
            signature = headers["X-Slack-Signature"]
            forged = [
                {
                    **headers,
                    "X-Slack-Signature": f"{signature[:at]}{'0' if was != '0' else '1'}{signature[at + 1 :]}",
                }
                for at, was in enumerate(signature)
            ]
            statuses = {await _status(slack, body, one) for one in forged}
            for at in range(len(body)):
                changed = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
                statuses.add(await _status(slack, changed, headers))
            assert statuses == {401}
            assert await _status(slack, body, headers) == 200
            await slack.replies(1)

    asyncio.run(story())


def test_stale_unsigned_and_repeated_requests_lead_to_nothing_more(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            body, secret = _body(), slack.twin.signing_secret
            assert await _status(slack, body, _signed(secret, body, age=400)) == 401
            assert await _status(slack, body, _signed("another secret", body)) == 401
            assert await _status(slack, body, {"Content-Type": "application/json"}) == 401
            await slack.replies(0)
            headers = _signed(secret, body)
            for _ in range(3):  # a replay within Slack's own five minutes
                assert await _status(slack, body, headers) == 200
            await slack.replies(1)

    asyncio.run(story())


def test_a_request_of_more_than_a_million_bytes_is_refused(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            body = _body("x" * 1_000_001)
            assert await _status(slack, body, _signed(slack.twin.signing_secret, body)) == 413

    asyncio.run(story())


def test_no_secret_and_no_word_of_a_person_is_logged(tmp_path: Path, library: Library) -> None:
    written = io.StringIO()

    async def story() -> list[str]:
        async with workspace(tmp_path, library) as slack:
            slack.twin.faults.statuses = {"chat.postMessage": [500, 429]}
            await slack.ask("payg 2019 port 25? our project Nightingale")
            await slack.replies(1)
            await slack.act("command", user=ANNA, channel=AZURE, text="Nightingale again, EA, port 25?")
            await slack.replies(2)
            body = b"{}"
            await _status(slack, body, _signed("x", body))
            return [slack.twin.bot_token, slack.twin.app_token, slack.twin.signing_secret]

    root = logging.getLogger()
    before, level = root.handlers, root.level
    configure()
    (handler,) = root.handlers
    handler.setStream(written)  # type: ignore[attr-defined]
    try:
        secrets = asyncio.run(story())
    finally:
        root.handlers, root.level = before, level
    told = written.getvalue()
    assert [one for one in [*secrets, "Nightingale"] if one in told] == []
    lines = [json.loads(line) for line in told.splitlines()]
    way = [line["event"] for line in lines if str(line.get("job", "")).startswith("event:")]
    assert (way[0], way[-2:]) == ("taken in", ["answered", "done"])


def test_teams_with_the_same_ids_see_nothing_of_each_other(database: str) -> None:
    """A law over two workspaces: whatever one does, what the other reads stays the same."""
    doing = st.lists(
        st.sampled_from(["said", "language", "vote", "ticket", "forget", "leave"]), min_size=1, max_size=8
    )

    @given(doing=doing)
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def law(doing: list[str]) -> None:
        async def story() -> None:
            async with opened(database) as store:
                await store.forget_team("T1")
                await store.forget_team("T2")
                await _do(store, "T2", "said")
                seen = await _seen(store, "T2")
                for what in doing:
                    await _do(store, "T1", what)
                assert await _seen(store, "T2") == seen

        asyncio.run(story())

    law()


async def _do(store: Store, team: str, what: str) -> None:
    said = await store.keep_said(
        Said(team, "C", "1", "U", "q", "allowed", {}, "en", question_ts=f"{time.monotonic_ns()}")
    )
    if what == "vote":
        await store.keep_vote(Vote(team, said.id, "U", right=False, comment="no"))
    elif what == "ticket":
        await store.keep_ticket(Ticket(team, "C", "1", "U", "R", "filed", said.id))
    elif what == "language":
        await store.set_language(team, "U", "nl", chosen=True)
    elif what == "forget":
        await store.forget(team, "U")
    elif what == "leave":
        await store.forget_team(team)
    assert said.team == team


async def _seen(store: Store, team: str) -> Any:
    return (
        await store.recent(team, "U", 50),
        await store.open_tickets(team, "U"),
        await store.language(team, "U"),
        await store.last_said(team, "C", "1"),
    )


def test_an_app_that_is_removed_takes_everything_along(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with (
            double(retry_seconds=(0.05,)) as twin,
            aiohttp.ClientSession() as session,
            connected(twin, tmp_path / "kept.sqlite3", library, pace=0) as bot,
        ):
            slack = Slack(twin, session)
            await slack.ask("EA, port 25?")
            await slack.replies(1)
            assert await bot.store.count("said") == 1
            twin.delivery.event({"type": "app_uninstalled"})
            for _ in range(3_000):
                if not await bot.store.count("said"):
                    break
                await asyncio.sleep(0.01)
            assert await bot.store.count("said") == 0

    asyncio.run(story())


LIVE = ("<", "://", "www.", "mailto:", "@", "#", "!", "*", "_", "~", "`")


@given(
    text=st.text(max_size=300)
    | st.lists(st.sampled_from([*LIVE, "here", "U0ANNA", ">", "|", "&", "a"])).map("".join)
)
@settings(deadline=None, max_examples=300)
def test_what_people_wrote_never_comes_alive_again(text: str) -> None:
    shown = escape(text)
    assert "<" not in shown
    assert ">" not in shown
    for sign in "@#!*_~`":
        assert all(shown[at + 1 : at + 2] == "\u200b" for at, one in enumerate(shown) if one == sign)
    for live in ("://", "www.", "mailto:"):
        assert live not in shown


def test_an_event_without_what_slack_always_sends_is_none_of_ours() -> None:
    base = {"team_id": "T", "event_id": "E"}
    assert event_job({**base, "event": {"type": "reaction_added"}}) is None
    mention = {
        "type": "message",
        "channel": "C",
        "ts": "2.1",
        "thread_ts": "1.1",
        "user": "U",
        "text": f"<@{BOT_USER}> hi",
    }
    assert event_job({**base, "event": mention, "authorizations": [{"user_id": BOT_USER}]}) is None
