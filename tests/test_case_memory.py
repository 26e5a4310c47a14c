"""What a case remembers: facts with the doubts about them, what was offered, what was only supposed."""

from dataclasses import replace

from told_case import PAYG, TOLD

from knowledge.case.memory import Case, as_it_is, certain, kept_of, taken_up, turned_to
from knowledge.case.others import Spoken
from knowledge.library import Library
from knowledge.reading.candidates import Candidate
from rules.model import Facts

CSP: Facts = {**PAYG, "subscription": "csp"}


def test_a_value_is_a_fact_from_one_half_on_and_forgotten_where_it_is_hardly_likely() -> None:
    likely = {
        "subscription": (Candidate("csp", 0.7), Candidate("msdn", 0.28), Candidate("bizspark", 0.02)),
        "delivery": (Candidate("direct", 0.4), Candidate(None, 0.6)),
        "exemption": (Candidate("granted", 1.0),),
    }
    kept = kept_of(likely)
    assert kept.facts == {"subscription": "csp", "exemption": "granted"}
    assert {one.value for one in kept.doubts["subscription"]} == {"csp", "msdn", None}
    assert "delivery" in kept.doubts
    assert "exemption" not in kept.doubts
    assert not kept.is_settled


def test_what_was_offered_is_known_for_certain_once_it_was_said_to_be_right(library: Library) -> None:
    doubtful = {"subscription": (Candidate("csp", 0.6), Candidate("msdn", 0.4))}
    case = Case({**CSP}, doubts=doubtful, asked="subscription", offered=CSP)
    after = taken_up(case, library.oldest)
    assert after.facts == CSP
    assert after.is_settled


def test_a_yes_to_what_was_supposed_leaves_what_is_so(library: Library) -> None:
    case = replace(TOLD, offered=CSP, supposed=True, supposing=certain(CSP), real=certain(PAYG))
    assert taken_up(case, library.oldest) == case
    real = as_it_is(case)
    assert (real.facts, real.supposing, real.offered) == (PAYG, {}, None)


def test_of_two_that_were_spoken_of_the_other_one_is_at_hand_then() -> None:
    case = replace(TOLD, others=(Spoken(CSP, place=1),))
    after = turned_to(case, 0)
    assert after.facts == CSP
    assert [one.facts for one in after.others] == [PAYG]
    assert turned_to(after, 0).facts == PAYG
