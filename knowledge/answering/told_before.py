"""What an answer says that was told before: a verdict that is known, one that is repeated, or nothing new."""

from dataclasses import replace
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.asides import ON_THEME, SAYS_NOTHING
from knowledge.case.decision import Part, decide
from knowledge.case.memory import Case
from knowledge.library import Library
from knowledge.reading.about_us import asks_what_relay_is

LIKELY: Final = 0.5  # how likely a general question must be that is answered beside a verdict


def is_known(found: Answer, before: Case) -> bool:
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


def stays(found: Answer, before: Case) -> bool:
    """Whether what was told or offered stays as it was, and nothing in particular is said of it yet."""
    same = before.offered is not None and found.case.offered == before.offered
    return (found.repeated and found.word == "all") or is_known(found, before) or same


def as_told(found: Answer, library: Library) -> Part | None:
    """The verdict that is offered, as it was told before."""
    offered = found.parts[0].offered
    return decide(found.law, library.beside(found.law), offered.facts) if offered else None


def left_by(found: Answer, before: Case) -> Case:
    """The case where a verdict only stays as it was: nothing is open, so nothing is asked again.

    What was only taken as given for it stays open to a yes.
    """
    offered = found.parts[0].offered
    if offered is not None and not offered.facts.items() <= before.facts.items():
        return found.case
    return replace(found.case, asked=None, offered=None, last=offered.outcome if offered else found.case.last)


def is_repeated(found: Answer, before: Case) -> bool:
    """Whether the same was said, offered or asked last, and nothing has been told since."""
    if before.offered is not None and found.case.offered == before.offered:
        return len(found.parts) == 1
    told = found.parts[0].verdict is not None or found.outcome.startswith("ask_")
    same = (found.outcome, found.case.facts) == (before.last, before.facts)
    return told and same and found.offered is None and len(found.parts) == 1


def says_more(found: Answer, before: Case) -> bool:
    """Whether an answer says more than that all stays as it was."""
    if found.outcome in SAYS_NOTHING or is_known(found, before) or found.asked:
        return False
    if found.repeated:
        return found.word not in ("all", "once more")
    if found.outcome in ON_THEME:
        return asks_in_general(found)
    return found.question is None or found.question.tells_more_than(before.facts)


def asks_in_general(found: Answer) -> bool:
    """Whether its message is likely to ask in general."""
    question = found.question
    return question is not None and (
        asks_what_relay_is(question) or question.acts.get(found.outcome, 0.0) >= LIKELY
    )
