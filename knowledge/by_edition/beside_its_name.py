"""An edition whose own year stands right beside a name of the policy, wherever in a message that is.

"Is the 2023 version of the rules stricter?", "and by that same edition of 2023". Other phrases ask in other
words; this one is looked for last, and only in years from which there is an edition.
"""

from collections.abc import Collection, Iterator
from datetime import date

from knowledge.by_edition.edition_words import EditionWords, Phrase
from rules.interval import Interval

_DATE_WORDS = 3  # of a time before the name
_NAMED = "named"  # what nothing but an edition is called


def year_beside_name(text: EditionWords, editions: Collection[date], *, after_verdict: bool) -> Phrase | None:
    """The first year of one of these editions beside a name of the policy.

    A name that other things have as well asks for one only after a verdict.
    """
    found = (
        one
        for at in text.places("noun")
        if not text.words[at].pasted and (after_verdict or text.value("noun", at) == _NAMED)
        for one in (*_before(text, at), *_behind(text, at))
    )
    return next((one for one in found if _is_of_one(editions, one)), None)


def _before(text: EditionWords, at: int) -> Iterator[Phrase]:
    """ "The 2023 version"."""
    if _is_of_another(text, at):
        return
    for first in range(max(0, at - _DATE_WORDS), at):
        days = text.days(first, at)
        if days and days[1] == at and text.words[first].clause == text.words[at].clause:
            yield Phrase(first, text.over("noun", at), days[0])


def _behind(text: EditionWords, at: int) -> Iterator[Phrase]:
    """ "The edition of 2023", "editie 2023"."""
    days = text.days(text.over("article", text.over("of", text.over("noun", at))))
    if days:
        yield Phrase(at, days[1], days[0])


def _is_of_another(text: EditionWords, at: int) -> bool:
    """Whether it is a version of something that is no policy: "the 2021 version of Exchange"."""
    noun = text.over("noun", at)
    behind = text.over("of", noun)
    return behind > noun and text.over("noun", text.over("article", behind)) == text.over("article", behind)


def _is_of_one(editions: Collection[date], found: Phrase) -> bool:
    """Whether it is told by a time of one year, from which one of them is."""
    by = found.by
    if not isinstance(by, Interval) or by.first is None or by.last is None:
        return False
    return by.first.year == by.last.year and any(by.first.year == day.year for day in editions)
