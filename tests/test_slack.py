"""The bot in a workspace, over both transports: every surface, every control, one reply each."""

import asyncio
import re
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack import ANNA, AZURE, BRAM, Slack, option, workspace
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.double import double
from bot.playground.run import connected
from bot.playground.workspace import BOT_USER, PEOPLE
from knowledge.library import Library

ROOT = Path(__file__).parent.parent
DIRECT = "D0ANNA"
type_of_story = Callable[[Slack], Awaitable[None]]


def _blocks_text(message: dict[str, Any]) -> str:
    return str(message["blocks"])


def test_a_mention_is_answered_in_its_thread(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask("payg from 2019, port 25?")
        (reply,) = await slack.replies(1)
        assert reply["thread_ts"] == asked["ts"]
        assert reply["text"].startswith("Blocked, but you can ask Microsoft to lift it.")
        assert "Cannot send email" in _blocks_text(reply)

    tell(story)


def test_follow_ups_by_words_and_by_controls_lead_to_the_same(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask("our azure vm cannot send on port 25")
        (first,) = await slack.replies(1)
        await slack.write("msdn", thread_ts=asked["ts"])
        second = (await slack.replies(2))[-1]
        assert "created before" in second["text"]
        await slack.click(second, "since")
        third = (await slack.replies(3))[-1]
        assert third["text"].startswith("Blocked, and no request")
        await slack.click(first, "choose_type", **option("enterprise_agreement"))
        fourth = (await slack.replies(4))[-1]
        assert fourth["text"].startswith("Not blocked")

    tell(story)


CONTROLS = [
    ("payg, port 25?", "before", {}, "Not blocked"),
    ("payg, port 25?", "pick_date", {"selected_date": "2020-05-01"}, "Blocked, but you can"),
    ("payg, port 25?", "unknown", {}, "It depends on the day"),
    ("mail from our azure server fails", "relay", {}, "Not restricted"),
    ("mail from our azure server fails", "direct", {}, "Which type"),
]


def test_every_control_of_a_question_is_understood_once_and_gives_way(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        for number, (text, action, chosen, answer) in enumerate(CONTROLS):
            await slack.ask(text)
            asked = (await slack.replies(2 * number + 1))[-1]
            await slack.click(asked, action, **chosen)
            await slack.click(asked, action, **chosen)
            assert (await slack.replies(2 * number + 2))[-1]["text"].startswith(answer)
            left = next(one for one in slack.from_bot() if one["ts"] == asked["ts"])["blocks"]
            assert not any(block.get("block_id", "").startswith("ask:") for block in left)
            assert f"<@{ANNA}>" in str(left)

    tell(story)


def test_each_message_in_a_direct_message_is_a_case_and_a_thread_of_its_own(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        channel = slack.twin.workspace.direct_channel(ANNA)
        first = await slack.direct("EA, may our VM send on port 25?")
        (answer,) = await slack.replies(1, channel)
        assert answer["thread_ts"] == first["ts"]
        second = await slack.direct("our VM sends on port 25 itself, is that open?")
        asked = (await slack.replies(2, channel))[-1]
        assert asked["thread_ts"] == second["ts"]
        assert asked["text"].startswith("Which type of Azure subscription")

    tell(story)


def test_an_answer_at_the_top_of_a_direct_message_is_taken_for_one_and_can_be_undone(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        channel = slack.twin.workspace.direct_channel(ANNA)
        await slack.direct("our VM sends on port 25 itself, is that open?")
        await slack.replies(1, channel)
        await slack.direct("an EA")
        found = (await slack.replies(2, channel))[-1]
        assert found["text"].startswith("Not blocked")
        assert "the answer to my question" in str(found["blocks"][0])
        await slack.click(found, "new_question", channel=channel)
        await _until(lambda: slack.from_bot(channel)[-1]["text"].startswith("How is the mail sent?"))
        await slack.replies(2, channel)

    tell(story)


def test_a_greeting_help_and_a_bare_mention_get_a_welcome_with_two_ways_to_begin(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        for number, text in enumerate(("", "Help.", "hello"), start=1):
            await slack.ask(text)
            found = (await slack.replies(number))[-1]
            assert found["text"].startswith("Hello. I can tell you")
            actions = [one["action_id"] for block in found["blocks"] for one in block.get("elements", ())]
            assert actions == ["start_check", "show_types"]
        await slack.click(found, "show_types")
        shown = (await slack.replies(4))[-1]
        assert "- Enterprise Agreement: not blocked" in shown["text"]
        (table,) = [block for block in shown["blocks"] if block["type"] == "table"]
        assert [cell["text"] for cell in table["rows"][1]] == ["Enterprise Agreement", "Not blocked"]

    tell(story)


def _actions(message: dict[str, Any]) -> list[str]:
    """What can be pressed under a message."""
    return [
        one["action_id"]
        for block in message["blocks"]
        if block["type"] == "actions"
        for one in block["elements"]
    ]


def test_how_to_request_leads_to_the_portal_and_to_the_ticket(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask("how do I request an exemption for port 25 in azure?")
        (reply,) = await slack.replies(1)
        assert reply["text"].startswith("By a support case")
        assert _actions(reply) == ["open_support", "start_check"]
        await slack.click(reply, "start_check")
        await slack.view()
        await slack.submit(
            subscription=option("pay_as_you_go"), side=option("from:2017-11-15"), delivery=option("direct")
        )
        answered = (await slack.replies(2))[-1]
        assert answered["thread_ts"] == asked["ts"]
        assert "ticket_text" in _actions(answered)

    tell(story)


def test_what_tells_nothing_that_was_asked_is_not_answered_with_the_same_words(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask("our VM sends on port 25 itself, is that open?")
        (first,) = await slack.replies(1)
        await slack.ask("hm, one moment", thread_ts=asked["ts"])
        again = (await slack.replies(2))[-1]
        assert again["text"] != first["text"]

    tell(story)


def test_an_edit_that_adds_a_mention_makes_a_question_of_it(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        wrote = await slack.write("EA, may our VM send on port 25?")
        await slack.replies(0)
        await slack.act(
            "edit",
            user=ANNA,
            channel=AZURE,
            ts=wrote["ts"],
            text=f"<@{BOT_USER}> EA, may our VM send on port 25?",
        )
        assert (await slack.replies(1))[-1]["text"].startswith("Not blocked")

    tell(story)


def test_the_provider_is_asked_and_answered_by_a_button(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("port 25 outbound times out")
        (asked,) = await slack.replies(1)
        await slack.click(asked, "azure")
        assert (await slack.replies(2))[-1]["text"].startswith("Which type of Azure subscription")
        await slack.ask("port 25 outbound times out")
        await slack.click((await slack.replies(3))[-1], "elsewhere")
        assert (await slack.replies(4))[-1]["text"].startswith("I only answer questions")

    tell(story)


def test_in_a_thread_the_one_who_asked_is_heard_and_others_with_an_answer_only(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask("our VM sends on port 25 itself, is that open?")
        await slack.replies(1)
        for talk in ("lunch?", "I had that problem once, ask the network team", f"<@{ANNA}> EA I think"):
            await slack.write(talk, BRAM, thread_ts=asked["ts"])
        await slack.replies(1)
        await slack.write("CSP", BRAM, thread_ts=asked["ts"])
        assert (await slack.replies(2))[-1]["text"].startswith("Was the CSP subscription created")
        await slack.write("in 2020", thread_ts=asked["ts"])
        assert (await slack.replies(3))[-1]["text"].startswith("Blocked, but your CSP")
        await slack.write("sorry, 2016 it was", thread_ts=asked["ts"])
        assert "created in 2016" in (await slack.replies(4))[-1]["text"]
        await slack.write("thanks everybody", thread_ts=asked["ts"])
        await slack.write("and for me: EA, port 25?", BRAM, thread_ts=asked["ts"])
        await slack.write("csp, port 25 on azure?")
        await slack.replies(4)

    tell(story)


def test_one_message_gets_one_reply_however_often_its_event_comes(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.copies = 4
        await slack.ask("EA, port 25?")
        await slack.replies(1)
        await slack.direct("EA, port 25?")
        await slack.replies(1, slack.twin.workspace.direct_channel(ANNA))

    tell(story)


def test_a_slash_command_is_answered_privately_and_can_be_shared(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=BRAM, channel=AZURE, text="payg uit 2020, poort 25?")
        (reply,) = await slack.replies(1)
        assert reply["for_user"] == BRAM
        assert reply["text"].startswith("Geblokkeerd")
        await slack.click(reply, "share", BRAM)
        shared = (await slack.replies(2))[-1]
        assert "for_user" not in shared

    tell(story)


def test_a_private_question_is_followed_up_privately(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=ANNA, channel=AZURE, text="csp, port 25?")
        (asked,) = await slack.replies(1)
        await slack.click(asked, "since")
        reply = (await slack.replies(2))[-1]
        assert reply["for_user"] == ANNA
        assert reply["text"].startswith("Blocked, but your CSP")

    tell(story)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("help", "• `/port25 check`"),
        ("language nl", "Ik spreek nu Nederlands"),
        ("language xx", "/port25 language en"),
        ("forget me", "This removes your answers"),
        ("tickets", "Your open tickets"),
    ],
)
def test_the_words_of_the_slash_command(text: str, part: str, tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=ANNA, channel=AZURE, text=text)
        (reply,) = await slack.replies(1)
        assert part in reply["text"]
        assert reply["for_user"] == ANNA

    tell(story)


def _table(message: dict[str, Any]) -> list[list[str]]:
    (table,) = [block for block in message["blocks"] if block["type"] == "table"]
    return [[cell["text"] for cell in row] for row in table["rows"]]


def test_what_changed_since_the_edition_in_use_is_told_as_a_table_in_the_persons_language(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=ANNA, channel=AZURE, text="changes")
        (told,) = await slack.replies(1)
        assert told["for_user"] == ANNA
        assert told["text"].startswith("What changed from the edition of 20 November 2018 to that of 20 Dec")
        assert ": not supported → not blocked\n" in told["text"]
        heads, first, *others = _table(told)
        assert heads == ["For whom", "Edition of 20 November 2018", "Edition of 20 December 2023"]
        assert first[1:] == ["Not supported", "Not blocked"]
        assert len(others) == 20
        await slack.act("command", user=BRAM, channel=AZURE, text="Changes 2021-04-28.")
        told = (await slack.replies(2))[-1]
        assert told["text"].startswith(
            "Wat er veranderde van de editie van 28 april 2021 naar die van 20 dec"
        )
        assert _table(told)[0][0] == "Voor wie"

    tell(story)


def test_two_editions_are_compared_and_an_unknown_one_is_told_with_those_that_are_known(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=ANNA, channel=AZURE, text="changes 2023-12-20 2021-04-28")
        (told,) = await slack.replies(1)
        assert _table(told)[0][1:] == ["Edition of 20 December 2023", "Edition of 28 April 2021"]
        await slack.act("command", user=ANNA, channel=AZURE, text="changes 2019-01-01 <@U1>")
        told = (await slack.replies(2))[-1]
        assert told["text"].startswith("I know no edition “2019-01-01” or “")
        assert "2018-11-20, 2021-04-28 and 2023-12-20" in told["text"]
        assert "<@" not in str(told)
        await slack.act("command", user=ANNA, channel=AZURE, text="changes 2021-04-28 2021-04-28")
        assert "says nothing else than" in (await slack.replies(3))[-1]["text"]

    tell(story)


@pytest.mark.parametrize("edition", ["newest", "2023-12-20"])
def test_where_the_newest_edition_is_in_use_that_is_said(
    edition: str, tell: Callable[[type_of_story], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORT25_EDITION", edition)

    async def story(slack: Slack) -> None:
        await slack.act("command", user=ANNA, channel=AZURE, text="changes")
        (told,) = await slack.replies(1)
        assert told["text"].startswith("I answer by the edition of 20 December 2023, and I know no newer")
        await slack.ask("payg from 2019, port 25?")
        answered = (await slack.replies(2))[-1]["text"]
        assert answered.startswith("Blocked, and the document names no way to lift it.")
        assert "That of 20 November 2018 said: blocked, exemption on request." in answered

    tell(story)


def test_a_question_that_begins_with_changes_is_still_a_question(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=ANNA, channel=AZURE, text="changes for csp from 2020 on port 25?")
        assert "CSP can ask" in (await slack.replies(1))[-1]["text"]

    tell(story)


def test_the_form_leads_to_an_answer(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=ANNA, channel=AZURE, text="")
        view = await slack.view()
        assert view["callback_id"] == "check"
        await slack.submit(subscription=option("msdn"), side=option("from:2017-11-15"))
        (reply,) = await slack.replies(1)
        assert reply["text"].startswith("Blocked, and no request")
        assert reply["for_user"] == ANNA

    tell(story)


def test_a_form_that_gave_way_to_another_is_not_taken(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=ANNA, channel=AZURE, text="")
        view = await slack.view()
        with pytest.raises(AssertionError, match=r"submit.*404"):
            await slack.act("submit", user=ANNA, view=f"{view['id']}0", values={})
        assert await slack.view() == view

    tell(story)


def test_the_shortcut_on_a_message_answers_in_its_thread(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        written = await slack.write("we have an EA, may our vm mail on port 25?", BRAM)
        await slack.act("shortcut", user=ANNA, channel=AZURE, ts=written["ts"])
        (reply,) = await slack.replies(1)
        assert reply["thread_ts"] == written["ts"]
        assert reply["text"].startswith("Not blocked")

    tell(story)


def test_the_global_shortcut_opens_the_form_and_answers_in_a_direct_message(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("shortcut", user=BRAM)
        await slack.view(BRAM)
        await slack.submit(BRAM, subscription=option("enterprise_agreement"))
        (reply,) = await slack.replies(1, slack.twin.workspace.direct_channel(BRAM))
        assert reply["text"].startswith("Niet geblokkeerd")

    tell(story)


@pytest.mark.parametrize("user", [ANNA, BRAM])
def test_the_types_stand_under_what_holds_for_them(user: str, tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=user, channel=AZURE, text="")
        groups = (await slack.view(user))["blocks"][0]["element"]["option_groups"]
        heads = {one["value"]: group["label"]["text"] for group in groups for one in group["options"]}
        if user == ANNA:
            assert heads["enterprise_agreement"] == "Not blocked"
            assert heads["csp"] == "From 15 November 2017: blocked, the CSP can ask for an exemption"
        assert heads["pay_as_you_go"] == heads["microsoft_partner_network"] != heads["msdn"]
        assert list(heads)[-1] == "unknown"
        assert all(len(head) < 75 and not head.endswith(".") for head in heads.values())

    tell(story)


def test_a_changed_fact_leads_to_a_new_answer(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("payg from 2019, port 25?")
        (reply,) = await slack.replies(1)
        await slack.click(reply, "change")
        view = await slack.view()
        assert "pay_as_you_go" in str(view["blocks"][0]["element"]["initial_option"])
        await slack.submit(subscription=option("pay_as_you_go"), side=option("before:2017-11-15"))
        assert (await slack.replies(2))[-1]["text"].startswith("Not blocked")

    tell(story)


def test_an_edited_question_changes_its_reply_instead_of_adding_one(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask("payg from 2019, port 25?")
        (before,) = await slack.replies(1)
        assert before["text"].startswith("Blocked")
        await slack.act(
            "edit", user=ANNA, channel=AZURE, ts=asked["ts"], text=f"<@{BOT_USER}> payg from 2015, port 25?"
        )
        await asyncio.sleep(0.3)
        (after,) = await slack.replies(1)
        assert after["text"].startswith("Not blocked")

    tell(story)


def test_why_and_votes_are_seen_by_the_one_who_clicks(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("payg from 2019, port 25?")
        (reply,) = await slack.replies(1)
        await slack.click(reply, "why", BRAM)
        trace = (await slack.replies(2))[-1]
        assert trace["for_user"] == BRAM
        assert "You told me: Pay-As-You-Go (your words: “payg”)" in trace["text"]
        await slack.vote(reply, right=True)
        assert (await slack.replies(3))[-1]["text"] == "Thank you, noted."
        await slack.vote(reply, BRAM, right=False)
        await slack.view(BRAM)
        await slack.submit(BRAM, comment="it was EA")
        await slack.replies(4)

    tell(story)


def test_a_vote_under_an_answer_of_before_still_counts(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("payg from 2019, port 25?")
        (reply,) = await slack.replies(1)
        block_id = next(block["block_id"] for block in reply["blocks"] if block["type"] == "context_actions")
        buttons = [{"type": "button", "action_id": name, "value": "1"} for name in ("vote_yes", "vote_no")]
        old = {**reply, "blocks": [{"type": "actions", "block_id": block_id, "elements": buttons}]}
        await slack.click(old, "vote_yes")
        assert (await slack.replies(2))[-1]["text"] == "Thank you, noted."
        await slack.click(old, "vote_no", BRAM)
        assert (await slack.view(BRAM))["callback_id"] == "wrong"

    tell(story)


def test_a_vote_that_names_another_answer_is_none(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("payg from 2019, port 25?")
        (reply,) = await slack.replies(1)
        for number, value in enumerate(("yes:99", "maybe:1", "yes", ""), start=2):
            await slack.click(reply, "vote", value=value)
            assert "has expired" in (await slack.replies(number))[-1]["text"]

    tell(story)


def test_a_private_answer_about_two_subscriptions_is_shared_whole(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        text = (
            "We have two subscriptions, an EA and a pay-as-you-go one from 2019. "
            "Postfix on a VM in both sends on port 25. Is it open for both?"
        )
        await slack.act("command", user=ANNA, channel=AZURE, command="/port25", text=text)
        (private,) = await slack.replies(1)
        await slack.click(private, "share")
        shared = (await slack.replies(2))[-1]
        assert "for_user" not in shared
        assert "1. Enterprise Agreement: Not blocked" in shared["text"]
        assert "2. Pay-As-You-Go, created in 2019: Blocked" in shared["text"]

    tell(story)


def test_of_two_subscriptions_each_has_its_heading_and_its_own_actions(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask(
            "We have two subscriptions, an EA and a pay-as-you-go one from 2019. "
            "Postfix on a VM in both sends on port 25. Is it open for both?"
        )
        (reply,) = await slack.replies(1)
        texts = [block["text"]["text"] for block in reply["blocks"] if block["type"] == "section"]
        assert texts[0].startswith("*1. Enterprise Agreement: Not blocked")
        assert any(text.startswith("*2. Pay-As-You-Go, created in 2019: Blocked") for text in texts)
        doing = [block for block in reply["blocks"] if block.get("block_id", "").startswith("do:")]
        assert [len(block["elements"]) for block in doing] == [2, 4]
        second = {**reply, "blocks": doing[1:]}
        await slack.click(second, "why")
        assert "Pay-As-You-Go" in (await slack.replies(2))[-1]["text"]
        await slack.click({**reply, "blocks": doing[:1]}, "why")
        assert "Enterprise Agreement" in (await slack.replies(3))[-1]["text"]
        await slack.click(second, "ticket_text")
        await slack.view()
        await slack.submit(reason="the receiver wants mail from our own address only")
        assert "Pay-As-You-Go, created in 2019" in (await slack.replies(4))[-1]["text"]

    tell(story)


def test_of_two_subscriptions_that_are_offered_each_can_be_confirmed(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask(
            "one may be CSP I think, 2020 or so, the other should be MSDN from 2014 or so, postfix on both"
        )
        (reply,) = await slack.replies(1)
        asking = [block for block in reply["blocks"] if block.get("block_id", "").startswith("ask:")]
        labels = [[one["text"]["text"] for one in block["elements"]] for block in asking]
        assert labels == [[f"{n}. Yes, that is right", f"{n}. Change"] for n in (1, 2)]
        await slack.click({**reply, "blocks": asking[1:]}, "offer_yes")
        answered = (await slack.replies(2))[-1]
        assert answered["text"].startswith("Not blocked")
        assert "Above, your answer is still open for 1 (CSP)." in _blocks_text(answered)
        await slack.click({**reply, "blocks": asking[:1]}, "offer_yes")
        assert "still open" not in _blocks_text((await slack.replies(3))[-1])

    tell(story)


def test_of_several_subscriptions_nothing_is_asked_of_one_that_is_open_either_way(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask(
            "we have 3 subscriptions: EA, MSDN from 2021 and pay-as-you-go from 2022. which may send?"
        )
        (reply,) = await slack.replies(1)
        assert "blocks neither straight delivery nor a relay" in reply["text"]
        asking = [block for block in reply["blocks"] if block.get("block_id", "").startswith("ask:")]
        labels = [[one["text"]["text"] for one in block["elements"]] for block in asking]
        assert labels == [[f"{n}. Straight, on port 25", f"{n}. Through a relay"] for n in (2, 3)]
        await slack.click({**reply, "blocks": asking[:1]}, "direct")
        answered = (await slack.replies(2))[-1]
        assert answered["text"].endswith("Above, your answer is still open for 3 (Pay-As-You-Go).")

    tell(story)


def test_from_a_verdict_to_a_filed_ticket_to_its_end(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask("payg from 2019, port 25?")
        (reply,) = await slack.replies(1)
        await slack.click(reply, "ticket_text")
        await slack.view()
        refused = await slack.submit(reason="legacy appliance", subscription_id="not an id")
        assert "00000000" in refused["errors"]["subscription_id"]
        ahead = str(datetime.now(UTC).date() + timedelta(days=2))
        refused = await slack.submit(reason="legacy appliance", began=ahead)
        assert "still to come" in refused["errors"]["began"]
        await slack.submit(
            reason="the appliance <@U0BRAM> knows no login",
            subscription_id="0f8fad5b-d9cb-469f-a165-70867728950e",
            volume="200 a day",
        )
        text = (await slack.replies(2))[-1]
        assert text["for_user"] == ANNA
        assert "<@U0BRAM>" not in _blocks_text(text)
        for part in ("Cannot send email (SMTP/Port 25)", "0f8fad5b", "200 a day", "knows no login"):
            assert part in _blocks_text(text).replace("&gt;", ">"), part
        await slack.click(text, "filed")
        await slack.view()
        await slack.submit(reference="TRACK-1 <!channel>")
        filed = (await slack.replies(3))[-1]
        assert filed["thread_ts"] == asked["ts"]
        assert "<!channel>" not in filed["text"]
        await slack.act("command", user=ANNA, channel=AZURE, text="Tickets.")
        listed = _blocks_text((await slack.replies(4))[-1])
        assert "TRACK-1" in listed
        assert "filed, since 2" in listed
        stale = deepcopy(filed)
        await slack.click(filed, "ticket_approved")
        approved = (await slack.replies(5))[-1]
        assert "stop each VM" in approved["text"]
        await slack.click(stale, "ticket_refused")
        assert "has a newer state" in (await slack.replies(6))[-1]["text"]
        assert "ticket_approved" not in str(next(one for one in slack.from_bot() if one["ts"] == filed["ts"]))
        await slack.ask("are we good to go now?", thread_ts=asked["ts"])
        assert "stop and start" in (await slack.replies(7))[-1]["text"]
        await slack.click(approved, "remind")
        await slack.view()
        late = await slack.submit(remind_on="2020-01-01")
        assert "Choose today" in late["errors"]["remind_on"]
        await slack.submit(remind_on=str(datetime.now(UTC).date() + timedelta(days=3)))
        assert "I remind you here" in (await slack.replies(8))[-1]["text"]
        (reminder,) = slack.twin.workspace.scheduled
        assert (reminder.channel, reminder.message["thread_ts"]) == (AZURE, asked["ts"])
        assert "stop each VM" in reminder.message["text"]
        await slack.click(approved, "ticket_done")
        assert "is done" in (await slack.replies(9))[-1]["text"]

    tell(story)


async def _approved(slack: Slack) -> dict[str, Any]:
    """The word that a ticket was approved, with its button to be reminded: the bot's fourth message."""
    await slack.ask("payg from 2019, port 25?")
    (reply,) = await slack.replies(1)
    await slack.click(reply, "ticket_text")
    await slack.view()
    await slack.submit(reason="the appliance knows no login")
    await slack.click((await slack.replies(2))[-1], "filed")
    await slack.view()
    await slack.submit(reference="TRACK-1 & more")
    await slack.click((await slack.replies(3))[-1], "ticket_approved")
    return (await slack.replies(4))[-1]


async def _remind(slack: Slack, approved: dict[str, Any], days: int) -> None:
    """Have oneself reminded on the day so many days from now."""
    await slack.click(approved, "remind")
    await slack.view()
    await slack.submit(remind_on=str(datetime.now(UTC).date() + timedelta(days=days)))


@pytest.fixture
def after_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anna lives so far to the east that nine o'clock of a day is over before it begins in Greenwich."""
    monkeypatch.setitem(PEOPLE[ANNA], "tz_offset", 14 * 3_600)


@pytest.mark.usefixtures("after_nine")
@pytest.mark.parametrize("days", [0, 3])
def test_a_reminder_whose_answer_got_lost_is_not_scheduled_again(
    days: int, tell: Callable[[type_of_story], None]
) -> None:
    async def story(slack: Slack) -> None:
        approved = await _approved(slack)
        slack.twin.faults.lost_answers = {"chat.scheduleMessage": 1}
        await _remind(slack, approved, days)
        await _until(lambda: len(slack.from_bot()) > 4)
        assert "I remind you here" in (await slack.replies(5))[-1]["text"]
        assert len(slack.twin.workspace.scheduled) == 1

    tell(story)


@pytest.mark.usefixtures("after_nine")
def test_a_reminder_that_came_before_the_next_try_is_not_scheduled_again(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        approved = await _approved(slack)
        slack.twin.faults.lost_answers = {"chat.scheduleMessage": 1}
        await _remind(slack, approved, 0)
        await _until(lambda: bool(slack.twin.workspace.scheduled))
        came = slack.twin.workspace.scheduled.pop()
        slack.twin.workspace.add(came.channel, came.message)
        await _until(lambda: len(slack.from_bot()) > 5)
        assert "I remind you here" in (await slack.replies(6))[-1]["text"]
        assert slack.twin.workspace.scheduled == []

    tell(story)


def test_a_reminder_is_scheduled_once_for_each_day(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        approved = await _approved(slack)
        for number, days in enumerate((3, 3, 5, 3, 4), start=5):
            await _remind(slack, approved, days)
            await slack.replies(number)
        three, five, four = (one.post_at for one in slack.twin.workspace.scheduled)
        assert (five - three, four - three) == (2 * 86_400, 86_400)

    tell(story)


async def _approved_alone(slack: Slack) -> dict[str, Any]:
    """The word that a ticket was approved whose answer came in the direct message, by the global shortcut."""
    await slack.act("shortcut", user=ANNA)
    await slack.view()
    await slack.submit(
        subscription=option("pay_as_you_go"), side=option("from:2017-11-15"), delivery=option("direct")
    )
    (reply,) = await slack.replies(1, DIRECT)
    await slack.click(reply, "ticket_text", channel=DIRECT)
    await slack.view()
    await slack.submit(reason="the appliance knows no login")
    await slack.click((await slack.replies(2, DIRECT))[-1], "filed", channel=DIRECT)
    await slack.view()
    await slack.submit(reference="TRACK-2")
    await slack.click((await slack.replies(3, DIRECT))[-1], "ticket_approved", channel=DIRECT)
    return (await slack.replies(4, DIRECT))[-1]


def test_a_reminder_of_what_only_one_may_see_comes_in_their_direct_message(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        approved = await _approved_alone(slack)
        await slack.click(approved, "remind", channel=DIRECT)
        await slack.view()
        await slack.submit(remind_on=str(datetime.now(UTC).date() + timedelta(days=3)))
        assert "I remind you here" in (await slack.replies(5, DIRECT))[-1]["text"]
        (reminder,) = slack.twin.workspace.scheduled
        assert reminder.channel == DIRECT
        assert "TRACK-2" in reminder.message["text"]

    tell(story)


def test_where_no_direct_message_may_be_opened_a_reminder_is_tried_with_the_person(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        approved = await _approved_alone(slack)
        slack.twin.faults.refused = {"conversations.open": "missing_scope"}
        await slack.click(approved, "remind", channel=DIRECT)
        await slack.view()
        await slack.submit(remind_on=str(datetime.now(UTC).date() + timedelta(days=3)))
        await slack.replies(5, DIRECT)
        asked = [told["channel"] for _, call, told in slack.twin.api.calls if call == "chat.scheduleMessage"]
        assert asked[:1] == [ANNA]

    tell(story)


def test_forget_me_asks_first_and_a_no_removes_nothing(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=BRAM, channel=AZURE, text="payg uit 2019, poort 25?")
        await slack.replies(1)
        await slack.act("command", user=BRAM, channel=AZURE, text="forget me")
        asked = (await slack.replies(2))[-1]
        assert asked["for_user"] == BRAM
        assert asked["text"].startswith("Dit verwijdert je antwoorden, tickets")
        await slack.click(asked, "forget_not", BRAM)
        await _until(lambda: slack.from_bot()[-1]["text"] == "Er is niets verwijderd.")
        assert "actions" not in str(slack.from_bot()[-1]["blocks"])
        await slack.home(BRAM)
        await _until(lambda: "payg uit 2019" in str(slack.twin.workspace.homes.get(BRAM)))
        await slack.forget(BRAM)
        await _until(lambda: slack.from_bot()[-1]["text"].startswith("Klaar: ik heb je antwoorden"))
        assert len(slack.from_bot()) == 3
        await slack.home(BRAM)
        await _until(lambda: "payg uit 2019" not in str(slack.twin.workspace.homes.get(BRAM)))

    tell(story)


def test_forget_me_takes_the_persons_reminders_back_and_no_others(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        approved = await _approved(slack)
        for number, days in enumerate((3, 5), start=5):
            await _remind(slack, approved, days)
            await slack.replies(number)
        client = AsyncWebClient(slack.twin.bot_token, base_url=f"{slack.twin.url}/api/")
        at = int(datetime.now(UTC).timestamp()) + 3_600
        await client.chat_scheduleMessage(channel=AZURE, post_at=at, text=f"<@{BRAM}>, a reminder")
        slack.twin.faults.lost_answers = {"chat.deleteScheduledMessage": 1}
        await slack.forget()
        await _until(lambda: "I removed your answers" in slack.from_bot()[-1]["text"])
        assert [one.message["text"] for one in slack.twin.workspace.scheduled] == [f"<@{BRAM}>, a reminder"]

    tell(story)


def test_what_is_scheduled_is_listed_page_by_page(tell: Callable[[type_of_story], None]) -> None:
    """The double's own method, asked as the bot asks it."""

    async def story(slack: Slack) -> None:
        client = AsyncWebClient(slack.twin.bot_token, base_url=f"{slack.twin.url}/api/")
        at = int(datetime.now(UTC).timestamp()) + 3_600
        for number in range(5):
            await client.chat_scheduleMessage(channel=AZURE, post_at=at + number, text=str(number))
        await client.chat_scheduleMessage(channel="C0GENERAL", post_at=at, text="elsewhere")
        found = await client.chat_scheduledMessages_list(channel=AZURE, limit=2)
        pages = [page["scheduled_messages"] async for page in found]
        assert [[one["text"] for one in page] for page in pages] == [["0", "1"], ["2", "3"], ["4"]]
        assert [one["post_at"] - at for page in pages for one in page] == [0, 1, 2, 3, 4]
        assert {one["channel_id"] for page in pages for one in page} == {AZURE}
        everywhere = await client.chat_scheduledMessages_list()
        assert len(everywhere["scheduled_messages"]) == 6
        with pytest.raises(SlackApiError, match="invalid_channel"):
            await client.chat_scheduledMessages_list(channel="C0NONE")

    tell(story)


def test_a_draft_outlives_the_private_message_that_shows_it(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await _drafted(slack)
        await slack.home()
        await _home(slack, "Pay-As-You-Go, created in 2019: draft, not yet filed")
        await slack.act("command", user=ANNA, channel=AZURE, text="tickets")
        listed = (await slack.replies(3))[-1]
        await slack.click(listed, "filed")
        await slack.view()
        await slack.submit(reference="TRACK-2")
        assert "TRACK-2" in (await slack.replies(4))[-1]["text"]
        await slack.act("command", user=ANNA, channel=AZURE, text="tickets")
        assert "draft" not in _blocks_text((await slack.replies(5))[-1])

    tell(story)


def _now(slack: Slack, message: dict[str, Any]) -> dict[str, Any]:
    """A message as it stands there now."""
    return next(one for one in slack.from_bot() if one["ts"] == message["ts"])


def test_the_list_of_tickets_shows_what_was_done_there_and_what_is_passed_can_be_pressed_no_more(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await _drafted(slack)
        text = slack.from_bot()[-1]
        await slack.act("command", user=ANNA, channel=AZURE, text="tickets")
        listed = (await slack.replies(3))[-1]
        await slack.click(listed, "filed")
        await slack.view()
        await slack.submit(reference="TRACK-2")
        filed = (await slack.replies(4))[-1]
        assert _actions(filed) == ["ticket_approved", "ticket_refused"]
        await _until(lambda: "TRACK-2 (Pay-As-You-Go, created in 2019): filed" in str(_now(slack, listed)))

        await slack.click(text, "filed")  # once more, where it was offered first
        (field,) = (await slack.view())["blocks"]
        assert field["element"]["initial_value"] == "TRACK-2"
        assert "filed under this number" in field["hint"]["text"]
        await slack.act("close", user=ANNA)

        await slack.click(_now(slack, listed), "ticket_approved")
        approved = (await slack.replies(5))[-1]
        assert approved["thread_ts"] == filed["thread_ts"]
        assert _actions(approved) == ["ticket_done", "remind"]
        await _until(lambda: "approved, stop and start due" in str(_now(slack, listed)))
        assert _actions(_now(slack, filed)) == []
        await slack.click(text, "filed")
        assert "has a newer state" in (await slack.replies(6))[-1]["text"]
        assert ANNA not in slack.twin.workspace.views
        await slack.click(_now(slack, listed), "ticket_done")
        await _until(lambda: "No open tickets" in str(_now(slack, listed)))
        assert _actions(_now(slack, approved)) == []

    tell(story)


def test_the_home_shows_at_once_what_was_done_there_and_what_follows_from_it(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await _drafted(slack)
        await slack.home()
        await _home(slack, "draft, not yet filed")
        await _press_at_home(slack, "filed")
        await slack.view()
        await slack.submit(reference="TRACK-3")
        await _home(slack, "Blocked until Microsoft decides")
        await _press_at_home(slack, "ticket_approved")
        await _home(slack, "Exempted")
        await _press_at_home(slack, "ticket_done")
        shown = await _home(slack, "No open tickets")
        assert "Not blocked" in shown
        assert "TRACK-3" not in shown

    tell(story)


async def _drafted(slack: Slack) -> None:
    """A ticket's text was asked for, and is shown."""
    await slack.ask("payg from 2019, port 25?")
    (reply,) = await slack.replies(1)
    await slack.click(reply, "ticket_text")
    await slack.view()
    await slack.submit(reason="the appliance knows no login")
    await slack.replies(2)


async def _press_at_home(slack: Slack, action: str) -> None:
    blocks = slack.twin.workspace.homes[ANNA]["blocks"]
    found = ((block, one) for block in blocks for one in block.get("elements", ()))
    block, element = next((block, one) for block, one in found if one.get("action_id") == action)
    told = {"action_id": action, "type": "button", "value": element["value"], "text": element["text"]}
    await slack.act("click", user=ANNA, action={**told, "block_id": block["block_id"]})


def test_the_command_check_opens_the_form(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=ANNA, channel=AZURE, text="Check")
        assert (await slack.view())["callback_id"] == "check"

    tell(story)


def test_a_change_keeps_a_day_as_exactly_as_it_was_told(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("payg from March 2019, port 25?")
        (reply,) = await slack.replies(1)
        await slack.click(reply, "change")
        await slack.view()
        await slack.submit(subscription="msdn", side="from:2017-11-15", delivery="direct")
        assert "created in March 2019" in (await slack.replies(2))[-1]["text"]

    tell(story)


def test_a_dutch_asker_gets_the_text_in_english_and_in_dutch_beside_it(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("payg uit 2019, poort 25?", BRAM)
        (reply,) = await slack.replies(1)
        await slack.click(reply, "ticket_text", BRAM)
        await slack.view(BRAM)
        await slack.submit(BRAM, reason="het toestel kan niet inloggen", began="2026-11-02")
        text = _blocks_text((await slack.replies(2))[-1])
        assert text.index("Subject: Remove the outbound port 25 restriction") < text.index("Onderwerp:")
        assert "The problem began on 2 November 2026." in text

    tell(story)


def test_a_form_that_contradicts_itself_says_so_beside_the_field(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.act("command", user=ANNA, channel=AZURE, text="")
        await slack.view()
        refused = await slack.submit(side="before:2017-11-15", date="2019-05-01")
        assert "does not go with" in refused["errors"]["date"]
        await slack.submit(side="from:2017-11-15", date="2019-05-01")
        await slack.replies(1)

    tell(story)


def test_for_csp_the_text_is_a_message_to_the_provider(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("csp from 2020, port 25?")
        (reply,) = await slack.replies(1)
        await slack.click(reply, "ticket_text")
        await slack.view()
        await slack.submit(reason="no relay")
        assert "To our cloud solution provider" in _blocks_text((await slack.replies(2))[-1])

    tell(story)


def test_the_home_shows_answers_and_keeps_the_language(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("EA, port 25?")
        await slack.replies(1)
        await slack.home()
        view = await _home(slack, "Start a check")
        assert "EA, port 25?" in view
        block = next(b for b in slack.twin.workspace.homes[ANNA]["blocks"] if b.get("block_id") == "language")
        action = {
            "action_id": "language",
            "type": "static_select",
            "block_id": block["block_id"],
            **option("nl"),
        }
        await slack.act("click", user=ANNA, action=action)
        await _home(slack, "Start een controle")
        await slack.home(tab="messages")
        await asyncio.sleep(0.3)
        prompts = slack.twin.workspace.prompts[slack.twin.workspace.direct_channel(ANNA)]
        assert len(prompts["prompts"]) == 3

    tell(story)


def test_the_home_lists_what_was_asked_and_says_of_what_is_open_that_it_is(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        for number, text in enumerate(
            ("blah blah", "hello", "how do I request an exemption?", "port 25 fails on our azure vm"), start=1
        ):
            await slack.ask(text)
            await slack.replies(number)
        await slack.act("command", user=ANNA, channel=AZURE, text="")
        await slack.view()
        await slack.submit()
        await slack.replies(5)
        await slack.home()
        shown = await _home(slack, "port 25 fails")
        assert "blah" not in shown
        assert "hello" not in shown
        assert "(no words)" not in shown
        assert shown.count("I had asked something") == 1
        assert "how do I request an exemption?\\n<http" in shown

    tell(story)


def test_the_home_shows_each_of_two_subscriptions_with_its_verdict(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask(
            "We have two subscriptions, an EA and a pay-as-you-go one from 2019. "
            "Postfix on a VM in both sends on port 25. Is it open for both?"
        )
        await slack.replies(1)
        await slack.home()
        await _home(slack, "an EA and a pay")
        texts = [
            block["text"]["text"] for block in slack.twin.workspace.homes[ANNA]["blocks"] if "text" in block
        ]
        _, first, second, _ = next(text for text in texts if "an EA and a pay" in text).splitlines()
        assert first.startswith("1. Enterprise Agreement, direct delivery: _Not blocked")
        assert second.startswith(
            "2. Pay-As-You-Go, created in 2019, direct delivery: _Blocked, but you can ask"
        )

    tell(story)


def test_the_home_says_of_each_of_two_offers_that_it_is_open(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask(
            "one may be CSP I think, 2020 or so, the other should be MSDN from 2014 or so, postfix on both"
        )
        await slack.replies(1)
        await slack.home()
        shown = await _home(slack, "one may be CSP I think")
        assert re.search("1. CSP, created [^_]*, direct delivery: _Not answered yet", shown)
        assert re.search("2. MSDN, created [^_]*, direct delivery: _Not answered yet", shown)

    tell(story)


async def _home(slack: Slack, part: str) -> str:
    for _ in range(3_000):
        shown = str(slack.twin.workspace.homes.get(ANNA))
        if part in shown:
            return shown
        await asyncio.sleep(0.01)
    raise AssertionError(f"{part!r} not in the home: {shown}")


async def _until(seen: Callable[[], bool]) -> None:
    for _ in range(800):
        if seen():
            return
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("statuses", [[429], [500, 500], [429, 500]])
def test_a_reply_survives_a_slack_that_has_a_moment(
    statuses: list[int], tell: Callable[[type_of_story], None]
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.statuses = {"chat.postMessage": list(statuses)}
        await slack.ask("EA, port 25?")
        await _until(lambda: bool(slack.from_bot()))
        await slack.replies(1)

    tell(story)


def test_a_reply_whose_answer_got_lost_is_not_posted_again(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.lost_answers = {"chat.postMessage": 1}
        await slack.ask("EA, port 25?")
        await _until(lambda: "conversations.replies" in [method for _, method, _ in slack.twin.api.calls])
        await slack.replies(1)

    tell(story)


def test_a_lost_answer_is_found_in_a_long_thread(tell: Callable[[type_of_story], None]) -> None:
    """Behind many older messages, and many that came since."""

    async def story(slack: Slack) -> None:
        first = slack.twin.workspace.add(AZURE, {"user": BRAM, "text": "long"})
        for number in range(450):
            old = {"user": BRAM, "text": str(number), "thread_ts": first["ts"], "ts": f"17{number:08}.0"}
            slack.twin.workspace.messages[AZURE].append({"type": "message", **old})
        for number in range(250):
            slack.twin.workspace.add(AZURE, {"user": BRAM, "text": str(number), "thread_ts": first["ts"]})
        slack.twin.faults.lost_answers = {"chat.postMessage": 1}
        await slack.ask("EA, port 25?", thread_ts=first["ts"])

        def looked() -> list[str | None]:
            calls = [told for _, method, told in slack.twin.api.calls if method == "conversations.replies"]
            return [told.get("cursor") for told in calls]

        await _until(lambda: len(looked()) > 1)
        await slack.replies(1)
        assert looked() == [None, "200"]

    tell(story)


@pytest.mark.parametrize("error", ["missing_scope", "not_in_channel"])
def test_where_the_bot_may_not_look_it_would_rather_answer_again(
    error: str, tell: Callable[[type_of_story], None]
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.refused = {"conversations.replies": error}
        slack.twin.faults.statuses = {"chat.postMessage": [500]}
        await slack.ask("EA, port 25?")
        await _until(lambda: bool(slack.from_bot()))
        await slack.replies(1)

    tell(story)


def test_a_look_that_an_ailing_slack_answers_with_a_page_is_made_again(
    tell: Callable[[type_of_story], None], caplog: pytest.LogCaptureFixture
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.statuses = {"chat.postMessage": [500], "conversations.replies": [500]}
        await slack.ask("EA, port 25?")
        await _until(lambda: bool(slack.from_bot()))
        (reply,) = await slack.replies(1)
        assert reply["text"].startswith("Not blocked")
        assert "try 2, again" in caplog.text

    tell(story)


def test_who_asks_where_the_bot_is_no_member_is_told_directly(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.workspace.closed.add(AZURE)
        await slack.ask("EA, port 25?")
        direct = slack.twin.workspace.direct_channel(ANNA)
        (told,) = await slack.replies(1, direct)
        assert "/invite @port25" in told["text"]
        assert not slack.from_bot()

    tell(story)


def test_an_answer_that_will_never_come_is_told_with_its_name(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.refused = {"chat.postMessage": "is_archived"}
        asked = await slack.ask("EA, port 25?")
        (told,) = await slack.replies(1)
        assert told["for_user"] == ANNA
        assert "`event:" in told["text"]
        assert asked["text"] not in told["text"]

    tell(story)


def test_who_talks_to_others_is_not_told_of_our_troubles(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask("EA, port 25?")
        await slack.replies(1)
        slack.twin.faults.refused = {"chat.postMessage": "is_archived", "users.info": "fatal_error"}
        await slack.write("thanks, payg then", user=BRAM, thread_ts=asked["ts"])
        await slack.replies(1)

    tell(story)


def test_an_answer_to_our_question_survives_a_failed_post(tell: Callable[[type_of_story], None]) -> None:
    """The failed try has left its own case behind, in which nothing is asked any more."""

    async def story(slack: Slack) -> None:
        asked = await slack.ask("our azure vm cannot send on port 25")
        await slack.replies(1)
        slack.twin.faults.statuses = {"chat.postMessage": [500]}
        await slack.write("EA", thread_ts=asked["ts"])
        await _until(lambda: len(slack.from_bot()) > 1)
        assert (await slack.replies(2))[-1]["text"].startswith("Not blocked")

    tell(story)


def test_an_expired_trigger_is_told(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("payg from 2019, port 25?")
        (reply,) = await slack.replies(1)
        use = slack.twin.workspace.use_trigger
        slack.twin.workspace.use_trigger = lambda name: (use(name)[0] and None, "expired_trigger_id")  # type: ignore[method-assign]
        await slack.click(reply, "change")
        assert "has expired" in (await slack.replies(2))[-1]["text"]

    tell(story)


def test_bots_joins_and_files_without_words_are_passed_over(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        base = {"type": "message", "channel": AZURE, "channel_type": "channel"}
        mention = f"<@{BOT_USER}> EA, port 25?"
        for number, event in enumerate(
            (
                {"user": "U9", "bot_id": "B9", "text": mention, "type": "app_mention"},
                {"user": ANNA, "subtype": "channel_join", "text": "joined"},
                {"user": ANNA, "subtype": "file_share", "text": ""},
                {"subtype": "message_deleted", "deleted_ts": "1.1"},
                {"type": "reaction_added", "user": ANNA},
            )
        ):
            slack.twin.delivery.event({**base, "ts": f"9.{number}", **event})
        await asyncio.sleep(0.3)
        await slack.replies(0)
        direct = {"type": "message", "subtype": "file_share", "user": ANNA, "text": "", "channel_type": "im"}
        channel = slack.twin.workspace.direct_channel(ANNA)
        slack.twin.delivery.event({**direct, "channel": channel, "ts": "9.9"})
        assert "I read text only" in (await slack.replies(1, channel))[-1]["text"]

    tell(story)


def test_a_forged_request_is_refused(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library) as slack, aiohttp.ClientSession() as session:
            url = f"{slack.twin.delivery.app_urls[0]}/slack/events"
            for headers in ({}, {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=00"}):
                async with session.post(url, data=b"{}", headers=headers) as response:
                    assert response.status == 401

    asyncio.run(story())


@pytest.mark.parametrize("flags", [[], ["--socket"]])
def test_the_playground_starts_prints_its_address_and_stops_cleanly(flags: list[str]) -> None:
    command = [sys.executable, "-m", "bot", "playground", *flags]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stdout is not None
        assert "http://127.0.0.1:" in started.stdout.readline()
        started.send_signal(signal.SIGTERM)
        _, told = started.communicate(timeout=20)
    assert started.returncode == 0
    assert "Traceback" not in told


def test_people_of_other_workspaces_are_answered_where_they_mention_us(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        posted = slack.twin.workspace.add(AZURE, {"user": "U9GUEST", "text": f"<@{BOT_USER}> EA, port 25?"})
        guest = {
            **posted,
            "type": "app_mention",
            "channel": AZURE,
            "user_team": "T9",
            "is_ext_shared_channel": True,
        }
        slack.twin.delivery.event(guest)
        (reply,) = await slack.replies(1)
        assert reply["thread_ts"] == posted["ts"]

    tell(story)


def test_an_edit_by_a_bot_or_without_new_words_changes_nothing(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask("payg from 2019, port 25?")
        (reply,) = await slack.replies(1)
        changed = {"type": "message", "subtype": "message_changed", "channel": AZURE, "ts": "9.9"}
        for message in ({**asked, "bot_id": "B9", "text": "EA"}, asked, {**reply, "text": "other"}):
            slack.twin.delivery.event({**changed, "message": message, "previous_message": asked})
        await asyncio.sleep(0.3)
        (after,) = await slack.replies(1)
        assert "edited" not in after

    tell(story)


def test_a_thread_reply_that_is_also_sent_to_the_channel_is_read_as_the_reply_it_is(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        asked = await slack.ask("csp, port 25?")
        await slack.replies(1)
        both = {
            "type": "message",
            "subtype": "thread_broadcast",
            "user": ANNA,
            "text": "2020",
            "channel": AZURE,
        }
        slack.twin.delivery.event({**both, "ts": "9.9", "thread_ts": asked["ts"], "channel_type": "channel"})
        assert (await slack.replies(2))[-1]["text"].startswith("Blocked, but your CSP")

    tell(story)


def test_the_language_is_the_messages_else_the_persons(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("EA 25", BRAM)
        assert (await slack.replies(1))[-1]["text"].startswith("Niet geblokkeerd")
        await slack.ask("we have an EA, may our machines send mail on port 25?", BRAM)
        assert (await slack.replies(2))[-1]["text"].startswith("Not blocked")
        await slack.ask("EA 25")
        assert (await slack.replies(3))[-1]["text"].startswith("Not blocked")

    tell(story)


def test_a_person_whose_slack_changes_its_language_is_spoken_to_in_that_one_unless_they_chose(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("EA 25")
        assert (await slack.replies(1))[-1]["text"].startswith("Not blocked")
        await slack.act("language", user=ANNA, locale="nl-NL")
        await slack.ask("EA 25")
        assert (await slack.replies(2))[-1]["text"].startswith("Niet geblokkeerd")
        await slack.act("command", user=ANNA, channel=AZURE, text="language en")
        await slack.replies(3)
        await slack.act("language", user=ANNA, locale="nl-BE")
        await slack.ask("EA 25")
        assert (await slack.replies(4))[-1]["text"].startswith("Not blocked")

    tell(story)


def test_a_slack_that_ails_does_not_make_anybody_english(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        slack.twin.faults.statuses = {"users.info": [500]}
        await slack.ask("EA 25", BRAM)
        await _until(lambda: bool(slack.from_bot()))
        assert (await slack.replies(1))[-1]["text"].startswith("Niet geblokkeerd")

    tell(story)


def test_a_message_that_is_too_long_is_told_so(tell: Callable[[type_of_story], None]) -> None:
    async def story(slack: Slack) -> None:
        await slack.ask("port 25 " * 6_000)
        (reply,) = await slack.replies(1)
        assert "at most 40,000 are read" in reply["text"]
        assert reply["for_user"] == ANNA

    tell(story)


def test_after_a_restart_the_bot_goes_on_and_answers_once(tmp_path: Path, library: Library) -> None:
    """The same store under a second bot: what was posted is found, what was not is posted."""

    async def story() -> None:
        async with double(retry_seconds=(0.05,)) as twin, aiohttp.ClientSession() as session:
            slack = Slack(twin, session)
            twin.faults.lost_answers = {"chat.postMessage": 1}
            async with connected(twin, tmp_path / "kept.sqlite3", library):
                await slack.ask("EA, port 25?")
                await slack.replies(1)
            asked = await slack.write("nobody listens now")
            assert asked["ts"]
            async with connected(twin, tmp_path / "kept.sqlite3", library):
                await asyncio.sleep(2)
                await slack.replies(1)

    asyncio.run(story())


def test_a_dropped_socket_is_opened_again_and_nothing_is_lost(tmp_path: Path, library: Library) -> None:
    async def story() -> None:
        async with workspace(tmp_path, library, socket=True, retry_seconds=(0.1, 0.2, 3.0, 5.0)) as slack:
            await slack.act("faults", drop_sockets=True)
            await slack.ask("EA, port 25?")
            for _ in range(1_500):
                if slack.from_bot():
                    break
                await asyncio.sleep(0.01)
            await slack.replies(1)

    asyncio.run(story())
