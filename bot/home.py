"""The App Home: how to ask, a check to start, recent answers, open tickets, language. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.memory import recalled, recalled_parts
from bot.saying.blocks import button, context, escape, linked, option, plain, section
from bot.saying.phrases import Phrases
from bot.saying.sources import foremost, notes_on
from bot.store import Said, Ticket
from bot.ticket_lines import SHOWN, ticket_actions, ticket_line
from knowledge.answering.answered import Answer
from rules.model import Facts

_NAMES = {"en": "English", "nl": "Nederlands"}
_MOST_ANSWERS = 5
_NO_QUESTIONS = ("courtesy", "out_of_scope")
_MOST_QUOTES = 3  # of an answer about several subscriptions


def home_view(  # noqa: PLR0913 - all that a person's view shows
    phrases: Phrases,
    languages: Mapping[str, Phrases],
    language: str,
    recent: Sequence[Said],
    tickets: Sequence[Ticket],
    *,
    again: Mapping[int, Answer | None] = {},
    names: Mapping[int, str] = {},
) -> dict[str, Any]:
    """The view of one person.

    `again` are the recent answers as they can be quoted today, `names` the subscriptions of the tickets, by
    their ids.
    """
    ui = phrases.ui
    options = [option(_NAMES.get(name, name), name) for name in languages]
    chosen = next((one for one in options if one["value"] == language), options[0])
    select = {"type": "static_select", "action_id": "language", "options": options, "initial_option": chosen}
    blocks = [
        {"type": "header", "text": plain(ui["home_title"])},
        section(ui["home_how"]),
        {
            "type": "actions",
            "block_id": "home",
            "elements": [button(ui["home_start"], "start_check", "home", style="primary")],
        },
        {"type": "divider"},
        section(f"*{ui['home_recent']}*"),
        *(_recent(said, phrases, again.get(said.id)) for said in of_each_thread(recent)),
        *([] if of_each_thread(recent) else [context([ui["home_none"]])]),
        *_quoted_from(list(again.values()), phrases),
        {"type": "divider"},
        section(f"*{ui['tickets_title']}*"),
        *(block for ticket in tickets[:SHOWN] for block in _ticket(ticket, phrases, names)),
        *([] if tickets else [context([ui["tickets_none"]])]),
        {"type": "divider"},
        {**section(f"*{ui['home_language']}*"), "block_id": "language", "accessory": select},
    ]
    return {"type": "home", "blocks": blocks}


def _ticket(ticket: Ticket, phrases: Phrases, names: Mapping[int, str]) -> list[dict[str, Any]]:
    line = ticket_line(ticket, phrases, names.get(ticket.id, ""))
    return [context([line]), *ticket_actions(ticket, phrases)]


def of_each_thread(recent: Sequence[Said]) -> list[Said]:
    """The last answer of each conversation, under its first question; the newest first, as many as shown."""
    threads: dict[tuple[str, str | None], Said] = {}
    for said in filter(_is_to_show, reversed(recent)):
        thread = (said.channel, said.thread or said.question_ts)
        first = threads.pop(thread, said)
        threads[thread] = replace(said, question=first.question)
    return list(threads.values())[::-1][:_MOST_ANSWERS]


def _is_to_show(said: Said) -> bool:
    """Whether something was asked: not where a greeting came, or what is none of ours, or an empty form."""
    return said.outcome not in _NO_QUESTIONS and bool(said.question.strip() or not _is_open(said.outcome))


def _is_open(outcome: str) -> bool:
    """Whether we had a question."""
    return outcome.startswith(("ask_", "answer_"))


def _recent(said: Said, phrases: Phrases, again: Answer | None) -> dict[str, Any]:
    """What was asked and answered, on which facts, what the document says, and the way there."""
    asked = escape(said.question[:200]) or phrases.ui["home_no_words"]
    several = recalled_parts(said.case)
    answered = _each(several, phrases) if several else _one(said, phrases, again)
    quotes = _quotes(again, phrases) if again else []
    return section("\n".join([asked, *answered, *quotes, *_link(said, phrases)]))


def _quotes(again: Answer, phrases: Phrases) -> list[str]:
    """For each verdict the one sentence that stands for all, with its place."""
    found = (foremost(part, again, phrases) for part in again.parts[:_MOST_QUOTES])
    return [f"{escape(source.quotes[0])} {linked(source)}" for source in found if source]


def _quoted_from(again: Sequence[Answer | None], phrases: Phrases) -> list[dict[str, Any]]:
    """Once for all: which edition was quoted, and what is to be known of that."""
    quoted = [one for one in again if one and _quotes(one, phrases)]
    if not quoted:
        return []
    day = phrases.edition_day(quoted[0].edition)
    notes = notes_on(quoted[0], phrases, quotes=True, is_behind=quoted[0].shelf.is_behind(quoted[0].edition))
    return [context([phrases.ui["home_quoted"].format(edition=f"{day}{notes}")])]


def _one(said: Said, phrases: Phrases, again: Answer | None) -> list[str]:
    facts = _in_words(recalled(said.case).facts, phrases)
    headline = again.parts[0].headline if again else said.outcome
    return [line for line in (_came_of_it(headline, phrases), facts) if line]


def _each(several: Sequence[tuple[str, Facts]], phrases: Phrases) -> list[str]:
    """A line for each of several subscriptions."""
    lines = []
    for number, (outcome, facts) in enumerate(several, start=1):
        head = phrases.part.format(number=number, facts=_in_words(facts, phrases))
        lines.append(f"{head} {_came_of_it(outcome, phrases)}")
    return lines


def _in_words(facts: Facts, phrases: Phrases) -> str:
    return escape(", ".join(phrases.fact(name, facts[name]) for name in phrases.form if name in facts))


def _came_of_it(outcome: str, phrases: Phrases) -> str:
    """The verdict, or that our question is open; nothing where what was asked was a general question."""
    left = phrases.ui["home_open"] if _is_open(outcome) else ""
    said = phrases.outcomes.get(outcome, left)
    return f"_{escape(said)}_" if said else ""


def _link(said: Said, phrases: Phrases) -> list[str]:
    """The way to the thread; a private answer has none."""
    if said.private or not said.thread:
        return []
    url = f"https://app.slack.com/client/{said.team}/{said.channel}/thread/{said.channel}-{said.thread}"
    return [f"<{url}|{phrases.ui['home_thread']}>"]
