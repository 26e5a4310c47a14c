"""Every case has exactly one rule, and everything that is said has its ground in the document.

Counting all cells needs no solver: an edition has some hundreds to a few thousand. A fault comes
with a smallest case that shows it: facts that play no part in it are left out.
"""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from itertools import product
from typing import NamedTuple

from rules.cells import Cell, Region, Space, space_of
from rules.declared import undeclared
from rules.evaluate import Law, enact
from rules.fold import regions
from rules.implications import doubtful_implications
from rules.inquire import inquire
from rules.model import Days, Edition, NoneOf, Rule, Statement, WayOut
from rules.odds import at_odds


class Fault(NamedTuple):
    """One thing that is wrong: where, what, and what to write instead."""

    place: str
    message: str


class Proof(NamedTuple):
    """What was counted of an edition, and every fault found; an empty list is the proof."""

    edition: str
    cells: int
    rules: int
    statements: int
    expected_questions: float
    worst_questions: int
    faults: tuple[Fault, ...]


def prove(edition: Edition, place: str | None = None) -> Proof:
    """The proof of an edition; `place` is the name under which its faults are reported."""
    place = place or f"{edition.edition}.yaml"
    space = space_of(edition)
    names = [Fault(place, message) for message in _unknown_names(edition)]
    coverage = [] if names else [Fault(place, message) for message in _coverage(edition, space)]
    told = (*_paths(edition), *undeclared(edition), *at_odds(edition), *_grounds(edition))
    faults = (*names, *coverage, *(Fault(place, message) for message in told))
    law = None if faults else enact(edition)
    if law is not None:
        doubtful = (*_dead_ways(edition, law), *doubtful_implications(law))
        faults = tuple(Fault(place, message) for message in doubtful)
    inquiry = None if faults or law is None else inquire(law, {})
    expected, worst = (inquiry.expected, inquiry.worst) if inquiry else (0.0, 0)
    return Proof(
        edition.edition, len(space), len(edition.rules), len(edition.statements), expected, worst, faults
    )


def _unknown_names(edition: Edition) -> Iterator[str]:
    yield from _doubled("rule", [rule.id for rule in edition.rules])
    yield from _doubled("statement", [statement.id for statement in edition.statements])
    for rule in edition.rules:
        for fact, condition in rule.when.items():
            if fact not in edition.facts:
                yield f"rule {rule.id}: fact {fact!r} is not one of {', '.join(edition.facts)}"
            elif isinstance(condition, Days) != (edition.facts[fact].kind == "day"):
                yield f"rule {rule.id}: {fact} is a {edition.facts[fact].kind}; write its condition so"
            elif not isinstance(condition, Days):
                yield from _unknown_values(edition, rule, fact)
        yield from _loose_details(edition, rule)


def _loose_details(edition: Edition, rule: Rule) -> Iterator[str]:
    for fact, kind in edition.facts.items():
        if kind.detail in rule.when and fact not in rule.when:
            yield f"rule {rule.id}: {kind.detail} says more of {fact}; name {fact} too"


def _unknown_values(edition: Edition, rule: Rule, fact: str) -> Iterator[str]:
    condition, kind = rule.when[fact], edition.facts[fact]
    named = condition.not_ if isinstance(condition, NoneOf) else condition
    known = (*kind.values, kind.rest)
    for value in named if isinstance(named, tuple) else ():
        if value not in known:
            yield f"rule {rule.id}: {fact} has no value {value!r}; known are {', '.join(filter(None, known))}"


def _doubled(noun: str, ids: list[str]) -> Iterator[str]:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"{noun} {name} stands {ids.count(name)} times: give each an id of its own"


def _coverage(edition: Edition, space: Space) -> Iterator[str]:
    applying: dict[Cell, list[Rule]] = {}
    for rule in edition.rules:
        cells = list(product(*space.region(rule)))
        if not cells:
            yield f"rule {rule.id} is dead: no case satisfies its conditions; delete or mend it"
        for cell in cells:
            applying.setdefault(cell, []).append(rule)
    yield from _gaps(space, [cell for cell in space.cells() if cell not in applying])
    yield from _overlaps(space, applying)


def _gaps(space: Space, without: list[Cell]) -> Iterator[str]:
    """Every case without a rule, those that differ in values only at once."""
    open_cells = set(without)
    shown = (smallest(space, region, open_cells.__contains__) for region in regions(space, open_cells))
    for case in dict.fromkeys(shown):
        yield f"no rule applies to the case {case}; add one, or widen the rule that should"


def _overlaps(space: Space, applying: dict[Cell, list[Rule]]) -> Iterator[str]:
    told: set[tuple[str, ...]] = set()
    for cell, rules in applying.items():
        names = tuple(rule.id for rule in rules)
        if len(rules) > 1 and names not in told:
            told.add(names)
            shown = smallest(space, tuple((at,) for at in cell), partial(_applies_so, applying, names))
            outcomes = ", ".join(f"{rule.id} says {rule.outcome}" for rule in rules)
            yield f"{len(rules)} rules apply to the case {shown}: {outcomes}; narrow one of them"


def _applies_so(applying: dict[Cell, list[Rule]], names: tuple[str, ...], cell: Cell) -> bool:
    return _names(applying, cell) == names


def _names(applying: dict[Cell, list[Rule]], cell: Cell) -> tuple[str, ...]:
    return tuple(rule.id for rule in applying.get(cell, ()))


def smallest(space: Space, region: Region, faulty: Callable[[Cell], bool]) -> str:
    """The case with every fact left out whose value makes no difference to the fault."""
    for at, axis in enumerate(space.axes):
        wider = (*region[:at], axis.all, *region[at + 1 :])
        if all(map(faulty, product(*wider))):
            region = wider
    named = [
        f"{axis.fact}={'|'.join(axis.labels[at] for at in part)}"
        for axis, part in zip(space.axes, region, strict=True)
        if part != axis.all or len(axis.labels) == 1
    ]
    return "{" + ", ".join(named) + "}"


def _paths(edition: Edition) -> Iterator[str]:
    for rule in edition.rules:
        if (rule.path is None) == (rule.no_path is None):
            yield f"rule {rule.id}: give it either `path` or `no_path` with the reason for none"


def _dead_ways(edition: Edition, law: Law) -> Iterator[str]:
    """The ways out that lead nowhere: from no case that they are for is anything reached by them."""
    for name, way in edition.ways_out.items():
        change = {law.space.place[fact]: value for fact, value in way.change.items()}
        cells = (cell for cell, rule in law.table.items() if _is_for(way, edition, rule))
        if change and not any(_reaches(law, cell, change) for cell in cells):
            yield f"way out {name}: it leads from no dead end to anything that is reached; mend or delete it"


def _is_for(way: WayOut, edition: Edition, rule: Rule) -> bool:
    dead_end = edition.outcomes[rule.outcome].kind == "dead_end"
    return dead_end and rule.outcome in (way.outcomes or (rule.outcome,))


def _reaches(law: Law, cell: Cell, change: Mapping[int, str]) -> bool:
    changed = tuple(
        axis.positions[change[at]] if at in change else place
        for at, (axis, place) in enumerate(zip(law.space.axes, cell, strict=True))
    )
    return law.edition.outcomes[law.table[changed].outcome].kind == "reached"


def _grounds(edition: Edition) -> Iterator[str]:
    known = {statement.id for statement in edition.statements}
    cited: set[str] = set()
    for who, cites in _citing(edition):
        cited.update(cites)
        if not cites:
            yield f"{who}: cites no statement: name the sentence it follows from"
        for statement_id in cites:
            if statement_id not in known:
                near = get_close_matches(statement_id, known, n=1)
                meant = f": {near[0]!r} may be meant" if near else ": write the `id` of one that they do"
                yield f"{who}: cites {statement_id!r}, which the statements do not list{meant}"
    for statement in edition.statements:
        if statement.section not in edition.sections:
            yield f"statement {statement.id}: section {statement.section!r} is not listed"
        if statement.id not in cited:
            yield (
                f"statement {statement.id}: neither a rule nor a topic builds on it; cite it, or list it "
                "under `pointers` where it only leads elsewhere"
            )
        yield from _gists(edition, statement)


def _gists(edition: Edition, statement: Statement) -> Iterator[str]:
    """The languages of the edition in which nothing is said of a statement."""
    for language in dict.fromkeys(name for one in edition.statements for name in one.gist):
        gist = statement.gist.get(language)
        if gist is None:
            yield f"statement {statement.id}: it has no gist in {language!r}: say what it says there, too"
        elif not gist.strip():
            yield f"statement {statement.id}: its gist in {language!r} is empty: say what it says"


def _citing(edition: Edition) -> Iterator[tuple[str, tuple[str, ...]]]:
    for rule in edition.rules:
        yield f"rule {rule.id}", rule.cites
    for name, topic in edition.topics.items():
        yield f"topic {name}", topic.cites
    for name, path in edition.paths.items():
        yield f"path {name}", path.cites
    for implication in edition.implications:
        yield "an implication", implication.cites
    if edition.pointers:
        yield "pointers", edition.pointers
