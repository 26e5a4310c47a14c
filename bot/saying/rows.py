"""Rows of a list that each name a type: of those, only the row of the asker's type is for the asker. Pure."""

from collections.abc import Iterator, Sequence

from bot.saying.phrases import Phrases
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part
from knowledge.document.source import Citation


def own_rows(part: Part, answer: Answer, phrases: Phrases) -> tuple[Citation, ...]:
    """What a part cites, without the rows of other types than the asker's."""
    subject = str(part.facts.get(answer.law.edition.subject))
    return tuple(_own(cited, subject, answer.language, phrases) for cited in part.citations)


def _own(cited: Citation, subject: str, language: str, phrases: Phrases) -> Citation:
    named = [list(_types(gist.get(language) or gist["en"], phrases)) for gist in cited.gists]
    if not _are_rows(named) or [subject] not in named:
        return cited
    at = named.index([subject])
    return cited._replace(statements=cited.statements[at : at + 1], gists=cited.gists[at : at + 1])


def _are_rows(named: Sequence[list[str]]) -> bool:
    """Whether each names one type, and each another."""
    first = {types[0] for types in named if len(types) == 1}
    return len(first) == len(named) > 1


def _types(gist: str, phrases: Phrases) -> Iterator[str]:
    """The types that a gist names; the longest names first, since some stand in others."""
    left = gist.casefold()
    for value, name in sorted(phrases.types.items(), key=lambda one: -len(one[1])):
        if name.casefold() in left:
            left = left.replace(name.casefold(), "")
            yield value
