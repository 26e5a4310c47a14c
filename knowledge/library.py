"""Everything that answering needs, opened once and checked against each other.

A library that opens is sound: each edition is proven, each word that stands for a fact stands for
one that the editions know, each theme has its topic. Else it refuses, with file, place and mend.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.dates import find_dates
from knowledge.text import read_words
from knowledge.themes import THEME_NAMES
from knowledge.vocabulary import VOCABULARIES_FOLDER, Vocabulary, read_date_words, read_vocabulary
from rules.edition import EDITIONS_FOLDER, edition_named, read_editions
from rules.evaluate import Law, enact
from rules.prove import prove
from rules.strict_yaml import DataFault

_FACT_KINDS = ("subscription", "subscription_weak")


@dataclass(frozen=True, eq=False, repr=False)
class Library:
    """The laws of all editions, oldest first, and the vocabulary."""

    laws: Mapping[str, Law]
    vocabulary: Vocabulary
    date_words: Vocabulary

    def law(self, edition: str) -> Law:
        """The law of an edition; UnknownEdition lists the known ones."""
        edition_named({name: law.edition for name, law in self.laws.items()}, edition)
        return self.laws[edition]

    @property
    def newest(self) -> Law:
        return self.laws[max(self.laws)]


def open_library(
    editions_folder: Path = EDITIONS_FOLDER, vocabularies_folder: Path = VOCABULARIES_FOLDER
) -> Library:
    """The library; DataFault lists everything that is wrong with it."""
    editions = read_editions(editions_folder)
    proofs = [prove(edition) for edition in editions.values()]
    faults = [f"{fault.place}: {fault.message}" for proof in proofs for fault in proof.faults]
    if faults:
        raise DataFault("\n".join(faults))
    laws = {name: enact(edition) for name, edition in editions.items()}
    library = Library(laws, read_vocabulary(vocabularies_folder), read_date_words(vocabularies_folder))
    faults = [*_unknown_types(library), *_missing_topics(library)]
    if faults:
        raise DataFault("\n".join(faults))
    _warm_up(library)
    return library


def _unknown_types(library: Library) -> Iterator[str]:
    for law in library.laws.values():
        known = set(law.edition.facts["subscription"].values)
        for value in library.vocabulary.values(*_FACT_KINDS):
            if value not in known and not value.startswith("other:"):
                yield f"vocabularies: subscription {value!r} is no value of edition {law.edition.edition}"


def _missing_topics(library: Library) -> Iterator[str]:
    for law in library.laws.values():
        for theme in sorted(THEME_NAMES - set(law.edition.topics)):
            yield f"{law.edition.edition}.yaml: topics: {theme} is missing: say what answers it"


def _warm_up(library: Library) -> None:
    """dateparser builds its tables at its first date: better now than at the first question."""
    find_dates(read_words("3 years ago"), library.date_words, date(2020, 1, 1), day_first=False)
