"""The known editions with sentences of our own in place of the document's, and copies that have them."""

from dataclasses import replace
from itertools import groupby
from pathlib import Path

from knowledge.document.shelf import Shelf, shelve
from knowledge.document.wording import fingerprint, sketch
from knowledge.library import Library
from rules.evaluate import enact
from rules.model import Edition, Statement

_SAID = {
    "en": "Here {edition} says of {section}, in its paragraph {paragraph} and there as number {number}.",
    "nl": "Hier zegt {edition} iets over {section}, in alinea {paragraph} en daar als nummer {number}.",
}
LANGUAGES = tuple(_SAID)


def sentence(edition: str, statement: str, language: str = "en") -> str:
    """The sentence that a statement has here."""
    section, paragraph, number = statement.split(".")
    return _SAID[language].format(edition=edition, section=section, paragraph=paragraph, number=number)


def worded(library: Library) -> Library:
    """The library by whose editions these sentences are the document's."""
    editions = {name: _worded(law.edition) for name, law in library.laws.items()}
    return replace(library, laws={name: enact(edition) for name, edition in editions.items()})


def _worded(edition: Edition) -> Edition:
    statements = tuple(_own(one, edition.edition) for one in edition.statements)
    return edition.model_copy(update={"statements": statements})


def _own(statement: Statement, edition: str) -> Statement:
    said = {language: sentence(edition, statement.id, language) for language in LANGUAGES}
    marks = {
        "fingerprints": {language: fingerprint(text) for language, text in said.items()},
        "sketches": {language: sketch(text) for language, text in said.items()},
    }
    return statement.model_copy(update=marks)


def copy_of(edition: Edition, language: str = "en", *, changed: tuple[str, ...] = ()) -> str:
    """A copy in Markdown; of what is `changed` it says something else."""
    blocks = []
    for at, (name, section) in enumerate(edition.sections.items()):
        blocks.append(f'{"##" if at else "#"} <a name="{section.anchor or name}"></a>{section.title}')
        here = [one for one in edition.statements if one.section == name]
        for _, paragraph in groupby(here, key=lambda one: one.paragraph):
            blocks.append(" ".join(_said(one, edition.edition, language, changed) for one in paragraph))
    return "\n\n".join(blocks) + "\n"


def _said(statement: Statement, edition: str, language: str, changed: tuple[str, ...]) -> str:
    said = sentence(edition, statement.id, language)
    return f"Lately {said[0].lower()}{said[1:]}" if statement.id in changed else said


def written(
    folder: Path, library: Library, edition: str, language: str = "en", *, changed: tuple[str, ...] = ()
) -> Path:
    """The file of a copy, as an operator has it."""
    file = folder / f"{edition}.{language}.md"
    file.write_text(copy_of(library.law(edition).edition, language, changed=changed), encoding="utf-8")
    return file


def shelf_with(library: Library, *kept: tuple[str, str], changed: tuple[str, ...] = ()) -> Shelf:
    """The shelf of a worded library with copies of these editions in these languages."""
    editions = {name: law.edition for name, law in library.laws.items()}
    copies = {(name, language): copy_of(editions[name], language, changed=changed) for name, language in kept}
    return shelve(editions.values(), copies)
