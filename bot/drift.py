"""How a copy of the document differs from an edition, for a person and for a program."""

import json
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from knowledge.drift import KINDS, Drift, Finding, Fit, Verified

_WIDTH: Final = 100
_TOLD: Final[dict[Fit, str]] = {
    "stands": "All statements stand, and nothing is new.",
    "other_edition": "It is another edition: {best} fits better, with {found} of {statements} statements "
    "word for word.",
    "unknown_edition": "Enough of it is found for the same document at another time: a later or an unknown "
    "edition, or a copy that somebody changed. `policy new` begins an edition from it.",
    "damaged": "Few statements are found, and little stands instead: a damaged or incomplete copy.",
    "other_document": "Few statements are found, and most of what it says is new: another document, a badly "
    "damaged copy, or a language that no edition knows.",
}


def as_text(file: str, verified: Verified) -> str:
    """The report to read: what it was held against, what that makes of it, and every finding.

    Of a finding `=` marks what the statement says in our words, `|` what the copy says in its own.
    """
    drift = verified.drift
    lines = [f"{file}: edition {drift.edition} ({drift.language}): {_counted(drift)}", f"  {told(verified)}"]
    return "\n".join(
        [*lines, *(line for finding in drift.findings for line in _finding(finding, drift.language))]
    )


def told(verified: Verified) -> str:
    """What the findings make of the copy, in a sentence."""
    best = verified.best
    return _TOLD[verified.told].format(best=best.edition, found=best.found, statements=best.statements)


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
    match finding.kind:
        case "moved":
            return f"  moved    {finding.statement}: now at {finding.place}"
        case "changed":
            return f"  changed  {finding.statement}: {_alike(finding.alike)} at {finding.place}"
        case "doubled":
            return f"  doubled  {finding.statement}: once more at {finding.place}"
        case "gone":
            return f"  gone     {finding.statement}"
        case "new":
            return f"  new      {finding.place}"


def _alike(alike: float | None) -> str:
    return "another wording" if alike is None else f"a wording {alike:.0%} alike"


def as_json(file: str, verified: Verified) -> str:
    """Everything, as one line of JSON."""
    drift, best = verified.drift, verified.best
    written: dict[str, Any] = {
        "file": file,
        "edition": drift.edition,
        "language": drift.language,
        "told": verified.told,
        "told_in_words": told(verified),
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
