"""A message about several subscriptions, parted into what it says of each."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from knowledge.case.callers import Called, callers
from knowledge.case.others import named_at
from knowledge.judged.heads import Heads
from knowledge.mentions.marks import Marks
from knowledge.reading.question import Question
from knowledge.reading.witnesses import Named
from knowledge.words.text import Word, particles

_PERHAPS: Final = 0.2  # how likely a type is the asker's own that is one of several
_RARE_HERE: Final = 5.5  # of a word, from which on it may call one of those in one message

_Unit = tuple[int, int]  # from one word to before another, within one clause


class _Anchor(NamedTuple):
    """A word that names a subscription, and which one: a type that is named again is the same one."""

    at: int
    of: int


def partings(message: str, question: Question, heads: Heads) -> list[list[str]]:
    """All ways to part a message: by the types or days that it names, and by each manner of other names.

    Where several types are named those tell them apart.
    """
    by_type = segments(message, question, heads)
    if len({one.value for one in question.own_types}) > 1:
        return [by_type]
    named = callers(question.marks, message, heads)
    return [by_type, *(_by_name(called, message, question) for called in named)]


def segments(
    message: str, question: Question, heads: Heads, named: Sequence[Named] | None = None
) -> list[str]:
    """What the message says of each subscription: it begins at the clause that names it.

    `named` are the names that tell them apart, where that is known. A clause behind that which calls
    another one by its name or its letter goes with that, and one about both of them with all. Where one
    type is named for all, it is set before each but the first.
    """
    named = _named(question) if named is None else named
    anchors = _anchors(named, question)
    count = len({one.of for one in anchors})
    if count <= 1:
        return [message]
    marks = question.marks
    beginnings = _beginnings(marks, anchors)
    units = _units(marks, [start for start, _ in beginnings])
    owners = list(_owners(marks, heads, anchors, beginnings, units))
    types = question.own_types
    shared = f"{types[0].words}, " if len(types) == 1 and named[0] not in types else ""
    return [shared * (of > 0) + _said_of(of, message, marks, units, owners) for of in range(count)]


def _by_name(called: Sequence[Called], message: str, question: Question) -> list[str]:
    """What is said of each that is called by a name, with the one type of all where it is missing."""
    marks = question.marks
    places = {name: place for place, name in enumerate(dict.fromkeys(one.name for one in called))}
    units = _units(marks, [0])
    owners = list(_named_owners(marks, [(one.at, places[one.name]) for one in called], units))
    said = [_said_of(of, message, marks, units, owners) for of in range(len(places))]
    types = question.own_types[:1]
    typed = {
        owner for unit, owner in zip(units, owners, strict=True) for one in types if _holds(unit, one.at)
    }
    if not types or None in typed:
        return said
    return [text if of in typed else f"{types[0].words}, {text}" for of, text in enumerate(said)]


def _named_owners(
    marks: Marks, called: Sequence[tuple[int, int]], units: Sequence[_Unit]
) -> Iterator[int | None]:
    """Which one each clause speaks of: the one it calls, else as before; None of all, as before the first."""
    together = _of_all(marks, [at for at, _ in called])
    owner: int | None = None
    for unit in units:
        names = {of for at, of in called if _holds(unit, at)}
        if len(names) > 1 or (not names and any(_holds(unit, at) for at in together)):
            yield None
            continue
        owner = names.pop() if names else owner
        yield owner


def _of_all(marks: Marks, named: Sequence[int]) -> set[int]:
    """The words that are said of all: of a sentence that names none and says "both", each; what stands before
    the first that is named, by sentences, or up to a "both"."""
    words, each = marks.words, particles("each_word")
    both = {one.first for one in marks.all("both")} | {
        at for at, word in enumerate(words) if word.text in each
    }
    naming = {words[at].sentence for at in named}
    of_both = {words[at].sentence for at in both} - naming
    opening = words[named[0]].sentence if named else 0
    until = max((at for at in both if named and at < named[0]), default=-1)
    return {
        at
        for at, word in enumerate(words)
        if at in both or at <= until or word.sentence in of_both or word.sentence < opening
    }


def _holds(unit: _Unit, at: int) -> bool:
    return unit[0] <= at < unit[1]


def _said_of(
    of: int, message: str, marks: Marks, units: Sequence[_Unit], owners: Sequence[int | None]
) -> str:
    """The clauses about one of them or about all; what was left out between two of them ends a sentence."""
    ends = [*(marks.words[first].start for first, _ in units[1:]), len(message)]
    said, last = "", 0
    for start, end, owner in zip([0, *ends], ends, owners, strict=False):
        if owner in {of, None}:
            said += ". " * (bool(said) and start > last) + message[start:end]
            last = end
    return said


def _named(question: Question) -> list[Named]:
    """The types, where there are several of them; or the dates, where one type has several."""
    own = question.own_types
    types = own if len(own) > 1 else [one for one in question.found.types if one.own > _PERHAPS]
    several = len({one.value for one in types}) > 1 or any(
        _is_dated(question, one.at, other.at) for one, other in pairwise(types)
    )
    return question.own_days if not several and len(question.own_days) > 1 else types


def _is_dated(question: Question, first: int, last: int) -> bool:
    """Whether a sign-up date stands between these words."""
    return any(first < day.at < last for day in question.own_days)


def _anchors(named: Sequence[Named], question: Question) -> list[_Anchor]:
    """Each time a subscription is named, and which one it is.

    A type that was named before is the same one, unless both times it has a date; right behind itself,
    unless the first time it has one.
    """
    anchors: list[_Anchor] = []
    known: dict[object, tuple[int, bool]] = {}
    ends = [*(one.at for one in named[1:]), len(question.marks.words)]
    for one, end in zip(named, ends, strict=bool(named)):
        dated = _is_dated(question, one.at, end)
        before, had_date = known.get(one.value, (None, False))
        again = before is not None and anchors[-1].of == before
        if before is None or (had_date and (dated or again)):
            before, had_date = len({each.of for each in anchors}), False
        known[one.value] = (before, had_date or dated)
        anchors.append(_Anchor(one.at, before))
    return anchors


def _beginnings(marks: Marks, anchors: Sequence[_Anchor]) -> list[tuple[int, _Anchor]]:
    """Where the words about another one begin than about the one before, and where it is named."""
    turns = ((one, other) for one, other in pairwise(anchors) if one.of != other.of)
    return [(0, anchors[0]), *((_start(marks, one.at, other.at), other) for one, other in turns)]


def _units(marks: Marks, starts: Sequence[int]) -> list[_Unit]:
    """The clauses, parted once more where another subscription is named within one."""
    clauses = (at for at, (one, other) in enumerate(pairwise(marks.words), 1) if one.clause != other.clause)
    return list(pairwise([*sorted({*starts, *clauses}), len(marks.words)]))


def _owners(
    marks: Marks,
    heads: Heads,
    anchors: Sequence[_Anchor],
    beginnings: Sequence[tuple[int, _Anchor]],
    units: Sequence[_Unit],
) -> Iterator[int | None]:
    """Which subscription each clause speaks of, None where of all; one that calls none goes on as before."""
    called = _called(marks, heads, beginnings)
    begins = {start: anchor.of for start, anchor in beginnings if start}
    together = _of_all(marks, [one.at for one in anchors])
    owner: int | None = 0
    for first, last in units:
        named = [one.of for one in anchors if first <= one.at < last]
        names = {of for at, of in called if first <= at < last}
        if named or first in begins:
            owner = named[0] if named else begins[first]
        elif together.intersection(range(first, last)):
            yield None
            continue
        elif len(names) == 1:
            owner = names.pop()
        yield owner


def _called(marks: Marks, heads: Heads, beginnings: Sequence[tuple[int, _Anchor]]) -> list[tuple[int, int]]:
    """The words that call one of them: those that stand where it was named and by no other."""
    words, names = marks.words, named_at(marks, heads, _RARE_HERE)
    of: dict[str, set[int]] = {}
    for start, anchor in beginnings:
        for at, name in names:
            if at >= start and _introduces(words[at], words[anchor.at]):
                of.setdefault(name, set()).add(anchor.of)
    return [(at, next(iter(of[name]))) for at, name in names if len(of.get(name, ())) == 1]


def _introduces(word: Word, anchor: Word) -> bool:
    """Whether a word stands where a subscription is named: in its clause, or before it in its sentence."""
    return word.sentence == anchor.sentence and word.clause <= anchor.clause


def _start(marks: Marks, earlier: int, at: int) -> int:
    """Where the piece of a type begins: at its sentence, or its clause, or the type itself."""
    words = marks.words
    for unit in ("sentence", "clause"):
        first = next(
            place for place in range(len(words)) if getattr(words[place], unit) == getattr(words[at], unit)
        )
        if first > earlier:
            return _introduced(marks, earlier, first)
    return _joined(marks, earlier, at)


def _joined(marks: Marks, earlier: int, at: int) -> int:
    """Where a second type begins that is joined to the first in one clause: at its "and"."""
    joining = (
        place for place in range(at - 1, earlier, -1) if marks.words[place].text in particles("and_word")
    )
    return next(joining, at)


def _introduced(marks: Marks, earlier: int, first: int) -> int:
    """Where it is said whose the type is, before its own clause: "and the third, a gym, has a trial"."""
    words = marks.words
    opening = particles("and_word") | particles("second_one") | particles("third_one")
    between = (at for at in range(earlier + 1, first) if words[at].clause != words[earlier].clause)
    begins = (at for at in between if words[at].clause != words[at - 1].clause)
    return next((at for at in begins if words[at].text in opening), first)
