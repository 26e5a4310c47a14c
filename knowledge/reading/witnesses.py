"""What speaks for each value of a fact: the head of the whole message, and what the message names exactly.

`make train` learns from writers left out how much each of these witnesses is worth beside the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import log
from typing import Final, NamedTuple

from knowledge.judged.features import side_of
from knowledge.judged.heads import Judged
from knowledge.mentions.denied import perhaps_denied
from knowledge.mentions.marks import Marks
from knowledge.mentions.ports import RELAY_PORTS, SMTP, find_ports
from rules.interval import Interval
from rules.model import UNKNOWN, Value

NOT_TOLD: Final = "none"
OTHER: Final = "other"
BY_HEAD: Final = ("delivery", "route", "exemption", "restarted")
_OTHERS = "other:"
_LEAST = 0.03  # of a type that no word names, below which it is not thought of
_FLOOR, _CEILING = 1e-5, 1 - 1e-5
_SIDES = ("before", "after", "open", UNKNOWN, NOT_TOLD)
TRIAL: Final = "free_trial"
_DENIED = 0.02  # how likely it is counted where it is denied outright
# What a message may name of a fact, by the kinds of its mentions.
_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "delivery": ("relay_product", "relay_word", "direct", "mx", "mail_server", "mailbox_service"),
    "route": ("service", "service_weak", "vnet_route", "nva"),
    "exemption": ("granted_word", "refused_word", "requested_word", "exempted", "exemption_noun"),
    "restarted": ("reboot", "stop_vm", "start_vm", "stopstart"),
}


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


def named_in(marks: Marks) -> dict[str, str]:
    """For each fact that a head tells, what the message names of it, as one word."""
    return {fact: "+".join(_named(marks, kinds, fact)) for fact, kinds in _NAMED.items()}


def _named(marks: Marks, kinds: tuple[str, ...], fact: str) -> Iterator[str]:
    if fact == "delivery":
        ports = {port.number for port in find_ports(marks) if not port.rule}
        yield from ("relay port",) if ports & RELAY_PORTS else ()
        yield from ("25",) if SMTP in ports else ()
    for kind in kinds:
        found = marks.all(kind)
        if found:
            yield f"{kind}?" if all(perhaps_denied(marks, mention) for mention in found) else kind


def said_features(judged: Mapping[str, float], named: str) -> dict[str, dict[str, float]]:
    """For each answer of a head, what speaks for it; `named` is what the message names of the fact."""
    weighed = {}
    for value, p in judged.items():
        head = log_odds(p)
        features = {"head": head, value: 1.0, f"{value}:head": head}
        features |= {f"{value}:{named}": 1.0, f"{value}:{named}:head": head}
        features |= {f"{value}:{one}": 1.0 for one in named.split("+")}
        weighed[value] = features
    return weighed


def type_features(
    judged: Mapping[str, float], named: tuple[Named, ...], *, unknowing: bool
) -> dict[str, dict[str, float]]:
    """For each type that may be the asker's, and for none, what speaks for it."""
    best: dict[str, Named] = {}
    for one in named:
        value = str(one.value)
        if value not in best or one.own > best[value].own:
            best[value] = one
    most = _most([one.own for one in named])
    values = {value for value, p in judged.items() if p > _LEAST} | {NOT_TOLD, UNKNOWN} | set(best)
    if any(value.startswith(_OTHERS) for value in best):
        values.discard(OTHER)
    weighed = {}
    for value in sorted(values):
        head = judged.get(OTHER if value.startswith(_OTHERS) else value, 0.0)
        beside = _beside(value, best, most, unknowing=unknowing)
        weighed[value] = {"head": log(max(head, _FLOOR)), **beside}
    return weighed


def _beside(value: str, best: Mapping[str, Named], most: float, *, unknowing: bool) -> dict[str, float]:
    empty = float(not best)
    if value == NOT_TOLD:
        return {"none": 1, "none:most": most, "none:named": len(best), "none:nothing": empty}
    if value == UNKNOWN:
        return {"unknown": 1, "unknown:said": unknowing, "unknown:most": most, "unknown:nothing": empty}
    if value not in best:
        return {"unnamed": 1, "unnamed:most": most, "unnamed:nothing": empty}
    own, strong = log_odds(best[value].own), best[value].strong
    rival = max((one.own for other, one in best.items() if other != value), default=1e-3)
    return {
        "named": 1,
        "named:own": own,
        "named:strong": strong,
        "named:exact": best[value].exact,
        "named:beside exact": any(one.exact for other, one in best.items() if other != value),
        "named:weak own": 0 if strong else own,
        "named:rival": log_odds(rival),
        "named:only": len(best) == 1,
        "named:only own": own if len(best) == 1 else 0.0,
    }


def interval_of(named: Named) -> Interval | None:
    """The days of a date, None where it has none."""
    return named.value if isinstance(named.value, Interval) else None


def day_features(
    judged: Judged, named: tuple[Named, ...], cut: date, *, unknowing: bool
) -> dict[str, dict[str, float]]:
    """For each side of the policy's day, and for no day at all, what speaks for it."""
    best: dict[str, float] = {}
    for one in named:
        side = side_of(interval_of(one), cut)
        if side != NOT_TOLD:
            best[side] = max(best.get(side, 0), one.own)
    most = _most(list(best.values()))
    trial = max(judged["type"], key=lambda value: judged["type"][value]) == TRIAL
    weighed = {}
    for side in _SIDES:
        features = {"head": log(max(judged["created"].get(side, 0.0), _FLOOR))}
        if side in best:
            rival = max((own for other, own in best.items() if other != side), default=1e-3)
            features |= {
                "dated": 1,
                f"dated:{side}": 1,
                "dated:own": log_odds(best[side]),
                "dated:rival": log_odds(rival),
                "dated:only": len(named) == 1,
                "dated:only own": log_odds(best[side]) if len(named) == 1 else 0.0,
            }
        else:
            features |= {f"undated:{side}": 1, f"most:{side}": most, f"nothing:{side}": float(not best)}
            features |= {"unknown:said": float(side == UNKNOWN and unknowing)}
            features |= {"trial:after": float(side == "after" and trial)}
        weighed[side] = features
    return weighed


def _most(owns: Sequence[float]) -> float:
    """How likely the likeliest is, as the witnesses weigh it: what is denied outright is merely unlikely.

    Else a name that is no fact of the asker would speak for every type that nobody named.
    """
    return log_odds(max(_DENIED, *owns)) if owns else 0.0


def log_odds(p: float) -> float:
    """A probability on a scale without ends; what is all but certain counts no more than nearly so."""
    bounded = max(_FLOOR, min(_CEILING, p))
    return log(bounded / (1 - bounded))
