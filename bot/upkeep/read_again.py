"""What the bot says and a newer edition may have made false: the words to read again, and why. Pure.

The words of a reason or a silence are those of all editions, a theme may have words for each. None of them
follows from the rules, so only a person can tell whether they still hold.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from bot.saying.phrases import Phrases
from knowledge.document.amendment import Became, Fate, became
from rules.model import Edition, Headline, Rule, Topic

_CITED_NO_MORE: Final = "cited no more"
_SAYS: Final[Mapping[Fate, str]] = {
    "kept": _CITED_NO_MORE,
    "reworded": "in another wording",
    "split": "split in two",
    "joined": "joined with another",
    "gone": "gone",
}


def before_it(edition: Edition, editions: Mapping[str, Edition]) -> Edition | None:
    """The edition that came before this one, None where there is none."""
    return max(_earlier(edition, editions), key=lambda one: one.day, default=None)


def read_again(
    before: Edition, after: Edition, editions: Mapping[str, Edition], phrases: Mapping[str, Phrases]
) -> Iterator[str]:
    """Every place in the replies whose words may no longer be true, as a sentence to read."""
    both = _Both(before, after, became(before, after))
    yield from (f"reasons: {name}: {why}" for name, why in _reasons(both, editions))
    told: dict[str, list[str]] = {}
    for language, said in phrases.items():
        for place in (*_accompanying(both, said, editions), *_topics(both, said)):
            told.setdefault(place, []).append(language)
    for place, languages in told.items():
        yield place if len(languages) == len(phrases) else f"{place} (in {', '.join(languages)})"


def undecided(before: Edition, after: Edition) -> list[str]:
    """The sentences that are new and that no rule goes by; of those that only lead elsewhere none has to."""
    prints = {print_ for one in before.statements for print_ in one.fingerprints.values()}
    ruled = {cited for rule in after.rules for cited in rule.cites} | {*after.pointers}
    new = (one for one in after.statements if not prints & set(one.fingerprints.values()))
    return [one.id for one in new if one.id not in ruled]


def _earlier(edition: Edition, editions: Mapping[str, Edition]) -> list[Edition]:
    return [one for one in editions.values() if one.day < edition.day]


def accompanying(edition: Edition, said: Phrases) -> dict[str, frozenset[str]]:
    """By the words that go with verdicts, the statements that these verdicts rest on: steps and checks, and
    headlines that say more than their outcome does."""
    found: dict[str, frozenset[str]] = {}
    for rule in edition.rules:
        for headline, own in _headlines(edition, rule):
            told = edition.headlines.get(headline, Headline())
            steps = own or told.steps or headline
            places = [f"steps: {steps if steps in said.steps else rule.outcome}"]
            places += [f"checks: {told.checks}"] if told.checks else []
            places += [f"outcomes and short: {headline}"] if headline != rule.outcome else []
            found |= {place: found.get(place, frozenset()) | {*rule.cites} for place in places}
    return found


def left_over(editions: Iterable[Edition], said: Phrases) -> list[str]:
    """The steps and checks that no edition tells with any verdict."""
    told = {place for edition in editions for place in accompanying(edition, said)}
    written = [*(f"steps: {name}" for name in said.steps), *(f"checks: {name}" for name in said.checks)]
    return [place for place in written if place not in told]


def _headlines(edition: Edition, rule: Rule) -> Iterator[tuple[str, str | None]]:
    """The headlines that a rule may be told by, with the steps of a variant of its outcome."""
    kind = edition.outcomes.get(rule.outcome)
    yield rule.headline or rule.outcome, None
    yield from ((one.headline, one.steps) for one in (kind.variants if kind else ()))


class _Both(NamedTuple):
    """Two editions, and what became of each sentence of the first in the second."""

    before: Edition
    after: Edition
    fates: Mapping[str, Became]

    @property
    def new(self) -> frozenset[str]:
        """The sentences of the second that carry on none of the first."""
        carried = {name for fate in self.fates.values() for name in fate.now}
        return frozenset(one.id for one in self.after.statements) - carried

    def changed(self, was: Iterable[str]) -> dict[str, list[str]]:
        """What was cited and does not stand, by what became of it; what stands elsewhere with its place."""
        found: dict[str, list[str]] = {}
        for name in was:
            fate, now = self.fates[name]
            if fate != "kept":
                there = f"{name} (now {' and '.join(now)})" if now not in ((), (name,)) else name
                found.setdefault(_SAYS[fate], []).append(there)
        return found

    def differing(self, was: tuple[str, ...], now: tuple[str, ...]) -> str:
        """What became of what was cited, and what is cited instead; empty where all stands and is cited."""
        found = self.changed(was)
        carried = {one for name in was for one in self.fates[name].now}
        for name in was:
            if self.fates[name].fate == "kept" and not {*self.fates[name].now} & {*now}:
                found.setdefault(_CITED_NO_MORE, []).append(name)
        told = _in_words(found)
        came = [name for name in now if name not in carried]
        return "; ".join([*told, f"{self.after.edition}: {', '.join(came)}"] if came else told)


def _in_words(found: Mapping[str, list[str]]) -> list[str]:
    return [f"{', '.join(names)} {how}" for how, names in found.items()]


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


def _accompanying(both: _Both, said: Phrases, editions: Mapping[str, Edition]) -> Iterator[str]:
    """What is told with verdicts while the sentences behind it are others, gone or new, and what the edition
    before did without."""
    was = accompanying(both.before, said)
    for place, cites in accompanying(both.after, said).items():
        if place in was:
            why = _in_words(both.changed(_in_order(both.before, was[place])))
            came = _in_order(both.after, cites & both.new)
            why += [f"{both.after.edition}: {', '.join(came)}"] if came else []
            if why:
                yield f"{place}: sentences behind it are others ({'; '.join(why)})"
        elif known := [one for one in _others(both, editions) if place in accompanying(one, said)]:
            days = ", ".join(one.edition for one in known)
            yield f"{place}: {both.before.edition} does without it, and it was written for {days}"


def _others(both: _Both, editions: Mapping[str, Edition]) -> list[Edition]:
    return [one for one in editions.values() if one.edition != both.after.edition]


def _in_order(edition: Edition, names: Iterable[str]) -> list[str]:
    wanted = {*names}
    return [one.id for one in edition.statements if one.id in wanted]


def _topics(both: _Both, said: Phrases) -> Iterator[str]:
    for name, topic in both.after.topics.items():
        why = list(_silent(both, name, topic) if topic.silent else _themes(both, name, topic, said))
        if why:
            yield f"{'silent' if topic.silent else 'themes'}: {name}: {', '.join(why)}"
    before, after = (f"contact {one.edition}" for one in both[:2])
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
