"""`python -m bot policy new`: the edition of a newer document, begun from the nearest that is known."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from bot.draft import drafted, left_to_decide
from knowledge.documents import Document, day_of, read_document
from knowledge.drift import DocumentFault, Drift, verify
from knowledge.language import LANGUAGES
from knowledge.succession import FATES, Fate, Succession, succession
from rules.edition import EDITIONS_FOLDER, UnknownEdition, edition_named, parse_edition, read_editions
from rules.model import Edition
from rules.strict_yaml import DataFault, read_text

_FILE = ".yaml"
_CALLED: Final[Mapping[Fate, str]] = {"nearly": "of them nearly the same", "split": "halves of split ones"}


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
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this new file.")
@click.option("--force", is_flag=True, help="Write over the file where it is there already.")
def draft_edition(  # noqa: PLR0913, PLR0917 - one for each option
    document: Path,
    day: datetime | None,
    named: str | None,
    language: str | None,
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
        found, draft = _drafted(text, of_day, named, language, output)
    except (DataFault, DocumentFault) as fault:
        raise click.ClickException(str(fault)) from fault
    except UnknownEdition as fault:
        raise click.UsageError(str(fault)) from fault
    _write(draft, output)
    for line in _told(of_day, found, draft, output):
        click.echo(line, err=True)


def _drafted(
    text: str, day: date, named: str | None, language: str | None, output: Path | None
) -> tuple[Succession, str]:
    """What the document carries on of the edition it is begun from, and the draft."""
    editions = read_editions(but=output)  # what is drafted anew is not begun from its own draft
    before = _begun_from(named, editions)
    drift = _held(text, editions, before, language)
    begun_from = editions[drift.edition]
    found = succession(begun_from, _copy(text, begun_from), drift.language)
    return found, drafted(day, found, read_text(_file_of(drift.edition, named)))


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


def _held(text: str, editions: Mapping[str, Edition], before: str | None, language: str | None) -> Drift:
    """The document held against the edition before it; DocumentFault where there is nothing to begin with."""
    verified = verify(text, editions, before, language)
    if before is None and verified.told == "stands":
        raise DocumentFault(
            f"the document says what that of {verified.drift.edition} says, word for word: nothing to draft"
        )
    if before is None and verified.told in ("damaged", "other_document"):
        raise DocumentFault(
            "few sentences of any known edition stand in the document: it is another one, or a damaged copy. "
            "If it is the right one all the same, name the edition to begin from: --from "
            f"{verified.drift.edition}"
        )
    return verified.drift


def _copy(text: str, before: Edition) -> Document:
    return read_document(text, {one for was in before.statements for one in was.fingerprints.values()})


def _told(day: date, found: Succession, draft: str, output: Path | None) -> Iterator[str]:
    """What was carried over, what is left, and what to do now."""
    fates = [heir.fate for heir in found.heirs]
    stand = sum(heir.stands for heir in found.heirs)
    counted = [f"{stand} of {len(found.before.statements)} statements carried over"]
    counted += [f"{fates.count(fate)} {_CALLED.get(fate, fate)}" for fate in FATES if fate in fates]
    counted += [f"{len(found.gone)} gone"] if found.gone else []
    yield f"Edition {day}, begun from {found.before.edition}: {', '.join(counted)}."
    for number, mark in left_to_decide(draft):
        yield f"  line {number}: {mark}"
    if output is None and str(day) in read_editions():
        yield f"An edition of {day} is known: where this is another one, give it its own day with --date."
    yield "What rested on a sentence that is changed or gone is a comment now: take the # off its lines where"
    yield "it holds, mend it where it does not. Each mark goes when it is decided. What is missing, tells"
    yield f"  python -m bot policy prove {output or 'FILE.yaml'}"
