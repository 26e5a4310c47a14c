"""What is asked of a verdict in a word is told of the one that stands: a what-if's right behind it."""

from dataclasses import replace

import pytest
from conftest import TODAY
from test_reply import PHRASES
from told_case import PAYG, TOLD

from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.asides import Asides
from knowledge.answering.asked_of_verdict import AskedOfVerdict
from knowledge.answering.standing import Standing
from knowledge.case.conversation import talk_of
from knowledge.case.memory import Case, certain
from knowledge.case.others import Spoken
from knowledge.case.whose import THEIRS
from knowledge.library import Library
from knowledge.reading.candidates import Candidate
from knowledge.reading.question import Question, read_question

EDITION = "2018-11-20"
WHAT_IF = replace(TOLD, supposing=certain({**PAYG, "subscription": "csp"}), last="blocked_ask_csp")


def _asked(library: Library) -> AskedOfVerdict:
    law = library.law(EDITION)
    return AskedOfVerdict(Asides(library, law), law, Standing(law, library.beside(law)))


def _read(text: str, case: Case, library: Library, *, again: float = 1.0, **words: float) -> Question:
    read = read_question(text, library, TODAY, talk_of(case))
    judged = {**read.found.judged, "act": {"again": again}, "word": {"all": 0.0, **words}}
    return replace(read, found=read.found._replace(judged=judged))


@pytest.mark.parametrize(
    ("case", "sure", "outcome"),
    [
        (TOLD, 0.95, "blocked_request_exemption"),
        (TOLD, 0.7, None),
        (WHAT_IF, 0.7, "blocked_ask_csp"),
        (replace(TOLD, others=(Spoken(PAYG),)), 0.95, None),
        (replace(TOLD, told=None), 0.95, None),
    ],
)
def test_a_word_is_asked_of_the_verdict_that_stands(
    case: Case, sure: float, outcome: str | None, library: Library
) -> None:
    found = _asked(library).in_a_word(_read("and why?", case, library, why=sure), case)
    assert (found and found.outcome) == outcome
    assert found is None or (found.word, found.supposed) == ("why", case is WHAT_IF)


@pytest.mark.parametrize(
    ("text", "again"), [("why is an EA free to send?", 1.0), ("and why?", 0.3), ("why, in 2016?", 1.0)]
)
def test_what_tells_more_or_hardly_asks_of_a_verdict_is_none(
    text: str, again: float, library: Library
) -> None:
    assert _asked(library).in_a_word(_read(text, TOLD, library, again=again, why=1.0), TOLD) is None


@pytest.mark.parametrize("text", ["and how for the payg?", "and how do we do that at ours, with us?"])
def test_of_what_is_so_it_is_not_told_of_a_what_if(text: str, library: Library) -> None:
    found = _asked(library).in_a_word(_read(text, WHAT_IF, library, how=1.0), WHAT_IF)
    assert found is not None
    assert (found.outcome, found.supposed) == ("blocked_request_exemption", False)


@pytest.mark.parametrize(("facts", "may"), [(PAYG, True), ({**PAYG, "subscription": "msdn"}, False)])
def test_a_request_may_be_written_where_the_verdict_leaves_one(
    facts: dict[str, object], *, may: bool, library: Library
) -> None:
    outcome = "blocked_request_exemption" if may else "blocked_no_exemption"
    case = replace(TOLD, facts=facts, told=outcome, last=outcome)
    assert _asked(library).may_request(_read("what do I write?", case, library), case) == may


def test_what_is_asked_of_ones_own_is_not_told_of_somebody_elses(library: Library) -> None:
    case = replace(TOLD, names=frozenset({THEIRS}), others=(Spoken({**PAYG, "subscription": "msdn"}),))
    text = "and back to our own one: must we ask Microsoft for anything?"
    assert _asked(library).calls_another(_read(text, case, library), case)
    assert not _asked(library).calls_another(_read("must they ask Microsoft?", case, library), case)


@pytest.mark.parametrize(
    "text",
    [
        "but it is not. so why?",
        "we cannot have that, why?",
        "never mind. so why?",
        "it still does not work",
        "why am I blocked then?",
    ],
)
def test_a_what_if_that_may_be_let_go_is_not_told_on(text: str, library: Library) -> None:
    case = replace(TOLD, supposing=certain({**PAYG, "subscription": "enterprise_agreement"}), last="allowed")
    assert _asked(library).in_a_word(_read(text, case, library, why=1.0), case) is None


@pytest.mark.parametrize("text", ["and if it is granted, why?", "we requested it. why?"])
def test_what_is_told_of_a_request_is_not_passed_over(text: str, library: Library) -> None:
    read = _read(text, TOLD, library, why=1.0)
    told = (Candidate("granted", 0.9),)
    read = replace(read, found=read.found._replace(facts={**read.found.facts, "exemption": told}))
    assert _asked(library).in_a_word(read, TOLD) is None


@pytest.mark.parametrize("text", ["ok so from the top, everything", "gooi alles ff in bullets voor onze cto"])
def test_who_wants_all_once_more_of_the_only_one_gets_all_of_it(text: str, library: Library) -> None:
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert (found.outcome, found.word, found.case.facts) == (TOLD.told, "recap", TOLD.facts)
    (section,) = compose(found, PHRASES[found.language]).sections
    assert len(section.steps) == 4


def test_an_overview_of_the_types_is_none_of_the_case(library: Library) -> None:
    found = answer("give me an overview of the types", TOLD, library, edition=EDITION, today=TODAY)
    assert found.theme == "types_overview"
