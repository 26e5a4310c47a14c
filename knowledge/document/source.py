"""Citations: from a statement's id to what a person can look up.

An operator who has the document can also check an edition against it: every sentence must be
listed, in its place and with its fingerprint, and nothing may be listed that is not there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from knowledge.document.drift import titled_in
from knowledge.document.headings import named_by, section_names
from knowledge.document.links import misled
from knowledge.document.pages import is_page
from knowledge.document.sections import Document, Sentence, read_document
from knowledge.document.told_days import names_day
from knowledge.document.wording import plain
from knowledge.words.language import DEFAULT_LANGUAGE
from rules.model import Edition, Rule, Statement

_FIGURE: Final = re.compile(r"\d")  # without any, a sentence says nothing of a day


class Citation(NamedTuple):
    """A paragraph of the document: section title, paragraph number, link, and what it says, by language."""

    statements: tuple[str, ...]
    section: str
    paragraph: int
    link: str
    gists: tuple[Mapping[str, str], ...]


def citations(edition: Edition, cites: Iterable[str]) -> tuple[Citation, ...]:
    """The cited statements gathered by paragraph, in the order of mention."""
    by_paragraph: dict[tuple[str, int], list[str]] = {}
    for statement_id in cites:
        statement = edition.statement(statement_id)
        by_paragraph.setdefault((statement.section, statement.paragraph), []).append(statement_id)
    return tuple(
        Citation(
            tuple(ids),
            edition.sections[section].title,
            paragraph,
            _link(edition, section),
            tuple(edition.statement(statement_id).gist for statement_id in ids),
        )
        for (section, paragraph), ids in by_paragraph.items()
    )


def _link(edition: Edition, section: str) -> str:
    anchor = edition.sections[section].anchor
    return f"{edition.url}#{anchor}" if anchor else edition.url


def compare(edition: Edition, text: str, language: str) -> Iterator[str]:
    """Every difference between the edition's statements and the document, as a sentence to read."""
    copy = read_document(text, {one for kept in edition.statements for one in kept.fingerprints.values()})
    listed = {statement.id: statement for statement in edition.statements}
    home = {one.fingerprints[language]: one.id for one in edition.statements if language in one.fingerprints}
    there = named_by(section_names(edition, copy, language), copy)
    for sentence in there:
        if sentence.section not in edition.sections:
            yield f"the document has a section {sentence.section!r} that the edition does not list"
        elif sentence.id not in listed:
            yield f"{sentence.id}: the document has this sentence, the edition does not list it"
        else:
            yield from _compared(listed.pop(sentence.id), sentence, language, home)
    for statement_id in listed:
        yield f"{statement_id}: the edition lists it, the document does not have it"
    if language == titled_in(edition):
        said = {sentence.id: sentence.text for sentence in there}
        yield from _titles(edition, copy, language)
        yield from _labels(edition, said)
        yield from _labels_of_rules(edition, said)
    yield from _addresses(edition, copy)
    if is_page(text) and language == DEFAULT_LANGUAGE:  # which is the one that links lead to
        yield from _anchors(edition, copy)


def _titles(edition: Edition, copy: Document, language: str) -> Iterator[str]:
    """The titles of an edition, which replies name as their source, that are not the document's headings."""
    names = section_names(edition, copy, language)
    for chapter in copy.chapters:
        section = edition.sections.get(names[chapter.name])
        if section and chapter.title and plain(section.title) != plain(chapter.title):
            told = f"its title is {section.title!r}, and the document's heading {chapter.title!r}"
            yield f"section {names[chapter.name]}: {told}"


def _labels(edition: Edition, said: Mapping[str, str]) -> Iterator[str]:
    """The labels of a path that do not stand in any of the sentences that it cites."""
    for name, path in edition.paths.items():
        cited = [said[one] for one in path.cites if one in said]
        for label in path.labels if cited else ():
            if not _stands(label, cited):
                elsewhere = (
                    "though elsewhere in the document" if _stands(label, said.values()) else "nor anywhere"
                )
                where = " or ".join(path.cites)
                yield f"path {name}: its label {label!r} does not stand in {where}, {elsewhere}"
        if any(_turned(one, other, cited) for one, other in pairwise(path.labels)):
            where = " or ".join(path.cites)
            yield f"path {name}: its labels stand in {where} in another order: write them in that of the menu"


def _turned(one: str, other: str, texts: Iterable[str]) -> bool:
    """Whether a menu in the texts has the second label before the first: "Virtual Network > Technical"."""
    menu = re.compile(rf"{re.escape(plain(other))}\W*[>→»]\W*{re.escape(plain(one))}(?!\w)")
    return any(menu.search(plain(text)) for text in texts)


def unsaid_days(edition: Edition, text: str, language: str) -> Iterator[str]:
    """Each rule that goes by a day which the sentences that it cites do not name, to be read."""
    copy = read_document(text, {one for kept in edition.statements for one in kept.fingerprints.values()})
    said = {one.id: one.text for one in named_by(section_names(edition, copy, language), copy)}
    for rule in edition.rules:
        cited = [said[one] for one in rule.cites if one in said]
        for day in rule.days if any(map(_FIGURE.search, cited)) else ():
            if not names_day(day, cited):
                yield f"rule {rule.id} goes by {day}, which no sentence that it cites says"


def _stands(label: str, texts: Iterable[str]) -> bool:
    words = re.compile(rf"(?<!\w){re.escape(plain(label))}(?!\w)")
    return any(words.search(plain(text)) for text in texts)


def _labels_of_rules(edition: Edition, said: Mapping[str, str]) -> Iterator[str]:
    """The rules that lead by a path which no sentence of their own names: it may be that of others only.

    The path for further help is for whatever no sentence names another for.
    """
    for rule in edition.rules:
        cited = [said[one] for one in rule.cites if one in said]
        if rule.path and rule.path == edition.help:
            yield from _another_path(edition, rule, cited)
            continue
        path = edition.paths[rule.path] if rule.path else None
        lacking = [repr(one) for one in path.labels if not _stands(one, cited)] if path and cited else []
        if lacking:
            yield (
                f"rule {rule.id}: it leads by path {rule.path}, and the sentences that it cites do not say "
                f"{', '.join(lacking)}: cite the one that does, or give it the path that they name"
            )


def _another_path(edition: Edition, rule: Rule, cited: Sequence[str]) -> Iterator[str]:
    """The path that the sentences of a rule name, though it leads by that for further help."""
    own = edition.paths[str(rule.path)].labels
    for name, path in edition.paths.items():
        named = all(_stands(label, cited) for label in path.labels)
        if named and cited and not all(_stands(label, cited) for label in own):
            yield (
                f"rule {rule.id}: it leads by path {rule.path}, which is for further help, and the sentences "
                f"that it cites name {name}: give it that path"
            )


def _addresses(edition: Edition, copy: Document) -> Iterator[str]:
    """The addresses of paths that no link has."""
    for name, links in misled(edition, copy.links).items():
        there = f"those into the same site lead to {', '.join(links)}" if links else "nor into that site"
        yield f"path {name}: no link leads to {edition.paths[name].url}; {there}"


def _anchors(edition: Edition, copy: Document) -> Iterator[str]:
    """The anchors of an edition that the page does not have, and those it has instead."""
    there = [chapter.anchor for chapter in copy.chapters if chapter.anchor]
    known = {section.anchor for section in edition.sections.values()}
    free = ", ".join(anchor for anchor in there if anchor not in known)
    for name, section in edition.sections.items():
        if section.anchor and section.anchor not in there:
            instead = f"; it has {free}" if free else ""
            yield f"section {name}: the page has no anchor {section.anchor!r}{instead}"


def _compared(listed: Statement, sentence: Sentence, language: str, home: Mapping[str, str]) -> Iterator[str]:
    print_, there = listed.fingerprints.get(language), home.get(sentence.fingerprint)
    if print_ == sentence.fingerprint:
        if listed.sketches.get(language) != sentence.sketch:
            yield f"{listed.id}: the sketch is not that of the sentence: write {sentence.sketch!r}"
    elif print_ is None:
        kept = f"fingerprint {sentence.fingerprint!r} and sketch {sentence.sketch!r}"
        same = f", those of {there}, which says the same" if there else ""
        yield f"{listed.id}: the edition does not know this sentence in {language!r}: write {kept}{same}"
    elif there:
        yield f"{listed.id}: here the document has the sentence that the edition lists as {there}"
    else:
        yield f"{listed.id}: the wording differs from what the edition was made from"
