"""text -> Question: what was understood of a message, and what was not.

Each step is a small pure function over the marks of the message. Nothing here decides policy:
facts get the names that the editions use, and what stays uncertain is kept apart from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple

from knowledge.dates import DateMention
from knowledge.delivery import Sending, read_sending
from knowledge.marks import Marks, read_marks
from knowledge.ownership import SUBSCRIPTION, owner_of
from knowledge.ports import RELAY_PORTS, SMTP, Port, find_ports
from knowledge.states import read_exemption, read_restart
from knowledge.subscriptions import Types, read_types
from knowledge.themes import Theme, theme_of
from knowledge.vocabulary import Mention, Vocabulary
from rules.interval import Interval
from rules.model import UNKNOWN, Value

Scope = Literal["ours", "ask_provider", "inbound", "other_cloud", "out", "courtesy", "manipulation"]
_TRIAL = timedelta(days=366)  # a free account lasts a month, its free services a year
_FEW_UNEXPLAINED = 2
_SMALL_TALK = frozenset(
    "courtesy filler own affirm deny open question correction from to via or both start_vm when kind".split()
)
_BARE_DATE = 6  # words around a date that is a message of its own


class Context(NamedTuple):
    """What the conversation brings to the reading of a message."""

    asked: str | None = None
    azure: bool = False
    mail: bool = False
    exemption_spoken_of: bool = False
    has_case: bool = False
    language: str = "en"


class Own(NamedTuple):
    """One subscription of the asker: the facts that the message gives about it alone."""

    facts: dict[str, Value]


@dataclass(frozen=True)
class Question:
    """What a message says, in the terms of the rules, and what remains uncertain."""

    language: str
    scope: Scope
    theme: Theme | None
    subscriptions: tuple[Own, ...] = ()
    shared: Mapping[str, Value] = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    offered: tuple[str, ...] = ()
    unclear: str | None = None
    planned_change: bool = False
    own: bool = False
    trouble: bool = False
    azure: bool = False
    mail: bool = False
    direct_spoken: bool = False
    corrected: bool = False
    hypothetical: bool = False
    another: bool = False
    impossible_date: str | None = None
    two_readings: tuple[Interval, ...] = ()
    side: str | None = None
    agreed: str | None = None
    only_relay_ports: bool = False

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
    context: Context = Context(),  # noqa: B008 - an immutable value
) -> Question:
    """The question that a message asks; TextFault where it cannot be read."""
    marks = read_marks(message, vocabulary, date_words, today, context.language)
    ports = find_ports(marks)
    types = read_types(marks, expected=context.asked == "subscription")
    sending = read_sending(marks, ports, expected=context.asked == "delivery")
    days = _created(marks, types, context)
    shared, quotes = _shared(marks, sending, types, days, context, today)
    owns = _subscriptions(marks, types, days, today)
    azure = _is_azure(marks, ports, types)
    mail = _is_mail(marks, ports)
    scope = _scope(marks, ports, types, owns, shared, azure=azure, mail=mail, context=context)
    return Question(
        language=marks.language,
        scope=scope,
        theme=theme_of(marks),
        subscriptions=owns,
        shared=shared,
        quotes=quotes,
        offered=types.offered,
        unclear=_unclear(marks, types, sending),
        planned_change=bool(types.planned),
        own=_is_own(marks),
        trouble=marks.any("trouble", "probe") or any(port.pasted for port in ports),
        azure=azure,
        mail=mail,
        direct_spoken=sending.delivery == "direct" or marks.has("mail_server", "own"),
        corrected=marks.any("correction"),
        hypothetical=marks.any("hypothetical"),
        another=marks.any("other_one"),
        impossible_date=_impossible(marks, days),
        two_readings=next((day.readings for day in days if day.readings), ()),
        side=_side(marks, days) if context.asked == "created" else None,
        agreed=_agreed(marks),
        only_relay_ports=bool(ports) and all(port.number in RELAY_PORTS for port in ports),
    )


# -- the asker's own facts


def _created(marks: Marks, types: Types, context: Context) -> list[DateMention]:
    """The dates on which a subscription of the asker was created."""
    found = [day for day in marks.dates if _is_created(marks, day, types, context)]
    turns = [mark.first for mark in marks.all("correction")]
    if len(found) > 1 and len(types.own) <= 1 and not _several(marks):
        behind = [day for day in found if any(found[0].last <= turn <= day.first for turn in turns)]
        return behind[-1:] or ([] if _contradict(found) else found[:1])
    return found


def _contradict(days: list[DateMention]) -> bool:
    return len({day.interval for day in days}) > 1


def _is_created(marks: Marks, day: DateMention, types: Types, context: Context) -> bool:
    owner = owner_of(marks, day, types.own)
    if owner == "change":
        return "free_trial" in types.left or (not types.left and not types.changed)
    if owner == SUBSCRIPTION:
        return not (types.changed and "free_trial" not in types.left and _beside_change(marks, day))
    if owner is not None:
        return False
    if context.asked == "created" or types.own:
        return True
    around = sum(word.sentence == marks.sentence(day) for word in marks.words)
    bare = context.has_case and not day.recent and around - (day.last - day.first) <= _BARE_DATE
    return bool(marks.in_clause(marks.clause(day), "created")) or bare


def _beside_change(marks: Marks, day: DateMention) -> bool:
    return bool(marks.in_sentence(marks.sentence(day), "change"))


def _several(marks: Marks) -> bool:
    return marks.any("both", "other_one") or any(
        word.text in ("two", "twee", "three", "drie", "2", "3", "four", "vier") for word in marks.words
    )


def _subscriptions(marks: Marks, types: Types, days: list[DateMention], today: date) -> tuple[Own, ...]:
    """One entry for each subscription of the asker, in order of mention."""
    if not types.own:
        return ()
    values = list(dict.fromkeys(mention.value for mention in types.own))
    if len(values) == 1 and len(days) > 1:
        return tuple(Own({"subscription": values[0], **_day(day)}) for day in days)
    groups = {value: _nearest_day(marks, types.own, value, days) for value in values}
    return tuple(
        Own({"subscription": value, **(_day(day) if day else _running_trial(marks, value, today))})
        for value, day in groups.items()
    )


def _nearest_day(
    marks: Marks, own: tuple[Mention, ...], value: str, days: list[DateMention]
) -> DateMention | None:
    """The date whose nearest type is this one; what a type follows at once is its own."""
    for day in days:
        before = [mention for mention in own if mention.last <= day.first]
        behind = [mention for mention in own if mention.first >= day.last]
        nearest = (before or behind or own)[-1 if before else 0]
        if behind and before and marks.clause(before[-1]) != marks.clause(day) == marks.clause(behind[0]):
            nearest = behind[0]
        if nearest.value == value:
            return day
    return None


def _day(day: DateMention) -> dict[str, Value]:
    return {"created": day.interval} if day.interval else {}


def _running_trial(marks: Marks, value: str, today: date) -> dict[str, Value]:
    """A trial that is running was signed up for lately, whatever the day."""
    past = marks.any("former") or any(word.text in ("was", "were", "expired", "ended") for word in marks.words)
    bare = len(marks.words) <= 3 and not marks.any("own")  # noqa: PLR2004 - a name and little else
    if value != "free_trial" or past or bare:
        return {}
    return {"created": Interval.since(today - _TRIAL)}


def _shared(
    marks: Marks, sending: Sending, types: Types, days: list[DateMention], context: Context, today: date
) -> tuple[dict[str, Value], dict[str, str]]:
    """What the message says about all of its subscriptions, or without naming one."""
    shared: dict[str, Value] = {}
    if sending.delivery:
        shared["delivery"] = sending.delivery
    if sending.route:
        shared["route"] = sending.route
    if sending.service:
        shared["service"] = sending.service
    exemption = read_exemption(marks, spoken_of=context.exemption_spoken_of)
    if exemption:
        shared["exemption"] = exemption
    restarted = read_restart(marks)
    if restarted and (exemption == "granted" or context.exemption_spoken_of or marks.any("exemption_noun", "exempted")):
        shared["restarted"] = restarted
    if not types.own and len(days) == 1:
        shared.update(_day(days[0]))
    shared.update(_not_known(marks, types, days, context))
    return shared, _quotes(marks, types, days)


def _not_known(
    marks: Marks, types: Types, days: list[DateMention], context: Context
) -> dict[str, Value]:
    """Which fact the asker says not to know, where that is certain."""
    if not marks.any("unknown") or days:
        return {}
    when, kind = marks.any("when", "created"), marks.any("kind")
    if context.asked == "created" and not types.own:
        return {"created": UNKNOWN}
    if context.asked == "subscription" and not types.own:
        return {"subscription": UNKNOWN}
    if types.own and (when or _inherited(marks) or _little_else(marks)):
        return {"created": UNKNOWN}
    if not types.own and kind and marks.any("sub_noun"):
        return {"subscription": UNKNOWN}
    if not types.own and context.has_case and when:
        return {"created": UNKNOWN}
    return {}


def _inherited(marks: Marks) -> bool:
    return any(word.text in ("inherited", "overgenomen", "tijd", "time") for word in marks.words)


def _little_else(marks: Marks) -> bool:
    return marks.unexplained() <= 1 and not marks.any("trouble", "question")


def _quotes(marks: Marks, types: Types, days: list[DateMention]) -> dict[str, str]:
    quotes = {}
    if types.own:
        quotes["subscription"] = _words(marks, types.own[0].first, types.own[0].last)
    if days:
        quotes["created"] = _words(marks, days[0].first, days[0].last)
    return quotes


def _words(marks: Marks, first: int, last: int) -> str:
    return " ".join(word.text for word in marks.words[first:last])


# -- what frames the message


def _is_azure(marks: Marks, ports: list[Port], types: Types) -> bool:
    named = marks.any("azure", "subscription", "subscription_unclear") or bool(types.own)
    service = any("azure" in marks.words[m.first].text or m.value == "azure_firewall" or m.last - m.first > 1
                  for m in marks.all("service"))
    smtp = any(port.number == SMTP for port in ports)
    exempted = marks.any("exemption_noun") and (smtp or marks.any("sub_noun", "mail"))
    microsoft = marks.any("microsoft") and (smtp or marks.any("unblock", "exemption_noun"))
    if _speaks_of_cut_off(marks) and marks.any("policy") and marks.any("sub_noun"):
        return True
    menu = marks.any("cue_issue_type") and marks.any("ticket_noun") and (smtp or marks.any("mail"))
    return bool(named or service or exempted or microsoft or menu)


def _is_mail(marks: Marks, ports: list[Port]) -> bool:
    if marks.any("blocked") and marks.any("azure", "sub_noun") and _speaks_of_cut_off(marks):
        return True
    if marks.any("policy") and marks.any("sub_noun") and _speaks_of_cut_off(marks):
        return True
    kinds = ("mail", "mx", "mail_server", "relay_product", "exemption_noun", "recipient")
    known_port = any(port.number == SMTP or port.number in RELAY_PORTS for port in ports)
    return known_port or marks.any(*kinds)


def _speaks_of_cut_off(marks: Marks) -> bool:
    """A question about what changed at some date, with neither port nor mail named."""
    return bool(marks.dates) and marks.any("cue_since")


def _scope(
    marks: Marks,
    ports: list[Port],
    types: Types,
    owns: tuple[Own, ...],
    shared: Mapping[str, Value],
    *,
    azure: bool,
    mail: bool,
    context: Context,
) -> Scope:
    if marks.any("manipulation"):
        return "manipulation"
    if _only_courtesy(marks):
        return "courtesy"
    if _other_cloud(marks):
        return "other_cloud"
    if mail and _is_inbound(marks):
        return "inbound" if azure or context.azure else "out"
    if mail and (azure or context.azure):
        return "out" if _other_port(ports) else "ours"
    if mail:
        return _elsewhere(marks, ports, context)
    if _bare_facts(marks, types, owns, context):
        return "ours"
    if context.asked == "provider" and (azure or marks.any("affirm")):
        return "ours"
    return "ours" if _continues(marks, shared, context, azure=azure) else "out"


def _only_courtesy(marks: Marks) -> bool:
    """Greetings and thanks, and nothing that a case could be made of."""
    others = {mention.kind for mention in marks.mentions} - _SMALL_TALK
    return marks.any("courtesy") and not others and not marks.dates and marks.unexplained() <= 1


def _other_cloud(marks: Marks) -> bool:
    """Another provider is spoken of, and Azure at most as what it is compared with."""
    others = [m for m in marks.all("cloud_other") if not marks.negated(m)]
    if not others:
        return False
    own_azure = [m for m in marks.all("azure") if not _compared(marks, m) and not marks.negated(m)]
    return not own_azure


def _compared(marks: Marks, azure: Mention) -> bool:
    before = {word.text for word in marks.words[max(0, azure.first - 3) : azure.first]}
    return bool(before & {"like", "zoals", "unlike", "than", "dan", "as", "net", "compared", "vergeleken", "versus"})


def _is_inbound(marks: Marks) -> bool:
    outward = marks.any("out", "send", "mx") or any(
        m.value == "trouble" and not marks.in_clause(marks.clause(m), "in") for m in marks.all("trouble")
    )
    return marks.any("in") and not outward and not marks.any("exemption_noun", "relay_word", "relay_product")


def _other_port(ports: list[Port]) -> bool:
    numbers = {port.number for port in ports}
    return bool(numbers) and not numbers & {SMTP, 26, 24, 443, 465, 587, 2525, 110, 143, 993, 995}


def _elsewhere(marks: Marks, ports: list[Port], context: Context) -> Scope:
    """Mail, and nothing says Azure: worth a question only for trouble on the way out."""
    smtp = any(port.number == SMTP for port in ports)
    if marks.any("isp") and not smtp:
        return "out"
    if marks.has("foreign", "it", "life") and not marks.any("mail", "mx", "mail_server", "probe"):
        return "out"
    if context.has_case or context.asked:
        return "ours" if not marks.any("foreign") else "out"
    serving = marks.any("mx", "probe", "mail_server") or any(
        marks.words[m.first].text == "smtp" for m in marks.all("mail")
    )
    relayed = marks.any("relay_product", "mailbox_service")
    if smtp or (serving and marks.any("trouble") and not relayed and not marks.any("foreign", "in")):
        return "ask_provider"
    return "out"


def _bare_facts(marks: Marks, types: Types, owns: tuple[Own, ...], context: Context) -> bool:
    """"payg 2018-03": facts and next to nothing else are a question in themselves."""
    named = bool(owns) or bool(types.offered) or marks.any("subscription_unclear")
    if not named or marks.any("foreign"):
        return False
    if context.has_case or context.asked:
        return True
    dated = any(own.facts.get("created") for own in owns) or marks.any("unknown")
    if marks.any("change") and not dated:
        return False
    return marks.unexplained() <= (_FEW_UNEXPLAINED if dated else 1)


def _continues(marks: Marks, shared: Mapping[str, Value], context: Context, *, azure: bool) -> bool:
    """Whether the message goes on with the case at hand."""
    if not (context.has_case or context.asked or context.mail) or marks.any("foreign"):
        return False
    answered = context.asked is not None and marks.any(
        "unknown", "affirm", "deny", "direct", "relay_word", "created", "azure", "kind"
    )
    told = bool(shared) or azure or marks.any(
        "relay_product", "relay_word", "service", "vnet_route", "unblock", "cue_request", "cue_guarantee",
        "cue_duration", "cue_relay", "cue_how", "blocked", "open", "stopstart", "reboot", "correction", "cue_since",
    )  # fmt: skip
    side = context.asked == "created" and _side(marks, []) is not None
    few = marks.unexplained() <= _FEW_UNEXPLAINED
    return (answered or told or side or bool(marks.dates)) and few


def _is_own(marks: Marks) -> bool:
    """Whether the asker speaks of their own machines, or of one certain machine."""
    definite = any(
        marks.words[m.first - 1].text in ("the", "de", "my", "een", "a", "an", "deze", "this", "mijn", "onze", "our")
        and not marks.words[m.first].text.endswith("s")
        for m in marks.all("machine", "vm_noun")
        if m.first
    )
    return marks.any("own") or definite


def _unclear(marks: Marks, types: Types, sending: Sending) -> str | None:
    if marks.any("subscription_unclear") and not types.own:
        return "subscription"
    return "delivery" if sending.unclear else None


def _impossible(marks: Marks, days: list[DateMention]) -> str | None:
    return next((_words(marks, day.first, day.last) for day in days if day.interval is None), None)


def _side(marks: Marks, days: list[DateMention]) -> str | None:
    """"after", "ervoor", "the second one": which side of our own date an answer means."""
    if days or len(marks.words) > 8:  # noqa: PLR2004 - a sentence, no bare answer
        return None
    words = {word.text for word in marks.words}
    if marks.any("unknown") or any(marks.negated(m) for m in marks.mentions):
        return None
    before = words & {"before", "voor", "ervoor", "earlier", "eerder", "older", "ouder", "daarvoor", "first", "eerste", "prior", "1", "vroeger"}
    after = words & {"after", "na", "erna", "later", "newer", "nieuwer", "daarna", "second", "tweede", "since", "2", "nadien", "afterwards"}
    if bool(before) == bool(after):
        return None
    return "before" if before else "after"


def _agreed(marks: Marks) -> str | None:
    if marks.any("affirm") == marks.any("deny"):
        return None
    return "yes" if marks.any("affirm") else "no"
