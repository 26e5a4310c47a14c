"""What lies beside a case: general questions, other subjects, small talk, and how likely each is meant."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from knowledge.answering.answered import CHANGED, CHANGES, FAREWELL, THROUGH, WELCOME, Answer
from knowledge.by_edition.through import held_through
from knowledge.case.conversation import after_aside
from knowledge.case.decision import Part, decide, deciding
from knowledge.case.memory import Case, as_it_is
from knowledge.case.turns import TURNS, Turn
from knowledge.document.source import citations
from knowledge.library import Library
from knowledge.mentions.asked_about import asks_what_exemption_is
from knowledge.mentions.courtesies import greets, takes_leave
from knowledge.mentions.denied import perhaps_denied, types_denied
from knowledge.mentions.grants import speaks_of_exemption
from knowledge.mentions.ours import is_ours
from knowledge.reading.about_us import about_us
from knowledge.reading.question import Question
from knowledge.words.text import any_of
from rules.evaluate import Law
from rules.model import Facts

BESIDE: Final = ("topic_answer", "not_covered", "out_of_scope", "courtesy", "ask_provider")
SAYS_NOTHING: Final = ("courtesy", "out_of_scope")
_LIKELY_ENOUGH: Final = 0.15  # for a theme to be named; below that every second one is another
ON_THEME: Final = ("topic_answer", "not_covered")
_TWO: Final = 2
_SURELY: Final = 0.95  # how likely a general question is one, and does not ask what ours meant
_OF_OURS: Final = ("delivery",)  # what is asked of mail itself
_OF_THE_BOT: Final = ("bot", "person")  # what else is asked about us is what we go by, and where to find it
_OF_EXEMPTIONS: Final = ("exemption_scope", "after_exemption")  # themes that take one for granted,
_BY_DATE: Final = "which_date"  # and that of what else decides for all VMs
_OF_DATES: Final = (_BY_DATE, "own_day")
_RELAY: Final = "relay"  # the topic, and how mail is sent
_WHAT_IT_IS: Final = "what_exemption_is"
_HOW: Final = "how_to_request"
_COSTS: Final = ("cost", "relay_cost")  # of a request, of a relay
_MAY_BE_REFUSED: Final = "may_be_refused"
_NEVER: Final = "never_exempted"
_OTHER_TYPE: Final = "other_type"
_CHANGE: Final = "change_subscription"
_TOPICS: Final = {"ask_provider": "verdict", "topic_answer": "other_policy"}


class Asides:
    """Answers by one law to what is no case."""

    def __init__(self, library: Library, law: Law) -> None:
        self.library, self.law, self._beside = library, law, library.beside(law)

    def likely(self, question: Question, case: Case) -> dict[str, float]:
        """What lies beside the case, and how likely.

        A mere "why?" or "and until then?" after a verdict means the verdict, not the policy as a whole; that
        and "what do you mean?" after a question of ours means our question.
        Who is asked how mail is sent and speaks of mail, be it the mail of others, is on our subject. Where
        nothing is spoken of that is ours, no case of ours can be told.
        """
        found = {name: question.acts.get(name, 0.0) for name in BESIDE}
        if _asks_back(question, case) or (case.is_settled and question.asks_of_verdict):
            found["topic_answer"] = 0.0
        if case.asked in _OF_OURS and is_ours(question.marks):
            found["out_of_scope"] = 0.0
        if not (question.talk.under_way or is_ours(question.marks)):
            found["out_of_scope"] *= self.library.heads.thresholds["not ours"]
            found["out_of_scope"] += sum(question.acts.get(name, 0.0) for name in TURNS)
        return found

    def about_us(self, question: Question, case: Case) -> Answer:
        """What the bot is and goes by, what a word means, and where to find what decides."""
        outcome = "out_of_scope" if about_us(question) in _OF_THE_BOT else "topic_answer"
        return self.said(outcome, question, case, {"again": 1.0})

    def told_of(self, theme: str, question: Question, case: Case) -> Answer:
        """What is told of a word, or of what we go by; the case stays as it is."""
        after = replace(case, last="topic_answer", language=question.language)
        part = Part("topic_answer", case.facts, asked=case.asked)
        return Answer((part,), "out_of_scope", theme, question.language, self.law, after, question=question)

    def on_topic(self, theme: str, question: Question, case: Case) -> Answer:
        """What the edition says on a topic, or that it says nothing; the case stays as it is.

        What was offered as supposed only is let go.
        """
        theme = self._granted_or_not(theme, case)
        kept = replace(case, offered=None, supposed=False, asked=None) if case.supposed else case
        return self._of_topic(theme, question, replace(kept, language=question.language))

    def said(self, outcome: str, question: Question, case: Case, turns: Mapping[Turn, float]) -> Answer:
        """A general question, another subject, small talk, or the question whether it is Azure at all."""
        after = after_aside(case, question, turns, _share(question))
        spoken = replace(after, last=outcome)
        if outcome in ON_THEME and not about_us(question):
            return self._on_theme(outcome, question, spoken)
        if outcome == "ask_provider":
            spoken = replace(spoken, asked="provider")
        part = Part(outcome, spoken.facts, asked=spoken.asked)
        topic = _TOPICS.get(outcome, "out_of_scope")
        theme = about_us(question) or (_of_courtesy(question) if outcome == "courtesy" else None)
        if theme == FAREWELL:  # who leaves is not asked again, so a later yes would be to nothing
            spoken = replace(spoken, offered=None, each=(), together=1)
        return Answer((part,), topic, theme, question.language, self.law, spoken, question=question)

    def changes(self, editions: tuple[str, ...], case: Case, language: str) -> Answer:
        """Where it is told what changed from one edition to another; the case stays as it was."""
        part, after = Part("out_of_scope", case.facts), replace(case, last="out_of_scope", language=language)
        theme = CHANGES if len(editions) == _TWO else CHANGED
        said = Answer((part,), "out_of_scope", theme, language, self.law, after)
        return replace(said, heads=self.library.heads, editions=editions)

    def through(self, facts: Facts, question: Question, case: Case) -> Answer:
        """What every edition says of these facts; the case stays as it is."""
        said = self.told_of(THROUGH, question, case)
        part = replace(said.parts[0], facts=facts)
        return replace(said, parts=(part,), through=held_through(facts, self.library.laws))

    def _on_theme(self, outcome: str, question: Question, case: Case) -> Answer:
        theme = self._fitting(self._theme(outcome, question), question, case)
        own = None if _names_another(question, case) else self.own_way(theme, question, case)
        stays = self._told_by(theme, case)  # what is so is shown, so what was supposed is let go
        after = as_it_is(case) if stays else case
        return own or replace(self._of_topic(theme, question, after), stays=stays)

    def _told_by(self, theme: str, case: Case) -> Part | None:
        """The verdict that was told, where the theme asks for the way that it shows."""
        topic = self.law.edition.topics[theme]
        if topic.topic is not None or topic.path in {None, self.law.edition.help}:
            return None
        if not case.is_settled or case.asked is not None:
            return None
        part = decide(self.law, self._beside, case.facts)
        return part if part.path and part.outcome == case.told else None

    def _fitting(self, theme: str, question: Question, case: Case) -> str:
        """The theme; of what is not blocked nothing is exempted, so its date is asked about, or the relay.

        Who names a type and does not ask what the word means asks whether that type is granted one.
        """
        theme = self._granted_or_not(self._of_named_types(theme, question), case)
        if theme in _OF_DATES and _RELAY in self.law.edition.topics and self._by_relay(case):
            return _RELAY
        if theme in _COSTS:
            return self.whose_cost(theme, question, case)
        means = theme == _WHAT_IT_IS and not asks_what_exemption_is(question.marks)
        if _HOW in self.law.edition.topics and self._is_of_a_type(theme, question, means=means):
            return _HOW
        if theme not in _OF_EXEMPTIONS or speaks_of_exemption(question.marks) or not case.is_settled:
            return theme
        part = decide(self.law, self._beside, case.facts)
        reached = (
            part.verdict is not None and part.outcome == case.told and part.verdict.kind.kind == "reached"
        )
        exempted = case.facts.get("exemption") not in (None, "none")
        instead = _RELAY if self._by_relay(case) else _BY_DATE
        return theme if exempted or not reached or instead not in self.law.edition.topics else instead

    def _of_named_types(self, theme: str, question: Question) -> str:
        """The theme; of a type that the edition names it is not said that it names it not."""
        named = question.marks.type_values
        if theme != _OTHER_TYPE or not named or any(":" in str(value) for value in named):
            return theme
        return _CHANGE if _CHANGE in self.law.edition.topics else theme

    def whose_cost(self, theme: str, question: Question, case: Case) -> str:
        """The theme of a price: a relay's where one is named or told of, a request's beside direct mail."""
        of_request, of_relay = _COSTS
        marks = question.marks
        relays = [*marks.all("relay_product"), *marks.all("relay_word")]
        named = any(not perhaps_denied(marks, one) for one in relays)
        requests = any_of(marks.words, "requesting")
        if not self.law.edition.topics.keys() >= set(_COSTS):
            return theme
        by = case.likely_supposed.get("delivery", (case.offered or case.facts).get("delivery"))
        if requests and not named:
            return of_request
        if named or by not in (None, "direct"):
            return of_relay
        return of_request if by and case.last not in (None, *ON_THEME) else theme

    def _by_relay(self, case: Case) -> bool:
        """Whether mail goes through a relay, for which neither type nor day counts."""
        return case.likely_supposed.get("delivery", case.facts.get("delivery")) == _RELAY

    def _granted_or_not(self, theme: str, case: Case) -> str:
        """The theme; to whom no request is granted it is not said that one may be refused."""
        return _NEVER if theme == _MAY_BE_REFUSED and self._is_never_granted(case) else theme

    def _is_never_granted(self, case: Case) -> bool:
        """Whether the verdict that was told is that no request is granted."""
        if _NEVER not in self.law.edition.topics or not case.is_settled or case.asked is not None:
            return False
        part = decide(self.law, self._beside, case.facts)
        listed = self.law.edition.topics[_NEVER].lists
        return part.verdict is not None and part.outcome == case.told and part.verdict.rule.id in listed

    def _is_of_a_type(self, theme: str, question: Question, *, means: bool) -> bool:
        """Whether a type is named of which the theme tells nothing: what a word `means`, or other types."""
        types, edition = question.marks.type_values, self.law.edition
        listing = edition.topics[theme].lists
        listed = {
            value
            for rule in edition.rules
            if rule.id in listing
            for value in _values(rule.when.get(edition.subject))
        }
        return bool(types) and (means or (bool(listed) and listed.isdisjoint(types)))

    def _of_topic(self, theme: str, question: Question, case: Case) -> Answer:
        topic, part = self.law.edition.topics[theme], part_of(self.law, theme, case)
        after = replace(case, last=part.outcome)
        return Answer(
            (part,), topic.topic or theme, theme, question.language, self.law, after, question=question
        )

    def own_way(self, theme: str, question: Question, case: Case) -> Answer | None:
        """The verdict of the settled case and its own way, where that of the theme is not open to its type.

        Who bought through a provider and asks how to request must not be sent to Microsoft.
        """
        edition = self.law.edition
        asks_for_more = edition.topics[theme].path not in {None, edition.help}
        if not asks_for_more or not case.is_settled or case.asked is not None:
            return None
        part = decide(self.law, self._beside, case.facts)
        of_its_type = part.verdict is not None and edition.subject in deciding(part.verdict)
        if not of_its_type or part.path == edition.paths[str(edition.topics[theme].path)]:
            return None
        after = replace(as_it_is(case), last=part.outcome)
        said = Answer((part,), "verdict", None, question.language, self.law, after, case.quotes)
        return replace(said, question=question, repeated=True, word="how")

    def _theme(self, outcome: str, question: Question) -> str:
        """The likeliest theme; the corpus is labelled by the oldest edition, so what that says of it fits.

        What the document says nothing of is named only where it is likely.
        """
        topics = self.library.oldest.edition.topics
        silent = outcome == "not_covered"
        fitting = [name for name in question.themes if name in topics and topics[name].silent == silent]
        likeliest = max(fitting or question.themes, key=lambda name: question.themes[name])
        unnamed = self.law.edition.unnamed
        hardly = silent and question.themes[likeliest] < _LIKELY_ENOUGH
        return unnamed if hardly and unnamed else likeliest

    def overview(self, question: Question, case: Case) -> Answer:
        """What the edition says of everything, for one who asks about no case."""
        theme = self.law.edition.overview or next(iter(self.law.edition.topics))
        return self._of_topic(theme, question, case)


def _values(condition: object) -> tuple[object, ...]:
    return condition if isinstance(condition, tuple) else ()


def _share(question: Question) -> float:
    """How likely a message told something of a case, though it was taken for a question beside it.

    Who asks of the verdict and names no type or day tells nothing: "why is port 25 shut, and 587 not?".
    """
    asks = [*BESIDE, *(() if question.found.types or question.found.days else ("again",))]
    return max(0.0, 1 - sum(question.acts.get(name, 0.0) for name in asks if name != "ask_provider"))


def _names_another(question: Question, case: Case) -> bool:
    """Whether it asks in general of types of which none is the one at hand."""
    named = question.marks.type_values - types_denied(question.marks)
    return bool(named) and case.facts.get("subscription") not in named


def _asks_back(question: Question, case: Case) -> bool:
    """Whether it is our question that is not understood, or asked the reason of; beside an offer, of that."""
    mere = case.asked is not None and question.tells_nothing
    meant = question.word == "meant" and question.acts.get("topic_answer", 0.0) < _SURELY
    return mere and (meant or (question.word == "why" and case.offered is None))


def part_of(law: Law, theme: str, case: Case) -> Part:
    """What the edition says on a theme, or that it says nothing."""
    topic = law.edition.topics[theme]
    return Part(
        "not_covered" if topic.silent else "topic_answer",
        case.facts,
        path=law.edition.paths[topic.path] if topic.path else None,
        citations=citations(law.edition, topic.cites),
        asked=case.asked,
    )


def _of_courtesy(question: Question) -> str | None:
    if greets(question.marks):
        return WELCOME
    return FAREWELL if takes_leave(question.marks) else None
