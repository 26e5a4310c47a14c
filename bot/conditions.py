"""A region of cases, and what follows in it, in words. Pure."""

from collections.abc import Collection, Iterable
from typing import Final

from bot.phrases import ARROW, Phrases
from rules.cells import Axis, Region, Space
from rules.differ import Consequence, conditions
from rules.interval import Interval, parse_interval

_TYPE: Final = "subscription"
_REST: Final = "other"


def worded(space: Space, region: Region, phrases: Phrases) -> dict[str, str]:
    """Each fact that plays a part in the region, in words; a service says its route as well."""
    told = conditions(space, region)
    if "service" in told:
        told.pop("route", None)
    return {fact: _in_words(space.axes[space.place[fact]], labels, phrases) for fact, labels in told.items()}


def way(follows: Consequence, phrases: Phrases) -> str:
    """The support path in one line, or why there is none."""
    if follows.menu is None:
        return phrases.ways[str(follows.no_path)]
    return phrases.ways[follows.menu.kind].format(menu=ARROW.join(follows.menu.labels))


def _in_words(axis: Axis, labels: Collection[str], phrases: Phrases) -> str:
    if axis.fact == _TYPE:
        return _types(axis, labels, phrases)
    if axis.cuts:
        return phrases.listed([phrases.when(days) for days in _spans(axis, labels)], last=phrases.or_)
    return phrases.listed([phrases.fact(axis.fact, label) for label in labels], last=phrases.or_)


def _types(axis: Axis, labels: Collection[str], phrases: Phrases) -> str:
    """The types by name; by those that are left out where these are fewer."""
    left_out = [label for label in axis.labels if label not in labels]
    if _REST in labels and len(left_out) < len(labels):
        return phrases.conditions["except"].format(types=_named(left_out, phrases))
    return _named(labels, phrases)


def _named(labels: Iterable[str], phrases: Phrases) -> str:
    rest = phrases.conditions["rest"]
    return phrases.listed([rest if label == _REST else phrases.type_name(label) for label in labels])


def _spans(axis: Axis, labels: Collection[str]) -> list[Interval]:
    """The days of these cells, those that follow each other as one span."""
    spans: list[Interval] = []
    for before, label in zip((None, *axis.labels), axis.labels, strict=False):
        if label not in labels:
            continue
        days = parse_interval(label)
        if before in labels:
            days = spans.pop().hull(days)
        spans.append(days)
    return spans
