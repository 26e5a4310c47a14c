"""Whether what mail would pass is on its way: a firewall taken out or passed, a relay only advised."""

from typing import Final

from knowledge.mentions.denied import may_be_denied_at
from knowledge.mentions.marks import Marks
from knowledge.words.text import any_of, particles
from knowledge.words.vocabulary import Mention

_AWAY_REACHES: Final = 3  # words from what is removed, or done without, to what says so
_ADVICE_REACHES: Final = 3  # words between "use" and what is to be used


def perhaps_removed(marks: Marks, mention: Mention) -> bool:
    """Whether a word stands in its clause that may tell it is no longer there."""
    clause = marks.words[mention.first].clause
    return any_of([word for word in marks.words if word.clause == clause], "removing")


def is_taken_away(marks: Marks, mention: Mention) -> bool:
    """Whether it is said right beside it that it is removed or done without, and not denied or asked for.

    "We removed the firewall", "the firewall is gone", "zonder die firewall".
    """
    words, last, clause = marks.words, mention.last, marks.words[mention.first].clause
    here = [word for word in words[: mention.first] if word.clause == clause]
    before, behind = here[-_AWAY_REACHES:], words[last : last + _AWAY_REACHES]
    denied = {word.text for word in (*here, *behind)} & particles("denying") - particles("done_without")
    if denied or any_of(before, "leads_through"):
        return False
    near = [*before, *(word for word in behind if word.clause == clause)]
    return any_of(before, "done_without") or any_of(near, "taken_away")


def leads_through_a_firewall(marks: Marks) -> bool:
    """Whether traffic is said to pass a firewall, and not denied to: "through the same firewall"."""
    if marks.all("nva") or any_of(marks.words, "internet_word"):
        return False
    named = (at for at, word in enumerate(marks.words) if word.text in particles("firewall_word"))
    return any(_is_passed(marks, at) for at in named)


def _is_passed(marks: Marks, at: int) -> bool:
    words, clause = marks.words, marks.words[at].clause
    before = [word for word in words[max(0, at - _AWAY_REACHES) : at] if word.clause == clause]
    behind = [word for word in words[at + 1 :] if word.clause == clause]
    around = [*before, *behind]
    known = not before or before[-1].text in particles("the_word") | particles("the_same")
    through = any_of(before, "leads_through") and known  # and no firewall of another name
    denied = any_of(around, "denying") or any_of(around, "taken_away")
    return through and not denied and not may_be_denied_at(marks, at)


def perhaps_advised(marks: Marks, mention: Mention) -> bool:
    """Whether somebody may have said to use it: "they told us no, use SendGrid"."""
    sentence = marks.words[mention.first].sentence
    before = [word for word in marks.words[: mention.first] if word.sentence == sentence]
    return any_of(before[-_ADVICE_REACHES:], "using") and any_of(before, "saying")
