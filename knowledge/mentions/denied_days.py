"""Which days are denied, and whether that denies what is known: "it is not from 2016", "scrap the 2016"."""

from typing import Final

from knowledge.dates.intervals import DateMention
from knowledge.mentions.denied import denied_at, negated
from knowledge.mentions.marks import Marks
from knowledge.words.text import particles
from rules.interval import Interval

_CONTRASTED: Final = 3  # words between a denial and the other date that it denies


def day_is_denied(marks: Marks, day: DateMention) -> bool:
    """Whether a negator stands around the date and did not turn its days: "it was not created in 2016".

    Nor was "not created before 2016" turned: that denial may as well end what was said before it.
    """
    made = {word.text for one in marks.all("created") for word in marks.words[one.first : one.last]}
    passing = particles("pointing") | particles("assuming") | made
    around = denied_at(marks, day.first, passing, answers=True) or _is_denied_behind(marks, day)
    return (around or _is_dropped(marks, day)) and not day.turned


def _is_denied_behind(marks: Marks, day: DateMention) -> bool:
    """Whether the next word of any weight behind the date is a denial: "hadden we in 2016 nog niet".

    It is none of the date where another is denied by it: "from 2015 not 2016", "not this one".
    """
    words, rest = marks.words, marks.rest_of_clause(day)
    weighty = (at for at in rest if words[at].text not in particles("behind_a_day"))
    at = next(weighty, rest.stop)
    if at == rest.stop or words[at].text not in particles("denied_behind"):
        return False
    goes_on = at + 1 < rest.stop and words[at + 1].text in particles("pointing")
    return not goes_on and not any(at < other.first <= at + _CONTRASTED for other in marks.dates)


def _is_dropped(marks: Marks, day: DateMention) -> bool:
    """ "Scrap the 2016": whether the word before the date lets it go, and is not denied itself."""
    words, at = marks.words, day.first - 1
    while at >= 0 and words[at].text in particles("the_word"):
        at -= 1
    same = at >= 0 and words[at].clause == words[day.first].clause
    return same and words[at].text in particles("dropping") and not denied_at(marks, at)


def value_is_denied(marks: Marks, value: object) -> bool:
    """Whether this type is denied, or these days: "not payg", "it is not from 2016"."""
    if isinstance(value, Interval):
        denied = [day.interval for day in marks.dates if day_is_denied(marks, day)]
        return any(days is not None and value.within(days) for days in denied)
    named = [one for one in marks.types if one.value == value]
    return bool(named) and all(negated(marks, one) for one in named)
