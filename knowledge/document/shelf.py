"""The shelf beside the library: what can be quoted of the copies that an operator keeps. Pure.

A sentence is quoted as its statement only where its fingerprint is the statement's. Whatever else a copy
says is never shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from knowledge.document.sections import read_document
from rules.model import Edition

Kept: TypeAlias = tuple[str, str]  # an edition and a language
Sentences: TypeAlias = Mapping[str, str]  # by their statements' ids


@dataclass(frozen=True, eq=False, repr=False)
class Shelf:
    """The sentences that can be quoted of each edition in each language, and the newest edition there is."""

    newest: str | None = None
    sentences: Mapping[Kept, Sentences] = field(default_factory=dict)

    def spoken(self, edition: str, language: str) -> str | None:
        """The language that an edition is quoted in: the wanted one where it can be, else another."""
        there = sorted(spoken for one, spoken in self.sentences if one == edition)
        return language if language in there else next(iter(there), None)

    def sentence(self, edition: str, statement: str, language: str) -> str | None:
        """What an edition says word for word, None where no copy in that language says it so."""
        spoken = self.spoken(edition, language)
        return None if spoken is None else self.sentences[edition, spoken].get(statement)

    def is_behind(self, edition: str) -> bool:
        """Whether the page that an edition was taken from is another by now."""
        return self.newest not in (None, edition)


EMPTY_SHELF: Final = Shelf()


def shelve(editions: Iterable[Edition], copies: Mapping[Kept, str]) -> Shelf:
    """The shelf with the copies of these editions on it; one that nothing can be quoted of is left off."""
    known = {edition.edition: edition for edition in editions}
    found = {
        (name, language): quotable(known[name], language, text)
        for (name, language), text in copies.items()
        if name in known
    }
    return Shelf(max(known, default=None), {kept: said for kept, said in found.items() if said})


def quotable(edition: Edition, language: str, text: str) -> dict[str, str]:
    """The sentences of a copy that are statements of the edition, to the fingerprint."""
    prints = {one.id: one.fingerprints.get(language, "") for one in edition.statements}
    copy = read_document(text, frozenset(prints.values()))
    said = {sentence.fingerprint: sentence.text for sentence in copy.sentences}
    return {statement: said[print_] for statement, print_ in prints.items() if print_ in said}
