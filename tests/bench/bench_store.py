"""Intake, claim and reply with ten thousand, a hundred thousand and a million conversations kept."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from databases import fresh_database, next_job, opened, postgres_server, sqlite_url

from bot.store import Job, Said
from bot.store.sql import SqlStore
from bot.store.sqlite import SqliteStore

_SIZES = (10_000, 100_000, 1_000_000)
_ROUNDS = 400
# Both keepers know recursive queries, so that a million rows need not travel.
_NUMBERS = """
    with recursive n(i) as (
        select cast(%(first)s as bigint) union all select i + 1 from n where i < cast(%(last)s as bigint)
    )
"""
_OLD_JOBS = f"""
    insert into jobs (key, message, kind, team, thread, payload, state, attempts, taken_in) {_NUMBERS}
    select 'event:' || i, 'C:' || i, 'question', 'T', '', '{{}}', 'done', 1, i from n
"""
_OLD_SAID = f"""
    insert into said (team, channel, thread, person, question, outcome, "case", language, question_ts,
        private, created) {_NUMBERS}
    select 'T', 'C' || (i - i / 500 * 500), i || '.1', 'U' || (i - i / 2000 * 2000), 'payg, port 25?',
        'ask_created', '{{"facts": {{}}}}', 'en', 'C:' || i, 0, i from n
"""
_NEW_JOBS_GONE = "delete from jobs where key >= 'new:' and key < 'new;'"


async def _grow(store: SqlStore, first: int, last: int) -> None:
    for sql in (_OLD_JOBS, _OLD_SAID):
        await store._run(sql, {"first": first, "last": last})
    await store._run("analyze")  # as a database does by itself in time
    if isinstance(store, SqliteStore):
        await store._run("pragma wal_checkpoint(truncate)")  # else the next writer pays for the filling


async def _each(run: Callable[[int], Awaitable[object]], base: int) -> float:
    """Median milliseconds of one call."""
    taken = []
    for at in range(_ROUNDS):
        start = time.perf_counter()
        await run(base + at)
        taken.append((time.perf_counter() - start) * 1e3)
    return statistics.median(taken)


async def _measured(store: SqlStore, size: int) -> tuple[float, float, float]:
    claimed: list[Job] = []

    async def intake(number: int) -> None:
        told = {"channel": "C1", "user": "U1", "text": "payg?"}
        await store.take_in([Job(f"new:{number}", "question", "T", f"C1:{number}", told, f"n:{number}")])

    async def claim(_number: int) -> None:
        job = await next_job(store)
        assert job is not None
        claimed.append(job)

    async def reply(number: int) -> None:
        await store.last_said("T", "C1", f"{number}.1")
        said = Said("T", "C1", "1.1", "U1", "payg?", "allowed", {}, "en", question_ts=f"n:{number}")
        await store.keep_said(said)
        await store.done(claimed.pop())

    base = size * 10
    found = (await _each(intake, base), await _each(claim, base), await _each(reply, base))
    await store._run(_NEW_JOBS_GONE)
    return found


async def _all(name: str, url: str) -> None:
    first: tuple[float, ...] | None = None
    async with opened(url) as store:
        assert isinstance(store, SqlStore)
        done = 0
        for size in _SIZES:
            await _grow(store, done + 1, size)
            done = size
            found = await _measured(store, size)
            first = first or found
            shown = "   ".join(
                f"{what} {one:.3f} ms ({one / was:.2f})"
                for what, one, was in zip(("intake", "claim", "reply"), found, first, strict=True)
            )
            print(f"  {name:<10} {size:>9,} conversations   {shown}")


def main() -> None:
    print(f"\nThe store as it grows, median of {_ROUNDS} calls each, and times the first")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_all("SQLite", sqlite_url(Path(folder))))
    with postgres_server() as server:
        asyncio.run(_all("PostgreSQL", fresh_database(server)))


if __name__ == "__main__":
    main()
