"""The proof holds for every edition, and a broken one is told with a smallest case. z3 agrees."""

from collections.abc import Callable
from datetime import date
from itertools import product

import pytest
import z3
from known import KNOWN

from rules.cells import space_of
from rules.edition import read_editions
from rules.evaluate import IncompleteEdition, enact
from rules.model import Days, Edition, Implication, NoneOf, Rule
from rules.prove import prove

EDITIONS = read_editions()


# Cases, rules, statements; questions that have to be asked, on average and at the most.
COUNTED = {
    "2018-11-20": (896, 16, 31, pytest.approx(1.857, abs=0.001), 2),
    "2021-04-28": (448, 16, 44, 1.0, 1),
    "2023-12-20": (2560, 14, 29, 1.0, 1),
}


def _changed(edition: Edition, change: Callable[[list[Rule]], list[Rule]]) -> Edition:
    return edition.model_copy(update={"rules": tuple(change(list(edition.rules)))})


def _without(rule_id: str) -> Callable[[list[Rule]], list[Rule]]:
    return lambda rules: [rule for rule in rules if rule.id != rule_id]


@pytest.mark.parametrize("name", EDITIONS)
def test_every_edition_is_proven(name: str) -> None:
    assert prove(EDITIONS[name]).faults == ()


@pytest.mark.parametrize("name", KNOWN)
def test_an_edition_is_counted_as_it_is(name: str) -> None:
    assert prove(EDITIONS[name]) == (name, *COUNTED[name], ())


@pytest.mark.parametrize("name", EDITIONS)
def test_no_rule_can_be_deleted_unnoticed(name: str) -> None:
    edition = EDITIONS[name]
    for rule in edition.rules:
        faults = prove(_changed(edition, _without(rule.id))).faults
        assert any("no rule applies to the case {" in fault.message for fault in faults), rule.id


@pytest.mark.parametrize("name", EDITIONS)
def test_no_rule_can_be_doubled_unnoticed(name: str) -> None:
    edition = EDITIONS[name]
    for rule in edition.rules:
        twin = rule.model_copy(update={"id": f"{rule.id}-again"})
        faults = prove(_changed(edition, lambda rules, twin=twin: [*rules, twin])).faults
        assert any("2 rules apply to the case {" in fault.message for fault in faults), rule.id


def test_a_contradiction_is_told_with_the_smallest_case_that_shows_it() -> None:
    edition = EDITIONS["2018-11-20"]
    relay = edition.rules[0]
    contrary = relay.model_copy(
        update={
            "id": "relay-is-blocked",
            "when": {**relay.when, "subscription": ("csp",)},
            "outcome": "unsupported_route",
            "no_path": "not_supported",
        }
    )
    faults = prove(_changed(edition, lambda rules: [*rules, contrary]), "mine.yaml").faults
    assert [fault.place for fault in faults] == ["mine.yaml"]
    assert faults[0].message == (
        "2 rules apply to the case {subscription=csp, delivery=relay}: "
        "relay says relay_unrestricted, relay-is-blocked says unsupported_route; narrow one of them"
    )


def test_a_gap_is_told_without_the_facts_that_play_no_part() -> None:
    faults = prove(_changed(EDITIONS["2018-11-20"], _without("provider-asks"))).faults
    assert (
        "no rule applies to the case {subscription=csp, created=from:2017-11-15, delivery=direct, "
        "route=internet, exemption=none|requested}; add one, or widen the rule that should"
    ) in [fault.message for fault in faults]


def test_every_gap_is_told_and_each_by_itself() -> None:
    left = {"provider-asks", "exempted-and-restarted", "relay"}
    edition = _changed(EDITIONS["2018-11-20"], lambda rules: [one for one in rules if one.id not in left])
    told = [fault.message for fault in prove(edition).faults if fault.message.startswith("no rule")]
    assert len(told) == len(left)
    assert "no rule applies to the case {delivery=relay}; add one, or widen the rule that should" in told
    assert any("exemption=granted, restarted=yes}" in one for one in told)


def test_a_gist_that_says_nothing_is_told() -> None:
    edition = EDITIONS["2018-11-20"]
    first = edition.statements[0].model_copy(update={"gist": {"en": "Something.", "nl": " "}})
    faults = prove(edition.model_copy(update={"statements": (first, *edition.statements[1:])})).faults
    assert [fault.message for fault in faults] == [
        "statement opening.1.1: its gist in 'nl' is empty: say what it says"
    ]


@pytest.mark.parametrize(
    ("update", "message"),
    [
        ({"cites": ("nowhere.1.1",)}, "cites 'nowhere.1.1', which the statements do not list"),
        ({"cites": ()}, "cites no statement: name the sentence it follows from"),
        ({"path": "elsewhere", "no_path": None}, "path 'elsewhere' is not one of"),
        ({"path": None, "no_path": None}, "give it either `path` or `no_path`"),
        ({"when": {"colour": ("red",)}}, "fact 'colour' is not one of"),
        ({"when": {"delivery": ("pigeon",)}}, "delivery has no value 'pigeon'; known are direct, relay"),
        ({"when": {"created": ("2017",)}}, "created is a day; write its condition so"),
        ({"when": {"service": ("functions",)}}, "service says more of route; name route too"),
    ],
)
def test_a_rule_without_ground_or_path_is_told(update: dict[str, object], message: str) -> None:
    edition = EDITIONS["2018-11-20"]
    broken = _changed(edition, lambda rules: [rules[0].model_copy(update=update), *rules[1:]])
    assert any(message in fault.message for fault in prove(broken).faults)


SUBSCRIPTIONS = ", ".join([*EDITIONS["2018-11-20"].facts["subscription"].values, "other"])
FACTS = ", ".join(EDITIONS["2018-11-20"].facts)
PATHS = ", ".join(EDITIONS["2018-11-20"].paths)


@pytest.mark.parametrize(
    ("update", "told"),
    [
        ({"when": {"weather": ("rain",)}}, f"rule one: fact 'weather' is not one of {FACTS}"),
        ({"when": {"created": ("csp",)}}, "rule one: created is a day; write its condition so"),
        (
            {"when": {"subscription": ("cps",)}},
            f"rule one: subscription has no value 'cps'; known are {SUBSCRIPTIONS}",
        ),
        (
            {"when": {"subscription": NoneOf(**{"not": ("cps",)})}},
            f"rule one: subscription has no value 'cps'; known are {SUBSCRIPTIONS}",
        ),
        ({"path": "nowhere"}, f"rule one: path 'nowhere' is not one of {PATHS}"),
    ],
)
def test_a_name_that_the_edition_does_not_know_is_told(update: dict[str, object], told: str) -> None:
    edition = EDITIONS["2018-11-20"]
    rule = edition.rules[0].model_copy(update={"id": "one", "no_path": None, "path": None, **update})
    proof = prove(_changed(edition, lambda rules: [*rules, rule]), "mine.yaml")
    assert ("mine.yaml", told) in proof.faults
    counted = any("the case {" in fault.message for fault in proof.faults)
    assert counted == ("path" in update)  # what is not known by name cannot be counted
    assert (proof.expected_questions, proof.worst_questions) == (0.0, 0)


def test_an_id_that_stands_twice_and_a_topics_path_that_is_none_are_told() -> None:
    edition = EDITIONS["2018-11-20"]
    twice = edition.rules[0].id
    name, topic = next(iter(edition.topics.items()))
    broken = edition.model_copy(
        update={
            "rules": (*edition.rules, edition.rules[0]),
            "statements": (*edition.statements, edition.statements[0]),
            "topics": {**edition.topics, name: topic.model_copy(update={"path": "nowhere"})},
            "implications": tuple(one.model_copy(update={"cites": ()}) for one in edition.implications),
        }
    )
    told = {fault.message for fault in prove(broken).faults}
    assert f"rule {twice} stands 2 times: give each an id of its own" in told
    assert f"statement {edition.statements[0].id} stands 2 times: give each an id of its own" in told
    assert f"topic {name}: path 'nowhere' is not one of {PATHS}" in told
    assert "an implication: cites no statement: name the sentence it follows from" in told


def _exempted_means(**days: str) -> list[str]:
    """What the proof tells of the first edition, were it that whoever is exempted has these days."""
    edition = EDITIONS["2018-11-20"]
    granted = {"when": {"exemption": ["granted"]}, "then": {"created": days}, "cites": ["opening.1.1"]}
    one = Implication.model_validate(granted)
    return [fault.message for fault in prove(edition.model_copy(update={"implications": (one,)})).faults]


def test_an_implication_of_days_that_no_rule_parts_is_told() -> None:
    told = _exempted_means(**{"from": "2017-11-16"})
    assert told == [
        "implication 1: no rule parts created at 2017-11-16, only at 2017-11-15: name one of these"
    ]


def test_an_implication_of_days_on_which_it_means_nothing_is_told() -> None:
    assert _exempted_means(**{"from": "2017-11-15"}) == []
    (told,) = _exempted_means(before="2017-11-15")
    assert told.startswith("implication 1: on the days that it names, exemption changes no outcome")


def test_a_gap_and_an_overlap_are_both_told() -> None:
    edition = EDITIONS["2018-11-20"]
    relay, second = edition.rules[0], edition.rules[1]
    twin = second.model_copy(update={"id": "twin"})
    told = [fault.message for fault in prove(_changed(edition, lambda rules: [*rules[1:], twin])).faults]
    assert any("no rule applies to the case {" in message for message in told), relay.id
    assert any("2 rules apply to the case {" in message for message in told)


def test_a_law_is_not_enacted_with_a_gap_or_an_overlap() -> None:
    edition = EDITIONS["2018-11-20"]
    first = edition.rules[0]
    cells = len(list(product(*space_of(edition).region(first))))
    with pytest.raises(IncompleteEdition, match=f"^2018-11-20: {cells} cells have no rule$"):
        enact(_changed(edition, _without(first.id)))
    twin = first.model_copy(update={"id": "twin"})
    with pytest.raises(IncompleteEdition, match=f"^2018-11-20: twin and {first.id} overlap$"):
        enact(_changed(edition, lambda rules: [*rules, twin]))


def test_days_are_cut_into_as_many_spans_as_the_rules_tell_apart() -> None:
    edition = EDITIONS["2018-11-20"]
    later = Days(**{"from": date(2020, 1, 1)})

    def shortened(rules: list[Rule]) -> list[Rule]:
        dated = next(rule for rule in rules if isinstance(rule.when.get("created"), Days))
        return [*rules, dated.model_copy(update={"id": "later", "when": {**dated.when, "created": later}})]

    axes = {axis.fact: axis.labels for axis in space_of(_changed(edition, shortened)).axes}
    assert axes["created"] == ("before:2017-11-15", "2017-11-15/2019-12-31", "from:2020-01-01")
    undated = {axis.fact: axis.labels for axis in space_of(EDITIONS["2021-04-28"]).axes}
    assert undated.get("created", ("any",)) == ("any",)


def test_a_statement_that_nothing_builds_on_is_told() -> None:
    edition = EDITIONS["2018-11-20"]
    topics = {name: topic for name, topic in edition.topics.items() if name != "revocation"}
    rules = [
        rule.model_copy(update={"cites": [c for c in rule.cites if c != "pay-as-you-go.4.1"]})
        for rule in edition.rules
    ]
    faults = prove(edition.model_copy(update={"topics": topics, "rules": tuple(rules)})).faults
    assert [fault.message for fault in faults] == [
        (
            "statement pay-as-you-go.4.1: neither a rule nor a topic builds on it; cite it, or list it "
            "under `pointers` where it only leads elsewhere"
        )
    ]


def test_a_statement_that_only_leads_elsewhere_needs_nothing_that_builds_on_it() -> None:
    edition = EDITIONS["2018-11-20"]
    first = edition.statements[0]
    more = first.model_copy(update={"id": "further-help.9.1", "fingerprints": {}})
    listed = {"statements": (*edition.statements, more), "pointers": (more.id,)}
    assert prove(edition.model_copy(update=listed)).faults == ()
    (fault,) = prove(edition.model_copy(update={"pointers": ("further-help.9.2",)})).faults
    assert fault.message.startswith("pointers: cites 'further-help.9.2', which the statements do not list: ")


# -- the second opinion, which knows nothing of cells


def _holds(rule: Rule, variables: dict[str, z3.ExprRef]) -> z3.BoolRef:
    return z3.And([_condition(condition, variables[fact]) for fact, condition in rule.when.items()])


def _condition(condition: object, variable: z3.ExprRef) -> z3.BoolRef:
    if isinstance(condition, Days):
        parts = []
        if condition.before:
            parts.append(variable < condition.before.toordinal())
        if condition.from_:
            parts.append(variable >= condition.from_.toordinal())
        return z3.And(parts)
    if isinstance(condition, NoneOf):
        return z3.And([variable != z3.StringVal(value) for value in condition.not_])
    return z3.Or([variable == z3.StringVal(value) for value in condition])


def _space(edition: Edition) -> tuple[dict[str, z3.ExprRef], z3.BoolRef]:
    variables: dict[str, z3.ExprRef] = {}
    bounds = []
    for fact, kind in edition.facts.items():
        if kind.kind == "day":
            variables[fact] = z3.Int(fact)
            continue
        variables[fact] = z3.String(fact)
        values = (*kind.values, *((kind.rest,) if kind.rest else ()))
        bounds.append(z3.Or([variables[fact] == z3.StringVal(value) for value in values]))
    return variables, z3.And(bounds)


@pytest.mark.parametrize("name", EDITIONS)
def test_z3_finds_no_case_without_a_rule_and_none_with_two(name: str) -> None:
    edition = EDITIONS[name]
    variables, bounds = _space(edition)
    solver = z3.Solver()
    solver.add(bounds)
    solver.push()
    solver.add(z3.Not(z3.Or([_holds(rule, variables) for rule in edition.rules])))
    assert solver.check() == z3.unsat
    solver.pop()
    for at, rule in enumerate(edition.rules):
        for other in edition.rules[at + 1 :]:
            solver.push()
            solver.add(_holds(rule, variables), _holds(other, variables))
            assert solver.check() == z3.unsat, (rule.id, other.id)
            solver.pop()


def test_z3_finds_the_gap_that_a_deleted_rule_leaves() -> None:
    edition = _changed(EDITIONS["2018-11-20"], _without("provider-asks"))
    variables, bounds = _space(edition)
    solver = z3.Solver()
    solver.add(bounds, z3.Not(z3.Or([_holds(rule, variables) for rule in edition.rules])))
    assert solver.check() == z3.sat
    assert solver.model()[variables["subscription"]].as_string() == "csp"
