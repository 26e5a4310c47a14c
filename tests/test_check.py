"""Facts alone: every combination against a second, independent reading of the policy's text."""

from datetime import date
from itertools import product

import pytest

from knowledge.answering.chosen import answer_facts
from knowledge.library import Library
from rules.interval import parse_interval
from rules.written import FactFault, parse_facts

CUT = date(2017, 11, 15)
MAY_ASK = ("pay_as_you_go", "microsoft_partner_network")
NEVER = (
    "msdn", "azure_pass", "azure_in_open", "education", "bizspark", "azure_sponsorship",
    "azure_student", "free_trial", "visual_studio",
)  # fmt: skip
SUBSCRIPTIONS = ("enterprise_agreement", *MAY_ASK, *NEVER, "csp", "other:mca", "unknown", None)
CREATED = (
    "2017-11-14", "2017-11-15", "2017-11-16", "2016-01-01/2016-12-31", "2018-01-01/2018-12-31",
    "2017-01-01/2017-12-31", "2017-11-14/2017-11-15", "before:2017-11-15", "before:2017-11-16",
    "from:2017-11-15", "from:2017-11-14", "before:2016-01-01", "from:2020-01-01", "unknown", None,
)  # fmt: skip


def _side(created: str | None) -> str:
    if created is None or created == "unknown":
        return created or "missing"
    first, last = parse_interval(created)
    if last is not None and last < CUT:
        return "before"
    return "since" if first is not None and first >= CUT else "straddles"


def _expected(facts: dict[str, str]) -> str:  # noqa: C901, PLR0911 - one return a line of the policy
    """The order of the policy, written out once more by hand and without the rule base."""
    subscription, side = facts.get("subscription"), _side(facts.get("created"))
    if facts.get("delivery") == "relay":
        return "relay_unrestricted"
    if facts.get("route") == "paas":
        return "unsupported_route"
    if subscription is None:
        return "ask_subscription"
    if subscription == "unknown":
        return "answer_types"
    if subscription == "enterprise_agreement":
        return "allowed"
    if subscription.startswith("other:"):
        return "not_covered"
    if facts.get("exemption") == "granted" and side not in ("before", "since"):
        side = "since"
    if side == "before":
        return "allowed"
    if side == "unknown":
        return "answer_both"
    if side != "since":
        return "ask_created"
    return _since(subscription, facts)


def _since(subscription: str, facts: dict[str, str]) -> str:
    if subscription in NEVER or facts.get("exemption") == "refused":
        return "blocked_no_exemption"
    if facts.get("exemption") == "granted":
        return "allowed" if facts.get("restarted") == "yes" else "exempted_restart_vms"
    return "blocked_ask_csp" if subscription == "csp" else "blocked_request_exemption"


def _combinations() -> list[dict[str, str]]:
    every = product(
        SUBSCRIPTIONS,
        CREATED,
        ("direct", "relay", None),
        ("internet", "paas", None),
        ("none", "requested", "granted", "refused", None),
        ("yes", "no", None),
    )
    names = ("subscription", "created", "delivery", "route", "exemption", "restarted")
    return [
        {name: value for name, value in zip(names, values, strict=True) if value is not None}
        for values in every
    ]


def test_every_combination_of_facts_and_date_forms_has_the_outcome_that_the_policy_says(
    library: Library,
) -> None:
    edition = library.law("2018-11-20").edition
    combinations = _combinations()
    assert len(combinations) == len(SUBSCRIPTIONS) * len(CREATED) * 3 * 3 * 5 * 3
    wrong = [
        (facts, found, _expected(facts))
        for facts in combinations
        if (found := answer_facts(parse_facts(facts, edition), library, edition="2018-11-20").outcome)
        != _expected(facts)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("edition", "facts", "outcome"),
    [
        ("2021-04-28", {"subscription": "pay_as_you_go"}, "blocked_request_exemption"),
        (
            "2021-04-28",
            {"subscription": "pay_as_you_go", "created": "2010-01-01"},
            "blocked_request_exemption",
        ),
        ("2021-04-28", {"subscription": "csp"}, "blocked_request_exemption"),
        ("2021-04-28", {"subscription": "azure_sponsorship"}, "blocked_request_exemption"),
        ("2021-04-28", {"subscription": "free_trial"}, "blocked_no_exemption"),
        ("2021-04-28", {"subscription": "other:ea_dev_test"}, "not_covered"),
        ("2021-04-28", {"subscription": "csp", "route": "paas"}, "not_covered"),
        ("2023-12-20", {"subscription": "pay_as_you_go"}, "blocked_no_exemption"),
        ("2023-12-20", {"subscription": "csp"}, "blocked_no_exemption"),
        ("2023-12-20", {"subscription": "other:ea_dev_test"}, "blocked_request_exemption"),
        ("2023-12-20", {"subscription": "other:ea_dev_test", "exemption": "granted"}, "exempted_restart_vms"),
        ("2023-12-20", {"subscription": "other:mca_e"}, "allowed"),
        ("2023-12-20", {"subscription": "other:mca"}, "not_covered"),
        ("2023-12-20", {"subscription": "other:anything"}, "blocked_no_exemption"),
        ("2023-12-20", {"subscription": "enterprise_agreement", "route": "paas"}, "ask_service"),
        (
            "2023-12-20",
            {"subscription": "enterprise_agreement", "route": "paas", "service": "azure_firewall"},
            "allowed",
        ),
        (
            "2023-12-20",
            {"subscription": "enterprise_agreement", "route": "paas", "service": "other_service"},
            "unsupported_route",
        ),
        ("2023-12-20", {"delivery": "relay"}, "relay_unrestricted"),
    ],
)
def test_the_later_editions_answer_as_they_say(
    edition: str, facts: dict[str, str], outcome: str, library: Library
) -> None:
    editions = [law.edition for law in library.laws.values()]
    assert answer_facts(parse_facts(facts, *editions), library, edition=edition).outcome == outcome


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"subscription": "basic"}, "subscription 'basic' is not known; write one of enterprise_agreement"),
        ({"created": "2018-02-30"}, "created: '2018-02-30' is no day of the calendar"),
        ({"created": "2018-05-01/2018-01-01"}, "ends before it begins"),
        ({"created": 2018}, "created is 2018: write it as text"),
        ({"colour": "red"}, "there is no fact 'colour'; known are subscription, created"),
        ({"delivery": "unknown"}, "delivery 'unknown' is not known; write one of direct, relay"),
        ({"subscription": "other:"}, "other:<name>"),
        ({"restarted": True}, "restarted is True"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named_with_what_may_be_written(
    facts: dict[str, object], part: str, library: Library
) -> None:
    with pytest.raises(FactFault) as raised:
        parse_facts(facts, *(law.edition for law in library.laws.values()))
    assert part in str(raised.value)
