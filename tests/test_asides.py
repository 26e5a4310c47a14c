"""What lies beside a case: a subject is named only where it is likely."""

from dataclasses import replace

import pytest
from conftest import TODAY

from bot.phrases import read_phrases
from bot.reply import compose
from knowledge.answer import answer
from knowledge.asides import Asides
from knowledge.conversation import EMPTY_CASE, Case
from knowledge.features import NO_TALK
from knowledge.library import Library
from knowledge.question import Question, read_question
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


@pytest.mark.parametrize("text", ["What is a relay?", "thank you. relay, what is it? simple words please"])
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
