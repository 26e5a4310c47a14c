"""What of a message is denied, or may be: by a negator before it, any denial there, or one behind it."""

from typing import Final

from rapidfuzz.distance import OSA

from knowledge.mentions.kept import kept
from knowledge.mentions.marks import Marks
from knowledge.words.text import Words, particles
from knowledge.words.vocabulary import Mention

_SHORT_WORD: Final = 8  # letters of what may be a denial
_SHORTEST_DENIAL: Final = 3  # letters of one that a slip leaves to be known
_NONE: Final[frozenset[str]] = frozenset()


def negated(marks: Marks, mention: Mention) -> bool:
    """Whether a negator stands before the mention, with nothing but small words between."""
    return denied_at(marks, mention.first)


def denied_at(marks: Marks, at: int, passing: frozenset[str] = _NONE, *, answers: bool = False) -> bool:
    """Whether a negator stands before this place, with nothing but small or `passing` words between.

    Where it may be what a message `answers`, a no that opens a clause denies nothing behind it.
    """
    words, denying = marks.words, _negators(marks)
    before, small = at - 1, particles("small_word") | passing
    while before >= 0 and words[before].text in small and before not in denying:
        before -= 1
    if before not in denying or words[before].clause != words[at].clause:
        return False
    return not _asks(words, before) and not (answers and _answers(words, before))


@kept
def _negators(marks: Marks) -> set[int]:
    """The places of their words."""
    return {at for word in marks.all("negator") for at in range(word.first, word.last)}


def _asks(words: Words, at: int) -> bool:
    """ "aren't CSP subs unblocked?": a word that opens a question denies nothing."""
    return _opens_clause(words, at) and words[at].asked and words[at].text in particles("asking_word")


def _answers(words: Words, at: int) -> bool:
    return _opens_clause(words, at) and words[at].text in particles("answering")


def _opens_clause(words: Words, at: int) -> bool:
    return at == 0 or words[at - 1].clause != words[at].clause


def perhaps_denied(marks: Marks, mention: Mention) -> bool:
    """Whether any denial stands before the mention in its clause."""
    return may_be_denied_at(marks, mention.first)


def may_be_denied_at(marks: Marks, at: int) -> bool:
    """Whether any denial stands before this place in its clause."""
    clause, denying = marks.words[at].clause, particles("denying") | _slipped_denials(marks)
    return any(word.text in denying for word in marks.words[:at] if word.clause == clause)


@kept
def _slipped_denials(marks: Marks) -> frozenset[str]:
    """The words that mean nothing and may be a denial with a slip: "ot through the firewall"."""
    strange = {word.text for word in marks.strange if len(word.text) <= _SHORT_WORD}
    strange -= particles("no_denial")
    denying = [word for word in particles("denying") if len(word) >= _SHORTEST_DENIAL]
    return frozenset(text for text in strange if any(OSA.distance(text, one) == 1 for one in denying))


def denied_behind(marks: Marks, mention: Mention) -> bool:
    """Whether the clause ends in a denial, with nothing but small words between: "EA it is not"."""
    behind = marks.rest_of_clause(mention)
    if not behind or marks.words[behind[-1]].text not in particles("denied_behind"):
        return False
    small = particles("small_word") | particles("is_word")
    return all(marks.words[at].text in small for at in behind[:-1])


@kept
def types_denied(marks: Marks) -> set[str]:
    """The types of which every plain name is denied: "im not on Azure for Students, just a student"."""
    plain = marks.all("subscription")
    denied = {one.value for one in plain if negated(marks, one)}
    return denied - {one.value for one in plain if not negated(marks, one)}
