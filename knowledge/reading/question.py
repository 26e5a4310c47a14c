"""text -> Question: what was understood of a message, and how sure that is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from knowledge.judged.features import Talk
from knowledge.library import Library
from knowledge.mentions import overview
from knowledge.mentions.asking import Aside, asides_in
from knowledge.mentions.assent import assent_in, opens_with_a_yes
from knowledge.mentions.denied import negated
from knowledge.mentions.marks import Before, Marks, read_marks
from knowledge.mentions.relays import leads_to_a_relay
from knowledge.mentions.unknowing import unknowing
from knowledge.reading.bare import bare_facts
from knowledge.reading.candidates import Candidate, Findings
from knowledge.reading.findings import Found, find
from knowledge.reading.known_day import is_side_of, is_year_of, overlap
from knowledge.reading.witnesses import Named
from knowledge.words.text import nod_of, particles
from rules.interval import Interval
from rules.model import UNKNOWN, Facts, Value

TO_WRITE: Final = "what_to_write"
IN_SHORT: Final = "in_short"  # the verdict in plain words, to pass on
MUST_ASK: Final = "must_ask"  # whether anything has to be requested, of a verdict
_LIKELY = 0.5
_WHOLE, _STANDS = "all", "stands"  # the verdict again, and that on what is so
RECAP: Final = "recap"  # the verdict on each that was spoken of; of one alone that again
_SURELY = 0.8
_PERHAPS = 0.2  # how likely it tells of another subscription, or supposes something
_SURE_WORD = 0.9
_RATHER_WORD = 0.6
DAYS: Final = "days"  # those that are named, whosever they are
_HARDLY = 0.2  # how likely a date must be the sign-up's, so that it tells anything
_SEVERAL = 2  # types or dates
_MAY_BE_UNKNOWN = ("subscription", "created")
_NOT_KNOWN = 0.9  # how likely who says not to know what we asked does not know just that
_BARE = 0.9995  # how likely few words mean just what we asked
_CALLING = frozenset("own other_one to question cue_since".split())  # what may go with a mere name
_FEW = 6  # words of a plain yes or no,
_FEWEST = 5  # of a mere name,
_BEGINNING = 2  # and of its beginning


@dataclass(frozen=True, eq=False)
class Question:
    """What a message says, in the terms of the rules, with the doubt about each part of it."""

    marks: Marks
    found: Found
    talk: Talk
    cut: date
    nod: bool | None = None
    sides: tuple[Interval, Interval] | None = None  # of the day that we asked for, where that is another
    either: Interval | None = None  # a time that may be the one asked about as well as the sign-up's
    behind_yes: bool = False  # that was said before it in the same message
    known_day: Value | None = None  # the day that is known, or was offered last

    @property
    def language(self) -> str:
        return self.marks.language

    @property
    def acts(self) -> Mapping[str, float]:
        """What the message may be after, and how likely."""
        return self.found.judged["act"]

    @property
    def themes(self) -> Mapping[str, float]:
        return self.found.judged["theme"]

    @property
    def word(self) -> str:
        """What it asks for of the verdict before it, if it asks for that at all."""
        likely = self._words
        return max(likely, key=lambda name: likely[name])

    @property
    def asks_how_it_stands(self) -> bool:
        """Whether it asks for what is so, after what was supposed or something beside it."""
        again = self.acts.get("again", 0.0) + self.acts.get("back", 0.0)
        return self.stands >= _LIKELY and again >= _LIKELY

    @property
    def stands(self) -> float:
        """How likely it asks how the asker's own case stands, if it asks for the verdict again."""
        return self.found.judged["word"].get(_STANDS, 0.0)

    @property
    def asks_why(self) -> bool:
        """Whether it asks for reasons: of the verdict before it, or why anything is blocked at all."""
        return self.word == "why" and max(self.themes, key=lambda name: self.themes[name]) == "why_blocked"

    @property
    def asks_what_to_write(self) -> bool:
        """Whether it asks rather for the text of a request than for the way to make one."""
        likeliest = max(self.themes, key=lambda name: self.themes[name])
        return likeliest == TO_WRITE or self.asks(TO_WRITE)

    @property
    def asks_of_verdict(self) -> bool:
        """Whether few words ask for reasons, or what to do until then: after a verdict, of that."""
        surely = self.word == "meanwhile" and self.found.judged["word"]["meanwhile"] >= _SURELY
        return self.tells_nothing and (self.asks_why or surely)

    @property
    def several(self) -> float:
        """How likely the message is about more than one subscription; the few words of one fact are not."""
        alone = len(self.found.types) < _SEVERAL and len(self.found.days) < _SEVERAL
        return 0.0 if self._bare and alone else self.found.several

    @property
    def is_of_several(self) -> bool:
        """Whether the message is likely about more than one subscription."""
        return self.several > _LIKELY

    @cached_property
    def facts(self) -> Findings:
        """What each fact may be; the service only where one is named."""
        services = [mention for mention in self.marks.all("service") if not negated(self.marks, mention)]
        named = tuple(Candidate(one.value, 1.0, self.marks.words_of(one)) for one in services[:1])
        facts = {**self.found.facts, "service": named} if named else self.found.facts
        return {name: tuple(map(self._as_asked, may)) for name, may in {**facts, **self._bare}.items()}

    def _as_asked(self, one: Candidate) -> Candidate:
        """A mere "before" is read as before the policy's own day, and meant of the one that we asked for."""
        if one.value is not None and one.value == self.refused_day:
            return one._replace(value=None)
        if self._is_known(one):
            return one._replace(value=self.known_day)
        if self.sides is None or one.words:
            return one
        own = {Interval.before(self.cut): self.sides[0], Interval.since(self.cut): self.sides[1]}
        return one._replace(value=own.get(one.value, one.value)) if isinstance(one.value, Interval) else one

    def _is_known(self, one: Candidate) -> bool:
        """Whether a side of the known day is told, or its year of the same subscription: then that stays."""
        if not one.words and is_side_of(one.value, self.known_day, self.cut):
            return True
        return is_year_of(one.value, self.known_day, self.cut) and self._stays_with_it

    @property
    def _stays_with_it(self) -> bool:
        """Whether it likely goes on about the same subscription, and denies nothing."""
        others = {named.value for named in self.found.types} - {self.talk.known.get("subscription")}
        elsewhere = max(self.acts.get(act, 0.0) for act in ("another", "what_if")) >= _PERHAPS
        return not (others or elsewhere) and self.assents is not False

    @cached_property
    def refused_day(self) -> Value | None:
        """The known day where it is named again and is another thing's: "no, 2019 is when he left"."""
        named = {one.value: one.own for one in self.found.days}
        again = len(named) == 1 and all(overlap(day, self.known_day) for day in named)
        if not again or self.found.types:
            return None
        (day, own), *_ = named.items()
        return day if self.says_no or own < _HARDLY else None

    @property
    def says_no(self) -> bool:
        """Whether it begins with a no or a correction, also with a no before "I don't know"."""
        words = self.marks.words
        alone = len(words) > 1 and words[0].clause != words[1].clause
        opens = any(mention.first == 0 for mention in self.marks.all("deny"))
        corrects = any(mention.first < _BEGINNING for mention in self.marks.all("correction"))
        return self.assents is False or (alone and opens) or (corrects and not self.assents)

    @property
    def _names_no_day(self) -> bool:
        """Whether no date is named but such as are denied."""
        return all(one.own <= 0 or one.value == self.refused_day for one in self.found.days)

    @property
    def answers_us(self) -> bool:
        """Whether it says what we asked, in a few words and nothing else."""
        return self.talk.asked in self._bare

    @cached_property
    def _bare(self) -> dict[str, tuple[Candidate, ...]]:
        """The facts that a few words are, exact, and not to know what we asked."""
        told, found = bare_facts(self.marks, self.cut, self.talk), self.found
        asked = self.talk.asked or ""
        says_so = unknowing(self.marks) and not found.types and self._names_no_day
        if asked in _MAY_BE_UNKNOWN and says_so:
            return {asked: _instead(found.facts[asked], UNKNOWN, _NOT_KNOWN)}
        return {name: _instead(found.facts[name], value, _BARE) for name, value in told.items()}

    @property
    def own_types(self) -> list[Named]:
        """The types that are likely the asker's own, in their order."""
        return [one for one in self.found.types if one.own > _LIKELY]

    @property
    def own_days(self) -> list[Named]:
        """The dates that are likely sign-up dates, in their order."""
        return [one for one in self.found.days if one.own > _LIKELY and one.value is not None]

    @property
    def assents(self) -> bool | None:
        """Whether the message begins with a yes or a no, None where it does neither, or asks by it.

        "No idea" is no no.
        """
        return assent_in(self.marks) if self.nod is None else self.nod

    @property
    def opens_with_yes(self) -> bool:
        """Whether a plain yes opens the message, even where all of it asks: "yes, and by the newest?"."""
        return bool(self.assents) or opens_with_a_yes(self.marks)

    @property
    def tells_nothing(self) -> bool:
        """Whether so few words tell no fact at all."""
        found = self.found
        best = [candidates[0] for candidates in self.facts.values() if candidates]
        told = any(one.value is not None and one.p > _LIKELY for one in best)
        return len(self.marks.words) <= _FEW and not (told or found.types or found.days)

    @property
    def calls_only(self) -> bool:
        """Whether so few words have room for no more than a name: "and client A?"."""
        more = {mention.kind for mention in self.marks.meant} - _CALLING
        return len(self.marks.words) <= _FEWEST and self.tells_nothing and not (more or self.asks_why)

    @property
    def told(self) -> Facts:
        """What it tells of each fact, by the likeliest reading."""
        best = {name: candidates[0].value for name, candidates in self.facts.items() if candidates}
        return {name: value for name, value in best.items() if value is not None}

    def tells_only(self, known: Facts) -> bool:
        """Whether it tells something, and nothing that is not known so already."""
        return bool(self.told) and self.told.items() <= known.items()

    @property
    def asks_to_request_a_relay(self) -> bool:
        """Whether it asks if anything has to be requested for a relay: "for SendGrid", "voor die relay"."""
        asks = self.asks("must_i_ask") or self.rather == MUST_ASK
        return asks and leads_to_a_relay(self.marks)

    @property
    def rebooted(self) -> bool:
        """Whether a reboot is spoken of, and no stop and start."""
        stopped = self.marks.all("stopstart") or self.marks.all("stop_vm")
        return bool(self.marks.all("reboot")) and not stopped

    @property
    def sums_up(self) -> bool:
        """Whether it asks for what was said of several, or speaks of them together."""
        return overview.sums_up(self.marks) or self.recaps

    @property
    def asks_for_overview(self) -> bool:
        """Whether it asks for what holds for all that were spoken of."""
        return overview.asks_for_overview(self.marks) or self.recaps

    @property
    def recaps(self) -> bool:
        """Whether it surely asks for all that was said, in any words, and tells nothing."""
        again, recap = self.acts.get("again", 0.0), self.found.judged["word"].get(RECAP, 0.0)
        return min(again, recap) >= _SURELY and not self.told

    @cached_property
    def asides(self) -> tuple[Aside, ...]:
        """What it asks in set words beside its case."""
        return asides_in(self.marks.words)

    def asks(self, *names: str) -> bool:
        """Whether it asks one of these in set words."""
        return any(one.what in names for one in self.asides)

    @property
    def likely(self) -> dict[str, Value]:
        """The facts that it likely tells."""
        found = ((name, may[0]) for name, may in self.facts.items() if may and may[0].p > _LIKELY)
        return {name: one.value for name, one in found if one.value is not None}

    def tells_more_than(self, *known: Facts, besides: Collection[str] = ()) -> bool:
        """Whether it tells a fact, a type or a date that is in none of what is known, `besides` some."""
        told = {name: value for name, value in self.likely.items() if name not in besides}
        news = any(all(facts.get(name) != value for facts in known) for name, value in told.items())
        values = {value for facts in known for value in facts.values()}
        types = self.found.types if "subscription" not in besides else ()
        days = [one for one in self.found.days if one.own > _HARDLY and DAYS not in besides]  # not "today"
        return news or any(one.value not in values for one in (*types, *days))

    @property
    def surely(self) -> str | None:
        """The word that it asks for of a verdict, where that is hardly in doubt."""
        return self.word if self._words[self.word] >= _SURE_WORD else None

    @property
    def asks_in_short(self) -> bool:
        """Whether it likely asks for a text to pass on."""
        return self.asks(IN_SHORT) or self.rather == IN_SHORT

    def plainly_asks(self, word: str) -> bool:
        """Whether it asks this of the verdict, and hardly anything else."""
        return self.surely == word and self.acts.get("again", 0.0) >= _SURE_WORD

    @property
    def rather(self) -> str | None:
        """The word that it likely asks for of a verdict, where that stays as it was in any case."""
        return self.word if self._words[self.word] >= _RATHER_WORD else None

    @property
    def _words(self) -> dict[str, float]:
        """How likely each is asked for; an overview, and how one's own case stands, are the whole verdict."""
        likely = dict(self.found.judged["word"])
        likely[_WHOLE] = likely.get(_WHOLE, 0.0) + likely.pop(_STANDS, 0.0) + likely.pop(RECAP, 0.0)
        return likely

    @property
    def impossible_date(self) -> str | None:
        """The words of a sign-up date that the calendar does not have."""
        return next((one.words for one in self.found.days if one.value is None and one.own > _LIKELY), None)

    @property
    def two_readings(self) -> tuple[Interval, ...]:
        """Both readings of a sign-up date in which day and month could be swapped."""
        own = {one.at for one in self.found.days if one.own > _LIKELY}
        return next((day.readings for day in self.marks.dates if day.readings and day.first in own), ())

    @property
    def quotes(self) -> dict[str, str]:
        """The words that gave the likeliest value of each fact."""
        first = {name: candidates[0] for name, candidates in self.facts.items() if candidates}
        return {name: one.words for name, one in first.items() if one.words and one.value is not None}


def _instead(candidates: tuple[Candidate, ...], value: Value, p: float) -> tuple[Candidate, ...]:
    """The candidates with one value this likely, the others less so."""
    words = next((one.words for one in candidates if one.value == value), "")
    rest = tuple(one.at(one.p * (1 - p)) for one in candidates if one.value != value)
    return (Candidate(value, 1 - sum(one.p for one in rest), words), *rest)


def read_question(
    message: str, library: Library, today: date, talk: Talk, before: Before | None = None
) -> Question:
    """The question that a message asks; TextFault where it cannot be read."""
    reading, told = library.reading, before or Before()
    marks = read_marks(message, reading.vocabulary, reading.date_words, today, told)
    if told.year and _names_another(marks, talk):
        told = told._replace(year=None)
        marks = read_marks(message, reading.vocabulary, reading.date_words, today, told)
    return Question(marks, find(marks, library.heads, reading.cut, talk), talk, reading.cut, nod_of(message))


def _names_another(marks: Marks, talk: Talk) -> bool:
    """Whether another type is named, or something new: the year at hand says nothing of its months."""
    if any(word.text in particles("newly") for word in marks.words):
        return True
    named = {mention.value for mention in marks.all("subscription") if not negated(marks, mention)}
    return bool(named) and talk.known.get("subscription") not in named
