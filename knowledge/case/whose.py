"""Whose subscription a message speaks of: the asker's own, or one of somebody else.

Both are kept among the names of a subscription, since people come back to their own by it: "and mine?".
"""

from collections.abc import Sequence
from typing import Final

from knowledge.words.text import Word, Words, particles

THEIRS: Final = "<theirs>"  # among the names of one that was brought up as somebody else's


def whose_in(words: Sequence[Word]) -> frozenset[str]:
    """What a message that brings up a subscription says of whose it is; nothing where it is the asker's."""
    people = particles("somebody_else")
    named = any({word.text, word.text.removesuffix("s")} & people for word in words if not word.pasted)
    return frozenset({THEIRS}) if named else frozenset()


def calls_own(words: Sequence[Word]) -> bool:
    """Whether a message calls one the asker's own: "MY one", "and mine?", "bij ons"."""
    said = [word for word in words if not word.pasted]
    return any(_calls_own(said, at) for at in range(len(said)))


def _calls_own(words: Sequence[Word], at: int) -> bool:
    before, word, behind = _in_clause(words, at - 1, at), words[at].text, _in_clause(words, at + 1, at)
    if word in particles("own_alone"):
        return behind in particles("own_behind") or (not behind and before in particles("the_word"))
    return word in particles("own_one") or (word in particles("own_by") and behind in particles("own_person"))


def compares_people(words: Words) -> bool:
    """Whether it is asked of the asker and of somebody else in one sentence: "why mine and not his?"."""
    sentences = ({word.text for word in words if word.sentence == number} for number in _numbers(words))
    return any(said & particles("me_word") and said & particles("sense_them") for said in sentences)


def _numbers(words: Words) -> set[int]:
    return {word.sentence for word in words}


def _in_clause(words: Sequence[Word], at: int, of: int) -> str:
    """The word at this place, empty where it is none of the clause of the other."""
    return words[at].text if 0 <= at < len(words) and words[at].clause == words[of].clause else ""
