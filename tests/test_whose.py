"""People come back to their own subscription after that of somebody else, whatever was asked between."""

from dataclasses import replace

import pytest
from conftest import TODAY

from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.case.memory import EMPTY_CASE
from knowledge.case.others import Spoken, meant_one
from knowledge.case.whose import THEIRS, calls_own, compares_people, whose_in
from knowledge.judged.features import Talk
from knowledge.library import Library
from knowledge.mentions.marks import Before
from knowledge.reading.question import read_question
from knowledge.words.text import read_words


def _conversation(library: Library, *texts: str) -> Answer:
    case, found = EMPTY_CASE, None
    for text in texts:
        found = answer(text, case, library, edition="2018-11-20", today=TODAY)
        case = found.case
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("my sister's firm has an EA", True),
        ("een klant zit op CSP", True),
        ("Dr Lowe has his own, he is on MSDN", True),
        ("our shop is on PAYG", False),
        ("his own company has an EA", True),
        ("what about our customers, EA from 2020?", True),
        ("a client told us they have EA", True),
        ("my friend made himself an EA", True),
        ("my colleague says it is an EA", False),
        ("the library has a CSP. Does the same hold for them?", True),
        ("die bibliotheek zit bij een CSP, is dat voor hun ook zo?", True),
        ("it goes out on port 25, says he, by our EA", False),
        ("my brother in law set it up", False),
        ("it mails the tenants itself", False),
        ("it sends to a customer every day", False),
        ("my brother's company is on PAYG", True),
        ("wij zitten op CSP", False),
    ],
)
def test_a_message_says_whose_a_subscription_is(text: str, theirs: bool) -> None:
    assert (THEIRS in whose_in(read_words(text))) == theirs


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("and MY one, can I ask them?", True),
        ("back to our own then", True),
        ("en de onze?", True),
        ("en voor mezelf dan?", True),
        ("ok en bij ons, mogen we iets vragen?", True),
        ("so mine is fine?", True),
        ("my boss wants to know", False),
        ("onze mail komt niet aan", False),
        ("can I do it myself?", False),
    ],
)
def test_a_message_calls_the_askers_own(text: str, own: bool) -> None:
    assert calls_own(read_words(text)) == own


@pytest.mark.parametrize("text", ["ok. and MY one then, can I ask them?", "and ours, what was that again?"])
def test_ones_own_is_meant_after_two_of_other_people(text: str, library: Library) -> None:
    found = _conversation(
        library,
        "our PAYG from 2019 sends straight out on port 25 and fails",
        "my neighbour has a Visual Studio Enterprise one from 2021, same thing. is he blocked too?",
        "yes right",
        "and my sister's firm, EA, straight to gmail",
        text,
    )
    assert (found.offered or found.outcomes)[0] == "blocked_request_exemption"
    assert found.case.facts["subscription"] == "pay_as_you_go"


def test_where_all_are_ones_own_the_word_tells_none_apart(library: Library) -> None:
    question = read_question("so ours is fine?", library, TODAY, Talk(None, None, {}), Before("en"))
    own = [Spoken({"subscription": name}, {}, frozenset()) for name in ("pay_as_you_go", "csp")]
    assert meant_one(question, library.heads, own) is None
    assert meant_one(question, library.heads, [own[0], replace(own[1], names=frozenset({THEIRS}))]) == (
        0,
        0.9,
    )


def test_another_type_and_day_after_a_verdict_are_another_one_and_all_come_back(library: Library) -> None:
    found = _conversation(
        library,
        "bakery customer: we resell them CSP since 2021, their vm sends straight out on 25",
        "yes",
        "next one: the gym. thats a PAYG they opened themselves in 2018, straight out on 25 too",
        "yes",
        "the overview of both please",
    )
    assert (found.offered or found.outcomes) == ("blocked_ask_csp", "blocked_request_exemption")


def test_ones_own_is_called_back_by_its_type_from_what_was_supposed(library: Library) -> None:
    found = _conversation(
        library,
        "azure for students since september 2024, my script mails straight out on 25",
        "yes",
        "my teacher has an education subscription of 2016, same question",
        "yes",
        "and what if I moved my students one to payg?",
        "ok. and my own students subscription, how was that again?",
    )
    assert (found.offered or found.outcomes) == ("blocked_no_exemption",)
    assert str(found.case.facts["created"]) == "2024-09-01/2024-09-30"


def test_why_of_ones_own_and_of_somebody_elses_is_told_of_both(library: Library) -> None:
    turns = (
        "our VS sub from 2021 sends straight on 25 from a vm, blocked?",
        "yes",
        "my mate has payg from 2016, same thing, is he ok",
        "yes",
    )
    found = _conversation(library, *turns, "why is mine blocked and his not")
    assert found.outcomes == ("blocked_no_exemption", "allowed")
    assert (found.repeated, found.word) == (True, "why")


@pytest.mark.parametrize(
    ("text", "compares"),
    [("why is mine blocked and his not", True), ("why? he says so", False), ("why me", False)],
)
def test_people_are_compared_in_one_sentence(text: str, compares: bool) -> None:
    assert compares_people(read_words(text)) is compares


def test_what_is_supposed_of_ones_own_is_not_of_somebody_elses(library: Library) -> None:
    found = _conversation(
        library,
        "visual studio subscription of 2020, my mail server on the vm sends straight on 25",
        "and a customer of mine, payg from august 2018, sends straight out too",
        "yes",
        "back to my own sub, what if I switch that one to pay as you go?",
    )
    assert (found.offered or found.outcomes) == ("blocked_request_exemption",)
    assert str(found.case.facts["created"]) == "2020-01-01/2020-12-31"


def test_who_goes_back_to_ones_own_for_a_text_to_pass_on_gets_that(library: Library) -> None:
    found = _conversation(
        library,
        "my brother in law set it up: payg since february 2019, the vm mails our tenants itself on port 25",
        "yes",
        "his own company has pay as you go as well, since spring 2016. are they blocked too?",
        "yes",
        "ok and ours again, can you do a short note for my boss?",
    )
    assert (found.offered or found.outcomes) == ("blocked_request_exemption",)
    assert str(found.case.facts["created"]) == "2019-02-01/2019-02-28"
