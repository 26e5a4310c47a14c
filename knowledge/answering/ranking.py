"""All outcomes of a message in the order in which they are trusted, and what a verdict takes."""

from collections.abc import Mapping
from typing import Final

from knowledge.answering.answered import Possible
from knowledge.answering.asides import SAYS_NOTHING
from knowledge.case.certainty import Weighed
from knowledge.case.trust import signs_of_message, signs_of_outcomes
from knowledge.case.ways import Ways
from knowledge.judged.heads import Heads
from knowledge.judged.trees import Trees
from knowledge.mentions.anothers import may_be_anothers
from knowledge.mentions.ours import is_ours
from knowledge.reading.question import Question

_FAVOUR: Final = 0.05  # what the doubts count beside the trust where outcomes are put in order
_PERHAPS: Final = 0.1  # how likely several are spoken of, from which on no verdict on one is told
_NEVER: Final = 2.0  # no probability reaches it


def ranked(ways: Ways, heads: Heads) -> tuple[list[Weighed], tuple[Possible, ...]]:
    """Every outcome by how far it is trusted, the first the one to go by; and the signs of each."""
    shared, own = signs_of_message(ways), signs_of_outcomes(ways)
    possible = tuple(
        Possible(one.outcome, shared, signs) for one, signs in zip(ways.possible, own, strict=True)
    )
    trust = _trust(ways.question, heads)
    if trust is None:
        return ways.possible, possible
    trusted = trust.probabilities(shared, own)
    worth = [_worth(one, p, heads) for one, p in zip(ways.possible, trusted, strict=True)]
    order = sorted(range(len(worth)), key=lambda at: (-worth[at], at))
    return [ways.possible[at]._replace(p=trusted[at]) for at in order], possible


def _trust(question: Question, heads: Heads) -> Trees | None:
    """The trees that judge the outcomes; None where nothing in the message is ours, or it is too long."""
    if question.marks.overfull or not (question.talk.under_way or is_ours(question.marks)):
        return None
    return heads.trust.get(question.talk.kind)


def _worth(one: Weighed, trust: float, heads: Heads) -> float:
    """By what outcomes are put in order: of two that are trusted alike, the one that doubts favour.

    Nobody is turned away for a narrow lead.
    """
    turned = heads.thresholds["turned away"] if one.outcome in SAYS_NOTHING else 1.0
    return turned * (trust + _FAVOUR * one.p)


def wanted(question: Question, thresholds: Mapping[str, float]) -> Mapping[str, float]:
    """What certainty takes. Where a name may be a slip or another's, a time may be that of the sign-up or
    the one asked about, or mail stay inside a network, none is enough.

    Where a date does not exist, nothing is offered: that it does not is said, and the date asked for. Nor is
    anything on one, where several are spoken of and cannot be told apart.
    """
    named = {name: thresholds[f"{name} {question.talk.kind}"] for name in ("verdict", "offer")}
    # what may stay inside a network is not even offered: an offer could not show what it hangs on
    private = bool(question.marks.all("private_net"))
    a_slip = question.marks.odd_name
    doubtful = private or a_slip or _may_be_anothers(question) or question.either is not None
    opens = not question.talk.under_way
    unclear = private or question.impossible_date or (opens and question.is_of_several)
    perhaps_several = opens and question.several > _PERHAPS
    return {
        "verdict": _NEVER if doubtful or perhaps_several else named["verdict"],
        "offer": _NEVER if unclear else named["offer"],
    }


def _may_be_anothers(question: Question) -> bool:
    """Whether the type that opens a case, or answers our question for it, may be another's or past."""
    opens = not question.talk.under_way or question.talk.asked == "subscription"
    return opens and may_be_anothers(question.marks)


def wanted_of(ways: Ways, outcome: str, thresholds: Mapping[str, float]) -> Mapping[str, float]:
    """The same for an outcome: less for what stands or is what we asked for, never enough in much doubt."""
    return {**wanted(ways.question, thresholds), **_easier(ways, outcome, thresholds)}


def _easier(ways: Ways, outcome: str, thresholds: Mapping[str, float]) -> dict[str, float]:
    if _may_be_anothers(ways.question):
        return {}
    if ways.stands and ways.named:
        return {"verdict": thresholds["verdict named"]}
    if ways.stands and ways.case.told == outcome and ways.question.tells_nothing:
        # who asks for nothing in particular may only remark on it
        mere = ways.question.word == "all"
        return {"verdict": thresholds["verdict told" if mere else "verdict asked of"]}
    if ways.completes:
        return {"verdict": thresholds["verdict asked"]}
    if ways.supposes:
        return {"verdict": thresholds["verdict supposed"]}
    # trust must not outweigh all doubts
    return {} if ways.sure >= thresholds[f"sure {ways.question.talk.kind}"] else {"verdict": _NEVER}
