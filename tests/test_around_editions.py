"""A time before or since an edition asks for the one that held then; where that is unclear, we ask which."""

import pytest
from conftest import TODAY
from held import held, worded

from knowledge.by_edition.as_of import asked_edition, time_left_open
from knowledge.library import Library

FIRST, SECOND, THIRD = "2018-11-20", "2021-04-28", "2023-12-20"
MPN = "MPN from 2020, port 25 directly"
BLOCKED, NONE_NAMED = "blocked_request_exemption", "blocked_no_exemption"


@pytest.mark.parametrize(
    ("behind", "edition"),
    [
        (", before the rules of 2021", FIRST),
        (", prior to the April 2021 document", FIRST),
        (", until the policy of 2023", SECOND),
        (" till the newest edition", SECOND),
        (", vóór de regels van 2023", SECOND),
        (", tot aan de nieuwste versie", SECOND),
        (", before the latest update", SECOND),
        (", since the rules of 2021", SECOND),
        (", following the policy change of 2021", SECOND),
        (", after the newest edition", THIRD),
        (", na de herziening van april 2021", SECOND),
        (", by the rules before the newest ones", SECOND),
        (", the edition after 28 April 2021", THIRD),
        (", the edition after 2022", THIRD),
        (", by the edition after 2023", THIRD),
        (", by the last but one edition", SECOND),
        (", volgens de voorlaatste", SECOND),
        (", per the 2021 rules", SECOND),
        (", using the rules of May 2021", SECOND),
        (", edition 2023", THIRD),
    ],
)
def test_the_edition_that_held_on_that_side_of_another_answers(
    behind: str, edition: str, library: Library
) -> None:
    found = held(library, f"{MPN}{behind}")
    assert (found.edition, found.case.as_of and found.case.as_of.edition) == (edition, edition)
    assert str(found.case.facts["created"]) == "2020-01-01/2020-12-31"


@pytest.mark.parametrize(
    ("turn", "edition"),
    [
        ("what were the rules prior to the 2023 document?", SECOND),
        ("and up to the April 2021 rules?", FIRST),
        ("en tot de regels van 2023?", SECOND),
        ("what held until the newest edition?", SECOND),
    ],
)
def test_after_a_verdict_it_is_answered_on_the_case_at_hand(
    turn: str, edition: str, library: Library
) -> None:
    before = held(library, MPN)
    found = held(library, MPN, turn)
    assert (found.edition, found.case.facts) == (edition, before.case.facts)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{MPN}, after the rules of 2018", "Which edition do you mean?"),
        (f"{MPN}, before the 2022 edition", "Which edition do you mean?"),
        ("MPN uit 2020, rechtstreeks op poort 25, na de editie van 2018", "Welke editie bedoel je?"),
    ],
)
def test_where_more_than_one_may_be_meant_we_ask_and_keep_what_was_told(
    text: str, title: str, library: Library
) -> None:
    asked = held(library, text)
    assert worded(asked).startswith(title)
    assert asked.parts[0].verdict is None
    for said, edition in (("2023", THIRD), ("that of 2021", SECOND), ("the oldest", FIRST)):
        found = held(library, text, said)
        assert (found.edition, str(found.case.facts["created"])) == (edition, "2020-01-01/2020-12-31"), said


@pytest.mark.parametrize(
    "text",
    [
        "we took out our MPN after the 2021 change, port 25 directly",
        "our MPN came before the latest update, port 25 directly",
        "MPN uit 2020 rechtstreeks op poort 25, van vóór de herziening van 2021",
    ],
)
def test_a_time_around_a_change_that_may_be_the_sign_up_is_no_verdict(text: str, library: Library) -> None:
    assert asked_edition(text, library, TODAY, "en", edition=FIRST, open_to_dates=False) is None
    assert time_left_open(text, library, TODAY, "en") is not None
    assert held(library, text).parts[0].verdict is None


@pytest.mark.parametrize(
    "text",
    [
        "we run it with the newest version, MPN from 2020",
        "we are using the 2019 version, MPN from 2020",
        "ben je al bij met de laatste wijzigingen",
        "MPN created before the 2021 rules, port 25",
        "per the 2019 version of Exchange it should work",
    ],
)
def test_what_belongs_to_other_things_asks_for_none(text: str, library: Library) -> None:
    assert asked_edition(text, library, TODAY, "en", edition=FIRST, open_to_dates=False) is None


@pytest.mark.parametrize("said", ["before the 2018 rules", "after the 2018 rules", "na de regels van 2021"])
def test_a_time_that_answers_our_question_for_a_day_asks_for_no_edition(said: str, library: Library) -> None:
    found = held(library, "payg mails directly on port 25", said)
    assert (found.edition, found.case.as_of) == (FIRST, None)
    assert held(library, "payg mails directly on port 25", "and before the 2023 rules?").edition == SECOND


# -- now


@pytest.mark.parametrize(
    "text",
    [
        "stand vandaag: MPN uit 2020, rechtstreeks op poort 25",
        "MPN from 2020, direct on port 25, as of today",
        "As of now, may MPN from 2020 mail directly on port 25?",
    ],
)
def test_as_of_today_is_answered_by_the_newest(text: str, library: Library) -> None:
    found = held(library, text)
    assert (found.edition, found.outcome) == (THIRD, NONE_NAMED)


@pytest.mark.parametrize(
    "text",
    [
        "where do we stand now?",
        "As of today our MPN from 2020 is blocked on port 25",
        "we start an MPN, as of today",
        "geef me de stand van nu",
    ],
)
def test_what_is_told_of_today_asks_for_no_edition(text: str, library: Library) -> None:
    assert asked_edition(text, library, TODAY, "en", edition=FIRST, open_to_dates=False) is None


# -- a time of asking


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("in 2022 when I last checked, was MPN blocked for direct mail on port 25?", SECOND),
        ("was MPN allowed to mail directly on port 25 when we checked in 2022?", SECOND),
        ("toen we het navroegen in 2022, was MPN toen rechtstreeks geblokkeerd?", SECOND),
        ("a year ago, was MPN blocked on port 25?", THIRD),
        ("gold dat in 2022 voor MPN, rechtstreeks op poort 25?", SECOND),
        ("was MPN eligible for an exemption before May 2021?", SECOND),
        ("what applied until the newest edition to MPN, direct?", SECOND),
    ],
)
def test_a_time_of_asking_is_nobodys_sign_up(text: str, edition: str, library: Library) -> None:
    found = held(library, text)
    assert (found.edition, "created" in found.case.facts) == (edition, False)


@pytest.mark.parametrize(
    "text",
    [
        "when I asked in 2022 it was fine. MPN, direct on port 25",
        "In 2022 they told us no. MPN, rechtstreeks via poort 25",
    ],
)
def test_a_time_of_asking_that_asks_for_nothing_leads_to_no_verdict(text: str, library: Library) -> None:
    assert held(library, text).parts[0].verdict is None


# -- one that no word names


@pytest.mark.parametrize(
    ("turn", "edition"),
    [
        ("what does the 2023 one say?", THIRD),
        ("what did that of May 2021 read?", SECOND),
        ("en wat zegt die van december 2023?", THIRD),
        ("hoe luidde die van 2022?", SECOND),
    ],
)
def test_what_one_of_a_time_said_is_no_new_day(turn: str, edition: str, library: Library) -> None:
    before = held(library, MPN)
    found = held(library, MPN, turn)
    assert (found.edition, found.case.facts) == (edition, before.case.facts)


@pytest.mark.parametrize(
    ("turn", "edition"),
    [
        ("and the one from December 2023?", THIRD),
        ("what about that of 2018?", FIRST),
        ("and the 2023 one then?", THIRD),
        ("en die uit 2018 dan?", FIRST),
    ],
)
def test_after_another_edition_one_of_a_time_is_the_next(turn: str, edition: str, library: Library) -> None:
    before = held(library, MPN, "by the 2021 rules")
    found = held(library, MPN, "by the 2021 rules", turn)
    assert (found.edition, found.case.facts) == (edition, before.case.facts)


@pytest.mark.parametrize("turn", ["and the one from 2023?", "en die uit 2023?", "and one from 2023?"])
def test_after_the_usual_one_it_may_be_another_subscription(turn: str, library: Library) -> None:
    found = held(library, MPN, turn)
    assert (found.edition, found.parts[0].verdict) == (FIRST, None)
