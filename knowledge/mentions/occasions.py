"""What a date may be of: of a subscription that was made, a thing's, a person's, or of what they did.

"The invoice says 2020", "he left in 2019", "we opened it in May": the words differ with whoever writes,
what they name are few kinds of occasion.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Final

from knowledge.mentions.marks import Marks
from knowledge.words.text import particles

_KINDS: Final = {"created": "made", "sub_noun": "subscription"}  # of mentions, which come before mere words
_SENSES: Final = ("thing", "went", "them", "others", "me", "us", "denied")
_AS_ONE: Final = {"others": "them", "us": "me"}
_SIZES: Final = (1, 2, 4, 7)  # words beside the date, from which on there are some, few, many
_REACH: Final = 40  # words on either side that are looked at: a pasted sentence may have thousands
_FAR: Final = 8  # words, beyond which nothing is near
_MOST_TOLD: Final = 3


@lru_cache(maxsize=1)
def _senses() -> Mapping[str, str]:
    """The words with what they name; the first sense of a word holds."""
    senses: dict[str, str] = {}
    for sense in _SENSES:
        for word in particles(f"sense_{sense}"):
            senses.setdefault(word, _AS_ONE.get(sense, sense))
    return senses


@lru_cache(maxsize=1)  # a message may name very many dates, and each asks for these
def _named(marks: Marks) -> dict[int, str]:
    """The words that name an occasion, by their place."""
    senses = _senses()
    named = {at: senses[word.text] for at, word in enumerate(marks.words) if word.text in senses}
    for kind, name in _KINDS.items():
        named |= {at: name for one in marks.all(kind) for at in range(one.first, one.last)}
    return named


def occasions(marks: Marks, first: int, last: int, *, asked: bool) -> Iterator[str]:
    """The features of the date between these places; `asked`: its message answers our question for it."""
    named, clause = _named(marks), marks.words[first].clause
    whole = marks.sentence_around(first)
    around = range(max(whole.start, first - _REACH), min(whole.stop, last + _REACH))
    sentence = [at for at in around if not first <= at < last]
    within = [at for at in sentence if marks.words[at].clause == clause]
    for where, places in (("clause", within), ("sentence", sentence)):
        yield from _in(where, places, named, asked=asked)
    before = [at for at in sentence if at < first][::-1]
    for side, places in (("<", before), (">", [at for at in sentence if at >= last])):
        yield from _nearest(side, places, named, asked=asked)


def named_beside(marks: Marks, at: int) -> frozenset[str]:
    """The kinds of things that are named in the clause of this place."""
    clause, named = marks.words[at].clause, _named(marks)
    around = range(max(0, at - _REACH), min(len(marks.words), at + _REACH))
    return frozenset(
        named[place] for place in around if place in named and marks.words[place].clause == clause
    )


def _in(where: str, places: Sequence[int], named: Mapping[int, str], *, asked: bool) -> Iterator[str]:
    """What is named there, alone and together, and how much else is said."""
    kinds = sorted({named[at] for at in places if at in named})
    size = sum(len(places) >= least for least in _SIZES)
    yield f"{where} size:{size}|{asked}"
    for kind in kinds:
        yield f"{where}:{kind}"
        yield f"{where}:{kind}|{asked}"
    yield from (f"{where}:{one}+{other}" for one, other in combinations(kinds, 2))


def _nearest(side: str, places: Sequence[int], named: Mapping[int, str], *, asked: bool) -> Iterator[str]:
    """The nearest on one side, and how far it is."""
    near = next(((far, named[at]) for far, at in enumerate(places[:_FAR]) if at in named), None)
    if near is None:
        yield f"near{side}none|{asked}"
        return
    far, kind = near
    yield f"near{side}{kind}{min(far, _MOST_TOLD)}"
    yield f"near{side}{kind}|{asked}"
