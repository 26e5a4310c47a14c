"""How well messages of writers are read that the heads never saw. Development only, by `make evaluate`.

Every conversation is held as a person would hold it, turn after turn, with what the reader itself made
of the turns before.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from knowledge.answer import Answer, answer
from knowledge.conversation import EMPTY_CASE, TURNS
from knowledge.corpus import ASKS, VERDICTS, Labelled, read_corpus, read_writer
from knowledge.features import side_of
from knowledge.heads import Heads, read_heads
from knowledge.library import Library, Reading, open_laws, open_library, open_reading
from knowledge.train import TODAY, Judgement, Learner, Prepared, folds, join, key_of, prepare, tells_case
from rules.evaluate import Law
from rules.interval import parse_interval
from rules.model import UNKNOWN

OWN: Final = "examples"  # learned from, and too close to the program to be scored
GROUPS: Final = 12  # of writers, each left out as a whole; more take longer than five minutes
_TURNED_AWAY = ("out_of_scope", "courtesy")
_OF_FACTS = ("subscription", "created", "delivery", "route", "exemption", "restarted")
STAGES: Final = ("act", *_OF_FACTS)


@dataclass(frozen=True)
class Scored:
    """A labelled message and what came of it: the outcomes, and those that were offered."""

    label: Labelled
    outcomes: tuple[str, ...]
    offered: tuple[str, ...] | None
    stages: Mapping[str, bool]

    @property
    def right(self) -> bool:
        return self.label.is_right(self.outcomes)

    @property
    def rightly_offered(self) -> bool:
        return self.offered is not None and self.label.is_right(self.offered)

    @property
    def wrong_offer(self) -> bool:
        return self.offered is not None and not self.rightly_offered

    @property
    def wrong_verdict(self) -> bool:
        return any(outcome in VERDICTS for outcome in self.outcomes) and not self.right

    @property
    def turned_away(self) -> bool:
        return self.outcomes[0] in _TURNED_AWAY and not self.right

    @property
    def let_in(self) -> bool:
        return self.label.expected[0] in _TURNED_AWAY and not self.right

    @property
    def asked_anew(self) -> bool:
        """Asked without an offer, though the message alone has a verdict."""
        asked = self.outcomes[0] in ASKS and self.offered is None
        return asked and self.label.expected[0] in VERDICTS and not self.right


def score(labels: Iterable[Labelled], library: Library) -> Iterator[Scored]:
    """What the reader makes of labelled messages, each conversation from its beginning.

    They are labelled by the oldest edition.
    """
    for _, turns in groupby(labels, key=lambda label: (label.writer, label.conversation or label.name)):
        case = EMPTY_CASE
        for label in turns:
            found = answer(label.text, case, library, edition=library.oldest.edition.edition, today=TODAY)
            case = found.case
            stages = dict(_stages(label, found, library.reading.cut))
            yield Scored(label, found.outcomes, found.offered, stages)


def _stages(label: Labelled, found: Answer, cut: date) -> Iterator[tuple[str, bool]]:
    """For each stage of reading that the labels tell of, whether it was right."""
    question = found.question
    if question is None:
        return
    act = max(question.acts, key=lambda name: question.acts[name])
    yield "act", act == label.act or (act in TURNS and label.act in TURNS) or act in label.accept
    if not tells_case(label):
        return
    for name in _OF_FACTS:
        best = question.facts[name][0].value
        told = None if best is None else str(best)
        yield name, _told(name, label.facts.get(name), cut) == _told(name, told, cut)


def _told(name: str, value: str | None, cut: date) -> str:
    """What is told of a fact, a day by its side of the policy's own."""
    if value is None or name not in ("created", "subscription") or value == UNKNOWN:
        return str(value)
    if name == "subscription":
        return value.partition(":")[0]
    return side_of(parse_interval(value), cut)


FIGURES = ("right", "rightly_offered", "wrong_verdict", "wrong_offer", "turned_away", "let_in", "asked_anew")


def shares(scored: Sequence[Scored]) -> dict[str, float]:
    """The figures in percent, `good` being right at once or rightly offered."""
    counts = Counter(name for one in scored for name in FIGURES if getattr(one, name))
    counts["good"] = sum(one.right or one.rightly_offered for one in scored)
    return {name: 100 * counts[name] / max(1, len(scored)) for name in (*FIGURES, "good")}


# -- leaving writers out


@dataclass(frozen=True)
class LeftOut:
    """Heads that never saw some writers, and what they judge of those."""

    writers: frozenset[str]
    heads: Heads
    judged: Mapping[str, Judgement]


_SHARED: dict[str, Any] = {}


def _share(rows: Sequence[Prepared], reading: Reading, laws: Mapping[str, Law]) -> None:
    _SHARED.update(rows=rows, reading=reading, laws=laws)


def _leave_out(writers: frozenset[str]) -> LeftOut:
    rows, cut = _SHARED["rows"], _SHARED["reading"].cut
    learner = Learner([row for row in rows if row.label.writer not in writers], cut)
    theirs = [row for row in rows if row.label.writer in writers]
    judged = {
        key_of(row.label): Judgement(one, learner.own("type", row), learner.own("date", row))
        for row, one in zip(theirs, learner.judge(theirs), strict=True)
    }
    return LeftOut(writers, learner.pack({}, {}), judged)


def _score_left_out(
    task: tuple[LeftOut, Mapping[str, Mapping[str, float]], Mapping[str, float]],
) -> list[Scored]:
    left, joined, thresholds = task
    heads = replace(left.heads, joined=joined, thresholds=thresholds)
    library = Library(_SHARED["laws"], _SHARED["reading"], heads)
    labels = [row.label for row in _SHARED["rows"] if row.label.writer in left.writers]
    return list(score(labels, library))


class Trial:
    """The whole corpus, each writer read by heads that never saw a word of theirs."""

    def __init__(self, groups: int = GROUPS, processes: int = 2) -> None:
        laws = open_laws()
        reading = open_reading(laws)
        rows = [prepare(label, reading) for label in read_corpus()]
        self._pool = ProcessPoolExecutor(processes, initializer=_share, initargs=(rows, reading, laws))
        self._left = list(self._pool.map(_leave_out, folds(rows, groups)))
        judged = {name: one for left in self._left for name, one in left.judged.items()}
        self._joined = [
            join([row for row in rows if row.label.writer not in left.writers], judged, reading.cut)
            for left in self._left
        ]

    def run(self, thresholds: Mapping[str, float]) -> list[Scored]:
        """Every message scored with these thresholds."""
        tasks = [(left, joined, thresholds) for left, joined in zip(self._left, self._joined, strict=True)]
        return [one for scored in self._pool.map(_score_left_out, tasks) for one in scored]


# -- the command


def _line(name: str, scored: Sequence[Scored]) -> str:
    found = shares(scored)
    figures = "  ".join(f"{found[figure]:15.1f}" for figure in ("right", "good", *FIGURES[2:]))
    return f"{name:24} {len(scored):6}  {figures}"


def print_figures(scored: Sequence[Scored]) -> None:
    """The figures by kind, language and writer, then how often each stage is right."""
    heads = (
        "right at once",
        "or offered",
        "wrong verdict",
        "wrong offer",
        "turned away",
        "let in",
        "asked anew",
    )
    print(f"{'percent':24} {'':6}  " + "  ".join(f"{name:>15}" for name in heads))
    print(_line("all", scored))
    for name, part in _parts(scored).items():
        print(_line(name, part))
    print()
    for stage in STAGES:
        told = [one.stages[stage] for one in scored if stage in one.stages]
        print(f"{stage:24} {len(told):6}  {100 * sum(told) / max(1, len(told)):15.1f}")


def _parts(scored: Sequence[Scored]) -> dict[str, list[Scored]]:
    parts = {
        "single messages": [one for one in scored if not one.label.talk.under_way],
        "turns of conversations": [one for one in scored if one.label.talk.under_way],
        "several subscriptions": [one for one in scored if one.label.several],
    }
    for language in ("en", "nl"):
        parts[f"language {language}"] = [one for one in scored if one.label.language == language]
    for writer in sorted({one.label.writer for one in scored}):
        parts[f"writer {writer}"] = [one for one in scored if one.label.writer == writer]
    return parts


def print_curve(trial: Trial, thresholds: Mapping[str, float]) -> None:
    """What more or less certainty would cost and bring."""
    for certainty in (0.5, 0.7, 0.8, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99):
        wanted = {name: certainty if name.startswith("verdict") else p for name, p in thresholds.items()}
        found = shares(trial.run(wanted))
        cost = 20 * found["wrong_verdict"] + 2 * found["wrong_offer"] + found["asked_anew"]
        print(
            f"certainty {certainty:.2f}  right at once {found['right']:5.1f}  "
            f"or offered {found['good']:5.1f}  wrong verdict {found['wrong_verdict']:4.2f}  "
            f"wrong offer {found['wrong_offer']:4.1f}  cost {cost:5.1f}"
        )


def main() -> None:
    """Score every writer of the corpus unseen, or with FILES those by the committed weights."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="labelled files that were never learned from")
    parser.add_argument("--curve", action="store_true", help="also show what other thresholds would give")
    told = parser.parse_args()
    if told.files:
        library = open_library()
        print_figures([one for file in told.files for one in score(read_writer(file), library)])
        return
    trial, thresholds = Trial(), read_heads().thresholds
    print_figures([one for one in trial.run(thresholds) if one.label.writer != OWN])
    if told.curve:
        print_curve(trial, thresholds)


if __name__ == "__main__":
    main()
