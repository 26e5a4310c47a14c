"""The hinge: (text, Case, Library) -> Answer, one frozen value with all that any face needs.

An answer never guesses. It is a verdict that follows from a rule, the one question that still
matters, what the edition says on a general question, or a plain "the document does not say".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from knowledge.conversation import EMPTY_CASE, OFFER, Case, context_of, follow
from knowledge.library import Library
from knowledge.question import Question, read_question
from knowledge.source import Citation, citations
from rules.evaluate import Law, Verdict, branches, evaluate
from rules.inquire import inquire
from rules.model import UNKNOWN, Facts, SupportPath, Value

_NO_ANSWER_NEEDED = {"courtesy": "courtesy", "manipulation": "out_of_scope", "out": "out_of_scope"}
_DEAD_ENDS = frozenset({"blocked_request_exemption", "blocked_no_exemption", "blocked_ask_csp", "unsupported_route", "exempted_restart_vms"})
_WAYS_OUT: tuple[tuple[str, dict[str, Value]], ...] = (
    ("relay", {"delivery": "relay"}),
    ("restart", {"restarted": "yes"}),
    ("exemption", {"exemption": "granted", "restarted": "yes"}),
)
_REACHED = frozenset({"allowed", "relay_unrestricted"})


@dataclass(frozen=True)
class Newer:
    """What the newest known edition says where it differs: its date and possible outcomes."""

    edition: str
    outcomes: tuple[str, ...]
    path: SupportPath | None = None


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


@dataclass(frozen=True)
class Answer:
    """Everything that a face needs to reply to one message."""

    parts: tuple[Part, ...]
    topic: str
    theme: str | None
    language: str
    law: Law
    case: Case
    quotes: Mapping[str, str] = field(default_factory=dict)
    impossible_date: str | None = None
    two_readings: tuple[Value, ...] = ()

    @property
    def outcome(self) -> str:
        return self.parts[0].outcome

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(part.outcome for part in self.parts)

    @property
    def edition(self) -> str:
        return self.law.edition.edition


def answer(
    message: str,
    case: Case,
    library: Library,
    *,
    edition: str,
    today: date,
    language: str = "en",
    speak: str | None = None,
) -> Answer:
    """The answer to a message in a case.

    `language` is the fallback where the message does not tell; `speak` overrides both.
    Raises TextFault for a message that cannot be read, UnknownEdition for an edition not known.
    """
    law = library.law(edition)
    question = read_question(
        message, library.vocabulary, library.date_words, today, context_of(case, language)
    )
    found = _reply_to(question, case, library, law)
    return replace(found, language=speak) if speak else found


def answer_facts(facts: Facts, library: Library, *, edition: str, language: str = "en") -> Answer:
    """The answer to facts alone, as a check gives them."""
    law = library.law(edition)
    part = _decided(law, library, facts)
    case = Case(facts=facts, asked=part.asked, azure=True, mail=True, language=language)
    return Answer((part,), "verdict", None, language, law, case)


def _reply_to(question: Question, case: Case, library: Library, law: Law) -> Answer:
    scope = question.scope
    if scope in _NO_ANSWER_NEEDED:
        return _plain(_NO_ANSWER_NEEDED[scope], question, law, case)
    if scope == "other_cloud":
        return _plain("out_of_scope", question, law, replace(EMPTY_CASE, mail=question.mail or case.mail, language=question.language))
    if scope == "inbound":
        return _on_theme("inbound", question, law, case)
    if scope == "ask_provider":
        return _ask_provider(question, law, case)
    theme = _theme_first(question, case)
    if theme:
        return _on_theme(theme, question, law, replace(case, azure=True, mail=case.mail or question.mail, language=question.language))
    return _on_cases(question, case, library, law)


def _plain(outcome: str, question: Question, law: Law, case: Case) -> Answer:
    topic = "verdict" if outcome == "ask_provider" else "out_of_scope"
    return Answer((Part(outcome, case.facts, asked=case.asked),), topic, None, question.language, law, case)


def _ask_provider(question: Question, law: Law, case: Case) -> Answer:
    facts: dict[str, Value] = {**case.facts, **question.shared}
    if question.direct_spoken:
        facts.setdefault("delivery", "direct")
    asked = replace(case, facts=facts, asked="provider", mail=True, language=question.language)
    return Answer((Part("ask_provider", facts, asked="provider"),), "verdict", None, question.language, law, asked)


def _theme_first(question: Question, case: Case) -> str | None:
    """The theme that answers the message, where it is not a case of its own."""
    if question.planned_change and not question.trouble and not case.asked:
        return "change_subscription"
    theme = question.theme
    if theme is None or question.brings_facts or question.offered or question.unclear == "subscription":
        return "after_exemption" if _exempted_without_type(question, case) else None
    if _answers_us(question, case):
        return None
    if theme.pointed:
        return theme.name
    if question.shared.get("delivery") == "relay":
        return None
    if question.only_relay_ports and "subscription" not in case.facts:
        return "relay"
    if theme.name == "route" and question.shared.get("route") == "paas":
        return None
    new_setting = {name for name in ("route", "delivery") if question.shared.get(name, case.facts.get(name)) != case.facts.get(name)}
    if "subscription" in case.facts:
        return None if "route" in new_setting else theme.name
    return None if question.own or question.trouble or "route" in question.shared else theme.name


def _exempted_without_type(question: Question, case: Case) -> bool:
    """An exemption is told, no type is: what comes after one is the same for all that can have it."""
    named = question.subscriptions or "subscription" in case.facts
    return not named and question.shared.get("exemption") == "granted"


def _answers_us(question: Question, case: Case) -> bool:
    told = {"subscription", "created"} & set(question.shared)
    return bool(told or question.side or (case.asked == "delivery" and "delivery" in question.shared))


def _on_theme(theme: str, question: Question, law: Law, case: Case) -> Answer:
    topic = law.edition.topics[theme]
    part = Part(
        "not_covered" if topic.silent else "topic_answer",
        case.facts,
        path=law.edition.paths[topic.path] if topic.path else None,
        citations=citations(law.edition, topic.cites),
        asked=case.asked,
    )
    return Answer((part,), topic.topic or theme, theme, question.language, law, case)


def _on_cases(question: Question, case: Case, library: Library, law: Law) -> Answer:
    cases = follow(case, question, _cut(law))
    parts = [_part(question, each, library, law) for each in cases]
    after = replace(cases[-1], asked=next((part.asked for part in parts if part.asked), None))
    topic = _topic_of(question, law)
    return Answer(
        tuple(parts),
        topic,
        None,
        question.language,
        law,
        after,
        after.quotes,
        question.impossible_date,
        question.two_readings,
    )


def _part(question: Question, case: Case, library: Library, law: Law) -> Part:
    if question.offered and "subscription" not in case.facts:
        return Part("ask_subscription", case.facts, asked="subscription")
    if _delivery_open(question, case):
        return Part("ask_delivery", case.facts, asked="delivery")
    return _decided(law, library, case.facts)


def _delivery_open(question: Question, case: Case) -> bool:
    """Mail fails and nothing says how it is sent, or two ways are named that exclude each other."""
    if question.unclear == "delivery":
        return True
    known = {"delivery", "subscription", "route", "exemption"} & set(case.facts)
    return not known and not question.direct_spoken and question.trouble and case.asked != "delivery"


def _topic_of(question: Question, law: Law) -> str:
    if question.theme is None or question.theme.name == "what_is_blocked":
        return "verdict"
    return law.edition.topics[question.theme.name].topic or question.theme.name


def _cut(law: Law) -> date | None:
    at = law.space.place.get("created")
    cuts = law.space.axes[at].cuts if at is not None else ()
    return cuts[0] if cuts else None


# -- one subscription


def _decided(law: Law, library: Library, facts: Facts) -> Part:
    finding = evaluate(law, facts)
    if isinstance(finding, Verdict):
        return _verdict(law, library, facts, finding)
    inquiry = inquire(law, facts)
    fact = inquiry.fact if inquiry else "subscription"
    if facts.get(fact) == UNKNOWN:
        return _not_known(law, facts, fact)
    return Part(f"ask_{fact}", facts, assumed=_assumed(law, facts), asked=fact)


def _not_known(law: Law, facts: Facts, fact: str) -> Part:
    if fact != "created":
        return Part("answer_types", facts, asked=fact)
    either = tuple(
        (label, finding.outcome)
        for label, finding in branches(law, facts, fact)
        if isinstance(finding, Verdict)
    )
    cited = [c for _, finding in branches(law, facts, fact) if isinstance(finding, Verdict) for c in finding.rule.cites]
    return Part("answer_both", facts, citations=citations(law.edition, dict.fromkeys(cited)), assumed=_assumed(law, facts), asked=fact, either=either)


def _verdict(law: Law, library: Library, facts: Facts, verdict: Verdict) -> Part:
    rule = verdict.rule
    return Part(
        verdict.outcome,
        facts,
        verdict=verdict,
        path=law.edition.paths[rule.path] if rule.path else None,
        citations=citations(law.edition, rule.cites),
        assumed={step.fact: step.value for step in verdict.trace if step.how == "assumed"},
        ways_out=_ways_out(law, facts, verdict),
        newer=_newer(library.newest, law, facts, verdict),
    )


def _assumed(law: Law, facts: Facts) -> dict[str, str]:
    return {
        fact: kind.assumed
        for fact, kind in law.edition.facts.items()
        if kind.assumed and fact not in facts and fact in ("delivery", "route")
    }


def _ways_out(law: Law, facts: Facts, verdict: Verdict) -> tuple[str, ...]:
    """What the edition itself advises that would lead to another verdict."""
    if verdict.outcome not in _DEAD_ENDS:
        return ()
    found = [
        name
        for name, change in _WAYS_OUT
        if isinstance(other := evaluate(law, {**facts, **change}), Verdict)
        and other.outcome in _REACHED
    ]
    if "restart" in found:
        found.remove("exemption")
    if verdict.rule.no_path == "never_granted" and law.edition.topics["change_subscription"].cites:
        found.append("change_type")
    return tuple(found)


def _newer(newest: Law, law: Law, facts: Facts, verdict: Verdict) -> Newer | None:
    """How the newest edition answers the same case, where that differs."""
    if newest is law or newest.edition.day <= law.edition.day:
        return None
    finding = evaluate(newest, facts)
    if isinstance(finding, Verdict):
        if finding.outcome == verdict.outcome and not finding.rule.path:
            return None
        path = newest.edition.paths[finding.rule.path] if finding.rule.path else None
        same = finding.outcome == verdict.outcome and path and verdict.rule.path and path.labels == law.edition.paths[verdict.rule.path].labels
        return None if same else Newer(newest.edition.edition, (finding.outcome,), path)
    return Newer(newest.edition.edition, finding.outcomes)
