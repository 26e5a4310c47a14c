"""Text to answer at 20, 200 and 700 characters; every text differs, so that no cache helps."""

import random
from datetime import date

from timing import percentiles

from knowledge.answer import answer
from knowledge.case.memory import EMPTY_CASE
from knowledge.library import Library, open_library, warm_up

TODAY = date(2026, 11, 23)
_COUNT = 2_000
_TYPES = (
    "payg",
    "EA",
    "CSP",
    "MSDN subscription",
    "Azure Sponsorship",
    "free trial",
    "Visual Studio Enterprise",
    "studentenabonnement",
)
_SENTENCES = (
    "Our mail server on an Azure VM cannot reach the outside on port 25.",
    "De applicatie krijgt geen verbinding met de mailserver van de klant.",
    "Someone in finance set the subscription up and nobody wrote it down.",
    "We tried telnet to the mx of gmail and it simply hangs for a minute.",
    "Mijn collega zegt dat er ergens een vrijstelling voor bestaat.",
    "The firewall of the subnet is open and the routes look fine to me.",
)


def texts(length: int, count: int, chance: random.Random) -> list[str]:
    """Questions of about `length` characters with types, dates and slips of the keys."""
    return [_text(length, chance) for _ in range(count)]


def _text(length: int, chance: random.Random) -> str:
    month = chance.choice(("jan", "march", "juni", "november", "december"))
    day = f"{chance.randint(1, 28)} {month} {chance.randint(2012, 2025)}"
    text = f"{chance.choice(_TYPES)} {day}"
    while len(text) < length - 10:
        text += " " + chance.choice(_SENTENCES)
    at = chance.randrange(len(text))
    return (text[:at] + chance.choice("abcdefghij") + text[at:])[:length]


def reader(library: Library):  # noqa: ANN201 - a closure for timing
    return lambda text: answer(text, EMPTY_CASE, library, edition="2018-11-20", today=TODAY)


_HOSTILE = ("payg ", "2017 ", "EA or csp ", "not ", "a.", "1/", "<", "`", "azre frewall ", "november ", "(")


def main() -> None:
    read, chance = reader(warm_up(open_library())), random.Random(25)
    print(f"\nText to answer, {_COUNT} different texts each")
    for length in (20, 200, 700):
        median, high = percentiles(read, texts(length, _COUNT, chance))
        print(f"  {length:>4} characters   median {median:.3f} ms   99th percentile {high:.3f} ms")
    _, slowest = percentiles(read, [(part * 40_000)[:40_000] for part in _HOSTILE])
    print(f"  40,000 characters, the slowest of {len(_HOSTILE)} hostile texts   {slowest:.1f} ms")


if __name__ == "__main__":
    main()
