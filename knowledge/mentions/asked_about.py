"""Whether it is asked what a name means."""

from itertools import takewhile
from typing import Final

from knowledge.mentions.marks import Marks
from knowledge.words.text import particles
from knowledge.words.vocabulary import Mention

_FEW_WORDS: Final = 6  # in so few a question needs no mark to be one


def asked_about(marks: Marks, mention: Mention) -> bool:
    """Whether it is asked what the name means: "what is an EA?", "a relay, what's that"."""
    return _what_before(marks, mention) or _what_behind(marks, mention)


def _what_before(marks: Marks, mention: Mention) -> bool:
    at = mention.first - 1
    passing = particles("is_word") | particles("article") | particles("meant_word")
    while at >= 0 and marks.words[at].text in passing:
        at -= 1
    asked = marks.asked(mention) or len(marks.words) <= _FEW_WORDS
    return at >= 0 and asked and marks.words[at].text in particles("what_word")


def _what_behind(marks: Marks, mention: Mention) -> bool:
    sentence, rest = marks.words[mention.first].sentence, particles("is_word") | particles("meant_word")
    behind = takewhile(lambda word: word.sentence == sentence, marks.words[mention.last :])
    first = next(behind, None)
    asked = first is not None and first.text in particles("what_word")
    return asked and all(word.text in rest for word in behind)


def asks_what_exemption_is(marks: Marks) -> bool:
    """Whether it asks what an exemption is, or what the word means."""
    named = [*marks.all("exemption_noun"), *marks.all("unblock")]
    meaning = {word.sentence for word in marks.words if word.text in particles("means_word")}
    sentences = {marks.words[one.first].sentence for one in named}
    return any(asked_about(marks, one) for one in named) or not meaning.isdisjoint(sentences)
