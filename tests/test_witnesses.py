"""What a message names of a fact counts beside what the heads say, and where the conversation stands."""

import pytest
from conftest import TODAY

from knowledge.library import Library
from knowledge.mentions.marks import Before, Marks, read_marks
from knowledge.reading.witnesses import (
    Named,
    day_features,
    named_in,
    said_features,
    type_features,
)
from rules.interval import parse_interval

EA = Named("enterprise_agreement", 0.9, "ea", 0)
CSP = Named("csp", 0.2, "csp", 3)


def _marks(text: str, library: Library) -> Marks:
    reading = library.reading
    return read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())


@pytest.mark.parametrize(
    ("text", "fact", "named"),
    [
        ("port 25 is closed", "delivery", "25"),
        ("Mailgun on port 587", "delivery", "relay port+relay_product"),
        ("not through SendGrid", "delivery", "relay_product?"),
        ("behind the Azure Firewall", "route", "service"),
        ("I rebooted it", "restarted", "reboot"),
        ("good morning", "route", ""),
    ],
)
def test_what_a_message_names_of_a_fact(text: str, fact: str, named: str, library: Library) -> None:
    assert named_in(_marks(text, library))[fact] == named


def test_each_answer_is_weighed_by_the_head_and_by_what_is_named() -> None:
    weighed = said_features({"direct": 0.8, "relay": 0.2}, "25")
    assert set(weighed) == {"direct", "relay"}
    assert weighed["direct"]["direct:25"] == 1
    assert weighed["direct"]["head"] > 0 > weighed["relay"]["head"]


def test_a_type_has_the_others_for_rivals() -> None:
    weighed = type_features({"enterprise_agreement": 0.7, "none": 0.3}, (EA, CSP), unknowing=False)
    assert weighed["csp"]["named:rival"] == weighed["enterprise_agreement"]["named:own"]
    assert not weighed["csp"]["named:only"]


def test_a_date_that_is_the_only_one_has_none(library: Library) -> None:
    day = Named(parse_interval("2019-01-01/2019-12-31"), 0.9, "2019", 0)
    judged = {"created": {"after": 0.6, "none": 0.4}, "type": {"none": 1.0}}
    weighed = day_features(judged, (day,), library.reading.cut, unknowing=False)
    assert weighed["after"]["dated:only"]
    assert "dated" not in weighed["before"]


def test_a_name_that_is_denied_outright_speaks_for_no_type_that_nobody_named() -> None:
    judged = {"enterprise_agreement": 0.5, "bizspark": 0.1, "none": 0.4}
    denied, unlikely = (
        type_features(judged, (Named("enterprise_agreement", own, "ea", 0),), unknowing=False)["bizspark"]
        for own in (0.0, 0.02)
    )
    assert denied == unlikely
