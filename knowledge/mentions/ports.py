"""Which ports a message speaks of, and whether it means the rule about one or a connection on it."""

from collections.abc import Collection
from typing import NamedTuple

from knowledge.mentions.denied import perhaps_denied
from knowledge.mentions.marks import Marks
from knowledge.words.text import Words, particles

SMTP = 25
RELAY_PORTS = frozenset({443, 465, 587, 2525})
NAMED_PORTS = RELAY_PORTS | {SMTP}
_BESIDE = 4  # words between a relay and the port it is reached on
_BEFORE_RULE, _AFTER_RULE = 4, 2  # words around a port that may speak of the rule about it


class Port(NamedTuple):
    """A port number: its word, whether it was pasted, whether the rule about it is meant."""

    number: int
    at: int
    pasted: bool
    rule: bool


def find_ports(marks: Marks) -> list[Port]:
    """All ports in the message."""
    dated = {at for day in marks.dates for at in range(day.first, day.last)}
    numbers: dict[int, int] = {}
    spelled = particles("spelled_25")
    for at, word in enumerate(marks.words):
        if word.form not in ("port", "number") and word.text not in spelled:
            continue
        number = _number(marks.words, at, numbers)
        if number is not None:
            numbers[at] = number
    return [
        Port(number, at, marks.words[at].pasted, _is_rule(marks.words, at))
        for at, number in numbers.items()
        if at not in dated
    ]


def _number(words: Words, at: int, before: Collection[int]) -> int | None:
    """The port that a number names, None where it names none; `before` are the places of those before it."""
    word = words[at]
    if word.form not in ("port", "number"):
        return SMTP if at and words[at - 1].text in particles("port_word") else None
    if not word.text.isdigit() or len(word.text) > len("65535"):
        return None
    number = int(word.text)
    return number if _is_port(words, at, number, before) else None


def _is_port(words: Words, at: int, number: int, others: Collection[int]) -> bool:
    if words[at].form == "port":
        return number == SMTP or number in RELAY_PORTS
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if before in particles("port_word") or after in particles("behind_port"):
        return True
    if before in particles("or_and") and at - 2 in others:
        return True
    if after in particles("counted"):
        return False
    alone = words[at].asked and all(
        words[place].clause != words[at].clause for place in (at - 1, at + 1) if 0 <= place < len(words)
    )
    near = alone or before in particles("before_25") or after in particles("after_25") or _probed(words, at)
    return number in RELAY_PORTS - {443} or (number == SMTP and near)


def _probed(words: Words, at: int) -> bool:
    """telnet host 25, host 587"""
    return at > 0 and (words[at - 1].form in ("host", "ip") or words[at - 1].text in particles("probing"))


def _is_rule(words: Words, at: int) -> bool:
    after = {word.text for word in words[at + 1 : at + 1 + _AFTER_RULE]}
    before = {word.text for word in words[max(0, at - _BEFORE_RULE) : at]}
    return bool(after & particles("rule_after") or before & particles("rule_before"))


def relay_on_25(marks: Marks) -> bool:
    """Whether a relay is reached on port 25: named close to it, and none of its own ports but one denied.

    Where one is denied, 25 is what the relay has instead, however far it stands.
    """
    ports = find_ports(marks)
    denied = {port.number for port in ports if _denied(marks, port)}
    if {port.number for port in ports if not port.rule} - (denied & RELAY_PORTS) != {SMTP} or SMTP in denied:
        return False
    relays = [one for kind in ("relay_product", "relay_word") for one in marks.all(kind)]
    return any(
        marks.words[port.at].sentence == marks.words[relay.first].sentence
        and (bool(denied) or -_BESIDE <= port.at - relay.first <= _BESIDE)
        for port in ports
        for relay in relays
        if not port.pasted and not perhaps_denied(marks, relay)
    )


def _denied(marks: Marks, port: Port) -> bool:
    """Whether a denial stands right before a port: "instead of port 25"."""
    return any(0 < port.at - word.first <= _BEFORE_RULE for word in marks.all("negator"))
