"""Which way mail takes, where words of the message deny or doubt it."""

import pytest
from conftest import TODAY
from found import found_in

from knowledge.answer import answer
from knowledge.case.memory import EMPTY_CASE
from knowledge.judged.features import Talk
from knowledge.library import Library
from knowledge.mentions.on_the_way import leads_through_a_firewall
from knowledge.reading.question import read_question

NOT_BY_FIREWALL = [
    "Our mail does not go through the Azure Firewall, the VM sends it on port 25 itself.",
    "Onze mail gaat niet door de Azure Firewall, de VM verstuurt ze zelf op poort 25.",
]


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("we removed the azure firewall", "internet"),
        ("and without the Azure Firewall?", "internet"),
        ("en zonder die azure firewall ertussen?", "internet"),
        ("we bypassed the azure firewall", "internet"),
        ("it goes through the azure firewall without an exemption", "paas"),
        ("our mail on port 25 has gone through the azure firewall since 2019", None),
        ("the azure firewall was not removed, mail still goes through it", None),
        ("we removed the nva and mail on port 25 now goes through the azure firewall", None),
        ("the restriction was removed and mail leaves through the azure firewall", None),
        ("we cannot do it without the azure firewall", None),
    ],
)
def test_without_a_firewall_mail_goes_straight_to_the_internet(
    text: str, route: str | None, library: Library
) -> None:
    talk = Talk(None, "allowed", {"subscription": "enterprise_agreement", "delivery": "direct"})
    may = read_question(text, library, TODAY, talk).facts["route"]
    if route is None:
        assert next((one.p for one in may if one.value == "internet"), 0.0) < 0.5
        return
    assert may[0].value == route
    assert route == "paas" or may[0].p < 0.95


@pytest.mark.parametrize("text", NOT_BY_FIREWALL)
def test_a_firewall_that_is_not_in_the_way_is_no_route(text: str, library: Library) -> None:
    best = found_in(text, library).facts["route"][0]
    assert best.value != "paas" or best.p < library.heads.thresholds["verdict alone"]


@pytest.mark.parametrize("denied", ["ot", "nto", "noot", "iet"])
def test_a_denial_with_a_slip_leaves_the_way_in_doubt(denied: str, library: Library) -> None:
    text = f"EA VMs with a public IP, {denied} through the Azure Firewall, port 25?"
    assert answer(text, EMPTY_CASE, library, edition="2018-11-20", today=TODAY).outcome != "unsupported_route"


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("and an EA through the same firewall?", True),
        ("en als finance met hun EA via de firewall gaat?", True),
        ("and without going through the firewall?", False),
        ("through a FortiGate firewall of our own instead", False),
        ("now mail leaves by the windows firewall only", False),
        ("through the firewall of the office, straight to the internet", False),
    ],
)
def test_a_firewall_that_mail_passes_is_the_known_one(text: str, through: bool, library: Library) -> None:
    known = Talk(None, "unsupported_route", {"subscription": "msdn", "delivery": "direct", "route": "paas"})
    question = read_question(text, library, TODAY, known)
    assert leads_through_a_firewall(question.marks) is through
    assert not through or question.facts["route"][0].value == "paas"
