"""What many ask of one message is looked for once, and kept with its marks."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from knowledge.mentions.marks import Marks

Sought = TypeVar("Sought")


def kept(seek: Callable[[Marks], Sought]) -> Callable[[Marks], Sought]:
    """The same search, made once for the marks of a message; what it finds goes when they go."""

    @wraps(seek)
    def sought(marks: Marks) -> Sought:
        if seek not in marks.kept:
            marks.kept[seek] = seek(marks)
        return cast("Sought", marks.kept[seek])

    return sought
