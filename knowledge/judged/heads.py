"""Features -> probabilities: the learned part of reading, as sums of weights.

A head is a question with a few answers ("how is the mail sent?"); each named feature speaks for or
against each answer by a weight that `make train` has found. Nothing is learned here.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from knowledge.judged.features import Features, pieces
from knowledge.judged.owning import KINDS, Owning, read_owning
from knowledge.judged.sums import Sums, read_sums
from knowledge.judged.trees import NEVER, Trees, parse_trees
from rules.strict_yaml import DataFault, read_text

WEIGHTS_FOLDER: Final = Path(__file__).parent.parent / "weights"
GROUPS: Final = ("pieces", "words", "marks", "talk")
SCALED: Final = ("pieces", "words")  # groups whose features count by rarity, and less in long messages
PLAIN: Final = 0.15  # what a feature of the other groups counts
_NEVER = 1e-9

Rows = NDArray[np.intp]
Judged = dict[str, dict[str, float]]


@dataclass(frozen=True, eq=False)
class Heads:
    """The heads of a message, the two of single mentions, and what joins them to findings.

    `index` has the rows of the features by name, for each group.
    `trust` says how far each possible outcome may be trusted, of a message `alone` and of a `turn`; while
    that is learned, there is none. `several` says how likely a message is about more than one subscription.
    """

    index: Mapping[str, Mapping[str, int]]
    rarity: NDArray[np.float32]
    answers: Mapping[str, tuple[str, ...]]
    message: Sums
    mentions: Mapping[str, Owning]
    joined: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, float]
    trust: Mapping[str, Trees] = field(default_factory=dict)
    several: Trees = NEVER

    def judge(self, features: Features) -> Judged:
        """For each head the probability of each of its answers."""
        scores = self._scores(features)
        firsts = [first for first, _ in self._columns.values()]
        highest = np.maximum.reduceat(scores, firsts)
        exponents = np.exp(scores - np.repeat(highest, [len(each) for each in self.answers.values()]))
        judged: Judged = {}
        for name, (first, last) in self._columns.items():
            shares = exponents[first:last] / exponents[first:last].sum()
            judged[name] = dict(zip(self.answers[name], shares.tolist(), strict=True))
        return judged

    def own(self, kind: str, features: Iterable[str]) -> float:
        """The probability that a type or a date is the asker's own subscription's."""
        return self.mentions[kind].own(features)

    def joined_in(self, fact: str, situation: str) -> Mapping[str, float]:
        """The weights that join the witnesses of a fact, with those of one situation added."""
        known = self._added.get((fact, situation))
        if known is None:
            known = self._added[fact, situation] = _with_situation(self.joined[fact], situation)
        return known

    @cached_property
    def _added(self) -> dict[tuple[str, str], Mapping[str, float]]:
        return {}

    def rarity_of(self, word: str) -> float:
        """How rare a word is among messages, on a scale of logarithms; infinite where none had it."""
        row = self.index["words"].get(word)
        return float("inf") if row is None else float(self.rarity[row])

    def reasons(self, features: Features, head: str, answer: str, most: int = 3) -> list[str]:
        """The words and marks that spoke most for this answer and against the others, the strongest first.

        Each by itself: what the layer makes of several together has no name.
        """
        first, last = self._columns[head]
        column = self.answers[head].index(answer)
        found = []
        for group, rows, values in self._seen(features):
            if group not in ("words", "marks"):
                continue  # a piece of a word explains nothing
            columns = slice(first, last)
            weights = self.message.weights[rows, columns].astype(np.float32) * self.message.steps[columns]
            lead = (weights[:, column] - weights.mean(axis=1)) * values
            names = {row: name for name, row in self.index[group].items()}
            found += [(float(gain), names[row]) for gain, row in zip(lead, rows, strict=True)]
        return [name for gain, name in sorted(found, reverse=True)[:most] if gain > 0]

    def _scores(self, features: Features) -> NDArray[np.float32]:
        _, rows, values = zip(*self._seen(features), strict=True)
        # one look-up for all groups: the cost of a call to numpy is that of a hundred features
        return self.message.scores(np.concatenate(rows), np.concatenate(values))

    def _seen(self, features: Features) -> Iterable[tuple[str, Rows, NDArray[np.float32]]]:
        """The known features of each group: their rows, and what each counts."""
        yield "pieces", *self._by_rarity(self._rows_of_pieces(features.tokens))
        words = self.index["words"]
        yield "words", *self._by_rarity([words[name] for name in features.words if name in words])
        for group, names in (("marks", features.marks), ("talk", features.talk)):
            known = self.index[group]
            rows = np.array([known[name] for name in names if name in known], np.intp)
            yield group, rows, np.full(len(rows), PLAIN, np.float32)

    def _by_rarity(self, known: list[int]) -> tuple[Rows, NDArray[np.float32]]:
        rows = np.array(known, np.intp)
        rarity = self.rarity[rows]
        return rows, rarity / max(float(np.sqrt(rarity @ rarity)), _NEVER)

    def _rows_of_pieces(self, tokens: Iterable[str]) -> list[int]:
        return list(dict.fromkeys(chain.from_iterable(map(self._rows_of, dict.fromkeys(tokens)))))

    @cached_property
    def _rows_of(self) -> Any:
        known = self.index["pieces"]
        return lru_cache(maxsize=20_000)(
            lambda token: tuple(known[piece] for piece in pieces(token) if piece in known)
        )

    @cached_property
    def _columns(self) -> dict[str, tuple[int, int]]:
        columns, first = {}, 0
        for name, answers in self.answers.items():
            columns[name] = (first, first + len(answers))
            first += len(answers)
        return columns


def _with_situation(weights: Mapping[str, float], situation: str) -> dict[str, float]:
    added = {name: weight for name, weight in weights.items() if "|" not in name}
    for name, weight in weights.items():
        plain, _, where = name.partition("|")
        if where == situation:
            added[plain] = added.get(plain, 0.0) + weight
    return added


def read_heads(folder: Path = WEIGHTS_FOLDER) -> Heads:
    """The heads of a folder; DataFault where `make train` has to be run."""
    try:
        return _heads(folder)
    except (OSError, ValueError, KeyError, TypeError, DataFault) as fault:
        what = f"no {fault}" if isinstance(fault, KeyError) else fault
        raise DataFault(f"{folder}: the weights cannot be read ({what}): run `make train`") from fault


def _heads(folder: Path) -> Heads:
    told = json.loads(read_text(folder / "heads.json"))
    names = {group: read_text(folder / f"{group}.txt").split("\n") for group in GROUPS}
    answers = {name: tuple(answers) for name, answers in told["answers"]}
    message = read_sums(folder, "message", told["message"])
    _check(sum(map(len, names.values())), sum(map(len, answers.values())), message)
    return Heads(
        index_of(names),
        np.load(folder / "rarity.npy"),
        answers,
        message,
        {kind: read_owning(folder, kind, told["mentions"][kind]) for kind in KINDS},
        told["joined"],
        json.loads(read_text(folder / "thresholds.json")),
        _trust(folder / "trust.json"),
        parse_trees(json.loads(read_text(folder / "several.json"))),
    )


def _check(features: int, answers: int, sums: Sums) -> None:
    """ValueError where there are not as many features and answers as weights."""
    if (len(sums.weights), sums.answers) != (features, answers):
        found = f"{len(sums.weights)} and {sums.answers}"
        raise ValueError(f"{features} features and {answers} answers, weights for {found}")


def index_of(names: Mapping[str, Collection[str]]) -> dict[str, dict[str, int]]:
    """The rows of the features, one group after the other."""
    firsts = accumulate(map(len, names.values()), initial=0)
    return {
        group: {name: at for at, name in enumerate(each, first)}
        for (group, each), first in zip(names.items(), firsts, strict=False)
    }


def _trust(file: Path) -> dict[str, Trees]:
    """The trust that was learned, of each kind that there were enough messages of."""
    written = json.loads(read_text(file))
    return {kind: parse_trees(trees) for kind, trees in written.items()}
