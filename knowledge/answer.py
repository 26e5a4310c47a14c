"""The hinge: (text, Case, Library) -> Answer, one frozen value with all that any face needs.

An answer never guesses. It is a verdict that follows from a rule, the one question that still
matters, what the edition says on a general question, or a plain "the document does not say".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product

from knowledge.conversation import EMPTY_CASE, OFFER, Case, context_of, follow
from knowledge.decision import Part, decide
from knowledge.library import Library
from knowledge.question import Question, read_question
from knowledge.source import citations
from knowledge.unread import About
from rules.evaluate import Law, Verdict, evaluate
from rules.model import Facts, Value

_OUTCOME_OF_SCOPE = {
    "courtesy": "courtesy",
    "manipulation": "out_of_scope",
    "out": "out_of_scope",
    "other_cloud": "out_of_scope",
    "ask_provider": "ask_provider",
}
_TOLD_OF = {"created": ("created",), "state": ("exemption", "restarted")}
_NEW_CASE_FACTS = frozenset({"subscription", "created"})


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
    offered: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        return self.parts[0].outcome

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(part.outcome for part in self.parts)

    @property
    def edition(self) -> str:
        return self.law.edition.edition


def answer(  # noqa: PLR0913 - all that an answer depends on, each by its name
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
    context = context_of(case, language)
    question = read_question(message, library.vocabulary, library.date_words, today, context)
    found = _reply_to(question, case, library, law)
    return replace(found, language=speak) if speak else found


def answer_facts(facts: Facts, library: Library, *, edition: str, language: str = "en") -> Answer:
    """The answer to facts alone, as a check gives them."""
    law = library.law(edition)
    part = decide(law, library.newest, facts)
    case = Case(facts=facts, asked=part.asked, azure=True, mail=True, language=language)
    return Answer((part,), "verdict", None, language, law, case)


def _reply_to(question: Question, case: Case, library: Library, law: Law) -> Answer:
    spoken = replace(case, mail=case.mail or question.mail, language=question.language)
    if question.scope in _OUTCOME_OF_SCOPE:
        return _beside_the_case(question, spoken, law)
    if question.scope == "inbound":
        return _on_theme("inbound", question, law, spoken)
    theme = _theme_first(question, case)
    if theme:
        return _on_theme(theme, question, law, replace(spoken, azure=True))
    return _on_cases(question, case, library, law)


def _beside_the_case(question: Question, case: Case, law: Law) -> Answer:
    """What is not ours, small talk, and the question whether it is Azure at all."""
    outcome, topic = _OUTCOME_OF_SCOPE[question.scope], "out_of_scope"
    if question.scope == "other_cloud":
        case = replace(EMPTY_CASE, mail=case.mail, language=case.language)
    if question.scope == "ask_provider":
        topic = "verdict"
        direct: dict[str, Value] = {"delivery": "direct"} if question.direct_spoken else {}
        case = replace(case, facts={**direct, **case.facts, **question.shared}, asked="provider")
    part = Part(outcome, case.facts, asked=case.asked)
    return Answer((part,), topic, None, question.language, law, case)


# -- a general question


def _theme_first(question: Question, case: Case) -> str | None:
    """The theme that answers the message, where it is not a case of its own."""
    if question.planned_change and not question.trouble and not case.asked:
        return "change_subscription"
    theme = question.theme
    if theme and theme.name == "relay" and question.only_relay_ports and "delivery" not in question.shared:
        return "relay"  # "is 587 blocked for our trial?" asks for no case
    if question.brings_facts or question.offered or question.unclear == "subscription":
        return "after_exemption" if _exempted_without_type(question, case) else None
    if theme is None or _answers_us(question, case):
        return None
    if theme.pointed or _asked_in_general(question, case, theme.name):
        return theme.name
    alone = question.only_relay_ports and "subscription" not in case.facts
    return "relay" if alone and question.shared.get("delivery") != "relay" else None


def _asked_in_general(question: Question, case: Case, theme: str) -> bool:
    """Whether a plain theme is asked for its own sake, not as the asker's own trouble."""
    shared = question.shared
    if shared.get("delivery") == "relay" or (theme == "route" and shared.get("route") == "paas"):
        return False
    if theme == "what_is_blocked" and not question.asked:  # "port 25 blocked on azure vm" is a report
        return False
    if "subscription" in case.facts:
        return shared.get("route", case.facts.get("route")) == case.facts.get("route")
    return not (question.own or question.trouble or "route" in shared)


def _exempted_without_type(question: Question, case: Case) -> bool:
    """An exemption is told, no type is: what comes after one is the same for all that can have it."""
    named = question.subscriptions or "subscription" in case.facts
    return not named and question.shared.get("exemption") == "granted"


def _answers_us(question: Question, case: Case) -> bool:
    told = _NEW_CASE_FACTS & set(question.shared)
    on_delivery = case.asked == "delivery" and "delivery" in question.shared
    return bool(told or question.side or on_delivery)


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


# -- the asker's own case


def _on_cases(question: Question, case: Case, library: Library, law: Law) -> Answer:
    cases = follow(case, question, _cut(law))
    parts = tuple(_part(question, each, library, law) for each in cases)
    of_type = [part for part in parts if part.outcome == "ask_subscription"]
    if of_type and (question.doubt == "subscription" or len(of_type) == len(parts)):
        parts = (of_type[0],)  # which types there are is in doubt: one question settles it
    asked = next((part.asked for part in parts if part.asked), None)
    after = replace(cases[-1], asked=asked)
    return Answer(
        parts,
        _topic_of(question, law),
        "after_exemption" if any(part.outcome == "topic_answer" for part in parts) else None,
        question.language,
        law,
        after,
        after.quotes,
        question.impossible_date,
        question.two_readings,
        question.offered,
    )


def _part(question: Question, case: Case, library: Library, law: Law) -> Part:
    if question.offered and "subscription" not in case.facts:
        return Part("ask_subscription", case.facts, asked="subscription")
    if _delivery_open(question, case):
        return Part("ask_delivery", case.facts, asked="delivery")
    part = decide(law, library.newest, case.facts)
    if part.outcome == "ask_subscription" and question.meant:
        return replace(part, asked=f"{OFFER}{question.meant}")
    if part.verdict and question.doubt and _hangs_on(question.doubt, part, law):
        return _withheld(part, question, law)
    return part


def _hangs_on(doubt: About, part: Part, law: Law) -> bool:
    """Whether another value of what is doubtful would lead to another outcome: for EA no date does."""
    names = [name for name in _TOLD_OF.get(doubt, ()) if name in law.edition.facts]
    if not names:
        return True
    rest = {name: value for name, value in part.facts.items() if name not in names}
    choices = [[(name, value) for value in law.edition.facts[name].values or (None,)] for name in names]
    for chosen in product(*choices):
        told = {name: value for name, value in chosen if value is not None}
        finding = evaluate(law, {**rest, **told})
        if not isinstance(finding, Verdict) or finding.outcome != part.outcome:
            return True
    return False


def _withheld(part: Part, question: Question, law: Law) -> Part:
    """Instead of a verdict over a doubt: the question that settles it, or what holds in general."""
    if question.doubt in (None, "state"):
        cites = law.edition.topics["after_exemption"].cites
        return Part("topic_answer", part.facts, citations=citations(law.edition, cites))
    return Part(f"ask_{question.doubt}", part.facts, asked=question.doubt)


def _delivery_open(question: Question, case: Case) -> bool:
    """Mail fails and nothing says how it is sent, or two ways are named that exclude each other."""
    if question.unclear == "delivery":
        return True
    known = {"delivery", "subscription", "route", "exemption"} & set(case.facts)
    return not known and not question.direct_spoken and question.trouble


def _topic_of(question: Question, law: Law) -> str:
    if question.theme is None or question.theme.name == "what_is_blocked":
        return "verdict"
    return law.edition.topics[question.theme.name].topic or question.theme.name


def _cut(law: Law) -> date | None:
    at = law.space.place.get("created")
    cuts = law.space.axes[at].cuts if at is not None else ()
    return cuts[0] if cuts else None
