"""What a copy that differs from an edition looks like: a later edition, or a damaged copy of this one.

Nothing of the document is known but its sentences' fingerprints. So it goes by what can be seen in the copy
itself: the day it says, words that are no words, sentences that stand twice, where it ends, and whether
anything is new where something is gone.
"""

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Final, Literal, NamedTuple

from knowledge.document.drift import KINDS, Drift, Fit, Kind, Verified, is_cut, languages_of, verify
from knowledge.document.sections import ENDS, Sentence, day_of
from knowledge.document.slips import slipped, undoubled, unread
from knowledge.document.spoken import spoken_in
from knowledge.document.wording import plain
from knowledge.words.language import LANGUAGES
from knowledge.words.vocabulary import everyday_words, read_vocabulary
from rules.model import Edition

Looks = Literal["whole", "later", "earlier", "damaged", "altered", "unclear", "other"]

_TOLD: Final[Mapping[Looks, Fit]] = {"damaged": "damaged", "altered": "altered"}
_MUCH_NEW: Final = 0.1  # of the sentences: more than somebody's slip, or what a crack in a copy leaves
_MANY_BROKEN: Final = 3
_OFTEN_BROKEN: Final = 1 / 6  # of the sentences that do not stand
_MANY_TWICE: Final = 3
_OFTEN_TWICE: Final = 0.1  # of the sentences
_OFTEN_MOVED: Final = 1 / 3  # of the statements: sections that change places move nothing
_TELLING: Final = 5  # letters, from which on a word is not another by one letter only
_ODD: Final = re.compile(r"[^\W\d_]\d+[^\W\d_]|[^\W\d_]\?[^\W\d_]{1,2}$")  # l1ke, isn?t
_MANGLED: Final = re.compile(r"\ufffd|[âãÃÂ][\u0080-\u00bf€™œ¢“”]")  # read in another encoding than it has
_APART: Final = re.compile(r"(\w{2,})- (\w{2,})")
_BETWEEN: Final = re.compile(r"[\s/|]+")
_JOINTS: Final = re.compile(r"[-'.]")


class Signs(NamedTuple):
    """What can be seen of a copy.

    Its day and that of the edition, words that are no words, how many sentences stand `twice`, how many
    findings of each kind there are, which sections are `missing` whole, the last words where it breaks off.
    `broken` are there where there are many, `slips` wherever a fingerprint proves them.
    """

    day: date | None
    edition: date
    broken: tuple[str, ...]
    slips: tuple[str, ...]
    twice: int
    counts: Mapping[Kind, int]
    missing: tuple[str, ...]
    breaks_off: str

    @property
    def no_words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.broken, *self.slips)))


class Beyond(NamedTuple):
    """The language of a copy and the newest edition, which knows other languages only."""

    language: str
    newest: Edition


class Strange(NamedTuple):
    """The language of a copy and the editions it was held against that know no sentence in it."""

    language: str
    to: tuple[Edition, ...]


class Examined(NamedTuple):
    """A copy held against the editions, what it looks like, and by which signs.

    `beyond` where it says a later day than all of them and nothing of it can be known again; `strange` where
    nothing of it can be known again by those that do not know its language.
    """

    verified: Verified
    looks: Looks
    signs: Signs
    beyond: Beyond | None = None
    strange: Strange | None = None


def examine(
    text: str, editions: Mapping[str, Edition], edition: str | None, language: str | None
) -> Examined:
    """The copy held against an edition, and told as damaged or as another edition by what it looks like."""
    verified = verify(text, editions, edition, language)
    signs = _signs(text, verified, editions[verified.drift.edition])
    looks = _looks(signs, verified)
    if verified.told in ("damaged", "unknown_edition"):
        verified = replace(verified, told=_TOLD.get(looks, "unknown_edition"))
    if beyond := _beyond(verified, signs, editions):
        return Examined(replace(verified, told="unknown_edition"), "later", signs, beyond)
    against = [one for name, one in editions.items() if edition in (None, name)]
    return Examined(verified, looks, signs, strange=_strange(verified, against))


def _strange(verified: Verified, editions: Sequence[Edition]) -> Strange | None:
    """That another document may be one of the editions that do not know its language."""
    if verified.told != "other_document":
        return None
    language = spoken_in(verified.copy, editions[-1], read_vocabulary())
    unknown = tuple(one for one in editions if language not in languages_of(one))
    return Strange(language, unknown) if unknown else None


def _beyond(verified: Verified, signs: Signs, editions: Mapping[str, Edition]) -> Beyond | None:
    newest = max(editions.values(), key=lambda one: one.day)
    if verified.told != "other_document" or signs.day is None or signs.day <= newest.day:
        return None
    language = spoken_in(verified.copy, newest, read_vocabulary())
    is_known = language in languages_of(newest) or language not in LANGUAGES
    return None if is_known else Beyond(language, newest)


def _looks(signs: Signs, verified: Verified) -> Looks:
    if not verified.drift.findings:
        return "whole"
    if _is_spoilt(signs, verified.drift):
        return "damaged"
    return "other" if verified.told == "other_document" else _looks_by_its_day(signs, verified)


def _looks_by_its_day(signs: Signs, verified: Verified) -> Looks:
    if signs.day is not None and signs.day != signs.edition:
        return "later" if signs.day > signs.edition else "earlier"
    if signs.counts["new"] > _MUCH_NEW * verified.drift.sentences:
        return "unclear" if signs.day else "later"
    if _is_torn(signs, verified):
        return "damaged"
    return "altered" if signs.day else "unclear"


def _is_spoilt(signs: Signs, drift: Drift) -> bool:
    """Whether it is what no edition would be, whatever day it says."""
    return bool(signs.broken) or signs.twice >= max(_MANY_TWICE, _OFTEN_TWICE * drift.sentences)


def _is_torn(signs: Signs, verified: Verified) -> bool:
    """Whether it lacks something, such as its top, has a slip or is in disorder, with hardly anything new.

    Of a day of its own it may: whoever writes a page may slip as well.
    """
    moved = signs.counts["moved"] > _OFTEN_MOVED * verified.drift.statements
    lacks = signs.day is not None and signs.counts["gone"] > 0 and not signs.counts["new"]
    headless = bool(signs.missing) and not verified.copy.chapters[0].title
    spoilt = bool(signs.slips) or bool(signs.breaks_off) or headless
    return spoilt or moved or lacks or verified.told == "damaged"


def _signs(text: str, verified: Verified, edition: Edition) -> Signs:
    drift, prints = verified.drift, _prints(edition, verified.drift.language)
    loose = [one for one in verified.copy.sentences if one.fingerprint not in prints]
    sure = _sure(verified.copy.sentences, loose)
    return Signs(
        day=day_of(text),
        edition=edition.day,
        twice=_twice(verified.copy.sentences, edition, drift.language),
        broken=_broken(loose, sure),
        slips=tuple(dict.fromkeys(_slips(edition, drift, sure))),
        counts={kind: drift.count(kind) for kind in KINDS},
        missing=() if drift.count("new") else _missing(edition, drift),
        breaks_off=_breaks_off(verified.copy.sentences, edition, drift),
    )


def _twice(there: Sequence[Sentence], edition: Edition, language: str) -> int:
    """How many sentences stand once more than they do in the edition."""
    listed = Counter(one.fingerprints.get(language) for one in edition.statements)
    found = Counter(one.fingerprint for one in there)
    return sum(times - max(listed[print_], 1) for print_, times in found.items() if times > 1)


def _prints(edition: Edition, language: str) -> frozenset[str]:
    return frozenset(one.fingerprints.get(language, "") for one in edition.statements)


def _missing(edition: Edition, drift: Drift) -> tuple[str, ...]:
    """The titles of the sections of which nothing is there."""
    gone = {one.statement for one in drift.findings if one.kind == "gone"}
    left = {one.section for one in edition.statements if one.id not in gone}
    listed = {one.section for one in edition.statements}
    return tuple(kept.title for name, kept in edition.sections.items() if name in listed - left)


def _breaks_off(there: Sequence[Sentence], edition: Edition, drift: Drift) -> str:
    """The last words, where what the edition ends with is gone and they end in no sentence's end, or where
    they are how a sentence of it begins."""
    last = there[-1]
    text = last.text.rstrip()
    gone = {one.statement for one in drift.findings if one.kind == "gone"}
    open_ = edition.statements[-1].id in gone and not ENDS.search(text) and " | " not in text
    changed = (one.statement for one in drift.findings if one.kind == "changed" and one.text == last.text)
    cut = any(name and is_cut(edition.statement(name), last, drift.language) for name in changed)
    return " ".join(text.split()[-5:]) if open_ or cut else ""


# -- words that are no words


def _sure(there: Sequence[Sentence], loose: Sequence[Sentence]) -> AbstractSet[str]:
    """What is a word for sure: a common one, or one of the document that stands twice or unaltered."""
    words = [set(_words(one.text)) for one in there]
    often = Counter(word for each in words for word in each)
    sure = everyday_words() | {word for word, times in often.items() if times > 1}
    return sure | {word for one in there if one not in loose for word in _words(one.text)}


def _slips(edition: Edition, drift: Drift, sure: AbstractSet[str]) -> Iterator[str]:
    """The words that are no words, or lack an apostrophe, in sentences that are a statement but for them."""
    for one in drift.findings:
        if one.kind == "changed" and one.statement and one.text:
            slip = slipped(one.text, edition.statement(one.statement).fingerprints.get(drift.language, ""))
            if slip and (slip.lost_an_apostrophe or _is_no_word(slip.word, sure)):
                yield slip.word.strip(string.punctuation)


def _is_no_word(word: str, sure: AbstractSet[str]) -> bool:
    return any(not {part, _bare(part)} & sure for part in _words(word))


def _broken(loose: Sequence[Sentence], sure: AbstractSet[str]) -> tuple[str, ...]:
    """The words of what does not stand that a machine has spoilt; none where there are few of them."""
    found = [tuple(_spoilt(one.text, sure)) for one in loose]
    mangled = any(_MANGLED.search(plain(one.text)) for one in loose)
    if not mangled and sum(map(bool, found)) < max(_MANY_BROKEN, _OFTEN_BROKEN * len(loose)):
        return ()
    return tuple(dict.fromkeys(word for each in found for word in each))


def _spoilt(text: str, sure: AbstractSet[str]) -> Iterator[str]:
    for word in _words(text):
        bare = _bare(word)
        if not {word, bare} & sure and (
            _ODD.search(word) or _MANGLED.search(word) or _is_one_slip_off(bare, sure)
        ):
            yield word
    for begin, end in _APART.findall(plain(text)):
        if _bare(begin + end) in sure:
            yield f"{begin}- {end}"


def _is_one_slip_off(word: str, sure: AbstractSet[str]) -> bool:
    """Whether it is a word but for one letter, which is another, stands twice or was read as a figure.

    Inflection adds or takes letters; it changes none, and doubles none of a long word.
    """
    if any(other in sure for other in unread(word)):
        return True
    if len(word) < _TELLING:
        return False
    near = (
        word[:at] + letter + word[at + 1 :] for at in range(len(word)) for letter in string.ascii_lowercase
    )
    return any(other in sure for other in chain(near, undoubled(word)))


def _words(text: str) -> list[str]:
    words = (word.strip(string.punctuation) for word in _BETWEEN.split(plain(text)))
    return [part for word in words for part in _JOINTS.split(word) if part]


def _bare(word: str) -> str:
    """The word without accents, as the lists of words have it."""
    return "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))
