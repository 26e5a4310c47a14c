"""Which type is told, and whose those are that are named."""

import pytest
from found import found_in, likeliest

from knowledge.library import Library

FORMER_AND_NOW = "We used to be on BizSpark, now we have a pay-as-you-go subscription. Is port 25 open?"


def test_of_two_types_the_one_of_another_time_is_less_the_asker_s_own(library: Library) -> None:
    former, now = found_in(FORMER_AND_NOW, library).types[:2]
    assert (former.own < 0.2, now.own > 0.8) == (True, True)


def test_an_offer_number_is_exact_and_a_name_is_not(library: Library) -> None:
    types = found_in("MS-AZR-0003P, that is pay-as-you-go", library).types
    assert [(one.exact, one.value) for one in types] == [(True, "pay_as_you_go"), (False, "pay_as_you_go")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Not on Azure for Students, I am just a student. It is pay-as-you-go, is port 25 open?",
            "pay_as_you_go",
        ),
        ("We are not on CSP. Is port 25 open on our Azure VM?", None),
        ("Wij zitten niet op CSP, het is MSDN. Mag poort 25?", "msdn"),
    ],
)
def test_a_type_that_is_denied_wherever_it_is_named_is_not_the_askers(
    text: str, told: str | None, library: Library
) -> None:
    assert likeliest("subscription", text, library) == told
