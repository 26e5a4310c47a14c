"""What follows for one subscription: a verdict with its sources, or the question that is left."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from knowledge.document.source import Citation, citations
from rules.evaluate import Finding, Law, Verdict, branches, candidates, evaluate, rules_within
from rules.inquire import inquire
from rules.interval import spanned
from rules.model import UNKNOWN, Facts, SupportPath, Value, WayOut


@dataclass(frozen=True)
class Otherwise:
    """What another edition says where it differs: its date, the headlines that are possible, and the path
    where only that is another."""

    edition: str
    headlines: tuple[str, ...]
    path: SupportPath | None = None
    newer: bool = True


@dataclass(frozen=True)
class Offered:
    """A reading that is likely and not certain, and what would follow from it."""

    facts: Facts
    outcome: str
    headline: str


@dataclass(frozen=True)
class Part:
    """What follows for one subscription."""

    outcome: str
    facts: Facts
    verdict: Verdict | None = None
    path: SupportPath | None = None
    citations: tuple[Citation, ...] = ()
    assumed: Mapping[str, str] = field(default_factory=dict)
    asked: str | None = None
    either: tuple[tuple[Value, str], ...] = ()
    ways_out: tuple[str, ...] = ()
    otherwise: Otherwise | None = None
    offered: Offered | None = None

    @property
    def read(self) -> Facts:
        """The facts of the subscription, of an offer those that are offered."""
        return self.offered.facts if self.offered else self.facts

    @property
    def headline(self) -> str:
        """The name of the words that say the outcome."""
        return self.verdict.headline if self.verdict else self.outcome


def decide(law: Law, beside: Law, facts: Facts) -> Part:
    """The part of an answer that the facts lead to; the law `beside` it is asked whether it differs."""
    finding = evaluate(law, facts)
    if isinstance(finding, Verdict):
        return _verdict(law, beside, facts, finding)
    inquiry = inquire(law, facts)
    if inquiry is None:  # cannot be: an open finding has a question that narrows it
        raise AssertionError(f"{law.edition.edition}: nothing to ask for {dict(facts)}")
    fact = inquiry.fact
    if facts.get(fact) == UNKNOWN:
        return _not_known(law, facts, fact)
    return Part(f"ask_{fact}", facts, assumed=_taken_as_given(law, facts, fact), asked=fact)


def told_as_given(law: Law, part: Part) -> dict[str, str]:
    """What was assumed, without what is too plain to be told."""
    kinds = law.edition.facts
    return {name: value for name, value in part.assumed.items() if kinds[name].shown != "never"}


def question_part(law: Law, outcome: str, facts: Facts) -> Part:
    """The part that asks for one fact, with what is known so far."""
    asked = outcome.removeprefix("ask_")
    known = {name: value for name, value in facts.items() if name != asked}  # never what is asked for
    return Part(outcome, known, assumed=_taken_as_given(law, known, asked), asked=asked)


def offer(  # noqa: PLR0913 - the same as of `decide`, and what is known beside it
    law: Law, beside: Law, outcome: str, known: Facts, likely: Facts, *, telling: Collection[str] = ()
) -> Part:
    """The part that asks whether a likely reading is right, and tells what it would lead to.

    It shows what the outcome rests on and nothing else, for a yes confirms what it shows; and facts that
    are `telling` it from the other subscriptions that were spoken of.
    """
    part = decide(law, beside, likely)
    asking = question_part(law, outcome, known)
    shows = {*deciding(part.verdict), *telling}
    shown = {name: value for name, value in likely.items() if name in shows}
    offered = Offered(shown or likely, part.outcome, part.headline)
    return replace(asking, offered=offered, assumed=_taken_as_given(law, likely))


def deciding(verdict: Verdict | None) -> frozenset[str]:
    """The facts that a verdict rests on; with each the one that says more of it."""
    if verdict is None:
        return frozenset()
    kinds = verdict.edition.facts
    details = (kinds[step.fact].detail for step in verdict.trace)
    return frozenset([*(step.fact for step in verdict.trace), *(name for name in details if name)])


def _not_known(law: Law, facts: Facts, fact: str) -> Part:
    days = law.edition.facts[fact].kind == "day"
    return without_date(law, facts, fact) if days else Part("answer_types", facts, asked=fact)


def without_date(law: Law, facts: Facts, fact: str) -> Part:
    """What follows on either side of the day that decides, for whoever does not know the date."""
    found = branches(law, facts, fact)
    ends = (end for _, end in found if isinstance(end, Verdict))
    cited = dict.fromkeys(statement for end in ends for statement in end.rule.cites)
    return Part(
        "answer_both",
        facts,
        citations=citations(law.edition, cited),
        assumed=_taken_as_given(law, facts, fact),
        asked=fact,
        either=tuple(_periods(found)),
    )


def _periods(found: Sequence[tuple[Value, Finding]]) -> Iterator[tuple[Value, str]]:
    """The periods in which something else follows; an edition may name days that do not decide."""
    for outcome, group in groupby(found, key=lambda one: _outcome(one[1])):
        if outcome is not None:
            yield spanned([str(label) for label, _ in group]), outcome


def _outcome(end: Finding) -> str | None:
    return end.outcome if isinstance(end, Verdict) else None


def _verdict(law: Law, beside: Law, facts: Facts, verdict: Verdict) -> Part:
    cited = dict.fromkeys(name for rule in (verdict.rule, *verdict.others) for name in rule.cites)
    return Part(
        verdict.outcome,
        facts,
        verdict=verdict,
        path=_path(verdict),
        citations=citations(law.edition, cited),
        assumed={step.fact: step.value for step in verdict.trace if step.how == "assumed"},
        ways_out=_ways_out(law, facts, verdict),
        otherwise=_otherwise(beside, law, facts, verdict),
    )


def _path(verdict: Verdict) -> SupportPath | None:
    return verdict.edition.paths[verdict.rule.path] if verdict.rule.path else None


def _taken_as_given(law: Law, facts: Facts, asked: str | None = None) -> dict[str, str]:
    """What is assumed and told at once, where it plays a part whatever is answered to what is asked."""
    region, hows = candidates(law, facts)
    open_ = tuple(
        axis.all if axis.fact == asked else cells for axis, cells in zip(law.space.axes, region, strict=True)
    )
    rules = rules_within(law, open_)
    return {
        axis.fact: axis.kind.assumed or ""
        for axis, how in zip(law.space.axes, hows, strict=True)
        if axis.kind.shown == "always" and how == "assumed" and all(axis.fact in rule.when for rule in rules)
    }


def _ways_out(law: Law, facts: Facts, verdict: Verdict) -> tuple[str, ...]:
    """What the edition itself advises that would lead to another verdict."""
    if verdict.kind.kind != "dead_end":
        return ()
    ways = law.edition.ways_out
    return tuple(name for name, way in ways.items() if _is_open(law, facts, verdict, way))


def _is_open(law: Law, facts: Facts, verdict: Verdict, way: WayOut) -> bool:
    if way.rules:
        return verdict.rule.id in way.rules
    from_here = verdict.outcome in (way.outcomes or (verdict.outcome,)) and verdict.holds(way.when)
    return from_here and _reaches(law, {**facts, **way.change})


def _reaches(law: Law, facts: Facts) -> bool:
    finding = evaluate(law, facts)
    return isinstance(finding, Verdict) and finding.kind.kind == "reached"


def _otherwise(beside: Law, law: Law, facts: Facts, verdict: Verdict) -> Otherwise | None:
    """How the edition beside this one answers the same case, where that differs."""
    if beside is law:
        return None
    edition, newer = beside.edition.edition, beside.edition.day > law.edition.day
    finding = evaluate(beside, facts)
    if not isinstance(finding, Verdict):
        return Otherwise(edition, finding.outcomes, newer=newer)
    if finding.outcome != verdict.outcome or _says_more(finding, verdict):
        return Otherwise(edition, finding.headlines, newer=newer)
    if finding.kind.kind == "unsaid":  # then there is nothing to request, and help is no other answer
        return None
    path, own = _path(finding), _path(verdict)
    if path is None or (own is not None and path.labels == own.labels):
        return None
    return Otherwise(edition, finding.headlines, path, newer)


def _says_more(finding: Verdict, verdict: Verdict) -> bool:
    """Whether the words over the same outcome name another condition, or say something else of a silence;
    those over a dead end do neither."""
    return finding.kind.kind != "dead_end" and finding.headline != verdict.headline
