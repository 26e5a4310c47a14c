"""The store in one SQLite file, through sqlite-utils; the embedded default.

What others are told of is on disk before the call returns (synchronous=FULL): what is taken in, what a
posted control will name by its id, and that a private reply was given. The rest survives a crash of the
process at once, and one of the machine with the next of these (synchronous=NORMAL): a job that is then
done again looks first whether Slack has its reply, so whatever waits when the file is opened counts as
tried before. Several processes may share the file; each looks for the others' work whenever it has waited
in vain.

Statements run where they are called: handing each to a thread was measured at half the replies a
second, since the hand-over costs more than the statement. Only the wait for the disk is a thread's.
Meanwhile the connection is its own: who writes waits their turn, who reads has another connection.
Where another process holds the file, nobody waits inside SQLite either, which would hold up all that
this process does.
"""

import asyncio
import contextlib
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

from sqlite_utils import Database

from bot.store import Job, OddJob, StoreAway, StoreFault
from bot.store.schema import NEWER, STEPS
from bot.store.sql import Rows, SqlStore, type_of_statement

_PARAMETER: Final = re.compile(r"%\((\w+)\)s")
_BUSY_SECONDS: Final = 10.0  # for which a file that another process holds is waited for
_FIRST_WAIT: Final = 0.001  # seconds; then twice as long each time
_LONGEST_WAIT: Final = 0.025
# A machine that lost its power may have lost a first claim with it, and the reply may be posted all the same.
_MAY_HAVE_BEGUN: Final = "update jobs set attempts = 1 where attempts = 0 and state = 'new'"
# How what is written gets to the disk. The log is brought into the file by whoever waits for that anyway.
_ON_DISK: Final = ("pragma synchronous = full", "pragma wal_autocheckpoint = 1000")
_SOON: Final = ("pragma synchronous = normal", "pragma wal_autocheckpoint = 0")
_T = TypeVar("_T")


class SqliteStore(SqlStore):
    """The keeper behind `sqlite:///FILE`."""

    _most: ClassVar[int] = 16
    _now: ClassVar[str] = "((julianday('now') - 2440587.5) * 86400.0)"

    def __init__(self, path: str | Path, *, lease: float = 10.0, pace: float = 1.0) -> None:
        super().__init__(lease=lease, pace=pace)
        self._path = path
        self._written: dict[str, str] = {}
        self._turn = asyncio.Lock()  # of whoever writes
        self._disk = ThreadPoolExecutor(1, "disk")
        try:
            self._database = Database(self._opened())
            self._database.enable_wal()
            self._database.conn.execute("pragma secure_delete = on")
            self._migrate()
            self._database.conn.execute(_MAY_HAVE_BEGUN)
            self._database.conn.execute("pragma busy_timeout = 0")  # from here on waited for by `_patiently`
            self._set(_SOON)
            self._reading = self._opened()
        except sqlite3.Error as fault:
            raise StoreFault(f"{path}: {fault}. DATABASE_URL must name a file that can be written") from fault

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, check_same_thread=False, isolation_level=None, timeout=_BUSY_SECONDS
        )
        connection.row_factory = sqlite3.Row
        return connection

    def _migrate(self) -> None:
        connection = self._database.conn
        connection.execute("begin immediate")  # two processes may start at once
        with self._undone():
            (version,) = connection.execute("pragma user_version").fetchone()
            if version > len(STEPS):
                raise sqlite3.DatabaseError(NEWER.format(version=version))
            for step in STEPS[version:]:
                for statement in filter(str.strip, step.split(";")):
                    connection.execute(statement)
            connection.execute(f"pragma user_version = {len(STEPS)}")
            connection.execute("commit")

    @contextlib.contextmanager
    def _undone(self) -> Iterator[None]:
        """What was begun is taken back where it is not brought to its end."""
        try:
            yield
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._database.conn.execute("rollback")
            raise

    def _set(self, pragmas: Sequence[str]) -> None:
        for pragma in pragmas:
            self._database.conn.execute(pragma)

    def _execute(
        self, connection: sqlite3.Connection, sql: str, values: dict[str, Any] | None = None
    ) -> Rows:
        written = self._written.get(sql)
        if written is None:
            written = self._written[sql] = _PARAMETER.sub(r":\1", sql)
        try:
            cursor = connection.execute(written, values or {})
        except (OverflowError, UnicodeError) as fault:  # a value that it cannot hold
            raise OddJob(str(fault)) from fault
        return Rows([dict(row) for row in cursor.fetchall()], cursor.rowcount)

    async def _find(self, sql: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        with _telling_away():
            return (await _patiently(lambda: self._execute(self._free(), sql, values))).found

    def _free(self) -> sqlite3.Connection:
        """A connection that nobody is in the middle of writing by."""
        return self._reading if self._turn.locked() else self._database.conn

    async def _run(self, sql: str, values: dict[str, Any] | None = None) -> Rows:
        until = time.monotonic() + _BUSY_SECONDS
        async with self._turn:
            with _telling_away():
                return await _patiently(lambda: self._execute(self._database.conn, sql, values), until)

    async def _together(self, statements: Sequence[type_of_statement], *, durable: bool = True) -> list[Rows]:
        with _telling_away():
            if durable:  # whoever waits may go away, the turn lasts until the disk has it
                return await asyncio.shield(asyncio.create_task(self._kept(statements)))
            return await self._written_soon(statements)

    async def _written_soon(self, statements: Sequence[type_of_statement]) -> list[Rows]:
        """As one, and on disk with what is kept next."""
        until = time.monotonic() + _BUSY_SECONDS
        async with self._turn:
            await _patiently(self._begin, until)
            with self._undone():
                rows = self._all(statements)
                self._database.conn.execute("commit")
                return rows

    async def _kept(self, statements: Sequence[type_of_statement]) -> list[Rows]:
        """As one, and on disk: that is waited for beside the loop."""
        until = time.monotonic() + _BUSY_SECONDS
        async with self._turn:
            self._set(_ON_DISK)
            try:
                await _patiently(self._begin, until)
                with self._undone():
                    rows = self._all(statements)
                    commit = partial(self._database.conn.execute, "commit")
                    await asyncio.get_running_loop().run_in_executor(self._disk, commit)
                    return rows
            finally:
                self._set(_SOON)

    def _begin(self) -> None:
        self._database.conn.execute("begin immediate")

    def _all(self, statements: Sequence[type_of_statement]) -> list[Rows]:
        return [self._execute(self._database.conn, sql, values) for sql, values in statements]

    async def take_in_and_claim(self, jobs: Sequence[Job], most: int) -> tuple[list[bool], list[Job]]:
        taken, claimed = await super().take_in_and_claim(jobs, most)
        if len(claimed) < sum(taken):
            self.wake()
        return taken, claimed

    async def _purge(self, *, wholly: bool) -> None:  # noqa: ARG002 - half of it is no less work
        await asyncio.to_thread(self._written_anew)

    def _written_anew(self) -> None:
        """Write the file from what it holds: pages that were split or moved keep bytes of what they had."""
        with contextlib.closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection:
            connection.execute("vacuum")
            connection.execute("pragma wal_checkpoint(truncate)")

    async def close(self) -> None:
        async with self._turn:
            self._disk.shutdown()
            self._reading.close()
            self._database.conn.close()


@contextlib.contextmanager
def _telling_away() -> Iterator[None]:
    """Say it in the store's words where the file is held too long, or cannot be written."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        raise StoreAway(str(fault)) from fault


async def _patiently(do: Callable[[], _T], until: float | None = None) -> _T:
    """Do it as soon as no other process holds the file; what found it held has changed nothing."""
    until, wait = until or time.monotonic() + _BUSY_SECONDS, _FIRST_WAIT
    while True:
        try:
            return do()
        except sqlite3.OperationalError as fault:
            if not _is_held(fault) or time.monotonic() > until:
                raise
        await asyncio.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT)


def _is_held(fault: sqlite3.OperationalError) -> bool:
    """Whether another process has the file, by SQLite's plain code: its extended ones tell how."""
    return fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
