"""A short word after a verdict ("why?", "and meanwhile?"): what it asks for of the whole reply. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.saying.explaining import is_inferred, reasons
from bot.saying.facts import in_short
from bot.saying.phrases import Phrases, within
from bot.saying.request_text import draft
from bot.saying.section import Section
from bot.saying.sources import source_lines
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part
from knowledge.document.source import citations

type_of_teller = Callable[[Section, Answer, Part, Phrases], Section]


def followed(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section:
    """What is said of a verdict: all of it, or what the word after it asks for."""
    tell = _TELLERS.get(answer.word)
    return tell(whole, answer, part, phrases) if tell and answer.repeated else whole


def _why(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section:
    told = reasons(answer, part, part.verdict, answer.case.quotes, phrases) if part.verdict else ()
    places = tuple(replace(source, quotes=()) for source in whole.sources)  # what they say is told above
    return Section(whole.title, tuple(told), sources=places)


def _how(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section:
    """The steps; with the text of a request where that is asked for, else that there is one."""
    lead = (phrases.follow["nothing_to_lift"],) if _is_reached(part) else ()
    text = draft(part, answer.case.reason, phrases)
    asked = answer.question is not None and answer.question.asks_what_to_write
    more = (phrases.follow["draft_more"],) if text and not asked else ()
    notes = (*whole.notes, *more)
    return replace(whole, why=lead, copy=text if asked else (), notes=notes, read=(), sources=())


def _must_ask(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section:
    """Whether anything has to be requested, and by whom; the steps where that is so."""
    told, verdict = phrases.must_ask.get(part.headline), part.verdict
    if told is None or verdict is None or len(verdict.headlines) > 1:
        return _how(whole, answer, part, phrases)
    supposed = Section(within(phrases.in_that_case, told), sources=whole.sources)
    brief = supposed if answer.supposed else replace(supposed, title=told, why=(whole.title,))
    return replace(brief, steps=whole.steps, path=whole.path) if verdict.kind.request else brief


def _is_reached(part: Part) -> bool:
    """Whether the asker has nothing to wait for."""
    return part.verdict is not None and part.verdict.kind.kind == "reached"


def _still(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section:
    edition = answer.law.edition
    told = edition.headlines.get(part.headline)
    if told is None or told.checks is None:  # nothing is known to be checked
        return whole
    steps = tuple(check.format(help=phrases.help(edition)) for check in phrases.checks[told.checks])
    return Section(whole.title, (phrases.follow["still"],), steps, sources=whole.sources)


def _meanwhile(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section:
    if _is_reached(part):
        return Section(whole.title, (phrases.follow["nothing_to_wait_for"],))
    edition = answer.law.edition
    if edition.meanwhile is None:
        return whole
    cited = citations(edition, edition.topics[edition.meanwhile].cites)
    sources = source_lines(cited, answer, phrases)
    return Section(whole.title, (phrases.follow["meanwhile"],), sources=sources)


def _current(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section:
    """By which edition the answer is, and whether a newer one says the same."""
    other = part.otherwise
    newer = other is not None and other.newer
    told = "current" if not newer else "other_way" if other and other.path else "no_longer"
    title = phrases.follow[told].format(own=phrases.edition_day(answer.edition))
    return Section(title, (whole.title, *(whole.why[1:] if other else ())), sources=whole.sources)


def _all(whole: Section, _answer: Answer, _part: Part, phrases: Phrases) -> Section:
    """The verdict and its reason; what stands above it is not said once more."""
    return Section(whole.title, whole.why[:1], notes=(phrases.follow["more"],), read=whole.read)


def _overview(whole: Section, _answer: Answer, _part: Part, _phrases: Phrases) -> Section:
    """One of several that were told of before: the verdict, the edition's line, the first thing to do."""
    return Section(whole.title, whole.why[1:], whole.steps[:1], read=whole.read[:1], path=whole.path)


def _recap(whole: Section, _answer: Answer, _part: Part, _phrases: Phrases) -> Section:
    """All of it, to be passed on or kept: without where it stands."""
    return replace(whole, sources=(), links=())


def _reboot(whole: Section, _answer: Answer, _part: Part, phrases: Phrases) -> Section:
    return Section(phrases.follow["reboot"], (whole.title,), whole.steps, sources=whole.sources)


def _in_short(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section:
    """The verdict in plain words where there are some, else its reason; for whom it is what, and how sure.

    What is only supposed is told as that, and not as what is so.
    """
    facts, outcome = in_short(part.facts, part.headline, answer.law, phrases)
    told = phrases.follow["pass_on"].format(facts=facts, outcome=outcome)
    if answer.supposed:
        return Section(phrases.in_that_case.format(title=told), whole.why, sources=whole.sources[:2])
    sure = part.verdict is not None and len(part.verdict.headlines) == 1
    plain = phrases.plainly.get(part.headline) if sure else None
    unsure = phrases.follow["inferred"] if part.verdict and is_inferred(part.verdict) else None
    lines = (plain, told, unsure, *whole.why[1:]) if plain else (told, *whole.why)
    steps = () if plain else whole.steps[:1]
    said = tuple(line for line in lines if line)
    return Section(phrases.follow["in_short"], said, steps, sources=whole.sources[:2])


def _restate(whole: Section, _answer: Answer, _part: Part, phrases: Phrases) -> Section:
    """What is known and assumed of the case, and the verdict on it."""
    return Section(phrases.follow["restate"], whole.read, notes=(whole.title,)) if whole.read else whole


_TELLERS: Final[Mapping[str, type_of_teller]] = {
    "all": _all,
    "once more": _all,
    "overview": _overview,
    "recap": _recap,
    "in_short": _in_short,
    "restate": _restate,
    "reboot": _reboot,
    "why": _why,
    "how": _how,
    "must_ask": _must_ask,
    "still": _still,
    "meanwhile": _meanwhile,
    "current": _current,
}
