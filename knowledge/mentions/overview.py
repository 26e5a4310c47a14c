"""Whether a message asks for what was said of several, or speaks of them together."""

from knowledge.mentions.marks import Marks
from knowledge.words.text import any_of, particles


def sums_up(marks: Marks) -> bool:
    """Whether it asks for what was said of several, or speaks of them together."""
    return any(mention.value == "both" for mention in marks.all("both")) or asks_for_overview(marks)


def asks_for_overview(marks: Marks) -> bool:
    """Whether it asks for what holds for all that were spoken of: "sum it up", "list all 3 please"."""
    words = marks.words
    lists = {word.sentence for word in words if word.text in particles("overview_word")}
    of_all = {word.sentence for word in words if word.text in particles("of_all")}
    alone = any_of(words, "overview_alone")
    return alone or bool(marks.all("summary")) or not lists.isdisjoint(of_all)
