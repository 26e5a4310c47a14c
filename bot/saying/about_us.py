"""What is told of the bot, of what it goes by, of where to find what decides, and of what a type is."""

from typing import Final

from bot.saying.phrases import Phrases
from bot.saying.section import Section
from bot.saying.through import through
from knowledge.answering.answered import THROUGH, Answer
from knowledge.reading.about_us import TYPE_IS, types_asked_about

_OF_SOURCE: Final = ("source", "holds")
_BY_THE_NEWEST: Final = (
    "source_newest"  # what is told of these by the newest edition: nothing differs from it
)


def about_us(answer: Answer, phrases: Phrases) -> Section | None:
    """What is said where that is asked about; None where it is not."""
    if answer.theme == THROUGH:
        return through(answer, phrases)
    if answer.theme == TYPE_IS:
        return _types(answer, phrases)
    if answer.theme not in phrases.about_us:
        return None
    known = sorted(answer.editions) or [answer.edition]
    by_newest = answer.theme in _OF_SOURCE and answer.edition == known[-1]
    text = phrases.about_us[_BY_THE_NEWEST if by_newest else answer.theme]
    slots = {
        "help": phrases.help(answer.law.edition),
        "first": known[0],
        "last": known[-1],
        "known": phrases.listed([phrases.edition_day(one) for one in known]),
        "edition": phrases.edition_day(answer.edition),
        "newest": phrases.edition_day(known[-1]),
        "find_created": phrases.answer_both["find"],
        "find_subscription": phrases.answer_types["find"],
    }
    first, stop, rest = text.format(**slots).partition(". ")
    return Section(first + stop.strip(), (rest,) if rest else ())


def _types(answer: Answer, phrases: Phrases) -> Section:
    """A sentence for each type that is asked about, where there is one; and how to see which one it is."""
    types = types_asked_about(answer.question) if answer.question else []
    told = [phrases.type_is[one] for one in dict.fromkeys(types) if one in phrases.type_is]
    first, *rest = [*told, phrases.answer_types["find"]]
    return Section(first, tuple(rest))
