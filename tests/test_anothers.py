"""A type may be somebody else's, a former one, or anybody's in a condition."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.anothers import is_condition, may_be_anothers


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("our parent has an EA", True),
        ("we had an EA", True),
        ("the EA ended", True),
        ("we have had our EA since 2015", False),
        ("we have had an EA since 2015", False),
        ("our EA, and a colleague asks", False),
        ("our parent has an EA, we have payg", False),
    ],
)
def test_the_only_type_may_be_anothers_or_a_former_one(text: str, may_be: bool, library: Library) -> None:
    assert may_be_anothers(marked(text, library)) is may_be


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("it is blocked unless you have an EA", True),
        ("it is blocked unless our EA counts", False),
        ("we have an EA", False),
    ],
)
def test_a_type_may_stand_in_a_condition_of_everybody(text: str, condition: bool, library: Library) -> None:
    marks = marked(text, library)
    assert is_condition(marks, marks.types[0]) is condition
