"""The hinge: (text, Case, Library) -> Answer, one frozen value with all that any face needs.

An answer never guesses. It is a verdict that follows from a rule, the one question that still
matters (with the likely reading, where there is one), what the edition says on a general question,
or a plain "the document does not say".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from knowledge.amendments import UNCLEAR
from knowledge.answered import FAREWELL, NO_EDITION, Answer, asked_sides, told_last
from knowledge.as_of import Asked, asked_edition, time_left_open
from knowledge.asides import BESIDE, ON_THEME, SAYS_NOTHING, Asides
from knowledge.asking import parted
from knowledge.beyond import beyond_yes
from knowledge.certainty import Settled, Weighed, outcome_of, settle, together, weigh
from knowledge.compared import changes_asked
from knowledge.conversation import (
    TURNS,
    Case,
    Turn,
    after_turn,
    as_it_is,
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
    without_edition,
)
from knowledge.decision import Part, decide, offer, question_part
from knowledge.each import Each
from knowledge.language import language_of
from knowledge.library import Library
from knowledge.marks import Before
from knowledge.others import meant_one, names_in, rare_words
from knowledge.question import Question, read_question
from knowledge.ranking import ranked, wanted, wanted_of
from knowledge.side_questions import SideQuestions
from knowledge.text import particles, read_words
from knowledge.ways import Ways
from rules.evaluate import Law, Verdict, evaluate
from rules.interval import Interval
from rules.model import Facts, Value

_SAID_BEFORE = 0.95  # what it takes to say again what was said before
_LIKELY = 0.5  # how likely a general question must be that is answered beside a verdict
_NEW_STATES = ("exemption", "restarted")  # facts that come about after a verdict
_PLAINLY = 0.6  # one that ends a message which tells something
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
    asked_by = library.law((case.as_of and case.as_of.edition) or edition)
    sides = asked_sides(case, asked_by)
    asked = asked_edition(
        message,
        library,
        today,
        before.language,
        edition=asked_by.edition.edition,
        open_to_dates=told,
        after_another=case.as_of is not None,
        of_several=bool(case.others) or case.together > 1,
        signed_up=case.facts.get("created"),
        which_one=case.as_of is not None and case.as_of.by == UNCLEAR,
        asks_day=sides is not None,
    )
    question = read_question(asked.rest if asked else message, library, today, talk_of(case), before)
    open_ = asked is None and (told or not question.talk.under_way)
    spoken_in = before.language
    either = time_left_open(message, library, today, spoken_in, after_verdict=told) if open_ else None
    known_day = (case.offered or case.facts).get("created")
    question = replace(question, sides=sides, either=either, known_day=known_day)
    as_of = asked.as_of if asked else held_as_of(case, question)
    reader = _Reader(library, library.law((as_of and as_of.edition) or edition), today)
    found = reader.reply_as_of(question, case, asked) if asked else reader.reply(question, case, message)
    known = not asked and as_of == case.as_of and _is_known(found, case)
    return replace(
        found,
        language=speak or (_language(message, library, before) if asked else found.language),
        case=replace(
            _left_by(found, case) if known else found.case, as_of=as_of, told=told_last(found, case)
        ),
        heads=library.heads,
        editions=tuple(library.laws),
        left=case.as_of.edition if case.as_of and as_of is None and not asked else None,
        repeated=not asked and as_of == case.as_of and (found.repeated or _is_repeated(found, case)),
        known=known,
        stays=reader.as_told(found) if known else found.stays,
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


def _ends_with_a_question(question: Question) -> bool:
    """Whether it has more sentences than one, and the last is a question."""
    words = question.marks.words
    return bool(words) and words[-1].asked and words[0].sentence != words[-1].sentence


def _is_known(found: Answer, before: Case) -> bool:
    """Whether what is offered is the verdict that was told last, on facts that are not in doubt.

    What was taken as given for it is known, too.
    """
    offered = found.parts[0].offered
    if offered is None or len(found.parts) > 1 or found.supposed or before.asked is not None:
        return False
    kinds = found.law.edition.facts
    given = {name: kind.assumed for name, kind in kinds.items() if name not in before.facts}
    known = all(before.facts.get(name, given.get(name)) == value for name, value in offered.facts.items())
    return known and before.told == offered.outcome and before.is_settled


def _left_by(found: Answer, before: Case) -> Case:
    """The case where a verdict only stays as it was: nothing is open, so nothing is asked again.

    What was only taken as given for it stays open to a yes.
    """
    offered = found.parts[0].offered
    if offered is not None and not offered.facts.items() <= before.facts.items():
        return found.case
    return replace(found.case, asked=None, offered=None, last=offered.outcome if offered else found.case.last)


def _is_repeated(found: Answer, before: Case) -> bool:
    if before.offered is not None and found.case.offered == before.offered:
        return len(found.parts) == 1
    told = found.parts[0].verdict is not None or found.outcome.startswith("ask_")
    same = (found.outcome, found.case.facts) == (before.last, before.facts)
    return told and same and found.offered is None and len(found.parts) == 1


def _with_agreed(found: Answer, told: Answer | None) -> Answer:
    """What is answered to words behind a yes, with the verdict that it led to, unless that is no more."""
    if told is None or len(told.parts) > 1:
        return found
    gone_on = not found.supposed and not told.supposed and found.case.place == told.case.place
    if gone_on and found.topic == "verdict":
        return found
    return replace(found, agreed=told.parts[0], of_what_if=told.supposed)


def _going_on(first: Answer, behind: Answer | None) -> Case:
    """The case after the first of two answers: what was asked behind it opens and closes nothing."""
    return first.case if behind is None else replace(first.case, language=behind.language)


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
        self.sides = SideQuestions(self.asides, law, self.beside)

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
        found = self._by_the_first(in_order, taken, ways)
        if question.talk.under_way and (found.theme == FAREWELL or _is_known(found, case)):
            found = self._behind_thanks(question, case, message) or found
        return replace(self._with_question_behind(found, case, message), possible=possible)

    def _by_the_first(self, in_order: Sequence[Weighed], taken: _Taken, ways: Ways) -> Answer:
        """The answer by the likeliest way to take the message."""
        question, case, turns, *_ = taken
        first, unsaid = in_order[0].outcome, _unsaid(in_order[0].outcome, ways)
        if unsaid is not None and not question.marks.overfull:
            return self._told(Settled(unsaid.outcome, unsaid.facts), question, case, turns)
        if first in BESIDE and not question.marks.overfull:
            return self.asides.said(first, question, case, turns)
        return self._settled(taken, ways, [one for one in in_order if one.outcome not in BESIDE])

    def _behind_thanks(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to a question in other sentences than the thanks, where there is one."""
        words = question.marks.words
        thanks = {words[one.first].sentence for one in question.marks.all("courtesy")}
        _, rest = parted(message, words, thanks)
        if not thanks or not any(word.asked and word.sentence not in thanks for word in words):
            return None
        found = self._beside_an_aside(rest, question, case)
        new = found.topic == "verdict" and not found.repeated  # what was read as thanks told nothing new
        return found if self._is_worth(found, case) and not new else None

    def _with_question_behind(self, found: Answer, before: Case, message: str) -> Answer:
        """The answer to what is told, and to a general question that plainly ends the message."""
        question = found.question
        if question is None or not _ends_with_a_question(question) or len(found.parts) > 1:
            return found
        if not question.talk.under_way or not question.tells_more_than(before.facts):
            return found
        ending, rest = parted(message, question.marks.words, {question.marks.words[-1].sentence})
        if found.outcome in ON_THEME:
            told = self._read(rest, question, before)
            heard = not {before.asked, *_NEW_STATES}.isdisjoint(told.told)
            first = self.reply(told, before, rest) if heard else found
            return replace(first, also=found) if first.topic == "verdict" else found
        behind = self._read(ending, question, replace(found.case, asked=None, last=found.outcome))
        also = self._general(behind, found.case)
        return replace(found, also=also) if also and found.topic == "verdict" else found

    def _general(self, question: Question, case: Case) -> Answer | None:
        """What the edition says to a question that is plainly a general one; None to any other."""
        outcome = max(ON_THEME, key=lambda name: question.acts.get(name, 0.0))
        plain = question.acts.get(outcome, 0.0) >= _PLAINLY and max(question.themes.values()) >= _LIKELY
        if not plain or question.tells_more_than(case.facts):
            return None
        return self.asides.said(outcome, question, case, {"again": 1.0})

    def _beside_any_case(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to a yes or no, or to who asks beside the case; None to all else."""
        return (
            self._nodded(question, case, message)
            or self._own_case(question, case)
            or self._aside(question, case, message)
            or self._about_us(question, case)
        )

    def _nodded(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to a yes or no, with what is said behind a yes."""
        if question.assents is None or not _awaits(question.assents, case):
            return None
        rest = beyond_yes(message, question.marks) if question.assents else None
        if rest is not None:
            return self._on_yes_and(rest, question, case)
        return self._on_assent(question, case) if question.tells_nothing else None

    def _about_us(self, question: Question, case: Case) -> Answer | None:
        """The answer to who asks about the bot, or what a relay is."""
        if question.about_us == "source" and question.word == "current" and case.is_settled and case.told:
            return replace(self._again(question, case), repeated=True)  # how current the verdict is
        if question.about_us:
            return self.asides.about_us(question, case)
        asks_how = case.asked == "delivery" and case.offered is None  # then it is our question that is meant
        if question.asks_what_relay_is and not asks_how:
            return self.asides.said("topic_answer", question, case, {"again": 1.0})
        return None

    def _own_case(self, question: Question, case: Case, shown: Facts | None = None) -> Answer | None:
        """The verdict on what is so, to who asks for their own case after all; None where it is not plain.

        What was `shown` before may be said again in the same breath.
        """
        real = as_it_is(case)
        stands = real.is_settled and real.told in (None, outcome_of(self.law, real.facts))
        plain = stands and not real.others and real.asked is None
        if not plain or not question.asks("own_case") or question.tells_more_than(real.facts, shown or {}):
            return None
        return replace(self._again(question, real), repeated=True, word="once more")

    def _aside(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to questions in set words, behind that to whatever else the message says."""
        words, sentences = question.marks.words, {one.sentence for one in question.asides}
        if not sentences or len(sentences) == len({word.sentence for word in words}) or case.together > 1:
            return self.sides.answer(question, case)
        asked, rest = parted(message, words, sentences)
        first = self._beside_an_aside(rest, question, case) if question.talk.under_way else None
        if first is None or not self._is_worth(first, case):
            return self.sides.answer(question, case)
        behind = self.sides.answer(self._read(asked, question, first.case), first.case)
        return replace(first, also=behind, case=_going_on(first, behind)) if behind else None

    def as_told(self, found: Answer) -> Part | None:
        """The verdict that is offered, as it was told before."""
        offered = found.parts[0].offered
        return decide(self.law, self.beside, offered.facts) if offered else None

    def _beside_an_aside(self, rest: str, question: Question, case: Case) -> Answer:
        """The answer to the rest; where that plainly asks one thing of the verdict as it stands, to that."""
        beyond = self._read(rest, question, case)
        found, word = self.reply(beyond, case, rest), beyond.surely
        if word in (None, "all") or not (_is_known(found, case) or (found.repeated and found.word == "all")):
            return found
        return replace(self._again(beyond, case), repeated=True, word=str(word))

    def _is_worth(self, found: Answer, before: Case) -> bool:
        """Whether an answer says more than that all stays as it was."""
        if found.outcome in SAYS_NOTHING or _is_known(found, before) or found.asked:
            return False
        if found.repeated:
            return found.word not in ("all", "once more")
        if found.outcome in ON_THEME:
            return _is_likely(found)
        return found.question is None or found.question.tells_more_than(before.facts)

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
            told = None if asked.is_all else self.reply(question, case, asked.rest).case
            after = without_edition(told, NO_EDITION) if told else replace(case, last=NO_EDITION)
            part = Part(NO_EDITION, after.facts)
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
        told = agreed if offered and agreed.parts[0].verdict is not None else None
        asked = self._asked_beyond(beyond, after, told)
        if asked is not None:
            return asked
        if (agreed.supposed or case.supposing) and beyond.acts.get("back", 0.0) >= _LIKELY:
            return _with_agreed(self._back_to_what_is(beyond, after, rest, sure=case.is_settled), told)
        found = self.reply(beyond, after, rest)
        nothing = found.outcome in SAYS_NOTHING
        if agreed.supposed and _turns(question) and self._is_of_what_is(found, after, nothing=nothing):
            return _with_agreed(self._again(beyond, as_it_is(after)), told)
        if nothing or (offered and self._says_the_same(found, after, agreed, question)):
            return agreed
        return _beside_agreed(found, agreed, told)

    def _is_of_what_is(self, found: Answer, after: Case, *, nothing: bool) -> bool:
        """Whether what turns from a supposition leads back to what is so, or to nothing else."""
        real = as_it_is(after)
        return bool(real.facts) and (nothing or found.outcome == outcome_of(self.law, real.facts))

    def _asked_beyond(self, beyond: Question, after: Case, told: Answer | None) -> Answer | None:
        """The answer to what is asked in set words behind a yes, with the verdict that the yes led to."""
        shown = told.parts[0].facts if told else {}
        own = self._own_case(beyond, after, shown) if told is None or told.supposed else None
        if own is not None or told is None:
            return _with_agreed(own, told) if own else None
        aside = self.sides.answer(beyond, after, told)
        return replace(told, also=aside, case=replace(after, last=told.outcome)) if aside else None

    def _says_the_same(self, found: Answer, after: Case, agreed: Answer, question: Question) -> bool:
        """Whether what is said beyond a yes comes to no more than the verdict that it led to."""
        if found.supposed and not agreed.supposed:  # what is so was agreed to, and something else thought of
            return False
        here = found.case.place == after.place
        same = _tells_no_more(found, after) or (here and found.offered == agreed.outcomes)
        turns = agreed.supposed and _turns(question)
        shown = set(agreed.parts[0].read.values())
        guessed = here and _only_guesses(found)
        return not _names_more(found, shown) and ((same and not turns) or guessed)

    def _back_to_what_is(self, question: Question, case: Case, message: str, *, sure: bool) -> Answer:
        """The answer to who turns from what was supposed: to what is so, unless another may be meant."""
        case = as_it_is(case)
        alone = sure and case.is_settled and not case.others and not question.told
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
            real = as_it_is(case) if case.supposed else taken_up(case, self.law)
            kept = replace(real, offered=None, supposed=False)
            supposed = _supposed_with(case, kept.facts, case.offered) if case.supposed else kept.facts
            part = decide(self.law, self.beside, supposed)
            kept = replace(kept, supposing=certain(supposed) if case.supposed else {})
        elif case.supposed and as_it_is(case).is_settled:
            kept = as_it_is(case)
            part = decide(self.law, self.beside, kept.facts)
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


def _beside_agreed(found: Answer, agreed: Answer, told: Answer | None) -> Answer:
    """What was said beyond a yes, with the verdict that this led to; a general question stands behind it."""
    if told is None or found.outcome not in ON_THEME:
        return _with_agreed(found, told)
    return replace(agreed, also=found) if _is_likely(found) else agreed


def _supposed_with(case: Case, real: Facts, offered: Facts) -> Facts:
    """What was supposed, as it was shown: a request that was made for what is so is none of it."""
    likely = {name: may[0].value for name, may in case.supposing.items() if may}
    carried = {name: value for name, value in likely.items() if value is not None}
    return routed({**(carried or real), **offered})


def _turns(question: Question) -> bool:
    """Whether a word turns from what was said before: "yes, but ..."."""
    return not particles("turning").isdisjoint(word.text for word in question.marks.words)


def _says_again(question: Question, turn: Turn, case: Case) -> bool:
    """Whether the message asks for what stood before, or tells what is known and nothing else."""
    return turn == "again" or (turn == "case" and question.tells_only(case.facts))


def _awaits(yes: object, case: Case) -> bool:
    """Whether a mere yes or no says something: to an offer, or a yes that lets a verdict be."""
    if case.offered is not None:
        return True
    return bool(yes) and (bool(case.each) or (case.is_settled and case.asked is None))
