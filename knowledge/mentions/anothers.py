"""Whether the type that is named may be of somebody else, of the past, of a thought, or of everybody."""

from itertools import pairwise

from knowledge.mentions.denied import negated
from knowledge.mentions.disowned import disowned
from knowledge.mentions.kept import kept
from knowledge.mentions.marks import Marks
from knowledge.words.text import particles
from knowledge.words.vocabulary import Mention


@kept
def may_be_anothers(marks: Marks) -> bool:
    """Whether the only type that is named and meant may be another's, a former one, or thought of."""
    denied = {one.value for one in marks.types if negated(marks, one) or disowned(marks, one)}
    left = marks.type_values - denied
    meant = [one for one in marks.types if one.value not in denied]
    return len(left) == 1 and any(_is_anothers(marks, one) for one in meant)


def _is_anothers(marks: Marks, mention: Mention) -> bool:
    before = [marks.words[at].text for at in marks.ahead_in_clause(mention)]
    behind = [marks.words[at].text for at in marks.rest_of_clause(mention)]
    if before and before[-1] in particles("possessive"):
        return False
    had = any(_is_past(word, ahead) for ahead, word in pairwise(["", *before]))
    others = particles("anothers") | particles("thought_of")
    return had or not others.isdisjoint(before) or not particles("ended").isdisjoint(behind)


def _is_past(word: str, ahead: str) -> bool:
    """Whether it tells of what was, and is no "we have had"."""
    return word in particles("formerly") and ahead not in particles("still_had")


def is_condition(marks: Marks, mention: Mention) -> bool:
    """Whether it stands in a condition of everybody: "unless you have an EA", not "unless our EA ..."."""
    words = marks.words[: mention.first]
    clause = marks.words[mention.first].clause
    opens = [at for at, word in enumerate(words) if word.text in particles("excepting")]
    if not opens or words[opens[-1]].clause != clause:
        return False
    return not any(opens[-1] < own.first < mention.first for own in marks.all("own"))
