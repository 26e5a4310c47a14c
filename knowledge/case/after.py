"""What each fact may be after a message, by what that does with the case."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from knowledge.case.certainty import Likely, carried
from knowledge.case.memory import CERTAIN, Case, certain
from knowledge.case.others import Spoken
from knowledge.case.turns import Turn, another, denies
from knowledge.mentions.grants import denies_exemption, denies_grant, denies_refusal
from knowledge.mentions.new_one import names_a_new_one, takes_one_out
from knowledge.reading.candidates import Candidate, Findings
from knowledge.reading.question import Question
from knowledge.words.text import any_of
from rules.interval import Interval

# What belongs to one subscription and must not be carried over to another.
_OF_ONE: Final = frozenset({"subscription", "created", "exemption", "restarted", "route", "service"})
OF_REQUEST: Final = frozenset({"exemption", "restarted"})
_REQUEST_WORDS: Final = ("granted_word", "refused_word", "requested_word", "exempted")
_ANOTHER: Final = 0.5  # how likely a what-if is of another subscription that leaves its request behind
_SURE_DAY: Final = 0.8  # how sure a day is that no hint at another one touches
_SILENT: Final = 0.8  # how likely a message that names no day tells none
_OF_THE_SAME: Final = 0.3  # how likely a request was made for the one that has another type and another day


def likely_after(case: Case, question: Question, turn: Turn) -> Likely:
    """What each fact may be after the message."""
    base = base_of(case, turn)
    if turn == "again":
        return carried({}, base)
    gone = {name for name, may in base.items() if may and denies(question, may[0].value)}
    if _says_there_is_none(question, base):
        gone |= OF_REQUEST
    if turn == "what_if" and _supposes_another(question, case):
        gone |= OF_REQUEST
    kept = {name: may for name, may in base.items() if name not in gone}
    if turn == "case" and _is_of_another(question, base):
        kept = {**kept, **{name: _hardly(kept[name]) for name in OF_REQUEST if name in kept}}
    told = _without_hints(question, kept) if turn == "case" else question.facts
    if turn == "another" and _repeats_a_request(question, case):
        told = {name: may for name, may in told.items() if name not in OF_REQUEST}
    return carried(told, {**kept, **_of_new_one(question, case)} if turn == "what_if" else kept)


def _without_hints(question: Question, kept: Likely) -> Findings:
    """What the message tells, without a faint hint at another day than the known one where it names none."""
    may, known = question.facts.get("created", ()), kept.get("created", ())
    silent = sum(one.p for one in may if one.value is None)
    sure = bool(known) and known[0].value is not None and known[0].p >= _SURE_DAY
    if not sure or silent < _SILENT or _speaks_of_time(question):
        return question.facts
    return {name: found for name, found in question.facts.items() if name != "created"}


def _speaks_of_time(question: Question) -> bool:
    """Whether it names a day, says what is older or newer, or mends, denies or supposes something."""
    marks = question.marks
    of_time = any(any_of(marks.words, kind) for kind in ("earlier", "later", "newly", "of_time"))
    mends = any(marks.all(kind) for kind in ("correction", "deny", "hypothetical", "created", "when"))
    return bool(marks.dates) or of_time or mends or question.says_no


def told_of(one: Spoken, question: Question, least: float) -> Spoken:
    """One of several, with what the message tells of it; what it tells less likely than this is left open."""
    likely = likely_after(Case(one.facts, one.doubts), question, "case")
    best = {name: may[0] for name, may in likely.items() if may and may[0].value is not None}
    told = {name: may.value for name, may in best.items() if may.value is not None and may.p >= least}
    kept = {name: value for name, value in one.facts.items() if name in best and name not in question.told}
    facts = {**kept, **told}
    doubts = {name: likely[name] for name in facts if best[name].p < CERTAIN}
    return replace(one, facts=facts, doubts=doubts)


def _supposes_another(question: Question, case: Case) -> bool:
    """Whether a what-if is about a subscription of another type or day: no request was made for that."""
    return names_a_new_one(question.marks) or another(question, case) >= _ANOTHER


def _says_there_is_none(question: Question, base: Likely) -> bool:
    """Whether an exemption that we have for granted or refused is denied, and not told anew."""
    known = {one.value for one in base.get("exemption", ())}
    granted = "granted" in known and (denies_exemption(question.marks) or denies_grant(question.marks))
    refused = "refused" in known and denies_refusal(question.marks)
    return question.told.get("exemption") is None and (granted or refused)


def _is_of_another(question: Question, base: Likely) -> bool:
    """Whether another type and another day than those known are told: its request is hardly that one's."""
    return all(
        name in question.told and base.get(name) and base[name][0].value not in (None, question.told[name])
        for name in ("subscription", "created")
    )


def _repeats_a_request(question: Question, case: Case) -> bool:
    """Whether the state of a request that is told is the known one, in another sentence than the new one's:
    "yes, approved. And our second one, from 2022?"."""
    told, words = question.told.get("exemption"), question.marks.words
    if told is None or told != case.facts.get("exemption"):
        return False
    named = {words[one.at].sentence for one in (*question.found.types, *question.found.days)}
    said = {words[one.first].sentence for kind in _REQUEST_WORDS for one in question.marks.all(kind)}
    return bool(said) and said.isdisjoint(named)


def _hardly(may: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """What is known of a fact, as it is known of another subscription than the one it was told of."""
    return tuple(one.at(one.p * _OF_THE_SAME) for one in may if one.value is not None)


def _of_new_one(question: Question, case: Case) -> Likely:
    """The day of a subscription that is still to be made, where none is told: after the policy's own."""
    to_come = any(day.ahead for day in question.marks.dates)
    type_ = question.told.get("subscription")
    taken_out = takes_one_out(question.marks) and type_ not in (None, case.facts.get("subscription"))
    new = (names_a_new_one(question.marks) or to_come or taken_out) and "created" in case.facts
    return certain({"created": Interval.since(question.cut)}) if new else {}


def base_of(case: Case, turn: Turn) -> Likely:
    """What the message goes on from."""
    if turn == "what_if" and case.supposing:
        return case.supposing
    if turn == "back" and case.others:
        return {**certain(case.others[-1].facts), **case.others[-1].doubts}
    known = {**certain(case.facts), **case.doubts}
    return {name: may for name, may in known.items() if turn != "another" or name not in _OF_ONE}
