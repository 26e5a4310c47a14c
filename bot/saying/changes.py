"""What changed between two editions, said: for whom, what held before, what holds after. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.saying.conditions import way, worded
from bot.saying.phrases import Phrases
from bot.saying.section import Reply, Section
from knowledge.library import Library
from rules.differ import UNTOLD, Change, Comparison, Consequence, conditions, differences
from rules.edition import UnknownEdition, edition_of
from rules.model import Edition

COMMAND: Final = "/port25"
_CHANGES: Final = ("changes", "wijzigingen")
_EDITIONS: Final = 2  # that are compared
_SMALL: Final = frozenset(
    "between from to and until since of the edition van tot en tussen sinds naar de editie".split()
)
_DAY: Final = re.compile(r"\d{1,2} [^\W\d]+ \d{4}|\S+")  # "28 April 2021", as we write it, or one word
_YEARS: Final = re.compile(r"(\d{4})-(\d{4})")
_BETWEEN: Final = "; "


def changes_wanted(words: list[str]) -> list[str] | None:
    """The editions that the words behind the command name, where they ask what changed; else None.

    Who types them as he would say them, "from 2021 to 2025", names no more than two.
    """
    if not words or words[0] not in _CHANGES:
        return None
    said = " ".join(word for word in words[1:] if word not in _SMALL)
    named = _DAY.findall(_YEARS.sub(r"\1 \2", said))
    return named if len(named) <= _EDITIONS else None


def what_changed(named: list[str], library: Library, in_use: str, phrases: Phrases) -> Reply:
    """What changed between two editions: the one in use and the newest, where none is named."""
    newest = library.newest.edition.edition
    if not named and in_use == newest:
        return newest_already(newest, phrases)
    editions = {name: law.edition for name, law in library.laws.items()}
    written = {phrases.edition_day(name).lower(): name for name in editions}
    known = [written.get(one, one) for one in named]
    before, after = (_meant(one, editions) for one in (*known, *(in_use, newest)[len(named) :]))
    try:
        return changed(differences(library.law(before), library.law(after)), phrases)
    except UnknownEdition:
        return not_known((before, after), list(library.laws), phrases)


def _meant(name: str, editions: Mapping[str, Edition]) -> str:
    """The edition that a day, a year, a month, `oldest` or `newest` means; the name itself where none is."""
    try:
        return edition_of(editions, name).edition
    except UnknownEdition:
        return name


def changed(found: Comparison, phrases: Phrases) -> Reply:
    """Every change as a row of a table; what all of them have in common is said once."""
    days = {
        "before": phrases.edition_day(found.before.edition),
        "after": phrases.edition_day(found.after.edition),
    }
    found = found._replace(changes=tuple(one for one in found.changes if _tells_apart(one, phrases)))
    if not found.changes:
        return _alone(phrases.changes["nothing"].format(**days))
    shared = _shared(found, phrases)
    heads = (
        phrases.changes["whom"],
        *(phrases.changes["edition"].format(edition=day) for day in days.values()),
    )
    rows = tuple(_row(found, change, shared, phrases) for change in found.changes)
    why = (phrases.changes["shared"].format(facts=_BETWEEN.join(shared.values())),) if shared else ()
    return Reply((Section(phrases.changes["title"].format(**days), why, table=(heads, *rows)),))


def newest_already(edition: str, phrases: Phrases) -> Reply:
    """That there is no newer edition to compare with."""
    return _alone(phrases.changes["newest"].format(edition=phrases.edition_day(edition)))


def not_known(asked: Iterable[str], known: list[str], phrases: Phrases) -> Reply:
    """Which of the editions that were asked for are not known, which are, and how two are compared."""
    strange = [f"“{name}”" for name in asked if name not in known]
    text = phrases.changes["unknown"].format(
        named=phrases.listed(strange, last=phrases.or_),
        known=phrases.listed(known),
        first=known[0],
        last=known[-1],
    )
    return _alone(text)


def as_data(found: Comparison) -> dict[str, Any]:
    """The same for programs: the conditions of each change as the rules write them, and both sides."""
    changes = [
        {
            "when": conditions(found.space, change.region),
            "before": _side(change.before),
            "after": _side(change.after),
        }
        for change in found.changes
    ]
    return {"before": found.before.edition, "after": found.after.edition, "changes": changes}


def _tells_apart(change: Change, phrases: Phrases) -> bool:
    """Whether there is something to tell: two headlines may be the same in few words, and part the steps."""
    before, after = _sides(change, phrases)
    return before != after


def _alone(text: str) -> Reply:
    return Reply((Section(text),))


def _side(follows: Consequence) -> dict[str, Any]:
    """What follows, all of it null where the edition does not tell."""
    if follows == UNTOLD:
        return dict.fromkeys(("outcome", "headline", "path", "no_path"))
    path = follows.menu._asdict() if follows.menu else None
    return {
        "outcome": follows.outcome,
        "headline": follows.headline,
        "path": path,
        "no_path": follows.no_path,
    }


def _shared(found: Comparison, phrases: Phrases) -> dict[str, str]:
    """The conditions that hold for every change."""
    first, *others = (worded(found.space, change.region, phrases) for change in found.changes)
    return {fact: said for fact, said in first.items() if all(one.get(fact) == said for one in others)}


def _row(found: Comparison, change: Change, shared: dict[str, str], phrases: Phrases) -> tuple[str, ...]:
    said = worded(found.space, change.region, phrases)
    subject = found.space.axes[0].fact
    parts = [said.get(subject, phrases.conditions["all"])]
    parts += [words for fact, words in said.items() if fact != subject and fact not in shared]
    return (_BETWEEN.join(parts), *_sides(change, phrases))


def _sides(change: Change, phrases: Phrases) -> tuple[str, str]:
    """The outcomes in a few words; with their paths where the outcomes do not tell the two apart."""
    before, after = (_briefly(one, phrases) for one in (change.before, change.after))
    if before != after:
        return before, after
    return (f"{before} ({way(change.before, phrases)})", f"{after} ({way(change.after, phrases)})")


def _briefly(follows: Consequence, phrases: Phrases) -> str:
    return phrases.changes["untold"] if follows == UNTOLD else phrases.short[follows.headline]
