"""How well labelled messages are answered: right, wrong verdicts, by outcome and by language."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.records import Desk
from knowledge.answer import answer
from knowledge.case.memory import EMPTY_CASE
from rules.strict_yaml import DataFault, read_text


@dataclass(frozen=True)
class Scored:
    """One labelled message or turn, and what was answered."""

    name: str
    text: str
    language: str
    wanted: tuple[str, ...]
    accepted: tuple[tuple[str, ...], ...]
    got: tuple[str, ...]
    verdict: bool
    offered: tuple[str, ...] | None = None

    @property
    def right(self) -> bool:
        return self.got == self.wanted or self.got in self.accepted

    @property
    def rightly_offered(self) -> bool:
        """Not right at once, and yet the outcome that one yes would bring is."""
        return not self.right and self.offered in (self.wanted, *self.accepted)

    @property
    def wrong_verdict(self) -> bool:
        return self.verdict and not self.right


@dataclass
class Score:
    """The sum over a file."""

    scored: list[Scored] = field(default_factory=list)

    @property
    def right(self) -> int:
        return sum(one.right for one in self.scored)

    @property
    def rightly_offered(self) -> int:
        return sum(one.rightly_offered for one in self.scored)

    @property
    def wrong_verdicts(self) -> int:
        return sum(one.wrong_verdict for one in self.scored)

    def table(self, key: str) -> list[tuple[str, int, int, int]]:
        """(group, messages, right, wrong verdicts), grouped by wanted outcome or by language."""
        total: Counter[str] = Counter()
        right: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        for one in self.scored:
            group = one.language if key == "language" else ", ".join(one.wanted)
            total[group] += 1
            right[group] += one.right
            wrong[group] += one.wrong_verdict
        return [(group, count, right[group], wrong[group]) for group, count in sorted(total.items())]


def score_file(path: Path, desk: Desk) -> Score:
    """The score of a labelled JSON Lines file; DataFault names the line that cannot be read."""
    score = Score()
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if line.strip():
            score.scored += _scored_line(line, f"{path.name}:{number}", desk)
    if not score.scored:
        raise DataFault(f"{path}: no labelled message in it")
    return score


def _scored_line(line: str, place: str, desk: Desk) -> Iterator[Scored]:
    try:
        data = json.loads(line)
        turns = data.get("turns") or [{**data, "user": data["text"]}]
        case = EMPTY_CASE
        for at, turn in enumerate(turns, start=1):
            found = answer(turn["user"], case, desk.library, edition=desk.edition, today=desk.today)
            case = found.case
            name = f"{data.get('id', place)}" + (f" turn {at}" if len(turns) > 1 else "")
            yield Scored(
                name,
                turn["user"],
                data.get("language", "?"),
                tuple(turn.get("outcomes") or (turn["expected"],)),
                tuple((other,) for other in turn.get("accept", ())),
                found.outcomes,
                any(part.verdict is not None and part.verdict.kind.kind != "unsaid" for part in found.parts),
                found.offered,
            )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        what = f"no field {fault}" if isinstance(fault, KeyError) else fault
        raise DataFault(f"{place}: not a labelled line ({what}): it needs text and expected") from fault


def misses(score: Score) -> Iterator[dict[str, Any]]:
    """The messages answered otherwise than labelled, wrong verdicts first."""
    for one in sorted(score.scored, key=lambda scored: not scored.wrong_verdict):
        if not one.right and not one.rightly_offered:
            yield {
                "name": one.name,
                "text": one.text,
                "wanted": one.wanted,
                "got": one.got if one.offered is None else (*one.got, f"offered {', '.join(one.offered)}"),
                "wrong": one.wrong_verdict,
            }
