"""Before or after the policy's own day: a side of it that is told, where no other day is."""

from typing import NamedTuple

from knowledge.evidence import Evidence
from knowledge.marks import Marks
from knowledge.vocabulary import Mention

_LONGEST_SIDE = 8  # words; more is a sentence and no bare answer
_ANY_CHANGE = frozenset("change wijziging".split())  # of the policy only where its year is told
_NEAR_POLICY = 7  # words between "after" and the "cutoff" that it is after
_NEAR_CARRIER = 2  # words between "signed up" and its "after"
_NO = frozenset("no nee".split())  # "no, after" denies what was said before
_THAN = frozenset("than dan".split())
_THAT = frozenset("that it this die dat dit deze the de".split())
_BEFORE = frozenset(
    "before voor ervoor earlier eerder older ouder daarvoor first eerste prior 1 vroeger".split()
)
_AFTER = frozenset("after na erna later newer nieuwer daarna second tweede since 2 nadien afterwards".split())


class Side(NamedTuple):
    """Before or after the policy's own day; the year that was said of that day, where one was."""

    which: str
    year: int | None = None


def bare_side(evidence: Evidence) -> Side | None:
    """ "after", "ervoor", "the second one": which side of our own date an answer means."""
    marks = evidence.marks
    words = {word.text for word in marks.words}
    unread = {word.text for word in marks.strange} - _BEFORE - _AFTER
    if evidence.days or unread or marks.unknowing() or len(marks.words) > _LONGEST_SIDE:
        return None
    before, after = bool(words & _BEFORE), bool(words & _AFTER)
    if before == after or _than_something(marks):
        return None
    if any(marks.words[word.first].text not in _NO for word in marks.all("negator")):
        # "not before" is on that day or after it; "not after" may be that day
        return Side("after") if before else None
    return Side("before" if before else "after")


def _than_something(marks: Marks) -> bool:
    """ "older than me": a comparison with something other than the day that we asked about."""
    texts = [word.text for word in marks.words]
    than = [at for at, text in enumerate(texts[:-1]) if text in _THAN]
    return any(texts[at + 1] not in _THAT for at in than) and not marks.any("policy")


def side_of_cut_off(evidence: Evidence) -> Side | None:
    """ "signed up after the cutoff", "older than the 2017 change": a side of a day that is not named."""
    found = {_side_before(evidence.marks, policy) for policy in evidence.marks.all("policy")} - {None}
    return found.pop() if len(found) == 1 and evidence.types.own else None


def _side_before(marks: Marks, policy: Mention) -> Side | None:
    """The side on which something of a subscription lies, told in the words before the policy's."""
    clause = marks.clause(policy)
    words = [
        at
        for at in range(max(0, policy.first - _NEAR_POLICY), policy.first)
        if marks.words[at].clause == clause
    ]
    beside = [at for at in words if marks.words[at].text in _BEFORE | _AFTER]
    carriers = marks.in_clause(clause, "created", "sub_noun", "subscription")
    near = beside and any(0 <= beside[0] - carrier.last <= _NEAR_CARRIER for carrier in carriers)
    year = _year_of(marks, policy)
    if not near or (year is None and marks.words[policy.first].text in _ANY_CHANGE):
        return None
    return Side("before" if marks.words[beside[0]].text in _BEFORE else "after", year)


def _year_of(marks: Marks, policy: Mention) -> int | None:
    """The year in a date that stands beside the policy's word."""
    for day in marks.dates:
        if day.last == policy.first or 0 <= day.first - policy.last <= 1:
            years = [word.text for word in marks.words[day.first : day.last] if len(word.text) == len("2017")]
            return next((int(year) for year in years if year.isdigit()), None)
    return None
