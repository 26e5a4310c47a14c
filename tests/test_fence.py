"""Nothing is sent under a claim that ran out, not even when it runs out on the way."""

import asyncio
import time

import aiohttp
import pytest
from aiohttp import web

from bot.fence import Claim, ClaimLost, current, fenced


def test_what_is_sent_under_a_claim_that_ran_out_never_arrives() -> None:
    arrived: list[str] = []

    async def take(request: web.Request) -> web.Response:
        arrived.append(await request.text())
        return web.Response()

    async def story() -> None:
        server = web.Application()
        server.add_routes([web.post("/", take)])
        runner = web.AppRunner(server)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
        async with aiohttp.ClientSession(trace_configs=[fenced()]) as session:
            current.set(Claim(time.monotonic() + 10))
            await session.post(url, json={"text": "in time"})
            current.set(Claim(time.monotonic()))
            with pytest.raises((ClaimLost, aiohttp.ClientError)):
                await session.post(url, json={"text": "too late"})
            current.set(None)
            await session.post(url, json={"text": "by nobody's claim"})
        await runner.cleanup()

    asyncio.run(story())
    assert arrived == ['{"text": "in time"}', '{"text": "by nobody\'s claim"}']


def test_a_tenth_of_a_lease_is_left_for_the_way_to_slack() -> None:
    claim = Claim.held(10.0, since=100.0)
    assert claim.until == 109.0
    claim.extend(10.0, since=200.0)
    assert claim.until == 209.0
