"""The server's loop is uvloop's where that is installed, and Python's own elsewhere."""

import asyncio
import sys

import pytest

from bot import loops


async def _kind() -> str:
    return type(asyncio.get_running_loop()).__module__.partition(".")[0]


def test_where_uvloop_is_not_installed_the_loop_is_pythons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)
    assert loops.run(_kind()) == "asyncio"


def test_where_uvloop_is_installed_the_loop_is_its() -> None:
    pytest.importorskip("uvloop")
    assert loops.run(_kind()) == "uvloop"
