"""Where in a message an edition is asked for: the first phrase that does, by a name of the policy or a time.

"As of 2018" alone says since when a subscription is what it is; it asks for an edition only where it stands
by itself, and the subscription's date is told elsewhere or was told before. "Stand 2018" is said of no
subscription: it always asks for one.
"""

from collections.abc import Iterator
from typing import Final

from knowledge.by_edition.amendments import around_change
from knowledge.by_edition.back_then import asked_of_then, askings, times_of
from knowledge.by_edition.edition_words import UNCLEAR, EditionWords, Phrase
from knowledge.by_edition.going_by import back_to_time, gone_by, mere_name, mere_one, what_one_said
from knowledge.by_edition.held_so import held_so
from knowledge.by_edition.mere_times import mere_before, mere_step
from knowledge.by_edition.policy_names import Names
from rules.edition import NEWEST
from rules.interval import Interval
from rules.model import Value

_STOOD: Final = "stood"  # how things stood: nobody's sign-up
_BEFORE, _OWN = "before", "own"  # a side of a time, and who speaks of what is his
_USING: Final = "using"  # which may be said of a program too
_OPENING: Final = (
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
_SOON: Final = 3  # words from the policy's name to how it was
_NEAR: Final = 6  # words of a time and the question behind it


class Finder:
    """Looks for the words in one message."""

    def __init__(self, text: EditionWords, signed_up: Value | None, *, asks_day: bool) -> None:
        self.asks_day = asks_day
        self.text, self.words, self.names = text, text.words, Names(text)
        self.signed_up = signed_up if isinstance(signed_up, Interval) else None

    def find(self, *, open_to_dates: bool) -> Phrase | None:
        """The first phrase that asks for an edition."""
        behind = 0
        for at in self._beginnings():
            if at < behind:
                continue
            denied = self.names.denied(at)
            found = self.names.instead(denied) if denied else self._at(at, open_to_dates=open_to_dates)
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
        found = gone_by(self.text, after_verdict=open_to_dates) or what_one_said(
            self.text, after_verdict=open_to_dates
        )
        if found is None and (to_another or (open_to_dates and not of_several)):
            found = mere_name(self.text)
        if found is None and open_to_dates and not of_several:
            found = mere_before(self.text)
        if found is None and to_another and not of_several:
            found = mere_one(self.text) or mere_step(self.text)
        if found is None and to_another:
            found = back_to_time(self.text)
        return found or (self._and_in() if to_another else None)

    def _and_in(self) -> Phrase | None:
        """ "And in 2019?": a time and nothing else."""
        for at in self.text.places("in"):
            days = self.text.days(self.text.over("in", at))
            found = Phrase(at, days[1], days[0]) if days else None
            if found and self.text.says_only(found):
                return found
        return None

    def turns_back(self, *, open_to_dates: bool) -> bool | None:
        """Whether the message turns back to the usual edition and says no more; None where it does not turn.

        "And now?" is all that is said; "and is payg blocked now?" turns back and says more.

        In more words than these only where nothing is asked: "it is direct now" answers a question.
        """
        said = [Phrase(at, self.text.over("now", at), NEWEST) for at in self.text.places("now")]
        is_all = any(map(self.text.says_only, said))
        return is_all if is_all or (said and open_to_dates) else None

    def asking_beside(self, found: Phrase) -> Iterator[Phrase]:
        """What asks what was said, apart from the edition: "what was the rule for CSP, by the 2021 page".

        And the time of a request, by which that of the edition is told: "in 2022, the year we asked".
        """
        said = ((at, self.text.over("said", at)) for at in self.text.places("said"))
        when = (span for span in askings(self.text) if self.text.value("filed", span[0]))
        for first, last in (*said, *when):
            if last <= found.first or found.last <= first:
                yield Phrase(first, last, found.by)

    def named_again(self, found: Phrase, edition: str | None) -> Iterator[Phrase]:
        """The same edition by its year, right behind: "by the newest, that of 2023", "the newest, 2023"."""
        for day in self.text.dates:
            here = self.text.is_sentence(day.first, found.first) and day.first >= found.last
            small = self.text.only("behind_name", range(found.last, day.first))
            if here and small and day.interval and edition and edition[:4] == str(day.interval.first)[:4]:
                yield Phrase(day.first, day.last, day.interval)

    def _at(self, at: int, *, open_to_dates: bool) -> Phrase | None:
        """The phrase that begins here."""
        if self.words[at].pasted:
            return None
        begins = self.text.begins_clause(at) and self.text.value("side", at) is None
        bare = self.names.bare(at) if begins else None
        return bare or self._asking(at) or self._standing(at, open_to_dates=open_to_dates) or self._around(at)

    # -- phrases that name the policy, or ask what it said

    def _asking(self, at: int) -> Phrase | None:
        now = self.text.over("said_now", at)
        if now > at:
            return Phrase(at, now, NEWEST)
        asks, lead = self._said(at), self.text.over("lead", at)
        if asks > at:
            said = self.text.over("behind", asks)
            found = self.names.named(said, at) or self._dated(said, at) or self._dated_before(at, said)
            if found or (found := self._told_before(asks, at)):
                return found
        held = self._held(at)
        if held:
            return held
        named = self.names.named(lead, at) if lead > at else None
        if named and self.text.value("lead", at) == _USING and self.names.is_a_version(named):
            return None
        return named._replace(last=self.text.over("behind", named.last)) if named else None

    def _said(self, at: int) -> int:
        """The place behind what asks what the policy said: "what did the page", "luidde het beleid"."""
        said = max(self.text.over("said", at), self.text.over("said_then", at))
        if said > at:
            return said
        begun = max(self.text.over("lead", at), self.text.over("was", at))
        named = self.names.over(begun, "article", "noun")
        return named if begun > at and named > self.text.over("article", begun) else at

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
