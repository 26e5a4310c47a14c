"""Another policy, about anything but mail, goes all the way on data alone: when may a build go live?

Its editions and its sentences stand in `second_policy`; not a line of code knows of them.
"""

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from bot.forms import check_form, facts_of
from bot.playground.validate import message_faults, view_faults
from bot.records import Desk, record
from bot.saying.blocks import answer_blocks
from bot.saying.changes import as_data, changed
from bot.saying.explaining import explained
from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from bot.saying.request_text import ticket_text
from bot.upkeep.policy_table import as_csv, rows
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts, answer_theme
from knowledge.case.certainty import outcome_of
from knowledge.library import Library, open_laws
from rules.differ import differences
from rules.inquire import inquire
from rules.prove import prove
from rules.written import FactFault, parse_facts

FOLDER = Path(__file__).parent / "second_policy"
LAWS = open_laws(FOLDER / "editions")
OLD, NEW = LAWS
PHRASES = read_phrases(FOLDER / "replies")["en"]
FRIDAY = {"product": "website", "weekday": "friday", "built": "2023-09-01"}


@pytest.fixture(scope="module")
def live(library: Library) -> Library:
    """The library of the second policy; nobody reads messages by it."""
    return Library(LAWS, library.reading, library.heads)


def _found(facts: dict[str, str], live: Library, edition: str = OLD) -> Answer:
    parsed = parse_facts(facts, *(law.edition for law in LAWS.values()))
    return answer_facts(parsed, live, edition=edition)


def _said(facts: dict[str, str], live: Library, edition: str = OLD) -> str:
    return compose(_found(facts, live, edition), PHRASES).text()


@pytest.mark.parametrize("name", LAWS)
def test_it_is_proven(name: str) -> None:
    proof = prove(LAWS[name].edition)
    assert proof.faults == ()
    assert proof.cells == {OLD: 192, NEW: 24}[name]


def test_only_what_matters_is_asked() -> None:
    law = LAWS[OLD]
    assert outcome_of(law, {}) == "ask_weekday"
    assert inquire(law, parse_facts({"tests": "failed"}, law.edition)) is None
    assert outcome_of(law, parse_facts({"weekday": "workday"}, law.edition)) == "ask_built"
    friday = parse_facts({"weekday": "friday", "built": "2024-01-01"}, law.edition)
    assert outcome_of(law, friday) == "ask_product"
    assert outcome_of(law, {**friday, "product": "unknown"}) == "answer_types"
    assert outcome_of(law, {"weekday": "workday", "built": "unknown"}) == "answer_both"


@pytest.mark.parametrize("name", LAWS)
def test_every_case_gets_a_whole_reply_that_slack_takes(name: str, live: Library) -> None:
    law = LAWS[name]
    values = [
        (axis.fact, *("third_party:box" if label == "third_party" else label for label in axis.labels))
        for axis in law.space.axes
    ]
    for labels in product(*(("", *known) for _, *known in values)):
        written = {axis.fact: label for axis, label in zip(law.space.axes, labels, strict=True) if label}
        found = _found(written, live, name)
        for word in ("all", "why", "how", "still", "meanwhile", "current", "meant"):
            reply = compose(replace(found, repeated=word != "all", word=word), PHRASES)
            assert not set("{}") & set(reply.text()), written
            blocks = answer_blocks(reply, found, PHRASES, 1, private=True)
            assert message_faults({"text": reply.text(), "blocks": blocks}) == []
        if found.parts[0].verdict:
            assert explained(found, {}, PHRASES)


def test_a_friday_needs_consent_and_says_what_else_would_do(live: Library) -> None:
    assert _said(FRIDAY, live) == (
        "Only with the consent of the release desk.\n"
        "On Fridays the website needs the consent of the release desk.\n"
        "Handbook of 1 February 2024. That of 1 June 2025 says: may go live.\n"
        "1. Ask the release desk: Desk > Releases > Friday consent\n"
        "2. Release it once they consent.\n"
        "Another way: releasing it on a workday.\n"
        "I read: the website, on a Friday, built on 1 September 2023.\n"
        "I assumed: tests are green, no consent yet. Say so if not.\n"
        "Desk: https://desk.example/releases\n"
        "Source, handbook of 1 February 2024:\n"
        "Fridays, paragraph 1: https://handbook.example/live#fridays"
    )


def test_words_and_steps_follow_from_the_facts(live: Library) -> None:
    asked = _found({**FRIDAY, "consent": "asked"}, live).parts[0]
    denied = _found({**FRIDAY, "consent": "denied"}, live).parts[0]
    assert (asked.headline, denied.headline) == ("consent_asked", "consent_denied")
    assert "1. Release it on the next workday." in _said({**FRIDAY, "consent": "denied"}, live)
    assert _found({"weekday": "weekend", "built": "2024-01-01"}, live).parts[0].ways_out == (
        "workday",
        "small_steps",
    )


def test_what_is_open_is_asked_in_words_with_its_controls(live: Library) -> None:
    asked = _found({"weekday": "workday"}, live)
    assert _said({"weekday": "workday"}, live).startswith("Was it built before 1 June 2023, or later?\n")
    blocks = answer_blocks(compose(asked, PHRASES), asked, PHRASES, 1, private=False)
    assert [one["action_id"] for one in blocks[-1]["elements"]] == ["before", "since", "pick_date", "unknown"]
    both = _said({"weekday": "workday", "built": "unknown"}, live)
    assert (
        "- Built before 1 June 2023: after a new build.\n- Built on or after 1 June 2023: may go live."
        in both
    )


def test_who_asks_why_we_ask_is_told_what_hangs_on_it(live: Library) -> None:
    asked = replace(_found({"weekday": "workday"}, live), repeated=True, word="why")
    told = compose(asked, PHRASES).text()
    assert "That day decides:\n- Built before 1 June 2023: after a new build." in told
    asked = replace(_found({"weekday": "friday", "built": "2024-01-01"}, live), repeated=True, word="why")
    assert compose(asked, PHRASES).sections[0].table[0] == ("Product", "What holds")


@pytest.mark.parametrize("name", LAWS)
def test_the_form_asks_for_the_facts_and_they_come_back(name: str) -> None:
    law, editions = LAWS[name], [law.edition for law in LAWS.values()]
    view = check_form(PHRASES, "kept", law, parse_facts(FRIDAY, *editions))
    assert view_faults(view) == []
    fields = [block["block_id"] for block in view["blocks"]]
    assert (
        fields
        == {
            OLD: ["product", "weekday", "side", "date", "tests", "consent"],
            NEW: ["product", "weekday", "tests"],
        }[name]
    )
    assert view["blocks"][0]["element"]["initial_option"]["value"] == "website"
    filled = {"product": "payments", "weekday": "friday", "side": "from:2023-06-01"}
    known = {} if name == NEW else {"built": "from:2023-06-01"}
    written = {"product": "payments", "weekday": "friday", **known}
    assert facts_of(filled, law, *editions) == parse_facts(written, *editions)


def test_general_questions_are_answered_and_silence_is_told(live: Library) -> None:
    table = compose(answer_theme("products", live, edition=OLD), PHRASES).sections[0].table
    assert table[0] == ("Product", "What holds")
    assert [names for names, _ in table[1:]] == ["the website, payments", "an internal tool"]
    assert table[2][1] == (
        "built before 1 June 2023 after a new build; "
        "built on or after 1 June 2023 Monday to Thursday may go live; "
        "built on or after 1 June 2023 on a Friday may go live; "
        "built on or after 1 June 2023 at the weekend on the next workday"
    )
    consent = compose(answer_theme("consent", live, edition=OLD), PHRASES).text()
    assert "It is asked for the website, payments, through Desk > Releases > Friday consent." in consent
    silent = compose(answer_theme("rollback", live, edition=OLD), PHRASES).text()
    assert silent.startswith("The handbook does not say how a build is turned back.")


def test_editions_are_compared_and_laid_out() -> None:
    found = differences(LAWS[OLD], LAWS[NEW])
    assert as_data(found)["changes"]
    assert "built before 1 June 2023" in changed(found, PHRASES).text()
    assert len(rows(LAWS[OLD].edition, PHRASES, "en")) > len(LAWS[OLD].edition.rules)
    assert as_csv(LAWS[OLD].edition, PHRASES, "en").startswith("Product,Day of the build,Situation,")


def test_a_request_tells_the_situation_without_what_it_asks_for(live: Library) -> None:
    text = ticket_text(_found(FRIDAY, live).parts[0], PHRASES, {"reason": "the till is down"})
    assert "Situation: the website, on a Friday, built on 1 September 2023, tests are green." in text


def test_programs_get_the_same_and_a_wrong_value_is_told(live: Library) -> None:
    desk = Desk(live, {"en": PHRASES}, OLD, date(2026, 1, 1))
    told = record(_found(FRIDAY, live), desk)
    assert (told["outcome"], told["facts"]) == ("ask_for_consent", FRIDAY)
    with pytest.raises(FactFault, match=r"third_party:<name>, unknown$"):
        parse_facts({"product": "boat"}, LAWS[OLD].edition)
