"""What is said of an exemption: that there is none, that it is not granted, was once, or was not refused."""

from typing import Final

from knowledge.mentions.denied import negated, perhaps_denied
from knowledge.mentions.marks import Marks
from knowledge.words.text import any_of, particles
from knowledge.words.vocabulary import Mention

_EXEMPTING: Final = frozenset(
    "exemption_noun unblock exempted granted_word refused_word requested_word".split()
)


def speaks_of_exemption(marks: Marks) -> bool:
    """Whether it names an exemption or an unblocking."""
    return any(one.kind in _EXEMPTING for one in marks.meant)


def denies_exemption(marks: Marks) -> bool:
    """Whether it is said that there is none: "no exemption"."""
    return any(negated(marks, one) for one in marks.all("exemption_noun"))


def denies_grant(marks: Marks) -> bool:
    """Whether every grant that is spoken of is denied outright, and none refused: "not approved yet"."""
    grants = marks.all("granted_word")
    return bool(grants) and not marks.all("refused_word") and all(negated(marks, one) for one in grants)


def tells_of_a_former_grant(marks: Marks) -> bool:
    """Whether every grant that is spoken of is one of the past: "we had been approved"."""
    grants = marks.all("granted_word")
    return bool(grants) and all(_was_had(marks, one) for one in grants)


def _was_had(marks: Marks, mention: Mention) -> bool:
    here = marks.words[mention.first]
    said = [word for word in marks.words if word.clause == here.clause]
    before = [word for word in said if word.start < here.start]
    return any_of(before, "had_word") and any_of(said, "before_that")


def denies_refusal(marks: Marks) -> bool:
    """Whether every refusal that is spoken of is denied: "no refusal on that one", not as a cause."""
    refusals = marks.all("refused_word")
    return bool(refusals) and all(
        perhaps_denied(marks, one) and not _is_a_cause(marks, one) for one in refusals
    )


def _is_a_cause(marks: Marks, mention: Mention) -> bool:
    """Whether something lies with it, or does not: "it is not because of the refusal"."""
    before = reversed(marks.words[: mention.first])
    cause = next((word for word in before if word.text not in particles("of_a_cause")), None)
    return cause is not None and cause.text in particles("cause_word")
