"""A policy document, in Markdown or as its page, cut into sections, paragraphs and sentences.

The documents are Microsoft's and stay outside this project. An operator who has one can let
port25 check the editions against it: every sentence is known by its place and by a fingerprint
of its wording, so nothing of the text itself has to be kept here.
"""

import contextlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import zip_longest
from typing import Final, NamedTuple

from knowledge.document.blocks import Block, Heading, Paragraph
from knowledge.document.links import links_of
from knowledge.document.markdown import front_matter_of, read_markdown
from knowledge.document.pages import is_page, read_page
from knowledge.document.wording import fingerprint, sketch, tidy

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\)?\s+(?=[A-Z(])")
# Front matter or a <meta> of the page, as 2023-12-20 or 12/20/2023.
_DAY: Final = re.compile(
    r"""ms\.date["']?\s*(?::|content=)\s*["']?(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})/(\d{1,2})/(\d{4}))"""
)
# Front matter or a <meta> of the page, as nl-NL; what the root of a page says is often that of its frame.
_LOCALE: Final = re.compile(
    r"""(?:^|<meta\s+name=["'])(?:ms\.contentlocale|locale|lang|language)["']?\s*(?::|content=)\s*"""
    r"""["']?([a-z]{2})(?:[-_][a-z]{2,4})?\b""",
    re.IGNORECASE | re.MULTILINE,
)
ENDS: Final = re.compile(r"[^\w\s,;-]$")  # whatever ends a sentence: a stop, a quote, a bracket
OPENING: Final = "opening"


class Sentence(NamedTuple):
    """One sentence of a document: its place, its text and the fingerprint of its wording.

    Where the text is not known, `kept` is what there is of it: the fingerprint and the sketch.
    """

    section: str
    paragraph: int
    number: int
    text: str
    kept: tuple[str, str] | None = None

    @property
    def id(self) -> str:
        return f"{self.section}.{self.paragraph}.{self.number}"

    @property
    def fingerprint(self) -> str:
        return self.kept[0] if self.kept else fingerprint(self.text)

    @property
    def sketch(self) -> str:
        return self.kept[1] if self.kept else sketch(self.text)


class Chapter(NamedTuple):
    """Where a section begins: its name, the heading over it, and its anchor where the document says it."""

    name: str
    title: str
    anchor: str | None = None


class Document(NamedTuple):
    """The chapters of a document, also those in which nothing stands, its sentences, and where its links
    lead, all in order; and the language that it says it is in."""

    chapters: tuple[Chapter, ...]
    sentences: tuple[Sentence, ...]
    links: tuple[str, ...] = ()
    language: str | None = None

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(chapter.name for chapter in self.chapters)


def sentences(text: str) -> list[Sentence]:
    """Every sentence of the document, in order."""
    return list(read_document(text).sentences)


def read_document(text: str, known: AbstractSet[str] = frozenset()) -> Document:
    """The document, read from Markdown or from its page.

    Of a page only the article counts: the part that holds all sentences whose fingerprints are `known`. Of
    two ways to part a sentence from the next the one that is known is taken.
    """
    blocks = _article(read_page(text), known) if is_page(text) else read_markdown(text)
    placed = list(_placed(list(_without_contents(blocks)), known))
    chapters = tuple(one for one in placed if isinstance(one, Chapter))
    found = tuple(one for one in placed if isinstance(one, Sentence))
    return Document(chapters, found, links_of(text), _language_of(text))


def day_of(text: str) -> date | None:
    """The day that the document itself says it is of, None where it says none."""
    found = _DAY.search(text)
    if not found:
        return None
    year, month, day = (int(found[a] or found[b]) for a, b in ((1, 6), (2, 4), (3, 5)))
    with contextlib.suppress(ValueError):
        return date(year, month, day)
    return None


def _language_of(text: str) -> str | None:
    """The language that a document says in front of its text, None where it says none."""
    head = text if is_page(text) else front_matter_of(text)
    found = _LOCALE.search(head)
    return found[1].casefold() if found else None


def slug(heading: str) -> str:
    """The name by which a heading is linked where it says none itself; punctuation in it parts nothing."""
    words = re.sub(r"[^\w\s-]", "", heading.casefold())
    return re.sub(r"[\s_-]+", "-", words).strip("-")


def _placed(blocks: Sequence[Block], known: AbstractSet[str]) -> Iterator[Sentence | Chapter]:
    """The sentences with their places, and each chapter where it begins.

    The title begins the opening, which has none where the copy has lost it.
    """
    section, paragraph, title = OPENING, 0, _title(blocks)
    yield Chapter(OPENING, tidy(title.text) if title else "")
    seen: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraph += 1
            for number, text in enumerate(_split(block, known), start=1):
                yield Sentence(section, paragraph, number, text)
        elif block is not title:
            section, paragraph = _section(block, seen), 0
            yield Chapter(section, tidy(block.text), block.anchor)


def _title(blocks: Iterable[Block]) -> Heading | None:
    """The first heading, unless others are of its level: then it is one of them, and the title is lost."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings:
        return None
    first, *others = headings
    return first if first.is_title or all(one.level > first.level for one in others) else None


def _section(heading: Heading, seen: Counter[str]) -> str:
    """The name of a section; one that stands there already gets a number, as on the page."""
    name = heading.anchor or slug(heading.text)
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name] - 1}"


def _split(paragraph: Paragraph, known: AbstractSet[str]) -> list[str]:
    pieces = [tidy(piece) for piece in paragraph.pieces]
    if paragraph.whole:
        return pieces
    return [sentence for piece in pieces if piece for sentence in _sentences(piece, known)]


def _sentences(piece: str, known: AbstractSet[str]) -> Iterator[str]:
    """The sentences of a piece; a bracket at the end of one is its own where it is known so."""
    begin = 0
    for end in _SENTENCE_END.finditer(piece):
        bare = piece[begin : end.start()]
        closed = f"{bare})" if end[0].startswith(")") else bare
        yield closed if fingerprint(closed) in known else bare
        begin = end.end()
    yield piece[begin:]


def _without_contents(blocks: list[Block]) -> Iterator[Block]:
    """The blocks without a table of contents and the heading over it."""
    for block, behind in zip_longest(blocks, blocks[1:]):
        over_contents = isinstance(block, Heading) and isinstance(behind, Paragraph) and not behind.pieces
        if not over_contents and (isinstance(block, Heading) or block.pieces):
            yield block


def _article(blocks: list[Block], known: AbstractSet[str]) -> list[Block]:
    """The title, and what follows it in the smallest element that holds everything known."""
    root = _shared([block.inside[:-1] for block in blocks if _holds(block, known)])
    title = next(
        (at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.is_title), None
    )
    if title is None:
        return [block for block in blocks if block.inside[: len(root)] == root]
    return [blocks[title], *(block for block in blocks[title + 1 :] if block.inside[: len(root)] == root)]


def _holds(block: Block, known: AbstractSet[str]) -> bool:
    return isinstance(block, Paragraph) and any(fingerprint(text) in known for text in _split(block, known))


def _shared(paths: list[tuple[int, ...]]) -> tuple[int, ...]:
    """The beginning that all paths have in common."""
    if not paths:
        return ()
    first, last = min(paths), max(paths)
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), None)
    return first[: min(len(first), len(last)) if same is None else same]
