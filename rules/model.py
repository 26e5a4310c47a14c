"""The nouns of the law, as frozen values.

An Edition is read once and checked by pydantic. What `evaluate` hands out for every question is
a plain tuple instead (see there): building a checked model each time would cost more than the
decision itself.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)

from rules.interval import Interval

UNKNOWN: Final = "unknown"
Value: TypeAlias = str | Interval
Facts: TypeAlias = Mapping[str, Value]
Outcome: TypeAlias = str
Basis = Literal["stated", "inferred"]
RequestStep = Literal["filed", "approved", "refused", "done"]


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
    """The menu steps in the portal, in order, exactly as the portal shows them.

    `linked: false` says that the document has no link there: the address is ours, and none is looked for.
    """

    kind: Literal["support_case", "diagnostic"]
    labels: tuple[str, ...] = Field(min_length=1)
    url: str
    linked: bool = True
    cites: tuple[str, ...] = ()


class FactKind(Frozen):
    """What values a fact may have: named ones (with a name for all others), or days.

    `must_be_told`: a message that leaves it out is asked for it, whatever is assumed of facts alone.
    `shown` says when an assumption of it is told. `detail` is the fact that says more of it, and is told in
    its place; `detailed` are the values that have one. `groups` lay out the values to choose from, where
    these are many. `topic` is the one that tells why it is asked for.
    """

    kind: Literal["choice", "day"] = "choice"
    values: tuple[Code, ...] = ()
    rest: Code | None = None
    assumed: Code | None = None
    may_be_unknown: bool = False
    must_be_told: bool = False
    shown: Literal["always", "with_a_verdict", "never"] = "with_a_verdict"
    detail: Code | None = None
    detailed: tuple[Code, ...] = ()
    topic: Code | None = None
    groups: tuple[Annotated[tuple[Code, ...], Field(min_length=1)], ...] = ()

    def knows(self, value: str) -> bool:
        """Whether it may have this value: a named one, or one of the rest by its own name."""
        of_rest = self.rest is not None and (value == self.rest or value.startswith(f"{self.rest}:"))
        return value in self.values or of_rest or (value == UNKNOWN and self.may_be_unknown)

    @model_validator(mode="after")
    def _holds_together(self) -> "FactKind":
        if self.kind == "choice" and not self.values:
            raise ValueError("a choice needs `values`")
        if self.kind == "day" and (self.values or self.rest or self.assumed):
            raise ValueError("a day has no `values`, `rest` or `assumed`")
        if self.assumed is not None and self.assumed not in self.values:
            raise ValueError(f"`assumed: {self.assumed}` is not among the values")
        if self.detailed and (self.detail is None or not set(self.detailed) <= set(self.values)):
            raise ValueError("`detailed` goes with `detail`, and names values that have one")
        strange = [value for group in self.groups for value in group if not self.knows(value)]
        if strange:
            raise ValueError(f"`groups` names {', '.join(strange)}, which the fact cannot be")
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


def _shape(value: Any) -> str:
    """Which kind of condition a value is meant as."""
    if isinstance(value, Days) or (isinstance(value, Mapping) and "not" not in value):
        return "days"
    return "values" if isinstance(value, list | tuple) else "not"


def _written(value: Any) -> Any:
    if isinstance(value, Mapping) and not (value.keys() == {"not"} or {"before", "from"} >= value.keys()):
        raise ValueError(f"{', '.join(map(str, value))}: {_CONDITIONS}")
    if not isinstance(value, Mapping | list | tuple | Days | NoneOf):
        raise ValueError(f"{value}: {_CONDITIONS}")  # noqa: TRY004 - pydantic reports a ValueError with its place
    return value


_CONDITIONS: Final = (
    "this is no condition; write values as [one, another], all but some as {not: [one]}, days as "
    "{before: 2024-03-01}, {from: 2024-03-01} or both"
)
Condition: TypeAlias = Annotated[
    Annotated[AnyOf, Tag("values")] | Annotated[NoneOf, Tag("not")] | Annotated[Days, Tag("days")],
    Discriminator(_shape),
    BeforeValidator(_written),
]


class Implication(Frozen):
    """A fact that follows from others; it only fills in what the case leaves open."""

    when: dict[str, AnyOf]
    then: dict[str, Days]
    cites: tuple[str, ...] = Field(min_length=1)


class Variant(Frozen):
    """Another headline for an outcome, by the facts that led to it; `steps` where they are not its own."""

    when: dict[str, AnyOf] = Field(min_length=1)
    headline: Code
    steps: Code | None = None


class OutcomeKind(Frozen):
    """What an outcome means for the asker: `reached`, a `dead_end`, or `unsaid` by the edition.

    `request` tells to whom a request can be written: to the `support` of whoever made the policy, or to the
    asker's own `provider`.
    """

    kind: Literal["reached", "dead_end", "unsaid"]
    request: Literal["support", "provider"] | None = None
    variants: tuple[Variant, ...] = ()


class Headline(Frozen):
    """What goes with the words over a verdict: its steps, by name, and what to check where it does not work.

    Without `steps` they have the headline's own name, else that of the outcome. `tell_ways`: the steps leave
    out the other ways, so these are told beside them.
    """

    steps: Code | None = None
    checks: Code | None = None
    tell_ways: bool = False


class WayOut(Frozen):
    """A way out of a dead end: a change of facts that leads to what is reached.

    `outcomes` and `when` narrow down from where it is one. Where no change of facts shows it, `rules` are
    those whose sentences advise it.
    """

    change: dict[str, Code] = {}
    outcomes: tuple[Code, ...] = ()
    when: dict[str, AnyOf] = {}
    rules: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "WayOut":
        if bool(self.change) == bool(self.rules):
            raise ValueError("give a way out either the `change` of facts or the `rules` that advise it")
        return self


class Rule(Frozen):
    """Conditions on facts, all of which must hold, and the outcome that then follows.

    `headline` names the words that stand over it where those of the outcome would say too much or too
    little.
    """

    id: Code
    when: dict[str, Condition] = Field(min_length=1)
    outcome: Code
    path: Code | None = None
    no_path: Code | None = None
    headline: Code | None = None
    basis: Basis
    cites: tuple[str, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The days between which it holds."""
        told = [one for one in self.when.values() if isinstance(one, Days)]
        return tuple(day for one in told for day in (one.before, one.from_) if day is not None)


class Topic(Frozen):
    """A general question: the statements that answer it, or, if `silent`, those closest to it.

    `table` lays out every value of the edition's subject; `lists` are the rules whose subjects it names;
    `rest` is the silent one for what no other names. Below a topic with a `draft` stands the text of a
    request, to who may make one.
    """

    topic: Code | None = None
    silent: bool = False
    rest: bool = False
    path: Code | None = None
    table: bool = False
    draft: bool = False
    lists: tuple[Code, ...] = ()
    cites: tuple[str, ...] = Field(min_length=1)


class Edition(Frozen):
    """The policy as one dated document states it.

    The first of its facts is its subject: what a case is about. `help` is the path for whatever the others
    are not for, where the document names a contact, `meanwhile` the topic that tells what works in any dead
    end, `request` what each step of a request tells of the case. `pointers` are the statements that only lead
    elsewhere: nothing rests on them.
    """

    edition: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    title: str
    url: str
    facts: dict[str, FactKind]
    implications: tuple[Implication, ...] = ()
    paths: dict[str, SupportPath]
    help: Code | None = None
    outcomes: dict[Code, OutcomeKind]
    headlines: dict[Code, Headline] = {}
    ways_out: dict[Code, WayOut] = {}
    meanwhile: Code | None = None
    request: dict[RequestStep, dict[str, Code]] = {}
    rules: tuple[Rule, ...]
    topics: dict[str, Topic]
    pointers: tuple[str, ...] = ()
    sections: dict[str, Section]
    statements: tuple[Statement, ...]

    @field_validator("implications", "paths", "topics", "pointers", mode="before")
    @classmethod
    def _or_none(cls, value: Any, field: ValidationInfo) -> Any:
        """What has only comments below it has nothing in it."""
        nothing: Any = () if field.field_name in {"implications", "pointers"} else {}
        return nothing if value is None else value

    @field_validator("rules", mode="before")
    @classmethod
    def _at_least_one(cls, value: Any) -> Any:
        if not value:
            raise ValueError("there is none: write a rule, or take the # off one that holds")
        return value

    @property
    def day(self) -> date:
        return date.fromisoformat(self.edition)

    @property
    def subject(self) -> str:
        return next(iter(self.facts))

    @property
    def help_path(self) -> SupportPath | None:
        """The path for whatever the others are not for, None where the document names no contact."""
        return self.paths[self.help] if self.help else None

    @property
    def overview(self) -> str | None:
        """The topic that lays out every value of the subject, None where there is none."""
        return next((name for name, topic in self.topics.items() if topic.table), None)

    @property
    def unnamed(self) -> str | None:
        """The topic for what no other topic names, None where there is none."""
        return next((name for name, topic in self.topics.items() if topic.rest), None)

    def untold(self, facts: Facts) -> str | None:
        """The first fact that a message must tell and that is not among these."""
        wanted = (name for name, kind in self.facts.items() if kind.must_be_told)
        return next((name for name in wanted if name not in facts), None)

    def statement(self, statement_id: str) -> Statement:
        """The statement with this id; KeyError where the edition lists none."""
        for statement in self.statements:
            if statement.id == statement_id:
                return statement
        raise KeyError(statement_id)
