"""Numbers and years as people write them: in figures, in words, with two digits.

Here lie also the date words that were found in a message, by the places where they begin and end:
all that reads dates looks its words up here.
"""

from collections.abc import Collection
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from knowledge.dates.days import OLDEST_YEAR
from knowledge.words.text import Words
from knowledge.words.vocabulary import Mention, Vocabulary

_NONE: dict[str, Mention] = {}
_JOINING = ("join", "approx")
_HOPS = 5  # words between a date and what is said of it
_CENTURY = 2000
_LEAST_SHORT = 10  # nobody writes 2009 as 9


class Count(NamedTuple):
    """A number and the place behind it; `worded` where it stands in letters."""

    number: int
    last: int
    worded: bool = False


class Numerals:
    """The words of a message, and what date words stand where."""

    def __init__(self, words: Words, vocabulary: Vocabulary, today: date) -> None:
        self.words, self.today = words, today
        self.starts: dict[int, dict[str, Mention]] = {}
        self._twins: dict[tuple[str, int], list[Mention]] = {}  # more of one kind in one place
        self._sentences: dict[str, set[int]] = {}  # where a kind is spoken of
        self._mentions = vocabulary.find(words, "").mentions
        for mention in self._mentions:
            kind, at = mention.kind, mention.first
            if self.starts.setdefault(at, {}).setdefault(kind, mention) is not mention:
                self._twins.setdefault((kind, at), []).append(mention)
            self._sentences.setdefault(kind, set()).add(words[at].sentence)

    @cached_property
    def _ends(self) -> dict[int, list[Mention]]:
        """The mentions by where they end; most messages without a date never need them."""
        ends: dict[int, list[Mention]] = {}
        for mention in self._mentions:
            ends.setdefault(mention.last, []).append(mention)
        return ends

    # -- what stands where

    def all(self, kind: str, at: int) -> list[Mention]:
        """The mentions of this kind that begin here."""
        found = self.value(kind, at)
        return [found, *self._twins.get((kind, at), ())] if found else []

    def value(self, kind: str, at: int) -> Mention | None:
        """The mention of this kind that begins here."""
        return self.starts.get(at, _NONE).get(kind)

    def over(self, kind: str, at: int) -> int:
        """The place behind a mention of this kind, or this one where there is none."""
        found = self.value(kind, at)
        return found.last if found else at

    def left(
        self, kind: str, at: int, values: Collection[str] = (), passing: Collection[str] = _JOINING
    ) -> Mention | None:
        """The mention of this kind that ends just before `at`, with only passing words between."""
        for _ in range(_HOPS if self.has(kind) else 0):
            before = -1
            for mention in self._ends.get(at, ()):
                if mention.kind == kind:
                    wanted = not values or mention.value in values
                    if wanted and self.same_clause(mention.first, at):
                        return mention
                if mention.kind in passing:
                    before = mention.first
            if before < 0:
                return None
            at = before
        return None

    def same_clause(self, first: int, at: int) -> bool:
        return at >= len(self.words) or self.words[first].clause == self.words[at].clause

    def ends_clause(self, last: int) -> bool:
        """Whether no more of the clause follows behind this place."""
        return last >= len(self.words) or not self.same_clause(last - 1, last)

    def has(self, kind: str) -> bool:
        return kind in self._sentences

    def speaks_of(self, kind: str, at: int) -> bool:
        return self.words[at].sentence in self._sentences.get(kind, ())

    def touching(self, at: int) -> bool:
        """Whether one character at most parts this word from the next."""
        return at + 1 < len(self.words) and self.words[at + 1].start - self.words[at].end <= 1

    # -- numbers

    def figures(self, at: int) -> int | None:
        """A number of up to three figures, with its ending: 15, 3rd."""
        if at >= len(self.words) or self.words[at].form != "number":
            return None
        digits = "".join(c for c in self.words[at].text if c.isdigit())
        return int(digits) if digits and len(digits) <= 3 else None  # noqa: PLR2004 - days and spans

    def count(self, at: int) -> Count | None:
        """A number in figures or in words; "a year" counts one."""
        return self.number(at) or self._named("article", at)

    def number(self, at: int) -> Count | None:
        named = self._named("number", at)
        if named:
            return named
        figures = self.figures(at)
        return Count(figures, at + 1) if figures is not None else None

    def day_of_month(self, at: int) -> Count | None:
        """15, 15th, fifteen, fifteenth."""
        found = self.number(at) or self._named("nth", at)
        return found if found and 1 <= found.number <= 31 else None  # noqa: PLR2004 - days of a month

    def ordinal(self, at: int) -> Count | None:
        return self._named("nth", at)

    def _named(self, kind: str, at: int) -> Count | None:
        named = self.value(kind, at)
        return Count(int(named.value), named.last, worded=True) if named else None

    # -- years

    def year(self, at: int) -> Count | None:
        """2019, twenty nineteen, tweeduizend negentien, 2k19, oh nineteen."""
        found = self._year_in_figures(at) or self._year_in_words(at)
        return found if found and self._is_year(at, found) else None

    def short_year(self, at: int) -> Count | None:
        """A year in two digits; only what stands around it makes it one."""
        figures = self.figures(at)
        short = figures is not None and len(self.words[at].text) == 2  # noqa: PLR2004 - no "5", no "15th"
        if not short or figures is None or figures < _LEAST_SHORT or self.value("unit", at + 1):
            return None
        found = Count(_CENTURY + figures, at + 1)
        return found if self._is_year(at, found) else None

    def year_behind(self, at: int, *, short: bool = False) -> tuple[int | None, int]:
        """The year here or behind a joining word, and where it ends."""
        for place in dict.fromkeys((at, self.over_one("join", at))):
            found = self.year(place) or (self.short_year(place) if short else None)
            if found:
                return found.number, found.last
        return None, at

    def over_one(self, kind: str, at: int) -> int:
        """The next place, where a mention of this kind begins here."""
        return at + 1 if self.value(kind, at) else at

    def two_years(self, at: int) -> tuple[int, int | None, int] | None:
        """2021-22, 21/22, 2021, twintig twintig eenentwintig: a year, the one after it, and the end."""
        if at < len(self.words) and self.words[at].form == "month":  # so looks 2011-12
            year, _, after = self.words[at].text.partition("-")
            follows = after.isdigit() and int(year) % 100 + 1 == int(after)
            return (int(year), int(year) + 1, at + 1) if follows else None
        first = self.year(at) or self.short_year(at)
        if first is None:
            return None
        behind = self.over("year_to", first.last)
        second = self.year(behind) or self.number(behind)
        if second and second.number % _CENTURY == first.number + 1 - _CENTURY:
            return first.number, first.number + 1, second.last
        return first.number, None, first.last

    def _year_in_figures(self, at: int) -> Count | None:
        if at >= len(self.words) or self.words[at].form != "number":
            return None
        text = self.words[at].text
        return Count(int(text), at + 1) if len(text) == len("2017") and text.isdigit() else None

    def _year_in_words(self, at: int) -> Count | None:
        spoken = self._named("spoken_year", at)
        if spoken:
            return spoken
        century = self.value("century", at)
        oh = self.value("bare_century", at)
        told = oh and (self.introduced(at) or self.left("relation", at))
        begin = century or (oh if told else None)
        rest = self.number(begin.last) if begin else None
        if not begin or not rest or not int(begin.value) <= rest.number < 100:  # noqa: PLR2004 - of a century
            return None
        unit = self.value("unit", rest.last)
        counts = unit is not None and unit.value != "week"
        return None if counts else Count(_CENTURY + rest.number, rest.last, worded=True)

    def introduced(self, at: int) -> bool:
        """Whether a word such as "in" or "since" stands right before."""
        return any(mention.kind == "introducing" for mention in self._ends.get(at, ()))

    def _is_year(self, at: int, year: Count) -> bool:
        if not OLDEST_YEAR <= year.number <= self.today.year + 1:
            return False
        numbered = at > 0 and self.value("numbered", at - 1)
        counted = self.same_clause(at, year.last) and self.value("counted", year.last)
        return not numbered and not counted


@lru_cache(maxsize=2)  # of one message they are asked for by all that read days in it
def numerals_of(words: Words, vocabulary: Vocabulary, today: date) -> Numerals:
    """The numerals of a message."""
    return Numerals(words, vocabulary, today)
