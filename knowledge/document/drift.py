"""Drift: how a copy of the document differs from an edition, statement by statement. Pure.

stands    it is where the edition says: in its section and paragraph, in its order
moved     it is found, elsewhere
changed   it is not found, and something close stands in its place, or something very close elsewhere
split     it is not found, and two sentences stand instead that say it together
joined    it is not found, and one sentence stands instead of it and the next
gone      neither
doubled   it stands, and once more
new       a sentence that answers to no statement
renamed   what stands in a section stands under another heading
relinked  no link leads any more where a path of the edition does
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, Literal, NamedTuple

from knowledge.document.alignment import Standing, standing
from knowledge.document.headings import named_by, section_names
from knowledge.document.links import misled
from knowledge.document.seams import joins, splits
from knowledge.document.sections import ENDS, Document, Sentence, day_of, read_document
from knowledge.document.wording import BAR, likeness, plain, shared, words_of
from rules.model import Edition, Statement

Kind = Literal["moved", "changed", "split", "joined", "gone", "doubled", "new", "renamed", "relinked"]
KINDS: Final[tuple[Kind, ...]] = (
    "changed",
    "split",
    "joined",
    "gone",
    "moved",
    "doubled",
    "new",
    "renamed",
    "relinked",
)
_CLOSE: Final = 0.5  # how alike a changed sentence is in its section,
_VERY_CLOSE: Final = 0.65  # and elsewhere
_SAME_WORDS: Final = 0.9  # of a long one that was put in another order
_LONG: Final = 8  # words
_SHORT: Final = 2  # words that are too few to tell what is close; twice as many may stand instead
_ENOUGH: Final = 1 / 3  # of the shorter of the two, to be the same document at another time
_HALF: Final = 0.5
_HARDLY: Final = 0.1
_NUL: Final = "\0"

# What a finding is of both sides, of a statement and a sentence each a half: a split one has two sentences,
# two that are joined have one.
_WEIGHTS: Final[Mapping[Kind, float]] = {"changed": 1.0, "split": 1.5, "joined": 0.75}

Fit = Literal["stands", "other_edition", "unknown_edition", "altered", "damaged", "other_document"]


class DocumentFault(Exception):
    """A copy that cannot be held against anything; the message says why."""


class Rests(NamedTuple):
    """What rests on a statement: the rules and topics that cite it, the support paths that it names."""

    rules: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


class Finding(NamedTuple):
    """One difference: the statement and its gist, the sentence and its place, how alike they are, and what
    rests on the statement.

    `also` is the place of the other half of a split one, or the statement that this one is joined with.
    `alike` is None where the edition has no sketch of the statement in this language. Of a section that is
    renamed, `text` is its heading, `gist` the one of before, and `place` its name; of a path that is
    relinked, `text` is the links into the same site, `gist` the address of before, and `place` its name.
    """

    kind: Kind
    statement: str | None
    gist: Mapping[str, str]
    place: str | None
    text: str | None
    alike: float | None
    rests: Rests
    also: str | None = None


@dataclass(frozen=True)
class Drift:
    """An edition held against a copy in one language; `kept` is where each statement that stands is now.

    `headed`: the headings are known in that language, too.
    """

    edition: str
    language: str
    statements: int
    sentences: int
    kept: Mapping[str, str]
    findings: tuple[Finding, ...]
    headed: bool = True

    @property
    def stands(self) -> int:
        """How many statements stand."""
        return len(self.kept)

    def count(self, kind: Kind) -> int:
        return sum(finding.kind == kind for finding in self.findings)

    @property
    def found(self) -> int:
        """How many statements are there word for word, in their place or not."""
        return self.stands + self.count("moved")

    @property
    def answered(self) -> int:
        """How many statements are there, word for word or changed."""
        return self.found + sum(self.count(kind) for kind in _WEIGHTS)

    @property
    def fit(self) -> float:
        """How well the two go together: 1 where all that either says stands in the other."""
        alike = sum(_WEIGHTS.get(one.kind, 0.0) * (one.alike or 0.0) for one in self.findings)
        return 2 * (self.found + alike) / max(self.statements + self.sentences, 1)


@dataclass(frozen=True)
class Verified:
    """The copy, what it was held against, what it fits best, and what that makes of it."""

    copy: Document
    drift: Drift
    best: Drift
    told: Fit


def verify(text: str, editions: Mapping[str, Edition], edition: str | None, language: str | None) -> Verified:
    """The copy held against `edition`, or where None against the one that fits best; so with `language`."""
    if _NUL in text:
        raise DocumentFault("it holds characters that no text has, as UTF-16 looks: save the file as UTF-8")
    known = {print_ for one in editions.values() for print_ in _prints(one, language)}
    copy = read_document(text, known)
    if not copy.sentences:
        raise DocumentFault(
            "there is no sentence in it: give the document as Markdown or as its page in HTML"
        )
    drifts = [
        hold(one, copy, spoken)
        for one in editions.values()
        for spoken in languages_of(one)
        if language in (None, spoken)
    ]
    wanted = [drift for drift in drifts if edition in (None, drift.edition)]
    if not wanted:
        raise DocumentFault(_no_language(editions, edition, language))
    own = {one.edition for one in editions.values() if one.day == day_of(text)}
    drift, best = _closest(wanted, own), _closest(drifts, own)
    return Verified(copy, drift, best, _told(drift, best))


def _closest(drifts: Sequence[Drift], own: Container[str]) -> Drift:
    """The one that fits best; where as much is found of the edition whose day the copy says, that one.

    What is left of a copy that is cut off may fit another edition better, which has fewer statements.
    """
    best = max(drifts, key=_goodness)
    of_its_day = [one for one in drifts if one.edition in own and one.found >= best.found]
    return max(of_its_day, key=_goodness, default=best) if best.findings else best


def _no_language(editions: Mapping[str, Edition], edition: str | None, language: str | None) -> str:
    asked = [one for name, one in editions.items() if edition in (None, name)]
    known = ", ".join(dict.fromkeys(spoken for one in asked for spoken in languages_of(one)))
    which = edition or "any edition"
    return f"no sentence of {which} is known in {language!r}; the languages known are: {known or 'none'}"


def languages_of(edition: Edition) -> tuple[str, ...]:
    """The languages in which an edition knows its sentences."""
    return tuple(dict.fromkeys(one for statement in edition.statements for one in statement.fingerprints))


def titled_in(edition: Edition) -> str | None:
    """The language of an edition's headings: the first in which it knows its sentences."""
    return next(iter(languages_of(edition)), None)


def _prints(edition: Edition, language: str | None) -> Iterator[str]:
    for statement in edition.statements:
        yield from (print_ for one, print_ in statement.fingerprints.items() if language in (None, one))


def _goodness(drift: Drift) -> tuple[float, int, str]:
    return drift.fit, drift.stands, drift.edition


def _told(drift: Drift, best: Drift) -> Fit:
    if not drift.findings:
        return "stands"
    if best.edition != drift.edition and best.fit > drift.fit and _is_the_same(best):
        return "other_edition"
    if _is_cut_short(drift):
        return "damaged"
    if drift.fit < _HARDLY:
        return "other_document"
    if _is_the_same(drift):
        return "unknown_edition"
    return "other_document" if drift.count("new") > _HALF * drift.sentences else "damaged"


def _is_the_same(drift: Drift) -> bool:
    """Whether the two are the same document, if at another time."""
    return drift.answered >= _ENOUGH * min(drift.statements, drift.sentences)


def _is_cut_short(drift: Drift) -> bool:
    """Whether most is gone while what is left is as it was; another edition would have put something else."""
    other = drift.count("new") + drift.answered - drift.found
    return drift.count("gone") > _HALF * drift.statements and other <= _HARDLY * drift.sentences


# -- one edition in one language


def hold(edition: Edition, copy: Document, language: str) -> Drift:
    """How the sentences of a copy differ from the statements of an edition."""
    there = named_by(section_names(edition, copy, language), copy)
    kept = [pair for name in edition.sections for pair in _kept(edition, name, there, language)]
    ledger = _Ledger(edition, there, kept, language)
    findings = [
        *ledger.moved(),
        *ledger.doubled(),
        *ledger.cut(),
        *ledger.seams(),
        *ledger.changed(),
        *ledger.gone(),
        *ledger.new(),
    ]
    findings += _renamed(edition, copy, language, _peopled(there, findings))
    gone = {finding.statement for finding in findings if finding.kind == "gone"}
    findings += _relinked(edition, copy, language, gone)
    findings.sort(key=lambda finding: _order(edition, finding))
    stands = {statement.id: sentence.id for statement, sentence in kept}
    headed = language == titled_in(edition)
    counts = len(edition.statements), len(there)
    return Drift(edition.edition, language, *counts, stands, tuple(findings), headed)


def _peopled(there: Sequence[Sentence], findings: Sequence[Finding]) -> set[str]:
    """The sections in which something stands that is not new to the edition."""
    new = {finding.place for finding in findings if finding.kind == "new"}
    return {one.section for one in there if one.id not in new}


def _renamed(edition: Edition, copy: Document, language: str, peopled: Container[str]) -> Iterator[Finding]:
    """The sections under another heading: what stands below may now be said of others.

    The headings are known in one language only.
    """
    names = section_names(edition, copy, language)
    for chapter in copy.chapters if language == titled_in(edition) else ():
        name = names[chapter.name]
        was = edition.sections.get(name) if name in peopled and chapter.title else None
        if was is not None and plain(was.title) != plain(chapter.title):
            told = {language: was.title}
            yield Finding("renamed", None, told, name, chapter.title, None, rests_under(edition, name))


def _relinked(
    edition: Edition, copy: Document, language: str, gone: AbstractSet[str | None]
) -> Iterator[Finding]:
    """The paths whose address no link has, while what names them is there."""
    for name, links in misled(edition, copy.links).items():
        if gone >= {*edition.paths[name].cites}:
            continue
        was, now = {language: edition.paths[name].url}, ", ".join(links) or None
        yield Finding("relinked", None, was, name, now, None, leads_by(edition, name))


def _kept(edition: Edition, name: str, there: Sequence[Sentence], language: str) -> Standing:
    listed = [one for one in edition.statements if one.section == name]
    return standing(listed, [one for one in there if one.section == name], language)


def _order(edition: Edition, finding: Finding) -> tuple[int, int]:
    """As the edition lists its statements, then what is new."""
    ids = [statement.id for statement in edition.statements]
    at = ids.index(finding.statement) if finding.statement else len(ids)
    return at, KINDS.index(finding.kind)


class _Ledger:
    """What is not yet accounted for; each kind of finding takes its part, in this order."""

    def __init__(self, edition: Edition, there: Sequence[Sentence], kept: Standing, language: str) -> None:
        self._edition, self._language = edition, language
        self._there, self._kept = there, kept
        stand = {statement.id for statement, _ in kept}
        taken = {id(sentence) for _, sentence in kept}
        self._missing = [one for one in edition.statements if one.id not in stand]
        self._loose = [one for one in there if id(one) not in taken]

    def moved(self) -> Iterator[Finding]:
        """What is missing in its place, and stands elsewhere word for word."""
        for statement in list(self._missing):
            same = [one for one in self._loose if one.fingerprint == self._print(statement)]
            if same:
                nearest = min(same, key=lambda one: one.section != statement.section)
                yield self._account("moved", statement, nearest, 1.0)

    def doubled(self) -> Iterator[Finding]:
        """What is accounted for, and stands once more."""
        by_print: dict[str | None, Statement] = {}
        for statement in self._edition.statements:
            by_print.setdefault(self._print(statement), statement)
        for sentence in list(self._loose):
            if sentence.fingerprint in by_print:
                yield self._account("doubled", by_print[sentence.fingerprint], sentence, 1.0)

    def cut(self) -> Iterator[Finding]:
        """What a copy ends with in the middle, where all that follows is missing."""
        last, cut = self._there[-1], self._first_of_the_missing_end()
        if cut and self._is_loose(last) and is_cut(cut, last, self._language):
            yield self._account("changed", cut, last, self._alike(cut, last))

    def _first_of_the_missing_end(self) -> Statement | None:
        missing = {one.id for one in self._missing}
        end = takewhile(lambda one: one.id in missing, reversed(self._edition.statements))
        return next(reversed([*end]), None)

    def seams(self) -> Iterator[Finding]:
        """What is split in two, and what is joined with its neighbour."""
        for split in list(splits(self._missing, self._there, self._is_loose, self._language)):
            first = self._account("split", split.statement, split.first, split.alike)
            self._take(split.second)
            text = f"{split.first.text} {split.second.text}"
            yield first._replace(text=text, also=split.second.id)
        missing = {one.id for one in self._missing}
        for one in list(joins(self._edition.statements, missing, self._loose, self._language)):
            yield self._account("joined", one.first, one.sentence, one.alike)._replace(also=one.second.id)
            yield self._account("joined", one.second, one.sentence, one.alike)._replace(also=one.first.id)

    def changed(self) -> Iterator[Finding]:
        """What has something close instead: the rows of one subject first, then the closest pairs."""
        pairs = [(one, other) for one in self._missing for other in self._loose]
        likely = [(self._alike(*pair), pair) for pair in pairs]
        close = [(alike, pair) for alike, pair in likely if self._is_close(alike, *pair)]
        close.sort(
            key=lambda each: (
                not self._is_row_of_one(*each[1]),
                -max(each[0] or 0.0, self._same_words(*each[1])),
            )
        )
        for alike, (statement, sentence) in close:
            if statement in self._missing and self._is_loose(sentence):
                yield self._account("changed", statement, sentence, alike)

    def gone(self) -> Iterator[Finding]:
        for statement in self._missing:
            rests = rests_on(self._edition, statement.id)
            yield Finding("gone", statement.id, statement.gist, None, None, None, rests)

    def new(self) -> Iterator[Finding]:
        for sentence in self._loose:
            yield Finding("new", None, {}, sentence.id, sentence.text, None, Rests())

    def _account(self, kind: Kind, statement: Statement, sentence: Sentence, alike: float | None) -> Finding:
        self._missing = [one for one in self._missing if one is not statement]
        self._take(sentence)
        rests = rests_on(self._edition, statement.id)
        return Finding(kind, statement.id, statement.gist, sentence.id, sentence.text, alike, rests)

    def _take(self, sentence: Sentence) -> None:
        self._loose = [one for one in self._loose if one is not sentence]

    def _is_loose(self, sentence: Sentence) -> bool:
        return any(sentence is one for one in self._loose)

    def _print(self, statement: Statement) -> str | None:
        return statement.fingerprints.get(self._language)

    def _alike(self, statement: Statement, sentence: Sentence) -> float | None:
        kept = statement.sketches.get(self._language)
        return None if kept is None else likeness(kept, sentence.sketch)

    def _same_words(self, statement: Statement, sentence: Sentence) -> float:
        """How many words a long sentence shares in whatever order, 0 where these are not nearly all."""
        kept = statement.sketches.get(self._language, "")
        alike = shared(kept, sentence.sketch)
        return alike if len(words_of(kept)) >= _LONG and alike >= _SAME_WORDS else 0.0

    def _is_close(self, alike: float | None, statement: Statement, sentence: Sentence) -> bool:
        """Where words cannot tell, being not sketched or too few, the place does.

        A row names what it is about in its first cell, whatever the others say, and so does a list item.
        """
        if alike is None:
            return self._has_its_place(statement, sentence)
        if self._names_the_same(statement, sentence):
            return True
        if _too_few(statement.sketches[self._language], sentence.sketch):
            return alike > 0 and self._has_its_place(statement, sentence)
        if self._same_words(statement, sentence):
            return True
        return alike >= (_CLOSE if sentence.section == statement.section else _VERY_CLOSE)

    def _is_row_of_one(self, statement: Statement, sentence: Sentence) -> bool:
        """Whether both are rows and say in their first cells what they are about: the same."""
        kept, there = statement.sketches.get(self._language, ""), sentence.sketch
        rows = BAR in kept and BAR in there and statement.section == sentence.section
        return rows and kept.split(BAR)[0] == there.split(BAR)[0]

    def _names_the_same(self, statement: Statement, sentence: Sentence) -> bool:
        """Whether a row begins with what a statement says, or a short statement with what its cell says.

        It goes by the sketches alone, so that it is the same where nothing else is kept of the sentence.
        """
        if sentence.section != statement.section:
            return False
        kept, (first, *others) = statement.sketches[self._language], sentence.sketch.split(BAR)
        if others and first == kept:
            return True
        said = words_of(kept)
        return len(said) < _LONG and bool(first) and said.startswith(first)

    def _has_its_place(self, statement: Statement, sentence: Sentence) -> bool:
        """Whether a sentence stands where the statement is missing, counted from what stands before."""
        if sentence.section != statement.section:
            return False
        section = [one for one in self._kept if one[0].section == statement.section]
        listed = [one for one in self._edition.statements if one.section == statement.section]
        there = [one for one in self._there if one.section == statement.section]
        here = _gap(listed, statement, [one for one, _ in section], self._missing)
        return here == _gap(there, sentence, [one for _, one in section], self._loose)


def is_cut(statement: Statement, sentence: Sentence, language: str) -> bool:
    """Whether a sentence is how a statement begins, up to some word or into it."""
    kept, there, text = statement.sketches.get(language, ""), sentence.sketch, sentence.text.rstrip()
    return 0 < len(there) < len(kept) and kept.startswith(there[:-1]) and bool(text) and not ENDS.search(text)


def _too_few(kept: str, other: str) -> bool:
    return len(words_of(kept)) <= _SHORT and len(words_of(other)) <= 2 * _SHORT


def _gap(
    row: Sequence[object], one: object, kept: Sequence[object], loose: Sequence[object]
) -> tuple[int, int]:
    """After how many that stand, and as which of those since then that do not, one stands in its row."""
    before = row[: _at(row, one)]
    stood = [at for at, other in enumerate(before) if _at(kept, other) is not None]
    since = before[stood[-1] + 1 :] if stood else before
    return len(stood), sum(_at(loose, other) is not None for other in since)


def _at(row: Sequence[object], one: object) -> int | None:
    """The place of this very value in a row."""
    return next((at for at, other in enumerate(row) if other is one), None)


def rests_on(edition: Edition, *statements: str) -> Rests:
    """Everything in the edition that goes by any of these statements."""
    named = frozenset(statements)
    return Rests(
        tuple(rule.id for rule in edition.rules if named & {*rule.cites}),
        tuple(name for name, topic in edition.topics.items() if named & {*topic.cites}),
        tuple(name for name, path in edition.paths.items() if named & {*path.cites}),
    )


def leads_by(edition: Edition, path: str) -> Rests:
    """Everything in the edition that leads by a path."""
    return Rests(
        tuple(rule.id for rule in edition.rules if rule.path == path),
        tuple(name for name, topic in edition.topics.items() if topic.path == path),
        (path,),
    )


def rests_under(edition: Edition, section: str) -> Rests:
    """Everything in the edition that goes by what stands in a section."""
    return rests_on(edition, *(one.id for one in edition.statements if one.section == section))
