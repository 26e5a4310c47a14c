"""The exact part of reading: a message's words, the mentions and the dates in them, its language."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise, takewhile
from operator import attrgetter
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from knowledge.dates.intervals import DateMention, find_dates
from knowledge.mentions.spoiled import may_be_spoiled
from knowledge.words.language import language_of
from knowledge.words.text import MOST_WORDS, Word, Words, particles, read_words
from knowledge.words.vocabulary import Doubt, Mention, Vocabulary
from rules.interval import Interval

TYPE_KINDS: Final = ("subscription", "subscription_weak")
DECIDED: Final = ("granted_word", "refused_word")  # what became of a request
_INSTEAD = {**dict.fromkeys((*TYPE_KINDS, "subscription_unclear"), "<type>"), "relay_product": "<relay>"}
_FORMS = {"host": "<host>", "ip": "<host>", "stamp": "<date>", "date": "<date>", "month": "<date>"}
_NAMED_NUMBERS = frozenset("25 443 465 587 2525".split())  # the ports that make a difference
_SHORT_WORD = 8  # letters of what may be a denial
_SHORTEST_DENIAL = 3  # letters of one that a slip leaves to be known
_CONTRASTED = 3  # words between a denial and the other date that it denies
_MOST_OF_A_KIND = 40
_BEGUN_REACHES = 4  # words between "started" and what it began as
_clause_of, _sentence_of = attrgetter("clause"), attrgetter("sentence")
_FEW_WORDS = 6  # in so few a question needs no mark to be one


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

    def negated(self, mention: Mention) -> bool:
        """Whether a negator stands before the mention, with nothing but small words between."""
        return self._is_denied(mention.first)

    def denied_at(self, at: int) -> bool:
        """Whether a negator stands before this place, with nothing but small words between."""
        return self._is_denied(at)

    def is_denied(self, day: DateMention) -> bool:
        """Whether a negator stands around the date and did not turn its days: "it was not created in 2016".

        Nor was "not created before 2016" turned: that denial may as well end what was said before it.
        """
        made = {word.text for one in self.all("created") for word in self.words[one.first : one.last]}
        passing = made | particles("pointing") | particles("assuming")
        around = self._is_denied(day.first, passing, answers=True) or self._is_denied_behind(day)
        return (around or self._is_dropped(day)) and not day.turned

    def _is_dropped(self, day: DateMention) -> bool:
        """ "Scrap the 2016": whether the word before the date lets it go, and is not denied itself."""
        at = day.first - 1
        while at >= 0 and self.words[at].text in particles("the_word"):
            at -= 1
        same = at >= 0 and self.words[at].clause == self.words[day.first].clause
        return same and self.words[at].text in particles("dropping") and not self._is_denied(at)

    def _is_denied_behind(self, day: DateMention) -> bool:
        """Whether the next word of any weight behind the date is a denial: "hadden we in 2016 nog niet".

        It is none of the date where another is denied by it: "from 2015 not 2016", "not this one".
        """
        rest = self.rest_of_clause(day)
        weighty = (at for at in rest if self.words[at].text not in particles("behind_a_day"))
        at = next(weighty, rest.stop)
        if at == rest.stop or self.words[at].text not in particles("denied_behind"):
            return False
        goes_on = at + 1 < rest.stop and self.words[at + 1].text in particles("pointing")
        return not goes_on and not any(at < other.first <= at + _CONTRASTED for other in self.dates)

    def rest_of_clause(self, found: Mention | DateMention) -> range:
        """The places of its clause that lie behind it."""
        return range(found.last, bisect_right(self.words, self.words[found.first].clause, key=_clause_of))

    def _is_denied(self, first: int, passing: Iterable[str] = (), *, answers: bool = False) -> bool:
        """Whether a negator stands before it over small words; `answers`: not a no that opens a clause."""
        at, small = first - 1, particles("small_word").union(passing)
        while at >= 0 and self.words[at].text in small and at not in self._denying:
            at -= 1
        if at < 0 or self.words[at].clause != self.words[first].clause:
            return False
        return at in self._denying and not self._asks(at) and not (answers and self._answers(at))

    def _answers(self, at: int) -> bool:
        opening = at == 0 or self.words[at - 1].clause != self.words[at].clause
        return opening and self.words[at].text in particles("answering")

    def denies(self, value: object) -> bool:
        """Whether this type is denied, or these days: "not payg", "it is not from 2016"."""
        if isinstance(value, Interval):
            denied = [day.interval for day in self.dates if self.is_denied(day)]
            return any(days is not None and value.within(days) for days in denied)
        named = [one for one in self.types if one.value == value]
        return bool(named) and all(map(self.negated, named))

    def is_condition(self, mention: Mention) -> bool:
        """Whether it stands in a condition of everybody: "unless you have an EA", not "unless our EA ..."."""
        words = self.words[: mention.first]
        clause = self.words[mention.first].clause
        opens = [at for at, word in enumerate(words) if word.text in particles("excepting")]
        if not opens or words[opens[-1]].clause != clause:
            return False
        return not any(opens[-1] < own.first < mention.first for own in self.all("own"))

    def perhaps_denied(self, mention: Mention) -> bool:
        """Whether any denial stands before the mention in its clause."""
        return self.may_be_denied_at(mention.first)

    def may_be_denied_at(self, at: int) -> bool:
        """Whether any denial stands before this place in its clause."""
        clause, denying = self.words[at].clause, particles("denying") | self._slipped_denials
        return any(word.text in denying for word in self.words[:at] if word.clause == clause)

    @cached_property
    def _slipped_denials(self) -> frozenset[str]:
        """The words that mean nothing and may be a denial with a slip: "ot through the firewall"."""
        strange = {word.text for word in self.strange if len(word.text) <= _SHORT_WORD}
        strange -= particles("no_denial")
        denying = [word for word in particles("denying") if len(word) >= _SHORTEST_DENIAL]
        return frozenset(text for text in strange if any(OSA.distance(text, one) == 1 for one in denying))

    def disowned(self, mention: Mention) -> bool:
        """Whether a name is plainly no fact of the asker: "EA it is not", "it began as a trial"."""
        return self._is_not_his(mention) or self._is_what_it_began_as(mention)

    def _is_not_his(self, mention: Mention) -> bool:
        """ "EA it is not", "what is an EA?", "need an EA?"."""
        return self._denied_behind(mention) or self.asked_about(mention) or self._is_needed(mention)

    @cached_property
    def may_be_anothers(self) -> bool:
        """Whether the only type that is named and meant may be another's, a former one, or thought of."""
        denied = {one.value for one in self.types if self.negated(one) or self.disowned(one)}
        left = self.type_values - denied
        meant = [one for one in self.types if one.value not in denied]
        return len(left) == 1 and any(map(self._is_anothers, meant))

    def _is_anothers(self, mention: Mention) -> bool:
        first = bisect_left(self.words, self.words[mention.first].clause, key=_clause_of)
        before = [word.text for word in self.words[first : mention.first]]
        behind = [self.words[at].text for at in self.rest_of_clause(mention)]
        if before and before[-1] in particles("possessive"):
            return False
        had = any(_is_past(word, ahead) for ahead, word in pairwise(["", *before]))
        others = particles("anothers") | particles("thought_of")
        return had or not others.isdisjoint(before) or not particles("ended").isdisjoint(behind)

    def _is_what_it_began_as(self, mention: Mention) -> bool:
        """Whether something began as it: "it started out as a free trial"."""
        if self._beside(mention, "article", -1) not in particles("as_what"):
            return False
        ahead = self.words[max(0, mention.first - _BEGUN_REACHES) : mention.first]
        clause = self.words[mention.first].clause
        return any(word.clause == clause and word.text in particles("began") for word in ahead)

    def _is_needed(self, mention: Mention) -> bool:
        """Whether somebody needs it: "do we need an EA", "is an EA required"."""
        before, behind = self._beside(mention, "article", -1), self._beside(mention, "is_word", 1)
        return before in particles("needing") or behind in particles("needed")

    def _beside(self, mention: Mention, passing: str, step: int) -> str:
        """The word beside a name in its clause, over words of a kind; empty where there is none."""
        at, clause = (mention.first - 1 if step < 0 else mention.last), self.words[mention.first].clause
        while 0 <= at < len(self.words) and self.words[at].clause == clause:
            if self.words[at].text not in particles(passing):
                return self.words[at].text
            at += step
        return ""

    def _denied_behind(self, mention: Mention) -> bool:
        """Whether the clause ends in a denial, with nothing but small words between."""
        behind = self.rest_of_clause(mention)
        if not behind or self.words[behind[-1]].text not in particles("denied_behind"):
            return False
        small = particles("small_word") | particles("is_word")
        return all(self.words[at].text in small for at in behind[:-1])

    @cached_property
    def not_meant(self) -> list[Mention]:
        """The names of types that are denied, asked about or needed."""
        return [one for one in self.types if self.negated(one) or self._is_not_his(one)]

    @cached_property
    def contrasted(self) -> str | None:
        """The type that is set against another that is denied: "it is MSDN, not payg"."""
        denied = {one.value for one in self.not_meant}
        told = {one.value for one in self.types if one not in self.not_meant} - self.types_denied
        against = len(denied) == len(told) == 1 and denied != told
        return next(iter(told)) if against and not self.all("hypothetical") else None

    @cached_property
    def types_denied(self) -> set[str]:
        """The types of which every plain name is denied: "im not on Azure for Students, just a student"."""
        plain = [one for one in self.types if one.kind == "subscription"]
        return {one.value for one in plain if self.negated(one)} - {
            one.value for one in plain if not self.negated(one)
        }

    def asked_about(self, mention: Mention) -> bool:
        """Whether it is asked what the name means: "what is an EA?", "a relay, what's that"."""
        return self._what_before(mention) or self._what_behind(mention)

    def _what_before(self, mention: Mention) -> bool:
        at = mention.first - 1
        passing = particles("is_word") | particles("article") | particles("meant_word")
        while at >= 0 and self.words[at].text in passing:
            at -= 1
        asked = self.asked(mention) or len(self.words) <= _FEW_WORDS
        return at >= 0 and asked and self.words[at].text in particles("what_word")

    def _what_behind(self, mention: Mention) -> bool:
        sentence, rest = self.words[mention.first].sentence, particles("is_word") | particles("meant_word")
        behind = takewhile(lambda word: word.sentence == sentence, self.words[mention.last :])
        first = next(behind, None)
        asked = first is not None and first.text in particles("what_word")
        return asked and all(word.text in rest for word in behind)

    @cached_property
    def _denying(self) -> set[int]:
        return {at for word in self.all("negator") for at in range(word.first, word.last)}

    def _asks(self, at: int) -> bool:
        """ "aren't CSP subs unblocked?": a word that opens a question denies nothing."""
        word = self.words[at]
        opening = at == 0 or self.words[at - 1].clause != word.clause
        return opening and word.asked and word.text in particles("asking_word")

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


def _is_past(word: str, ahead: str) -> bool:
    """Whether it tells of what was, and is no "we have had"."""
    return word in particles("formerly") and ahead not in particles("still_had")


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
