"""What a message says of an exemption, and of stopping and starting afterwards.

A state is a fact only when it is told as one, by Microsoft's doing and not by the asker's own.
"""

from knowledge.marks import Marks
from knowledge.told import told
from knowledge.vocabulary import Mention

_AFTER = frozenset("after since na sinds".split())
_SUBJECTS = ("exemption_noun", "exempted", "unblock", "ticket_noun", "microsoft")
_OWN_RULES = frozenset("nsg nsgs firewall ufw iptables firewalld router fortigate".split())
_ASKER = frozenset("i we ik wij".split())
_HAVE = frozenset("heb hebben".split())
_GOT = frozenset("gekregen kregen".split())
_PORT = frozenset("port poort 25 smtp".split())
_BEHIND = 2  # words between "exemption" and its "requested"


def read_exemption(marks: Marks, *, spoken_of: bool) -> str | None:
    """granted, refused or requested; `spoken_of` where an exemption was the subject before."""
    exempted = [
        mention
        for mention in marks.all("exempted")
        if not _only_wanted(marks, mention) and not _by_asker(marks, mention)
    ]
    if told(marks, exempted) or _acted_on_it(marks):
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
    refused = told(marks, _about_it(marks, refusals, spoken_of=spoken_of))
    if refused:
        return "refused"
    granted = _about_it(marks, marks.all("granted_word"), spoken_of=spoken_of)
    named = any(not marks.negated(noun) for noun in marks.all("exemption_noun"))
    if told(marks, granted) or (named and told(marks, marks.all("stopstart"))):
        return "granted"
    requested = _about_it(marks, marks.all("requested_word"), spoken_of=spoken_of)
    if told(marks, requested) or any(marks.negated(mention) for mention in granted):
        return "requested"
    return None


def read_restart(marks: Marks) -> str | None:
    """yes for stopped and started, no for a mere reboot or for not having done it."""
    both = marks.all("stopstart") or _stopped_and_started(marks)
    if any(marks.negated(mention) for mention in both):
        return "no"
    if told(marks, both):
        return "yes"
    return "no" if told(marks, marks.all("reboot")) else None


def _acted_on_it(marks: Marks) -> bool:
    """ "they approved it, we rebooted", "rebooted after the approval": done because there is one."""
    done = told(marks, marks.all("reboot", "stopstart"))
    theirs = [word for word in marks.all("granted_word") if _by_them(marks, word)]
    if done and told(marks, theirs) and not marks.any("mail", "recipient"):
        return True
    if done and marks.has("cue_after", "approval") and not any(marks.asked(act) for act in done):
        return True
    done += told(marks, marks.all("stop_vm"))
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
