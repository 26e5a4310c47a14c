"""Questions about what held at a time, though nothing names the policy: "was CSP blocked in 2021?".

The time is an "in 2021", or a "before the change of 2023", in which nobody signed up. Where the asker is the
subject ("was our CSP blocked in 2021?") or there is no verb ("payg, port 25 in 2021?"), it may be the sign-up
all the same: then it is open.
"""

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.amendments import around_change
from knowledge.edition_words import EditionWords, Phrase
from rules.interval import Interval


class _Time(NamedTuple):
    """The days that the words from `first` up to `last`, not included, tell."""

    first: int
    last: int
    by: Interval


def asked_of_then(text: EditionWords) -> Phrase | None:
    """The time that a question in the past tense is about; None where there is no other than the asker's."""
    times = list(_times(text, "during"))
    found = next(_of_the_past(text, times), None) or next(_of_what_was_said(text, times), None)
    return Phrase(*found) if found else None


def _of_the_past(text: EditionWords, times: list[_Time]) -> Iterator[_Time]:
    """The time of a question that begins with a verb of the past: "could one ask in 2021?"."""
    for at in _heads(text) if times else ():
        begun = next((time.last for time in times if time.first == at), at)
        subject = _subject(text, begun)
        if subject is None or text.value("asker", subject) is not None:
            continue
        told = [time for time in times if text.is_sentence(time.first, at) and _is_of(text, time, at)]
        if len(told) == 1:
            yield told[0]


def _of_what_was_said(text: EditionWords, times: list[_Time]) -> Iterator[_Time]:
    """The time behind what asks what was said of something: "what were the rules for CSP in 2021?"."""
    for at in text.places("said") if times else ():
        behind = range(text.over("said", at), text.clause_end(at))
        told = [time for time in times if time.first in behind]
        if len(told) == 1 and text.over("topic", behind.start) > behind.start:
            yield told[0]
    yield from (time for time in times if _leads(text, time))


def _leads(text: EditionWords, time: _Time) -> bool:
    """Whether a change of the policy leads a question of nobody's past: "before the 2023 change: ..."."""
    leads = text.value("side", time.first) and time.first == 0 and text.ends_clause(time.last)
    asker = any(text.is_sentence(one, time.first) for one in text.places("asker"))
    return bool(leads) and text.words[0].asked and not asker


def open_time(text: EditionWords) -> Interval | None:
    """The time of a question about a subscription that may be its sign-up as well as what is asked about."""
    times = list(_times(text, "during", "as_of"))
    for at in _heads(text) if times else ():
        told = [time for time in times if time.first >= at and text.is_sentence(time.first, at)]
        if len(told) != 1 or text.tells_sign_up(at):
            continue
        if _is_of_no_type(text, told[0]) or (text.tells_types(at) and _is_asked(text, told[0], at)):
            return told[0].by
    return None


def mere_time(text: EditionWords) -> Interval | None:
    """The time of an "and in 2021?" with nothing else, which after a verdict may be either as well."""
    return next((time.by for time in _times(text, "during") if text.says_only(Phrase(*time))), None)


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
    return opens or any(text.value(kind, time.first - 1) for kind in ("state", "onward"))


def _heads(text: EditionWords) -> Iterator[int]:
    """Where clauses begin, behind the small words at their heads."""
    for at in text.clauses:
        if not text.words[at].pasted:
            head = text.over("opener", at)
            if head == at or not text.ends_clause(head):
                yield head


def _times(text: EditionWords, *kinds: str) -> Iterator[_Time]:
    """Each "in 2021" of the message that is no sign-up's."""
    for place in text.places(*kinds):
        days = text.days(max(text.over(kind, place) for kind in kinds))
        if days and not text.dates_sign_up(place, days[1]):
            yield _Time(place, days[1], days[0])
    for place in text.places("side"):
        days = around_change(text, place)
        if days and not text.dates_sign_up(place, days[1]) and text.value("of", place - 1) is None:
            yield _Time(place, days[1], days[0])


def _is_of(text: EditionWords, time: _Time, at: int) -> bool:
    """Whether a time goes with the clause: it follows its head, or leads the sentence, "in 2021, was ...".

    In another clause only where a question is asked: "it could, but that one was there in 2016".
    """
    if time.first >= at:
        return time.first < text.clause_end(at) or text.words[at].asked
    return text.ends_clause(time.last) and not text.tells_sign_up(at)


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
