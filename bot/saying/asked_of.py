"""What is asked of a verdict itself: its edition, where it stands, in which words, and if it does.

Each is answered in a line, however many come at once; the verdict is not told again. Pure.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.saying.explaining import basis_of, gists_of, is_inferred
from bot.saying.phrases import Phrases
from bot.saying.section import Section
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part

type_of_teller = Callable[[Section, Answer, Part, Phrases], Iterator[str]]


def asked_of(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Section:
    """The answers in their order, and the places."""
    lines = [line for name in answer.asked for line in _TELLERS[name](whole, answer, part, phrases)]
    first, *rest = dict.fromkeys(lines)
    return Section(first, tuple(rest), sources=whole.sources)


def _slots(answer: Answer, phrases: Phrases) -> dict[str, str]:
    newest = max(answer.editions, default=answer.edition)
    return {"own": phrases.edition_day(answer.edition), "newest": phrases.edition_day(newest)}


def _edition(_whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Iterator[str]:
    """Which edition it is, and of the newest that it says the same, where no other differs."""
    yield phrases.asked["edition"].format(**_slots(answer, phrases))
    if part.otherwise is None:
        is_newest = answer.edition == max(answer.editions, default=answer.edition)
        yield phrases.asked["newest" if is_newest else "same"].format(**_slots(answer, phrases))


def _counts(_whole: Section, answer: Answer, _part: Part, phrases: Phrases) -> Iterator[str]:
    """That the newest edition holds today, and by which one the answer is."""
    is_newest = answer.edition == max(answer.editions, default=answer.edition)
    yield phrases.asked["counts_own" if is_newest else "counts"].format(**_slots(answer, phrases))


def _source(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Iterator[str]:
    """That it stands below, and what the sentences say, where that is not told otherwise."""
    if "edition" not in answer.asked:  # which names it as well
        yield phrases.asked["source"].format(**_slots(answer, phrases))
    if "wording" not in answer.asked and not any(source.quotes for source in whole.sources):
        yield phrases.why["policy"].format(gists=gists_of(answer, part, phrases))
        yield from _if_inferred(answer, part, phrases)


def _wording(whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Iterator[str]:
    """That it is quoted below; else that there is no copy, and what the sentences say in our words."""
    slots = _slots(answer, phrases)
    if any(source.quotes for source in whole.sources):
        yield phrases.asked["quoted"].format(**slots)
    else:
        yield phrases.asked["unquoted"].format(**slots, gists=gists_of(answer, part, phrases))
    yield from _if_inferred(answer, part, phrases)


def _if_inferred(answer: Answer, part: Part, phrases: Phrases) -> Iterator[str]:
    """That no sentence says exactly that, where none does and nobody asked it."""
    if part.verdict is not None and is_inferred(part.verdict) and "basis" not in answer.asked:
        yield phrases.asked["inferred"]


def _basis(_whole: Section, answer: Answer, part: Part, phrases: Phrases) -> Iterator[str]:
    """Whether a sentence says so."""
    if part.verdict is not None:
        yield basis_of(answer, part, part.verdict, phrases)


_TELLERS: Final[Mapping[str, type_of_teller]] = {
    "which_counts": _counts,
    "edition": _edition,
    "source": _source,
    "wording": _wording,
    "basis": _basis,
}
