"""What is told anew of several: of known ones by their types, of one that another letter names."""

import pytest
from conftest import TODAY

from knowledge.answering.news_of_each import News, NewsOfEach
from knowledge.case.conversation import talk_of
from knowledge.case.memory import Case
from knowledge.case.others import Spoken
from knowledge.case.whose import THEIRS
from knowledge.library import Library
from knowledge.reading.question import read_question

EDITION = "2018-11-20"
A = Spoken({"subscription": "csp", "delivery": "direct"}, {}, frozenset({"letter a"}), place=0)
CASE = Case(
    {"subscription": "pay_as_you_go", "delivery": "direct"},
    last="ask_created",
    names=frozenset({"letter b"}),
    place=1,
    others=(A,),
)


def _news(text: str, library: Library, case: Case = CASE) -> News | None:
    question = read_question(text, library, TODAY, talk_of(case))
    return NewsOfEach(library, library.law(EDITION), TODAY).of(question, case, text)


def test_each_of_known_types_gets_what_is_told_of_it(library: Library) -> None:
    news = _news("the csp is from 2019 and the pay as you go one from 2016", library)
    assert news is not None
    days = {one.facts["subscription"]: str(one.facts.get("created")) for one in news.known}
    assert days == {"csp": "2019-01-01/2019-12-31", "pay_as_you_go": "2016-01-01/2016-12-31"}
    assert news.rest == ()


def test_another_letter_is_one_more_and_the_one_at_hand_keeps_what_is_told_of_it(library: Library) -> None:
    news = _news("created in 2019. customer C has an Enterprise Agreement", library)
    assert news is not None
    here, new = news.known
    assert (here.names, str(here.facts["created"])) == (CASE.names, "2019-01-01/2019-12-31")
    assert (new.facts["subscription"], new.place) == ("enterprise_agreement", 2)
    assert new.names == {"letter c", THEIRS}
    assert news.rest == (A,)


@pytest.mark.parametrize(
    "text",
    [
        "the csp is from 2019",
        "what if the csp were from 2019 and the payg from 2016?",
        "created in 2019",
        "thanks",
    ],
)
def test_of_one_alone_or_of_what_is_supposed_there_is_none(text: str, library: Library) -> None:
    assert _news(text, library) is None
