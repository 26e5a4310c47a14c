"""How a reply looks in a terminal: wrapped to its width, the verdict in bold, nothing in a pipe."""

import os
import shutil
import sys
import textwrap

import click

from bot.saying.section import QUOTED, Reply, Section
from knowledge.answering.answered import Answer, ReadAs
from rules.evaluate import Verdict

_WIDEST = 92
# What a mark of a message says, by the letter before its colon.
_MARKS = {
    "k": "a word of the kind",
    "v": "a word for",
    "n": "a denied",
    "a": "asked about:",
    "b": "in this order:",
    "p": "side by side:",
    "port": "port",
    "side": "a day on this side of the policy's:",
    "recent": "a recent day:",
    "length": "the length",
    "dates": "dates:",
    "types": "types:",
    "strange": "unknown words:",
    "language": "the language",
}


def show(reply: Reply) -> None:
    """Print the reply; in a pipe exactly its plain text."""
    if not sys.stdout.isatty():
        click.echo(reply.text())
        return
    click.echo("\n\n".join(_section(section) for section in reply.sections))


def show_why(found: Answer) -> None:
    """Print how the message was read, the trace of every verdict: which facts decided, by which rule; and
    what each sentence says that is cited."""
    for line in found.readings:
        click.echo(f"read {line.what}: {line.p:.2f}{_words_of(line)}")
    for part in found.parts:
        if part.verdict is None:
            click.echo("No rule has decided yet.")
        else:
            _show_trace(part.verdict)
        for citation in part.citations:
            for statement, gist in zip(citation.statements, citation.gists, strict=True):
                sentence = found.shelf.sentence(found.edition, statement, found.language)
                click.echo(f"  {statement}: {f'“{sentence}”' if sentence else gist['en']}")


def _show_trace(verdict: Verdict) -> None:
    rule = verdict.rule
    click.echo(f"rule {rule.id} ({rule.basis}) of edition {verdict.edition.edition} -> {rule.outcome}")
    for step in verdict.trace:
        click.echo(f"  {step.fact} = {step.value} ({step.how})")


def _words_of(reading: ReadAs) -> str:
    said = f', by "{reading.words}"' if reading.words else ""
    weighed = ", ".join(_in_words(feature) for feature in reading.because)
    return said + (f"; weighed most: {weighed}" if weighed else "")


def _in_words(feature: str) -> str:
    """A feature as a person reads it: a word stands for itself, a mark says what it marks."""
    kind, _, what = feature.partition(":")
    lead = _MARKS.get(kind) if what else None
    return f"{lead} {what.replace('_', ' ')}" if lead else f'"{feature}"'


def plain() -> bool:
    """Whether the person asked for no colour (NO_COLOR) or the terminal knows none."""
    return "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"


def _section(section: Section) -> str:
    title = section.title if plain() else click.style(section.title, bold=True)
    body = Section(**{**vars(section), "title": ""})
    lines = Reply((body,)).text().splitlines()[1:]
    return "\n".join([title, *(_wrapped(line) for line in lines)])


def _wrapped(line: str) -> str:
    """A line at the terminal's width; one with a menu path or a link stays whole to be copied."""
    if not line.startswith(QUOTED) and (" > " in line or "https://" in line):
        return line
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    indent = (
        QUOTED
        if line.startswith(QUOTED)
        else "   "
        if line[:1].isdigit() and line[1:2] == "."
        else "  "
        if line.startswith("- ")
        else ""
    )
    return textwrap.fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
