"""A message is parted where it asks more than once, and stays whole where it does not."""

import pytest

from knowledge.mentions.each_ask import each_ask, one_ask, refers_back
from knowledge.words.text import read_words


def _asks(message: str) -> list[str]:
    return [one.strip() for one in each_ask(message, read_words(message))]


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("who decides, and can they refuse?", ["who decides,", "and can they refuse?"]),
        ("wat kost dat en hoe lang duurt het", ["wat kost dat", "en hoe lang duurt het"]),
        ("How long? What does it cost?", ["How long?", "What does it cost?"]),
        ("Thanks! Who decides? And is 587 open?", ["Thanks! Who decides?", "And is 587 open?"]),
        ("why is that, what is the reason?", ["why is that,", "what is the reason?"]),
        (
            "Hoe vraag ik dat aan? Mijn baas vraagt het. En wat kost het?",
            ["Hoe vraag ik dat aan? Mijn baas vraagt het.", "En wat kost het?"],
        ),
    ],
)
def test_each_ask_is_found_with_what_is_said_beside_it(message: str, asks: list[str]) -> None:
    assert _asks(message) == asks


@pytest.mark.parametrize(
    "message",
    [
        "how long does it take?",
        "the exim and the postfix send straight",
        "Our VM has its own Postfix. It is from 2019. Is it blocked?",
        "who? what? when? where? why?",  # more than are parted
        "",
    ],
)
def test_one_ask_is_not_parted(message: str) -> None:
    assert _asks(message) == []


def test_every_ask_keeps_its_place() -> None:
    message = "who decides, and can they refuse?"
    assert all(len(one) == len(message) for one in each_ask(message, read_words(message)))
    assert "".join(map(str.strip, each_ask(message, read_words(message)))) == message.replace(" and", "and")


def test_what_was_pasted_asks_nothing() -> None:
    assert _asks("who decides? `what is this?`") == []


@pytest.mark.parametrize(
    ("message", "ask"),
    [
        ("No, firewall. Back to my own case. Where does it say so", "Where does it say so"),
        ("where does it say so?", ""),
        ("Where does it say so? It does not.", "Where does it say so?"),
        ("Yes please. And what do I write? We are a charity.", "And what do I write?"),
        ("Where does it say so? And since when?", ""),
        ("It does not. We are a charity.", ""),
        ("", ""),
    ],
)
def test_the_one_ask_of_a_message_stands_beside_what_is_said(message: str, ask: str) -> None:
    assert one_ask(message, read_words(message)).strip() == ask


def test_an_ask_that_names_nothing_refers_to_what_was_told() -> None:
    assert refers_back(read_words("Does that count?"))
    assert refers_back(read_words("geldt daar hetzelfde voor?"))
    assert not refers_back(read_words("does that count for a new VM?"))
