"""A slip is told only where undoing it gives the very sentence that was meant."""

import pytest

from knowledge.document.slips import slipped
from knowledge.document.wording import fingerprint

MEANT = "Small boats carry what their owner likes, on port 7."


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Small boatscarry what their owner likes, on port 7.", "boatscarry"),
        ("SMALL boats carry what thier owner likes, on port 7.", "thier"),
        ("Small boats carry what their owner likes, on port7.", "port7."),
        ("Small boats carry whattheir onwer likes, on port 7.", None),
        ("Small boats carry what their owners like, on port 7.", None),
        ("Small boats carry what their owner likes, on port 8.", None),
    ],
)
def test_one_slip_is_found_and_nothing_else(text: str, word: str | None) -> None:
    assert slipped(text, fingerprint(MEANT)) == word
