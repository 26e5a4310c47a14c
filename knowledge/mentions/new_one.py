"""Whether a subscription is brought up that is not yet there, or one more who has one."""

from itertools import takewhile
from typing import Final

from knowledge.mentions.marks import TYPE_KINDS, Marks
from knowledge.words.text import any_of, particles
from knowledge.words.vocabulary import Mention

_NAMING: Final = (*TYPE_KINDS, "sub_noun")
_REACHES: Final = 2  # words between "new" and what is new


def names_a_new_one(marks: Marks) -> bool:
    """Whether a subscription is called new: "a new payg sub", "een nieuw abonnement"."""
    named = [one.first for one in _named(marks)]
    named += [at for at, word in enumerate(marks.words) if word.text in particles("one_word")]
    return any(any_of(marks.words[max(0, at - _REACHES) : at], "brand_new") for at in named)


def names_another_customer(marks: Marks) -> bool:
    """Whether one more who has a subscription is brought up: "nog een klant", "another client"."""
    texts = [word.text for word in marks.words]
    named = (at for at, text in enumerate(texts) if text in particles("customer_word"))
    before = ({*texts[max(0, at - _REACHES) : at]} for at in named)
    return any(said & particles("another_word") or particles("one_more") <= said for said in before)


def takes_one_out(marks: Marks) -> bool:
    """Whether a subscription is spoken of as one still to be had: "take out a payg", "een EA nemen"."""
    return any(_is_taken_out(marks, one) for one in _named(marks))


def _named(marks: Marks) -> list[Mention]:
    return [one for kind in _NAMING for one in marks.all(kind)]


def _is_taken_out(marks: Marks, one: Mention) -> bool:
    words, clause = marks.words, marks.words[one.first].clause
    behind = words[one.last : one.last + _REACHES]
    if any_of([word for word in behind if word.clause == clause], "taking_out_behind"):
        return True
    passing = particles("taking_gap") | particles("indefinite")
    between = list(takewhile(lambda word: word.text in passing, reversed(words[: one.first])))
    verb = one.first - len(between) - 1
    taken = verb >= 0 and words[verb].text in particles("taking_out") and words[verb].clause == clause
    indirect = any_of(between, "for_word") and not any_of(between, "up_word")  # "open for a payg"
    return taken and not indirect and any_of(between, "indefinite")
