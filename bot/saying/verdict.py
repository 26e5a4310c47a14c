"""What is said of a verdict: its title, its reason, the steps, the ways out and what it rests on. Pure."""

from dataclasses import replace

from bot.saying.asked_of import asked_of
from bot.saying.edition_lines import as_of_lines, beside_lines, by_its_edition, usual_again
from bot.saying.facts import either_of, in_few, in_short, read_lines
from bot.saying.following import followed
from bot.saying.phrases import Phrases, capital, stopped, within
from bot.saying.rows import own_rows
from bot.saying.section import Section
from bot.saying.slots import slots
from bot.saying.sources import source_lines
from knowledge.answering.answered import Answer
from knowledge.case.decision import Part
from knowledge.mentions.ports import relay_on_25
from rules.evaluate import Finding, Verdict
from rules.model import Facts, Headline, SupportPath


def verdict_section(part: Part, verdict: Verdict, answer: Answer, phrases: Phrases) -> Section:
    """All that is said of it, or what was asked of it."""
    whole = _whole(part, verdict, answer, phrases)
    if answer.asked:
        return _asked_of(whole, part, answer, phrases)
    of_relay = bool(relay_lines(part.facts, answer, phrases))  # which says more than a word does
    said = whole if of_relay else followed(whole, _worded(verdict, answer), part, phrases)
    return usual_again(by_its_edition(said, part, answer, phrases), part, answer, phrases)


def _worded(verdict: Verdict, answer: Answer) -> Answer:
    """The answer, with the word that its message has for a reboot."""
    rebooted = speaks_of_reboot(answer) and waits_for_restart(verdict)
    return replace(answer, word="reboot") if rebooted else answer


def _asked_of(whole: Section, part: Part, answer: Answer, phrases: Phrases) -> Section:
    """What is asked of the verdict, and below it how old its edition is, and which verdict it is."""
    said = asked_of(whole, answer, part, phrases)
    of_editions = not {"edition", "which_counts"}.isdisjoint(answer.asked)
    beside = beside_lines(part, answer, phrases) if of_editions else ()
    if not answer.case.facts:  # it stands above
        return replace(said, why=(*said.why, *beside))
    facts, outcome = in_short(part.facts, part.headline, answer.law, phrases)
    this = phrases.asked["case"].format(facts=facts, outcome=outcome)
    return replace(said, why=(*said.why, *beside, this))


def _whole(part: Part, verdict: Verdict, answer: Answer, phrases: Phrases) -> Section:
    steps = phrases.steps[_steps_name(verdict, phrases)]
    return Section(
        _title(part, verdict, answer, phrases),
        (
            reason(part, verdict, answer, phrases),
            *relay_lines(part.facts, answer, phrases),
            *as_of_lines(answer, phrases),
            *beside_lines(part, answer, phrases),
        ),
        tuple(step.format(**slots(part, answer, phrases)) for step in steps),
        notes=_notes(part, verdict, phrases),
        read=read_lines(part, answer.law, phrases),
        sources=source_lines(own_rows(part, answer, phrases), answer, phrases),
        links=portal_links(part.path, phrases),
        path=phrases.menu(part.path),
    )


def reason(part: Part, verdict: Verdict, answer: Answer, phrases: Phrases) -> str:
    """Why it is so; of several reasons none where a day that is not known tells which holds."""
    given = {phrases.reasons[rule.id] for rule in (verdict.rule, *verdict.others)}
    if len(in_few(verdict.headlines, phrases)) > 1:
        return phrases.either_day["why"]
    if len(given) > 1:
        return phrases.whichever_day
    return given.pop().format(**slots(part, answer, phrases))


def relay_lines(facts: Facts, answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """That a relay's mail on port 25 is mail on port 25, where one is reached so."""
    question = answer.question
    told = question is not None and relay_on_25(question.marks) and facts.get("delivery") == "direct"
    return (phrases.relay_on_25,) if told else ()


def _title(part: Part, verdict: Verdict, answer: Answer, phrases: Phrases) -> str:
    """The verdict in a few words; where it was given before, that it stands, or that it is supposed."""
    title = _said_by(part, verdict, phrases)
    if answer.supposed:
        return within(phrases.in_that_case, title)
    return within(phrases.as_before, title) if answer.repeated and len(answer.parts) == 1 else title


def _said_by(part: Part, verdict: Verdict, phrases: Phrases) -> str:
    """The words over a verdict; where a day that is not told parts them, what holds in a few words."""
    if len(verdict.headlines) == 1:
        return phrases.outcomes[part.headline]
    said = in_few(verdict.headlines, phrases)
    either = phrases.either_day["title"].format(outcomes=either_of(verdict.headlines, phrases))
    return either if len(said) > 1 else stopped(capital(said[0]))


def _steps_name(verdict: Verdict, phrases: Phrases) -> str:
    """The name of the steps: those of the headline where it has its own, else of the outcome."""
    own = verdict.variant.steps if verdict.variant else None
    name = own or _with(verdict).steps or verdict.headline
    return name if name in phrases.steps else verdict.outcome


def _notes(part: Part, verdict: Verdict, phrases: Phrases) -> tuple[str, ...]:
    """The other ways out, where the steps do not lead to them already."""
    if not part.ways_out or not _with(verdict).tell_ways:
        return ()
    ways = [phrases.ways_out[way] for way in part.ways_out]
    return (phrases.ways_out["lead"].format(ways=phrases.listed(ways, last=phrases.or_)),)


def _with(verdict: Verdict) -> Headline:
    """What goes with the words over a verdict."""
    return verdict.edition.headlines.get(verdict.headline, Headline())


def portal_links(path: SupportPath | None, phrases: Phrases) -> tuple[str, ...]:
    """Where a menu path begins, none where there is no path."""
    return (phrases.portal.format(url=path.url),) if path else ()


def speaks_of_reboot(answer: Answer) -> bool:
    """Whether the message says that the machine was rebooted."""
    return answer.question is not None and answer.question.rebooted


def waits_for_restart(finding: Finding | None) -> bool:
    """Whether a stop and start is what is waited for."""
    if not isinstance(finding, Verdict) or finding.kind.kind == "reached":
        return False
    return "restarted" in finding.rule.when
