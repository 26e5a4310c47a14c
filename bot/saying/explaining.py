"""What a verdict rests on: the policy's sentence, the facts that met it, what was taken as given. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.saying.phrases import Phrases
from bot.saying.rows import own_rows
from bot.saying.sources import notes_on, place_of, quoted
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part, told_as_given
from knowledge.document.source import Citation
from knowledge.document.told_days import begins_after, begins_on
from rules.evaluate import GIVEN, Verdict
from rules.interval import Interval
from rules.model import Days, Facts

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
    gists = gists_of(answer, part, phrases)
    yield from _policy(answer, part, gists, phrases)
    basis = basis_of(answer, part, verdict, phrases)
    if basis != phrases.asked["stated"] or gists:  # else it is quoted
        yield basis
    known = [_known(step.fact, part.facts, quotes, phrases) for step in verdict.trace if step.how == GIVEN]
    if known:
        yield texts["known"].format(facts="; ".join(known))
    taken = [phrases.fact(name, value) for name, value in told_as_given(answer.law, part).items()]
    if taken:
        yield texts["given"].format(facts=", ".join(taken))
    if part.ways_out:
        ways = [phrases.ways_out[way] for way in part.ways_out]
        yield texts["otherwise"].format(ways=phrases.listed(ways, last=phrases.or_))


def basis_of(answer: Answer, part: Part, verdict: Verdict, phrases: Phrases) -> str:
    """Whether a sentence says so; of the very day that decides, it may say what holds before and after it."""
    inferred = is_inferred(verdict)
    day = None if inferred else _own_day(answer, part, verdict)
    if day is not None and not _is_said(day, answer, verdict):
        return phrases.asked["own_day"].format(cut=phrases.day(day))
    return phrases.asked["inferred" if inferred else "stated"]


def is_inferred(verdict: Verdict) -> bool:
    """Whether no sentence says exactly what a verdict rests on."""
    return any(rule.basis == "inferred" for rule in (verdict.rule, *verdict.others))


def _own_day(answer: Answer, part: Part, verdict: Verdict) -> date | None:
    """The day from which the rule holds, where the case may be of that very day."""
    axis = answer.law.space.day
    rule = verdict.rule.when.get(axis.fact) if axis else None
    days = part.facts.get(axis.fact) if axis else None
    if not isinstance(rule, Days) or not isinstance(days, Interval):
        return None
    return rule.from_ if days.first == rule.from_ else None


def _is_said(day: date, answer: Answer, verdict: Verdict) -> bool:
    """Whether a sentence that the rule cites tells of that day on, and none of after it alone."""
    gists = [gist for name in verdict.rule.cites for gist in answer.law.edition.statement(name).gist.values()]
    return any(begins_on(day, one) for one in gists) and not any(begins_after(day, one) for one in gists)


def _policy(answer: Answer, part: Part, gists: str, phrases: Phrases) -> Iterator[str]:
    """What the policy says: where a copy has it, paragraph by paragraph in its own words, else in ours."""
    citations = own_rows(part, answer, phrases)
    quotes = [quoted(cited, answer, phrases) for cited in citations]
    if not any(quotes):
        yield phrases.why["policy"].format(gists=gists)
        return
    for cited, words in zip(citations, quotes, strict=True):
        place = place_of([cited], phrases) + notes_on(answer, phrases, quotes=bool(words))
        yield phrases.why["quoted"].format(place=place, said=" ".join([*words, *_gists(cited, answer)]))


def gists_of(answer: Answer, part: Part, phrases: Phrases) -> str:
    """In our words what the sentences say that a part cites and no copy has."""
    found = dict.fromkeys(gist for cited in own_rows(part, answer, phrases) for gist in _gists(cited, answer))
    return " ".join(list(found)[:_MOST_GISTS])


def _gists(cited: Citation, answer: Answer) -> list[str]:
    """In our words what a paragraph says and no copy has."""
    return [
        gist.get(answer.language) or gist["en"]
        for statement, gist in zip(cited.statements, cited.gists, strict=True)
        if answer.shelf.sentence(answer.edition, statement, answer.language) is None
    ]


def _known(name: str, facts: Facts, quotes: Mapping[str, str], phrases: Phrases) -> str:
    """A fact, and beside it the asker's words that gave it."""
    fact, words = phrases.fact(name, facts[name]), quotes.get(name)
    return phrases.why["by_words"].format(fact=fact, words=words) if words else fact
