"""The store keeps what it took in, in order, each once, and every team apart."""

from pathlib import Path

import pytest

from bot.store import Job, Said, Ticket, Vote
from bot.store.sqlite import SqliteStore


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "store.sqlite3")


def _job(key: str, thread: str = "t", message: str | None = None, team: str = "T") -> Job:
    return Job(key, "question", team, thread, {"text": key}, message)


def _said(team: str = "T", person: str = "U", **more: object) -> Said:
    return Said(team, "C", "1", person, "q", "allowed", {"facts": {}}, "en", **more)  # type: ignore[arg-type]


def test_an_event_and_a_message_are_taken_in_once(store: SqliteStore) -> None:
    assert store.take_in([_job("a", message="m"), _job("a"), _job("b", message="m")]) == [True, False, False]
    assert store.take_in([_job("a")]) == [False]
    assert store.pending() == 1


def test_jobs_of_one_thread_are_done_one_after_the_other(store: SqliteStore) -> None:
    for key, thread in (("a", "1"), ("b", "1"), ("c", "2")):
        store.take_in([_job(key, thread)])
    first, second = store.claim(), store.claim()
    assert first is not None
    assert second is not None
    assert (first.key, second.key, store.claim()) == ("a", "c", None)
    store.done(first)
    third = store.claim()
    assert third is not None
    assert third.key == "b"


def test_a_job_that_waits_for_another_try_holds_back_those_behind_it(store: SqliteStore) -> None:
    store.take_in([_job("a")])
    store.take_in([_job("b")])
    job = store.claim()
    assert job is not None
    store.retry(job, 60)
    assert store.claim() is None


def test_after_a_crash_what_was_claimed_waits_again_and_knows_it(store: SqliteStore, tmp_path: Path) -> None:
    store.take_in([_job("a")])
    store.claim()
    store.close()
    again = SqliteStore(tmp_path / "store.sqlite3")
    assert again.release_all() == 1
    job = again.claim()
    assert job is not None
    assert job.attempts == 2


def test_what_was_asked_is_not_kept_with_a_job_that_is_done(store: SqliteStore) -> None:
    store.take_in([_job("a very private question")])
    job = store.claim()
    assert job is not None
    store.done(job)
    rows = store._run("select payload from jobs").fetchall()  # noqa: SLF001 - what lies on disk
    assert [row["payload"] for row in rows] == ["{}"]


def test_teams_are_kept_apart(store: SqliteStore) -> None:
    said = store.keep_said(_said(question_ts="x"))
    assert store.said("OTHER", said.id) is None
    assert store.last_said("OTHER", "C", "1") is None
    assert store.said_to("OTHER", "C", "x") is None
    assert store.recent("OTHER", "U", 5) == []
    ticket = store.keep_ticket(Ticket("T", "C", "1", "U", "R", "filed", said.id))
    assert store.ticket("OTHER", ticket.id) is None
    assert store.open_tickets("OTHER", "U") == []


def test_the_last_answer_of_a_thread_is_its_memory(store: SqliteStore) -> None:
    store.keep_said(_said())
    last = store.keep_said(_said())
    assert store.last_said("T", "C", "1") == last
    assert [said.id for said in store.recent("T", "U", 5)] == [last.id, last.id - 1]


def test_a_chosen_language_is_not_overruled_by_slacks(store: SqliteStore) -> None:
    store.set_language("T", "U", "en", chosen=False)
    store.set_language("T", "U", "nl", chosen=True)
    store.set_language("T", "U", "en", chosen=False)
    assert store.language("T", "U") == "nl"


def test_forgetting_removes_what_is_the_persons_and_nothing_else(store: SqliteStore) -> None:
    mine, theirs = store.keep_said(_said()), store.keep_said(_said(person="V"))
    store.keep_ticket(Ticket("T", "C", "1", "U", "R", "filed", mine.id))
    store.keep_vote(Vote("T", mine.id, "U", right=False, comment="no"))
    store.set_language("T", "U", "nl", chosen=True)
    assert store.forget("T", "U") == 4
    assert store.said("T", mine.id) is None
    assert store.said("T", theirs.id) == theirs
    assert store.language("T", "U") is None
