"""Watched documents: looked at once a day by one process, and the owners told once of what is new."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from copies import book_of, paper_of
from databases import opened
from slack import ANNA, BRAM, settings_of

from bot.app import running
from bot.lookout import LOOK, look_of
from bot.playground.double import Double, double
from bot.saying.phrases import read_phrases
from bot.store import Job
from bot.tidings import tidings
from knowledge.document.drift import verify
from knowledge.library import Library
from rules.edition import parse_edition, read_editions
from rules.evaluate import enact

EDITION = read_editions()["2023-12-20"]
PAPER = paper_of(EDITION)
ASKED = "The diagnostic exempts an eligible Enterprise Dev/Test subscription by itself."
CHANGED = PAPER.replace(ASKED, ASKED.replace("by itself", "within a day & night"))
ANNAS, BRAMS = "D0ANNA", "D0BRAM"


def _look_in(days: int) -> Job:
    """The look some days from now; asked for late, since a run of all tests may cross midnight."""
    return look_of(datetime.now(UTC).date() + timedelta(days=days))


@pytest.fixture
def known(library: Library) -> Library:
    """A library that knows the newest edition by sentences of ours."""
    law = enact(parse_edition(book_of(EDITION), "book"))
    return replace(library, laws={**library.laws, law.edition.edition: law})


class Place:
    """A Slack, a store and a watched document that outlive the bots that run on them."""

    def __init__(self, twin: Double, database: str, paper: Path, library: Library) -> None:
        self.twin, self.database, self.paper, self._library = twin, database, paper, library

    async def run(self, *jobs: Job, bots: int = 1) -> None:
        """Start bots, and stop them when everything is done."""
        watch = {"port25_watch": str(self.paper), "port25_owners": f"{ANNA}, {BRAM}"}
        settings = settings_of(self.twin, self.database, **watch)
        async with AsyncExitStack() as stack:
            for _ in range(bots):
                bot = await stack.enter_async_context(running(settings, self._library, pace=0))
            await bot.store.take_in(jobs)
            await self._settled()

    async def _settled(self) -> None:
        async with opened(self.database) as store:
            for _ in range(1_000):
                await asyncio.sleep(0.02)
                looked = await store.count("jobs")
                if looked and not (await store.waiting()).jobs:
                    return
        raise AssertionError("something still waits")

    def told(self, channel: str) -> list[str]:
        return [one["text"] for one in self.twin.workspace.messages[channel] if one["user"] == "U0PORT25"]

    def counted(self) -> tuple[int, int]:
        return len(self.told(ANNAS)), len(self.told(BRAMS))


def _story(story: Any, database: str, folder: Path, library: Library) -> None:
    paper = folder / "page.md"
    paper.write_text(PAPER, encoding="utf-8")

    async def inside() -> None:
        async with double() as twin, aiohttp.ClientSession():
            await story(Place(twin, database, paper, library))

    asyncio.run(inside())


def test_owners_are_told_once_of_what_is_new_and_only_then(
    database: str, tmp_path: Path, known: Library
) -> None:
    async def story(place: Place) -> None:
        await place.run()
        assert place.counted() == (0, 0)  # it says what is known
        place.paper.write_text(CHANGED, encoding="utf-8")
        await place.run()
        assert place.counted() == (0, 0)  # today was looked at
        await place.run(_look_in(days=1))
        assert place.counted() == (1, 1)
        await place.run(_look_in(days=2))
        assert place.counted() == (1, 1)  # it was told
        more = CHANGED.replace("That block can be removed. ", "")
        place.paper.write_text(f"{more}\nBring a coin.\n", encoding="utf-8")
        await place.run(_look_in(days=3))
        assert place.counted() == (2, 2)
        text = place.told(ANNAS)[-1]
        assert "Added: “Bring a coin.”" in text
        assert "No longer there: That block can be removed." in text
        assert "within" not in text

    _story(story, database, tmp_path, known)


def test_each_is_told_in_their_language_what_changed_what_rests_on_it_and_what_to_do(
    tmp_path: Path, known: Library
) -> None:
    async def story(place: Place) -> None:
        place.paper.write_text(CHANGED, encoding="utf-8")
        await place.run()
        (english,), (dutch,) = place.told(ANNAS), place.told(BRAMS)
        assert "no longer says all that the edition of 20 December 2023 was made from" in english
        assert (
            f"• Changed: {ASKED} It now says: “{ASKED.replace('by itself', 'within a day &amp; night')}”"
            in (english)
        )
        assert (
            "What rests on it: rules `dev-test-may-ask` and `exemption-refused`; topics `how_to_request`, "
            "`approval_time` and `may_be_refused`."
        ) in english
        assert f"python -m bot policy new {place.paper} --output drafts/DATE.yaml" in english
        assert "docs/policy.md" in english
        assert "De diagnose stelt een Enterprise Dev/Test-abonnement" in dutch
        assert "regels `dev-test-may-ask` en `exemption-refused`" in dutch

    _story(story, f"sqlite:///{tmp_path}/port25.sqlite3", tmp_path, known)


def test_several_processes_look_once_and_tell_once(database: str, tmp_path: Path, known: Library) -> None:
    async def story(place: Place) -> None:
        place.paper.write_text(CHANGED, encoding="utf-8")
        await place.run(bots=3)
        assert place.counted() == (1, 1)
        async with opened(place.database) as store:
            looks = [row for row in await store.rows_of("jobs", 0, 100) if row["kind"] == LOOK]
        assert len(looks) == 1

    _story(story, database, tmp_path, known)


def test_a_document_that_cannot_be_read_is_told_once_and_keeps_no_other_back(
    tmp_path: Path, known: Library
) -> None:
    async def story(place: Place) -> None:
        await place.run()
        place.paper.write_bytes(b"caf\xe9")
        await place.run(_look_in(days=1))
        await place.run(_look_in(days=2))
        (text,) = place.told(ANNAS)
        assert "page.md: byte 3 is not UTF-8" in text
        assert "PORT25_WATCH" in text

    _story(story, f"sqlite:///{tmp_path}/port25.sqlite3", tmp_path, known)


def test_slack_that_is_away_is_told_later(tmp_path: Path, known: Library) -> None:
    async def story(place: Place) -> None:
        place.paper.write_text(CHANGED, encoding="utf-8")
        place.twin.faults.set({"statuses": {"chat.postMessage": [503]}})
        await place.run()
        assert place.counted() == (1, 1)

    _story(story, f"sqlite:///{tmp_path}/port25.sqlite3", tmp_path, known)


@pytest.mark.parametrize("language", read_phrases())
def test_a_copy_that_is_another_document_is_doubted_and_not_told_at_length(language: str) -> None:
    other = "# Ferries\n\n" + " ".join(f"The ferry leaves from quay number {at}." for at in range(30))
    verified = verify(other, read_editions(), None, None)
    phrases = read_phrases()[language]
    text = tidings("page.md", verified, verified.drift.findings, phrases, language)
    assert text.count("•") == 10
    assert phrases.watch["more"].format(count=len(verified.drift.findings) - 10) in text
    assert text.endswith(phrases.watch["doubt"].format(file="page.md"))
    assert len(text) < 10_000
    assert not set("{}") & set(text)
