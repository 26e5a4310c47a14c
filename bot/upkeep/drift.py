"""How a copy of the document differs from an edition, for a person and for a program."""

import json
import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from knowledge.document.damage import Beyond, Examined, Looks, Signs, Strange
from knowledge.document.drift import KINDS, Drift, Finding, Fit, Kind, languages_of
from knowledge.document.spoken import FOREIGN
from knowledge.words.language import LANGUAGES

_WIDTH: Final = 100
_SHOWN: Final = 3  # of the misspelt words
_TOLD: Final[dict[Fit, str]] = {
    "stands": "All statements stand, and nothing is new.{unheard}",
    "other_edition": "It is another edition: {best} fits better, with {found} of {statements} statements "
    "word for word.",
    "other_document": "Few statements are found, and most of what it says is new: another document, a badly "
    "damaged copy, or {strange}.",
}
_UNHEARD: Final = " Its headings are not known in {language!r}: whether they are others is not told."
_STRANGE: Final = (
    "an edition that knows no sentence in {language!r} ({editions}): hold the same document in {known} "
    "against it"
)
_FOREIGN: Final = (
    "the document in a language that is not read here{named}: hold it in {known} against an edition"
)
_BEYOND: Final = (
    "It looks like a later edition: it says {day}, which is later than {newest}, the day of the newest "
    "edition known. That one knows no sentence in {language!r}, so nothing of this copy can be told. Hold "
    "the same document in {known} against it first: `policy new` begins an edition from that, with `--also` "
    "this copy. Where there is this one only, begin from the newest: --from {edition}"
)
_LOOKS: Final[dict[Looks, str]] = {
    "later": "It looks like a later or an unknown edition: {why}. `policy new` begins an edition from it.",
    "earlier": "It looks like an earlier edition that is not known: {why}. `policy new` begins one from it.",
    "damaged": "It looks like a damaged or incomplete copy: {why}. Lay it beside the page before you use it.",
    "altered": "It looks like a copy of this edition that somebody altered: {why}. Lay it beside the page.",
    "unclear": "It may be a later or an unknown edition, or a copy that somebody altered: {why}. Lay it "
    "beside the page; `policy new` begins an edition from it.",
}

_TITLES: Final[dict[Kind, str]] = {
    "moved": "  {kind:<7}  {statement}: now at {place}",
    "changed": "  {kind:<7}  {statement}: {alike} at {place}",
    "split": "  {kind:<7}  {statement}: in two, at {place} and {also}",
    "joined": "  {kind:<7}  {statement}: with {also}, in one sentence at {place}",
    "doubled": "  {kind:<7}  {statement}: once more at {place}",
    "gone": "  {kind:<7}  {statement}",
    "new": "  {kind:<7}  {place}",
    "renamed": "  {kind:<7}  section {place}: under another heading, what stands in it may be said of others",
    "relinked": "  {kind:<7}  path {place}: no link leads there any more",
}


def as_text(file: str, examined: Examined) -> str:
    """The report to read: what it was held against, what that makes of it, and every finding.

    Of a finding `=` marks what the statement says in our words, `|` what the copy says in its own; of a
    section that is renamed, the heading of before and that of now.
    """
    drift = examined.verified.drift
    if examined.beyond is not None:  # it was held against what knows nothing of it
        return f"{file}: {told(examined)}"
    lines = [f"{file}: edition {drift.edition} ({drift.language}): {_counted(drift)}", f"  {told(examined)}"]
    return "\n".join(
        [*lines, *(line for finding in drift.findings for line in _finding(finding, drift.language))]
    )


def told(examined: Examined) -> str:
    """What the findings make of the copy, and by what, in a line."""
    verified = examined.verified
    if examined.beyond is not None:
        return _later_in(examined.beyond, examined.signs)
    if verified.told in _TOLD:
        best = verified.best
        said = _TOLD[verified.told].format(
            best=best.edition,
            found=best.found,
            statements=best.statements,
            strange=_strange(examined.strange),
            unheard="" if verified.drift.headed else _UNHEARD.format(language=verified.drift.language),
        )
        return f"{said}{_dated(examined.signs)}" if verified.told == "stands" else said
    said = _LOOKS[examined.looks].format(why="; ".join(_why(examined.signs)))
    is_whole = examined.looks == "damaged" or not examined.signs.breaks_off
    return said if is_whole else f"{said} Is it whole?"


def _dated(signs: Signs) -> str:
    """That a copy in which all stands says another day than the edition."""
    if signs.day in {None, signs.edition}:
        return ""
    return f" But {_days(signs)}: which is right?"


def _later_in(beyond: Beyond, signs: Signs) -> str:
    """That a copy is later than all editions, and in a language in which it cannot be held against them."""
    newest = beyond.newest
    return _BEYOND.format(
        day=_day(signs.day or newest.day),
        newest=_day(newest.day),
        language=beyond.language,
        known=" or ".join(map(repr, languages_of(newest))),
        edition=newest.edition,
    )


def _strange(strange: Strange | None) -> str:
    """In which language a copy may be that it cannot be known again in."""
    if strange is None:
        return "a language that no edition knows"
    if strange.language not in LANGUAGES:
        named = f" ({strange.language})" if strange.language != FOREIGN else ""
        return _FOREIGN.format(named=named, known=" or ".join(map(repr, LANGUAGES)))
    return _STRANGE.format(
        language=strange.language,
        editions=", ".join(one.edition for one in strange.to),
        known=" or ".join(dict.fromkeys(repr(name) for one in strange.to for name in languages_of(one))),
    )


def _why(signs: Signs) -> Iterator[str]:
    """Everything that speaks for one or the other."""
    yield _days(signs)
    if words := signs.no_words:
        more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
        yield f"misspelt words ({', '.join(words[:_SHOWN])}{more})"
    if signs.twice:
        yield "1 sentence stands twice" if signs.twice == 1 else f"{signs.twice} sentences stand twice"
    if signs.breaks_off:
        yield f"it breaks off in mid-sentence (“{signs.breaks_off}”)"
    if signs.missing:
        yield f"nothing is left of {', '.join(f'“{title}”' for title in signs.missing)}"
    yield ", ".join(f"{count} {kind}" for kind, count in signs.counts.items() if count)
    if signs.counts["gone"] and not signs.counts["new"]:
        yield "nothing is new instead of what is gone"
    elif not signs.counts["new"]:
        yield "no sentence is new"


def _days(signs: Signs) -> str:
    if signs.day is None:
        return f"it says no day (the edition is of {_day(signs.edition)})"
    if signs.day == signs.edition:
        return f"it says the day of the edition itself, {_day(signs.day)}"
    order = "later" if signs.day > signs.edition else "earlier"
    return f"it says {_day(signs.day)}, which is {order} than {_day(signs.edition)}, the day of the edition"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _counted(drift: Drift) -> str:
    counted = [f"{drift.count(kind)} {kind}" for kind in KINDS if drift.count(kind)]
    return ", ".join([f"{drift.stands} of {drift.statements} statements stand", *counted])


def _finding(finding: Finding, language: str) -> Iterator[str]:
    yield f"\n{_title(finding)}"
    if finding.gist:
        yield _filled(finding.gist.get(language) or next(iter(finding.gist.values())), "    = ", "    = ")
    if finding.text is not None:
        yield _filled(finding.text, "    | ", "    | ")
    for name, ids in finding.rests._asdict().items():
        if ids:
            yield _filled(f"{name}: {', '.join(ids)}", "    ", "      ")


def _filled(text: str, first: str, then: str) -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _title(finding: Finding) -> str:
    return _TITLES[finding.kind].format(
        kind=finding.kind,
        statement=finding.statement,
        place=finding.place,
        also=finding.also,
        alike=_alike(finding.alike),
    )


def _alike(alike: float | None) -> str:
    return "another wording" if alike is None else f"a wording {alike:.0%} alike"


def as_json(file: str, examined: Examined) -> str:
    """Everything, as one line of JSON."""
    verified, signs = examined.verified, examined.signs
    drift, best = verified.drift, verified.best
    written: dict[str, Any] = {
        "file": file,
        "edition": drift.edition,
        "language": drift.language,
        "told": verified.told,
        "told_in_words": told(examined),
        "looks": examined.looks,
        "day": signs.day and str(signs.day),
        "day_of_edition": str(signs.edition),
        "twice": signs.twice,
        "broken": list(signs.no_words),
        "missing": list(signs.missing),
        "breaks_off": signs.breaks_off or None,
        "fits_best": {"edition": best.edition, "language": best.language, "fit": round(best.fit, 3)},
        "fit": round(drift.fit, 3),
        "statements": drift.statements,
        "sentences": drift.sentences,
        "stands": drift.stands,
        **{kind: drift.count(kind) for kind in KINDS},
        "findings": [_written(finding) for finding in drift.findings],
    }
    return json.dumps(written, ensure_ascii=False)


def _written(finding: Finding) -> dict[str, Any]:
    written: dict[str, Any] = finding._asdict()
    written["alike"] = None if finding.alike is None else round(finding.alike, 3)
    written["rests"] = finding.rests._asdict()
    return written
