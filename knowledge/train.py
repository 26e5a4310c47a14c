"""Labelled messages -> heads. Development only: scikit-learn lives here and in `trial` alone.

The heads are multinomial logistic regressions on named features. What joins two witnesses, and the
thresholds, are learned from what the heads say of writers they have not seen.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from knowledge.corpus import CORPUS_FOLDER, Labelled
from knowledge.features import Features, of_date, of_message, of_type, pieces, side_of, situation_of
from knowledge.heads import GROUPS, PLAIN, Heads
from knowledge.library import Reading
from knowledge.marks import Before, read_marks
from knowledge.trees import written_trees
from knowledge.witnesses import (
    BY_HEAD,
    NOT_TOLD,
    OTHER,
    Named,
    day_features,
    named_in,
    said_features,
    several_features,
    type_features,
)
from rules.interval import parse_interval
from rules.model import UNKNOWN

TODAY: Final = date(2026, 11, 25)  # what "last year" counts from in the corpus
FOLDS: Final = 4
_RARE = 4  # messages that a feature must stand in
_RARE_MENTION = 2
_C, _C_MENTION = 8.0, 0.3
_SMALL = 0.02  # a weight below which a feature says nothing
_TINY = 0.0005  # a weight that is rounded away
_STEPS = 127


@dataclass(frozen=True)
class Prepared:
    """A labelled message with its features, and those of its types and dates."""

    label: Labelled
    features: Features
    types: tuple[tuple[tuple[str, ...], Named, bool | None], ...]
    days: tuple[tuple[tuple[str, ...], Named, bool | None], ...]
    unknowing: bool
    named: Mapping[str, str]


def prepare(label: Labelled, reading: Reading) -> Prepared:
    """The features of a labelled message."""
    language = label.language if label.language in ("en", "nl") else "en"
    marks = read_marks(label.text, reading.vocabulary, reading.date_words, TODAY, Before(language))
    types, days = [], []
    for mention in marks.types:
        named = Named(
            mention.value, 0, "", mention.first, mention.kind == "subscription", marks.is_code(mention)
        )
        place = (marks.words[mention.first].start, marks.words[mention.last - 1].end)
        own = _is_own(label, place, "subscription", "other_types")
        types.append((tuple(dict.fromkeys(of_type(marks, mention, label.talk))), named, own))
    for day in marks.dates:
        named = Named(day.interval, 0, "", day.first)
        place = (marks.words[day.first].start, marks.words[day.last - 1].end)
        own = _is_own(label, place, "created", "other_dates")
        days.append((tuple(dict.fromkeys(of_date(marks, day, reading.cut, label.talk))), named, own))
    features = of_message(marks, reading.cut, label.talk)
    return Prepared(label, features, tuple(types), tuple(days), marks.unknowing(), named_in(marks))


def moved_into_talk(labels: Sequence[Labelled]) -> list[Labelled]:
    """What was said alone on other subjects, as if in the midst of a conversation, where people say it, too.

    Each is moved to where some turn of these stood.
    """
    stands = [label.talk for label in labels if label.talk.under_way]
    alone = [one for one in labels if not one.talk.under_way and one.act == "out_of_scope"]
    if not stands:
        return []
    return [replace(one, talk=stands[at * len(stands) // len(alone)]) for at, one in enumerate(alone)]


def _is_own(label: Labelled, place: tuple[int, int], fact: str, others: str) -> bool | None:
    """Whether the words at a place are quoted for the fact; None where the labels do not tell."""
    if label.quotes is None:
        return None
    own = _quoted(label, place, fact)
    if own != _quoted(label, place, others):
        return own
    told = label.facts.get(fact)
    return False if not own and (told is None or told == UNKNOWN) and label.complete else None


def _quoted(label: Labelled, place: tuple[int, int], name: str) -> bool:
    for quote in (label.quotes or {}).get(name) or ():
        at = label.text.find(quote)
        while at >= 0:
            if at < place[1] and place[0] < at + len(quote):
                return True
            at = label.text.find(quote, at + 1)
    return False


# -- what each head learns


def told_type(label: Labelled) -> str:
    """The type that a message tells, by the answer of its head."""
    told = label.facts.get("subscription", NOT_TOLD)
    return OTHER if told.startswith(OTHER) else told


def told_side(label: Labelled, cut: date) -> str:
    """The side of the policy's day that a message tells, by the answer of its head."""
    told = label.facts.get("created")
    if told is None:
        return NOT_TOLD
    return UNKNOWN if told == UNKNOWN else side_of(parse_interval(told), cut)


def tells_case(label: Labelled) -> bool:
    """Whether the facts of the message are those that its labels tell."""
    return label.of_case and not label.several and label.complete


def _answers(label: Labelled, head: str, cut: date) -> str | None:
    """What the head should say of the message, None where it learns nothing from it."""
    if head in ("act", "word"):
        return label.act if head == "act" else label.word
    if head == "theme":
        return label.theme if label.act in ("topic_answer", "not_covered") else None
    if head == "several":
        return ("yes" if label.several else "no") if label.of_case else None
    if not tells_case(label):
        return None
    if head == "type":
        return told_type(label)
    return told_side(label, cut) if head == "created" else label.facts.get(head, NOT_TOLD)


HEADS: Final = ("act", "theme", "word", "several", "type", "created", *BY_HEAD)


# -- learning


class Learner:
    """The heads learned from some messages, ready to judge others."""

    def __init__(self, rows: Sequence[Prepared], cut: date) -> None:
        self.index = {group: _index(rows, group) for group in GROUPS}
        self.rarity = {group: _rarity(rows, group, self.index[group]) for group in GROUPS}
        matrix = self._matrix(rows)
        self.heads = {}
        for head in HEADS:
            answers = [_answers(row.label, head, cut) for row in rows]
            use = [at for at, answer in enumerate(answers) if answer is not None]
            model = LogisticRegression(C=_C, max_iter=200, tol=1e-3)
            self.heads[head] = model.fit(matrix[use], [answers[at] for at in use])
        self.mentions = {kind: _learn_mentions(rows, kind) for kind in ("type", "date")}

    def judge(self, rows: Sequence[Prepared]) -> list[dict[str, dict[str, float]]]:
        """For each message the probabilities of every head."""
        matrix = self._matrix(rows)
        judged: list[dict[str, dict[str, float]]] = [{} for _ in rows]
        for head, model in self.heads.items():
            for one, shares in zip(judged, model.predict_proba(matrix).tolist(), strict=True):
                one[head] = dict(zip(model.classes_.tolist(), shares, strict=True))
        return judged

    def own(self, kind: str, row: Prepared) -> tuple[Named, ...]:
        """The types or dates of a message with the probability that each is the asker's."""
        weights = self.mentions[kind]
        found = row.types if kind == "type" else row.days
        return tuple(
            named._replace(own=1 / (1 + float(np.exp(-sum(weights.get(name, 0.0) for name in names)))))
            for names, named, _ in found
        )

    def _matrix(self, rows: Sequence[Prepared]) -> csr_matrix:
        return hstack([self._group(rows, group) for group in GROUPS]).tocsr()

    def _group(self, rows: Sequence[Prepared], group: str) -> csr_matrix:
        index, rarity = self.index[group], self.rarity[group]
        ends, columns, values = [0], [], []
        for row in rows:
            known = sorted(index[name] for name in names_of(row.features, group) if name in index)
            weights = rarity[known] if group in ("pieces", "words") else np.full(len(known), PLAIN)
            norm = float(np.sqrt(weights @ weights)) if group in ("pieces", "words") else 1.0
            columns += known
            values += (weights / (norm or 1.0)).tolist()
            ends.append(len(columns))
        return csr_matrix((values, columns, ends), shape=(len(rows), len(index)))

    def pack(self, joined: Mapping[str, Mapping[str, float]], thresholds: Mapping[str, float]) -> Heads:
        """The heads as they are read with: without features that say nothing, the weights in steps."""
        full = np.vstack([_columns(self.heads[head]) for head in HEADS]).T
        worth = np.abs(full).max(axis=1) > _SMALL
        weights, index, row, first = full[worth], {}, 0, 0
        for group in GROUPS:
            kept = [name for at, name in enumerate(self.index[group]) if worth[first + at]]
            index[group] = {name: row + at for at, name in enumerate(kept)}
            row, first = row + len(kept), first + len(self.index[group])
        steps = np.maximum(np.abs(weights).max(axis=0), _SMALL) / _STEPS
        return Heads(
            index,
            np.concatenate([self.rarity[group] for group in GROUPS])[worth].astype(np.float32),
            np.rint(weights / steps).astype(np.int8),
            steps.astype(np.float32),
            np.concatenate([_bias(self.heads[head]) for head in HEADS]).astype(np.float32),
            {head: tuple(self.heads[head].classes_.tolist()) for head in HEADS},
            {kind: _rounded(weights) for kind, weights in self.mentions.items()},
            {name: _rounded(weights) for name, weights in joined.items()},
            thresholds,
        )


def _columns(model: LogisticRegression) -> Any:
    """A row of weights for each answer, also of the two that one row tells apart."""
    return model.coef_ if len(model.coef_) > 1 else np.vstack([np.zeros_like(model.coef_[0]), model.coef_[0]])


def _bias(model: LogisticRegression) -> Any:
    return model.intercept_ if len(model.coef_) > 1 else np.array([0.0, model.intercept_[0]])


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {name: round(weights[name], 3) for name in sorted(weights) if abs(weights[name]) >= _TINY}


def names_of(features: Features, group: str) -> Iterable[str]:
    """The names of a group's features, each once."""
    if group == "pieces":
        return {piece for token in features.tokens for piece in pieces(token)}
    return getattr(features, group)  # type: ignore[no-any-return]


def _index(rows: Sequence[Prepared], group: str) -> dict[str, int]:
    counts = Counter(name for row in rows for name in names_of(row.features, group))
    kept = sorted(name for name, count in counts.items() if count >= _RARE)
    return {name: at for at, name in enumerate(kept)}


def _rarity(rows: Sequence[Prepared], group: str, index: Mapping[str, int]) -> Any:
    if group not in ("pieces", "words"):
        return np.ones(len(index))
    counts = Counter(name for row in rows for name in names_of(row.features, group) if name in index)
    return np.array([1 + np.log((1 + len(rows)) / (1 + counts[name])) for name in index])


def _learn_mentions(rows: Sequence[Prepared], kind: str) -> dict[str, float]:
    cases = [case for row in rows for case in (row.types if kind == "type" else row.days)]
    labelled = [(names, own) for names, _, own in cases if own is not None]
    counts = Counter(name for names, _ in labelled for name in names)
    index = {name: at for at, name in enumerate(sorted(n for n, c in counts.items() if c >= _RARE_MENTION))}
    ends, columns = [0], []
    for names, _ in labelled:
        columns += sorted(index[name] for name in names if name in index)
        ends.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(labelled), len(index)))
    model = LogisticRegression(C=_C_MENTION, max_iter=400, tol=1e-3)
    model.fit(matrix, [own for _, own in labelled])
    weights = dict(zip(index, model.coef_[0].tolist(), strict=True))
    weights["bias"] = weights.get("bias", 0.0) + float(model.intercept_[0])  # every mention has it
    return weights


# -- what the heads say of writers they have not seen


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
        key_of(row.label): Judgement(judged, learner.own("type", row), learner.own("date", row))
        for row, judged in zip(theirs, learner.judge(theirs), strict=True)
    }
    return LeftOut(writers, learner.pack({}, {}), judged_by_name)


def key_of(label: Labelled) -> str:
    """What a message is called among all writers."""
    return f"{label.writer} {label.name}"


def folds(rows: Sequence[Prepared], count: int) -> list[frozenset[str]]:
    """The writers in so many groups of about the same size."""
    sizes = Counter(row.label.writer for row in rows)
    groups: list[list[str]] = [[] for _ in range(min(count, len(sizes)))]
    for writer in sorted(sizes, key=lambda name: (-sizes[name], name)):
        min(groups, key=lambda group: sum(sizes[name] for name in group)).append(writer)
    return [frozenset(group) for group in groups]


# -- joining two witnesses


def join(
    rows: Sequence[Prepared], judgements: Mapping[str, Judgement], cut: date
) -> dict[str, dict[str, float]]:
    """The sums that join what is named with what the whole message says, for the type and the day."""
    every = [row for row in rows if row.label.of_case]
    use = [row for row in every if tells_case(row.label)]
    return {
        "several": _joined("several", every, judgements, _weigh_several, _told_several),
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


def _weigh_several(row: Prepared, one: Judgement) -> dict[str, dict[str, float]]:
    return several_features(one.judged["several"], row.named["several"], one.types, one.days)


def _told_several(label: Labelled) -> str:
    return "yes" if label.several else "no"


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
    features, right = [], []
    for row in rows:
        wanted, situation = told(row.label), situation_of(row.label.talk, fact)
        for value, weights in weigh(row, judgements[key_of(row.label)]).items():
            plain = {name: float(amount) for name, amount in weights.items()}
            features.append({**plain, **{f"{name}|{situation}": amount for name, amount in plain.items()}})
            right.append(value == wanted or (wanted == OTHER and value.startswith(OTHER)))
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=1.0, max_iter=1000).fit(vectorizer.fit_transform(features), right)
    weights = dict(zip(vectorizer.get_feature_names_out().tolist(), model.coef_[0].tolist(), strict=True))
    return {**weights, "bias": float(model.intercept_[0])}


# -- the files


def write_heads(heads: Heads, folder: Path, corpus: Path = CORPUS_FOLDER) -> None:
    """The heads as files: the same bytes for the same corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    for group in GROUPS:
        (folder / f"{group}.txt").write_text("\n".join(heads.index[group]), encoding="utf-8")
    np.save(folder / "weights.npy", heads.weights)
    np.save(folder / "rarity.npy", heads.rarity)
    told = {
        "corpus": fingerprint(corpus),
        "answers": list(heads.answers.items()),  # in the order of their columns
        "steps": [round(float(step), 6) for step in heads.steps],
        "bias": [round(float(bias), 4) for bias in heads.bias],
        "joined": heads.joined,
        "mentions": heads.mentions,
    }
    written = json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True)
    (folder / "heads.json").write_text(written + "\n", encoding="utf-8")
    trust = json.dumps({kind: written_trees(heads.trust[kind]) for kind in sorted(heads.trust)})
    (folder / "trust.json").write_text(trust + "\n", encoding="utf-8")


def fingerprint(folder: Path = CORPUS_FOLDER) -> str:
    """Sixteen hex digits that tell one corpus from another."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.jsonl")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
