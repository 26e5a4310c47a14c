"""Slips that a fingerprint proves: a lost space, or two letters that changed places. Pure.

One word that is no word may be somebody's jargon. But where undoing one slip in it gives the very sentence
of a statement, nobody meant to write it.
"""

import re
from collections.abc import Iterator
from typing import Final

from knowledge.document.wording import fingerprint, plain

_TOKEN: Final = re.compile(r"\S+")


def slipped(text: str, print_: str) -> str | None:
    """The word of a text in which one slip was made, None where no one slip parts it from the fingerprint."""
    said = plain(text)
    for token in _TOKEN.finditer(said):
        before, behind = said[: token.start()], said[token.end() :]
        if any(fingerprint(f"{before}{meant}{behind}") == print_ for meant in _undone(token[0])):
            return token[0]
    return None


def _undone(word: str) -> Iterator[str]:
    """What may have been meant."""
    for at in range(1, len(word)):
        yield f"{word[:at]} {word[at:]}"
        yield f"{word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}"
