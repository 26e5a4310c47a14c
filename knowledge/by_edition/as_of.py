"""Which edition a message asks for: "what did it say in 2021?", "volgens de nieuwste versie".

This is a step of its own before reading. The words that name the edition are taken out of the message, so
that their date is never taken for the subscription's, and the rest is read as if they had not been there.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from knowledge.by_edition.back_then import mere_time, open_time
from knowledge.by_edition.beside_its_name import year_beside_name
from knowledge.by_edition.edition_words import EditionWords
from knowledge.by_edition.finder import Finder
from knowledge.by_edition.going_by import mere_time_by
from knowledge.by_edition.meant import edition_by, meant_time
from knowledge.library import Library
from knowledge.words.text import read_words
from rules.interval import Interval
from rules.model import Value


class AsOf(NamedTuple):
    """The edition that was asked for, None where none is known from then; and the days or the name it was
    asked by."""

    edition: str | None
    by: Value


class Asked(NamedTuple):
    """What edition a message asks for, the message without the words that say so, and whether it says
    nothing else; `as_of` is None where it turns back to the usual edition."""

    as_of: AsOf | None
    rest: str
    is_all: bool


def asked_edition(  # noqa: PLR0913 - what a message stands in, each by its name
    message: str,
    library: Library,
    today: date,
    language: str,
    *,
    edition: str,
    open_to_dates: bool,
    after_another: bool = False,
    of_several: bool = False,
    signed_up: Value | None = None,
    which_one: bool = False,
    asks_day: bool = False,
) -> Asked | None:
    """The edition that the message asks for, None where it asks for none.

    `edition` is the one that the last answer went by: the previous one is the one before it.
    `open_to_dates`: a verdict was told and nothing is asked, so a mere "as of 2021" is about that.
    `after_another`: the last answer went by an edition that was asked for, so "and in 2019?" asks for one,
    and "and now?" for the usual one again. `signed_up` is the known day of the sign-up.
    `of_several`: more subscriptions than one were spoken of, so "and the newest?" may mean one of them.
    `which_one`: we asked which edition is meant, so a mere time answers that. `asks_day`: we asked for the
    day of the sign-up, so a mere "before the 2021 rules" answers that.
    """
    finder = Finder(edition_words(message, library, today, language), signed_up, asks_day=asks_day)
    found = finder.find(open_to_dates=open_to_dates) or finder.unnamed(
        open_to_dates=open_to_dates, to_another=after_another, of_several=of_several
    )
    if found is None and which_one:
        found = mere_time_by(finder.text)
    if found is None:
        other = [day for day in finder.text.editions if day != library.law(edition).edition.day]
        found = year_beside_name(finder.text, other, after_verdict=open_to_dates)
    if found is None:
        only = finder.turns_back(open_to_dates=open_to_dates) if after_another else None
        # no word of it is taken out, for it tells no day
        return None if only is None else Asked(None, message, only)
    by = meant_time(found.by, library.law(edition).edition.day, today, finder.text.editions)
    asked = edition_by(by, library)
    rest = message
    for phrase in (found, *finder.asking_beside(found), *finder.named_again(found, asked)):
        start, end = finder.words[phrase.first].start, finder.words[phrase.last - 1].end
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return Asked(AsOf(asked, by), rest, finder.text.asks_only(found))


def time_left_open(
    message: str, library: Library, today: date, language: str, *, after_verdict: bool = False
) -> Interval | None:
    """A time in the message that may be the one asked about as well as that of the sign-up."""
    text = edition_words(message, library, today, language)
    return mere_time(text) if after_verdict else open_time(text)


@lru_cache(maxsize=1)  # a message is read for the edition it asks for and for a time that it leaves open
def edition_words(message: str, library: Library, today: date, language: str) -> EditionWords:
    """What kinds of phrase and what days stand where in a message."""
    return EditionWords(read_words(message), library, today, language)
