"""The case that a message is about, and all ways to take the message in it."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from knowledge.answering.asides import Asides
from knowledge.answering.rest import Rest
from knowledge.case.after import likely_after
from knowledge.case.certainty import outcome_of, together, weigh
from knowledge.case.memory import Case, as_it_is, routed, turned_to
from knowledge.case.others import Meant, Spoken, meant_one, rare_words
from knowledge.case.turns import TURNS, Turn, brings_up_a_customer, takes_back, turns_of
from knowledge.case.ways import Ways
from knowledge.case.whose import THEIRS
from knowledge.reading.question import Question
from knowledge.words.text import any_of
from rules.evaluate import Law, Verdict, evaluate
from rules.model import Facts

_PERHAPS: Final = 0.9  # how sure it is that what became of a request is told of the one that has one
_LIKELY: Final = 0.5  # how likely a message supposes, or turns to another subscription of a known type


class Taken(NamedTuple):
    """A message in the case it is about, what it may do with that, and how sure it is that one.

    `named`: it names the subscription, and tells nothing of it that is not known.
    """

    question: Question
    case: Case
    turns: Mapping[Turn, float]
    meant: float
    named: bool = False


def taken(question: Question, case: Case, message: str, rest: Rest, law: Law) -> Taken:
    """The question in the case of the subscription that it is about."""
    case = _freed(question, case, law)
    supposed = case.supposed or bool(case.supposing)
    meant = meant_one(question, rest.library.heads, case.every, supposed=supposed)
    if meant is None and not supposed:
        meant = _that_has_a_request(question, case, law) or _that_it_mends(question, case)
    if (
        meant is None
        or (meant.at == 0 and _has_another_day(question, case))
        or brings_up_a_customer(question, case)
    ):
        return Taken(question, case, turns_of(question, case), 1.0)
    if meant.at > 0:
        case = turned_to(case, meant.at - 1)
        question = rest.read(message, question, case)
    turns, named = turns_of(question, case, turned=True), question.told.items() <= case.facts.items()
    return Taken(question, case, turns, meant.p if meant.at > 0 else 1.0, named)


def _freed(question: Question, case: Case, law: Law) -> Case:
    """The case without what was supposed last, where that leaves what is supposed now no difference to make.

    "What if it were from 2016?", asked behind a what-if of a relay, is meant of what is so.
    """
    if not case.supposing or question.acts.get("what_if", 0.0) < _LIKELY or not question.told:
        return case
    real = as_it_is(case)
    matters = [_changes(facts, question.told, law) for facts in (case.likely_supposed, real.facts)]
    return real if matters == [False, True] else case


def _changes(facts: Facts, told: Facts, law: Law) -> bool:
    """Whether another outcome follows with what is told."""
    return outcome_of(law, routed({**facts, **told})) != outcome_of(law, facts)


def _that_has_a_request(question: Question, case: Case, law: Law) -> Meant | None:
    """The only one that a request can be made for, to who tells what became of one and names none."""
    of_requests = {name for facts in law.edition.request.values() for name in facts}
    told = question.told.keys()
    if not told or not told <= of_requests:
        return None
    able = [at for at, one in enumerate(case.every) if _may_request(one, of_requests, law)]
    if len(able) != 1 or able[0] == 0:
        return None
    alike = (THEIRS in case.names) == (THEIRS in case.every[able[0]].names)  # both one's own, or neither
    return Meant(able[0], _PERHAPS) if alike else None


def _that_it_mends(question: Question, case: Case) -> Meant | None:
    """The only one of which what it tells is not known so, where it mends something: "no, still directly"."""
    told = question.told.items()
    open_ = case.asked is not None or case.offered is not None  # which it is said to then
    if open_ or not (question.says_no and told <= case.facts.items() and told):
        return None
    other = [at for at, one in enumerate(case.every) if any(one.facts.get(n, v) != v for n, v in told)]
    return Meant(other[0], _PERHAPS) if len(other) == 1 else None


def _may_request(one: Spoken, of_requests: set[str], law: Law) -> bool:
    found = evaluate(law, {name: value for name, value in one.facts.items() if name not in of_requests})
    return isinstance(found, Verdict) and found.kind.request is not None


def _has_another_day(question: Question, case: Case) -> bool:
    """Whether one of the same type is likely another one: "and their second payg, from 2022?".

    What is excepted from a yes is mended: "all right, except the CSP: that is from 2022".
    """
    if question.behind_yes and any_of(question.marks.words, "excepting_one"):
        return False
    told, known = question.told.get("created"), case.facts.get("created")
    return question.acts.get("another", 0.0) >= _LIKELY and None not in (told, known) and told != known


def ways_of(about: Taken, asides: Asides) -> Ways:
    """All ways to take the message, in the case that it is about."""
    question, case, turns, meant, named = about
    each = {turn: likely_after(case, question, turn) for turn in turns}
    led = {turn: (p, weigh(asides.law, each[turn])) for turn, p in turns.items()}
    first = next(iter(turns))
    facts = together(list(led.values()))[0].facts
    return Ways(
        question,
        case,
        asides.likely(question, case),
        led,
        _share(question, case),
        meant,
        again=facts == case.facts and case.is_settled and (named or _says_again(question, first, case)),
        named=named or (facts == case.facts and question.tells_only(facts)),
        likely=each[first],
        before=outcome_of(asides.law, case.facts),
        rare=rare_words(question.marks, asides.library.heads),
    )


def _share(question: Question, case: Case) -> float:
    """How likely one case is asked about; of a text that is too long to be read, never enough."""
    if question.marks.overfull:
        return 0.0
    if question.answers_us or takes_back(question, case):
        return 1.0
    return sum(question.acts.get(name, 0.0) for name in TURNS)


def _says_again(question: Question, turn: Turn, case: Case) -> bool:
    """Whether the message asks for what stood before, or tells what is known and nothing else."""
    return turn == "again" or (turn == "case" and question.tells_only(case.facts))
