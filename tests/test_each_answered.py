"""Whatever else a message plainly asks is answered, each thing once; what it tells of a case comes first."""

from collections.abc import Iterator

import pytest
from conftest import TODAY
from told_case import TOLD

from knowledge.answering.answered import Answer
from knowledge.answering.reader import Reader
from knowledge.case.conversation import talk_of
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.library import Library
from knowledge.reading.question import read_question

EDITION = "2018-11-20"


def _reply(text: str, case: Case, library: Library) -> Answer:
    question = read_question(text, library, TODAY, talk_of(case))
    return Reader(library, library.law(EDITION), TODAY).reply(question, case, text)


def _told(found: Answer) -> Iterator[str | None]:
    one: Answer | None = found
    while one is not None:
        yield one.word if one.topic == "verdict" and one.repeated else one.theme
        one = one.also


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("how long does it take and can I appeal if they say no?", ["approval_time", "appeal"]),
        ("is port 587 blocked as well? and can i receive mail on 25?", ["relay", "inbound"]),
        ("wat kost een relay en hoe lang duurt zo'n aanvraag?", ["relay_cost", "approval_time"]),
        ("moet ik daarna nog iets doen? en kunnen ze het weer intrekken?", ["how", "revocation"]),
    ],
)
def test_both_that_are_asked_are_answered_in_their_order(
    text: str, told: list[str], library: Library
) -> None:
    assert list(_told(_reply(text, TOLD, library))) == told


def test_what_is_asked_behind_news_stands_behind_the_verdict_and_changes_nothing(library: Library) -> None:
    text = "the exemption was approved last week. how long does such a thing take? can they take it back?"
    found = _reply(text, TOLD, library)
    assert found.offered == ("exempted_restart_vms",)
    assert found.case.facts == {**TOLD.facts, "exemption": "granted"}
    assert list(_told(found)) == [None, "approval_time", "revocation"]


def test_nothing_is_told_twice(library: Library) -> None:
    found = _reply("how long does it take? I mean, how long will they need?", TOLD, library)
    assert list(_told(found)) == ["approval_time"]


def test_a_first_message_is_answered_as_a_whole(library: Library) -> None:
    text = "We pay as we go since 2019. Does mail leave our VM on port 25? Who decides? Can they refuse?"
    assert list(_told(_reply(text, EMPTY_CASE, library))) == [None]


def test_a_question_of_ours_is_not_buried_under_more(library: Library) -> None:
    asked = Case({"delivery": "direct"}, asked="created", last="ask_created")
    found = _reply("it is pay as you go. who decides?", asked, library)
    assert list(_told(found))[:1] == [None]


def test_what_ends_a_message_is_answered_where_all_else_stays(library: Library) -> None:
    found = _reply("the maintenance window is on sunday. how do we mail until then?", TOLD, library)
    assert list(_told(found)) == ["meanwhile"]
    assert found.case.facts == TOLD.facts


def test_beside_what_is_supposed_it_is_asked_of_what_is_so(library: Library) -> None:
    found = _reply("where does it say that? and what if we had an EA?", TOLD, library)
    assert (found.supposed, found.outcome) == (True, "allowed")
    assert found.also is not None
    assert (found.also.outcome, found.also.asked) == (TOLD.told, ("source",))


def test_a_verdict_that_was_told_is_not_open_again_behind_what_was_asked(library: Library) -> None:
    found = _reply("the maintenance window is on sunday. how do we mail until then?", TOLD, library)
    assert (found.case.asked, found.case.offered) == (None, None)
