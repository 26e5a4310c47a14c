"""Everything that answering needs, opened once and checked against each other.

A library that opens is sound: each edition is proven, each word that stands for a fact stands for
one that the editions know, each theme has its topic. Else it refuses, with file, place and mend.
"""

import contextlib
import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.dates.intervals import find_dates
from knowledge.judged.heads import WEIGHTS_FOLDER, Heads, read_heads
from knowledge.mentions.marks import TYPE_KINDS
from knowledge.words.text import read_words
from knowledge.words.vocabulary import VOCABULARIES_FOLDER, Vocabulary, read_date_words, read_vocabulary
from rules.edition import DEFAULT_EDITION, EDITIONS_FOLDER, edition_named, read_editions
from rules.evaluate import Law, enact
from rules.prove import prove
from rules.strict_yaml import DataFault


@dataclass(frozen=True, eq=False, repr=False)
class Reading:
    """What the exact part of reading needs; `cut` is the day on which the policy began."""

    vocabulary: Vocabulary
    date_words: Vocabulary
    cut: date


@dataclass(frozen=True, eq=False, repr=False)
class Library:
    """The laws of all editions, oldest first, and all that reading needs."""

    laws: Mapping[str, Law]
    reading: Reading
    heads: Heads

    def law(self, edition: str) -> Law:
        """The law of an edition, or the newest; UnknownEdition lists the known ones."""
        named = edition_named({name: law.edition for name, law in self.laws.items()}, edition)
        return self.laws[named.edition]

    def beside(self, law: Law) -> Law:
        """The law that verdicts by this one are held against: the newest, and for that the default one."""
        return beside_it(law, self.laws)

    @property
    def oldest(self) -> Law:
        return self.laws[min(self.laws)]

    @property
    def newest(self) -> Law:
        return self.laws[max(self.laws)]


def beside_it(law: Law, laws: Mapping[str, Law]) -> Law:
    """The law that verdicts by this one are held against: the newest, and for that the default one."""
    newest = laws[max(laws)]
    return laws.get(DEFAULT_EDITION, laws[min(laws)]) if law is newest else newest


def open_library(
    editions_folder: Path = EDITIONS_FOLDER,
    vocabularies_folder: Path = VOCABULARIES_FOLDER,
    weights_folder: Path = WEIGHTS_FOLDER,
) -> Library:
    """The library; DataFault lists everything that is wrong with it."""
    with _nothing_thrown_away():
        laws = open_laws(editions_folder)
        library = Library(laws, open_reading(laws, vocabularies_folder), read_heads(weights_folder))
    faults = [*_unknown_types(library), *_missing_topics(library)]
    if faults:
        raise DataFault("\n".join(faults))
    return library


@contextlib.contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """What is read stays: to look through it for garbage again and again would take a quarter of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def open_laws(folder: Path = EDITIONS_FOLDER) -> dict[str, Law]:
    """The law of every edition, proven; DataFault lists what the proofs find wrong."""
    editions = read_editions(folder)
    proofs = [prove(edition) for edition in editions.values()]
    faults = [f"{fault.place}: {fault.message}" for proof in proofs for fault in proof.faults]
    if faults:
        raise DataFault("\n".join(faults))
    return {name: enact(edition) for name, edition in editions.items()}


def open_reading(laws: Mapping[str, Law], folder: Path = VOCABULARIES_FOLDER) -> Reading:
    """The exact part of reading; the policy's own day is that of the edition that has one."""
    cuts = [law.space.cut for law in laws.values() if law.space.cut]
    return Reading(read_vocabulary(folder), read_date_words(folder), cuts[0])


def _unknown_types(library: Library) -> Iterator[str]:
    for law in library.laws.values():
        known = set(law.edition.facts["subscription"].values)
        for value in library.reading.vocabulary.values(*TYPE_KINDS):
            if value not in known and not value.startswith("other:"):
                yield f"vocabularies: subscription {value!r} is no value of edition {law.edition.edition}"


def _missing_topics(library: Library) -> Iterator[str]:
    for law in library.laws.values():
        for theme in sorted(set(library.heads.answers["theme"]) - set(law.edition.topics)):
            yield f"{law.edition.edition}.yaml: topics: {theme} is missing: say what answers it"


def warm_up(library: Library) -> Library:
    """dateparser builds its tables at its first date: better at a server's start than at a question."""
    words = read_words("3 years ago")
    find_dates(words, library.reading.date_words, date(2020, 1, 1), day_first=False)
    return library
