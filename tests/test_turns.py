"""What a message may do with the case at hand, by what the heads say and by what was spoken of."""

from dataclasses import replace

import pytest
from conftest import TODAY
from told_case import PAYG

from knowledge.case.conversation import talk_of
from knowledge.case.memory import Case, certain
from knowledge.case.others import Spoken
from knowledge.case.turns import another, brings_up_a_customer, denies, takes_back, turns_of
from knowledge.library import Library
from knowledge.reading.question import Question, read_question
from rules.model import Facts

MSDN: Facts = {**PAYG, "subscription": "msdn"}
TOLD = Case(PAYG, last="blocked_request_exemption", told="blocked_request_exemption")
SECOND = replace(TOLD, others=(Spoken(MSDN),))


def _read(text: str, before: Case, library: Library, **acts: float) -> Question:
    """A turn in which the acts have these probabilities."""
    read = read_question(text, library, TODAY, talk_of(before))
    judged = {**read.found.judged, "act": acts}
    return replace(read, found=read.found._replace(judged=judged)) if acts else read


def test_who_goes_back_where_nothing_else_was_spoken_of_means_what_is_so(library: Library) -> None:
    question = _read("and ours?", TOLD, library, back=0.9, case=0.1)
    assert next(iter(turns_of(question, TOLD))) == "again"
    assert next(iter(turns_of(question, SECOND))) == "back"


@pytest.mark.parametrize("text", ["client C is on an EA", "and the EA of the parent company?"])
def test_nobody_goes_back_to_one_that_was_not_spoken_of(text: str, library: Library) -> None:
    labelled = replace(SECOND, names=frozenset({"letter b"}))
    turns = turns_of(_read(text, labelled, library, back=0.8, case=0.2), labelled)
    assert "back" not in turns
    assert next(iter(turns)) == "another"


@pytest.mark.parametrize(("own", "turn"), [("pay_as_you_go", "again"), ("msdn", "back")])
def test_who_goes_back_by_the_type_of_the_one_at_hand_stays_with_it(
    own: str, turn: str, library: Library
) -> None:
    named = _read(f"and my {'payg' if own == 'pay_as_you_go' else own} one?", SECOND, library, back=1.0)
    assert named.told["subscription"] == own
    assert next(iter(turns_of(named, SECOND))) == turn


def test_who_tells_something_new_does_not_ask_for_the_same_again(library: Library) -> None:
    question = _read("it is an MSDN", TOLD, library, again=1.0)
    turns = turns_of(question, TOLD)
    assert another(question, TOLD) > 0.9
    assert turns["case"] > turns.get("again", 0.0)


def test_a_turn_that_is_hardly_likely_is_not_thought_of(library: Library) -> None:
    question = _read("and why?", TOLD, library, again=0.98, what_if=0.02)
    assert set(turns_of(question, TOLD)) == {"again"}


@pytest.mark.parametrize(
    ("text", "denied"), [("no, it is not payg", True), ("what if it were not payg?", False)]
)
def test_who_denies_what_is_known_takes_it_back_and_who_supposes_does_not(
    text: str, *, denied: bool, library: Library
) -> None:
    question = _read(text, TOLD, library)
    assert denies(question, "pay_as_you_go")
    assert takes_back(question, TOLD) is denied


@pytest.mark.parametrize(
    ("text", "brings"),
    [
        ("nog een klant: payg uit augustus 2023", True),
        ("another client has an EA", True),
        ("the other client is on payg since 2019", False),
        ("nog een klant wil dit weten", False),
        ("our client has an EA", False),
    ],
)
def test_one_more_customer_with_a_type_or_a_day_is_another_one(
    text: str, brings: bool, library: Library
) -> None:
    question = read_question(text, library, TODAY, talk_of(TOLD))
    assert brings_up_a_customer(question, TOLD) is brings
    assert not brings or next(iter(turns_of(question, TOLD))) == "another"


@pytest.mark.parametrize("text", ["after that day", "it would be made in 2030, so after 2017"])
def test_what_answers_our_question_on_a_what_if_is_of_that(text: str, library: Library) -> None:
    asking = replace(TOLD, supposing=certain(MSDN), supposed=True, asked="created", last="ask_created")
    assert next(iter(turns_of(_read(text, asking, library), asking))) == "what_if"
    real = replace(asking, supposed=False)
    assert next(iter(turns_of(_read(text, real, library, case=1.0), real))) == "case"


@pytest.mark.parametrize(
    "text",
    [
        "sorry, actually ours IS a payg, made in 2016",
        "no, that was made in 2016",
        "our subscription is of 2016",
    ],
)
def test_what_mends_the_case_behind_a_what_if_is_of_what_is_so(text: str, library: Library) -> None:
    asking = replace(TOLD, supposing=certain(MSDN), supposed=True, asked="created", last="ask_created")
    turns = turns_of(_read(text, asking, library, case=1.0), asking)
    assert "what_if" not in turns
