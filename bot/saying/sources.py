"""Where in the document something stands: each section, its paragraphs, its link, its sentences. Pure.

The sentences are quoted where a copy of the operator's has them, else the place stands alone.
"""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bot.saying.phrases import Phrases
from bot.saying.rows import own_rows
from bot.saying.section import Section, Source
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part
from knowledge.document.source import Citation

_LONGEST: Final = 2000  # characters of a quote; Slack takes 3,000 with what it needs around them
_BRIEF: Final = 400  # where there is little room
_STOPS: Final = (".", "!", "?", ".)")


def source_lines(found: Iterable[Citation], answer: Answer, phrases: Phrases) -> tuple[Source, ...]:
    """A line that names the edition, and one for each cited section; none where nothing is cited."""
    by_link: dict[str, list[Citation]] = {}
    for citation in found:
        by_link.setdefault(citation.link, []).append(citation)
    if not by_link:
        return ()
    sources = [_source(link, cited, answer, phrases) for link, cited in by_link.items()]
    return (Source(phrases.source.format(edition=phrases.edition_day(answer.edition))), *sources)


def _source(link: str, cited: Sequence[Citation], answer: Answer, phrases: Phrases) -> Source:
    quotes = [line for citation in cited for line in quoted(citation, answer, phrases)]
    return Source(place_of(cited, phrases), link, tuple(dict.fromkeys(quotes)))


def place_of(cited: Sequence[Citation], phrases: Phrases) -> str:
    """A section and its cited paragraphs, in words."""
    numbers = [str(number) for number in sorted({citation.paragraph for citation in cited})]
    opening = phrases.opening[:1].upper() + phrases.opening[1:]
    section = cited[0].section if "#" in cited[0].link else opening
    return phrases.paragraph.format(section=section, numbers=phrases.listed(numbers))


def foremost(part: Part, answer: Answer, phrases: Phrases) -> Source | None:
    """The one sentence that stands for all: of the paragraph of which most is cited, the first to be quoted.

    Of several such paragraphs the last: what is general comes first.
    """
    places = enumerate(own_rows(part, answer, phrases))
    ranked = sorted(places, key=lambda each: (len(each[1].statements), each[0]), reverse=True)
    for _, cited in ranked:
        for statement in cited.statements:
            sentence = answer.shelf.sentence(answer.edition, statement, answer.language)
            if sentence is not None:
                return Source(place_of([cited], phrases), cited.link, (_quote(sentence, _BRIEF, phrases),))
    return None


# -- what is said once in a reply


def told_once(sections: Iterable[Section], answer: Answer, phrases: Phrases) -> Iterator[Section]:
    """The sections, with every quote where it comes first, and there that the page has changed."""
    shown: set[str] = set()
    is_behind = answer.shelf.is_behind(answer.edition)
    for section in sections:
        sources = [_unseen(source, shown) for source in section.sources]
        if sources:
            shown |= {quote for source in sources for quote in source.quotes}
            notes = notes_on(answer, phrases, quotes=any(one.quotes for one in sources), is_behind=is_behind)
            day = phrases.edition_day(answer.edition)
            sources[0] = Source(phrases.source.format(edition=f"{day}{notes}"))
            is_behind = False
        yield replace(section, sources=tuple(sources))


def _unseen(source: Source, shown: set[str]) -> Source:
    return replace(source, quotes=tuple(quote for quote in source.quotes if quote not in shown))


def notes_on(answer: Answer, phrases: Phrases, *, quotes: bool, is_behind: bool = False) -> str:
    """What is to be known of an edition's sources, in brackets: another language, a page that has changed."""
    notes = [phrases.page_changed] if is_behind else []
    if quotes:
        notes = [*_foreign(answer, phrases), *notes]
    return f" ({'; '.join(notes)})" if notes else ""


def _foreign(answer: Answer, phrases: Phrases) -> list[str]:
    spoken = answer.shelf.spoken(answer.edition, answer.language)
    return [] if spoken in (None, answer.language) else [phrases.quoted_in[spoken]]


# -- the sentences themselves


def quoted(cited: Citation, answer: Answer, phrases: Phrases) -> list[str]:
    """What is cited of a paragraph, word for word; of what cannot be quoted nothing."""
    lines: list[str] = []
    for passage in _passages(cited, answer):
        quote = _quote(passage, _LONGEST, phrases)
        if lines and len(lines[-1]) + len(quote) < _LONGEST:
            lines[-1] += f" {quote}"
        else:
            lines.append(quote)
    return lines


def _quote(passage: str, most: int, phrases: Phrases) -> str:
    return phrases.quoted.format(sentence=textwrap.shorten(passage, most, placeholder=" …"))


def _passages(cited: Citation, answer: Answer) -> list[str]:
    """The sentences; those that follow each other in the document as one, while that is not too long."""
    passages: list[str] = []
    follows = 0
    for statement in cited.statements:
        sentence = answer.shelf.sentence(answer.edition, statement, answer.language)
        number = int(statement.rsplit(".", 1)[1])
        if sentence is None:
            continue
        if passages and number == follows and _goes_on(passages[-1], sentence):
            passages[-1] += f" {sentence}"
        else:
            passages.append(sentence)
        follows = number + 1
    return passages


def _goes_on(passage: str, sentence: str) -> bool:
    return passage.endswith(_STOPS) and len(passage) + len(sentence) < _LONGEST
