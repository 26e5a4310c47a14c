"""The hinge: (text, Case, Library) -> Answer, one frozen value with all that any face needs.

An answer never guesses. It is a verdict that follows from a rule, the one question that still
matters (with the likely reading, where there is one), what the edition says on a general question,
or a plain "the document does not say".
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from knowledge.answered import FAREWELL, NO_EDITION, Answer, asked_sides, told_last
from knowledge.as_of import Asked, asked_edition, time_left_open
from knowledge.asides import BESIDE, ON_THEME, SAYS_NOTHING, Asides
from knowledge.asking import parted
from knowledge.beyond import beyond_yes
from knowledge.certainty import Settled, Weighed, outcome_of, settle
from knowledge.compared import changes_asked
from knowledge.conversation import (
    Case,
    as_it_is,
    before_of,
    held_as_of,
    talk_of,
)
from knowledge.decision import Part
from knowledge.each import Each
from knowledge.language import language_of
from knowledge.library import Library
from knowledge.marks import Before
from knowledge.question import Question, read_question
from knowledge.ranking import ranked, wanted_of
from knowledge.rest import Rest
from knowledge.side_questions import SideQuestions
from knowledge.single import Single
from knowledge.taken import Taken, taken, ways_of
from knowledge.text import particles, read_words
from knowledge.told_before import LIKELY, as_told, asks_in_general, is_known, is_repeated, left_by, says_more
from knowledge.ways import Ways
from knowledge.yes_or_no import is_awaited, nodded
from rules.evaluate import Law
from rules.interval import Interval
from rules.model import Value

_NEW_STATES = ("exemption", "restarted")  # facts that come about after a verdict
_PLAINLY = 0.6  # one that ends a message which tells something
_KNOWN = 0.95  # how sure a fact must be that is not asked for,
_SURELY = 0.75  # one that a message tells for sure, behind a yes,


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
    known = not asked and as_of == case.as_of and is_known(found, case)
    return replace(
        found,
        language=speak or (_language(message, library, before) if asked else found.language),
        case=replace(left_by(found, case) if known else found.case, as_of=as_of, told=told_last(found, case)),
        heads=library.heads,
        editions=tuple(library.laws),
        left=case.as_of.edition if case.as_of and as_of is None and not asked else None,
        repeated=not asked and as_of == case.as_of and (found.repeated or is_repeated(found, case)),
        known=known,
        stays=as_told(found, library) if known else found.stays,
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


class _Reader:
    """Answers by one law and one day."""

    def __init__(self, library: Library, law: Law, today: date) -> None:
        self.library, self.law, self.today, self.beside = library, law, today, library.beside(law)
        self.each = Each(library, law, today)
        self.rest = Rest(library, today, self.reply)
        self.single = Single(library, law)
        self.asides = Asides(library, law)
        self.sides = SideQuestions(self.asides, law, self.beside)

    def reply(self, question: Question, case: Case, message: str) -> Answer:
        """The answer to a question in a case."""
        said = self._beside_any_case(question, case, message)
        if said is not None:
            return said
        about = taken(question, case, message, self.rest)
        question, case, turns, *_ = about
        ways = ways_of(about, self.asides)
        recalls = bool(question.marks.all("summary")) and bool(case.others)
        of_ours = ways.share > max(ways.asides.values())
        several = self.each.answer(question, case, turns, message, ways.share) if recalls or of_ours else None
        if several is not None:
            return several
        if about.named and question.calls_only:
            return self.single.again(question, case)
        in_order, possible = ranked(ways, self.library.heads)
        found = self._by_the_first(in_order, about, ways)
        if question.talk.under_way and (found.theme == FAREWELL or is_known(found, case)):
            found = self._behind_thanks(question, case, message) or found
        return replace(self._with_question_behind(found, case, message), possible=possible)

    def _by_the_first(self, in_order: Sequence[Weighed], about: Taken, ways: Ways) -> Answer:
        """The answer by the likeliest way to take the message."""
        question, case, turns, *_ = about
        first, unsaid = in_order[0].outcome, _unsaid(in_order[0].outcome, ways)
        if unsaid is not None and not question.marks.overfull:
            return self.single.told(Settled(unsaid.outcome, unsaid.facts), question, case, turns)
        if first in BESIDE and not question.marks.overfull:
            return self.asides.said(first, question, case, turns)
        return self._settled(about, ways, [one for one in in_order if one.outcome not in BESIDE])

    def _behind_thanks(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to a question in other sentences than the thanks, where there is one."""
        words = question.marks.words
        thanks = {words[one.first].sentence for one in question.marks.all("courtesy")}
        _, rest = parted(message, words, thanks)
        if not thanks or not any(word.asked and word.sentence not in thanks for word in words):
            return None
        found = self._beside_an_aside(rest, question, case)
        new = found.topic == "verdict" and not found.repeated  # what was read as thanks told nothing new
        return found if says_more(found, case) and not new else None

    def _with_question_behind(self, found: Answer, before: Case, message: str) -> Answer:
        """The answer to what is told, and to a general question that plainly ends the message."""
        question = found.question
        if question is None or not _ends_with_a_question(question) or len(found.parts) > 1:
            return found
        if not question.talk.under_way or not question.tells_more_than(before.facts):
            return found
        ending, rest = parted(message, question.marks.words, {question.marks.words[-1].sentence})
        if found.outcome in ON_THEME:
            told = self.rest.read(rest, question, before)
            heard = not {before.asked, *_NEW_STATES}.isdisjoint(told.told)
            first = self.reply(told, before, rest) if heard else found
            return replace(first, also=found) if first.topic == "verdict" else found
        behind = self.rest.read(ending, question, replace(found.case, asked=None, last=found.outcome))
        also = self._general(behind, found.case)
        return replace(found, also=also) if also and found.topic == "verdict" else found

    def _general(self, question: Question, case: Case) -> Answer | None:
        """What the edition says to a question that is plainly a general one; None to any other."""
        outcome = max(ON_THEME, key=lambda name: question.acts.get(name, 0.0))
        plain = question.acts.get(outcome, 0.0) >= _PLAINLY and max(question.themes.values()) >= LIKELY
        if not plain or question.tells_more_than(case.facts):
            return None
        return self.asides.said(outcome, question, case, {"again": 1.0})

    def _beside_any_case(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to a yes or no, or to who asks beside the case; None to all else."""
        return (
            self._nodded(question, case, message)
            or self.single.own(question, case)
            or self._aside(question, case, message)
            or self._about_us(question, case)
        )

    def _nodded(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to a yes or no, with what is said behind a yes."""
        if question.assents is None or not is_awaited(question.assents, case):
            return None
        rest = beyond_yes(message, question.marks) if question.assents else None
        if rest is not None:
            return self._on_yes_and(rest, question, case)
        return nodded(question, case, self.each, self.asides) if question.tells_nothing else None

    def _about_us(self, question: Question, case: Case) -> Answer | None:
        """The answer to who asks about the bot, or what a relay is."""
        if question.about_us == "source" and question.word == "current" and case.is_settled and case.told:
            return replace(self.single.again(question, case), repeated=True)  # how current the verdict is
        if question.about_us:
            return self.asides.about_us(question, case)
        asks_how = case.asked == "delivery" and case.offered is None  # then it is our question that is meant
        if question.asks_what_relay_is and not asks_how:
            return self.asides.said("topic_answer", question, case, {"again": 1.0})
        return None

    def _aside(self, question: Question, case: Case, message: str) -> Answer | None:
        """The answer to questions in set words, behind that to whatever else the message says."""
        words, sentences = question.marks.words, {one.sentence for one in question.asides}
        if not sentences or len(sentences) == len({word.sentence for word in words}) or case.together > 1:
            return self.sides.answer(question, case)
        asked, rest = parted(message, words, sentences)
        first = self._beside_an_aside(rest, question, case) if question.talk.under_way else None
        if first is None or not says_more(first, case):
            return self.sides.answer(question, case)
        behind = self.sides.answer(self.rest.read(asked, question, first.case), first.case)
        return replace(first, also=behind, case=_going_on(first, behind)) if behind else None

    def _beside_an_aside(self, rest: str, question: Question, case: Case) -> Answer:
        """The answer to the rest; where that plainly asks one thing of the verdict as it stands, to that."""
        beyond = self.rest.read(rest, question, case)
        found, word = self.reply(beyond, case, rest), beyond.surely
        if word in (None, "all") or not (is_known(found, case) or (found.repeated and found.word == "all")):
            return found
        return replace(self.single.again(beyond, case), repeated=True, word=str(word))

    def _settled(self, about: Taken, ways: Ways, in_order: Sequence[Weighed]) -> Answer:
        """What is said of the case, now that it is known to be asked about."""
        question, case, turns, *_ = about
        thresholds = wanted_of(ways, in_order[0].outcome, self.library.heads.thresholds)
        settled = settle(in_order, thresholds, self.law, ways.likely)
        if settled.offered is None and question.marks.all("private_net") and _is_told(settled.outcome, case):
            return self.asides.said("not_covered", question, case, turns)
        said = self.single.told(settled, question, case, turns)
        return replace(said, repeated=ways.again and case.told == said.outcome)

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
                return self.single.what_follows(question, case)
        if not case.facts:
            return self.asides.overview(question, case)
        if case.together > 1:
            return self.each.told_again(question, case)
        return self.single.again(question, case, "what_if" if case.supposing else "again")

    def _on_yes_and(self, rest: str, question: Question, case: Case) -> Answer:
        """A yes, and what is said beyond it, read as if it had come after that."""
        agreed = nodded(question, case, self.each, self.asides)
        if not rest.strip():
            return agreed
        offered = case.offered is not None or bool(case.each)
        after = replace(agreed.case, told=told_last(agreed, case)) if offered else case
        beyond = self.rest.read(rest, question, after)
        told = agreed if offered and agreed.parts[0].verdict is not None else None
        asked = self._asked_beyond(beyond, after, told)
        if asked is not None:
            return asked
        if (agreed.supposed or case.supposing) and beyond.acts.get("back", 0.0) >= LIKELY:
            return _with_agreed(self._back_to_what_is(beyond, after, rest, sure=case.is_settled), told)
        found = self.reply(beyond, after, rest)
        nothing = found.outcome in SAYS_NOTHING
        if agreed.supposed and _turns(question) and self._is_of_what_is(found, after, nothing=nothing):
            return _with_agreed(self.single.again(beyond, as_it_is(after)), told)
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
        own = self.single.own(beyond, after, shown) if told is None or told.supposed else None
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
        return self.single.again(question, case) if alone else self.reply(question, case, message)


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
    return replace(agreed, also=found) if asks_in_general(found) else agreed


def _turns(question: Question) -> bool:
    """Whether a word turns from what was said before: "yes, but ..."."""
    return not particles("turning").isdisjoint(word.text for word in question.marks.words)
