"""Labelled messages as lessons: their features, and what each head should say of them. Development only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle
from typing import Final

from knowledge.judged.features import Features, Talk, of_date, of_message, of_type, side_of
from knowledge.learning.corpus import VERDICTS, Labelled
from knowledge.library import Reading
from knowledge.mentions.marks import Before, read_marks
from knowledge.mentions.unknowing import unknowing
from knowledge.reading.several_signs import Signs, signs_in
from knowledge.reading.witnesses import BY_HEAD, NOT_TOLD, OTHER, Named, named_in
from rules.interval import parse_interval
from rules.model import UNKNOWN

TODAY: Final = date(2026, 11, 25)  # what "last year" counts from in the corpus
_HALF: Final = 0.5
# what an offer asks for, about as often as each is asked
_DOUBTED: Final = ("delivery", "created", "subscription", "created", "delivery")


@dataclass(frozen=True)
class Prepared:
    """A labelled message with its features, those of its types and dates, and its worth in learning."""

    label: Labelled
    features: Features
    types: tuple[tuple[tuple[str, ...], Named, bool | None], ...]
    days: tuple[tuple[tuple[str, ...], Named, bool | None], ...]
    unknowing: bool
    named: Mapping[str, str]
    several: Signs
    worth: float = 1.0


def prepare(label: Labelled, reading: Reading) -> Prepared:
    """The features of a labelled message."""
    language = label.language if label.language in ("en", "nl") else "en"
    marks = read_marks(label.text, reading.vocabulary, reading.date_words, TODAY, Before(language))
    types, days = [], []
    for mention in marks.types:
        named = Named(
            mention.value, 0, "", mention.first, mention.kind == "subscription", marks.is_code(mention)
        )
        place = (marks.words[mention.first].start, marks.words[mention.last - 1].end)
        own = _is_own(label, place, "subscription", "other_types")
        types.append((tuple(dict.fromkeys(of_type(marks, mention, label.talk))), named, own))
    for day in marks.dates:
        named = Named(day.interval, 0, "", day.first)
        place = (marks.words[day.first].start, marks.words[day.last - 1].end)
        own = _is_own(label, place, "created", "other_dates")
        days.append((tuple(dict.fromkeys(of_date(marks, day, reading.cut, label.talk))), named, own))
    features = of_message(marks, reading.cut, label.talk)
    return Prepared(
        label, features, tuple(types), tuple(days), unknowing(marks), named_in(marks), signs_in(marks)
    )


def lessons_of(labels: Iterable[Labelled], reading: Reading) -> list[Prepared]:
    """The messages prepared; a turn that may come after an offer twice, each worth a half."""
    return list(_lessons_of(labels, reading))


def _lessons_of(labels: Iterable[Labelled], reading: Reading) -> Iterator[Prepared]:
    doubted = cycle(_DOUBTED)
    for label in labels:
        if not _may_be_offered(label.talk):
            yield prepare(label, reading)
            continue
        for one in (label, _after_offer(label, next(doubted))):
            yield replace(prepare(one, reading), worth=_HALF)


def _may_be_offered(talk: Talk) -> bool:
    """Whether all was answered before, which only a reader who is sure of everything has done."""
    return talk.under_way and talk.asked is None


def _after_offer(label: Labelled, doubted: str) -> Labelled:
    """The turn as people say it, too, where the verdict before it was only offered, for doubt in a fact."""
    last = f"ask_{doubted}" if label.talk.last in VERDICTS else label.talk.last
    talk = label.talk._replace(asked=doubted, last=last, offered=True)
    return replace(label, name=f"{label.name} after an offer", talk=talk)


def moved_into_talk(labels: Sequence[Labelled]) -> list[Labelled]:
    """What was said alone on other subjects, as if in the midst of a conversation, where people say it, too.

    Each is moved to where some turn of these stood.
    """
    stands = [label.talk for label in labels if label.talk.under_way]
    alone = [one for one in labels if not one.talk.under_way and one.act == "out_of_scope"]
    if not stands:
        return []
    return [replace(one, talk=stands[at * len(stands) // len(alone)]) for at, one in enumerate(alone)]


def _is_own(label: Labelled, place: tuple[int, int], fact: str, others: str) -> bool | None:
    """Whether the words at a place are quoted for the fact; None where the labels do not tell."""
    if label.quotes is None:
        return None
    own = _quoted(label, place, fact)
    if own != _quoted(label, place, others):
        return own
    told = label.facts.get(fact)
    return False if not own and (told is None or told == UNKNOWN) and label.complete else None


def _quoted(label: Labelled, place: tuple[int, int], name: str) -> bool:
    for quote in (label.quotes or {}).get(name) or ():
        at = label.text.find(quote)
        while at >= 0:
            if at < place[1] and place[0] < at + len(quote):
                return True
            at = label.text.find(quote, at + 1)
    return False


# -- what each head should say


def told_type(label: Labelled) -> str:
    """The type that a message tells, by the answer of its head."""
    told = label.facts.get("subscription", NOT_TOLD)
    return OTHER if told.startswith(OTHER) else told


def told_side(label: Labelled, cut: date) -> str:
    """The side of the policy's day that a message tells, by the answer of its head."""
    told = label.facts.get("created")
    if told is None:
        return NOT_TOLD
    return UNKNOWN if told == UNKNOWN else side_of(parse_interval(told), cut)


def tells_case(label: Labelled) -> bool:
    """Whether the facts of the message are those that its labels tell."""
    return label.of_case and not label.several and label.complete


def answer_of(label: Labelled, head: str, cut: date) -> str | None:
    """What the head should say of the message, None where it learns nothing from it."""
    if head in ("act", "word"):
        return label.act if head == "act" else label.word
    if head == "theme":
        return label.theme if label.act in ("topic_answer", "not_covered") else None
    if head == "several":
        return ("yes" if label.several else "no") if label.of_case else None
    if not tells_case(label):
        return None
    if head == "type":
        return told_type(label)
    return told_side(label, cut) if head == "created" else label.facts.get(head, NOT_TOLD)


HEADS: Final = ("act", "theme", "word", "several", "type", "created", *BY_HEAD)
