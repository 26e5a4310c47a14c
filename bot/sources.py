"""Where in the document something stands: a line for each section, with its paragraphs and its link. Pure."""

from collections.abc import Iterable

from bot.phrases import Phrases
from knowledge.source import Citation


def source_lines(found: Iterable[Citation], edition: str, phrases: Phrases) -> tuple[str, ...]:
    """A line that names the edition, and one for each cited section; none where nothing is cited."""
    by_link: dict[str, list[Citation]] = {}
    for citation in found:
        by_link.setdefault(citation.link, []).append(citation)
    if not by_link:
        return ()
    lines = [_line(link, cited, phrases) for link, cited in by_link.items()]
    return (phrases.source.format(edition=phrases.edition_day(edition)), *lines)


def _line(link: str, cited: list[Citation], phrases: Phrases) -> str:
    numbers = [str(number) for number in sorted({citation.paragraph for citation in cited})]
    opening = phrases.opening[:1].upper() + phrases.opening[1:]
    section = cited[0].section if "#" in link else opening
    return phrases.paragraph.format(section=section, numbers=phrases.listed(numbers), link=link)
