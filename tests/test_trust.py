"""What an outcome is trusted by, and that little trust, or much doubt, withholds a verdict."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from conftest import TODAY

from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.case.memory import EMPTY_CASE
from knowledge.judged.trees import Tree, Trees
from knowledge.library import Library

TURN = "the subscription was created in March 2019"
ALONE = "payg from 2019, port 25?"


def _said(library: Library, text: str) -> Answer:
    return answer(text, EMPTY_CASE, library, edition="2018-11-20", today=TODAY)


def _turn(library: Library, text: str, trust: Mapping[str, Trees] | None = None) -> Answer:
    first = _said(library, "payg, our vm sends on port 25")
    judged = library if trust is None else _trusting(library, trust)
    return answer(text, first.case, judged, edition="2018-11-20", today=TODAY)


def _trusting(library: Library, trust: Mapping[str, Trees]) -> Library:
    return replace(library, heads=replace(library.heads, trust=trust))


def _for(outcome: str, trust: float = 9.0) -> Trees:
    """Trees that trust this outcome so far, and hardly any other."""
    tree = Tree((0, -1, -1), (0.5, 0.0, 0.0), (1, 0, 0), (2, 0, 0), (0.0, -9.0, trust))
    return Trees((f"outcome: {outcome}",), 0.0, (tree,))


def test_a_verdict_needs_trust(library: Library) -> None:
    told = _turn(library, TURN, {"turn": _for("blocked_request_exemption")})
    assert told.outcome == "blocked_request_exemption"
    perhaps, hardly = (_for("blocked_request_exemption", to) for to in (0.5, -2.0))
    withheld = _turn(library, TURN, {"turn": perhaps})
    assert (withheld.outcome, withheld.offered) == ("ask_created", ("blocked_request_exemption",))
    assert _said(_trusting(library, {"alone": perhaps}), ALONE).offered == ("blocked_request_exemption",)
    assert _said(_trusting(library, {"alone": hardly}), ALONE).offered is None


def test_trust_alone_is_not_enough_for_a_verdict(library: Library) -> None:
    doubtful = "port 25 from our vm. someone once said payg, or was that another one? since 2019 perhaps"
    trusting = _trusting(library, {"alone": _for("blocked_request_exemption")})
    assert _said(trusting, ALONE).outcome == "blocked_request_exemption"
    assert _said(trusting, doubtful).outcome.startswith("ask_")


@pytest.mark.parametrize("outcome", ["topic_answer", "courtesy", "ask_provider"])
def test_what_is_trusted_most_is_what_is_said(library: Library, outcome: str) -> None:
    assert _turn(library, TURN, {"turn": _for(outcome)}).outcome == outcome


def test_while_trust_is_learned_doubts_alone_decide(library: Library) -> None:
    assert _said(_trusting(library, {}), ALONE).outcome == "blocked_request_exemption"


def test_the_signs_tell_what_the_message_says_from_what_was_known_before(library: Library) -> None:
    found = _turn(library, TURN)
    signs = {one.outcome: one.signs for one in found.possible}["blocked_request_exemption"]
    assert signs["told: created"] > 0.9
    assert (signs["tells: created"], signs["tells: subscription"]) == (
        pytest.approx(1, abs=0.1),
        pytest.approx(0, abs=0.1),
    )
    assert signs["before: subscription"] > 0.9
    assert signs["asked: created"] == 1.0
    assert signs["place"] == 0


def test_every_sign_that_the_trees_look_at_is_one_that_can_be(library: Library) -> None:
    for kind, found in (("alone", _said(library, ALONE)), ("turn", _turn(library, TURN))):
        trust = library.heads.trust[kind]
        looked_at = {trust.names[sign] for tree in trust.trees for sign in tree.sign if sign >= 0}
        known = {name.split(":")[0] for one in found.possible for name in one.signs}
        assert {name.split(":")[0] for name in looked_at} <= known | {
            "changes",
            "before",
            "asks why",
            "day of",
        }
