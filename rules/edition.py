"""Editions as files: one YAML file an edition, all that are known, which was in force when."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from rules.interval import Interval
from rules.model import Edition
from rules.strict_yaml import DataFault, load, read_text

DEFAULT_EDITION: Final = "2018-11-20"
NEWEST: Final = "newest"  # names the newest edition, whichever that is
OLDEST: Final = "oldest"
EDITIONS_FOLDER: Final = Path(__file__).parent / "editions"
_TIME: Final = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2]))?")  # 2021, 2021-05


class UnknownEdition(Exception):
    """An edition that is asked for and not known; the message lists those that are."""


def parse_edition(text: str, name: str) -> Edition:
    """The edition that `text` writes; DataFault names `name` and the place of a fault."""
    return load(text, name, Edition)


def read_editions(folder: Path = EDITIONS_FOLDER, *, but: Path | None = None) -> dict[str, Edition]:
    """All editions of a folder, oldest first, `but` one file; DataFault where one cannot be read."""
    left_out = but.resolve() if but else None
    files = [file for file in sorted(folder.glob("*.yaml")) if file.resolve() != left_out]
    if not files:
        raise DataFault(f"{folder}: no edition here: expected files like {DEFAULT_EDITION}.yaml")
    editions: dict[str, Edition] = {}
    for file in files:
        edition = parse_edition(read_text(file), file.name)
        if edition.edition != file.stem:
            raise DataFault(f"{file.name}: says edition {edition.edition!r}: call both the same")
        editions[edition.edition] = edition
    return editions


def edition_named(editions: Mapping[str, Edition], name: str) -> Edition:
    """The edition of that date, or the newest; UnknownEdition lists the known ones."""
    if name == NEWEST:
        return editions[max(editions)]
    if name not in editions:
        known = ", ".join(editions)
        raise UnknownEdition(f"edition {name!r} is not known; known are {known}, and {NEWEST} for the last")
    return editions[name]


def edition_of(editions: Mapping[str, Edition], name: str) -> Edition:
    """The edition of that name, or that a year or a month means; UnknownEdition lists the known ones."""
    time = _TIME.fullmatch(name)
    if time is None:
        return editions[min(editions)] if name == OLDEST else edition_named(editions, name)
    found = meant_by(editions, _days(int(time[1]), time[2]))
    if found is None:
        raise UnknownEdition(
            f"no edition is known that was in force in {name}; known are {', '.join(editions)}"
        )
    return found


def _days(year: int, month: str | None) -> Interval:
    if month is None:
        return Interval(date(year, 1, 1), date(year, 12, 31))
    return Interval(date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1]))


def in_force(editions: Mapping[str, Edition], day: date) -> Edition | None:
    """The newest edition dated on or before `day`, None before the first."""
    dated = [edition for edition in editions.values() if edition.day <= day]
    return max(dated, key=lambda edition: edition.day, default=None)


def meant_by(editions: Mapping[str, Edition], days: Interval) -> Edition | None:
    """The edition that came out in these days, the last of several; else the one in force when they begin.

    "2021" so means what came out then, and "May 2021" what held in that month. None before the first.
    """
    out = [one for one in editions.values() if days.first and _lies_in(one.day, days)]
    if out:
        return max(out, key=lambda edition: edition.day)
    begin = days.first or days.last  # days without a beginning: what held at their end
    return in_force(editions, begin) if begin else None


def _lies_in(day: date, days: Interval) -> bool:
    return (days.first or day) <= day <= (days.last or day)
