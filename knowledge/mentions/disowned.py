"""Which names of types are no facts of the asker: denied, asked about, needed, or what it began as."""

from typing import Final

from knowledge.mentions.asked_about import asked_about
from knowledge.mentions.denied import denied_behind, negated, types_denied
from knowledge.mentions.kept import kept
from knowledge.mentions.marks import Marks
from knowledge.words.text import any_of, particles
from knowledge.words.vocabulary import Mention

_BEGUN_REACHES: Final = 4  # words between "started" and what it began as


def disowned(marks: Marks, mention: Mention) -> bool:
    """Whether a name is plainly no fact of the asker: "EA it is not", "it began as a trial"."""
    return _is_not_his(marks, mention) or _is_what_it_began_as(marks, mention)


@kept
def not_meant(marks: Marks) -> list[Mention]:
    """The names of types that are denied, asked about or needed."""
    return [one for one in marks.types if negated(marks, one) or _is_not_his(marks, one)]


@kept
def contrasted(marks: Marks) -> str | None:
    """The type that is set against another that is denied: "it is MSDN, not payg"."""
    denied = {one.value for one in not_meant(marks)}
    told = {one.value for one in marks.types if one not in not_meant(marks)} - types_denied(marks)
    against = len(denied) == len(told) == 1 and denied != told
    return next(iter(told)) if against and not marks.all("hypothetical") else None


def _is_not_his(marks: Marks, mention: Mention) -> bool:
    """ "EA it is not", "what is an EA?", "need an EA?"."""
    return denied_behind(marks, mention) or asked_about(marks, mention) or _is_needed(marks, mention)


def _is_needed(marks: Marks, mention: Mention) -> bool:
    """Whether somebody needs it: "do we need an EA", "is an EA required"."""
    before, behind = _beside(marks, mention, "article", -1), _beside(marks, mention, "is_word", 1)
    return before in particles("needing") or behind in particles("needed")


def _is_what_it_began_as(marks: Marks, mention: Mention) -> bool:
    """Whether something began as it: "it started out as a free trial"."""
    if _beside(marks, mention, "article", -1) not in particles("as_what"):
        return False
    ahead = marks.words[max(0, mention.first - _BEGUN_REACHES) : mention.first]
    clause = marks.words[mention.first].clause
    return any_of([word for word in ahead if word.clause == clause], "began")


def _beside(marks: Marks, mention: Mention, passing: str, step: int) -> str:
    """The word beside a name in its clause, over words of a kind; empty where there is none."""
    words, clause = marks.words, marks.words[mention.first].clause
    at = mention.first - 1 if step < 0 else mention.last
    while 0 <= at < len(words) and words[at].clause == clause:
        if words[at].text not in particles(passing):
            return words[at].text
        at += step
    return ""
