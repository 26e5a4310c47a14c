"""Lessons -> heads: those of a message, and the two of single mentions. Development only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix, hstack

from knowledge.judged.features import Features, pieces
from knowledge.judged.heads import GROUPS, PLAIN, SCALED, Heads, index_of
from knowledge.judged.owning import KINDS, MENTIONED, Owning, shares_of_own
from knowledge.judged.sums import Floats
from knowledge.learning.layer import shares_of
from knowledge.learning.learned import Learned, learn_sums
from knowledge.learning.lessons import HEADS, Prepared, answer_of
from knowledge.reading.witnesses import BY_HEAD, Named

# Heads that gain from a layer they share; what names a type or a day speaks for itself.
SHARING: Final = ("act", "theme", "word", *BY_HEAD)
_RARE, _RARE_MENTION = 4, 2  # messages or mentions that a feature must stand in, by their worth
_TINY = 0.0005  # a weight that is rounded away
_ANSWERS = {False: "no", True: "yes"}  # in the order of their columns

Index = dict[str, int]
Mentioned = tuple[tuple[str, ...], Named, bool | None]


@dataclass(frozen=True)
class _Owned:
    """What was learned of one kind of mention: the rows of its features, and the sums."""

    index: Index
    learned: Learned

    def judge(self, mentions: Sequence[Mentioned]) -> list[float]:
        """For each mention how likely it is the asker's own."""
        matrix = _of_mentions([names for names, _, _ in mentions], self.index)
        return [float(share) for share in shares_of_own(self.learned.scores(matrix))]


class Learner:
    """The heads learned from some messages, ready to judge others."""

    def __init__(self, rows: Sequence[Prepared], cut: date) -> None:
        self.index = {
            group: _index(((names_of(row.features, group), row.worth) for row in rows), _RARE)
            for group in GROUPS
        }
        self.rarity = {group: _rarity(rows, group, self.index[group]) for group in GROUPS}
        told = {head: [answer_of(row.label, head, cut) for row in rows] for head in HEADS}
        self.message = learn_sums(self._matrix(rows), told, SHARING, _worth(rows))
        self.mentions = {kind: _learn_mentions(rows, kind) for kind in KINDS}

    def judge(self, rows: Sequence[Prepared]) -> list[dict[str, dict[str, float]]]:
        """For each message the probabilities of every head."""
        scores = self.message.scores(self._matrix(rows))
        judged: list[dict[str, dict[str, float]]] = [{} for _ in rows]
        first = 0
        for head, answers in self.message.answers.items():
            shares = shares_of(scores[:, first : first + len(answers)]).tolist()
            first += len(answers)
            for one, each in zip(judged, shares, strict=True):
                one[head] = dict(zip(answers, each, strict=True))
        return judged

    def own(self, kind: str, rows: Sequence[Prepared]) -> list[tuple[Named, ...]]:
        """For each message its types or dates with the probability that each is the asker's."""
        mentions = [mention for row in rows for mention in _mentioned(row, kind)]
        judged = iter(self.mentions[kind].judge(mentions))
        return [
            tuple(named._replace(own=next(judged)) for _, named, _ in _mentioned(row, kind)) for row in rows
        ]

    def pack(self, joined: Mapping[str, Mapping[str, float]], thresholds: Mapping[str, float]) -> Heads:
        """The heads as they are read with."""
        return Heads(
            index_of(self.index),
            np.concatenate([self.rarity[group] for group in GROUPS]).astype(np.float32),
            self.message.answers,
            self.message.packed(),
            {kind: Owning(one.index, one.learned.packed()) for kind, one in self.mentions.items()},
            {name: _rounded(weights) for name, weights in joined.items()},
            thresholds,
        )

    def _matrix(self, rows: Sequence[Prepared]) -> csr_matrix:
        return hstack([self._group(rows, group) for group in GROUPS]).tocsr()

    def _group(self, rows: Sequence[Prepared], group: str) -> csr_matrix:
        every = [_known(names_of(row.features, group), self.index[group]) for row in rows]
        if group not in SCALED:
            return _sparse(every, [np.full(len(known), PLAIN) for known in every], len(self.index[group]))
        values = [self.rarity[group][known] for known in every]
        norms = [float(np.sqrt(one @ one)) or 1.0 for one in values]
        return _sparse(
            every, [one / norm for one, norm in zip(values, norms, strict=True)], len(self.index[group])
        )


def names_of(features: Features, group: str) -> Iterable[str]:
    """The names of a group's features, each once."""
    if group == "pieces":
        return {piece for token in features.tokens for piece in pieces(token)}
    return getattr(features, group)  # type: ignore[no-any-return]


def _mentioned(row: Prepared, kind: str) -> tuple[Mentioned, ...]:
    return row.types if kind == "type" else row.days


def _known(names: Iterable[str], index: Index) -> list[int]:
    return sorted(index[name] for name in names if name in index)


def _sparse(columns: Sequence[Sequence[int]], values: Sequence[Any], width: int) -> csr_matrix:
    """A matrix of rows, each with these columns and values."""
    ends = np.concatenate([[0], np.cumsum([len(known) for known in columns], dtype=np.int32)])
    numbers = np.concatenate([*values, []]).astype(np.float32)
    return csr_matrix((numbers, [at for known in columns for at in known], ends), shape=(len(columns), width))


def _index(every: Iterable[tuple[Iterable[str], float]], rare: int) -> Index:
    counts = _counted(every)
    kept = sorted(name for name, count in counts.items() if count >= rare)
    return {name: at for at, name in enumerate(kept)}


def _rarity(rows: Sequence[Prepared], group: str, index: Index) -> Any:
    if group not in SCALED:
        return np.ones(len(index))
    counts = _counted((names_of(row.features, group), row.worth) for row in rows)
    whole = sum(row.worth for row in rows)
    return np.array([1 + np.log((1 + whole) / (1 + counts[name])) for name in index])


def _counted(every: Iterable[tuple[Iterable[str], float]]) -> dict[str, float]:
    """How many messages or mentions each feature stands in, by what they are worth."""
    counts: defaultdict[str, float] = defaultdict(float)
    for names, worth in every:
        for name in names:
            counts[name] += worth
    return counts


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {name: round(weights[name], 3) for name in sorted(weights) if abs(weights[name]) >= _TINY}


def _worth(rows: Sequence[Prepared]) -> Floats:
    return np.array([row.worth for row in rows], np.float32)


def _learn_mentions(rows: Sequence[Prepared], kind: str) -> _Owned:
    found = [
        (names, own, row.worth) for row in rows for names, _, own in _mentioned(row, kind) if own is not None
    ]
    index = _index(((names, worth) for names, _, worth in found), _RARE_MENTION)
    matrix = _of_mentions([names for names, _, _ in found], index)
    told = {"own": [_ANSWERS[own] for _, own, _ in found]}
    return _Owned(index, learn_sums(matrix, told, ("own",), np.array([one[2] for one in found], np.float32)))


def _of_mentions(every: Sequence[tuple[str, ...]], index: Index) -> csr_matrix:
    columns = [_known(names, index) for names in every]
    return _sparse(columns, [np.full(len(known), MENTIONED) for known in columns], len(index))
