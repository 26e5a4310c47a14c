"""The way in: a connection may take only so long, and only so many are open at once.

Else whoever sends a byte now and then holds a connection as long as they like, and with enough of them
nobody else gets in.
"""

import asyncio
from collections.abc import Callable
from typing import Final, TypedDict

from aiohttp import web

_BODY_SECONDS: Final = 10.0
_MOST: Final = 500  # connections; a process may usually have a thousand files open


class Limits(TypedDict):
    """What aiohttp itself is told."""

    keepalive_timeout: float
    lingering_time: float


# The first is how long a request's head may take, too, and how long nothing need be asked.
LIMITS: Final[Limits] = {"keepalive_timeout": 20.0, "lingering_time": 5.0}


def entrance(server: web.Server, most: int = _MOST) -> Callable[[], asyncio.BaseProtocol]:
    """How connections come in: for one too many, the one that has been open longest goes."""

    def enter() -> asyncio.BaseProtocol:
        there = [one for one in server.connections if one.transport is not None]
        for longest in there[: max(0, len(there) + 1 - most)]:
            longest.force_close()
        return server()

    return enter


async def body_of(request: web.Request) -> bytes:
    """What a request brings; one that does not bring it in time is told so, and let go."""
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
