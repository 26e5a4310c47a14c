"""What became of an edition's statements in a later one, by what is kept of both. Pure.

It is what a draft was told of the document, found again when nobody has the document at hand.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from knowledge.document.drift import languages_of
from knowledge.document.sections import OPENING, Chapter, Document, Sentence, slug
from knowledge.document.succession import succession
from rules.model import Edition, Statement

Fate = Literal["kept", "reworded", "split", "joined", "gone"]
_FATES: Final[Mapping[str, Fate]] = {"kept": "kept", "split": "split", "joined": "joined"}


class Became(NamedTuple):
    """What became of a statement, and which statements say it now."""

    fate: Fate
    now: tuple[str, ...] = ()


def became(before: Edition, after: Edition) -> dict[str, Became]:
    """By the statements of an edition, what became of each in a later one."""
    language = _shared(before, after)
    found = succession(before, _as_document(after, language), language)
    fates = {statement.id: Became("gone") for statement in found.gone}
    for heir, statement in zip(found.heirs, after.statements, strict=True):
        for name in heir.carried:
            now = fates[name].now if name in fates else ()
            fates[name] = Became(_FATES.get(heir.fate, "reworded"), (*now, statement.id))
    return fates


def _shared(before: Edition, after: Edition) -> str:
    """A language in which both editions know their sentences; where there is none, nothing is known again."""
    languages = languages_of(before)
    return next((one for one in languages if one in languages_of(after)), next(iter(languages), ""))


def _as_document(edition: Edition, language: str) -> Document:
    """The document that an edition was made from, as far as anything is kept of it."""
    return Document(
        tuple(_chapters(edition)), tuple(_sentence(edition, one, language) for one in edition.statements)
    )


def _chapters(edition: Edition) -> Iterator[Chapter]:
    for name in dict.fromkeys(one.section for one in edition.statements):
        section = edition.sections.get(name)
        yield Chapter(_heading(edition, name), section.title if section else "")


def _heading(edition: Edition, name: str) -> str:
    """What the document calls a section: its anchor, or what its title gives; the opening has none."""
    section = edition.sections.get(name)
    if section is None or name == OPENING:
        return name
    return section.anchor or slug(section.title)


def _sentence(edition: Edition, one: Statement, language: str) -> Sentence:
    kept = one.fingerprints.get(language, ""), one.sketches.get(language, "")
    return Sentence(_heading(edition, one.section), one.paragraph, one.number, "", kept)
