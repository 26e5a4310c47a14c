"""What is kept: jobs that were taken in, conversations, answers, hand-offs, people.

One small interface. Whatever is kept belongs to a team, and every read names it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Job:
    """One message or click that was taken in and has to be answered once.

    `key` is unique for the event and `message` for the message it speaks of; `thread` is what
    jobs are kept in order within.
    """

    key: str
    kind: str
    team: str
    thread: str
    payload: dict[str, Any]
    message: str | None = None
    id: int = 0
    attempts: int = 0


@dataclass(frozen=True)
class Said:
    """An answer that was given: where, to whom, to what, and the case that it leaves."""

    team: str
    channel: str
    thread: str
    person: str
    question: str
    outcome: str
    case: dict[str, Any]
    language: str
    question_ts: str | None = None
    reply_ts: str | None = None
    private: bool = False
    created: float = 0.0
    id: int = 0


@dataclass(frozen=True)
class Ticket:
    """A hand-off to a support ticket, and what came of it."""

    team: str
    channel: str
    thread: str
    person: str
    reference: str
    state: str
    said_id: int
    created: float = 0.0
    id: int = 0


@dataclass(frozen=True)
class Vote:
    """Whether an answer was right, by somebody who read it."""

    team: str
    said_id: int
    person: str
    right: bool
    comment: str = field(default="")


class Store(Protocol):
    """The interface that every keeper has; all calls are short."""

    def take_in(self, jobs: Sequence[Job]) -> list[bool]: ...
    def claim(self) -> Job | None: ...
    def done(self, job: Job) -> None: ...
    def failed(self, job: Job, reason: str) -> None: ...
    def retry(self, job: Job, after_seconds: float) -> None: ...
    def release_all(self) -> int: ...
    def pending(self) -> int: ...
    def keep_said(self, said: Said) -> Said: ...
    def said(self, team: str, said_id: int) -> Said | None: ...
    def last_said(self, team: str, channel: str, thread: str) -> Said | None: ...
    def said_to(self, team: str, channel: str, question_ts: str) -> Said | None: ...
    def recent(self, team: str, person: str, limit: int) -> list[Said]: ...
    def keep_ticket(self, ticket: Ticket) -> Ticket: ...
    def ticket(self, team: str, ticket_id: int) -> Ticket | None: ...
    def open_tickets(self, team: str, person: str) -> list[Ticket]: ...
    def keep_vote(self, vote: Vote) -> None: ...
    def to_review(self, outcomes: Sequence[str]) -> list[tuple[Said, Vote | None]]: ...
    def language(self, team: str, person: str) -> str | None: ...
    def set_language(self, team: str, person: str, language: str, *, chosen: bool) -> None: ...
    def forget(self, team: str, person: str) -> int: ...
    def close(self) -> None: ...
