"""What is left of an answer that goes on from words which are forgotten. Pure.

An answer keeps more than its own: a thread's case has what everybody there told, and a control that
somebody pressed answers another's question. So each answer knows whose words it holds (`people`, and
`author` where its very question is somebody else's) and how old the oldest are (`since`).
"""

from dataclasses import replace
from typing import Any, Final

from bot.store import Said

_COPIED: Final = ("before", "people")


def author_of(said: Said) -> str:
    """Whose words its question is."""
    return str(said.case.get("author") or said.person)


def voices(last: Said | None, person: str, author: str) -> dict[str, Any]:
    """Whose words an answer holds that goes on from another, as it keeps it with its case."""
    before = {*last.case.get("people", ()), last.person, author_of(last)} if last else set()
    others = sorted({*before, author} - {person})
    mine = {} if author == person else {"author": author}
    return {**mine, **({"people": others} if others else {})}


def holds(said: Said, person: str) -> bool:
    """Whether words of a person, or their part in it, are kept with somebody else's answer."""
    return person in (*said.case.get("people", ()), said.case.get("author"), said.case.get("asker"))


def without(said: Said, person: str | None) -> Said:
    """The answer without its copies of older words, and without what is the person's in it."""
    case = {name: kept for name, kept in said.case.items() if name not in _COPIED}
    theirs = [name for name in ("author", "asker") if person and case.get(name) == person]
    copied = "author" in theirs or (person is None and "author" in case)
    kept = {name: value for name, value in case.items() if name not in theirs}
    question = "" if copied else said.question
    return replace(said, question=question, case={**kept, "quotes": {}}, since=said.created)
