"""A time and nothing else after a verdict, before which another edition held: "and before 2021?".

Nobody has signed up before or until a day on which an edition that is known was in force already, and asks it
so: it is asked what held then. With an "if" it is supposed of a sign-up. "And since 2021?" may be either.
"""

from collections.abc import Iterator
from datetime import date

from knowledge.by_edition.edition_words import EditionWords, Phrase
from rules.interval import Interval
from rules.model import Value

PREVIOUS, NEXT = "previous", "next"
_BEFORE = "before"


def mere_before(text: EditionWords) -> Phrase | None:
    """What held before a time, where an edition is known from before it and nothing is supposed."""
    supposed = text.places("supposing")
    found = (one for one in _befores(text) if not supposed and text.says_only(one))
    return next(found, None)


def mere_step(text: EditionWords) -> Phrase | None:
    """The edition before, or after, the one that was asked for last: "and the one before that?"."""
    steps = (Phrase(at, text.over("step", at), text.value("step", at) or "") for at in text.places("step"))
    return next((one for one in steps if text.says_only(one)), None)


def stepped(by: Value, current: date, editions: list[date]) -> Value:
    """The time of the edition that is a step from the one of this day, any other as it is."""
    if by == PREVIOUS:
        return Interval.before(current)
    later = next((day for day in editions if day > current), None)
    return Interval.day(later or current) if by == NEXT else by


def _befores(text: EditionWords) -> Iterator[Phrase]:
    for at in text.places("in", "side"):
        if _BEFORE not in (text.value("in", at), text.value("side", at)):
            continue
        days = text.days(max(text.over("in", at), text.over("side", at)))
        if days and days[0].first and days[0].first > text.editions[0]:
            yield Phrase(at, days[1], Interval.before(days[0].first))
