"""The hinge: (text, Case, Library) -> Answer, one frozen value with all that any face needs.

An answer never guesses. It is a verdict that follows from a rule, the one question that still
matters (with the likely reading, where there is one), what the edition says on a general question,
or a plain "the document does not say".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, NamedTuple

from knowledge.as_of import Asked, AsOf, asked_edition
from knowledge.beyond import beyond_yes
from knowledge.certainty import Settled, settle, together, weigh
from knowledge.conversation import (
    TURNS,
    Case,
    Turn,
    after_aside,
    after_turn,
    before_of,
    certain,
    held_as_of,
    likely_after,
    taken_up,
    talk_of,
    turned_to,
    turns_of,
)
from knowledge.decision import Part, decide, offer, question_part
from knowledge.features import side_of
from knowledge.heads import Heads
from knowledge.language import language_of
from knowledge.library import Library
from knowledge.marks import Before
from knowledge.others import Spoken, meant_other, meant_together, names_in
from knowledge.question import Question, read_question
from knowledge.several import Several
from knowledge.shelf import EMPTY_SHELF, Shelf
from knowledge.source import citations
from knowledge.text import read_words
from knowledge.trust import signs_of
from rules.evaluate import Law, Verdict, evaluate
from rules.inquire import deciding_days, sides
from rules.interval import Interval
from rules.model import Facts, Value

_SEVERAL = 0.5
_DOUBTFUL = 0.95  # where a name may be a slip, or mail stays inside a network
_NEVER = 2.0  # no probability reaches it
_SAID_BEFORE = 0.95  # what it takes to say again what was said before,
_AGAIN = 4  # and how much likelier that must be than anything beside the case
_TOLD = 0.9  # how sure a fact must be that a click lets stand
WELCOME: Final = "welcome"  # the theme of a greeting,
FAREWELL: Final = "farewell"  # and of thanks and a goodbye
_BESIDE = ("topic_answer", "not_covered", "out_of_scope", "courtesy", "ask_provider")
_ON_THEME = ("topic_answer", "not_covered")
_SAYS_NOTHING = ("courtesy", "out_of_scope")
_TOLD_OF_SEVERAL = ("case", "again")
NO_EDITION: Final = "no_edition"  # the outcome where none is known from the time that is asked for


class ReadAs(NamedTuple):
    """One thing that was read in a message: what, how likely, its words, and what weighed most for it."""

    what: str
    p: float
    words: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """Everything that a face needs to reply to one message.

    `repeated` says that it is what was said before: the message told nothing new; `word` what it asks
    for of that ("why", "meanwhile"), "all" where it does not tell. `supposed` says that its facts are only
    supposed. From the `shelf` its citations are quoted.
    In a conversation the `likeliest` outcome was trusted by the `signs`.
    """

    parts: tuple[Part, ...]
    topic: str
    theme: str | None
    language: str
    law: Law
    case: Case
    quotes: Mapping[str, str] = field(default_factory=dict)
    impossible_date: str | None = None
    two_readings: tuple[Value, ...] = ()
    question: Question | None = None
    heads: Heads | None = None
    repeated: bool = False
    word: str = "all"
    supposed: bool = False
    shelf: Shelf = EMPTY_SHELF
    likeliest: str | None = None
    signs: Mapping[str, float] = field(default_factory=dict)
    editions: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        return self.parts[0].outcome

    @property
    def outcomes(self) -> tuple[str, ...]:
        return tuple(part.outcome for part in self.parts)

    @property
    def offered(self) -> tuple[str, ...] | None:
        """The outcomes that one yes would confirm, None where nothing is offered."""
        if not any(part.offered for part in self.parts):
            return None
        return tuple(part.offered.outcome if part.offered else part.outcome for part in self.parts)

    @property
    def readings(self) -> list[ReadAs]:
        """How the message was read: what it is after, and each fact it tells."""
        return list(_readings(self.question, self.heads)) if self.question and self.heads else []

    @property
    def edition(self) -> str:
        return self.law.edition.edition

    def day_asked(self, part: Part) -> date | None:
        """The day that decides where a part asks for one, None where none does."""
        alone = len(self.parts) == 1 and part.asked not in part.facts
        known = _sure(self.case, part.facts, part.asked) if alone else part.facts
        return next(iter(deciding_days(self.law, known)), None) if part.asked else None


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
    before = before_of(case, language)
    told = case.is_settled and case.asked is None
    asked = asked_edition(
        message,
        library,
        today,
        before.language,
        open_to_dates=told,
        after_another=case.as_of is not None,
    )
    question = read_question(asked.rest if asked else message, library, today, talk_of(case), before)
    asked_by = library.law((case.as_of and case.as_of.edition) or edition)
    question = replace(question, sides=asked_sides(case, asked_by))
    as_of = asked.as_of if asked else held_as_of(case, question)
    reader = _Reader(library, library.law((as_of and as_of.edition) or edition), today)
    found = reader.reply_as_of(question, case, asked) if asked else reader.reply(question, case, message)
    return replace(
        found,
        language=speak or (_language(message, library, before) if asked else found.language),
        case=replace(found.case, as_of=as_of, told=_told(found, case)),
        heads=library.heads,
        editions=tuple(library.laws),
        repeated=not asked and as_of == case.as_of and (found.repeated or _is_repeated(found, case)),
        word=question.word,
    )


def asked_sides(case: Case, law: Law) -> tuple[Interval, Interval] | None:
    """Before and after, as our question put them, where it asked for a day."""
    asked = law.edition.facts.get(case.asked or "")
    return sides(law, _sure(case, case.facts, case.asked)) if asked and asked.kind == "day" else None


def _sure(case: Case, facts: Facts, asked: str | None) -> Facts:
    """The facts with what is known for sure of the one that is asked for: a day may be known in part."""
    rest = {name: value for name, value in facts.items() if name != asked}
    known = case.facts.get(asked or "")
    return rest if known is None or case.sure(str(asked)) < _TOLD else {**rest, str(asked): known}


def _language(message: str, library: Library, before: Before) -> str:
    """The language of the whole message, also of the words that name an edition."""
    return language_of(read_words(message), library.reading.vocabulary, before.language)


def _told(found: Answer, before: Case) -> str | None:
    """The verdict that was told last of what is the case."""
    part = found.parts[-1]
    return before.told if part.verdict is None or found.supposed else part.outcome


def _tells_no_more(found: Answer, before: Case) -> bool:
    """Whether an answer is about the case as it was before."""
    return found.topic == "verdict" and not found.supposed and found.case.facts == before.facts


def _is_repeated(found: Answer, before: Case) -> bool:
    told = found.parts[0].verdict is not None or found.outcome.startswith("ask_")
    same = (found.outcome, found.case.facts) == (before.last, before.facts)
    return told and same and found.offered is None and len(found.parts) == 1


def answer_facts(
    facts: Facts, library: Library, *, edition: str, language: str = "en", as_of: AsOf | None = None
) -> Answer:
    """The answer to facts alone, as a check or a click gives them; by the edition asked for, if any was."""
    law = library.law((as_of and as_of.edition) or edition)
    part = decide(law, library.beside(law), facts)
    case = Case(facts=facts, asked=part.asked, last=part.outcome, language=language, as_of=as_of)
    answer = Answer((part,), "verdict", None, language, law, case)
    return replace(answer, case=replace(case, told=_told(answer, case)))


def answer_azure(case: Case, library: Library, *, edition: str, language: str = "en") -> Answer:
    """The answer to whoever says that the machine of the case runs in Azure."""
    law = library.law((case.as_of and case.as_of.edition) or edition)
    known = {name: value for name, value in case.facts.items() if case.sure(name) >= _TOLD}
    part = _from_facts(law, library, known)
    after = replace(case, asked=part.asked, last=part.outcome, language=language)
    return Answer((part,), "verdict", None, language, law, after)


def answer_elsewhere(library: Library, *, edition: str, language: str = "en") -> Answer:
    """The answer to whoever says that the machine does not run in Azure."""
    part = Part("out_of_scope", {})
    return Answer((part,), "out_of_scope", None, language, library.law(edition), Case(language=language))


def answer_welcome(library: Library, *, edition: str, language: str = "en") -> Answer:
    """The answer to whoever says nothing yet: how to ask."""
    part, case = Part("courtesy", {}), Case(language=language)
    return Answer((part,), "out_of_scope", WELCOME, language, library.law(edition), case)


def answer_theme(theme: str, library: Library, *, edition: str, language: str = "en") -> Answer:
    """The answer to a general question that was chosen by its name."""
    law, case = library.law(edition), Case(language=language)
    topic = law.edition.topics[theme]
    return Answer((_part_of(law, theme, case),), topic.topic or theme, theme, language, law, case)


def _part_of(law: Law, theme: str, case: Case) -> Part:
    """What the edition says on a theme, or that it says nothing."""
    topic = law.edition.topics[theme]
    return Part(
        "not_covered" if topic.silent else "topic_answer",
        case.facts,
        path=law.edition.paths[topic.path] if topic.path else None,
        citations=citations(law.edition, topic.cites),
        asked=case.asked,
    )


def _from_facts(law: Law, library: Library, facts: Facts) -> Part:
    """What follows from facts, where what a message must tell has to be among them."""
    untold = law.edition.untold(facts)
    if untold:
        return question_part(law, f"ask_{untold}", facts)
    return decide(law, library.beside(law), facts)


class _Reader:
    """Answers by one law and one day."""

    def __init__(self, library: Library, law: Law, today: date) -> None:
        self.library, self.law, self.today, self.beside = library, law, today, library.beside(law)
        self.several = Several(library, law, today)

    def reply(self, question: Question, case: Case, message: str) -> Answer:
        """The answer to a question in a case."""
        if question.assents is not None and _awaits(question.assents, case):
            rest = beyond_yes(message, question.marks) if question.assents else None
            if rest is not None:
                return self._on_yes_and(rest, question, case)
            if question.tells_nothing:
                return self._on_assent(question, case)
        if question.about_us:
            return self._beside("out_of_scope", question, case, {"again": 1.0})
        meant = meant_other(question, self.library.heads, case.here, case.others)
        if meant is not None:
            case = turned_to(case, meant.at)
            question = self._read(message, question, case)
        turns = turns_of(question, case, turned=meant is not None)
        turn = next(iter(turns))
        share = 1.0 if question.answers_us else sum(question.acts.get(name, 0.0) for name in TURNS)
        asides = self._asides(question, case)
        beside = max(asides, key=lambda name: asides[name])
        if question.several > _SEVERAL and turn in _TOLD_OF_SEVERAL and share > asides[beside]:
            known = self._known_ones(question, case)
            if known is not None or turn == "case":
                return known or self._several(question, case, message, share)
        likely = likely_after(case, question, turn)
        weighed = together(
            [(p, weigh(self.law, likely_after(case, question, name))) for name, p in turns.items()]
        )
        thresholds = self._thresholds(question)
        stands = weighed[0].facts == case.facts
        again = stands and case.is_settled and _says_again(question, turn, case)
        if again:
            share = 1.0 if share > _AGAIN * asides[beside] else 0.0
            thresholds = {**thresholds, "verdict": _SAID_BEFORE}
        if asides[beside] > share * weighed[0].p and not question.marks.overfull:
            return self._beside(beside, question, case, turns)
        sure = self._share(question, share) * (meant.p if meant else 1)
        stands_told = again and case.told == weighed[0].outcome
        judged = question.talk.under_way and not stands_told
        signs = signs_of(weighed, sure, question, case, likely) if judged else {}
        trust = self.library.heads.trust
        trusted = trust.probability(signs) if trust and signs else None
        settled = settle(weighed, sure, thresholds, self.law, likely, trusted)
        names = names_in(question.marks, self.library.heads)
        after = after_turn(case, question, turns, self._decided(settled), names)
        said = self._on_case(settled, question, after)
        repeated = again and case.told == said.outcome
        return replace(said, repeated=repeated, likeliest=weighed[0].outcome, signs=signs)

    def reply_as_of(self, question: Question, case: Case, asked: Asked) -> Answer:
        """The answer by the edition that is asked for; the case again where nothing else is told."""
        if asked.as_of.edition is None:
            part, after = Part(NO_EDITION, case.facts), replace(case, last=NO_EDITION)
            return Answer((part,), "verdict", None, question.language, self.law, after, question=question)
        if not asked.is_all:
            found = self.reply(question, case, asked.rest)
            if found.outcome not in _SAYS_NOTHING:
                return found
            if not question.tells_nothing:
                return self._case_told(question, case)
        return self._again(question, case) if case.facts else self._overview(question, case)

    def _case_told(self, question: Question, case: Case) -> Answer:
        """What follows from what a message tells, though it does not say what it is after."""
        likely = likely_after(case, question, "case")
        settled = settle(weigh(self.law, likely), 1.0, self._thresholds(question), self.law, likely)
        names = names_in(question.marks, self.library.heads)
        after = after_turn(case, question, {"case": 1.0}, self._decided(settled), names)
        return self._on_case(settled, question, after)

    def _again(self, question: Question, case: Case) -> Answer:
        """The case as it stands, decided anew."""
        likely = likely_after(case, question, "again")
        thresholds = {**self._thresholds(question), "verdict": _SAID_BEFORE}
        settled = settle(weigh(self.law, likely), 1.0, thresholds, self.law, likely)
        spoken = replace(case, language=question.language, offered=None, supposed=False, each=())
        return self._on_case(settled, question, spoken)

    def _overview(self, question: Question, case: Case) -> Answer:
        """What the edition says of everything, for one who asks about no case."""
        theme = self.law.edition.overview or next(iter(self.law.edition.topics))
        topic, part = self.law.edition.topics[theme], _part_of(self.law, theme, case)
        after = replace(case, last=part.outcome)
        return Answer(
            (part,), topic.topic or theme, theme, question.language, self.law, after, question=question
        )

    def _asides(self, question: Question, case: Case) -> dict[str, float]:
        """What lies beside the case, and how likely; nobody is turned away for a narrow lead.

        A mere "why?" after a verdict means the verdict, not the policy as a whole. Where nothing is spoken of
        that is ours, no case of ours can be told.
        """
        found = {name: question.acts.get(name, 0.0) for name in _BESIDE}
        if case.is_settled and question.asks_why and question.tells_nothing:
            found["topic_answer"] = 0.0
        if question.talk.under_way or question.is_ours:
            found["out_of_scope"] *= self.library.heads.thresholds["turned away"]
        else:
            found["out_of_scope"] *= self.library.heads.thresholds["not ours"]
            found["out_of_scope"] += sum(question.acts.get(name, 0.0) for name in TURNS)
        return found

    def _share(self, question: Question, share: float) -> float:
        """How likely one case is asked about; of a text that is too long to be read, never enough."""
        if question.marks.overfull:
            return 0.0
        doubtful = question.marks.odd_name or question.marks.all("private_net")
        return share * (1 - question.several) * (_DOUBTFUL if doubtful else 1)

    def _thresholds(self, question: Question) -> Mapping[str, float]:
        """What certainty takes: a turn in a conversation says less by itself than a message alone."""
        thresholds = self.library.heads.thresholds
        kind = "turn" if question.talk.under_way else "alone"
        wanted = {name: thresholds[f"{name} {kind}"] for name in ("verdict", "offer")}
        wanted["trusted"] = thresholds["trusted"]
        # what may stay inside a network is not even offered: an offer could not show what it hangs on
        return {**wanted, "offer": _NEVER} if question.marks.all("private_net") else wanted

    def _on_yes_and(self, rest: str, question: Question, case: Case) -> Answer:
        """A yes, and what is said beyond it, read as if it had come after that."""
        agreed = self._on_assent(question, case)
        if not rest.strip():
            return agreed
        offered = case.offered is not None or bool(case.each)
        after = replace(agreed.case, told=_told(agreed, case)) if offered else case
        found = self.reply(self._read(rest, question, after), after, rest)
        same = offered and (_tells_no_more(found, after) or found.offered == agreed.outcomes)
        return agreed if same or found.outcome in _SAYS_NOTHING else found

    def _read(self, message: str, question: Question, case: Case) -> Question:
        """What is understood of a message in another case than that of the question it was read as."""
        before = before_of(case, question.language)
        return read_question(message, self.library, self.today, talk_of(case), before)

    def _on_assent(self, question: Question, case: Case) -> Answer:
        """A plain yes or no: to an offer, to several at once, or to a verdict, which it leaves as it is."""
        if case.each and question.assents:
            names = [one.names for one in (*case.others, case.here)]
            return self._of_each(self.several.confirmed(case.each), question, names)
        if case.offered is None:
            return self._beside("courtesy", question, case, {"again": 1.0})
        return self._on_offer(question, case)

    def _on_offer(self, question: Question, case: Case) -> Answer:
        """A yes takes the offered reading, a no asks for what was in doubt; what was supposed is let go."""
        settled = replace(case, offered=None, supposed=False)
        if question.assents and case.offered is not None:
            kept = replace(taken_up(case, self.law), offered=None, supposed=False)
            supposed = {**case.facts, **case.offered} if case.supposed else kept.facts
            part = decide(self.law, self.beside, supposed)
            kept = replace(kept, supposing=certain(supposed) if case.supposed else {})
        elif case.supposed and case.is_settled:
            part, kept = decide(self.law, self.beside, case.facts), settled
        else:
            asked = case.asked or "subscription"
            known = {name: value for name, value in case.facts.items() if self._is_sure(case, name, asked)}
            if asked == "created" and "subscription" not in known:
                asked = "subscription"
            part = question_part(self.law, f"ask_{asked}", known)
            kept = replace(settled, facts=known, doubts={})
        after = replace(kept, asked=part.asked, last=part.outcome)
        said = Answer((part,), "verdict", None, question.language, self.law, after, case.quotes)
        return replace(said, supposed=bool(question.assents) and case.supposed)

    def _decided(self, settled: Settled) -> Facts:
        """The facts that a verdict rests on; none where none is told."""
        if settled.offered is not None or settled.outcome.startswith(("ask_", "answer_")):
            return {}
        finding = evaluate(self.law, settled.facts)
        shown = {step.fact for step in finding.trace} if isinstance(finding, Verdict) else set()
        return {name: value for name, value in settled.facts.items() if name in shown}

    def _is_sure(self, case: Case, name: str, asked: str) -> bool:
        """Whether a fact stands though the reading it was a part of does not."""
        return name != asked and case.sure(name) >= _TOLD

    def _on_case(self, settled: Settled, question: Question, after: Case) -> Answer:
        part = self._part(settled, after)
        case = replace(
            after, asked=part.asked, last=part.outcome, offered=part.offered.facts if part.offered else None
        )
        return Answer(
            (part,),
            "verdict",
            None,
            question.language,
            self.law,
            case,
            case.quotes,
            question.impossible_date,
            question.two_readings,
            question,
            supposed=after.supposed,
        )

    def _part(self, settled: Settled, after: Case) -> Part:
        if settled.offered is not None:
            return offer(self.law, self.beside, settled.outcome, after.facts, settled.offered.facts)
        if settled.outcome.startswith("ask_"):
            known = settled.facts if after.supposed else after.facts  # of what is supposed, as supposed
            return question_part(self.law, settled.outcome, known)
        return decide(self.law, self.beside, settled.facts)

    # -- several subscriptions in one message

    def _several(self, question: Question, case: Case, message: str, share: float) -> Answer:
        """A part for each subscription where they are likely; else which they are is asked."""
        parts = self.several.parts(message, question, share)
        if not parts:
            part = question_part(self.law, "ask_subscription", case.facts)
            after = replace(case, asked="subscription", last=part.outcome, language=question.language)
            return Answer((part,), "verdict", None, question.language, self.law, after, question=question)
        return self._of_each(parts, question, self.several.names(message, question))

    def _known_ones(self, question: Question, case: Case) -> Answer | None:
        """The verdicts on those that were spoken of before, where the message tells nothing new of them."""
        meant = meant_together(question, self.library.heads, case.every)
        told = any(may and may[0].value is not None for may in question.facts.values())
        parts = tuple(decide(self.law, self.beside, one.facts) for one in meant)
        if (
            told
            or not parts
            or any(one.doubts or not part.verdict for one, part in zip(meant, parts, strict=True))
        ):
            return None
        return self._of_each(parts, question, [one.names for one in meant])

    def _of_each(
        self, parts: tuple[Part, ...], question: Question, names: Sequence[frozenset[str]]
    ) -> Answer:
        asked = next((part.asked for part in parts if part.asked), None)
        offers = any(part.offered for part in parts)
        spoken = [
            Spoken(part.read, names=called, place=place)
            for place, (part, called) in enumerate(zip(parts, names, strict=True))
        ]
        after = Case(
            parts[-1].read,
            asked=asked,
            last=parts[0].outcome,
            others=tuple(spoken[:-1]),
            each=tuple(part.read for part in parts) if offers else (),
            language=question.language,
            names=spoken[-1].names,
            place=spoken[-1].place,
        )
        return Answer(parts, "verdict", None, question.language, self.law, after, question=question)

    # -- beside the case

    def _beside(self, outcome: str, question: Question, case: Case, turns: Mapping[Turn, float]) -> Answer:
        """A general question, another subject, small talk, or the question whether it is Azure at all."""
        share = 1 - sum(question.acts.get(name, 0.0) for name in _BESIDE if name != "ask_provider")
        after = after_aside(case, question, turns, share)
        spoken = replace(after, last=outcome)
        if outcome in _ON_THEME:
            return self._on_theme(outcome, question, spoken)
        if outcome == "ask_provider":
            spoken = replace(spoken, asked="provider")
        part = Part(outcome, spoken.facts, asked=spoken.asked)
        topic = "verdict" if outcome == "ask_provider" else "out_of_scope"
        theme = question.about_us or (_of_courtesy(question) if outcome == "courtesy" else None)
        return Answer((part,), topic, theme, question.language, self.law, spoken, question=question)

    def _on_theme(self, outcome: str, question: Question, case: Case) -> Answer:
        theme = self._theme(outcome, question)
        topic, part = self.law.edition.topics[theme], _part_of(self.law, theme, case)
        after = replace(case, last=part.outcome)
        return Answer(
            (part,), topic.topic or theme, theme, question.language, self.law, after, question=question
        )

    def _theme(self, outcome: str, question: Question) -> str:
        """The likeliest theme; the corpus is labelled by the oldest edition, so what that says of it fits."""
        topics = self.library.oldest.edition.topics
        silent = outcome == "not_covered"
        fitting = [name for name in question.themes if name in topics and topics[name].silent == silent]
        return max(fitting or question.themes, key=lambda name: question.themes[name])


def _readings(question: Question, heads: Heads) -> Iterator[ReadAs]:
    act = max(question.acts, key=lambda name: question.acts[name])
    features = question.found.features
    yield ReadAs(act, question.acts[act], "", tuple(heads.reasons(features, "act", act)))
    for name, candidates in question.facts.items():
        best = candidates[0] if candidates else None
        if best is None or best.value is None:
            continue
        head, told = _head_of(name, best.value, question)
        judged = question.found.judged.get(head, {})
        because = heads.reasons(features, head, told) if told in judged else []
        yield ReadAs(f"{name} = {best.value}", best.p, best.words, tuple(because))


def _head_of(name: str, value: Value, question: Question) -> tuple[str, str]:
    """The head that speaks of a fact, and what it calls the value."""
    if name == "subscription":
        return "type", str(value).partition(":")[0]
    if name == "created" and isinstance(value, Interval):
        return "created", side_of(value, question.cut)
    return name, str(value)


def _of_courtesy(question: Question) -> str | None:
    if question.greets:
        return WELCOME
    return FAREWELL if question.takes_leave else None


def _says_again(question: Question, turn: Turn, case: Case) -> bool:
    """Whether the message asks for what stood before, or tells what is known and nothing else."""
    return turn == "again" or (turn == "case" and question.tells_only(case.facts))


def _awaits(yes: object, case: Case) -> bool:
    """Whether a mere yes or no says something: to an offer, or a yes that lets a verdict be."""
    if case.offered is not None:
        return True
    return bool(yes) and (bool(case.each) or (case.is_settled and case.asked is None))
