"""What people asked that was not understood or was marked wrong, as lines ready to be labelled.

Alike questions stand together. A line labelled and kept in `knowledge/corpus` teaches the reader.
"""

import json
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, utils

from bot.memory import recalled
from bot.store import Said, Vote

_ALIKE = 72  # of 100, by rapidfuzz's token set ratio
NOT_UNDERSTOOD = ("out_of_scope", "ask_provider")


def review(asked: Sequence[tuple[Said, Vote | None]]) -> Iterator[str]:
    """Lines of the corpus with what was read; `expected` and whatever was misread are to be filled in."""
    for number, group in enumerate(_groups(asked), start=1):
        for said, vote in group:
            facts = {name: str(value) for name, value in recalled(said.case).facts.items()}
            line = {
                "id": f"review-{number:03}-{said.id}",
                "language": said.language,
                "text": said.question,
                "facts": facts,
                "quotes": {},
                "expected": "FILL_IN",
                "accept": [],
                "answered": said.outcome,
            }
            if vote:
                line["marked_wrong"] = " ".join(vote.comment.split())
            yield json.dumps(line, ensure_ascii=False)


def _groups(asked: Sequence[tuple[Said, Vote | None]]) -> list[list[tuple[Said, Vote | None]]]:
    """Each question with the first group it is like, large groups first."""
    groups: list[list[tuple[Said, Vote | None]]] = []
    for one in asked:
        alike = next((group for group in groups if _are_alike(group[0][0], one[0])), None)
        if alike is None:
            groups.append([one])
        else:
            alike.append(one)
    return sorted(groups, key=len, reverse=True)


def _are_alike(first: Said, second: Said) -> bool:
    ratio = fuzz.token_set_ratio(first.question, second.question, processor=utils.default_process)
    return ratio >= _ALIKE
