"""All subscription types of an edition and what holds for each, computed from its rules. Pure."""

from bot.phrases import Phrases
from knowledge.decision import headline
from rules.evaluate import Law, Verdict, branches, evaluate
from rules.model import Facts

_NEVER = ("never_granted", "none_named")


def overview(law: Law, phrases: Phrases) -> tuple[tuple[str, str], ...]:
    """Heads, then all types and what holds for them, those with the same answer in one row."""
    together: dict[str, list[str]] = {}
    for value in law.edition.facts["subscription"].values:
        together.setdefault(_all_about(value, law, phrases), []).append(phrases.type_name(value))
    heads = phrases.overview
    rows = ((", ".join(names), said) for said, names in together.items())
    return ((heads["types"], heads["holds"]), *rows)


def _all_about(value: str, law: Law, phrases: Phrases) -> str:
    facts: Facts = {"subscription": value}
    found = evaluate(law, facts)
    if isinstance(found, Verdict):
        return phrases.short[headline(found, facts)]
    return "; ".join(
        f"{phrases.branch(str(label))} {phrases.short[headline(branch, facts)]}"
        for label, branch in branches(law, facts, "created")
        if isinstance(branch, Verdict)
    )


def never_exempted(law: Law, phrases: Phrases) -> str:
    """The types that are never exempted, in everyday words."""
    values = law.edition.facts["subscription"].values
    return ", ".join(phrases.type_name(value) for value in values if _is_never_exempted(law, value))


def _is_never_exempted(law: Law, value: str) -> bool:
    return any(
        rule.no_path in _NEVER and value in _values(law, rule.when.get("subscription"))
        for rule in law.edition.rules
        if "service" not in rule.when
    )


def _values(law: Law, condition: object) -> tuple[str, ...]:
    if isinstance(condition, tuple):
        return condition
    excluded = getattr(condition, "not_", ())
    return tuple(value for value in law.edition.facts["subscription"].values if value not in excluded)
