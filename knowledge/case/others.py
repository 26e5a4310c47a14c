"""The subscriptions that a conversation has spoken of, and which of them a message speaks of.

People come back to one by what they call it ("client B", "Bakery Jansen", "the second one") or by its type.
So each is kept with the words that stood by it and by no other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from knowledge.case.certainty import Likely
from knowledge.case.whose import THEIRS, calls_own
from knowledge.judged.heads import Heads
from knowledge.mentions.labels import labels_at, ordinals_at
from knowledge.mentions.marks import Marks
from knowledge.reading.question import Question
from knowledge.words.text import Word, particles
from rules.model import Facts

_RARE: Final = 7.3  # of a word, from which on it may be a name
_SHORTEST: Final = 3  # letters of a name
_MOST_NAMES: Final = 40
_PERHAPS: Final = 0.9  # how sure it is where a rare word may be a name: enough for no more than an offer
_SUPPOSES: Final = 0.9  # how likely a message plainly supposes something
_SUPPOSED: Final = 0.3
_FEWEST: Final = 2


@dataclass(frozen=True)
class Spoken:
    """A subscription that was spoken of: its facts, the doubts about them, the words that stood by it.

    `place` is its place in the order in which they came up, from 0.
    """

    facts: Facts = field(default_factory=dict)
    doubts: Likely = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    place: int = 0


class Meant(NamedTuple):
    """Which of all subscriptions is meant, 0 being the one at hand, and how sure that is."""

    at: int
    p: float


def names_in(marks: Marks, heads: Heads, rare: float = _RARE) -> frozenset[str]:
    """The words of a message by which a subscription may be called."""
    return frozenset(name for _, name in named_at(marks, heads, rare))


def named_at(marks: Marks, heads: Heads, rare: float = _RARE) -> list[tuple[int, str]]:
    """The words by which a subscription may be called, each with its place.

    Words that many messages have, less rare than `rare`, and those that mean something to us, call nothing.
    """
    meaning = {at for one in marks.meant for at in range(one.first, one.last)}
    meaning |= {at for day in marks.dates for at in range(day.first, day.last)}
    words = enumerate(marks.words)
    named = [(at, word.text) for at, word in words if at not in meaning and _may_name(word, heads, rare)]
    return [*labels_at(marks.words), *named[:_MOST_NAMES]]


def rare_words(marks: Marks, heads: Heads) -> int:
    """How many words of a message few messages have."""
    plain = (word for word in marks.words if word.form == "word" and not word.pasted)
    return sum(heads.rarity_of(word.text) > _RARE for word in plain)


def _may_name(word: Word, heads: Heads, rare: float) -> bool:
    if word.form != "word" or word.pasted:
        return False
    if word.text in particles("contrasting"):
        return True
    return len(word.text) >= _SHORTEST and heads.rarity_of(word.text) > rare


def _letters(marks: Marks) -> frozenset[str]:
    """The letters that stand by themselves and are no words: any of them may call one that is called so."""
    letters = (word.text for word in marks.words if len(word.text) == 1 and not word.pasted)
    return frozenset(f"letter {letter}" for letter in letters if letter not in particles("small_word"))


def new_label(marks: Marks, every: Sequence[Spoken]) -> tuple[int, str] | None:
    """The first letter or figure that stands for a name which none of them has yet, and its place.

    None where none of them is called by such a one.
    """
    known = {name for name in names_of(every) if " " in name}
    new = (found for found in labels_at(marks.words) if found[1] not in known)
    return next(new, None) if known else None


def meant_together(question: Question, heads: Heads, every: Sequence[Spoken]) -> list[Spoken]:
    """Those that a message asks about together, in the order they came up; all where it names none of them.

    All as well where it says so: in "all three: the dentist, the garage and me" not each has to be known by
    what it is called there. Empty where it names one alone, or a type that was not spoken of: it is about
    that then.
    """
    types = {one.value for one in question.own_types}
    typed = {at for at, one in enumerate(every) if one.facts.get("subscription") in types}
    if len(every) < _FEWEST or types - {every[at].facts.get("subscription") for at in typed}:
        return []
    called = _called(names_in(question.marks, heads), every) | typed
    if len(called) == 1:
        return []
    of_all = any(word.text in particles("all_of_them") for word in question.marks.words)
    meant = [every[at] for at in called] if called and not of_all else list(every)
    return sorted(meant, key=lambda one: one.place)


def meant_one(
    question: Question, heads: Heads, every: Sequence[Spoken], *, supposed: bool = False
) -> Meant | None:
    """Which one alone a message names, the one at hand first among them; None where none or several.

    `supposed`: what it follows is only supposed, so it may mean what the one at hand would be.
    """
    if len(every) < _FEWEST:
        return None
    words = {word.text for word in question.marks.words if not word.pasted}
    called = names_in(question.marks, heads) | ((_letters(question.marks) | words) & names_of(every))
    labels = frozenset(name for name in called if " " in name)
    sure = _PERHAPS if question.talk.asked == "subscription" else 1.0
    ways = (
        (_called(labels, every), 1.0),
        (_counted(question.marks, every), 1.0),
        (_other(question.marks, every), 1.0),
        (_typed(question, every, supposed=supposed), sure),
        (_own(question, every), _PERHAPS),
        (_called(called, every), _PERHAPS),
        (_dated(question, every), _PERHAPS),
    )
    found, p = next(((found, p) for found, p in ways if found), (set[int](), 0.0))
    return Meant(next(iter(found)), p) if len(found) == 1 else None


def _called(called: frozenset[str], every: Sequence[Spoken]) -> set[int]:
    """The subscriptions that have one of these names for themselves, as it is or with an s: "Brunner's"."""
    called |= {name.removesuffix("s") for name in called}
    return {
        at
        for at, one in enumerate(every)
        if called & (one.names - names_of(other for other in every if other is not one))
    }


def names_of(spoken: Iterable[Spoken]) -> frozenset[str]:
    """All words by which any of these may be called."""
    return frozenset[str]().union(*(one.names for one in spoken))


def _counted(marks: Marks, every: Sequence[Spoken]) -> set[int]:
    """ "The first one", by the order in which they came up."""
    places = {place for _, place in ordinals_at(marks)}
    return {at for at, one in enumerate(every) if one.place in places}


def _other(marks: Marks, every: Sequence[Spoken]) -> set[int]:
    """ "And the other one?", where one other is known."""
    if len(every) != _FEWEST:
        return set()
    words = marks.words
    places = (at for at in range(1, len(words)) if words[at].text in particles("other_one"))
    alone = (at for at in places if words[at - 1].text in particles("the_word") and _ends_there(words, at))
    return {1} if any(alone) else set()


def _ends_there(words: Sequence[Word], at: int) -> bool:
    """Whether nothing stands behind it that tells the other what."""
    behind = words[at + 1] if at + 1 < len(words) else None
    if behind is None or behind.clause != words[at].clause:
        return True
    return behind.text in particles("behind_other") | particles("labelled")


def _dated(question: Question, every: Sequence[Spoken]) -> set[int]:
    """Those with the day it tells, unless that takes something back or answers us: "the one of 2015"."""
    told = question.told.get("created")
    mends = question.says_no or bool(question.marks.all("correction")) or question.talk.asked == "created"
    if told is None or mends or question.own_types:
        return set()
    return {at for at, one in enumerate(every) if one.facts.get("created") == told}


def _own(question: Question, every: Sequence[Spoken]) -> set[int]:
    """ "And mine?", beside those of other people.

    Who tells a type or a day of it may speak of a new one, unless that is only supposed.
    """
    own = {at for at, one in enumerate(every) if THEIRS not in one.names}
    tells = any(question.told.get(name) is not None for name in ("subscription", "created"))
    tells = tells and question.acts.get("what_if", 0.0) <= _SUPPOSES
    return own if len(own) < len(every) and not tells and calls_own(question.marks.words) else set()


def _typed(question: Question, every: Sequence[Spoken], *, supposed: bool) -> set[int]:
    """Those of a type that the message names, unless it answers by it.

    What mends or supposes something may mean a type that the one at hand has, or would have; but "what if
    the CSP does nothing" is about the one that was spoken of.
    """
    if question.talk.asked == "subscription" and "subscription" not in every[0].facts:
        return set()
    supposes = supposed or question.acts.get("what_if", 0.0) > _SUPPOSED
    turns = supposes or bool(question.marks.all("correction"))
    named = (one for one in question.found.types if one.own > 0)
    types = {one.value for one in named if not turns or _is_pointed_at(question.marks.words, one.at)}
    return {at for at, one in enumerate(every) if one.facts.get("subscription") in types}


def _is_pointed_at(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at - 1].text in particles("the_word")
