"""The way in: a connection may take only so long, and only so many are open at once.

Else whoever sends a byte now and then holds a connection as long as they like, and with enough of them
nobody else gets in. And whoever sends what is no request does not fill the log.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Final, TypedDict

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.log import server_logger

_BODY_SECONDS: Final = 10.0
_MOST: Final = 500  # connections; a process may usually have a thousand files open
# What reading something ends in that is no request, or breaks off.
_NO_REQUEST: Final = (HttpProcessingError, web.RequestPayloadError, ConnectionResetError)


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


class DoorLog(logging.LoggerAdapter[logging.Logger]):
    """What the server logs: of what is no request one line, for strangers send such things all day."""

    def __init__(self, count: Callable[[Exception], None]) -> None:
        super().__init__(server_logger)
        self._count = count

    def log(self, level: int, msg: object, *args: object, exc_info: Any = None, **more: Any) -> None:
        """Log, and count what is no request."""
        if not isinstance(exc_info, _NO_REQUEST):
            super().log(level, msg, *args, exc_info=exc_info, **more)
            return
        self._count(exc_info)
        name = type(exc_info).__name__
        super().log(logging.INFO, "what came from %s is no request: %s", args[0] if args else "there", name)


async def body_of(request: web.Request) -> bytes:
    """What a request brings; one that does not bring it in time is told so, and let go."""
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
