"""What a fact may be adds up to one, the likeliest first."""

import pytest

from knowledge.reading.candidates import UNTOLD, Candidate, agreeing, at_most, in_order, said, share
from knowledge.reading.witnesses import NOT_TOLD

CSP, MSDN, NONE = Candidate("csp", 0.6), Candidate("msdn", 0.3), Candidate(None, 0.1)


def test_candidates_are_in_order_and_together_certain() -> None:
    found = in_order([MSDN.at(1.0), CSP.at(3.0)])
    assert [(one.value, one.p) for one in found] == [("csp", 0.75), ("msdn", 0.25)]


def test_what_is_taken_from_one_speaks_for_the_rest() -> None:
    found = {one.value: one.p for one in at_most(0.2, "csp", (CSP, MSDN, NONE), rest=None)}
    assert found == pytest.approx({None: 0.5, "msdn": 0.3, "csp": 0.2})


def test_what_its_own_words_make_unlikely_is_no_likelier_than_the_mean_of_both() -> None:
    found = {one.value: one.p for one in agreeing((CSP, MSDN), {"csp": 0.2, "msdn": 0.0})}
    assert found == pytest.approx({"csp": 0.4, None: 0.6, "msdn": 0.0})


def test_a_share_is_even_where_nothing_speaks_and_grows_with_what_does() -> None:
    assert share({}, {"said": 1.0}) == 0.5
    assert share({"said": 2.0}, {"said": 1.0}) > 0.8


def test_each_answer_is_a_candidate_and_not_told_is_none() -> None:
    assert said({NOT_TOLD: {}}, {}) == UNTOLD
