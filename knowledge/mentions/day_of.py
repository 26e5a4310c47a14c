"""What a date is plainly of, by its words: of trouble, a bill, a line of a log, an offer's name, or of all.

What it may be of by what is named around it is learned from `occasions`.
"""

from typing import Final

from knowledge.dates.intervals import DateMention
from knowledge.mentions.marks import Marks
from knowledge.words.text import any_of, particles

_CLOCK: Final = ("number", "port")  # ":12" is read as a port
_ALL_REACHES: Final = 4  # words between a date and what says that it is of all
_TROUBLE_REACHES: Final = 3  # words: "stopped working in 2019"
_FIRST_REACHES: Final = 2  # words between "first" and the bill


def is_of_all(marks: Marks, day: DateMention) -> bool:
    """Whether a date that stands by no type is said of several: "created together in May 2018"."""
    words, here = marks.words, marks.words[day.first]
    near = words[max(0, day.first - _ALL_REACHES) : day.last + _ALL_REACHES]
    said = any_of([word for word in near if word.sentence == here.sentence], "together")
    return said and all(words[one.first].clause != here.clause for one in marks.types)


def is_of_trouble(marks: Marks, day: DateMention) -> bool:
    """Whether a date may be since when something does not work: "both broke in 2019"."""
    near = range(max(0, day.first - _TROUBLE_REACHES), day.first)
    made = any(one.first in near for one in marks.all("created"))
    clause = marks.words[day.first].clause
    said = [marks.words[at] for at in near if marks.words[at].clause == clause]
    return any_of(said, "broke_word") and not made


def may_be_of_trouble(marks: Marks, day: DateMention) -> bool:
    """Whether its sentence says that something does not work: "same trouble in 2016"."""
    sentence = marks.words[day.first].sentence
    named = any(marks.words[one.first].sentence == sentence for one in marks.all("trouble"))
    return named or is_of_trouble(marks, day)


def is_of_a_bill(marks: Marks, day: DateMention) -> bool:
    """Whether it is a bill's, but not the first one's: that tells only that there was a subscription."""
    words, at = marks.words, day.first - 1
    passing, bill = particles("before_its_day") | particles("small_word"), particles("bill")
    while at >= 0 and words[at].text in passing and words[at].text not in bill:
        at -= 1
    if at < 0 or words[at].text not in bill or words[at].clause != words[day.first].clause:
        return False
    return not any_of(words[max(0, at - _FIRST_REACHES) : at], "first_bill")


def is_of_id(marks: Marks, day: DateMention) -> bool:
    """Whether the date takes up the one in an offer's own name: "MSDN_2014-09-01, so since 2014"."""
    years = {word.text.rpartition("_")[2][:4] for word in marks.words if word.form == "quota"}
    if day.interval is None or day.interval.first is None or day.interval.last is None:
        return False
    return {str(day.interval.first.year), str(day.interval.last.year)} <= years


def is_of_log(marks: Marks, day: DateMention) -> bool:
    """Whether the date stamps a pasted line, without a year of its own: "Nov 24 09:12:44"."""
    clock = marks.words[day.last : day.last + 2]
    return (
        marks.words[day.first].pasted
        and (day.yearless or bool(day.readings))
        and len(clock) == 2  # noqa: PLR2004 - hours and minutes
        and all(word.form in _CLOCK for word in clock)
        and clock[1].start - clock[0].end <= 1
    )
