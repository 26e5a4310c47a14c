"""Names of types that are no facts of the asker."""

import pytest
from marked import marked

from knowledge.library import Library
from knowledge.mentions.disowned import contrasted, disowned, not_meant


@pytest.mark.parametrize(
    ("text", "his"),
    [
        ("EA it is not", False),
        ("what is an EA?", False),
        ("do we need an EA?", False),
        ("is an EA required?", False),
        ("it started out as a free trial", False),
        ("we have an EA", True),
    ],
)
def test_a_type_is_disowned_where_it_is_denied_asked_about_needed_or_a_beginning(
    text: str, his: bool, library: Library
) -> None:
    marks = marked(text, library)
    assert [disowned(marks, one) for one in marks.types] == [not his]


def test_a_type_is_set_against_the_one_that_is_denied(library: Library) -> None:
    marks = marked("it is MSDN, not payg", library)
    assert [one.value for one in not_meant(marks)] == ["pay_as_you_go"]
    assert contrasted(marks) == "msdn"
    assert contrasted(marked("what if it is MSDN, not payg", library)) is None
    assert contrasted(marked("MSDN and payg", library)) is None
