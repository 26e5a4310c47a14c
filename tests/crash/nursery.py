"""Servers that begin where others are ready to: forked from a process that has loaded everything once.

A server is killed many times over in a run of the harness, and each time another takes its place. To load
Python's modules anew each time takes far longer than all that the server then does, and tells nothing of it.
What is its own, each still makes for itself: its loop, its store, its library, its clock.

The process tells with an empty line that it is ready. Of a new server it is told the environment, a line of
JSON; it tells its number, and at its end that and the code with which it ended. When nobody tells it anything
any more, it ends those that live, and itself.
"""

import asyncio
import contextlib
import gc
import json
import os
import selectors
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import NoReturn

from served import ROOT

from knowledge.library import open_library, warm_up


class Born:
    """A server: its number, and how it ended."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = asyncio.Event()

    def end(self, code: int) -> None:
        self.returncode = code
        self._ended.set()

    async def wait(self) -> int:
        """The code with which it ended, once it has."""
        await self._ended.wait()
        assert self.returncode is not None
        return self.returncode


class Nursery:
    """The process from which servers are forked, as it is seen from here."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.ready = asyncio.Event()
        self._due: list[asyncio.Future[Born]] = []
        self._living: dict[int, Born] = {}

    async def bear(self, environment: Mapping[str, str]) -> Born:
        """A new server with this environment and no other."""
        due: asyncio.Future[Born] = asyncio.get_running_loop().create_future()
        self._due.append(due)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(dict(environment)).encode() + b"\n")
        return await due

    async def listen(self) -> None:
        """Take what the process tells, until it ends."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            match [int(number) for number in line.split()]:
                case []:
                    self.ready.set()
                case [pid]:
                    born = self._living[pid] = Born(pid)
                    self._due.pop(0).set_result(born)
                case [pid, code]:
                    self._living.pop(pid).end(code)
        for due in self._due:
            due.set_exception(AssertionError("no server can begin any more"))


@contextlib.asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    """The process, until the block ends."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__)),
        env={"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    here = Nursery(process)
    listening = asyncio.create_task(here.listen())
    try:
        await here.ready.wait()
        yield here
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
        await listening


# -- in that process


def _load() -> None:
    """All that a server needs, so that it finds there what was made before."""
    import uvloop  # noqa: F401, PLC0415 - harness and tests have no need of it
    from crash import child  # noqa: F401, PLC0415 - as above

    import bot.store.postgres  # noqa: F401, PLC0415 - as above

    warm_up(open_library())
    gc.freeze()


class _Nurse:
    """Forks a server when told to, and tells of those that end."""

    def __init__(self, selector: selectors.BaseSelector) -> None:
        self._selector = selector
        self._living: dict[int, int] = {}  # by what tells of its end
        self._told = b""
        selector.register(sys.stdin.fileno(), selectors.EVENT_READ)

    def run(self) -> None:
        """Until nobody tells anything any more."""
        while True:
            for key, _ in self._selector.select():
                if key.fd != sys.stdin.fileno():
                    self._bury(key.fd)
                elif not self._hear():
                    return

    def _hear(self) -> bool:
        """Whether something was told: it is done."""
        read = os.read(sys.stdin.fileno(), 1 << 16)
        *lines, self._told = (self._told + read).split(b"\n")
        for line in lines:
            self._bear(json.loads(line))
        return bool(read)

    def _bear(self, environment: Mapping[str, str]) -> None:
        pid = os.fork()
        if not pid:
            _be(environment)
        _tell(pid)
        end = os.pidfd_open(pid)
        self._living[end] = pid
        self._selector.register(end, selectors.EVENT_READ)

    def _bury(self, end: int) -> None:
        self._selector.unregister(end)
        os.close(end)
        pid, status = os.waitpid(self._living.pop(end), 0)
        _tell(pid, os.waitstatus_to_exitcode(status))

    def kill(self) -> None:
        """Whoever lives yet, nobody looks after."""
        for pid in self._living.values():
            os.kill(pid, signal.SIGKILL)


def _be(environment: Mapping[str, str]) -> NoReturn:
    """In a process that was just forked: be that server, until its end."""
    code = 1
    try:
        from crash import child  # noqa: PLC0415 - as above

        os.environ.clear()
        os.environ.update(environment)
        for stream in (sys.stdin, sys.stdout):  # they are the nurse's
            os.dup2(os.open(os.devnull, os.O_RDWR), stream.fileno())
        child.live()
        code = 0
    finally:
        os._exit(code)


def _tell(*numbers: int) -> None:
    os.write(sys.stdout.fileno(), f"{' '.join(map(str, numbers))}\n".encode())


if __name__ == "__main__":
    _load()
    _tell()
    with selectors.DefaultSelector() as chosen:
        nurse = _Nurse(chosen)
        try:
            nurse.run()
        finally:
            nurse.kill()
