"""Doubt withholds a verdict where it can change it, and nowhere else."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.case.certainty import Settled, Weighed, carried, least_certain, mixed, settle, together, weigh
from knowledge.reading.candidates import Candidate
from rules.edition import read_editions
from rules.evaluate import enact
from rules.interval import Interval
from rules.model import UNKNOWN, Value

LAW = enact(read_editions()["2018-11-20"])
CUT = date(2017, 11, 15)
BEFORE, SINCE = Interval.before(CUT), Interval.since(CUT)
EITHER = Interval(date(2017, 10, 1), date(2017, 12, 31))
THRESHOLDS = {"verdict": 0.9, "offer": 0.3}
DIRECT: dict[Value | None, float] = {"direct": 1}
RELAXED = settings(deadline=None)

Findings = Mapping[str, tuple[Candidate, ...]]


def _likely(**facts: Mapping[Value | None, float]) -> Findings:
    """What each fact may be, and how likely, the likeliest first."""
    return {
        name: tuple(
            sorted((Candidate(value, p) for value, p in values.items()), key=lambda one: (-one.p, str(one)))
        )
        for name, values in facts.items()
    }


def _weighed(likely: Findings, share: float = 1) -> list[Weighed]:
    """The outcomes, where this is how likely the message asks for any of them."""
    return [one._replace(p=one.p * share) for one in weigh(LAW, likely)]


def _settled(likely: Findings, share: float = 1) -> Settled:
    return settle(_weighed(likely, share), THRESHOLDS, LAW, likely)


# -- a doubt that cannot change the outcome withholds nothing

NO_MATTER = {
    "an EA of any day is open": (
        _likely(
            delivery=DIRECT,
            subscription={"enterprise_agreement": 1},
            created={BEFORE: 0.4, SINCE: 0.4, None: 0.2},
        ),
        "allowed",
    ),
    "a relay is open for every type": (
        _likely(delivery={"relay": 1}, subscription={"msdn": 0.4, "csp": 0.3, None: 0.3}),
        "relay_unrestricted",
    ),
    "an old subscription is open whichever of two types it is": (
        _likely(delivery=DIRECT, subscription={"csp": 0.5, "msdn": 0.5}, created={BEFORE: 1}),
        "allowed",
    ),
    "a new MSDN is never exempted, asked or not": (
        _likely(
            delivery=DIRECT,
            subscription={"msdn": 1},
            created={SINCE: 1},
            exemption={"requested": 0.5, "refused": 0.5},
        ),
        "blocked_no_exemption",
    ),
}


@pytest.mark.parametrize(("likely", "outcome"), NO_MATTER.values(), ids=NO_MATTER)
def test_a_doubt_that_cannot_change_the_outcome_withholds_nothing(likely: Findings, outcome: str) -> None:
    settled = _settled(likely)
    assert (settled.outcome, settled.offered) == (outcome, None)
    assert weigh(LAW, likely)[0].p == pytest.approx(1)


# -- a doubt that can turns a verdict into a question with an offer

IN_DOUBT = {
    "the type": (
        _likely(
            delivery=DIRECT,
            subscription={"pay_as_you_go": 0.7, "enterprise_agreement": 0.3},
            created={SINCE: 1},
        ),
        ("ask_subscription", "blocked_request_exemption"),
    ),
    "the day": (
        _likely(delivery=DIRECT, subscription={"csp": 1}, created={BEFORE: 0.6, SINCE: 0.4}),
        ("ask_created", "allowed"),
    ),
    "how mail is sent": (
        _likely(delivery={"relay": 0.8, "direct": 0.2}, subscription={"msdn": 1}, created={SINCE: 1}),
        ("ask_delivery", "relay_unrestricted"),
    ),
}


@pytest.mark.parametrize(("likely", "expected"), IN_DOUBT.values(), ids=IN_DOUBT)
def test_a_doubt_that_can_change_the_outcome_makes_it_a_question_with_an_offer(
    likely: Findings, expected: tuple[str, str]
) -> None:
    settled = _settled(likely)
    assert settled.offered is not None
    assert (settled.outcome, settled.offered.outcome) == expected


def test_an_offer_carries_the_facts_that_lead_to_it() -> None:
    settled = _settled(IN_DOUBT["the day"][0])
    assert settled.offered is not None
    assert settled.offered.facts == {"delivery": "direct", "subscription": "csp", "created": BEFORE}


def test_what_is_too_unlikely_is_not_offered() -> None:
    types: dict[Value | None, float] = {"msdn": 0.28, "csp": 0.26, "enterprise_agreement": 0.24, None: 0.22}
    settled = _settled(_likely(delivery=DIRECT, subscription=types, created={SINCE: 1}))
    assert (settled.outcome, settled.offered) == ("ask_subscription", None)


def test_a_message_that_may_ask_for_something_else_gets_no_verdict() -> None:
    certain = NO_MATTER["an EA of any day is open"][0]
    assert _settled(certain).outcome == "allowed"
    assert _is_question(_settled(certain, 0.5).outcome)
    assert [_settled(certain, share).offered is None for share in (0.5, 0)] == [False, True]


@pytest.mark.parametrize(
    ("likely", "outcome"),
    [
        (_likely(), "ask_delivery"),
        (_likely(delivery=DIRECT), "ask_subscription"),
        (_likely(delivery=DIRECT, subscription={"csp": 1}), "ask_created"),
        (_likely(delivery=DIRECT, subscription={"csp": 1}, created={EITHER: 1}), "ask_created"),
        (_likely(delivery=DIRECT, subscription={"csp": 1}, created={UNKNOWN: 1}), "answer_both"),
        (_likely(delivery=DIRECT, subscription={UNKNOWN: 1}), "answer_types"),
    ],
)
def test_what_is_not_told_is_asked_and_what_is_not_known_is_answered(likely: Findings, outcome: str) -> None:
    assert _settled(likely).outcome == outcome


# -- the fact to ask for

VERDICT: dict[str, Value] = {"delivery": "direct", "subscription": "csp", "created": SINCE}


@pytest.mark.parametrize(
    ("likely", "asked"),
    [
        (_likely(delivery=DIRECT, subscription={"csp": 0.9}, created={SINCE: 0.6}), "created"),
        (_likely(delivery=DIRECT, subscription={"csp": 0.5}, created={SINCE: 0.6}), "subscription"),
        (_likely(delivery={"direct": 0.4}, subscription={"csp": 0.5}, created={SINCE: 0.6}), "delivery"),
    ],
)
def test_the_least_certain_fact_is_asked_for(likely: Findings, asked: str) -> None:
    assert least_certain(VERDICT, likely, LAW) == asked


def test_a_fact_that_does_not_matter_is_not_asked_for() -> None:
    facts: dict[str, Value] = {"delivery": "relay", "subscription": "csp", "created": SINCE}
    likely = _likely(delivery={"relay": 0.8}, subscription={"csp": 0.3}, created={SINCE: 0.2})
    assert least_certain(facts, likely, LAW) == "delivery"


# -- what was known before


def _shares(candidates: tuple[Candidate, ...]) -> dict[Value | None, float]:
    return {one.value: pytest.approx(one.p) for one in candidates if one.p > 0}


def test_where_a_message_is_silent_the_case_speaks() -> None:
    told = _likely(subscription={None: 1})
    assert _shares(carried(told, _likely(subscription={"msdn": 1}))["subscription"]) == {"msdn": 1}
    assert _shares(carried({}, _likely(created={SINCE: 1}))["created"]) == {SINCE: 1}


def test_what_is_told_now_counts_more_than_what_was_told_before() -> None:
    told = _likely(subscription={"csp": 1})
    assert _shares(carried(told, _likely(subscription={"msdn": 1}))["subscription"]) == {"csp": 1}


def test_what_is_told_with_a_doubt_leaves_as_much_to_what_was_told_before() -> None:
    told = _likely(subscription={"csp": 0.6, None: 0.4})
    found = carried(told, _likely(subscription={"msdn": 1}))["subscription"]
    assert _shares(found) == {"csp": 0.6, "msdn": 0.4}


def test_all_that_a_fact_might_be_is_kept() -> None:
    known = _likely(subscription={"msdn": 0.7, "csp": 0.2, None: 0.1})
    assert _shares(carried({}, known)["subscription"]) == {"msdn": 0.7, "csp": 0.2, None: pytest.approx(0.1)}


def test_what_was_told_before_with_a_doubt_was_perhaps_not_told() -> None:
    assert _shares(carried({}, _likely(subscription={"msdn": 0.7}))["subscription"]) == {
        "msdn": 0.7,
        None: pytest.approx(0.3),
    }


def test_what_is_told_again_is_surer_than_it_was() -> None:
    told = _likely(subscription={"msdn": 0.5, None: 0.5})
    found = carried(told, _likely(subscription={"msdn": 0.6, None: 0.4}))["subscription"]
    assert _shares(found) == {"msdn": 0.8, None: pytest.approx(0.2)}


def test_an_exemption_is_one_from_the_block_of_direct_delivery() -> None:
    told = _likely(delivery={None: 1}, exemption={"granted": 0.8, None: 0.2})
    assert _shares(carried(told, {})["delivery"]) == {"direct": 0.8, None: pytest.approx(0.2)}
    relayed = _likely(delivery={"relay": 1}, exemption={"granted": 1})
    assert _shares(carried(relayed, {})["delivery"]) == {"relay": 1}


def test_what_is_known_after_a_message_hangs_on_how_likely_each_way_to_take_it_is() -> None:
    as_told, as_supposed = _likely(delivery={"relay": 1}), _likely(delivery={"direct": 1})
    found = mixed([(0.7, as_told), (0.3, as_supposed)])["delivery"]
    assert _shares(found) == {"relay": 0.7, "direct": pytest.approx(0.3)}
    assert _shares(mixed([(0.7, as_told), (0.3, {})])["delivery"]) == {"relay": 0.7, None: pytest.approx(0.3)}


def test_the_ways_to_take_a_message_count_by_how_likely_they_are() -> None:
    case, another = [Weighed("allowed", 0.5), Weighed("ask_created", 0.5)], [Weighed("ask_created", 1.0)]
    found = together([(0.8, case), (0.2, another)])
    assert [(one.outcome, pytest.approx(one.p)) for one in found] == [("ask_created", 0.6), ("allowed", 0.4)]


# -- laws

CHOICES: dict[str, list[Value | None]] = {
    "delivery": ["direct", "relay", None],
    "route": ["internet", "paas", None],
    "subscription": ["enterprise_agreement", "pay_as_you_go", "csp", "msdn", "other:mca", UNKNOWN, None],
    "created": [BEFORE, SINCE, EITHER, UNKNOWN, None],
    "exemption": ["requested", "granted", "refused", None],
    "restarted": ["yes", "no", None],
}
SHARES = st.floats(0, 1)


@st.composite
def findings(draw: st.DrawFn, *facts: str, most: int = 4, heaviest: int = 20) -> Findings:
    likely: dict[str, Mapping[Value | None, float]] = {}
    for name in facts or CHOICES:
        values = draw(st.lists(st.sampled_from(CHOICES[name]), min_size=1, max_size=most, unique=True))
        weights = [draw(st.integers(1, heaviest)) for _ in values]
        likely[name] = {value: weight / sum(weights) for value, weight in zip(values, weights, strict=True)}
    return _likely(**likely)


def _is_question(outcome: str) -> bool:
    return outcome.startswith(("ask_", "answer_"))


@given(findings())
@RELAXED
def test_all_outcomes_together_are_certain(likely: Findings) -> None:
    weighed = weigh(LAW, likely)
    assert sum(one.p for one in weighed) == pytest.approx(1)
    assert len({one.outcome for one in weighed}) == len(weighed)


@given(findings(), SHARES, SHARES)
@RELAXED
def test_no_verdict_is_given_that_is_less_likely_than_the_threshold(
    likely: Findings, share: float, threshold: float
) -> None:
    weighed = _weighed(likely, share)
    settled = settle(weighed, {"verdict": threshold, "offer": 0.3}, LAW, likely)
    p = {one.outcome: one.p for one in weighed}
    assert _is_question(settled.outcome) or p[settled.outcome] >= threshold


@given(findings(), SHARES)
@RELAXED
def test_no_offer_is_made_that_is_less_likely_than_its_threshold(likely: Findings, share: float) -> None:
    settled = _settled(likely, share)
    assert settled.offered is None or settled.offered.p >= THRESHOLDS["offer"]


@given(findings(), SHARES, SHARES)
@RELAXED
def test_a_higher_threshold_leads_to_the_same_verdict_or_to_a_question(
    likely: Findings, one: float, other: float
) -> None:
    low, high = (
        settle(weigh(LAW, likely), {"verdict": threshold, "offer": 0.3}, LAW, likely).outcome
        for threshold in sorted((one, other))
    )
    assert high == low or _is_question(high)


@given(findings("delivery", "subscription", "created", most=3, heaviest=3), st.data())
@RELAXED
def test_a_value_that_is_taken_away_makes_no_other_verdict_more_certain(
    likely: Findings, data: st.DataObject
) -> None:
    told = [(name, one) for name, found in likely.items() for one in found if one.value is not None]
    if not told:
        return
    name, gone = data.draw(st.sampled_from(told))
    rest = {one.value: one.p for one in likely[name] if one is not gone}
    silent = {**likely, **_likely(**{name: {**rest, None: rest.get(None, 0) + gone.p}})}
    before = {one.outcome: one.p for one in weigh(LAW, likely)}
    for one in weigh(LAW, silent):
        assert _is_question(one.outcome) or one.p <= before.get(one.outcome, 0) + 1e-9
