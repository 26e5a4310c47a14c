"""Which ports a message speaks of, and whether it means the rule about one or a connection on it."""

from typing import NamedTuple

from knowledge.marks import Marks
from knowledge.text import Word

SMTP = 25
RELAY_PORTS = frozenset({443, 465, 587, 2525})
_PORT_WORDS = frozenset("port poort tcp ports poorten p tcpport puerto porta ホート 端口".split())
_BEFORE_BARE = frozenset(
    "on op smtp outbound outgoing uitgaand uitgaande via over allow block get is open opens opened dus ook "
    "blocks blocked krijg dat and en for voor naar to egress of direct rechtstreeks out closed still "
    "regarding about omtrent "
    "blijft will zal be why waarom staat does mag gaat net omdat use using gebruiken gebruikt".split()
)
_AFTER_BARE = frozenset(
    "outbound out outgoing open opened blocked closed dicht toe uitgaand uitgaande naar is times still "
    "werken hangs works werkt blijft zit nog staat buiten opengezet geblokkeerd krijgen dead fails timeout "
    "be worden zijn from vanaf or of too ook gaat lukt mag dan on smtp tcp".split()
)
_SPELLED = frozenset("twentyfive vijfentwintig".split())
_COUNTED = frozenset(
    "users gebruikers mails emails vms servers euro eur dollars usd gb mb percent procent people mensen "
    "years jaar days dagen months maanden minutes minuten seconds hours uur times keer messages "
    "subscriptions abonnementen mailboxes km kg st street straat".split()
)
_RULE_AFTER = frozenset(
    "block blocks blocking restriction restrictions rule rules thing policy exemption exception ban "
    "blokkade blokkering beperking regel regels verhaal gedoe issue story change".split()
)
_RULE_BEFORE = frozenset("blokkade blokkering blokkeren beperking restriction exemption vrijstelling".split())


class Port(NamedTuple):
    """A port number: its word, whether it was pasted, whether the rule about it is meant."""

    number: int
    at: int
    pasted: bool
    rule: bool


def find_ports(marks: Marks) -> list[Port]:
    """All ports in the message."""
    dated = {at for day in marks.dates for at in range(day.first, day.last)}
    found: list[Port] = []
    for at, word in enumerate(marks.words):
        number = _number(marks.words, at) if at not in dated else None
        if number is not None:
            found.append(Port(number, at, word.pasted, _is_rule(marks.words, at)))
    return found


def _number(words: list[Word], at: int) -> int | None:
    """The port that the word names, None where it names none."""
    word = words[at]
    if word.text in _SPELLED and at and words[at - 1].text in _PORT_WORDS:
        return SMTP
    if word.form not in ("port", "number") or not word.text.isdigit() or len(word.text) > len("65535"):
        return None
    number = int(word.text)
    return number if _is_port(words, at, number) else None


def _is_port(words: list[Word], at: int, number: int) -> bool:
    if words[at].form == "port":
        return number == SMTP or number in RELAY_PORTS
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if before in _PORT_WORDS or after in ("tcp", "smtp"):
        return True
    if before in ("or", "of", "and", "en") and at > 1 and _number(words, at - 2) is not None:
        return True
    if after in _COUNTED:
        return False
    alone = words[at].asked and all(
        words[place].clause != words[at].clause for place in (at - 1, at + 1) if 0 <= place < len(words)
    )
    near = alone or before in _BEFORE_BARE or after in _AFTER_BARE or _probed(words, at)
    return number in RELAY_PORTS - {443} or (number == SMTP and near)


def _probed(words: list[Word], at: int) -> bool:
    """telnet host 25, host 587"""
    return at > 0 and (words[at - 1].form in ("host", "ip") or words[at - 1].text in ("mx", "telnet"))


def _is_rule(words: list[Word], at: int) -> bool:
    after = {word.text for word in words[at + 1 : at + 3]}
    before = {word.text for word in words[max(0, at - 4) : at]}
    return bool(after & _RULE_AFTER or before & _RULE_BEFORE)
