"""Slack refuses, hangs or sends odd things: nothing is lost, people are told, others do not wait."""

import asyncio
import json
import random
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from databases import next_job, opened, sqlite_url
from served import ROOT, environment, free_port, listening, served
from slack import ANNA, AZURE, BRAM, Slack, settings_of, workspace

from bot.app import running
from bot.inbox import STOP_SECONDS
from bot.playground.double import Double, double
from bot.playground.workspace import BOT_USER, TEAM
from bot.store import Job, Store
from knowledge.library import Library

type_of_story = Callable[[Slack], Awaitable[None]]
VERDICT = "Blocked, but you can ask Microsoft"
ASKED = "payg from 2019, port 25?"


async def _until(seen: Callable[[], bool], seconds: float = 30.0) -> None:
    for _ in range(int(seconds * 50)):
        if seen():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it does not happen")


# -- the token


@pytest.mark.parametrize("error", ["invalid_auth", "internal_error"])
@pytest.mark.parametrize("socket", [False, True])
def test_whose_the_token_is_need_not_be_known_to_take_a_question_in(
    error: str, tmp_path: Path, library: Library, *, socket: bool
) -> None:
    async def story() -> None:
        async with double(retry_seconds=()) as twin, aiohttp.ClientSession() as session:
            twin.faults.refused = {"auth.test": error}  # from before the start on
            settings = settings_of(twin, sqlite_url(tmp_path), socket=socket)
            async with running(settings, library, pace=0) as bot:
                twin.delivery.app_urls = [bot.url]
                if socket:
                    await twin.delivery.connected.wait()
                slack = Slack(twin, session)
                for _ in range(5):
                    await slack.ask("EA, port 25?")
                await slack.replies(5)

    asyncio.run(story())


def test_a_token_that_slack_refuses_for_a_while_loses_no_question(
    tell: Callable[[type_of_story], None], caplog: pytest.LogCaptureFixture
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.refused = {"chat.postMessage": "invalid_auth", "users.info": "invalid_auth"}
        await slack.ask("EA, port 25?")
        await _until(lambda: "set a new SLACK_BOT_TOKEN" in caplog.text)
        slack.twin.faults.refused = {}
        await _until(lambda: bool(slack.from_bot()))
        await slack.replies(1)

    tell(story)


def test_who_cannot_be_looked_up_is_answered_in_the_language_of_the_message(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.refused = {"users.info": "ratelimited"}
        await slack.ask("we hebben een EA, mag de vm rechtstreeks mailen op poort 25?")
        (reply,) = await slack.replies(1)
        assert reply["text"].startswith("Niet geblokkeerd")

    tell(story)


# -- private answers


def _private(slack: Slack, user: str = ANNA) -> list[dict[str, Any]]:
    return [
        message
        for messages in list(slack.twin.workspace.messages.values())
        for message in messages
        if message["user"] == BOT_USER
        and (message.get("for_user") == user or message in slack.from_bot(_direct(slack, user)))
    ]


def _direct(slack: Slack, user: str) -> str:
    return slack.twin.workspace.direct_channel(user)


@pytest.mark.parametrize("statuses", [[500], [429], [503, 500]])
def test_a_response_url_that_ails_is_tried_again(
    statuses: list[int], tell: Callable[[type_of_story], None]
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.statuses = {"response_url": list(statuses)}
        await slack.act("command", user=ANNA, channel=AZURE, command="/port25", text=ASKED)
        await _until(lambda: bool(_private(slack)))
        (reply,) = _private(slack)
        assert VERDICT in reply["text"]
        assert reply["for_user"] == ANNA

    tell(story)


def test_where_a_response_url_has_run_out_the_person_is_told_another_way(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.statuses = {"response_url": [404]}
        await slack.act("command", user=ANNA, channel=AZURE, command="/port25", text=ASKED)
        await _until(lambda: bool(_private(slack)))
        assert _private(slack)[0]["for_user"] == ANNA
        slack.twin.workspace.closed.add(AZURE)  # and where we may not even whisper
        slack.twin.faults.statuses = {"response_url": [404]}
        await slack.act("command", user=BRAM, channel=AZURE, command="/port25", text=ASKED)
        await _until(lambda: bool(slack.from_bot(_direct(slack, BRAM))))
        assert VERDICT in slack.from_bot(_direct(slack, BRAM))[0]["text"]

    tell(story)


# -- the form


def test_blocks_that_slack_does_not_take_go_as_plain_text(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.plain_only = True
        await slack.ask(ASKED)
        (reply,) = await slack.replies(1)
        assert VERDICT in reply["text"]
        assert not reply["blocks"]
        await slack.act("command", user=ANNA, channel=AZURE, command="/port25", text=ASKED)
        await _until(lambda: any(VERDICT in one["text"] for one in _private(slack)))

    tell(story)


def test_an_answer_that_cannot_be_changed_any_more_is_given_anew(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask(ASKED)
        await slack.replies(1)
        slack.twin.faults.refused = {"chat.update": "cant_update_message"}
        text = f"<@{BOT_USER}> EA, port 25?"
        await slack.act("edit", user=ANNA, channel=AZURE, ts=asked["ts"], text=text)
        _, anew = await slack.replies(2)
        assert anew["text"].startswith("Not blocked")
        assert anew["thread_ts"] == asked["ts"]
        slack.twin.faults.refused = {}
        await slack.act("edit", user=ANNA, channel=AZURE, ts=asked["ts"], text=f"<@{BOT_USER}> {ASKED}")
        await _until(lambda: VERDICT in slack.from_bot()[1]["text"])  # the new one is the answer now

    tell(story)


def test_a_trigger_that_slack_calls_an_invalid_argument_is_told_as_late(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.late_trigger = "invalid_arguments"
        await slack.act("command", user=ANNA, channel=AZURE, command="/port25", text="")
        await _until(lambda: bool(_private(slack)))
        assert "again" in _private(slack)[0]["text"]

    tell(story)


# -- others do not wait


def test_a_job_that_no_try_helps_holds_its_thread_up_for_seconds_only(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask(ASKED)
        (reply,) = await slack.replies(1)
        slack.twin.faults.refused = {"chat.postEphemeral": "some_new_error"}
        begin = time.monotonic()
        await slack.click(reply, "why")
        await slack.ask("and if it were an EA?", thread_ts=asked["ts"])
        await _until(lambda: sum("for_user" not in one for one in slack.from_bot()) == 2, 60)
        assert time.monotonic() - begin < 40  # it was 153

    tell(story)


def test_while_slack_limits_many_channels_another_is_answered(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack:
            slack.twin.workspace.channels |= {f"C9LOAD{at:03d}" for at in range(32)}
            slack.twin.faults.statuses = {"chat.postMessage": [429] * 32}
            for at in range(32):
                await slack.ask("EA, port 25?", channel=f"C9LOAD{at:03d}")
            await _until(lambda: not slack.twin.faults.statuses["chat.postMessage"])
            await slack.direct("EA, port 25?", BRAM)
            await _until(lambda: bool(slack.from_bot(_direct(slack, BRAM))))
            await _until(lambda: all(slack.from_bot(f"C9LOAD{at:03d}") for at in range(32)))

    asyncio.run(story())


def test_a_socket_that_cannot_be_opened_is_tried_again(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with double(retry_seconds=()) as twin, aiohttp.ClientSession() as session:
            twin.faults.statuses = {"apps.connections.open": [0]}  # hangs, then breaks off
            async with running(settings_of(twin, sqlite_url(tmp_path), socket=True), library, pace=0):
                await asyncio.wait_for(twin.delivery.connected.wait(), 60)
                slack = Slack(twin, session)
                await slack.ask("EA, port 25?")
                await slack.replies(1)

    asyncio.run(story())


# -- deploys and clocks


@pytest.mark.parametrize("signal_after", [0.3, 1.0])
def test_a_process_that_is_to_stop_holds_what_it_does_until_it_is_done(
    signal_after: float, database: str
) -> None:
    async def story() -> None:
        async with double(retry_seconds=(0.2, 1.0, 2.0)) as twin, aiohttp.ClientSession() as session:
            slack = Slack(twin, session)
            twin.faults.slow = {"chat.postMessage": 3.0}  # longer than the claim of a second lasts
            async with served(twin, database, lease=1.0) as first:
                for _ in range(2):  # of which one is under way, and one waits for its channel
                    await slack.ask("EA, port 25?")
                await asyncio.sleep(signal_after)
                async with served(twin, database, lease=1.0):
                    first.terminate()
                    await asyncio.wait_for(first.wait(), STOP_SECONDS + 15)
                    await _until(lambda: len(slack.from_bot()) >= 2, 60)
                    await asyncio.sleep(1.5)
            assert len(slack.from_bot()) == 2

    asyncio.run(story())


@pytest.mark.parametrize("ahead", [11.0, 60.0, -60.0])
def test_a_process_whose_clock_is_wrong_takes_no_claim_from_another(
    ahead: float, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(store: Store, other: Store) -> None:
        await store.take_in([Job("a", "question", "T", "t", {})])
        job = await next_job(store)
        assert job is not None
        right = time.time
        monkeypatch.setattr(time, "time", lambda: right() + ahead)
        assert await next_job(other) is None
        assert await other.retry(job, 0.0)
        assert await next_job(store) is not None

    async def inside() -> None:
        async with opened(database) as store, opened(database) as other:
            await story(store, other)

    asyncio.run(inside())


def test_a_turn_that_lies_an_hour_ahead_is_no_turn(database: str) -> None:
    async def story() -> None:
        async with opened(database, pace=3600.0) as wrong, opened(database) as store:
            await wrong.take_in([Job(key, "question", "T", key, {}, pace="C") for key in ("a", "b")])
            first = await next_job(wrong)
            assert first is not None
            await wrong.done(first)
            assert await next_job(store) is not None

    asyncio.run(story())


# -- odd requests


def _mutated(body: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The body with one of its values replaced or removed, somewhere."""
    copy = json.loads(json.dumps(body))
    places = list(_places(copy))
    holder, key = chance.choice(places)
    odd = [None, [], {}, 7, -1.5, True, "", "\0", "\ud800", "x" * 5000, ["a"], {"text": {}}, 10**30]
    if chance.random() < 0.3:
        del holder[key]
    else:
        holder[key] = chance.choice(odd)
    return dict(copy)


def _places(thing: Any) -> Any:
    pairs = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for key, value in list(pairs):
        yield thing, key
        yield from _places(value)


def _event(twin: Double, number: int) -> dict[str, Any]:
    text = f"<@{BOT_USER}> EA, port 25? ({number})"
    posted = twin.workspace.add(AZURE, {"user": ANNA, "text": text})
    return {
        "token": "t",
        "team_id": TEAM,
        "api_app_id": "A0",
        "event": {**posted, "type": "app_mention", "channel": AZURE},
        "type": "event_callback",
        "event_id": f"EvODD{number}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
    }


async def _sent(session: aiohttp.ClientSession, twin: Double, body: dict[str, Any]) -> int:
    text = json.dumps(body)
    headers = {"Content-Type": "application/json", **twin.delivery._signed(text)}  # noqa: SLF001 - as Slack
    url = f"{twin.delivery.app_urls[0]}/slack/events"
    async with session.post(url, data=text.encode(), headers=headers) as response:
        return response.status


def test_an_odd_event_is_acknowledged_and_its_neighbours_are_answered(
    database: str, library: Library
) -> None:
    async def story() -> None:
        chance = random.Random(25)
        async with (
            double(retry_seconds=()) as twin,
            aiohttp.ClientSession() as session,
            running(settings_of(twin, database), library, pace=0) as bot,
        ):
            twin.delivery.app_urls = [bot.url]
            odd = [_mutated(_event(twin, number), chance) for number in range(300)]
            sound = [_event(twin, 1000 + number) for number in range(20)]
            mixed = [*odd, *sound]
            chance.shuffle(mixed)
            gate = asyncio.Semaphore(24)  # as many at once as a slow database takes

            async def send(body: dict[str, Any]) -> int:
                async with gate:
                    return await _sent(session, twin, body)

            assert set(await asyncio.gather(*map(send, mixed))) == {200}
            slack, asked = Slack(twin, session), {body["event"]["ts"] for body in sound}
            await _until(lambda: asked <= {str(one.get("thread_ts")) for one in slack.from_bot()}, 60)
            async with session.get(f"{bot.url}/metrics") as response:
                assert "port25_malformed_total{" in await response.text()

    asyncio.run(story())


@pytest.mark.parametrize("socket", [False, True])
def test_a_start_with_all_that_is_needed_warns_of_nothing(tmp_path: Path, *, socket: bool) -> None:
    async def story() -> None:
        async with double(retry_seconds=()) as twin:
            port = free_port()
            server = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "serve",
                env=environment(twin, sqlite_url(tmp_path), port, socket=socket),
                stderr=asyncio.subprocess.PIPE,
                cwd=ROOT,
            )
            await listening(port)
            await asyncio.sleep(0.3)
            server.terminate()
            _, logged = await server.communicate()
            levels = [json.loads(line)["level"] for line in logged.decode().splitlines()]
            assert set(levels) == {"info"}

    asyncio.run(story())
