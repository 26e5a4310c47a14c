"""Whose subscription a message speaks of: the asker's own, or one of somebody else.

Both are kept among the names of a subscription, since people come back to their own by it: "and mine?".
"""

from collections.abc import Sequence
from typing import Final

from knowledge.words.text import Word, Words, particles

THEIRS: Final = "<theirs>"  # among the names of one that was brought up as somebody else's
_TOLD_REACHES: Final = 5  # words from that to what was done or said
_DID_REACHES: Final = 3  # words from a person to what that person did: "my brother in law set it up"


def whose_in(words: Sequence[Word]) -> frozenset[str]:
    """What a message that brings up a subscription says of whose it is; nothing where it is the asker's.

    Who only did something about it does not own it: "my brother in law set it up".
    """
    said = [word for word in words if not word.pasted]
    named = [at for at in range(len(said)) if _names_somebody(said, at)]
    return frozenset({THEIRS}) if any(not _only_did(said, at) for at in named) else frozenset()


def _names_somebody(words: Sequence[Word], at: int) -> bool:
    """Whether a person stands there who may own one.

    None whom mail is sent to, "mails our tenants", or who only says how it is: "over port 25, says he".
    """
    people, text = particles("somebody_else"), words[at].text
    if any(_in_clause(words, at - step, at) in particles("sent_to") for step in (1, 2)):
        return False
    if text in particles("them_who_say") and _in_clause(words, at - 1, at) in particles("saying_verb"):
        return False
    if text in people or text.removesuffix("s") in people:
        return True
    asks_for = words[at].asked and _in_clause(words, at - 1, at) in particles("on_behalf")
    if asks_for and text in particles("them_word"):
        return True
    behind = {_in_clause(words, at + step, at) for step in (1, 2)}
    return text in particles("of_somebody") and not behind.isdisjoint(particles("owned_by_some"))


def _only_did(words: Sequence[Word], at: int) -> bool:
    """Whether a person is the one who did or said something about what is ours, and not what is their own."""
    behind = [_in_clause(words, at + step, at) for step in range(1, _DID_REACHES + 1)]
    did = next((place for place, word in enumerate(behind, at + 1) if word in particles("did_for_us")), None)
    if did is None:
        return False
    said = {_in_clause(words, did + step, at) for step in range(1, _TOLD_REACHES + 1)}
    return said.isdisjoint(particles("their_own")) and not said.isdisjoint(particles("of_ours"))


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
