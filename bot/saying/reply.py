"""Answer -> Reply: what is said, part by part; a face only decides how it looks. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.saying.about_us import about_us
from bot.saying.edition_lines import as_of_lines, no_edition, usual_again
from bot.saying.general import courtesy, not_said, on_topic, out_of_scope
from bot.saying.offer import agreed, left_open
from bot.saying.our_question import asking, either_day, in_full, unknown_type
from bot.saying.phrases import Phrases, one_colon
from bot.saying.section import Reply, Section
from bot.saying.sources import told_once
from bot.saying.verdict import verdict_section
from knowledge.answering.answered import CHANGED, CHANGES, FAREWELL, NO_EDITION, THROUGH, Answer
from knowledge.case.decision import Part, question_part
from knowledge.case.memory import EMPTY_CASE
from rules.interval import Interval
from rules.model import UNKNOWN

type_of_teller = Callable[[Part, Answer, Phrases], Section]

_ASKS_ITSELF: Final = ("answer_both", "answer_types")  # and need no reminder of the question
_OF_EDITIONS: Final = (CHANGES, CHANGED, THROUGH)  # and are told by none of them
_TELLERS: Final[Mapping[str, type_of_teller]] = {
    "topic_answer": on_topic,
    "not_covered": not_said,
    "answer_both": either_day,
    "answer_types": unknown_type,
    "courtesy": courtesy,
}


def compose(answer: Answer, phrases: Phrases) -> Reply:
    """The reply to a message, in the language of `phrases`."""
    sections = [_section(part, answer, phrases) for part in answer.parts]
    if len(sections) > 1:
        sections = list(_asking_once(_numbered(sections, answer, phrases), phrases))
        sections[-1] = _with_more(sections[-1], answer, phrases)
    also, behind = _also(answer, phrases), [*agreed(answer, phrases), *left_open(answer, phrases)]
    unheard = [Section(phrases.unheard)] if answer.unheard else []
    return Reply(tuple(told_once([*sections, *also, *unheard, *behind], answer, phrases)))


def _also(answer: Answer, phrases: Phrases) -> list[Section]:
    """What is said on each further question that came along; of the case all is said above.

    A text to send is of the case, wherever it stands.
    """
    if answer.also is None:
        return []
    topic = answer.law.edition.topics.get(str(answer.also.theme))
    case = answer.case if topic is not None and topic.draft and answer.case.asked is None else EMPTY_CASE
    also = replace(answer.also, case=case, shelf=answer.shelf, editions=answer.editions)
    return [*(_section(part, also, phrases) for part in also.parts), *_also(also, phrases)]


def _section(part: Part, answer: Answer, phrases: Phrases) -> Section:
    """What is said about one part of the answer."""
    told = answer.of_offer or part
    if told.verdict is not None:
        return verdict_section(told, told.verdict, answer, phrases)
    if part.outcome == NO_EDITION:
        return no_edition(answer, phrases)
    said = _unsettled(part, answer, phrases)
    if answer.theme in _OF_EDITIONS:
        return said
    whole = replace(said, why=(*said.why, *as_of_lines(answer, phrases)))
    return usual_again(whole, part, answer, phrases) if part.outcome.startswith("ask_") else whole


def _unsettled(part: Part, answer: Answer, phrases: Phrases) -> Section:
    """What is said where no verdict is told."""
    if part.outcome.startswith("ask_"):
        return asking(part, answer, phrases)
    tell = _TELLERS.get(part.outcome, out_of_scope)
    said = about_us(answer, phrases) or tell(part, answer, phrases)
    return _reminding(said, part, answer, phrases)


def _reminding(section: Section, part: Part, answer: Answer, phrases: Phrases) -> Section:
    """The section, and below it our question that was left open by what was said."""
    asked = answer.case.asked
    leaves = answer.theme == FAREWELL or answer.leaves_open
    if asked is None or leaves or part.outcome in _ASKS_ITSELF or not _plays_a_part(asked, answer, phrases):
        return section
    title, _ = in_full(question_part(answer.law, f"ask_{asked}", answer.case.facts), answer, phrases)
    return replace(section, notes=(*section.notes, phrases.still_open.format(question=title)))


def _plays_a_part(asked: str, answer: Answer, phrases: Phrases) -> bool:
    """Whether what was asked for plays a part in this edition: it may have been asked by another."""
    return asked in answer.law.edition.facts or asked not in phrases.form


# -- several subscriptions


def _numbered(sections: Sequence[Section], answer: Answer, phrases: Phrases) -> list[Section]:
    """The sections on several subscriptions, each headed by its number."""
    return [
        replace(section, title=_headed(_head(number, part, answer, phrases), section.title))
        for number, (section, part) in enumerate(zip(sections, answer.parts, strict=True), start=1)
    ]


def _with_more(last: Section, answer: Answer, phrases: Phrases) -> Section:
    """The last section of an overview, and how to hear more than that."""
    overview = answer.repeated and answer.word == "overview"
    return replace(last, read=(*last.read, phrases.follow["more"])) if overview else last


def _head(number: int, part: Part, answer: Answer, phrases: Phrases) -> str:
    """What tells one of several subscriptions from the others; an offer says that by itself."""
    if part.offered is not None:
        return f"{number}."
    subject = answer.law.edition.subject
    days = [name for name, value in part.facts.items() if isinstance(value, Interval) or value == UNKNOWN]
    told = [name for name in dict.fromkeys([subject, *days]) if name in part.facts] or [subject]
    facts = [phrases.fact(name, part.facts.get(name, UNKNOWN)) for name in told]
    return phrases.part.format(number=number, facts=", ".join(facts))


def _headed(head: str, title: str) -> str:
    return f"{head} {one_colon(title) if head.endswith(':') else title}"


def _asking_once(sections: Sequence[Section], phrases: Phrases) -> Iterator[Section]:
    """The sections on several subscriptions: one yes is for all that is offered, asked for at the end."""
    how, of_all = phrases.offer["how"], phrases.offer["how_all"]
    asks = any(how in section.why for section in sections)
    plain = [replace(one, why=tuple(line for line in one.why if line != how)) for one in sections]
    yield from plain[:-1]
    yield replace(plain[-1], notes=(*plain[-1].notes, of_all)) if asks else plain[-1]
