"""Probabilities -> findings: for each fact what it may be, how likely, and the words that say so.

Names and dates are judged one by one, the message as a whole by a head of its own; what joins the two
witnesses is a small sum that was learned, too. Nothing is decided here: a finding keeps its doubt.
"""

from collections.abc import Mapping
from datetime import date
from math import exp
from typing import Final, NamedTuple

from knowledge.dates.intervals import DateMention
from knowledge.judged.features import Features, Talk, of_date, of_message, of_type, side_of, situation_of
from knowledge.judged.heads import Heads, Judged
from knowledge.mentions.anothers import is_condition
from knowledge.mentions.asked_about import asked_about
from knowledge.mentions.day_of import is_of_a_bill, is_of_id, is_of_log, is_of_trouble
from knowledge.mentions.denied import denied_at, may_be_denied_at, negated, perhaps_denied, types_denied
from knowledge.mentions.denied_days import day_is_denied
from knowledge.mentions.disowned import contrasted, disowned
from knowledge.mentions.grants import denies_grant, denies_refusal, tells_of_a_former_grant
from knowledge.mentions.marks import Marks
from knowledge.mentions.no_request import tells_of_no_request
from knowledge.mentions.on_the_way import (
    is_taken_away,
    leads_through_a_firewall,
    perhaps_advised,
    perhaps_removed,
)
from knowledge.mentions.ports import RELAY_PORTS, SMTP, find_ports, relay_on_25
from knowledge.mentions.relays import relays_named
from knowledge.mentions.unknowing import knows_not_when, unknowing
from knowledge.reading.several_signs import signs_in, signs_of_several
from knowledge.reading.witnesses import (
    BY_HEAD,
    NOT_TOLD,
    OTHER,
    TRIAL,
    Named,
    day_features,
    interval_of,
    named_in,
    said_features,
    type_features,
)
from knowledge.words.text import particles
from knowledge.words.vocabulary import Mention
from rules.interval import Interval
from rules.model import UNKNOWN, Value

_OTHERS: Final = "other:"
_LEFT: Final = 1e-5
_AGREED: Final = 0.75  # how likely a name or a date must be the asker's by its own words
_LITTLE: Final = 0.1  # how likely a request is that a denial reaches
_CONTRASTED: Final = 0.97  # how likely a type is meant that is set against another one
_DENIED: Final = 0.5  # how likely a service is the route where a denial may reach it
_OF_A_BILL: Final = 0.03  # how likely the day of a bill may at most be the sign-up's
_OF_TROUBLE: Final = 0.5  # and since when something does not work
_UNTOLD_BESIDE_UNKNOWN: Final = 0.4  # how likely nothing is told of a day beside not to know when
_BESIDE_UNKNOWN: Final = 0.7  # how likely a day is the subscription's beside not to know when
_CONDITION: Final = 0.5  # how likely a type in a condition of everybody is the asker's


class Candidate(NamedTuple):
    """What a fact may be (None where the message does not tell it), how likely, and the words for it."""

    value: Value | None
    p: float
    words: str = ""

    def at(self, p: float) -> "Candidate":
        """The same, this likely; many are made for every message, and `_replace` takes its time."""
        return Candidate(self.value, p, self.words)


_NO_REQUEST: Final = 0.93  # how likely none is made that is said not to be
_HARDLY: Final = 0.3  # how likely a type is the asker's that is denied wherever it is named
_UNTOLD: Final = (Candidate(None, 1.0),)


Findings = Mapping[str, tuple[Candidate, ...]]
Weighed = Mapping[str, Mapping[str, float]]  # for each value what speaks for it
Weights = Mapping[str, float]


class Found(NamedTuple):
    """All that was found in a message; `judged` by the heads of the whole message, `several` how likely
    it is about more than one subscription."""

    judged: Judged
    several: float
    types: tuple[Named, ...]
    days: tuple[Named, ...]
    facts: Findings
    features: Features


def find(marks: Marks, heads: Heads, cut: date, talk: Talk) -> Found:
    """The findings of a message; `cut` is the policy's own day."""
    features = of_message(marks, cut, talk)
    judged, named = heads.judge(features), named_in(marks)
    types, days = _named_types(marks, heads, talk), _named_days(marks, heads, cut, talk)
    facts = {
        name: _said(said_features(judged[name], named[name]), heads.joined_in(name, situation_of(talk, name)))
        for name in BY_HEAD
    }
    facts["delivery"] = _not_by_a_denied_port(_not_through_25(facts["delivery"], marks), marks)
    facts["delivery"] = _not_asked_about(facts["delivery"], marks)
    facts["delivery"] = _set_against_relays(_not_advised(facts["delivery"], marks), marks)
    facts["route"] = _not_denied(facts["route"], marks)
    if talk.known.get("route") == "paas" and leads_through_a_firewall(marks):  # "the same firewall"
        facts["route"] = _at_most(_LITTLE, "internet", facts["route"], rest="paas")
    facts["exemption"] = _not_refused(_not_granted(_not_asked_for(facts["exemption"], marks), marks), marks)
    if "exemption" in talk.known and tells_of_no_request(marks):
        facts["exemption"] = _never_asked_for(facts["exemption"])
    if talk.known.get("exemption") == "granted" and denies_grant(marks):
        facts["exemption"] = _at_most(_LITTLE, "refused", facts["exemption"], rest=None)
    if talk.known.get("exemption") == "refused" and tells_of_a_former_grant(marks):
        facts["exemption"] = _at_most(_LITTLE, "granted", facts["exemption"], rest=None)
    facts["restarted"] = _not_asked_if_enough(facts["restarted"], marks)
    joined = heads.joined_in("type", situation_of(talk, "subscription"))
    facts["subscription"] = _told_type(judged, types, marks, joined)
    joined = heads.joined_in("created", situation_of(talk, "created"))
    facts["created"] = _told_day(judged, days, marks, joined, cut)
    days_told = [day.interval for day in marks.dates]
    if "created" not in talk.known and all(one and one.within(Interval.since(cut)) for one in days_told):
        facts["created"] = _while_it_lasts(facts["created"], facts["subscription"], cut)
    signs = signs_of_several(judged, types, days, talk, signs_in(marks))
    (several,) = heads.several.probabilities(signs, [{}])
    return Found(judged, several, types, days, facts, features)


def _named_types(marks: Marks, heads: Heads, talk: Talk) -> tuple[Named, ...]:
    return tuple(
        Named(
            mention.value,
            _own_type(mention, marks, heads, talk),
            marks.words_of(mention),
            mention.first,
            mention.kind == "subscription",
            marks.is_code(mention),
        )
        for mention in marks.types
    )


def _named_days(marks: Marks, heads: Heads, cut: date, talk: Talk) -> tuple[Named, ...]:
    return tuple(
        Named(day.interval, _own_day(day, marks, heads, cut, talk), marks.words_of(day), day.first)
        for day in marks.dates
    )


def _told_type(
    judged: Judged, types: tuple[Named, ...], marks: Marks, joined: Weights
) -> tuple[Candidate, ...]:
    """The type, none where all that are named are only asked about."""
    if types and all(asked_about(marks, mention) for mention in marks.types):
        return _contrasted(_UNTOLD, marks)
    weighed = type_features(judged["type"], types, unknowing=unknowing(marks))
    found = _types(weighed, types, joined)
    for denied in sorted(types_denied(marks)):
        found = _at_most(_HARDLY, denied, found, rest=None)
    return _contrasted(found, marks)


def _told_day(
    judged: Judged, days: tuple[Named, ...], marks: Marks, joined: Weights, cut: date
) -> tuple[Candidate, ...]:
    weighed = day_features(judged, days, cut, unknowing=unknowing(marks))
    created = _not_of_a_trial(_not_unknown(_days(weighed, days, joined, cut), marks), marks, cut)
    if not knows_not_when(marks):
        return created
    return _or_unknown(created) if days else _at_most(_UNTOLD_BESIDE_UNKNOWN, None, created, rest=UNKNOWN)


def _own_day(day: DateMention, marks: Marks, heads: Heads, cut: date, talk: Talk) -> float:
    """How likely the subscription was signed up then."""
    if (
        day_is_denied(marks, day)
        or is_of_id(marks, day)
        or is_of_log(marks, day)
        or _is_yet_to_come(day, marks, talk)
    ):
        return 0.0
    own = heads.own("date", of_date(marks, day, cut, talk))
    own = min(own, _OF_TROUBLE) if is_of_trouble(marks, day) else own
    return min(own, _OF_A_BILL) if _is_of_a_late_bill(day, marks, cut) else own


def _is_of_a_late_bill(day: DateMention, marks: Marks, cut: date) -> bool:
    """Whether it is a bill's from which nothing follows: one from before the policy's day tells that much."""
    last = day.interval.last if day.interval else None
    return (last is None or last >= cut) and is_of_a_bill(marks, day)


def _is_yet_to_come(day: DateMention, marks: Marks, talk: Talk) -> bool:
    """Whether it answers our question for the day by one to come: "the contract ends in 2030"."""
    supposed = marks.all("hypothetical") or marks.all("planned")
    return day.ahead and talk.asked == "created" and not supposed


def _not_unknown(created: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The day, where one is denied: who denies a day does not say that it cannot be found out."""
    if unknowing(marks) or not any(day_is_denied(marks, one) for one in marks.dates):
        return created
    return _sorted([one._replace(value=None) if one.value == UNKNOWN else one for one in created])


def _not_of_a_trial(created: tuple[Candidate, ...], marks: Marks, cut: date) -> tuple[Candidate, ...]:
    """The day, where the trial that would settle it is over: then only a date can."""
    trials = [one for one in marks.types if one.value == TRIAL]
    if marks.dates or not trials or not all(disowned(marks, one) for one in trials):
        return created
    since = Interval.since(cut)
    return _sorted([one._replace(value=None) if one.value == since else one for one in created])


def _or_unknown(created: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The day, where one is named beside not to know when: it may be another thing's."""
    best = created[0]
    doubted = best.value not in (None, UNKNOWN)
    return _at_most(_BESIDE_UNKNOWN, best.value, created, rest=UNKNOWN) if doubted and best.value else created


def _while_it_lasts(
    created: tuple[Candidate, ...], types: tuple[Candidate, ...], cut: date
) -> tuple[Candidate, ...]:
    """The day, where no earlier one is named: a trial lasts for a month, so one in use began after the cut.

    What spoke for no day then speaks for that, as far as the trial is sure.
    """
    trial = next((one for one in types if one.value == TRIAL), None)
    if trial is None:
        return created
    taken = trial.p * sum(one.p for one in created if one.value is None)
    kept = [one.at(one.p * (1 - trial.p)) if one.value is None else one for one in created]
    since = Interval.since(cut)
    given = taken + sum(one.p for one in kept if one.value == since)
    return _sorted([Candidate(since, given, trial.words), *(one for one in kept if one.value != since)])


def _own_type(mention: Mention, marks: Marks, heads: Heads, talk: Talk) -> float:
    """How likely the type is the asker's own."""
    known = talk.known.get("subscription") == mention.value
    if disowned(marks, mention) or (known and negated(marks, mention)):
        return 0.0
    own = heads.own("type", of_type(marks, mention, talk))
    if is_condition(marks, mention):
        return min(own, _CONDITION)
    return max(own, _CONTRASTED) if mention.value == contrasted(marks) else own


def _contrasted(types: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The types, where one is set against another that is denied: then it is that one."""
    told = next((one for one in marks.types if one.value == contrasted(marks)), None)
    if told is None or any(one.value == told.value and one.p >= _CONTRASTED for one in types):
        return types
    rest = [one.at(one.p * (1 - _CONTRASTED)) for one in types if one.value != told.value]
    return _sorted([Candidate(told.value, _CONTRASTED, marks.words_of(told)), *rest])


def _said(weighed: Weighed, weights: Weights) -> tuple[Candidate, ...]:
    return _sorted(
        [
            Candidate(None if answer == NOT_TOLD else answer, _share(weights, features))
            for answer, features in weighed.items()
        ]
    )


def _not_asked_about(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, where it is only asked what a way of sending is: then none is told."""
    named = [one for kind in ("relay_product", "relay_word", "direct") for one in marks.all(kind)]
    asked = bool(named) and all(asked_about(marks, one) for one in named)
    return _UNTOLD if asked else delivery


def _not_advised(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, where every relay that is named may be one that somebody said to use: in doubt."""
    named = [one for kind in ("relay_product", "relay_word") for one in marks.all(kind)]
    if not named or not all(perhaps_advised(marks, one) for one in named):
        return delivery
    return _at_most(_DENIED, "relay", delivery, rest=None)


def _set_against_relays(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, where straight delivery is named and a denial may reach every relay: in doubt."""
    relays = relays_named(marks)
    if not relays or not marks.all("direct") or not all(may_be_denied_at(marks, one) for one in relays):
        return delivery
    return _at_most(_DENIED, "relay", delivery, rest="direct")


def _not_through_25(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, where a relay is reached on port 25: that is port 25, and no relay's own port."""
    if not relay_on_25(marks):
        return delivery
    relayed = sum(one.p for one in delivery if one.value == "relay")
    kept = [one for one in delivery if one.value not in ("relay", "direct")]
    direct = next((one for one in delivery if one.value == "direct"), Candidate("direct", 0.0))
    return _sorted([*kept, direct.at(direct.p + relayed)])


def _not_by_a_denied_port(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, where of port 25 and a relay's own one is denied: "not port 25 but 587"."""
    ports = [port for port in find_ports(marks) if not (port.pasted or port.rule)]
    denied = {port.at: denied_at(marks, _named_from(port.at, marks)) for port in ports}
    smtp = [denied[port.at] for port in ports if port.number == SMTP]
    relayed = [denied[port.at] for port in ports if port.number in RELAY_PORTS]
    if not smtp or not relayed or all(smtp) == all(relayed):
        return delivery
    if all(smtp):
        return _at_most(_DENIED, "direct", delivery, rest="relay")
    return _at_most(_DENIED, "relay", delivery, rest="direct") if all(relayed) else delivery


def _named_from(at: int, marks: Marks) -> int:
    """Where a port is named from: at the word for it before the number."""
    return at - 1 if at and marks.words[at - 1].text in particles("port_word") else at


def _not_denied(route: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The route, where no service is named but those that a denial may reach, or that may be gone: in doubt.

    "From a VM, not App Service" leaves no doubt; of a firewall that is taken out nothing is left but the way
    without it.
    """
    services = marks.all("service")
    named = [*services, *marks.all("service_weak")]
    if named and all(is_taken_away(marks, one) for one in named):
        return _at_most(_LITTLE, "paas", route, rest="internet")
    doubted = [one for one in services if perhaps_denied(marks, one) or perhaps_removed(marks, one)]
    if not services or len(doubted) < len(services):
        return route
    if marks.all("machine") and all(negated(marks, mention) for mention in services):
        return (Candidate("internet", _CONTRASTED), Candidate(None, 1 - _CONTRASTED))
    capped = [one.at(min(one.p, _DENIED)) if one.value == "paas" else one for one in route]
    return _sorted([*capped, Candidate(None, _DENIED)])


def _not_asked_for(exemption: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The exemption, where every request that is spoken of is denied: then none was made."""
    requests = marks.all("requested_word")
    if not requests or not all(perhaps_denied(marks, mention) for mention in requests):
        return exemption
    capped = [one.at(min(one.p, _LITTLE)) if one.value == "requested" else one for one in exemption]
    return _sorted([*capped, Candidate("none", _DENIED)])


def _never_asked_for(exemption: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The exemption, where one was known and it is said that none was asked for."""
    rest = [one.at(one.p * (1 - _NO_REQUEST)) for one in exemption if one.value != "none"]
    return _sorted([Candidate("none", _NO_REQUEST), *rest])


def _not_granted(exemption: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The exemption, where whatever may grant it is denied, or a refusal is what is told last.

    What spoke for a grant then speaks for a refusal where only that is told, and not as yet to come.
    """
    granted, refused = (_last_told(marks, kind) for kind in ("granted_word", "refused_word"))
    if granted > refused and _is_turned(granted, marks):
        return _at_most(_LITTLE, "refused", exemption, rest="granted")
    if granted > refused or (refused < 0 and not marks.all("granted_word")):
        return exemption
    told = granted < 0 <= refused and marks.words[max(0, refused - 1)].text not in particles("not_yet")
    return _at_most(_LITTLE, "granted", exemption, rest="refused" if told else None)


def _is_turned(at: int, marks: Marks) -> bool:
    """Whether it is stated that something came after all: "they granted it after all", "toch goedgekeurd"."""
    asked = marks.words[at].asked or bool(marks.all("hypothetical"))
    clause = marks.clause_around(at)
    turned = not particles("after_all").isdisjoint(clause) or particles("after_all_of") <= clause
    return turned and not asked and particles("anothers").isdisjoint(clause)


def _not_refused(exemption: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The exemption, where every refusal that is spoken of is denied: "no refusal on that one"."""
    return _at_most(_LITTLE, "refused", exemption, rest=None) if denies_refusal(marks) else exemption


def _not_asked_if_enough(restarted: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The restart, where it is asked whether something would do for one: "shutdown in the VM, enough?"."""
    asked = any(word.asked and word.text in particles("enough_word") for word in marks.words)
    return _at_most(_LITTLE, "yes", restarted, rest=None) if asked else restarted


def _last_told(marks: Marks, kind: str) -> int:
    """The place of the last mention of a kind that no denial reaches, -1 without one."""
    return max((one.first for one in marks.all(kind) if not perhaps_denied(marks, one)), default=-1)


def _at_most(
    most: float, value: Value | None, found: tuple[Candidate, ...], *, rest: Value | None
) -> tuple[Candidate, ...]:
    """The candidates, one of them no likelier than that; what is taken from it speaks for the `rest`."""
    taken = sum(max(0.0, one.p - most) for one in found if one.value == value)
    given = {value: -taken, rest: taken}
    return _sorted([one.at(one.p + given.get(one.value, 0.0)) for one in found])


def _sorted(found: list[Candidate]) -> tuple[Candidate, ...]:
    whole = sum(one.p for one in found) or 1
    return tuple(sorted((one.at(one.p / whole) for one in found), key=lambda one: (-one.p, str(one.value))))


# -- the type


def _types(weighed: Weighed, named: tuple[Named, ...], weights: Weights) -> tuple[Candidate, ...]:
    words = {str(one.value): one.words for one in sorted(named, key=lambda one: one.own)}
    found = []
    for value, features in weighed.items():
        fact = {NOT_TOLD: None, OTHER: _OTHERS + "unnamed"}.get(value, value)
        found.append(Candidate(fact, _share(weights, features), words.get(value, "")))
    own = {str(one.value): max(other.own for other in named if other.value == one.value) for one in named}
    return _agreeing(_sorted(found), own)


def _agreeing(found: tuple[Candidate, ...], own: Mapping[str, float]) -> tuple[Candidate, ...]:
    """The candidates where the two witnesses of each must agree: what its own words make unlikely is no
    likelier than the mean of both; the rest is not told."""
    kept = [one.at(_together(one.p, own.get(str(one.value), 1.0))) for one in found]
    rest = 1 - sum(one.p for one in kept)
    return _sorted([*kept, Candidate(None, rest)] if rest > _LEFT else kept)


def _together(p: float, own: float) -> float:
    """What both witnesses make of it; what is plainly not the asker's is nothing."""
    if own <= 0:
        return 0.0
    return p if own >= _AGREED else min(p, (p + own) / 2)


# -- the day


def _days(weighed: Weighed, named: tuple[Named, ...], weights: Weights, cut: date) -> tuple[Candidate, ...]:
    found = []
    for side, features in weighed.items():
        here = [one for one in named if one.value is not None and side_of(interval_of(one), cut) == side]
        best = max(here, key=lambda one: one.own, default=None)
        value = best.value if best else _whole_side(side, cut)
        found.append(Candidate(value, _share(weights, features), best.words if best else ""))
    own = {str(one.value): one.own for one in sorted(named, key=lambda one: one.own)}
    return _agreeing(_sorted(found), own)


def _whole_side(side: str, cut: date) -> Value | None:
    """What is known where only a side of the policy's day is told."""
    whole: dict[str, Value] = {"before": Interval.before(cut), "after": Interval.since(cut), UNKNOWN: UNKNOWN}
    return whole.get(side)


def _share(weights: Weights, features: Mapping[str, float]) -> float:
    spoken = 0.0
    for key, amount in features.items():
        spoken += weights.get(key, 0.0) * amount
    return 1 / (1 + exp(-max(-30.0, min(30.0, weights.get("bias", 0.0) + spoken))))
