"""A likely reading is offered: one click or one word for yes, one for what is different."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import TODAY
from slack import Slack, workspace

from bot.phrases import read_phrases
from bot.records import Desk, ask_line
from knowledge.answer import answer
from knowledge.conversation import EMPTY_CASE
from knowledge.library import Library

QUESTION = "payg from 2019, port 25?"
type_of_story = Callable[[Slack], Awaitable[None]]


@pytest.fixture
def unsure(library: Library) -> Library:
    """A library for which no verdict is ever certain, so that every one is offered."""
    thresholds = {
        name: 2.0 if name.startswith("verdict") else p for name, p in library.heads.thresholds.items()
    }
    return replace(library, heads=replace(library.heads, thresholds=thresholds))


@pytest.fixture(params=["http", "socket"])
def tell(request: pytest.FixtureRequest, tmp_path: Path, unsure: Library) -> Callable[[type_of_story], None]:
    """Runs a story in a workspace whose bot is never certain."""

    def run(story: type_of_story) -> None:
        async def inside() -> None:
            async with workspace(tmp_path, unsure, socket=request.param == "socket") as slack:
                await story(slack)

        asyncio.run(inside())

    return run


def test_one_click_takes_the_offered_reading(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask(QUESTION)
        (offered,) = await slack.replies(1)
        assert offered["text"].startswith("I read: Pay-As-You-Go, created in 2019, direct delivery. Right?")
        assert "Then: blocked, exemption on request." in offered["text"]
        await slack.click(offered, "offer_yes")
        assert (await slack.replies(2))[-1]["text"].startswith("Blocked, but you can ask Microsoft")

    tell(story)


def test_a_yes_in_words_takes_it_and_a_no_asks(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        first = await slack.ask(QUESTION)
        await slack.replies(1)
        await slack.write("yes", thread_ts=first["ts"])
        assert (await slack.replies(2))[-1]["text"].startswith("Blocked, but you can ask Microsoft")
        second = await slack.ask(QUESTION)
        await slack.replies(3)
        await slack.write("no", thread_ts=second["ts"])
        assert (await slack.replies(4))[-1]["text"].splitlines()[0].endswith("?")

    tell(story)


def test_change_opens_the_form_with_what_was_read(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask(QUESTION)
        (offered,) = await slack.replies(1)
        await slack.click(offered, "change")
        view = await slack.view()
        assert "pay_as_you_go" in str(view)

    tell(story)


def test_a_yes_to_a_mere_supposition_leaves_the_case_as_it_was(unsure: Library) -> None:
    def say(text: str, case: object) -> object:
        return answer(text, case, unsure, edition="2018-11-20", today=TODAY)  # type: ignore[arg-type]

    case = say("yes", say(QUESTION, EMPTY_CASE).case).case  # type: ignore[attr-defined]
    supposed = say("and what if it went through sendgrid?", case)
    assert supposed.parts[0].offered.outcome == "relay_unrestricted"  # type: ignore[attr-defined]
    after = say("yes", supposed.case)  # type: ignore[attr-defined]
    assert after.outcome == "relay_unrestricted"  # type: ignore[attr-defined]
    assert after.case.facts["delivery"] == "direct"  # type: ignore[attr-defined]


def test_a_line_of_json_tells_the_offer(unsure: Library) -> None:
    desk = Desk(unsure, dict(read_phrases()), "2018-11-20", TODAY)
    line = ask_line('{"id": 1, "text": "payg from 2019, port 25?"}', desk)
    assert line["outcome"].startswith("ask_")
    assert line["offered"] == {
        "facts": {"subscription": "pay_as_you_go", "created": "2019-01-01/2019-12-31", "delivery": "direct"},
        "outcome": "blocked_request_exemption",
    }
