"""Reply -> Block Kit. Pure: values in, JSON out; sentences come from the phrases.

Everything that comes from people passes `escape`, so that no mention, link or markup of theirs
comes alive when it is shown again.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from bot.phrases import Phrases
from bot.section import Reply, Section, Source
from knowledge.answer import WELCOME, Answer
from knowledge.decision import Part

type_of_block = dict[str, Any]
_LONGEST: Final = 2900  # of 3,000 that a section may hold
_BUTTON: Final = 75
_TYPE_GROUPS: Final = (
    ("enterprise_agreement", "pay_as_you_go", "microsoft_partner_network", "csp"),
    ("msdn", "visual_studio", "free_trial", "azure_student", "education"),
    ("azure_sponsorship", "bizspark", "azure_pass", "azure_in_open"),
    ("other:ea_dev_test", "other:payg_dev_test", "other:mca", "other:mca_e", "other:government", "unknown"),
)
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
    if private:
        blocks.append(context([phrases.ui["private"]]))
    several = len(answer.parts) > 1
    for number, (section, part) in enumerate(zip(reply.sections, answer.parts, strict=True)):
        blocks += _section_blocks(section)
        of = f"{said_id}:{number}" if several else str(said_id)
        blocks += _asking(part, answer, phrases, of)
        blocks += _doing(part, phrases, of)
    if answer.theme == WELCOME:
        blocks += _welcome(phrases, str(said_id))
    if any(part.verdict for part in answer.parts):
        blocks += _about_the_answer(phrases, str(said_id), private=private)
    return blocks[:50]


def reply_blocks(reply: Reply) -> list[type_of_block]:
    """A reply that nothing can be done about: its sections alone."""
    return [block for part in reply.sections for block in _section_blocks(part)]


def continued(phrases: Phrases, said_id: int) -> list[type_of_block]:
    """That a new message was taken for an answer to a question of before, and the way out."""
    ui = phrases.ui
    afresh = button(ui["new_question"], "new_question", str(said_id))
    return [context([ui["continued"]]), _actions(f"new:{said_id}", [afresh])]


def _welcome(phrases: Phrases, value: str) -> list[type_of_block]:
    """Three questions to try, and two ways to begin."""
    ui = phrases.ui
    tries = "\n".join(f"• {escape(ui[f'prompt_{number}'])}" for number in (1, 2, 3))
    begin = button(ui["home_start"], "start_check", value, style="primary")
    return [section(tries), _actions(f"new:{value}", [begin, button(ui["show_types"], "show_types", value)])]


def section(text: str) -> type_of_block:
    """A section of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:_LONGEST]}}


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


def type_select(phrases: Phrases, action: str, placeholder: str) -> type_of_block:
    """All types in everyday names, grouped by how they are bought."""
    groups = [
        {
            "label": plain(phrases.type_name(group[0]) + " ..."),
            "options": [option(_type_label(value, phrases), value) for value in group],
        }
        for group in _TYPE_GROUPS
    ]
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(placeholder),
        "option_groups": groups,
    }


def _type_label(value: str, phrases: Phrases) -> str:
    return phrases.ui["type_not_listed"] if value == "unknown" else phrases.glossed(value)


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
        yes = button(ui["offer_yes"], "offer_yes", value, style="primary")
        return [_actions(f"ask:{of}", [yes, button(ui["offer_change"], "change", value)])]
    if part.outcome in ("ask_subscription", "answer_types"):
        select = type_select(phrases, "choose_type", ui["choose_type"])
        unknown = [button(ui["unknown"], "unknown", value)] if part.outcome == "ask_subscription" else []
        return [_actions(f"ask:{of}", [select, *unknown])]
    if part.outcome in ("ask_created", "answer_both"):
        cut = _cut(answer, phrases)
        elements = [
            button(ui["before"].format(cut=cut), "before", value),
            button(ui["since"].format(cut=cut), "since", value),
            {"type": "datepicker", "action_id": "pick_date", "placeholder": plain(ui["pick_date"])},
        ]
        if part.outcome == "ask_created":
            elements.append(button(ui["unknown"], "unknown", value))
        return [_actions(f"ask:{of}", elements)]
    names = {"ask_delivery": ("direct", "relay"), "ask_provider": ("azure", "elsewhere")}.get(part.outcome)
    return [_actions(f"ask:{of}", [button(ui[name], name, value) for name in names])] if names else []


def _cut(answer: Answer, phrases: Phrases) -> str:
    at = answer.law.space.place["created"]
    return phrases.day(answer.law.space.axes[at].cuts[0])


def _doing(part: Part, phrases: Phrases, of: str) -> list[type_of_block]:
    """What can be done about a verdict."""
    if part.verdict is None:
        return []
    value, ui = of, phrases.ui
    elements: list[type_of_block] = []
    if part.path:
        link = {
            "type": "button",
            "text": plain(ui["open_support"]),
            "action_id": "open_support",
            "url": part.path.url,
        }
        elements.append(link)
    if part.outcome == "blocked_request_exemption":
        elements.append(button(ui["ticket_text"], "ticket_text", value, style="primary"))
    if part.outcome == "blocked_ask_csp":
        elements.append(button(ui["provider_text"], "ticket_text", value, style="primary"))
    elements += [button(ui["change"], "change", value), button(ui["why"], "why", value)]
    return [_actions(f"do:{of}", elements)]


def _about_the_answer(phrases: Phrases, value: str, *, private: bool) -> list[type_of_block]:
    """Sharing the whole answer, and whether it was right."""
    shared = [_actions(f"share:{value}", [button(phrases.ui["share"], "share", value)])] if private else []
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


def _actions(block_id: str, elements: list[type_of_block]) -> type_of_block:
    return {"type": "actions", "block_id": block_id, "elements": elements}
