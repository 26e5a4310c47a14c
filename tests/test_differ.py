"""What changed between two editions: every case that differs stands in one statement, no other in any."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from known import KNOWN

from rules.common import Incomparable
from rules.differ import UNTOLD, Comparison, Consequence, conditions, differences
from rules.edition import read_editions
from rules.evaluate import Law, Undecided, Verdict, enact, evaluate
from rules.fold import folded, regions
from rules.interval import Interval, parse_interval
from rules.model import Days, Edition, FactKind, NoneOf, Rule

LAWS = {name: enact(edition) for name, edition in read_editions().items()}
PAIRS = list(permutations(LAWS, 2))
CUT = date(2023, 7, 1)


# -- the second opinion: all cases of both editions, each decided by each, without cells or folding


def _values(fact: str, editions: tuple[Edition, ...]) -> list[Any]:
    kinds = [edition.facts[fact] for edition in editions if fact in edition.facts]
    if kinds[0].kind == "day":
        cuts = sorted({day for edition in editions for day in _days(edition)})
        return [Interval.day(day) for cut in cuts for day in (cut - timedelta(days=1), cut)]
    unheard = ["other:never_heard_of"] if any(kind.rest for kind in kinds) else []
    return [*dict.fromkeys(value for kind in kinds for value in kind.values), *unheard]


def _days(edition: Edition) -> Iterator[date]:
    for rule in edition.rules:
        for condition in rule.when.values():
            if isinstance(condition, Days):
                yield from (day for day in (condition.before, condition.from_) if day)


def _cases(*editions: Edition) -> Iterator[dict[str, Any]]:
    facts = list(dict.fromkeys(fact for edition in editions for fact in edition.facts))
    for values in product(*(_values(fact, editions) for fact in facts)):
        yield dict(zip(facts, values, strict=True))


def _follows(law: Law, case: dict[str, Any]) -> tuple[object, ...]:
    found = evaluate(law, case)
    assert isinstance(found, Verdict)
    path = law.edition.paths[found.rule.path] if found.rule.path else None
    return found.outcome, found.headline, path and (path.kind, path.labels), found.rule.no_path


def _said(side: Consequence) -> tuple[object, ...]:
    return side.outcome, side.headline, side.menu and tuple(side.menu), side.no_path


@cache
def _known(fact: str, *editions: Edition) -> frozenset[str]:
    return frozenset(
        value for edition in editions if fact in edition.facts for value in edition.facts[fact].values
    )


def _holds(when: dict[str, tuple[str, ...]], case: dict[str, Any], known: frozenset[str]) -> bool:
    return all(_one_of(case[fact], labels, known) for fact, labels in when.items())


def _one_of(value: Any, labels: tuple[str, ...], known: frozenset[str]) -> bool:
    if not isinstance(value, Interval):
        return (value if value in known or not value.startswith("other:") else "other") in labels
    day = value.first
    spans = [parse_interval(label) for label in labels]
    return any((s.first is None or s.first <= day) and (s.last is None or day <= s.last) for s in spans)


def _check(before: Law, after: Law) -> int:
    """How many cases differ, all of them told once and told right."""
    found = differences(before, after)
    types = frozenset(
        (*before.edition.facts["subscription"].values, *after.edition.facts["subscription"].values)
    )
    told = [
        (conditions(found.space, one.region), _said(one.before), _said(one.after)) for one in found.changes
    ]
    differing = 0
    for case in _cases(before.edition, after.edition):
        old, new = _follows(before, case), _follows(after, case)
        expected = [] if old == new else [(old, new)]
        assert [(was, now) for when, was, now in told if _holds(when, case, types)] == expected, case
        differing += len(expected)
    return differing


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_statements_hold_exactly_the_cases_that_differ_each_once(before: str, after: str) -> None:
    assert _check(LAWS[before], LAWS[after]) > 0


# How many statements tell all of it; whoever folds less well is noticed.
TOLD = {("2018-11-20", "2021-04-28"): 16, ("2018-11-20", "2023-12-20"): 21, ("2021-04-28", "2023-12-20"): 19}


@pytest.mark.parametrize(("before", "after"), list(permutations(KNOWN, 2)))
def test_what_changed_is_told_in_few_statements_either_way(before: str, after: str) -> None:
    first, last = sorted((before, after))
    assert len(differences(LAWS[before], LAWS[after]).changes) == TOLD[first, last]


@pytest.mark.parametrize("name", LAWS)
def test_an_edition_does_not_differ_from_itself(name: str) -> None:
    assert differences(LAWS[name], LAWS[name]).changes == ()
    assert differences(LAWS[name], enact(LAWS[name].edition.model_copy())).changes == ()


def test_a_fact_or_value_that_one_edition_adds_stands_behind_the_one_it_follows_there() -> None:
    space = differences(LAWS["2018-11-20"], LAWS["2023-12-20"]).space
    back = differences(LAWS["2023-12-20"], LAWS["2018-11-20"]).space
    facts = ["subscription", "created", "delivery", "route", "service", "exemption", "restarted"]
    assert [axis.fact for axis in space.axes] == [axis.fact for axis in back.axes] == facts
    assert space.axes[0].labels[:2] == ("enterprise_agreement", "other:mca_e")
    assert space.axes[0].labels[-2:] == ("csp", "other")


def _edition(
    update: dict[str, Any], change: dict[str, dict[str, Any]], more: tuple[Rule, ...] = ()
) -> Edition:
    """The oldest edition with another fact, some rules changed and some added."""
    edition = LAWS["2018-11-20"].edition
    rules = tuple(rule.model_copy(update=change.get(rule.id, {})) for rule in edition.rules)
    facts = {**edition.facts, **update}
    return edition.model_copy(update={"rules": (*rules, *more), "facts": facts})


def test_days_are_cut_as_finely_as_either_edition_cuts_them() -> None:
    oldest = LAWS["2018-11-20"]
    (before, since) = (
        next(rule for rule in oldest.edition.rules if rule.id == name)
        for name in ("older-than-the-change", "never-exempted")
    )
    later = date(2020, 1, 1)
    changed = _edition(
        {},
        {
            before.id: {"when": {**before.when, "subscription": before.when["subscription"][1:]}},
            since.id: {"when": {**since.when, "subscription": since.when["subscription"][1:]}},
        },
        (
            before.model_copy(
                update={
                    "id": "a",
                    "when": {**before.when, "subscription": ("msdn",), "created": Days(before=later)},
                }
            ),
            since.model_copy(
                update={
                    "id": "b",
                    "when": {**since.when, "subscription": ("msdn",), "created": Days(**{"from": later})},
                }
            ),
        ),
    )
    law = enact(changed)
    (change,) = differences(oldest, law).changes
    assert conditions(differences(oldest, law).space, change.region) == {
        "subscription": ("msdn",),
        "created": ("2017-11-15/2019-12-31",),
        "delivery": ("direct",),
        "route": ("internet",),
    }
    assert (change.before.outcome, change.after.outcome) == ("blocked_no_exemption", "allowed")
    assert _check(oldest, law) == _check(law, oldest) > 0


def test_only_what_follows_is_a_difference_and_not_the_sentences() -> None:
    oldest = LAWS["2018-11-20"]
    cited = {rule.id: {"cites": ()} for rule in oldest.edition.rules}
    assert differences(oldest, enact(_edition({}, cited))).changes == ()
    for update in (
        {"no_path": "refused"},
        {"outcome": "blocked"},
        {"headline": "allowed_with_integration"},
        {"no_path": None, "path": "further_help"},
    ):
        changed = enact(_edition({}, {"relay": update}))
        (change,) = differences(oldest, changed).changes
        assert conditions(differences(oldest, changed).space, change.region) == {"delivery": ("relay",)}


def test_a_value_that_one_edition_does_not_know_is_told_so_where_it_matters_there() -> None:
    oldest = LAWS["2018-11-20"]
    more = oldest.edition.facts["route"].model_copy(update={"values": ("internet", "paas", "pigeon")})
    (relay,) = (rule for rule in oldest.edition.rules if rule.id == "relay")
    flown = relay.model_copy(update={"id": "p", "when": {"delivery": ("direct",), "route": ("pigeon",)}})
    piped = enact(_edition({"route": more}, {}, (flown,)))
    found = differences(oldest, piped)
    assert {one.before for one in found.changes} == {UNTOLD}
    for one in found.changes:  # but not through a relay, where every route leads to the same
        assert conditions(found.space, one.region) == {"delivery": ("direct",), "route": ("pigeon",)}
    assert {one.after for one in differences(piped, oldest).changes} == {UNTOLD}


def test_a_value_that_an_edition_does_not_know_may_be_any_of_its_own() -> None:
    facts = {"subscription": "enterprise_agreement", "route": "paas", "service": "carrier_pigeon"}
    found = evaluate(LAWS["2023-12-20"], facts)
    assert isinstance(found, Undecided)
    assert set(found.outcomes) == {"allowed", "unsupported_route"}


def test_editions_that_cannot_be_laid_over_each_other_are_told() -> None:
    oldest = LAWS["2018-11-20"]
    spoken = _edition({"created": FactKind(values=("early", "late"))}, {})
    with pytest.raises(Incomparable, match="created is a day in one edition, a choice in the other"):
        differences(oldest, Law(spoken, oldest.space, oldest.table, ()))


CELLS = st.sets(st.tuples(st.integers(0, 3), st.integers(0, 1), st.integers(0, 2), st.integers(0, 1)))


@given(CELLS)
def test_folded_cells_are_the_same_cells_each_once(cells: set[tuple[int, ...]]) -> None:
    unfolded = [cell for region in folded(cells) for cell in product(*region)]
    assert sorted(unfolded) == sorted(cells)


NEWEST = LAWS["2023-12-20"]


@given(st.sets(st.sampled_from([rule.id for rule in NEWEST.edition.rules])))
def test_regions_are_the_same_cells_each_once_and_name_no_service_where_there_is_none(ids: set[str]) -> None:
    space = NEWEST.space
    cells = {cell for cell, rule in NEWEST.table.items() if rule.id in ids}
    found = regions(space, cells)
    assert sorted(cell for region in found for cell in product(*region)) == sorted(cells)
    route, service = space.place["route"], space.place["service"]
    for region in found:
        assert region[route] == (1,) or region[service] == space.axes[service].all


def test_a_box_folds_into_one_region_and_two_that_touch_into_two() -> None:
    box = set(product((0, 2), (1,), (0, 1, 3)))
    assert folded(box) == (((0, 2), (1,), (0, 1, 3)),)
    assert len(folded(box | {(1, 1, 0)})) == 2
    assert folded(set()) == ()


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_type_is_told_with_a_day_only_where_the_day_plays_a_part_for_it(before: str, after: str) -> None:
    found = differences(LAWS[before], LAWS[after])
    assert list(_dated_for_nothing(found)) == []


def _dated_for_nothing(found: Comparison) -> Iterator[str]:
    """The types that a change names with a day, though they change alike on every other."""
    subject, day = found.space.place["subscription"], found.space.place.get("created")
    for change in found.changes:
        if day is None or change.region[day] == found.space.axes[day].all:
            continue
        alike = {
            cell
            for one in found.changes
            if (one.before, one.after) == (change.before, change.after)
            for cell in product(*one.region)
        }
        for value in change.region[subject]:
            own = {cell for cell in alike if cell[subject] == value}
            days = {(*cell[:day], at, *cell[day + 1 :]) for cell in own for at in found.space.axes[day].all}
            if days == own:
                yield found.space.axes[subject].labels[value]


def test_where_as_few_regions_would_part_it_by_the_day_the_type_without_one_stands_alone() -> None:
    """The first type changes before the day only, the second whenever."""
    cells = {(0, 0, 0), (1, 0, 0), (1, 1, 0)}
    assert folded(cells, {1: (0, 1)}) == (((0,), (0,), (0,)), ((1,), (0, 1), (0,)))
    larger = {(*cell, more) for cell in cells for more in (0, 1)} - {(0, 0, 0, 1)}
    for region in folded(larger, {1: (0, 1)}):
        assert region[1] == (0, 1) or region[0] == (0,)


def test_a_type_that_changes_whenever_is_not_told_with_the_day_of_another() -> None:
    """Pay-As-You-Go is let out where it is old, CSP always."""
    newest = LAWS["2023-12-20"].edition
    (blocked,) = (rule for rule in newest.rules if rule.id == "every-other-type")
    others = blocked.when["subscription"]
    assert isinstance(others, NoneOf)
    left = NoneOf(**{"not": (*others.not_, "pay_as_you_go", "csp")})
    payg = {**blocked.when, "subscription": ("pay_as_you_go",)}
    old, new = {**payg, "created": Days(before=CUT)}, {**payg, "created": Days(**{"from": CUT})}
    freed = {"outcome": "allowed", "headline": None, "no_path": "nothing_blocked", "path": None}
    rules = (
        *(rule for rule in newest.rules if rule is not blocked),
        blocked.model_copy(update={"when": {**blocked.when, "subscription": left}}),
        blocked.model_copy(update={"id": "new", "when": new}),
        blocked.model_copy(update={"id": "old", "when": old, **freed}),
        blocked.model_copy(update={"id": "csp", "when": {**blocked.when, "subscription": ("csp",)}, **freed}),
    )
    facts = {**newest.facts, "created": LAWS["2018-11-20"].edition.facts["created"]}
    later = enact(newest.model_copy(update={"rules": rules, "facts": facts}))
    found = differences(LAWS["2023-12-20"], later)
    told = [conditions(found.space, change.region) for change in found.changes]
    assert [(one["subscription"], one.get("created")) for one in told] == [
        (("pay_as_you_go",), (f"before:{CUT}",)),
        (("csp",), None),
    ]
