"""A message, and each type and date in it, as named sparse features: all that the heads see.

Exact readings (kinds of mentions, ports, dates) stand beside plain words and pieces of words, so that
what is exact counts where it was found, and what people say in their own way counts where it was not.
Names, dates and numbers give way to what they are, so that a rare product reads like a common one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from knowledge.dates.intervals import DateMention
from knowledge.mentions.bearings import bearings
from knowledge.mentions.denied import negated
from knowledge.mentions.disowned import disowned, not_meant
from knowledge.mentions.marks import Marks
from knowledge.mentions.occasions import occasions
from knowledge.mentions.ports import NAMED_PORTS, find_ports
from knowledge.mentions.unknowing import unknowing
from knowledge.words.vocabulary import Mention
from rules.interval import Interval

_PIECES = range(2, 6)  # letters of a piece of a word
_LONGEST = 40  # letters of a word that are taken to pieces
_WINDOW = 6  # words on each side of a mention
_NEAR = 3  # of those, the ones whose place counts
_KNOWN_BY_VALUE = ("delivery", "route", "exemption", "restarted")
_FIRST_WORDS = 12  # of a turn, read together with what was asked before
_OURS = 3  # things of ours that a message names
_MANY = 2  # subscriptions beside the one at hand
_SHORT, _MIDDLE = 4, 10  # words of a turn
_LONG = 48  # words from which on the length of a message counts in wider steps
_CARRIERS = frozenset(
    "subscription subscription_weak subscription_unclear sub_noun vm_noun machine vm_created service "
    "service_weak mail_server ticket_noun requested_word exemption_noun unblock exempted granted_word "
    "refused_word reboot stopstart change arrived trouble blocked policy created own reference "
    "cue_since".split()
)

Place = tuple[int, int]  # the first word, and the one behind the last


class Talk(NamedTuple):
    """What the conversation brings to a message: our open question, our last outcome, the known facts.

    `supposed`: that outcome was one of a what-if; `offered`: it was only offered, for a yes or a no;
    `others`: how many subscriptions were spoken of beside the one at hand.
    """

    asked: str | None = None
    last: str | None = None
    known: Mapping[str, str] = {}
    supposed: bool = False
    offered: bool = False
    others: int = 0

    @property
    def under_way(self) -> bool:
        return self.last is not None

    @property
    def kind(self) -> str:
        """Whether a message stands "alone" or is a "turn"."""
        return "turn" if self.under_way else "alone"


NO_TALK = Talk()


class Features(NamedTuple):
    """The features of a message: its words made plain, and named features by group."""

    tokens: tuple[str, ...]
    words: tuple[str, ...]
    marks: tuple[str, ...]
    talk: tuple[str, ...]


def of_message(marks: Marks, cut: date, talk: Talk = NO_TALK) -> Features:
    """The features of a whole message; `cut` is the policy's own day, which parts dates in two."""
    tokens = tuple(_run_together(marks))
    found = dict.fromkeys(_of_marks(marks, cut))
    return Features(
        tokens,
        tuple(dict.fromkeys(_of_words(tokens))),
        tuple(found),
        tuple(_of_talk(marks, tokens, found, talk)),
    )


@lru_cache(maxsize=20_000)
def pieces(token: str) -> tuple[str, ...]:
    """The pieces of a word, its ends marked by a space; of a placeholder the whole."""
    if token.startswith("<"):
        return (token,)
    padded = f" {token[:_LONGEST]} "
    found = {
        padded[at : at + size]
        for size in _PIECES
        if size < len(padded)
        for at in range(len(padded) - size + 1)
    }
    return tuple(sorted(found | {padded[: _PIECES[-1] + 1]} if len(padded) <= _PIECES[-1] else found))


def _run_together(marks: Marks) -> Iterator[str]:
    """The plain words, those of one name or date as one."""
    covered = marks.covered
    for at, word in enumerate(marks.plain):
        if at not in covered or covered.get(at - 1) != word:
            yield word


def _of_words(tokens: tuple[str, ...]) -> Iterator[str]:
    yield from tokens
    yield from (f"{first} {second}" for first, second in pairwise(("^", *tokens, "$")))


def _of_marks(marks: Marks, cut: date) -> Iterator[str]:
    meant = marks.meant
    for mention in meant:
        yield f"k:{mention.kind}"
        yield f"v:{mention.kind}={mention.value}"
        if negated(marks, mention):
            yield f"n:{mention.kind}"
        if marks.asked(mention):
            yield f"a:{mention.kind}"
    yield from (f"b:{first.kind}>{second.kind}" for first, second in pairwise(meant))
    for together in marks.kinds_by_clause:
        yield from (f"p:{first}&{second}" for first, second in combinations(together, 2))
    for port in find_ports(marks):
        name = port.number if port.number in NAMED_PORTS else "x"
        yield f"port:{name}"
        yield f"port:{name}:{'p' if port.pasted else 't'}{'r' if port.rule else ''}"
    for day in marks.dates:
        yield f"side:{side_of(day.interval, cut)}"
        yield f"recent:{day.recent}"
    yield from _of_shape(marks)


def _of_shape(marks: Marks) -> Iterator[str]:
    yield f"length:{_length(len(marks.words))}"
    yield f"ours:{min(_OURS, len(marks.meant))}|{_length(len(marks.words))}"
    yield f"dates:{min(3, len(marks.dates))}"
    yield f"types:{min(3, len(marks.type_values))}"
    yield f"strange:{min(4, len(marks.strange))}"
    yield f"language:{marks.language}"
    if any(word.asked for word in marks.words):
        yield "asked"
        if marks.words[-1].asked:
            yield "asked at the end"
    if any(word.pasted for word in marks.words):
        yield "pasted"
    if unknowing(marks):
        yield "not known"


def _of_talk(marks: Marks, tokens: tuple[str, ...], found: Mapping[str, None], talk: Talk) -> Iterator[str]:
    if not talk.under_way:
        yield "alone"
        return
    length = "s" if len(marks.words) <= _SHORT else "m" if len(marks.words) <= _MIDDLE else "l"
    yield from ("turn", f"asked:{talk.asked}", f"last:{talk.last}", f"turn:{length}")
    yield from (f"supposed:{talk.supposed}", f"offered:{talk.offered}", f"others:{min(_MANY, talk.others)}")
    yield from (f"has:{name}" for name in talk.known)
    yield from (f"has:{name}={talk.known[name]}" for name in _KNOWN_BY_VALUE if name in talk.known)
    kinds = [name for name in found if name[:2] in ("k:", "n:", "a:")]
    yield from (f"A:{talk.asked}|{name}" for name in (*kinds, length))
    yield f"A:{talk.asked}|dates{min(1, len(marks.dates))}|types{min(1, len(marks.types))}"
    yield from (f"T:{token}" for token in dict.fromkeys(tokens))
    yield from (f"T:{first} {second}" for first, second in dict.fromkeys(pairwise(("^", *tokens, "$"))))
    for token in dict.fromkeys(tokens[:_FIRST_WORDS]):
        yield f"A:{talk.asked}|{token}"
        yield f"L:{talk.last}|{token}"
        if talk.supposed:
            yield f"S:{token}"
        if talk.others:
            yield f"O:{token}"


def side_of(interval: Interval | None, cut: date) -> str:
    """On which side of the policy's day an interval lies: before, after, open, or none without one."""
    if interval is None:
        return "none"
    if interval.last is not None and interval.last < cut:
        return "before"
    return "after" if interval.first is not None and interval.first >= cut else "open"


# -- one type or one date among the others


def of_type(marks: Marks, mention: Mention, talk: Talk = NO_TALK) -> list[str]:
    """The features of a type that is named: whether it is the asker's own now hangs on them."""
    own = [
        "weak" if mention.kind.endswith("weak") else "strong",
        "denied" if negated(marks, mention) else "plain",
    ]
    around = _around(marks, mention.first, mention.last)
    own += [f"kind:{mention.kind}", f"value:{mention.value}"]
    if disowned(marks, mention):
        own.append("disowned")
    if any(one is not mention for one in not_meant(marks)):
        own.append("another denied")
    own += _beside_others(
        marks, (mention.first, mention.last), [(one.first, one.last) for one in marks.types]
    )
    own += _in_sentence(marks, mention.first, mention.last)
    own += bearings(marks, mention.first, mention.last)
    return [*around, *own, *_of_situation(talk, "subscription")]


def of_date(marks: Marks, day: DateMention, cut: date, talk: Talk = NO_TALK) -> list[str]:
    """The features of a date: whether the subscription was signed up then hangs on them."""
    ends = (day.interval.first, day.interval.last) if day.interval else (None, None)
    own = [
        f"side:{side_of(day.interval, cut)}",
        f"relation:{day.relation}",
        f"recent:{day.recent}",
        f"about:{day.approximate}",
        f"width:{_width(ends)}",
    ]
    if any(end is not None and abs((end - cut).days) <= 1 for end in ends):
        own.append("the policy's own day")
    own += _beside_others(marks, (day.first, day.last), [(one.first, one.last) for one in marks.dates])
    own += _in_sentence(marks, day.first, day.last)
    own += bearings(marks, day.first, day.last)
    own += occasions(marks, day.first, day.last, asked=talk.asked == "created")
    situation = _of_situation(talk, "created")
    own += [f"recent:{day.recent}|{one}" for one in situation]
    return [*_around(marks, day.first, day.last), *own, *situation]


def _in_sentence(marks: Marks, first: int, last: int) -> Iterator[str]:
    """The words of its sentence, wherever they stand."""
    own = marks.plain[first:last]
    counts = _counted(marks, marks.sentence_around(first))
    yield from (f"w:{word}" for word, count in counts.items() if count > own.count(word))


@lru_cache(maxsize=1)  # a sentence may name very many types, and each asks for its words
def _counted(marks: Marks, sentence: range) -> Counter[str]:
    return Counter(marks.plain[sentence.start : sentence.stop])


def _width(ends: tuple[date | None, date | None]) -> int:
    first, last = ends
    return -1 if first is None or last is None else min(4, (last - first).days // 30)


def _of_situation(talk: Talk, fact: str) -> list[str]:
    if not talk.under_way:
        return ["alone"]
    case = "case" if talk.known else "no case"
    known = "known" if fact in talk.known else "not known"
    return ["turn", f"asked:{talk.asked}", case, known, f"{known}|{talk.asked}"]


def situation_of(talk: Talk, fact: str) -> str:
    """Where the conversation stands towards a fact: alone, asked for, known, or none of these."""
    if not talk.under_way:
        return "alone"
    if talk.asked == fact:
        return "asked"
    return "known" if fact in talk.known else "turn"


def _around(marks: Marks, first: int, last: int) -> list[str]:
    """The words and the mentions around a stretch of words, and its place in the message."""
    words = marks.words
    here = words[first]
    found = [
        "bias",
        *_words_around(marks, first, last),
        *(f"in:{words[at].text}" for at in range(first, last)),
    ]
    found += _mentions_around(marks, first, last)
    for day in marks.dates:
        if (day.first, day.last) != (first, last):
            found.append(f"d:{_way(day.last, first)}{_where(marks, day.first, first)}")
    found.append(f"dates:{min(3, len(marks.dates))}")
    found.append(f"types:{min(3, len(marks.type_values))}")
    found += ["asked" if here.asked else "told", "pasted" if here.pasted else "typed"]
    found.append("opening" if first == 0 else f"place:{min(4, 4 * first // len(words))}")
    found.append(f"length:{_length(len(words))}")
    return found


def _length(words: int) -> int:
    """How long a message is, the steps the wider the longer it is."""
    return words // 6 if words < _LONG else min(11, 8 + (words - _LONG) // 24)


def _beside_others(marks: Marks, here: Place, others: list[Place]) -> Iterator[str]:
    """The how manieth of its sort it is, and what those next to it on both sides stand nearest to."""
    before = sorted(other for other in others if other < here)
    behind = sorted(other for other in others if other > here)
    yield f"nth:{min(4, len(before))}"
    yield f"behind it:{min(3, len(behind))}"
    for other in (*before[-1:], *behind[:1]):
        for gap, kind, way in _carriers(marks, *other)[:1]:
            yield f"rival:{kind}{way}"
            if gap <= _NEAR:
                yield f"rival near:{kind}"


def _words_around(marks: Marks, first: int, last: int) -> Iterator[str]:
    plain = marks.plain
    left = [plain[at] for at in range(first - 1, max(-1, first - 1 - _WINDOW), -1)]
    right = [plain[at] for at in range(last, min(len(marks.words), last + _WINDOW))]
    for side, beside in (("l", left), ("r", right)):
        for step, word in enumerate(beside, start=1):
            yield f"{side.upper()}{step if step <= _NEAR else ''}:{word}"
            yield f"{side}:{word}"
        if len(beside) > 1:
            yield f"{side}{side}:{beside[1]} {beside[0]}"
    if left and right:
        yield f"lr:{left[0]}_{right[0]}"


def _mentions_around(marks: Marks, first: int, last: int) -> Iterator[str]:
    for mention in marks.meant:
        if (mention.first, mention.last) == (first, last):
            continue
        way = _way(mention.last, first)
        yield f"m:{_where(marks, mention.first, first)}{way}{mention.kind}"
        if _gap(mention, first, last) <= _NEAR:
            yield f"near:{way}{mention.kind}"
    carriers = _carriers(marks, first, last)
    if carriers:
        gap, kind, way = carriers[0]
        yield f"carrier:{kind}{way}"
        yield f"carrier:{kind}:{min(4, gap)}"
        yield "carriers:" + "|".join(kind + way for _, kind, way in carriers)


def _carriers(marks: Marks, first: int, last: int) -> list[tuple[int, str, str]]:
    """The two nearest mentions of what has a day or a type: how far, what, and on which side."""
    found = {
        (_gap(mention, first, last), mention.kind, _way(mention.last, first))
        for kind in _CARRIERS
        for mention in marks.all(kind)
        if (mention.first, mention.last) != (first, last)
    }
    return sorted(found)[:2]


def _gap(mention: Mention, first: int, last: int) -> int:
    """The words between a mention and a stretch of words, none where they overlap."""
    if mention.first >= last:
        return mention.first - last
    return max(0, first - mention.last)


def _way(last: int, first: int) -> str:
    return "<" if last <= first else ">"


def _where(marks: Marks, at: int, first: int) -> str:
    """In the same clause, the same sentence or another one."""
    word, here = marks.words[at], marks.words[first]
    return "c" if word.clause == here.clause else "s" if word.sentence == here.sentence else "o"
