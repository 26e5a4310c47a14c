"""A short word after a verdict gets what it asks for, in both languages, for every rule and edition."""

from dataclasses import replace
from typing import Any

import pytest
from conftest import TODAY
from opened import corpus
from test_reply import PHRASES, _cases_of_every_rule

from bot.saying.reply import compose
from bot.saying.section import Section
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts
from knowledge.case.memory import EMPTY_CASE
from knowledge.library import Library
from rules.written import parse_facts

EDITION = "2018-11-20"
BLOCKED = {"delivery": "direct", "subscription": "pay_as_you_go", "created": "2019-01-01/2019-12-31"}
WHY = ("why?", "are you sure?", "waarom?")
WHERE = ("where does it say that?", "waar staat dat?")
BY: Any = {"edition": EDITION, "today": TODAY}
WORDS = ("why", "how", "still", "meanwhile", "current")


def _after(found: Answer, word: str, language: str) -> Section:
    return compose(replace(found, repeated=True, word=word), PHRASES[language]).sections[0]


@pytest.mark.parametrize("language", PHRASES)
def test_every_word_after_every_verdict_gets_an_answer_that_names_the_verdict(
    language: str, library: Library
) -> None:
    for edition, rule, facts in _cases_of_every_rule(library):
        found = answer_facts(facts, library, edition=edition, language=language)
        whole = _after(found, "all", language)
        for word in WORDS:
            section = _after(found, word, language)
            assert whole.title in (section.title, *section.why)
            assert [*section.why, *section.steps], (edition, rule, word)
            assert "{" not in str(section), (edition, rule, word)


def _said(text: str, library: Library, facts: dict[str, str] | None = None) -> tuple[Answer, Section]:
    """What is said to a word after the verdict on some facts."""
    first = answer_facts(
        parse_facts(facts or BLOCKED, library.law(EDITION).edition), library, edition=EDITION
    )
    found = answer(text, first.case, library, edition=EDITION, today=TODAY)
    return found, compose(found, PHRASES[found.language]).sections[0]


@pytest.mark.parametrize("text", WHY)
def test_whoever_asks_why_gets_the_policys_sentence_and_its_source(text: str, library: Library) -> None:
    found, section = _said(text, library)
    assert found.outcome == "blocked_request_exemption"
    assert section.why[0].startswith(PHRASES[found.language].why["policy"].split("{", maxsplit=1)[0])
    assert section.sources
    assert not section.steps


@pytest.mark.parametrize("text", WHERE)
def test_whoever_asks_where_gets_the_places_and_what_stands_there(text: str, library: Library) -> None:
    found, section = _said(text, library)
    phrases = PHRASES[found.language]
    assert found.outcome == "blocked_request_exemption"
    assert section.title.startswith(phrases.asked["source"].split("{", maxsplit=1)[0])
    assert section.why[0].startswith(phrases.why["policy"].split("{", maxsplit=1)[0])
    assert section.sources


@pytest.mark.parametrize("text", ["where do i click", "hoe doe ik dat", "and what do I do next"])
def test_whoever_asks_how_gets_the_steps_alone(text: str, library: Library) -> None:
    found, section = _said(text, library)
    assert found.outcome in ("blocked_request_exemption", "topic_answer")
    assert "Cannot send email (SMTP/Port 25)" in str(section)
    assert not section.read


@pytest.mark.parametrize("text", ["it still does not work", "werkt nog steeds niet"])
def test_whoever_still_cannot_send_is_told_what_to_check(text: str, library: Library) -> None:
    found, section = _said(text, library, {"delivery": "relay"})
    assert section.why == (PHRASES[found.language].follow["still"],)
    assert "587" in section.steps[0]


@pytest.mark.parametrize("text", ["and in the meantime?", "wat kan ik intussen doen?"])
def test_whoever_has_to_wait_is_told_what_works_until_then(text: str, library: Library) -> None:
    _, section = _said(text, library)
    assert "587" in str(section)
    assert "recommended-method-of-sending-email" in str(section.sources)


def test_how_current_the_answer_is_comes_first(library: Library) -> None:
    _, section = _said("is this still current?", library)
    assert section.title == "I answer by the edition of 20 November 2018; a newer one says something else."
    assert section.why[-1] == (
        "Edition of 20 November 2018. "
        "Microsoft changed the page since (20 December 2023): blocked, no exemption named."
    )
    _, section = _said("is this still current?", library, {"delivery": "relay"})
    assert section.title.endswith("no newer one that I know says otherwise.")


@pytest.mark.parametrize("text", ["and until then?", "en tot die tijd?"])
def test_who_is_not_blocked_has_nothing_to_wait_for(text: str, library: Library) -> None:
    found, section = _said(text, library, {"delivery": "relay"})
    assert section.why == (PHRASES[found.language].follow["nothing_to_wait_for"],)
    assert not section.steps


def test_a_refused_sign_in_at_the_relay_is_no_matter_of_the_policy(library: Library) -> None:
    _, section = _said("still not working, it answers 535", library, {"delivery": "relay"})
    assert "535" in str(section.steps)


def test_a_word_is_learned_for_what_tells_nothing_new_only() -> None:
    words = {(label.act == "again", label.word is not None) for label in corpus()}
    assert words == {(True, True), (False, False)}


@pytest.mark.parametrize("word", ["how", "meanwhile"])
def test_of_what_the_document_does_not_say_nobody_is_told_that_it_is_open(
    word: str, library: Library
) -> None:
    found = answer_facts({"subscription": "other:mca"}, library, edition=EDITION)
    texts = PHRASES["en"].follow
    said = str(_after(found, word, "en"))
    assert found.outcome == "not_covered"
    assert texts["nothing_to_lift"] not in said
    assert texts["nothing_to_wait_for"] not in said


@pytest.mark.parametrize("language", PHRASES)
def test_what_is_to_be_passed_on_is_said_plainly_of_every_verdict(language: str, library: Library) -> None:
    phrases = PHRASES[language]
    for edition, rule, facts in _cases_of_every_rule(library):
        found = answer_facts(facts, library, edition=edition, language=language)
        verdict = found.parts[0].verdict
        assert verdict is not None
        if len(verdict.headlines) > 1:
            continue
        said = _after(found, "in_short", language)
        assert said.why[0] == phrases.plainly[found.parts[0].headline], (edition, rule)
        assert said.why[1].endswith(f"{phrases.short[found.parts[0].headline]}.")


@pytest.mark.parametrize("language", PHRASES)
def test_whether_anything_is_to_be_requested_is_told_of_every_verdict(
    language: str, library: Library
) -> None:
    phrases = PHRASES[language]
    for edition, rule, facts in _cases_of_every_rule(library):
        found = answer_facts(facts, library, edition=edition, language=language)
        part = found.parts[0]
        assert part.verdict is not None
        if len(part.verdict.headlines) > 1:
            continue
        said = _after(found, "must_ask", language)
        assert said.title == phrases.must_ask[part.headline], (edition, rule)
        assert bool(said.steps) == (part.verdict.kind.request is not None), (edition, rule)


def test_what_is_supposed_is_passed_on_as_supposed(library: Library) -> None:
    facts = parse_facts(BLOCKED, library.law(EDITION).edition)
    found = replace(answer_facts(facts, library, edition=EDITION, language="en"), supposed=True)
    said = _after(found, "in_short", "en")
    assert said.title.startswith("In that case")
    assert not set(PHRASES["en"].plainly.values()) & set(said.why)


@pytest.mark.parametrize(
    ("state", "drafted"), [({}, True), ({"exemption": "requested"}, False), ({"delivery": "relay"}, False)]
)
@pytest.mark.parametrize("subscription", ["pay_as_you_go", "csp"])
def test_how_tells_that_there_is_a_text_of_a_request_that_is_still_to_be_made(
    subscription: str, state: dict[str, str], drafted: bool, library: Library
) -> None:
    facts = parse_facts({**BLOCKED, "subscription": subscription, **state}, library.law(EDITION).edition)
    found = answer_facts(facts, library, edition=EDITION, language="en")
    texts = PHRASES["en"].follow
    notes = _after(found, "how", "en").notes
    assert (texts["draft_more"] in notes) is drafted
    assert not any(texts["gap"] in note for note in notes)


def test_who_asks_what_to_write_gets_the_text_for_his_case(library: Library) -> None:
    asked = "what should I write in the request?"
    case = answer("payg april 2021, straight out on 25 with postfix?", EMPTY_CASE, library, **BY).case
    told = compose(answer(asked, case, library, **BY), PHRASES["en"]).text()
    assert "Situation: Pay-As-You-Go, created in April 2021" in told
    general = compose(answer(asked, EMPTY_CASE, library, **BY), PHRASES["en"]).text()
    assert PHRASES["en"].follow["draft"] not in general
