"""What a message may do with the case at hand: tell of it, ask of it again, suppose, or turn to another."""

from typing import Final, Literal

from knowledge.by_edition.as_of import AsOf
from knowledge.case.memory import Case
from knowledge.case.others import new_label
from knowledge.case.whose import calls_own
from knowledge.mentions.denied_days import value_is_denied
from knowledge.mentions.new_one import names_a_new_one, names_another_customer
from knowledge.reading.candidates import Candidate
from knowledge.reading.question import Question
from rules.model import Value

Turn = Literal["case", "again", "what_if", "another", "back"]
TURNS: Final[tuple[Turn, ...]] = ("case", "again", "what_if", "another", "back")
_REQUEST: Final = "exemption"
_AFTER_REQUEST: Final = "restarted"  # what comes after one that is granted
_DIFFERENT: Final = 0.5  # how sure a state is told that differs from the known one
_LIKELY_TURN: Final = 0.04  # how likely a turn is that is thought of


def turns_of(question: Question, case: Case, *, turned: bool = False) -> dict[Turn, float]:
    """What the message may do with the case at hand, and how likely each is; the likeliest first.

    `turned`: the case is that of the subscription already that the message goes over to.
    """
    if not question.talk.under_way or question.answers_us:
        return {"what_if" if _asked_of_what_if(case) else "case": 1.0}
    likely: dict[Turn, float] = {name: question.acts.get(name, 0.0) for name in TURNS}
    if not case.others:  # who goes back where nothing else was spoken of means what is so
        likely["again"] += likely.pop("back")
    elif _calls_a_new_one(question, case):
        likely["another"] += likely.pop("back")
    elif _calls_the_one_at_hand(question, case):
        likely["again"] += likely.pop("back")
    if brings_up_a_customer(question, case):
        likely["another"] += likely.pop("case") + likely.pop("back", 0.0)
        likely["case"] = 0.0
    if turned:
        likely["case"] += likely.pop("another") + likely.pop("back", 0.0)
    new = case.supposed and names_a_new_one(question.marks)  # what we offered was not it: "no, a new one"
    answers = _asked_of_what_if(case) and _only_answers(question, case)
    if new or answers or _follows_what_is_supposed(question, case):
        likely["what_if"], likely["case"] = likely["what_if"] + likely["case"], 0.0
    elif takes_back(question, case) or _only_states(question):
        likely["case"], likely["what_if"] = likely["case"] + likely["what_if"], 0.0
    news = likely["again"] * _news(question, case)  # who tells something new does not ask for the same again
    likely["again"], likely["case"] = likely["again"] - news, likely["case"] + news
    whole = sum(likely.values()) or 1.0
    kept = {name: p / whole for name, p in likely.items() if p / whole >= _LIKELY_TURN}
    return dict(sorted(kept.items(), key=lambda one: -one[1]))


def brings_up_a_customer(question: Question, case: Case) -> bool:
    """Whether one more customer is brought up, with a type or a day, and no such one was spoken of."""
    told = {name: question.told[name] for name in ("subscription", "created") if name in question.told}
    known = any(told.items() <= one.facts.items() for one in case.every)
    return bool(told) and not known and names_another_customer(question.marks)


def _calls_a_new_one(question: Question, case: Case) -> bool:
    """Whether it calls one by a letter or a figure, or has a type, that none of those spoken of has."""
    told = question.told.get("subscription")
    known = {one.facts.get("subscription") for one in case.every}
    return new_label(question.marks, case.every) is not None or (told is not None and told not in known)


def _calls_the_one_at_hand(question: Question, case: Case) -> bool:
    """Whether it goes back by a type that the one at hand has, and the one before it has not."""
    told = question.told.get("subscription")
    here, before = (one.facts.get("subscription") for one in (case, case.others[-1]))
    return told is not None and told == here != before


def _asked_of_what_if(case: Case) -> bool:
    """Whether our open question is of what is only supposed."""
    return case.supposed and case.offered is None and case.asked is not None


def _only_answers(question: Question, case: Case) -> bool:
    """Whether it tells what was asked, and nothing of what is so: no "sorry, ours IS a payg, from 2019"."""
    mends = question.assents is False or takes_back(question, case)
    own = calls_own(question.marks.words) or "subscription" in question.told
    return case.asked in question.told and not (mends or own)


def _follows_what_is_supposed(question: Question, case: Case) -> bool:
    """Whether no more is told than what comes after a request that is granted as supposed only."""
    supposed = {may[0].value for may in (case.supposing.get(_REQUEST, ()),) if may}
    here = case.facts.get(_REQUEST)
    return bool(supposed) and supposed != {here} and set(question.told) == {_AFTER_REQUEST}


def _only_states(question: Question) -> bool:
    """Whether something is stated behind a yes, and nothing asked or supposed: "yes, and it is new"."""
    asks = bool(question.marks.all("hypothetical")) or any(word.asked for word in question.marks.words)
    return question.behind_yes and not asks


def takes_back(question: Question, case: Case) -> bool:
    """Whether the message denies what is known or was offered, and does not merely suppose that."""
    known = [*case.facts.values(), *(case.offered or {}).values()]
    return not question.marks.all("hypothetical") and any(denies(question, value) for value in known)


def denies(question: Question, value: Value | None) -> bool:
    """Whether the message denies what a fact is known for."""
    refused = question.refused_day
    return value_is_denied(question.marks, value) or (
        refused is not None and value in (refused, question.known_day)
    )


def _news(question: Question, case: Case) -> float:
    """How likely the message names a type or a day as the asker's own, or tells a state, that is another one.

    Who denies a known one tells something new as well.
    """
    known = case.facts
    if any(denies(question, value) for value in known.values()):
        return 1.0
    other = (
        one.p for name, may in question.facts.items() for one in may[:1] if _differs(one, known.get(name))
    )
    return max((another(question, case), *other))


def another(question: Question, case: Case) -> float:
    """How likely the message names a type or a day as the asker's own that is another one."""
    types = (one.own for one in question.found.types if one.value != case.facts.get("subscription"))
    days = (one.own for one in question.found.days if one.value not in (None, case.facts.get("created")))
    return max((*types, *days), default=0.0)


def _differs(told: Candidate, known: Value | None) -> bool:
    """Whether a state is told for sure that is another than the one that is known."""
    return None not in (told.value, known) and told.value != known and told.p >= _DIFFERENT


def held_as_of(case: Case, question: Question) -> AsOf | None:
    """The edition that was asked for before, where the message is still about the answer by it.

    It holds for that answer: so for what is said to a question of ours about it, and for a short word after
    it ("why?"). Whoever goes on to something else, also to a "what if", asks what holds now.
    """
    if case.as_of is None or case.as_of.edition is None:
        return None
    turn = next(iter(turns_of(question, case)))
    open_ = case.asked is not None or case.offered is not None
    about_it = turn == "again" or (open_ and (turn == "case" or question.assents is not None))
    return case.as_of if about_it else None
