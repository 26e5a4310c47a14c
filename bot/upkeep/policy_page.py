"""The policy of an edition as data for a page: types of which the same is said stand together. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from bot.saying.phrases import Phrases
from bot.upkeep.policy_table import groups
from rules.model import Edition

_HEADS: Final = ("day", "situation", "outcome", "path", "basis", "cites")
_LABELS: Final = (*_HEADS, "edition", "language", "page")


def policy_page(
    editions: Mapping[str, Edition], spoken: Mapping[str, Phrases], edition: str, language: str
) -> dict[str, Any] | None:
    """All that the page shows, with what may be chosen instead; None for what is not known."""
    if edition not in editions or language not in spoken:
        return None
    shown, phrases = editions[edition], spoken[language]
    said = phrases.policy
    return {
        "edition": edition,
        "language": language,
        "editions": {name: phrases.edition_day(name) for name in editions},
        "languages": {name: one.policy["name"] for name, one in spoken.items()},
        "title": said["title"].format(edition=phrases.edition_day(edition)),
        "about": said["about"],
        "url": shown.url,
        "labels": {name: said[name] for name in _LABELS},
        "groups": [
            {"types": phrases.listed(names), "rows": [row._asdict() for row in rows]}
            for names, rows in groups(shown, phrases, language)
        ],
    }
