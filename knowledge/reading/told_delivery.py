"""How mail is sent, as a message tells it: straight out or through a relay, and what is denied of that."""

from typing import Final

from knowledge.mentions.asked_about import asked_about
from knowledge.mentions.denied import denied_at, may_be_denied_at
from knowledge.mentions.marks import Marks
from knowledge.mentions.on_the_way import perhaps_advised
from knowledge.mentions.ports import RELAY_PORTS, SMTP, find_ports, relay_on_25
from knowledge.mentions.relays import relays_named
from knowledge.reading.candidates import UNTOLD, Candidate, at_most, in_order
from knowledge.words.text import particles

_DENIED: Final = 0.5  # how likely a way of sending is the one told where a denial may reach it


def told_delivery(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, as far as no words of the message say otherwise."""
    told = _not_by_a_denied_port(_not_through_25(delivery, marks), marks)
    told = _not_advised(_not_asked_about(told, marks), marks)
    return _set_against_relays(told, marks)


def _not_asked_about(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, where it is only asked what a way of sending is: then none is told."""
    named = [one for kind in ("relay_product", "relay_word", "direct") for one in marks.all(kind)]
    asked = bool(named) and all(asked_about(marks, one) for one in named)
    return UNTOLD if asked else delivery


def _not_advised(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, where every relay that is named may be one that somebody said to use: in doubt."""
    named = [one for kind in ("relay_product", "relay_word") for one in marks.all(kind)]
    if not named or not all(perhaps_advised(marks, one) for one in named):
        return delivery
    return at_most(_DENIED, "relay", delivery, rest=None)


def _set_against_relays(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, where straight delivery is named and a denial may reach every relay: in doubt."""
    relays = relays_named(marks)
    if not relays or not marks.all("direct") or not all(may_be_denied_at(marks, one) for one in relays):
        return delivery
    return at_most(_DENIED, "relay", delivery, rest="direct")


def _not_through_25(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, where a relay is reached on port 25: that is port 25, and no relay's own port."""
    if not relay_on_25(marks):
        return delivery
    relayed = sum(one.p for one in delivery if one.value == "relay")
    kept = [one for one in delivery if one.value not in ("relay", "direct")]
    direct = next((one for one in delivery if one.value == "direct"), Candidate("direct", 0.0))
    return in_order([*kept, direct.at(direct.p + relayed)])


def _not_by_a_denied_port(delivery: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """How mail is sent, where of port 25 and a relay's own one is denied: "not port 25 but 587"."""
    ports = [port for port in find_ports(marks) if not (port.pasted or port.rule)]
    denied = {port.at: denied_at(marks, _named_from(port.at, marks)) for port in ports}
    smtp = [denied[port.at] for port in ports if port.number == SMTP]
    relayed = [denied[port.at] for port in ports if port.number in RELAY_PORTS]
    if not smtp or not relayed or all(smtp) == all(relayed):
        return delivery
    if all(smtp):
        return at_most(_DENIED, "direct", delivery, rest="relay")
    return at_most(_DENIED, "relay", delivery, rest="direct") if all(relayed) else delivery


def _named_from(at: int, marks: Marks) -> int:
    """Where a port is named from: at the word for it before the number."""
    return at - 1 if at and marks.words[at - 1].text in particles("port_word") else at
