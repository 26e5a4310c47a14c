"""The store in one SQLite file, through sqlite-utils; the embedded default.

What is taken in is on disk before the call returns (synchronous=FULL); the rest survives a crash of
the process at once, and one of the machine with the next intake (synchronous=NORMAL): a job that is
then done again looks first whether Slack has its reply. The schema has a version and is brought up
to date when the file is opened.
"""

import json
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database

from bot.store import Job, Said, Ticket, Vote

_MIGRATIONS: Final = (
    """
    create table jobs (
        id integer primary key, key text not null unique, message text unique, kind text not null,
        team text not null, thread text not null, payload text not null,
        state text not null default 'new', attempts integer not null default 0,
        not_before real not null default 0, taken_in real not null, reason text
    );
    create index jobs_waiting on jobs (state, id);
    create index jobs_by_thread on jobs (team, thread, state, id);
    create table said (
        id integer primary key, team text not null, channel text not null, thread text not null,
        person text not null, question text not null, outcome text not null, "case" text not null,
        language text not null, question_ts text, reply_ts text, private integer not null,
        created real not null
    );
    create index said_by_thread on said (team, channel, thread, id);
    create index said_by_question on said (team, channel, question_ts);
    create index said_by_person on said (team, person, id);
    create table tickets (
        id integer primary key, team text not null, channel text not null, thread text not null,
        person text not null, reference text not null, state text not null, said_id integer not null,
        created real not null
    );
    create index tickets_by_person on tickets (team, person, state);
    create table votes (
        team text not null, said_id integer not null, person text not null, "right" integer not null,
        comment text not null, primary key (team, said_id, person)
    );
    create table people (
        team text not null, person text not null, language text not null, chosen integer not null,
        primary key (team, person)
    );
    """,
)
_FORGET: Final = (
    "delete from said where team = :team and person = :person",
    "delete from tickets where team = :team and person = :person",
    "delete from votes where team = :team and person = :person",
    "delete from people where team = :team and person = :person",
)
_NEXT = """
    update jobs set state = 'claimed', attempts = attempts + 1 where id = (
        select id from jobs as job where state = 'new' and not_before <= :now and not exists (
            select 1 from jobs as earlier
            where earlier.team = job.team and earlier.thread = job.thread
            and earlier.state in ('new', 'claimed') and earlier.id < job.id
        ) order by id limit 1
    ) returning *
"""

_TAKE_IN = """
    insert into jobs (key, message, kind, team, thread, payload, taken_in)
    values (:key, :message, :kind, :team, :thread, :payload, :now) on conflict do nothing
"""
_KEEP_SAID = """
    insert into said (team, channel, thread, person, question, outcome, "case", language, question_ts,
        reply_ts, private, created)
    values (:team, :channel, :thread, :person, :question, :outcome, :case, :language, :question_ts,
        :reply_ts, :private, :created)
"""
_CHANGE_SAID = """
    update said set question = :question, outcome = :outcome, "case" = :case, language = :language,
        reply_ts = :reply_ts where id = :id and team = :team
"""


class SqliteStore:
    """The keeper behind `sqlite:///FILE`."""

    def __init__(self, path: str | Path) -> None:
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        connection.row_factory = sqlite3.Row
        self._database = Database(connection)
        self._database.enable_wal()
        connection.execute("pragma synchronous = normal")
        self._migrate()

    def _migrate(self) -> None:
        (version,) = self._run("pragma user_version").fetchone()
        for number, script in enumerate(_MIGRATIONS[version:], start=version + 1):
            self._database.conn.executescript(f"begin; {script} pragma user_version = {number}; commit;")

    def _run(self, sql: str, values: dict[str, Any] | None = None) -> sqlite3.Cursor:
        return self._database.conn.execute(sql, values or {})

    # -- jobs

    def take_in(self, jobs: Sequence[Job]) -> list[bool]:
        """Keep the jobs, all on disk before this returns; False for one that was taken in before.

        Together, because one wait for the disk serves them all.
        """
        now = time.time()
        self._run("pragma synchronous = full")
        self._run("begin immediate")
        try:
            taken = [self._run(_TAKE_IN, _row_of(job, now)).rowcount == 1 for job in jobs]
            self._run("commit")
        except sqlite3.Error:
            self._run("rollback")
            raise
        finally:
            self._run("pragma synchronous = normal")
        return taken

    def claim(self) -> Job | None:
        """The oldest job whose thread has no earlier one under way, None where none waits."""
        row = self._run(_NEXT, {"now": time.time()}).fetchone()
        if row is None:
            return None
        names = ("key", "kind", "team", "thread", "message", "id", "attempts")
        return Job(**{name: row[name] for name in names}, payload=json.loads(row["payload"]))

    def done(self, job: Job) -> None:
        """The job needs nothing more; what was asked is not kept longer than needed."""
        self._run("update jobs set state = 'done', payload = '{}' where id = :id", {"id": job.id})

    def failed(self, job: Job, reason: str) -> None:
        self._run(
            "update jobs set state = 'failed', reason = :reason where id = :id",
            {"id": job.id, "reason": reason},
        )

    def retry(self, job: Job, after_seconds: float) -> None:
        """Back to the waiting ones, in its place, after a while."""
        self._run(
            "update jobs set state = 'new', not_before = :then where id = :id",
            {"id": job.id, "then": time.time() + after_seconds},
        )

    def release_all(self) -> int:
        """After a start: what a crash left claimed waits again."""
        return self._run("update jobs set state = 'new' where state = 'claimed'").rowcount

    def pending(self) -> int:
        """How many jobs wait or are under way."""
        (count,) = self._run("select count(*) from jobs where state in ('new', 'claimed')").fetchone()
        return int(count)

    # -- answers

    def keep_said(self, said: Said) -> Said:
        """Keep an answer, or a changed one under its id."""
        values = {**vars(said), "case": json.dumps(said.case), "created": said.created or time.time()}
        if said.id:
            self._run(_CHANGE_SAID, values)
            return said
        kept = self._run(_KEEP_SAID, values).lastrowid
        return replace(said, id=int(kept or 0), created=values["created"])

    def said(self, team: str, said_id: int) -> Said | None:
        return self._one("select * from said where team = :team and id = :id", {"team": team, "id": said_id})

    def last_said(self, team: str, channel: str, thread: str) -> Said | None:
        """The last answer in a thread: it holds the thread's case."""
        return self._one(
            "select * from said where team = :team and channel = :channel and thread = :thread"
            " order by id desc limit 1",
            {"team": team, "channel": channel, "thread": thread},
        )

    def said_to(self, team: str, channel: str, question_ts: str) -> Said | None:
        return self._one(
            "select * from said where team = :team and channel = :channel and question_ts = :ts",
            {"team": team, "channel": channel, "ts": question_ts},
        )

    def recent(self, team: str, person: str, limit: int) -> list[Said]:
        rows = self._run(
            "select * from said where team = :team and person = :person order by id desc limit :limit",
            {"team": team, "person": person, "limit": limit},
        )
        return [_said(row) for row in rows]

    def _one(self, sql: str, values: dict[str, Any]) -> Said | None:
        row = self._run(sql, values).fetchone()
        return None if row is None else _said(row)

    # -- hand-offs, votes, people

    def keep_ticket(self, ticket: Ticket) -> Ticket:
        """Keep a hand-off, or its new state under its id."""
        if ticket.id:
            self._run(
                "update tickets set state = :state, reference = :reference where id = :id and team = :team",
                asdict(ticket),
            )
            return ticket
        values = {**asdict(ticket), "created": ticket.created or time.time()}
        del values["id"]
        kept = self._database.table("tickets").insert(values).last_pk
        return replace(ticket, id=int(str(kept)), created=values["created"])

    def ticket(self, team: str, ticket_id: int) -> Ticket | None:
        row = self._run(
            "select * from tickets where team = :team and id = :id", {"team": team, "id": ticket_id}
        ).fetchone()
        return None if row is None else Ticket(**dict(row))

    def open_tickets(self, team: str, person: str) -> list[Ticket]:
        rows = self._run(
            "select * from tickets where team = :team and person = :person and state != 'done'"
            " order by id desc",
            {"team": team, "person": person},
        )
        return [Ticket(**dict(row)) for row in rows]

    def keep_vote(self, vote: Vote) -> None:
        self._run(
            'insert into votes (team, said_id, person, "right", comment) values'
            " (:team, :said_id, :person, :right, :comment) on conflict (team, said_id, person)"
            ' do update set "right" = :right, comment = :comment',
            asdict(vote),
        )

    def to_review(self, outcomes: Sequence[str]) -> list[tuple[Said, Vote | None]]:
        """Questions with these outcomes and those marked wrong, oldest first, of all teams."""
        rows = self._run(
            "select said.*, votes.person as voter, votes.comment from said left join votes"
            ' on votes.team = said.team and votes.said_id = said.id and not votes."right"'
            " where votes.comment is not null"
            " or said.outcome in (select value from json_each(:outcomes)) order by said.id",
            {"outcomes": json.dumps(list(outcomes))},
        ).fetchall()
        return [_to_review(dict(row)) for row in rows]

    def language(self, team: str, person: str) -> str | None:
        row = self._run(
            "select language from people where team = :team and person = :person",
            {"team": team, "person": person},
        ).fetchone()
        return None if row is None else str(row["language"])

    def set_language(self, team: str, person: str, language: str, *, chosen: bool) -> None:
        """Keep a person's language; one they chose is not overruled by the one Slack tells."""
        self._run(
            "insert into people (team, person, language, chosen) values (:team, :person, :language, :chosen)"
            " on conflict (team, person) do update set language = :language, chosen = :chosen"
            " where :chosen or not people.chosen",
            {"team": team, "person": person, "language": language, "chosen": chosen},
        )

    def forget(self, team: str, person: str) -> int:
        """Remove everything that is a person's; how many records that were."""
        whose = {"team": team, "person": person}
        return sum(self._run(sql, whose).rowcount for sql in _FORGET)

    def close(self) -> None:
        self._database.conn.close()


def _row_of(job: Job, now: float) -> dict[str, Any]:
    return {**vars(job), "payload": json.dumps(job.payload), "now": now}


def _to_review(values: dict[str, Any]) -> tuple[Said, Vote | None]:
    voter, comment = values.pop("voter"), values.pop("comment")
    said = _said(values)
    return said, Vote(said.team, said.id, voter, right=False, comment=comment) if voter else None


def _said(row: sqlite3.Row | dict[str, Any]) -> Said:
    values = dict(row)
    return Said(**{**values, "case": json.loads(values["case"]), "private": bool(values["private"])})
