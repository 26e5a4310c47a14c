"""Which way mail takes, as a message tells it, and what is denied or taken out of that way."""

from typing import Final

from knowledge.judged.features import Talk
from knowledge.mentions.denied import negated, perhaps_denied
from knowledge.mentions.marks import Marks
from knowledge.mentions.on_the_way import is_taken_away, leads_through_a_firewall, perhaps_removed
from knowledge.reading.candidates import Candidate, at_most, in_order

_LITTLE: Final = 0.1  # how likely a route is that something else is said of
_DENIED: Final = 0.5  # how likely a service is the route where a denial may reach it
_STRAIGHT: Final = 0.97  # how likely mail goes straight from a machine where each service is denied


def told_route(route: tuple[Candidate, ...], marks: Marks, talk: Talk) -> tuple[Candidate, ...]:
    """The route, as far as no words of the message say otherwise."""
    told = _not_denied(route, marks)
    if talk.known.get("route") == "paas" and leads_through_a_firewall(marks):  # "the same firewall"
        return at_most(_LITTLE, "internet", told, rest="paas")
    return told


def _not_denied(route: tuple[Candidate, ...], marks: Marks) -> tuple[Candidate, ...]:
    """The route, where no service is named but those that a denial may reach, or that may be gone: in doubt.

    "From a VM, not App Service" leaves no doubt; of a firewall that is taken out nothing is left but the way
    without it.
    """
    services = marks.all("service")
    named = [*services, *marks.all("service_weak")]
    if named and all(is_taken_away(marks, one) for one in named):
        return at_most(_LITTLE, "paas", route, rest="internet")
    doubted = [one for one in services if perhaps_denied(marks, one) or perhaps_removed(marks, one)]
    if not services or len(doubted) < len(services):
        return route
    if marks.all("machine") and all(negated(marks, mention) for mention in services):
        return (Candidate("internet", _STRAIGHT), Candidate(None, 1 - _STRAIGHT))
    capped = [one.at(min(one.p, _DENIED)) if one.value == "paas" else one for one in route]
    return in_order([*capped, Candidate(None, _DENIED)])
