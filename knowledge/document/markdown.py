"""Markdown as blocks: what it says, without its mark-up.

A list is one paragraph however loosely it is set, a table is one, and so is code. Quotes and callouts
are paragraphs like others: what they say holds as much.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

from knowledge.document.blocks import Block, Heading, Paragraph, row_of

_FRONT_MATTER: Final = re.compile(r"\A\s*---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_QUOTE: Final = re.compile(r"^\s*(?:>\s?)+")
_FENCE: Final = re.compile(r"^\s*(```+|~~~+)")
_HEADING: Final = re.compile(r"^\s{0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_UNDERLINE: Final = re.compile(r"^\s{0,3}(?:=+|-{2,})\s*$")
_RULE: Final = re.compile(r"^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_ITEM: Final = re.compile(r"^\s*(?:[-*+]|(\d{1,3})[.)])\s+(?=\S)")
_CALLOUT_LINE: Final = re.compile(r"^\s*\[!\w+[^\]]*\]")
_LABEL: Final = re.compile(r"^\s*(\*\*|__)\w+(?: \w+)?:?\1:?\s*$")  # of a callout, in at most two words
_DIRECTIVE: Final = re.compile(r"^\s*:::|^\s*\[[^\]]+\]:\s*\S")  # of the page's maker; where a link leads
_BLOCK_TAG: Final = re.compile(
    r"</?(?:p|div|section|article|details|summary|table|tr|ul|ol|li|blockquote|center|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_DIVIDER: Final = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL: Final = re.compile(r"(?<!\\)\|")
_TO_ITSELF: Final = re.compile(r"^\[[^\]]*\]\(#[^)]*\)$")

_ANCHOR: Final = re.compile(r"""<a\s+(?:name|id)=["']?([^"'>\s]+)["']?\s*/?>(?:\s*</a>)?|\{#([\w-]+)\}\s*$""")
_VERBATIM: Final = re.compile(r"(`+)(.+?)\1|\\([!-/:-@\[-`{-~])")
_LINE_END: Final = re.compile(r"(?<!\\)\\(?=\s|$)")  # a backslash that only breaks the line
_IMAGE: Final = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_LINK: Final = re.compile(r"\[([^\[\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])")
_CALLOUT: Final = re.compile(r"\[!\w+[^\]]*\]\s*")
_ADDRESS: Final = re.compile(r"<((?:https?://|mailto:)[^>\s]+)>")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_STARS: Final = re.compile(r"(\*{1,3})(?=\S)(.+?)(?<=\S)\1")
_STRUCK: Final = re.compile(r"~~(?=\S).+?(?<=\S)~~|<(del|s|strike)\b[^<>]*>.*?</\1>", re.IGNORECASE)
_BARS: Final = re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")


def read_markdown(text: str) -> list[Block]:
    """The blocks of a Markdown document, in order, without its front matter."""
    body = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    body = _COMMENT.sub("", _FRONT_MATTER.sub("", body))
    return [block for group in _groups(_lines(body)) if (block := _block(group)) is not None]


def front_matter_of(text: str) -> str:
    """What stands before the text between two rules, empty where nothing does."""
    found = _FRONT_MATTER.match(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    return found[0] if found else ""


# -- lines


def _lines(body: str) -> Iterator[str]:
    """The lines, with an empty one wherever a block ends without; code is one line of its own."""
    code: list[str] | None = None
    quoted = False
    for raw in body.split("\n"):
        line = _QUOTE.sub("", raw)
        if _FENCE.match(line):
            if code is not None:
                yield from ("", _as_code(code), "")
            code = [] if code is None else None
        elif code is not None:
            code.append(line)
        else:
            starts_quote = line != raw and not quoted
            yield from _set_apart(line, starts_quote=starts_quote)
            quoted = line != raw
    if code is not None:
        yield from ("", _as_code(code))


def _as_code(lines: list[str]) -> str:
    flat = " ".join(" ".join(lines).split())
    return f"`` {flat} ``" if flat else ""


def _set_apart(line: str, *, starts_quote: bool) -> Iterator[str]:
    if starts_quote or _CALLOUT_LINE.match(line):
        yield ""
    if _DIRECTIVE.match(line) or (starts_quote and _LABEL.match(line)):
        yield ""
        return
    if _BLOCK_TAG.search(line):
        yield from _BLOCK_TAG.sub("\n\n", line).split("\n")
        return
    yield line


# -- groups: the lines of one block


def _groups(lines: Iterable[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        if group and _ends(group, line):
            yield group
            group = []
        if line.strip() or (group and _is_list(group)):
            group.append(line)
        if _HEADING.match(line) or _is_underlined(group):
            yield group
            group = []
    if group:
        yield group


def _ends(group: list[str], line: str) -> bool:
    """Whether a block is at its end before this line."""
    if _HEADING.match(line):
        return True
    if _is_list(group):
        after_gap = not group[-1].strip()
        goes_on = _ITEM.match(line) or line.startswith(("  ", "\t")) or not line.strip()
        return bool(_RULE.match(line)) or (after_gap and not goes_on)
    return not line.strip() or _starts_list(line) or _starts_table(group, line)


def _is_list(group: list[str]) -> bool:
    return bool(_ITEM.match(group[0])) and not _RULE.match(group[0])


def _starts_list(line: str) -> bool:
    """Only a bullet or a first number stops a paragraph; another number may just stand at a line's start."""
    item = _ITEM.match(line)
    return bool(item) and item[1] in (None, "1") and not _RULE.match(line)  # type: ignore[index]


def _starts_table(group: list[str], line: str) -> bool:
    """A bar at a line's start begins a table, unless the line above is its head and only lacks one."""
    is_below_head = len(group) == 1 and "|" in group[0] and bool(_DIVIDER.match(line))
    return line.lstrip().startswith("|") and not group[0].lstrip().startswith("|") and not is_below_head


def _is_underlined(group: list[str]) -> bool:
    return (
        len(group) > 1 and not _is_list(group) and "|" not in group[0] and bool(_UNDERLINE.match(group[-1]))
    )


# -- blocks


def _block(group: list[str]) -> Block | None:
    heading = _HEADING.match(group[0])
    if heading:
        return _heading(heading[2] or "", len(heading[1]))
    if _is_underlined(group):
        return _heading(" ".join(group[:-1]), 1 if "=" in group[-1] else 2)
    if _RULE.match(group[0]):
        return _block(group[1:]) if group[1:] else None
    if _is_list(group):
        return _list(group)
    if len(group) > 1 and _DIVIDER.match(group[1]) and "|" in group[0]:
        return _paragraph((_row(line) for line in (group[0], *group[2:])), whole=True)
    return _paragraph([_said(" ".join(group))])


def _heading(text: str, level: int) -> Heading:
    anchor = _ANCHOR.search(text)
    named = (anchor[1] or anchor[2]) if anchor else None
    return Heading(_said(_ANCHOR.sub("", text)), named, level=level)


def _paragraph(pieces: Iterable[str], *, whole: bool = False) -> Paragraph | None:
    said = tuple(piece for piece in pieces if piece)
    return Paragraph(said, whole) if said else None


def _list(group: list[str]) -> Paragraph | None:
    """A list; one of nothing but links into the page itself is its table of contents."""
    items = _items(group)
    if all(_TO_ITSELF.match(item) for item in items if item):
        return Paragraph(())
    return _paragraph(_said(item) for item in items)


def _items(group: list[str]) -> list[str]:
    pieces: list[list[str]] = []
    for line in group:
        if _ITEM.match(line) or not pieces or not line.strip():
            pieces.append([])
        pieces[-1].append(_ITEM.sub("", line).strip())
    return [" ".join(piece).strip() for piece in pieces]


def _row(line: str) -> str:
    cells = _CELL.split(line.strip().removeprefix("|").removesuffix("|"))
    return row_of(_said(cell).strip() for cell in cells)


def _said(text: str) -> str:
    """What stands in a line when its mark-up is gone; what is code or escaped stays as it is."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append((found[2] or "").strip() if found[1] else found[3])
        return f"\x00{len(kept) - 1}\x00"

    text = _VERBATIM.sub(keep, _LINE_END.sub("", text.replace("\x00", "")))
    text = _CALLOUT.sub("", _LINK.sub(r"\1", _IMAGE.sub("", _STRUCK.sub("", text))))
    text = _TAG.sub("", _BREAK.sub(" ", _ADDRESS.sub(r"\1", text)))
    text = html.unescape(_unmarked(text))
    return re.sub("\x00(\\d+)\x00", lambda found: kept[int(found[1])], text).strip()


def _unmarked(text: str) -> str:
    bare = _BARS.sub(r"\2", _STARS.sub(r"\2", text))
    return bare if bare == text else _unmarked(bare)
