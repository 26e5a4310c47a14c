"""The time that a question is about is never the day of a sign-up, nor is it answered by another edition."""

import pytest
from held import held, worded

from knowledge.library import Library

FIRST, SECOND, THIRD = "2018-11-20", "2021-04-28", "2023-12-20"
MPN = "MPN from March 2020, port 25 directly"
CSP = "CSP sinds 2022, rechtstreeks op poort 25"


@pytest.mark.parametrize(
    "turn",
    [
        "did something change for us over the last year?",
        "has anything been altered for me in 2023?",
        "what was different for others, and what has changed for our subscription since 2021?",
        "did anything change for our case this year?",
        "were other rules in force two years ago?",
        "was there a different policy in 2022?",
        "version by version, please",
        "can you show it for each edition?",
        "until which version?",
        "since when does that apply?",
        "was that any different earlier?",
        "is the answer different these days?",
        "is er sinds 2022 iets veranderd voor ons?",
        "veranderde er vorig jaar iets bij ons?",
        "golden er in 2021 andere regels?",
        "editie voor editie graag",
        "tot wanneer gold dat?",
        "was dat vroeger anders?",
    ],
)
def test_what_changed_for_who_asks_is_told_edition_by_edition(turn: str, library: Library) -> None:
    before = held(library, MPN)
    found = held(library, MPN, turn)
    assert found.theme == "through"
    assert [one.edition for one in found.through] == [FIRST, SECOND, THIRD]
    assert found.case.facts == before.case.facts
    assert "March 2020" in worded(found) or "maart 2020" in worded(found)


def test_a_day_is_not_taken_by_a_yes_behind_it(library: Library) -> None:
    found = held(library, MPN, "did anything change for me last year?", "yes")
    assert str(found.case.facts["created"]) == "2020-03-01/2020-03-31"


def test_while_a_day_is_asked_for_such_a_question_tells_none(library: Library) -> None:
    asked = held(library, "MPN, port 25 directly", "has anything changed for us in 2021?")
    assert "created" not in asked.case.facts


@pytest.mark.parametrize(
    ("text", "headlines"),
    [
        ("MPN bought in 2020, port 25 directly, version by version", 1),
        ("our request is from 2022: were there other rules for MPN then?", 2),
    ],
)
def test_a_case_that_is_told_in_the_same_breath_is_meant(text: str, headlines: int, library: Library) -> None:
    found = held(library, text)
    assert (found.theme, len(found.through[0].headlines)) == ("through", headlines)


@pytest.mark.parametrize("text", ["what changes for us if we move to EA?", "our firewall has changed for us"])
def test_what_is_supposed_or_of_something_else_is_no_change_of_the_policy(
    text: str, library: Library
) -> None:
    assert held(library, MPN, text).theme != "through"


@pytest.mark.parametrize(
    ("first", "turn", "edition"),
    [
        (MPN, "and before 2019?", FIRST),
        (MPN, "and prior to 2023?", SECOND),
        (MPN, "until 2022?", SECOND),
        (CSP, "en tot 2021?", FIRST),
        (CSP, "en vóór 2024?", THIRD),
        (MPN, "what held in the year we filed our request, 2022?", SECOND),
        (MPN, "what applied in 2021, the year of our request?", SECOND),
        (CSP, "was dat in het jaar van onze aanvraag, 2024, anders?", THIRD),
        (CSP, "gold in 2024 iets anders?", THIRD),
        (MPN, "which rules applied when we signed up?", FIRST),
        (MPN, "what was it like in 2022?", SECOND),
        (MPN, "was it blocked in 2024 too?", THIRD),
        (CSP, "wat zou je in 2021 hebben gezegd?", SECOND),
    ],
)
def test_a_time_behind_a_verdict_is_that_of_an_edition(
    first: str, turn: str, edition: str, library: Library
) -> None:
    before = held(library, first)
    found = held(library, first, turn)
    assert (found.edition, found.case.facts) == (edition, before.case.facts)
    assert found.case.as_of is not None
    assert found.outcome.startswith("blocked")


def test_a_time_before_all_editions_is_a_sign_up_that_is_supposed(library: Library) -> None:
    assert held(library, MPN, "and before 2017?").case.as_of is None
    assert held(library, MPN, "and if before 2022?").case.as_of is None


@pytest.mark.parametrize("turn", ["and since 2022?", "en sinds 2022?", "what about 2022?", "en 2022?"])
def test_what_may_be_either_is_asked_with_the_way_to_the_edition(turn: str, library: Library) -> None:
    found = held(library, MPN, turn)
    assert found.outcome.startswith("ask_")
    assert "2022 edition" in worded(found) or "editie van 2022" in worded(found)


def test_a_time_behind_what_is_supposed_does_not_become_a_day(library: Library) -> None:
    found = held(library, MPN, "and since 2022?", "until 2021?")
    assert str(found.case.facts["created"]) == "2020-03-01/2020-03-31"
    assert found.case.as_of is not None


@pytest.mark.parametrize(
    ("turns", "editions"),
    [
        (("what did the 2023 edition say?", "and the one before that?"), (THIRD, SECOND)),
        (("by the newest?", "and before that?", "and before that?"), (THIRD, SECOND, FIRST)),
        (("wat zei de editie van 2021?", "en de editie daarvoor?"), (SECOND, FIRST)),
        (("what did the 2021 edition say?", "and the one after that?"), (SECOND, THIRD)),
    ],
)
def test_a_step_goes_from_the_edition_that_was_asked_for(
    turns: tuple[str, ...], editions: tuple[str, ...], library: Library
) -> None:
    found = [held(library, MPN, *turns[: at + 1]).edition for at in range(len(turns))]
    assert tuple(found) == editions


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("under the second edition, MPN from 2020 directly on port 25?", SECOND),
        ("what did the third version say about MPN, directly on port 25?", THIRD),
        ("volgens de eerste editie: MPN uit 2020, rechtstreeks op poort 25?", FIRST),
        ("what was the answer for MPN back in 2022? direct mail", SECOND),
        ("per 1 mei 2022: mocht MPN rechtstreeks op poort 25 mailen?", SECOND),
        ("as of May 2022, could an MPN subscription send directly on port 25?", SECOND),
        ("MPN 2020 direct as of 2022-06", SECOND),
        ("mei 2022, wat zei het document over MPN, rechtstreeks op poort 25?", SECOND),
        ("in late 2023, before the December change, could MPN be exempted on port 25?", SECOND),
        ("which rules apply now for MPN from 2020, directly on port 25?", THIRD),
    ],
)
def test_the_edition_that_is_asked_for_answers_and_is_told(text: str, edition: str, library: Library) -> None:
    found = held(library, text)
    assert (found.edition, found.case.as_of and found.case.as_of.edition) == (edition, edition)
    assert str(found.case.facts.get("created", "")).startswith("2020" if "2020" in text else "")
    assert "2020" in text or "created" not in found.case.facts


@pytest.mark.parametrize(
    "text",
    [
        "what did it say early 2021 about MPN, directly on port 25?",
        "begin 2021, wat zei het document over MPN, rechtstreeks op poort 25?",
        "under the fifth edition, MPN directly on port 25?",
    ],
)
def test_where_it_is_not_clear_which_we_ask(text: str, library: Library) -> None:
    found = held(library, text)
    assert found.outcome == "no_edition"
    assert worded(found).startswith(("Which edition do you mean?", "Welke editie bedoel je?"))


def test_the_year_that_was_asked_for_answers_that(library: Library) -> None:
    found = held(library, MPN, "what held in the year of our request?", "2022")
    assert (found.edition, str(found.case.facts["created"])) == (SECOND, "2020-03-01/2020-03-31")


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("what changed between the first and the last edition?", f"{FIRST} {THIRD}"),
        ("what changed from the oldest to the second edition?", f"{FIRST} {SECOND}"),
        ("verschil tussen de tweede en de nieuwste editie?", f"{SECOND} {THIRD}"),
        ("what is the difference between your edition and the latest?", f"{FIRST} {THIRD}"),
        ("wat is er veranderd tussen die van jou en de nieuwste?", f"{FIRST} {THIRD}"),
    ],
)
def test_two_editions_are_meant_by_their_names(text: str, pair: str, library: Library) -> None:
    assert f"/port25 changes {pair}" in worded(held(library, text))
    assert f"/port25 changes {pair}" in worded(held(library, MPN, text))


@pytest.mark.parametrize(
    "text",
    [
        "is the 2018 page still up to date?",
        "which edition is in effect today?",
        "zijn de regels nog actueel?",
    ],
)
def test_whether_an_edition_still_counts_is_ours_to_tell(text: str, library: Library) -> None:
    assert "20 " in worded(held(library, text)).splitlines()[0]
    assert held(library, MPN, text).asked == ("edition",)
