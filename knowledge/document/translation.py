"""The same document in another language: which of its sentences says what which statement says. Pure.

Where a statement stands, its sentence is known by its fingerprint. For the rest only the place tells: it is
trusted where both documents are built alike and what both languages share fits, and nothing is guessed where
it does not.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from knowledge.document.headings import named_by, section_names
from knowledge.document.pairing import crossed
from knowledge.document.sections import Document, Sentence
from knowledge.document.succession import Succession

_Paragraphs: TypeAlias = list[list[Sentence]]


class Translation(NamedTuple):
    """By the place of each sentence the one that says it in another language, and what does not fit."""

    language: str
    sentences: Mapping[str, Sentence]
    faults: tuple[str, ...]


def translated(found: Succession, copy: Document, language: str) -> Translation:
    """What a document in another language adds to the draft of an edition."""
    own, there = [heir.sentence for heir in found.heirs], _named(found, copy, language)
    sure = dict(_known(found, there, language))
    taken = {id(one) for one in sure.values()}
    likely = {place: one for place, one in _by_place(own, there) if id(one) not in taken}
    sentences = likely | sure
    return Translation(language, sentences, tuple(_faults(own, there, sentences, language)))


def _named(found: Succession, copy: Document, language: str) -> list[Sentence]:
    """The sentences by the draft's names of their sections: in order, where these are as many."""
    own = list(dict.fromkeys(heir.sentence.section for heir in found.heirs))
    there = list(dict.fromkeys(one.section for one in copy.sentences))
    names = section_names(found.before, copy, language)
    if len(own) == len(there):
        names |= dict(zip(there, own, strict=True))
    return named_by(names, copy)


def _known(found: Succession, there: Sequence[Sentence], language: str) -> Iterator[tuple[str, Sentence]]:
    """What stands in both languages, by the fingerprints that the edition before has of it."""
    left = list(there)
    for heir in found.heirs:
        print_ = heir.was.fingerprints.get(language) if heir.was and heir.fate == "kept" else None
        same = [one for one in left if one.fingerprint == print_]
        if same:
            nearest = min(same, key=lambda one: one.id != heir.sentence.id)
            left = [one for one in left if one is not nearest]
            yield heir.sentence.id, nearest


def _by_place(own: Sequence[Sentence], there: Sequence[Sentence]) -> Iterator[tuple[str, Sentence]]:
    """The sentences that stand in the same place of sections and paragraphs that are built alike."""
    others = _sections(there)
    for section, paragraphs in _sections(own).items():
        other = others.get(section, [])
        if len(paragraphs) != len(other) or crossed(
            *([_text(one) for one in row] for row in (paragraphs, other))
        ):
            continue
        for one, same in zip(paragraphs, other, strict=True):
            if len(one) == len(same) and not crossed(*([each.text for each in row] for row in (one, same))):
                yield from ((mine.id, its) for mine, its in zip(one, same, strict=True))


def _text(paragraph: Sequence[Sentence]) -> str:
    return " ".join(one.text for one in paragraph)


def _sections(row: Sequence[Sentence]) -> dict[str, _Paragraphs]:
    found: dict[str, _Paragraphs] = {}
    for (section, _), group in groupby(row, key=lambda one: (one.section, one.paragraph)):
        found.setdefault(section, []).append(list(group))
    return found


def _faults(
    own: Sequence[Sentence], there: Sequence[Sentence], sentences: Mapping[str, Sentence], language: str
) -> Iterator[str]:
    order = {id(one): at for at, one in enumerate(there)}
    last: dict[str, int] = {}  # of each section, since sections may change places
    for one in own:
        other = sentences.get(one.id)
        if other is None:
            yield f"{one.id}: which sentence says it in {language!r} is not sure; none is written down"
            continue
        if other.section != one.section or order[id(other)] < last.get(one.section, -1):
            yield f"{one.id}: its sentence in {language!r} stands in another place there, {other.id}"
        last[one.section] = order[id(other)]
    used = {id(one) for one in sentences.values()}
    for other in there:
        if id(other) not in used:
            yield f"{other.id} in {language!r} answers to no sentence of the other document for sure"
