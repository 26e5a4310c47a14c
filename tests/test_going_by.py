"""An edition is asked for by its name alone, as the bot advises, and nothing else is taken for one."""

import pytest
from conftest import TODAY
from held import held, worded

from bot.saying.phrases import read_phrases
from knowledge.by_edition.as_of import asked_edition
from knowledge.library import Library

FIRST, SECOND, THIRD = "2018-11-20", "2021-04-28", "2023-12-20"
NONE_NAMED = "blocked_no_exemption"


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("place", ["source", "holds"])
def test_what_the_bot_advises_to_ask_is_answered_by_the_newest(
    language: str, place: str, library: Library
) -> None:
    advised = read_phrases()[language].about_us[place].split('"')[1]
    asked = {"en": "MPN from 2020, port 25 directly", "nl": "MPN uit 2020, rechtstreeks op poort 25"}
    found = held(library, asked[language], advised)
    assert (found.edition, found.outcome, found.language) == (THIRD, NONE_NAMED, language)
    assert ("The newest edition" if language == "en" else "De nieuwste editie") in worded(found)
    assert held(library, advised).edition == THIRD


@pytest.mark.parametrize(
    ("turn", "edition"),
    [
        ("by the latest?", THIRD),
        ("does the newest version say that too?", THIRD),
        ("zegt de nieuwste editie hetzelfde?", THIRD),
        ("no i mean the newest edition", THIRD),
        ("and according to the newest one, please", THIRD),
        ("okay, and under the newest?", THIRD),
        ("what about the most recent?", THIRD),
        ("what does the latest say about it?", THIRD),
        ("en wat zegt de recentste?", THIRD),
        ("en de nieuwste dan?", THIRD),
        ("and by the oldest?", FIRST),
        ("by the one of 2022?", SECOND),
        ("volgens 2023 graag. En dat geldt ook op een VM?", THIRD),
        ("and by that of May 2021?", SECOND),
        ("by the 2021 one?", SECOND),
        ("en volgens die van 2023?", THIRD),
        ("and by 2021?", SECOND),
        ("volgens 2024?", THIRD),
    ],
)
def test_a_name_or_a_time_to_go_by_is_enough_after_a_verdict(
    turn: str, edition: str, library: Library
) -> None:
    before = held(library, "MPN from 2020, port 25 directly")
    found = held(library, "MPN from 2020, port 25 directly", turn)
    assert (found.edition, found.case.as_of and found.case.as_of.edition) == (edition, edition)
    assert found.case.facts == before.case.facts


@pytest.mark.parametrize(
    "before",
    ["may our MPN send on port 25 directly?", "MPN, port 25 directly in 2021?", "which edition do you use?"],
)
def test_it_is_heard_beside_an_open_question_too(before: str, library: Library) -> None:
    assert held(library, before, "and by the newest?").edition == THIRD


@pytest.mark.parametrize(
    "text",
    [
        "by the newest: MPN, direct on port 25",
        "MPN from 2020 directly on port 25, by the latest?",
        "mag MPN uit 2020 rechtstreeks op poort 25 volgens de nieuwste",
    ],
)
def test_it_may_come_with_the_question(text: str, library: Library) -> None:
    assert (held(library, text).edition, held(library, text).outcome) == (THIRD, NONE_NAMED)


def test_what_was_supposed_is_what_it_is_asked_of(library: Library) -> None:
    found = held(library, "MPN from 2020, port 25 directly", "what if it were csp?", "and by the newest?")
    assert (found.edition, found.supposed) == (THIRD, True)
    assert found.parts[0].facts["subscription"] == "csp"
    assert found.case.facts["subscription"] == "microsoft_partner_network"


def test_of_several_at_once_it_is_asked_of_each(library: Library) -> None:
    both = ("MPN from 2020 and csp from 2019, port 25 directly", "yes")
    found = held(library, *both, "and by the newest?")
    assert (found.edition, found.outcomes) == (THIRD, (NONE_NAMED, NONE_NAMED))
    assert held(library, *both, "and the newest?").case.as_of is None


@pytest.mark.parametrize(
    "turn",
    [
        "and in 2021?",
        "and under the one from 2021?",
        "it is managed by the newest admin",
        "we go live by the latest",
        "we work under the newest of our managers",
    ],
)
def test_other_things_are_not_gone_by(turn: str, library: Library) -> None:
    found = asked_edition(turn, library, TODAY, "en", edition=FIRST, open_to_dates=True)
    assert found is None


def test_the_later_of_two_days_is_no_edition(library: Library) -> None:
    asked = held(library, "may our MPN send on port 25 directly?", "the latest")
    assert (asked.edition, asked.case.as_of) == (FIRST, None)


@pytest.mark.parametrize("turn", ["back to 2018, what do I do?", "ok, terug naar 2018"])
def test_a_year_turned_back_to_after_another_edition_is_no_sign_up(turn: str, library: Library) -> None:
    first = "MPN from 2020, port 25 directly"
    found = held(library, first, "and by the newest?", turn)
    assert found.edition == FIRST
    assert found.case.facts == held(library, first).case.facts
