"""A short word while our question is open ("why do you ask?"): what it wants to know of it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.saying.overview import overview
from bot.saying.phrases import Phrases, capital
from bot.saying.section import Section, Source
from bot.saying.sources import source_lines
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part, without_date
from knowledge.document.source import Citation, citations
from knowledge.mentions.unknowing import unknowing

type_of_teller = Callable[[Section, Answer, Part, Phrases], Section | None]


def asked_back(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section | None:
    """What the word wants to know of our question, None where it tells none of that."""
    if answer.question and unknowing(answer.question.marks):
        return _unknown(whole, part, phrases)
    tell = _TELLERS.get(answer.word)
    return tell(whole, answer, part, phrases) if tell else None


def _unknown(whole: Section, part: Part, phrases: Phrases) -> Section | None:
    """Where to look for what is asked."""
    where = phrases.asked_back["unknown"].get(part.asked or "")
    return Section(whole.title, (where,)) if where else None


def _why(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section | None:
    """What hangs on the answer, as the rules have it."""
    asked = part.asked or ""
    if asked not in phrases.asked_back["why"]:
        return None
    found = Section(whole.title, (phrases.asked_back["why"][asked],), notes=whole.why[-1:])
    kind = answer.law.edition.facts.get(asked)
    if kind is None or kind.topic is None:
        return _by_date(found, answer, part, phrases) if kind and kind.kind == "day" else found
    found = replace(found, sources=_sources(_of_topic(kind.topic, answer), answer, phrases))
    if not answer.law.edition.topics[kind.topic].table:
        return found
    texts = phrases.themes[kind.topic]  # which also say what of the table is read and not stated
    why = (texts.get(answer.edition) or texts["default"],)
    return replace(found, why=why, table=overview(answer.law, phrases))


def _by_date(found: Section, answer: Answer, part: Part, phrases: Phrases) -> Section:
    """What holds on either side of the day, where it parts anything in this edition."""
    asked = str(part.asked)
    either = without_date(answer.law, part.facts, asked)
    if len(either.either) <= 1:
        return found
    bullets = tuple(
        capital(f"{phrases.case(asked, str(label))}: {phrases.short[outcome]}.")
        for label, outcome in either.either
    )
    return replace(found, bullets=bullets, sources=_sources(either.citations, answer, phrases))


def _of_topic(theme: str, answer: Answer) -> tuple[Citation, ...]:
    edition = answer.law.edition
    return citations(edition, edition.topics[theme].cites)


def _sources(cited: tuple[Citation, ...], answer: Answer, phrases: Phrases) -> tuple[Source, ...]:
    return source_lines(cited, answer, phrases)


def _meant(whole: Section, _answer: Answer, part: Part, phrases: Phrases) -> Section | None:
    meant = phrases.asked_back["meant"].get(part.asked or "")
    return Section(whole.title, (meant, whole.why[-1])) if meant else None


def _meanwhile(whole: Section, answer: Answer, _part: Part, phrases: Phrases) -> Section | None:
    topic = answer.law.edition.meanwhile
    if topic is None:
        return None
    sources = _sources(_of_topic(topic, answer), answer, phrases)
    return Section(phrases.follow["meanwhile"], (whole.title, whole.why[-1]), sources=sources)


_TELLERS: Final[Mapping[str, type_of_teller]] = {
    "why": _why,
    "meant": _meant,
    "meanwhile": _meanwhile,
}
