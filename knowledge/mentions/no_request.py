"""Whether a message says that no exemption was asked for."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from knowledge.mentions.marks import DECIDED, Marks
from knowledge.words.text import any_of

_REQUESTS: Final = ("cue_request", "ticket_noun")
_ASKED: Final = ("requested_word", "exemption_noun")


def tells_of_no_request(marks: Marks) -> bool:
    """Whether a clause says that none was asked for: "no request made", "nog niks aangevraagd"."""
    clauses = groupby(range(len(marks.words)), key=lambda at: marks.words[at].clause)
    places = [list(clause) for _, clause in clauses]
    return any(_says_none(marks, range(clause[0], clause[-1] + 1)) for clause in places)


def _says_none(marks: Marks, clause: range) -> bool:
    words = [marks.words[at] for at in clause]
    if any_of(words, "once_more") or any(word.asked for word in words) or _names(marks, DECIDED, clause):
        return False
    if not any_of(words, "asked_for"):
        waits = _names(marks, ("requested_word",), clause)  # "no answer yet to my request"
        yet = any_of(words, "no_word") and any_of(words, "not_yet")
        return yet and not waits and _names(marks, _REQUESTS, clause)
    whole = len({word.text for word in words}) == 2  # noqa: PLR2004 - "never asked"
    of_it = whole or _names(marks, (*_REQUESTS, *_ASKED), clause)
    return (any_of(words, "no_word") and of_it) or any_of(words, "nothing")


def _names(marks: Marks, kinds: Iterable[str], places: range) -> bool:
    return any(one.first in places for kind in kinds for one in marks.all(kind))
