"""What an outcome in a conversation is trusted by, and that little trust withholds a verdict."""

from dataclasses import replace

from conftest import TODAY

from knowledge.answer import answer
from knowledge.answered import Answer
from knowledge.conversation import EMPTY_CASE
from knowledge.library import Library
from knowledge.trees import Tree, Trees

ALWAYS, NEVER = (Trees((), base, ()) for base in (9.0, -9.0))


def _turn(library: Library, text: str) -> Answer:
    first = answer("payg, our vm sends on port 25", EMPTY_CASE, library, edition="2018-11-20", today=TODAY)
    return answer(text, first.case, library, edition="2018-11-20", today=TODAY)


def _trusting(library: Library, trust: Trees) -> Library:
    return replace(library, heads=replace(library.heads, trust=trust))


def test_a_verdict_in_a_conversation_needs_trust(library: Library) -> None:
    assert (
        _turn(
            _trusting(library, ALWAYS), "our subscription was created in March 2019 by a colleague of mine"
        ).outcome
        == "blocked_request_exemption"
    )
    withheld = _turn(
        _trusting(library, NEVER), "our subscription was created in March 2019 by a colleague of mine"
    )
    assert (withheld.outcome, withheld.offered) == ("ask_created", ("blocked_request_exemption",))


def test_a_message_by_itself_needs_none(library: Library) -> None:
    text = "payg from 2019, port 25?"
    found = answer(text, EMPTY_CASE, _trusting(library, NEVER), edition="2018-11-20", today=TODAY)
    assert (found.outcome, found.signs) == ("blocked_request_exemption", {})


def test_the_signs_tell_what_the_message_says_from_what_was_known_before(library: Library) -> None:
    found = _turn(library, "our subscription was created in March 2019 by a colleague of mine")
    assert found.likeliest == "blocked_request_exemption"
    assert found.signs["told: created"] > 0.9
    assert (found.signs["from before: created"], found.signs["from before: subscription"]) == (0.0, 1.0)
    assert found.signs["asked: created"] == 1.0


def test_every_sign_that_the_trees_look_at_is_one_that_can_be(library: Library) -> None:
    trust = library.heads.trust
    assert trust is not None
    looked_at = {trust.names[sign] for tree in trust.trees for sign in tree.sign if sign >= 0}
    kinds = {name.split(":")[0] for name in looked_at}
    found = {
        name.split(":")[0]
        for name in _turn(library, "our subscription was created in March 2019 by a colleague of mine").signs
    }
    assert kinds <= found
    assert Tree((-1,), (0.0,), (-1,), (-1,), (0.25,)).at([]) == 0.25
