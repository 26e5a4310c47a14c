"""One contract, both keepers: what is taken in is kept, in order, each once, and every team apart."""

import asyncio
import contextlib
import sqlite3
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from databases import fresh_database, next_job, opened, restart, sqlite_url

from bot.store import Job, OddJob, Said, Store, StoreAway, StoreFault, Ticket, Vote
from bot.store.opening import copy, open_existing, open_store
from bot.store.schema import STEPS, TABLES
from bot.store.sqlite import SqliteStore

type_of_story = Callable[[Store], Awaitable[None]]
type_of_teller = Callable[..., None]


@pytest.fixture
def tell(database: str) -> type_of_teller:
    """Runs a story with a fresh store."""

    def run(story: type_of_story, **how: float) -> None:
        async def inside() -> None:
            async with opened(database, **how) as store:
                await story(store)

        asyncio.run(inside())

    return run


def _job(
    key: str, thread: str = "t", message: str | None = None, team: str = "T", pace: str | None = None
) -> Job:
    return Job(key, "question", team, thread, {"text": key, "user": "U"}, message, pace)


def _said(team: str = "T", person: str = "U", **more: object) -> Said:
    return Said(team, "C", "1", person, "q", "allowed", {"facts": {}}, "en", **more)  # type: ignore[arg-type]


class _FullDisk(ThreadPoolExecutor):
    """A thread in which nothing gets to the disk."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:
        failed: Future[Any] = Future()
        failed.set_exception(sqlite3.OperationalError("database or disk is full"))
        return failed


async def _claimed(store: Store) -> Job:
    job = await next_job(store)
    assert job is not None
    return job


def test_an_event_and_a_message_are_taken_in_once(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        jobs = [_job("a", message="m"), _job("a"), _job("b", message="m")]
        assert await store.take_in(jobs) == [True, False, False]
        assert await store.take_in([_job("a")]) == [False]
        assert (await store.waiting()).jobs == 1

    tell(story)


@pytest.mark.parametrize("table", ["jobs", "said", "tickets"])
def test_sqlite_has_on_disk_what_it_tells_others_of_before_it_says_so(tmp_path: Path, table: str) -> None:
    """A loss of power must take away no job after the "ok", nor what a posted control names by its id."""

    async def story() -> None:
        store, done = SqliteStore(tmp_path / "store.sqlite3"), []
        store._database.conn.set_trace_callback(done.append)  # noqa: SLF001 - what no call tells
        keep = {
            "jobs": store.take_in([_job("a")]),
            "said": store.keep_said(_said()),
            "tickets": store.keep_ticket(Ticket("T", "C", "1", "U", "no login", "draft", 1)),
        }
        for name, kept in keep.items():
            if name != table:
                kept.close()
        await keep[table]
        commit = done.index("commit")
        levels = [one for one in done[:commit] if one.startswith("pragma synchronous")]
        assert levels == ["pragma synchronous = full"]
        assert any(one.strip().startswith(f"insert into {table}") for one in done[:commit])
        await store.close()

    asyncio.run(story())


def test_sqlite_has_on_disk_that_a_private_reply_was_given(tmp_path: Path) -> None:
    """It cannot be looked for: what a loss of power took away of it would be said again."""

    async def story() -> None:
        store, done = SqliteStore(tmp_path / "store.sqlite3"), []
        await store.take_in([replace(_job("a", "one"), kind="command"), _job("b", "another")])
        for synced in (True, False):
            job = await _claimed(store)
            store._database.conn.set_trace_callback(done.append)  # noqa: SLF001 - what no call tells
            assert await store.done(job)
            assert ("pragma synchronous = full" in done) is synced
            done.clear()
        await store.close()

    asyncio.run(story())


def test_what_waits_in_a_file_that_is_opened_anew_may_have_been_tried(tmp_path: Path) -> None:
    """A loss of power takes the claim away and not the reply that was posted: so it is looked for."""

    async def story() -> None:
        url = sqlite_url(tmp_path)
        async with opened(url) as store:
            await store.take_in([_job("a")])
        async with opened(url) as store:
            await store.take_in([_job("b", "another")])
            assert [(await _claimed(store)).attempts for _ in range(2)] == [2, 1]

    asyncio.run(story())


def test_sqlite_reads_while_the_disk_is_waited_for_and_whoever_writes_waits_their_turn(
    tmp_path: Path,
) -> None:
    async def story() -> None:
        store, slow = SqliteStore(tmp_path / "store.sqlite3"), threading.Event()
        store._disk.submit(slow.wait)  # noqa: SLF001 - a disk that takes its time
        taking = asyncio.create_task(store.take_in([_job("a")]))
        await asyncio.sleep(0)
        assert await store.language("T", "U") is None
        keeping = asyncio.create_task(store.keep_said(_said()))
        await asyncio.sleep(0.05)
        assert (await store.count("jobs"), taking.done(), keeping.done()) == (0, False, False)
        slow.set()
        assert await taking == [True]
        assert (await keeping).id == 1
        await store.close()

    asyncio.run(story())


def test_what_sqlite_has_begun_to_keep_is_kept_though_nobody_waits_for_it_any_more(tmp_path: Path) -> None:
    async def story() -> None:
        store, slow = SqliteStore(tmp_path / "store.sqlite3"), threading.Event()
        store._disk.submit(slow.wait)  # noqa: SLF001 - as above
        taking = asyncio.create_task(store.take_in([_job("a")]))
        await asyncio.sleep(0.05)
        taking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await taking
        slow.set()
        assert await store.take_in([_job("a"), _job("b")]) == [False, True]
        await store.close()

    asyncio.run(story())


def test_sqlite_says_that_it_is_away_where_the_disk_takes_nothing_and_keeps_on(tmp_path: Path) -> None:
    async def story() -> None:
        store = SqliteStore(tmp_path / "store.sqlite3")
        sound, store._disk = store._disk, _FullDisk()  # noqa: SLF001 - as above
        with pytest.raises(StoreAway, match="full"):
            await store.take_in([_job("a")])
        store._disk = sound  # noqa: SLF001 - as above
        assert await store.count("jobs") == 0
        assert await store.take_in([_job("a")]) == [True]
        await store.close()

    asyncio.run(story())


def test_what_is_next_is_claimed_with_the_intake_in_order_and_at_most_so_many(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        jobs = [_job("a", "1", pace="T:C"), _job("b", "1"), _job("c", "2", pace="T:C"), _job("d", "3")]
        taken, claimed = await store.take_in_and_claim(jobs, 1)
        assert (taken, [job.key for job in claimed]) == ([True] * 4, ["a"])
        again, claimed = await store.take_in_and_claim(jobs, 1)
        assert (again, [job.key for job in claimed]) == ([False] * 4, ["d"])
        assert await store.take_in_and_claim([_job("e", "4")], 0) == ([True], [])
        assert [job.attempts for job in await store.claim()] == [1]
        assert await store.claim() == []  # "b" waits for its thread, "c" for its channel

    tell(story)


def test_what_is_next_is_claimed_with_the_end_of_the_one_before(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        await store.take_in([_job("a"), _job("b"), _job("c")])
        told, claimed = await store.done_and_claim(await _claimed(store), 1)
        assert (told, [job.key for job in claimed]) == (True, ["b"])
        assert await store.done_and_claim(claimed[0], 0) == (True, [])
        told, claimed = await store.done_and_claim(claimed[0], 1)
        assert (told, [job.key for job in claimed]) == (False, ["c"])

    tell(story)


def test_of_several_claimed_at_once_no_two_are_of_one_channel_or_thread(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(sqlite_url(tmp_path)) as store:
            await store.take_in([_job(f"{at}", f"{at // 4}", pace=f"T:C{at % 3}") for at in range(24)])
            claimed = await store.claim(16)
            assert (
                len({job.pace for job in claimed})
                == len({job.thread for job in claimed})
                == len(claimed)
                == 3
            )

    asyncio.run(story())


def test_a_wait_is_ended_by_a_cancellation_even_as_work_comes(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        waiting = asyncio.create_task(store.wait(60))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        store.wake()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    tell(story)


def test_jobs_of_one_thread_are_done_one_after_the_other(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        await store.take_in([_job("a", "1"), _job("b", "1"), _job("c", "2")])
        first, second = await _claimed(store), await _claimed(store)
        assert (first.key, second.key, await next_job(store)) == ("a", "c", None)
        assert await store.done(first)
        assert (await _claimed(store)).key == "b"

    tell(story)


def test_a_job_that_waits_for_another_try_holds_back_those_behind_it(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        await store.take_in([_job("a"), _job("b")])
        assert await store.retry(await _claimed(store), 60)
        assert await next_job(store) is None

    tell(story)


def test_a_claim_that_ran_out_passes_to_another_and_nothing_more_is_taken_from_the_first(
    tell: type_of_teller,
) -> None:
    async def story(store: Store) -> None:
        await store.take_in([_job("a")])
        first = await _claimed(store)
        assert await next_job(store) is None
        await asyncio.sleep(0.25)
        second = await _claimed(store)
        assert (first.id, first.attempts, second.attempts) == (second.id, 1, 2)
        for telling in (
            store.done(first),
            store.retry(first, 0),
            store.failed(first, "x"),
        ):
            assert not await telling
        assert await store.extend([first]) == [False]
        assert await store.done(second)

    tell(story, lease=0.2)


def test_a_claim_that_is_extended_stays(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        await store.take_in([_job("a")])
        job = await _claimed(store)
        for _ in range(3):
            await asyncio.sleep(0.2)
            assert await store.extend([job]) == [True]
        assert await next_job(store) is None

    tell(story, lease=0.4)


def test_a_channel_rests_after_a_reply_and_the_others_do_not_wait_for_it(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        noisy = [_job(f"n{at}", f"n{at}", pace="T:C") for at in range(3)]
        await store.take_in([*noisy, _job("quiet", "q", pace="T:D")])
        first, quiet = await _claimed(store), await _claimed(store)
        assert (first.key, quiet.key) == ("n0", "quiet")
        assert await next_job(store) is None
        done = time.monotonic()
        await store.done(first)
        assert await next_job(store) is None
        second = None
        for _ in range(3_000):
            second = await next_job(store)
            if second:
                break
            await asyncio.sleep(0.01)
        assert second is not None
        # the store's clock counts whole milliseconds, and is not the one of this test
        assert (second.key, time.monotonic() - done >= 0.29) == ("n1", True)

    tell(story, pace=0.3)


def _by(person: str, number: int, channel: str = "C") -> Job:
    key = f"{person}{number}"
    return Job(key, "question", "T", f"{channel}:{key}", {"text": key, "user": person}, pace=f"T:{channel}")


def test_in_a_channel_people_come_one_after_the_other_however_much_one_asks(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        await store.take_in([_by("A", at) for at in range(8)])
        await store.done(await _claimed(store))
        await store.take_in([_by("B", at) for at in range(2)])
        await store.take_in([_by("C", 0)])
        order = []
        while job := await next_job(store):
            order.append(job.key)
            await store.done(job)
        assert order == ["A1", "B0", "C0", "A2", "B1", *(f"A{at}" for at in range(3, 8))]

    tell(story)


def test_what_waits_behind_a_question_is_the_persons_own_and_can_be_left(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        await store.take_in([*(_by("A", at) for at in range(4)), _by("B", 0), _by("A", 9, "D")])
        first = await _claimed(store)
        behind = await store.behind(first, 60)
        assert [job.key for job in behind] == ["A1", "A2", "A3"]
        assert await store.behind(first, -1) == []
        await store.leave(behind[1:])
        assert (await store.waiting()).jobs == 4
        left = [row for row in await store.rows_of("jobs", 0, 10) if row["state"] == "done"]
        assert [(row["key"], row["payload"], row["person"]) for row in left] == [
            ("A2", "{}", None),
            ("A3", "{}", None),
        ]

    tell(story, pace=0.01)


def test_of_what_was_asked_a_job_that_is_done_keeps_only_its_key(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        await store.take_in([_job("k", "C:U", message="m")])
        await store.done(await _claimed(store))
        (row,) = await store.rows_of("jobs", 0, 10)
        assert (row["payload"], row["person"], row["thread"], row["key"]) == ("{}", None, "", "k")
        assert await store.take_in([_job("k"), _job("other", message="m")]) == [False, False]

    tell(story)


def test_two_at_once_never_claim_the_same(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        await store.take_in([_job(f"{at}", f"{at}", pace=f"T:{at % 40}") for at in range(200)])
        claimed: list[Job] = []

        async def hand() -> None:
            while job := await next_job(store):
                claimed.append(job)
                await asyncio.sleep(0)
                await store.done(job)

        await asyncio.gather(*(hand() for _ in range(8)))
        while (await store.waiting()).jobs:
            await hand()
        assert sorted(job.id for job in claimed) == list(range(1, 201))

    tell(story)


def test_a_question_has_one_answer_whoever_keeps_it(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        first = await store.keep_said(_said(question_ts="C:1"))
        assert (await store.keep_said(_said(question_ts="C:1"))).id == first.id

    tell(story)


def test_teams_are_kept_apart(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        said = await store.keep_said(_said(question_ts="x"))
        assert await store.said("OTHER", said.id) is None
        assert await store.last_said("OTHER", "C", "1") is None
        assert await store.said_to("OTHER", "C", "x") is None
        assert await store.recent("OTHER", "U", 5) == []
        assert not await store.knows_thread("OTHER", "C", "1")
        ticket = await store.keep_ticket(Ticket("T", "C", "1", "U", "R", "filed", said.id))
        assert await store.ticket("OTHER", ticket.id) is None
        assert await store.open_tickets("OTHER", "U") == []
        await store.set_language("T", "U", "nl", chosen=True)
        assert await store.language("OTHER", "U") is None
        assert await store.forget("OTHER", "U") == await store.forget_team("OTHER") == 0

    tell(story)


def test_the_last_answer_of_a_thread_is_its_memory(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        await store.keep_said(_said())
        last = await store.keep_said(_said())
        assert await store.last_said("T", "C", "1") == last
        assert [said.id for said in await store.recent("T", "U", 5)] == [last.id, last.id - 1]
        assert await store.knows_thread("T", "C", "1")
        assert not await store.knows_thread("T", "C", "2")
        await store.take_in([_job("a", "C:2")])
        assert await store.knows_thread("T", "C", "2")

    tell(story)


def test_a_chosen_language_is_not_overruled_by_slacks(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        await store.set_language("T", "U", "en", chosen=False)
        await store.set_language("T", "U", "nl", chosen=True)
        await store.set_language("T", "U", "en", chosen=False)
        assert await store.language("T", "U") == "nl"

    tell(story)


def test_forgetting_removes_what_is_the_persons_and_nothing_else(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        mine, theirs = await store.keep_said(_said()), await store.keep_said(_said(person="V"))
        await store.keep_ticket(Ticket("T", "C", "1", "U", "R", "filed", mine.id))
        await store.keep_vote(Vote("T", mine.id, "U", right=False, comment="no"))
        await store.set_language("T", "U", "nl", chosen=True)
        await store.take_in([_job("a")])
        assert await store.forget("T", "U") == 5
        assert await store.said("T", mine.id) is None
        assert await store.said("T", theirs.id) == theirs
        assert await store.language("T", "U") is None
        assert await store.count("jobs") == 0

    tell(story)


def test_a_team_that_leaves_takes_everything_along(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        for team in ("T", "S"):
            said = await store.keep_said(_said(team))
            await store.keep_vote(Vote(team, said.id, "U", right=True))
        assert await store.forget_team("T") == 2
        assert (await store.count("said"), await store.count("votes")) == (1, 1)

    tell(story)


def test_what_is_past_its_time_is_removed(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        ages = (time.time() - 40 * 24 * 3600, time.time() - 20 * 24 * 3600)
        old, young = [await store.keep_said(_said(created=age)) for age in ages]
        for said in (old, young):
            await store.keep_vote(Vote("T", said.id, "U", right=True))
            await store.keep_ticket(Ticket("T", "C", "1", "U", "R", "filed", said.id, said.created))
        assert await store.expire(30) == 3
        assert await store.said("T", young.id) == young
        assert await store.said("T", old.id) is None

    tell(story)


def test_what_was_misread_or_marked_wrong_is_listed(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        right = await store.keep_said(_said())
        wrong = await store.keep_said(_said(question_ts="w"))
        await store.keep_vote(Vote("T", wrong.id, "U", right=False, comment="it is EA"))
        await store.keep_vote(Vote("T", right.id, "U", right=True))
        listed = await store.to_review(["out_of_scope", "ask_provider"])
        assert [(said.id, vote and vote.comment) for said, vote in listed] == [(wrong.id, "it is EA")]

    tell(story)


def test_the_last_of_each_conversation_that_came_to_a_verdict_is_found_page_by_page(
    tell: type_of_teller,
) -> None:
    async def story(store: Store) -> None:
        def said(at: int, outcome: str, **more: Any) -> Said:
            return replace(_said(question_ts=f"{at}"), outcome=outcome, reply_ts=f"{at}", **more)

        alone = {"thread": "", "private": True}
        for at, one in enumerate(
            [
                said(0, "allowed", thread="a"),
                said(1, "topic_answer", thread="a"),  # the last of a thread with a verdict
                said(2, "topic_answer", thread="b"),  # a thread without
                said(3, "allowed", **alone, person="U"),
                said(4, "allowed", **alone, person="V"),
                said(5, "blocked", thread="c"),  # the only one of its thread that was posted
                replace(said(6, "allowed", thread="d"), reply_ts=None),  # never posted
            ]
        ):
            assert (await store.keep_said(one)).id == at + 1
        found = await store.last_of_each(["allowed", "blocked"], 0, 3)
        assert [one.question_ts for one in found] == ["1", "3", "4"]
        rest = await store.last_of_each(["allowed", "blocked"], found[-1].id, 3)
        assert [one.question_ts for one in rest] == ["5"]
        assert await store.last_of_each(["allowed"], rest[-1].id, 3) == []

    tell(story)


def test_what_is_told_once_is_kept_with_the_job_that_tells_it(tell: type_of_teller) -> None:
    async def story(store: Store) -> None:
        assert await store.told_of([]) == set()
        await store.tell_once(["x", "y"], [_job("a")])
        await store.tell_once(["y", "z"], [_job("a"), _job("b")])
        assert await store.told_of(["w", "x", "y", "z"]) == {"x", "y", "z"}
        assert await store.count("jobs") == 2
        with pytest.raises(OddJob):
            await store.tell_once(["w"], [_job("\ud800")])
        assert await store.told_of(["w"]) == set()

    tell(story)


def test_everything_moves_house(tmp_path: Path, postgres: str) -> None:
    async def story() -> None:
        target = fresh_database(postgres)
        async with opened(sqlite_url(tmp_path)) as here, opened(target) as there:
            for at in range(3):
                said = await here.keep_said(_said(question_ts=f"{at}"))
                await here.keep_vote(Vote("T", said.id, "U", right=bool(at)))
            await here.keep_ticket(Ticket("T", "C", "1", "U", "R", "filed", said.id))
            await here.set_language("T", "U", "nl", chosen=True)
            await here.take_in([_job("a", pace="T:C"), _job("b")])
            await here.done(await _claimed(here))
            await here.tell_once(["x", "y"], [])
            copied = {table: rows async for table, rows in copy(here, there)}
            told = {"people": 1, "paces": 0, "copies": 0, "notices": 2}
            assert copied == {"jobs": 2, "said": 3, "tickets": 1, "votes": 3} | told
            for table in TABLES:
                assert await here.rows_of(table, 0, 10) == await there.rows_of(table, 0, 10)
            assert (await there.keep_said(_said())).id == said.id + 1
            assert (await _claimed(there)).key == "b"
            with pytest.raises(StoreFault, match="empty store"):
                await anext(copy(here, there))

    asyncio.run(story())


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite3"
    with sqlite3.connect(file) as old:
        old.executescript(f"{STEPS[0]}; pragma user_version = 1;")
        said = (
            'insert into said (team, channel, thread, person, question, outcome, "case", language,'
            " question_ts, private, created)"
            " values ('T', 'C', '1', 'U', 'q', 'allowed', '{}', 'en', 'x', 0, 1)"
        )
        old.execute(said)
        old.execute(said)
    old.close()

    async def story() -> None:
        async with opened(sqlite_url(tmp_path)) as store:
            assert [said.question_ts for said in await store.recent("T", "U", 5)] == ["x"]

    asyncio.run(story())


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(database: str) -> None:
    async def story() -> None:
        async with opened(database):
            pass
        _set_version(database, 1_000)
        with pytest.raises(StoreFault, match=r"kept by a newer port25 \(schema 1000\)"):
            await open_store(database)
        _set_version(database, len(STEPS))
        async with opened(database) as store:
            assert (await store.waiting()).jobs == 0

    asyncio.run(story())


def _set_version(url: str, version: int) -> None:
    if url.startswith("sqlite"):
        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.execute(f"pragma user_version = {version}")
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("delete from versions")
        connection.execute("insert into versions (version) values (%s)", [version])


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite:////nowhere/at/all.sqlite3", "DATABASE_URL must name a file that can be written"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "PostgreSQL cannot be used"),
    ],
)
def test_a_store_that_cannot_be_opened_says_why_and_gives_no_secret_away(url: str, told: str) -> None:
    with pytest.raises(StoreFault, match=told) as raised:
        asyncio.run(open_store(url))
    assert "secret" not in str(raised.value)


def test_a_command_on_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="there is no such file"):
        asyncio.run(open_existing(sqlite_url(tmp_path)))
    assert list(tmp_path.iterdir()) == []


def test_a_claim_outlives_a_crash_of_postgresql(postgres: str) -> None:
    """Whoever got it posts without a look; the next would, too, if the claim were taken back."""
    longer_than_any_restart = 600.0

    async def story(url: str) -> None:
        async with opened(url, lease=longer_than_any_restart) as store:
            await store.take_in([_job(key, thread=key) for key in "abcd"])
            job = await _claimed(store)
            for key in "bcd":
                _, (job,) = await store.done_and_claim(job, 1)
                assert job.key == key
            await asyncio.to_thread(restart, postgres)
        async with opened(url) as another:
            assert await another.claim() == []

    with _writing_its_log_late(postgres):
        asyncio.run(story(fresh_database(postgres)))


@contextlib.contextmanager
def _writing_its_log_late(server: str) -> Iterator[None]:
    """What PostgreSQL may keep for later, it keeps for ten seconds."""
    with psycopg.connect(server, autocommit=True) as connection:
        for change in ("alter system set wal_writer_delay = '10s'", "select pg_reload_conf()"):
            connection.execute(change)
    try:
        yield
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            for change in ("alter system reset wal_writer_delay", "select pg_reload_conf()"):
                connection.execute(change)
