"""A conversation goes on from what is known: answers, corrections, what-ifs, offers, asides."""

from dataclasses import replace

import pytest
from conftest import TODAY

from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts
from knowledge.case.conversation import before_of
from knowledge.case.memory import EMPTY_CASE, Case, certain
from knowledge.library import Library
from knowledge.reading.candidates import Candidate
from rules.interval import parse_interval
from rules.model import Facts
from rules.written import parse_facts, write_facts

EDITION = "2018-11-20"
SENT = {"delivery": "direct"}
OF_A_TYPE = {**SENT, "subscription": "msdn"}
BLOCKED = {**SENT, "subscription": "pay_as_you_go", "created": "2019-01-01/2019-12-31"}
EXEMPTED = {**BLOCKED, "exemption": "granted", "restarted": "yes"}
OLD_CSP = {**SENT, "subscription": "csp", "created": "before:2017-11-15"}

ANSWERS = [
    (SENT, "pay-as-you-go", "subscription", "pay_as_you_go"),
    (SENT, "It is a CSP subscription", "subscription", "csp"),
    (SENT, "het is een MSDN", "subscription", "msdn"),
    (SENT, "I don't know", "subscription", "unknown"),
    (OF_A_TYPE, "2015", "created", "2015-01-01/2015-12-31"),
    (OF_A_TYPE, "in March 2019", "created", "2019-03-01/2019-03-31"),
    (OF_A_TYPE, "voor 2017", "created", "before:2017-01-01"),
    (OF_A_TYPE, "after", "created", "from:2017-11-15"),
    (OF_A_TYPE, "I don't know", "created", "unknown"),
    (OF_A_TYPE, "geen idee", "created", "unknown"),
]
CORRECTIONS = [
    ("Sorry, it is an MSDN subscription.", "msdn"),
    ("I was wrong, it is an EA", "enterprise_agreement"),
    ("Nee, het is een MSDN-abonnement.", "msdn"),
    ("Sorry, we zitten op CSP.", "csp"),
]
OTHERS = [
    ("We also have another subscription, an MSDN one. What about that?", "msdn"),
    ("And our other subscription, which is CSP?", "csp"),
    ("En ons andere abonnement, een CSP?", "csp"),
    ("We hebben ook nog een MSDN-abonnement. Geldt daar hetzelfde voor?", "msdn"),
]
OF_ANOTHER_YEAR = [
    "We also have a free trial, from June.",
    "En een MSDN uit juni?",
    "yes, a new subscription that we made in June",
]
WHAT_IFS = [
    "What if it had been created in 2016?",
    "Suppose it were an EA, would it be allowed then?",
    "En als het een EA was?",
    "Stel dat het abonnement van 2015 was, mocht het dan wel?",
]
ASIDES = {
    "How long does an approval take?": "not_covered",
    "Does Azure also block incoming mail on port 25?": "not_covered",
    "Which ports does a relay use?": "topic_answer",
    "Hoe lang duurt een goedkeuring?": "not_covered",
    "Thanks!": "courtesy",
    "Dank je wel": "courtesy",
}
HEDGED = [
    "CSP I think, 2019 or so, port 25?",
    "Our VM can't send on port 25, MSDN probably, from 2020 maybe.",
    "Onze VM kan niet mailen op poort 25, CSP denk ik, van 2020 of zo.",
    "port 25 is blocked, my colleague has an EA and I guess we are on MSDN, 2021",
]


def _facts(facts: dict[str, str], library: Library) -> Facts:
    return parse_facts(facts, library.law(EDITION).edition)


def _case(facts: dict[str, str], library: Library) -> Case:
    return answer_facts(_facts(facts, library), library, edition=EDITION).case


def _say(text: str, case: Case, library: Library) -> Answer:
    return answer(text, case, library, edition=EDITION, today=TODAY)


def _known(case: Case, library: Library) -> dict[str, str]:
    return write_facts(case.facts, library.law(EDITION).edition)


def _offering(library: Library) -> Case:
    """A case in which MSDN is known, and an old CSP is offered."""
    return replace(_case(OF_A_TYPE, library), offered=_facts(OLD_CSP, library))


@pytest.mark.parametrize(("known", "text", "fact", "value"), ANSWERS)
def test_an_answer_to_our_question_is_taken_for_it(
    known: dict[str, str], text: str, fact: str, value: str, library: Library
) -> None:
    assert _known(_say(text, _case(known, library), library).case, library) == {**known, fact: value}


def test_the_answers_to_our_questions_lead_to_a_verdict(library: Library) -> None:
    case, outcomes = EMPTY_CASE, []
    for text in ("May our Azure VM send mail on port 25?", "pay-as-you-go", "in March 2019"):
        found = _say(text, case, library)
        case = found.case
        outcomes.append(found.outcome)
    assert outcomes == ["ask_subscription", "ask_created", "blocked_request_exemption"]


@pytest.mark.parametrize(("text", "value"), CORRECTIONS)
def test_a_corrected_type_keeps_the_date(text: str, value: str, library: Library) -> None:
    case = _say(text, _case(BLOCKED, library), library).case
    assert _known(case, library) == {**BLOCKED, "subscription": value}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("No, that's wrong, it is not from 2019.", "created"),
        ("nee, niet van 2019", "created"),
        ("it was not created in 2019", "created"),
        ("No, we are not on pay-as-you-go", "subscription"),
        ("het is geen payg", "subscription"),
    ],
)
def test_what_was_read_and_is_denied_holds_no_more(text: str, fact: str, library: Library) -> None:
    found = _say(text, _case(BLOCKED, library), library)
    assert found.outcome == f"ask_{fact}"
    assert found.case.facts.get(fact) != _facts(BLOCKED, library)[fact]


def test_a_corrected_date_keeps_the_type(library: Library) -> None:
    case = _say("Sorry, het abonnement is van 2015.", _case(BLOCKED, library), library).case
    assert _known(case, library) == {**BLOCKED, "created": "2015-01-01/2015-12-31"}


@pytest.mark.parametrize(("text", "value"), OTHERS)
def test_another_subscription_keeps_no_date_and_no_exemption(text: str, value: str, library: Library) -> None:
    first = _case(EXEMPTED, library)
    found = _say(text, first, library)
    assert found.outcome == "ask_created"
    assert _known(found.case, library) == {**SENT, "subscription": value}
    assert [one.facts for one in found.case.others] == [first.facts]


@pytest.mark.parametrize("text", OF_ANOTHER_YEAR)
def test_a_month_of_another_subscription_is_not_of_the_year_of_the_first(text: str, library: Library) -> None:
    found = _say(text, _case(BLOCKED, library), library)
    assert found.question
    assert [str(day.interval) for day in found.question.marks.dates] == ["2026-06-01/2026-06-30"]


def test_a_service_is_let_go_with_the_route_through_it(library: Library) -> None:
    case = _case({**BLOCKED, "route": "paas"}, library)
    through = replace(case, facts={**case.facts, "service": "azure_firewall"})
    offered = replace(through, offered={**case.facts, "route": "internet"}, supposed=True)
    assert "service" not in _say("yes", offered, library).parts[0].read


@pytest.mark.parametrize("text", WHAT_IFS)
def test_a_what_if_leaves_the_case_as_it_was(text: str, library: Library) -> None:
    case = _case(BLOCKED, library)
    found = _say(text, case, library)
    assert found.parts[0].facts != case.facts or found.outcome != case.last
    assert (found.case.facts, found.case.others) == (case.facts, case.others)


@pytest.mark.parametrize(
    ("known", "text", "outcome"),
    [
        (
            {**SENT, "subscription": "csp", "created": "from:2020-01-01"},
            "How do I request it?",
            "blocked_ask_csp",
        ),
        (
            {**SENT, "subscription": "csp", "created": "from:2020-01-01"},
            "Do I write to Microsoft or to the reseller?",
            "blocked_ask_csp",
        ),
        (
            {**SENT, "subscription": "msdn", "created": "from:2020-01-01"},
            "Hoe vraag ik een vrijstelling aan?",
            "blocked_no_exemption",
        ),
    ],
)
def test_who_asks_for_a_way_that_is_not_open_to_their_type_gets_their_own(
    known: dict[str, str], text: str, outcome: str, library: Library
) -> None:
    found = _say(text, _case(known, library), library)
    assert (found.outcome, found.repeated) == (outcome, True)
    assert found.word in ("how", "must_ask")


@pytest.mark.parametrize(
    "text", ["and if it were a new one of 2024?", "en als het een nieuw CSP-abonnement was?"]
)
def test_what_became_of_a_request_is_not_supposed_of_another_subscription(
    text: str, library: Library
) -> None:
    found = _say(text, _case({**BLOCKED, "exemption": "refused"}, library), library)
    supposed = found.parts[0].read
    assert found.supposed
    assert "exemption" not in supposed
    assert _known(found.case, library)["exemption"] == "refused"


@pytest.mark.parametrize("text", WHAT_IFS)
def test_a_yes_to_what_a_what_if_would_lead_to_leaves_the_case_as_it_was(text: str, library: Library) -> None:
    case = _case(BLOCKED, library)
    supposed = _say(text, case, library)
    assert _known(_say("yes", supposed.case, library).case, library) == BLOCKED


@pytest.mark.parametrize(("text", "outcome"), ASIDES.items())
def test_something_beside_the_case_leaves_it_and_our_question_as_they_were(
    text: str, outcome: str, library: Library
) -> None:
    case = _case(OF_A_TYPE, library)
    found = _say(text, case, library)
    assert found.outcome == outcome
    assert (found.case.facts, found.case.asked) == (case.facts, case.asked)


def test_an_answer_after_an_aside_is_still_taken_for_one(library: Library) -> None:
    aside = _say("How long does an approval take?", _case(OF_A_TYPE, library), library)
    assert _say("2015", aside.case, library).outcome == "allowed"


@pytest.mark.parametrize("text", ["Why?", "Are you sure?", "zeker?", "en nu?", "still doesn't work"])
def test_what_asks_about_the_verdict_says_the_same_again(text: str, library: Library) -> None:
    case = _case(BLOCKED, library)
    found = _say(text, case, library)
    assert (found.outcome, found.case.facts) == (case.last, case.facts)


# -- offers


@pytest.mark.parametrize(
    "text",
    ["yes", "Yes please", "that's right", "That sounds right.", "correct", "ja", "ja, dat klopt", "Precies."],
)
def test_a_yes_to_an_offer_gives_exactly_what_was_offered(text: str, library: Library) -> None:
    found = _say(text, _offering(library), library)
    assert found.outcome == "allowed"
    assert _known(found.case, library) == OLD_CSP
    assert found.case.offered is None


@pytest.mark.parametrize("text", ["no", "nope", "nee", "nee, niet juist"])
def test_a_no_to_an_offer_asks_for_what_was_in_doubt(text: str, library: Library) -> None:
    found = _say(text, _offering(library), library)
    assert (found.outcome, found.parts[0].offered) == ("ask_created", None)
    assert _known(found.case, library) == OF_A_TYPE
    assert found.case.offered is None


@pytest.mark.parametrize("text", ["sure?", "they said no", "nope, timeouts again", "nee, geen firewall"])
def test_what_says_more_than_yes_or_no_neither_accepts_nor_refuses_an_offer(
    text: str, library: Library
) -> None:
    assert _known(_say(text, _offering(library), library).case, library).get("subscription") != "csp"


def test_a_yes_with_a_correction_keeps_both(library: Library) -> None:
    found = _say("yes, but it goes through SendGrid on 587", _offering(library), library)
    offered = found.parts[0].offered
    assert "relay_unrestricted" in (found.outcome, offered.outcome if offered else None)
    assert _known(found.case, library)["subscription"] == "csp"


def test_what_was_perhaps_only_supposed_is_not_taken_for_told(library: Library) -> None:
    case = _case(BLOCKED, library)
    for text in ("and with Mailgun on 587?", "we have the exemption now"):
        case = _say(text, case, library).case
    assert _say("stopped and started in the portal", case, library).outcome != "relay_unrestricted"


def test_a_doubt_outlives_the_turns_that_say_nothing_of_it(library: Library) -> None:
    doubt = (Candidate("msdn", 0.6), Candidate("csp", 0.4))
    case = replace(_case(OF_A_TYPE, library), doubts={"subscription": doubt})
    found = _say("2019", case, library)
    assert {one.value for one in found.case.doubts["subscription"]} >= {"msdn", "csp"}
    assert found.outcome.startswith("ask_")


def test_what_did_not_decide_a_verdict_stays_in_doubt(library: Library) -> None:
    doubt = (Candidate("granted", 0.6), Candidate(None, 0.4))
    case = replace(_case({**SENT, "route": "paas"}, library), doubts={"exemption": doubt})
    assert "exemption" in _say("MSDN", case, library).case.doubts


@pytest.mark.parametrize("text", ["what is an EA?", "wat is een EA?", "EA niet"])
def test_a_term_that_is_asked_about_or_denied_is_no_answer(text: str, library: Library) -> None:
    found = _say(text, _case(SENT, library), library)
    assert _known(found.case, library).get("subscription") != "enterprise_agreement"
    assert found.outcome != "allowed"


def test_a_no_leaves_no_case_that_leads_to_what_was_refused(library: Library) -> None:
    likely = _facts({**SENT, "subscription": "enterprise_agreement"}, library)
    doubt = (Candidate("enterprise_agreement", 0.7), Candidate(None, 0.3))
    case = Case(likely, {"subscription": doubt}, asked="created", offered=likely, last="ask_created")
    after = _say("no", case, library).case
    assert answer_facts(after.facts, library, edition=EDITION).outcome != "allowed"


def test_an_offer_stays_open_beside_a_general_question(library: Library) -> None:
    offering = _offering(library)
    aside = _say("How long does an approval take?", offering, library)
    assert aside.case.offered == offering.offered
    agreed = _say("yes", aside.case, library)
    assert agreed.outcome == _say("yes", offering, library).outcome


def test_who_leaves_lets_the_offer_go(library: Library) -> None:
    left = _say("thanks, bye", _offering(library), library)
    assert left.outcome == "courtesy"
    assert left.case.offered is None


def test_what_is_offered_is_what_a_yes_leads_to(library: Library) -> None:
    answers = [_say(text, EMPTY_CASE, library) for text in HEDGED]
    offers = [(found, found.parts[0].offered) for found in answers if found.parts[0].offered]
    assert offers
    for found, offered in offers:
        assert offered is not None
        assert _say("yes", found.case, library).outcome == offered.outcome


def test_a_case_is_not_changed_by_what_follows(library: Library) -> None:
    case = _case(BLOCKED, library)
    before = replace(case, facts=dict(case.facts))
    _say("Sorry, it is an MSDN subscription.", case, library)
    assert case == before


@pytest.mark.parametrize(
    "text",
    [
        "our parent has an EA",
        "we used to have an EA",
        "we are thinking of an EA",
        "my colleague says EA",
        "vroeger een EA",
        "we hadden een EA",
        "EA, but it expired",
    ],
)
def test_anothers_or_a_former_type_as_an_answer_is_no_verdict(text: str, library: Library) -> None:
    asked = _say("our azure vm cannot send mail on port 25", EMPTY_CASE, library)
    assert asked.case.asked == "subscription"
    assert _say(text, asked.case, library).parts[0].verdict is None


def test_a_month_without_a_year_is_of_the_year_that_is_supposed() -> None:
    supposing = certain({"created": parse_interval("2017-11-15")})
    real = Case({"created": parse_interval("2019-03-01/2019-03-31")}, told="allowed")
    assert before_of(real, "en").year == 2019
    assert before_of(replace(real, supposing=supposing), "en").year == 2017
