"""The store in one SQLite file, through sqlite-utils; the embedded default.

What is taken in is on disk before the call returns (synchronous=FULL); the rest survives a crash of
the process at once, and one of the machine with the next intake (synchronous=NORMAL): a job that is
then done again looks first whether Slack has its reply. Several processes may share the file; each
looks for the others' work whenever it has waited in vain.

Statements run where they are called: handing each to a thread was measured at half the replies a
second, since the hand-over costs more than the statement.
"""

import asyncio
import contextlib
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from sqlite_utils import Database

from bot.store import Job, StoreFault
from bot.store.schema import STEPS
from bot.store.sql import Rows, SqlStore, type_of_statement

_PARAMETER: Final = re.compile(r"%\((\w+)\)s")
_BUSY_SECONDS: Final = 10.0


class SqliteStore(SqlStore):
    """The keeper behind `sqlite:///FILE`."""

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
        except sqlite3.Error as fault:
            raise StoreFault(f"{path}: {fault}. DATABASE_URL must name a file that can be written") from fault

    def _migrate(self) -> None:
        connection = self._database.conn
        with self._transaction():  # two processes may start at once
            (version,) = connection.execute("pragma user_version").fetchone()
            if version > len(STEPS):
                raise sqlite3.DatabaseError(f"kept by a newer port25 (schema {version})")
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
        cursor = self._database.conn.execute(written, values or {})
        return Rows([dict(row) for row in cursor.fetchall()], cursor.rowcount)

    async def _run(self, sql: str, values: dict[str, Any] | None = None) -> Rows:
        return self._execute(sql, values)

    async def _together(self, statements: Sequence[type_of_statement], *, durable: bool = True) -> list[Rows]:
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

    async def _purge(self) -> None:
        await asyncio.to_thread(self._written_anew)

    def _written_anew(self) -> None:
        """Write the file from what it holds: pages that were split or moved keep bytes of what they had."""
        with contextlib.closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection:
            connection.execute("vacuum")
            connection.execute("pragma wal_checkpoint(truncate)")

    async def close(self) -> None:
        self._database.conn.close()
