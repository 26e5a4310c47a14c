"""What is asked of a verdict: where it stands, in which words, by which edition, how, if one must ask."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from knowledge.answering.answered import Answer
from knowledge.answering.asides import Asides
from knowledge.answering.standing import Standing
from knowledge.case.memory import Case, as_it_is
from knowledge.case.others import meant_one
from knowledge.case.whose import calls_own
from knowledge.mentions.asking import COUNTS
from knowledge.reading.question import MUST_ASK, RECAP, TO_WRITE, Question
from knowledge.words.text import particles
from rules.evaluate import Law

IN_FORCE: Final = "in_force"  # whether a page that is named, or which, is still the one that counts
_OF_SOURCES: Final = (COUNTS, "edition", "source")
OF_THE_VERDICT: Final = (*_OF_SOURCES, "wording", "basis")
SEEMING: Final = ("exemption", "restarted", "delivery")  # facts that the words for them seem to tell
OWN: Final = "own_case"  # which is no question beside the case
_SOURCE: Final = "source"  # what is told of us, where no verdict is asked about
# the verdict and the first thing to do, for others; what is known of the case
RETOLD: Final = ("in_short", "restate")
# what is to be done, and if anybody is to be asked for anything
_STEPS: Final = {"must_i_ask": MUST_ASK, "what_now": "how"}
# what may be asked of any verdict, also of one on what is supposed
OF_A_VERDICT: Final = ("why", "how", "still", "meanwhile", *RETOLD, MUST_ASK)
_PERHAPS: Final = 0.5  # how likely it asks what to write in a request, and not how to make one
_HARDLY: Final = 0.2  # how likely it asks how things stand as they are
_RATHER: Final = 0.8  # how likely it asks of the verdict on a what-if that was told just before,
_SURELY: Final = 0.85  # and of any other


class AskedOfVerdict:
    """Answers by one law what is asked of the verdict that stands."""

    def __init__(self, asides: Asides, law: Law, standing: Standing) -> None:
        self._asides, self._law, self._standing = asides, law, standing

    def named_so(
        self, named: Sequence[str], question: Question, case: Case, told: Answer | None
    ) -> Iterator[Answer]:
        """What is asked of a verdict: by which edition, where, in which words, and if it stands there."""
        meant = ["edition" if name == IN_FORCE else name for name in named]
        asked = tuple(name for name in OF_THE_VERDICT if name in meant and not _is_more_exact(name, named))
        of_what_is = _is_of_what_is(question, case) or _denies_first(question)
        real = as_it_is(case) if of_what_is else case
        last = told or self._standing.told(question, real)
        if IN_FORCE in named and last is None:
            yield self._asides.told_of(_SOURCE, question, case)
        if asked and last is None and case.offered is not None and not case.each:
            found = self._standing.offered(asked[0], question, case)
            yield found or self._asides.told_of(_SOURCE, question, case)
        elif asked and last is not None:
            yield replace(last, asked=asked, question=question, language=question.language)
        elif last is not None and named[0] in _STEPS:
            yield replace(last, repeated=True, word=_STEPS[named[0]], question=question)
        elif set(asked) & set(_OF_SOURCES) and question.talk.under_way:
            yield self._asides.told_of(_SOURCE, question, case)
        elif named[0] in RETOLD and len(named) == 1 and last is not None and told is None and not case.others:
            yield replace(last, repeated=True, word=named[0], question=question)

    def in_a_word(self, question: Question, case: Case) -> Answer | None:
        """What is plainly asked of the verdict that stands: right behind a what-if, of that.

        Of what is so where that is called. None where it may be asked of another subscription, or where what
        is supposed may be let go.
        """
        if self.calls_another(question, case):
            return None
        case = as_it_is(case) if _is_of_what_is(question, case) else case
        supposed = self._standing.supposed(question, case)
        if supposed and _may_turn_from(supposed, question):
            return None
        last = supposed or (None if case.others or case.supposing else self._standing.told(question, case))
        word = _plain_word(question, of_what_if=supposed is not None)
        if last is None or word is None:
            return None
        if question.tells_more_than(last.parts[0].facts, besides=tuple(_unnamed(question))):
            return None
        return replace(last, repeated=True, word=word, question=question)

    def once_more(self, question: Question, case: Case) -> Answer | None:
        """All of the verdict once more, to who asks for all that was said of the only subscription."""
        if case.others or not question.recaps or question.found.types or question.found.days:
            return None
        last = self._standing.told(question, as_it_is(case))
        return replace(last, repeated=True, word=RECAP, question=question) if last else None

    def calls_another(self, question: Question, case: Case) -> bool:
        """Whether it calls another subscription than the one at hand."""
        meant = meant_one(question, self._asides.library.heads, case.every, supposed=True)
        return meant is not None and meant.at > 0

    def may_request(self, question: Question, case: Case) -> bool:
        """Whether the verdict that was told last leaves a request to be written."""
        last = self._standing.told(question, case)
        return last is not None and self._law.edition.outcomes[last.outcome].request is not None


def _plain_word(question: Question, *, of_what_if: bool) -> str | None:
    """The word that it plainly asks for of a verdict; None where it may be after something else."""
    word, plainly = (question.rather, _RATHER) if of_what_if else (question.surely, _SURELY)
    again, supposes = (question.acts.get(act, 0.0) for act in ("again", "what_if"))
    if of_what_if and again > supposes:
        again += supposes  # who goes on with a what-if supposes it still
    if word not in OF_A_VERDICT or again < plainly or question.stands >= _HARDLY:
        return None
    return None if word == "how" and question.themes.get(TO_WRITE, 0.0) > _PERHAPS else word


def _may_turn_from(supposed: Answer, question: Question) -> bool:
    """Whether it denies something, says more than it asks, or asks what can only be asked of what is so.

    Nobody's mail fails in a what-if, and nobody asks why that is blocked which is not.
    """
    words, verdict = question.marks.words, supposed.parts[0].verdict
    denies = any(word.text in particles("denying") for word in words)
    reached = verdict is not None and verdict.kind.kind == "reached"
    blocked = reached and any(word.text in particles("shut_word") for word in words)
    return denies or blocked or question.word == "still" or len({word.sentence for word in words}) > 1


def _denies_first(question: Question) -> bool:
    """Whether something is denied in another clause than asks: "we cannot use one, what do I do next?"."""
    words = question.marks.words
    return any(word.text in particles("denying") and word.clause != words[-1].clause for word in words)


def _unnamed(question: Question) -> Iterator[str]:
    """The facts that it names nothing of: what it seems to tell of them comes from what it goes on from."""
    if not question.found.types:
        yield "subscription"
    if not question.found.days:
        yield "created"


def _is_of_what_is(question: Question, case: Case) -> bool:
    """Whether it is asked of what is so, though something was supposed: by its type, or in so many words."""
    real = case.facts.get("subscription")
    named = real in question.marks.type_values and real != case.likely_supposed.get("subscription")
    own = bool(case.supposing) and calls_own(question.marks.words)
    return named or own or question.asks_how_it_stands or question.asks(OWN)


def _is_more_exact(name: str, named: Sequence[str]) -> bool:
    """Whether the same is asked more exactly: of the day itself, whether it stands there."""
    return name == "basis" and "own_day" in named
