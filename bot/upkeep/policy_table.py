"""The whole policy as a table: subject by day by situation, what follows, and which sentences say so. Pure.

A row is what one rule says of one value of the subject, so that a person can lay it beside the document.
"""

import csv
import io
from collections.abc import Iterator
from typing import Final, NamedTuple

from bot.saying.conditions import way, worded
from bot.saying.phrases import Phrases
from rules.cells import Region, space_of
from rules.differ import consequence, varied
from rules.model import Edition, Rule, Statement

_BETWEEN: Final = "; "


class Row(NamedTuple):
    """A line of the table in words; `cites` are the sentences that it rests on."""

    subject: str
    day: str
    situation: str
    outcome: str
    path: str
    basis: str
    cites: tuple[str, ...]


def cases(edition: Edition) -> Iterator[tuple[Region, Rule]]:
    """Subject by subject every rule that speaks of it, and where: every case of the edition, each once.

    Cases that are told by another headline stand apart.
    """
    space = space_of(edition)
    for value in space.axes[0].all:
        for rule in edition.rules:
            subjects, *others = space.region(rule)
            if value in subjects:
                parts = varied(edition, rule, space, ((value,), *others))
                yield from ((part, rule) for part in parts)


def rows(edition: Edition, phrases: Phrases, language: str) -> tuple[Row, ...]:
    """The whole policy in words."""
    return tuple(_row(edition, region, rule, phrases, language) for region, rule in cases(edition))


def as_csv(edition: Edition, phrases: Phrases, language: str) -> str:
    """The table for a spreadsheet: one row a line, the sentences of a row below each other in their cell."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(phrases.policy[name] for name in Row._fields)
    writer.writerows((*row[:-1], "\n".join(row.cites)) for row in rows(edition, phrases, language))
    return written.getvalue()


def groups(edition: Edition, phrases: Phrases, language: str) -> list[tuple[list[str], tuple[Row, ...]]]:
    """Types of which the same is said, by their names, and what is said of each of them."""
    together: dict[tuple[Row, ...], list[str]] = {}
    said = rows(edition, phrases, language)
    for name in dict.fromkeys(row.subject for row in said):
        its = tuple(row._replace(subject="") for row in said if row.subject == name)
        together.setdefault(its, []).append(name)
    return [(names, its) for its, names in together.items()]


def as_text(edition: Edition, phrases: Phrases, language: str) -> str:
    """The table for reading; types of which the same is said stand together."""
    head = f"{edition.title}, {phrases.edition_day(edition.edition)}\n{edition.url}"
    told = (_group(names, its, phrases) for names, its in groups(edition, phrases, language))
    return "\n\n".join([head, *told])


def _row(edition: Edition, region: Region, rule: Rule, phrases: Phrases, language: str) -> Row:
    space = space_of(edition)
    follows = consequence(edition, rule, space, region)
    said, subject = worded(space, region, phrases), space.axes[0]
    day = space.day.fact if space.day else ""
    situation = [words for fact, words in said.items() if fact not in (subject.fact, day)]
    return Row(
        phrases.fact(subject.fact, subject.labels[region[0][0]]),
        said.get(day, phrases.policy["any_day"]),
        _BETWEEN.join(situation) or phrases.policy["any_situation"],
        phrases.short[follows.headline],
        way(follows, phrases),
        phrases.policy[rule.basis],
        tuple(_sentence(edition, edition.statement(cited), phrases, language) for cited in rule.cites),
    )


def _sentence(edition: Edition, statement: Statement, phrases: Phrases, language: str) -> str:
    """A sentence's place in the document, and its gist."""
    section = edition.sections[statement.section]
    return phrases.policy["sentence"].format(
        section=section.title if section.anchor else phrases.opening.capitalize(),
        paragraph=statement.paragraph,
        number=statement.number,
        gist=statement.gist.get(language) or statement.gist["en"],
    )


def _group(names: list[str], its: tuple[Row, ...], phrases: Phrases) -> str:
    return "\n".join([phrases.listed(names), *(line for row in its for line in _lines(row))])


def _lines(row: Row) -> Iterator[str]:
    yield f"  {row.day}{_BETWEEN}{row.situation}"
    yield f"    {row.outcome}{_BETWEEN}{row.path} ({row.basis})"
    yield from (f"      {cited}" for cited in row.cites)
