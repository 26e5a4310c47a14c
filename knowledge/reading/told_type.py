"""Which type a message tells, and how likely each that it names is the asker's own."""

from typing import Final

from knowledge.judged.features import Talk, of_type
from knowledge.judged.heads import Heads, Judged
from knowledge.mentions.anothers import is_condition
from knowledge.mentions.asked_about import asked_about
from knowledge.mentions.denied import negated, types_denied
from knowledge.mentions.disowned import contrasted, disowned
from knowledge.mentions.marks import Marks
from knowledge.mentions.unknowing import unknowing
from knowledge.reading.candidates import (
    UNTOLD,
    Candidate,
    Weighed,
    Weights,
    agreeing,
    at_most,
    in_order,
    share,
)
from knowledge.reading.witnesses import NOT_TOLD, OTHER, Named, type_features
from knowledge.words.vocabulary import Mention

_OTHERS: Final = "other:"
_CONTRASTED: Final = 0.97  # how likely a type is meant that is set against another one
_CONDITION: Final = 0.5  # how likely a type in a condition of everybody is the asker's
_HARDLY: Final = 0.3  # how likely a type is the asker's that is denied wherever it is named


def named_types(marks: Marks, heads: Heads, talk: Talk) -> tuple[Named, ...]:
    """The types that are named, each with how likely it is the asker's own."""
    return tuple(
        Named(
            mention.value,
            _own_type(mention, marks, heads, talk),
            marks.words_of(mention),
            mention.first,
            mention.kind == "subscription",
            marks.is_code(mention),
        )
        for mention in marks.types
    )


def _own_type(mention: Mention, marks: Marks, heads: Heads, talk: Talk) -> float:
    """How likely the type is the asker's own."""
    known = talk.known.get("subscription") == mention.value
    if disowned(marks, mention) or (known and negated(marks, mention)):
        return 0.0
    own = heads.own("type", of_type(marks, mention, talk))
    if is_condition(marks, mention):
        return min(own, _CONDITION)
    return max(own, _CONTRASTED) if mention.value == contrasted(marks) else own


def told_type(
    judged: Judged, types: tuple[Named, ...], marks: Marks, joined: Weights
) -> tuple[Candidate, ...]:
    """The type, none where all that are named are only asked about."""
    if types and all(asked_about(marks, mention) for mention in marks.types):
        return _contrasted(UNTOLD, marks)
    weighed = type_features(judged["type"], types, unknowing=unknowing(marks))
    found = _types(weighed, types, joined)
    for denied in sorted(types_denied(marks)):
        found = at_most(_HARDLY, denied, found, rest=None)
    return _contrasted(found, marks)


def _contrasted(types: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The types, where one is set against another that is denied: then it is that one."""
    told = next((one for one in marks.types if one.value == contrasted(marks)), None)
    if told is None or any(one.value == told.value and one.p >= _CONTRASTED for one in types):
        return types
    rest = [one.at(one.p * (1 - _CONTRASTED)) for one in types if one.value != told.value]
    return in_order([Candidate(told.value, _CONTRASTED, marks.words_of(told)), *rest])


def _types(weighed: Weighed, named: tuple[Named, ...], weights: Weights) -> tuple[Candidate, ...]:
    words = {str(one.value): one.words for one in sorted(named, key=lambda one: one.own)}
    found = []
    for value, features in weighed.items():
        fact = {NOT_TOLD: None, OTHER: _OTHERS + "unnamed"}.get(value, value)
        found.append(Candidate(fact, share(weights, features), words.get(value, "")))
    own = {str(one.value): max(other.own for other in named if other.value == one.value) for one in named}
    return agreeing(in_order(found), own)
