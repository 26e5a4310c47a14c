"""Where relays are named, by name or by a port of their own, and what is said of them."""

from typing import Final

from knowledge.mentions.denied import may_be_denied_at
from knowledge.mentions.marks import Marks
from knowledge.mentions.ports import RELAY_PORTS, find_ports, relay_on_25
from knowledge.words.text import any_of, particles

_LEADS_REACHES: Final = 2  # words from what leads to a relay to its name: "for that relay"


def relays_named(marks: Marks) -> list[int]:
    """The places of relays and their ports."""
    named = [one.first for kind in ("relay_product", "relay_word") for one in marks.all(kind)]
    return named + [port.at for port in find_ports(marks) if port.number in RELAY_PORTS]


def names_a_relay(marks: Marks) -> bool:
    """Whether a relay or its port is named, and is none that is reached on port 25 or may be denied."""
    named = relays_named(marks)
    return bool(named) and not relay_on_25(marks) and not any(may_be_denied_at(marks, at) for at in named)


def leads_to_a_relay(marks: Marks) -> bool:
    """Whether something is said to be for a relay: "for SendGrid", "voor die relay".

    "Now that the relay is out of the question" says it of something else.
    """
    without = particles("denying") | particles("without_word")
    denied = (at for at, word in enumerate(marks.words) if word.text in without)
    ahead = (marks.words[max(0, at - _LEADS_REACHES) : at] for at in relays_named(marks))
    leads = any(any_of(words, "leading_to") for words in ahead)
    return leads and names_a_relay(marks) and all(_is_of_need(marks, at) for at in denied)


def _is_of_need(marks: Marks, at: int) -> bool:
    """Whether a denial there is of the need to do something: "I do not need to ask, right?"."""
    return any_of(marks.words[max(0, at - 1) : at + 2], "need_word")
