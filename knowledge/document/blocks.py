"""What every reader makes of a document: headings, and paragraphs of one piece or several. Pure data."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias


class Heading(NamedTuple):
    """A heading and the name it is linked by; on a page also the elements it is in, and if it is a title."""

    text: str
    anchor: str | None = None
    inside: tuple[int, ...] = ()
    is_title: bool = False


class Paragraph(NamedTuple):
    """A paragraph, whose pieces are the items of a list or the rows of a table.

    A `whole` piece is one statement, however many sentences it has: a row says what its cells say together.
    A table of contents has no piece.
    """

    pieces: tuple[str, ...]
    whole: bool = False
    inside: tuple[int, ...] = ()


Block: TypeAlias = Heading | Paragraph


def row_of(cells: Iterable[str]) -> str:
    """A row as one piece; empty cells behind the last that says something may be written or not."""
    said = list(cells)
    while said and not said[-1]:
        said.pop()
    return " | ".join(said)
