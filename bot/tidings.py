"""What the owners are told of a watched document: what is new in it, what rests on it, what to do. Pure."""

import html
from collections.abc import Iterator, Sequence
from typing import Final

from bot.saying.blocks import escape
from bot.saying.phrases import Phrases
from knowledge.document.drift import Finding, Rests, Verified

_MOST: Final = 10  # findings in one message; `policy verify` tells them all
_LONGEST: Final = 300  # characters of a sentence
_DOUBTFUL: Final = ("damaged", "other_document")


def tidings(file: str, verified: Verified, fresh: Sequence[Finding], phrases: Phrases, language: str) -> str:
    """A message about the findings that are `fresh`."""
    said, edition = phrases.watch, phrases.edition_day(verified.drift.edition)
    lines = [said["title"].format(file=_code(file), edition=edition)]
    for finding in fresh[:_MOST]:
        lines += _told(finding, phrases, language)
    if len(fresh) > _MOST:
        lines.append(said["more"].format(count=len(fresh) - _MOST))
    to_do = said["doubt" if verified.told in _DOUBTFUL else "now"].format(file=_verbatim(file))
    return "\n".join([*lines, "", to_do])


def unreadable(fault: str, phrases: Phrases, _language: str) -> str:
    """A message about a document that cannot be read, in any language alike."""
    return phrases.watch["unread"].format(fault=escape(fault))


def _told(finding: Finding, phrases: Phrases, language: str) -> Iterator[str]:
    said, text = phrases.watch, escape((finding.text or "")[:_LONGEST])
    gist = finding.gist.get(language) or next(iter(finding.gist.values()), "")
    yield f"• {said[finding.kind].format(gist=escape(gist), text=text)}"
    rests = list(_resting(finding.rests, phrases))
    if rests:
        yield f"   {said['rests'].format(what='; '.join(rests))}"


def _resting(rests: Rests, phrases: Phrases) -> Iterator[str]:
    for kind, names in rests._asdict().items():
        if names:
            yield phrases.watch[kind].format(names=phrases.listed([_code(name) for name in names]))


def _code(text: str) -> str:
    return f"`{_verbatim(text)}`"


def _verbatim(text: str) -> str:
    """Text for between backticks: whoever copies it there gets every character of it and no other."""
    return html.escape(text, quote=False)
