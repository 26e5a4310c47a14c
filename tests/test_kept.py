"""What is kept is looked for once in each message, also where nothing is found."""

from marked import marked

from knowledge.library import Library
from knowledge.mentions.kept import kept
from knowledge.mentions.marks import Marks


def test_it_is_looked_for_once_in_each_message(library: Library) -> None:
    looked: list[Marks] = []

    @kept
    def first_type(marks: Marks) -> str | None:
        """The first."""
        looked.append(marks)
        return next((one.value for one in marks.types), None)

    one, other = marked("an EA", library), marked("hello", library)
    assert [first_type(marks) for marks in (one, other, one, other)] == ["enterprise_agreement", None] * 2
    assert looked == [one, other]
    assert first_type.__doc__ == "The first."
