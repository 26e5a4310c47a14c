"""Kills the real server under load, starts it again, and counts what became of every question.

The double of Slack sends questions in threads, a thread's next when the one before was
acknowledged, as people do, while others use commands, forms and controls, edit what they asked and bring
tickets on their way, each step of which a webhook is told.
Servers are killed with SIGKILL at random and at the places of `child`, and stopped with SIGTERM; their
clocks are wrong; the database is restarted and frozen; every call to Slack fails in every way, and so does
the webhook. With `--power` a kill also takes what SQLite had written and not synced.
At the end every question has to have one reply, each thread its replies in order, and each step of a
ticket has to have come to the webhook under one id.

    make crash CRASH="--kills 500 --questions 10000 [--postgres --processes 4] [--socket] [--power]"
"""

import argparse
import asyncio
import contextlib
import logging
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from crash.child import PLACES
from crash.nursery import Born, Nursery, nursery
from crash.people import Deeds, People, said_in, what_came
from crash.planted import FAULTS
from crash.power import cut
from crash.receiver import SECRET, Receiver, receiving
from databases import fresh_database, frozen, postgres_server, restart, sqlite_url
from served import environment, free_port, listening

from bot.playground.double import Double, double
from bot.playground.workspace import BOT_USER

_CHANNELS = 200
_IN_THREAD = 3  # questions
_AT_ONCE = 24  # threads
_LEASE_SECONDS = 1.0
_STARTING_SECONDS = (0.5, 2.0)  # as on a machine of its own: meanwhile what comes next piles up
_RETRIES = (0.2,) * 5 + (0.5,) * 10 + (1.0,) * 5_000  # seconds: whoever is not acknowledged does not give up
_FOLLOWED = "port 25 on azure?"  # what the bot asks back is answered without a mention
_FOLLOW_UP = "EA"
_TELL_SECONDS = 30.0
_LOOK = aiohttp.ClientTimeout(total=3)
_LOG = logging.getLogger(__name__)
_TEXTS = ("payg from 2019, port 25?", "EA, port 25?", "csp since 2021, port 25?", _FOLLOWED)
# Every call that the server makes; a test holds them against its code.
CALLS = (
    "chat.postMessage", "chat.update", "chat.postEphemeral", "chat.scheduleMessage",
    "chat.scheduledMessages.list", "chat.deleteScheduledMessage", "conversations.open",
    "conversations.replies", "conversations.history", "users.info",
    "views.open", "views.publish", "assistant.threads.setSuggestedPrompts", "apps.connections.open",
    "response_url", "auth.test",
)  # fmt: skip
_OFTEN = ("chat.postMessage", "conversations.replies", "users.info", "chat.update", "response_url")
_SKEWS = (0.0, 0.0, 11.0, -60.0)  # seconds by which a server's clock is wrong
_TERMS = 0.3  # of the servers that are ended at random are asked to end


@dataclass(frozen=True)
class Plan:
    """What a run is to do, and how: over which store, in how many processes, by sockets or HTTP."""

    kills: int = 500
    questions: int = 10_000
    postgres: bool = False
    processes: int = 1
    socket: bool = False
    seed: int = 25
    plant: str = ""
    die_at: str = ""
    stand: bool = False  # still at those places, instead of dying there
    power: bool = False  # is cut with each kill
    quiet: float = 60.0  # seconds: with no reply for so long, what is missing is lost
    minutes: float = 240.0


@dataclass
class Told:
    """What came of it."""

    asked: int = 0
    kills: int = 0
    terms: int = 0
    frozen: int = 0
    deeds: int = 0
    deeds_lost: int = 0
    deeds_stale: int = 0
    deeds_twice: int = 0
    private_twice: int = 0
    steps: int = 0
    steps_lost: int = 0
    steps_renamed: int = 0
    steps_disordered: int = 0
    unfinished: bool = False
    restarts_of_database: int = 0
    lost: int = 0
    twice: int = 0
    disordered: int = 0
    seconds: float = 0.0
    deaths: Counter[str] = field(default_factory=Counter)

    @property
    def good(self) -> bool:
        shared = (self.lost, self.twice, self.disordered)
        deeds = (self.deeds_lost, self.deeds_stale, self.deeds_twice)
        steps = (self.steps_lost, self.steps_renamed, self.steps_disordered)
        return not any((*shared, *deeds, *steps, self.unfinished))


class Servers:
    """The server's processes, each on its own port; a dead one is started again at once."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that servers are started with, and who counts
        self,
        born: Nursery,
        slack: Double,
        database: str,
        hook: str,
        plan: Plan,
        told: Told,
        chance: random.Random,
    ) -> None:
        self._born, self._slack, self._database, self._hook = born, slack, database, hook
        self._plan, self._told, self._chance = plan, told, chance
        self._file = Path(database.removeprefix("sqlite:///"))
        self._disk = self._file.parent / "disk"
        self.ports = [free_port() for _ in range(plan.processes)]
        self._running: dict[int, Born] = {}
        self._shot: set[int] = set()
        self._closing = False

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """All of them, until the block ends."""
        if self._plan.power:
            self._disk.mkdir()
        self._slack.delivery.app_urls = [f"http://127.0.0.1:{port}" for port in self.ports]
        keepers = [asyncio.create_task(self._keep(port)) for port in self.ports]
        waking = asyncio.create_task(self._wake())
        try:
            yield
        finally:
            self._closing = True
            waking.cancel()
            for port in self.ports:
                self._signal(port, signal.SIGCONT)
                self._signal(port, signal.SIGTERM)
            await asyncio.gather(*keepers)

    async def _keep(self, port: int) -> None:
        """Run the server on this port, again and again, each time with another place to die at."""
        while not self._closing:
            place = self._place()
            await asyncio.sleep(self._chance.uniform(*_STARTING_SECONDS))
            process = await self._born.bear(self._environment(port, place))
            self._running[port] = process
            if self._closing:  # it was not there yet when all others were asked to end
                self._signal(port, signal.SIGTERM)
            killed = await process.wait() == -signal.SIGKILL
            if killed and self._plan.power:
                cut(self._file, self._disk)
            if killed and not self._closing:
                self._told.kills += 1
                self._told.deaths["anywhere" if port in self._shot else place] += 1
                self._shot.discard(port)

    async def _wake(self) -> None:
        """Whoever stands still goes on, after its claims have run out."""
        while True:
            await asyncio.sleep(_LEASE_SECONDS * 2.5)
            for port in self.ports:
                self._signal(port, signal.SIGCONT)

    def _place(self) -> str:
        """Where the next one is to die, nowhere once enough have."""
        if self._told.kills >= self._plan.kills and not self._plan.stand:
            return ""
        return self._plan.die_at or self._chance.choice((*PLACES, ""))

    def _environment(self, port: int, place: str) -> dict[str, str]:
        where = environment(self._slack, self._database, port, socket=self._plan.socket, lease=_LEASE_SECONDS)
        how = {"DEATH": place, "CHANCE": "0.3" if self._plan.die_at else "0.02", "PLANT": self._plan.plant}
        how |= {"HANDOFF_WEBHOOK_URL": self._hook, "HANDOFF_WEBHOOK_SECRET": SECRET}
        how |= {"HOW": "STOP"} if self._plan.stand else {}
        how |= {"DISK": str(self._disk)} if self._plan.power else {}
        return {**where, **how, "SKEW": str(self._chance.choice(_SKEWS))}

    async def kill_at_random(self) -> None:
        while self._told.kills < self._plan.kills:
            await asyncio.sleep(self._chance.uniform(0.2, 1.5))
            port = self._chance.choice(self.ports)
            with contextlib.suppress(AssertionError):  # without a database none can start
                await listening(port)  # one that starts has nothing to lose yet
            await asyncio.sleep(self._chance.uniform(0, 0.5))
            if self._chance.random() < _TERMS:
                self._told.terms += self._signal(port, signal.SIGTERM)
            elif self._told.kills < self._plan.kills and self._signal(port, signal.SIGKILL):
                self._shot.add(port)

    async def freeze_at_random(self) -> None:
        """Stop a process for longer than its claims last, and let it wake up."""
        while True:
            await asyncio.sleep(self._chance.uniform(2, 5))
            port = self._chance.choice(self.ports)
            if self._signal(port, signal.SIGSTOP):
                self._told.frozen += 1
                await asyncio.sleep(_LEASE_SECONDS * 2.5)
                self._signal(port, signal.SIGCONT)

    async def wait_for_something(self) -> bool:
        """Whether a server tells that jobs wait or are under way; or none can tell now."""
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            url = f"http://127.0.0.1:{self.ports[0]}/readyz"
            async with aiohttp.ClientSession(timeout=_LOOK) as session, session.get(url) as response:
                return bool((await response.json()).get("queue_jobs", 1))
        return True

    def _signal(self, port: int, sign: signal.Signals) -> bool:
        process = self._running.get(port)
        if process is None or process.returncode is not None:
            return False
        try:
            os.kill(process.pid, sign)
        except ProcessLookupError:  # it died just now, and nobody has noticed yet
            return False
        return True


async def _disturb(slack: Double, chance: random.Random) -> None:
    """What goes wrong with Slack: 429, 500, hanging calls, lost answers, late events."""
    slack.faults.hang_seconds = 1.5
    due = 0
    while True:
        await asyncio.sleep(0.05)
        if len(slack.api.calls) < due:  # by calls, not by time: else a quiet server never gets through
            continue
        due = len(slack.api.calls) + chance.randrange(4, 16)
        call = chance.choice(chance.choice((_OFTEN, CALLS)))
        slack.faults.slow["chat.postMessage"] = chance.choice((0.0, 0.0, 0.0, 0.4))
        kind = chance.randrange(7)
        if kind < 3:
            slack.faults.statuses.setdefault(call, []).append((429, 500, 0)[kind])
        elif kind == 3:
            slack.faults.lost_answers[call] = 1
        elif kind == 4:
            await slack.delivery.drop_sockets()
        else:
            slack.faults.delay_seconds = chance.choice((0.0, 0.0, 0.3))


async def _thread(
    slack: Double, channel: str, texts: list[str], asked: dict[str, list[str]], patience: float
) -> None:
    """One conversation: the next question follows when Slack was told "ok" for the one before."""
    first = slack.workspace.add(channel, {"user": "U0ANNA", "text": "a thread"})
    thread = asked.setdefault(first["ts"], [])

    async def say(text: str, event: str) -> None:
        posted = slack.workspace.add(channel, {"user": "U0ANNA", "text": text, "thread_ts": first["ts"]})
        told = {**posted, "type": event, "channel": channel, "channel_type": "channel"}
        sent = slack.delivery.event(told)
        thread.append(f"event:{sent.id}")
        await asyncio.wait(sent.copies)

    for place, text in enumerate(texts):
        await say(f"<@{BOT_USER}> {text}", "app_mention")
        # Later in a thread the type is known, and nothing is asked back.
        if place == 0 and text == _FOLLOWED and await _seen(slack, channel, thread[-1], patience):
            await say(_FOLLOW_UP, "message")


async def _seen(slack: Double, channel: str, key: str, patience: float) -> bool:
    """Wait until the reply to a question is there, at most so many seconds."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if any(_answers(message) == key for message in slack.workspace.messages[channel]):
            return True
        await asyncio.sleep(0.1)
    return False


def _answers(message: dict[str, Any]) -> str | None:
    """The key of the question that a message of the bot answers; None for a note to one person."""
    told: dict[str, Any] = message.get("metadata", {}).get("event_payload", {})
    return told["job"].partition("#")[0] if told else None


async def _load(
    slack: Double, questions: int, chance: random.Random, patience: float
) -> dict[str, list[str]]:
    """All conversations, so many at once; the threads with the keys of their questions."""
    slack.workspace.channels |= {f"C9LOAD{at:03d}" for at in range(_CHANNELS)}
    asked: dict[str, list[str]] = {}
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(number: int, size: int) -> None:
        async with gate:
            texts = chance.choices(_TEXTS, k=size)
            slack.faults.copies = chance.choice((1, 1, 2, 4))  # here, so that no burst is without copies
            await _thread(slack, f"C9LOAD{number % _CHANNELS:03d}", texts, asked, patience)

    sizes = [_IN_THREAD] * (questions // _IN_THREAD) + (
        [questions % _IN_THREAD] if questions % _IN_THREAD else []
    )
    await asyncio.gather(*(one(number, size) for number, size in enumerate(sizes)))
    return asked


def _replies(slack: Double) -> dict[str, list[str]]:
    """Each thread with the keys of the questions that were answered in it, in order."""
    found: dict[str, list[str]] = {}
    for channel, messages in slack.workspace.messages.items():
        if not channel.startswith("C9LOAD"):
            continue
        for message in messages:
            if key := _answers(message):
                found.setdefault(message["thread_ts"], []).append(key)
    return found


async def _all_answered(  # noqa: PLR0913, PLR0917 - all that is waited for, and who is asked
    slack: Double,
    servers: Servers,
    hook: Receiver,
    asked: dict[str, list[str]],
    deeds: Deeds,
    quiet: float,
) -> dict[str, list[str]]:
    """The replies, once all are there or none has come for long; and so each step of a ticket.

    Nothing is given up while the servers say that something waits: its next try may be a minute away.
    """
    wanted, before, since = sum(map(len, asked.values())), -1, time.monotonic()
    while time.monotonic() - since < quiet:
        replies = _replies(slack)
        count = sum(map(len, replies.values())) + len(hook.taken)
        came = what_came(slack, deeds)
        complete = all(set(asked[name]) <= set(replies.get(name, ())) for name in asked)
        waits = came.lost or came.stale or hook.lost(deeds.steps)
        if count >= wanted and complete and not waits:
            await asyncio.sleep(3 * _LEASE_SECONDS)  # a second reply would come about now
            break
        if count != before or await servers.wait_for_something():
            before, since = count, time.monotonic()
        await asyncio.sleep(0.5)
    return _replies(slack)


@contextlib.asynccontextmanager
async def _database(folder: Path, *, postgres: bool) -> AsyncIterator[tuple[str, str | None]]:
    if not postgres:
        yield sqlite_url(folder), None
        return
    with postgres_server() as server:
        yield fresh_database(server), server


async def _trouble_postgres(server: str, told: Told, chance: random.Random) -> None:
    """Restart it without a word, or let it stand still for longer than a claim lasts."""
    while True:
        await asyncio.sleep(8)
        if chance.random() < 0.5:
            await asyncio.to_thread(restart, server)
        else:
            with frozen(server):
                await asyncio.sleep(2.5 * _LEASE_SECONDS)
        told.restarts_of_database += 1


async def run(plan: Plan) -> Told:
    """Run it all; what came of it, also where it did not come to its end."""
    told, begin = Told(), time.monotonic()
    try:
        async with asyncio.timeout(plan.minutes * 60):
            await _run(plan, told)
    except Exception:  # noqa: BLE001 - whatever broke, what is known so far is told
        _LOG.exception("the run broke off")
        told.unfinished = True
    told.seconds = time.monotonic() - begin
    return told


async def _run(plan: Plan, told: Told) -> None:
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            _database(Path(folder), postgres=plan.postgres) as (url, server),
            double(retry_seconds=_RETRIES) as slack,
            aiohttp.ClientSession() as session,
            receiving(free_port(), chance) as hook,
            nursery() as born,
        ):
            people = People(slack, session, chance)
            servers = Servers(born, slack, url, hook.url, plan, told, chance)
            async with servers.running():
                async with _troubled(slack, servers, server, told, chance) as troubles, _busy(people):
                    asked = await _until_killed(slack, plan, told, chance, troubles)
                replies = await _all_answered(slack, servers, hook, asked, people.deeds, plan.quiet)
    _count(asked, replies, told)
    _count_deeds(slack, hook, people.deeds, told)


@contextlib.asynccontextmanager
async def _busy(people: People) -> AsyncIterator[None]:
    """People do other things as well, until the block ends."""
    tasks = [
        asyncio.create_task(one) for one in (people.live(), people.live(), people.fill_in(), people.file())
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end


@contextlib.asynccontextmanager
async def _troubled(
    slack: Double, servers: Servers, database: str | None, told: Told, chance: random.Random
) -> AsyncIterator[list[asyncio.Task[None]]]:
    """Everything goes wrong, until the block ends; yields what sees to it."""
    troubles: list[Any] = [servers.kill_at_random(), _disturb(slack, chance)]
    if len(servers.ports) > 1:
        troubles.append(servers.freeze_at_random())
    if database:
        troubles.append(_trouble_postgres(database, told, chance))
    tasks = [asyncio.create_task(one) for one in troubles]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        slack.faults.set({})
    for end in ends:
        if isinstance(end, Exception):
            raise end


async def _until_killed(
    slack: Double, plan: Plan, told: Told, chance: random.Random, troubles: list[asyncio.Task[None]]
) -> dict[str, list[str]]:
    """Ask in portions, for as long as there are questions or kills left; a trouble that broke breaks it."""
    asked: dict[str, list[str]] = {}
    portion = max(30, plan.questions // 20)
    told_at = time.monotonic()
    while told.asked < plan.questions or told.kills < plan.kills:
        asked |= await _load(slack, portion, chance, 2 * plan.quiet)
        for trouble in troubles:
            if trouble.done() and told.kills < plan.kills:
                trouble.result()
        told.asked = sum(map(len, asked.values()))
        if time.monotonic() - told_at > _TELL_SECONDS:
            told_at = time.monotonic()
            _LOG.info("%s questions, %s kills so far", told.asked, told.kills)
    return asked


def _count(asked: dict[str, list[str]], replies: dict[str, list[str]], told: Told) -> None:
    for name, keys in asked.items():
        counts = Counter(replies.get(name, ()))
        told.lost += sum(not counts[key] for key in keys)
        told.twice += sum(counts[key] > 1 for key in keys)
        first_of_each = list(dict.fromkeys(replies.get(name, ())))
        told.disordered += first_of_each != [key for key in keys if counts[key]]


def _count_deeds(slack: Double, hook: Receiver, deeds: Deeds, told: Told) -> None:
    came = what_came(slack, deeds)
    told.deeds, told.deeds_lost, told.deeds_stale = len(deeds), came.lost, came.stale
    told.deeds_twice, told.private_twice = came.twice, came.private_twice
    for channel in came.missing:
        _LOG.warning("nothing came in %s: %s", channel, [one["text"] for one in said_in(slack, channel)])
    told.steps, told.steps_lost = len(deeds.steps), hook.lost(deeds.steps)
    told.steps_renamed, told.steps_disordered = hook.renamed(), hook.disordered()


def main() -> int:
    """The long form."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=Plan.kills)
    options.add_argument("--questions", type=int, default=Plan.questions)
    options.add_argument("--postgres", action="store_true")
    options.add_argument("--processes", type=int, default=Plan.processes)
    options.add_argument("--socket", action="store_true", help="by Socket Mode instead of HTTP")
    options.add_argument("--power", action="store_true", help="each kill cuts the power, too (SQLite)")
    options.add_argument("--seed", type=int, default=Plan.seed)
    options.add_argument("--plant", default="", choices=["", *FAULTS], help="a fault that it has to find")
    options.add_argument("--die-at", default="", choices=["", *PLACES], help="where alone servers die")
    options.add_argument("--stand", action="store_true", help="still at these places, instead of dying")
    options.add_argument("--quiet", type=float, default=Plan.quiet, help="seconds without a reply")
    options.add_argument("--minutes", type=float, default=Plan.minutes, help="after which it gives up")
    logging.basicConfig(format="%(message)s")
    _LOG.setLevel(logging.INFO)
    plan = Plan(**vars(options.parse_args()))
    if plan.power and (plan.postgres or plan.processes > 1):
        options.error("--power is for SQLite in one process: a cut ends all that run on a machine")
    told = asyncio.run(run(plan))
    places = ", ".join(f"{place} {count}" for place, count in sorted(told.deaths.items()))
    print(f"{told.asked} questions, {told.kills} kills ({places}), {told.terms} times asked to end")
    print(f"{told.frozen} freezes, {told.restarts_of_database} times no database, {told.seconds:.0f} s")
    print(f"{told.lost} lost, {told.twice} answered twice, {told.disordered} threads out of order")
    print(
        f"{told.deeds} commands, forms, clicks and edits: {told.deeds_lost} lost, {told.deeds_stale} not "
        f"after the last edit, {told.deeds_twice} twice; {told.private_twice} private replies twice"
    )
    print(
        f"{told.steps} steps of tickets: {told.steps_lost} never came to the webhook, {told.steps_renamed} "
        f"under several ids, {told.steps_disordered} tickets out of order"
    )
    if told.unfinished:
        print("The run broke off before its end: see above.")
    return 0 if told.good else 1


if __name__ == "__main__":
    sys.exit(main())
