"""What we ask: for the fact that still matters, again in other words, or how to find it. Pure."""

from bot.saying.asked_back import asked_back
from bot.saying.edition_lines import either_time_lines
from bot.saying.facts import in_words, read_lines
from bot.saying.offer import offering
from bot.saying.phrases import Phrases, capital
from bot.saying.section import Section
from bot.saying.slots import slots
from bot.saying.sources import source_lines
from bot.saying.verdict import relay_lines
from bot.saying.waiting import either_way_lines, waits
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part
from rules.model import UNKNOWN


def asking(part: Part, answer: Answer, phrases: Phrases) -> Section:
    """Our question, with the likely reading where there is one."""
    if part.offered is not None:
        return offering(part, part.offered, answer, phrases)
    read = read_lines(part, answer.law, phrases)
    if len(answer.parts) > 1 and not waits(part.outcome, part.facts, answer.law):
        return Section(phrases.either_way, read=read)
    title, (why, otherwise) = in_full(part, answer, phrases)
    told = (
        *relay_lines(part.facts, answer, phrases),
        why,
        *either_way_lines(part, answer, phrases),
        otherwise,
        *either_time_lines(answer, phrases),
    )
    whole = Section(title, told, read=read)
    if len(answer.parts) == 1 and answer.question is not None and answer.question.is_of_several:
        return Section(phrases.one_at_a_time, (title, why))
    if not answer.repeated:
        return whole
    return asked_back(whole, answer, part, phrases) or _not_understood(whole, part, answer, phrases)


def in_full(part: Part, answer: Answer, phrases: Phrases) -> tuple[str, tuple[str, str]]:
    """Our question, and what is said with it: why it is asked, and what else will do."""
    key, filled = _worded(part, answer, phrases)
    title, why, otherwise = (line.format(**filled) for line in phrases.ask[key])
    return title, (why, otherwise)


def _worded(part: Part, answer: Answer, phrases: Phrases) -> tuple[str, dict[str, str]]:
    """By which words it is asked, and what stands in their slots."""
    filled = slots(part, answer, phrases)
    asked = part.outcome.removeprefix("ask_")
    if asked in phrases.days and answer.impossible_date:
        return f"{asked}_impossible", {**filled, "date": answer.impossible_date}
    if asked in phrases.days and answer.two_readings:
        days = sorted(map(str, answer.two_readings))
        first, last = (_reading(asked, day, phrases) for day in days)
        return f"{asked}_two_readings", {**filled, "first": first, "last": last}
    untyped = f"{asked}_untyped"
    if part.facts.get(answer.law.edition.subject) == UNKNOWN and untyped in phrases.ask:
        return untyped, filled
    return asked, filled


def _reading(name: str, written: str, phrases: Phrases) -> str:
    """ "Nov 24" is a day or a month; with a "before" to it, the days before either."""
    if ":" in written:
        return phrases.side(name, written)
    first = written.split("/", maxsplit=1)[0]
    day = phrases.edition_day(first)
    return day if "/" not in written else day.split(" ", 1)[1]


def _not_understood(whole: Section, part: Part, answer: Answer, phrases: Phrases) -> Section:
    """That nothing was found that we asked for, what is known, and the question."""
    facts = in_words(part.facts, answer.law, phrases)
    known = phrases.known_so_far.format(facts=facts) if facts else ""
    day = answer.day_not_taken
    said = phrases.not_that_day if day else phrases.not_understood
    return Section(capital(said.format(known=known, day=day).strip()), (whole.title, whole.why[-1]))


# -- to who does not know it


def either_day(part: Part, answer: Answer, phrases: Phrases) -> Section:
    """What holds on either side of a day that is not known, and how to find it."""
    texts = phrases.answer_both
    branches = tuple(
        texts["branch"].format(
            when=capital(phrases.case(str(part.asked), str(label))), outcome=phrases.short[outcome]
        )
        for label, outcome in part.either
    )
    return Section(
        texts["title"],
        bullets=branches,
        notes=(texts["find"], texts["tell"]),
        read=read_lines(part, answer.law, phrases),
        sources=source_lines(part.citations, answer, phrases),
    )


def unknown_type(part: Part, answer: Answer, phrases: Phrases) -> Section:
    """How to find the type that is not known."""
    texts = phrases.answer_types
    return Section(texts["title"], (texts["find"], texts["tell"]), read=read_lines(part, answer.law, phrases))
