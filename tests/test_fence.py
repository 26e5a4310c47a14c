"""Nothing is sent under a claim that ran out, not even when it runs out on the way."""

import asyncio
import contextlib
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
            current.set(Claim.held(10, time.monotonic()))
            await session.post(url, json={"text": "in time"})
            current.set(Claim.held(10, time.monotonic() - 6))
            with pytest.raises((ClaimLost, aiohttp.ClientError)):
                await session.post(url, json={"text": "too late"})
            current.set(None)
            await session.post(url, json={"text": "by nobody's claim"})
        await runner.cleanup()

    asyncio.run(story())
    assert arrived == ['{"text": "in time"}', '{"text": "by nobody\'s claim"}']


def test_half_of_a_lease_is_left_for_the_way_to_slack() -> None:
    claim = Claim.held(10.0, since=100.0)
    assert (claim.send_until, claim.until) == (105.0, 109.0)
    claim.extended(10.0, since=200.0)
    assert (claim.send_until, claim.until) == (205.0, 209.0)


@pytest.mark.parametrize("is_ours", [True, False])
def test_with_less_left_the_claim_is_extended_before_anything_is_sent(is_ours: bool) -> None:
    claim = Claim.held(10, time.monotonic() - 6)

    async def extend() -> bool:
        if is_ours:
            claim.extended(10, time.monotonic())
        return is_ours

    claim.extend = extend
    assert claim.holds
    with contextlib.nullcontext() if is_ours else pytest.raises(ClaimLost):
        asyncio.run(claim.check())
