"""Each way to take a message is tried in its order: beside any case, of several, of the one at hand."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import PAYG, TOLD

from knowledge.answer import answer
from knowledge.answering.answered import NO_EDITION, Answer
from knowledge.answering.reader import Reader
from knowledge.by_edition.as_of import Asked, AsOf
from knowledge.case.conversation import talk_of
from knowledge.case.memory import EMPTY_CASE, Case, certain
from knowledge.library import Library
from knowledge.reading.question import read_question
from rules.interval import Interval, parse_interval

EDITION = "2018-11-20"
OFFERING = Case({"delivery": "direct"}, asked="created", last="ask_created", offered=PAYG)
OF_2021 = AsOf("2021-04-28", parse_interval("2021-01-01/2021-12-31"))


def _reply(text: str, case: Case, library: Library) -> Answer:
    question = read_question(text, library, TODAY, talk_of(case))
    return Reader(library, library.law(EDITION), TODAY).reply(question, case, text)


def _as_of(asked: Asked, case: Case, library: Library) -> Answer:
    law = library.law((asked.as_of and asked.as_of.edition) or EDITION)
    question = read_question(asked.rest, library, TODAY, talk_of(case))
    return Reader(library, law, TODAY).reply_as_of(question, case, asked)


@pytest.mark.parametrize(
    ("text", "case", "outcome"),
    [
        ("yes", OFFERING, "blocked_request_exemption"),
        ("yes, thanks", OFFERING, "blocked_request_exemption"),
        ("no", OFFERING, "ask_subscription"),
        ("and now my own case again?", TOLD, "blocked_request_exemption"),
        ("who are you?", TOLD, "out_of_scope"),
        ("what is a relay?", TOLD, "topic_answer"),
        ("why?", TOLD, "blocked_request_exemption"),
        ("how long does an approval take?", TOLD, "not_covered"),
        ("payg from 2019, our postfix sends on port 25", EMPTY_CASE, "blocked_request_exemption"),
        ("our azure vm cannot send mail", EMPTY_CASE, "ask_delivery"),
        ("weather?", EMPTY_CASE, "out_of_scope"),
        ("thanks, bye", TOLD, "courtesy"),
    ],
)
def test_every_way_to_take_a_message_has_its_answer(
    text: str, case: Case, outcome: str, library: Library
) -> None:
    assert _reply(text, case, library).outcome == outcome


def test_several_subscriptions_are_answered_each(library: Library) -> None:
    found = _reply("payg from 2019 and csp from 2020, both direct on port 25", EMPTY_CASE, library)
    each = ("blocked_request_exemption", "blocked_ask_csp")
    assert each in (found.outcomes, found.offered)


def test_a_text_that_is_too_long_is_never_told_a_verdict(library: Library) -> None:
    text = "payg from 2019, our postfix sends on port 25. " * 300
    assert _reply(text, EMPTY_CASE, library).parts[0].verdict is None


def test_what_may_stay_inside_a_network_is_not_covered_where_all_is_known(library: Library) -> None:
    found = _reply("it only goes from one vm to another in our own vnet", TOLD, library)
    assert (found.outcome, found.case.facts) == ("not_covered", PAYG)


def test_all_that_was_weighed_is_told_with_the_answer(library: Library) -> None:
    found = _reply("payg from 2019, our postfix sends on port 25", EMPTY_CASE, library)
    assert found.outcome in [one.outcome for one in found.possible]


def test_an_edition_that_is_asked_for_alone_tells_the_case_again(library: Library) -> None:
    found = _as_of(Asked(OF_2021, "", is_all=True), TOLD, library)
    assert (found.edition, found.case.facts) == ("2021-04-28", PAYG)
    assert found.parts[0].verdict is not None


def test_an_edition_that_is_asked_for_before_any_case_tells_all(library: Library) -> None:
    found = _as_of(Asked(OF_2021, "", is_all=True), EMPTY_CASE, library)
    assert (found.edition, found.theme) == ("2021-04-28", "types_overview")


def test_an_edition_that_is_asked_for_with_a_case_tells_that_case(library: Library) -> None:
    found = _as_of(Asked(OF_2021, "csp from 2020, direct on port 25", is_all=False), TOLD, library)
    assert found.edition == "2021-04-28"
    assert found.case.facts["subscription"] == "csp"


def test_before_the_first_edition_there_is_none(library: Library) -> None:
    long_ago = Asked(AsOf(None, Interval.before(TODAY.replace(year=2010))), "", is_all=True)
    found = _as_of(long_ago, TOLD, library)
    assert (found.outcome, found.case.facts) == (NO_EDITION, PAYG)


@pytest.mark.parametrize("yes", ["yes, and by the newest?", "ja. en volgens de nieuwste editie?"])
def test_a_yes_takes_what_was_offered_by_whichever_edition_is_asked_for_behind_it(
    yes: str, library: Library
) -> None:
    found = answer(yes, OFFERING, library, edition=EDITION, today=TODAY)
    assert (found.edition, found.outcome) == ("2023-12-20", "blocked_no_exemption")
    assert not found.case.doubts


@pytest.mark.parametrize("text", ["and what do I do next", "what do I do next?"])
def test_what_names_no_theme_is_asked_of_the_verdict(text: str, library: Library) -> None:
    found = _reply(text, TOLD, library)
    assert found.outcome == "blocked_request_exemption"


def test_a_plain_general_question_is_answered_whatever_we_asked(library: Library) -> None:
    open_ = Case({"subscription": "pay_as_you_go", "delivery": "direct"}, asked="created", last="ask_created")
    found = _reply("which ports does a relay use?", open_, library)
    assert (found.outcome, found.theme) == ("topic_answer", "relay")


@pytest.mark.parametrize("case", [EMPTY_CASE, TOLD])
def test_a_text_too_full_to_be_read_is_asked_about_though_only_an_unnamed_type_is_in_it(
    case: Case, library: Library
) -> None:
    found = _reply("dev/test subscription azure vm direct port 25, MCA " * 200, case, library)
    assert found.outcome.startswith("ask_")
    assert found.parts[0].verdict is None


def test_another_type_that_is_named_is_supposed_where_else_all_would_stay(library: Library) -> None:
    text = "hm, CSP? same thing?"
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert (found.offered, found.supposed, found.known) == (("blocked_ask_csp",), True, False)
    assert found.case.facts == TOLD.facts
    agreed = answer("yes", found.case, library, edition=EDITION, today=TODAY)
    assert (agreed.outcome, agreed.supposed, agreed.case.facts) == ("blocked_ask_csp", True, TOLD.facts)


def test_a_relay_that_is_named_beside_a_verdict_on_direct_mail_is_said_to_be_open(library: Library) -> None:
    found = answer(
        "pff oke. sendgrid dan maar, werkt da daarmee?", TOLD, library, edition=EDITION, today=TODAY
    )
    assert (found.outcome, found.theme, found.case.facts) == ("topic_answer", "relay", TOLD.facts)


def test_what_comes_after_a_supposed_grant_is_supposed_as_well(library: Library) -> None:
    granted = certain({**PAYG, "exemption": "granted"})
    case = replace(TOLD, supposing=granted, last="exempted_restart_vms", real=certain(PAYG))
    found = answer(
        "stopped and started in the portal. may it mail now?", case, library, edition=EDITION, today=TODAY
    )
    assert (found.offered or found.outcomes, found.supposed) == (("allowed",), True)
    assert found.case.facts == PAYG


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("thanks, I'll tell the 7 others", True),
        ("thanks, and why?", False),
        ("thanks. and an MSDN of 2019?", False),
    ],
)
def test_thanks_that_ask_and_tell_nothing_are_thanks(text: str, *, courtesy: bool, library: Library) -> None:
    told = answer("EA, port 25?", EMPTY_CASE, library, edition=EDITION, today=TODAY)
    found = answer(text, told.case, library, edition=EDITION, today=TODAY)
    assert (found.outcome == "courtesy") == courtesy


@pytest.mark.parametrize("text", ["what if it were newer?", "wat als het na die datum was?"])
def test_another_time_that_is_supposed_is_asked_for_and_not_the_known_one(
    text: str, library: Library
) -> None:
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert (found.outcome, found.offered, found.supposed) == ("ask_created", None, True)
