"""All that an edition's subject may be and what holds for each, computed from its rules. Pure."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.saying.phrases import Phrases, capital
from rules.cells import Axis, matching
from rules.evaluate import Law, Verdict, evaluate
from rules.inquire import inquire
from rules.interval import parse_interval, spanned
from rules.model import UNKNOWN, Facts


def overview(law: Law, phrases: Phrases) -> tuple[tuple[str, str], ...]:
    """Heads, then all types and what holds for them, those with the same answer in one row."""
    together: dict[str, list[str]] = {}
    for value in _subjects(law):
        holds = "; ".join(_all_about({law.edition.subject: value}, law, phrases))
        together.setdefault(holds, []).append(phrases.type_name(value))
    heads = phrases.overview
    rows = ((", ".join(names), said) for said, names in together.items())
    return ((heads["types"], heads["holds"]), *rows)


def _all_about(facts: Facts, law: Law, phrases: Phrases) -> Iterator[str]:
    """What holds in each case that is left, told by the facts that part them."""
    found, inquiry = evaluate(law, facts), inquire(law, facts)
    if isinstance(found, Verdict):
        yield phrases.short[found.headline]
    if inquiry is None:
        return
    axis = law.space.axes[law.space.place[inquiry.fact]]
    held = [(label, tuple(_all_about(_with(facts, axis, label), law, phrases))) for label in axis.labels]
    parted = list(_periods(held)) if axis.cuts else held
    if len(parted) == 1:  # in few words the same holds on either side of the day
        yield from parted[0][1]
        return
    for label, said in parted:
        yield from (f"{phrases.case(axis.fact, label)} {rest}" for rest in said)


def _with(facts: Facts, axis: Axis, label: str) -> Facts:
    return {**facts, axis.fact: parse_interval(label) if axis.cuts else label}


def _periods(held: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Days on which the same holds as one period: an edition may name days that do not decide for all."""
    for said, group in groupby(held, key=lambda one: one[1]):
        yield spanned([label for label, _ in group]), said


def alike(name: str, law: Law, phrases: Phrases) -> dict[str, list[str]]:
    """The values that a fact is chosen from, by what holds for those of today; the unknown one last."""
    together: dict[str, list[str]] = {}
    values = [one for group in law.edition.facts[name].groups for one in group]
    for value in (one for one in values if one != UNKNOWN):
        together.setdefault(_today({name: value}, law, phrases), []).append(value)
    if UNKNOWN in values:
        together[phrases.ui["type_none"]] = [UNKNOWN]
    return together


def _today(facts: Facts, law: Law, phrases: Phrases) -> str:
    """What holds, in one line; where a day decides, from which day on."""
    inquiry = inquire(law, facts)
    axis = law.space.axes[law.space.place[inquiry.fact]] if inquiry else None
    if axis is None or not axis.cuts:
        return capital("; ".join(_all_about(facts, law, phrases)))
    held = "; ".join(_all_about(_with(facts, axis, axis.labels[-1]), law, phrases))
    return phrases.ui["type_since"].format(day=phrases.day(axis.cuts[-1]), holds=held)


def listed(law: Law, rules: tuple[str, ...], phrases: Phrases) -> str:
    """The types that these rules speak of, in the edition's order."""
    axis = law.space.axes[0]
    spoken_of = {
        axis.labels[at]
        for rule in law.edition.rules
        if rule.id in rules
        for at in (matching(axis, rule.when[axis.fact]) if axis.fact in rule.when else axis.all)
    }
    return ", ".join(phrases.type_name(value) for value in _subjects(law) if value in spoken_of)


def _subjects(law: Law) -> tuple[str, ...]:
    return law.edition.facts[law.edition.subject].values
