"""A Case as JSON and back, for the store."""

from collections.abc import Mapping
from typing import Any

from knowledge.conversation import EMPTY_CASE, Case
from rules.interval import Interval, parse_interval
from rules.model import Value


def remembered(case: Case) -> dict[str, Any]:
    """The case as it is kept."""
    return {
        "facts": {name: _written(value) for name, value in case.facts.items()},
        "quotes": dict(case.quotes),
        "asked": case.asked,
        "azure": case.azure,
        "mail": case.mail,
        "language": case.language,
    }


def recalled(kept: Mapping[str, Any] | None) -> Case:
    """The case that was kept; the empty one where none was."""
    if not kept or "facts" not in kept:
        return EMPTY_CASE
    return Case(
        {name: _value(written) for name, written in kept["facts"].items()},
        kept["quotes"],
        kept["asked"],
        kept["azure"],
        kept["mail"],
        kept["language"],
    )


def _written(value: Value) -> list[str]:
    return ["days", str(value)] if isinstance(value, Interval) else ["name", str(value)]


def _value(written: list[str]) -> Value:
    kind, text = written
    return parse_interval(text) if kind == "days" else text
