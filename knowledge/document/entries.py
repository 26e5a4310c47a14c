"""The file of an edition as its lines: field by field, entry by entry, each with the comments over it. Pure.

Read this way a file can be begun from another with nothing lost that a person wrote beside the data.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import yaml

_NAME: Final = "id"


class Entry(NamedTuple):
    """One entry of a field: its name, every word that stands in it, its lines, those of comments apart."""

    name: str
    words: frozenset[str]
    comments: tuple[str, ...]
    lines: tuple[str, ...]


class Field(NamedTuple):
    """One field of the file: its name, its first lines, and its entries; none where it is not a block."""

    name: str
    head: tuple[str, ...]
    entries: tuple[Entry, ...]


def fields_of(text: str) -> list[Field]:
    """The fields of an edition that can be read, in their order."""
    lines = text.splitlines()
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    begins = [_with_comments(lines, key.start_mark.line) for key, _ in pairs]
    spans = pairwise([*begins, len(lines)])
    return [_field(key.value, value, lines, *span) for (key, value), span in zip(pairs, spans, strict=True)]


def _field(name: str, value: yaml.Node, lines: Sequence[str], first: int, behind: int) -> Field:
    named = list(_named(value)) if isinstance(value, yaml.CollectionNode) and not value.flow_style else []
    begins = [_with_comments(lines, at) for _, _, at in named]
    head = tuple(lines[first : begins[0] if begins else behind])
    spans = pairwise([*begins, behind])
    entries = (
        Entry(entry, frozenset(_words(node)), tuple(lines[begin:at]), tuple(lines[at:end]))
        for (entry, node, at), (begin, end) in zip(named, spans, strict=True)
    )
    return Field(name, head, tuple(entries))


def _named(value: yaml.Node) -> Iterator[tuple[str, yaml.Node, int]]:
    """Each entry of a block with its name and its line."""
    if isinstance(value, yaml.MappingNode):
        yield from ((key.value, node, key.start_mark.line) for key, node in value.value)
    elif isinstance(value, yaml.SequenceNode):
        yield from ((_id(node), node, node.start_mark.line) for node in value.value)


def _id(node: yaml.Node) -> str:
    fields = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value.value for key, value in fields if key.value == _NAME), "")


def _words(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.ScalarNode):
        yield node.value
        return
    for part in node.value:
        for one in part if isinstance(part, tuple) else (part,):
            yield from _words(one)


def _with_comments(lines: Sequence[str], at: int) -> int:
    """The first of the lines of comment, and of empty ones, that stand over a line."""
    while at and lines[at - 1].strip()[:1] in ("", "#"):
        at -= 1
    return at
