"""What a message says of an exemption, and of stopping and starting afterwards.

A state is a fact only when it is told as one: a question about it, a condition ("once exempted")
or a denial is none.
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
_SUBJECTS = ("exemption_noun", "exempted", "unblock", "ticket_noun", "microsoft")
_NEAR = 3  # words between "get" and its "unblocked"
_BARE = 3  # words of a question that is no more than the word asked about
_OWN_RULES = frozenset("nsg nsgs firewall ufw iptables firewalld router fortigate".split())
_ASKER = frozenset("i we ik wij".split())
_HAVE = frozenset("heb hebben".split())
_GOT = frozenset("gekregen kregen".split())
_PORT = frozenset("port poort 25 smtp".split())
_BEHIND = 2  # words between "exemption" and its "requested"
_LINKS = frozenset("and so but or ok en dus maar of hey hoi well".split())


def read_exemption(marks: Marks, *, spoken_of: bool) -> str | None:
    """granted, refused or requested; `spoken_of` where an exemption was the subject before."""
    exempted = [
        mention
        for mention in marks.all("exempted")
        if not _only_wanted(marks, mention) and not _by_asker(marks, mention)
    ]
    if _told(marks, exempted) or _acted_on_it(marks):
        return "granted"
    if spoken_of or marks.any(*_SUBJECTS):
        return _said_of_it(marks, spoken_of=spoken_of)
    return None


def _by_asker(marks: Marks, exempted: Mention) -> bool:
    """ "opened port 25 in the NSG", "I whitelisted 25": the asker's own rules, and nothing of Microsoft's."""
    clause = marks.clause(exempted)
    texts = {word.text for word in marks.words if word.clause == clause}
    if texts & _OWN_RULES:
        return True
    if exempted.value != "opened":
        return False
    before, behind = marks.words[: exempted.first], marks.words[exempted.last :]
    opening = not before or before[-1].clause != clause
    of_port = bool(behind) and behind[0].text in _PORT
    active = not opening and before[-1].text in _ASKER
    dutch = bool(texts & _ASKER) and bool(texts & _HAVE) and not texts & _GOT
    return active or dutch or (opening and of_port)


def _only_wanted(marks: Marks, exempted: Mention) -> bool:
    """ "we have an exemption requested": it is asked for, and not there."""
    return any(
        0 <= word.first - exempted.last <= _BEHIND and marks.clause(word) == marks.clause(exempted)
        for word in marks.all("requested_word", "refused_word", "ticket_noun")
    )


def _said_of_it(marks: Marks, *, spoken_of: bool) -> str | None:
    """What became of a request that is the subject."""
    refusals = [word for word in marks.all("refused_word") if not _of_mail(marks, word)]
    refused = _told(marks, _about_it(marks, refusals, spoken_of=spoken_of))
    if refused:
        return "refused"
    granted = _about_it(marks, marks.all("granted_word"), spoken_of=spoken_of)
    named = any(not marks.negated(noun) for noun in marks.all("exemption_noun"))
    if _told(marks, granted) or (named and _told(marks, marks.all("stopstart"))):
        return "granted"
    requested = _about_it(marks, marks.all("requested_word"), spoken_of=spoken_of)
    if _told(marks, requested) or any(marks.negated(mention) for mention in granted):
        return "requested"
    return None


def read_restart(marks: Marks) -> str | None:
    """yes for stopped and started, no for a mere reboot or for not having done it."""
    both = marks.all("stopstart") or _stopped_and_started(marks)
    if any(marks.negated(mention) for mention in both):
        return "no"
    if _told(marks, both):
        return "yes"
    return "no" if _told(marks, marks.all("reboot")) else None


def _acted_on_it(marks: Marks) -> bool:
    """ "they approved it, we rebooted", "rebooted after the approval": done because there is one."""
    done = _told(marks, marks.all("reboot", "stopstart"))
    theirs = [word for word in marks.all("granted_word") if _by_them(marks, word)]
    if done and _told(marks, theirs) and not marks.any("mail", "recipient"):
        return True
    if done and marks.has("cue_after", "approval") and not any(marks.asked(act) for act in done):
        return True
    done += _told(marks, marks.all("stop_vm"))
    return any(
        marks.clause(act) == marks.clause(noun) and _behind_after(marks, noun)
        for act in done
        for noun in marks.all("exemption_noun", "unblock")
    )


def _behind_after(marks: Marks, noun: Mention) -> bool:
    return any(word.text in _AFTER for word in marks.words[max(0, noun.first - 2) : noun.first])


def _by_them(marks: Marks, granted: Mention) -> bool:
    """ "they approved it": somebody else did, and no mail was accepted."""
    return granted.first == 0 or any(word.last == granted.first for word in marks.all("others_did"))


def _stopped_and_started(marks: Marks) -> list[Mention]:
    stops, starts = marks.all("stop_vm"), marks.all("start_vm")
    return [
        stop
        for stop in stops
        if any(start.first >= stop.last and marks.sentence(start) == marks.sentence(stop) for start in starts)
    ]


def _told(marks: Marks, mentions: list[Mention]) -> list[Mention]:
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
        told = any(word.text in _FINITE for word in between)
        behind = want.first == mention.last if not dutch else want.first >= mention.last
        helpless = any(word.text in _HELP for word in marks.words[want.last : want.last + 2])
        if (want.last <= mention.first and not told) or (behind and not helpless):
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


def _of_mail(marks: Marks, refusal: Mention) -> bool:
    """ "Gmail refuses it": a clause about mail and its receiver, not about a request."""
    clause = marks.clause(refusal)
    about_request = marks.in_clause(clause, "exemption_noun", "unblock", "ticket_noun", "microsoft")
    somebody = any(word.clause == clause for word in marks.strange)
    return bool(somebody or marks.in_clause(clause, "recipient", "mail")) and not about_request


def _about_it(marks: Marks, mentions: list[Mention], *, spoken_of: bool) -> list[Mention]:
    """Only words in a sentence about an exemption or a ticket: mail is refused and sent, too."""
    if spoken_of and not marks.any("mail", "recipient"):
        return mentions
    return [mention for mention in mentions if marks.in_sentence(marks.sentence(mention), *_SUBJECTS)]
