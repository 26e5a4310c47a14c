"""Citations: from a statement's id to what a person can look up.

An operator who has the document can also check an edition against it: every sentence must be
listed, in its place and with its fingerprint, and nothing may be listed that is not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from knowledge.documents import OPENING, sentences
from rules.model import Edition


class Citation(NamedTuple):
    """A paragraph of the document: section title, paragraph number, link, and what it says, by language."""

    statements: tuple[str, ...]
    section: str
    paragraph: int
    link: str
    gists: tuple[Mapping[str, str], ...]


def citations(edition: Edition, cites: Iterable[str]) -> tuple[Citation, ...]:
    """The cited statements gathered by paragraph, in the order of mention."""
    by_paragraph: dict[tuple[str, int], list[str]] = {}
    for statement_id in cites:
        statement = edition.statement(statement_id)
        by_paragraph.setdefault((statement.section, statement.paragraph), []).append(statement_id)
    return tuple(
        Citation(
            tuple(ids),
            edition.sections[section].title,
            paragraph,
            _link(edition, section),
            tuple(edition.statement(statement_id).gist for statement_id in ids),
        )
        for (section, paragraph), ids in by_paragraph.items()
    )


def _link(edition: Edition, section: str) -> str:
    anchor = edition.sections[section].anchor
    return f"{edition.url}#{anchor}" if anchor else edition.url


def compare(edition: Edition, markdown: str, language: str) -> Iterator[str]:
    """Every difference between the edition's statements and the document, as a sentence to read."""
    sections = {section.anchor or OPENING: name for name, section in edition.sections.items()}
    listed = {statement.id: statement.fingerprints.get(language) for statement in edition.statements}
    sketches = {statement.id: statement.sketches.get(language) for statement in edition.statements}
    for sentence in sentences(markdown):
        section = sections.get(sentence.section)
        if section is None:
            yield f"the document has a section {sentence.section!r} that the edition does not list"
            continue
        statement_id = f"{section}.{sentence.paragraph}.{sentence.number}"
        fingerprint = listed.pop(statement_id, "")
        if fingerprint == "":
            yield f"{statement_id}: the document has this sentence, the edition does not list it"
        elif fingerprint != sentence.fingerprint:
            yield f"{statement_id}: the wording differs from what the edition was made from"
        elif sketches[statement_id] != sentence.sketch:
            yield f"{statement_id}: the sketch is not that of the sentence: write {sentence.sketch!r}"
    for statement_id in listed:
        yield f"{statement_id}: the edition lists it, the document does not have it"
