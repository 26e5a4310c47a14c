"""The store in PostgreSQL, for any number of web and worker processes.

Claims skip rows that another process is claiming; intake locks its threads, so that ids within one
thread are in the order of commitment; a notification wakes the workers of every process. A lost
connection is made anew by the pool.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import Any, ClassVar, Final, Self, TypeVar

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from bot.ending import end
from bot.store import Job, OddJob, StoreAway, StoreFault
from bot.store.schema import NEWER, STEPS, WITH_IDS, for_postgres
from bot.store.sql import Rows, SqlStore, jobs_in, type_of_statement

_CHANNEL: Final = "port25_jobs"
_MIGRATING: Final = 25_25_25  # the advisory lock of whoever brings the tables up to date
_LOCK_THREAD: Final = "select pg_advisory_xact_lock(hashtextextended(%(thread)s, 25))"
_WAKE: Final = """
    select pg_notify(%(channel)s, '') where exists (
        select 1 from jobs where key = any(%(keys)s) and state = 'new'
    )
"""
_CONNECTIONS: Final = 8
_CLOSE_SECONDS: Final = 5.0
_REACH_SECONDS: Final = 5.0  # how long a statement waits for a connection
# A server that hangs, or is gone without a word, is noticed: in milliseconds, seconds, milliseconds.
_TIMES: Final[dict[str, Any]] = {
    "options": "-c statement_timeout=8000",
    "connect_timeout": 5,
    "tcp_user_timeout": 8000,
}
_WITH_WORDS: Final = "said, tickets, votes, people, jobs, copies"  # tables that hold texts
_LOCK_SECONDS: Final = 5  # for which a table is waited for that somebody else holds, as a backup does
_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")
_Connection = psycopg.AsyncConnection[dict[str, Any]]


class PostgresStore(SqlStore):
    """The keeper behind `postgresql://...`; made by `open`."""

    # A claim that a crash of the server takes back would be given to another, as if nobody had begun. A close
    # may be forgotten, and claims the next with it: so only where it does, its commit is waited for.
    _lasting: ClassVar[str] = ", set_config('synchronous_commit', 'on', true) as lasting"
    _lock: ClassVar[str] = "for update of job skip locked"
    _most: ClassVar[int] = 1  # more would wait for each other's channels, and processes share evenly
    _now: ClassVar[str] = "extract(epoch from clock_timestamp())::float8"

    def __init__(self, url: str, *, lease: float = 10.0, pace: float = 1.0) -> None:
        super().__init__(lease=lease, pace=pace)
        self._url = url
        self._ear: asyncio.Task[None] | None = None
        self._pool: AsyncConnectionPool[_Connection] = AsyncConnectionPool(
            url,
            connection_class=psycopg.AsyncConnection[dict[str, Any]],
            min_size=1,
            max_size=_CONNECTIONS,
            open=False,
            timeout=_REACH_SECONDS,
            kwargs={"autocommit": True, "row_factory": dict_row, **_TIMES},
            check=AsyncConnectionPool.check_connection,
        )

    @classmethod
    async def open(cls, url: str, *, lease: float = 10.0, pace: float = 1.0) -> Self:
        """The store, reached and brought up to date; StoreFault where that cannot be."""
        store = cls(url, lease=lease, pace=pace)
        await store._pool.open()
        try:
            await store._migrate()
        except (psycopg.Error, PoolTimeout) as fault:
            await store._pool.close()
            raise StoreFault(f"PostgreSQL cannot be used: {fault}. DATABASE_URL names it") from fault
        store._ear = asyncio.create_task(store._listen())
        return store

    async def _migrate(self) -> None:
        async with self._pool.connection() as connection, connection.transaction():
            await connection.execute("select pg_advisory_xact_lock(%s)", [_MIGRATING])
            there = await (await connection.execute("select to_regclass('versions') as found")).fetchone()
            version = 0
            if there and there["found"]:
                row = await (
                    await connection.execute("select max(version) as version from versions")
                ).fetchone()
                version = row["version"] if row else 0
            if version > len(STEPS):
                raise psycopg.DatabaseError(NEWER.format(version=version))
            for step in STEPS[version:]:
                await connection.execute(for_postgres(step))
            if version < len(STEPS):
                await connection.execute("insert into versions (version) values (%s)", [len(STEPS)])

    @contextlib.asynccontextmanager
    async def _reached(self) -> AsyncIterator[_Connection]:
        """A connection; StoreAway where none is to be had, or it breaks off."""
        try:
            async with self._pool.connection() as connection:
                yield connection
        except (psycopg.OperationalError, psycopg.InterfaceError) as fault:
            raise StoreAway(str(fault)) from fault

    async def _run(self, sql: str, values: dict[str, Any] | None = None) -> Rows:
        async with self._reached() as connection:
            with _telling_odd():
                return await _found(await connection.execute(sql, values))

    async def _together(self, statements: Sequence[type_of_statement], *, durable: bool = True) -> list[Rows]:
        """All of it goes out at once: the way to the server and back is the longest part of it."""
        async with self._reached() as connection:
            with _telling_odd():
                async with connection.pipeline(), connection.transaction():
                    if not durable:
                        await connection.execute("set local synchronous_commit = off")
                    cursors = [await connection.execute(*one) for one in statements]
            return [await _found(cursor) for cursor in cursors]

    async def take_in_and_claim(self, jobs: Sequence[Job], most: int) -> tuple[list[bool], list[Job]]:
        """As for any store, those of one thread one transaction after the other; workers wake to the rest."""
        threads = sorted({f"{job.team}:{job.thread}" for job in jobs})
        locks: list[type_of_statement] = [(_LOCK_THREAD, {"thread": thread}) for thread in threads]
        wake = (_WAKE, {"channel": _CHANNEL, "keys": [job.key for job in jobs]})
        statements = [*locks, *self._intake(jobs), *self._next(most), wake]
        rows = (await self._claiming(partial(self._together, statements)))[len(locks) : -1]
        return [one.changed == 1 for one in rows[: len(jobs)]], jobs_in(rows[len(jobs) :])

    async def claim(self, most: int = 1) -> list[Job]:
        return await self._claiming(partial(super().claim, most))

    async def _close_job(
        self, job: Job, change: str, *also: type_of_statement, most: int = 0, **values: Any
    ) -> tuple[bool, list[Job]]:
        return await self._claiming(partial(super()._close_job, job, change, *also, most=most, **values))

    @staticmethod
    async def _claiming(do: Callable[[], Awaitable[_T]]) -> _T:
        """Do it; another process may have taken the channel's turn meanwhile: then all of it once more."""
        while True:
            try:
                return await do()
            except psycopg.errors.UniqueViolation:
                continue

    async def _listen(self) -> None:
        """Wake on every notification; where the connection is lost, look again until it is back."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as ear:
                    await ear.execute(f"listen {_CHANNEL}")
                    self.wake()
                    async for _ in ear.notifies():
                        self.wake()
            except psycopg.Error as fault:
                _LOG.warning("no notifications from PostgreSQL: %s", fault)
                await asyncio.sleep(1.0)

    async def _purge(self, *, wholly: bool) -> None:
        """Give back the room of what was removed; its own log and copies are the server's to keep.

        A page keeps bytes of what it had until others take their place, so `wholly` writes the tables anew.
        Everybody waits for that: it is for what somebody asks to be forgotten, not for every hour.
        """
        async with self._reached() as connection:
            if wholly:
                await self._write_anew(connection)
            else:
                await connection.execute(f"vacuum {_WITH_WORDS}")

    async def _write_anew(self, connection: _Connection) -> None:
        await connection.execute(f"set statement_timeout = 0; set lock_timeout = '{_LOCK_SECONDS}s'")
        try:
            await connection.execute(f"vacuum full {_WITH_WORDS}")
        except psycopg.errors.LockNotAvailable:
            _LOG.error(
                "what was forgotten is gone from the tables, but bytes of it are left in their files, since "
                "somebody else holds them: run 'vacuum full %s' when that is over",
                _WITH_WORDS,
            )
        finally:
            await connection.execute("reset statement_timeout; reset lock_timeout")

    async def keep_rows(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        """As for any store; new ids follow the largest there is."""
        await super().keep_rows(table, rows)
        if table in WITH_IDS:
            largest = f"select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))"  # noqa: S608 - our own tables
            await self._run(largest)

    async def close(self) -> None:
        if self._ear is not None:
            await end([self._ear])
        await self._pool.close(timeout=_CLOSE_SECONDS)


@contextlib.contextmanager
def _telling_odd() -> Iterator[None]:
    """Say it in the store's words where a value is none that it could keep."""
    try:
        yield
    except (psycopg.DataError, UnicodeError) as fault:
        raise OddJob(str(fault)) from fault


async def _found(cursor: psycopg.AsyncCursor[dict[str, Any]]) -> Rows:
    return Rows(await cursor.fetchall() if cursor.description else [], cursor.rowcount)
