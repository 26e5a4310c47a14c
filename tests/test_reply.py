"""What a person reads: all outcomes, both languages, complete, calm and of bearable length."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from conftest import TODAY

from bot.saying.lengths import cases_of_every_rule, overlong
from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts, answer_theme
from knowledge.case.decision import Part
from knowledge.case.memory import EMPTY_CASE
from knowledge.dates.days import month_of, widened, year_of
from knowledge.library import Library
from rules.evaluate import Verdict, enact, evaluate
from rules.interval import Interval
from rules.model import UNKNOWN, Facts
from rules.written import parse_facts

PHRASES = read_phrases()
FURNITURE = ("Source", "Bron", "Portal", "Opening", "Inleiding")


def _body(text: str) -> str:
    """The reply without the lines that only name its sources."""
    return "\n".join(
        line for line in text.splitlines() if "https://" not in line and not line.startswith(FURNITURE)
    )


def _cases_of_every_rule(library: Library) -> list[tuple[str, str, Facts]]:
    """For each rule of each edition one case that it decides."""
    return [
        (name, rule, facts) for name, law in library.laws.items() for rule, facts in cases_of_every_rule(law)
    ]


@pytest.mark.parametrize("language", PHRASES)
def test_every_rule_leads_to_a_whole_reply(language: str, every: Library) -> None:
    for edition, rule, facts in _cases_of_every_rule(every):
        found = answer_facts(facts, every, edition=edition, language=language)
        text = compose(found, PHRASES[language]).text()
        assert not set("{}") & set(text), (edition, rule)
        assert "!" not in text, (edition, rule)
        assert found.parts[0].citations, (edition, rule)


@pytest.mark.parametrize("language", PHRASES)
def test_every_topic_leads_to_a_whole_reply(language: str, every: Library) -> None:
    for law in every.laws.values():
        for name, topic in law.edition.topics.items():
            part = Part("not_covered" if topic.silent else "topic_answer", {})
            found = Answer((part,), topic.topic or name, name, language, law, EMPTY_CASE)
            text = compose(found, PHRASES[language]).text()
            assert not set("{}!") & set(text), (law.edition.edition, name)


@pytest.mark.parametrize("language", PHRASES)
def test_every_reply_is_of_bearable_length(language: str, every: Library) -> None:
    for law in every.laws.values():
        assert list(overlong(law, every.beside(law), language, PHRASES[language])) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"subscription": "pay_as_you_go", "created": Interval.since(TODAY)},
        {"subscription": "msdn", "created": Interval.since(TODAY)},
        {"subscription": "csp", "created": Interval.since(TODAY)},
        {"subscription": "enterprise_agreement"},
        {"delivery": "relay"},
        {"subscription": "pay_as_you_go", "exemption": "granted"},
        {"route": "paas"},
    ],
)
@pytest.mark.parametrize("language", PHRASES)
def test_a_usual_verdict_has_50_to_120_words(facts: Facts, language: str, library: Library) -> None:
    found = answer_facts(facts, library, edition="2018-11-20", language=language)
    assert 50 <= len(_body(compose(found, PHRASES[language]).text()).split()) <= 120


@pytest.mark.parametrize("language", PHRASES)
def test_the_exemption_reply_has_the_menu_path_in_one_line_and_the_portal_link(
    language: str, library: Library
) -> None:
    found = answer_facts(
        {"subscription": "pay_as_you_go", "created": Interval.since(TODAY)}, library, edition="2018-11-20"
    )
    text = compose(found, PHRASES[language]).text()
    assert "Technical > Virtual Network > Connectivity > Cannot send email (SMTP/Port 25)\n" in text
    assert "https://portal.azure.com/?#blade/Microsoft_Azure_Support/HelpAndSupportBlade" in text


MESSAGES = (
    "our azure vm cannot send on port 25",
    "mail from our azure server fails",
    "port 25 outbound times out",
    "payg, signed up 10/12/2017, port 25?",
    "payg 31/02/2019",
    "payg, no idea when it was created",
    "no idea what type of azure subscription, port 25 is closed",
    "is it EA or CSP? azure vm on port 25",
    "an EA and an MSDN from 2019, port 25?",
    "which subscription types may use port 25 on azure?",
    "how long does an exemption for port 25 take in azure?",
    "what do i write in the azure port 25 ticket?",
    "weather?",
    "thanks",
    "can an azure vm receive on port 25?",
    "EA through azure firewall on port 25",
    "ea dev/test port 25",
)


@pytest.mark.parametrize(
    ("message", "edition", "language"),
    list(product(MESSAGES, ("2018-11-20", "2021-04-28", "2023-12-20"), PHRASES)),
)
def test_every_kind_of_message_gets_a_whole_reply(
    message: str, edition: str, language: str, library: Library
) -> None:
    text = compose(_answered(message, edition, language, library), PHRASES[language]).text()
    assert text.strip()
    assert not set("{}") & set(text)


def _answered(message: str, edition: str, language: str, library: Library) -> Answer:
    return answer(message, EMPTY_CASE, library, edition=edition, today=TODAY, speak=language)


def test_an_ambiguous_day_is_asked_about_with_both_readings(library: Library) -> None:
    text = compose(
        _answered("payg, signed up 10/12/2017, port 25?", "2018-11-20", "en", library), PHRASES["en"]
    ).text()
    assert text.startswith("Is that 12 October 2017 or 10 December 2017?")


def test_a_day_that_does_not_exist_is_said_to_be_none(library: Library) -> None:
    text = compose(_answered("payg 31/02/2019 port 25", "2018-11-20", "en", library), PHRASES["en"]).text()
    assert text.startswith("There is no 31/02/2019.")


@pytest.mark.parametrize(
    ("subscription", "line"),
    [
        (
            "msdn",
            "But with what you told me (MSDN, created in 2019, direct delivery): blocked, no exemption.",
        ),
        ("pay_as_you_go", None),
    ],
)
def test_who_asks_for_a_way_that_is_not_theirs_is_told_so(
    subscription: str, line: str | None, library: Library
) -> None:
    known = {"subscription": subscription, "created": "2019-01-01/2019-12-31", "delivery": "direct"}
    facts = parse_facts(known, library.law("2018-11-20").edition)
    case = answer_facts(facts, library, edition="2018-11-20").case
    asked = answer_theme("how_to_request", library, edition="2018-11-20")
    lines = compose(replace(asked, case=case), PHRASES["en"]).text().splitlines()
    assert [one for one in lines if one.startswith("But ")] == ([line] if line else [])


def test_the_newest_edition_is_named_only_where_it_differs(library: Library) -> None:
    def newer(facts: Facts) -> bool:
        found = answer_facts(facts, library, edition="2018-11-20")
        return "Microsoft changed the page since (20 December 2023):" in compose(found, PHRASES["en"]).text()

    assert newer({"subscription": "pay_as_you_go", "created": Interval.since(TODAY)})
    assert newer({"subscription": "other:ea_dev_test"})
    assert not newer({"subscription": "enterprise_agreement"})
    assert not newer({"subscription": "msdn", "created": Interval.since(TODAY)})


def test_the_newest_edition_says_what_the_usual_one_said_only_where_it_differs(library: Library) -> None:
    def older(facts: Facts) -> list[str]:
        text = compose(answer_facts(facts, library, edition="newest"), PHRASES["en"]).text()
        return [line for line in text.splitlines() if line.startswith("Edition of 20 December 2023. ")]

    lead = "Edition of 20 December 2023."
    payg = {"subscription": "pay_as_you_go"}
    assert older({**payg, "created": Interval.before(TODAY.replace(2017, 1, 1))}) == [
        f"{lead} That of 20 November 2018 said: not blocked."
    ]
    assert older(payg) == [
        f"{lead} In that of 20 November 2018 it depended: not blocked or blocked, exemption on request."
    ]
    assert older({"subscription": "enterprise_agreement"}) == []
    assert older({"delivery": "relay"}) == []


@pytest.mark.parametrize("name", ["2018-11-20", "2021-04-28", "2023-12-20"])
def test_every_verdict_that_differs_from_the_edition_beside_it_says_so_once(
    name: str, library: Library
) -> None:
    law = library.law(name)
    beside = library.beside(law)
    assert (beside is library.newest) == (name != "2023-12-20")
    for edition, rule, facts in _cases_of_every_rule(library):
        if edition != name:
            continue
        found, other = answer_facts(facts, library, edition=name), evaluate(beside, facts)
        text = compose(found, PHRASES["en"]).text()
        differs = not isinstance(other, Verdict) or other.outcome != found.outcome
        named = text.count(PHRASES["en"].edition_day(beside.edition.edition))
        assert named == 1 if differs else named <= 1, (rule, text)


UNDER_THE_VERDICT = [
    ({"exemption": "requested"}, "Blocked until Microsoft decides."),
    ({"exemption": "refused"}, "Blocked: Microsoft refused the exemption, or took it back."),
    ({"exemption": "requested", "subscription": "csp"}, "Blocked until Microsoft decides."),
]


@pytest.mark.parametrize(("told", "title"), UNDER_THE_VERDICT)
def test_the_state_of_the_exemption_is_what_the_verdict_says(
    told: dict[str, str], title: str, library: Library
) -> None:
    facts = {"subscription": "pay_as_you_go", "created": Interval.since(TODAY), **told}
    section = compose(answer_facts(facts, library, edition="2018-11-20"), PHRASES["en"]).sections[0]
    assert section.title == title
    assert "exemption" not in " ".join(section.notes)


def test_what_the_newest_edition_ties_to_a_condition_is_not_told_without_it(library: Library) -> None:
    facts = {"subscription": "enterprise_agreement", "route": "paas", "service": "app_service"}
    text = compose(answer_facts(facts, library, edition="2018-11-20"), PHRASES["en"]).text()
    assert "changed the page since (20 December 2023): not blocked, with virtual network integration" in text


def test_a_condition_that_the_newest_edition_puts_on_the_same_outcome_is_told(library: Library) -> None:
    own = library.newest.edition
    rules = tuple(
        one.model_copy(update={"headline": "allowed_with_integration"})
        if one.id == "enterprise-through-firewall"
        else one
        for one in own.rules
    )
    later = own.model_copy(update={"edition": "2094-02-03", "rules": rules})
    known = replace(library, laws={**library.laws, later.edition: enact(later)})
    facts = {"subscription": "enterprise_agreement", "route": "paas", "service": "azure_firewall"}
    text = compose(answer_facts(facts, known, edition=own.edition), PHRASES["en"]).text()
    assert "changed the page since (3 February 2094): not blocked, with virtual network integration" in text


def test_an_edition_that_names_no_way_is_not_said_to_refuse_one(library: Library) -> None:
    found = answer_facts({"subscription": "msdn"}, library, edition="2023-12-20")
    assert (
        compose(found, PHRASES["en"]).sections[0].title
        == "Blocked, and the document names no way to lift it."
    )


def test_nobody_is_told_to_look_for_an_older_subscription(library: Library) -> None:
    """The contrast keeps to what the document advises."""
    for facts in (
        {"subscription": "msdn", "created": Interval.since(TODAY)},
        {"subscription": "csp", "created": Interval.since(TODAY)},
    ):
        part = answer_facts(facts, library, edition="2018-11-20").parts[0]
        assert set(part.ways_out) <= {"relay", "restart", "exemption", "change_type"}


@pytest.mark.parametrize(
    ("created", "words"),
    [
        ("2018-03-05", "created on 5 March 2018"),
        ("2018-03-01/2018-03-31", "created in March 2018"),
        ("2018-01-01/2018-12-31", "created in 2018"),
        ("2018-01-02/2018-12-31", "created between 2 January 2018 and 31 December 2018"),
        ("before:2017-11-15", "created before 15 November 2017"),
        ("from:2017-11-15", "created on or after 15 November 2017"),
        (UNKNOWN, "day of creation not known"),
    ],
)
def test_a_day_is_said_as_exactly_as_it_is_known(created: str, words: str, library: Library) -> None:
    facts = parse_facts({"created": created}, library.law("2018-11-20").edition)
    assert PHRASES["en"].fact("created", facts["created"]) == words


@pytest.mark.parametrize(
    ("edition", "language"), list(product(("2018-11-20", "2021-04-28", "2023-12-20"), PHRASES))
)
def test_all_types_stand_in_a_table_and_in_plain_text_in_a_list(
    edition: str, language: str, library: Library
) -> None:
    reply = compose(
        answer_theme("types_overview", library, edition=edition, language=language), PHRASES[language]
    )
    heads, *rows = reply.sections[0].table
    assert heads == tuple(PHRASES[language].overview.values())
    types = [name for names, _ in rows for name in names.split(", ")]
    known = library.law(edition).edition.facts["subscription"].values
    assert sorted(types) == sorted(PHRASES[language].type_name(value) for value in known)
    listed = [line for line in reply.text().splitlines() if line.startswith("- ")]
    assert listed == [f"- {names}: {holds}" for names, holds in rows]
    assert heads[1] not in reply.text()


@pytest.mark.parametrize(
    ("days", "english", "dutch"),
    [
        (year_of(2015), "created in 2015", "aangemaakt in 2015"),
        (widened(year_of(2015), "year"), "created around 2015", "aangemaakt rond 2015"),
        (
            Interval(date(2015, 1, 1), date(2016, 12, 31)),
            "created between January 2015 and December 2016",
            "aangemaakt tussen januari 2015 en december 2016",
        ),
        (
            Interval(date(2022, 3, 1), date(2022, 6, 30)),
            "created between March and June 2022",
            "aangemaakt tussen maart en juni 2022",
        ),
        (
            Interval(date(2022, 3, 1), date(2022, 6, 29)),
            "created between 1 March 2022 and 29 June 2022",
            "aangemaakt tussen 1 maart 2022 en 29 juni 2022",
        ),
        (month_of(2016, 2), "created in February 2016", "aangemaakt in februari 2016"),
        (
            widened(month_of(2019, 3), "month"),
            "created around March 2019",
            "aangemaakt rond maart 2019",
        ),
    ],
)
def test_days_are_told_as_loosely_as_they_were_said(days: Interval, english: str, dutch: str) -> None:
    assert PHRASES["en"].when("created", days) == english
    assert PHRASES["nl"].when("created", days) == dutch
