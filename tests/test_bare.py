"""A few words that are facts and nothing else are exact; where they may be about more, nothing is."""

import pytest
from conftest import TODAY

from knowledge.answer import answer
from knowledge.case.memory import EMPTY_CASE
from knowledge.judged.features import NO_TALK, Talk
from knowledge.library import Library
from knowledge.mentions.marks import Before, read_marks
from knowledge.reading.bare import bare_facts
from knowledge.reading.question import read_question

ANY, OF_TYPE, OF_DAY = Talk(None, "allowed", {}), Talk("subscription", "x", {}), Talk("created", "x", {})
YEAR_2020 = "2020-01-01/2020-12-31"
PAYG_2020 = {"subscription": "pay_as_you_go", "created": YEAR_2020}

TOLD = [
    (
        NO_TALK,
        "payg 2020, port 25?",
        {"subscription": "pay_as_you_go", "created": YEAR_2020, "delivery": "direct"},
    ),
    (NO_TALK, "EA 25", {"subscription": "enterprise_agreement", "delivery": "direct"}),
    (NO_TALK, "CSP 2020 postfix", {"subscription": "csp", "created": YEAR_2020, "delivery": "direct"}),
    (NO_TALK, "msdn, sendgrid 587", {"subscription": "msdn", "delivery": "relay"}),
    (ANY, "payg, 2020", PAYG_2020),
    (ANY, "nee wacht, 2020", {"created": YEAR_2020}),
    (ANY, "sorry, CSP", {"subscription": "csp"}),
    (ANY, "what if via Mailgun", {"delivery": "relay"}),
    (OF_TYPE, "it is a pay-as-you-go subscription", {"subscription": "pay_as_you_go"}),
    (OF_DAY, "before", {"created": "before:2017-11-15"}),
    (OF_DAY, "on 3 January 2018", {"created": "2018-01-03"}),
    (OF_DAY, "erna", {"created": "from:2017-11-15"}),
]
NOT_TOLD = [
    (NO_TALK, "payg, VM from 2020, port 25?", "created"),
    (NO_TALK, "payg since yesterday, port 25", "created"),
    (NO_TALK, "payg, xqzt 2020", "created"),
    (OF_TYPE, "what is an EA?", "subscription"),
    (OF_TYPE, "is that an EA", "subscription"),
    (OF_TYPE, "do we have an EA?", "subscription"),
    (Talk("delivery", "x", {}), "is a relay better?", "delivery"),
    (Talk("delivery", "x", {}), "and with SendGrid?", "delivery"),
    (OF_TYPE, "EA niet", "subscription"),
    (OF_TYPE, "not the EA", "subscription"),
    (OF_TYPE, "EA or CSP", "subscription"),
    (OF_DAY, "november", "created"),
    (OF_DAY, "the VM is from 2020", "created"),
    (OF_DAY, "2015 or 2020", "created"),
    (ANY, "not through a relay", "delivery"),
    (ANY, "587 or 25", "delivery"),
    (ANY, "our new colleague who came in 2020 says that it is a long story", "created"),
]


def _read(text: str, talk: Talk, library: Library, year: int | None = None) -> dict[str, str]:
    reading = library.reading
    marks = read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before("en", year))
    return {name: str(value) for name, value in bare_facts(marks, reading.cut, talk).items()}


@pytest.mark.parametrize(("talk", "text", "facts"), TOLD, ids=[text for _, text, _ in TOLD])
def test_a_few_words_that_are_facts_are_read_exactly(
    talk: Talk, text: str, facts: dict[str, str], library: Library
) -> None:
    assert _read(text, talk, library) == facts


@pytest.mark.parametrize(("talk", "text", "fact"), NOT_TOLD, ids=[text for _, text, _ in NOT_TOLD])
def test_what_may_be_about_more_is_not_exact(talk: Talk, text: str, fact: str, library: Library) -> None:
    assert _read(text, talk, library).get(fact, "")[:4] not in ("2020", "ente", "rela", "2026")


def test_a_month_without_a_year_is_of_the_year_that_was_told_before(library: Library) -> None:
    assert _read("november", OF_DAY, library, 2017) == {"created": "2017-11-01/2017-11-30"}


OPENINGS = {
    "delivery": "our azure vm can't send invoices, msdn subscription of 2019",
    "subscription": "our postfix on azure can't send on port 25",
}


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("delivery", "whats a relay"),
        ("delivery", "a relay, what's that"),
        ("delivery", "wat is sendgrid dan"),
        ("delivery", "what does straight mean"),
        ("subscription", "what is an EA?"),
        ("subscription", "whats csp"),
        ("subscription", "msdn, what's that"),
        ("subscription", "wat is een CSP"),
    ],
)
def test_who_asks_what_a_word_means_does_not_tell_it_of_theirs(
    asked: str, text: str, library: Library
) -> None:
    first = answer(OPENINGS[asked], EMPTY_CASE, library, edition="2018-11-20", today=TODAY)
    assert first.case.asked == asked
    found = answer(text, first.case, library, edition="2018-11-20", today=TODAY)
    assert asked not in found.case.facts
    assert found.case.asked == asked


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("3 July 2016", True),
        ("created on 3 July 2016", True),
        ("grant letter: 3 July 2016", False),
        ("the domain: 2009", False),
        ("our admin left in 2019", False),
    ],
)
def test_a_day_beside_another_thing_is_no_bare_answer(text: str, bare: bool, library: Library) -> None:
    asked = Talk("created", "ask_created", {"subscription": "msdn"})
    assert read_question(text, library, TODAY, asked).answers_us is bare


@pytest.mark.parametrize(
    ("text", "bare"), [("via SendGrid", True), ("a consultant says sendgrid", False), ("they use SES", False)]
)
def test_a_relay_that_another_speaks_of_is_no_bare_answer(text: str, bare: bool, library: Library) -> None:
    asked = Talk("delivery", "ask_delivery", {"subscription": "msdn"})
    assert read_question(text, library, TODAY, asked).answers_us is bare
