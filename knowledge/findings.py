"""Probabilities -> findings: for each fact what it may be, how likely, and the words that say so.

Names and dates are judged one by one, the message as a whole by a head of its own; what joins the two
witnesses is a small sum that was learned, too. Nothing is decided here: a finding keeps its doubt.
"""

from collections.abc import Mapping
from datetime import date
from math import exp, log
from typing import Final, NamedTuple

from knowledge.features import Features, Talk, of_date, of_message, of_type, side_of
from knowledge.heads import Heads, Judged
from knowledge.marks import Marks
from knowledge.ports import RELAY_PORTS, SMTP, find_ports
from rules.interval import Interval
from rules.model import UNKNOWN, Value

NOT_TOLD: Final = "none"
OTHER: Final = "other"
_OTHERS = "other:"
_LEAST = 0.03  # of a type that no word names, below which it is not thought of
_FLOOR, _CEILING = 1e-5, 1 - 1e-5
_AGREED = 0.75  # how likely a name or a date must be the asker's by its own words
_SECONDED = 0.9  # how likely the head must find what an exact reading then makes certain
_LEFT_OVER = 0.02  # of the doubt, where both agree
_RELAYS = ("relay_product", "relay_word")
_DENIED = 0.5  # how likely a service is the route where a denial may reach it
_SIDES = ("before", "after", "open", UNKNOWN, NOT_TOLD)
_TRIAL = "free_trial"
BY_HEAD: Final = ("delivery", "route", "exemption", "restarted")


class Candidate(NamedTuple):
    """What a fact may be (None where the message does not tell it), how likely, and the words for it."""

    value: Value | None
    p: float
    words: str = ""


class Named(NamedTuple):
    """A type or a date that is named: its value, whether it is the asker's own, its words and its place.

    A weak name may mean something else; an `exact` one is an offer's number and means nothing else.
    """

    value: Value | None
    own: float
    words: str
    at: int
    strong: bool = True
    exact: bool = False


Findings = Mapping[str, tuple[Candidate, ...]]


class Found(NamedTuple):
    """All that was found in a message; `judged` by the heads of the whole message."""

    judged: Judged
    types: tuple[Named, ...]
    days: tuple[Named, ...]
    facts: Findings
    features: Features


def find(marks: Marks, heads: Heads, cut: date, talk: Talk) -> Found:
    """The findings of a message; `cut` is the policy's own day."""
    features = of_message(marks, cut, talk)
    judged = heads.judge(features)
    types = tuple(
        Named(
            mention.value,
            heads.own("type", of_type(marks, mention, talk)),
            marks.words_of(mention),
            mention.first,
            mention.kind == "subscription",
            marks.is_code(mention),
        )
        for mention in marks.types
    )
    days = tuple(
        Named(day.interval, heads.own("date", of_date(marks, day, cut, talk)), marks.words_of(day), day.first)
        for day in marks.dates
    )
    facts = {name: _by_head(judged[name]) for name in BY_HEAD}
    facts["delivery"] = _seconded(facts["delivery"], marks)
    facts["route"] = _not_denied(facts["route"], marks)
    facts["subscription"] = _types(judged["type"], types, marks, heads)
    facts["created"] = _days(judged, days, marks, heads, cut)
    return Found(judged, types, days, facts, features)


def _by_head(judged: Mapping[str, float]) -> tuple[Candidate, ...]:
    return _sorted([Candidate(None if answer == NOT_TOLD else answer, p) for answer, p in judged.items()])


def _seconded(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent; certain where the head is likely right and an exact reading says the same."""
    ports = {port.number for port in find_ports(marks) if not port.rule}
    relays = bool(ports & RELAY_PORTS) or any(marks.all(kind) for kind in _RELAYS)
    exact = "direct" if SMTP in ports and not relays else "relay" if relays and SMTP not in ports else None
    best = delivery[0]
    if best.value != exact or best.p < _SECONDED:
        return delivery
    return _sorted([one._replace(p=one.p * _LEFT_OVER) if one is not best else one for one in delivery])


def _not_denied(route: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The route, where no service is named but those that a denial may reach: then it is in doubt."""
    services = marks.all("service")
    if not services or not all(marks.perhaps_denied(mention) for mention in services):
        return route
    capped = [one._replace(p=min(one.p, _DENIED)) if one.value == "paas" else one for one in route]
    return _sorted([*capped, Candidate(None, _DENIED)])


def _sorted(found: list[Candidate]) -> tuple[Candidate, ...]:
    whole = sum(one.p for one in found) or 1
    return tuple(
        sorted((one._replace(p=one.p / whole) for one in found), key=lambda one: (-one.p, str(one.value)))
    )


# -- the type


def _types(
    judged: Mapping[str, float], named: tuple[Named, ...], marks: Marks, heads: Heads
) -> tuple[Candidate, ...]:
    weighed = type_features(judged, named, unknowing=marks.unknowing())
    words = {str(one.value): one.words for one in sorted(named, key=lambda one: one.own)}
    found = []
    for value, features in weighed.items():
        fact = {NOT_TOLD: None, OTHER: _OTHERS + "unnamed"}.get(value, value)
        found.append(Candidate(fact, _share(heads, "type", features), words.get(value, "")))
    own = {str(one.value): max(other.own for other in named if other.value == one.value) for one in named}
    return _agreeing(_sorted(found), own)


def _agreeing(found: tuple[Candidate, ...], own: Mapping[str, float]) -> tuple[Candidate, ...]:
    """The candidates where the two witnesses of each must agree: what its own words make unlikely is no
    likelier than the mean of both; the rest is not told."""
    kept = [
        one._replace(p=min(one.p, (one.p + own[str(one.value)]) / 2))
        if own.get(str(one.value), 1.0) < _AGREED
        else one
        for one in found
    ]
    rest = 1 - sum(one.p for one in kept)
    return _sorted([*kept, Candidate(None, rest)] if rest > _FLOOR else kept)


def type_features(
    judged: Mapping[str, float], named: tuple[Named, ...], *, unknowing: bool
) -> dict[str, dict[str, float]]:
    """For each type that may be the asker's, and for none, what speaks for it."""
    best: dict[str, Named] = {}
    for one in named:
        value = str(one.value)
        if value not in best or one.own > best[value].own:
            best[value] = one
    most = _logit(max((one.own for one in named), default=0.5))
    values = {value for value, p in judged.items() if p > _LEAST} | {NOT_TOLD, UNKNOWN} | set(best)
    if any(value.startswith(_OTHERS) for value in best):
        values.discard(OTHER)
    weighed = {}
    for value in sorted(values):
        head = judged.get(OTHER if value.startswith(_OTHERS) else value, 0.0)
        weighed[value] = {"head": log(max(head, _FLOOR)), **_beside(value, best, most, unknowing=unknowing)}
    return weighed


def _beside(value: str, best: Mapping[str, Named], most: float, *, unknowing: bool) -> dict[str, float]:
    empty = float(not best)
    if value == NOT_TOLD:
        return {"none": 1, "none:most": most, "none:named": len(best), "none:nothing": empty}
    if value == UNKNOWN:
        return {"unknown": 1, "unknown:said": unknowing, "unknown:most": most, "unknown:nothing": empty}
    if value not in best:
        return {"unnamed": 1, "unnamed:most": most, "unnamed:nothing": empty}
    own, strong = _logit(best[value].own), best[value].strong
    rival = max((one.own for other, one in best.items() if other != value), default=1e-3)
    return {
        "named": 1,
        "named:own": own,
        "named:strong": strong,
        "named:exact": best[value].exact,
        "named:beside exact": any(one.exact for other, one in best.items() if other != value),
        "named:weak own": 0 if strong else own,
        "named:rival": _logit(rival),
    }


# -- the day


def _days(
    judged: Judged, named: tuple[Named, ...], marks: Marks, heads: Heads, cut: date
) -> tuple[Candidate, ...]:
    weighed = day_features(judged, named, cut, unknowing=marks.unknowing())
    found = []
    for side, features in weighed.items():
        here = [one for one in named if one.value is not None and side_of(_interval(one), cut) == side]
        best = max(here, key=lambda one: one.own, default=None)
        value = best.value if best else _whole_side(side, cut)
        found.append(Candidate(value, _share(heads, "created", features), best.words if best else ""))
    own = {str(one.value): one.own for one in sorted(named, key=lambda one: one.own)}
    return _agreeing(_sorted(found), own)


def _interval(named: Named) -> Interval | None:
    return named.value if isinstance(named.value, Interval) else None


def _whole_side(side: str, cut: date) -> Value | None:
    """What is known where only a side of the policy's day is told."""
    whole: dict[str, Value] = {"before": Interval.before(cut), "after": Interval.since(cut), UNKNOWN: UNKNOWN}
    return whole.get(side)


def day_features(
    judged: Judged, named: tuple[Named, ...], cut: date, *, unknowing: bool
) -> dict[str, dict[str, float]]:
    """For each side of the policy's day, and for no day at all, what speaks for it."""
    best: dict[str, float] = {}
    for one in named:
        side = side_of(_interval(one), cut)
        if side != NOT_TOLD:
            best[side] = max(best.get(side, 0), one.own)
    most = _logit(max(best.values(), default=0.5))
    trial = max(judged["type"], key=lambda value: judged["type"][value]) == _TRIAL
    weighed = {}
    for side in _SIDES:
        features = {"head": log(max(judged["created"].get(side, 0.0), _FLOOR))}
        if side in best:
            rival = max((own for other, own in best.items() if other != side), default=1e-3)
            features |= {
                "dated": 1,
                f"dated:{side}": 1,
                "dated:own": _logit(best[side]),
                "dated:rival": _logit(rival),
            }
        else:
            features |= {f"undated:{side}": 1, f"most:{side}": most, f"nothing:{side}": float(not best)}
            features |= {"unknown:said": float(side == UNKNOWN and unknowing)}
            features |= {"trial:after": float(side == "after" and trial)}
        weighed[side] = features
    return weighed


def _share(heads: Heads, name: str, features: Mapping[str, float]) -> float:
    weights = heads.joined[name]
    total = weights.get("bias", 0.0) + sum(weights.get(key, 0.0) * amount for key, amount in features.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def _logit(p: float) -> float:
    bounded = max(_FLOOR, min(_CEILING, p))
    return log(bounded / (1 - bounded))
