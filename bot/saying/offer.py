"""What is offered: the likely reading as a question, what follows from it, and what became of it. Pure."""

from dataclasses import replace

from bot.saying.edition_lines import either_time_lines
from bot.saying.facts import given_lines, in_short
from bot.saying.phrases import Phrases
from bot.saying.section import Section
from bot.saying.verdict import reason, relay_lines, speaks_of_reboot, verdict_section, waits_for_restart
from bot.saying.waiting import either_way_lines
from knowledge.answering.answered import Answer
from knowledge.case.decision import Offered, Part
from rules.evaluate import Verdict, evaluate
from rules.model import Facts


def offering(part: Part, offered: Offered, answer: Answer, phrases: Phrases) -> Section:
    """The likely reading first, as a question, and what would follow from it."""
    texts = phrases.offer
    facts, outcome = in_short(offered.facts, offered.headline, answer.law, phrases)
    if answer.known:
        return _staying(offered, texts["known"].format(facts=facts, outcome=outcome), answer, phrases)
    why = (
        *relay_lines(offered.facts, answer, phrases),
        *_reboot_lines(offered.facts, answer, phrases),
        texts["then"].format(outcome=outcome),
        *either_way_lines(part, answer, phrases),
        *_asked_why(part, offered, answer, phrases),
        texts["how"],
        *either_time_lines(answer, phrases),
    )
    return Section(_as_question(facts, answer, phrases), why, read=given_lines(part, answer.law, phrases))


def _as_question(facts: str, answer: Answer, phrases: Phrases) -> str:
    """The reading as a question; where it was asked before, in other words."""
    if answer.supposed:
        return phrases.offer["supposed"].format(facts=facts)
    return phrases.offer["again" if answer.repeated else "title"].format(facts=facts)


def _reboot_lines(facts: Facts, answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """That a reboot is not enough, to who speaks of one where a stop and start is waited for."""
    rebooted = speaks_of_reboot(answer) and waits_for_restart(evaluate(answer.law, facts))
    return (phrases.follow["reboot"],) if rebooted else ()


def _asked_why(part: Part, offered: Offered, answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """Why that would follow, where few words ask for it."""
    question = answer.question
    if question is None or not (question.asks_why and question.tells_nothing):
        return ()
    finding = evaluate(answer.law, offered.facts)
    would_be = replace(part, facts=offered.facts)
    return (reason(would_be, finding, answer, phrases),) if isinstance(finding, Verdict) else ()


def _staying(offered: Offered, stays: str, answer: Answer, phrases: Phrases) -> Section:
    """That a verdict stays as it was told; what is asked of it, where that is plain."""
    told, on_25 = answer.stays, relay_lines(offered.facts, answer, phrases)
    if on_25:
        return Section(on_25[0], (stays, phrases.follow["more"]))
    word = _word_after(answer, told) if told else None
    if told is None or told.verdict is None or word in (None, "all"):
        # what is answered beside it was asked, so that it is not unclear what was
        if answer.also:
            return Section(stays)
        return Section(stays, either_time_lines(answer, phrases) or _unclear(told, answer, phrases))
    repeated = replace(answer, repeated=True, supposed=False, word=str(word))
    return verdict_section(told, told.verdict, repeated, phrases)


def _unclear(told: Part | None, answer: Answer, phrases: Phrases) -> tuple[str, ...]:
    """Why it is so, and how to ask for more; that it is not clear what was asked, unless for just that."""
    why = (reason(told, told.verdict, answer, phrases),) if told and told.verdict else ()
    plain = answer.question is not None and answer.question.surely == "all"
    return (*why, *(() if plain and why else (phrases.offer["unclear"],)), phrases.follow["more"])


def _word_after(answer: Answer, told: Part) -> str | None:
    """What is plainly asked of a verdict that was told."""
    question = answer.question
    if question is None:
        return None
    if waits_for_restart(told.verdict) and question.rebooted:
        return "reboot"
    return "once more" if question.asks("own_case") else question.rather


def agreed(answer: Answer, phrases: Phrases) -> list[Section]:
    """What a yes led to, in short, where something else that was asked behind it is answered above."""
    told = [in_short(part.facts, part.headline, answer.law, phrases) for part in answer.agreed]
    if not told:
        return []
    first, *others = told
    name = "supposed" if answer.of_what_if else "told"
    return [Section(_agreed(name, first, phrases), tuple(_agreed("beside", one, phrases) for one in others))]


def _agreed(name: str, told: tuple[str, str], phrases: Phrases) -> str:
    facts, outcome = told
    return phrases.agreed[name].format(facts=facts, outcome=outcome)


def left_open(answer: Answer, phrases: Phrases) -> list[Section]:
    """What was offered before, and not answered yet."""
    texts, case = phrases.offer, answer.case
    if not answer.leaves_open:
        return []
    finding = evaluate(answer.law, case.offered or {})
    if case.each or not isinstance(finding, Verdict):
        return [Section(texts["left_open_all"])]
    facts, outcome = in_short(case.offered or {}, finding.headline, answer.law, phrases)
    then = texts["then"].format(outcome=outcome)
    return [Section(texts["left_open"].format(facts=facts), (then, texts["how"]))]
