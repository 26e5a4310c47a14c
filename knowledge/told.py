"""Whether something is told to be so: a question, a condition, a wish or a denial tells nothing.

"Exempted last week" does; "exempted?", "once exempted", "want to be exempted" and "not exempted" do
not.
"""

from knowledge.marks import Marks
from knowledge.vocabulary import Mention

_AFTER = frozenset("after since na sinds".split())
_HELP = frozenset("help advise advice hulp assist".split())
_TO_BE = frozenset("be being get getting worden".split())
_MANAGED = frozenset("managed able finally did succeeded gelukt eindelijk".split())
_FINITE = frozenset("was were got is are been kregen werd werden zijn".split())
# What opens a question even where the question mark was left out; "have been ..." may be a report.
_ASKING = frozenset(
    "how what which who where when why can could may will would should does do "
    "hoe wat welke welk wie waar waarom mag kan kunnen moet moeten".split()
)
_NEAR = 3  # words between "get" and its "unblocked"
_BARE = 3  # words of a question that is no more than the word asked about
_LINKS = frozenset("and so but or ok en dus maar of hey hoi well".split())


def told(marks: Marks, mentions: list[Mention]) -> list[Mention]:
    """The mentions of which a message says that they are so."""
    return [
        mention
        for mention in mentions
        if not marks.negated(mention) and not _wanted(marks, mention) and _is_told(marks, mention)
    ]


def _wanted(marks: Marks, mention: Mention) -> bool:
    """ "please have the block removed", "graag gedeblokkeerd": wanted, and not told to be so."""
    if _infinitive(marks, mention):
        return True
    dutch = marks.language == "nl"  # where the verb may come last
    for want in marks.in_clause(marks.clause(mention), "wanted"):
        between = marks.words[want.last : mention.first] if want.last <= mention.first else []
        said = any(word.text in _FINITE for word in between)
        behind = want.first == mention.last if not dutch else want.first >= mention.last
        helpless = any(word.text in _HELP for word in marks.words[want.last : want.last + 2])
        if (want.last <= mention.first and not said) or (behind and not helpless):
            return True
    return False


def _infinitive(marks: Marks, mention: Mention) -> bool:
    """ "can we be exempted", "vrijgesteld worden": what may come; "managed to get exempted" has come."""
    own_clause = marks.clause(mention)
    before = marks.words[max(0, mention.first - _NEAR) : mention.first]
    behind = marks.words[mention.last : mention.last + 1]
    near = any(word.text in _TO_BE and word.clause == own_clause for word in (*before, *behind))
    near = near and not any(word.text in _AFTER for word in before)  # "after being exempted"
    managed = any(word.text in _MANAGED and word.clause == own_clause for word in marks.words)
    return near and not managed


def _is_told(marks: Marks, mention: Mention) -> bool:
    clause, sentence = marks.clause(mention), marks.sentence(mention)
    if marks.asked(mention) and sum(word.sentence == sentence for word in marks.words) <= _BARE:
        return False  # "exempted? no"
    before = [
        m
        for m in marks.in_clause(clause, "condition", "planned", "hypothetical", "cue_after")
        if m.first < mention.first
    ]
    if before:
        return False
    begin = next(at for at, word in enumerate(marks.words) if word.clause == clause)
    opening = [
        word
        for word in marks.in_clause(clause, "question", "cue_status", "cue_how")
        if word.first < mention.first
        and (marks.asked(mention) or marks.words[word.first].text in _ASKING)
        and (word.first == begin or (word.first == begin + 1 and marks.words[begin].text in _LINKS))
    ]
    own = [m for m in marks.in_clause(clause, "own") if m.first < mention.first]
    return not opening or bool(own and own[0].first < opening[0].first)
