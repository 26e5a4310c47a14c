"""A region of cases, and what follows in it, in words. Pure."""

from collections.abc import Collection, Iterable

from bot.saying.phrases import ARROW, Phrases
from rules.cells import Axis, Region, Space
from rules.differ import Consequence, conditions
from rules.interval import Interval, parse_interval


def worded(space: Space, region: Region, phrases: Phrases) -> dict[str, str]:
    """Each fact that plays a part in the region, in words; a detail says its fact as well."""
    told = conditions(space, region)
    parts = zip(space.axes, region, strict=True)
    axes = [axis for axis, part in parts if axis.fact in told and not _said_by_detail(axis, part, told)]
    return {axis.fact: _in_words(axis, told[axis.fact], phrases) for axis in axes}


def way(follows: Consequence, phrases: Phrases) -> str:
    """The support path in one line, or why there is none."""
    if follows.menu is None:
        return phrases.ways[str(follows.no_path)]
    return phrases.ways[follows.menu.kind].format(menu=ARROW.join(follows.menu.labels))


def _said_by_detail(axis: Axis, part: tuple[int, ...], told: Collection[str]) -> bool:
    """Whether a detail is told that only these values have."""
    return axis.kind.detail in told and part == axis.detailed


def _in_words(axis: Axis, labels: Collection[str], phrases: Phrases) -> str:
    if axis.kind.rest:
        return _types(axis, labels, phrases)
    if axis.cuts:
        spans = _spans(axis, labels)
        return phrases.listed([phrases.when(axis.fact, days) for days in spans], last=phrases.or_)
    return phrases.listed([phrases.fact(axis.fact, label) for label in labels], last=phrases.or_)


def _types(axis: Axis, labels: Collection[str], phrases: Phrases) -> str:
    """The types by name; by those that are left out where these are fewer."""
    left_out = [label for label in axis.labels if label not in labels]
    if axis.kind.rest in labels and len(left_out) < len(labels):
        return phrases.conditions["except"].format(types=_named(axis, left_out, phrases))
    return _named(axis, labels, phrases)


def _named(axis: Axis, labels: Iterable[str], phrases: Phrases) -> str:
    rest = phrases.conditions["rest"]
    named = [rest if label == axis.kind.rest else phrases.fact(axis.fact, label) for label in labels]
    return phrases.listed(named)


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
