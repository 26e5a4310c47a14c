"""How well messages of writers are read that the heads never saw. Development only, by `make evaluate`."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from knowledge.learning.corpus import read_corpus, read_writer
from knowledge.learning.scored import FIGURES, STAGES, Scored, score, shares
from knowledge.learning.train import FOLDS
from knowledge.learning.trial import Trial, read_thresholds
from knowledge.library import open_library

OWN: Final = "examples"  # learned from, and too close to the program to be scored


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
    trial, thresholds = Trial(read_corpus(), FOLDS), read_thresholds()
    print_figures([one for one in trial.run(thresholds) if one.label.writer != OWN])
    if told.curve:
        print_curve(trial, thresholds)


if __name__ == "__main__":
    main()
