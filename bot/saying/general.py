"""What is said to a general question, to another subject and to small talk. Pure."""

from dataclasses import replace

from bot.saying.facts import in_words
from bot.saying.overview import listed, overview
from bot.saying.phrases import Phrases, stopped
from bot.saying.request_text import draft
from bot.saying.section import Section
from bot.saying.slots import slots
from bot.saying.sources import source_lines
from bot.saying.verdict import portal_links, verdict_section
from knowledge.answering.answered import FAREWELL, WELCOME, Answer
from knowledge.case.decision import Part, decide
from knowledge.reading.about_us import asks_what_relay_is
from rules.evaluate import Verdict, evaluate
from rules.model import Topic


def on_topic(part: Part, answer: Answer, phrases: Phrases) -> Section:
    """What the edition says on a topic, or the way that the asker's own case leads."""
    stays = answer.stays
    if stays is not None and stays.verdict is not None:
        return verdict_section(stays, stays.verdict, replace(answer, repeated=True, word="how"), phrases)
    topic = answer.law.edition.topics[str(answer.theme)]
    first, *rest = _texts(topic, part, answer, phrases)
    return Section(
        first,
        (*rest, *_otherwise_here(topic, answer, phrases)),
        table=overview(answer.law, phrases) if topic.table else (),
        copy=_draft(topic, answer, phrases),
        sources=source_lines(part.citations, answer, phrases),
        links=portal_links(part.path, phrases),
    )


def _draft(topic: Topic, answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """The text of the request that the asker may make, below a topic that it goes with."""
    if not topic.draft or not answer.case.is_settled or answer.case.asked is not None:
        return ()
    case = answer.case
    parts = (decide(answer.law, answer.law, facts) for facts in (case.facts, case.likely_supposed) if facts)
    return next((text for part in parts if (text := draft(part, case.reason, phrases))), ())


def _texts(topic: Topic, part: Part, answer: Answer, phrases: Phrases) -> list[str]:
    """The first sentence and the rest; before them, to who asks what a relay is, that."""
    texts = phrases.themes[str(answer.theme)]
    text = texts.get(answer.edition) or texts["default"]
    lists = listed(answer.law, topic.lists, phrases)
    first, _, rest = text.format(**slots(part, answer, phrases), listed=lists).partition(". ")
    said = [stopped(first), *([rest] if rest else [])]
    return [phrases.relay_is, " ".join(said)] if _asks_what_relay_is(answer) else said


def _asks_what_relay_is(answer: Answer) -> bool:
    """Whether it is asked what a relay is."""
    question = answer.question
    if question is None:
        return False
    in_set_words = answer.theme == answer.law.edition.meanwhile and question.asks("relay_is")
    return in_set_words or asks_what_relay_is(question)


def _otherwise_here(topic: Topic, answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """What holds in the case that was settled, where the way that the topic tells is not open there."""
    case, asks_for_more = answer.case, topic.path not in {None, answer.law.edition.help}
    if not asks_for_more or not case.is_settled or case.asked is not None:
        return ()
    found = evaluate(answer.law, case.facts)
    if not isinstance(found, Verdict) or found.rule.path == topic.path:
        return ()
    facts, outcome = in_words(case.facts, answer.law, phrases), phrases.short[found.headline]
    return (phrases.in_your_case.format(facts=facts, outcome=outcome),)


def not_said(part: Part, answer: Answer, phrases: Phrases) -> Section:
    """That the edition says nothing of it, what it says nearby, and where to ask."""
    silence = phrases.silent[str(answer.theme)]
    topic = answer.law.edition.topics[str(answer.theme)]
    nearby = phrases.not_said["nearby"].format(text=silence.nearby)
    return Section(
        phrases.not_said["title"].format(what=silence.what),
        (nearby, _contact(answer, phrases)),
        copy=_draft(topic, answer, phrases),
        sources=source_lines(part.citations, answer, phrases),
        links=portal_links(answer.law.edition.help_path, phrases),
    )


def _contact(answer: Answer, phrases: Phrases) -> str:
    """Where to ask; an edition may name a contact for some only."""
    texts = phrases.not_said
    contact = texts.get(f"contact {answer.edition}", texts["contact"])
    return contact.format(help=phrases.help(answer.law.edition))


def courtesy(_part: Part, answer: Answer, phrases: Phrases) -> Section:
    """A greeting, or an answer to thanks."""
    if answer.theme != WELCOME:
        waited_for = answer.case.asked and answer.theme != FAREWELL
        return Section(phrases.no_hurry if waited_for else phrases.courtesy)
    return Section(phrases.welcome["title"], (phrases.welcome["how"],))


def out_of_scope(_part: Part, _answer: Answer, phrases: Phrases) -> Section:
    """What may be asked here, to who asks something else."""
    return Section(phrases.out_of_scope["title"], (phrases.out_of_scope["examples"],))
