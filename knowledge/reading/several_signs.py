"""What speaks for a message about several subscriptions, and what for one.

Two types stand in a message for many reasons: both are the asker's, one is denied, a colleague's or only
wished for. What is said around them, how they are told apart and what the heads make of it weigh together.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from knowledge.judged.features import Talk
from knowledge.mentions.asked_about import asked_about
from knowledge.mentions.denied import negated, types_denied
from knowledge.mentions.disowned import contrasted, disowned
from knowledge.mentions.labels import labels_at, ordinals_at
from knowledge.mentions.marks import Marks
from knowledge.mentions.ports import find_ports
from knowledge.reading.witnesses import Named, log_odds
from knowledge.words.text import particles

Signs = Mapping[str, float]

_BEST: Final = 3  # types and dates whose own probability counts
_MOST: Final = 12  # lines or sentences that are counted
_MOST_WORDS: Final = 80
_FARTHEST: Final = 40  # words between two types
_COUNTED: Final = (
    "both",
    "other_one",
    "correction",
    "hypothetical",
    "planned",
    "vm_noun",
    "sub_noun",
    "granted_word",
    "refused_word",
    "requested_word",
)


def signs_in(marks: Marks) -> Signs:
    """The signs that stand in the message itself."""
    return dict([*_of_words(marks), *_of_types(marks), *_of_names(marks)])


def signs_of_several(
    judged: Mapping[str, Mapping[str, float]],
    types: Sequence[Named],
    days: Sequence[Named],
    talk: Talk,
    inside: Signs,
) -> Signs:
    """All signs: those `inside` the message, what the heads say, and what is known from before."""
    found = [*_of_heads(judged), *_of_talk(talk)]
    for name, named in (("type", types), ("day", days)):
        found += _of_own(name, named)
    return {**inside, **dict(found)}


# -- in the message itself


def _of_words(marks: Marks) -> Iterator[tuple[str, float]]:
    words = marks.words
    yield from ((f"kind: {kind}", float(len(marks.all(kind)))) for kind in _COUNTED)
    yield "each", float(sum(word.text in particles("each_word") for word in words))
    yield "ports", float(len(find_ports(marks)))
    yield "words", min(_MOST_WORDS, len(words)) / 10
    yield "sentences", float(min(_MOST, len({word.sentence for word in words})))
    yield "clauses", float(min(_MOST, len({word.clause for word in words})))


def _of_types(marks: Marks) -> Iterator[tuple[str, float]]:
    """How the types are told apart, and how many of them are not the asker's."""
    types = sorted(marks.types, key=lambda one: one.first)
    yield "denied types", float(len(types_denied(marks)))
    yield "disowned types", float(sum(disowned(marks, one) for one in types))
    yield "negated types", float(sum(negated(marks, one) for one in types))
    yield "asked about", float(sum(asked_about(marks, one) for one in types))
    yield "contrasted", float(contrasted(marks) is not None)
    two = next(((one, other) for one, other in pairwise(types) if one.value != other.value), None)
    if two is None:
        return
    first, second = (marks.words[one.first] for one in two)
    yield "words between types", float(min(_FARTHEST, two[1].first - two[0].last))
    yield "types in one clause", float(first.clause == second.clause)
    yield "types in one sentence", float(first.sentence == second.sentence)
    yield "date between types", float(any(two[0].first < day.first < two[1].first for day in marks.dates))
    yield "date behind both", float(any(day.first > two[1].first for day in marks.dates))


def _of_names(marks: Marks) -> Iterator[tuple[str, float]]:
    """What else tells subscriptions apart: letters, numbers, one thing set against another."""
    words = marks.words
    yield "labels", float(len({name for _, name in labels_at(words)}))
    yield "ordinals", float(len({place for _, place in ordinals_at(marks)}))
    yield "contrasting", float(len({word.text for word in words} & particles("contrasting")))


# -- what the heads say, and what is known


def _of_heads(judged: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, float]]:
    yield from ((f"several: {answer}", log_odds(p)) for answer, p in judged["several"].items())
    yield from ((f"act: {act}", p) for act, p in judged["act"].items())
    for head in ("delivery", "route", "exemption", "created"):
        yield from ((f"{head}: {answer}", p) for answer, p in judged[head].items())
    yield "surest type or none", max(judged["type"].values())
    yield f"word: {max(judged['word'], key=lambda word: judged['word'][word])}", 1.0


def _of_own(name: str, named: Sequence[Named]) -> Iterator[tuple[str, float]]:
    """How many may be the asker's, and how likely two of them are."""
    best: dict[str, float] = {}
    for one in named:
        best[str(one.value)] = max(one.own, best.get(str(one.value), 0.0))
    own = sorted(best.values(), reverse=True)
    yield f"{name}s", float(len(own))
    yield f"mentions of {name}s", float(len(named))
    yield f"two {name}s", _two_of(own)
    yield from ((f"{name} {at}", p) for at, p in enumerate(own[:_BEST]))


def _two_of(own: Sequence[float]) -> float:
    """How likely at least two are so, each by itself."""
    none, one = 1.0, 0.0
    for p in own:
        none, one = none * (1 - p), one * (1 - p) + none * p
    return 1 - none - one


def _of_talk(talk: Talk) -> Iterator[tuple[str, float]]:
    yield "turn", float(talk.under_way)
    yield "supposed", float(talk.supposed)
    yield "offered", float(talk.offered)
    yield "others", float(talk.others)
    yield from ((f"knows: {name}", 1.0) for name in talk.known)
    yield f"asked: {talk.asked}", 1.0
