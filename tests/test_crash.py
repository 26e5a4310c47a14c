"""The short form of the crash harness: killed under load, nothing is lost and nothing comes twice.

The long form is `make crash`.
"""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest
from crash.harness import CALLS, Plan, run
from crash.power import can_be_cut

BOT = Path(__file__).parent.parent / "bot"
# Each planted fault with the figures of which one has to tell of it. Those that need deaths take long.
LOST, TWICE = ("lost", "deeds_lost", "steps_lost"), ("twice", "deeds_twice")
STANDING = Plan(die_at="before_post", stand=True, kills=0, questions=40, processes=2)
NEEDS_POWER = pytest.mark.skipif(
    not can_be_cut(), reason="this Python has SQLite built in, so that its syncs cannot be watched"
)
PLANTED = [
    (Plan(plant="no order in a thread", kills=0, questions=150), ("disordered",)),
    (Plan(plant="duplicates not refused", kills=0, questions=150), TWICE),
]
DEADLY = [
    (Plan(plant="acknowledged before kept", die_at="before_ack", kills=6, questions=60), LOST),
    (Plan(plant="no look before the post", die_at="after_post", kills=4, questions=60), TWICE),
    (Plan(plant="done before the work", die_at="before_post", kills=4, questions=60), LOST),
    (replace(STANDING, plant="no fence", questions=30), TWICE),
    (replace(STANDING, plant="attempts ignored"), TWICE),
    (Plan(plant="handed off at any answer", kills=0, questions=400), ("steps_lost",)),
    (Plan(plant="handed off under a new name", kills=0, questions=400), ("steps_renamed",)),
]
POWERLESS = Plan(plant="synchronous off", die_at="before_post", power=True, kills=8, questions=60)


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    "plan",
    [
        Plan(kills=5, questions=90, seed=7),
        Plan(kills=5, questions=60, socket=True, seed=8),
        Plan(kills=5, questions=90, postgres=True, processes=3, seed=7),
        pytest.param(Plan(kills=5, questions=60, power=True, die_at="after_post", seed=9), marks=NEEDS_POWER),
    ],
    ids=["sqlite", "sqlite by sockets", "postgres", "sqlite without power"],
)
def test_killed_under_load_every_question_has_one_reply_in_order(plan: Plan) -> None:
    told = asyncio.run(run(plan))
    assert told.kills >= 5
    assert (told.lost, told.twice, told.disordered) == (0, 0, 0)
    assert told.deeds > 0
    assert (told.deeds_lost, told.deeds_stale, told.deeds_twice) == (0, 0, 0)
    assert (told.steps_lost, told.steps_renamed, told.steps_disordered) == (0, 0, 0)
    assert told.good


def _reports(plan: Plan, figures: tuple[str, ...]) -> None:
    told = asyncio.run(run(replace(plan, quiet=4.0, minutes=8.0)))
    assert told.asked > 0
    assert not told.unfinished
    assert any(getattr(told, figure) for figure in figures)
    assert not told.good


@pytest.mark.parametrize(("plan", "figures"), PLANTED, ids=[plan.plant for plan, _ in PLANTED])
def test_the_harness_reports_a_fault_that_is_planted(plan: Plan, figures: tuple[str, ...]) -> None:
    _reports(plan, figures)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("plan", "figures"), DEADLY, ids=[plan.plant for plan, _ in DEADLY])
def test_the_harness_reports_a_fault_that_deaths_bring_out(plan: Plan, figures: tuple[str, ...]) -> None:
    _reports(plan, figures)


@pytest.mark.long
@pytest.mark.timeout(600)
@NEEDS_POWER
def test_the_harness_reports_what_was_not_on_the_disk_when_the_power_went() -> None:
    _reports(POWERLESS, LOST)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_processes_that_stand_still_and_wake_harm_nothing_where_no_fault_is_planted() -> None:
    assert asyncio.run(run(STANDING)).good


def test_the_harness_ends_by_itself_and_says_that_it_did_not_finish() -> None:
    told = asyncio.run(run(Plan(kills=10_000, questions=10_000, minutes=0.1)))
    assert told.unfinished
    assert not told.good


def test_every_call_that_the_server_makes_can_fail_in_the_harness() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in BOT.glob("*.py"))
    called = {_method(name) for name in re.findall(r"client\.((?:[a-z]+_)+[A-Za-z_]+)", source)}
    made = {
        name
        for name in called
        if "." in name and name not in ("base.url", "send.dict", "send.socket.mode.response")
    }
    by_the_sdk = {"apps.connections.open", "response_url"}
    assert made | by_the_sdk == set(CALLS)


def _method(name: str) -> str:
    """The SDK's name for a call -> Slack's."""
    return name.replace("_", ".")
