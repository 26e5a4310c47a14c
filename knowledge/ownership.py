"""Whose is a date: the subscription's, the machine's, the ticket's, the exemption's, nobody's.

A date belongs to the nearest thing in its clause that can carry it, else to what the sentence
spoke of last. Words such as "yesterday" rather date an event. Only the subscription's own date
says anything about the policy; the others are kept apart so that they cannot be mistaken for it.
"""

from collections.abc import Sequence

from knowledge.dates import DateMention
from knowledge.marks import Marks
from knowledge.vocabulary import Mention

SUBSCRIPTION = "subscription"
OTHER = "something else"
POLICY = "policy"
_KINDS_OF_CARRIER = {
    SUBSCRIPTION: "subscription subscription_weak subscription_unclear sub_noun",
    "vm": "vm_noun machine vm_created service service_weak mail_server",
    "ticket": "ticket_noun requested_word",
    "exemption": "exemption_noun unblock exempted granted_word refused_word",
    "restart": "reboot stopstart",
    "change": "change",
    "person": "arrived",
    "trouble": "trouble blocked",
}
_CARRIERS = {kind: carrier for carrier, kinds in _KINDS_OF_CARRIER.items() for kind in kinds.split()}
# "opened" dates a ticket only where there is one: accounts are opened, too.
_NEED_A_SUBJECT = ("requested_word", "granted_word", "refused_word")
_SUBJECTS = ("ticket_noun", "exemption_noun", "unblock")
_EVENTS = ("exemption", "ticket", "restart", "change", "vm")
# What may stand beside a date that says no more than when: "we made it in March 2019".
_SAYS_ONLY_WHEN = frozenset(
    "filler own created when question correction maybe or and azure affirm deny unknown negator to from via "
    "this_one other_one both policy reference knowing start_vm hypothetical "
    "condition when kind courtesy past compared hearsay others_did wanted".split()
)
_LOOSE_NAMES = frozenset("account accounts".split())  # what people call a subscription, too
_SUBSCRIPTIONS = frozenset("subscriptions subs abonnementen abos".split())
_LABELS = frozenset("number nummer id name naam".split())  # what a subscription is called by
_OF = frozenset("of in from van uit".split())
_SINCE = frozenset("since sinds sedert old oud age got".split())


def owner_of(marks: Marks, day: DateMention, own: Sequence[Mention]) -> str | None:
    """What the date belongs to; None where nothing in the message can carry it."""
    if _reported(marks, day) or any(
        word.first == day.last or _named_by(marks, word, day) for word in marks.all("policy")
    ):
        return POLICY
    here = _carriers(marks, own, {marks.clause(day)})
    made = _made(marks, day)
    event = _recent_event(marks, day, own, here, made=made) if day.recent else None
    return event or _in_clause(marks, day, here, made=made) or _around(marks, day, own)


def _reported(marks: Marks, day: DateMention) -> bool:
    """ "I read that subscriptions created after ... are blocked": a rule is told, and no case."""
    before = [
        m
        for m in marks.in_sentence(marks.sentence(day), "reference", "microsoft", "cue_since")
        if m.first < day.first
    ]
    if not before:
        return False
    own = [m for m in marks.all("own") if before[-1].last <= m.first < day.first]
    nouns = marks.in_clause(marks.clause(day), "sub_noun")
    return not own and any(marks.words[noun.first].text in _SUBSCRIPTIONS for noun in nouns)


def _made(marks: Marks, day: DateMention) -> bool:
    """Whether the clause tells of making something; "since today" tells of trouble, and of no sign-up."""
    made = marks.in_clause(marks.clause(day), "created")
    return any(not day.recent or marks.words[word.first].text not in _SINCE for word in made)


def _recent_event(
    marks: Marks, day: DateMention, own: Sequence[Mention], here: list[tuple[str, Mention]], *, made: bool
) -> str | None:
    """The event that a word such as "yesterday" dates."""
    event = _event(here, day) or (None if made or here else _event(_sentence(marks, day, own), day))
    machine_of_subscription = made and event == "vm" and _nearest(here, day) == SUBSCRIPTION
    return None if machine_of_subscription else event


def _in_clause(marks: Marks, day: DateMention, here: list[tuple[str, Mention]], *, made: bool) -> str | None:
    """What in the date's own clause carries it."""
    if not any(kind == SUBSCRIPTION for kind, _ in here) and not _plain(marks, day):
        return OTHER
    near = _nearest([pair for pair in here if pair[0] != "trouble" or not made], day)
    if near is not None and (near != "trouble" or (not made and (day.recent or not day.relation))):
        return near
    return POLICY if _speaks_of_policy(marks, marks.clause(day)) and not made else None


def _plain(marks: Marks, day: DateMention) -> bool:
    """Whether the date's clause speaks of nothing that could have a date of its own."""
    clause = marks.clause(day)
    if marks.in_clause(clause, "correction"):
        return True
    made = {mention.first for mention in marks.in_clause(clause, "created")}
    others = {m.kind for m in marks.mentions if marks.clause(m) == clause and m.first not in made}
    others -= _SAYS_ONLY_WHEN
    return not others - set(_CARRIERS) and not any(
        word.clause == clause and word.text not in _LOOSE_NAMES for word in marks.strange
    )


def _named_by(marks: Marks, policy: Mention, day: DateMention) -> bool:
    """ "the change of November 2017": the date that names a rule."""
    between = {word.text for word in marks.words[policy.last : day.first]}
    of = {marks.words[day.first].text} | between
    return 0 <= day.first - policy.last <= 1 and bool(of & _OF)


def _carriers(marks: Marks, own: Sequence[Mention], clauses: set[int]) -> list[tuple[str, Mention]]:
    """Everything in the clauses that can carry a date; of types only the asker's own."""
    found = []
    for mention in marks.mentions:
        carrier = _CARRIERS.get(mention.kind)
        if carrier is None or marks.clause(mention) not in clauses:
            continue
        if mention.kind in ("subscription", "subscription_weak") and mention not in own:
            continue
        behind = marks.words[mention.last].text if mention.last < len(marks.words) else ""
        if mention.kind == "sub_noun" and behind in _LABELS:
            found.append(("label", mention))
            continue
        if mention.value == "around" and not any(name.last == mention.first for name in own):
            # A tenant or contract holds subscriptions of other ages; "our CSP contract" is one.
            found.append(("tenant", mention))
            continue
        if mention.kind == "mail_server" and mention.value == "exchange":
            continue
        if mention.kind in _NEED_A_SUBJECT and not marks.in_sentence(marks.sentence(mention), *_SUBJECTS):
            continue
        found.append((carrier, mention))
    return found


def _sentence(marks: Marks, day: DateMention, own: Sequence[Mention]) -> list[tuple[str, Mention]]:
    sentence = marks.sentence(day)
    clauses = {word.clause for word in marks.words if word.sentence == sentence}
    return _carriers(marks, own, clauses)


def _event(carriers: list[tuple[str, Mention]], day: DateMention) -> str | None:
    return _nearest([pair for pair in carriers if pair[0] in _EVENTS], day)


def _nearest(carriers: list[tuple[str, Mention]], day: DateMention) -> str | None:
    """The carrier with fewest words to the date; what stands before it wins a tie."""
    if not carriers:
        return None
    return min(carriers, key=lambda pair: _distance(pair[1], day))[0]


def _distance(mention: Mention, day: DateMention) -> tuple[int, int]:
    if mention.last <= day.first:
        return day.first - mention.last, 0
    return mention.first - day.last, 1


def _speaks_of_policy(marks: Marks, clause: int) -> bool:
    return bool(marks.in_clause(clause, "policy", "reference", "cue_since"))


def _around(marks: Marks, day: DateMention, own: Sequence[Mention]) -> str | None:
    """What the clauses before spoke of last, else what the clause behind speaks of."""
    clause = marks.clause(day)
    first = min(word.clause for word in marks.words if word.sentence >= marks.sentence(day) - 1)
    for earlier in range(clause - 1, first - 1, -1):
        carriers = [pair for pair in _carriers(marks, own, {earlier}) if pair[0] != "trouble"]
        if carriers:
            return carriers[-1][0]
    behind = [pair for pair in _carriers(marks, own, {clause + 1}) if pair[0] != "trouble"]
    return behind[0][0] if behind else None
