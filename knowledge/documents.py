"""A policy document in Markdown, cut into sections, paragraphs and sentences.

The documents are Microsoft's and stay outside this project. An operator who has one can let
port25 check the editions against it: every sentence is known by its place and by a fingerprint
of its wording, so nothing of the text itself has to be kept here.
"""

import hashlib
import re
from typing import NamedTuple

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+(.*)$")
_ANCHOR = re.compile(r'<a name="([^"]+)"></a>')
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_CALLOUT = re.compile(r"\[!\w+\]\s*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\)?\s+(?=[A-Z(])")
OPENING = "opening"


class Sentence(NamedTuple):
    """One sentence of a document: its place, its text and the fingerprint of its wording."""

    section: str
    paragraph: int
    number: int
    text: str

    @property
    def id(self) -> str:
        return f"{self.section}.{self.paragraph}.{self.number}"

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits of SHA-256 over the sentence without case, emphasis and spacing."""
        plain = re.sub(r"[*`_\s]+", " ", self.text).strip().casefold()
        return hashlib.sha256(plain.encode()).hexdigest()[:16]


def sentences(markdown: str) -> list[Sentence]:
    """Every sentence of the document, in order."""
    found: list[Sentence] = []
    section, paragraph = OPENING, 0
    for block in _blocks(_FRONT_MATTER.sub("", markdown)):
        heading = _HEADING.match(block)
        if heading:
            section, paragraph = _slug(heading[1], first=not found), 0
            continue
        paragraph += 1
        found += [
            Sentence(section, paragraph, number, text) for number, text in enumerate(_split(block), start=1)
        ]
    return found


def _blocks(body: str) -> list[str]:
    lines = [_set_apart(line.removeprefix(">").strip()) for line in body.splitlines()]
    return [block.strip() for block in re.split(r"\n\s*\n", "\n".join(lines)) if block.strip()]


def _set_apart(line: str) -> str:
    """A heading is a block of its own, also where no empty line follows it."""
    return f"\n{line}\n" if _HEADING.match(line) else line


def _slug(heading: str, *, first: bool) -> str:
    if first:
        return OPENING
    anchor = _ANCHOR.search(heading)
    return anchor[1] if anchor else re.sub(r"[^a-z0-9]+", "-", heading.casefold()).strip("-")


def _split(block: str) -> list[str]:
    bullets = re.split(r"(?:^|\n)[-*] +", block)
    flat = (" ".join(_CALLOUT.sub("", _LINK.sub(r"\1", part)).split()) for part in bullets)
    return [sentence for part in flat if part for sentence in _SENTENCE_END.split(part)]
