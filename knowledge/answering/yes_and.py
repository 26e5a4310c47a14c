"""A yes, and what is said beyond it: read as if it came after, and answered with what the yes led to."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final, NamedTuple

from knowledge.answering.answered import Answer, told_last
from knowledge.answering.asides import ON_THEME, SAYS_NOTHING
from knowledge.answering.rest import Rest
from knowledge.answering.side_questions import SideQuestions, days_of_things
from knowledge.answering.single import Single
from knowledge.answering.told_before import LIKELY, asks_in_general
from knowledge.case.after import OF_REQUEST
from knowledge.case.certainty import outcome_of
from knowledge.case.decision import Part
from knowledge.case.memory import Case, as_it_is
from knowledge.case.others import meant_one
from knowledge.mentions.occasions import named_beside
from knowledge.reading.question import Question
from knowledge.words.text import particles
from rules.interval import is_among
from rules.model import Facts, Value

_OF_ANOTHER: Final = frozenset({"thing", "went", "them"})  # beside a day that is not the sign-up's
_RETOLD: Final = ("in_short", "restate")  # the verdict in other words
_PLAIN: Final = ("again", "courtesy", "case")
_SURELY: Final = 0.75  # how sure a fact must be that a message tells for sure, behind a yes


class _Yes(NamedTuple):
    """A yes in its case: what it alone is answered, the case after that, and whether more words turn from it.

    `told` is the verdict that it led to.
    """

    agreed: Answer
    after: Case
    offered: bool
    turns: bool

    @property
    def told(self) -> Answer | None:
        return self.agreed if self.offered and self.agreed.parts[0].verdict is not None else None


class YesAnd:
    """Answers what is said beyond a yes by one law."""

    def __init__(self, rest: Rest, single: Single, sides: SideQuestions) -> None:
        self._rest, self._single, self._sides = rest, single, sides

    def answer(self, agreed: Answer, beyond: str, question: Question, case: Case) -> Answer:
        """The answer to what is said beyond a yes that alone is answered by `agreed`."""
        offered = case.offered is not None or bool(case.each)
        after = replace(agreed.case, told=told_last(agreed, case)) if offered else case
        yes = _Yes(agreed, after, offered, _turns(question))
        read = replace(self._rest.read(beyond, question, after), behind_yes=True)
        asked = self._in_set_words(read, yes) or _of_what_was_supposed(read, yes)
        if asked is not None:
            return asked
        if (agreed.supposed or case.supposing) and read.acts.get("back", 0.0) >= LIKELY:
            back = self._back_to_what_is(read, after, beyond, sure=case.is_settled)
            return _with_agreed(back, yes.told)
        return self._with_found(self._rest.reply(read, after, beyond), read, yes)

    def _in_set_words(self, beyond: Question, yes: _Yes) -> Answer | None:
        """The answer to what is asked in set words behind a yes, with the verdict that the yes led to."""
        told, after = yes.told, yes.after
        shown = told.parts[0].facts if told else {}
        own = self._single.own(beyond, after, shown) if told is None or told.supposed else None
        if own is not None or told is None:
            return _with_agreed(own, told) if own else None
        aside = self._sides.answer(beyond, after, told)
        return replace(told, also=aside, case=replace(after, last=told.outcome)) if aside else None

    def _back_to_what_is(self, question: Question, case: Case, message: str, *, sure: bool) -> Answer:
        """The answer to who turns from what was supposed: to what is so, unless another may be meant."""
        case = as_it_is(case)
        alone = sure and case.is_settled and not case.others and not question.told
        return self._single.again(question, case) if alone else self._rest.reply(question, case, message)

    def _with_found(self, found: Answer, beyond: Question, yes: _Yes) -> Answer:
        """What was found beyond the yes and what that led to; either alone where the other says no more."""
        nothing = found.outcome in SAYS_NOTHING
        if yes.agreed.supposed and yes.turns and _is_of_what_is(found, yes.after, nothing=nothing):
            return _with_agreed(self._single.again(beyond, as_it_is(yes.after)), yes.told)
        if nothing and not yes.offered:
            return yes.agreed
        if yes.told is not None and found.case.place == yes.after.place and _asks_of_it(found):
            return _told_with(found, yes.told, yes.after)
        if yes.offered and (nothing or self._leaves_it(found, beyond, yes)):
            also = self._sides.of_another_day(beyond, yes.after, yes.agreed.parts[0].read)
            return replace(yes.agreed, also=also, unheard=also is None and _asks_more(beyond))
        return _beside_agreed(found, yes)

    def _leaves_it(self, found: Answer, beyond: Question, yes: _Yes) -> bool:
        """Whether what is said beyond a yes comes to no more than what was agreed to."""
        vague = yes.told is not None and _is_general(found) and not asks_in_general(found)
        same = _comes_back_to_it(found, yes) or _says_the_same(found, yes)
        return vague or same or self._turns_unasked(found, beyond, yes)

    def _turns_unasked(self, found: Answer, beyond: Question, yes: _Yes) -> bool:
        """Whether it went over to another subscription, though nothing behind the yes calls one."""
        elsewhere = found.case.place != yes.after.place and found.parts[0].offered is not None
        shown = {*yes.agreed.parts[0].read.values(), *yes.after.facts.values()}
        news = not OF_REQUEST.isdisjoint(beyond.told)  # what became of a request tells which one has it
        if not elsewhere or len(found.parts) > 1 or news or _names_more(found, shown):
            return False
        return meant_one(beyond, self._rest.library.heads, yes.after.every) is None


def _of_what_was_supposed(beyond: Question, yes: _Yes) -> Answer | None:
    """What a mere word asks for behind a yes to what was supposed: of that, and not of what is so."""
    if not yes.agreed.supposed or not beyond.tells_nothing or beyond.surely in (None, "all"):
        return None
    if beyond.surely == "how":  # which the verdict tells
        return yes.agreed
    return replace(yes.agreed, repeated=True, word=str(beyond.surely), question=beyond)


def _asks_of_it(found: Answer) -> bool:
    """Whether it answers what is asked of the verdict, or tells that in other words."""
    return bool(found.asked) or (found.repeated and found.word in _RETOLD)


def _told_with(found: Answer, told: Answer, after: Case) -> Answer:
    """The verdict that a yes led to, with what is asked of it; alone where that tells the verdict itself."""
    return replace(told, also=found, case=replace(after, last=told.outcome)) if found.asked else found


def _asks_more(beyond: Question) -> bool:
    """Whether something is asked behind a yes that is hardly about case or verdict, or small talk."""
    plain = sum(beyond.acts.get(act, 0.0) for act in _PLAIN)
    of_it = beyond.surely not in (None, "all")  # why, how, until when: the verdict says so
    return plain < LIKELY and not of_it and any(word.asked for word in beyond.marks.words)


def _turns(question: Question) -> bool:
    """Whether a word turns from what was said before: "yes, but ..."."""
    return not particles("turning").isdisjoint(word.text for word in question.marks.words)


def _is_of_what_is(found: Answer, after: Case, *, nothing: bool) -> bool:
    """Whether what turns from a supposition leads back to what is so, or to nothing else."""
    real = as_it_is(after)
    return bool(real.facts) and (nothing or found.outcome == outcome_of(found.law, real.facts))


def _says_the_same(found: Answer, yes: _Yes) -> bool:
    """Whether what is said beyond a yes comes to no more than the verdict that it led to."""
    agreed, after = yes.agreed, yes.after
    if found.supposed and not agreed.supposed:  # what is so was agreed to, and something else thought of
        return False
    here = found.case.place == after.place
    same = _tells_no_more(found, after) or (here and found.offered == agreed.outcomes)
    turns = agreed.supposed and (yes.turns or _is_of_ours(found))
    shown = set(agreed.parts[0].read.values())
    guessed = here and _only_guesses(found)
    return not _names_more(found, shown) and ((same and not turns) or guessed)


def _is_of_ours(found: Answer) -> bool:
    """Whether its message says that something is the asker's own."""
    return found.question is not None and bool(found.question.marks.all("own"))


def _comes_back_to_it(found: Answer, yes: _Yes) -> bool:
    """Whether what is offered or asked for behind a yes is no more than what was agreed to: not again."""
    part, agreed = found.parts[0], yes.agreed.parts[0].read
    if found.supposed or len(found.parts) > 1 or found.case.place != yes.after.place:
        return False
    known = yes.after.facts if yes.agreed.supposed else agreed
    if yes.agreed.supposed and (yes.turns or _is_of_ours(found)):
        return False
    offers = part.offered is not None and part.offered.facts.items() <= known.items()
    asks = part.offered is None and part.verdict is None and part.asked in known
    return (offers or asks) and not _may_tell_more(found, {**known, **agreed})


def _may_tell_more(found: Answer, shown: Facts) -> bool:
    """Whether its message names another type, or another day beside which no thing or person is named."""
    if found.question is None:
        return False
    marks, days = found.question.marks, found.question.found.days
    told = [one for one in days if one.value in days_of_things(found.question)]
    strange = [one for one in told if not is_among(one.value, shown.values())]
    types = any(one.value not in shown.values() and one.own > LIKELY for one in found.question.found.types)
    return types or any(named_beside(marks, one.at).isdisjoint(_OF_ANOTHER) for one in strange)


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
    if found.question is None:
        return False
    named = [*(one.value for one in found.question.found.types), *days_of_things(found.question)]
    return any(value is not None and not is_among(value, shown) for value in named)


def _beside_agreed(found: Answer, yes: _Yes) -> Answer:
    """What was said beyond a yes, with the verdict that this led to; a general question stands behind it."""
    if yes.told is None or not _is_general(found):
        return _with_agreed(found, yes.told)
    return replace(yes.agreed, also=found)


def _is_general(found: Answer) -> bool:
    """Whether it answers a general question; of a case something may be unsaid as well."""
    return found.outcome in ON_THEME and found.topic != "verdict"


def _with_agreed(found: Answer, told: Answer | None) -> Answer:
    """What is answered to words behind a yes, with the verdict that it led to, unless that is no more.

    Of several that were agreed to at once, with those that the words are not about.
    """
    if told is None:
        return found
    if len(told.parts) > 1:
        rest = () if len(found.parts) > 1 else tuple(one for one in told.parts if not _is_of(found, one))
        return replace(found, agreed=rest)
    gone_on = not found.supposed and not told.supposed and found.case.place == told.case.place
    if gone_on and found.topic == "verdict":
        return found
    return replace(found, agreed=told.parts, of_what_if=told.supposed)


def _is_of(found: Answer, part: Part) -> bool:
    """Whether an answer may go on from this part: its type is named, or kept with its day."""
    if found.question is not None and part.read.get("subscription") in found.question.marks.type_values:
        return True
    read, told = found.parts[0].read, found.question.told if found.question else {}
    kept = [name for name in ("subscription", "created") if name not in told or name == "subscription"]
    return all(read.get(name) == part.read.get(name) for name in kept)
