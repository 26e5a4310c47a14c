"""The same document in another language: which of its sentences says what which statement says. Pure.

Where a statement stands, its sentence is known by its fingerprint. For the rest only the place tells: it is
trusted where both documents are built alike and what both languages share fits, and nothing is guessed where
it does not: a number, a name or a denial that only one of two has is for a person to judge.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from knowledge.document.headings import named_by, section_names
from knowledge.document.pairing import crossed, names_in, unlike
from knowledge.document.sections import OPENING, Document, Sentence
from knowledge.document.succession import Succession

_Paragraphs: TypeAlias = list[list[Sentence]]


class _Doubt(NamedTuple):
    """What stands in the place of a sentence, and what only one of the two has."""

    there: Sentence
    only: str


class Translation(NamedTuple):
    """By the place of each sentence the one that says it in another language, and what does not fit; by the
    section the anchor that this document says."""

    language: str
    sentences: Mapping[str, Sentence]
    faults: tuple[str, ...]
    anchors: Mapping[str, str] = {}


def translated(found: Succession, copy: Document, language: str) -> Translation:
    """What a document in another language adds to the draft of an edition."""
    names = _names(found, copy, language)
    own, there = [heir.sentence for heir in found.heirs], named_by(names, copy)
    sure = dict(_known(found, there, language))
    taken = {id(one) for one in sure.values()}
    pairs = _by_place(own, there)
    placed = [(mine, one) for mine, one in pairs if mine.id not in sure and id(one) not in taken]
    doubts = dict(_doubts(placed, own, there))
    sentences = {mine.id: one for mine, one in placed if mine.id not in doubts} | sure
    anchors = {names[one.name]: one.anchor for one in copy.chapters if one.anchor and one.name in names}
    return Translation(language, sentences, tuple(_faults(own, there, sentences, doubts, language)), anchors)


def _names(found: Succession, copy: Document, language: str) -> dict[str, str]:
    """The draft's names of the sections: by their anchors where all are said, else in order where these are
    as many."""
    own = list(dict.fromkeys(heir.sentence.section for heir in found.heirs))
    there = list(dict.fromkeys(one.section for one in copy.sentences))
    names = section_names(found.before, copy, language)
    if len(own) != len(there):
        return names
    anchored = {found.sections[name].anchor or OPENING: name for name in own if name in found.sections}
    in_order = dict(zip(there, own, strict=True))
    by_anchor = {name: anchored[name] for name in there if name in anchored}
    return names | (by_anchor if len(by_anchor) == len(there) else in_order)


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


def _by_place(own: Sequence[Sentence], there: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
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
                yield from zip(one, same, strict=True)


def _doubts(
    placed: Sequence[tuple[Sentence, Sentence]], own: Sequence[Sentence], there: Sequence[Sentence]
) -> Iterator[tuple[str, _Doubt]]:
    """By the place of a sentence the one that stands there in another language and may not say the same."""
    names = names_in(one.text for one in own) & names_in(one.text for one in there)
    for mine, its in placed:
        if only := unlike(mine.text, its.text, names):
            yield mine.id, _Doubt(its, only)


def _text(paragraph: Sequence[Sentence]) -> str:
    return " ".join(one.text for one in paragraph)


def _sections(row: Sequence[Sentence]) -> dict[str, _Paragraphs]:
    found: dict[str, _Paragraphs] = {}
    for (section, _), group in groupby(row, key=lambda one: (one.section, one.paragraph)):
        found.setdefault(section, []).append(list(group))
    return found


def _faults(
    own: Sequence[Sentence],
    there: Sequence[Sentence],
    sentences: Mapping[str, Sentence],
    doubts: Mapping[str, _Doubt],
    language: str,
) -> Iterator[str]:
    order = {id(one): at for at, one in enumerate(there)}
    last: dict[str, int] = {}  # of each section, since sections may change places
    for one in own:
        other = sentences.get(one.id)
        if other is None:
            yield _unsure(one, doubts.get(one.id), language)
            continue
        if other.section != one.section or order[id(other)] < last.get(one.section, -1):
            yield f"{one.id}: its sentence in {language!r} stands in another place there, {other.id}"
        last[one.section] = order[id(other)]
    used = {id(one) for one in (*sentences.values(), *(doubt.there for doubt in doubts.values()))}
    for other in there:
        if id(other) not in used:
            yield f"{other.id} in {language!r} answers to no sentence of the other document for sure"


def _unsure(one: Sentence, doubt: _Doubt | None, language: str) -> str:
    if doubt is None:
        return f"{one.id}: which sentence says it in {language!r} is not sure; none is written down"
    return (
        f"{one.id}: {doubt.there.id} stands in its place in {language!r}, and only one of the two has "
        f"{doubt.only}. Does it say the same? It is not written down"
    )
