"""What people asked that was not understood or was marked wrong, as lines ready to be labelled.

Alike questions stand together, so that one new word or example settles them all.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, utils

from bot.memory import recalled
from bot.store import Said, Vote

_ALIKE = 72  # of 100, by rapidfuzz's token set ratio
NOT_UNDERSTOOD = ("out_of_scope", "ask_provider")


def review(asked: Sequence[tuple[Said, Vote | None]]) -> Iterator[str]:
    """Lines of YAML: a comment with the reading, then an example whose outcome is to be filled in."""
    for group in _groups(asked):
        yield f"# {len(group)} alike" if len(group) > 1 else "# alone"
        for said, vote in group:
            facts = ", ".join(f"{name} = {value}" for name, value in recalled(said.case).facts.items())
            yield f"# answered {said.outcome}; read {facts or 'nothing'}"
            if vote:
                comment = " ".join(vote.comment.split())
                yield f"# marked wrong{': ' + comment if comment else ''}"
            yield f"- {{say: {_quoted(said.question)}, expect: FILL_IN}}"


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


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
