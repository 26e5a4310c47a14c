"""Every sentence the bot can say, read from `replies/`, one file a language."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import Field

from knowledge.dates.days import month_of, widened, year_of
from rules.interval import Interval, parse_interval
from rules.model import UNKNOWN, Code, Edition, Frozen, SupportPath, Value
from rules.strict_yaml import load, read_text

REPLIES_FOLDER: Final = Path(__file__).parent.parent / "replies"

ARROW = " > "
type_of_texts = dict[Code, str]


class Silence(Frozen):
    """What the document does not say, and what it says nearby."""

    what: str
    nearby: str


class Phrases(Frozen):
    """The sentences of one language; slots in braces."""

    months: tuple[str, ...] = Field(min_length=12, max_length=12)
    and_: str = Field(alias="and")
    or_: str = Field(alias="or")
    types: type_of_texts
    glosses: type_of_texts
    values: dict[Code, type_of_texts]
    days: dict[Code, type_of_texts]
    outcomes: type_of_texts
    short: type_of_texts
    plainly: type_of_texts
    must_ask: type_of_texts
    reasons: type_of_texts
    steps: dict[Code, tuple[str, ...]]
    ways_out: type_of_texts
    read: str
    assumed: str
    source: str
    paragraph: str
    quoted: str
    quoted_in: type_of_texts
    page_changed: str
    opening: str
    portal: str
    newer: type_of_texts
    older: type_of_texts
    part: str
    ask: dict[Code, tuple[str, str, str]]
    answer_both: type_of_texts
    answer_types: type_of_texts
    offer: type_of_texts
    as_before: str
    follow: type_of_texts
    agreed: type_of_texts
    asked: type_of_texts
    asked_back: dict[Code, type_of_texts]
    checks: dict[Code, tuple[str, ...]]
    not_understood: str
    not_that_day: str
    known_so_far: str
    courtesy: str
    about_us: dict[str, str]
    type_is: type_of_texts
    relay_is: str
    no_hurry: str
    still_open: str
    no_help: str
    in_that_case: str
    in_your_case: str
    relay_on_25: str
    either_way: str
    one_at_a_time: str
    unheard: str
    whichever_day: str
    either_day: type_of_texts
    welcome: type_of_texts
    out_of_scope: type_of_texts
    not_said: type_of_texts
    silent: dict[Code, Silence]
    themes: dict[Code, type_of_texts]
    overview: type_of_texts
    conditions: type_of_texts
    ways: type_of_texts
    as_of: type_of_texts
    changes: type_of_texts
    policy: type_of_texts
    watch: type_of_texts
    news: type_of_texts
    why: type_of_texts
    form: dict[Code, type_of_texts]
    ui: type_of_texts

    def type_name(self, value: Value) -> str:
        """A subscription type in everyday words; an unlisted one by its own name."""
        name = str(value)
        return self.types.get(name) or name.rpartition(":")[2].replace("_", " ")

    def glossed(self, value: Value) -> str:
        """The type at its first mention: with the name people know it by, where that is another."""
        return self.glosses.get(str(value)) or self.type_name(value)

    def day(self, day: date) -> str:
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def listed(self, items: list[str], *, last: str | None = None) -> str:
        if len(items) < 2:  # noqa: PLR2004 - nothing to join
            return "".join(items)
        return f"{', '.join(items[:-1])} {last or self.and_} {items[-1]}"

    def menu(self, path: SupportPath | None) -> str:
        """A menu path in one line, empty where there is none."""
        return ARROW.join(path.labels) if path else ""

    def help(self, edition: Edition) -> str:
        """The way to further help by an edition, or that it names none."""
        return self.menu(edition.help_path) or self.no_help

    def edition_day(self, edition: str) -> str:
        """The day of an edition in words."""
        return self.day(date.fromisoformat(edition))

    def fact(self, name: str, value: Value) -> str:
        """One fact in words."""
        if name in self.days:
            return self.when(name, value)
        return self.values[name][str(value)] if name in self.values else self.type_name(value)

    def when(self, name: str, value: Value) -> str:
        """The day of a fact, as exactly as it is known."""
        texts = self.days[name]
        if value == UNKNOWN or not isinstance(value, Interval):
            return texts["unknown"]
        first, last = value
        if first is None or last is None:
            return self.side(name, str(value))
        middle = first + (last - first) / 2
        grain = _grain(first, last)
        months = (self._month(first).removesuffix(f" {last.year}"), self._month(last))
        days = (self.day(first), self.day(last))
        begins, ends = months if grain == "between" and _are_months(first, last) else days
        year = self._month(middle) if grain == "around" and _is_about_a_month(first, last) else middle.year
        return texts[grain].format(first=begins, last=ends, month=self._month(first), year=year)

    def _month(self, day: date) -> str:
        return f"{self.months[day.month - 1]} {day.year}"

    def case(self, name: str, label: str) -> str:
        """One of the values that the rules tell apart: a name, or the days before or from a day."""
        return self.fact(name, parse_interval(label) if name in self.days else label)

    def side(self, name: str, written: str) -> str:
        """The days before a day, or from it on."""
        kind, _, day = written.partition(":")
        return self.days[name][kind].format(day=self.edition_day(day))


def _grain(first: date, last: date) -> str:
    """How loosely days were told: one, a month, a year, around a year, or two that they lie between."""
    if first == last:
        return "day"
    if Interval(first, last) in (year_of(first.year), widened(year_of(first.year + 1), "year")):
        return "year" if first.year == last.year else "around"
    if _is_about_a_month(first, last):
        return "around"
    same = (first.year, first.month) == (last.year, last.month)
    return "month" if same and _are_months(first, last) else "between"


def _are_months(first: date, last: date) -> bool:
    """Whether a time is of whole months."""
    return first.day == 1 and last.day == monthrange(last.year, last.month)[1]


def _is_about_a_month(first: date, last: date) -> bool:
    """Whether a time is what "about March" is taken for."""
    middle = first + (last - first) / 2
    return Interval(first, last) == widened(month_of(middle.year, middle.month), "month")


@lru_cache(maxsize=1)
def read_phrases(folder: Path = REPLIES_FOLDER) -> Mapping[str, Phrases]:
    """The phrases of all languages; DataFault where a file cannot be used."""
    return {file.stem: load(read_text(file), file.name, Phrases) for file in sorted(folder.glob("*.yaml"))}


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """The text as a sentence ends."""
    return text if text.endswith((".", ":", "?")) else f"{text}."


def one_colon(title: str) -> str:
    """A title behind words that end with a colon: no sentence has two."""
    return title.replace(": ", "; ", 1)


def within(sentence: str, title: str) -> str:
    """A sentence that goes on with the title, in a small letter unless it begins with a name like MSDN.

    It has a colon of its own.
    """
    title = one_colon(title)
    small = title[1:2].islower()
    return sentence.format(title=title[:1].lower() + title[1:] if small else title)
