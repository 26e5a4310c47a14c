"""What a verdict rests on: the policy's sentence, the facts that met it, what was taken as given. Pure."""

from collections.abc import Iterator, Mapping

from bot.phrases import Phrases
from knowledge.answer import Answer
from knowledge.decision import Part
from rules.evaluate import GIVEN, Verdict
from rules.model import Facts

_MOST_GISTS = 5


def explained(answer: Answer, quotes: Mapping[str, str], phrases: Phrases) -> str:
    """Why each verdict is what it is, empty where there is none; `quotes` are the asker's words."""
    each = (reasons(answer, part, part.verdict, quotes, phrases) for part in answer.parts if part.verdict)
    return "\n\n".join("\n".join(lines) for lines in each)


def reasons(
    answer: Answer, part: Part, verdict: Verdict, quotes: Mapping[str, str], phrases: Phrases
) -> Iterator[str]:
    """Why one verdict is what it is, a line for each kind of reason."""
    texts = phrases.why
    yield texts["policy"].format(gists=" ".join(_gists(answer, part)))
    known = [_known(step.fact, part.facts, quotes, phrases) for step in verdict.trace if step.how == GIVEN]
    if known:
        yield texts["known"].format(facts="; ".join(known))
    taken = [phrases.fact(name, value) for name, value in part.assumed.items() if name != "restarted"]
    if taken:
        yield texts["given"].format(facts=", ".join(taken))
    if verdict.rule.basis == "inferred":
        yield texts["inferred"]
    if part.ways_out:
        ways = [phrases.ways_out[way] for way in part.ways_out]
        yield texts["otherwise"].format(ways=phrases.listed(ways, last=phrases.or_))


def _gists(answer: Answer, part: Part) -> list[str]:
    found = [gist.get(answer.language) or gist["en"] for cited in part.citations for gist in cited.gists]
    return list(dict.fromkeys(found))[:_MOST_GISTS]


def _known(name: str, facts: Facts, quotes: Mapping[str, str], phrases: Phrases) -> str:
    """A fact, and beside it the asker's words that gave it."""
    fact, words = phrases.fact(name, facts[name]), quotes.get(name)
    return phrases.why["by_words"].format(fact=fact, words=words) if words else fact
