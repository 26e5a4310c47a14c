"""Types that a message names without saying that they are the asker's: past, wished for, told by others.

Such a type counts only where the message names no other.
"""

from knowledge.marks import Marks
from knowledge.vocabulary import Mention

_BUT = frozenset("but maar however echter".split())
_BESIDE = 3  # words between a type and what is said of it
_PLURALS = frozenset("subs subscriptions customers abonnementen abos klanten".split())
_REACH = {"wanted": 2, "ex": 0, "was": 1, "like": 1}  # fewer for small words


def outlasting(marks: Marks, named: list[Mention]) -> list[Mention]:
    """Of several types those that are not past, wished for, hearsay, a rule, or named for comparison only."""
    aside = {mention for mention in named if _set_aside(marks, mention)}
    return [mention for mention in named if mention not in aside] or named


def _set_aside(marks: Marks, mention: Mention) -> bool:
    if just_before(marks, mention, "wanted") or _in_general(marks, mention):
        return True
    over = _just_behind(marks, mention, "ended", "wished") or just_before(marks, mention, "past")
    return over or just_before(marks, mention, "compared") or is_hearsay(marks, mention)


def _in_general(marks: Marks, mention: Mention) -> bool:
    """ "EA subs are exempt, right?": said of all of a kind, and of none of the asker's."""
    clause = marks.clause(mention)
    plural = mention.last < len(marks.words) and marks.words[mention.last].text in _PLURALS
    said = marks.in_clause(clause, "exemption_noun", "blocked", "open", "unblock")
    return plural and bool(said) and not marks.in_clause(clause, "own")


def is_hearsay(marks: Marks, mention: Mention) -> bool:
    """ "a colleague says EA is exempt"; of the asker's own type only where a "but" follows."""
    if not just_before(marks, mention, "hearsay"):
        return False
    told = [m for m in marks.in_clause(marks.clause(mention), "hearsay") if m.last <= mention.first]
    own = marks.in_clause(marks.clause(mention), "own")
    of_own = any(told[-1].last <= word.first < mention.first for word in own)
    return not of_own or any(word.text in _BUT for word in marks.words[mention.last :])


def pointed_at(marks: Marks, named: list[Mention]) -> list[Mention]:
    """ "we have EA, but this subscription is MSDN": the one that the asker points at."""
    pointed = [at for at, mention in enumerate(named) if just_before(marks, mention, "this_one")]
    return named[pointed[-1] :] if pointed else named


def just_before(marks: Marks, mention: Mention, kind: str) -> bool:
    """Whether a word of this kind stands in the clause, at most a few words before the mention."""
    return any(
        0 <= mention.first - other.last <= _REACH.get(other.value, _BESIDE)
        and marks.clause(other) == marks.clause(mention)
        for other in marks.all(kind)
    )


def _just_behind(marks: Marks, mention: Mention, *kinds: str) -> bool:
    return any(
        other.first == mention.last
        or (0 <= other.first - mention.last <= _BESIDE and marks.clause(other) == marks.clause(mention))
        for other in marks.all(*kinds)
    )
