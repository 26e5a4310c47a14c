"""What `policy diff` says is so: each line, read back as facts, leads by `check` to what the line claims."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, permutations, product
from typing import Any, Final

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.saying.changes import as_data, changed
from bot.saying.conditions import way
from bot.saying.phrases import Phrases, read_phrases
from rules.cells import space_of
from rules.differ import consequence, differences
from rules.edition import read_editions
from rules.evaluate import Law, Verdict, enact, evaluate
from rules.interval import Interval
from rules.model import Days, Edition, Facts, NoneOf, Rule
from rules.prove import prove

PHRASES: Final = read_phrases()
LAWS: Final = {name: enact(edition) for name, edition in read_editions().items()}
UNHEARD: Final = "other:never_heard_of"


def _routed() -> Law:
    """The newest edition with rules of our own that go by the route and the service at once."""
    newest = LAWS["2023-12-20"].edition
    rules = tuple(_without("csp", rule) for rule in newest.rules)
    asks = {"outcome": "blocked_ask_csp", "headline": None, "no_path": "provider_files"}
    through = next(one for one in newest.rules if one.id == "every-other-type-through-azure-service")
    rest = next(one for one in newest.rules if one.id == "every-other-type")
    more = (
        rest.model_copy(update={"id": "a", "when": _of_csp(rest, ("internet",), None), **asks}),
        rest.model_copy(update={"id": "b", "when": _of_csp(rest, ("paas",), ("azure_firewall",)), **asks}),
        through.model_copy(
            update={"id": "c", "when": _of_csp(rest, ("paas",), ("app_service", "functions"))}
        ),
    )
    outcomes = newest.outcomes | {"blocked_ask_csp": LAWS["2018-11-20"].edition.outcomes["blocked_ask_csp"]}
    edition = newest.model_copy(update={"rules": (*rules, *more), "outcomes": outcomes})
    assert prove(edition).faults == ()
    return enact(edition.model_copy(update={"edition": "2024-02-03"}))


def _dated() -> Law:
    """The newest edition with a day of its own: old Pay-As-You-Go is let out."""
    oldest, newest = LAWS["2018-11-20"].edition, LAWS["2023-12-20"].edition
    cut, rules = date(2023, 7, 1), tuple(_without("pay_as_you_go", rule) for rule in newest.rules)
    split: list[Rule] = []
    for name in ("every-other-type", "every-other-type-through-azure-service"):
        (whole,) = (rule for rule in newest.rules if rule.id == name)
        own = {**whole.when, "subscription": ("pay_as_you_go",)}
        freed = {"outcome": "allowed", "headline": None, "no_path": "nothing_blocked"}
        old = {"id": f"{name}-old", "when": {**own, "created": Days(before=cut)}, **freed}
        new = {"id": f"{name}-new", "when": {**own, "created": Days(**{"from": cut})}}
        split += [whole.model_copy(update=old), whole.model_copy(update=new)]
    facts = {**newest.facts, "created": oldest.facts["created"]}
    changed = {"rules": (*rules, *split), "facts": facts, "edition": "2024-02-04"}
    return enact(newest.model_copy(update=changed))


def _without(subscription: str, rule: Rule) -> Rule:
    types = rule.when.get("subscription")
    if not isinstance(types, NoneOf):
        return rule
    others = NoneOf(**{"not": (*types.not_, subscription)})
    return rule.model_copy(update={"when": {**rule.when, "subscription": others}})


def _of_csp(rule: Rule, route: tuple[str, ...], service: tuple[str, ...] | None) -> dict[str, Any]:
    when = {**rule.when, "route": route, "subscription": ("csp",)}
    return when | ({"service": service} if service else {})


ROUTED: Final = _routed()
DATED: Final = _dated()
OWN: Final = [(one, other) for other in (ROUTED, DATED) for one in LAWS.values()]
PAIRS: Final = [*permutations(LAWS.values(), 2), *OWN]
NAMES: Final = [f"{one.edition.edition} {other.edition.edition}" for one, other in PAIRS]


# -- reading a line back


def _told(text: str, phrases: Phrases, editions: tuple[Edition, ...]) -> dict[str, list[Any]]:
    """The facts of a line, each with the values it may have."""
    told: dict[str, list[Any]] = {}
    for piece in text.split("; "):
        for fact, value in _values(piece, phrases, editions):
            told.setdefault(fact, []).append(value)
    return told


def _values(piece: str, phrases: Phrases, editions: tuple[Edition, ...]) -> Iterator[tuple[str, Any]]:
    said, all_types = phrases.conditions, _choices("subscription", editions)
    before, behind = said["except"].split("{types}")
    if piece == said["all"]:
        return
    if piece.startswith(before) and piece.endswith(behind):
        left_out = {value for _, value in _listed(piece.removeprefix(before), phrases, editions)}
        yield from (("subscription", one) for one in (*all_types, UNHEARD) if one not in left_out)
        return
    yield from _listed(piece, phrases, editions)


def _listed(piece: str, phrases: Phrases, editions: tuple[Edition, ...]) -> Iterator[tuple[str, Any]]:
    """Every value whose words stand in the piece; nothing else may be left of it."""
    words = {phrases.conditions["rest"]: ("subscription", UNHEARD)}
    for fact in dict.fromkeys(name for edition in editions for name in edition.facts):
        for label in _labels(fact, editions):
            words[phrases.fact(fact, label)] = (fact, label)
    for one in sorted(words, key=len, reverse=True):
        if one in piece:
            piece = piece.replace(one, "", 1)
            yield words[one]
    left = piece.replace(phrases.and_, "").replace(phrases.or_, "")
    assert not left.strip(", "), left


def _labels(fact: str, editions: tuple[Edition, ...]) -> list[Any]:
    if all(one.facts[fact].kind == "choice" for one in editions if fact in one.facts):
        return _choices(fact, editions)
    cuts = _cuts(editions)
    between = [Interval(first, Interval.before(last).last) for first, last in combinations(cuts, 2)]
    return [*between, *(one for cut in cuts for one in (Interval.before(cut), Interval.since(cut)))]


def _cuts(editions: tuple[Edition, ...]) -> list[date]:
    """Every day on which something begins or ends in one of them."""
    spaces = [space_of(edition) for edition in editions]
    return sorted({cut for space in spaces for axis in space.axes for cut in axis.cuts})


def _choices(fact: str, editions: tuple[Edition, ...]) -> list[str]:
    return list(dict.fromkeys(v for one in editions if fact in one.facts for v in one.facts[fact].values))


def _cases(told: dict[str, list[Any]], editions: tuple[Edition, ...]) -> Iterator[Facts]:
    """Every case that a line speaks of; what it does not name may be anything that can be."""
    facts = dict.fromkeys(name for edition in editions for name in edition.facts)
    for values in product(*(told.get(fact, _anything(fact, told, editions)) for fact in facts)):
        case = {fact: value for fact, value in zip(facts, values, strict=True) if value is not None}
        if case.get("route") == "internet" and "service" not in told:
            case.pop("service", None)
        yield case


def _anything(fact: str, told: dict[str, list[Any]], editions: tuple[Edition, ...]) -> list[Any]:
    if fact == "created":
        days = [cut + timedelta(days=beside) for cut in _cuts(editions) for beside in (-1, 0)]
        return [Interval.day(day) for day in days] or [None]
    if fact == "route" and "service" in told:
        return [None]  # whoever names the service has told the route
    return [*_choices(fact, editions), UNHEARD] if fact == "subscription" else _choices(fact, editions)


def _claims(law: Law, case: Facts, side: str, phrases: Phrases) -> bool:
    found = evaluate(law, case)
    assert isinstance(found, Verdict), case
    short = phrases.short[found.headline]
    follows = consequence(law.edition, found.rule, law.space, law.space.region(found.rule))
    return side in (short, f"{short} ({way(follows, phrases)})")


@pytest.mark.parametrize("language", PHRASES)
@pytest.mark.parametrize(("before", "after"), PAIRS, ids=NAMES)
def test_a_line_read_as_facts_leads_to_what_it_claims(before: Law, after: Law, language: str) -> None:
    phrases, editions = PHRASES[language], (before.edition, after.edition)
    (section,) = changed(differences(before, after), phrases).sections
    first, _, last = phrases.changes["shared"].partition("{facts}")
    shared = "; ".join(line.removeprefix(first).removesuffix(last) for line in section.why)
    for whom, was, now in section.table[1:]:
        for case in _cases(_told(f"{whom}; {shared}" if shared else whom, phrases, editions), editions):
            assert _claims(before, case, was, phrases), (whom, was, case)
            assert _claims(after, case, now, phrases), (whom, now, case)


@pytest.mark.parametrize(("before", "after"), PAIRS, ids=NAMES)
def test_a_service_is_named_only_with_the_route_that_has_services(before: Law, after: Law) -> None:
    for change in as_data(differences(before, after))["changes"]:
        assert change["when"].get("route", ["paas"]) == ("paas",) or "service" not in change["when"]
        assert "service" not in change["when"] or "route" in change["when"]


def test_days_between_those_of_two_editions_are_told_as_such() -> None:
    said = changed(differences(LAWS["2018-11-20"], DATED), PHRASES["en"]).text()
    assert "created between 15 November 2017 and 30 June 2023; not through Azure services" in said


def test_one_route_with_a_service_and_one_without_are_two_lines() -> None:
    said = changed(differences(LAWS["2023-12-20"], ROUTED), PHRASES["en"]).text()
    assert [line.split(":")[0] for line in said.splitlines() if line.startswith("- ")] == [
        "- CSP; not through Azure services",
        "- CSP; through Azure Firewall",
    ]


def test_a_check_that_names_the_service_alone_takes_its_route_for_told() -> None:
    run = CliRunner().invoke(
        main,
        ["check", "--subscription", "csp", "--service", "app_service", "--edition", "2023-12-20", "--why"],
    )
    assert "not through Azure services" not in run.output
    assert "  route = paas (implied)" in run.output
    assert "rule every-other-type-through-azure-service" in run.output


def test_a_check_that_contradicts_itself_is_told_as_it_was_given() -> None:
    words = ["check", "--subscription", "csp", "--route", "internet", "--service", "app_service"]
    run = CliRunner().invoke(main, [*words, "--edition", "2023-12-20"])
    assert "I read: CSP, not through Azure services, through App Service." in run.output
    run = CliRunner().invoke(main, [*words[:4], "paas", *words[5:], "--edition", "2023-12-20"])
    assert "I read: CSP, through App Service." in run.output
