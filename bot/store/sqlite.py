"""The store in one SQLite file, through sqlite-utils; the embedded default.

What others are told of is on disk before the call returns (synchronous=FULL): what is taken in, what a
posted control will name by its id, and that a private reply was given. The rest survives a crash of the
process at once, and one of the machine with the next of these (synchronous=NORMAL): a job that is then
done again looks first whether Slack has its reply, so whatever waits when the file is opened counts as
tried before. Several processes may share the file; each looks for the others' work whenever it has waited
in vain.

Statements run where they are called: handing each to a thread was measured at half the replies a
second, since the hand-over costs more than the statement. But where another process holds the file,
nobody waits inside SQLite, which would hold up all that this process does.
"""

import asyncio
import contextlib
import re
import sqlite3
import time
from collections.abc import Callable, Sequence
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
_T = TypeVar("_T")


class SqliteStore(SqlStore):
    """The keeper behind `sqlite:///FILE`."""

    _now: ClassVar[str] = "((julianday('now') - 2440587.5) * 86400.0)"

    def __init__(self, path: str | Path, *, lease: float = 10.0, pace: float = 1.0) -> None:
        super().__init__(lease=lease, pace=pace)
        self._path = path
        self._written: dict[str, str] = {}
        try:
            connection = sqlite3.connect(
                path, check_same_thread=False, isolation_level=None, timeout=_BUSY_SECONDS
            )
            connection.row_factory = sqlite3.Row
            self._database = Database(connection)
            self._database.enable_wal()
            connection.execute("pragma synchronous = normal")
            connection.execute("pragma secure_delete = on")
            self._migrate()
            connection.execute(_MAY_HAVE_BEGUN)
            connection.execute("pragma busy_timeout = 0")  # from here on waited for by `_patiently`
        except sqlite3.Error as fault:
            raise StoreFault(f"{path}: {fault}. DATABASE_URL must name a file that can be written") from fault

    def _migrate(self) -> None:
        connection = self._database.conn
        with self._transaction():  # two processes may start at once
            (version,) = connection.execute("pragma user_version").fetchone()
            if version > len(STEPS):
                raise sqlite3.DatabaseError(NEWER.format(version=version))
            for step in STEPS[version:]:
                for statement in filter(str.strip, step.split(";")):
                    connection.execute(statement)
            connection.execute(f"pragma user_version = {len(STEPS)}")

    @contextlib.contextmanager
    def _transaction(self) -> Any:
        self._database.conn.execute("begin immediate")
        try:
            yield
            self._database.conn.execute("commit")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._database.conn.execute("rollback")
            raise

    def _execute(self, sql: str, values: dict[str, Any] | None = None) -> Rows:
        written = self._written.get(sql)
        if written is None:
            written = self._written[sql] = _PARAMETER.sub(r":\1", sql)
        try:
            cursor = self._database.conn.execute(written, values or {})
        except (OverflowError, UnicodeError) as fault:  # a value that it cannot hold
            raise OddJob(str(fault)) from fault
        return Rows([dict(row) for row in cursor.fetchall()], cursor.rowcount)

    async def _run(self, sql: str, values: dict[str, Any] | None = None) -> Rows:
        return await _patiently(lambda: self._execute(sql, values))

    async def _together(self, statements: Sequence[type_of_statement], *, durable: bool = True) -> list[Rows]:
        return await _patiently(lambda: self._at_once(statements, durable=durable))

    def _at_once(self, statements: Sequence[type_of_statement], *, durable: bool) -> list[Rows]:
        if durable:
            self._execute("pragma synchronous = full")
        try:
            with self._transaction():
                return [self._execute(sql, values) for sql, values in statements]
        finally:
            if durable:
                self._execute("pragma synchronous = normal")

    async def take_in(self, jobs: Sequence[Job]) -> list[bool]:
        taken = await super().take_in(jobs)
        self.wake()
        return taken

    async def _purge(self, *, wholly: bool) -> None:  # noqa: ARG002 - half of it is no less work
        await asyncio.to_thread(self._written_anew)

    def _written_anew(self) -> None:
        """Write the file from what it holds: pages that were split or moved keep bytes of what they had."""
        with contextlib.closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection:
            connection.execute("vacuum")
            connection.execute("pragma wal_checkpoint(truncate)")

    async def close(self) -> None:
        self._database.conn.close()


async def _patiently(do: Callable[[], _T]) -> _T:
    """Do it as soon as no other process holds the file; what found it held has changed nothing.

    StoreAway where it is held too long, or cannot be written.
    """
    until, wait = time.monotonic() + _BUSY_SECONDS, _FIRST_WAIT
    while True:
        try:
            return do()
        except sqlite3.OperationalError as fault:
            if not _is_held(fault) or time.monotonic() > until:
                raise StoreAway(str(fault)) from fault
        await asyncio.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT)


def _is_held(fault: sqlite3.OperationalError) -> bool:
    """Whether another process has the file, by SQLite's plain code: its extended ones tell how."""
    return fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
