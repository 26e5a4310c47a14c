"""`python -m bot policy new`: the edition of a newer document, begun from the nearest that is known."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple

import click

from bot.saying.phrases import read_phrases
from bot.upkeep.draft import comments_of_before, drafted, left_to_decide
from bot.upkeep.drift import told
from bot.upkeep.read_again import accompanying
from knowledge.document.damage import Examined, Looks, examine
from knowledge.document.drift import DocumentFault, languages_of, rests_on
from knowledge.document.sections import Document, day_of, read_document
from knowledge.document.spoken import read_here, spoken_in
from knowledge.document.succession import FATES, Fate, Succession, succession
from knowledge.document.translation import Translation, translated
from knowledge.words.language import DEFAULT_LANGUAGE, LANGUAGES
from knowledge.words.vocabulary import read_vocabulary
from rules.edition import EDITIONS_FOLDER, UnknownEdition, edition_named, parse_edition, read_editions
from rules.model import Edition
from rules.strict_yaml import DataFault, read_text

_FILE = ".yaml"
_HALF: Final = 0.5
_LOOK_AGAIN: Final[tuple[Looks, ...]] = ("damaged", "altered", "unclear", "earlier", "other")
_CALLED: Final[Mapping[Fate, str]] = {
    "nearly": "of them nearly the same",
    "split": "halves of split ones",
    "recalled": "new but known from another edition",
}


@click.command("new")
@click.argument("document", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the edition; without it, the one that the document says.",
)
@click.option(
    "--from",
    "named",
    metavar="EDITION",
    help="Begin from this edition, known or a file of its own; without it, from the one that fits best.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="The language of the document; without it, the one that fits.",
)
@click.option(
    "--also",
    "others",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The same document in another language: its fingerprints are added.",
)
@click.option(
    "--also-language",
    "spoken",
    type=click.Choice(LANGUAGES),
    help="The language of what --also adds; without it, the one that fits.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this new file.")
@click.option("--force", is_flag=True, help="Write over the file where it is there already.")
def draft_edition(  # noqa: PLR0913, PLR0917 - one for each option
    document: Path,
    day: datetime | None,
    named: str | None,
    language: str | None,
    others: tuple[Path, ...],
    spoken: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Draft the edition of DOCUMENT from the known one that is nearest to it.

    Carried over is what rests on sentences that stand. What a person has to decide is marked `# decide:`:
    sentences that are new or changed, and the rules, topics and paths that rested on one that is changed
    or gone. Those are comments until they are decided, and `policy prove FILE` says what is missing.
    """
    if output and output.exists() and not force:
        raise click.UsageError(f"{output} is there already: name another file, or write over it with --force")
    try:
        text = read_text(document)
        of_day = day.date() if day else day_of(text)
        if of_day is None:
            raise click.UsageError(f"{document} does not say of which day it is: add --date YYYY-MM-DD")
        drafted_ = _drafted(text, of_day, named, language, _Others(others, spoken), output)
    except (DataFault, DocumentFault) as fault:
        raise click.ClickException(str(fault)) from fault
    except UnknownEdition as fault:
        raise click.UsageError(str(fault)) from fault
    _write(drafted_.text, output)
    if (said := day_of(text)) not in (None, of_day):
        click.echo(f"The document says that it is of {said}, and not of {of_day}: which is right?", err=True)
    for line in _told(of_day, drafted_, output):
        click.echo(line, err=True)


class _Others(NamedTuple):
    """The same document in another language, and which that is where it is told."""

    files: tuple[Path, ...]
    language: str | None


class _Drafted(NamedTuple):
    """What the document looks like, what it carries on of the edition it is begun from, and the draft."""

    examined: Examined
    found: Succession
    others: tuple[Translation, ...]
    text: str
    source: str


def _drafted(  # noqa: PLR0913, PLR0917 - as the command has them
    text: str,
    day: date,
    named: str | None,
    language: str | None,
    others: _Others,
    output: Path | None,
) -> _Drafted:
    editions = read_editions(but=output)  # what is drafted anew is not begun from its own draft
    before = _begun_from(named, editions)
    examined = _examined(text, editions, before, language)
    drift = examined.verified.drift
    found = _carried_on(editions, drift.edition, examined.verified.copy, language)
    translations = tuple(_translated(found, file, others.language, day) for file in others.files)
    source = read_text(_file_of(drift.edition, named))
    draft = drafted(day, found, source, translations)
    return _Drafted(examined, found, translations, draft, source)


def _carried_on(
    editions: Mapping[str, Edition], named: str, copy: Document, language: str | None
) -> Succession:
    """What a document carries on; one in a language that the edition does not know carries on little."""
    before = editions[named]
    others = [one for name, one in editions.items() if name != named]
    spoken = read_here(language or spoken_in(copy, before, read_vocabulary()), "the document")
    return succession(before, copy, spoken, others)


def _translated(found: Succession, file: Path, told: str | None, day: date) -> Translation:
    """What a document in another language adds; DocumentFault where it is in the same one."""
    prints = {one for was in found.before.statements for one in was.fingerprints.values()}
    text = read_text(file)
    copy = read_document(text, prints)
    language = read_here(told or spoken_in(copy, found.before, read_vocabulary()), str(file))
    if language == found.language:
        raise DocumentFault(
            f"{file} is in {language!r} like the document itself: --also is for other languages. Where it is "
            "in another all the same, say which: --also-language"
        )
    added = translated(found, copy, language)
    of_day = day_of(text)
    if of_day in (None, day):
        return added
    return added._replace(
        faults=(f"it says that it is of {of_day}, and the edition is of {day}", *added.faults)
    )


def _write(draft: str, output: Path | None) -> None:
    if output is None:
        click.echo(draft, nl=False)
        return
    try:
        output.write_text(draft, encoding="utf-8")
    except OSError as fault:
        raise click.ClickException(f"{output}: cannot be written: {fault.strerror}") from fault


def _begun_from(named: str | None, editions: dict[str, Edition]) -> str | None:
    """The name of the edition to begin from, which is known from then on."""
    if named is None:
        return None
    if not named.endswith(_FILE):
        return edition_named(editions, named).edition
    edition = parse_edition(read_text(Path(named)), named)
    editions[edition.edition] = edition
    return edition.edition


def _file_of(edition: str, named: str | None) -> Path:
    return Path(named) if named and named.endswith(_FILE) else EDITIONS_FOLDER / f"{edition}{_FILE}"


def _examined(
    text: str, editions: Mapping[str, Edition], before: str | None, language: str | None
) -> Examined:
    """The document held against the edition before it; DocumentFault where there is nothing to begin with."""
    is_known = before is None or language in languages_of(editions[before])
    examined = examine(text, editions, before, language if is_known else None)
    verified = examined.verified
    if before is None and verified.told == "stands":
        raise DocumentFault(
            f"the document says what that of {verified.drift.edition} says, word for word: nothing to draft"
        )
    if before is None and examined.beyond is not None:
        raise DocumentFault(told(examined))
    if before is None and verified.told in ("damaged", "other_document"):
        raise DocumentFault(
            f"{told(examined)} If it is the right one all the same, name the edition to begin from: --from "
            f"{_to_begin_from(examined, editions)}"
        )
    return examined


def _to_begin_from(examined: Examined, editions: Mapping[str, Edition]) -> str:
    """The newest edition for what says a later day, else the one that fits best."""
    newest = max(editions.values(), key=lambda one: one.day)
    is_later = examined.signs.day is not None and examined.signs.day > newest.day
    return newest.edition if is_later else examined.verified.drift.edition


def _added(other: Translation, sentences: int) -> Iterator[str]:
    """What a document in another language adds; where it is another document, no more than that."""
    known = f"In {other.language!r} {len(other.sentences)} of {sentences} sentences are known"
    if len(other.sentences) < _HALF * sentences:
        yield f"{known}: it is not built like the document. Is it the same one, of the same day?"
        return
    yield f"{known}, their fingerprints and sketches are added."
    yield from (f"  {fault}" for fault in other.faults)


def _to_read_again(found: Succession) -> Iterator[str]:
    """The words of the bot that tell what such sentences said."""
    rests = [rests_on(found.before, name) for name in found.shaken]
    for kind, at in (("reasons", 0), ("themes and silent", 1)):
        if names := list(dict.fromkeys(name for one in rests for name in one[at])):
            yield f"Read again in bot/replies, {kind}: {', '.join(names)}."
    beside = accompanying(found.before, read_phrases()[DEFAULT_LANGUAGE])
    if places := [place for place, cites in beside.items() if cites & found.shaken.keys()]:
        yield f"Read again in bot/replies, {', '.join(places)}."


def _told(day: date, of: _Drafted, output: Path | None) -> Iterator[str]:
    """What was carried over, what is left, and what to do now."""
    found = of.found
    if of.examined.looks in _LOOK_AGAIN or of.examined.signs.breaks_off:
        yield told(of.examined)
    fates = [heir.fate for heir in found.heirs]
    stand = sum(heir.stands for heir in found.heirs)
    counted = [f"{stand} of {len(found.before.statements)} statements carried over"]
    counted += [f"{fates.count(fate)} {_CALLED.get(fate, fate)}" for fate in FATES if fate in fates]
    counted += [f"{len(found.gone)} gone"] if found.gone else []
    counted += [f"under another heading: {', '.join(found.renamed)}"] if found.renamed else []
    counted += [f"no link to the address of {', '.join(found.relinked)}"] if found.relinked else []
    yield f"Edition {day}, begun from {found.before.edition}: {', '.join(counted)}."
    if found.language not in languages_of(found.before):
        known = " or ".join(map(repr, languages_of(found.before)))
        yield f"It knows no sentence in {found.language!r}: better begin with the document in {known}, and"
        yield "add this one with --also."
    for other in of.others:
        yield from _added(other, len(found.heirs))
    for number, mark in left_to_decide(of.text):
        yield f"  line {number}: {mark}"
    if str(day) in read_editions(but=output):
        yield f"An edition of {day} is known: where this is another one, give it its own day with --date."
    yield from _to_read_again(found)
    if remarks := ", ".join(map(str, comments_of_before(of.text, of.source))):
        yield f"Comments of {found.before.edition}, to be read whether they still hold: lines {remarks}."
    yield "What rested on a sentence that is changed or gone is a comment now: take the # off its lines where"
    yield "it holds, mend it where it does not. Each mark goes when it is decided. What is missing, tells"
    yield f"  python -m bot policy prove {output or 'FILE.yaml'}"
