"""The reason that somebody gives for sending directly, in their own words: "reden: het kan niet anders"."""

from itertools import takewhile
from typing import Final

from knowledge.words.text import Word, Words, particles

_FEWEST: Final = 2  # words that tell a reason
_MOST: Final = 300  # characters of one


def reason_in(message: str, words: Words, *, asked: bool) -> str:
    """The reason that a message names as one, or gives where one is `asked` for; empty where none is."""
    for at, word in enumerate(words):
        behind = _behind_noun(message, words, at) or (asked and word.text in particles("because_word"))
        if behind and not word.pasted:
            said = _sentence(words, at + behind)
            return message[said[0].start : said[-1].end][:_MOST] if len(said) >= _FEWEST else ""
    return ""


def _behind_noun(message: str, words: Words, at: int) -> int:
    """How many words lead to the reason: "reason:" is one, "the reason is" two; 0 where none do."""
    word, before = words[at], words[at - 1].text if at else ""
    if word.text not in particles("reason_noun") or word.asked or at + 1 == len(words):
        return 0
    if before in particles("no_reason") or words[at + 1].text in particles("question_word"):
        return 0
    if message[word.end :].lstrip().startswith(":"):
        return 1
    following = [one.text for one in words[at + 1 : at + 3] if one.sentence == word.sentence]
    told = len(following) > 1 and following[0] in particles("being")
    return 2 if told and following[1] in particles("giving_reason") else 0


def _sentence(words: Words, at: int) -> list[Word]:
    """The words from there to the end of their sentence; none of a question."""
    rest = words[at:]
    said = list(takewhile(lambda word: word.sentence == rest[0].sentence, rest))
    return [] if any(word.asked for word in said) else said
