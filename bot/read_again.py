"""What the bot says and a newer edition may have made false: the words to read again, and why. Pure.

The words of a reason or a silence are those of all editions, a theme may have words for each. None of them
follows from the rules, so only a person can tell whether they still hold.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.phrases import Phrases
from rules.model import Edition, Rule, Topic


def before_it(edition: Edition, editions: Mapping[str, Edition]) -> Edition | None:
    """The edition that came before this one, None where there is none."""
    return max(_earlier(edition, editions), key=lambda one: one.day, default=None)


def read_again(
    before: Edition, after: Edition, editions: Mapping[str, Edition], phrases: Mapping[str, Phrases]
) -> Iterator[str]:
    """Every place in the replies whose words may no longer be true, as a sentence to read."""
    both = _Both(before, after)
    yield from (f"reasons: {name}: {why}" for name, why in _reasons(both, editions))
    told: dict[str, list[str]] = {}
    for language, said in phrases.items():
        for place in _topics(both, said):
            told.setdefault(place, []).append(language)
    for place, languages in told.items():
        yield place if len(languages) == len(phrases) else f"{place} (in {', '.join(languages)})"


def undecided(before: Edition, after: Edition) -> list[str]:
    """The sentences that are new and that no rule goes by."""
    prints = {print_ for one in before.statements for print_ in one.fingerprints.values()}
    ruled = {cited for rule in after.rules for cited in rule.cites}
    new = (one for one in after.statements if not prints & set(one.fingerprints.values()))
    return [one.id for one in new if one.id not in ruled]


def _earlier(edition: Edition, editions: Mapping[str, Edition]) -> list[Edition]:
    return [one for one in editions.values() if one.day < edition.day]


class _Both(NamedTuple):
    """Two editions, of which sentences are the same where a fingerprint is."""

    before: Edition
    after: Edition

    def differing(self, was: tuple[str, ...], now: tuple[str, ...]) -> str:
        """What was cited and what is cited now, without what is the same; empty where all is."""
        old = {one.id: set(one.fingerprints.values()) for one in self.before.statements if one.id in was}
        new = {one.id: set(one.fingerprints.values()) for one in self.after.statements if one.id in now}
        went = [name for name, prints in old.items() if not any(prints & other for other in new.values())]
        came = [name for name, prints in new.items() if not any(prints & other for other in old.values())]
        both = [name for name in went if name in came]
        parts = [f"{', '.join(both)} in another wording"] if both else []
        for day, names in self._by_day(went, came):
            if alone := [name for name in names if name not in both]:
                parts.append(f"{day}: {', '.join(alone)}")
        return "; ".join(parts)

    def _by_day(self, went: list[str], came: list[str]) -> tuple[tuple[str, list[str]], ...]:
        return (self.before.edition, went), (self.after.edition, came)


def _reasons(both: _Both, editions: Mapping[str, Edition]) -> Iterator[tuple[str, str]]:
    was = {rule.id: rule for rule in both.before.rules}
    for rule in both.after.rules:
        why = list(_other(both, was[rule.id], rule) if rule.id in was else _from_of_old(both, rule, editions))
        if why:
            yield rule.id, f"the rule of that name {', '.join(why)}"


def _other(both: _Both, was: Rule, rule: Rule) -> Iterator[str]:
    """What a rule that kept its name no longer has in common with the one before."""
    if rule.when != was.when:
        yield "applies to other cases"
    if (rule.outcome, rule.headline) != (was.outcome, was.headline):
        yield "leads elsewhere"
    if cited := both.differing(was.cites, rule.cites):
        yield f"rests on other sentences ({cited})"


def _from_of_old(both: _Both, rule: Rule, editions: Mapping[str, Edition]) -> Iterator[str]:
    """That the words for a rule were written for an edition older than the one before."""
    known = [
        one.edition for one in _earlier(both.before, editions) if rule.id in {old.id for old in one.rules}
    ]
    if known:
        yield f"comes back from {', '.join(known)}"


def _topics(both: _Both, said: Phrases) -> Iterator[str]:
    for name, topic in both.after.topics.items():
        why = list(_silent(both, name, topic) if topic.silent else _themes(both, name, topic, said))
        if why:
            yield f"{'silent' if topic.silent else 'themes'}: {name}: {', '.join(why)}"
    before, after = (f"contact {one.edition}" for one in both)
    if before in said.not_said and after not in said.not_said:
        yield f'not_said: "{before}" has none of {both.after.edition} beside it: older words are said'


def _silent(both: _Both, name: str, topic: Topic) -> Iterator[str]:
    if cited := _cited_otherwise(both, name, topic):
        yield f"it rests on other sentences ({cited})"


def _themes(both: _Both, name: str, topic: Topic, said: Phrases) -> Iterator[str]:
    """Why the words of a theme may be old: they are those of other editions, or those of the one before."""
    words = said.themes.get(name, {})
    own, old = words.get(both.after.edition), words.get(both.before.edition, words.get("default"))
    if own is None and "default" not in words:
        return  # there is nothing to read: that it is missing is told of itself
    if own is None:
        yield "it has only its `default` line, the words of older editions"
    if own in (None, old) and (cited := _cited_otherwise(both, name, topic)):
        yield f"it rests on other sentences ({cited})"


def _cited_otherwise(both: _Both, name: str, topic: Topic) -> str:
    was = both.before.topics.get(name)
    return both.differing(was.cites if was else (), topic.cites)
