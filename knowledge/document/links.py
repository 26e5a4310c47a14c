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

    Of a site alone nothing is to be said, and a document without a link may have lost them all.
    """
    found = {}
    for name, path in edition.paths.items():
        site, _, page = path.url.partition(_SCHEME)[2].partition("/")
        if page and links and path.url not in links:
            found[name] = tuple(one for one in links if one.partition(_SCHEME)[2].startswith(f"{site}/"))
    return found
