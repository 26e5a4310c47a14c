"""Questions about what held at a time, though nothing names the policy: "was CSP blocked in 2021?".

The time is an "in 2021", or a "before the change of 2023", in which nobody signed up. Where the asker is the
subject ("was our CSP blocked in 2021?") or there is no verb ("payg, port 25 in 2021?"), it may be the sign-up
all the same: then it is open.
"""

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.by_edition.amendments import around_change
from knowledge.by_edition.edition_words import EditionWords, Phrase
from knowledge.by_edition.going_by import mere_one
from rules.interval import Interval
from rules.model import Value

_BEFORE = "before"
_FEW = 6  # words from who asks to what says that he does
_HELD = "held"  # said of rules alone, so that "that" is one: "did that apply to CSP in 2021?"


class _Time(NamedTuple):
    """The time that the words from `first` up to `last`, not included, tell."""

    first: int
    last: int
    by: Value


def asked_of_then(text: EditionWords) -> Phrase | None:
    """The time that a question in the past tense is about; None where there is no other than the asker's."""
    times = list(times_of(text))
    found = next(_of_the_past(text, [*_as_of(text), *times]), None) or next(
        _of_what_was_said(text, times), None
    )
    return Phrase(*found) if found else _of_who_asked(text, times)


def _of_the_past(text: EditionWords, times: list[_Time]) -> Iterator[_Time]:
    """The time of a question that begins with a verb of the past: "could one ask in 2021?"."""
    for at in _heads(text) if times else ():
        begun = next((time.last for time in times if time.first == at), at)
        subject = _subject(text, begun)
        if subject is None or (text.value("asker", subject) and text.value("past", begun) != _HELD):
            continue
        told = [time for time in times if text.is_sentence(time.first, at) and _is_of(text, time, at)]
        if len(told) == 1 and _is_known(text, told[0], begun):
            yield told[0]


def _as_of(text: EditionWords) -> Iterator[_Time]:
    """An "as of 2021" that opens a sentence as a clause of its own."""
    for time in _times(text, "as_of"):
        opens = time.first == 0 or text.ends_sentence(time.first)
        if opens and text.value("as_of", time.first) and text.ends_clause(time.last):
            yield time


def _is_known(text: EditionWords, time: _Time, at: int) -> bool:
    """Whether an edition is known from then, where it is asked what held; the policy's own day is none."""
    last = time.by.last if isinstance(time.by, Interval) else None
    return text.value("past", at) != _HELD or last is None or last >= text.editions[0]


def _of_what_was_said(text: EditionWords, times: list[_Time]) -> Iterator[_Time]:
    """The time behind what asks what was said of something: "what were the rules for CSP in 2021?"."""
    for at in text.places("said") if times else ():
        behind = range(text.over("said", at), text.clause_end(at))
        told = [time for time in times if time.first in behind]
        if len(told) == 1 and text.over("topic", behind.start) > behind.start:
            yield told[0]
    yield from (time for time in times if _leads(text, time))


def _of_who_asked(text: EditionWords, times: list[_Time]) -> Phrase | None:
    """The time at which something was asked, in a question of how it was: "when I asked in 2021, was it"."""
    for time in times:
        first, last = _with_asker(text, time)
        others = [one for one in range(len(text.words)) if not first <= one < last]
        asks = any(text.value("past", one) for one in others if text.is_sentence(one, first))
        if last - first > time.last - time.first and asks and text.words[-1].asked:
            return Phrase(first, last, time.by)
    return None


def _with_asker(text: EditionWords, time: _Time) -> tuple[int, int]:
    """The time with the words beside it that say that something was asked then."""
    spans = list(askings(text))
    first = next((first for first, last in spans if last == time.first), time.first)
    behind = ((begin, last) for begin, last in spans if begin == time.last)
    goes_on = (last for begin, last in behind if text.value("moment", begin) or not text.begins_clause(begin))
    return first, next(goes_on, time.last)


def askings(text: EditionWords) -> Iterator[tuple[int, int]]:
    """Where words say that somebody asked: "we asked", "when I last had a look", "toen wij het navroegen"."""
    yield from ((at, text.over("filed", at)) for at in text.places("filed"))
    for at in text.places("moment", "asker"):
        subject = text.over("moment", at)
        if not text.value("asker", subject):
            continue
        near = range(subject + 1, min(subject + _FEW, text.clause_end(subject)))
        asked = next((one for one in near if text.value("inquired", one)), None)
        if asked:
            yield at, text.over("inquired", asked)
    yield from ((at, text.over("told_so", at)) for at in text.places("told_so"))


def _leads(text: EditionWords, time: _Time) -> bool:
    """Whether a change of the policy leads a question of nobody's past: "before the 2023 change: ..."."""
    leads = text.value("side", time.first) and time.first == 0 and text.ends_clause(time.last)
    asker = any(text.is_sentence(one, time.first) for one in text.places("asker"))
    return bool(leads) and text.words[0].asked and not asker


def open_time(text: EditionWords) -> Interval | None:
    """The time of a question about a subscription that may be its sign-up as well as what is asked about."""
    times = list(_times(text, "during", "as_of"))
    asked = next((one.by for one in (*times, *_from_around(text)) if _is_of_asking(text, one)), None)
    if isinstance(asked, Interval):
        return asked
    for at in _heads(text) if times else ():
        told = [time for time in times if time.first >= at and text.is_sentence(time.first, at)]
        if len(told) != 1 or text.tells_sign_up(at):
            continue
        by = told[0].by
        if not isinstance(by, Interval):
            continue
        if _is_of_no_type(text, told[0]) or (text.tells_types(at) and _is_asked(text, told[0], at)):
            return by
    return None


def _from_around(text: EditionWords) -> Iterator[_Time]:
    """Each "from before the 2023 change" where another day is told, so that it is not surely the sign-up."""
    for place in text.places("side"):
        around = around_change(text, place) if text.value("of", place - 1) else None
        if around and any(not place <= day.first < around[1] for day in text.dates):
            yield _Time(place, around[1], around[0])


def _is_of_asking(text: EditionWords, time: _Time) -> bool:
    """Whether it is the time at which something was asked, or around a change of the policy.

    The clause then tells of no sign-up; of a time around a change that may be the sign-up's all the same.
    """
    around = around_change(text, time.first) is not None
    return around or _with_asker(text, time) != (time.first, time.last)


def mere_time(text: EditionWords) -> Interval | None:
    """The time of an "and in 2021?" with nothing else, which after a verdict may be either as well."""
    one = mere_one(text)
    told = (*_times(text, "during"), *_since(text), *_alone(text))
    times = [time.by for time in told if text.says_only(Phrase(*time))]
    return next((by for by in (one and one.by, *times) if isinstance(by, Interval)), None)


def _alone(text: EditionWords) -> Iterator[_Time]:
    """A time with no word before it that says of what: "what about 2022?", "and last year?"."""
    if not text.words or not text.words[-1].asked:
        return
    for at in reversed(range(len(text.words))):
        days = text.days(at)
        if days:
            yield _Time(at, days[1], days[0])
    yield from (_Time(day.first, day.last, day.interval) for day in text.dates if day.interval)


def _since(text: EditionWords) -> Iterator[_Time]:
    """Each "since 2021", which may be said of the policy as well as of a subscription."""
    for place in text.places("side"):
        days = text.days(text.over("side", place)) if text.value("side", place) != _BEFORE else None
        if days and not text.dates_sign_up(place, days[1]):
            yield _Time(place, days[1], days[0])


def _is_asked(text: EditionWords, time: _Time, at: int) -> bool:
    """Whether a question has the time apart from the subscription, or asks of the past."""
    return text.words[at].asked and (_is_apart(text, time, at) or _subject(text, at) is not None)


def _is_of_no_type(text: EditionWords, time: _Time) -> bool:
    """Whether an "as of 2021" is not said of the type before it: it opens a sentence, or follows the mail.

    That holds of a mere "as of 2021: csp, direct" too, which asks nothing.
    """
    if text.value("as_of", time.first) is None or not text.names_types:
        return False
    opens = text.ends_sentence(time.first) or time.first == 0
    opens = opens or (text.begins_clause(time.first) and text.ends_clause(time.last))
    return opens or any(text.value(kind, time.first - 1) for kind in ("state", "onward"))


def _heads(text: EditionWords) -> Iterator[int]:
    """Where clauses begin, behind the small words at their heads."""
    for at in text.clauses:
        if not text.words[at].pasted:
            head = text.over("opener", at)
            if head == at or not text.ends_clause(head):
                yield head


def times_of(text: EditionWords) -> Iterator[_Time]:
    """Each time of the message that may be one of the policy's: "in 2021", "two years ago", "before 2023".

    Two that stand side by side are one, told by the change: "in early 2023, before the December change".
    """
    times = sorted((*_times(text, "during"), *_ago(text), *_before(text)))
    nearer = {time.first: time for time in times if text.value("side", time.first)}
    told_by = {time: nearer[time.last] for time in times if time.last in nearer}
    for time in times:
        if time not in told_by.values():
            yield _Time(time.first, told_by[time].last, told_by[time].by) if time in told_by else time


def _ago(text: EditionWords) -> Iterator[_Time]:
    """Each time that only today tells: "two years ago"."""
    for day in text.dates if text.places("ago") else ():
        ago = day.interval is not None and text.value("ago", day.last - 1) is not None
        if day.interval and ago and not text.dates_sign_up(day.first, day.last):
            yield _Time(day.first, day.last, day.interval)


def _before(text: EditionWords) -> Iterator[_Time]:
    """Each "before 2023" in which an edition held; what lies further back is a sign-up's."""
    for place in text.places("in"):
        days = text.days(text.over("in", place)) if text.value("in", place) == _BEFORE else None
        first = days[0].first if days else None
        if days is None or first is None or first <= text.editions[0]:
            continue
        if not text.dates_sign_up(place, days[1]) and text.value("of", place - 1) is None:
            yield _Time(place, days[1], Interval.before(first))


def _times(text: EditionWords, *kinds: str) -> Iterator[_Time]:
    """Each "in 2021" of the message that is no sign-up's."""
    for place in text.places(*kinds, "filed"):
        if any(text.over(kind, place - 1) > place for kind in kinds):  # "back in" is told of as a whole
            continue
        days = text.days(max(text.over(kind, place) for kind in (*kinds, "filed")))
        if days and not text.dates_sign_up(place, days[1]):
            yield _Time(place, days[1], days[0])
    for place in text.places("side"):
        around = around_change(text, place)
        if around and not text.dates_sign_up(place, around[1]) and text.value("of", place - 1) is None:
            yield _Time(place, around[1], around[0])


def _is_of(text: EditionWords, time: _Time, at: int) -> bool:
    """Whether a time goes with the clause: it follows its head, or leads the sentence, "in 2021, was ...".

    In another clause only where a question is asked: "it could, but that one was there in 2016".
    """
    if time.first >= at:
        return time.first < text.clause_end(at) or text.words[at].asked
    whole = text.value("during", time.first) is not None or text.begins_clause(time.first)
    return whole and text.ends_clause(time.last) and not text.tells_sign_up(at)


def _is_apart(text: EditionWords, time: _Time, at: int) -> bool:
    """Whether the time is the first clause of a sentence, or an "in 2021" at its end, or of a "still"."""
    if any(text.is_sentence(place, at) for place in text.places("still")):
        return text.value("during", time.first) is not None
    if time.first == at and text.ends_clause(time.last):
        return True
    return text.ends_sentence(time.last) and text.value("during", time.first) is not None


def _subject(text: EditionWords, at: int) -> int | None:
    """The place behind a verb of the past with which a question begins, None where there is none."""
    behind = text.over("past", at)
    if behind == at or text.ends_clause(behind):
        return None
    if text.value("past", at) != "being":
        return behind
    states = [place for place in range(behind, text.clause_end(at)) if text.value("barred", place)]
    return behind if states and states[0] > behind else None
