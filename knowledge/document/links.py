"""Where the links of a document lead, and which addresses of an edition none of them has. Pure."""

import html
import re
from collections.abc import Sequence
from typing import Final

from rules.model import Edition

_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>)]+")
_SCHEME: Final = "://"


def links_of(text: str) -> tuple[str, ...]:
    """Every address in a document, Markdown or a page, once and in order."""
    return tuple(dict.fromkeys(_ADDRESS.findall(html.unescape(text))))


def misled(edition: Edition, links: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By the paths whose address no link has any more, the links into the same site.

    A document without a link may have lost them all.
    """
    there = {_whole(one) for one in links}
    return {
        name: tuple(one for one in links if _site(one) == _site(path.url))
        for name, path in edition.paths.items()
        if path.linked and there and _whole(path.url) not in there
    }


def _whole(address: str) -> str:
    """The address as it is compared: that of a site may end with a stroke, or not."""
    return address.rstrip("/")


def _site(address: str) -> str:
    return address.partition(_SCHEME)[2].partition("/")[0]
