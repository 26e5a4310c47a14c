"""The corpus: what many writers wrote, with what each message says. Development only.

One file a writer, one line a message or a conversation, in the form that the README describes. A
writer has habits, so whatever is learned here is judged on writers that were left out.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from knowledge.judged.features import Talk
from rules.edition import read_editions
from rules.strict_yaml import DataFault, read_text

CORPUS_FOLDER: Final = Path(__file__).parent.parent / "corpus"
VERDICTS: Final = frozenset(
    name
    for edition in read_editions().values()
    for name, outcome in edition.outcomes.items()
    if outcome.kind != "unsaid"
)
ASKS: Final = frozenset("ask_subscription ask_created ask_delivery answer_both answer_types".split())
_ASKED = {"answer_both": "created", "answer_types": "subscription"}
_ASIDE = frozenset("courtesy topic_answer not_covered out_of_scope".split())
# What is said after a verdict and tells nothing new, and what of the verdict it asks for.
_AGAIN = {
    **dict.fromkeys("why sure".split(), "why"),
    **dict.fromkeys("how next".split(), "how"),
    "still_failing": "still",
    "meanwhile": "meanwhile",
    "current": "current",
    "meant": "meant",
    "must_ask": "must_ask",
    "counts": "which_counts",
    "recap": "recap",
    **{word: word for word in "source edition editions wording basis in_short restate".split()},
    **{word: word for word in "through stands".split()},
    **dict.fromkeys("again impatient agree disagree question_back close thanks".split(), "all"),
}
_ANOTHER = "another_subscription"
_BACK = "back_to_first"
_TURNED = {"what_if": "what_if", _ANOTHER: "another", _BACK: "back"}


@dataclass(frozen=True)
class Labelled:
    """One message or turn: its text, where the conversation stood, and what a careful reader sees in it.

    `facts` are those told in this very message, all of them where it is `complete`; `quotes` are the
    words that say them, None where they are not labelled.
    """

    writer: str
    name: str
    language: str
    text: str
    expected: tuple[str, ...]
    accept: tuple[str, ...] = ()
    talk: Talk = field(default_factory=Talk)
    facts: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, list[str]] | None = None
    turned: str | None = None
    complete: bool = True
    theme: str | None = None
    conversation: str | None = None

    @property
    def several(self) -> bool:
        return len(self.expected) > 1

    @property
    def of_case(self) -> bool:
        """Whether the asker's own case is the subject, also where no rule names its type."""
        unnamed = str({**self.before, **self.facts}.get("subscription", "")).startswith("other")
        return self.expected[0] in VERDICTS | ASKS or (self.expected[0] == "not_covered" and unnamed)

    @property
    def act(self) -> str:
        """What the message is after: a case, one of the outcomes beside it, or a turn in a conversation."""
        if not self.of_case:
            return self.expected[0]
        if self.turned in _AGAIN and not self.facts:
            return "again"
        return _TURNED.get(self.turned or "", "case")

    @property
    def word(self) -> str | None:
        """What it asks for of the verdict before it, None where it says more than that."""
        return _AGAIN[self.turned or ""] if self.act == "again" else None

    def is_right(self, outcomes: tuple[str, ...]) -> bool:
        return outcomes == self.expected or (len(outcomes) == 1 and outcomes[0] in self.accept)


def read_corpus(folder: Path = CORPUS_FOLDER) -> list[Labelled]:
    """Every labelled message of a folder, writers and lines in order; DataFault names a faulty line."""
    return [one for file in sorted(folder.glob("*.jsonl")) for one in read_writer(file)]


def read_writer(file: Path) -> list[Labelled]:
    """The messages of one writer."""
    found: list[Labelled] = []
    for number, line in enumerate(read_text(file).splitlines(), start=1):
        try:
            found += _labelled(json.loads(line), file.stem)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            what = f"no field {fault}" if isinstance(fault, KeyError) else fault
            raise DataFault(f"{file.name}:{number}: not a labelled line: {what}") from fault
    return found


def _labelled(line: dict[str, Any], writer: str) -> Iterator[Labelled]:
    if "turns" in line:
        yield from _turns(line, writer)
        return
    facts = line.get("facts") or {}
    yield Labelled(
        writer,
        line["id"],
        line["language"],
        line["text"],
        tuple(line.get("outcomes") or [line["expected"]]),
        tuple(line.get("accept") or ()),
        facts=facts,
        quotes=line.get("quotes"),
        theme=line.get("theme"),
    )


def _turns(line: dict[str, Any], writer: str) -> Iterator[Labelled]:
    before: dict[str, str] = {}
    asked: str | None = None
    last: str | None = None
    supposed, others = False, 0
    for number, turn in enumerate(line["turns"], start=1):
        after, quotes = turn.get("facts_after") or {}, turn.get("quotes")
        yield Labelled(
            writer,
            f"{line['id']} turn {number}",
            line["language"],
            turn["user"],
            tuple(turn.get("outcomes") or [turn["expected"]]),
            tuple(turn.get("accept") or ()),
            Talk(asked, last, before, supposed, others=others),
            _told(turn, before, after, quotes or {}),
            before,
            quotes,
            turn.get("act"),
            turn.get("act") != "what_if" or "told" in turn,
            turn.get("theme"),
            line["id"],
        )
        before, last = after, turn["expected"]
        supposed = turn.get("act") == "what_if" or (supposed and last in _ASIDE)
        asked = _asked_after(last, asked)
        others = max(others + (turn.get("act") == _ANOTHER), len(turn.get("outcomes") or [last]) - 1)


def _told(
    turn: Mapping[str, Any], before: Mapping[str, str], after: Mapping[str, str], quotes: Mapping[str, Any]
) -> dict[str, str]:
    """The facts that a turn tells or supposes: as labelled, else what it changes or is quoted for.

    Who goes back to one that was spoken of tells no more of it than is quoted.
    """
    if "told" in turn:
        return dict(turn["told"])
    if turn.get("act") == _BACK:
        return {name: value for name, value in after.items() if name in quotes}
    return {name: value for name, value in after.items() if before.get(name) != value or name in quotes}


def _asked_after(outcome: str, asked: str | None) -> str | None:
    """Our question that is open after an outcome; what stands aside leaves the one before open."""
    if outcome.startswith("ask_"):
        return outcome.removeprefix("ask_")
    return asked if outcome in _ASIDE else _ASKED.get(outcome)
