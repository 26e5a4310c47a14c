"""A subscription that is not yet there, and one more who has one."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.new_one import names_a_new_one, names_another_customer, takes_one_out


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("a new payg sub", True),
        ("een nieuw abonnement", True),
        ("what about a brand new one?", True),
        ("our payg has a new vm", False),
    ],
)
def test_a_subscription_is_new_where_that_stands_right_before_it(
    text: str, new: bool, library: Library
) -> None:
    assert names_a_new_one(marked(text, library)) is new


@pytest.mark.parametrize(
    ("text", "another"),
    [("another client has csp", True), ("nog een klant, op payg", True), ("our client has csp", False)],
)
def test_one_more_customer_is_brought_up_by_a_word_before_it(
    text: str, another: bool, library: Library
) -> None:
    assert names_another_customer(marked(text, library)) is another


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("what if we take out an MPN?", True),
        ("sign up for a pay as you go", True),
        ("en als we een EA nemen?", True),
        ("neem een EA", True),
        ("what if it were Azure in Open?", False),
        ("would port 25 be open for an MPN?", False),
        ("take MPN, same day", False),
        ("in order to send from MPN", False),
    ],
)
def test_a_subscription_is_taken_out_where_a_verb_of_getting_leads_to_it(
    text: str, out: bool, library: Library
) -> None:
    assert takes_one_out(marked(text, library)) is out
