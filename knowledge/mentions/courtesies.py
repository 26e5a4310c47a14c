"""Whether a courtesy opens a conversation, or ends it."""

from knowledge.mentions.marks import Marks


def greets(marks: Marks) -> bool:
    """Whether a courtesy opens a conversation, and thanks for nothing."""
    return "hello" in _courtesies(marks) and not takes_leave(marks)


def takes_leave(marks: Marks) -> bool:
    """Whether a courtesy ends a conversation."""
    return bool(_courtesies(marks) & {"thanks", "bye"})


def _courtesies(marks: Marks) -> set[str]:
    return {mention.value for mention in marks.all("courtesy")}
