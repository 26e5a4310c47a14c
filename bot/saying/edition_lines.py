"""Which edition speaks and why, how to ask for another, and what the one beside it says. Pure."""

from dataclasses import replace

from bot.saying.phrases import Phrases
from bot.saying.section import Section
from knowledge.answering.answered import Answer
from knowledge.case.decision import Otherwise, Part
from rules.interval import Interval
from rules.model import UNKNOWN, Value


def by_its_edition(section: Section, part: Part, answer: Answer, phrases: Phrases) -> Section:
    """The section, which never speaks by another edition without saying so, however short it is."""
    as_of = as_of_lines(answer, phrases)
    told = (*as_of, *beside_lines(part, answer, phrases)) if as_of else ()
    return replace(section, why=(*section.why, *(line for line in told if line not in section.why)))


def usual_again(section: Section, part: Part, answer: Answer, phrases: Phrases) -> Section:
    """The section, which says once that it goes by the usual edition again."""
    left, day = answer.left, phrases.edition_day
    if left in {None, answer.edition} or part is not answer.parts[0]:
        return section
    again = phrases.as_of["again"].format(own=day(answer.edition), edition=day(str(left)))
    return replace(section, why=(*section.why, again))


def as_of_lines(answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """Which edition speaks, and why, where it was asked for."""
    as_of = answer.case.as_of
    if as_of is None or as_of.edition is None:
        return ()
    return (_spoken_by(as_of.by, as_of.edition, answer, phrases),)


def _spoken_by(by: Value, edition: str, answer: Answer, phrases: Phrases) -> str:
    texts, day = phrases.as_of, phrases.edition_day(edition)
    if not isinstance(by, Interval):
        return texts[by].format(edition=day)
    lately = by.first != by.last and by.first is not None and by.first <= answer.law.edition.day
    return texts["came_out" if lately else "in_force"].format(edition=day, when=phrases.when("as_of", by))


def no_edition(answer: Answer, phrases: Phrases) -> Section:
    """That the time that was asked for is before all that is known, or that it is not clear which."""
    texts, as_of = phrases.as_of, answer.case.as_of
    unclear = as_of is not None and as_of.by in texts
    when = phrases.when("as_of", as_of.by if as_of else UNKNOWN)
    known = phrases.listed([phrases.edition_day(name) for name in answer.editions])
    title = texts[str(as_of.by)] if as_of and unclear else texts["none"].format(when=when)
    return Section(title, (texts["known"].format(known=known),))


def beside_lines(part: Part, answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """How old the edition is that says so, and what the one beside it says, where that differs."""
    return (_otherwise(part.otherwise, answer, phrases),) if part.otherwise else ()


def _otherwise(other: Otherwise, answer: Answer, phrases: Phrases) -> str:
    day, texts = phrases.edition_day, phrases.newer if other.newer else phrases.older
    slots = {"own": day(answer.edition), "edition": day(other.edition)}
    said = [phrases.short[name] for name in other.headlines]
    if len(said) > 1:
        return texts["open"].format(**slots, outcomes=phrases.listed(said, last=phrases.or_))
    if other.path:
        return texts["path"].format(**slots, path=phrases.menu(other.path))
    return texts["says"].format(**slots, outcome=said[0])


def either_time_lines(answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """How to ask what held at the time that was read as the sign-up's."""
    time = answer.question.either if answer.question else None
    if time is None:
        return ()
    held = max((one for one in answer.editions if one <= str(time.last)), default="")
    year = time.first.year if time.first else held[:4]
    when = phrases.when("as_of", time)
    return (phrases.as_of["either"].format(when=when, year=year),) if year else ()
