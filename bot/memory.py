"""A Case as JSON and back, for the store."""

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.by_edition.as_of import AsOf
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.case.others import Spoken
from knowledge.reading.candidates import Candidate
from rules.interval import Interval, parse_interval
from rules.model import Facts, Value


def remembered(case: Case) -> dict[str, Any]:
    """The case as it is kept."""
    return {
        "facts": _kept(case.facts),
        "doubts": {name: [_weighed(one) for one in may] for name, may in case.doubts.items()},
        "quotes": dict(case.quotes),
        "asked": case.asked,
        "offered": None if case.offered is None else _kept(case.offered),
        "denied": None if case.denied is None else _kept(case.denied),
        "reason": case.reason,
        "supposed": case.supposed,
        "last": case.last,
        "others": [_kept_other(one) for one in case.others],
        "names": sorted(case.names),
        "place": case.place,
        "told": case.told,
        "supposing": {name: [_weighed(one) for one in may] for name, may in case.supposing.items()},
        "real": {name: [_weighed(one) for one in may] for name, may in case.real.items()},
        "language": case.language,
        "each": remembered_parts(case.each),
        "together": case.together,
        "as_of": None if case.as_of is None else [case.as_of.edition, _written(case.as_of.by)],
    }


def remembered_parts(each: Sequence[Facts]) -> list[dict[str, list[str]]]:
    """The facts of several subscriptions that were answered at once."""
    return [_kept(facts) for facts in each]


def recalled_parts(kept: Mapping[str, Any]) -> list[tuple[str, Facts]]:
    """What came of each of several subscriptions, and its facts; none where it was one."""
    outcomes, parts = kept.get("outcomes") or (), kept.get("parts") or ()
    return [(outcome, _values(facts)) for outcome, facts in zip(outcomes, parts, strict=False)]


def of_part(kept: Mapping[str, Any], number: int | None) -> dict[str, Any]:
    """The kept case as that of one of several subscriptions; as it is where it has no such part."""
    parts = kept.get("parts") or []
    if number is None or number >= len(parts):
        return dict(kept)
    alone: dict[str, Any] = {
        "doubts": {},
        "asked": None,
        "offered": None,
        "denied": None,
        "each": [],
        "together": 1,
        "parts": [],
        "outcomes": [],
    }
    return {**kept, **alone, "facts": parts[number]}


def recalled(kept: Mapping[str, Any] | None) -> Case:
    """The case that was kept, also by an earlier version; the empty one where none was."""
    if not kept or "facts" not in kept:
        return EMPTY_CASE
    return Case(
        _values(kept["facts"]),
        _doubts(kept),
        kept.get("quotes") or {},
        kept.get("asked"),
        None if kept.get("offered") is None else _values(kept["offered"]),
        bool(kept.get("supposed")),
        kept.get("last") or (f"ask_{kept['asked']}" if kept.get("asked") else None),
        _others(kept),
        kept.get("language"),
        tuple(_values(facts) for facts in kept.get("each") or ()),
        None if kept.get("as_of") is None else AsOf(kept["as_of"][0], _value(kept["as_of"][1])),
        kept.get("told"),
        _doubts({"doubts": kept.get("supposing") or {}}),
        frozenset(kept.get("names") or ()),
        kept.get("place") or 0,
        kept.get("together") or 1,
        _doubts({"doubts": kept.get("real") or {}}),
        None if kept.get("denied") is None else _values(kept["denied"]),
        kept.get("reason") or "",
    )


def _kept_other(one: Spoken) -> dict[str, Any]:
    doubts = {name: [_weighed(each) for each in may] for name, may in one.doubts.items()}
    return {"facts": _kept(one.facts), "doubts": doubts, "names": sorted(one.names), "place": one.place}


def _others(kept: Mapping[str, Any]) -> tuple[Spoken, ...]:
    """Those that were spoken of before; an earlier version kept the facts of the first one."""
    if kept.get("first") is not None:
        return (Spoken(_values(kept["first"])),)
    return tuple(
        Spoken(_values(one["facts"]), _doubts(one), frozenset(one["names"]), one["place"])
        for one in kept.get("others") or ()
    )


def _weighed(one: Candidate) -> list[Any]:
    return [None if one.value is None else _written(one.value), round(one.p, 4)]


def _doubts(kept: Mapping[str, Any]) -> dict[str, tuple[Candidate, ...]]:
    """What each fact may be; an earlier version kept its likeliest value only."""
    if "doubts" in kept:
        return {
            name: tuple(Candidate(None if value is None else _value(value), p) for value, p in may)
            for name, may in kept["doubts"].items()
        }
    known = _values({**(kept.get("hints") or {}), **kept["facts"]})
    sure = {name: p for name, p in (kept.get("sure") or {}).items() if name in known}
    return {name: (Candidate(known[name], p), Candidate(None, 1 - p)) for name, p in sure.items()}


def _kept(facts: Facts) -> dict[str, list[str]]:
    return {name: _written(value) for name, value in facts.items()}


def _values(kept: Mapping[str, list[str]]) -> dict[str, Value]:
    return {name: _value(written) for name, written in kept.items()}


def _written(value: Value) -> list[str]:
    return ["days", str(value)] if isinstance(value, Interval) else ["name", str(value)]


def _value(written: list[str]) -> Value:
    kind, text = written
    return parse_interval(text) if kind == "days" else text
