"""What stands in the slots of a sentence: the type, the day and the menu paths of one part. Pure."""

from datetime import date

from bot.saying.phrases import Phrases
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part
from rules.model import UNKNOWN, Days


def slots(part: Part, answer: Answer, phrases: Phrases) -> dict[str, str]:
    """The words by the names of the slots."""
    edition = answer.law.edition
    return {
        "type": phrases.glossed(part.facts.get(edition.subject, UNKNOWN)),
        "cut": phrases.day(day) if (day := _day(part, answer)) else "",
        "path": phrases.menu(part.path),
        "help": phrases.help(edition),
    }


def _day(part: Part, answer: Answer) -> date | None:
    """The day that matters here: of a verdict that of its rule, of a question the one that decides."""
    space = answer.law.space
    if part.verdict is None:
        return answer.day_asked(part) or space.cut
    days = part.verdict.rule.when.get(space.day.fact) if space.day else None
    return (days.from_ or days.before) if isinstance(days, Days) else space.cut
