"""The short form of the crash harness: killed under load, nothing is lost and nothing comes twice.

The long form is `make crash`.
"""

import asyncio

import pytest
from crash.harness import Plan, run


@pytest.mark.parametrize(
    "plan",
    [
        Plan(kills=5, questions=90, seed=7),
        Plan(kills=5, questions=60, socket=True, seed=8),
        Plan(kills=5, questions=90, postgres=True, processes=3, seed=7),
    ],
    ids=["sqlite", "sqlite by sockets", "postgres"],
)
def test_killed_under_load_every_question_has_one_reply_in_order(plan: Plan) -> None:
    told = asyncio.run(run(plan))
    assert told.kills >= 5
    assert (told.lost, told.twice, told.disordered) == (0, 0, 0)
