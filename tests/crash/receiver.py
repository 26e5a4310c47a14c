"""Somebody's webhook, to which hand-offs go: it refuses, hangs, ails, loses answers, is away, comes back."""

import asyncio
import base64
import contextlib
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web
from standardwebhooks import Webhook

SECRET: Final = f"whsec_{base64.b64encode(b'twenty-four bytes of key').decode()}"
STATES: Final = ("filed", "approved", "done")
_TROUBLES: Final = ("refused", "hangs", "ails", "too many", "answer lost", "taken")
_MOST: Final = 2  # times that one hand-off is turned away: its waits grow
_HANG_SECONDS: Final = 2.0
type_of_step = tuple[str, str]  # a ticket's name and its state


@dataclass
class Receiver:
    """What it was sent: each step's ids, and the steps that it took, in order."""

    chance: random.Random
    url: str = ""
    ids: dict[type_of_step, set[str]] = field(default_factory=lambda: defaultdict(set))
    taken: list[type_of_step] = field(default_factory=list)
    turned_away: dict[type_of_step, int] = field(default_factory=lambda: defaultdict(int))

    async def take(self, request: web.Request) -> web.Response:
        """One hand-off; what is not signed is none."""
        told: Any = Webhook(SECRET).verify(await request.read(), dict(request.headers))
        step = (told["ticket"], told["state"])
        self.ids[step].add(request.headers["webhook-id"])
        trouble = self.chance.choice(_TROUBLES) if self.turned_away[step] < _MOST else "taken"
        if trouble != "taken":
            self.turned_away[step] += 1
        if trouble in ("taken", "answer lost"):
            self.taken.append(step)
        if trouble == "hangs":
            await asyncio.sleep(_HANG_SECONDS)
        if trouble in ("refused", "hangs", "answer lost") and request.transport:
            request.transport.abort()
        return web.Response(status={"ails": 500, "too many": 429}.get(trouble, 204))

    def lost(self, steps: Iterable[type_of_step]) -> int:
        """How many of these steps never came."""
        return len(set(steps) - set(self.taken))

    def renamed(self) -> int:
        """How many steps came under more than one id."""
        return sum(len(ids) > 1 for ids in self.ids.values())

    def disordered(self) -> int:
        """How many tickets came in another order than they went."""
        came: dict[str, list[int]] = defaultdict(list)
        for ticket, state in dict.fromkeys(self.taken):
            came[ticket].append(STATES.index(state))
        return sum(states != sorted(states) for states in came.values())

    async def be_away(self, runner: web.AppRunner) -> None:
        """Now and then nothing listens there at all."""
        port = int(self.url.rpartition(":")[2])
        while True:
            site = web.TCPSite(runner, "127.0.0.1", port)
            await site.start()
            try:
                await asyncio.sleep(self.chance.uniform(3, 8))
            finally:
                await site.stop()
            await asyncio.sleep(self.chance.uniform(0.5, 2))


@contextlib.asynccontextmanager
async def receiving(port: int, chance: random.Random) -> AsyncIterator[Receiver]:
    """A receiver on this port, until the block ends."""
    receiver, server = Receiver(chance, f"http://127.0.0.1:{port}"), web.Application()
    server.router.add_post("/", receiver.take)
    runner = web.AppRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    being = asyncio.create_task(receiver.be_away(runner))
    try:
        yield receiver
    finally:
        being.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await being
        await runner.cleanup()
