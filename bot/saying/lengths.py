"""How long what a person reads may be, and what an edition says at greater length."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.saying.phrases import Phrases
from bot.saying.reply import compose
from bot.saying.section import Reply
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part, decide
from knowledge.case.memory import EMPTY_CASE
from rules.cells import Axis
from rules.evaluate import Law
from rules.interval import parse_interval
from rules.model import UNKNOWN, Facts, Value

FEWEST: Final = 40  # words of a verdict with its reason, its steps and what was read
MOST: Final = 140
_TITLE: Final = 13
_FIRST: Final = 25  # of the first sentence about a topic


def overlong(law: Law, beside: Law, language: str, phrases: Phrases) -> Iterator[str]:
    """Every reply of an edition that is too long to be read, or too short to tell all, as a sentence."""
    subject = law.edition.subject
    for rule, facts in cases_of_every_rule(law):
        whole, alone = (_decided(law, other, facts, language, phrases) for other in (beside, law))
        who = f"the reply of {law.edition.edition} by rule {rule} for {subject}={facts.get(subject, UNKNOWN)}"
        yield from (f"{who}: {what}" for what in _verdict(whole, alone, beside.edition.edition))
    for name, topic in law.edition.topics.items():
        part = Part("not_covered" if topic.silent else "topic_answer", {})
        found = Answer((part,), topic.topic or name, name, language, law, EMPTY_CASE)
        words = _words(compose(found, phrases).text().splitlines()[0])
        if words > _FIRST:
            place = f"silent: {name}" if topic.silent else _theme(law.edition.edition, name, phrases)
            yield f"{place}: its first sentence has {words} words, at most {_FIRST}: make it two"


def _decided(law: Law, beside: Law, facts: Facts, language: str, phrases: Phrases) -> Reply:
    """The reply in a case, as it is said beside another edition."""
    found = Answer((decide(law, beside, facts),), "verdict", None, language, law, EMPTY_CASE)
    return compose(found, phrases)


def _theme(edition: str, name: str, phrases: Phrases) -> str:
    """Where the words about a topic stand: those of its day, or those of all days with its list put in."""
    own = edition in phrases.themes.get(name, {})
    return f'themes: {name}: "{edition}"' if own else f"themes: {name}: default, as it is said of {edition}"


def cases_of_every_rule(law: Law) -> list[tuple[str, Facts]]:
    """For each rule one case that it decides."""
    found: dict[str, Facts] = {}
    for cell in law.space.cells():
        found.setdefault(law.table[cell].id, dict(_facts(law, cell)))
    return list(found.items())


def _facts(law: Law, cell: tuple[int, ...]) -> Iterator[tuple[str, Value]]:
    for axis, at in zip(law.space.axes, cell, strict=True):
        if axis.kind.kind == "choice" or axis.cuts:
            yield axis.fact, _value(axis, axis.labels[at])


def _value(axis: Axis, label: str) -> Value:
    if axis.cuts:
        return parse_interval(label)
    return f"{label}:something" if label == axis.kind.rest else label


def _verdict(reply: Reply, alone: Reply, beside: str) -> Iterator[str]:
    """What is wrong with its length; `alone` is what it would be if the edition `beside` said the same."""
    title = _words(reply.text().splitlines()[0])
    if title > _TITLE:
        yield f"its first line has {title} words, at most {_TITLE}: shorten it under `outcomes`"
    words = _words(_body(reply))
    if words > MOST:
        more = words - _words(_body(alone))
        newer = f", {more} of them since {beside} is told in it" if more else ""
        here = f", or what `short` says of {beside}" if more else ""
        yield f"it has {words} words, at most {MOST}{newer}: shorten its reason or its steps{here}"
    if words < FEWEST:
        yield f"it has {words} words, at least {FEWEST}: say more in its reason or its steps"


def _body(reply: Reply) -> str:
    """The reply without what only names its sources."""
    return Reply(tuple(replace(one, sources=(), links=()) for one in reply.sections)).text()


def _words(text: str) -> int:
    return len(text.split())
