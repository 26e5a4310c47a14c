"""A published page as blocks: the text of its HTML as a reader sees it, without what surrounds the text.

What tells text from surroundings is kept to what HTML itself says (navigation, footers, scripts, what
is hidden). Everything else keeps the elements it is in, so that the article can be cut out by what is
known of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from knowledge.document.blocks import Block, Heading, Paragraph, row_of

_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|main|article|section|div|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure form h1 h2 "
    "h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul "
    "caption".split()
)
_HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())
_LISTS: Final = frozenset("ul ol".split())
_CELLS: Final = frozenset("td th".split())
_ASIDE: Final = frozenset(
    "script style nav footer template noscript button select svg head title iframe textarea dialog menu "
    "object video audio canvas del s strike".split()
)
_ASIDE_ROLES: Final = frozenset("navigation banner contentinfo search menu menubar toolbar dialog".split())
_ASIDE_CLASSES: Final = frozenset(
    "metadata page-metadata breadcrumb breadcrumbs visually-hidden sr-only feedback codeheader "
    "code-header".split()
)
_CALLOUTS: Final = frozenset(
    "note tip important caution warning alert callout admonition markdown-alert".split()
)
_LABEL: Final = 2  # words at the most that name a callout
# What a start tag ends that was left open, and what it cannot end beyond.
_CLOSES: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "li": (frozenset({"li"}), _LISTS),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "td": (_CELLS, frozenset({"table", "tr"})),
    "th": (_CELLS, frozenset({"table", "tr"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
}


def is_page(text: str) -> bool:
    """Whether a text begins as HTML does."""
    return bool(_PAGE.match(text.removeprefix("\ufeff")))


def read_page(text: str) -> list[Block]:
    """The blocks of an HTML page, in order."""
    page = _Page()
    page.feed(text.removeprefix("\ufeff"))
    page.close()
    return page.finished()


@dataclass
class _Element:
    tag: str
    number: int
    aside: bool
    anchor: str | None = None
    callout: bool = False  # whose label has not been met yet


@dataclass
class _List:
    """The outermost list that is open, and whether all its text leads into the page itself."""

    inside: tuple[int, ...]
    pieces: list[str] = field(default_factory=list)
    says_more: bool = False


@dataclass
class _Table:
    inside: tuple[int, ...]
    rows: list[list[str]] = field(default_factory=list)


class _Page(HTMLParser):
    """Gathers text until a block begins or ends, and puts it where it belongs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._open: list[_Element] = []
        self._text: list[str] = []
        self._anchor: str | None = None
        self._list: _List | None = None
        self._table: _Table | None = None
        self._count = 0

    def finished(self) -> list[Block]:
        while self._open:
            self._close_last()
        self._flush()
        return self._blocks

    # -- what the parser meets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._text.append(" ")
        if tag in _VOID and tag not in _BLOCKS:
            return
        if tag in _BLOCKS:
            self._end_what_was_left_open(tag)
            self._flush()
        if tag not in _VOID:
            self._begin(tag, told)

    def handle_endtag(self, tag: str) -> None:
        if not any(element.tag == tag for element in self._open):
            return
        while self._open[-1].tag != tag:
            self._close_last()
        self._close_last()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].aside:
            return
        self._text.append(data)
        if data.strip() and self._list is not None and not self._in_link_to_itself():
            self._list.says_more = True

    # -- elements

    def _begin(self, tag: str, told: Mapping[str, str]) -> None:
        self._count += 1
        aside = (bool(self._open) and self._open[-1].aside) or _is_aside(tag, told)
        if tag == "a" and not aside:
            self._anchor = self._anchor or told.get("name") or told.get("id")
        callout = tag in _BLOCKS and bool(_CALLOUTS & _classes(told))
        anchor = told.get("href") if tag == "a" else told.get("id")
        self._open.append(_Element(tag, self._count, aside, anchor, callout))
        if aside:
            return
        if tag in _LISTS and self._list is None and self._table is None:
            self._list = _List(self._inside())
        if tag == "table" and self._table is None:
            self._table = _Table(self._inside())
        if self._table is not None and tag == "tr":
            self._table.rows.append([])
        if self._table is not None and tag in _CELLS and self._table.rows:
            self._table.rows[-1].append("")

    def _close_last(self) -> None:
        element = self._open[-1]
        if element.tag in _BLOCKS and not element.aside:
            self._flush()
        self._open.pop()
        if self._list is not None and element.tag in _LISTS and self._inside_of(element) == self._list.inside:
            self._end_list(self._list)
        if (
            self._table is not None
            and element.tag == "table"
            and self._inside_of(element) == self._table.inside
        ):
            self._end_table(self._table)

    def _inside_of(self, element: _Element) -> tuple[int, ...]:
        return (*self._inside(), element.number)

    def _end_what_was_left_open(self, tag: str) -> None:
        if self._open and any(element.tag == "p" for element in self._open[-3:]):
            self.handle_endtag("p")
        ends, limits = _CLOSES.get(tag, (frozenset(), frozenset()))
        for element in reversed(self._open):
            if element.tag in limits:
                return
            if element.tag in ends:
                self.handle_endtag(element.tag)
                return

    def _inside(self) -> tuple[int, ...]:
        return tuple(element.number for element in self._open)

    def _in_link_to_itself(self) -> bool:
        return any(element.tag == "a" and (element.anchor or "").startswith("#") for element in self._open)

    # -- text

    def _flush(self) -> None:
        text = " ".join("".join(self._text).split())
        anchor, self._text, self._anchor = self._anchor, [], None
        if not text or self._is_label(text):
            return
        heading = next((element for element in reversed(self._open) if element.tag in _HEADINGS), None)
        if self._table is not None:
            self._put_in_table(self._table, text)
        elif self._list is not None:
            self._list.pieces.append(text)
        elif heading is not None:
            named = heading.anchor or anchor
            self._blocks.append(Heading(text, named, self._inside(), int(heading.tag[1:])))
        else:
            self._blocks.append(Paragraph((text,), inside=self._inside()))

    def _is_label(self, text: str) -> bool:
        """Whether this is the first thing in a callout, and no more than its name."""
        callout = next((element for element in reversed(self._open) if element.callout), None)
        if callout is None:
            return False
        callout.callout = False
        return len(text.split()) <= _LABEL and not text.endswith((".", "!", "?"))

    @staticmethod
    def _put_in_table(table: _Table, text: str) -> None:
        if not table.rows or not table.rows[-1]:
            table.rows.append([""])  # a caption, or text that is in no cell
        table.rows[-1][-1] = f"{table.rows[-1][-1]} {text}".strip()

    def _end_list(self, ended: _List) -> None:
        self._list = None
        if ended.pieces:
            pieces = tuple(ended.pieces) if ended.says_more else ()
            self._blocks.append(Paragraph(pieces, inside=ended.inside))

    def _end_table(self, ended: _Table) -> None:
        self._table = None
        rows = tuple(row_of(row) for row in ended.rows if any(row))
        if rows:
            self._blocks.append(Paragraph(rows, whole=True, inside=ended.inside))


def _classes(told: Mapping[str, str]) -> set[str]:
    return set(told.get("class", "").casefold().split())


def _is_aside(tag: str, told: Mapping[str, str]) -> bool:
    """Whether an element is beside the text, by what HTML says of it."""
    hidden = "hidden" in told or told.get("aria-hidden") == "true"
    unseen = "display:none" in told.get("style", "").replace(" ", "").casefold()
    role = told.get("role", "").casefold() in _ASIDE_ROLES
    return hidden or unseen or role or tag in _ASIDE or bool(_ASIDE_CLASSES & _classes(told))
