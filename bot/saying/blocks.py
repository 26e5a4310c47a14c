"""Reply -> Block Kit. Pure: values in, JSON out; sentences come from the phrases.

Everything that comes from people passes `escape`, so that no mention, link or markup of theirs
comes alive when it is shown again.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from bot.saying.overview import alike
from bot.saying.phrases import Phrases
from bot.saying.section import Reply, Section, Source
from bot.saying.waiting import waits
from knowledge.answering.answered import WELCOME, Answer
from knowledge.case.decision import Part
from rules.evaluate import Law, Verdict, evaluate
from rules.model import UNKNOWN, SupportPath

type_of_block = dict[str, Any]
_LONGEST: Final = 2900  # of 3,000 that a section may hold
_FENCES: Final = 100  # characters left for the marks around a text to copy
_BUTTON: Final = 75
_NOT_KNOWN: Final = ("answer_types", "answer_both")
_REQUESTS: Final = {"support": "ticket_text", "provider": "provider_text"}
# What is chosen by a button for each value: these have names that Slack sends back, long after, too.
_CONTROLS: Final = {"delivery": ("direct", "relay"), "provider": ("azure", "elsewhere")}
_BREAK = "\u200b"  # stands between a sign and what would come alive behind it


def escape(text: str) -> str:
    """Text of a person, with nothing in it that Slack would act on; it may come escaped from Slack."""
    for sign, written in (("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")):
        text = text.replace(written, sign)
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for sign in "@#!*_~`":
        plain = plain.replace(sign, f"{sign}{_BREAK}")
    return (
        plain.replace("://", f":{_BREAK}//")
        .replace("www.", f"www{_BREAK}.")
        .replace("mailto:", f"mailto{_BREAK}:")
    )


def answer_blocks(
    reply: Reply, answer: Answer, phrases: Phrases, said_id: int, *, private: bool
) -> list[type_of_block]:
    """The whole message: sections, then the controls that its parts need."""
    blocks: list[type_of_block] = []
    several = len(answer.parts) > 1
    own, also = reply.sections[: len(answer.parts)], reply.sections[len(answer.parts) :]
    for number, (section, part) in enumerate(zip(own, answer.parts, strict=True)):
        blocks += [*_parting(number), *_section_blocks(section)]
        of = f"{said_id}:{number}" if several else str(said_id)
        asking = _asking(part, answer, phrases, of)
        blocks += _numbered(asking, number + 1, part, answer) if several else asking
        blocks += _doing(part, phrases, of) if part.verdict else _leading(part, answer, phrases, of)
    for section in also:
        blocks += [*_parting(len(own)), *_section_blocks(section)]
    if answer.leaves_open and not answer.case.each:
        blocks.append(_agreeing(phrases, str(said_id)))
    if answer.theme == WELCOME:
        blocks += _welcome(phrases, str(said_id))
    if any(part.verdict for part in answer.parts):
        blocks += _about_the_answer(phrases, str(said_id), private=private)
    return blocks[:50]


def _numbered(asking: list[type_of_block], number: int, part: Part, answer: Answer) -> list[type_of_block]:
    """The controls with the number of the subscription that they are for; none where nothing waits."""
    if part.offered is None and not waits(part.outcome, part.facts, answer.law):
        return []
    return [{**row, "elements": [_headed(one, number) for one in row["elements"]]} for row in asking]


def _headed(control: type_of_block, number: int) -> type_of_block:
    name = "text" if "text" in control else "placeholder"
    return {**control, name: plain(f"{number}. {control[name]['text']}")}


def _parting(before: int) -> list[type_of_block]:
    """A line between what is said of one thing and of the next; none above the first."""
    return [{"type": "divider"}] if before else []


def reply_blocks(reply: Reply) -> list[type_of_block]:
    """A reply that nothing can be done about: its sections alone."""
    return [block for part in reply.sections for block in _section_blocks(part)]


def continued(phrases: Phrases, said_id: int) -> list[type_of_block]:
    """That a new message was taken for an answer to a question of before, and the way out."""
    ui = phrases.ui
    afresh = button(ui["new_question"], "new_question", str(said_id))
    return [context([ui["continued"]]), actions(f"new:{said_id}", [afresh])]


def _welcome(phrases: Phrases, value: str) -> list[type_of_block]:
    """Three questions to try, and two ways to begin."""
    ui = phrases.ui
    tries = "\n".join(f"• {escape(ui[f'prompt_{number}'])}" for number in (1, 2, 3))
    begin = button(ui["home_start"], "start_check", value, style="primary")
    return [section(tries), actions(f"new:{value}", [begin, button(ui["show_types"], "show_types", value)])]


def section(text: str) -> type_of_block:
    """A section of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:_LONGEST]}}


def verbatim(text: str) -> type_of_block:
    """A text to copy as it is, in which nothing comes alive and nothing unseen stands."""
    plain = text.replace("`", "'").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return section(f"```{plain[: _LONGEST - _FENCES]}```")


def context(texts: Iterable[str]) -> type_of_block:
    """A context line, in small print."""
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": text[:_LONGEST]} for text in texts][:10],
    }


def button(text: str, action: str, value: str, *, style: str | None = None) -> type_of_block:
    """A button that tells its value."""
    element: type_of_block = {"type": "button", "text": plain(text), "action_id": action, "value": value}
    return {**element, "style": style} if style else element


def plain(text: str) -> type_of_block:
    """A plain text, as long as a label may be."""
    return {"type": "plain_text", "text": text[:_BUTTON], "emoji": True}


def option(text: str, value: str) -> type_of_block:
    """An entry of a select or of radio buttons."""
    return {"text": plain(text), "value": value}


def type_select(name: str, law: Law, phrases: Phrases, action: str, chosen: object = None) -> type_of_block:
    """All values of a fact in everyday names, those of which the same holds together."""
    groups: list[type_of_block] = [
        {
            "label": plain(holds),
            "options": [option(_type_label(value, phrases), value) for value in values],
        }
        for holds, values in alike(name, law, phrases).items()
    ]
    select: type_of_block = {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(phrases.ui["choose_type"]),
        "option_groups": groups,
    }
    initial = next((one for group in groups for one in group["options"] if one["value"] == chosen), None)
    return {**select, "initial_option": initial} if initial else select


def _type_label(value: str, phrases: Phrases) -> str:
    return phrases.ui["type_not_listed"] if value == UNKNOWN else phrases.glossed(value)


def _section_blocks(part: Section) -> list[type_of_block]:
    body = [f"*{escape(part.title)}*", *map(escape, part.why)]
    blocks = [section("\n".join(body))]
    if part.steps:
        steps = [_with_code(escape(step), escape(part.path)) for step in part.steps]
        blocks.append(section("\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))))
    if part.bullets:
        blocks.append(section("\n".join(f"• {escape(bullet)}" for bullet in part.bullets)))
    if part.table:
        blocks.append(_table(part.table))
    if part.copy:
        lead, *texts = part.copy
        blocks += [section(escape(lead)), *map(verbatim, texts)]
    small = [escape(line) for line in (*part.notes, *part.read)]
    if small:
        blocks.append(context(small))
    return [*blocks, *(context([text]) for text in packed(_sources(part.sources)))]


def _table(rows: Iterable[tuple[str, ...]]) -> type_of_block:
    """A table of plain texts, which nothing comes alive in; its cells may run over several lines."""
    cells = [[{"type": "raw_text", "text": text[:1].upper() + text[1:]} for text in row] for row in rows]
    return {"type": "table", "rows": cells, "column_settings": [{"is_wrapped": True} for _ in cells[0]]}


def _with_code(step: str, path: str) -> str:
    """The step with the menu path in it as one piece to copy."""
    return step.replace(path, f"`{path}`") if path else step


def _sources(sources: Iterable[Source]) -> Iterator[str]:
    """Each source with its link behind its name, and under it what it says."""
    for source in sources:
        yield linked(source)
        yield from map(escape, source.quotes)


def linked(source: Source) -> str:
    """The place of a source, which leads there."""
    return f"<{source.link}|{escape(source.place)}>" if source.link else escape(source.place)


def packed(lines: Iterable[str]) -> list[str]:
    """The lines in as few texts as Slack takes, each line whole."""
    texts: list[str] = []
    for line in lines:
        if texts and len(texts[-1]) + len(line) < _LONGEST:
            texts[-1] += f"\n{line}"
        else:
            texts.append(line)
    return texts


def _asking(part: Part, answer: Answer, phrases: Phrases, of: str) -> list[type_of_block]:
    """The controls of an open question; free text does as well. `of` names the answer, and which of its
    parts where it has several."""
    value, ui = of, phrases.ui
    if part.offered is not None:
        return [_agreeing(phrases, of, known=answer.known)]
    if part.outcome not in (f"ask_{part.asked}", *_NOT_KNOWN):
        return []
    kind = answer.law.edition.facts.get(str(part.asked))
    may_be_unknown = kind and kind.may_be_unknown and part.outcome not in _NOT_KNOWN
    unknown = [button(ui["unknown"], "unknown", value)] if may_be_unknown else []
    if kind and kind.groups:
        return [
            actions(f"ask:{of}", [type_select(str(part.asked), answer.law, phrases, "choose_type"), *unknown])
        ]
    if kind and kind.kind == "day" and (day := answer.day_asked(part) or answer.law.space.cut):
        return [actions(f"ask:{of}", [*_sides(day, phrases, value), *unknown])]
    return [actions(f"ask:{of}", _choices(part, phrases, value))] if part.asked in _CONTROLS else []


def _agreeing(phrases: Phrases, of: str, *, known: bool = False) -> type_of_block:
    """A yes to what was read, unless it is known, and a way to change it."""
    ui = phrases.ui
    yes = [] if known else [button(ui["offer_yes"], "offer_yes", of, style="primary")]
    return actions(f"ask:{of}", [*yes, button(ui["offer_change"], "change", of)])


def _sides(cut: date, phrases: Phrases, value: str) -> list[type_of_block]:
    """The two sides of the day that decides, and a day itself."""
    ui, day = phrases.ui, phrases.day(cut)
    return [
        button(ui["before"].format(cut=day), "before", value),
        button(ui["since"].format(cut=day), "since", value),
        {"type": "datepicker", "action_id": "pick_date", "placeholder": plain(ui["pick_date"])},
    ]


def _choices(part: Part, phrases: Phrases, value: str) -> list[type_of_block]:
    """A button for each choice, by its words in the form, else by its own."""
    words = {**phrases.ui, **phrases.form.get(str(part.asked), {})}
    return [button(words[name], name, value) for name in _CONTROLS[str(part.asked)]]


def _doing(part: Part, phrases: Phrases, of: str) -> list[type_of_block]:
    """What can be done about a verdict."""
    ui = phrases.ui
    elements = [_portal(part.path, phrases)] if part.path else []
    if part.verdict:
        elements += _requesting(part.verdict, phrases, of)
    elements += [button(ui["change"], "change", of), button(ui["why"], "why", of)]
    return [actions(f"do:{of}", elements)]


def _leading(part: Part, answer: Answer, phrases: Phrases, of: str) -> list[type_of_block]:
    """The way on from a general question that is about a path: to the portal, and to a request."""
    if part.path is None or part.outcome != "topic_answer":
        return []
    edition = answer.law.edition
    by_rules = [edition.paths[rule.path] for rule in edition.rules if rule.path]
    request = _own_request(answer, phrases, of) if part.path in by_rules else []
    return [actions(f"do:{of}", [_portal(part.path, phrases), *request])]


def _own_request(answer: Answer, phrases: Phrases, of: str) -> list[type_of_block]:
    """The asker's own request; a check, where it is not known yet whether there is one."""
    found = evaluate(answer.law, answer.case.facts)
    if isinstance(found, Verdict):
        return _requesting(found, phrases, of)
    return [button(phrases.ui["home_start"], "start_check", of, style="primary")]


def _requesting(verdict: Verdict, phrases: Phrases, of: str) -> list[type_of_block]:
    """The text of a request, to whom it may be made."""
    name = _REQUESTS.get(verdict.kind.request or "")
    return [button(phrases.ui[name], "ticket_text", of, style="primary")] if name else []


def _portal(path: SupportPath, phrases: Phrases) -> type_of_block:
    """A link to where a path begins."""
    text = plain(phrases.ui["open_support"])
    return {"type": "button", "text": text, "action_id": "open_support", "url": path.url}


def _about_the_answer(phrases: Phrases, value: str, *, private: bool) -> list[type_of_block]:
    """Sharing the whole answer, and whether it was right."""
    shared = [actions(f"share:{value}", [button(phrases.ui["share"], "share", value)])] if private else []
    return [*shared, _vote(phrases, value)]


def _vote(phrases: Phrases, value: str) -> type_of_block:
    """Slack's own two buttons for whether an answer was right; each says which it is, and of which answer."""
    ui = phrases.ui
    votes = {
        "type": "feedback_buttons",
        "action_id": "vote",
        "positive_button": _half(ui["right"], ui["right_aloud"], f"yes:{value}"),
        "negative_button": _half(ui["not_right"], ui["not_right_aloud"], f"no:{value}"),
    }
    return {"type": "context_actions", "block_id": f"vote:{value}", "elements": [votes]}


def _half(text: str, aloud: str, value: str) -> type_of_block:
    return {"text": plain(text), "accessibility_label": aloud[:_BUTTON], "value": value}


def actions(block_id: str, elements: list[type_of_block]) -> type_of_block:
    """A row of controls."""
    return {"type": "actions", "block_id": block_id, "elements": elements}
