"""Words -> closed day intervals, with their relation words, in every language at once.

What a message says of a day becomes the interval of all days it can mean, never one day invented
out of a month. The relations that no library keeps (before, since, early, between ...) are read here,
the days themselves are reckoned in `days`. A day and month that could stand either way keep both
readings.
"""

from datetime import date, timedelta
from typing import NamedTuple

from knowledge.days import (
    MONTHS,
    OLDEST_YEAR,
    calendar,
    days,
    month_of,
    named_month,
    numeric_readings,
    portion,
    related,
    season_of,
    widened,
)
from knowledge.text import Word
from knowledge.vocabulary import Mention, Vocabulary
from rules.interval import Interval

_ALONE_TOO_SHORT = frozenset("may mei jan feb mar mrt apr jun jul aug sep sept oct okt nov dec march".split())
# The words that join two dates into one span, by what stands before the first.
_JOINING = {
    "between": frozenset({"and", "en", "or", "of"}),
    "from_to": frozenset({"to", "tot", "until", "till", "tm"}),
}
_DATED_FORMS = frozenset({"number", "date", "month", "stamp"})
_OPENING_KINDS = frozenset("month season holiday vague last this weekday day_word quarter turned".split())
_NEAR = 2  # words between two dates that are one span


class DateMention(NamedTuple):
    """Days that the words `first` up to `last` (not included) speak of.

    `interval` is None where the date does not exist. `readings` holds both where day and month
    could be swapped. `recent` marks words such as "yesterday", which mostly date an event.
    """

    first: int
    last: int
    interval: Interval | None
    readings: tuple[Interval, ...] = ()
    recent: bool = False
    approximate: bool = False
    relation: str | None = None


class _Core(NamedTuple):
    interval: Interval | None
    last: int
    readings: tuple[Interval, ...] = ()
    recent: bool = False
    grain: str = "day"


def find_dates(
    words: list[Word], vocabulary: Vocabulary, today: date, *, day_first: bool, year: int | None = None
) -> list[DateMention]:
    """All dates in the words, in order.

    `day_first` settles 11/12/2017 for who writes it so; `year` is the one that was told before, of
    which a month without a year is.
    """
    return _Reader(words, vocabulary, today, day_first, year).read()


class _Reader:
    def __init__(
        self, words: list[Word], vocabulary: Vocabulary, today: date, day_first: bool, year: int | None
    ) -> None:
        self.words, self.today, self.day_first, self.year = words, today, day_first, year
        self.starts: dict[int, list[Mention]] = {}
        self.ends: dict[int, list[Mention]] = {}
        for mention in vocabulary.find(words, "").mentions:
            self.starts.setdefault(mention.first, []).append(mention)
            self.ends.setdefault(mention.last, []).append(mention)

    def read(self) -> list[DateMention]:
        found: list[DateMention] = []
        at = 0
        while at < len(self.words):
            mention = self._date(at) if self._may_begin(at) else None
            if mention is None:
                at += 1
                continue
            joined = found and self._joined(found[-1], mention)
            if joined:
                found[-1] = joined
            else:
                found.append(mention)
            at = mention.last
        return found

    def _may_begin(self, at: int) -> bool:
        """Whether a date can begin here at all: most words rule that out at a glance."""
        word = self.words[at]
        if word.pasted:
            return False
        if word.form != "word":
            return word.form in _DATED_FORMS
        kinds = {mention.kind for mention in self.starts.get(at, ())}
        number = self._value("number", at) if "number" in kinds else None
        counted = number is not None and self._value("unit", number.last) is not None
        return word.text == "q" or counted or bool(kinds & _OPENING_KINDS)

    # -- a whole date: the core, then what stands before and behind it

    def _date(self, at: int) -> DateMention | None:
        core = self._vague(at) or self._core(at)
        if core is None:
            return None
        first, core = self._part(at, core)
        approximate = self._approximate(first, core.last)
        if approximate and core.interval:
            core = core._replace(interval=widened(core.interval, core.grain))
        relation = self._left("relation", first)
        first, core = self._related(relation, first, core)
        last, core = self._behind(core)
        return DateMention(
            first,
            last,
            core.interval,
            core.readings,
            core.recent,
            approximate,
            relation.value if relation else None,
        )

    def _value(self, kind: str, at: int) -> Mention | None:
        return next((m for m in self.starts.get(at, ()) if m.kind == kind), None)

    def _left(self, kind: str, at: int, values: tuple[str, ...] = ()) -> Mention | None:
        """The mention of this kind that ends just before `at`, joining words passed over."""
        for _ in range(4):
            ending = self.ends.get(at, ())
            wanted = next((m for m in ending if m.kind == kind and (not values or m.value in values)), None)
            if wanted and self._same_clause(wanted.first, at):
                return wanted
            joining = next((m for m in ending if m.kind in ("join", "approx")), None)
            if joining is None:
                return None
            at = joining.first
        return None

    def _same_clause(self, first: int, at: int) -> bool:
        return at >= len(self.words) or self.words[first].clause == self.words[at].clause

    def _part(self, at: int, core: _Core) -> tuple[int, _Core]:
        part = self._left("part", at)
        if part is None or core.interval is None or core.grain not in ("month", "year"):
            return at, core
        return part.first, core._replace(interval=portion(core.interval, core.grain, part.value))

    def _approximate(self, first: int, last: int) -> bool:
        return bool(self._left("approx", first) or self._value("approx", last))

    def _related(self, relation: Mention | None, at: int, core: _Core) -> tuple[int, _Core]:
        if relation is None or core.interval is None:
            return at, core
        negated = relation.first > 0 and self.words[relation.first - 1].text in ("not", "niet", "isnt")
        interval = related(core.interval, relation.value, negated=negated)
        readings = tuple(related(day, relation.value, negated=negated) for day in core.readings)
        for reading in readings:  # "before" the earlier of two readings would settle what is open
            interval = interval.hull(reading)
        return relation.first, core._replace(interval=interval, readings=readings)

    def _behind(self, core: _Core) -> tuple[int, _Core]:
        behind = self._value("after_relation", core.last)
        if behind is None or core.interval is None:
            return core.last, core
        return behind.last, core._replace(interval=related(core.interval, behind.value))

    def _joined(self, earlier: DateMention, later: DateMention) -> DateMention | None:
        """Two dates that are the two ends of one span: between X and Y, 2016 or 2017, 2016-2017."""
        of_year = self._month_of_year(earlier, later)
        if of_year:
            return of_year
        gap = range(earlier.last, later.first)
        near = all(self._value("and", at) or self._value("join", at) for at in gap) and len(gap) <= _NEAR
        if not near or not earlier.interval or not later.interval or earlier.recent:
            return None
        whole = None not in (*earlier.interval, *later.interval)
        between = {self.words[at].text for at in gap}
        joining = _JOINING.get(earlier.relation or "", frozenset({"or", "of", "tm"}))
        if not whole or not between & joining:
            return None
        return later._replace(first=earlier.first, interval=earlier.interval.hull(later.interval))

    def _month_of_year(self, earlier: DateMention, later: DateMention) -> DateMention | None:
        """ "2017, october I think": a month alone, right behind a year, is of that year."""
        year, month = self._year_at(earlier.last - 1), self._month_at(later.first)
        alone = month is not None and later.last == month.last and later.first - earlier.last <= 1
        if year is None or not alone or earlier.last - earlier.first > 1 or month is None:
            return None
        return later._replace(first=earlier.first, interval=named_month(month.value, year), recent=False)

    # -- the core: one day, month, quarter, season, year or span

    def _core(self, at: int) -> _Core | None:
        form = self.words[at].form
        if form == "stamp":
            return self._numeric(at, self.words[at].text[:10])
        if form == "date":
            return self._numeric(at, self.words[at].text)
        if form == "month":
            return self._numeric_month(at)
        return (
            self._quarter(at)
            or self._day_month(at)
            or self._month(at)
            or self._season(at)
            or self._holiday(at)
            or self._birthday(at)
            or self._span(at)
            or self._last_unit(at)
            or self._named_day(at)
            or self._year(at)
        )

    def _numeric(self, at: int, text: str) -> _Core:
        readings = numeric_readings(text, day_first=self.day_first)
        if not readings:
            return _Core(None, at + 1)
        interval = readings[0]
        for other in readings[1:]:
            interval = interval.hull(other)
        return _Core(interval, at + 1, readings if len(readings) > 1 else ())

    def _numeric_month(self, at: int) -> _Core:
        first, second = self.words[at].text.replace("/", "-").split("-")
        year, month = (first, second) if len(first) == len("2018") else (second, first)
        return _Core(month_of(int(year), int(month)), at + 1, grain="month")

    def _quarter(self, at: int) -> _Core | None:
        named = self._value("quarter", at)
        number, after = (int(named.value), named.last) if named else (0, at)
        if not named and self.words[at].text == "q":
            number, after = (self._number(at + 1) or 0), at + 2
        if not 1 <= number <= 4:  # noqa: PLR2004 - a year has four quarters
            return None
        year, last = self._year_behind(after)
        if year is None:
            return None
        months = month_of(year, 3 * number - 2).hull(month_of(year, 3 * number))
        return _Core(months, last, grain="quarter")

    def _day_month(self, at: int) -> _Core | None:
        """15 november 2017, November 15th, 2017; without a year, the last such day."""
        day = self._number(at)
        month = self._month_at(self._over_join(at + 1)) if day else None
        if day and month:
            last = month.last
        else:
            month = self._month_at(at)
            day = self._number(month.last) if month else None
            last = month.last + 1 if month else at
        if not month or not day or not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
            return None
        year, behind = self._year_behind(last)
        if year is None and self.year:
            if month.first == at and 2000 + day == self.year:
                return _Core(named_month(month.value, self.year), last, grain="month")
            year, behind = self.year, last
        if year is None and month.first == at:
            return self._day_or_year(month, day, last)
        if year is None:
            return _Core(calendar(f"{day} {month.value}", self.today), last, recent=True)
        readings = days(((year, MONTHS.index(month.value) + 1, day),))
        return _Core(readings[0] if readings else None, behind)

    def _day_or_year(self, month: Mention, number: int, last: int) -> _Core:
        """ "nov 17" is a day of this year or a month of 2017: both readings stay."""
        day = calendar(f"{number} {month.value}", self.today)
        whole = named_month(month.value, 2000 + number)
        readings = tuple(found for found in (day, whole) if found)
        if len(readings) < 2 or 2000 + number > self.today.year:  # noqa: PLR2004 - both of two
            return _Core(day, last)
        return _Core(readings[0].hull(readings[1]), last, readings)

    def _month(self, at: int) -> _Core | None:
        month = self._month_at(at)
        if month is None:
            return None
        year, last = self._year_behind(month.last)
        if year is not None:
            return _Core(named_month(month.value, year), last, grain="month")
        pointer = self._value("last", month.last) or self._value("this", month.last)
        unit = self._value("unit", pointer.last) if pointer else None
        if pointer and unit and unit.value == "year":
            return _Core(
                named_month(month.value, self.today.year - (pointer.kind == "last")), unit.last, grain="month"
            )
        later = self._month_at(self._over_and(month.last))
        if later and (year := self._year_behind(later.last)[0]):
            return _Core(named_month(month.value, year), month.last, grain="month")
        if self.words[at].text in _ALONE_TOO_SHORT and not self._introduced(at):
            return None
        told = named_month(month.value, self.year) if self.year else calendar(month.value, self.today)
        return _Core(told, month.last, recent=not self.year, grain="month")

    def _introduced(self, at: int) -> bool:
        before = self.words[at - 1].text if at else ""
        return before in ("in", "since", "sinds", "last", "vorige", "this", "deze", "begin", "eind")

    def _season(self, at: int) -> _Core | None:
        season = self._value("season", at)
        if season is None:
            return None
        year, last = self._year_behind(season.last)
        if year is None:
            years = (self.today.year - 1, self.today.year)
            pointed = self._left("last", at) or self._left("this", at)
            if not pointed:
                return None
            first, final = (season_of(season.value, year) for year in years)
            return _Core(first.hull(final), season.last, recent=True, grain="season")
        return _Core(season_of(season.value, year), last, grain="season")

    def _holiday(self, at: int) -> _Core | None:
        """ "kerst 2017": the day and its neighbours, as people mean it."""
        holiday = self._value("holiday", at)
        year, last = self._year_behind(holiday.last) if holiday else (None, at)
        if holiday is None or year is None:
            return None
        day = date.fromisoformat(f"{year}-{holiday.value}")
        beside = timedelta(days=1)
        return _Core(Interval(day - beside, day + beside), last, grain="week")

    def _span(self, at: int) -> _Core | None:
        """nine years ago, 3 jaar oud, older than 9 years, for two years now."""
        number = self._number(at)
        unit = self._value("unit", at + 1) if number is not None else None
        named = self._value("number", at)
        if named and unit is None:
            number, unit = int(named.value), self._value("unit", named.last)
        if not number or unit is None or number > 400:  # noqa: PLR2004 - no span reaches so far
            return None
        ago = self._value("ago", unit.last)
        last = ago.last if ago else unit.last
        bound = self._left("relation", at, ("older", "younger"))
        limit = bound.value if bound else None
        if not ago and not limit and not self._left("for_span", at):
            return None
        interval = calendar(f"{number} {unit.value} ago", self.today)
        if interval and limit:
            older = limit == "older"
            interval = Interval(None, interval.last) if older else Interval(interval.first, self.today)
        elif interval and not ago:
            interval = widened(interval, unit.value)
        return _Core(interval, last, recent=unit.value in ("day", "week"), grain=unit.value)

    def _birthday(self, at: int) -> _Core | None:
        """ "turned ten this year", "wordt acht jaar": so many years ago, give or take one."""
        turned = self._value("turned", at)
        number = self._count(turned.last) if turned else None
        if not turned or number is None:
            return None
        years, last = number
        unit = self._value("unit", last)
        last = unit.last if unit else last
        pointer = self._value("this", last) or self._value("last", last)
        span = self._value("unit", pointer.last) if pointer else None
        if not unit and not span:
            return None
        interval = calendar(f"{years} year ago", self.today)
        return _Core(
            widened(interval, "year") if interval else None, span.last if span else last, grain="year"
        )

    def _count(self, at: int) -> tuple[int, int] | None:
        """A number in digits or words, and where it ends."""
        digits, named = self._number(at), self._value("number", at)
        if digits is not None:
            return digits, at + 1
        return (int(named.value), named.last) if named else None

    def _last_unit(self, at: int) -> _Core | None:
        pointer = self._value("last", at) or self._value("this", at)
        unit = self._value("unit", pointer.last) if pointer else None
        month = self._month_at(pointer.last) if pointer else None
        if pointer and unit:
            phrase = f"1 {unit.value} ago" if pointer.kind == "last" else f"this {unit.value}"
            interval = calendar(phrase, self.today)
            return _Core(interval, unit.last, recent=unit.value != "year", grain=unit.value)
        if pointer and month and self._year_behind(month.last)[0] is None:
            return _Core(calendar(month.value, self.today), month.last, recent=True, grain="month")
        return None

    def _named_day(self, at: int) -> _Core | None:
        named = self._value("day_word", at) or self._value("weekday", at)
        if named is None:
            return None
        return _Core(calendar(named.value, self.today), named.last, recent=True)

    def _vague(self, at: int) -> _Core | None:
        vague = self._value("vague", at)
        if vague is None:
            return None
        least, most = (int(years) for years in vague.value.split("-"))
        newest = self.today - timedelta(days=365 * least) if least else self.today
        oldest = self.today - timedelta(days=365 * most)
        return _Core(Interval(oldest, newest), vague.last, recent=not least, grain="year")

    def _year(self, at: int) -> _Core | None:
        year = self._year_at(at)
        if year is None:
            return None
        return _Core(Interval(date(year, 1, 1), date(year, 12, 31)), at + 1, grain="year")

    # -- small steps

    def _number(self, at: int) -> int | None:
        if at >= len(self.words) or self.words[at].form != "number":
            return None
        digits = "".join(c for c in self.words[at].text if c.isdigit())
        return int(digits) if digits and len(digits) <= 3 else None  # noqa: PLR2004 - days and spans

    def _month_at(self, at: int) -> Mention | None:
        return self._value("month", at)

    def _over_join(self, at: int) -> int:
        return at + 1 if self._value("join", at) else at

    def _over_and(self, at: int) -> int:
        return at + 1 if self._value("and", at) else at

    def _year_behind(self, at: int) -> tuple[int | None, int]:
        for place in (at, self._over_join(at)):
            year = self._year_at(place)
            if year is not None:
                return year, place + 1
        return None, at

    def _year_at(self, at: int) -> int | None:
        if at >= len(self.words) or self.words[at].form != "number":
            return None
        text = self.words[at].text
        if len(text) != len("2017") or not text.isdigit():
            return None
        year = int(text)
        if not OLDEST_YEAR <= year <= self.today.year + 1:
            return None
        numbered = at > 0 and self._value("numbered", at - 1)
        counted = self._same_clause(at, at + 1) and self._value("counted", at + 1)
        return None if numbered or counted else year
