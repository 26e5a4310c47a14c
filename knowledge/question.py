"""text -> Question: what was understood of a message, and what was not.

Each step before this one is a small pure function over the marks of the message. None decides
policy: facts get the names that the editions use, and what stays uncertain is kept apart.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge.delivery import Sending, read_sending
from knowledge.doubts import doubt_about
from knowledge.evidence import Context, Evidence, gather
from knowledge.facts import own_subscriptions, quotes, shared_facts, words_of
from knowledge.frame import Scope, is_azure, is_mail, is_own, scope_of
from knowledge.marks import Before, Marks, read_marks
from knowledge.ports import RELAY_PORTS, SMTP
from knowledge.sides import Side, bare_side, side_of_cut_off
from knowledge.themes import Theme, theme_of
from knowledge.unread import About
from knowledge.vocabulary import Vocabulary
from rules.interval import Interval
from rules.model import Value

_NOTHING_BEFORE = Context()
_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th|e|de|ste)?$")
_BARE = 4  # words
_BESIDE_A_DAY = frozenset(
    "filler correction deny affirm negator own created when courtesy maybe others_did".split()
)
_LAST_OF_MONTH = 31


@dataclass(frozen=True)
class Question:
    """What a message says, in the terms of the rules, and what remains uncertain."""

    language: str
    scope: Scope
    theme: Theme | None
    subscriptions: tuple[Mapping[str, Value], ...] = ()
    shared: Mapping[str, Value] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    meant: str | None = None
    unclear: str | None = None
    doubt: About | None = None
    planned_change: bool = False
    own: bool = False
    asked: bool = False
    trouble: bool = False
    azure: bool = False
    mail: bool = False
    direct_spoken: bool = False
    corrected: bool = False
    another: bool = False
    impossible_date: str | None = None
    two_readings: tuple[Interval, ...] = ()
    side: Side | None = None
    day_of_month: int | None = None
    type_changed: bool = False
    agreed: str | None = None
    only_relay_ports: bool = False
    from_machine: bool = False

    @property
    def brings_facts(self) -> bool:
        """Whether the message tells something about the asker's own case."""
        told = {"created", "exemption", "restarted"} & set(self.shared)
        return bool(self.subscriptions or told)


def read_question(
    message: str,
    vocabulary: Vocabulary,
    date_words: Vocabulary,
    today: date,
    context: Context = _NOTHING_BEFORE,
) -> Question:
    """The question that a message asks; TextFault where it cannot be read."""
    before = Before(context.language, context.year)
    marks = read_marks(message, vocabulary, date_words, today, before)
    if context.year and marks.any("subscription", "other_one"):  # another one has a year of its own
        marks = read_marks(message, vocabulary, date_words, today, Before(context.language))
    evidence = gather(marks, context)
    sending = read_sending(marks, evidence.ports, expected=context.asked == "delivery")
    shared = shared_facts(evidence, sending)
    return Question(
        language=marks.language,
        scope=scope_of(evidence, shared),
        theme=theme_of(marks, exemption_spoken_of=context.exemption_spoken_of and not context.asked),
        subscriptions=tuple(own_subscriptions(evidence, today)),
        shared=shared,
        quotes=quotes(evidence),
        offered=evidence.types.offered,
        meant=evidence.types.meant,
        unclear=_unclear(evidence, sending),
        doubt=doubt_about(evidence),
        planned_change=bool(evidence.types.planned) or _change_supposed(evidence),
        own=is_own(marks),
        asked=marks.any("question", "cue_since") or any(word.asked for word in marks.words),
        trouble=_trouble(evidence),
        azure=is_azure(evidence),
        mail=is_mail(evidence),
        direct_spoken=sending.delivery == "direct" or marks.has("mail_server", "own"),
        corrected=marks.any("correction"),
        another=marks.any("other_one"),
        impossible_date=_impossible(evidence),
        two_readings=next((day.readings for day in evidence.days if day.readings), ()),
        side=_side(evidence),
        day_of_month=_day_of_month(evidence),
        type_changed=_type_changed(evidence),
        agreed=_agreed(marks),
        from_machine=marks.any("machine") and not marks.any("service"),
        only_relay_ports=bool(evidence.ports) and all(p.number in RELAY_PORTS for p in evidence.ports),
    )


def _unclear(evidence: Evidence, sending: Sending) -> str | None:
    """The fact that the message names in a way that leaves it open."""
    if evidence.marks.any("subscription_unclear") and not evidence.types.own:
        return "subscription"
    return "delivery" if sending.unclear else None


def _side(evidence: Evidence) -> Side | None:
    """Which side of the policy's own day is told, where no other day is."""
    marks, answering = evidence.marks, evidence.context.asked == "created"
    denied = marks.any("deny") and len(marks.words) <= _BARE  # "ah no, after"
    correcting = evidence.context.has_case and (marks.any("correction") or denied)
    if (answering or correcting) and (side := bare_side(evidence)):
        return side
    return None if evidence.days else side_of_cut_off(evidence)


def _trouble(evidence: Evidence) -> bool:
    """Whether something fails: it is said, it was tried, or no mail is being sent."""
    marks = evidence.marks
    unsent = any(marks.negated(mention) for mention in marks.all("send", "mail")) and marks.any("send")
    return unsent or marks.any("trouble", "probe") or any(port.pasted for port in evidence.ports)


def _day_of_month(evidence: Evidence) -> int | None:
    """ "the 14th": a day of a month that was told before, and next to nothing else; never a port."""
    marks, context = evidence.marks, evidence.context
    answers = context.asked == "created" or marks.any("correction")
    others = {mention.kind for mention in marks.mentions} - _BESIDE_A_DAY
    if not answers or others or marks.dates or marks.strange or len(marks.words) > _BARE:
        return None
    texts = [word.text for word in marks.words if word.form == "number"]
    found = _NUMBER.match(texts[0]) if len(texts) == 1 and texts[0] != str(SMTP) else None
    return int(found[1]) if found and 1 <= int(found[1]) <= _LAST_OF_MONTH else None


def _change_supposed(evidence: Evidence) -> bool:
    """ "and if I upgrade?": of the type of the case, to one that is not told."""
    marks, context = evidence.marks, evidence.context
    supposed = marks.any("hypothetical", "condition", "planned")
    in_case = context.has_case and marks.takes_up
    return in_case and supposed and marks.any("change") and not evidence.types.own


def _type_changed(evidence: Evidence) -> bool:
    """ "upgraded it": the type of before is no longer the type, and the new one is not told."""
    marks, types = evidence.marks, evidence.types
    told = types.own or types.left or types.planned or types.offered
    supposed = marks.any("planned", "hypothetical", "condition", "cue_change_type", "machine", "question")
    return marks.any("change") and not told and not supposed and len(marks.words) <= _BARE + 1


def _impossible(evidence: Evidence) -> str | None:
    missing = [day for day in evidence.days if day.interval is None]
    return words_of(evidence.marks, missing[0]) if missing else None


def _agreed(marks: Marks) -> str | None:
    if marks.any("affirm") == marks.any("deny"):
        return None
    return "yes" if marks.any("affirm") else "no"
