"""Where one message asks more than once: "what does it cost, and how long does it take?"."""

from itertools import pairwise
from typing import Final

from knowledge.words.text import Word, Words, particles

_OPENING: Final = 3  # words of an ask within which one opens it
_MOST: Final = 4  # asks of one message that are looked at


def each_ask(message: str, words: Words) -> tuple[str, ...]:
    """The message in its asks, each with blanks for the others; none where it asks no more than once.

    What is only said belongs to the ask before it, at the beginning to the first one. More than a few are
    none to be parted.
    """
    typed = tuple(word for word in words if not word.pasted)
    starts = _starts(typed)
    if not 1 < len(starts) <= _MOST:
        return ()
    bounds = [*(typed[at].start for at in starts), len(message)]
    return tuple(
        " " * first + message[first:end] + " " * (len(message) - end) for first, end in pairwise(bounds)
    )


def one_ask(message: str, words: Words) -> str:
    """The sentence that asks, of a message in which no other one does; empty where nothing else is said."""
    typed = tuple(word for word in words if not word.pasted)
    begins = [at for at in range(len(typed)) if at == 0 or typed[at].sentence != typed[at - 1].sentence]
    bounds = [*pairwise([*begins, len(typed)])]
    asking = [(first, end) for first, end in bounds if _asks(typed[first:end], ())]
    if len(bounds) == 1 or len(asking) != 1:
        return ""
    ((first, end),) = asking
    start, stop = typed[first].start, typed[end].start if end < len(typed) else len(message)
    return " " * start + message[start:stop] + " " * (len(message) - stop)


def refers_back(words: Words) -> bool:
    """Whether an ask names nothing but what was just told: "does that count?", "geldt daar hetzelfde?"."""
    return particles("referring_back").issuperset(word.text for word in words)


def _starts(words: Words) -> list[int]:
    """The places where an ask begins behind another one."""
    begins = [at for at in range(len(words)) if at == 0 or _begins(words, at)]
    bounds = [*begins, len(words)]
    asking = [first for first, end in pairwise(bounds) if _asks(words[first:end], words[end:])]
    return [0, *asking[1:]] if asking else []


def _begins(words: Words, at: int) -> bool:
    """Whether a sentence begins there, or an ask that goes on in the same one."""
    word, before = words[at], words[at - 1]
    if word.sentence != before.sentence:
        return True
    if word.text in particles("joining"):
        return any(map(_opens, words[at + 1 : at + 3]))
    return word.clause != before.clause and before.text not in particles("joining") and _opens(word)


def _asks(piece: Words, behind: Words) -> bool:
    """Whether a piece asks: it ends a sentence that does, or opens as a question."""
    ends = not behind or behind[0].sentence != piece[-1].sentence
    joined = 1 if piece[0].text in particles("joining") else 0
    wonders = any(word.text in particles("question_word") for word in piece[:_OPENING])
    return (ends and piece[-1].asked) or wonders or any(map(_opens, piece[joined : joined + 1]))


def _opens(word: Word) -> bool:
    """Whether it is a word that a question opens with: "how", "is", "moet"."""
    return word.text in particles("question_word") or word.text in particles("asking_verb")
