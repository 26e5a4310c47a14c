"""Whether what was just told held at another time: "was that different before 2023?", "gold dat toen ook?".

Only after a verdict: then "that" is what it says. The sentence says nothing but that and the time.
"""

from collections.abc import Iterator

from knowledge.by_edition.back_then import times_of
from knowledge.by_edition.edition_words import EditionWords, Phrase

_LIKE = ("likewise", "beside", "opener")  # how it may have been then, and what goes with it


def held_so(text: EditionWords) -> Phrase | None:
    """The time of which it is asked whether that held; the whole sentence asks it."""
    return next(_asked(text), None)


def _asked(text: EditionWords) -> Iterator[Phrase]:
    for at in text.places("was_that"):
        behind = text.over("was_that", at)
        for first, last, by in times_of(text):
            rest = [*_kinds(text, behind, first), *_kinds(text, last, len(text.words))]
            says_how = _LIKE[0] in rest and all(rest) and first >= behind
            if says_how and text.only("beside", range(at)):
                yield Phrase(at, len(text.words), by)


def _kinds(text: EditionWords, first: int, last: int) -> Iterator[str | None]:
    """What kinds of small phrases stand there, one behind the other; None where one is none."""
    while first < last:
        kind = next((kind for kind in _LIKE if text.value(kind, first)), None)
        yield kind
        first = text.over(kind, first) if kind else last
