"""Several asks in one message: each that plainly asks one thing is answered, in their order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.asides import ON_THEME, SAYS_NOTHING
from knowledge.answering.rest import Rest
from knowledge.answering.single import Single
from knowledge.answering.told_before import is_known, left_by, stays
from knowledge.case.memory import Case
from knowledge.mentions.each_ask import each_ask, one_ask, refers_back
from knowledge.reading.question import Question
from knowledge.words.text import read_words

_PLAINLY: Final = 0.6  # how likely it must be that an ask is a general one, and its theme,
_SURELY: Final = 0.85  # or its theme alone
_MOST: Final = 3  # things that one message is answered
_VERDICT: Final = "verdict"
# Facts that the words for them seem to tell where they are only asked about.
_SEEMING: Final = ("delivery", "route", "service", "exemption", "restarted")
# What is asked of a verdict that can be told by itself.
_WORDS: Final = ("why", "how", "still", "meanwhile", "current", "in_short", "restate", "must_ask")
_TOLD_WITH_IT: Final = ("how_to_request", "why_blocked", *_WORDS[:5])  # what a verdict says itself


class EachAnswered:
    """Answers what the answer to the whole of a message left out, once a conversation is under way.

    A first message tells a story, of which every sentence may seem to ask something.
    """

    def __init__(self, rest: Rest, single: Single) -> None:
        self._rest, self._single = rest, single

    def with_each(self, found: Answer, question: Question, case: Case, message: str) -> Answer:
        """The answer with what else the message plainly asks; what it says of a case itself stays first."""
        if len(found.parts) > 1 or not question.talk.under_way:
            return found
        words = question.marks.words
        pieces = each_ask(message, words)
        if not pieces:
            return self._with_one(found, question, case, one_ask(message, words))
        if _key(found) == _VERDICT and not stays(found, case):
            return self._behind_news(found, question, case, pieces)
        return self._of_each(found, question, case, pieces)

    def _of_each(self, found: Answer, question: Question, case: Case, pieces: Sequence[str]) -> Answer:
        """The answers to its asks, in their order; behind what was found, where that tells more than they."""
        each = [self._plain(piece, question, case) for piece in pieces]
        asks = _each_once(one for one in each if one is not None)
        told = _each_once(_chain(found))
        if len(told) >= len(pieces) and {*map(_key, told)} != {*map(_key, asks)}:
            return found
        news = question.tells_more_than(case.facts, case.offered or {}, besides=_SEEMING)
        if not _is_told_by(found, each) and (news or not stays(found, case)):
            return _chained(_each_once([*told, *asks]), found.case, found)
        general = bool(asks) and all(one.topic != _VERDICT for one in asks)
        more = len(asks) > 1 or (general and found.outcome in SAYS_NOTHING)
        return _chained(asks, _left(found, case), found) if more else _chained(told, found.case, found)

    def _with_one(self, found: Answer, question: Question, case: Case, ask: str) -> Answer:
        """The answer to the one ask of a message, where to all of it no more is said than that all stays."""
        all_stays = _key(found) in (_VERDICT, "all") and stays(found, case)
        if not ask or not (all_stays or found.outcome in SAYS_NOTHING):
            return found
        if question.tells_more_than(case.facts, case.offered or {}):  # which may be what it is about
            return found
        said = self._plain(ask, question, case)
        return found if said is None else _chained([said], _left(found, case), found)

    def _behind_news(self, found: Answer, question: Question, case: Case, pieces: Sequence[str]) -> Answer:
        """What is told or offered first, and behind it what else is asked of it or in general."""
        part, *_ = found.parts
        if part.verdict is None and part.offered is None:
            return found
        of_it = case if found.supposed else found.case  # beside what is supposed, of what is so
        named = [piece for piece in pieces if not refers_back(read_words(piece))]
        each = [self._plain(piece, question, of_it) for piece in named]
        head, *behind = _chain(found)
        asks = (one for one in each if one is not None and _key(one) not in _TOLD_WITH_IT)
        return _chained(_each_once([head, *asks, *behind]), found.case, found)

    def _plain(self, piece: str, question: Question, case: Case) -> Answer | None:
        """The answer to an ask that plainly is after one thing beside the case; None to any other."""
        read = self._rest.read(piece, question, case)
        said = self._rest.reply(read, case, piece)
        if said.topic != _VERDICT:
            return said if _is_general(said, read, case) else None
        if said.asked:
            return said
        if said.repeated and said.word in _WORDS:
            return self._single.in_words(said.word, read, case)
        word = read.surely
        return self._single.in_words(str(word), read, case) if word in _WORDS and stays(said, case) else None


def _is_general(said: Answer, question: Question, case: Case) -> bool:
    """Whether it answers what plainly is a general question: it names no type or day that is new."""
    if said.outcome not in ON_THEME or question.tells_more_than(case.facts, besides=_SEEMING):
        return False
    general, theme = sum(question.acts.get(name, 0.0) for name in ON_THEME), max(question.themes.values())
    return bool(question.asides) or theme >= _SURELY or min(general, theme) >= _PLAINLY


def _is_told_by(found: Answer, each: Sequence[Answer | None]) -> bool:
    """Whether the answer to the whole says no more than those to its asks."""
    keys = {_key(one) for one in each if one is not None}
    return found.outcome in SAYS_NOTHING or _key(found) in keys or None not in each


def _key(found: Answer) -> str | tuple[str, ...]:
    """What an answer tells: the theme, the word that is asked of a verdict, or the verdict."""
    if found.topic != _VERDICT:
        return str(found.theme)
    if not found.agreed and found.asked:
        return found.asked
    return found.word if not found.agreed and found.repeated else _VERDICT


def _each_once(answers: Iterable[Answer]) -> list[Answer]:
    """The answers without those that tell what one before them told."""
    told: dict[str | tuple[str, ...], Answer] = {}
    for one in answers:
        told.setdefault(_key(one), one)
    return list(told.values())


def _chain(found: Answer) -> Iterator[Answer]:
    """An answer, and each that stands behind it."""
    one: Answer | None = found
    while one is not None:
        yield replace(one, also=None)
        one = one.also


def _left(found: Answer, before: Case) -> Case:
    """The case after it, in which a verdict that was told before is not open again."""
    return left_by(found, before) if is_known(found, before) else found.case


def _chained(answers: Sequence[Answer], case: Case, found: Answer) -> Answer:
    """One answer that has the others behind it, in a case; the rest is that of what was found."""
    whole = reduce(lambda behind, one: replace(one, also=behind), reversed(answers[:_MOST]))
    return replace(whole, case=case, possible=found.possible, unheard=found.unheard and len(answers) == 1)
