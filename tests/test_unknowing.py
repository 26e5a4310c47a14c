"""Not to know, and not to know when."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.unknowing import knows_not_when, unknowing


@pytest.mark.parametrize("text", ["I don't know which type", "geen idee welk type", "we are not sure"])
def test_not_knowing_is_noticed(text: str, library: Library) -> None:
    assert unknowing(marked(text, library))


def test_knowing_is_not_taken_for_not_knowing(library: Library) -> None:
    assert not unknowing(marked("I know the type: CSP", library))


@pytest.mark.parametrize(
    ("text", "knows_not"),
    [
        ("I do not know when it was made", True),
        ("weet niet wanneer dat abonnement begon", True),
        ("no idea when exactly", False),
        ("I do not know the type", False),
        ("I know when it was made", False),
    ],
)
def test_not_to_know_when_is_told_from_not_to_know_exactly(
    text: str, knows_not: bool, library: Library
) -> None:
    assert knows_not_when(marked(text, library)) is knows_not
