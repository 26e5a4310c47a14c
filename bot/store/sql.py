"""What both keepers do alike: every statement stands here once, with its values as parameters.

A keeper says how a statement is run (`_run`), how several are run as one (`_together`), how a claim
locks its row, and who wakes its workers.
"""

import asyncio
import contextlib
import json
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, ClassVar, Final, NamedTuple

from bot.store import Copy, Job, Said, Ticket, Vote, Waiting
from bot.store.forgetting import holds, without
from bot.store.schema import TABLES

# A person's next place in a channel's queue is one behind their last there; whoever has none stands beside
# the first that waits. So people come one after the other, however much one of them asks.
_TAKE_IN: Final = """
    insert into jobs (key, message, kind, team, thread, payload, pace, person, taken_in, place)
    values (%(key)s, %(message)s, %(kind)s, %(team)s, %(thread)s, %(payload)s, %(pace)s, %(person)s, {now},
        coalesce(
            (select max(place) + 1 from jobs where pace = %(pace)s and person = %(person)s
                and state in ('new', 'claimed')),
            (select min(place) from jobs where pace = %(pace)s and state in ('new', 'claimed')),
            {now}
        ))
    on conflict do nothing
"""
# The first in their places that are due, or whose claim ran out, with no earlier one of their thread
# unfinished, no other claimed in their channel, and its turn come; a turn that lies too far ahead is
# no turn. Of those in one channel the first alone.
_CLAIM: Final = """
    update jobs set state = 'claimed', attempts = attempts + 1, claimed_until = {now} + %(lease)s
    where id in (
        select id from (
            select id, place,
                row_number() over (partition by coalesce(pace, cast(id as text)) order by place, id) as turn
            from (
                select id, pace, place from jobs as job where state in ('new', 'claimed')
                and (state = 'new' and not_before <= {now} or state = 'claimed' and claimed_until < {now})
                and not exists (
                    select 1 from jobs as earlier where earlier.team = job.team
                    and earlier.thread = job.thread
                    and earlier.state in ('new', 'claimed') and earlier.id < job.id
                )
                and (pace is null or not exists (
                    select 1 from jobs as other where other.pace = job.pace and other.state = 'claimed'
                    and other.id != job.id
                ) and not exists (
                    select 1 from paces where paces.pace = job.pace
                    and free_at > {now} and free_at < {now} + %(farthest)s
                ))
                order by place, id limit 4 * %(most)s {lock}
            ) as due
        ) as next where turn = 1 order by place, id limit %(most)s
    ) returning id, key, kind, team, thread, payload, message, pace, attempts, taken_in{lasting}
"""
_BEHIND: Final = """
    select id, key, kind, team, thread, payload, message, pace, attempts, taken_in from jobs
    where pace = %(pace)s and person = %(person)s and state in ('new', 'claimed') and state = 'new'
    and kind = %(kind)s and id > %(id)s and taken_in < %(until)s order by id
"""
_DONE: Final = "state = 'done', payload = '{}', person = null, thread = ''"
_STILL_MINE: Final = "where id = %(id)s and attempts = %(attempts)s and state = 'claimed'"
_FREE_AT: Final = """
    insert into paces (pace, free_at) values (%(pace)s, {now} + %(rest)s)
    on conflict (pace) do update set free_at = excluded.free_at
"""
_KEEP_SAID: Final = """
    insert into said (team, channel, thread, person, question, outcome, "case", language, question_ts,
        reply_ts, private, created, since)
    values (%(team)s, %(channel)s, %(thread)s, %(person)s, %(question)s, %(outcome)s, %(case)s,
        %(language)s, %(question_ts)s, %(reply_ts)s, %(private)s, %(created)s, %(since)s)
    on conflict (team, channel, question_ts) do update set outcome = excluded.outcome
    returning id, created, since, reply_ts
"""
_CHANGE_SAID: Final = """
    update said set question = %(question)s, outcome = %(outcome)s, "case" = %(case)s,
        language = %(language)s, reply_ts = %(reply_ts)s, since = %(since)s
    where id = %(id)s and team = %(team)s
"""
_KEEP_TICKET: Final = """
    insert into tickets (team, channel, thread, person, reference, state, said_id, created)
    values (%(team)s, %(channel)s, %(thread)s, %(person)s, %(reference)s, %(state)s, %(said_id)s, %(created)s)
    returning *
"""
_KEEP_VOTE: Final = """
    insert into votes (team, said_id, person, "right", comment)
    values (%(team)s, %(said_id)s, %(person)s, %(right)s, %(comment)s)
    on conflict (team, said_id, person) do update set "right" = excluded."right", comment = excluded.comment
"""
_TO_REVIEW: Final = """
    select said.*, votes.person as voter, votes.comment from said left join votes
    on votes.team = said.team and votes.said_id = said.id and votes."right" = 0
    where votes.comment is not null or said.outcome in ({outcomes}) order by said.id
"""
# The last answer where there was a verdict; what is private or in no thread is one person's alone.
_LAST_OF_EACH: Final = """
    select * from said where id > %(after)s and (reply_ts is not null or private = 1) and id in (
        select max(id) from said
        group by team, channel, thread, case when private = 1 or thread = '' then person else '' end
        having max(case when outcome in ({outcomes}) then 1 else 0 end) = 1
    ) order by id limit %(limit)s
"""
_SET_LANGUAGE: Final = """
    insert into people (team, person, language, chosen)
    values (%(team)s, %(person)s, %(language)s, %(chosen)s)
    on conflict (team, person) do update set language = excluded.language, chosen = excluded.chosen
    where excluded.chosen = 1 or people.chosen = 0
"""
COPIES: Final = "select edition, language, text, since from copies order by edition, language"
_KEEP_COPY: Final = """
    insert into copies (edition, language, text, since)
    values (%(edition)s, %(language)s, %(text)s, %(since)s)
    on conflict (edition, language) do update set text = excluded.text, since = excluded.since
"""
_TOLD: Final = "insert into notices (notice, told) values (%(notice)s, {now}) on conflict do nothing"
_UNSEEN: Final = ("command", "form", "click")  # their reply may be private: no later try can look for it
_FARTHEST_TURN: Final = 60.0  # seconds that a channel's turn may lie ahead
_NEVER_SAID: Final = """
    delete from said where team = %(team)s and question_ts in (%(key)s, %(message)s, %(edited)s)
    and reply_ts is null and exists (
        select 1 from jobs where id = %(id)s and attempts = %(attempts)s and state = 'failed'
    )
"""
# What is a person's; a vote goes with the answer that it is about.
_MINE: Final = "team = %(team)s and person = %(person)s"
_OF_PERSON: Final = {
    "votes": f"{_MINE} or team = %(team)s and said_id in (select id from said where {_MINE})",  # noqa: S608 - no value in it
    "said": _MINE,
    "tickets": _MINE,
    "people": _MINE,
    "jobs": "team = %(team)s and id != %(sparing)s and (person = %(person)s or payload like %(author)s)",
}
_OF_TEAM: Final = {
    **dict.fromkeys(("votes", "said", "tickets", "people"), "team = %(team)s"),
    "jobs": "team = %(team)s and id != %(sparing)s",
    "paces": "pace like %(turns)s",
}
_KEEP_PAYLOAD: Final = (
    "update jobs set payload = %(payload)s where id = %(id)s and state in ('new', 'claimed')"
)
_KEPT_AFTER_DONE: Final = 24 * 3600.0  # seconds for which the key of a job that is done is remembered
_JOB_FIELDS: Final = tuple(one.name for one in fields(Job))


class Rows(NamedTuple):
    """What a statement found, and how many rows it changed."""

    found: list[dict[str, Any]]
    changed: int


type_of_statement = tuple[str, dict[str, Any]]


class SqlStore(ABC):
    """A keeper in SQL.

    `lease` is how long a claim lasts, `pace` how long a channel rests after a reply; both in seconds.
    All processes count by one clock, the database's.
    """

    _lasting: ClassVar[str] = ""  # what a claim asks for beside the job, to be on disk before it counts
    _lock: ClassVar[str] = ""
    _most: ClassVar[int]  # jobs that one statement claims
    _now: ClassVar[str]  # the seconds of the epoch, in SQL

    def __init__(self, *, lease: float, pace: float) -> None:
        self.lease, self._pace = lease, pace
        self._work = asyncio.Event()

    @abstractmethod
    async def _run(self, sql: str, values: dict[str, Any] | None = None) -> Rows:
        """One statement on its own."""

    async def _find(self, sql: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """What a statement finds that changes nothing."""
        return (await self._run(sql, values)).found

    @abstractmethod
    async def _together(self, statements: Sequence[type_of_statement], *, durable: bool = True) -> list[Rows]:
        """Several statements as one: all or none; where `durable`, on disk before this returns."""

    async def wait(self, seconds: float) -> None:
        """Return when there may be work, at the latest after so long."""
        with contextlib.suppress(TimeoutError):
            # Not wait_for: in Python 3.11 it swallows a cancellation that comes as the work comes.
            async with asyncio.timeout(seconds):
                await self._work.wait()
        self._work.clear()

    def wake(self) -> None:
        """Say that there may be work."""
        self._work.set()

    @abstractmethod
    async def close(self) -> None:
        """Let go of the database."""

    # -- jobs

    async def take_in(self, jobs: Sequence[Job]) -> list[bool]:
        """Keep the jobs, all on disk before this returns; False for one that was taken in before."""
        return (await self.take_in_and_claim(jobs, 0))[0]

    async def take_in_and_claim(self, jobs: Sequence[Job], most: int) -> tuple[list[bool], list[Job]]:
        """Keep the jobs, and with that claim what is then the next to be done."""
        intake = self._intake(jobs)
        rows = await self._together([*intake, *self._next(most)])
        return [one.changed == 1 for one in rows[: len(intake)]], jobs_in(rows[len(intake) :])

    def _intake(self, jobs: Sequence[Job]) -> list[type_of_statement]:
        """The statements that keep jobs."""
        sql = _TAKE_IN.format(now=self._now)
        return [(sql, _row_of(job)) for job in jobs]

    async def claim(self, most: int = 1) -> list[Job]:
        """The next jobs to be done, at most so many; perhaps fewer than there are."""
        return jobs_in([await self._run(*one) for one in self._next(most)])

    def _next(self, most: int) -> list[type_of_statement]:
        """The statement that claims so many, where it is any."""
        if not most:
            return []
        sql = _CLAIM.format(now=self._now, lock=self._lock, lasting=self._lasting)
        farthest = max(_FARTHEST_TURN, 2 * self._pace)
        return [(sql, {"lease": self.lease, "farthest": farthest, "most": min(most, self._most)})]

    async def behind(self, job: Job, seconds: float) -> list[Job]:
        """What else the same person asked in that channel within so long after a job, and waits.

        Nothing where channels need not rest: nobody waits there for another.
        """
        if not self._pace:
            return []
        values = {
            **vars(job),
            "person": job.payload.get("user"),
            "until": job.taken_in + seconds,
        }
        return [_job(row) for row in await self._find(_BEHIND, values)]

    async def leave(self, jobs: Sequence[Job]) -> None:
        """Close jobs that still wait, as if they were done."""
        sql = f"update jobs set {_DONE} where id = %(id)s and state = 'new'"  # noqa: S608 - no value in it
        await self._together([(sql, {"id": job.id}) for job in jobs], durable=False)

    async def extend(self, jobs: Sequence[Job]) -> list[bool]:
        """Hold the claims for another lease; which of them are still ours."""
        sql = f"update jobs set claimed_until = {self._now} + %(lease)s {_STILL_MINE}"  # noqa: S608 - no value in it
        told = await self._together([(sql, {**_claim_of(job), "lease": self.lease}) for job in jobs])
        return [one.changed == 1 for one in told]

    async def done(self, job: Job) -> bool:
        """The job needs nothing more, and all that is kept of it is its key: it may come again."""
        return (await self.done_and_claim(job, 0))[0]

    async def done_and_claim(self, job: Job, most: int) -> tuple[bool, list[Job]]:
        """As `done`, and with that claim what is then the next to be done."""
        return await self._close_job(job, _DONE, most=most)

    async def failed(self, job: Job, reason: str) -> bool:
        """Of the job its key and the reason are left; an answer that it kept and never gave goes, too."""
        change = "state = 'failed', reason = %(reason)s, payload = '{}', person = null, thread = ''"
        asked = {"key": job.key, "message": job.message, "edited": job.payload.get("question_ts")}
        unsaid = (_NEVER_SAID, {"team": job.team, **asked, **_claim_of(job)})
        return (await self._close_job(job, change, unsaid, reason=reason))[0]

    async def retry(self, job: Job, after_seconds: float) -> bool:
        """Back to the waiting ones, in its place, after a while."""
        change = f"state = 'new', not_before = {self._now} + %(after)s"
        return (await self._close_job(job, change, after=after_seconds))[0]

    async def _close_job(
        self, job: Job, change: str, *also: type_of_statement, most: int = 0, **values: Any
    ) -> tuple[bool, list[Job]]:
        """Whether the job was still ours to close, and what was claimed with it."""
        sql = f"update jobs set {change} {_STILL_MINE}"  # noqa: S608 - no value in it
        statements = [(sql, {**_claim_of(job), **values}), *also]
        if job.pace is not None and self._pace:
            turn = {"pace": job.pace, "rest": self._pace}
            statements.append((_FREE_AT.format(now=self._now), turn))
        durable = job.kind in _UNSEEN
        closed, *rest = await self._together([*statements, *self._next(most)], durable=durable)
        if not closed.changed:
            await self._forget_again(job)
        return closed.changed == 1, jobs_in(rest[len(statements) - 1 :])

    async def _forget_again(self, job: Job) -> None:
        """What a job has kept whose person or team was forgotten while it was under way goes, too."""
        gone = not await self._find("select 1 from jobs where id = %(id)s", {"id": job.id})
        if gone:
            for person in {job.payload.get(name) for name in ("user", "author")} - {None}:
                await self.forget(job.team, str(person))

    async def waiting(self) -> Waiting:
        """What waits or is under way; a hand-off that its receiver does not take makes nobody here wait."""
        since = "min(case when kind != 'handoff' then taken_in end)"
        sql = (
            f"select count(*) as jobs, {self._now} - {since} as age"  # noqa: S608 - no value in it
            " from jobs where state in ('new', 'claimed')"
        )
        (row,) = await self._find(sql)
        return Waiting(row["jobs"], max(0.0, row["age"] or 0.0))

    # -- answers

    async def keep_said(self, said: Said) -> Said:
        """Keep an answer, or a changed one under its id; a question has one answer."""
        values = {
            **_values_of(said),
            "created": said.created or time.time(),
        }
        values["since"] = said.since or values["created"]
        if said.id:
            await self._run(_CHANGE_SAID, values)
            return said
        ((found, _),) = await self._together([(_KEEP_SAID, values)])  # its controls will name it by its id
        (row,) = found
        return replace(said, **row)

    async def said(self, team: str, said_id: int) -> Said | None:
        return await self._one_said("id = %(id)s", team, id=said_id)

    async def last_said(self, team: str, channel: str, thread: str) -> Said | None:
        """The last answer in a thread: it holds the thread's case."""
        where = "channel = %(channel)s and thread = %(thread)s order by id desc limit 1"
        return await self._one_said(where, team, channel=channel, thread=thread)

    async def said_to(self, team: str, channel: str, question_ts: str) -> Said | None:
        where = "channel = %(channel)s and question_ts = %(ts)s"
        return await self._one_said(where, team, channel=channel, ts=question_ts)

    async def knows_thread(self, team: str, channel: str, thread: str) -> bool:
        """Whether something was answered in this thread, or is about to be."""
        sql = (
            "select 1 from said where team = %(team)s and channel = %(channel)s and thread = %(thread)s union"
            " select 1 from jobs where team = %(team)s and thread = %(place)s and state in ('new', 'claimed')"
        )
        place = {"team": team, "channel": channel, "thread": thread, "place": f"{channel}:{thread}"}
        return bool(await self._find(sql, place))

    async def recent(self, team: str, person: str, limit: int) -> list[Said]:
        sql = (
            "select * from said where team = %(team)s and person = %(person)s"
            " order by id desc limit %(limit)s"
        )
        rows = await self._find(sql, {"team": team, "person": person, "limit": limit})
        return [_said(row) for row in rows]

    async def _one_said(self, where: str, team: str, **values: Any) -> Said | None:
        rows = await self._find(
            f"select * from said where team = %(team)s and {where}",  # noqa: S608 - no value in it
            {"team": team, **values},
        )
        return _said(rows[0]) if rows else None

    # -- hand-offs, votes, people

    async def keep_ticket(self, ticket: Ticket) -> Ticket:
        """Keep a hand-off, or its new state under its id."""
        if ticket.id:
            change = "update tickets set state = %(state)s, reference = %(reference)s"
            await self._run(f"{change} where id = %(id)s and team = %(team)s", vars(ticket))
            return ticket
        values = {**vars(ticket), "created": ticket.created or time.time()}
        ((found, _),) = await self._together([(_KEEP_TICKET, values)])  # as an answer
        (row,) = found
        return Ticket(**row)

    async def ticket(self, team: str, ticket_id: int) -> Ticket | None:
        sql = "select * from tickets where team = %(team)s and id = %(id)s"
        rows = await self._find(sql, {"team": team, "id": ticket_id})
        return Ticket(**rows[0]) if rows else None

    async def open_tickets(self, team: str, person: str) -> list[Ticket]:
        sql = (
            "select * from tickets where team = %(team)s and person = %(person)s"
            " and state in ('draft', 'filed', 'approved') order by id desc"
        )
        rows = await self._find(sql, {"team": team, "person": person})
        return [Ticket(**row) for row in rows]

    async def keep_vote(self, vote: Vote) -> None:
        await self._run(_KEEP_VOTE, {**vars(vote), "right": int(vote.right)})

    async def to_review(self, outcomes: Sequence[str]) -> list[tuple[Said, Vote | None]]:
        """Questions with these outcomes and those marked wrong, oldest first, of all teams."""
        named, values = _one_of(outcomes)
        sql = _TO_REVIEW.format(outcomes=named)
        return [_to_review(row) for row in await self._find(sql, values)]

    async def last_of_each(self, outcomes: Sequence[str], after: int, limit: int) -> list[Said]:
        """The last answer of each conversation that came to one of these outcomes: so many, by their ids."""
        named, values = _one_of(outcomes)
        sql = _LAST_OF_EACH.format(outcomes=named)
        rows = await self._run(sql, {**values, "after": after, "limit": limit})
        return [_said(row) for row in rows.found]

    async def language(self, team: str, person: str) -> str | None:
        sql = "select language from people where team = %(team)s and person = %(person)s"
        rows = await self._find(sql, {"team": team, "person": person})
        return str(rows[0]["language"]) if rows else None

    async def set_language(self, team: str, person: str, language: str, *, chosen: bool) -> None:
        """Keep a person's language; one they chose is not overruled by the one Slack tells."""
        whose = {"team": team, "person": person, "language": language, "chosen": int(chosen)}
        await self._run(_SET_LANGUAGE, whose)

    # -- copies of the document

    async def keep_copy(self, copy: Copy) -> None:
        """Keep a copy, in place of the one there may be of that edition in that language."""
        await self._run(_KEEP_COPY, {**vars(copy), "since": copy.since or time.time()})

    async def copies(self) -> list[Copy]:
        return [Copy(**row) for row in (await self._run(COPIES)).found]

    async def copies_since(self) -> dict[tuple[str, str], float]:
        """Which copies there are, each with since when: what tells whether any is new."""
        rows = (await self._run("select edition, language, since from copies")).found
        return {(row["edition"], row["language"]): row["since"] for row in rows}

    async def remove_copy(self, edition: str, language: str) -> bool:
        """Remove a copy; False where there is none."""
        kept_as = {"edition": edition, "language": language}
        removed = await self._remove({"copies": "edition = %(edition)s and language = %(language)s"}, kept_as)
        await self._purge(wholly=True)
        return bool(removed)

    # -- what is told once

    async def told_of(self, notices: Sequence[str]) -> set[str]:
        """Which of these were told."""
        named, values = _one_of(notices)
        sql = f"select notice from notices where notice in ({named})"  # noqa: S608 - no value in it
        return {row["notice"] for row in (await self._run(sql, values)).found}

    async def tell_once(self, notices: Sequence[str], jobs: Sequence[Job]) -> None:
        """Keep the jobs that tell something, and that it is told, as one."""
        told = [(_TOLD.format(now=self._now), {"notice": notice}) for notice in notices]
        await self._together([*told, *self._intake(jobs)])
        self.wake()

    # -- forgetting

    async def forget(self, team: str, person: str, *, sparing: int = 0) -> int:
        """Remove everything that is a person's, what waits and what others' answers hold of it included.

        `sparing` is the job that asks for it. Returns how many records were removed.
        """
        whose = {"team": team, "person": person, "sparing": sparing, "author": f'%"author": "{person}"%'}
        copies = [*await self._copies(team, person), *await self._shown(team)]
        removed = await self._remove(_OF_PERSON, whose, copies)
        await self._purge(wholly=True)
        return removed

    async def forget_team(self, team: str, *, sparing: int = 0) -> int:
        """Remove everything that is a team's, but for the job that asks for it."""
        removed = await self._remove(_OF_TEAM, {"team": team, "sparing": sparing, "turns": f"{team}:%"})
        await self._purge(wholly=True)
        return removed

    async def expire(self, days: int) -> int:
        """Remove answers, tickets and votes older than so many days, and jobs closed a day ago."""
        now = time.time()
        ages = {"then": now - days * 24 * 3600.0, "closed": now - _KEPT_AFTER_DONE}
        old = await self._find("select * from said where since < %(then)s and created >= %(then)s", ages)
        copies = [(_CHANGE_SAID, _values_of(without(_said(row), None))) for row in old]
        past = {
            "votes": "exists (select 1 from said where said.id = said_id and created < %(then)s)",
            "tickets": "created < %(then)s",
            "said": "created < %(then)s",
        }
        closed = {
            "jobs": "taken_in < %(closed)s and state in ('done', 'failed')",
            "paces": "free_at < %(closed)s",
        }
        removed = await self._remove(past, ages, copies)
        if removed or copies:
            await self._purge(wholly=False)
        return removed + await self._remove(closed, ages)

    async def _copies(self, team: str, person: str) -> list[type_of_statement]:
        """What takes a person's words out of other people's answers."""
        sql = 'select * from said where team = %(team)s and person != %(person)s and "case" like %(named)s'
        found = await self._find(sql, {"team": team, "person": person, "named": f'%"{person}"%'})
        others = [said for said in map(_said, found) if holds(said, person)]
        return [(_CHANGE_SAID, _values_of(without(said, person))) for said in others]

    async def _shown(self, team: str) -> list[type_of_statement]:
        """What takes the message out of clicks that wait: whose words it shows, nobody can tell."""
        sql = "select id, payload from jobs where team = %(team)s and payload like %(blocks)s"
        found = await self._find(sql, {"team": team, "blocks": '%"blocks": [%'})
        told = [(row["id"], json.loads(row["payload"])) for row in found]
        return [
            (_KEEP_PAYLOAD, {"id": at, "payload": json.dumps({**one, "blocks": None})}) for at, one in told
        ]

    async def _remove(
        self, where: dict[str, str], values: dict[str, Any], first: Sequence[type_of_statement] = ()
    ) -> int:
        """How many rows went; what is to be done `first` is done with it, or not at all."""
        gone = [(f"delete from {table} where {which}", values) for table, which in where.items()]  # noqa: S608 - no value in it
        rows = await self._together([*first, *gone])
        return sum(one.changed for one in rows[len(first) :])

    @abstractmethod
    async def _purge(self, *, wholly: bool) -> None:
        """See to it that what was removed is not left in the store's files, as far as it can.

        What must be gone at once is to go `wholly`, whatever it costs.
        """

    # -- moving house

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        (row,) = await self._find(f"select count(*) as rows from {_known(table)}")  # noqa: S608 - our own
        return int(row["rows"])

    async def rows_of(self, table: str, first: int, most: int) -> list[dict[str, Any]]:
        """So many rows of a table from the first on, by their keys, as they lie there."""
        keys = TABLES[_known(table)]
        sql = f"select * from {table} order by {keys} limit %(most)s offset %(first)s"  # noqa: S608 - our own
        return await self._find(sql, {"most": most, "first": first})

    async def keep_rows(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """Put rows of another store here, under their own ids."""
        if not rows:
            return
        names = list(rows[0])
        columns = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(f"%({name})s" for name in names)
        sql = f"insert into {_known(table)} ({columns}) values ({values})"  # noqa: S608 - our own columns
        await self._together([(sql, row) for row in rows])


def _known(name: str) -> str:
    if name not in TABLES:
        raise ValueError(f"no table {name!r}; there are {', '.join(TABLES)}")
    return name


def _one_of(values: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """What stands between the brackets of an `in`, and its values; nothing is in none."""
    named = {f"one_{at}": value for at, value in enumerate(values)}
    return ", ".join(f"%({name})s" for name in named) or "null", named


def _claim_of(job: Job) -> dict[str, Any]:
    return {"id": job.id, "attempts": job.attempts}


def _row_of(job: Job) -> dict[str, Any]:
    row = {name: getattr(job, name) for name in _JOB_FIELDS}
    return {**row, "payload": json.dumps(job.payload), "person": job.payload.get("user")}


def _job(row: dict[str, Any]) -> Job:
    columns = {name: value for name, value in row.items() if name != "lasting"}
    return Job(**{**columns, "payload": json.loads(row["payload"])})


def jobs_in(rows: Iterable[Rows]) -> list[Job]:
    """The jobs that were claimed."""
    return [_job(row) for one in rows for row in one.found]


def _to_review(values: dict[str, Any]) -> tuple[Said, Vote | None]:
    row = dict(values)
    voter, comment = row.pop("voter"), row.pop("comment")
    said = _said(row)
    return said, Vote(said.team, said.id, voter, right=False, comment=comment) if voter else None


def _values_of(said: Said) -> dict[str, Any]:
    return {**vars(said), "case": json.dumps(said.case), "private": int(said.private)}


def _said(row: dict[str, Any]) -> Said:
    return Said(**{**row, "case": json.loads(row["case"]), "private": bool(row["private"])})
