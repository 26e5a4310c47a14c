"""What an edition means by a name, held against the others: its words are theirs, so it must be, too. Pure.

An outcome, a reason for no path and the steps of a request have words that all editions share. Where one is
used for something else, these words are false there, or here.
"""

from collections.abc import Iterable, Iterator, Mapping

from rules.model import Condition, Edition, Rule

_REACHED = "reached"
_NEW_ID = "a new meaning needs a new id"


def other_meanings(edition: Edition, others: Iterable[Edition]) -> Iterator[str]:
    """Every name that means something else here than in all other editions that have it."""
    known = [one for one in others if one.edition != edition.edition]
    yield from _kinds(edition, known)
    yield from _reasons(edition, known)
    yield from _steps(edition, known)
    yield from _ungrouped(edition, known)


def _kinds(edition: Edition, known: list[Edition]) -> Iterator[str]:
    for name, outcome in edition.outcomes.items():
        kinds = {one.outcomes[name].kind: one.edition for one in known if name in one.outcomes}
        if kinds and outcome.kind not in kinds:
            was, where = next(iter(kinds.items()))
            yield f"outcome {name}: its kind is {outcome.kind}, and {was} in {where}: {_NEW_ID}"


def _reasons(edition: Edition, known: list[Edition]) -> Iterator[str]:
    """Reasons for no path that are given for cases for which no other edition gives them."""
    for rule in edition.rules:
        given = [(one, other) for one in known for other in one.rules if other.no_path == rule.no_path]
        if rule.no_path is None or not given:
            continue
        reached = {_is_reached(*each) for each in given}
        if _is_reached(edition, rule) not in reached:
            what = "what is not reached" if _is_reached(edition, rule) else "what is reached"
            yield (
                f"rule {rule.id}: other editions give no_path {rule.no_path} for {what} only; it leads to "
                f"{rule.outcome}: give it another outcome or another reason"
            )
        for fact, values in _asked_of_all(edition, [other for _, other in given]).items():
            if not _is_within(rule.when.get(fact), values):
                yield (
                    f"rule {rule.id}: other editions give no_path {rule.no_path} where {fact} is "
                    f"{' or '.join(sorted(values))} only, and it is for other cases, too: narrow it, or give "
                    "it another reason"
                )


def _is_reached(edition: Edition, rule: Rule) -> bool:
    outcome = edition.outcomes.get(rule.outcome)
    return outcome is not None and outcome.kind == _REACHED


def _asked_of_all(edition: Edition, rules: list[Rule]) -> Mapping[str, frozenset[str]]:
    """What all these rules want of facts beside the subject, where it is not what is assumed of them."""
    listed = [{name: each for name, each in rule.when.items() if isinstance(each, tuple)} for rule in rules]
    shared = set.intersection(*(set(each) for each in listed)) - {edition.subject}
    wanted = {name: frozenset(value for each in listed for value in each[name]) for name in shared}
    kinds = edition.facts
    return {name: each for name, each in wanted.items() if name in kinds and kinds[name].assumed not in each}


def _is_within(condition: Condition | None, values: frozenset[str]) -> bool:
    return isinstance(condition, tuple) and values.issuperset(condition)


def _steps(edition: Edition, known: list[Edition]) -> Iterator[str]:
    for step, facts in edition.request.items():
        told = {one.edition: one.request[step] for one in known if step in one.request}
        if told and facts not in told.values():
            where, was = max(told.items())
            yield f"request {step}: it tells {_told(facts)}, and {_told(was)} in {where}: which is right?"


def _ungrouped(edition: Edition, known: list[Edition]) -> Iterator[str]:
    """Values that stand in a group elsewhere, and in none here: nobody could choose them."""
    for fact, kind in edition.facts.items():
        here = {value for group in kind.groups for value in group}
        there = {
            value: one.edition
            for one in known
            if fact in one.facts
            for group in one.facts[fact].groups
            for value in group
        }
        for value in kind.values if here else ():
            if value in there and value not in here:
                yield f"fact {fact}: {value} is in none of its groups, and in one in {there[value]}: add it"


def _told(facts: Mapping[str, str]) -> str:
    return ", ".join(f"{fact} {value}" for fact, value in facts.items())
