"""A message about several subscriptions, cut into a piece for each."""

from itertools import pairwise

from knowledge.marks import Marks
from knowledge.question import Question
from knowledge.text import particles
from knowledge.witnesses import Named


def segments(message: str, question: Question) -> list[str]:
    """The piece of the message for each subscription: each begins at the clause that names it.

    Where one type is named for all of them, it is set before each piece.
    """
    anchors = _anchors(question)
    marks = question.marks
    starts = [_start(marks, one.at, other.at) for one, other in pairwise(anchors)]
    ends = [*starts, len(message)]
    pieces = [message[first:last] for first, last in zip([0, *starts], ends, strict=True)]
    types = question.own_types
    shared = f"{types[0].words}, " if len(types) == 1 and anchors[0] not in types else ""
    return [pieces[0], *(shared + piece for piece in pieces[1:])] if anchors else [message]


def _anchors(question: Question) -> list[Named]:
    """The types, the same one again only with another date; or the dates, where one type has several."""
    anchors: list[Named] = []
    for one in question.own_types:
        dated = anchors and any(anchors[-1].at < day.at < one.at for day in question.own_days)
        if not anchors or one.value != anchors[-1].value or dated:
            anchors.append(one)
    if len(anchors) == 1 and len(question.own_days) > 1:
        return question.own_days
    return anchors


def _start(marks: Marks, earlier: int, at: int) -> int:
    """Where the piece of a type begins: at its sentence, or its clause, or the type itself."""
    words = marks.words
    for unit in ("sentence", "clause"):
        first = next(
            place for place in range(len(words)) if getattr(words[place], unit) == getattr(words[at], unit)
        )
        if first > earlier:
            return words[_introduced(marks, earlier, first)].start
    return words[at].start


def _introduced(marks: Marks, earlier: int, first: int) -> int:
    """Where it is said whose the type is, before its own clause: "and the third, a gym, has a trial"."""
    words = marks.words
    opening = particles("and_word") | particles("second_one") | particles("third_one")
    between = (at for at in range(earlier + 1, first) if words[at].clause != words[earlier].clause)
    begins = (at for at in between if words[at].clause != words[at - 1].clause)
    return next((at for at in begins if words[at].text in opening), first)
