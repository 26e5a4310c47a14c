"""Nobody presses what is not theirs: every control and every modal, tried by somebody else elsewhere."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import aiohttp
import pytest
from databases import waits
from slack import ANNA, AZURE, BRAM, Slack, a_bot, settings_of

from bot.answering import Answering
from bot.clicks import Clicks
from bot.modals import Modals
from bot.office import Office
from bot.people import People
from bot.playground.workspace import BOT_USER, TEAM
from bot.saying.phrases import read_phrases
from bot.seal import Seal
from bot.settings import Settings
from bot.store import Store
from bot.tickets import Tickets
from bot.voice import Voice
from bot.watch import Figures
from knowledge.library import Library

GENERAL, OTHER_TEAM = "C0GENERAL", "T9OTHER"
ANNAS, BRAMS = "D0ANNA", "D0BRAM"
EXPIRED = {phrases.ui["expired"] for phrases in read_phrases().values()}
# They show and change nothing but one's own.
OF_NOBODY = {"start_check", "language", "open_support", "forget", "forget_not"}
FIELDS = {
    "check": {"subscription": "msdn"},
    "ticket": {"reason": "no reason"},
    "filed": {"reference": "TRACK-9"},
    "wrong": {"comment": "it was EA"},
    "remind": {"remind_on": str(datetime.now(UTC).date() + timedelta(days=2))},
}


@dataclass(frozen=True)
class Spot:
    """Where somebody presses: a message, one that only they see, or the home where there is no channel."""

    channel: str = ""
    ts: str = ""
    private: bool = False
    team: str = TEAM


class Door:
    """What Slack sends of clicks and modals, with any number in them; and what is kept."""

    def __init__(self, slack: Slack, store: Store, seal: Seal, every: "Every") -> None:
        self.slack, self.store, self.seal, self.every = slack, store, seal, every

    async def settled(self) -> None:
        """Everything that was taken in is done."""
        await waits(self.store, 0)

    async def kept(self) -> dict[str, Any]:
        await self.settled()
        return {table: await self.store.rows_of(table, 0, 500) for table in ("said", "tickets", "votes")}

    async def press(self, action: str, number: int, spot: Spot, user: str = BRAM) -> None:
        workspace = self.slack.twin.workspace
        shown = workspace.find(spot.channel, spot.ts) or {}
        container = {"channel_id": spot.channel, "message_ts": spot.ts, "is_ephemeral": spot.private}
        if shown.get("thread_ts"):
            container["thread_ts"] = shown["thread_ts"]
        body: dict[str, Any] = {
            "type": "block_actions",
            "user": {"id": user},
            "team": {"id": spot.team},
            "trigger_id": workspace.trigger(user),
            "container": container if spot.channel else {"type": "view"},
            "actions": [_control(action, number, workspace.stamp())],
        }
        if spot.channel:
            url = f"{self.slack.twin.url}/respond/{workspace.response_url(spot.channel, user)}"
            body |= {"channel": {"id": spot.channel}, "response_url": url}
            body |= {} if spot.private else {"message": shown}
        await self.slack.twin.delivery.interaction(body)

    async def submit(
        self, callback: str, metadata: str, user: str = BRAM, team: str = TEAM, **told: str
    ) -> None:
        filled = {**FIELDS[callback], **told}
        fields = {name: {"value": {"value": value}} for name, value in filled.items()}
        view = {
            "id": f"V{self.slack.twin.workspace.stamp()}",
            "type": "modal",
            "callback_id": callback,
            "title": {"text": "port25"},
            "private_metadata": metadata,
            "state": {"values": fields},
        }
        body = {"type": "view_submission", "user": {"id": user}, "team": {"id": team}, "view": view}
        await self.slack.twin.delivery.interaction(body)

    async def asked(self, text: str, channel: str, user: str = ANNA) -> tuple[int, Spot]:
        """A question and its answer: the number of the answer and where it stands."""
        await self.settled()
        count = len(self.slack.from_bot(channel)) + 1
        await self.slack.write(f"<@{BOT_USER}> {text}", user, channel)
        reply = (await self.slack.replies(count, channel))[-1]
        await self.settled()
        said = (await self.store.recent(TEAM, user, 1))[0]
        assert said.reply_ts == reply["ts"]
        return said.id, Spot(channel, reply["ts"])

    async def privately(self, text: str, user: str = ANNA) -> tuple[int, Spot]:
        """The same by the slash command, in the channel."""
        await self.slack.act("command", user=user, channel=AZURE, text=text)
        await self.settled()
        shown = self.slack.from_bot()[-1]
        assert shown["for_user"] == user
        return (await self.store.recent(TEAM, user, 1))[0].id, Spot(AZURE, shown["ts"], private=True)

    async def drafted(self, said: int, spot: Spot, user: str = ANNA) -> None:
        await self.press("ticket_text", said, spot, user)
        await self.slack.view(user)
        await self.slack.submit(user, reason="the appliance knows no login")
        await self.settled()

    async def filed(self, said: int, spot: Spot, user: str = ANNA) -> int:
        """The number of a ticket about an answer."""
        await self.drafted(said, spot, user)
        await self.press("filed", said, Spot(), user)
        await self.slack.view(user)
        await self.slack.submit(user, reference=f"TRACK-{said}")
        await self.settled()
        ticket = (await self.store.open_tickets(TEAM, user))[0]
        assert (ticket.said_id, ticket.state) == (said, "filed")
        return ticket.id


def _control(action: str, number: int, stamp: str) -> dict[str, Any]:
    kind = "ticket" if action in ("remind", "ticket_approved", "ticket_refused", "ticket_done") else "do"
    chosen = {
        "choose_type": {"selected_option": {"value": "msdn"}},
        "pick_date": {"selected_date": "2020-05-01"},
    }
    control = {"type": "button", "action_id": action, "block_id": f"{kind}:{number}", "action_ts": stamp}
    return {**control, "value": str(number), **chosen.get(action, {})}


@dataclass(frozen=True)
class Every:
    """All controls and modals that the bot does something about."""

    actions: frozenset[str]
    callbacks: frozenset[str]


def _every(library: Library, settings: Settings, store: Store, session: aiohttp.ClientSession) -> Every:
    phrases = read_phrases()
    people = People(None, store, phrases)  # type: ignore[arg-type] - nobody is looked up here
    voice = Voice(None, session, people)  # type: ignore[arg-type] - nothing is said here
    office = Office(library, phrases, store, settings, people, voice, Figures())
    answering, tickets = Answering(office), Tickets(office)
    modals = Modals(office, answering, tickets)
    return Every(Clicks(office, answering, modals, tickets).actions, modals.callbacks)


@asynccontextmanager
async def _door(database: str, library: Library, *, socket: bool) -> AsyncIterator[Door]:
    async with a_bot(database, library, socket=socket) as (slack, bot), aiohttp.ClientSession() as session:
        settings = settings_of(slack.twin, database, socket=socket)
        every = _every(library, settings, bot.store, session)
        yield Door(slack, bot.store, Seal(slack.twin.bot_token), every)


@pytest.fixture(params=["http", "socket"])
def tell(
    request: pytest.FixtureRequest, database: str, library: Library
) -> Callable[[Callable[[Door], Awaitable[None]]], None]:
    """Runs a story at the door of a fresh workspace, over both transports and both stores."""

    def run(story: Callable[[Door], Awaitable[None]]) -> None:
        async def inside() -> None:
            async with _door(database, library, socket=request.param == "socket") as door:
                await story(door)

        asyncio.run(inside())

    return run


type_of_teller = Callable[[Callable[[Door], Awaitable[None]]], None]


async def _annas(door: Door) -> tuple[list[int], list[int], Spot]:
    """Anna's answers and tickets of every kind, and where the one in the channel stands."""
    in_channel, there = await door.asked("payg from 2019, port 25?", AZURE)
    in_direct, here = await door.asked("payg from 2019, port 25?", ANNAS)
    tickets = [await door.filed(in_channel, there), await door.filed(in_direct, here)]
    await door.press("ticket_approved", tickets[1], Spot(), ANNA)
    open_question, _ = await door.asked("csp, port 25?", ANNAS)
    alone, private = await door.privately("payg from 2019, port 25?")
    await door.drafted(alone, private)
    return [in_channel, in_direct, open_question, alone], tickets, there


async def _brams(door: Door, annas: Spot) -> list[Spot]:
    """Everywhere that Bram can press something that is not Anna's."""
    _, in_general = await door.asked("EA, port 25?", GENERAL, BRAM)
    _, in_direct = await door.asked("EA, port 25?", BRAMS, BRAM)
    _, beside_annas = await door.asked("EA, port 25?", AZURE, BRAM)
    _, private = await door.privately("EA, port 25?", BRAM)
    in_annas_place = Spot(annas.channel, annas.ts, team=OTHER_TEAM)
    return [in_general, in_direct, beside_annas, private, Spot(), in_annas_place]


def _messages(door: Door) -> list[tuple[str, str, str]]:
    every = door.slack.twin.workspace.messages
    return [
        (channel, one["ts"], json.dumps([one["text"], one.get("blocks")]))
        for channel in every
        for one in every[channel]
    ]


def test_whatever_control_somebody_presses_with_numbers_of_another_it_has_expired(
    tell: type_of_teller,
) -> None:
    async def story(door: Door) -> None:
        answers, tickets, there = await _annas(door)
        spots = await _brams(door, there)
        of_tickets = {"remind", "ticket_approved", "ticket_refused", "ticket_done"}
        assert of_tickets < door.every.actions
        pressed = [
            *product(sorted(door.every.actions - of_tickets), answers, spots),
            *product(sorted(of_tickets), tickets, spots),
        ]
        kept, before = await door.kept(), _messages(door)
        for at in range(0, len(pressed), 25):
            await asyncio.gather(*(door.press(*one) for one in pressed[at : at + 25]))
        assert await door.kept() == kept
        after = _messages(door)
        assert [one for one in before if one not in after] == []
        told = [one for one in after if one not in before]
        assert {json.loads(what)[0] for _, _, what in told} <= EXPIRED
        assert len(told) == len(pressed)
        assert {channel for channel, _, _ in told} <= {GENERAL, BRAMS, AZURE}
        assert BRAM not in door.slack.twin.workspace.views

    tell(story)


def test_whatever_modal_somebody_submits_with_what_anothers_remembers_it_has_expired(
    tell: type_of_teller,
) -> None:
    async def story(door: Door) -> None:
        answers, tickets, there = await _annas(door)
        await door.press("ticket_approved", tickets[0], there, ANNA)
        place = {"channel": ANNAS, "thread": there.ts}
        remembered = [
            place,
            *({**place, "said": number, "ticket": str(tickets[0])} for number in answers),
            *({"ticket": str(number)} for number in tickets),
        ]
        forged = [
            *((json.dumps(one), BRAM, TEAM) for one in remembered),
            *((door.seal.closed(one, TEAM, ANNA), BRAM, TEAM) for one in remembered),
            *((door.seal.closed(one, TEAM, ANNA), ANNA, OTHER_TEAM) for one in remembered),
            *((Seal("another").closed(one, TEAM, BRAM), BRAM, TEAM) for one in remembered),
            *((text, BRAM, TEAM) for text in ("", "{}", "x" * 3_000, "{" * 70, "\ud800")),
        ]
        assert set(FIELDS) == door.every.callbacks
        kept, before = await door.kept(), _messages(door)
        submitted = list(product(sorted(door.every.callbacks), forged))
        for callback, (metadata, user, team) in submitted:
            await door.submit(callback, metadata, user, team)
        assert await door.kept() == kept
        after = _messages(door)
        assert [one for one in before if one not in after] == []
        told = [
            (channel, json.loads(what)[0]) for channel, ts, what in after if (channel, ts, what) not in before
        ]
        assert {text for _, text in told} <= EXPIRED
        assert sorted(channel for channel, _ in told) == sorted(
            ANNAS if user == ANNA else BRAMS for _, (_, user, _) in submitted
        )
        assert not door.slack.twin.workspace.scheduled
        # The very same is believed where it is hers.
        await door.submit("wrong", door.seal.closed(remembered[1], TEAM, ANNA), ANNA)
        assert len((await door.kept())["votes"]) == len(kept["votes"]) + 1

    tell(story)


def test_every_control_and_modal_that_is_shown_is_one_of_those_that_were_tried(tell: type_of_teller) -> None:
    async def story(door: Door) -> None:
        _, tickets, there = await _annas(door)
        await door.press("ticket_approved", tickets[0], there, ANNA)
        await door.slack.home()
        for text in ("port 25 outbound times out", "hello", "mail from our azure server fails"):
            await door.asked(text, GENERAL)
        await door.settled()
        calls = door.slack.twin.api.calls
        shown = set(_named("action_id", [told for _, _, told in calls])) - {"value"}
        assert shown <= door.every.actions | OF_NOBODY
        assert len(shown) > 15
        assert set(_named("callback_id", [told for _, _, told in calls])) <= door.every.callbacks

    tell(story)


def _named(name: str, thing: Any) -> list[str]:
    """Every value of that name, however deep."""
    if isinstance(thing, list):
        return [found for one in thing for found in _named(name, one)]
    if isinstance(thing, dict):
        own = [thing[name]] if isinstance(thing.get(name), str) else []
        return own + [found for one in thing.values() for found in _named(name, one)]
    return []


def test_a_ticket_in_a_thread_is_for_the_people_in_it_and_a_private_one_stays_private(
    tell: type_of_teller,
) -> None:
    async def story(door: Door) -> None:
        said, there = await door.asked("payg from 2019, port 25?", AZURE)
        ticket = await door.filed(said, there)
        shown = door.slack.from_bot()[-1]
        await door.press("ticket_approved", ticket, Spot(AZURE, shown["ts"]), BRAM)
        await door.settled()
        assert (await door.store.ticket(TEAM, ticket)).state == "approved"  # type: ignore[union-attr]
        alone, private = await door.privately("payg from 2019, port 25?")
        secret = await door.filed(alone, private)
        await door.press("ticket_approved", secret, Spot(), ANNA)
        await door.settled()
        public = [one for one in door.slack.from_bot() if "for_user" not in one]
        assert f"TRACK-{alone}" not in str(public)
        assert "stop each VM" in door.slack.from_bot(ANNAS)[-1]["text"]

    tell(story)


def test_an_answer_that_was_shared_is_for_all_who_see_it_but_stays_its_persons(tell: type_of_teller) -> None:
    async def story(door: Door) -> None:
        said, private = await door.privately("payg from 2019, port 25?")
        elsewhere = Spot(AZURE, (await door.asked("EA, port 25?", AZURE, BRAM))[1].ts)
        await door.press("why", said, elsewhere, BRAM)
        await door.settled()
        assert door.slack.from_bot()[-1]["text"] in EXPIRED
        await door.press("share", said, private, ANNA)
        await door.settled()
        shared = Spot(AZURE, door.slack.from_bot()[-1]["ts"])
        await door.press("why", said, shared, BRAM)
        await door.settled()
        assert "Pay-As-You-Go" in door.slack.from_bot()[-1]["text"]
        before = await door.store.said(TEAM, said)
        await door.filed(said, shared, BRAM)
        assert await door.store.said(TEAM, said) == before
        await door.press("why", said, Spot(GENERAL, "1.1"), BRAM)
        await door.settled()
        assert door.slack.from_bot(GENERAL)[-1]["text"] in EXPIRED

    tell(story)


def test_a_draft_is_filed_once(tell: type_of_teller) -> None:
    async def story(door: Door) -> None:
        said, there = await door.asked("payg from 2019, port 25?", AZURE)
        await door.drafted(said, there)
        metadata = door.seal.closed({"channel": AZURE, "thread": there.ts, "said": said}, TEAM, ANNA)
        for _ in range(3):
            await door.submit("filed", metadata, ANNA)
        assert [ticket["state"] for ticket in (await door.kept())["tickets"]] == ["filed"]
        assert "has a newer state" in door.slack.from_bot()[-1]["text"]

    tell(story)


def test_a_wrong_number_of_a_ticket_can_be_put_right_while_nothing_came_of_it(tell: type_of_teller) -> None:
    async def story(door: Door) -> None:
        said, there = await door.asked("payg from 2019, port 25?", AZURE)
        await door.drafted(said, there)
        metadata = door.seal.closed({"channel": AZURE, "thread": there.ts, "said": said}, TEAM, ANNA)
        await door.submit("filed", metadata, ANNA)
        await door.submit("filed", metadata, ANNA, reference="TRACK-10")
        assert [ticket["reference"] for ticket in (await door.kept())["tickets"]] == ["TRACK-10"]
        assert "TRACK-10" in door.slack.from_bot()[-1]["text"]

    tell(story)
