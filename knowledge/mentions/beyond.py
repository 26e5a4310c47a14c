"""What a message says beyond the yes that it opens with: "ja, klopt. En hoe lang duurt dat?"."""

from knowledge.mentions.marks import Marks
from knowledge.words.text import particles

_BEGINNING = 2  # words within which a yes opens a message


def beyond_yes(message: str, marks: Marks) -> str | None:
    """The message with its opening yes blanked out, empty where it is no more than that.

    None where the opening words go on in the same breath, as "right now we use postfix" does.
    """
    last = _opening(marks)
    if last == len(marks.words):
        return ""
    if not _ends(marks, last):
        return None
    start, end = marks.words[0].start, marks.words[last - 1].end
    return message[:start] + " " * (end - start) + message[end:]


def _opening(marks: Marks) -> int:
    """The place behind the yes and the small words that go with it."""
    assenting = {at for one in marks.all("affirm") for at in range(one.first, one.last)}
    if marks.words and marks.words[0].text in particles("plain_yes"):
        assenting.add(0)
    last = min(assenting, default=0)
    if last >= _BEGINNING and not all(word.text in particles("assenting") for word in marks.words[:last]):
        return 0
    while last < len(marks.words) and (last in assenting or _goes_with(marks, last)):
        last += 1
    return last


def _goes_with(marks: Marks, at: int) -> bool:
    """Whether it is a small word in the clause that began as a yes, or in one that says no more."""
    word = marks.words[at]
    if word.text not in particles("assenting"):
        return False
    if at == 0 or word.clause == marks.words[at - 1].clause:
        return True
    first, *rest = [one.text for one in marks.words if one.clause == word.clause]
    what = particles("what_word") if first in particles("pointing_back") else frozenset[str]()
    return not word.asked and (particles("assenting") | what).issuperset({first, *rest})


def _ends(marks: Marks, last: int) -> bool:
    """Whether the opening stands by itself: before a mark, or as a word that means nothing else."""
    if last == 0:
        return False
    opening, behind = marks.words[:last], marks.words[last]
    plain = any(word.text in particles("plain_yes") for word in opening)
    return plain or opening[-1].clause != behind.clause
