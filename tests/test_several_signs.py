"""What speaks for several subscriptions: in the message, in what the heads say of it, in what is known."""

from datetime import date

import pytest

from knowledge.judged.features import NO_TALK, Talk
from knowledge.library import Library
from knowledge.mentions.marks import Before, read_marks
from knowledge.reading.several_signs import Signs, signs_in, signs_of_several
from knowledge.reading.witnesses import Named

TODAY = date(2026, 11, 25)
JUDGED = {
    "several": {"yes": 0.5, "no": 0.5},
    "act": {"case": 1.0},
    "word": {"why": 0.7, "all": 0.3},
    "type": {"csp": 0.6, "none": 0.4},
    "delivery": {"direct": 1.0},
    "route": {"none": 1.0},
    "exemption": {"none": 1.0},
    "created": {"after": 1.0},
}
EA = Named("enterprise_agreement", 0.8, "ea", 0)
CSP = Named("csp", 0.5, "csp", 3)


def _inside(text: str, library: Library) -> Signs:
    reading = library.reading
    return signs_in(read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before("en")))


@pytest.mark.parametrize(
    ("text", "sign", "amount"),
    [
        ("both the EA and the CSP send on 25", "kind: both", 1),
        ("client A has an EA, client B a CSP", "labels", 2),
        ("the first is an EA, the second a CSP", "ordinals", 2),
        ("prod is an EA, test is MSDN", "contrasting", 2),
        ("EA from 2016, CSP from 2020", "date between types", 1),
        ("EA and CSP from 2020", "date between types", 0),
        ("EA and CSP from 2020", "date behind both", 1),
        ("EA, port 25. CSP, port 25.", "ports", 2),
        ("an EA. A CSP too.", "types in one sentence", 0),
    ],
)
def test_what_tells_subscriptions_apart_is_a_sign(
    text: str, sign: str, amount: float, library: Library
) -> None:
    assert _inside(text, library)[sign] == amount


def test_one_type_is_not_held_against_another(library: Library) -> None:
    assert "words between types" not in _inside("our EA from 2016", library)


def test_two_types_are_as_likely_as_both_are_the_askers_own() -> None:
    signs = signs_of_several(JUDGED, (EA, CSP), (), NO_TALK, {})
    assert signs["two types"] == pytest.approx(0.4)
    assert (signs["type 0"], signs["type 1"]) == (0.8, 0.5)


def test_a_type_that_is_named_twice_is_one() -> None:
    signs = signs_of_several(JUDGED, (EA, EA._replace(own=0.3)), (), NO_TALK, {})
    assert (signs["types"], signs["mentions of types"]) == (1, 2)
    assert signs["two types"] == pytest.approx(0)


def test_what_was_spoken_of_before_is_a_sign() -> None:
    talk = Talk("created", "ask_created", {"subscription": "csp"}, others=1)
    signs = signs_of_several(JUDGED, (), (), talk, {"words": 1.0})
    assert signs["others"] == signs["asked: created"] == signs["knows: subscription"] == 1
    assert signs["words"] == 1
