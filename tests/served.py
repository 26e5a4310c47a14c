"""The real server in a process of its own, against a double of Slack in this one."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp

from bot.playground.double import Double

ROOT = Path(__file__).parent.parent
_PATIENCE = aiohttp.ClientTimeout(total=1)
_END_SECONDS = 60
CHILD = ROOT / "tests" / "crash" / "child.py"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(
    slack: Double, database: str, port: int, *, socket: bool = False, lease: float | None = None
) -> dict[str, str]:
    """What the server is told by its environment, and nothing else; `socket` for Socket Mode."""
    how = {"SLACK_APP_TOKEN": slack.app_token} if socket else {}
    how |= {"PORT25_LEASE_SECONDS": str(lease)} if lease else {}
    return {
        **how,
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}",
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": f"{slack.url}/api/",
        "DATABASE_URL": database,
        "PORT": str(port),
    }


@contextlib.asynccontextmanager
async def served(  # noqa: PLR0913 - all that a server is started with
    slack: Double,
    database: str,
    script: Path = CHILD,
    python: str = sys.executable,
    *,
    stdout: int | None = None,
    lease: float | None = None,
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A server that answers what the double sends, until the block ends."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        python,
        str(script),
        env=environment(slack, database, port, lease=lease),
        stdout=stdout,
        stderr=asyncio.subprocess.DEVNULL,
    )
    slack.delivery.app_urls = [f"http://127.0.0.1:{port}"]
    try:
        await listening(port)
        yield process
    finally:
        await _ended(process)


async def _ended(process: asyncio.subprocess.Process) -> None:
    """End it as a platform does: ask, and kill what does not end by itself, which is a fault."""
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(_END_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
        raise AssertionError(f"the server did not end within {_END_SECONDS} s") from None


async def listening(port: int) -> None:
    """Wait until something answers on the port."""
    async with aiohttp.ClientSession() as session:
        for _ in range(1_200):
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                async with session.get(f"http://127.0.0.1:{port}/healthz", timeout=_PATIENCE):
                    return
            await asyncio.sleep(0.05)
    raise AssertionError(f"nothing listens on {port}")
