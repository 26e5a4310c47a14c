"""Who asks back while our question is open is told what hangs on it, or what it means, and is asked again."""

from dataclasses import replace

import pytest
from conftest import TODAY
from test_reply import PHRASES

from bot.saying.phrases import Phrases
from bot.saying.reply import compose
from bot.saying.section import Section
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.case.decision import question_part
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.library import Library
from rules.model import Facts

EDITION = "2018-11-20"
ASKED: dict[str, Facts] = {
    "subscription": {"delivery": "direct"},
    "created": {"delivery": "direct", "subscription": "pay_as_you_go"},
    "delivery": {"subscription": "msdn"},
    "provider": {},
    "service": {"delivery": "direct", "route": "paas"},
}


def _asking(fact: str, word: str, language: str, library: Library, edition: str = EDITION) -> Section:
    """What is said to a word while our question for a fact is open."""
    law, facts = library.law(edition), ASKED[fact]
    part = question_part(law, f"ask_{fact}", facts)
    case = Case(facts, asked=fact, last=part.outcome)
    found = Answer((part,), "verdict", None, language, law, case, repeated=True, word=word)
    return compose(found, PHRASES[language]).sections[0]


@pytest.mark.parametrize("language", PHRASES)
@pytest.mark.parametrize("fact", ASKED)
@pytest.mark.parametrize("word", ["why", "meant", "meanwhile", "all"])
def test_every_word_while_a_question_is_open_is_met_and_the_question_is_asked_again(
    word: str, fact: str, language: str, library: Library
) -> None:
    for edition in _asking_editions(fact, library):
        section = _asking(fact, word, language, library, edition)
        question = _question(fact, language, library, edition)
        assert question in (section.title, *section.why)
        assert [*section.why, *section.bullets]
        assert "{" not in str(section)


def _asking_editions(fact: str, library: Library) -> list[str]:
    """The editions in which the fact can matter."""
    always = ("provider", "service")
    return [name for name, law in library.laws.items() if fact in (*always, *law.edition.facts)]


def _question(fact: str, language: str, library: Library, edition: str) -> str:
    part = question_part(library.law(edition), f"ask_{fact}", ASKED[fact])
    found = Answer((part,), "verdict", None, language, library.law(edition), EMPTY_CASE)
    return compose(found, PHRASES[language]).sections[0].title


def test_why_the_date_is_asked_names_what_holds_on_either_side_and_where_it_stands(library: Library) -> None:
    section = _asking("created", "why", "en", library)
    assert section.bullets == (
        "Created before 15 November 2017: not blocked.",
        "Created on or after 15 November 2017: blocked, exemption on request.",
    )
    assert section.sources


def test_why_a_date_is_asked_that_decides_nothing_there_names_no_days(library: Library) -> None:
    law = library.law(EDITION)
    facts = {"subscription": "enterprise_agreement", "delivery": "direct"}
    part = question_part(law, "ask_created", facts)
    case = Case(facts, asked="created", last=part.outcome)
    found = Answer((part,), "verdict", None, "en", law, case, repeated=True, word="why")
    assert compose(found, PHRASES["en"]).sections[0].bullets == ()


def test_why_the_type_is_asked_shows_all_types(library: Library) -> None:
    section = _asking("subscription", "why", "nl", library)
    types = " ".join(row[0] for row in section.table)
    assert all(name in types for name in ("Enterprise Agreement", "Pay-As-You-Go", "CSP"))


def _after(opening: str, text: str, library: Library) -> tuple[Answer, Section, Phrases]:
    first = answer(opening, EMPTY_CASE, library, edition=EDITION, today=TODAY)
    found = answer(text, first.case, library, edition=EDITION, today=TODAY)
    phrases = PHRASES[found.language]
    return found, compose(found, phrases).sections[0], phrases


OPEN = "our postfix on an Azure VM cannot reach anyone on port 25"
OPEN_NL = "onze postfix op een Azure-VM raakt nergens op poort 25"


@pytest.mark.parametrize(
    ("opening", "text"), [(OPEN, "why do you ask?"), (OPEN_NL, "waarom moet je dat weten?")]
)
def test_who_asks_why_we_ask_is_told_and_keeps_the_question(
    opening: str, text: str, library: Library
) -> None:
    found, section, phrases = _after(opening, text, library)
    assert found.outcome == "ask_subscription"
    assert found.case.asked == "subscription"
    assert phrases.themes["types_overview"][EDITION] in section.why  # with what of it is an inference


@pytest.mark.parametrize(
    ("opening", "text"), [(OPEN, "what do you mean by type?"), (OPEN_NL, "wat bedoel je met type?")]
)
def test_who_does_not_understand_the_question_is_told_what_it_means(
    opening: str, text: str, library: Library
) -> None:
    found, section, phrases = _after(opening, text, library)
    assert found.outcome == "ask_subscription"
    assert phrases.asked_back["meant"]["subscription"] in section.why


def test_the_question_is_not_explained_to_who_did_not_ask(library: Library) -> None:
    first = answer(OPEN, EMPTY_CASE, library, edition=EDITION, today=TODAY)
    asked = compose(replace(first, word="why"), PHRASES["en"]).sections[0]
    assert not asked.table


@pytest.mark.parametrize(
    ("opening", "text"),
    [
        (OPEN, "let me check with IT and come back"),
        (OPEN, "how long does an approval take?"),
        (OPEN_NL, "momentje, ik vraag het na bij een collega"),
    ],
)
def test_a_question_that_something_else_left_open_is_recalled(
    opening: str, text: str, library: Library
) -> None:
    found, section, phrases = _after(opening, text, library)
    assert found.case.asked == "subscription"
    question = phrases.ask["subscription"][0]
    assert section.notes[-1] == phrases.still_open.format(question=question)


def test_nothing_is_recalled_after_a_verdict(library: Library) -> None:
    _, section, phrases = _after("port 25 on our EA in azure?", "thanks, I will tell the team", library)
    assert section == Section(phrases.courtesy)


def test_who_does_not_know_how_mail_is_sent_is_told_where_to_look(library: Library) -> None:
    opening = "our azure vm can't send invoices, msdn subscription of 2019"
    found, section, phrases = _after(opening, "no idea, I don't know that", library)
    assert found.outcome == "ask_delivery"
    assert phrases.asked_back["unknown"]["delivery"] in section.why


def test_who_may_send_either_way_is_told_so_with_the_question(library: Library) -> None:
    found = answer(
        "our azure vm can't send invoices, enterprise agreement",
        EMPTY_CASE,
        library,
        edition=EDITION,
        today=TODAY,
    )
    assert found.outcome == "ask_delivery"
    assert PHRASES["en"].either_way in compose(found, PHRASES["en"]).sections[0].why
