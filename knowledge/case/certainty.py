"""Findings -> what follows, and how sure it is: the only place that withholds.

Every combination of what the facts may be leads to an outcome by the law; the probabilities of all
that lead to the same one add up. So a doubt that cannot change the outcome withholds nothing, and one
that can is weighed against the thresholds that were chosen on writers left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from knowledge.reading.candidates import Candidate, Findings
from rules.evaluate import Law, Verdict, evaluate
from rules.inquire import inquire
from rules.model import UNKNOWN, Facts, Value

ORDER: Final = ("delivery", "route", "service", "subscription", "created", "exemption", "restarted")
_LEAST = 0.02  # of one value of a fact
_LEAST_TOGETHER = 0.002  # of a combination
_MOST = 4  # values of a fact
_OPEN_ENDED = ("ask_", "answer_")
_OPEN = 0.05  # of a question being the right outcome, from which on it is the one to ask

Likely = Mapping[str, Sequence[Candidate]]


class Weighed(NamedTuple):
    """An outcome, how likely it is, and the likeliest facts that lead to it."""

    outcome: str
    p: float
    facts: Mapping[str, Value] = {}


def weigh(law: Law, likely: Likely) -> list[Weighed]:
    """Every outcome that the findings can lead to, the likeliest first."""
    total: dict[str, float] = {}
    best: dict[str, tuple[float, Facts]] = {}
    for facts, p in _combined(likely):
        outcome = outcome_of(law, facts)
        total[outcome] = total.get(outcome, 0.0) + p
        if p > best.get(outcome, (0.0, {}))[0]:
            best[outcome] = (p, facts)
    whole = sum(total.values()) or 1.0
    found = [Weighed(outcome, p / whole, best[outcome][1]) for outcome, p in total.items()]
    return sorted(found, key=lambda one: (-one.p, one.outcome))


def together(each: Sequence[tuple[float, list[Weighed]]]) -> list[Weighed]:
    """The outcomes of several ways to take a message, each weighed by how likely that way is."""
    total: dict[str, float] = {}
    best: dict[str, tuple[float, Facts]] = {}
    for share, weighed in each:
        for one in weighed:
            p = share * one.p
            total[one.outcome] = total.get(one.outcome, 0.0) + p
            if p > best.get(one.outcome, (0.0, {}))[0]:
                best[one.outcome] = (p, one.facts)
    found = [Weighed(outcome, p, best[outcome][1]) for outcome, p in total.items()]
    return sorted(found, key=lambda one: (-one.p, one.outcome))


def outcome_of(law: Law, facts: Facts) -> str:
    """The outcome of facts: a verdict, or the question that is left; first for what must be told."""
    untold = law.edition.untold(facts)
    if untold:
        return f"ask_{untold}"
    finding = evaluate(law, facts)
    if isinstance(finding, Verdict):
        return finding.outcome
    inquiry = inquire(law, facts)
    fact = inquiry.fact if inquiry else ""
    if facts.get(fact) != UNKNOWN:
        return f"ask_{fact}"
    return "answer_both" if law.edition.facts[fact].kind == "day" else "answer_types"


def _combined(likely: Likely) -> Iterator[tuple[dict[str, Value], float]]:
    facts: list[tuple[dict[str, Value], float]] = [({}, 1.0)]
    for name in ORDER:
        choices = _kept(likely.get(name, ()))
        if not choices:
            continue
        facts = [
            (_with(told, name, value), p * share)
            for told, p in facts
            for value, share in choices
            if p * share >= _LEAST_TOGETHER
        ]
    yield from facts


def _with(told: dict[str, Value], name: str, value: Value | None) -> dict[str, Value]:
    """The facts with one more; a service goes with its route only."""
    if value is None or (name == "service" and told.get("route") != "paas"):
        return told
    return {**told, name: value}


def _kept(candidates: Sequence[Candidate]) -> list[tuple[Value | None, float]]:
    kept = [one for one in candidates[:_MOST] if one.p >= _LEAST]
    whole = sum(one.p for one in kept)
    return [(one.value, one.p / whole) for one in kept]


def least_certain(facts: Facts, likely: Likely, law: Law) -> str:
    """Of the facts that lead to the outcome, the one to ask for: the least likely that matters."""
    doubts = {
        name: next((one.p for one in likely.get(name, ()) if one.value == value), 1.0)
        for name, value in facts.items()
        if name in ("delivery", "subscription", "created") and _matters(law, facts, name)
    }
    return min(doubts, key=lambda name: doubts[name]) if doubts else "subscription"


def _matters(law: Law, facts: Facts, name: str) -> bool:
    without = {other: value for other, value in facts.items() if other != name}
    return outcome_of(law, without) != outcome_of(law, facts)


def carried(told: Findings, known: Likely) -> dict[str, tuple[Candidate, ...]]:
    """What a message tells, over what was known before: where it is silent, the case speaks."""
    found = {name: _over(told.get(name, ()), known.get(name, ())) for name in ORDER}
    return {**found, "delivery": _spoken_of(found["delivery"], found["exemption"])}


def _spoken_of(delivery: Sequence[Candidate], exemption: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """How mail is sent, where an exemption is told: it is one from the block of direct delivery."""
    told = sum(one.p for one in exemption if one.value is not None)
    silent = sum(one.p for one in delivery if one.value is None)
    shares = {one.value: one for one in delivery}
    direct = shares.get("direct", Candidate("direct", 0.0))
    shares["direct"] = direct.at(direct.p + told * silent)
    shares[None] = Candidate(None, silent * (1 - told))
    return tuple(sorted(shares.values(), key=lambda one: -one.p))


def _over(told: Sequence[Candidate], known: Sequence[Candidate]) -> tuple[Candidate, ...]:
    if not known:
        return tuple(told)
    silent = sum(one.p for one in told if one.value is None) if told else 1.0
    unsaid = 1 - sum(one.p for one in known)
    before = [one.at(silent * one.p) for one in (*known, Candidate(None, unsaid))]
    return _summed([one for one in told if one.value is not None] + before)


def mixed(ways: Sequence[tuple[float, Likely]]) -> dict[str, tuple[Candidate, ...]]:
    """What each fact may be, by several ways to take a message and how likely each is."""
    names = [name for name in ORDER if any(name in likely for _, likely in ways)]
    return {
        name: _summed(
            [
                one.at(share * one.p)
                for share, likely in ways
                for one in likely.get(name) or (Candidate(None, 1.0),)
            ]
        )
        for name in names
    }


def _summed(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Each value once, with all that speaks for it; the likeliest first."""
    shares: dict[Value | None, Candidate] = {}
    for one in candidates:
        here = shares.get(one.value)
        shares[one.value] = Candidate(one.value, one.p + here.p, here.words or one.words) if here else one
    return tuple(sorted(shares.values(), key=lambda one: -one.p))


# -- what to say


@dataclass(frozen=True)
class Settled:
    """What is said of a case: an outcome at once, or a question with a reading that is offered."""

    outcome: str
    facts: Facts
    offered: Weighed | None = None


def settle(ranked: Sequence[Weighed], thresholds: Mapping[str, float], law: Law, likely: Likely) -> Settled:
    """The outcome where it is certain; else the question for what is in doubt, and the offer.

    `ranked` are the outcomes of the case, the first the one to go by: a verdict needs the threshold
    `verdict`, an offer that of `offer`.
    """
    first = ranked[0]
    if first.outcome.startswith("answer_"):
        return Settled(first.outcome, first.facts)
    best = next((one for one in ranked if not one.outcome.startswith(_OPEN_ENDED)), None)
    if best is first and best.p >= thresholds["verdict"]:
        return Settled(best.outcome, best.facts)
    asked = first.outcome if best is not first else _doubtful(ranked, law, likely)
    offered = best if best and best.p >= thresholds["offer"] else None
    return Settled(asked, (offered or first).facts, offered)


def _doubtful(weighed: Sequence[Weighed], law: Law, likely: Likely) -> str:
    """The question that may be left, or that for the least certain fact of the likeliest outcome."""
    asks = [one for one in weighed if one.outcome.startswith("ask_") and one.p >= _OPEN]
    return asks[0].outcome if asks else f"ask_{least_certain(weighed[0].facts, likely, law)}"
