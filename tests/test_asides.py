"""What lies beside a case: a subject is named only where it is likely."""

from dataclasses import replace
from datetime import date

import pytest
from conftest import TODAY

from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.asides import Asides
from knowledge.case.memory import EMPTY_CASE, Case, certain
from knowledge.judged.features import NO_TALK
from knowledge.library import Library
from knowledge.mentions.asked_about import asks_what_exemption_is
from knowledge.reading.question import Question, read_question
from rules.interval import Interval
from rules.model import Facts

EDITION = "2018-11-20"
ASKED = "Does the document say how long an approval takes?"


def _question(library: Library, p: float) -> Question:
    """A question in which one theme has this probability, and the others less."""
    read = read_question(ASKED, library, TODAY, NO_TALK)
    themes = dict.fromkeys(read.themes, p / 2) | {"approval_time": p}
    judged = {**read.found.judged, "theme": themes}
    return replace(read, found=read.found._replace(judged=judged))


@pytest.mark.parametrize(("p", "theme"), [(0.9, "approval_time"), (0.1, "other_silent")])
def test_what_the_document_does_not_say_is_named_where_it_is_likely(
    p: float, theme: str, library: Library
) -> None:
    asides = Asides(library, library.law(EDITION))
    found = asides.said("not_covered", _question(library, p), EMPTY_CASE, {"again": 1.0})
    assert (found.outcome, found.theme) == ("not_covered", theme)


@pytest.mark.parametrize(
    "text",
    [
        "What is a relay?",
        "thank you. relay, what is it? simple words please",
        "what is mean relay?",
        "what do you mean by a relay?",
    ],
)
def test_who_asks_what_a_relay_is_is_told(text: str, library: Library) -> None:
    told = answer("EA, direct on port 25", EMPTY_CASE, library, edition=EDITION, today=TODAY)
    found = answer(text, told.case, library, edition=EDITION, today=TODAY)
    assert (found.outcome, found.theme) == ("topic_answer", "relay")
    assert compose(found, read_phrases()["en"]).text().startswith("A relay is a mail service that takes")


def test_who_asks_what_a_relay_is_beside_an_offer_is_told_and_keeps_it(library: Library) -> None:
    offered: Facts = {"subscription": "enterprise_agreement", "delivery": "direct"}
    case = Case({"subscription": "enterprise_agreement"}, asked="delivery", offered=offered)
    found = answer("what is a relay?", case, library, edition=EDITION, today=TODAY)
    said = compose(found, read_phrases()["en"]).text()
    assert said.startswith("A relay is a mail service that takes")
    assert "Still open: Enterprise Agreement, direct delivery. Right?" in said


def test_who_asks_whether_a_relay_may_be_used_is_not_told_what_one_is(library: Library) -> None:
    found = answer("Is a relay on 587 blocked?", EMPTY_CASE, library, edition=EDITION, today=TODAY)
    assert "A relay is a mail service" not in compose(found, read_phrases()["en"]).text()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What has changed for pay-as-you-go since 2018?", True),
        ("Wat is er veranderd in het beleid?", True),
        ("What changed for CSP between the 2018 and the 2023 edition?", True),
        ("What changed on 15 November 2017?", False),
        ("Since March 2024 our VM sends no mail any more, what changed?", False),
        ("Our mail stopped. What changed?", False),
    ],
)
def test_who_asks_what_changed_from_edition_to_edition_is_told_where_it_is_shown(
    text: str, told: bool, library: Library
) -> None:
    found = answer(text, EMPTY_CASE, library, edition=EDITION, today=TODAY)
    said = compose(found, read_phrases()["en"]).text()
    assert ("/port25 changes 2018-11-20 2023-12-20" in said) is told


CASE = Case({"subscription": "msdn", "created": Interval.since(date(2017, 11, 15)), "delivery": "direct"})
OLD = "20 November 2018"
NEW = "20 December 2023"
WHERE = "Where to find the day"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Which edition do you use?", (OLD, NEW, "and by the newest?")),
        ("what is your source", (OLD, NEW)),
        ("are these rules still valid", (OLD, NEW)),
        ("so why does the newer page say blocked?", (OLD, NEW, "neither says")),
        ("How do I find the creation date?", (WHERE,)),
        ("where do i see the type", ("Offer ID",)),
        ("what does CSP mean?", ("Cloud Solution Provider", "Offer ID")),
        ("what is an EA", ("Enterprise Agreement",)),
    ],
)
def test_who_asks_what_we_go_by_or_where_to_find_what_decides_is_told_so(
    text: str, told: tuple[str, ...], library: Library
) -> None:
    found = answer(text, CASE, library, edition=EDITION, today=TODAY)
    said = compose(found, read_phrases()["en"]).text()
    assert (found.outcome, found.case.facts) == ("topic_answer", CASE.facts)
    assert all(one in said for one in told)


@pytest.mark.parametrize(
    "text", ["vind ik de aanmaakdatum ergens?", "welke editie gebruik je", "wat is CSP?"]
)
def test_what_we_go_by_is_told_in_dutch(text: str, library: Library) -> None:
    found = answer(text, CASE, library, edition=EDITION, today=TODAY)
    assert found.outcome == "topic_answer"
    assert compose(found, read_phrases()["nl"]).text()


def test_by_the_newest_edition_nothing_later_is_spoken_of(library: Library) -> None:
    newest = library.newest.edition.edition
    found = answer("which edition do you use?", EMPTY_CASE, library, edition=newest, today=TODAY)
    assert "the newest that I know." in compose(found, read_phrases()["en"]).text()


def test_who_cannot_find_the_day_that_we_asked_for_answers_us(library: Library) -> None:
    asking = Case({"subscription": "msdn", "delivery": "direct"}, asked="created", last="ask_created")
    found = answer("no way to find the date", asking, library, edition=EDITION, today=TODAY)
    assert found.theme is None


def test_who_asks_about_a_type_for_a_case_is_not_told_what_it_is(library: Library) -> None:
    text = "What is CSP doing about our vm, its mail on port 25 is blocked?"
    found = answer(text, EMPTY_CASE, library, edition=EDITION, today=TODAY)
    assert found.theme != "type_is"


@pytest.mark.parametrize(
    "text",
    [
        "one general thing: does a CSP customer still get an exemption these days?",
        "Can a CSP customer be exempted or not, in general?",
    ],
)
def test_who_asks_if_a_type_is_exempted_is_not_told_what_that_word_means(text: str, library: Library) -> None:
    of_a_vs: Facts = {
        "subscription": "visual_studio",
        "created": Interval(date(2018, 1, 1), date(2018, 12, 31)),
        "delivery": "direct",
    }
    case = Case(of_a_vs, last="blocked_no_exemption", told="blocked_no_exemption")
    found = answer(text, case, library, edition=EDITION, today=TODAY)
    assert (found.outcome, found.theme) == ("topic_answer", "how_to_request")
    assert "With CSP, ask your provider" in compose(found, read_phrases()["en"]).text()


@pytest.mark.parametrize(
    "text",
    ["what is an exemption, we are on payg?", "what does exemption mean? my CSP keeps using that word"],
)
def test_who_asks_what_an_exemption_is_is_told_that(text: str, library: Library) -> None:
    question = read_question(text, library, TODAY, NO_TALK)
    assert asks_what_exemption_is(question.marks)
    judged = {**question.found.judged, "theme": {"what_exemption_is": 1.0}}
    asked = replace(question, found=question.found._replace(judged=judged))
    found = Asides(library, library.law(EDITION)).said("topic_answer", asked, EMPTY_CASE, {"again": 1.0})
    assert found.theme == "what_exemption_is"


def test_who_is_csp_and_denies_another_type_is_told_the_way_of_csp(library: Library) -> None:
    of_csp: Facts = {
        "subscription": "csp",
        "created": Interval(date(2020, 1, 1), date(2020, 12, 31)),
        "delivery": "direct",
    }
    case = Case(of_csp, last="blocked_ask_csp", told="blocked_ask_csp")
    question = read_question("how do we request it, we are CSP, not EA", library, TODAY, NO_TALK)
    judged = {**question.found.judged, "theme": {"how_to_request": 1.0}}
    asked = replace(question, found=question.found._replace(judged=judged))
    found = Asides(library, library.law(EDITION)).said("topic_answer", asked, case, {"again": 1.0})
    assert (found.outcome, found.repeated) == ("blocked_ask_csp", True)


@pytest.mark.parametrize(
    "text", ["so the subscription does not matter?", "do I need to know its date, yes or no?"]
)
def test_for_a_relay_no_date_counts(text: str, library: Library) -> None:
    relay = Case({"delivery": "relay"}, last="relay_unrestricted", told="relay_unrestricted")
    assert answer(text, relay, library, edition="2018-11-20", today=TODAY).theme in ("relay", None)


def test_for_a_relay_that_is_supposed_no_date_counts(library: Library) -> None:
    direct = Case(
        {"delivery": "direct", "subscription": "enterprise_agreement"}, last="allowed", told="allowed"
    )
    case = replace(
        direct, supposing=certain({**direct.facts, "delivery": "relay"}), last="relay_unrestricted"
    )
    asides = Asides(library, library.law("2018-11-20"))
    read = read_question("does the date of the subscription count?", library, TODAY, NO_TALK)
    themes = {**dict.fromkeys(read.themes, 0.0), "which_date": 1.0}
    question = replace(read, found=read.found._replace(judged={**read.found.judged, "theme": themes}))
    found = [asides.said("topic_answer", question, one, {"again": 1.0}).theme for one in (direct, case)]
    assert found == ["which_date", "relay"]


def test_a_question_about_the_verdict_leaves_a_confirmed_case_as_sure_as_it_was(library: Library) -> None:
    facts: Facts = {"subscription": "visual_studio", "delivery": "relay"}
    case = Case(facts, last="relay_unrestricted", told="relay_unrestricted")
    text = "oke los dan: waarom is poort 25 dicht en 587 niet?"
    found = answer(text, case, library, edition=EDITION, today=TODAY)
    assert found.outcome == "topic_answer"
    assert found.case.is_settled
