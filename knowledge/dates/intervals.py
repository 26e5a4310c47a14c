"""Words -> closed day intervals, with their relation words, in every language at once.

What a message says of a day becomes the interval of all days it can mean, never one day invented
out of a month. The relations that no library keeps (before, since, early, between ...) are read here,
around the days that `cores` reads. A day and month that could stand either way keep both readings.
"""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from knowledge.dates.cores import Cores
from knowledge.dates.days import Core, named_month, portion, related, shifted, widened
from knowledge.dates.events import around
from knowledge.dates.numerals import Numerals, numerals_of
from knowledge.words.text import Words
from knowledge.words.vocabulary import Mention, Vocabulary
from rules.interval import Interval

# What joins two dates into one span, by what stands before the first.
_JOINING = {
    "between": frozenset({"both", "either"}),
    "from_to": frozenset({"to", "through"}),
}
_JOINING_ALONE = frozenset({"either", "through"})
_COARSE = frozenset({"month", "year"})
_TURNED = frozenset({"before", "after"})  # relations that a denial turns round
_NEAR = 2  # words between two dates that are one span
_DASH = 3  # characters between two dates with a dash between them


class DateMention(NamedTuple):
    """Days that the words `first` up to `last` (not included) speak of.

    `interval` is None where the date does not exist. `readings` holds both where day and month
    could be swapped. `recent` marks words such as "yesterday", which mostly date an event, `yearless` a
    day or month whose year nobody told, `turned` a denial that turned its days round: "not before May",
    `ahead` days that are all yet to come.
    """

    first: int
    last: int
    interval: Interval | None
    readings: tuple[Interval, ...] = ()
    recent: bool = False
    approximate: bool = False
    relation: str | None = None
    yearless: bool = False
    turned: bool = False
    ahead: bool = False


@lru_cache(maxsize=2)  # of one message they are read for the edition it asks for, too
def find_dates(
    words: Words, vocabulary: Vocabulary, today: date, *, day_first: bool, year: int | None = None
) -> tuple[DateMention, ...]:
    """All dates in the words, in order.

    `day_first` settles 11/12/2017 for who writes it so; `year` is the one that was told before, of
    which a month without a year is.
    """
    text = numerals_of(words, vocabulary, today)
    return tuple(_Reader(text, Cores(text, day_first=day_first, year=year)).read())


class _Reader:
    def __init__(self, text: Numerals, cores: Cores) -> None:
        self.text, self.words, self.cores = text, text.words, cores

    def read(self) -> list[DateMention]:
        found: list[DateMention] = []
        at = 0
        while at < len(self.words):
            core = self.cores.read(at)
            if core is None:
                at += 1
                continue
            mention = self._date(at, core)
            joined = self._joined(found[-1], mention) if found else None
            if joined:
                found[-1] = joined
            else:
                found.append(mention)
            at = mention.last
        return found

    # -- a whole date: the core, then what stands before and behind it

    def _date(self, at: int, core: Core) -> DateMention:
        first, core = self._part(at, core)
        first, core = around(self.text, first, core)
        approximate = bool(self.text.left("approx", first) or self.text.value("approx", core.last))
        if approximate and core.interval:
            core = core._replace(interval=widened(core.interval, core.grain))
        relation = self.text.left("relation", first)
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
            core.yearless,
            core.turned,
            self._is_ahead(core.interval),
        )

    def _is_ahead(self, days: Interval | None) -> bool:
        return days is not None and days.first is not None and days.first > self.text.today

    def _part(self, at: int, core: Core) -> tuple[int, Core]:
        part = self.text.left("part", at)
        if part is None or core.interval is None or core.grain not in _COARSE:
            return at, core
        return part.first, core._replace(interval=portion(core.interval, core.grain, part.value))

    def _related(self, relation: Mention | None, at: int, core: Core) -> tuple[int, Core]:
        if core.interval is None:
            return at, core
        absent = self.text.left("absent", relation.first if relation else at, passing=("join", "that"))
        if relation is None:
            since = core._replace(interval=related(core.interval, "from"), turned=True)
            return at, since if absent else core
        if core.bounded:
            return relation.first, core
        measured = self._measured(relation, core.interval)
        if measured:
            return measured[0], core._replace(interval=measured[1], readings=())
        denied = relation.value in _TURNED and self.text.left("denied", relation.first, passing=())
        negated = absent or denied
        interval = related(core.interval, relation.value, negated=bool(negated))
        readings = tuple(related(day, relation.value, negated=bool(negated)) for day in core.readings)
        for reading in readings:  # "before" the earlier of two readings would settle what is open
            interval = interval.hull(reading)
        return relation.first, core._replace(interval=interval, readings=readings, turned=bool(negated))

    def _measured(self, relation: Mention, interval: Interval) -> tuple[int, Interval] | None:
        """ "the week after" those days, "two months before" them."""
        unit = self.text.left("unit", relation.first, passing=())
        if unit is None or relation.value not in ("before", "after"):
            return None
        counts = (self.text.count(place) for place in range(max(unit.first - 2, 0), unit.first))
        count = next((count for count in counts if count and count.last == unit.first), None)
        number, first = (count.number, unit.first - 1) if count else (None, unit.first)
        return first, shifted(interval, relation.value, number, unit.value)

    def _behind(self, core: Core) -> tuple[int, Core]:
        behind = self.text.value("after_relation", core.last)
        if behind is None or core.interval is None:
            return core.last, core
        return behind.last, core._replace(interval=related(core.interval, behind.value))

    # -- two dates that are one

    def _joined(self, earlier: DateMention, later: DateMention) -> DateMention | None:
        """Two dates that are the two ends of one span: between X and Y, 2016 or 2017, 2016-2017."""
        if later.first - earlier.last > _NEAR:
            return None
        return self._month_of_year(earlier, later) or self._ends_of_span(earlier, later)

    def _ends_of_span(self, earlier: DateMention, later: DateMention) -> DateMention | None:
        begun, ended = earlier.interval, later.interval
        if not begun or not ended or earlier.recent:
            return None
        first, final = begun.first, ended.last
        if first is None or final is None or begun.last is None:
            return None
        if self._through(later) and later.first == earlier.last and first <= final:
            span = Interval(first, final)
            return later._replace(first=earlier.first, interval=span, relation=earlier.relation)
        if ended.first is None or not (self._dashed(earlier, later) or self._linked(earlier, later)):
            return None
        return later._replace(first=earlier.first, interval=begun.hull(ended))

    def _linked(self, earlier: DateMention, later: DateMention) -> bool:
        """Whether words stand between that join the two, and no others."""
        gap = range(earlier.last, later.first)
        between = {link.value for at in gap for link in self.text.all("and", at)}
        passed = all(self.text.value("and", at) or self.text.value("join", at) for at in gap)
        return passed and bool(between & _JOINING.get(earlier.relation or "", _JOINING_ALONE))

    def _through(self, later: DateMention) -> bool:
        """ "2016 until 2018": the relation of the second is what joins it to the first."""
        link = self.text.value("and", later.first)
        return later.relation == "until" and link is not None and link.value == "through"

    def _dashed(self, earlier: DateMention, later: DateMention) -> bool:
        """03/2015-08/2015, 2016-2017: months or years with nothing but a dash between them."""
        before, behind = self.words[earlier.last - 1], self.words[later.first]
        gap = behind.start - before.end
        dash = gap == 1 or (gap == _DASH and before.clause != behind.clause)
        alike = before.form == behind.form and before.form in ("month", "number")
        return dash and alike and later.first == earlier.last and before.sentence == behind.sentence

    def _month_of_year(self, earlier: DateMention, later: DateMention) -> DateMention | None:
        """ "2017, october I think", "last year, march": a month alone, right behind a year, is of that year.

        So is one more month behind such a one: "march or april".
        """
        month = self.text.value("month", later.first)
        alone = month is not None and later.last == month.last and (later.yearless or later.recent)
        year = self._year_before(earlier, later.first - earlier.last)
        if month is None or not alone or year is None:
            return None
        interval = named_month(month.value, year)
        if earlier.interval and not _is_whole_year(earlier.interval):
            interval = earlier.interval.hull(interval)
        return later._replace(
            first=earlier.first, interval=interval, recent=False, yearless=False, relation=earlier.relation
        )

    def _year_before(self, earlier: DateMention, gap: int) -> int | None:
        """The year that a month behind these days is of."""
        told = self.text.year(earlier.first) if earlier.last - earlier.first == 1 else None
        if told:
            return told.number if gap <= 1 else None
        days = earlier.interval
        if days is None or days.first is None or earlier.yearless:
            return None
        either = any(self.text.value("and", earlier.last + at) for at in range(gap))
        return days.first.year if _is_whole_year(days) or (either and days.first.day == 1) else None


def _is_whole_year(days: Interval) -> bool:
    if days.first is None:
        return False
    year = days.first.year
    return days == Interval(date(year, 1, 1), date(year, 12, 31))
