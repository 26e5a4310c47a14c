"""Who was answered before an edition came that answers otherwise: told once, where they asked, if at all."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from databases import opened, sqlite_url
from slack import ANNA, AZURE, BRAM, Slack, settings_of

from bot.app import Running, running
from bot.news import SEEK, search_of
from bot.outdated import EDITIONS, news, outdated
from bot.playground.double import Double, double
from bot.saying.phrases import read_phrases
from bot.store import Said
from knowledge.library import Library

NEWEST = "2023-12-20"
PAYG = "our payg subscription is from 2019, port 25?"
type_of_story = Callable[["Town"], Awaitable[None]]


class Town:
    """A Slack and a store, on which a bot runs before an edition is known, and after."""

    def __init__(self, twin: Double, session: aiohttp.ClientSession, database: str, library: Library) -> None:
        self.slack, self._twin, self.database = Slack(twin, session), twin, database
        first = {name: library.law(name) for name in ("2018-11-20", "2021-04-28")}
        self._before = replace(library, laws=first)
        self._after = replace(library, laws={**first, NEWEST: library.law(NEWEST)})

    def before(self, **more: Any) -> Any:
        return self._bot(self._before, **more)

    def after(self, **more: Any) -> Any:
        return self._bot(self._after, **{"port25_tell_changed": True, **more})

    @asynccontextmanager
    async def _bot(self, library: Library, *, pace: float = 0.0, **more: Any) -> AsyncIterator[Running]:
        settings = settings_of(self._twin, self.database, **more)
        async with running(settings, library, pace=pace) as bot:
            self._twin.delivery.app_urls = [bot.url]
            yield bot
            await self._settled(seeking=settings.port25_tell_changed)

    async def _settled(self, *, seeking: bool) -> None:
        await self._twin.delivery.settled()
        async with opened(self.database) as store:
            for _ in range(1_000):
                sought = any(row["kind"] == SEEK for row in await store.rows_of("jobs", 0, 1_000))
                if sought >= seeking and not (await store.waiting()).jobs:
                    return
                await asyncio.sleep(0.02)
        raise AssertionError("something still waits")

    @property
    def posts(self) -> list[float]:
        """When something was posted."""
        return [at for at, method, _ in self._twin.api.calls if method == "chat.postMessage"]


def _tell(story: type_of_story, database: str, library: Library) -> None:
    async def inside() -> None:
        async with double() as twin, aiohttp.ClientSession() as session:
            await story(Town(twin, session, database, library))

    asyncio.run(inside())


@pytest.fixture
def tell(tmp_path: Path, library: Library) -> Callable[[type_of_story], None]:
    return lambda story: _tell(story, sqlite_url(tmp_path), library)


def test_a_person_is_told_once_in_their_thread(database: str, library: Library) -> None:
    async def story(town: Town) -> None:
        async with town.before():
            asked = await town.slack.ask(PAYG)
            await town.slack.replies(1)
        async with town.after():
            pass
        told = (await town.slack.replies(2))[-1]
        assert told["thread_ts"] == asked["ts"]
        assert told["text"] == (
            "Since I answered this, a newer edition of Microsoft's page has come, that of 20 December 2023. "
            "It says something else.\n"
            "Pay-As-You-Go: I said “blocked, exemption on request”, by the edition of 20 November 2018. "
            "Now it is: blocked, no exemption named.\n"
            "For the whole answer, mention me in this thread and ask again."
        )
        async with town.after(port25_edition=NEWEST):
            await town.slack.ask("payg, created in 2019, direct on port 25", thread_ts=asked["ts"])
            again = (await town.slack.replies(3))[-1]
            assert again["text"].startswith(
                "Blocked, and the document names no way to lift it"
            )  # and no "as before"
            assert "Source, edition of 20 December 2023" in again["text"]
        async with town.after() as bot:
            await bot.store.take_in([search_of(NEWEST, date(2050, 1, 1))])
        await town.slack.replies(3)

    _tell(story, database, library)


def test_nobody_is_told_unless_the_owner_switches_it_on(tell: Callable[[type_of_story], None]) -> None:
    async def story(town: Town) -> None:
        async with town.before():
            await town.slack.ask(PAYG)
            await town.slack.replies(1)
        async with town.after(port25_tell_changed=False):
            pass
        await town.slack.replies(1)

    tell(story)


def test_nobody_is_told_of_what_stays_was_told_or_is_no_verdict(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(town: Town) -> None:
        async with town.before():
            await town.slack.ask("enterprise agreement, may our azure vm send on port 25?")
            await town.slack.ask("msdn from 2019, may our azure vm send on port 25?")
            await town.slack.ask("our azure vm cannot send on port 25")
            await town.slack.ask("how do I request an exemption for port 25?")
            await town.slack.replies(4)
        async with town.after():
            await town.slack.ask(PAYG)  # whose answer tells of the newest edition
        async with town.after():
            pass
        await town.slack.replies(5)

    tell(story)


def test_each_is_told_in_their_language_and_alone_where_they_asked_alone(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(town: Town) -> None:
        slack = town.slack
        async with town.before():
            await slack.direct("payg uit 2019, poort 25?", BRAM)
            await slack.replies(1, "D0BRAM")
            await slack.act("command", user=ANNA, channel=AZURE, text=PAYG)
            await slack.replies(1)
        async with town.after():
            pass
        dutch = (await slack.replies(2, "D0BRAM"))[-1]
        assert dutch["thread_ts"]
        assert dutch["text"].startswith("Sinds ik dit antwoordde")
        assert dutch["text"].endswith("Voor het hele antwoord vraag je het opnieuw in deze thread.")
        await slack.replies(1)  # nothing more in the channel
        (private,) = await slack.replies(1, "D0ANNA")
        assert private["text"].endswith("For the whole answer, ask again with /port25.")

    tell(story)


def test_what_is_asked_after_a_verdict_keeps_no_news_back_but_an_open_question_does(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(town: Town) -> None:
        async with town.before():
            first = await town.slack.ask(PAYG)
            second = await town.slack.ask(PAYG)
            await town.slack.replies(2)
            await town.slack.ask("how do I request an exemption?", thread_ts=first["ts"])
            await town.slack.replies(3)  # threads are answered side by side
            await town.slack.ask("we also have an MSDN subscription", thread_ts=second["ts"])
            assert (await town.slack.replies(4))[-1]["text"].startswith("Was the MSDN subscription")
        async with town.after():
            pass
        assert (await town.slack.replies(5))[-1]["thread_ts"] == first["ts"]

    tell(story)


def test_news_comes_at_the_pace_of_the_store(tell: Callable[[type_of_story], None]) -> None:
    async def story(town: Town) -> None:
        async with town.before():
            for _ in range(4):
                await town.slack.ask(PAYG)
            await town.slack.replies(4)
        async with town.after(pace=0.4):
            await asyncio.sleep(0.1)
        await town.slack.replies(8)
        gaps = [later - sooner for sooner, later in zip(town.posts[4:], town.posts[5:], strict=False)]
        assert len(gaps) == 3
        assert min(gaps) > 0.3

    tell(story)


def test_what_slack_took_before_a_crash_does_not_come_twice(tell: Callable[[type_of_story], None]) -> None:
    async def story(town: Town) -> None:
        async with town.before():
            await town.slack.ask(PAYG)
            await town.slack.replies(1)
        town.slack.twin.faults.set({"lost_answers": {"chat.postMessage": 1}})
        async with town.after():
            pass
        await town.slack.replies(2)

    tell(story)


def test_whoever_is_forgotten_is_told_nothing(tell: Callable[[type_of_story], None]) -> None:
    async def story(town: Town) -> None:
        async with town.before():
            await town.slack.ask(PAYG)
            await town.slack.replies(1)
            await town.slack.forget()
            await town.slack.replies(2)
        async with town.after():
            pass
        await town.slack.replies(2)

    tell(story)


# -- which answers are others now


def _said(then: str = "2021-04-28", **case: Any) -> Said:
    facts = {"subscription": ["name", "pay_as_you_go"], "created": ["days", "2019-01-01"]}
    kept = {"facts": facts, EDITIONS: ["2018-11-20", then], **case}
    return Said("T", "C", "1", "U", "q", "blocked_request_exemption", kept, "en")


def test_an_answer_of_before_editions_were_kept_is_never_one(library: Library) -> None:
    said = _said()
    assert outdated(said, library.laws, library.law(NEWEST))
    without = replace(said, case={"facts": said.case["facts"]})
    assert outdated(without, library.laws, library.law(NEWEST)) == ()
    assert outdated(_said(NEWEST), library.laws, library.law(NEWEST)) == ()
    assert outdated(_said("1999-01-01"), library.laws, library.law(NEWEST)) == ()
    assert outdated(_said(asked="created"), library.laws, library.law(NEWEST)) == ()


@pytest.mark.parametrize("language", read_phrases())
def test_of_several_subscriptions_each_that_changed_is_told_by_its_name(
    language: str, library: Library
) -> None:
    parts = [
        {"subscription": ["name", name], "created": ["days", "2019-01-01"]}
        for name in ("pay_as_you_go", "enterprise_agreement", "csp")
    ]
    outcomes = ["blocked_request_exemption", "allowed", "blocked_ask_csp"]
    said = _said(parts=parts, outcomes=outcomes)
    found = outdated(said, library.laws, library.law(NEWEST))
    text = news(said, found, read_phrases()[language])
    assert [part.facts["subscription"] for part in found] == ["pay_as_you_go", "csp"]
    assert len(text.splitlines()) == 4
    assert "\nCSP: " in text


@pytest.mark.parametrize("language", read_phrases())
def test_where_only_the_path_differs_or_it_depends_that_is_said(language: str, library: Library) -> None:
    phrases = read_phrases()[language]
    middle = library.law("2021-04-28")
    said = _said("2018-11-20")
    (part,) = outdated(said, library.laws, middle)
    assert phrases.menu(middle.edition.paths["exemption_request"]) in news(said, (part,), phrases)
    routed = _said(facts={"subscription": ["name", "enterprise_agreement"], "route": ["name", "paas"]})
    (part,) = outdated(routed, library.laws, library.law(NEWEST))
    assert phrases.short["allowed"] in news(routed, (part,), phrases)
    assert not set("{}") & set(news(routed, (part,), phrases))
