"""Whether what was just told held at another time: "was that different before 2023?", "gold dat toen ook?".

Only after a verdict: then "that" is what it says. The sentence says nothing but that and the time.
"""

from collections.abc import Iterator

from knowledge.back_then import times_of
from knowledge.edition_words import EditionWords, Phrase

_LIKE = ("likewise", "beside", "opener")  # how it may have been then, and what goes with it


def held_so(text: EditionWords) -> Phrase | None:
    """The time of which it is asked whether that held; the whole sentence asks it."""
    return next(_asked(text), None)


def _asked(text: EditionWords) -> Iterator[Phrase]:
    for at in text.places("was_that"):
        behind = text.over("was_that", at)
        for first, last, by in times_of(text):
            whole = [*range(behind, first), *range(last, len(text.words))] if first >= behind else None
            if whole is not None and _is_rest_small(text, at, whole):
                yield Phrase(at, len(text.words), by)


def _is_rest_small(text: EditionWords, at: int, rest: list[int]) -> bool:
    """Whether nothing stands around it but how it was, and there is that."""
    like = any(text.value("likewise", one) for one in rest)
    small = all(any(text.value(kind, one) for kind in _LIKE) for one in rest)
    return like and small and text.only("beside", range(at))
