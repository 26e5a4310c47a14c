"""Few words -> the facts that they are and nothing else: "payg 2019, port 25?", "no, via SendGrid".

What is so short leaves nothing that it could be about instead: it is exact, whatever people mostly mean.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.judged.features import Talk
from knowledge.mentions.anothers import may_be_anothers
from knowledge.mentions.asked_about import asked_about
from knowledge.mentions.denied import perhaps_denied
from knowledge.mentions.disowned import disowned
from knowledge.mentions.marks import Marks
from knowledge.mentions.ports import RELAY_PORTS, SMTP, find_ports
from knowledge.words.text import particles
from rules.interval import Interval
from rules.model import Value

_FEW = 6  # words of a fact that may be more than an answer
_ANSWER = 9  # words of an answer to what we asked
_VERY_FEW = 3  # words of a bare "after"
# Kinds that may stand beside an answer: no machine, ticket or denial that it could be about instead.
_BESIDE_AN_ANSWER = frozenset(
    "subscription subscription_weak sub_noun created when kind azure own courtesy affirm maybe question from "
    "to open".split()
)
# And beside a fact, what turns the conversation.
_OTHERS = ("them", "others", "heard", "went")
_OCCASIONS = (*_OTHERS, "thing")
_TURNING = frozenset("deny correction hypothetical condition filler reference both".split())
_BESIDE = _BESIDE_AN_ANSWER | _TURNING
_OF_DELIVERY = frozenset(
    "relay_product relay_word direct mx mail mail_server mailbox_service via out send others_did".split()
)
_MACHINES = frozenset({"machine", "vm_noun"})
_OF_MESSAGE = (
    _BESIDE_AN_ANSWER | _OF_DELIVERY | _MACHINES | {"filler", "blocked", "trouble", "unblock", "vnet_route"}
)
_RELAYS = ("relay_product", "relay_word")
_DIRECT = ("direct", "mx", "mail_server")


def bare_facts(marks: Marks, cut: date, talk: Talk) -> dict[str, Value]:
    """The facts that a few words are, empty where they may be about more.

    `cut` is the policy's own day: a bare "after" is after it.
    """
    if len(marks.words) > _ANSWER or _asks_whether(marks):
        return {}
    return dict(_of_turn(marks, cut, talk.asked) if talk.under_way else _of_message(marks))


def _asks_whether(marks: Marks) -> bool:
    """Whether it opens as a question does: "is that an EA", "and an EA?"; "is an EA" is an answer."""
    if marks.words and marks.words[0].asked and marks.words[0].text in particles("or_and"):
        return True
    if len(marks.words) < 2 or marks.words[0].text not in particles("opening_verb"):  # noqa: PLR2004 - a pair
        return False
    return marks.words[0].asked or marks.words[1].text in particles("opening_subject")


def _of_message(marks: Marks) -> Iterator[tuple[str, Value]]:
    """What a message alone tells, where all its words are known and speak of one subscription's mail."""
    kinds = {mention.kind for mention in marks.meant}
    if marks.strange or not kinds <= _OF_MESSAGE:
        return
    yield from _told("subscription", _type(marks))
    yield from _told("delivery", _delivery(marks))
    if marks.type_values and not kinds & _MACHINES and not any(day.recent for day in marks.dates):
        yield from _told("created", _day(marks))


def _of_turn(marks: Marks, cut: date, asked: str | None) -> Iterator[tuple[str, Value]]:
    begins = {day.first for day in marks.dates}
    kinds = {one.kind for one in marks.meant if one.kind != "via" or one.last not in begins}  # "on 3 January"
    few = len(marks.words) <= _FEW
    beside = _BESIDE if few else _BESIDE_AN_ANSWER
    if kinds <= beside and (few or asked == "subscription"):
        yield from _told("subscription", _type(marks))
    if kinds <= beside and (few or asked == "created") and not (marks.strange or _names(marks, _OCCASIONS)):
        yield from _told("created", _day(marks))
    if kinds <= _BESIDE_AN_ANSWER and asked == "created" and not marks.dates and not marks.types:
        yield from _told("created", _side(marks, cut))
    if kinds <= _BESIDE | _OF_DELIVERY and (few or asked == "delivery") and not _names(marks, _OTHERS):
        yield from _told("delivery", _delivery(marks))


def _names(marks: Marks, senses: Iterable[str]) -> bool:
    """Whether a word names what an answer may be about instead: "the invoice: 2019", "he says SendGrid"."""
    words = {word.text for word in marks.words}
    return any(not words.isdisjoint(particles(f"sense_{sense}")) for sense in senses)


def _told(name: str, value: Value | None) -> Iterator[tuple[str, Value]]:
    if value is not None:
        yield name, value


def _type(marks: Marks) -> Value | None:
    """The one type that is named, if none other may be."""
    plain = len(marks.type_values) == 1 and not any(disowned(marks, mention) for mention in marks.types)
    return next(iter(marks.type_values)) if plain and not may_be_anothers(marks) else None


def _day(marks: Marks) -> Value | None:
    """The one date, where its year is told."""
    if len(marks.dates) != 1:
        return None
    day = marks.dates[0]
    return None if day.readings or day.yearless else day.interval


def _side(marks: Marks, cut: date) -> Value | None:
    """The side of the policy's day that a mere "before" or "after" tells."""
    words = {word.text for word in marks.words}
    before, after = bool(words & particles("earlier")), bool(words & particles("later"))
    if before == after or len(words) > _VERY_FEW:
        return None
    return Interval.before(cut) if before else Interval.since(cut)


def _delivery(marks: Marks) -> Value | None:
    """How mail is sent, where all that is named says the same."""
    ports = {port.number for port in find_ports(marks)}
    relays = [mention for kind in _RELAYS for mention in marks.all(kind)]
    named = [*relays, *(mention for kind in _DIRECT for mention in marks.all(kind))]
    if any(perhaps_denied(marks, one) for one in relays) or any(asked_about(marks, one) for one in named):
        return None
    relay = bool(relays) or bool(ports & RELAY_PORTS)
    direct = SMTP in ports or _names_25(marks) or any(marks.all(kind) for kind in _DIRECT)
    if relay == direct:
        return None
    return "relay" if relay else "direct"


def _names_25(marks: Marks) -> bool:
    """Whether a mere 25 stands there, which in so few words counts nothing else: "EA 25"."""
    dated = {at for day in marks.dates for at in range(day.first, day.last)}
    plain = (word for at, word in enumerate(marks.words) if at not in dated and word.form == "number")
    return any(word.text == str(SMTP) for word in plain)
