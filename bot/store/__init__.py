"""What is kept: jobs that were taken in, conversations, answers, hand-offs, people.

One small interface, two keepers: SQLite (embedded, the default) and PostgreSQL. Whatever is kept
belongs to a team, and every read names it; but for the copies of the document, which are the operator's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Job:
    """One message or click that was taken in and has to be answered once.

    `key` is unique for the event and `message` for the message it speaks of; `thread` is what
    jobs are kept in order within, `pace` the channel in which its reply takes a turn, if it posts
    one. `attempts` counts the claims: together with `id` it tells one claim from the next.
    """

    key: str
    kind: str
    team: str
    thread: str
    payload: dict[str, Any]
    message: str | None = None
    pace: str | None = None
    id: int = 0
    attempts: int = 0
    taken_in: float = 0.0

    def __post_init__(self) -> None:
        """TypeError where a name is no text, as in a payload that is not as Slack describes it."""
        who = self.payload.get("user")
        for name in (
            self.key,
            self.kind,
            self.team,
            self.thread,
            self.message or "",
            self.pace or "",
            who or "",
        ):
            if not isinstance(name, str):
                raise TypeError(f"a job is named by a {type(name).__name__}, which is no text")


@dataclass(frozen=True)
class Said:
    """An answer that was given: where, to whom, to what, and the case that it leaves.

    `since` is when the oldest words were said that it holds.
    """

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
    since: float = 0.0
    id: int = 0


@dataclass(frozen=True)
class Ticket:
    """A hand-off to a support ticket, and what came of it.

    `reference` is its number or link once it is filed; of a draft the reason that was given.
    """

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
class Waiting:
    """What waits or is under way: how many jobs, and the age of the oldest for which somebody waits."""

    jobs: int = 0
    oldest_seconds: float = 0.0


@dataclass(frozen=True)
class Vote:
    """Whether an answer was right, by somebody who read it."""

    team: str
    said_id: int
    person: str
    right: bool
    comment: str = field(default="")


@dataclass(frozen=True)
class Copy:
    """The operator's own copy of an edition in one language, and since when it is kept."""

    edition: str
    language: str
    text: str
    since: float = 0.0

    @property
    def kept_as(self) -> tuple[str, str]:
        return self.edition, self.language


class StoreFault(Exception):
    """A store that cannot be opened or reached; the message says which, why, and what to do."""


class StoreAway(StoreFault):
    """A store that was open and does not answer now, or cannot write: it may later."""


class OddJob(ValueError):
    """Something that no try will ever keep: the store is well, its value is not."""


class Store(Protocol):
    """The interface that every keeper has.

    A claim lasts for the store's lease, in seconds, unless it is extended; what is told of a claim
    that has run out changes nothing and is answered with False.
    """

    lease: float

    async def take_in(self, jobs: Sequence[Job]) -> list[bool]: ...
    async def take_in_and_claim(self, jobs: Sequence[Job], most: int) -> tuple[list[bool], list[Job]]: ...
    async def claim(self, most: int = 1) -> list[Job]: ...
    async def behind(self, job: Job, seconds: float) -> list[Job]: ...
    async def leave(self, jobs: Sequence[Job]) -> None: ...
    async def extend(self, jobs: Sequence[Job]) -> list[bool]: ...
    async def done(self, job: Job) -> bool: ...
    async def done_and_claim(self, job: Job, most: int) -> tuple[bool, list[Job]]: ...
    async def failed(self, job: Job, reason: str) -> bool: ...
    async def retry(self, job: Job, after_seconds: float) -> bool: ...
    async def wait(self, seconds: float) -> None: ...
    def wake(self) -> None: ...
    async def waiting(self) -> Waiting: ...
    async def keep_said(self, said: Said) -> Said: ...
    async def said(self, team: str, said_id: int) -> Said | None: ...
    async def last_said(self, team: str, channel: str, thread: str) -> Said | None: ...
    async def said_to(self, team: str, channel: str, question_ts: str) -> Said | None: ...
    async def knows_thread(self, team: str, channel: str, thread: str) -> bool: ...
    async def recent(self, team: str, person: str, limit: int) -> list[Said]: ...
    async def keep_ticket(self, ticket: Ticket) -> Ticket: ...
    async def ticket(self, team: str, ticket_id: int) -> Ticket | None: ...
    async def open_tickets(self, team: str, person: str) -> list[Ticket]: ...
    async def keep_vote(self, vote: Vote) -> None: ...
    async def last_of_each(self, outcomes: Sequence[str], after: int, limit: int) -> list[Said]: ...
    async def told_of(self, notices: Sequence[str]) -> set[str]: ...
    async def tell_once(self, notices: Sequence[str], jobs: Sequence[Job]) -> None: ...
    async def to_review(self, outcomes: Sequence[str]) -> list[tuple[Said, Vote | None]]: ...
    async def language(self, team: str, person: str) -> str | None: ...
    async def set_language(self, team: str, person: str, language: str, *, chosen: bool) -> None: ...
    async def forget(self, team: str, person: str, *, sparing: int = 0) -> int: ...
    async def forget_team(self, team: str, *, sparing: int = 0) -> int: ...
    async def expire(self, days: int) -> int: ...
    async def keep_copy(self, copy: Copy) -> None: ...
    async def copies(self) -> list[Copy]: ...
    async def copies_since(self) -> dict[tuple[str, str], float]: ...
    async def remove_copy(self, edition: str, language: str) -> bool: ...
    async def count(self, table: str) -> int: ...
    async def rows_of(self, table: str, first: int, most: int) -> list[dict[str, Any]]: ...
    async def keep_rows(self, table: str, rows: Sequence[dict[str, Any]]) -> None: ...
    async def close(self) -> None: ...
