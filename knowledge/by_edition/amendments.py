"""A change or an edition of the policy by which a time is told: "before the 2023 change", "since the newest".

Only what an edition that is known brought is such a change. That of November 2017, which the oldest one tells
of, is none: by that people say when they signed up. "After the 2021 edition" may mean what held since then,
or what came next: unless nothing did, that is to be asked.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from knowledge.by_edition.edition_words import UNCLEAR, EditionWords
from rules.edition import NEWEST
from rules.interval import Interval
from rules.model import Value

_NEAR = 4  # words of a date and the change behind it
_BEFORE, _AFTER = "before", "after"
_OURS = "named"  # a name that a year may follow: "edition 2021"


class _Turn(NamedTuple):
    """The days of the editions that may be meant, the place behind the words, and if they name an edition."""

    days: tuple[date, ...]
    last: int
    is_edition: bool


def around_change(text: EditionWords, at: int) -> tuple[Value, int] | None:
    """The time before or since a change or an edition that the words from here name, and the place behind."""
    side = text.value("side", at)
    if side is None:
        return None
    turn = next(_turns(text, text.over("article", text.over("side", at))), None)
    return (_time(text, side, turn), turn.last) if turn else None


def around_day(text: EditionWords, at: int) -> tuple[Value, int] | None:
    """Behind a name of the policy the one before or after a day: "the edition before 2023", "after 2021"."""
    side, named = text.value("side", at), text.over("article", text.over("side", at))
    which = text.which(named)
    if side == _BEFORE and which == NEWEST:
        return Interval.before(text.editions[-1]), text.over("one", text.over("which", named))
    days = text.days(text.over("article", text.over("of", named))) if side in (_BEFORE, _AFTER) else None
    if days is None or days[0].first is None or days[0].last is None:
        return None
    next_one = next((day for day in text.editions if day > days[0].last), None)
    after = Interval.day(next_one) if next_one else NEWEST
    return (Interval.before(days[0].first) if side == _BEFORE else after), days[1]


def _time(text: EditionWords, side: str, turn: _Turn) -> Value:
    if len(turn.days) != 1:
        return UNCLEAR
    day = turn.days[0]
    if side == _BEFORE:
        return Interval.before(day)
    goes_on = side == _AFTER and turn.is_edition and day != text.editions[-1]
    return UNCLEAR if goes_on else Interval.day(day)


def _turns(text: EditionWords, at: int) -> Iterator[_Turn]:
    """The change, or the edition, that is named here."""
    newest = text.over("which", at) if text.which(at) == NEWEST else at
    for kind, days in (("change", text.editions[1:]), ("noun", text.editions)):
        last = text.over(kind, newest)
        if last > newest > at and days:
            yield _Turn((days[-1],), last, kind == "noun")
        for named, behind in _dated(text, at, kind):
            yield from _turn(text, named, behind, kind)
        yield from _of_a_month(text, at, kind)


def _of_a_month(text: EditionWords, at: int, kind: str) -> Iterator[_Turn]:
    """The change or the edition of a month, where no year is told: "the March change"."""
    last = text.over(kind, at + 1)
    month = text.month(at, at + 1) if last > at + 1 else None
    days = tuple(day for day in text.editions if day.month == month)
    if days:
        yield _Turn(days, last, kind == "noun")


def _turn(text: EditionWords, named: Interval, last: int, kind: str) -> Iterator[_Turn]:
    """The editions that came out in these days; an edition that did not is to be asked for."""
    known = text.editions if kind == "noun" else text.editions[1:]
    days = tuple(day for day in known if Interval.day(day).within(named))
    is_known = named.last is not None and named.last >= text.editions[0]
    if days or (kind == "noun" and is_known):
        yield _Turn(days, last, kind == "noun")


def _dated(text: EditionWords, at: int, kind: str) -> Iterator[tuple[Interval, int]]:
    """The days of what is called so: "2023 change", "change of December 2023", "edition 2023"."""
    behind = text.over(kind, at)
    if behind > at:
        of = text.over("article", max(text.over("of", behind), text.over("during", behind)))
        ours = of > behind or text.value(kind, at) == _OURS
        days = text.days(of) if ours else None
        yield from [days] if days else []
        return
    end = next((near for near in range(at + 1, at + _NEAR) if text.value(kind, near)), None)
    days = text.days(at, end) if end else None
    if days and days[1] == end:
        yield days[0], text.over(kind, end)
