"""The nouns of the law, as frozen values.

An Edition is read once and checked by pydantic. What `evaluate` hands out for every question is
a plain tuple instead (see there): building a checked model each time would cost more than the
decision itself.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from rules.interval import Interval

UNKNOWN: Final = "unknown"
Value: TypeAlias = str | Interval
Facts: TypeAlias = Mapping[str, Value]
Outcome: TypeAlias = str
Basis = Literal["stated", "inferred"]
NoPath = Literal[
    "nothing_blocked",
    "not_supported",
    "restart_first",
    "refused",
    "never_granted",
    "none_named",
    "provider_files",
]


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError(  # noqa: TRY004 - pydantic reports a ValueError with its place
            'a bare yes, no, on, off, true or false was read as a boolean: put it in quotes ("no")'
        )
    return value


Code = Annotated[str, BeforeValidator(_text), Field(min_length=1)]


class Frozen(BaseModel):
    """A value that is checked once, never changed, and has no field beside its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Section(Frozen):
    """A heading of the document; `anchor` is its place on the published page."""

    title: str
    anchor: str | None = None


class Statement(Frozen):
    """One sentence of the document: `section.paragraph.number`; its gist in our own words, the fingerprint
    of its wording, and a sketch that tells how alike another wording is, each per language."""

    id: Code
    gist: dict[Code, str]
    fingerprints: dict[str, str]
    sketches: dict[str, str] = {}

    @property
    def section(self) -> str:
        return self.id.split(".", 1)[0]

    @property
    def paragraph(self) -> int:
        return int(self.id.split(".")[1])

    @property
    def number(self) -> int:
        return int(self.id.split(".")[2])


class SupportPath(Frozen):
    """The menu steps in the portal, in order, exactly as the portal shows them."""

    kind: Literal["support_case", "diagnostic"]
    labels: tuple[str, ...] = Field(min_length=1)
    url: str
    cites: tuple[str, ...] = ()


class FactKind(Frozen):
    """What values a fact may have: named ones (with a name for all others), or days."""

    kind: Literal["choice", "day"] = "choice"
    values: tuple[Code, ...] = ()
    rest: Code | None = None
    assumed: Code | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> "FactKind":
        if self.kind == "choice" and not self.values:
            raise ValueError("a choice needs `values`")
        if self.kind == "day" and (self.values or self.rest or self.assumed):
            raise ValueError("a day has no `values`, `rest` or `assumed`")
        if self.assumed is not None and self.assumed not in self.values:
            raise ValueError(f"`assumed: {self.assumed}` is not among the values")
        return self


class Days(Frozen):
    """A condition on a day: before one (excluded), from one on (included), or both."""

    before: date | None = None
    from_: date | None = Field(default=None, alias="from")

    @model_validator(mode="after")
    def _says_something(self) -> "Days":
        if self.before is None and self.from_ is None:
            raise ValueError("a day condition needs `before`, `from` or both")
        return self

    @property
    def interval(self) -> Interval:
        last = None if self.before is None else Interval.before(self.before).last
        return Interval(self.from_, last)


class NoneOf(Frozen):
    """A condition that holds for every value but these."""

    not_: tuple[Code, ...] = Field(alias="not", min_length=1)


AnyOf: TypeAlias = Annotated[tuple[Code, ...], Field(min_length=1)]
Condition: TypeAlias = AnyOf | NoneOf | Days


class Implication(Frozen):
    """A fact that follows from others; it only fills in what the case leaves open."""

    when: dict[str, AnyOf]
    then: dict[str, Days]
    cites: tuple[str, ...] = Field(min_length=1)


class Rule(Frozen):
    """Conditions on facts, all of which must hold, and the outcome that then follows.

    `headline` names the words that stand over it where those of the outcome would say too much or too
    little.
    """

    id: Code
    when: dict[str, Condition] = Field(min_length=1)
    outcome: Code
    path: Code | None = None
    no_path: NoPath | None = None
    headline: Code | None = None
    basis: Basis
    cites: tuple[str, ...]


class Topic(Frozen):
    """A general question: the statements that answer it, or, if `silent`, those closest to it."""

    topic: Code | None = None
    silent: bool = False
    path: Code | None = None
    cites: tuple[str, ...] = Field(min_length=1)


class Edition(Frozen):
    """The policy as one dated document states it."""

    edition: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    title: str
    url: str
    facts: dict[str, FactKind]
    implications: tuple[Implication, ...] = ()
    paths: dict[str, SupportPath]
    rules: tuple[Rule, ...]
    topics: dict[str, Topic]
    sections: dict[str, Section]
    statements: tuple[Statement, ...]

    @field_validator("implications", "paths", "topics", mode="before")
    @classmethod
    def _or_none(cls, value: Any) -> Any:
        """What has only comments below it has nothing in it."""
        return {} if value is None else value

    @field_validator("rules", mode="before")
    @classmethod
    def _at_least_one(cls, value: Any) -> Any:
        if not value:
            raise ValueError("there is none: write a rule, or take the # off one that holds")
        return value

    @property
    def day(self) -> date:
        return date.fromisoformat(self.edition)

    def statement(self, statement_id: str) -> Statement:
        """The statement with this id; KeyError where the edition lists none."""
        for statement in self.statements:
            if statement.id == statement_id:
                return statement
        raise KeyError(statement_id)
