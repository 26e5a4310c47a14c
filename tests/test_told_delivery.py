"""How mail is sent, where words of the message deny or doubt it."""

import pytest
from found import found_in

from knowledge.library import Library


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("CSP, 2020. We asked to have port 25 opened and they said no, use SendGrid. Stuck?", False),
        ("CSP uit 2020. Support zegt: gebruik SendGrid. Kan poort 25 niet open?", False),
        ("CSP, 2020. We use SendGrid on 587. Is that fine?", True),
        ("IT told me that we send via SendGrid on 587. Allowed?", True),
    ],
)
def test_a_relay_that_somebody_said_to_use_is_not_surely_in_use(
    text: str, sure: bool, library: Library
) -> None:
    relayed = [one.p for one in found_in(text, library).facts["delivery"] if one.value == "relay"]
    assert (relayed[0] > 0.9) is sure


@pytest.mark.parametrize(
    "text",
    [
        "nowhere do I see smtp on 587, so our VM sends directly I guess",
        "er staat nergens iets van 587, dus onze vm mailt rechtstreeks",
    ],
)
def test_a_relay_that_is_denied_beside_straight_delivery_is_never_sure(text: str, library: Library) -> None:
    delivery = {one.value: one.p for one in found_in(text, library).facts["delivery"]}
    assert delivery.get("relay", 0.0) <= 0.5


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("not port 25 but 587 fails on PAYG 2021", "direct"),
        ("payg 2021, it does not go out on 25 but on 587", "direct"),
        ("niet via 587 maar via 25, payg 2021", "relay"),
        ("we do not use 587, everything goes on 25", "relay"),
    ],
)
def test_a_port_that_is_denied_beside_another_is_never_sure(text: str, denied: str, library: Library) -> None:
    delivery = {one.value: one.p for one in found_in(text, library).facts["delivery"]}
    assert round(delivery.get(denied, 0.0), 6) <= 0.5
