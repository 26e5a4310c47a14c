"""A message about several subscriptions falls into a piece for each."""

from dataclasses import replace

import pytest
from conftest import TODAY

from knowledge.case.segments import partings, segments
from knowledge.judged.features import NO_TALK
from knowledge.library import Library
from knowledge.reading.question import Question, read_question
from knowledge.reading.witnesses import Named

PIECES = {
    "MSDN from 2019 and EA from 2016, port 25?": ["MSDN from 2019 ", "and EA from 2016, port 25?"],
    "We have MSDN. We also have pay-as-you-go.": ["We have MSDN. ", "We also have pay-as-you-go."],
    "We have MSDN. Also, I think, an EA.": ["We have MSDN. ", "Also, I think, an EA."],
    "Our EA sends mail, our MSDN does not.": ["Our EA sends mail, ", "our MSDN does not."],
    "EA, MSDN and CSP": ["EA, ", "MSDN ", "and CSP"],
    "Wij hebben MSDN uit 2019, en daarnaast een CSP.": [
        "Wij hebben MSDN uit 2019, ",
        "en daarnaast een CSP.",
    ],
    "MSDN 2016, MSDN 2020": ["MSDN 2016, ", "MSDN 2020"],
}
SHARED = {
    "Two CSP ones, one from 2016, the other from 2020.": [
        "Two CSP ones, one from 2016, ",
        "csp, the other from 2020.",
    ],
    "CSP: een van 2016, een van 2020": ["CSP: een van 2016, ", "csp, een van 2020"],
}
WHOLE = [
    "May our VM send mail on port 25?",
    "Our MSDN is from 2019.",
    "Our MSDN, yes the MSDN, cannot mail.",
    "",
]


def _owned(found: tuple[Named, ...], own: float) -> tuple[Named, ...]:
    return tuple(one._replace(own=own) for one in found)


def _question(text: str, library: Library, own: float = 1) -> Question:
    """The question of a message with all its types and dates the asker's own, or none of them."""
    read = read_question(text, library, TODAY, NO_TALK)
    found = read.found._replace(types=_owned(read.found.types, own), days=_owned(read.found.days, own))
    return replace(read, found=found)


@pytest.mark.parametrize(("text", "pieces"), PIECES.items())
def test_each_type_begins_a_piece_at_its_sentence_its_clause_or_itself(
    text: str, pieces: list[str], library: Library
) -> None:
    assert segments(text, _question(text, library), library.heads) == pieces


@pytest.mark.parametrize(("text", "pieces"), SHARED.items())
def test_the_type_of_all_is_set_before_each_piece_with_a_date_of_its_own(
    text: str, pieces: list[str], library: Library
) -> None:
    assert segments(text, _question(text, library), library.heads) == pieces


@pytest.mark.parametrize("text", WHOLE)
def test_a_message_about_one_subscription_stays_whole(text: str, library: Library) -> None:
    assert segments(text, _question(text, library), library.heads) == [text]


@pytest.mark.parametrize("text", PIECES)
def test_the_pieces_are_together_the_message(text: str, library: Library) -> None:
    assert "".join(segments(text, _question(text, library), library.heads)) == text


@pytest.mark.parametrize("text", PIECES)
def test_types_that_are_not_the_asker_s_part_nothing(text: str, library: Library) -> None:
    assert segments(text, _question(text, library, own=0), library.heads) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "We have two subscriptions: MSDN from 2019 and pay-as-you-go from 2016. May both send on port 25?",
        "Twee abonnementen: een EA en een MSDN uit 2020. Mogen ze allebei mailen op poort 25?",
    ],
)
def test_a_message_about_two_subscriptions_is_known_for_one(text: str, library: Library) -> None:
    question = read_question(text, library, TODAY, NO_TALK)
    assert question.several > 0.8
    assert len(segments(text, question, library.heads)) == 2


@pytest.mark.parametrize(
    "text", ["Our MSDN subscription is from 2019. Port 25?", "Ons CSP-abonnement is van 2016. Poort 25?"]
)
def test_a_message_about_one_subscription_is_not_taken_for_several(text: str, library: Library) -> None:
    assert read_question(text, library, TODAY, NO_TALK).several < 0.2


def test_whose_the_type_is_may_be_said_before_it(library: Library) -> None:
    text = "the bakery has payg from March 2016, and the second, a gym, has a CSP subscription from 2021"
    assert segments(text, _question(text, library), library.heads) == [
        "the bakery has payg from March 2016, ",
        "and the second, a gym, has a CSP subscription from 2021",
    ]


def test_what_is_said_behind_a_type_stays_with_it(library: Library) -> None:
    text = "EA, signed long ago, behind a load balancer, payg from 2019"
    assert (
        segments(text, _question(text, library), library.heads)[0]
        == "EA, signed long ago, behind a load balancer, "
    )


REGROUPED = {
    "EA and an MSDN from 2019, both go through Azure Firewall.": [
        "EA . both go through Azure Firewall.",
        "and an MSDN from 2019, both go through Azure Firewall.",
    ],
    "The shop has payg from 2015, the warehouse has CSP. The shop sends direct, the warehouse via Mailgun.": [
        "The shop has payg from 2015, . The shop sends direct, ",
        "the warehouse has CSP. . the warehouse via Mailgun.",
    ],
    "An EA and an MSDN. The EA is ours, the MSDN is from 2019.": [
        "An EA . The EA is ours, ",
        "and an MSDN. . the MSDN is from 2019.",
    ],
}


@pytest.mark.parametrize(("text", "pieces"), REGROUPED.items())
def test_what_is_said_later_goes_with_the_one_that_it_calls_or_with_all(
    text: str, pieces: list[str], library: Library
) -> None:
    assert segments(text, _question(text, library), library.heads) == pieces


def test_the_same_type_with_two_dates_is_two_subscriptions(library: Library) -> None:
    text = "payg 2012, EA, payg 2020"
    assert segments(text, _question(text, library), library.heads) == ["payg 2012, ", "EA, ", "payg 2020"]


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("All of 2019, all on port 25. We have an EA. And a CSP.", "All of 2019, all on port 25. "),
        (
            "We have an EA and a CSP. Neither has a relay, the servers send.",
            "Neither has a relay, the servers send.",
        ),
    ],
)
def test_a_sentence_that_names_none_is_of_all_where_it_opens_or_speaks_of_each(
    text: str, shared: str, library: Library
) -> None:
    pieces = segments(text, _question(text, library), library.heads)
    assert len(pieces) == 2
    assert all(shared in piece for piece in pieces)


def test_those_of_one_type_are_parted_by_their_names(library: Library) -> None:
    text = "two payg subs. 'web' is from 2016. 'crm' relays via sendgrid on 587."
    ways = partings(text, _question(text, library), library.heads)
    of_web, of_crm = next(pieces for pieces in ways if len(pieces) > 1)
    assert "payg" in of_web
    assert "2016" in of_web
    assert "sendgrid" not in of_web
    assert "payg" in of_crm
    assert "2016" not in of_crm
    assert "sendgrid" in of_crm
