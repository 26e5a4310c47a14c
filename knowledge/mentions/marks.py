"""The exact part of reading: a message's words, the mentions and the dates in them, its language."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Final, NamedTuple

from knowledge.dates.intervals import DateMention, find_dates
from knowledge.mentions.spoiled import may_be_spoiled
from knowledge.words.language import language_of
from knowledge.words.text import MOST_WORDS, Word, Words, read_words
from knowledge.words.vocabulary import Doubt, Mention, Vocabulary

TYPE_KINDS: Final = ("subscription", "subscription_weak")
DECIDED: Final = ("granted_word", "refused_word")  # what became of a request
_INSTEAD = {**dict.fromkeys((*TYPE_KINDS, "subscription_unclear"), "<type>"), "relay_product": "<relay>"}
_FORMS = {"host": "<host>", "ip": "<host>", "stamp": "<date>", "date": "<date>", "month": "<date>"}
_NAMED_NUMBERS = frozenset("25 443 465 587 2525".split())  # the ports that make a difference
_MOST_OF_A_KIND = 40
_clause_of, _sentence_of = attrgetter("clause"), attrgetter("sentence")


class Before(NamedTuple):
    """What was told before, for where a message does not tell: its language, the year of its dates."""

    language: str = "en"
    year: int | None = None


@dataclass(frozen=True, eq=False)
class Marks:
    """A message's words, mentions in their order, and dates; `overfull` where it is no question.

    `odd_name` says that before what sends the mail, a type or a date stands a word that is none: a slip
    there may have turned one of them into another, or hidden one; or that a word may be a slip of one that
    tells what became of a request.
    """

    words: Words
    mentions: tuple[Mention, ...]
    known: tuple[bool, ...]
    dates: tuple[DateMention, ...]
    language: str
    overfull: bool = False
    odd_name: bool = False

    @cached_property
    def kept(self) -> dict[Callable[["Marks"], Any], Any]:
        """What was found in them by what is to look only once: see `mentions.kept`."""
        return {}

    @cached_property
    def _by_kind(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.kind, []).append(mention)
        return found

    def all(self, kind: str) -> list[Mention]:
        """The mentions of this kind, in the order of the message."""
        return self._by_kind.get(kind, [])

    @cached_property
    def types(self) -> list[Mention]:
        """Every name of a subscription type, also those that only may be one."""
        return [mention for mention in self.mentions if mention.kind in TYPE_KINDS]

    @cached_property
    def type_values(self) -> set[str]:
        """The types that are named for certain."""
        return {mention.value for mention in self.mentions if mention.kind == "subscription"}

    @cached_property
    def meant(self) -> list[Mention]:
        """The mentions that mean something."""
        return [mention for mention in self.mentions if mention.kind != "filler"]

    @cached_property
    def kinds_by_clause(self) -> list[list[str]]:
        """The kinds that stand together in each clause."""
        together: dict[int, set[str]] = {}
        for mention in self.meant:
            together.setdefault(self.words[mention.first].clause, set()).add(mention.kind)
        return [sorted(kinds) for kinds in together.values()]

    def is_code(self, mention: Mention) -> bool:
        """Whether the mention is an offer's number or the quota's id, and no name in words."""
        return self.words[mention.first].form in ("id", "quota")

    def asked(self, mention: Mention) -> bool:
        return self.words[mention.first].asked

    def ahead_in_clause(self, found: Mention | DateMention) -> range:
        """The places of its clause that lie before it."""
        return range(bisect_left(self.words, self.words[found.first].clause, key=_clause_of), found.first)

    def rest_of_clause(self, found: Mention | DateMention) -> range:
        """The places of its clause that lie behind it."""
        return range(found.last, bisect_right(self.words, self.words[found.first].clause, key=_clause_of))

    def clause_around(self, at: int) -> set[str]:
        """The words of the clause that this place is in."""
        clause = self.words[at].clause
        return {word.text for word in self.words if word.clause == clause}

    @cached_property
    def strange(self) -> list[Word]:
        """The typed words that nothing is known about."""
        dated = {at for day in self.dates for at in range(day.first, day.last)}
        return [
            word
            for at, (word, known) in enumerate(zip(self.words, self.known, strict=True))
            if word.form == "word" and not known and not word.pasted and at not in dated
        ]

    def sentence_around(self, at: int) -> range:
        """The places of the sentence that this one stands in."""
        here = self.words[at].sentence
        first = bisect_left(self.words, here, key=_sentence_of)
        return range(first, bisect_right(self.words, here, first, key=_sentence_of))

    @cached_property
    def covered(self) -> dict[int, str]:
        """The words of dates, types and relays, each by what it is a part of."""
        covered = {at: "<date>" for day in self.dates for at in range(day.first, day.last)}
        for mention in self.mentions:
            name = _INSTEAD.get(mention.kind)
            if name:
                covered |= {at: name for at in range(mention.first, mention.last) if at not in covered}
        return covered

    @cached_property
    def plain(self) -> list[str]:
        """Each word; a date, a type, a relay's name, a number or a host by what it is."""
        return [self.covered.get(at) or _plainly(word) for at, word in enumerate(self.words)]

    def words_of(self, found: Mention | DateMention) -> str:
        """The words of a mention, as they were read."""
        return " ".join(word.text for word in self.words[found.first : found.last])


def _plainly(word: Word) -> str:
    if word.form in ("number", "port"):
        return word.text if word.text in _NAMED_NUMBERS else "<n>"
    return _FORMS.get(word.form, word.text)


def read_marks(
    message: str, vocabulary: Vocabulary, date_words: Vocabulary, today: date, before: Before
) -> Marks:
    """The marks of a message; TextFault where it is too long to be read."""
    words = read_words(message)
    language = language_of(words, vocabulary, before.language)
    found = vocabulary.find(words, language)
    dates = find_dates(words, date_words, today, day_first=language == "nl", year=before.year)
    named = sorted([*found.mentions, *_perhaps_types(found.doubts)], key=lambda one: one.first)
    mentions = tuple(_first_of_each_kind(named))
    overfull = len(words) >= MOST_WORDS or len(mentions) < len(named) or len(dates) > _MOST_OF_A_KIND
    return Marks(
        words,
        mentions,
        found.known,
        dates[:_MOST_OF_A_KIND],
        language,
        overfull,
        any(kind in DECIDED for doubt in found.doubts for kind, _ in doubt.meanings)
        or may_be_spoiled(words, mentions, dates, vocabulary),
    )


def _perhaps_types(doubts: tuple[Doubt, ...]) -> Iterator[Mention]:
    """Names that a word may be a slip of: "mdsn"."""
    for doubt in doubts:
        for kind, value in sorted(doubt.meanings):
            if kind == "subscription":
                yield Mention("subscription_weak", value, doubt.at, doubt.at + 1)


def _first_of_each_kind(mentions: list[Mention]) -> Iterator[Mention]:
    """At most so many of each kind: more is a list or a document, and no question."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        counts[mention.kind] += 1
        if counts[mention.kind] <= _MOST_OF_A_KIND or mention.kind == "filler":
            yield mention
