"""The asker's own facts, under the names that the editions use, each only where it is certain."""

from datetime import date, timedelta

from knowledge.dates import DateMention
from knowledge.delivery import Sending
from knowledge.evidence import Evidence
from knowledge.marks import Marks
from knowledge.states import read_exemption, read_restart
from knowledge.vocabulary import Mention
from rules.interval import Interval
from rules.model import UNKNOWN, Value

_TRIAL = timedelta(days=366)  # a free account lasts a month, its free services a year
_NAME_ONLY = 3  # words of a message that names a type and says next to nothing of it
_OVER = frozenset("was were expired ended afgelopen verlopen had".split())
_RUNNING = frozenset("still nog".split())
_LEFT_TO_ONE = frozenset("inherited overgenomen tijd time".split())


def own_subscriptions(evidence: Evidence, today: date) -> list[dict[str, Value]]:
    """The facts of each subscription of the asker, in order of mention."""
    marks, own, days = evidence.marks, evidence.types.own, evidence.days
    if not own:
        return []
    values = list(dict.fromkeys(mention.value for mention in own))
    if len(values) == 1 and len(days) > 1:
        return [{"subscription": values[0], **_day(day)} for day in days]
    if len(days) == 1 and _of_all(marks, own, days[0]):
        return [{"subscription": value, **_day(days[0])} for value in values]
    owned = {}
    for day in reversed(days):  # of several days the first is a type's
        owned[_whose(marks, own, day)] = day
    dated = {mention.value for mention in owned}
    found = []
    for mention in own:
        if mention in owned:
            found.append({"subscription": mention.value, **_day(owned[mention])})
        elif mention.value not in dated:
            dated.add(mention.value)
            found.append({"subscription": mention.value, **_running_trial(evidence, mention.value, today)})
    return found


def shared_facts(evidence: Evidence, sending: Sending) -> dict[str, Value]:
    """What the message says about all of its subscriptions, or without naming one."""
    marks, context = evidence.marks, evidence.context
    told = {"delivery": sending.delivery, "route": sending.route, "service": sending.service}
    exemption = read_exemption(marks, spoken_of=context.exemption_spoken_of)
    about_exemption = exemption == "granted" or context.exemption_spoken_of
    if about_exemption or marks.any("exemption_noun", "exempted"):
        told["restarted"] = read_restart(marks)
    told["exemption"] = exemption
    shared: dict[str, Value] = {name: value for name, value in told.items() if value}
    if not evidence.types.own and len(evidence.days) == 1:
        shared.update(_day(evidence.days[0]))
    not_known = _not_known(evidence)
    return {**shared, not_known: UNKNOWN} if not_known else shared


def quotes(evidence: Evidence) -> dict[str, str]:
    """The words that gave the type and the day."""
    found = {}
    if evidence.types.own:
        found["subscription"] = words_of(evidence.marks, evidence.types.own[0])
    if evidence.days:
        found["created"] = words_of(evidence.marks, evidence.days[0])
    return found


def words_of(marks: Marks, found: Mention | DateMention) -> str:
    """The words of a mention, as they were read."""
    return " ".join(word.text for word in marks.words[found.first : found.last])


def _of_all(marks: Marks, own: tuple[Mention, ...], day: DateMention) -> bool:
    """ "PAYG and MSDN, both of 2020": a date that is said of all of them."""
    return any(own[-1].last <= word.first and word.last <= day.first for word in marks.all("both"))


def _whose(marks: Marks, own: tuple[Mention, ...], day: DateMention) -> Mention:
    """The type that a date is of: the nearest, and of what follows a type at once that one's."""
    before = [mention for mention in own if mention.last <= day.first]
    behind = [mention for mention in own if mention.first >= day.last]
    if before and behind and marks.clause(before[-1]) != marks.clause(day) == marks.clause(behind[0]):
        return behind[0]
    return before[-1] if before else (behind or own)[0]


def _day(day: DateMention) -> dict[str, Value]:
    return {"created": day.interval} if day.interval else {}


def _running_trial(evidence: Evidence, value: str, today: date) -> dict[str, Value]:
    """A trial that is running was signed up for lately, whatever the day."""
    marks, asked = evidence.marks, evidence.context.asked == "subscription"
    texts = {word.text for word in marks.words}
    over = marks.any("former", "ended") or (texts & _OVER and not texts & _RUNNING)
    bare = len(marks.words) <= _NAME_ONLY and not marks.any("own") and not asked
    if value != "free_trial" or over or bare:
        return {}
    return {"created": Interval.since(today - _TRIAL)}


def _type_denied(marks: Marks) -> bool:
    """ "since 2016, the type I don't know": it is the type that is not known, and no date."""
    unknown = {marks.clause(mention) for mention in marks.all("unknown", "knowing")}
    return any(marks.clause(mention) in unknown for mention in marks.all("kind"))


def _not_known(evidence: Evidence) -> str | None:
    """Which fact the asker says not to know, where that is certain."""
    marks, context = evidence.marks, evidence.context
    if not marks.unknowing():
        return None
    if evidence.days:
        return "subscription" if not evidence.types.own and _type_denied(marks) else None
    about_time = marks.any("when", "created")
    if evidence.types.own:
        little_else = marks.unexplained() <= 1 and not marks.any("trouble", "question")
        left = any(word.text in _LEFT_TO_ONE for word in marks.words)
        return "created" if about_time or left or little_else else None
    if context.asked in ("created", "subscription"):
        return context.asked
    if marks.any("kind") and marks.any("sub_noun", "cue_types"):
        return "subscription"
    return "created" if context.has_case and about_time else None
