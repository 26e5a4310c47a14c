"""The copies that a store keeps, for commands that only answer: nothing there is made or changed."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from bot.store import Copy, StoreFault
from bot.store.naming import SQLITE, check_name
from bot.store.sql import COPIES

_HAS_COPIES: Final = "select 1 from sqlite_master where type = 'table' and name = 'copies'"
_REACH_SECONDS: Final = 5


def kept_copies(url: str) -> list[Copy]:
    """The copies in a store; none where it is not there, or has no place for them; StoreFault where it
    cannot be read."""
    check_name(url)
    rows = _in_file(Path(url.removeprefix(SQLITE))) if url.startswith(SQLITE) else _in_postgres(url)
    return [Copy(**row) for row in rows]


def _in_file(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        return []
    try:
        named = f"file:{quote(str(file))}?mode=rw"  # which makes none
        with contextlib.closing(sqlite3.connect(named, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            there = connection.execute(_HAS_COPIES).fetchone()
            return [dict(row) for row in connection.execute(COPIES)] if there else []
    except sqlite3.Error as fault:
        raise StoreFault(f"{file}: {fault}. DATABASE_URL names it") from fault


def _in_postgres(url: str) -> list[dict[str, Any]]:
    import psycopg  # noqa: PLC0415 - SQLite needs no driver
    from psycopg.rows import dict_row  # noqa: PLC0415 - as above

    try:
        with psycopg.connect(url, row_factory=dict_row, connect_timeout=_REACH_SECONDS) as connection:
            connection.read_only = True
            there = connection.execute("select to_regclass('copies') as found").fetchone()
            return connection.execute(COPIES).fetchall() if there and there["found"] else []
    except psycopg.Error as fault:
        raise StoreFault(f"PostgreSQL cannot be read: {fault}. DATABASE_URL names it") from fault
