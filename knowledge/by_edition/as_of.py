"""Which edition a message asks for: "what did it say in 2021?", "volgens de nieuwste versie".

This is a step of its own before reading. The words that name the edition are taken out of the message, so
that their date is never taken for the subscription's, and the rest is read as if they had not been there.
"As of 2018" alone says since when a subscription is what it is; it asks for an edition only where it stands
by itself, and the subscription's date is told elsewhere or was told before. "Stand 2018" is said of no
subscription: it always asks for one.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from knowledge.by_edition.amendments import around_change, around_day
from knowledge.by_edition.back_then import asked_of_then, askings, mere_time, open_time, times_of
from knowledge.by_edition.edition_words import UNCLEAR, EditionWords, Phrase
from knowledge.by_edition.going_by import gone_by, mere_name, mere_one, mere_time_by, what_one_said
from knowledge.by_edition.held_so import held_so
from knowledge.by_edition.mere_times import mere_before, mere_step, stepped
from knowledge.library import Library
from knowledge.words.text import read_words
from rules.edition import NEWEST, OLDEST, meant_by
from rules.interval import Interval
from rules.model import Value

_DAYS, _MARCH = timedelta(days=2), 3  # from the end of February, of whichever year
_STOOD = "stood"  # how things stood: nobody's sign-up
_BEFORE, _OWN = "before", "own"  # a side of a time, and who speaks of what is his
_USING = "using"  # which may be said of a program too
_VERSION, _NAMED = "version", "named"  # what may be another thing's, and what a year alone may follow
_OPENING = (
    "denied",
    "said",
    "said_then",
    "said_now",
    "lead",
    "as_of",
    "noun",
    "was",
    "like",
    "side",
)  # what a phrase may begin with
_WHOLE = (1, 3, 12)  # months of what is named as a whole: a month, a season, a year
_MONTH = timedelta(days=31)
_SOON = 3  # words from the policy's name to how it was
_NEAR = 6  # words of a date and the policy's name behind it


class AsOf(NamedTuple):
    """The edition that was asked for, None where none is known from then; and the days or the name it was
    asked by."""

    edition: str | None
    by: Value


class Asked(NamedTuple):
    """What edition a message asks for, the message without the words that say so, and whether it says
    nothing else; `as_of` is None where it turns back to the usual edition."""

    as_of: AsOf | None
    rest: str
    is_all: bool


def asked_edition(  # noqa: PLR0913 - what a message stands in, each by its name
    message: str,
    library: Library,
    today: date,
    language: str,
    *,
    edition: str,
    open_to_dates: bool,
    after_another: bool = False,
    of_several: bool = False,
    signed_up: Value | None = None,
    which_one: bool = False,
    asks_day: bool = False,
) -> Asked | None:
    """The edition that the message asks for, None where it asks for none.

    `edition` is the one that the last answer went by: the previous one is the one before it.
    `open_to_dates`: a verdict was told and nothing is asked, so a mere "as of 2021" is about that.
    `after_another`: the last answer went by an edition that was asked for, so "and in 2019?" asks for one,
    and "and now?" for the usual one again. `signed_up` is the known day of the sign-up.
    `of_several`: more subscriptions than one were spoken of, so "and the newest?" may mean one of them.
    `which_one`: we asked which edition is meant, so a mere time answers that. `asks_day`: we asked for the
    day of the sign-up, so a mere "before the 2021 rules" answers that.
    """
    finder = _Finder(edition_words(message, library, today, language), signed_up, asks_day=asks_day)
    found = finder.find(open_to_dates=open_to_dates) or finder.unnamed(
        open_to_dates=open_to_dates, to_another=after_another, of_several=of_several
    )
    if found is None and which_one:
        found = mere_time_by(finder.text)
    if found is None:
        return finder.and_now(message, open_to_dates=open_to_dates) if after_another else None
    rest = message
    for phrase in (found, *finder.asking_beside(found)):
        start, end = finder.words[phrase.first].start, finder.words[phrase.last - 1].end
        rest = rest[:start] + " " * (end - start) + rest[end:]
    by = _meant(found.by, library.law(edition).edition.day, today, finder.text.editions)
    return Asked(AsOf(edition_by(by, library), by), rest, finder.text.asks_only(found))


def time_left_open(
    message: str, library: Library, today: date, language: str, *, after_verdict: bool = False
) -> Interval | None:
    """A time in the message that may be the one asked about as well as that of the sign-up."""
    text = edition_words(message, library, today, language)
    return mere_time(text) if after_verdict else open_time(text)


@lru_cache(maxsize=1)  # a message is read for the edition it asks for and for a time that it leaves open
def edition_words(message: str, library: Library, today: date, language: str) -> EditionWords:
    """What kinds of phrase and what days stand where in a message."""
    return EditionWords(read_words(message), library, today, language)


def _meant(by: Value, current: date, today: date, editions: list[date]) -> Value:
    """What is to come is the newest, and the previous one is what held before that of this day.

    A winter of a year is the one that begins in it. "Early 2021" is before and after an edition that came out
    then, so it is to be asked.
    """
    by = stepped(by, current, editions)
    if isinstance(by, Interval) and by.first and by.last and by.last.year > by.first.year == by.last.year - 1:
        by = _winter(by.first, by.last)
    is_to_come = isinstance(by, Interval) and by.first is not None and by.first > today
    return NEWEST if is_to_come else UNCLEAR if _is_vague(by, editions) else by


def _is_vague(by: Value, editions: list[date]) -> bool:
    """Whether the days are no whole month, season or year, and an edition came out among them."""
    if not isinstance(by, Interval) or by.first is None or by.last is None or by.last - by.first < _MONTH:
        return False
    behind = by.last + _DAYS
    months = 12 * (behind.year - by.first.year) + behind.month - by.first.month
    whole = by.first.day == 1 and behind.day <= _DAYS.days and months in _WHOLE
    return not whole and any(by.first < day <= by.last for day in editions)


def _winter(first: date, last: date) -> Interval:
    """Of days that hold two winters the second, any others as they are."""
    two = (first.month, first.day) == (1, 1) and (last + _DAYS).month == _MARCH
    return Interval(date(first.year, 12, 1), last) if two else Interval(first, last)


def edition_by(by: Value, library: Library) -> str | None:
    """The edition that days or a name mean, None where none is known from then."""
    if by == UNCLEAR:
        return None
    if not isinstance(by, Interval):
        return {NEWEST: library.newest, OLDEST: library.oldest}[by].edition.edition
    edition = meant_by({name: law.edition for name, law in library.laws.items()}, by)
    return edition.edition if edition else None


class _Finder:
    """Looks for the words in one message."""

    def __init__(self, text: EditionWords, signed_up: Value | None, *, asks_day: bool) -> None:
        self.asks_day = asks_day
        self.text, self.words = text, text.words
        self.signed_up = signed_up if isinstance(signed_up, Interval) else None

    def find(self, *, open_to_dates: bool) -> Phrase | None:
        """The first phrase that asks for an edition."""
        behind = 0
        for at in self._beginnings():
            if at < behind:
                continue
            denied = self._denied(at)
            found = self._instead(denied) if denied else self._at(at, open_to_dates=open_to_dates)
            if found:
                return found
            behind = denied.last if denied else at
        asked = asked_of_then(self.text)
        return asked or (held_so(self.text) if open_to_dates else None)

    def _beginnings(self) -> list[int]:
        """Where such a phrase may begin; at the head of a clause only one that names the policy."""
        heads = self.text.clauses if self.text.places("noun") else ()
        return sorted({*self.text.places(*_OPENING), *heads})

    def unnamed(self, *, open_to_dates: bool, to_another: bool, of_several: bool) -> Phrase | None:
        """An edition that is asked for with no word for the policy, as far as what stood before allows."""
        found = gone_by(self.text, after_verdict=open_to_dates) or what_one_said(self.text)
        if found is None and (to_another or (open_to_dates and not of_several)):
            found = mere_name(self.text)
        if found is None and open_to_dates and not of_several:
            found = mere_before(self.text)
        if found is None and to_another and not of_several:
            found = mere_one(self.text) or mere_step(self.text)
        return found or (self._and_in() if to_another else None)

    def _and_in(self) -> Phrase | None:
        """ "And in 2019?": a time and nothing else."""
        for at in self.text.places("in"):
            days = self.text.days(self.text.over("in", at))
            found = Phrase(at, days[1], days[0]) if days else None
            if found and self.text.says_only(found):
                return found
        return None

    def and_now(self, message: str, *, open_to_dates: bool) -> Asked | None:
        """ "And now?": no word of it is taken out, for it tells no day.

        In more words than these only where nothing is asked: "it is direct now" answers a question.
        """
        said = [Phrase(at, self.text.over("now", at), NEWEST) for at in self.text.places("now")]
        is_all = any(map(self.text.says_only, said))
        return Asked(None, message, is_all) if is_all or (said and open_to_dates) else None

    def asking_beside(self, found: Phrase) -> Iterator[Phrase]:
        """What asks what was said, apart from the edition: "what was the rule for CSP, by the 2021 page".

        And the time of a request, by which that of the edition is told: "in 2022, the year we asked".
        """
        said = ((at, self.text.over("said", at)) for at in self.text.places("said"))
        when = (span for span in askings(self.text) if self.text.value("filed", span[0]))
        for first, last in (*said, *when):
            if last <= found.first or found.last <= first:
                yield Phrase(first, last, found.by)

    def _at(self, at: int, *, open_to_dates: bool) -> Phrase | None:
        """The phrase that begins here."""
        if self.words[at].pasted:
            return None
        begins = self.text.begins_clause(at) and self.text.value("side", at) is None
        bare = self._bare(at) if begins else None
        return bare or self._asking(at) or self._standing(at, open_to_dates=open_to_dates) or self._around(at)

    # -- phrases that name the policy, or ask what it said

    def _bare(self, at: int) -> Phrase | None:
        """The policy by a date or a name as its own clause: "the 2021 rules: ...", "..., newest edition"."""
        found = self._named(at, at)
        if found is None or not self._ends_or_is_for(found.last):
            return None
        dated = isinstance(found.by, Interval)
        ours = not self._is_anothers(at) if dated else self.text.value("noun", found.last - 1) != _VERSION
        return found if ours else None

    def _ends_or_is_for(self, last: int) -> bool:
        """Whether the clause ends here, or says of what it asks: "the 2021 rules for CSP"."""
        return self.text.ends_clause(self._over(last, "beside")) or self.text.over("topic", last) > last

    def _is_anothers(self, at: int) -> bool:
        """ "Version 2026-10": of a program, and not the version of a day; "edition 2021" is ours."""
        noun = self.text.over("noun", at)
        touches = noun > at and self.text.days(noun) is not None
        return touches and self.text.over("of", noun) == noun and self.text.value("noun", at) != _NAMED

    def _denied(self, at: int) -> Phrase | None:
        """The policy that is not meant: "not the 2018 version"."""
        denied = self.text.over("denied", at)
        return self._named(self.text.over("lead", denied), at) if denied > at else None

    def _instead(self, denied: Phrase) -> Phrase | None:
        """The one that is meant instead: "... but the 2021 one"."""
        turned = self.text.over("turn", denied.last)
        if turned == denied.last:
            return None
        named = self._named(self.text.over("lead", turned), denied.first)
        if named:
            return named
        at = self._over(turned, "lead", "article", "of")
        found = self.text.days(at, self._next_noun(at))
        return Phrase(denied.first, self._over(found[1], "noun", "one"), found[0]) if found else None

    def _asking(self, at: int) -> Phrase | None:
        now = self.text.over("said_now", at)
        if now > at:
            return Phrase(at, now, NEWEST)
        asks, lead = self._said(at), self.text.over("lead", at)
        if asks > at:
            said = self.text.over("behind", asks)
            found = self._named(said, at) or self._dated(said, at) or self._dated_before(at, said)
            if found or (found := self._told_before(asks, at)):
                return found
        held = self._held(at)
        if held:
            return held
        named = self._named(lead, at) if lead > at else None
        if named and self.text.value("lead", at) == _USING and self._is_a_version(named):
            return None
        return named._replace(last=self.text.over("behind", named.last)) if named else None

    def _is_a_version(self, found: Phrase) -> bool:
        """Whether it is called no more than a version, as of a program that is used."""
        return any(self.text.value("noun", at) == _VERSION for at in range(found.first, found.last))

    def _said(self, at: int) -> int:
        """The place behind what asks what the policy said: "what did the page", "luidde het beleid"."""
        said = max(self.text.over("said", at), self.text.over("said_then", at))
        if said > at:
            return said
        begun = max(self.text.over("lead", at), self.text.over("was", at))
        named = self._over(begun, "article", "noun")
        return named if begun > at and named > self.text.over("article", begun) else at

    def _named(self, at: int, first: int) -> Phrase | None:
        """The policy by a date or a name: "the 2018 rules", "the newest edition"."""
        around = around_change(self.text, at)
        if around:
            return Phrase(first, around[1], around[0])
        if self.text.value("in", at) == _BEFORE:
            return None
        at = self._over(at, "in", "article")
        which = self.text.which(at)
        if which:
            noun = self._over(at, "which", "noun")
            return self._ours(first, noun, which) if noun > self.text.over("which", at) else None
        noun = self.text.over("noun", at)
        if noun > at:
            behind = self._over(noun, "of", "article")
            of = self.text.over("of", noun)
            around = around_change(self.text, of) or around_day(self.text, of)
            days = None if self.text.ends_clause(noun) else around or self.text.days(behind)
            return Phrase(first, days[1], days[0]) if days else None
        end = self._next_noun(at)
        days = self.text.days(at, end) if end else None
        last = self._over_another(days[1], end) if days else at
        noun = self.text.over("noun", last)
        return self._ours(first, noun, days[0]) if days and noun > last else None

    def _next_noun(self, at: int) -> int | None:
        """Where the policy is named in the next few words."""
        return next((near for near in range(at, at + _NEAR) if self.text.value("noun", near)), None)

    def _over_another(self, at: int, end: int | None) -> int:
        """The place behind a second date: "the 2021 and 2023 versions"."""
        joined = self.text.over("and", at)
        more = self.text.days(joined, end) if joined > at else None
        return more[1] if more else at

    def _ours(self, first: int, last: int, by: Value) -> Phrase | None:
        """The phrase with whose policy it is; None where it is a version of something else."""
        whose = self._over(last, "whose")
        if whose == last:
            return Phrase(first, last, by)
        named = self._over(whose, "article", "noun")
        return Phrase(first, named, by) if named > whose else None

    def _dated_before(self, at: int, last: int) -> Phrase | None:
        """A time right before it is asked what was said: "in 2019, what did it say then"."""
        for first in range(max(0, at - _NEAR), at):
            start = self.text.over("in", first)
            days = self.text.days(start) if start > first else None
            if days and days[1] == at and (self._is_when(first) or not self.text.dates_sign_up(first, at)):
                return Phrase(at, last, days[0]) if self._is_when(first) else Phrase(first, last, days[0])
        return self._leading(at, last)

    def _leading(self, at: int, last: int) -> Phrase | None:
        """A time that opens the question what was said: "a year ago, what did it", "early 2023, what"."""
        ago = self.text.value("ago", at - 1) is not None
        for day in self.text.dates:
            opens = (ago or day.first == 0) and day.last == at and (ago or self.text.begins_clause(at))
            if opens and day.interval and not self.text.dates_sign_up(day.first, at):
                return Phrase(day.first, last, day.interval)
        return None

    def _is_when(self, last: int) -> bool:
        """Whether it is asked of the time of the sign-up: "when we signed up in 2019, what did it say"."""
        return any(self.text.over("signed", at) == last for at in self.text.places("signed"))

    def _held(self, at: int) -> Phrase | None:
        """The policy as it was at a time: "the text as it stood in 2019", "as the page stood in 2019"."""
        like = self.text.over("like", at)
        named = self.text.over("article", like) if like > at else at
        noun = self.text.over("noun", named)
        if noun == named:
            return None
        for was in range(noun, min(noun + _SOON, len(self.words))):
            behind = self.text.over("was", was)
            found = self._dated(behind, at) if behind > was else None
            if found:
                return found
        return None

    def _dated(self, at: int, first: int) -> Phrase | None:
        """A time at which something was said: "in 2021", "before 2018", "before the change of 2023"."""
        around = around_change(self.text, self.text.over("of", at))
        if around:
            return Phrase(first, self.text.over("behind", around[1]), around[0])
        start = max(self.text.over("in", at), self.text.over("filed", at))
        if start == at and self.text.ends_clause(at):
            return None
        days = self.text.days(start)
        if days is None:
            return Phrase(first, start, UNCLEAR) if self.text.value("filed", at) else None
        before = self.text.value("in", at) == _BEFORE and days[0].first
        last = self.text.over("behind", days[1])
        return Phrase(first, last, Interval.before(before) if before else days[0])

    def _told_before(self, at: int, first: int) -> Phrase | None:
        """The one time that the message tells elsewhere: "what did the rules of that time say".

        "When we signed up" is also a time that was told before.
        """
        then, signed = self.text.over("then", at), self.text.over("signed", at)
        days = [one.interval for one in self.text.dates if one.interval]
        if signed > at:
            then, days = signed, days or [one for one in (self.signed_up,) if one]
        if self.text.over("said_then", first) == at > first:
            then = max(then, at)
        elif then == at:
            return None
        if len(days) != 1:
            return None
        return Phrase(first, self.text.over("behind", then), days[0])

    # -- "as of 2021", by itself

    def _standing(self, at: int, *, open_to_dates: bool) -> Phrase | None:
        behind = self.text.over("as_of", at)
        days = self.text.days(self.text.over("article", behind)) if behind > at else None
        found = Phrase(at, days[1], days[0]) if days else None
        if behind > at and (now := self.text.over("now", behind)) > behind:
            return self._now(Phrase(at, now, NEWEST))
        if found is None or self.text.value("as_of", at) == _STOOD:
            return found
        if not self._stands_alone(at, found.last):
            return None
        alone = open_to_dates and self.text.says_only(found)
        return found if alone or self._tells_another_day(found) else None

    def _now(self, found: Phrase) -> Phrase | None:
        """ "As of today", where an answer is to go by it: "as of today, we are blocked" tells something."""
        if self.text.value("as_of", found.first) == _STOOD:
            return found if self.text.begins_clause(found.first) else None
        begins = found.first == 0
        asks = self.words[0].asked if begins else self._tells_another_day(found)
        return found if asks and self._stands_alone(found.first, found.last) else None

    # -- "before the 2023 edition", by itself

    def _around(self, at: int) -> Phrase | None:
        """The time around an edition or a change, where it is neither the asker's nor that of a sign-up."""
        time = around_change(self.text, at)
        if time is None or self.text.value("of", at - 1) or self.text.tells_sign_up_beside(at, time[1]):
            return None
        whole = self.text.begins_clause(at) and self.text.ends_clause(time[1])
        own = (one for one in self.text.places("asker") if self.text.value("asker", one) == _OWN)
        asker = any(self.text.is_sentence(one, at) for one in own)
        ours = not asker and (whole or self.text.ends_sentence(time[1]))
        first = next((one.first for one in times_of(self.text) if one.first < at < one.last), at)
        found = Phrase(first, self.text.over("behind", time[1]), time[0])
        alone = self.text.says_only(found)
        answers_us = alone and self.asks_day and not self.words[at].asked
        return found if (ours or alone) and not answers_us else None

    def _stands_alone(self, first: int, last: int) -> bool:
        """Whether the words are a sentence or a clause at its end, or follow a date or how things stand."""
        opens = first == 0 or self.text.ends_sentence(first)
        if opens:
            return self.text.ends_clause(last)
        if any(day.last == first for day in self.text.dates):
            return self.text.ends_clause(last) or self.text.value("onward", last) is not None
        alone = self.text.begins_clause(first) or self.text.only("beside", range(first))
        state = any(self.text.value(kind, first - 1) for kind in ("state", "onward"))
        return self.text.ends_sentence(last) and (alone or state)

    def _tells_another_day(self, found: Phrase) -> bool:
        return any(day.last <= found.first or found.last <= day.first for day in self.text.dates)

    def _over(self, at: int, *kinds: str) -> int:
        """The place behind phrases of these kinds, each where it stands."""
        for kind in kinds:
            at = self.text.over(kind, at)
        return at
