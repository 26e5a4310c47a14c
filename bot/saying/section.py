"""What is said in answer to one message, part by part; how it looks is a face's business."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

QUOTED: Final = "    "  # stands before what is quoted
_MOST: Final = 9_000  # characters of a table, in one message
_CELL: Final = 40  # characters that a cell takes beside its text


@dataclass(frozen=True)
class Source:
    """A place in the document with its link, and what it says word for word, as far as that can be quoted."""

    place: str
    link: str = ""
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """What is said about one subscription, top to bottom; `path` is a menu path that a step names.

    The first row of `table` are its heads. `copy` is a text to send on as it is, under the line that leads
    to it.
    """

    title: str
    why: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    copy: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    links: tuple[str, ...] = ()
    path: str = ""


@dataclass(frozen=True)
class Reply:
    """Everything that is said in answer to one message."""

    sections: tuple[Section, ...]

    def text(self) -> str:
        """The reply as plain text."""
        return "\n\n".join(_text(section) for section in self.sections)


def parted(reply: Reply) -> tuple[Reply, ...]:
    """The reply as several where its table is too long for one message; each has the heads of the table.

    Slack refuses blocks of some 13,000 characters together (msg_blocks_too_long), though it names no limit.
    """
    return tuple(Reply((section,)) for whole in reply.sections for section in _parts(whole))


def _parts(whole: Section) -> Iterator[Section]:
    heads, rows = whole.table[:1], whole.table[1:]
    first: list[tuple[str, ...]] = []
    head = whole
    for row in rows:
        if first and _length([*heads, *first, row]) > _MOST:
            yield replace(head, table=(*heads, *first))
            first, head = [], Section(whole.title)
        first.append(row)
    yield replace(head, table=(*heads, *first))


def _length(rows: Iterable[tuple[str, ...]]) -> int:
    return sum(len(cell) + _CELL for row in rows for cell in row)


def _text(section: Section) -> str:
    lines = [section.title, *section.why]
    lines += [f"{number}. {step}" for number, step in enumerate(section.steps, start=1)]
    lines += [f"- {bullet}" for bullet in section.bullets]
    lines += [f"- {what}: {' → '.join(holds)}" for what, *holds in section.table[1:]]
    lines += [*section.copy, *([""] if section.copy else []), *section.notes, *section.read, *section.links]
    lines += [line for source in section.sources for line in _lines(source)]
    return "\n".join(lines)


def _lines(source: Source) -> list[str]:
    place = f"{source.place}: {source.link}" if source.link else source.place
    return [place, *(f"{QUOTED}{quote}" for quote in source.quotes)]
