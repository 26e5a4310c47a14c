"""What is wrong beside the rules' conditions and can be told from the data is told, with what to write."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from knowledge.document.gists import other_days
from rules.edition import EDITIONS_FOLDER, read_editions
from rules.meanings import other_meanings
from rules.model import Days, Edition, Implication, OutcomeKind, Rule
from rules.prove import prove
from rules.strict_yaml import read_text

EDITIONS = read_editions()
OLDEST, NEWEST = EDITIONS["2018-11-20"], EDITIONS["2023-12-20"]


def _told(edition: Edition, **update: Any) -> list[str]:
    return [fault.message for fault in prove(edition.model_copy(update=update)).faults]


def _rule(edition: Edition, rule_id: str, **update: Any) -> dict[str, Any]:
    rules = tuple(one.model_copy(update=update) if one.id == rule_id else one for one in edition.rules)
    return {"rules": rules}


def _topic(edition: Edition, name: str, **update: Any) -> dict[str, Any]:
    return {"topics": {**edition.topics, name: edition.topics[name].model_copy(update=update)}}


def _meant(edition: Edition, **update: Any) -> list[str]:
    return list(other_meanings(edition.model_copy(update=update), EDITIONS.values()))


def test_a_misspelt_id_is_told_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    text = read_text(EDITIONS_FOLDER / "2023-12-20.yaml")
    draft.write_text(
        text.replace("cites: [enterprise.1.1, ", "cites: [enterprize.1.1, ", 1), encoding="utf-8"
    )
    run = CliRunner().invoke(main, ["policy", "prove", str(draft)])
    assert run.exit_code == 1
    assert "Traceback" not in run.output
    assert not run.exception or isinstance(run.exception, SystemExit)
    assert (
        "cites 'enterprize.1.1', which the statements do not list: 'enterprise.1.1' may be meant"
        in run.output
    )


def test_an_id_like_none_is_told_with_what_to_write() -> None:
    told = _told(NEWEST, **_rule(NEWEST, "relay", cites=("q",)))
    assert (
        "rule relay: cites 'q', which the statements do not list: write the `id` of one that they do" in told
    )
    assert list(other_days(NEWEST.model_copy(update=_rule(NEWEST, "relay", cites=("q",))))) == []


def test_a_topic_leads_by_a_path_that_its_sentences_tell_of() -> None:
    (told,) = _told(NEWEST, **_topic(NEWEST, "how_to_request", path="further_help"))
    assert told == (
        "topic how_to_request: it leads by path further_help, which stands in further-help.1.2, and those "
        "that it cites tell of exemption_request: give it that"
    )


def _implied(when: dict[str, tuple[str, ...]], days: Days) -> dict[str, Any]:
    cited = OLDEST.implications[0].cites
    return {"implications": (Implication(when=when, then={"created": days}, cites=cited),)}


def _days(**ends: str) -> Days:
    return Days.model_validate(ends)


def _turned(edition: Edition, type_: str) -> Iterator[Rule]:
    """The rules, with before and after exchanged for one of the types."""
    for rule in edition.rules:
        types, days = rule.when.get("subscription"), rule.when.get("created")
        if not isinstance(types, tuple) or type_ not in types or not isinstance(days, Days):
            yield rule
            continue
        others = tuple(one for one in types if one != type_)
        turned = _days(before=str(days.from_)) if days.from_ else _days(**{"from": str(days.before)})
        yield rule.model_copy(update={"when": {**rule.when, "subscription": others}})
        own = {**rule.when, "subscription": (type_,), "created": turned}
        yield rule.model_copy(update={"id": f"{rule.id}-turned", "when": own})


def test_an_implication_that_is_turned_round_for_a_type_is_told() -> None:
    (told,) = _told(OLDEST, rules=tuple(_turned(OLDEST, "microsoft_partner_network")))
    assert told == (
        "implication 1: of microsoft_partner_network exemption changes an outcome on the other days only: "
        "name those, or leave them out of it"
    )


def test_what_is_assumed_of_whoever_tells_nothing_implies_no_day() -> None:
    told = _told(OLDEST, **_implied({"exemption": ("none",)}, _days(**{"from": "2017-11-15"})))
    assert told == [
        "implication 1: exemption none is assumed where nothing is told, so it tells of no day: take it out"
    ]


def test_two_steps_of_a_request_do_not_tell_the_same() -> None:
    told = _told(NEWEST, request={**NEWEST.request, "approved": {"exemption": "refused"}})
    assert told[0].startswith("request approved and refused: both tell exemption refused, so one tells the ")


def test_a_step_tells_what_it_tells_in_other_editions() -> None:
    told = _meant(NEWEST, request={**NEWEST.request, "filed": {"exemption": "granted"}})
    assert told == [
        "request filed: it tells exemption granted, and exemption requested in 2021-04-28: which is right?"
    ]


def test_a_block_is_not_what_the_asker_wants_all_at_once() -> None:
    reached = {**NEWEST.outcomes, "blocked_no_exemption": OutcomeKind(kind="reached")}
    told = _meant(NEWEST, outcomes=reached)
    assert told[0].startswith(
        "outcome blocked_no_exemption: its kind is reached, and dead_end in 2021-04-28: a new meaning needs"
    )


@pytest.mark.parametrize(
    ("update", "told"),
    [
        (
            {"no_path": "refused"},
            "where exemption is refused only, and it is for other cases, too: ",
        ),
        (
            {"no_path": "nothing_blocked"},
            "for what is reached only; it leads to blocked_no_exemption: ",
        ),
    ],
)
def test_a_reason_is_given_for_what_others_give_it_for(update: dict[str, Any], told: str) -> None:
    (found,) = _meant(NEWEST, **_rule(NEWEST, "every-other-type", **update))
    assert found.startswith(f"rule every-other-type: other editions give no_path {update['no_path']} {told}")


def test_a_type_that_fell_out_of_its_group_is_told() -> None:
    kind = NEWEST.facts["subscription"]
    groups = tuple(tuple(one for one in group if one != "csp") for group in kind.groups)
    facts = {**NEWEST.facts, "subscription": kind.model_copy(update={"groups": groups})}
    assert _meant(NEWEST, facts=facts) == [
        "fact subscription: csp is in none of its groups, and in one in 2021-04-28: add it"
    ]


@pytest.mark.parametrize("name", EDITIONS)
def test_the_known_editions_mean_the_same_by_their_names(name: str) -> None:
    assert _meant(EDITIONS[name]) == []


def test_a_file_that_is_called_by_another_day_is_told_first(tmp_path: Path) -> None:
    draft = tmp_path / "2024-01-20.yaml"
    draft.write_text(read_text(EDITIONS_FOLDER / "2023-12-20.yaml"), encoding="utf-8")
    run = CliRunner().invoke(main, ["policy", "prove", str(draft)])
    assert run.exit_code == 1
    assert "2024-01-20.yaml: it says edition '2023-12-20': call both the same" in run.output


def test_steps_that_no_verdict_goes_with_are_told(tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    text = read_text(EDITIONS_FOLDER / "2023-12-20.yaml").replace(
        "steps: blocked_no_exemption_relay", "steps: blocked_no_exemption"
    )
    draft.write_text(text, encoding="utf-8")
    run = CliRunner().invoke(main, ["policy", "prove", str(draft)])
    assert "look: steps: blocked_no_exemption_relay in the replies goes with no verdict" in run.output
