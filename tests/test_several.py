"""Several subscriptions in one message: told together, offered together, confirmed together."""

from dataclasses import replace

import pytest
from conftest import TODAY
from test_reply import PHRASES

from bot.memory import recalled, remembered
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.library import Library

EDITION = "2018-11-20"
TOLD = {
    "an EA and an MSDN from 2019, both on port 25?": ("allowed", "blocked_no_exemption"),
    "EA and payg 2019, port 25 ok on both?": ("allowed", "blocked_request_exemption"),
    "Wij hebben een EA en een CSP uit 2020, beide met postfix op poort 25. Mag dat?": (
        "allowed",
        "blocked_ask_csp",
    ),
    "two subs of the same month, june 2019: an msdn one and a payg one, both hand mail out on 25": (
        "blocked_no_exemption",
        "blocked_request_exemption",
    ),
}
OFFERED = "one may be CSP I think, 2020 or so, the other should be MSDN from 2014 or so, postfix on both"
SHARED = "payg and msdn, both from 2020, port 25 from the VMs?"


def _say(text: str, library: Library, case: Case = EMPTY_CASE) -> Answer:
    return answer(text, case, library, edition=EDITION, today=TODAY)


@pytest.mark.parametrize(("text", "outcomes"), TOLD.items())
def test_each_subscription_gets_its_own_outcome(
    text: str, outcomes: tuple[str, ...], library: Library
) -> None:
    found = _say(text, library)
    assert outcomes in (found.outcomes, found.offered)


def test_what_is_certain_of_several_is_told_at_once(library: Library) -> None:
    told = [_say(text, library).outcomes == outcomes for text, outcomes in TOLD.items()]
    assert any(told)


def test_what_is_not_certain_of_several_is_offered_of_all_and_confirmed_by_one_yes(library: Library) -> None:
    found = _say(OFFERED, library)
    assert all(part.verdict is None for part in found.parts)
    assert found.offered == ("blocked_ask_csp", "allowed")
    assert _say("yes", library, found.case).outcomes == found.offered


@pytest.mark.parametrize(("text", "word"), [("why?", "why"), ("and until then?", "meanwhile")])
def test_a_word_after_an_answer_on_several_is_about_all_of_them(
    text: str, word: str, library: Library
) -> None:
    offered = _say(OFFERED, library)
    told = _say("yes", library, offered.case)
    found = _say(text, library, recalled(remembered(told.case)))
    assert (found.outcomes, found.repeated, found.word) == (told.outcomes, True, word)
    alone = _say(text, library, replace(told.case, together=1))
    assert alone.outcomes == told.outcomes[1:]


def test_of_several_offers_a_yes_to_all_is_asked_for_once(library: Library) -> None:
    first, second = compose(_say(OFFERED, library), PHRASES["en"]).sections
    asks = [
        line for one in (first, second) for line in (*one.why, *one.notes) if "say what is different" in line
    ]
    assert asks == [PHRASES["en"].offer["how_all"]] == list(second.notes)
    assert (first.title, second.title) == (
        "1. I read: CSP, created around 2020, direct delivery. Right?",
        "2. I read: MSDN, created around 2014, direct delivery. Right?",
    )


def test_what_else_is_said_leaves_nothing_to_confirm(library: Library) -> None:
    case = _say("thanks", library, _say(OFFERED, library).case).case
    assert case.each == ()


def test_a_date_that_is_said_of_one_is_not_taken_for_both(library: Library) -> None:
    found = _say("an MSDN and a payg from 2019, both on port 25?", library)
    assert "created" not in found.parts[0].facts


@pytest.mark.parametrize(
    "text",
    [
        "payg and MPN, both on port 25 directly. Both broke in 2019",
        "MPN and payg on vms, port 25 directly. same trouble in 2016",
    ],
)
def test_a_date_of_the_trouble_is_that_of_none(text: str, library: Library) -> None:
    assert all(part.verdict is None for part in _say(text, library).parts)


def test_a_day_told_later_is_of_the_one_that_its_own_sentence_names(library: Library) -> None:
    first = (
        "Klant A koopt via een CSP (2019), klant B heeft Betalen per gebruik uit 2015, klant C zit op "
        "Azure in Open, datum onbekend. Alle drie rechtstreeks op poort 25 vanaf een VM."
    )
    case = _say(first, library).case
    case = _say("ja, A en B kloppen. De datum van C ken ik niet.", library, case).case
    told = _say("Klant C is van maart 2018. En klant A vraagt: mogen wij het zelf indienen?", library, case)
    outcomes = told.offered or told.outcomes
    assert outcomes[-1] == "blocked_no_exemption"


def test_a_date_that_is_said_of_both_holds_for_both(library: Library) -> None:
    found = _say(SHARED, library)
    wanted = ("blocked_request_exemption", "blocked_no_exemption")
    assert wanted in (found.outcomes, found.offered)


ASKED = "we have two azure subscriptions, a payg from 2019 and an MSDN from 2022. can they mail?"


def test_a_yes_to_how_mail_is_sent_is_no_answer(library: Library) -> None:
    asked = _say(ASKED, library)
    assert asked.outcomes == ("ask_delivery", "ask_delivery")
    assert all(part.verdict is None for part in _say("yes", library, asked.case).parts)


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("straight out on port 25", ("blocked_request_exemption", "blocked_no_exemption")),
        ("sendgrid", ("relay_unrestricted", "relay_unrestricted")),
    ],
)
def test_how_mail_is_sent_is_answered_for_all_of_them(
    text: str, outcomes: tuple[str, ...], library: Library
) -> None:
    found = _say(text, library, recalled(remembered(_say(ASKED, library).case)))
    assert found.outcomes == outcomes


def test_how_mail_is_sent_and_who_else_was_spoken_of_are_kept_for_new_ones(library: Library) -> None:
    case = Case(
        {"subscription": "enterprise_agreement", "delivery": "direct"}, last="allowed", told="allowed"
    )
    found = _say("and then there are a payg from March 2019 and a visual studio from 2020", library, case)
    kept = [dict(one.facts) for one in found.case.every]
    assert {"ask_delivery"}.isdisjoint(found.outcomes)
    assert {"subscription": "enterprise_agreement", "delivery": "direct"} in kept


def test_of_one_that_is_open_either_way_nothing_is_asked_beside_the_others(library: Library) -> None:
    text = "three azure subscriptions: EA, payg from 2019 and MSDN from 2022. can they mail?"
    sections = compose(_say(text, library), PHRASES["en"]).sections
    assert "blocks neither" in sections[0].title
    assert "How is the mail sent?" in sections[1].title


def test_an_offer_on_each_tells_its_type_though_nothing_hangs_on_it(library: Library) -> None:
    text = "Two of them: MPN, from 2021 or so, mails through SendGrid I think; csp, from 2023, does direct 25"
    found = answer(text, EMPTY_CASE, library, edition="2018-11-20", today=TODAY)
    shown = [part.offered.facts["subscription"] for part in found.parts if part.offered]
    assert shown == ["microsoft_partner_network", "csp"]
