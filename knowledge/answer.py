"""The hinge: (text, Case, Library) -> Answer, one frozen value with all that any face needs.

An answer never guesses. It is a verdict that follows from a rule, the one question that still
matters (with the likely reading, where there is one), what the edition says on a general question,
or a plain "the document does not say".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from knowledge.answered import NO_EDITION, Answer, asked_sides, told_last
from knowledge.as_of import Asked, asked_edition, time_left_open
from knowledge.asides import BESIDE, ON_THEME, SAYS_NOTHING, Asides
from knowledge.beyond import beyond_yes
from knowledge.certainty import Settled, Weighed, outcome_of, settle, together, weigh
from knowledge.compared import changes_asked
from knowledge.conversation import (
    TURNS,
    Case,
    Turn,
    after_turn,
    before_of,
    certain,
    held_as_of,
    likely_after,
    routed,
    taken_up,
    takes_back,
    talk_of,
    turned_to,
    turns_of,
)
from knowledge.decision import Part, decide, offer, question_part
from knowledge.each import Each
from knowledge.language import language_of
from knowledge.library import Library
from knowledge.marks import Before
from knowledge.others import meant_one, names_in, rare_words
from knowledge.question import Question, read_question
from knowledge.ranking import ranked, wanted, wanted_of
from knowledge.text import particles, read_words
from knowledge.ways import Ways
from rules.evaluate import Law, Verdict, evaluate
from rules.interval import Interval
from rules.model import Facts, Value

_SAID_BEFORE = 0.95  # what it takes to say again what was said before
_LIKELY = 0.5  # how likely a general question must be that is answered beside a verdict
_KNOWN = 0.95  # how sure a fact must be that is not asked for,
_SURELY = 0.75  # one that a message tells for sure, behind a yes,
_TOLD = 0.9  # and one that stands though what was offered with it is denied


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
    changes = changes_asked(message, library, today, before.language)
    if changes is not None:
        spoken = speak or _language(message, library, before)
        return Asides(library, library.law(edition)).changes(changes, case, spoken)
    told = case.is_settled and case.asked is None
    asked = asked_edition(
        message,
        library,
        today,
        before.language,
        edition=(case.as_of and case.as_of.edition) or edition,
        open_to_dates=told,
        after_another=case.as_of is not None,
        of_several=bool(case.others) or case.together > 1,
        signed_up=case.facts.get("created"),
    )
    question = read_question(asked.rest if asked else message, library, today, talk_of(case), before)
    asked_by = library.law((case.as_of and case.as_of.edition) or edition)
    open_ = asked is None and (told or not question.talk.under_way)
    spoken_in = before.language
    either = time_left_open(message, library, today, spoken_in, after_verdict=told) if open_ else None
    known_day = (case.offered or case.facts).get("created")
    question = replace(question, sides=asked_sides(case, asked_by), either=either, known_day=known_day)
    as_of = asked.as_of if asked else held_as_of(case, question)
    reader = _Reader(library, library.law((as_of and as_of.edition) or edition), today)
    found = reader.reply_as_of(question, case, asked) if asked else reader.reply(question, case, message)
    known = not asked and as_of == case.as_of and _is_known(found, case)
    return replace(
        found,
        language=speak or (_language(message, library, before) if asked else found.language),
        case=replace(_letting_be(found) if known else found.case, as_of=as_of, told=told_last(found, case)),
        heads=library.heads,
        editions=tuple(library.laws),
        left=case.as_of.edition if case.as_of and as_of is None and not asked else None,
        repeated=not asked and as_of == case.as_of and (found.repeated or _is_repeated(found, case)),
        known=known,
        word=question.word if found.word == "all" else found.word,
    )


def _language(message: str, library: Library, before: Before) -> str:
    """The language of the whole message, also of the words that name an edition."""
    return language_of(read_words(message), library.reading.vocabulary, before.language)


def _tells_no_more(found: Answer, before: Case) -> bool:
    """Whether an answer is about the case as it was before, and nothing beside it."""
    same = found.case.place == before.place and found.case.facts == before.facts
    return found.topic == "verdict" and not found.supposed and len(found.parts) == 1 and same


def _only_guesses(found: Answer) -> bool:
    """Whether an offer rests on nothing that its message surely tells."""
    told = [may[0] for may in found.question.facts.values() if may] if found.question else []
    surely = any(one.value is not None and one.p >= _SURELY for one in told)
    return found.offered is not None and not found.supposed and not surely


def _is_likely(found: Answer) -> bool:
    """Whether its message is likely to ask in general."""
    question = found.question
    return question is not None and (
        question.asks_what_relay_is or question.acts.get(found.outcome, 0.0) >= _LIKELY
    )


def _names_more(found: Answer, shown: Collection[Value]) -> bool:
    """Whether its message names a type or a date besides those that were shown, whosever it may be."""
    named = (*found.question.found.types, *found.question.found.days) if found.question else ()
    return any(one.value is not None and not _is_among(one.value, shown) for one in named)


def _is_among(value: Value, shown: Collection[Value]) -> bool:
    """Whether it is one of those values, or days within days of theirs."""
    days = (one for one in shown if isinstance(one, Interval))
    return value in shown or (isinstance(value, Interval) and any(map(value.within, days)))


def _is_known(found: Answer, before: Case) -> bool:
    """Whether what is offered is the verdict that was told last, on facts that are not in doubt."""
    offered = found.parts[0].offered
    if offered is None or len(found.parts) > 1 or found.supposed or before.asked is not None:
        return False
    same = before.told == offered.outcome and offered.facts.items() <= before.facts.items()
    return same and before.is_settled


def _letting_be(found: Answer) -> Case:
    """The case where a verdict only stays as it was: nothing is open, so nothing is asked again."""
    offered = found.parts[0].offered
    return replace(found.case, asked=None, offered=None, last=offered.outcome if offered else found.case.last)


def _is_repeated(found: Answer, before: Case) -> bool:
    if before.offered is not None and found.case.offered == before.offered:
        return len(found.parts) == 1
    told = found.parts[0].verdict is not None or found.outcome.startswith("ask_")
    same = (found.outcome, found.case.facts) == (before.last, before.facts)
    return told and same and found.offered is None and len(found.parts) == 1


class _Taken(NamedTuple):
    """A message in the case it is about, what it may do with that, and how sure it is that one.

    `named`: it names the subscription, and tells nothing of it that is not known.
    """

    question: Question
    case: Case
    turns: Mapping[Turn, float]
    meant: float
    named: bool = False


class _Reader:
    """Answers by one law and one day."""

    def __init__(self, library: Library, law: Law, today: date) -> None:
        self.library, self.law, self.today, self.beside = library, law, today, library.beside(law)
        self.each = Each(library, law, today)
        self.asides = Asides(library, law)

    def reply(self, question: Question, case: Case, message: str) -> Answer:
        """The answer to a question in a case."""
        said = self._beside_any_case(question, case, message)
        if said is not None:
            return said
        taken = self._taken(question, case, message)
        question, case, turns, *_ = taken
        ways = self._ways(taken)
        recalls = bool(question.marks.all("summary")) and bool(case.others)
        of_ours = ways.share > max(ways.asides.values())
        several = self.each.answer(question, case, turns, message, ways.share) if recalls or of_ours else None
        if several is not None:
            return several
        if taken.named and question.calls_only:
            return self._again(question, case)
        in_order, possible = ranked(ways, self.library.heads)
        unsaid = _unsaid(in_order[0].outcome, ways)
        if unsaid is not None and not question.marks.overfull:
            found = self._told(Settled(unsaid.outcome, unsaid.facts), question, case, turns)
        elif in_order[0].outcome in BESIDE and not question.marks.overfull:
            found = self.asides.said(in_order[0].outcome, question, case, turns)
        else:
            found = self._settled(taken, ways, [one for one in in_order if one.outcome not in BESIDE])
        return replace(found, possible=possible)

    def _beside_any_case(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to a yes or no, or to who asks about the bot or what a relay is; None to all else."""
        if question.assents is not None and _awaits(question.assents, case):
            rest = beyond_yes(message, question.marks) if question.assents else None
            if rest is not None:
                return self._on_yes_and(rest, question, case)
            if question.tells_nothing:
                return self._on_assent(question, case)
        if question.about_us == "source" and question.word == "current" and case.is_settled and case.told:
            return replace(self._again(question, case), repeated=True)  # how current the verdict is
        if question.about_us:
            return self.asides.about_us(question, case)
        asks_how = case.asked == "delivery" and case.offered is None  # then it is our question that is meant
        if question.asks_what_relay_is and not asks_how:
            return self.asides.said("topic_answer", question, case, {"again": 1.0})
        return None

    def _taken(self, question: Question, case: Case, message: str) -> _Taken:
        """The question in the case of the subscription that it is about."""
        supposed = case.supposed or bool(case.supposing)
        meant = meant_one(question, self.library.heads, case.every, supposed=supposed)
        if meant is None:
            return _Taken(question, case, turns_of(question, case), 1.0)
        if meant.at > 0:
            case = turned_to(case, meant.at - 1)
            question = self._read(message, question, case)
        turns, named = turns_of(question, case, turned=True), question.told.items() <= case.facts.items()
        return _Taken(question, case, turns, meant.p if meant.at > 0 else 1.0, named)

    def _ways(self, taken: _Taken) -> Ways:
        """All ways to take the message, in the case that it is about."""
        question, case, turns, meant, named = taken
        each = {turn: likely_after(case, question, turn) for turn in turns}
        led = {turn: (p, weigh(self.law, each[turn])) for turn, p in turns.items()}
        first = next(iter(turns))
        facts = together(list(led.values()))[0].facts
        return Ways(
            question,
            case,
            self.asides.likely(question, case),
            led,
            self._share(question, case),
            meant,
            again=facts == case.facts and case.is_settled and (named or _says_again(question, first, case)),
            named=named or (facts == case.facts and question.tells_only(facts)),
            likely=each[first],
            before=outcome_of(self.law, case.facts),
            rare=rare_words(question.marks, self.library.heads),
        )

    def _settled(self, taken: _Taken, ways: Ways, in_order: Sequence[Weighed]) -> Answer:
        """What is said of the case, now that it is known to be asked about."""
        question, case, turns, *_ = taken
        thresholds = wanted_of(ways, in_order[0].outcome, self.library.heads.thresholds)
        settled = settle(in_order, thresholds, self.law, ways.likely)
        if settled.offered is None and question.marks.all("private_net") and _is_told(settled.outcome, case):
            return self.asides.said("not_covered", question, case, turns)
        said = self._told(settled, question, case, turns)
        return replace(said, repeated=ways.again and case.told == said.outcome)

    def _told(self, settled: Settled, question: Question, case: Case, turns: Mapping[Turn, float]) -> Answer:
        """What is said of the case, by what the message did with it."""
        names = names_in(question.marks, self.library.heads)
        after = after_turn(case, question, turns, self._decided(settled), names)
        return self._on_case(settled, question, after)

    def reply_as_of(self, question: Question, case: Case, asked: Asked) -> Answer:
        """The answer by the edition that is asked for; the case again where nothing else is told."""
        if asked.as_of and asked.as_of.edition is None:
            part, after = Part(NO_EDITION, case.facts), replace(case, last=NO_EDITION)
            return Answer((part,), "verdict", None, question.language, self.law, after, question=question)
        if not asked.is_all:
            found = self.reply(question, case, asked.rest)
            if found.outcome not in SAYS_NOTHING or question.about_us:
                return found
            if not question.tells_nothing:
                return self._case_told(question, case)
        if not case.facts:
            return self.asides.overview(question, case)
        if case.together > 1:
            return self.each.told_again(question, case)
        return self._again(question, case, "what_if" if case.supposing else "again")

    def _case_told(self, question: Question, case: Case) -> Answer:
        """What follows from what a message tells, though it does not say what it is after."""
        likely = likely_after(case, question, "case")
        settled = settle(weigh(self.law, likely), self._wanted(question), self.law, likely)
        return self._told(settled, question, case, {"case": 1.0})

    def _again(self, question: Question, case: Case, turn: Turn = "again") -> Answer:
        """The case as it stands, or what was supposed last, decided anew."""
        likely = likely_after(case, question, turn)
        thresholds = {**self._wanted(question), "verdict": _SAID_BEFORE}
        settled = settle(weigh(self.law, likely), thresholds, self.law, likely)
        spoken = replace(case, language=question.language, offered=None, each=(), together=1)
        return self._on_case(settled, question, replace(spoken, supposed=turn == "what_if"))

    def _wanted(self, question: Question) -> Mapping[str, float]:
        return wanted(question, self.library.heads.thresholds)

    def _share(self, question: Question, case: Case) -> float:
        """How likely one case is asked about; of a text that is too long to be read, never enough."""
        if question.marks.overfull:
            return 0.0
        if question.answers_us or takes_back(question, case):
            return 1.0
        return sum(question.acts.get(name, 0.0) for name in TURNS)

    def _on_yes_and(self, rest: str, question: Question, case: Case) -> Answer:
        """A yes, and what is said beyond it, read as if it had come after that."""
        agreed = self._on_assent(question, case)
        if not rest.strip():
            return agreed
        offered = case.offered is not None or bool(case.each)
        after = replace(agreed.case, told=told_last(agreed, case)) if offered else case
        beyond = self._read(rest, question, after)
        if (agreed.supposed or case.supposing) and beyond.acts.get("back", 0.0) >= _LIKELY:
            return self._back_to_what_is(beyond, replace(after, supposing={}), rest)
        found = self.reply(beyond, after, rest)
        here = found.case.place == after.place
        same = _tells_no_more(found, after) or (here and found.offered == agreed.outcomes)
        turns = agreed.supposed and bool({word.text for word in question.marks.words} & particles("turning"))
        shown = set(agreed.parts[0].read.values())
        said = (
            offered
            and not _names_more(found, shown)
            and ((same and not turns) or (here and _only_guesses(found)))
        )
        if said or found.outcome in SAYS_NOTHING:
            return agreed
        if agreed.parts[0].verdict is None or found.outcome not in ON_THEME:
            return found
        return replace(agreed, also=found) if _is_likely(found) else agreed

    def _back_to_what_is(self, question: Question, case: Case, message: str) -> Answer:
        """The answer to who turns from what was supposed: to what is so, unless another may be meant."""
        alone = case.is_settled and not case.others and not question.told
        return self._again(question, case) if alone else self.reply(question, case, message)

    def _read(self, message: str, question: Question, case: Case) -> Question:
        """What is understood of a message in another case than that of the question it was read as."""
        before = before_of(case, question.language)
        return read_question(message, self.library, self.today, talk_of(case), before)

    def _on_assent(self, question: Question, case: Case) -> Answer:
        """A plain yes or no: to an offer, to several at once, or to a verdict, which it leaves as it is."""
        if case.each and question.assents:
            return self.each.confirmed(question, case)
        if case.offered is None:
            return self.asides.said("courtesy", question, case, {"again": 1.0})
        return self._on_offer(question, case)

    def _on_offer(self, question: Question, case: Case) -> Answer:
        """A yes takes the offered reading, a no asks for what was in doubt; what was supposed is let go."""
        settled = replace(case, offered=None, supposed=False)
        if question.assents and case.offered is not None:
            kept = replace(taken_up(case, self.law), offered=None, supposed=False)
            supposed = routed({**case.facts, **case.offered}) if case.supposed else kept.facts
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


def _unsaid(outcome: str, ways: Ways) -> Weighed | None:
    """The case of which the edition says nothing, where it is likelier than a general question about that."""
    own = next((one for one in ways.possible if one.outcome == outcome and one.facts), None)
    return own if own and outcome in BESIDE and own.p > ways.asides[outcome] else None


def _is_told(outcome: str, case: Case) -> bool:
    """Whether what would be asked for is known: what mail inside a network hangs on cannot be asked for."""
    asked = outcome.removeprefix("ask_")
    return asked in case.facts and case.sure(asked) >= _KNOWN


def _says_again(question: Question, turn: Turn, case: Case) -> bool:
    """Whether the message asks for what stood before, or tells what is known and nothing else."""
    return turn == "again" or (turn == "case" and question.tells_only(case.facts))


def _awaits(yes: object, case: Case) -> bool:
    """Whether a mere yes or no says something: to an offer, or a yes that lets a verdict be."""
    if case.offered is not None:
        return True
    return bool(yes) and (bool(case.each) or (case.is_settled and case.asked is None))
