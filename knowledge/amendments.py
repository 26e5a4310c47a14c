"""A change of the policy by which a time is told: "before the 2023 change", "sinds de wijziging van 2021".

Only what an edition that is known brought is such a change. That of November 2017, which the oldest one tells
of, is none: by that people say when they signed up.
"""

from collections.abc import Iterator
from datetime import date

from knowledge.edition_words import EditionWords
from rules.interval import Interval

_NEAR = 4  # words of a date and the change behind it
_BEFORE = "before"


def around_change(text: EditionWords, at: int) -> tuple[Interval, int] | None:
    """The days before or since a change that the words from here name, and the place behind them."""
    side = text.value("side", at)
    if side is None:
        return None
    named = text.over("article", text.over("side", at))
    found = next(_changes(text, named), None)
    if found is None:
        return None
    day, last = found
    return (Interval.before(day) if side == _BEFORE else Interval.day(day)), last


def _changes(text: EditionWords, at: int) -> Iterator[tuple[date, int]]:
    """The day of the change that is named here and the place behind it."""
    changes = text.editions[1:]
    if text.value("which", at) == "newest" and changes:
        last = text.over("change", text.over("which", at))
        if last > text.over("which", at):
            yield changes[-1], last
    for days, last in _dated(text, at):
        yield from ((day, last) for day in changes if Interval.day(day).within(days))


def _dated(text: EditionWords, at: int) -> Iterator[tuple[Interval, int]]:
    """The days of what is called a change: "2023 change", "change of December 2023"."""
    behind = text.over("change", at)
    if behind > at:
        of = max(text.over("of", behind), text.over("during", behind))
        days = text.days(of) if of > behind else None
        yield from [days] if days else []
        return
    end = next((near for near in range(at + 1, at + _NEAR) if text.value("change", near)), None)
    days = text.days(at, end) if end else None
    if days and days[1] == end:
        yield days[0], text.over("change", end)
