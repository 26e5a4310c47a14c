"""What words that are no words leave uncertain, where the message says more than one plain thing.

With one type and one date such a word is somebody's name. Where several types or dates compete, or
something is told of an exemption or a relay, it may be the very word that decides between them:
"EA, via Azre Frewall" must not be read as going straight out.
"""

from typing import Literal

from knowledge.evidence import Evidence
from knowledge.marks import Marks
from knowledge.ports import RELAY_PORTS, SMTP

About = Literal["subscription", "created", "delivery", "state"]
DELIVERY = ("service", "relay_word", "relay_product")
STATE = tuple("exempted exemption_noun granted_word refused_word stop_vm start_vm stopstart reboot".split())
_STATE_TOLD = ("exempted", "exemption_noun", "granted_word", "refused_word", "stopstart", "reboot")
_STATE_ACTED = ("granted_word", "refused_word", "stopstart", "reboot")
_OF_REQUEST = ("exemption_noun", "exempted", "ticket_noun", "unblock", "microsoft")
_REQUESTS = ("ticket_noun", "unblock")
_LOOSE = (
    "trouble",
    "writing",
    "exemption_noun",
    "unblock",
    "open",
    "created",
    "start_vm",
    "stop_vm",
    "send",
    "blocked",
)
_ASIDE = ("ended", "past", "former", "hearsay", "compared", "change")
_SERVICES = frozenset(
    "azure service services function functions app apps firewall instance instances container logic".split()
)
_WISHED = 2  # words between "like" and the type
_MANAGED = frozenset("managed succeeded gelukt".split())
_REACH = 4  # words behind a "not" that it may deny


def hangs_on_unread(evidence: Evidence) -> About | None:
    """The first thing that such words leave uncertain, None where there are none or none matters."""
    marks = evidence.marks
    if (marks.odd and _beside_sender(marks)) or (marks.unread and _of_two_ports(evidence)):
        return "delivery"
    if marks.odd and (_loosely_read(marks) or _managed(marks)):
        return "state"
    found = _between_facts(evidence) if marks.unread else None
    return found or _denied_over_unknown(marks) or _refused_by_unknown(marks)


def kind_about(kind: str) -> About:
    """What a mention of this kind says something of."""
    if kind == "subscription":
        return "subscription"
    return "delivery" if kind in DELIVERY else "state"


def _between_facts(evidence: Evidence) -> About | None:
    """Which of several competing facts such a word may decide."""
    marks = evidence.marks
    if len({mention.value for mention in marks.all("subscription")}) > 1 or _beside_type(evidence):
        return "subscription"
    if len(marks.dates) > 1 and evidence.types.own:
        return "created"
    requests = {marks.sentence(mention) for mention in marks.all(*_REQUESTS)}
    of_request = any(marks.words[at].sentence in requests for at in marks.unread)
    return "state" if of_request or marks.any(*_STATE_TOLD) else None


def _managed(marks: Marks) -> bool:
    """ "managed to get exeted", "Microsoft unocked us": something was done, in a word that cannot be read."""
    managed = {word.clause for word in marks.words if word.text in _MANAGED}
    theirs = {word.last for word in marks.all("microsoft")}
    return any(marks.words[at].clause in managed or at in theirs for at in marks.odd)


def _loosely_read(marks: Marks) -> bool:
    """Whether such a word was taken for one that is near many others: "gtopt" for a Dutch "stopt"."""
    if not marks.any(*_STATE_TOLD, *_REQUESTS, "microsoft"):
        return False
    loose = {at for mention in marks.all(*_LOOSE) for at in range(mention.first, mention.last)}
    acted_alone = marks.any("reboot", "stopstart") and not marks.any("granted_word", "exempted")
    told = _STATE_ACTED if acted_alone else _STATE_TOLD
    firm = {at for mention in marks.all(*told) for at in range(mention.first, mention.last)}
    return any(at in loose and at not in firm for at in marks.odd)


def _beside_type(evidence: Evidence) -> bool:
    """Whether such a word stands at the head of a type's name, or where types are corrected or changed."""
    marks = evidence.marks
    heads = {mention.first - 1 for mention in marks.all("subscription")}
    first = evidence.types.own[0].first if evidence.types.own else len(marks.words)
    corrected = {marks.sentence(mention) for mention in marks.all("correction") if mention.first > first}
    wished = any(
        0 <= mention.first - word.last <= _WISHED
        for word in marks.all("wanted")
        for mention in evidence.types.own
    )
    aside = wished or (evidence.types.own and marks.any(*_ASIDE))
    return any(aside or at in heads or marks.words[at].sentence in corrected for at in marks.unread)


def _beside_sender(marks: Marks) -> bool:
    """Whether such a word stands in the name of a service, beside a relay, or as what sends the mail."""
    relays = {marks.clause(mention) for mention in marks.all("relay_product", "relay_word", "onprem")}
    sending = {mention.first - 1 for mention in marks.all("mail", "send")}
    if any(at in sending or marks.words[at].clause in relays for at in marks.unread):
        return True
    whole = {at for mention in marks.all("service", "machine") for at in range(mention.first, mention.last)}
    return any(_in_service_name(marks, at) for at in marks.odd if at not in whole)


def _of_two_ports(evidence: Evidence) -> bool:
    """ "nsdgrid on 25, or 2525?": which of the two is used hangs on who is meant."""
    numbers = {port.number for port in evidence.ports}
    return SMTP in numbers and bool(numbers & RELAY_PORTS)


def _in_service_name(marks: Marks, at: int) -> bool:
    beside = [place for place in (at - 1, at + 1) if 0 <= place < len(marks.words)]
    return any(
        marks.words[place].clause == marks.words[at].clause
        and (marks.words[place].text in _SERVICES or place in marks.odd)
        for place in beside
    )


def _denied_over_unknown(marks: Marks) -> About | None:
    """ "not trough the firewall": a denial, an unknown word, and what it may or may not reach.

    So it is with a wish: "please note we wwere exempted" tells of one that came true.
    """
    for word in marks.all("negator", "wanted"):
        kinds = STATE if word.kind == "wanted" else ("subscription", "service", *STATE)
        for mention in marks.in_clause(marks.clause(word), *kinds):
            between = range(word.last, mention.first)
            unread = marks.odd if word.kind == "wanted" else _unknown(marks)
            unknown = [at for at in between if at in unread]
            if unknown and len(between) <= _REACH:
                return kind_about(mention.kind)
    return None


def _unknown(marks: Marks) -> set[int]:
    return {at for at, word in enumerate(marks.words) if word.form == "word" and not marks.known[at]}


def _refused_by_unknown(marks: Marks) -> About | None:
    """ "gmil refuses it": a refusal beside a word nobody knows may be of the request or of the mail."""
    if not marks.any(*_OF_REQUEST[:-1]):
        return None
    subjects = {marks.clause(m) for m in marks.all(*_OF_REQUEST)}
    clauses = {marks.clause(word) for word in marks.all("refused_word")} - subjects
    return "state" if clauses & {word.clause for word in marks.strange} else None
