"""Facts as people and programs write them: {"created": "from:2017-11-15", ...} -> values."""

from collections.abc import Mapping
from typing import Any

from rules.interval import Interval, parse_interval
from rules.model import UNKNOWN, Edition, FactKind, Facts, Value


class FactFault(ValueError):
    """A fact that cannot be read; the message names it and what may be written."""


def parse_facts(written: Mapping[str, Any], *editions: Edition) -> Facts:
    """The facts in their written forms; FactFault for a name or value no edition knows."""
    return {name: _value(name, value, editions) for name, value in written.items()}


def write_facts(facts: Facts, edition: Edition) -> dict[str, str]:
    """The facts that the edition uses, in their written forms."""
    return {name: str(facts[name]) for name in edition.facts if name in facts}


def _value(name: str, value: Any, editions: tuple[Edition, ...]) -> Value:
    kinds = [edition.facts[name] for edition in editions if name in edition.facts]
    if not kinds:
        known = dict.fromkeys(fact for edition in editions for fact in edition.facts)
        raise FactFault(f"there is no fact {name!r}; known are {', '.join(known)}")
    if not isinstance(value, str):
        raise FactFault(f"{name} is {value!r}: write it as text")
    if value == UNKNOWN and kinds[0].may_be_unknown:
        return UNKNOWN
    if kinds[0].kind == "day":
        return _interval(name, value)
    return _choice(name, value, kinds)


def _interval(name: str, value: str) -> Interval:
    try:
        return parse_interval(value)
    except ValueError as fault:
        raise FactFault(f"{name}: {fault}") from fault


def _choice(name: str, value: str, kinds: list[FactKind]) -> str:
    known = list(dict.fromkeys(known for kind in kinds for known in kind.values))
    rest = next((kind.rest for kind in kinds if kind.rest), None)
    other = f"{rest}:"
    if value in known or (rest and value.startswith(other) and len(value) > len(other)):
        return value
    listed = [name for name in known if not rest or not name.startswith(other)]
    more = [f"{other}<name>"] if rest else []
    more += [UNKNOWN] if kinds[0].may_be_unknown else []
    raise FactFault(f"{name} {value!r} is not known; write one of {', '.join([*listed, *more])}")
