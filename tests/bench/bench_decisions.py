"""One decision with its trace, against well-known rule engines on the same table and cases."""

import json
from collections.abc import Callable
from itertools import product
from typing import Any

import rule_engine
import zen
from json_logic import jsonLogic
from timing import microseconds_each

from rules.edition import DEFAULT_EDITION, read_editions
from rules.evaluate import enact, evaluate
from rules.interval import Interval
from rules.model import Days, Edition, NoneOf, Rule

EDITION = read_editions()[DEFAULT_EDITION]
CUT = Days.model_validate({"from": "2017-11-15"}).interval.first
DAYS = {"before:2017-11-15": Interval.before(CUT), "from:2017-11-15": Interval.since(CUT)}


def _cases() -> list[dict[str, str]]:
    """Every type on both sides of the cut-off, in five states: complete cases, as all engines need."""
    kind = EDITION.facts["subscription"]
    states = [
        {"delivery": "direct", "route": "internet", "exemption": "none", "restarted": "no"},
        {"delivery": "relay", "route": "internet", "exemption": "none", "restarted": "no"},
        {"delivery": "direct", "route": "paas", "exemption": "none", "restarted": "no"},
        {"delivery": "direct", "route": "internet", "exemption": "granted", "restarted": "no"},
        {"delivery": "direct", "route": "internet", "exemption": "granted", "restarted": "yes"},
    ]
    return [
        {"subscription": subscription, "created": created, **state}
        for subscription, created, state in product((*kind.values, "other"), DAYS, states)
    ]


def _allowed(edition: Edition, rule: Rule, fact: str) -> list[str]:
    condition, kind = rule.when[fact], edition.facts[fact]
    if isinstance(condition, Days):
        return ["before:2017-11-15" if condition.before else "from:2017-11-15"]
    if isinstance(condition, NoneOf):
        return [value for value in (*kind.values, kind.rest) if value and value not in condition.not_]
    return list(condition)


def _zen() -> Callable[[dict[str, str]], str]:
    inputs = [{"id": fact, "name": fact, "field": fact} for fact in EDITION.facts]
    rows = [
        {
            "_id": rule.id,
            "outcome": json.dumps(rule.outcome),
            **{fact: ", ".join(json.dumps(v) for v in _allowed(EDITION, rule, fact)) for fact in rule.when},
        }
        for rule in EDITION.rules
    ]
    table = {
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": "outcome", "name": "outcome", "field": "outcome"}],
        "rules": rows,
    }
    graph = {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {"id": "table", "name": "table", "type": "decisionTableNode", "content": table},
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }
    decision = zen.ZenEngine().create_decision(json.dumps(graph))

    return lambda case: str(decision.evaluate(case, {"trace": True})["result"]["outcome"])


def _rule_engine() -> Callable[[dict[str, str]], str]:
    compiled = [
        (
            rule_engine.Rule(
                " and ".join(f"{fact} in {json.dumps(_allowed(EDITION, rule, fact))}" for fact in rule.when)
            ),
            rule.outcome,
        )
        for rule in EDITION.rules
    ]
    return lambda case: next(outcome for rule, outcome in compiled if rule.matches(case))


def _json_logic() -> Callable[[dict[str, str]], str]:
    branches: list[Any] = []
    for rule in EDITION.rules:
        conditions = [{"in": [{"var": fact}, _allowed(EDITION, rule, fact)]} for fact in rule.when]
        branches += [{"and": conditions}, rule.outcome]
    logic = {"if": branches}
    return lambda case: str(jsonLogic(logic, case))


def _port25() -> Callable[[dict[str, str]], str]:
    law = enact(EDITION)
    return lambda case: evaluate(law, {**case, "created": DAYS[case["created"]]}).outcome  # type: ignore[union-attr]


def main() -> None:
    cases = _cases()
    engines = {
        "port25": _port25(),
        "zen-engine": _zen(),
        "rule-engine": _rule_engine(),
        "json-logic": _json_logic(),
    }
    for name, decide in engines.items():
        wrong = [case for case in cases if decide(case) != engines["port25"](case)]
        if wrong:
            raise SystemExit(f"{name} decides {len(wrong)} of {len(cases)} cases otherwise: {wrong[0]}")
    contestants = {
        name: (lambda decide=decide: [decide(case) for case in cases]) for name, decide in engines.items()
    }
    taken = microseconds_each(contestants, 1)
    print(
        f"\nOne decision, {len(EDITION.rules)} rules, {len(cases)} cases (port25 and zen-engine with trace)"
    )
    for name, each in taken.items():
        print(f"  {name:<12} {each / len(cases):>9.2f} us   {each / taken['port25']:>7.1f} times port25")


if __name__ == "__main__":
    main()
