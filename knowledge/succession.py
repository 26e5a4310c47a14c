"""From one edition to the next: each sentence of a newer document, and the statement it carries on. Pure.

kept      it is a statement's sentence, word for word
changed   it stands where a statement was, in another wording
doubled   it is the sentence of a statement that stands elsewhere, too
new       it carries on none
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from knowledge.documents import OPENING, Document, Sentence
from knowledge.drift import Drift, Kind, hold, named_by, section_names
from rules.model import Edition, Section, Statement

Fate = Literal["kept", "changed", "doubled", "new"]
_Origin: TypeAlias = tuple[Fate, Statement | None, float | None]
_NEW: Final[_Origin] = ("new", None, None)
_FATES: Final[Mapping[Kind, Fate]] = {"moved": "kept", "changed": "changed", "doubled": "doubled"}


class Heir(NamedTuple):
    """A sentence of the newer document, and what it carries on; `alike` where its wording is another."""

    sentence: Sentence
    fate: Fate
    was: Statement | None
    alike: float | None


class Succession(NamedTuple):
    """An edition and the document that comes after it."""

    before: Edition
    language: str
    title: str
    sections: Mapping[str, Section]
    heirs: tuple[Heir, ...]
    gone: tuple[Statement, ...]

    @property
    def places(self) -> dict[str, str]:
        """Where each statement that is carried on now stands."""
        return {heir.was.id: heir.sentence.id for heir in self.heirs if heir.was and heir.fate != "doubled"}

    @property
    def shaken(self) -> dict[str, Heir | None]:
        """The statements on which nothing may rest unread: changed ones, and those that are gone."""
        changed = {heir.was.id: heir for heir in self.heirs if heir.was and heir.fate == "changed"}
        return {**changed, **{statement.id: None for statement in self.gone}}


def succession(before: Edition, copy: Document, language: str) -> Succession:
    """What the sentences of a newer document carry on of an edition."""
    names = section_names(before, copy, language)
    drift = hold(before, copy, language)
    origins = _origins(before, drift)
    heirs = tuple(Heir(one, *origins.get(one.id, _NEW)) for one in named_by(names, copy))
    gone = tuple(before.statement(one.statement or "") for one in drift.findings if one.kind == "gone")
    title = copy.chapters[0].title or before.title
    return Succession(before, language, title, _sections(names, copy, title), heirs, gone)


def _origins(before: Edition, drift: Drift) -> dict[str, _Origin]:
    """By the place of a sentence what it carries on."""
    kept: dict[str, _Origin] = {
        place: ("kept", before.statement(one), 1.0) for one, place in drift.kept.items()
    }
    return kept | {
        one.place: (_FATES[one.kind], before.statement(one.statement), one.alike)
        for one in drift.findings
        if one.place and one.statement
    }


def _sections(names: Mapping[str, str], copy: Document, title: str) -> dict[str, Section]:
    """The sections of the document under the names that the edition gives them; empty ones play no part."""
    filled = {one.section for one in copy.sentences}
    return {
        names[name]: Section(title=heading or title, anchor=None if name == OPENING else name)
        for name, heading in copy.chapters
        if name in filled
    }
