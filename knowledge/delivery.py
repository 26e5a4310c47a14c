"""How mail is sent, as far as the message says: straight to the recipient or over a relay, and
whether it leaves from a virtual machine or through another Azure service."""

from typing import NamedTuple

from knowledge.marks import Marks
from knowledge.ports import RELAY_PORTS, SMTP, Port
from knowledge.vocabulary import Mention

_SUBMISSION = RELAY_PORTS - {443}
_ANY_MORE = frozenset("more anymore longer meer".split())
_NEAR = 6  # words between a relay's name and the verb that uses it


class Sending(NamedTuple):
    """What was read of delivery and route; `unclear` where the message says both."""

    delivery: str | None
    route: str | None
    service: str | None
    unclear: bool = False


def read_sending(marks: Marks, ports: list[Port], *, expected: bool) -> Sending:
    """`expected` while our own question for the delivery is open."""
    route, service = _route(marks)
    relay, direct = _relay(marks, ports, expected=expected), _direct(marks, ports)
    if relay and _still_on_25(ports):
        return Sending("direct", route, service)
    if direct and not relay and marks.has("onprem") and marks.has("mail_server", "exchange"):
        return Sending(None, route, service, unclear=True)  # their own server may be the relay
    if relay and direct and not _plainly_relayed(ports, tried=marks.any("probe", "direct")):
        return Sending(None, route, service, unclear=True)
    if not relay and not direct and any(port.number in _SUBMISSION for port in ports):
        return Sending(None, route, service, unclear=True)
    if not relay and not direct and _names_product(marks):
        return Sending(None, route, service, unclear=True)
    delivery = "relay" if relay else "direct" if direct else None
    return Sending(delivery, route, service)


def _relay(marks: Marks, ports: list[Port], *, expected: bool) -> bool:
    relays = [m for m in marks.all("relay_product", "relay_word") if not marks.negated(m)]
    relay_port = any(port.number in RELAY_PORTS and not port.pasted for port in ports)
    if marks.has("direct", "self_hosted") or _asks_which_relay(marks):
        return False
    if expected and (relays or relay_port):
        return True
    used = [m for m in relays if _used(marks, m)]
    own_relay = marks.has("onprem") and bool(used or marks.has("mail_server", "exchange"))
    through_mailbox = marks.has("mailbox_service") and relay_port
    return bool(
        (used and (relay_port or marks.has("relay_product") or own_relay))
        or (relay_port and (relays or through_mailbox or used))
        or (own_relay and bool(relays))
    )


def _names_product(marks: Marks) -> bool:
    """A relay's product, with no verb that says that it sends."""
    return any(not marks.negated(mention) for mention in marks.all("relay_product"))


def _asks_which_relay(marks: Marks) -> bool:
    """A question for advice names relays without using one."""
    return marks.any("cue_relay") and not marks.any("subscription") and not marks.any("hypothetical")


def _used(marks: Marks, relay: Mention) -> bool:
    return any(
        abs(verb.first - relay.first) <= _NEAR and marks.sentence(verb) == marks.sentence(relay)
        for verb in marks.all("via", "hypothetical")
    )


def _direct(marks: Marks, ports: list[Port]) -> bool:
    spoken = any(port.number == SMTP and not port.rule for port in ports)
    denied_relay = any(marks.negated(m) for m in marks.all("relay_word"))
    return spoken or denied_relay or marks.any("direct", "mx")


def _plainly_relayed(ports: list[Port], *, tried: bool) -> bool:
    """The relay's port is named, port 25 at most as the rule one asks about."""
    named = any(port.number in RELAY_PORTS for port in ports)
    return named and not any(port.number == SMTP and (port.pasted or tried) for port in ports)


def _still_on_25(ports: list[Port]) -> bool:
    """The log shows deliveries on 25, whatever is configured."""
    return any(port.number == SMTP and port.pasted for port in ports)


def _route(marks: Marks) -> tuple[str | None, str | None]:
    weak = () if marks.any("machine", "vm_noun") else marks.all("service_weak")
    services = [
        m for m in (*marks.all("service"), *weak) if not _avoided(marks, m) and not _beside_machine(marks, m)
    ]
    if services:
        return "paas", services[0].value
    if marks.any("vnet_route"):
        return "internet", None
    return None, None


def _avoided(marks: Marks, service: Mention) -> bool:
    """ "not through the firewall" avoids it; "may not go through the firewall" speaks of using it."""
    clause = marks.clause(service)
    permitted = [m for m in marks.in_clause(clause, "open") if m.first < service.first]
    denied = any(word.first < service.first for word in marks.in_clause(clause, "negator"))
    given_up = denied and any(word.clause == clause and word.text in _ANY_MORE for word in marks.words)
    return (marks.negated(service) or given_up) and not permitted


def _beside_machine(marks: Marks, service: Mention) -> bool:
    """ "from VMs or App Services" names senders in general."""
    return any(
        word.first == service.first - 1 and any(vm.last == word.first for vm in marks.all("machine"))
        for word in marks.all("or")
    )
