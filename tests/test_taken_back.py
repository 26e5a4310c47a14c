"""A day that is taken back is known no more; what is told of several goes to the one it is told of."""

from dataclasses import replace
from datetime import date

import pytest
from conftest import TODAY
from held import held
from test_reply import PHRASES

from bot.memory import recalled, remembered
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.case.memory import Case
from knowledge.case.others import Spoken
from knowledge.judged.features import Talk
from knowledge.library import Library
from knowledge.reading.candidates import Candidate
from knowledge.reading.question import read_question
from rules.interval import Interval
from rules.model import Facts

OPENING = "Azure VM, CSP since 2015, our exim delivers straight to the recipients on port 25"
TWO = "an azure machine on pay as you go from 2020 and one on CSP, mails leave neither of them"


@pytest.mark.parametrize(
    "turn",
    ["sorry, forget 2015, that is the contract", "negeer 2015 maar, dat was de vm", "don't go by 2015"],
)
def test_a_known_day_that_is_taken_back_is_asked_for_again(turn: str, library: Library) -> None:
    found = held(library, OPENING, turn)
    assert "created" not in found.case.facts
    assert (found.outcome, found.offered) == ("ask_created", None)


def test_supposing_another_day_takes_none_back(library: Library) -> None:
    found = held(library, OPENING, "what if it were not from 2015 but from 2021?")
    assert str(found.case.facts["created"]) == "2015-01-01/2015-12-31"


@pytest.mark.parametrize("turn", ["no, 2021 is when my boss retired", "nee. 2021 is het jaar van de fusie"])
def test_an_offered_day_that_a_no_names_again_is_not_offered_again(turn: str, library: Library) -> None:
    asked = (
        "MSDN, an azure vm that mails straight on port 25",
        "my boss says around 2021 maybe, he retired then",
    )
    assert held(library, *asked).offered is not None
    found = held(library, *asked, turn)
    assert found.offered is None
    assert found.outcome in ("ask_created", "answer_both")


def test_a_date_beside_not_to_know_when_is_never_told_as_the_day(library: Library) -> None:
    found = held(
        library,
        "CSP, an azure vm that mails straight on port 25",
        "the firm was founded in 2015, and I don't know when the subscription was created",
    )
    assert found.outcome in ("ask_created", "answer_both")


def test_a_contract_that_ends_in_years_to_come_is_no_day_of_creation(library: Library) -> None:
    found = held(
        library, "CSP, an azure vm that mails straight on port 25", "our contract with them ends in 2027"
    )
    assert (found.outcome, found.offered) == ("ask_created", None)


@pytest.mark.parametrize(
    "text",
    [
        "azure vm, port 25: our subscription started out as a free trial",
        "azure-vm op poort 25: ons abonnement is ooit begonnen als bizspark",
    ],
)
def test_what_it_began_as_is_no_type_of_today(text: str, library: Library) -> None:
    found = held(library, text)
    assert found.outcome in ("ask_subscription", "answer_types")
    assert found.case.facts == {"delivery": "direct"}


def test_anothers_type_is_not_told_where_ours_is_named_as_a_former_one(library: Library) -> None:
    found = held(
        library, "my uncle's firm has an EA, ours started as a free trial; port 25 from our azure server?"
    )
    assert found.outcome == "ask_subscription"


def test_how_mail_is_sent_is_heard_for_all_beside_what_is_told_of_one(library: Library) -> None:
    found = held(library, TWO, "straight out on port 25, both of them. the csp one was opened in 2016")
    assert found.outcomes == ("blocked_request_exemption", "allowed")


def test_a_doubtful_day_of_one_of_several_is_asked_for(library: Library) -> None:
    told = "straight out on port 25. the second one: the client came in 2016, no idea when it was made"
    assert held(library, TWO, told).outcomes == ("blocked_request_exemption", "ask_created")


def test_what_is_told_of_each_by_its_type_goes_to_that_one(library: Library) -> None:
    found = held(
        library,
        "two azure subscriptions that mail straight on port 25: BizSpark and CSP",
        "the BizSpark one is from 2016, the CSP from 2022",
        "the csp was refused an exemption, the bizspark was never asked for",
    )
    days = {one.facts["subscription"]: str(one.facts["created"]) for one in found.case.every}
    assert days == {"bizspark": "2016-01-01/2016-12-31", "csp": "2022-01-01/2022-12-31"}


def test_a_day_told_of_one_of_several_leaves_the_others_asked_for(library: Library) -> None:
    two = "azure: one on MSDN and one on BizSpark, both mail straight out on port 25"
    assert held(library, two, "the bizspark one was opened on 3 May 2015").outcomes == (
        "ask_created",
        "allowed",
    )
    both = held(library, two, "both were created in 2019")
    assert ("blocked_no_exemption",) * 2 in (both.outcomes, both.offered)


def test_a_day_that_may_be_of_either_is_taken_for_none(library: Library) -> None:
    two = "azure: one on MSDN and one on BizSpark, both mail straight out on port 25"
    assert held(library, two, "it was created in 2019").outcomes == ("ask_created", "ask_created")


def test_a_mere_side_leaves_a_day_that_lies_on_it(library: Library) -> None:
    known = Interval(date(2020, 3, 1), date(2020, 3, 31))
    asked = Talk("created", "ask_created", {"subscription": "msdn"})
    after = replace(read_question("after that", library, TODAY, asked), known_day=known)
    before = replace(read_question("before that", library, TODAY, asked), known_day=known)
    assert after.facts["created"][0].value == known
    assert before.facts["created"][0].value == Interval.before(library.reading.cut)


def test_a_day_that_is_not_taken_is_named_in_theworded(library: Library) -> None:
    opening = "MSDN, an azure vm that mails straight on port 25"
    found = held(library, opening, "our contract with them ends in 2027")
    assert "“2027”" in compose(found, PHRASES["en"]).text()
    assert "“" not in compose(held(library, opening, "we had fish today"), PHRASES["en"]).text()


OCTOBER = Interval(date(2018, 10, 1), date(2018, 10, 31))
MIXED_UP: Facts = {"subscription": "pay_as_you_go", "created": OCTOBER, "delivery": "direct"}


def test_a_reading_to_which_no_was_said_is_neither_offered_nor_told_again(library: Library) -> None:
    types = (Candidate("pay_as_you_go", 0.7), Candidate("visual_studio", 0.3))
    case = Case(MIXED_UP, {"subscription": types}, asked="created", offered=MIXED_UP, last="ask_created")
    for text in ("no!! that is not what I said", "no, wrong again", "and now?"):
        found = answer(text, case, library, edition="2018-11-20", today=TODAY)
        assert (found.parts[0].offered or found.parts[0]).facts != MIXED_UP or found.parts[0].asked
        assert found.case.offered != MIXED_UP
        case = recalled(remembered(found.case))
    assert case.denied == MIXED_UP


def test_what_mends_nothing_of_the_one_at_hand_is_of_the_one_that_it_mends(library: Library) -> None:
    relayed = Spoken({"subscription": "csp", "delivery": "relay"}, place=1)
    direct: Facts = {"subscription": "enterprise_agreement", "delivery": "direct"}
    case = Case(direct, last="allowed", told="allowed", others=(relayed,))
    text = "no, we still send directly. that relay was only for the meantime"
    found = answer(text, case, library, edition="2018-11-20", today=TODAY)
    assert found.parts[0].read["subscription"] == "csp"
    known = replace(case, others=(replace(relayed, facts={**relayed.facts, "delivery": "direct"}),))
    found = answer(text, known, library, edition="2018-11-20", today=TODAY)
    assert found.parts[0].read["subscription"] == "enterprise_agreement"


def test_a_no_to_what_was_offered_mends_no_other_subscription(library: Library) -> None:
    relayed = Spoken({"subscription": "pay_as_you_go", "delivery": "relay"}, place=0)
    direct: Facts = {"subscription": "enterprise_agreement", "delivery": "direct"}
    case = Case(direct, asked="subscription", last="ask_subscription", offered=direct, others=(relayed,))
    found = answer("no, direct", replace(case, place=1), library, edition="2018-11-20", today=TODAY)
    assert found.case.place == 1
    assert found.case.others == (relayed,)
