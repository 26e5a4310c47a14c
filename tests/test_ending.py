"""What is cancelled ends, also where something in it swallows a cancellation."""

import asyncio

from bot.ending import end


def test_a_task_that_swallows_a_cancellation_ends_all_the_same() -> None:
    swallowed = []

    async def stubborn() -> None:
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                swallowed.append(True)
                if len(swallowed) > 1:
                    raise

    async def story() -> None:
        task = asyncio.create_task(stubborn())
        await asyncio.sleep(0)
        async with asyncio.timeout(10):
            await end([task])
        assert task.cancelled()
        assert len(swallowed) == 2

    asyncio.run(story())


def test_a_task_that_fails_while_it_ends_fails_nobody_else() -> None:
    async def failing() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            raise ValueError("as it ends")

    async def story() -> None:
        task = asyncio.create_task(failing())
        await asyncio.sleep(0)
        await end([task])
        assert isinstance(task.exception(), ValueError)
        await end([])

    asyncio.run(story())
