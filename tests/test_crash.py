"""The short form of the crash harness: killed under load, nothing is lost and nothing comes twice.

The long form is `make crash`.
"""

import asyncio

import pytest
from crash.harness import run


@pytest.mark.parametrize(("postgres", "processes"), [(False, 1), (True, 3)], ids=["sqlite", "postgres"])
def test_killed_under_load_every_question_has_one_reply_in_order(*, postgres: bool, processes: int) -> None:
    told = asyncio.run(run(kills=5, questions=90, postgres=postgres, processes=processes, seed=7))
    assert told.kills >= 5
    assert (told.lost, told.twice, told.disordered) == (0, 0, 0)
