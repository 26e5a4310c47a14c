"""`python -m bot policy import`: the operator's own copies of the document, kept to quote from."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

import click

from bot.settings import DEFAULT_DATABASE
from bot.store import Copy, Store, StoreFault
from bot.store.naming import SQLITE
from bot.upkeep.drift import told
from knowledge.document.damage import Examined, examine
from knowledge.document.drift import DocumentFault, Fit
from knowledge.document.shelf import quotable
from knowledge.words.language import LANGUAGES
from rules.edition import UnknownEdition, edition_named, read_editions
from rules.model import Edition
from rules.strict_yaml import DataFault, read_text

_KEPT: Final[tuple[Fit, ...]] = ("stands", "unknown_edition", "altered")
_MOST_GONE: Final = 1 / 3  # of the statements: what lacks more is cut off, or another text
_REFUSED, _UNREAD = 1, 2  # exit codes
_T = TypeVar("_T")


class CopyRefused(Exception):
    """A document that is no copy to quote an edition from; the message says why."""


class Received(NamedTuple):
    """A copy that was found good: how many statements can be quoted from it, of how many."""

    copy: Copy
    quotable: int
    statements: int
    differs: bool


@click.command("import")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--edition", help="The edition that FILES are; without it, the one that fits best.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="The language of FILES; without it, the one that fits."
)
@click.option("--list", "listed", is_flag=True, help="Show which copies are kept, since when.")
@click.option(
    "--remove",
    type=(str, click.Choice(LANGUAGES)),
    metavar="EDITION LANGUAGE",
    help="Remove the copy of EDITION in LANGUAGE.",
)
@click.option(
    "--force", is_flag=True, help="Replace a kept copy also where fewer sentences stand in the new one."
)
@click.option(
    "--database",
    metavar="URL",
    envvar="DATABASE_URL",
    default=DEFAULT_DATABASE,
    show_default=True,
    show_envvar=True,
    help="The bot's store.",
)
def import_copies(  # noqa: PLR0913 - a command takes each option by its name
    *,
    files: tuple[Path, ...],
    edition: str | None,
    language: str | None,
    listed: bool,
    remove: tuple[str, str] | None,
    force: bool,
    database: str,
) -> None:
    """Keep your own copies of the document, so that replies quote its sentences.

    FILES are Markdown or the HTML of the published page, in English or Dutch. Each is held against the
    edition first, as by `policy verify`. A sentence is quoted only where its fingerprint is the edition's; a
    damaged copy or another document is not kept. A copy of the same edition and language is replaced, unless
    more sentences stand in it; a running bot takes the new one up at once. Exit code 1 where a copy is
    refused, 2 where a file cannot be read.
    """
    if sum((bool(files), listed, remove is not None)) != 1:
        raise click.UsageError("name the FILES to keep, or say --list, or --remove EDITION LANGUAGE")
    editions = _editions()
    if listed:
        _list(editions, database)
    elif remove:
        _remove(*remove, database)
    else:
        sys.exit(_keep(files, editions, edition, language, database, force=force))


# -- keeping


def _keep(  # noqa: PLR0913 - one for each option
    files: tuple[Path, ...],
    editions: Mapping[str, Edition],
    edition: str | None,
    language: str | None,
    database: str,
    *,
    force: bool,
) -> int:
    """Keep what is good; the worst exit code of all files."""
    _check_edition(editions, edition)
    worst, good = 0, dict[Path, Received]()
    for file in files:
        try:
            good[file] = received(read_text(file), editions, edition, language)
        except CopyRefused as fault:
            worst = max(worst, _REFUSED)
            click.echo(f"{file}: not kept. {fault}", err=True)
        except (DataFault, DocumentFault) as fault:
            worst = _UNREAD
            click.echo(str(fault) if str(fault).startswith(str(file)) else f"{file}: {fault}", err=True)
    if good:
        _say_if_new(database)
        refused = _in_store(database, lambda store: _put(store, good, editions, force=force), may_be_new=True)
        worst = max(worst, refused)
    return worst


def _say_if_new(database: str) -> None:
    """A store that is made here may be the wrong one: the bot's may lie in another folder."""
    file = database.removeprefix(SQLITE)
    if file != database and not Path(file).exists():
        click.echo(f"There was no store {file} yet; it is made now.", err=True)


def received(
    text: str, editions: Mapping[str, Edition], edition: str | None, language: str | None
) -> Received:
    """The copy that a text is; CopyRefused where it is none to quote from."""
    text = text.replace("\0", "")  # which no database keeps as text, and no reader sees
    examined = examine(text, editions, edition, language)
    if fault := _fault(examined):
        raise CopyRefused(fault)
    drift = examined.verified.drift
    there = quotable(editions[drift.edition], drift.language, text)
    if not there:
        raise CopyRefused(f"No sentence in it stands in edition {drift.edition} word for word.")
    return Received(
        Copy(drift.edition, drift.language, text), len(there), drift.statements, bool(drift.findings)
    )


def _fault(examined: Examined) -> str:
    """Why it is no copy of the edition, empty where it is one."""
    verified = examined.verified
    drift, gone = verified.drift, verified.drift.count("gone")
    if verified.told == "other_edition":
        return f"{told(examined)} Say --edition {verified.best.edition}, or leave it out."
    if verified.told not in _KEPT:
        return told(examined)
    if gone > _MOST_GONE * drift.statements:
        which = f"{gone} of the {drift.statements} statements of edition {drift.edition} ({drift.language})"
        return f"It lacks {which}: an incomplete copy, or an edition that nobody knows."
    return ""


async def _put(
    store: Store, good: Mapping[Path, Received], editions: Mapping[str, Edition], *, force: bool
) -> int:
    """Keep the copies, none in place of a better one unless forced to; the exit code."""
    there = {one.kept_as: one for one in await store.copies()}
    worst = 0
    for file, one in good.items():
        before = there.get(one.copy.kept_as)
        stood = _count(before, editions) if before else 0
        if one.quotable < stood and not force:
            worst = _REFUSED
            click.echo(f"{file}: not kept. {_worse(one, stood)}", err=True)
            continue
        await store.keep_copy(one.copy)
        there[one.copy.kept_as] = one.copy
        click.echo(f"{file}: {_told(one, file, replaced=before is not None)}")
    return worst


def _worse(one: Received, stood: int) -> str:
    kept = f"{stood} from the copy of edition {one.copy.edition} ({one.copy.language}) that is kept"
    how = f"{one.quotable} of {one.statements} statements can be quoted from it, {kept}."
    return f"{how} To put it in its place, add --force."


def _count(one: Copy, editions: Mapping[str, Edition]) -> int:
    """How many statements can be quoted from a copy that is kept."""
    edition = editions.get(one.edition)
    return len(quotable(edition, one.language, one.text)) if edition else 0


def _told(one: Received, file: Path, *, replaced: bool) -> str:
    instead = ", in place of the one before" if replaced else ""
    kept = f"kept as edition {one.copy.edition} ({one.copy.language}){instead}"
    how = f"{one.quotable} of {one.statements} statements can be quoted."
    where = f"\n  It differs from that edition: `policy verify {file}` shows where." if one.differs else ""
    return f"{kept}: {how}{where}"


# -- listing and removing


def _list(editions: Mapping[str, Edition], database: str) -> None:
    kept = _in_store(database, lambda store: store.copies())
    if not kept:
        click.echo("No copy is kept.")
        return
    click.echo("edition     language  can be quoted  since (UTC)")
    for one in kept:
        since = datetime.fromtimestamp(one.since, UTC).strftime("%Y-%m-%d %H:%M")
        click.echo(f"{one.edition}  {one.language:<8}  {_quotable(one, editions):<13}  {since}")


def _quotable(one: Copy, editions: Mapping[str, Edition]) -> str:
    edition = editions.get(one.edition)
    if edition is None:
        return "not known"
    return f"{_count(one, editions)} of {len(edition.statements)}"


def _remove(edition: str, language: str, database: str) -> None:
    if not _in_store(database, lambda store: store.remove_copy(edition, language)):
        raise click.ClickException(
            f"no copy of edition {edition} in {language!r} is kept; `policy import --list` shows which are"
        )
    click.echo(f"Removed the copy of edition {edition} ({language}).")


# -- what they share


def _in_store(database: str, do: Callable[[Store], Awaitable[_T]], *, may_be_new: bool = False) -> _T:
    try:
        return asyncio.run(_done(database, do, may_be_new=may_be_new))
    except StoreFault as fault:
        raise click.ClickException(str(fault)) from fault


async def _done(database: str, do: Callable[[Store], Awaitable[_T]], *, may_be_new: bool) -> _T:
    from bot.store.opening import open_existing, open_store  # noqa: PLC0415 - slow to load, and rarely needed

    store = await (open_store if may_be_new else open_existing)(database)
    try:
        return await do(store)
    finally:
        await store.close()


def _check_edition(editions: Mapping[str, Edition], name: str | None) -> None:
    try:
        if name is not None:
            edition_named(editions, name)
    except UnknownEdition as fault:
        raise click.UsageError(str(fault)) from fault


def _editions() -> dict[str, Edition]:
    try:
        return read_editions()
    except DataFault as fault:
        raise click.ClickException(str(fault)) from fault
