"""What follows for one subscription: a verdict with its sources, or the question that is left."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from knowledge.source import Citation, citations
from rules.evaluate import Law, Verdict, branches, evaluate
from rules.inquire import inquire
from rules.model import UNKNOWN, Facts, SupportPath, Value

_DEAD_ENDS = frozenset(
    {
        "blocked_request_exemption",
        "blocked_no_exemption",
        "blocked_ask_csp",
        "unsupported_route",
        "exempted_restart_vms",
    }
)
_WAYS_OUT: tuple[tuple[str, dict[str, Value]], ...] = (
    ("relay", {"delivery": "relay"}),
    ("restart", {"restarted": "yes"}),
    ("exemption", {"exemption": "granted", "restarted": "yes"}),
)
_REACHED = frozenset({"allowed", "relay_unrestricted"})
_SHOWN_BEFORE_A_VERDICT = ("route",)
_MAY_BE_REQUESTED = ("blocked_request_exemption", "blocked_ask_csp")
UNDER_WAY: Final = "blocked_requested"


@dataclass(frozen=True)
class Newer:
    """What the newest known edition says where it differs: its date and the headlines that are possible."""

    edition: str
    headlines: tuple[str, ...]
    path: SupportPath | None = None
    same: bool = False


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
    newer: Newer | None = None
    offered: Offered | None = None

    @property
    def read(self) -> Facts:
        """The facts of the subscription, of an offer those that are offered."""
        return self.offered.facts if self.offered else self.facts

    @property
    def headline(self) -> str:
        """The name of the words that say the outcome."""
        return headline(self.verdict, self.facts) if self.verdict else self.outcome


def headline(verdict: Verdict, facts: Facts) -> str:
    """The name of the words that say a verdict: of its rule where it has its own, else of its outcome."""
    if verdict.outcome in _MAY_BE_REQUESTED and facts.get("exemption") == "requested":
        return UNDER_WAY
    return verdict.rule.headline or verdict.outcome


def decide(law: Law, newest: Law, facts: Facts) -> Part:
    """The part of an answer that the facts lead to; `newest` is asked whether it differs."""
    finding = evaluate(law, facts)
    if isinstance(finding, Verdict):
        return _verdict(law, newest, facts, finding)
    inquiry = inquire(law, facts)
    if inquiry is None:  # cannot be: an open finding has a question that narrows it
        raise AssertionError(f"{law.edition.edition}: nothing to ask for {dict(facts)}")
    fact = inquiry.fact
    if facts.get(fact) == UNKNOWN:
        return _not_known(law, facts, fact)
    return Part(f"ask_{fact}", facts, assumed=_taken_as_given(law, facts), asked=fact)


def question_part(law: Law, outcome: str, facts: Facts) -> Part:
    """The part that asks for one fact, with what is known so far."""
    asked = outcome.removeprefix("ask_")
    known = {name: value for name, value in facts.items() if name != asked}  # never what is asked for
    assumed = {} if asked == "delivery" else _taken_as_given(law, known)
    return Part(outcome, known, assumed=assumed, asked=asked)


def offer(law: Law, newest: Law, outcome: str, known: Facts, likely: Facts) -> Part:
    """The part that asks whether a likely reading is right, and tells what it would lead to.

    It shows what the outcome rests on and nothing else, for a yes confirms what it shows.
    """
    part = decide(law, newest, likely)
    asking = question_part(law, outcome, known)
    assumed = {} if likely.get("delivery") == "relay" else _taken_as_given(law, likely)
    shown = {name: value for name, value in likely.items() if name in deciding(part.verdict)}
    return replace(asking, offered=Offered(shown or likely, part.outcome, part.headline), assumed=assumed)


def deciding(verdict: Verdict | None) -> frozenset[str]:
    """The facts that a verdict rests on; with a route the service that it goes through."""
    if verdict is None:
        return frozenset()
    names = {step.fact for step in verdict.trace}
    return frozenset({*names, "service"} if "route" in names else names)


def _not_known(law: Law, facts: Facts, fact: str) -> Part:
    return without_date(law, facts) if fact == "created" else Part("answer_types", facts, asked=fact)


def without_date(law: Law, facts: Facts) -> Part:
    """What follows on either side of the day that decides, for whoever does not know the date."""
    found = [(label, end) for label, end in branches(law, facts, "created") if isinstance(end, Verdict)]
    cited = dict.fromkeys(statement for _, end in found for statement in end.rule.cites)
    return Part(
        "answer_both",
        facts,
        citations=citations(law.edition, cited),
        assumed=_taken_as_given(law, facts),
        asked="created",
        either=tuple((label, end.outcome) for label, end in found),
    )


def _verdict(law: Law, newest: Law, facts: Facts, verdict: Verdict) -> Part:
    rule = verdict.rule
    return Part(
        verdict.outcome,
        facts,
        verdict=verdict,
        path=_path(verdict),
        citations=citations(law.edition, rule.cites),
        assumed={step.fact: step.value for step in verdict.trace if step.how == "assumed"},
        ways_out=_ways_out(law, facts, verdict),
        newer=_newer(newest, law, facts, verdict),
    )


def _path(verdict: Verdict) -> SupportPath | None:
    return verdict.edition.paths[verdict.rule.path] if verdict.rule.path else None


def _taken_as_given(law: Law, facts: Facts) -> dict[str, str]:
    kinds = law.edition.facts
    return {
        fact: kinds[fact].assumed or ""
        for fact in _SHOWN_BEFORE_A_VERDICT
        if fact in kinds and fact not in facts and kinds[fact].assumed
    }


def _ways_out(law: Law, facts: Facts, verdict: Verdict) -> tuple[str, ...]:
    """What the edition itself advises that would lead to another verdict."""
    if verdict.outcome not in _DEAD_ENDS:
        return ()
    found = [name for name, change in _WAYS_OUT if _reaches(law, {**facts, **change})]
    leads_there = (
        verdict.rule.path or "restart" in found or facts.get("exemption") in ("requested", "refused")
    )
    if "exemption" in found and leads_there:
        found.remove("exemption")  # the steps lead there already, or it was asked for
    if verdict.rule.no_path == "never_granted":
        found.append("change_type")
    return tuple(found)


def _reaches(law: Law, facts: Facts) -> bool:
    finding = evaluate(law, facts)
    return isinstance(finding, Verdict) and finding.outcome in _REACHED


def _newer(newest: Law, law: Law, facts: Facts, verdict: Verdict) -> Newer | None:
    """How the newest edition answers the same case, where that differs."""
    if newest.edition.day <= law.edition.day:
        return None
    finding = evaluate(newest, facts)
    if not isinstance(finding, Verdict):
        return Newer(newest.edition.edition, finding.outcomes)
    told = headline(finding, facts)
    path, before = _path(finding), _path(verdict)
    same = finding.outcome == verdict.outcome
    if same and (path is None or (before is not None and path.labels == before.labels)):
        return None
    return Newer(newest.edition.edition, (told,), path, same)
