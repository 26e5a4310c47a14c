"""What heads say of writers they have not seen, what joins two witnesses, and the files. Development only."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from knowledge.judged.features import situation_of
from knowledge.judged.heads import GROUPS, Heads
from knowledge.judged.owning import KINDS, write_owning
from knowledge.judged.sums import write_sums
from knowledge.judged.trees import written_trees
from knowledge.learning.corpus import CORPUS_FOLDER, Labelled
from knowledge.learning.learner import Learner
from knowledge.learning.lessons import Prepared, tells_case, told_side, told_type
from knowledge.reading.witnesses import (
    BY_HEAD,
    NOT_TOLD,
    OTHER,
    Named,
    day_features,
    said_features,
    type_features,
)

FOLDS: Final = 4
_RARE: Final = 10  # what a message about several subscriptions counts where writers are grouped


@dataclass(frozen=True)
class Judgement:
    """What heads that never saw a message's writer say of it."""

    judged: dict[str, dict[str, float]]
    types: tuple[Named, ...]
    days: tuple[Named, ...]


@dataclass(frozen=True)
class LeftOut:
    """Heads that never saw some writers, and what they judge of those, by the names of the messages."""

    writers: frozenset[str]
    heads: Heads
    judged: Mapping[str, Judgement]


def left_out(
    rows: Sequence[Prepared],
    moved: Sequence[Prepared],
    cut: date,
    groups: Sequence[frozenset[str]],
    processes: int = 2,
) -> list[LeftOut]:
    """For each group of writers heads learned without them, and their judgements of its messages.

    From `moved` messages is learned, too, but they are not judged.
    """
    with ProcessPoolExecutor(processes, initializer=_share_rows, initargs=(rows, moved, cut)) as pool:
        return list(pool.map(_leave_out, groups))


_SHARED: list[Any] = []


def _share_rows(rows: Sequence[Prepared], moved: Sequence[Prepared], cut: date) -> None:
    _SHARED[:] = [rows, moved, cut]


def _leave_out(writers: frozenset[str]) -> LeftOut:
    rows, moved, cut = _SHARED
    learner = Learner([row for row in (*rows, *moved) if row.label.writer not in writers], cut)
    theirs = [row for row in rows if row.label.writer in writers]
    judged_by_name = {
        key_of(row.label): Judgement(*one)
        for row, *one in zip(
            theirs, learner.judge(theirs), *(learner.own(kind, theirs) for kind in KINDS), strict=True
        )
    }
    return LeftOut(writers, learner.pack({}, {}), judged_by_name)


def key_of(label: Labelled) -> str:
    """What a message is called among all writers."""
    return f"{label.writer} {label.name}"


def folds(rows: Sequence[Prepared], count: int) -> list[frozenset[str]]:
    """The writers in so many groups of about the same size, each with something of what is rare."""
    sizes: Counter[str] = Counter()
    for row in rows:
        sizes[row.label.writer] += _RARE if row.label.several else 1
    groups: list[list[str]] = [[] for _ in range(min(count, len(sizes)))]
    for writer in sorted(sizes, key=lambda name: (-sizes[name], name)):
        min(groups, key=lambda group: sum(sizes[name] for name in group)).append(writer)
    return [frozenset(group) for group in groups]


# -- joining two witnesses


def join(
    rows: Sequence[Prepared], judgements: Mapping[str, Judgement], cut: date
) -> dict[str, dict[str, float]]:
    """The sums that join what is named with what the whole message says, for the type and the day."""
    use = [row for row in rows if tells_case(row.label)]
    return {
        "type": _joined("subscription", use, judgements, _weigh_types, told_type),
        "created": _joined(
            "created",
            use,
            judgements,
            lambda row, one: _weigh_days(row, one, cut),
            lambda label: told_side(label, cut),
        ),
        **{name: _joined(name, use, judgements, _weigh_said(name), _told_of(name)) for name in BY_HEAD},
    }


def _weigh_said(fact: str) -> Callable[[Prepared, Judgement], dict[str, dict[str, float]]]:
    return lambda row, one: said_features(one.judged[fact], row.named[fact])


def _told_of(fact: str) -> Callable[[Labelled], str]:
    return lambda label: label.facts.get(fact, NOT_TOLD)


def _weigh_types(row: Prepared, one: Judgement) -> dict[str, dict[str, float]]:
    return type_features(one.judged["type"], one.types, unknowing=row.unknowing)


def _weigh_days(row: Prepared, one: Judgement, cut: date) -> dict[str, dict[str, float]]:
    return day_features(one.judged, one.days, cut, unknowing=row.unknowing)


def _joined(
    fact: str,
    rows: Iterable[Prepared],
    judgements: Mapping[str, Judgement],
    weigh: Callable[[Prepared, Judgement], dict[str, dict[str, float]]],
    told: Callable[[Labelled], str],
) -> dict[str, float]:
    """The weights of what speaks for a value, and those of each by where the conversation stands."""
    features, right, worth = [], [], []
    for row in rows:
        wanted, situation = told(row.label), situation_of(row.label.talk, fact)
        for value, weights in weigh(row, judgements[key_of(row.label)]).items():
            plain = {name: float(amount) for name, amount in weights.items()}
            features.append({**plain, **{f"{name}|{situation}": amount for name, amount in plain.items()}})
            worth.append(row.worth)
            right.append(value == wanted or (wanted == OTHER and value.startswith(OTHER)))
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=1.0, max_iter=1000).fit(vectorizer.fit_transform(features), right, worth)
    weights = dict(zip(vectorizer.get_feature_names_out().tolist(), model.coef_[0].tolist(), strict=True))
    return {**weights, "bias": float(model.intercept_[0])}


# -- the files


def write_heads(heads: Heads, folder: Path, corpus: Path = CORPUS_FOLDER) -> None:
    """The heads as files: the same bytes for the same corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    for group in GROUPS:
        (folder / f"{group}.txt").write_text("\n".join(heads.index[group]), encoding="utf-8")
    np.save(folder / "rarity.npy", heads.rarity)
    told = {
        "corpus": fingerprint(corpus),
        "answers": list(heads.answers.items()),  # in the order of their columns
        "message": write_sums(heads.message, folder, "message"),
        "mentions": {kind: write_owning(heads.mentions[kind], folder, kind) for kind in KINDS},
        "joined": heads.joined,
    }
    written = json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True)
    (folder / "heads.json").write_text(written + "\n", encoding="utf-8")
    trust = json.dumps({kind: written_trees(heads.trust[kind]) for kind in sorted(heads.trust)})
    (folder / "trust.json").write_text(trust + "\n", encoding="utf-8")
    several = json.dumps(written_trees(heads.several))
    (folder / "several.json").write_text(several + "\n", encoding="utf-8")


def fingerprint(folder: Path = CORPUS_FOLDER) -> str:
    """Sixteen hex digits that tell one corpus from another."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.jsonl")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
