"""From one edition to the next: each sentence of a newer document, and the statement it carries on. Pure.

kept      it is a statement's sentence, word for word
nearly    it is that but for a word or two
changed   it stands where a statement was, in another wording
split     it is one half of what a statement said
joined    it says what two statements said
doubled   it is the sentence of a statement that stands elsewhere, too
recalled  it carries on none, and another edition has it word for word
new       it carries on none
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from knowledge.document.drift import Drift, Finding, Kind, hold
from knowledge.document.headings import named_by, section_names
from knowledge.document.sections import ENDS, OPENING, Chapter, Document, Sentence
from knowledge.document.wording import BAR
from rules.model import Edition, Section, Statement

Fate = Literal["kept", "nearly", "changed", "split", "joined", "doubled", "recalled", "new"]
FATES: Final[tuple[Fate, ...]] = ("nearly", "changed", "split", "joined", "doubled", "recalled", "new")
_FATES: Final[Mapping[Kind, Fate]] = {
    "moved": "kept",
    "changed": "changed",
    "split": "split",
    "joined": "joined",
    "doubled": "doubled",
}
_STAND: Final = ("kept", "nearly")
_CARRY_NOTHING: Final = ("doubled", "recalled")
_LEADS_IN: Final = ":"
_NEARLY: Final = 0.965  # what is told as 97 %


class Origin(NamedTuple):
    """What a sentence carries on; `alike` where its wording is another.

    `also` is the other half of what is split, the other statement of what is joined, or the edition of what
    is recalled.
    """

    fate: Fate
    was: Statement | None = None
    alike: float | None = None
    also: str | None = None


_NEW: Final = Origin("new")


class Heir(NamedTuple):
    """A sentence of the newer document and what it carries on.

    `elsewhere`: it stands, but behind another sentence of its paragraph than before. `over_others`: it leads
    in a list, a table or code that is not what it was.
    """

    sentence: Sentence
    origin: Origin
    elsewhere: bool
    over_others: bool = False

    @property
    def fate(self) -> Fate:
        return self.origin.fate

    @property
    def was(self) -> Statement | None:
        return self.origin.was

    @property
    def stands(self) -> bool:
        """Whether what rests on its statement may go on resting on it."""
        return self.fate in _STAND

    @property
    def carried(self) -> tuple[str, ...]:
        """The statements that it carries on."""
        if self.was is None or self.fate in _CARRY_NOTHING:
            return ()
        return (self.was.id, str(self.origin.also)) if self.fate == "joined" else (self.was.id,)


class Succession(NamedTuple):
    """An edition and the document that comes after it.

    `guessed` are the sections whose anchor neither says: it is made of the heading. `renamed` are those
    under another heading, with the one of before; `relinked` the paths whose address no link has, with the
    links into the same site.
    """

    before: Edition
    language: str
    title: str
    sections: Mapping[str, Section]
    heirs: tuple[Heir, ...]
    gone: tuple[Statement, ...]
    guessed: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = {}
    relinked: Mapping[str, str | None] = {}

    @property
    def places(self) -> dict[str, str]:
        """Where each statement that is carried on now stands."""
        return {name: heir.sentence.id for name, heir in self._carried().items()}

    @property
    def shaken(self) -> dict[str, Heir | None]:
        """The statements on which nothing may rest unread: those that say something else, or nothing."""
        changed: dict[str, Heir | None] = {
            name: heir for name, heir in self._carried().items() if not heir.stands
        }
        return {**changed, **{statement.id: None for statement in self.gone}}

    @property
    def reworded(self) -> frozenset[str]:
        """The statements that are nearly the same: what rests on them stays, and their words are others."""
        return frozenset(name for name, heir in self._carried().items() if heir.fate == "nearly")

    def _carried(self) -> dict[str, Heir]:
        """By the statement the sentence that carries it on, of a split one the first half."""
        found: dict[str, Heir] = {}
        for heir in self.heirs:
            for name in heir.carried:
                found.setdefault(name, heir)
        return found


def succession(before: Edition, copy: Document, language: str, others: Iterable[Edition] = ()) -> Succession:
    """What the sentences of a newer document carry on of an edition; of `others` only the gists are taken."""
    names = section_names(before, copy, language)
    drift = hold(before, copy, language)
    there = named_by(names, copy)
    origins = _recalled(there, others, language)
    origins |= dict(reversed(list(_origins(before, drift))))  # of what is joined, the first one
    gone = tuple(before.statement(one.statement or "") for one in drift.findings if one.kind == "gone")
    heirs = tuple(_leading(list(_heirs(before, there, origins)), gone))
    title = copy.chapters[0].title or before.title
    told = _sections(before, names, copy, title)
    guessed = frozenset(name for name, (_, is_guessed) in told.items() if is_guessed)
    sections = {name: section for name, (section, _) in told.items()}
    renamed = {one.place: one.gist[language] for one in drift.findings if one.kind == "renamed" and one.place}
    relinked = {one.place: one.text for one in drift.findings if one.kind == "relinked" and one.place}
    return Succession(before, language, title, sections, heirs, gone, guessed, renamed, relinked)


def _recalled(there: Sequence[Sentence], others: Iterable[Edition], language: str) -> dict[str, Origin]:
    """By the place of a sentence the statement of another edition, the newest that has it word for word."""
    known = {
        one.fingerprints[language]: Origin("recalled", one, 1.0, edition.edition)
        for edition in sorted(others, key=lambda one: one.day)
        for one in reversed(edition.statements)
        if language in one.fingerprints
    }
    return {one.id: known[one.fingerprint] for one in there if one.fingerprint in known}


def _origins(before: Edition, drift: Drift) -> Iterator[tuple[str, Origin]]:
    """By the place of a sentence what it carries on."""
    for name, place in drift.kept.items():
        yield place, Origin("kept", before.statement(name), 1.0)
    for one in drift.findings:
        if one.place and one.statement:
            yield one.place, _origin(before, one)
        if one.kind == "split" and one.place and one.also:
            yield one.also, _origin(before, one)._replace(also=one.place)


def _origin(before: Edition, one: Finding) -> Origin:
    nearly = one.kind == "changed" and one.alike is not None and one.alike >= _NEARLY
    return Origin(
        "nearly" if nearly else _FATES[one.kind], before.statement(str(one.statement)), one.alike, one.also
    )


def _heirs(before: Edition, there: Sequence[Sentence], origins: Mapping[str, Origin]) -> Iterator[Heir]:
    in_front: Heir | None = None
    for sentence in there:
        if in_front and (in_front.sentence.section, in_front.sentence.paragraph) != sentence[:2]:
            in_front = None
        heir = Heir(sentence, origins.get(sentence.id, _NEW), elsewhere=False)
        heir = heir._replace(elsewhere=_is_elsewhere(before, heir, in_front))
        yield heir
        in_front = heir


def _leading(heirs: Sequence[Heir], gone: Sequence[Statement]) -> Iterator[Heir]:
    """The heirs, with what leads in another list than before marked so, as the head of another table is."""
    for heir in heirs:
        section, paragraph, number = heir.sentence[:3]
        beside = [one for one in heirs if one.sentence[:2] == (section, paragraph) and one is not heir]
        below = [one for one in heirs if one.sentence[:2] == (section, paragraph + 1)]
        heads = number == 1 and bool(beside) and _is_row(heir)
        leads = heir.sentence.text.endswith(_LEADS_IN) or (_is_last(heir, beside) and _is_listed(below))
        led = beside if heads else below if leads else []
        over = heir.was is not None and (heads or leads) and _are_others(heir, led, gone, heads=heads)
        yield heir._replace(over_others=True) if over else heir


def _is_last(heir: Heir, beside: Sequence[Heir]) -> bool:
    return all(one.sentence.number < heir.sentence.number for one in beside)


def _is_row(heir: Heir) -> bool:
    return BAR in heir.sentence.sketch


def _is_listed(paragraph: Sequence[Heir]) -> bool:
    """Whether a paragraph is a table, or a list or code: no sentence, by how its pieces end."""
    return bool(paragraph) and (
        all(map(_is_row, paragraph)) or not any(ENDS.search(one.sentence.text) for one in paragraph)
    )


def _are_others(heir: Heir, led: Sequence[Heir], gone: Sequence[Statement], *, heads: bool) -> bool:
    """Whether of what is led in anything is not as it was, or is there no more."""
    was = (heir.was.section, heir.was.paragraph + (not heads)) if heir.was else None
    return any(one.fate != "kept" for one in led) or any((one.section, one.paragraph) == was for one in gone)


def _is_elsewhere(before: Edition, heir: Heir, in_front: Heir | None) -> bool:
    """Whether a sentence that stands has lost the one in front of it, or got another one there.

    An item of a list, or a row, speaks of nothing in front of it.
    """
    if not heir.stands or heir.was is None or not ENDS.search(heir.sentence.text):
        return False
    stood = f"{heir.was.section}.{heir.was.paragraph}.{heir.was.number - 1}"
    known = any(one.id == stood for one in before.statements)
    return stood not in in_front.carried if known and in_front else known != (in_front is not None)


def _sections(
    before: Edition, names: Mapping[str, str], copy: Document, title: str
) -> dict[str, tuple[Section, bool]]:
    """The sections of the document under the names that the edition gives them, and whether their anchor is
    guessed; empty ones play no part."""
    filled = {one.section for one in copy.sentences}
    return {
        names[one.name]: _section(before, before.sections.get(names[one.name]), one, title)
        for one in copy.chapters
        if one.name in filled
    }


def _section(before: Edition, was: Section | None, now: Chapter, title: str) -> tuple[Section, bool]:
    """A section, whose anchor is what the document says, what it was under the same heading, or a guess."""
    if now.name == OPENING:
        return Section(title=now.title or title), False
    if now.anchor is None and was is not None and was.title == now.title and was.anchor:
        return was, False
    known = {section.anchor for section in before.sections.values()}
    return Section(title=now.title, anchor=now.name), now.anchor is None and now.name not in known
