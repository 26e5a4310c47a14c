"""What few words ask about the bot itself, or what they ask a word to mean, beside any case."""

from typing import Final

from knowledge.mentions.asked_about import asked_about
from knowledge.reading.question import Question
from knowledge.words.text import any_of
from knowledge.words.vocabulary import Mention
from rules.interval import Interval

TYPE_IS: Final = "type_is"  # asked about us: what a type is
_FINDING: Final = "find_"  # before the fact of which it is asked where to find it
_FEW: Final = 16  # words in which the bot itself, or what a word means, is asked about
_OF_TROUBLE: Final = frozenset(
    "trouble machine vm_noun mail mail_server direct relay_word relay_product ticket_noun foreign".split()
)


def about_us(question: Question) -> str | None:
    """What it asks about the bot itself, in few words and telling nothing of a case."""
    mention = next(iter(question.marks.all("about_us")), None)
    if mention is None:
        return TYPE_IS if types_asked_about(question) else None
    fits = _is_of_editions(question) if mention.value == "changes" else _is_of_no_case(question)
    return mention.value if fits and not _answers(question, mention) else None


def types_asked_about(question: Question) -> list[str]:
    """The types of which few words ask no more than what they are."""
    marks = question.marks
    if not _is_of_no_trouble(question) or question.found.days:
        return []
    return [one.value for one in marks.types] if all(asked_about(marks, one) for one in marks.types) else []


def asks_what_relay_is(question: Question) -> bool:
    """Whether it asks what a relay is, in few words and telling nothing of a case."""
    named = question.marks.all("relay_word")
    return _is_of_no_case(question) and any(asked_about(question.marks, one) for one in named)


def _answers(question: Question, mention: Mention) -> bool:
    """Whether it speaks of where to find what we asked for, or does not ask where: "no way to find it"."""
    if not mention.value.startswith(_FINDING):
        return False
    asks_where = question.marks.asked(mention) or any_of(question.marks.words, "where_word")
    return mention.value == f"{_FINDING}{question.talk.asked}" or not asks_where


def _is_of_editions(question: Question) -> bool:
    """Whether few words speak of a later time or of the policy, and of nobody's mail or machine."""
    firsts = [one.value.first for one in question.found.days if isinstance(one.value, Interval)]
    later = all(first is not None and first > question.cut for first in firsts)  # else it is this edition's
    named = bool(firsts) or bool(question.marks.all("policy"))
    return later and named and _is_of_no_trouble(question)


def _is_of_no_trouble(question: Question) -> bool:
    """Whether few words speak of nobody's mail or machine."""
    kinds = {mention.kind for mention in question.marks.meant}
    return _is_short(question) and not kinds & _OF_TROUBLE


def _is_of_no_case(question: Question) -> bool:
    return _is_short(question) and not question.found.types and not question.found.days


def _is_short(question: Question) -> bool:
    return len(question.marks.words) <= _FEW
