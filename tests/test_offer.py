"""A likely reading is offered: one click or one word for yes, one for what is different."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import TODAY
from slack import Slack, workspace

from bot.records import Desk, ask_line
from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.library import Library
from rules.interval import Interval
from rules.model import Facts

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


@pytest.fixture
def firewall() -> Case:
    """A case in which the way through Azure Firewall was offered."""
    facts: Facts = {
        "subscription": "enterprise_agreement",
        "delivery": "direct",
        "route": "paas",
        "service": "azure_firewall",
    }
    return Case({"delivery": "direct"}, asked="subscription", last="ask_subscription", offered=facts)


@pytest.mark.parametrize(
    "text", ["yes, through Azure Firewall", "👍", "ok", "yes exactly. Our boss is waiting."]
)
def test_a_yes_confirms_what_was_shown_whatever_follows(text: str, firewall: Case, library: Library) -> None:
    found = answer(text, firewall, library, edition="2018-11-20", today=TODAY)
    assert found.outcome == "unsupported_route"


def test_a_yes_with_what_may_be_another_firewall_behind_it_is_no_verdict_for_another_way(
    firewall: Case, library: Library
) -> None:
    found = answer("yes, through the firewall", firewall, library, edition="2018-11-20", today=TODAY)
    assert found.outcome == "unsupported_route" or found.parts[0].verdict is None


def test_a_yes_that_turns_is_read_to_its_end(firewall: Case, library: Library) -> None:
    found = answer("yes, but through SendGrid on 587", firewall, library, edition="2018-11-20", today=TODAY)
    assert found.outcome != "unsupported_route"


def test_an_offer_shows_and_confirms_what_decides_and_nothing_else(unsure: Library) -> None:
    text = "enterprise agreement from March 2019, port 25 from our azure vm?"
    found = answer(text, EMPTY_CASE, unsure, edition="2018-11-20", today=TODAY)
    offered = found.parts[0].offered
    assert offered is not None
    assert set(offered.facts) == {"subscription", "delivery"}


def test_what_is_only_supposed_is_said_to_be(library: Library) -> None:
    first = answer("payg 2021 azure vm port 25", EMPTY_CASE, library, edition="2018-11-20", today=TODAY)
    found = answer("and what if they refuse?", first.case, library, edition="2018-11-20", today=TODAY)
    phrases = read_phrases()["en"]
    if found.offered:
        assert compose(found, phrases).text().startswith("Suppose: ")
        found = answer("yes", found.case, library, edition="2018-11-20", today=TODAY)
    assert compose(found, phrases).text().startswith("In that case: blocked")
    assert compose(found, read_phrases()["nl"]).text().startswith("In dat geval: geblokkeerd")
    assert "exemption" not in found.case.facts


def test_a_relay_on_port_25_is_told_to_be_port_25(library: Library) -> None:
    text = "PAYG 2022, our azure vm sends to smtp.sendgrid.net port 25 and times out"
    found = answer(text, EMPTY_CASE, library, edition="2018-11-20", today=TODAY)
    assert "relay_unrestricted" not in (found.outcome, *(found.offered or ()))
    assert read_phrases()["en"].relay_on_25 in compose(found, read_phrases()["en"]).text()


@pytest.mark.parametrize("text", ["why?", "waarom?"])
def test_who_asks_why_of_an_offer_gets_the_reason_with_it(text: str, unsure: Library) -> None:
    opening = "payg from 2019, postfix on our azure vm delivers straight out on port 25"
    first = answer(opening, EMPTY_CASE, unsure, edition="2018-11-20", today=TODAY)
    found = answer(text, first.case, unsure, edition="2018-11-20", today=TODAY)
    phrases = read_phrases()[found.language]
    assert found.offered == first.offered == ("blocked_request_exemption",)
    before, after = (compose(one, phrases).sections[0].why for one in (first, found))
    assert [line for line in after if line not in before] == [after[1]]
    assert after[1].startswith("Pay-As-You-Go")
    assert "15 november 2017" in after[1].lower()


def _say(text: str, case: Case, library: Library) -> Answer:
    return answer(text, case, library, edition="2018-11-20", today=TODAY)


def _reply(said: Answer) -> str:
    return compose(said, read_phrases()["en"]).text()


def test_an_offer_is_told_again_beside_a_general_question(unsure: Library) -> None:
    offering = _say(QUESTION, EMPTY_CASE, unsure)
    beside = _say("how long does approval take?", offering.case, unsure)
    assert "Still open: Pay-As-You-Go, created in 2019, direct delivery. Right?" in _reply(beside)
    assert "Then: blocked, exemption on request." in _reply(beside)


def test_several_offers_are_told_to_be_open_beside_a_general_question(unsure: Library) -> None:
    offering = _say("payg from 2019 and csp from 2020, both direct on port 25", EMPTY_CASE, unsure)
    assert offering.case.each
    beside = _say("how long does approval take?", offering.case, unsure)
    assert "Still open: say yes if all" in _reply(beside)
    assert _say("yes", beside.case, unsure).offered is None


def test_an_offer_that_is_made_again_is_made_in_other_words(unsure: Library) -> None:
    offering = _say(QUESTION, EMPTY_CASE, unsure)
    again = _say("how do I do that then", offering.case, unsure)
    assert _reply(again).startswith("Before I go on: Pay-As-You-Go, created in 2019, direct delivery. Right?")


def test_what_was_confirmed_is_not_asked_for_again(unsure: Library) -> None:
    confirmed = _say("yes", _say(QUESTION, EMPTY_CASE, unsure).case, unsure)
    later = _say("that is not what I wanted to hear", confirmed.case, unsure)
    assert later.known
    assert _reply(later).startswith("For Pay-As-You-Go, created in 2019, direct delivery it stays: blocked")
    assert "Right?" not in _reply(later)
    assert (later.case.offered, later.case.asked) == (None, None)
    assert "Right?" not in _reply(_say("and that is all you can say to it", later.case, unsure))


def test_what_was_confirmed_can_be_changed_by_a_click_and_needs_no_yes(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        first = await slack.ask(QUESTION)
        (offered,) = await slack.replies(1)
        await slack.click(offered, "offer_yes")
        await slack.replies(2)
        await slack.write("that is not what I wanted to hear", thread_ts=first["ts"])
        later = (await slack.replies(3))[-1]
        assert later["text"].startswith(
            "For Pay-As-You-Go, created in 2019, direct delivery it stays: blocked"
        )
        assert "offer_yes" not in str(later["blocks"])
        await slack.click(later, "change")
        assert "pay_as_you_go" in str(await slack.view())

    tell(story)


def test_an_offer_that_is_left_open_is_taken_by_a_click(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        first = await slack.ask(QUESTION)
        await slack.replies(1)
        await slack.write("how long does approval take?", thread_ts=first["ts"])
        beside = (await slack.replies(2))[-1]
        assert "Still open: Pay-As-You-Go, created in 2019, direct delivery. Right?" in beside["text"]
        await slack.click(beside, "offer_yes")
        assert (await slack.replies(3))[-1]["text"].startswith("Blocked, but you can ask Microsoft")

    tell(story)


def test_what_was_only_supposed_is_let_go_beside_another_question(unsure: Library) -> None:
    facts: Facts = {
        "subscription": "csp",
        "created": Interval.since(date(2017, 11, 15)),
        "delivery": "direct",
    }
    offered: Facts = {**facts, "exemption": "refused"}
    supposing = Case(facts, offered=offered, supposed=True, asked="created", last="ask_created")
    beside = _say("how long does approval take?", supposing, unsure)
    assert (beside.outcome, beside.case.offered, beside.case.supposed) == ("not_covered", None, False)
    assert "refused" not in _reply(beside)
    assert "still need to know" not in _reply(beside)
