"""(Case, Question) -> the case that follows: answers, corrections, what-ifs, another subscription."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from knowledge.case.after import base_of, likely_after
from knowledge.case.certainty import Likely, mixed
from knowledge.case.memory import Case, certain, kept_of, worth_keeping
from knowledge.case.others import names_of
from knowledge.case.turns import Turn
from knowledge.case.whose import THEIRS
from knowledge.judged.features import Talk
from knowledge.mentions.marks import Before
from knowledge.reading.question import Question
from rules.interval import Interval
from rules.model import Facts, Value

_UNCHANGED: Final = ("again", "what_if")
_PERHAPS_ANOTHER: Final = 0.1  # how likely who tells another type speaks of another subscription
_MOST_OTHERS: Final = 6  # subscriptions that are kept beside the one at hand


def talk_of(case: Case) -> Talk:
    """What the case brings to the reading of the next message."""
    known = {name: str(value) for name, value in case.facts.items() if name != "service"}
    offered = case.offered is not None or bool(case.each)
    return Talk(case.asked, case.last, known, bool(case.supposing), offered, len(case.others))


def before_of(case: Case, language: str) -> Before:
    """The language and the year that a message may leave untold."""
    return Before(case.language or language, _year(case))


def _year(case: Case) -> int | None:
    """The year in which the case has its date, or is supposed to; None where no single one is sure."""
    supposed = case.supposing.get("created", ())
    if supposed and (case.supposed or case.asked is None):
        return _year_of(supposed[0].value)
    years = {_year_of(one.value) for one in case.doubts.get("created", ()) if one.value is not None}
    return _year_of(case.facts.get("created")) if len(years) <= 1 else None


def _year_of(value: Value | None) -> int | None:
    if not isinstance(value, Interval) or value.first is None or value.last is None:
        return None
    return value.first.year if value.first.year == value.last.year else None


def after_turn(
    case: Case, question: Question, turns: Mapping[Turn, float], decided: Facts, names: frozenset[str]
) -> Case:
    """The case that the message leaves; `turns` are what it may do, the likeliest first.

    `decided` are the facts that a verdict rests on, none where none was reached: they were shown with it
    and are taken as said. `names` are words of the message by which its subscription may be called.
    """
    turn = next(iter(turns))
    supposes = turn == "what_if"
    spoken = replace(
        case,
        language=question.language,
        offered=None,
        supposed=supposes,
        supposing=_supposed(likely_after(case, question, turn)) if supposes else {},
        real=(case.real or base_of(case, "again")) if supposes else {},
        each=(),
        together=1,
    )
    if decided and turn in _UNCHANGED:
        return spoken
    kept = kept_of(_mixture(case, question, turns, decided))
    if turn not in _UNCHANGED:
        changed = case.facts.get("subscription") not in (None, kept.facts.get("subscription"))
        mends = changed and _mends(case, question) and bool(names & case.names)
        new = turn == "another" or mends or (turn == "case" and _brings_another(case, question))
        spoken = _among_others(spoken, turns, names, new=new, changed=changed)
    quotes = case.quotes if supposes else _quotes(case, question)
    return replace(spoken, facts=kept.facts, doubts=kept.doubts, quotes=quotes)


def _among_others(
    case: Case, turns: Mapping[Turn, float], names: frozenset[str], *, new: bool, changed: bool
) -> Case:
    """The case with those spoken of before, and what the one is called that the message is about.

    A `new` one comes beside them; of one whose type was `changed`, what it was before may be another.
    """
    turn = next(iter(turns))
    others = (*case.others, case.here)[-_MOST_OTHERS:]
    if not new and case.facts:  # whose one is, is said where it is brought up
        names -= {THEIRS}
    # who speaks of another one beside it does not call it so
    names -= names_of(case.every if new else case.others) - {THEIRS}
    if turn == "back" and case.others:
        back = case.others[-1]
        others = (*case.others[:-1], case.here)
        return replace(case, others=others, names=back.names | names, place=back.place)
    if new:
        place = 1 + max(one.place for one in others)
        return replace(case, others=others, names=names, place=place)
    perhaps_another = changed and turns.get("another", 0.0) >= _PERHAPS_ANOTHER
    return replace(case, others=others if perhaps_another else case.others, names=case.names | names)


def _brings_another(case: Case, question: Question) -> bool:
    """Whether a verdict was told, and now another type and another day are, by who takes nothing back."""
    news = ("subscription", "created")
    told = [(case.facts.get(name), question.told.get(name)) for name in news]
    differ = all(None not in pair and pair[0] != pair[1] for pair in told)
    takes_back = question.says_no or bool(question.marks.all("correction"))
    return differ and case.told is not None and not case.supposing and not takes_back


def after_aside(case: Case, question: Question, turns: Mapping[Turn, float], share: float) -> Case:
    """The case after something beside it: the facts of a message that, for all we know, told some.

    `share` is how likely it did: a message that was taken for another subject may have opened a case.
    What was offered stays open as long as nothing else is known than before, unless it was only supposed.
    """
    told = _mixture(case, question, turns, {})
    kept = kept_of(mixed([(share, told), (1 - share, base_of(case, "again"))]))
    spoken = replace(case, language=question.language)
    if kept.facts != case.facts or case.supposed:
        asked = None if case.supposed else case.asked
        spoken = replace(spoken, asked=asked, offered=None, supposed=False, each=(), together=1)
    return replace(spoken, facts=kept.facts, doubts=kept.doubts, quotes=_quotes(case, question))


def _mends(case: Case, question: Question) -> bool:
    """Whether it denies what we offered as supposed, where a verdict stands on what is so."""
    stands = case.told is not None and bool(case.real)
    return stands and case.supposed and case.offered is not None and question.assents is False


def _mixture(case: Case, question: Question, turns: Mapping[Turn, float], decided: Facts) -> Likely:
    """What each fact may be, whichever of its turns the message takes; `decided` are certain in it.

    Whether it goes back to another subscription is no doubt about the facts of either.
    """
    shown, first = certain(decided), next(iter(turns))
    turns = {turn: p for turn, p in turns.items() if (turn == "back") == (first == "back")}
    whole = sum(turns.values())
    return mixed(
        [
            (p / whole, base_of(case, "again"))
            if turn in _UNCHANGED
            else (p / whole, {**likely_after(case, question, turn), **shown})
            for turn, p in turns.items()
        ]
    )


def _supposed(likely: Likely) -> Likely:
    """What is kept of what is supposed, for a what-if that goes on from it."""
    kept = {name: worth_keeping(may) for name, may in likely.items()}
    return {name: may for name, may in kept.items() if may}


def _quotes(case: Case, question: Question) -> dict[str, str]:
    return {**case.quotes, **question.quotes}
