"""Whether a message begins with a yes or a no."""

from typing import Final

from knowledge.mentions.marks import Marks
from knowledge.mentions.unknowing import unknowing
from knowledge.words.text import any_of, particles
from knowledge.words.vocabulary import Mention

_BEGINNING: Final = 2  # words within which a yes or a no begins a message


def assent_in(marks: Marks) -> bool | None:
    """Whether the message begins with a yes or a no, None where it does neither, or asks by it.

    "No idea" is no no.
    """
    if len(marks.words) == 1 and marks.all("nod"):
        return True
    yes = _begins_with(marks, "affirm") or _comes_to_a_yes(marks) or _opens_plainly(marks)
    yes = yes and not _is_taken_back(marks)
    no = _begins_with(marks, "deny") and not unknowing(marks)
    return yes if yes != no else None


def opens_with_a_yes(marks: Marks) -> bool:
    """Whether the first word is a plain yes, even one that asks: "yes?"."""
    return any_of(marks.words[:1], "plain_yes")


def _is_taken_back(marks: Marks) -> bool:
    """Whether what opens as a yes goes on as a denial: "jaja dat dacht ik niet", "yes it's wrong"."""
    words = marks.words
    opening = [word for word in words if word.clause == words[0].clause]
    said = [word for word in words if word.sentence == words[0].sentence and not word.asked]
    brushed_off = any_of(words[:1], "twice_yes")
    near = said if brushed_off and said else opening
    return any_of(near, "wrong_word") or (brushed_off and any_of(near, "denying"))


def _opens_plainly(marks: Marks) -> bool:
    """Whether the first word is a yes and nothing else: "jaja"."""
    return opens_with_a_yes(marks) and not marks.words[0].asked


def _comes_to_a_yes(marks: Marks) -> bool:
    """Whether small words lead up to a yes that ends its clause: "dat is juist", "that's quite right"."""
    words = marks.words
    return any(
        not marks.asked(one)
        and not (one.first > 1 and words[0].text in particles("asking_verb"))  # "is that right"
        and all(word.text in particles("assenting") for word in words[: one.first])
        and (one.last == len(words) or words[one.last].clause != words[one.first].clause)
        for one in marks.all("affirm")
    )


def _begins_with(marks: Marks, kind: str) -> bool:
    opening = [mention for mention in marks.all(kind) if mention.first < _BEGINNING]
    return any(not marks.asked(mention) or _goes_on(marks, mention) for mention in opening)


def _goes_on(marks: Marks, mention: Mention) -> bool:
    """Whether a question follows a plain yes: "ja, en hoe lang duurt dat?", but not "yes or no?"."""
    words = marks.words
    behind = words[mention.last].text if mention.last < len(words) else ""
    plain = words[mention.first].text in particles("plain_yes")
    return plain and bool(behind) and behind not in particles("or_word")
