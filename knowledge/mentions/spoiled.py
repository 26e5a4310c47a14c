"""Names that a slip of the keys may have spoiled, or made of something else: "ppAp Service", "uAzre"."""

from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz.distance import OSA

from knowledge.dates.intervals import DateMention
from knowledge.words.text import Words, particles
from knowledge.words.vocabulary import Mention, Vocabulary

_SLIPPERY: Final = (
    "mail", "send", "relay_word", "service", "subscription", "subscription_weak", "granted_word",
)  # fmt: skip
_TWO_SLIPS: Final = 2
_DENIABLE: Final = ("service", "granted_word")
_SLIP_REACHES: Final = 2  # words before a name, where a slip may have undone a denial


def may_be_spoiled(
    words: Words, mentions: Iterable[Mention], dates: Iterable[DateMention], vocabulary: Vocabulary
) -> bool:
    """Whether a strange word stands where a slip may have hidden a name, or turned one into another."""
    return (
        any(_may_be_a_slip(words, one, vocabulary) for one in _slippery(mentions, dates, words))
        or any(_is_half_a_service(words, at, vocabulary) for at in range(1, len(words)))
        or any(_may_be_the_cloud(words, at, vocabulary) for at in range(len(words)))
    )


def _slippery(
    mentions: Iterable[Mention], dates: Iterable[DateMention], words: Words
) -> Iterator[Mention | DateMention]:
    """What a slip may have made of something else: names, and dates without a digit ("ien jaar oud")."""
    yield from (mention for mention in mentions if mention.kind in _SLIPPERY)
    for day in dates:
        if not any(letter.isdigit() for word in words[day.first : day.last] for letter in word.text):
            yield day


def _may_be_a_slip(words: Words, found: Mention | DateMention, vocabulary: Vocabulary) -> bool:
    if isinstance(found, DateMention) and any(
        _is_odd(words, at, vocabulary) for at in range(found.first, found.last)
    ):
        return True  # "tweel years ago"
    reach = _SLIP_REACHES if isinstance(found, Mention) and found.kind in _DENIABLE else 1
    clause = words[found.first].clause
    before = range(max(0, found.first - reach), found.first)
    return any(words[at].clause == clause and _is_odd(words, at, vocabulary) for at in before)


def _is_half_a_service(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """Whether half the name of a service stands beside a spoiled word: "ppAp Service", "app servec"."""
    before, word = words[at - 1], words[at]
    if before.clause != word.clause:
        return False
    ends = vocabulary.ends_a_service(word.text) and _is_odd(words, at - 1, vocabulary)
    return ends or (vocabulary.starts_a_service(before.text) and _is_odd(words, at, vocabulary))


def _may_be_the_cloud(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    """Whether slips have spoiled the cloud's own name, with which many others begin: "uAzre in Open"."""
    if not _is_odd(words, at, vocabulary):
        return False
    return min(OSA.distance(words[at].text, name) for name in particles("cloud_word")) <= _TWO_SLIPS


def _is_odd(words: Words, at: int, vocabulary: Vocabulary) -> bool:
    return at >= 0 and words[at].form == "word" and vocabulary.is_strange(words[at].text)
