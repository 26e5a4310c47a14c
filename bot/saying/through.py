"""What each edition says of one case, told one under the other; above it, with which of them it changed."""

from collections.abc import Sequence
from itertools import pairwise

from bot.saying.phrases import Phrases
from bot.saying.section import Section
from knowledge.answering.answered import Answer


def through(answer: Answer, phrases: Phrases) -> Section:
    """The editions in order, and which of them say something else than the one before."""
    said = [_said(one.headlines, phrases) for one in answer.through]
    days = [phrases.edition_day(one.edition) for one in answer.through]
    changed = [days[at + 1] for at, (before, after) in enumerate(pairwise(said)) if before != after]
    texts, facts = phrases.changes, _facts(answer, phrases)
    title = texts["once" if len(changed) == 1 else "often" if changed else "never"]
    lines = (f"{day}: {outcome}" for day, outcome in zip(days, said, strict=True))
    return Section(title.format(facts=facts, days=phrases.listed(changed)), bullets=tuple(lines))


def _said(headlines: Sequence[str], phrases: Phrases) -> str:
    """What follows in a few words; where more than one thing may, what it may be."""
    few = list(dict.fromkeys(phrases.short[name] for name in headlines))
    return phrases.listed(few, last=phrases.or_)


def _facts(answer: Answer, phrases: Phrases) -> str:
    """The case in words."""
    facts = answer.parts[0].facts
    own = [name for name in answer.law.edition.facts if name in facts]
    others = [name for name in facts if name not in own]  # by which only another edition goes
    return ", ".join(phrases.fact(name, facts[name]) for name in (*own, *others))
