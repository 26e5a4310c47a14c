"""A new edition as a file, begun from the one before: what stands is carried over, the rest is marked.

A mark is a comment that begins with `# decide:`, and the document's own words stand behind `# |`. Both
go as it is decided: the words are Microsoft's, so none may stay in the file.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

from knowledge.entries import Entry, Field, fields_of
from knowledge.succession import Heir, Succession
from rules.model import Statement

_MARK: Final = "# decide:"
_QUOTE: Final = "# |"
_INDENT: Final = "  "
_WRITTEN_ANEW: Final = ("edition", "title", "sections", "statements")


def drafted(day: date, found: Succession, source: str) -> str:
    """The file of the edition of that day, begun from `source`, the file of the edition before."""
    told = f"{day.day} {day:%B} {day.year}"
    fields = {field.name: field for field in fields_of(source)}
    anew = {
        "edition": (f"# The policy as the document of {told} states it.", f'edition: "{day}"'),
        "title": (f"title: {_quoted(found.title)}",),
        "sections": ("", "sections:", *_sections(found)),
        "statements": ("", "statements:", *_statements(found)),
    }
    lines = (
        anew[name] if name in _WRITTEN_ANEW else _carried(field, found) for name, field in fields.items()
    )
    return "\n".join(chain.from_iterable(lines)) + "\n"


def left_to_decide(text: str) -> Iterator[tuple[int, str]]:
    """What a file still leaves to decide, with the number of its line."""
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        if line.startswith(_MARK):
            yield number, line.removeprefix("# ")


def left_of_document(text: str) -> Iterator[int]:
    """The numbers of the lines in which the document's own words stand."""
    return (at for at, line in enumerate(text.splitlines(), start=1) if line.strip().startswith(_QUOTE))


# -- what is carried over


def _carried(field: Field, found: Succession) -> Iterator[str]:
    yield from (_moved(line, found) for line in field.head)
    for entry in field.entries:
        yield from (_moved(line, found) for line in entry.comments)
        shaken = {name: heir for name, heir in found.shaken.items() if name in entry.words}
        yield from _set_aside(field.name, entry, shaken, found) if shaken else _kept(entry, found)


def _kept(entry: Entry, found: Succession) -> Iterator[str]:
    return (_moved(line, found) for line in entry.lines)


def _set_aside(
    field: str, entry: Entry, shaken: Mapping[str, Heir | None], found: Succession
) -> Iterator[str]:
    """The entry as a comment, below what it rested on."""
    what = " ".join([field.removesuffix("s"), entry.name]).strip()
    fates = (f"{heir.sentence.id} (changed)" if heir else f"{name} (gone)" for name, heir in shaken.items())
    indent = " " * min(len(line) - len(line.lstrip()) for line in entry.lines if line.strip())
    yield f"{indent}{_MARK} {what} rested on {', '.join(fates)}"
    for name in (name for name, heir in shaken.items() if heir is None):
        yield f"{indent}#   {name} was: {next(iter(found.before.statement(name).gist.values()))}"
    for line in entry.lines:
        moved = _moved(line, found)
        yield f"{indent}# {moved.removeprefix(indent)}" if moved else moved


def _moved(line: str, found: Succession) -> str:
    """The line with every statement called as it is called now; of one that is gone it says so."""
    places = found.places | {statement.id: f"gone({statement.id})" for statement in found.gone}
    return _any_of(tuple(places)).sub(lambda name: places[name[0]], line) if places else line


def _any_of(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, names))})(?![\w-]|\.\w)")


# -- what is written anew


def _sections(found: Succession) -> Iterator[str]:
    for name, section in found.sections.items():
        yield f"{_INDENT}{name}:"
        yield f"{_INDENT * 2}title: {_quoted(section.title)}"
        if section.anchor:
            yield f"{_INDENT * 2}anchor: {section.anchor}"


def _statements(found: Succession) -> Iterator[str]:
    languages = tuple(dict.fromkeys(one for was in found.before.statements for one in was.gist))
    for heir in found.heirs:
        mark = _mark(heir)
        if mark:
            yield f"{_INDENT}{_MARK} {mark}"
        if heir.fate == "changed" and heir.was:
            yield from (f"{_INDENT}#   {line}" for line in _gist(heir.was.gist))
        if mark:
            yield f"{_INDENT}{_QUOTE} {heir.sentence.text}"
        yield from _statement(heir, found.language, languages)


def _mark(heir: Heir) -> str:
    """What there is to decide about a sentence; nothing where it stands."""
    match heir.fate, heir.was:
        case "changed", Statement() as was:
            alike = "" if heir.alike is None else f", {heir.alike:.0%} alike"
            return f"changed{alike}. Write its gist as it says now; {was.id} of before was:"
        case "doubled", Statement() as was:
            return f"what {was.id} of before says, once more. Name it where something rests on it."
        case "kept", Statement() as was:
            moved = was.section != heir.sentence.section
            return f"moved here from {was.section}. Does it still say the same, of the same?" if moved else ""
    return "new. Write its gist in your own words, and name it where something rests on it."


def _statement(heir: Heir, language: str, languages: Sequence[str]) -> Iterator[str]:
    kept = heir.was.gist if heir.was and heir.fate != "changed" else dict.fromkeys(languages, "")
    yield f"{_INDENT}- id: {heir.sentence.id}"
    yield f"{_INDENT * 2}gist:"
    yield from (f"{_INDENT * 3}{line}" for line in _gist(kept))
    yield f"{_INDENT * 2}fingerprints: {{{language}: {_quoted(heir.sentence.fingerprint)}}}"
    yield f"{_INDENT * 2}sketches: {{{language}: {_quoted(heir.sentence.sketch)}}}"


def _gist(gist: Mapping[str, str]) -> Iterator[str]:
    return (f"{language}: {_quoted(words)}" for language, words in gist.items())


def _quoted(text: str) -> str:
    """The text as YAML between double quotes, which takes what JSON writes."""
    return json.dumps(text, ensure_ascii=False)
