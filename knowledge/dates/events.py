"""Public events by which people date things: the first lockdown, the week the Queen died.

What happened when is data. An event has a name of its own, or it is told by two words near each
other, whom it befell and what: "Russia marched into Ukraine", "de inval in Oekraïne".
"""

from functools import lru_cache

from knowledge.dates.days import Core, period
from knowledge.dates.numerals import Numerals
from knowledge.words.vocabulary import Mention
from rules.interval import Interval, parse_interval

_NEAR = 6  # words between who and what
_PASSED = ("join", "that", "happening", "nth")
_dated = lru_cache(maxsize=1_000)(parse_interval)


def read_event(text: Numerals, at: int) -> Core | None:
    """The days of the event that is named here."""
    event = text.value("event", at) or _era(text, at)
    if event:
        return Core(_dated(event.value), event.last, grain="event")
    for kind, other in (("happening", "deed"), ("deed", "happening")):
        found = _pair(text, kind, other, at)
        if found:
            return found
    return None


def around(text: Numerals, first: int, core: Core) -> tuple[int, Core]:
    """ "the week of", "het jaar van", "the summer of" an event: all days of it."""
    if core.grain != "event" or core.interval is None:
        return first, core
    for kind in ("unit", "season"):
        named = text.left(kind, first, passing=_PASSED)
        if named:
            return named.first, core._replace(interval=period(core.interval, named.value))
    return first, core


def _era(text: Numerals, at: int) -> Mention | None:
    """A time that only a word such as "before" makes a date: gdpr itself is a matter of its own."""
    era = text.value("era", at)
    return era if era and text.left("era_cue", at) else None


def _pair(text: Numerals, kind: str, other: str, at: int) -> Core | None:
    here = text.all(kind, at)
    if not here or not text.speaks_of(other, at):
        return None
    begin = here[0].last
    for place in range(begin, min(begin + _NEAR, len(text.words))):
        if not text.same_clause(at, place):
            return None
        days = [day for one in here for there in text.all(other, place) if (day := _meet(one, there))]
        if days:
            interval = days[0]
            for day in days[1:]:
                interval = interval.hull(day)
            return Core(interval, text.all(other, place)[0].last, grain="event")
    return None


def _meet(one: Mention, there: Mention) -> Interval | None:
    """The days on which the one befell the other, if it did."""
    happening, deed = (one, there) if one.kind == "happening" else (there, one)
    what, _, days = happening.value.partition(" ")
    return _dated(days) if what == deed.value else None
