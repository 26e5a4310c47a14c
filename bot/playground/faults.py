"""What can go wrong with Slack, switched on from tests and from the page."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Faults:
    """Each API call takes the next status from its method's list (0 hangs, then breaks off).

    A method in `refused` answers every call with that error, one in `slow` after so many seconds; with
    `plain_only` no blocks are taken. Response URLs go by the name `response_url`. Events may come more
    than once or late.
    """

    statuses: dict[str, list[int]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    lost_answers: dict[str, int] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    plain_only: bool = False
    late_trigger: str | None = None  # the error with which a trigger is refused as too late
    hang_seconds: float = 2.0
    copies: int = 1
    delay_seconds: float = 0.0

    def next_status(self, method: str) -> int | None:
        """The status with which this call fails, None where it goes through."""
        waiting = self.statuses.get(method) or self.statuses.get("*") or []
        return waiting.pop(0) if waiting else None

    def answer_is_lost(self, method: str) -> bool:
        """Whether the call is carried out and its answer never arrives."""
        if self.lost_answers.get(method, 0) <= 0:
            return False
        self.lost_answers[method] -= 1
        return True

    def set(self, wanted: dict[str, Any]) -> None:
        """Replace what is switched on."""
        self.statuses = {name: list(codes) for name, codes in wanted.get("statuses", {}).items()}
        self.refused = dict(wanted.get("refused", {}))
        self.lost_answers = dict(wanted.get("lost_answers", {}))
        self.copies = int(wanted.get("copies", 1))
        self.delay_seconds = float(wanted.get("delay_seconds", 0.0))
