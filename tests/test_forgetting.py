"""Forgetting leaves nothing: not in others' answers, not in what waits, not in the bytes of the files."""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from databases import files_of, next_job, opened, waits
from slack import ANNA, AZURE, BRAM, Slack, a_bot

from bot.playground.workspace import BOT_USER, TEAM
from bot.store import Job, Said, Store, Ticket, Vote
from bot.store.forgetting import voices
from bot.store.schema import TABLES
from knowledge.library import Library

ANNAS, BRAMS = "D0ANNA", "D0BRAM"
DAY = 24 * 3600.0
HERS = ("Nightingale", "payg")  # said by Anna and by nobody else
type_of_story = Callable[[Slack, Store], Awaitable[None]]
type_of_teller = Callable[[type_of_story], None]


@pytest.fixture(params=["http", "socket"])
def tell(request: pytest.FixtureRequest, database: str, library: Library) -> type_of_teller:
    """Runs a story over both transports and both stores."""

    def run(story: type_of_story) -> None:
        async def inside() -> None:
            async with a_bot(database, library, socket=request.param == "socket") as (slack, bot):
                await story(slack, bot.store)

        asyncio.run(inside())

    return run


async def _rows(store: Store) -> str:
    return json.dumps({table: await store.rows_of(table, 0, 5_000) for table in TABLES})


async def _kept(store: Store) -> str:
    """Everything in the store, and every byte of its files."""
    path = getattr(store, "_path", None)
    files = Path(path).parent.glob(f"{Path(path).name}*") if path else files_of(store._url)  # noqa: SLF001 - where its bytes are
    return await _rows(store) + "".join(file.read_bytes().decode("latin-1") for file in files)


async def _left(store: Store) -> list[str]:
    """Which of her words are still kept somewhere."""
    kept = await _kept(store)
    return [word for word in HERS if word in kept]


async def _asks(slack: Slack, store: Store, text: str, channel: str, user: str = ANNA) -> dict[str, str]:
    asked = await slack.write(f"<@{BOT_USER}> {text}", user, channel)
    await slack.twin.delivery.settled()
    await waits(store, 0)
    return asked


async def _everything_of_anna(slack: Slack, store: Store) -> None:
    """Her words everywhere they can come: questions, forms, others' answers."""
    await _asks(slack, store, "payg from 2019, port 25? project Nightingale", ANNAS)
    asked = await _asks(slack, store, "payg, port 25? for Nightingale", AZURE)
    await slack.write("2019", BRAM, thread_ts=asked["ts"])
    answer = (await slack.replies(2))[-1]
    await slack.click(answer, "ticket_text")
    await slack.view()
    await slack.submit(reason="the Nightingale appliance knows no login")
    await slack.vote(answer, right=False)
    await slack.view()
    await slack.submit(comment="Nightingale is an EA")
    await waits(store, 0)
    question = await _asks(slack, store, "payg, is port 25 open for Nightingale?", "C0GENERAL")
    (open_question,) = await slack.replies(1, "C0GENERAL")
    await slack.click(open_question, "before", BRAM, channel="C0GENERAL")
    await slack.replies(2, "C0GENERAL")
    edited = f"<@{BOT_USER}> payg from 2019, port 25 for Nightingale II?"
    await slack.act("edit", user=ANNA, channel="C0GENERAL", ts=question["ts"], text=edited)
    written = await slack.write("our payg VM of Nightingale mails on port 25 itself")
    await slack.act("shortcut", user=BRAM, channel=AZURE, ts=written["ts"])
    await slack.act("command", user=ANNA, channel=AZURE, text="payg from 2019, port 25, Nightingale")
    await slack.twin.delivery.settled()
    await waits(store, 0)
    slack.twin.faults.refused = {"chat.postMessage": "is_archived"}
    await _asks(slack, store, "payg, port 25, Nightingale again?", AZURE)
    slack.twin.faults.refused = {"chat.update": "fatal_error"}
    again = f"<@{BOT_USER}> payg from 2014, Nightingale III?"
    await slack.act("edit", user=ANNA, channel=AZURE, ts=asked["ts"], text=again)


def test_after_forget_me_no_byte_of_the_persons_words_is_left(tell: type_of_teller) -> None:
    async def story(slack: Slack, store: Store) -> None:
        await _everything_of_anna(slack, store)
        await waits(store, 1)  # her edit is tried again and again
        kept = await _kept(store)
        assert min(kept.count(word) for word in HERS) > 5
        await slack.forget()
        await _until_forgotten(slack)
        await waits(store, 0)
        assert await _left(store) == []
        assert ANNA not in json.dumps([await store.rows_of(table, 0, 500) for table in ("said", "tickets")])
        assert len(await store.recent(TEAM, BRAM, 9)) == 3

    tell(story)


async def _until_forgotten(slack: Slack) -> None:
    for _ in range(3_000):
        if any("I removed your answers" in one["text"] for one in slack.from_bot()):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nothing was forgotten")


def test_after_the_app_is_removed_nothing_waits_is_written_or_kept(tell: type_of_teller) -> None:
    async def story(slack: Slack, store: Store) -> None:
        await _everything_of_anna(slack, store)
        slack.twin.faults.refused = {"chat.postMessage": "fatal_error", "chat.update": "fatal_error"}
        await slack.ask("payg, port 25, Nightingale at last?")
        await waits(store, 2)
        slack.twin.delivery.event({"type": "app_uninstalled"})
        for _ in range(3_000):
            waits_no_more = not await store.count("said") and not (await store.waiting()).jobs
            if waits_no_more and not await _left(store):  # the file is written anew after the rows are gone
                break
            await asyncio.sleep(0.01)
        gone = len(slack.twin.api.calls)
        assert await _left(store) == []
        slack.twin.faults.refused = {"chat.postMessage": "account_inactive", "users.info": "account_inactive"}
        late = await slack.ask("payg, port 25, Nightingale too late?", BRAM)
        assert late["ts"]
        await slack.twin.delivery.settled()
        await waits(store, 0)
        assert "Nightingale" not in await _rows(store)
        assert [await store.count(table) for table in ("said", "tickets", "votes", "people")] == [0, 0, 0, 0]
        wrote = [method for _, method, _ in slack.twin.api.calls[gone:]]
        assert "chat.update" not in wrote
        assert wrote.count("chat.postMessage") <= 2  # the late one, once, and a word to whom it was from

    tell(story)


def test_what_waits_with_a_persons_words_goes_whoever_asked_for_it(database: str) -> None:
    async def story() -> None:
        async with opened(database) as store:
            told = {"text": "Nightingale", "author": "U"}
            shown = {"blocks": [{"type": "section", "text": {"text": "Nightingale"}}], "user": "V"}
            jobs = [
                Job("own", "question", "T", "1", {**told, "user": "U"}),
                Job("shortcut", "question", "T", "2", {**told, "user": "V"}),
                Job("click", "click", "T", "3", shown),
                Job("another's", "question", "T", "4", {"text": "EA", "user": "V"}),
            ]
            await store.take_in(jobs)
            await store.forget("T", "U")
            assert await _left(store) == []
            assert [row["key"] for row in await store.rows_of("jobs", 0, 9)] == ["click", "another's"]

    asyncio.run(story())


def test_what_a_job_keeps_whose_person_was_forgotten_meanwhile_goes_when_it_ends(database: str) -> None:
    async def story() -> None:
        async with opened(database) as store:
            for ending in ("done", "retry", "failed"):
                await store.take_in(
                    [Job(ending, "question", "T", ending, {"text": "Nightingale", "user": "U"})]
                )
                job = await next_job(store)
                assert job is not None
                await store.forget("T", "U")
                await store.keep_said(Said("T", "C", "1", "U", "Nightingale", "allowed", {}, "en"))
                told = {
                    "done": store.done(job),
                    "retry": store.retry(job, 0),
                    "failed": store.failed(job, "x"),
                }
                assert [await telling for telling in told.values()] == [False] * 3
                assert await _left(store) == []

    asyncio.run(story())


def test_what_expires_takes_its_words_out_of_younger_answers(database: str) -> None:
    async def story() -> None:
        now = time.time()
        async with opened(database) as store:
            quotes = {"quotes": {"delivery": "Nightingale"}, "facts": {"delivery": ["name", "direct"]}}
            old = await store.keep_said(
                Said("T", "C", "1", "U", "Nightingale", "ask_created", quotes, "en", created=now - 40 * DAY)
            )
            case = {**quotes, "before": quotes, **voices(old, "V", "V")}
            said = Said("T", "C", "1", "V", "2019", "allowed", case, "en", created=now - 20 * DAY)
            young = await store.keep_said(replace(said, since=old.created))
            await store.keep_ticket(Ticket("T", "C", "1", "U", "Nightingale", "filed", old.id, old.created))
            await store.keep_vote(Vote("T", old.id, "V", right=False, comment="Nightingale"))
            assert await store.expire(30) == 3
            assert "Nightingale" not in await _rows(store)
            left = await store.said("T", young.id)
            assert left is not None
            assert (left.question, left.case["facts"]) == ("2019", {"delivery": ["name", "direct"]})
            assert await store.expire(30) == 0

    asyncio.run(story())


def test_no_byte_is_left_of_what_lay_among_much_else(database: str) -> None:
    """Pages that were split and moved keep bytes of rows that went, unless all is written anew."""

    async def story() -> None:
        async with opened(database) as store:
            sizes, kept = random.Random(1), []
            for at in range(2_000):
                person, word = ("U", f"Nightingale{at} ") if sizes.random() < 0.3 else ("V", "other ")
                said = Said("T", "C", f"{at}", person, word * sizes.randint(1, 60), "allowed", {}, "en")
                kept.append(await store.keep_said(said))
                grown = sizes.choice(kept)
                await store.keep_said(replace(grown, question=grown.question * sizes.randint(1, 4)))
            await store.forget("T", "U")
            assert await store.count("said") > 1_000
            assert await _left(store) == []

    asyncio.run(story())


def test_no_words_are_told_of_what_went_wrong(tell: type_of_teller) -> None:
    async def story(slack: Slack, store: Store) -> None:
        slack.twin.faults.refused = {"chat.postMessage": "is_archived"}
        await _asks(slack, store, "payg, Nightingale, port 25?", AZURE)
        failed = [row for row in await store.rows_of("jobs", 0, 50) if row["state"] == "failed"]
        assert [(row["payload"], row["person"], row["reason"]) for row in failed] == [
            ("{}", None, "SlackApiError: is_archived")
        ]
        assert await store.count("said") == 0

    tell(story)
