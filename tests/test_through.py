"""Since when, until when and whether it was always so is told edition by edition, of the case at hand."""

import pytest
from conftest import TODAY
from held import held, worded

from knowledge.by_edition.as_of import asked_edition
from knowledge.by_edition.compared import changes_asked
from knowledge.by_edition.through import held_through
from knowledge.library import Library
from rules.evaluate import enact

FIRST, SECOND, THIRD = "2018-11-20", "2021-04-28", "2023-12-20"
MPN = "MPN from 2020, port 25 directly"
EA = "Enterprise Agreement, straight to the internet on port 25"


def test_each_edition_is_asked_in_its_order(library: Library) -> None:
    found = held_through({"subscription": "csp", "delivery": "direct"}, library.laws)
    assert [one.edition for one in found] == [FIRST, SECOND, THIRD]
    assert found[0].headlines == ("allowed", "blocked_ask_csp")  # the day decides there, and is not told
    assert [len(one.headlines) for one in found[1:]] == [1, 1]


def test_what_is_open_is_told_by_the_words_that_a_verdict_would_have(library: Library) -> None:
    law = library.law(FIRST)
    rules = tuple(
        one.model_copy(update={"headline": "blocked_ask_csp"}) if one.id == "may-ask-for-exemption" else one
        for one in law.edition.rules
    )
    other = enact(law.edition.model_copy(update={"rules": rules}))
    facts = {"subscription": "pay_as_you_go", "delivery": "direct"}
    (held_then,) = held_through(facts, {FIRST: other})
    assert held_then.headlines == ("allowed", "blocked_ask_csp")


@pytest.mark.parametrize(
    "turn",
    [
        "has this changed?",
        "since when has that changed?",
        "was it always so?",
        "wanneer is dat veranderd?",
        "hoe vaak veranderde dat?",
        "is dat altijd zo geweest?",
    ],
)
def test_of_a_verdict_it_is_told_which_edition_brought_what(turn: str, library: Library) -> None:
    before = held(library, MPN)
    found = held(library, MPN, turn)
    assert (found.theme, found.case.facts) == ("through", before.case.facts)
    assert "20 December 2023" in worded(found) or "20 december 2023" in worded(found)
    assert held(library, MPN, turn, "why?").outcome == before.outcome


def test_what_no_edition_changed_is_said_to_be_the_same(library: Library) -> None:
    text = worded(held(library, EA, "was it always like that?"))
    assert text.startswith("Every edition that I know says the same for Enterprise Agreement")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("up to when could MPN be exempted on port 25?", "microsoft_partner_network"),
        ("since when can MPN no longer ask for an exemption?", "microsoft_partner_network"),
        ("tot wanneer mochten sponsorship-abonnementen een vrijstelling aanvragen?", "azure_sponsorship"),
        ("which edition dropped the exemption for payg?", "pay_as_you_go"),
        ("welke editie schrapte de vrijstelling voor CSP?", "csp"),
    ],
)
def test_of_a_type_it_is_told_with_no_case(text: str, type_: str, library: Library) -> None:
    found = held(library, text)
    assert (found.theme, found.parts[0].facts["subscription"]) == ("through", type_)
    assert len(found.through) == len(library.laws)
    assert found.case.facts == {}


def test_a_type_that_is_named_is_meant_and_not_the_one_at_hand(library: Library) -> None:
    found = held(library, MPN, "and since when is CSP not exempted any more?")
    assert found.parts[0].facts["subscription"] == "csp"
    assert found.case.facts["subscription"] == "microsoft_partner_network"


@pytest.mark.parametrize("text", ["how many versions of the page do you know?", "welke versies ken je?"])
def test_the_editions_that_are_known_are_ours(text: str, library: Library) -> None:
    assert held(library, text).theme == "changed"
    assert held(library, MPN, text).theme == "changed"


@pytest.mark.parametrize("turn", ["what about now?", "en hoe zit het nu?", "how is that these days?"])
def test_what_holds_today_is_told_with_what_the_newest_says(turn: str, library: Library) -> None:
    found = held(library, MPN, turn)
    assert found.asked == ("edition",)
    assert "2023" in worded(found)


# -- whether it held at another time


@pytest.mark.parametrize(
    ("turn", "edition"),
    [
        ("was this the same in 2021?", SECOND),
        ("did that apply before the 2021 rules too?", FIRST),
        ("and was it different until the latest change?", SECOND),
        ("gold dat in 2022 ook?", SECOND),
        ("was het voor april 2021 al zo?", FIRST),
        ("how did that look in 2024?", THIRD),
        ("hoe zag dat er in 2022 uit?", SECOND),
    ],
)
def test_whether_it_held_then_is_answered_by_that_edition(turn: str, edition: str, library: Library) -> None:
    before = held(library, MPN)
    found = held(library, MPN, turn)
    assert (found.edition, found.case.facts) == (edition, before.case.facts)


@pytest.mark.parametrize(
    "turn", ["was that blocked by my colleague in 2021?", "was this VM different in 2021?", "was it in 2021?"]
)
def test_what_is_said_of_more_than_the_verdict_is_not_that(turn: str, library: Library) -> None:
    assert asked_edition(turn, library, TODAY, "en", edition=FIRST, open_to_dates=True) is None


# -- when the policy changed


@pytest.mark.parametrize(
    ("text", "editions"),
    [
        ("did the policy change in 2021?", (FIRST, SECOND)),
        ("what changed during 2023?", (SECOND, THIRD)),
        ("has Microsoft altered anything in 2023?", (SECOND, THIRD)),
        ("heeft Microsoft in 2021 iets aangepast?", (FIRST, SECOND)),
        ("wat veranderde er in 2022?", (FIRST, SECOND, THIRD)),
        ("wanneer wijzigde het beleid?", (FIRST, SECOND, THIRD)),
        ("hoe vaak veranderden de regels?", (FIRST, SECOND, THIRD)),
        ("by edition 2018 and 2023, may CSP send?", (FIRST, THIRD)),
        ("did Microsoft change our subscription in 2021?", None),
        ("wanneer veranderde ons abonnement?", None),
        ("in 2021 something changed on our server", None),
    ],
)
def test_when_it_changed_leads_to_the_editions(
    text: str, editions: tuple[str, ...] | None, library: Library
) -> None:
    assert changes_asked(text, library, TODAY, "en") == editions
