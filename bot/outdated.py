"""Kept answers that would be others now: which are, by the newest edition, and how that is said. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.memory import recalled, recalled_parts
from bot.saying.phrases import Phrases
from bot.store import Said
from knowledge.case.decision import Otherwise, Part, decide
from rules.evaluate import Law
from rules.model import Facts

EDITIONS: Final = "editions"  # the one that was answered by, and the newest that was known
_UNSAID: Final = "unsaid"  # the kind of outcome that is no verdict


def verdicts(laws: Mapping[str, Law]) -> list[str]:
    """The outcomes that are verdicts."""
    declared = [law.edition.outcomes.items() for law in laws.values()]
    return sorted({name for outcomes in declared for name, one in outcomes if one.kind != _UNSAID})


def outdated(said: Said, laws: Mapping[str, Law], newest: Law) -> tuple[Part, ...]:
    """The parts of an answer that are others by the newest edition, of which the answer did not tell."""
    own, then = (laws.get(name) for name in said.case.get(EDITIONS) or ("", ""))
    if own is None or then is None or then.edition.day >= newest.edition.day:
        return ()
    decided = ((decide(own, newest, facts), decide(own, then, facts)) for facts in _subscriptions(said))
    return tuple(now for now, before in decided if _is_news(now, before))


def _subscriptions(said: Said) -> list[Facts]:
    """What was told of each; nothing while a question of ours is open, for then it is not yet known."""
    case = recalled(said.case)
    if case.asked or case.offered is not None or case.each:
        return []
    return [facts for _, facts in recalled_parts(said.case)] or [case.facts]


def _is_news(now: Part, before: Part) -> bool:
    if now.verdict is None or now.otherwise is None:
        return False
    if now.verdict.edition.outcomes[now.outcome].kind == _UNSAID:
        return False
    return before.otherwise is None or _told(now.otherwise) != _told(before.otherwise)


def _told(otherwise: Otherwise) -> tuple[Any, ...]:
    return otherwise.headlines, otherwise.path.labels if otherwise.path else ()


def news(said: Said, parts: tuple[Part, ...], phrases: Phrases) -> str:
    """The message: what was said, what is so now, and how to ask again."""
    texts = phrases.news
    first = parts[0].otherwise
    edition = phrases.edition_day(first.edition) if first else ""
    own = phrases.edition_day(str(said.case[EDITIONS][0]))
    where = "private" if said.private else "direct" if said.channel.startswith("D") else "channel"
    lines = (line for part in parts for line in _lines(part, own, phrases))
    return "\n".join([texts["lead"].format(edition=edition), *lines, texts[where]])


def _lines(part: Part, own: str, phrases: Phrases) -> Iterator[str]:
    if part.otherwise is None:
        return
    texts, newer = phrases.news, part.otherwise
    slots = {
        "type": phrases.type_name(part.facts.get("subscription", "unknown")),
        "before": phrases.short[part.headline],
        "own": own,
        "path": phrases.menu(newer.path),
        "after": phrases.listed([phrases.short[one] for one in newer.headlines], last=phrases.or_),
    }
    name = "path" if newer.path else "open" if len(newer.headlines) > 1 else "verdict"
    yield texts[name].format(**slots)
