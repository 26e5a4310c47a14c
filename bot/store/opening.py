"""DATABASE_URL -> the store that it names; moving everything from one to another."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from bot.store import Store, StoreFault
from bot.store.naming import SQLITE, check_name
from bot.store.schema import TABLES
from bot.store.sqlite import SqliteStore

_AT_ONCE: Final = 5_000  # rows


async def open_store(url: str, *, lease: float = 10.0, pace: float = 1.0) -> Store:
    """The store behind a URL, brought up to date; StoreFault where it cannot be used."""
    check_name(url)
    if url.startswith(SQLITE):
        return SqliteStore(url.removeprefix(SQLITE), lease=lease, pace=pace)
    from bot.store.postgres import PostgresStore  # noqa: PLC0415 - SQLite needs no driver

    return await PostgresStore.open(url, lease=lease, pace=pace)


async def open_existing(url: str) -> Store:
    """As `open_store`, for a store that must be there; StoreFault where it is not."""
    if url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).is_file():  # noqa: ASYNC240 - before anything runs
        file = url.removeprefix(SQLITE)
        raise StoreFault(f"{file}: there is no such file. Name the store as DATABASE_URL does")
    return await open_store(url)


async def copy(source: Store, target: Store) -> AsyncIterator[tuple[str, int]]:
    """Everything in one store put into an empty other; each table with its number of rows.

    StoreFault where the other is not empty, or where it has not got everything in the end.
    """
    for table in TABLES:
        if await target.count(table):
            raise StoreFault(f"the target already has rows in {table!r}: copy into an empty store")
    for table in TABLES:
        first = 0
        while rows := await source.rows_of(table, first, _AT_ONCE):
            await target.keep_rows(table, rows)
            first += len(rows)
        kept, there = await target.count(table), await source.count(table)
        if kept != there:
            raise StoreFault(
                f"{table!r}: {there} rows in the source and {kept} in the target. Stop the bot while "
                "copying, empty the target and copy again"
            )
        yield table, kept
