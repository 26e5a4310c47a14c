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

from knowledge.document.drift import rests_under
from knowledge.document.entries import Entry, Field, fields_of
from knowledge.document.succession import Fate, Heir, Succession
from knowledge.document.translation import Translation

_MARK: Final = "# decide:"
_QUOTE: Final = "# |"
_LIST: Final = re.compile(r"\[[^\[\]]+\]")  # on one line, as cites are written
_INDENT: Final = "  "
_SAYS: Final[Mapping[Fate, str]] = {
    "kept": "",
    "nearly": "nearly the same, {alike}: kept with what rests on it. Is it still so? Else mend its gist.",
    "changed": "changed, {alike}. Write its gist as it says now; {was} of before was:",
    "split": "half of what {was} of before says; the other is {also}. Write its gist as it says now; it was:",
    "joined": "what {was} and {also} of before say, joined in one. Write its gist as it says now; they were:",
    "doubled": "what {was} of before says, once more. Name it where something rests on it.",
    "recalled": "new, and word for word {was} of {also}: it has the gist from there. Name it where something "
    "rests on it.",
    "new": "new. Write its gist in your own words, and name it where something rests on it.",
}
_PATHS: Final = "paths"
_RULES: Final = "rules"
_LABELS: Final = "Are its labels those it names?"
_HAVE_THEIR_GIST: Final[tuple[Fate, ...]] = ("doubled", "recalled")
_WRITTEN_ANEW: Final = ("edition", "title", "sections", "statements")


def drafted(day: date, found: Succession, source: str, others: Sequence[Translation] = ()) -> str:
    """The file of the edition of that day, begun from `source`, the file of the edition before.

    `others` are the same document in other languages.
    """
    told = f"{day.day} {day:%B} {day.year}"
    fields = {field.name: field for field in fields_of(source)}
    anew = {
        "edition": (f"# The policy as the document of {told} states it.", f'edition: "{day}"'),
        "title": (f"title: {_quoted(found.title)}",),
        "sections": ("", "sections:", *_sections(found, others)),
        "statements": ("", "statements:", *_statements(found, others)),
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


def comments_of_before(text: str, source: str) -> Iterator[int]:
    """The numbers of the lines of a draft that are comments of the file that it was begun from."""
    kept = {line for line in map(str.strip, source.splitlines()) if line.startswith("#")}
    return (at for at, line in enumerate(map(str.strip, text.splitlines()), start=1) if line in kept)


# -- what is carried over


def _carried(field: Field, found: Succession) -> Iterator[str]:
    if gone := [one.id for one in found.gone if _any_of((one.id,)).search("\n".join(field.head))]:
        yield f"{_MARK} {field.name}: {', '.join(gone)} of before is gone. Take out what names it"
    yield from (_moved(line, found) for line in field.head)
    for entry in field.entries:
        yield from (_moved(line, found) for line in entry.comments)
        shaken = {name: heir for name, heir in found.shaken.items() if name in entry.words}
        yield from (f"{_indent(entry)}{_MARK} {mark}" for mark in _of_its_path(field.name, entry, found))
        yield from _set_aside(field.name, entry, shaken, found) if shaken else _kept(field.name, entry, found)


def _kept(field: str, entry: Entry, found: Succession) -> Iterator[str]:
    """The entry as it was; a path has the labels of its sentence, of which a word may be another."""
    if field == _PATHS and (reworded := [name for name in found.reworded if name in entry.words]):
        now = ", ".join(sorted(found.places[name] for name in reworded))
        yield f"{_indent(entry)}{_MARK} path {entry.name} rests on {now}, in another wording. {_LABELS}"
    yield from (_moved(line, found) for line in entry.lines)


def _of_its_path(field: str, entry: Entry, found: Succession) -> Iterator[str]:
    """That a path has lost its address, and that a rule leads by a path whose sentence is another one now.

    Such a rule may cite a sentence of its own, which still names the path of before. That for further help is
    for whatever no sentence names another for.
    """
    if field == _PATHS and entry.name in found.relinked:
        links = found.relinked[entry.name]
        there = f"those into the same site lead to {links}" if links else "nor into that site"
        yield f"no link leads to the address of path {entry.name} any more, {there}. Where does it lead now?"
    rule = next((one for one in found.before.rules if (field, one.id) == (_RULES, entry.name)), None)
    path = rule.path if rule and rule.path != found.before.help else None
    if rule and path and {*found.before.paths[path].cites} & (found.shaken.keys() | found.reworded):
        yield f"rule {rule.id} leads by path {path}, to be decided above. Do its own sentences name that one?"


def _indent(entry: Entry) -> str:
    return " " * min(len(line) - len(line.lstrip()) for line in entry.lines if line.strip())


def _set_aside(
    field: str, entry: Entry, shaken: Mapping[str, Heir | None], found: Succession
) -> Iterator[str]:
    """The entry as a comment, below what it rested on."""
    what = " ".join([field.removesuffix("s"), entry.name]).strip()
    fates = ", ".join(_fate(name, heir) for name, heir in shaken.items())
    indent = _indent(entry)
    yield f"{indent}{_MARK} {what} rested on {fates}"
    for name in (name for name, heir in shaken.items() if heir is None):
        yield f"{indent}#   {name} of before was: {next(iter(found.before.statement(name).gist.values()))}"
    for line in entry.lines:
        moved = _moved(line, found)
        yield f"{indent}# {moved.removeprefix(indent)}" if moved else moved


def _fate(name: str, heir: Heir | None) -> str:
    """What became of a statement, by the number it had, and the one of what says it now."""
    if heir is None:
        return f"{name} of before (gone)"
    if (heir.fate, heir.sentence.id) == ("changed", name):
        return f"{name} (changed)"
    now = " and ".join(_now(heir))
    return f"{name} of before ({heir.fate}, now {now})"


def _now(heir: Heir) -> tuple[str, ...]:
    """Where what an heir says stands; of a split one both halves."""
    return (heir.sentence.id, *filter(None, [heir.origin.also if heir.fate == "split" else None]))


def _moved(line: str, found: Succession) -> str:
    """The line with every statement called as it is called now; of one that is gone it says so."""
    places = found.places | {statement.id: f"gone({statement.id})" for statement in found.gone}
    if not places:
        return line
    halves = {name: ", ".join(_now(heir)) for name, heir in found.shaken.items() if heir}
    listed = _LIST.sub(lambda one: _named_once(_renamed(one[0], places | halves)), line)
    return listed if listed != line else _renamed(line, places)


def _renamed(text: str, places: Mapping[str, str]) -> str:
    return _any_of(tuple(places)).sub(lambda name: places[name[0]], text)


def _named_once(listed: str) -> str:
    """A list without what stands in it a second time, as two do that are joined."""
    return f"[{', '.join(dict.fromkeys(listed[1:-1].split(', ')))}]"


def _any_of(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, names))})(?![\w-]|\.\w)")


# -- what is written anew


def _sections(found: Succession, others: Sequence[Translation]) -> Iterator[str]:
    """The sections; an anchor that the document does not say is taken from the one that does."""
    said = {name: anchor for other in others for name, anchor in other.anchors.items()}
    for name, section in found.sections.items():
        is_guessed = name in found.guessed
        yield f"{_INDENT}{name}:"
        if name in found.renamed:
            yield f"{_INDENT * 2}{_MARK} {_heading(found, name)}"
        yield f"{_INDENT * 2}title: {_quoted(section.title)}"
        if is_guessed and name not in said:
            yield f"{_INDENT * 2}{_MARK} this anchor is guessed from the heading; is it the one of the page?"
        if section.anchor:
            yield f"{_INDENT * 2}anchor: {said.get(name, section.anchor) if is_guessed else section.anchor}"


def _heading(found: Succession, name: str) -> str:
    """That a heading was another one, and what rests on what stands below it."""
    resting = rests_under(found.before, name)._asdict().items()
    rests = "; ".join(f"{kind} {', '.join(names)}" for kind, names in resting if names)
    told = f"the heading was {_quoted(found.renamed[name])}. Is what stands below it still said of the same?"
    return f"{told} On it rest: {rests}." if rests else told


def _statements(found: Succession, others: Sequence[Translation]) -> Iterator[str]:
    languages = tuple(dict.fromkeys(one for was in found.before.statements for one in was.gist))
    for heir in found.heirs:
        marks = list(_marks(heir))
        yield from (f"{_INDENT}{_MARK} {mark}" for mark in marks)
        if not heir.stands:
            was = (line for name in heir.carried for line in _gist(found.before.statement(name).gist))
            yield from (f"{_INDENT}#   {line}" for line in was)
        if marks:
            yield f"{_INDENT}{_QUOTE} {heir.sentence.text}"
        yield from _statement(heir, languages, _known_by(heir, found.language, others))


def _marks(heir: Heir) -> Iterator[str]:
    """What there is to decide about a sentence; nothing where it stands as it stood."""
    told = _SAYS[heir.fate].format(
        was=heir.was.id if heir.was else "", also=heir.origin.also, alike=_alike(heir)
    )
    if told:
        yield told
    if heir.stands and heir.over_others:
        yield "stands, over a list, a table or code that is another now. Does its gist name what is in it?"
    if heir.stands and heir.was and heir.was.section != heir.sentence.section:
        yield f"moved here from {heir.was.section}. Does it still say the same, of the same?"
    elif heir.elsewhere:
        yield "stands, but behind another sentence than before. Does it still speak of the same?"


def _alike(heir: Heir) -> str:
    return "in another wording" if heir.origin.alike is None else f"{heir.origin.alike:.0%} alike"


def _known_by(heir: Heir, language: str, others: Sequence[Translation]) -> dict[str, tuple[str, str]]:
    """By language the fingerprint and the sketch of a sentence; of one that stands, as they were."""
    there = {one.language: one.sentences.get(heir.sentence.id) for one in others}
    said = {language: heir.sentence, **{name: one for name, one in there.items() if one}}
    known = {name: (one.fingerprint, one.sketch) for name, one in said.items()}
    if heir.fate != "kept" or heir.was is None:
        return known
    was = heir.was
    stood = {name: (print_, was.sketches.get(name, "")) for name, print_ in was.fingerprints.items()}
    return known | {name: kept for name, kept in stood.items() if name not in {**known, **there}}


def _statement(heir: Heir, languages: Sequence[str], known: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    says_it = heir.was and (heir.stands or heir.fate in _HAVE_THEIR_GIST)
    kept = heir.was.gist if heir.was and says_it else dict.fromkeys(languages, "")
    prints, sketches = (
        ", ".join(f"{name}: {_quoted(both[at])}" for name, both in known.items() if both[at]) for at in (0, 1)
    )
    yield f"{_INDENT}- id: {heir.sentence.id}"
    yield f"{_INDENT * 2}gist:"
    yield from (f"{_INDENT * 3}{line}" for line in _gist(kept))
    yield f"{_INDENT * 2}fingerprints: {{{prints}}}"
    yield f"{_INDENT * 2}sketches: {{{sketches}}}"


def _gist(gist: Mapping[str, str]) -> Iterator[str]:
    return (f"{language}: {_quoted(words)}" for language, words in gist.items())


def _quoted(text: str) -> str:
    """The text as YAML between double quotes, which takes what JSON writes."""
    return json.dumps(text, ensure_ascii=False)
