"""Every message and view that the bot can send is one that Slack takes; text of people never comes alive."""

import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st
from test_reply import MESSAGES, PHRASES, _cases_of_every_rule

from bot import forms
from bot.home import home_view
from bot.playground.validate import message_faults, view_faults
from bot.saying.blocks import answer_blocks, escape, reply_blocks
from bot.saying.changes import changed
from bot.saying.reply import compose
from bot.saying.section import Reply, Section, parted
from bot.store import Said, Ticket
from bot.ticket_lines import ticket_actions
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts, answer_theme
from knowledge.case.memory import EMPTY_CASE
from knowledge.library import Library
from rules.differ import differences
from rules.interval import Interval

CUT = Interval.since(TODAY)


def _faults(found: Answer, language: str) -> list[str]:
    phrases = PHRASES[language]
    reply = compose(found, phrases)
    return [
        fault
        for private in (True, False)
        for fault in message_faults(
            {
                "text": escape(reply.text()),
                "blocks": answer_blocks(reply, found, phrases, 10**9, private=private),
            }
        )
    ]


@pytest.mark.parametrize("language", PHRASES)
def test_the_answer_by_every_rule_can_be_sent(language: str, every: Library) -> None:
    for edition, rule, facts in _cases_of_every_rule(every):
        found = answer_facts(facts, every, edition=edition, language=language)
        assert _faults(found, language) == [], (edition, rule)


@pytest.mark.parametrize("language", PHRASES)
def test_a_verdict_with_the_answer_to_a_general_question_beside_it_can_be_sent(
    language: str, every: Library
) -> None:
    for edition, rule, facts in _cases_of_every_rule(every):
        verdict = answer_facts(facts, every, edition=edition, language=language)
        for theme in every.law(edition).edition.topics:
            also = answer_theme(theme, every, edition=edition, language=language)
            found = replace(verdict, also=also)
            first, second = compose(found, PHRASES[language]).sections
            assert first.title != second.title
            assert _faults(found, language) == [], (edition, rule, theme)


def test_the_menu_path_is_one_piece_to_copy(library: Library) -> None:
    found = answer_facts({"subscription": "pay_as_you_go", "created": CUT}, library, edition="2018-11-20")
    blocks = answer_blocks(compose(found, PHRASES["en"]), found, PHRASES["en"], 1, private=False)
    path = "`Technical &gt; Virtual Network &gt; Connectivity &gt; Cannot send email (SMTP/Port 25)`"
    assert path in blocks[1]["text"]["text"]


@pytest.mark.parametrize("language", PHRASES)
def test_the_answer_about_any_two_subscriptions_can_be_sent(language: str, library: Library) -> None:
    cases = [facts for edition, _, facts in _cases_of_every_rule(library) if edition == "2018-11-20"]
    each = [answer_facts(facts, library, edition="2018-11-20", language=language) for facts in cases]
    for one, other in product(each, each):
        assert _faults(replace(one, parts=(*one.parts, *other.parts)), language) == []


@pytest.mark.parametrize(("message", "language"), list(product(MESSAGES, PHRASES)))
def test_the_answer_to_every_kind_of_message_can_be_sent(
    message: str, language: str, library: Library
) -> None:
    for edition in library.laws:
        found = answer(message, EMPTY_CASE, library, edition=edition, today=TODAY, speak=language)
        if edition == "2018-11-20" or "created" not in found.outcome:
            assert _faults(found, language) == []


@pytest.mark.parametrize("language", PHRASES)
def test_what_changed_between_any_two_editions_can_be_sent(language: str, every: Library) -> None:
    for before, after in product(every.laws.values(), repeat=2):
        for reply in parted(changed(differences(before, after), PHRASES[language])):
            told = {"text": escape(reply.text()), "blocks": reply_blocks(reply)}
            assert message_faults(told) == []
            assert len(str(told["blocks"])) < 10_000


def test_a_long_table_is_told_in_several_messages_each_with_its_heads() -> None:
    heads, rows = ("For whom", "Then", "Now"), tuple((f"type {at}", "x" * 200, "y" * 200) for at in range(50))
    parts = parted(Reply((Section("What changed:", ("All of it.",), table=(heads, *rows)),)))
    sections = [one for part in parts for one in part.sections]
    assert [one.why for one in sections] == [("All of it.",), (), (), ()]
    assert {one.title for one in sections} == {"What changed:"}
    assert {one.table[0] for one in sections} == {heads}
    assert tuple(row for one in sections for row in one.table[1:]) == rows
    assert all(len(str(reply_blocks(part))) < 10_000 for part in parts)
    assert parted(Reply((Section("Short."),))) == (Reply((Section("Short."),)),)


@pytest.mark.parametrize("language", PHRASES)
def test_every_view_can_be_opened(language: str, every: Library) -> None:
    phrases, metadata = PHRASES[language], "x" * 2_000
    facts = {"subscription": "csp", "created": Interval.day(TODAY), "delivery": "relay"}
    views = [
        *(forms.check_form(phrases, metadata, law, facts) for law in every.laws.values()),
        forms.ticket_form(phrases, metadata),
        forms.filed_form(phrases, metadata),
        forms.wrong_form(phrases, metadata),
        home_view(
            phrases,
            PHRASES,
            language,
            [
                Said("T", "C", "1", "U", "q" * 4_000, outcome, {}, language)
                for outcome in ("allowed", "ask_created", "x")
            ],
            [Ticket("T", "C", "1", "U", "r" * 200, "filed", 1)],
        ),
    ]
    assert [view_faults(view) for view in views] == [[]] * len(views)


def test_the_home_opens_on_whatever_was_kept() -> None:
    phrases = PHRASES["en"]
    odd = [
        Said("T", "C", "", "U", "", "no such outcome", {}, "xx"),
        Said(
            "T",
            "C",
            "1",
            "U",
            " ",
            "courtesy",
            {"facts": {"subscription": ["name", "other:x"]}, "quotes": {}},
            "en",
        ),
    ]
    view = home_view(phrases, PHRASES, "xx", odd, [Ticket("T", "C", "1", "U", "", "draft", 1)])
    assert view_faults(view) == []


def test_the_home_shows_the_last_answer_of_each_conversation_once_under_its_first_question() -> None:
    again = [
        Said("T", "C", thread, "U", text, outcome, {}, "en", id=at)
        for at, thread, text, outcome in (
            (3, "1", "why?", "allowed"),
            (2, "2", "and ours?", "blocked_no_exemption"),
            (1, "1", "may we mail?", "blocked_ask_csp"),
        )
    ]
    shown = [
        block["text"]["text"] for block in home_view(PHRASES["en"], PHRASES, "en", again, [])["blocks"][5:7]
    ]
    assert [text.splitlines()[0] for text in shown] == ["may we mail?", "and ours?"]
    assert PHRASES["en"].outcomes["allowed"] in shown[0]


@pytest.mark.parametrize("language", PHRASES)
def test_every_state_of_a_ticket_can_be_told(language: str) -> None:
    for state in ("filed", "approved", "refused", "done"):
        ticket = Ticket("T", "C", "1", "U", "r" * 200, state, 1, id=5)
        text = PHRASES[language].ui[f"ticket_{state}"].format(reference=ticket.reference)
        assert message_faults({"text": text, "blocks": ticket_actions(ticket, PHRASES[language])}) == []


ALIVE = re.compile(
    r"<[^>]*>|(?<!\w)@(?:here|channel|everyone)\b|https?://|mailto:|\*[^*\u200b]+\*|`[^`\u200b]+`"
)


@given(
    st.text()
    | st.sampled_from(
        ["<!channel>", "<@U1>", "<http://a.b|c>", "*b*", "`c`", "@here", "http://x.y", "mailto:a@b.c", "~s~"]
    )
)
def test_no_mention_link_or_markup_of_people_comes_alive(text: str) -> None:
    assert not ALIVE.search(escape(text))


def test_what_slack_had_escaped_is_not_escaped_twice() -> None:
    assert escape("a &lt; b &amp; c") == escape("a < b & c") == "a &lt; b &amp; c"


def test_the_double_refuses_what_slack_would() -> None:
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "x" * 76}}
    bad = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}},
        {"type": "actions", "elements": [button]},
        {"type": "carousel"},
        {"type": "divider", "colour": "red"},
        {"type": "section"},
    ]
    assert len(message_faults({"text": "x", "blocks": bad})) == len(bad)
    assert message_faults({"text": "", "blocks": []}) == ["no_text"]
    assert message_faults({"text": "x", "blocks": [{"type": "divider"}] * 51}) == ["51 blocks; at most 50"]


def _half(**other: Any) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": "right"}, "value": "yes:1", **other}


def _votes(**other: Any) -> dict[str, Any]:
    """The two buttons of a vote, with something else about them."""
    votes = {"type": "feedback_buttons", "action_id": "vote", "positive_button": _half()}
    return {**votes, "negative_button": _half(value="no:1"), **other}


def _small(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "context_actions", "elements": list(elements)}


BUTTON = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "a"}}
WRONG_VOTES: dict[str, dict[str, Any]] = {
    "nothing in it": _small(),
    "six": _small(*(_votes(action_id=str(number)) for number in range(6))),
    "an id twice": _small(_votes(), _votes()),
    "an ordinary button": _small(BUTTON),
    "among ordinary buttons": {"type": "actions", "elements": [_votes()]},
    "one half": _small({name: value for name, value in _votes().items() if name != "negative_button"}),
    "no value": _small(_votes(positive_button={"text": _half()["text"]})),
    "a long value": _small(_votes(positive_button=_half(value="x" * 2001))),
    "a long text": _small(_votes(positive_button=_half(text={"type": "plain_text", "text": "x" * 76}))),
    "a text with marks": _small(_votes(positive_button=_half(text={"type": "mrkdwn", "text": "*x*"}))),
    "a long label": _small(_votes(negative_button=_half(accessibility_label="x" * 76))),
    "an unknown field": _small(_votes(negative_button=_half(url="https://x"))),
    "a style": _small(_votes(style="primary")),
    "text beside it": {**_small(_votes()), "text": "x"},
}


@pytest.mark.parametrize("block", WRONG_VOTES.values(), ids=WRONG_VOTES)
def test_the_double_refuses_a_vote_that_slack_would(block: dict[str, Any]) -> None:
    assert len(message_faults({"text": "x", "blocks": [block]})) == 1


def test_a_vote_is_for_messages_only_and_its_block_unique() -> None:
    block = {**_small(_votes()), "block_id": "vote:1"}
    assert message_faults({"text": "x", "blocks": [block]}) == []
    assert message_faults({"text": "x", "blocks": [block, block]}) == ["a block_id stands twice"]
    assert view_faults({"type": "home", "blocks": [block]}) == ["context_actions is for messages only"]


CELL = {"type": "raw_text", "text": "a"}


def _table(*rows: list[dict[str, Any]], **other: Any) -> dict[str, Any]:
    return {"type": "table", "rows": list(rows), **other}


WRONG_TABLES: dict[str, dict[str, Any]] = {
    "no row": _table(),
    "too many rows": _table(*[[CELL]] * 101),
    "a row of nothing": _table([]),
    "too many columns": _table([CELL] * 21),
    "rows of different lengths": _table([CELL, CELL], [CELL]),
    "an empty cell": _table([{"type": "raw_text", "text": ""}]),
    "a cell of marks": _table([{"type": "mrkdwn", "text": "*a*"}]),
    "a cell that can be pressed": _table([{**CELL, "action_id": "a"}]),
    "too many settings": _table([CELL], column_settings=[{}] * 21),
    "an unknown setting": _table([CELL], column_settings=[{"width": 3}]),
    "an unknown alignment": _table([CELL], column_settings=[{"align": "justify"}]),
    "a caption": _table([CELL], caption="a"),
}


@pytest.mark.parametrize("block", WRONG_TABLES.values(), ids=WRONG_TABLES)
def test_the_double_refuses_a_table_that_slack_would(block: dict[str, Any]) -> None:
    assert len(message_faults({"text": "x", "blocks": [block]})) == 1


def test_a_table_is_for_messages_only_and_comes_alone() -> None:
    block = _table(*[[CELL] * 20] * 100, column_settings=[{"align": "right", "is_wrapped": True}] * 20)
    assert message_faults({"text": "x", "blocks": [block]}) == []
    assert message_faults({"text": "x", "blocks": [block, block]}) == ["only_one_table_allowed"]
    assert view_faults({"type": "modal", "title": {"text": "a"}, "blocks": [block]}) == [
        "table is for messages only"
    ]
