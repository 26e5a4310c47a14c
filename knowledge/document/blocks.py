"""What every reader makes of a document: headings, and paragraphs of one piece or several. Pure data."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias


class Heading(NamedTuple):
    """A heading, the name it is linked by and its level, 1 for the highest; on a page also the elements it is
    in."""

    text: str
    anchor: str | None = None
    inside: tuple[int, ...] = ()
    level: int = 1

    @property
    def is_title(self) -> bool:
        """Whether it is of the level that the title of a document has."""
        return self.level == 1


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
