"""What an edition declares beside its rules is checked, and no name of the policy stands in code."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rules.edition import parse_edition, read_editions
from rules.model import Edition, Headline, OutcomeKind, Variant, WayOut
from rules.prove import prove
from rules.strict_yaml import DataFault

ROOT = Path(__file__).parent.parent
EDITIONS = read_editions()
OLDEST = EDITIONS["2018-11-20"]
OUTCOMES, FACTS = ", ".join(OLDEST.outcomes), ", ".join(OLDEST.facts)
RULES = ", ".join(rule.id for rule in OLDEST.rules)


def _told(update: dict[str, Any]) -> list[str]:
    return [fault.message for fault in prove(OLDEST.model_copy(update=update)).faults]


def _variant(**changed: Any) -> dict[str, Any]:
    variant = Variant(**{"when": {"exemption": ("requested",)}, "headline": "blocked_requested", **changed})
    kind = OutcomeKind(kind="dead_end", variants=(variant,))
    return {"outcomes": {**OLDEST.outcomes, "blocked_ask_csp": kind}}


def _way(**way: Any) -> dict[str, Any]:
    return {"ways_out": {**OLDEST.ways_out, "pigeon": WayOut(**way)}}


@pytest.mark.parametrize(
    ("update", "told"),
    [
        (
            {"outcomes": {name: kind for name, kind in OLDEST.outcomes.items() if name != "allowed"}},
            "rule enterprise-agreement: outcome 'allowed' is not one of "
            + ", ".join(name for name in OLDEST.outcomes if name != "allowed"),
        ),
        (
            {"outcomes": {**OLDEST.outcomes, "lost": OutcomeKind(kind="unsaid")}},
            "outcome lost: no rule leads to it; take it out, or add the rule",
        ),
        (
            _variant(when={"weather": ("rain",)}),
            f"outcome blocked_ask_csp: variant blocked_requested: fact 'weather' is not one of {FACTS}",
        ),
        (
            _variant(when={"exemption": ("lost",)}),
            "outcome blocked_ask_csp: variant blocked_requested: exemption 'lost' is not one of none, ",
        ),
        (
            {"headlines": {**OLDEST.headlines, "unheard": Headline()}},
            "headline unheard: no verdict is told by it; it may be one of ",
        ),
        (_way(change={"weather": "rain"}), f"way out pigeon: fact 'weather' is not one of {FACTS}"),
        (
            _way(change={"delivery": "pigeon"}),
            "way out pigeon: delivery 'pigeon' is not one of direct, relay",
        ),
        (
            _way(change={"delivery": "relay"}, outcomes=("lost",)),
            f"way out pigeon: outcome 'lost' is not one of {OUTCOMES}",
        ),
        (_way(rules=("lost",)), f"way out pigeon: rule 'lost' is not one of {RULES}"),
        (
            _way(change={"delivery": "direct"}),
            "way out pigeon: it leads from no dead end to anything that is reached; mend or delete it",
        ),
        ({"help": "nowhere"}, "help 'nowhere' is not one of exemption_request, further_help"),
        ({"meanwhile": "nothing"}, "meanwhile: topic 'nothing' is not one of "),
        (
            {
                "topics": {
                    **OLDEST.topics,
                    "cost": OLDEST.topics["cost"].model_copy(update={"lists": ("lost",)}),
                }
            },
            f"topic cost: lists 'lost' is not one of {RULES}",
        ),
        (
            {
                "facts": {
                    **OLDEST.facts,
                    "route": OLDEST.facts["route"].model_copy(update={"topic": "lost"}),
                }
            },
            "fact route: topic 'lost' is not one of ",
        ),
        ({"request": {"filed": {"exemption": "lost"}}}, "request filed: exemption 'lost' is not one of "),
    ],
)
def test_a_name_that_is_not_declared_is_told(update: dict[str, Any], told: str) -> None:
    assert any(message.startswith(told) for message in _told(update)), _told(update)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'restart: {change: {restarted: "yes"}}',
            "restart: {outcomes: [allowed]}",
            "ways_out > restart: give a way out either the `change` of facts or the `rules`",
        ),
        (
            "allowed: {kind: reached}",
            "allowed: {kind: fine}",
            "outcomes > allowed > kind: Input should be 'reached', 'dead_end' or 'unsaid'",
        ),
        ("azure_student, education]", "azure_student, edu]", "`groups` names edu, which the fact cannot be"),
    ],
)
def test_what_is_declared_in_no_known_form_is_told_with_its_place(old: str, new: str, told: str) -> None:
    text = (ROOT / "rules/editions/2018-11-20.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(DataFault) as raised:
        parse_edition(text.replace(old, new), "mine.yaml")
    assert told in str(raised.value)


# -- outside the code

# Names that are also those of a fact that the reader knows, of what a message may be after, or of what may
# come of a ticket.
OF_THE_READER = {"not_covered", "relay", "exemption", "refused"}


def _names(edition: Edition) -> Iterator[str]:
    yield from (*edition.outcomes, *edition.headlines, *edition.paths, *edition.ways_out)
    for rule in edition.rules:
        yield from filter(None, (rule.id, rule.no_path, rule.headline))


def _words(file: Path) -> set[str]:
    """The words of all texts in a file of code that are no sentences."""
    constants = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    texts = (node.value for node in constants if isinstance(node, ast.Constant))
    return {word for text in texts if isinstance(text, str) for word in text.split()}


def test_no_outcome_rule_path_or_way_of_the_policy_stands_in_code() -> None:
    policy = {name for edition in EDITIONS.values() for name in _names(edition)} - OF_THE_READER
    floors = (ROOT / floor for floor in ("rules", "knowledge", "bot"))
    files = [file for floor in floors for file in floor.rglob("*.py") if file.parent.name != "playground"]
    assert len(files) > 90
    assert {str(file): found for file in files if (found := _words(file) & policy)} == {}
