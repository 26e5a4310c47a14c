"""Corpus -> all that is learned, by `make train`. Development only."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from knowledge.judged.heads import WEIGHTS_FOLDER, Heads
from knowledge.learning.corpus import Labelled, read_corpus
from knowledge.learning.growth import grow_trust, tables_of
from knowledge.learning.learner import Learner
from knowledge.learning.train import FOLDS, write_heads
from knowledge.learning.trial import Trial, read_thresholds


def learn(labels: Iterable[Labelled], thresholds: Mapping[str, float]) -> Heads:
    """Heads and trust learned from all of these messages."""
    trial = Trial(labels, FOLDS)
    heads = Learner([*trial.rows, *trial.moved], trial.reading.cut).pack(trial.joined, thresholds)
    (trust,) = grow_trust(tables_of(trial.tried(thresholds)))
    return replace(heads, trust=trust, several=trial.several)


def main() -> None:
    """Learn from the whole corpus and write the weights."""
    labels = read_corpus()
    write_heads(learn(labels, read_thresholds()), WEIGHTS_FOLDER)
    print(f"learned from {len(labels)} messages of {len({label.writer for label in labels})} writers")


if __name__ == "__main__":
    main()
