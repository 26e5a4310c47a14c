"""`python -m bot policy`: the rule books as a person reads them, their proof, and copies held to them."""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, TypeVar

import click

from bot.saying.changes import as_data, changed
from bot.saying.lengths import overlong
from bot.saying.phrases import Phrases, read_phrases
from bot.saying.unsaid import unaccompanied, unsaid
from bot.terminal import show as say
from bot.upkeep import drift
from bot.upkeep.copies import import_copies
from bot.upkeep.draft import left_of_document, left_to_decide
from bot.upkeep.policy_table import as_csv, as_text
from bot.upkeep.read_again import before_it, left_over, read_again, undecided
from knowledge.document.damage import examine
from knowledge.document.drift import DocumentFault
from knowledge.document.gists import other_days
from knowledge.document.overnamed import overnamed
from knowledge.document.sections import day_of, read_document
from knowledge.document.source import compare, unsaid_days
from knowledge.document.spoken import read_here, spoken_in
from knowledge.judged.heads import read_heads
from knowledge.library import beside_it, open_laws
from knowledge.reading.unread import unread
from knowledge.words.language import LANGUAGES
from knowledge.words.vocabulary import read_vocabulary
from rules.common import Incomparable
from rules.differ import Comparison, differences
from rules.edition import EDITIONS_FOLDER, UnknownEdition, edition_of, parse_edition, read_editions
from rules.evaluate import Law, enact
from rules.meanings import other_meanings
from rules.model import Condition, Days, Edition, NoneOf, Rule
from rules.prove import Proof, prove
from rules.strict_yaml import DataFault, read_text
from rules.undated import undated

_ENGLISH: Final = "en"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

type_of_command = TypeVar("type_of_command", bound=Callable[..., object])


def _told_as(about: str) -> Callable[[type_of_command], type_of_command]:
    """The option that says how a command tells what it found."""
    forms = click.Choice(["text", "json"])
    return click.option("--format", "form", type=forms, default="text", show_default=True, help=about)


@click.group()
def policy() -> None:
    """List, show, compare and prove the editions of the policy, verify and keep copies of the document."""


policy.add_command(import_copies)


@policy.command("list")
def list_editions() -> None:
    """List the known editions, oldest first."""
    for edition in _editions().values():
        click.echo(
            f"{edition.edition}  {len(edition.rules):>3} rules  {len(edition.statements):>3} statements"
            f"  {edition.title}"
        )


@policy.command()
@click.argument("edition")
@click.option("--table", is_flag=True, help="Show it type by date by situation, to lay beside the document.")
@click.option("--csv", "as_sheet", is_flag=True, help="The table as CSV, for a spreadsheet.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="The language of the table; English without it."
)
def show(edition: str, table: bool, as_sheet: bool, language: str | None) -> None:
    """Show the rules of EDITION: when each applies, what follows, and which sentences say so.

    EDITION is a known one (its day, a year, a month, `oldest`, `newest`), or a file of its own.
    """
    if not table and (as_sheet or language):
        raise click.UsageError("--csv and --language go with --table: add it")
    editions = _editions()
    shown = editions[_taken_in(editions, edition)]
    if table:
        spoken = language or _ENGLISH
        with _words():
            click.echo((as_csv if as_sheet else as_text)(shown, _phrases(spoken), spoken).rstrip("\n"))
        return
    click.echo(f"{shown.title}, edition {shown.edition}\n{shown.url}\n")
    for rule in shown.rules:
        _show_rule(shown, rule)


@policy.command("diff")
@click.argument("before", metavar="EDITION")
@click.argument("after", metavar="EDITION")
@_told_as("How to say it.")
def compare_editions(before: str, after: str, form: Literal["text", "json"]) -> None:
    """Show what changed from the first EDITION to the second: for whom, what held, what holds now.

    An EDITION is a known one (its day, a year, a month, `oldest`, `newest`), or a file of its own. Every case
    that differs stands in exactly one line. What a line does not name plays no part in it.
    """
    found = _compared(before, after)
    if form == "json":
        click.echo(json.dumps(as_data(found), indent=2, ensure_ascii=False))
        return
    with _words():
        say(changed(found, _phrases(_ENGLISH)))


def _compared(before: str, after: str) -> Comparison:
    try:
        laws = open_laws()
        editions = {name: law.edition for name, law in laws.items()}
        one, other = (_law(laws, editions, _taken_in(editions, name)) for name in (before, after))
        return differences(one, other)
    except (DataFault, Incomparable) as fault:
        raise click.ClickException(str(fault)) from fault


def _law(laws: Mapping[str, Law], editions: Mapping[str, Edition], name: str) -> Law:
    """The law of an edition; one that is read from a file is proven first."""
    if name in laws and laws[name].edition is editions[name]:
        return laws[name]
    faults = [f"{fault.place}: {fault.message}" for fault in prove(editions[name]).faults]
    if faults:
        raise DataFault("\n".join(faults))
    return enact(editions[name])


@contextmanager
def _words() -> Iterator[None]:
    """Where the replies have no word yet for what an edition says, that is told."""
    try:
        yield
    except KeyError as missing:
        raise click.ClickException(
            f"the replies have no words for {missing} yet: `policy prove` with the file of the edition lists "
            "all that are missing"
        ) from missing


def _phrases(language: str) -> Phrases:
    return _phrases_of_all()[language]


def _phrases_of_all() -> Mapping[str, Phrases]:
    try:
        return read_phrases()
    except DataFault as fault:
        raise click.ClickException(str(fault)) from fault


@policy.command("prove")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--document",
    "documents",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also compare one edition's statements with this document, in Markdown or HTML.",
)
@click.option(
    "--document-language",
    type=click.Choice(LANGUAGES),
    help="The language of the document; without it, the one that fits.",
)
def prove_editions(
    files: tuple[Path, ...], documents: tuple[Path, ...], document_language: str | None
) -> None:
    """Prove that every case has exactly one rule, and every rule its sentence.

    Without FILES all known editions are proven. Of FILES it is also said what to read again (words of the
    replies that the edition may have made false) and what to look at. Exit code 1 where a proof fails, where
    a draft is not yet decided, or where the replies lack words for it or are too long.
    """
    if documents and len(files) != 1:
        raise click.UsageError("--document goes with one edition: name its file")
    named, files = files, files or tuple(sorted(EDITIONS_FOLDER.glob("*.yaml")))
    editions = _read(files)
    proofs = [(prove(edition, place), edition) for place, edition in editions.items()]
    _print_table([proof for proof, _ in proofs])
    faults = [f"{fault.place}: {fault.message}" for proof, _ in proofs for fault in proof.faults]
    faults += [*_misnamed(editions), *_other_meanings(editions), *_missing_topics(editions), *_marks(files)]
    if not faults:
        faults += [line for edition in editions.values() for line in unsaid(edition, _phrases_of_all())]
    if not faults:
        faults += [line for edition in editions.values() for line in _too_long(edition, older=bool(named))]
    for document in documents:
        faults += _differences(document, document_language, proofs[0][1])
    for fault in faults:
        click.echo(fault, err=True)
    for proof, edition in proofs if named else ():
        _tell_what_to_read(edition)
        _tell_of_words(edition)
        _tell_of_days(edition)
        if not proof.faults:
            _tell_undated(edition)
    for document in documents:
        _tell_what_is_not_there(document, document_language, proofs[0][1])
    sys.exit(1 if faults else 0)


def _too_long(edition: Edition, *, older: bool) -> Iterator[str]:
    """Replies of another length than a person can bear, as they will be said beside the other editions.

    `older`: also those of older editions, which say what the newest, if this is it, says otherwise.
    """
    laws = {**open_laws(), edition.edition: enact(edition)}
    grown = older and edition.edition == max(laws)
    for law in laws.values() if grown else (laws[edition.edition],):
        beside = beside_it(law, laws)
        for language, said in _phrases_of_all().items():
            yield from (f"replies/{language}.yaml: {line}" for line in overlong(law, beside, language, said))


def _tell_what_to_read(edition: Edition) -> None:
    """What no proof can tell: which words may have become false, which new sentences decide nothing."""
    known = _editions()
    before = before_it(edition, known)
    if before is None:
        return
    for place in read_again(before, edition, known, _phrases_of_all()):
        click.echo(f"read again: {place}")
    if loose := undecided(before, edition):
        click.echo(f"look: of what is new since {before.edition} no rule goes by {', '.join(loose)}")


def _tell_of_words(edition: Edition) -> None:
    """Which headlines go with the steps of others, and what nobody's message is understood to say."""
    for line in unaccompanied(edition, _phrases(_ENGLISH)):
        click.echo(f"look: headlines: there is none for {line}")
    known = {**_editions(), edition.edition: edition}
    for place in left_over(known.values(), _phrases(_ENGLISH)):
        click.echo(
            f"look: {place} in the replies goes with no verdict of any edition: does one name another?"
        )
    if strange := list(unread(edition, read_vocabulary(), read_heads())):
        click.echo(
            f"look: no message is read for {', '.join(strange)}: only the form tells it, until its words are "
            "learned (see A word in CONTRIBUTING.md)"
        )


def _tell_of_days(edition: Edition) -> None:
    """Which days the gists tell otherwise than a rule, or than each other."""
    for line in other_days(edition):
        click.echo(f"look: {line}: is it the right day?")


def _tell_undated(edition: Edition) -> None:
    """Where the reason depends on a day that nobody told; the cure is an implication, if there is one."""
    for case, rules in undated(enact(edition)):
        click.echo(
            f"look: in the case {case} the day decides between {' and '.join(rules)}, which lead to the "
            f"same: no reason is told without it{_parted(edition, rules)}. Where the other facts say which "
            "day it was, add it to `implications`"
        )


def _parted(edition: Edition, names: tuple[str, ...]) -> str:
    """That such rules are told by several headlines, of which each claims more than is known."""
    rules = [rule for rule in edition.rules if rule.id in names]
    headlines = list(dict.fromkeys(rule.headline or rule.outcome for rule in rules))
    if len(headlines) == 1:
        return ""
    return f", and of the headlines {' and '.join(headlines)} that it is one or the other"


def _misnamed(editions: Mapping[str, Edition]) -> Iterator[str]:
    """The files that are called by another day than their edition's."""
    for place, edition in editions.items():
        name = Path(place).stem
        if _DAY.fullmatch(name) and name != edition.edition:
            yield f"{place}: it says edition {edition.edition!r}: call both the same"


def _other_meanings(editions: Mapping[str, Edition]) -> Iterator[str]:
    known = _editions()
    for place, edition in editions.items():
        yield from (f"{place}: {line}" for line in other_meanings(edition, known.values()))


def _missing_topics(editions: Mapping[str, Edition]) -> Iterator[str]:
    """A topic that any edition knows is asked about in all of them."""
    known = dict.fromkeys(topic for edition in _editions().values() for topic in edition.topics)
    for place, edition in editions.items():
        for topic in known:
            if topic not in edition.topics:
                yield f"{place}: topics: {topic} is missing: say what answers it"


def _marks(files: Iterable[Path]) -> Iterator[str]:
    """What `policy new` left to decide and nobody has decided yet."""
    for file in files:
        text = read_text(file)
        yield from (f"{file.name}, line {number}: {mark}" for number, mark in left_to_decide(text))
        for number in left_of_document(text):
            yield f"{file.name}, line {number}: the document's own words: take them out"


@policy.command("verify")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--edition",
    help="Hold against this edition, known or a file of its own; without it, the one that fits best.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    help="The language of the copy; without it, the one that fits.",
)
@_told_as("A report to read, or for each file one line of JSON that carries everything.")
def verify_copies(files: tuple[Path, ...], edition: str | None, language: str | None, form: str) -> None:
    """Hold copies of the document against an edition: what stands, moved, changed, is gone, doubled, new.

    FILES are Markdown or the HTML of the published page. Exit code 0 where all statements stand, 1 where
    there is any finding, 2 where a file cannot be read.
    """
    editions = _editions()
    if edition is not None:
        edition = _taken_in(editions, edition)
    write = drift.as_json if form == "json" else drift.as_text
    worst = 0
    for file in files:
        try:
            examined = examine(read_text(file), editions, edition, language)
        except (DataFault, DocumentFault) as fault:
            worst = 2
            _tell_unread(file, str(fault), form)
            continue
        worst = max(worst, 1 if examined.verified.drift.findings else 0)
        click.echo(write(str(file), examined))
    sys.exit(worst)


def _tell_unread(file: Path, fault: str, form: str) -> None:
    told = fault if fault.startswith(str(file)) else f"{file}: {fault}"
    click.echo(told, err=True)
    if form == "json":
        click.echo(json.dumps({"file": str(file), "error": told}, ensure_ascii=False))


def _taken_in(editions: dict[str, Edition], named: str) -> str:
    """The name of an edition that is known, or that is now, from its file."""
    if not named.endswith(".yaml"):
        return _known(editions, named).edition
    (read,) = _read((Path(named),)).values()
    editions[read.edition] = read
    return read.edition


def _known(editions: dict[str, Edition], name: str) -> Edition:
    try:
        found = edition_of(editions, name)
    except UnknownEdition as fault:
        raise click.UsageError(str(fault)) from fault
    tell_resolved(name, found.edition)
    return found


def tell_resolved(asked: str, edition: str) -> None:
    """Which edition is meant, where it was not asked for by its own day."""
    if asked != edition:
        click.echo(f"Edition {asked}: that of {edition}.", err=True)


def _differences(document: Path, language: str | None, edition: Edition) -> list[str]:
    text, spoken = _document(document, language, edition)
    return [f"{document.name}: {line}" for line in compare(edition, text, spoken)]


def _tell_what_is_not_there(document: Path, language: str | None, edition: Edition) -> None:
    """Which gists name a type, and which rules a day, that a document does not have where they rest on it."""
    text, spoken = _document(document, language, edition)
    for gist in overnamed(edition, text, spoken, read_vocabulary()):
        click.echo(f"look: the gist of {gist}, and its section in {document.name} does not: is it still so?")
    said = day_of(text)
    if said not in (None, edition.day):
        click.echo(f"look: {document.name} says that it is of {said}, and the edition is of {edition.day}")
    for day in unsaid_days(edition, text, spoken):
        click.echo(f"look: {day} in {document.name}: is it the right day?")


def _document(file: Path, language: str | None, edition: Edition) -> tuple[str, str]:
    """What stands in a document, and its language."""
    try:
        text = read_text(file)
    except DataFault as fault:
        raise click.ClickException(str(fault)) from fault
    spoken = language or spoken_in(read_document(text), edition, read_vocabulary())
    try:
        return text, read_here(spoken, str(file))
    except DocumentFault as fault:
        raise click.ClickException(str(fault)) from fault


def _read(files: tuple[Path, ...]) -> dict[str, Edition]:
    try:
        return {file.name: parse_edition(read_text(file), file.name) for file in files}
    except DataFault as fault:
        raise click.ClickException(str(fault)) from fault


def _editions() -> dict[str, Edition]:
    try:
        return read_editions()
    except DataFault as fault:
        raise click.ClickException(str(fault)) from fault


def _print_table(proofs: list[Proof]) -> None:
    click.echo("edition     cells  rules  statements  questions expected  worst  proof")
    for proof in proofs:
        verdict = "holds" if not proof.faults else f"{len(proof.faults)} faults"
        click.echo(
            f"{proof.edition}  {proof.cells:>5}  {proof.rules:>5}  {proof.statements:>10}"
            f"  {proof.expected_questions:>18.2f}  {proof.worst_questions:>5}  {verdict}"
        )


def _show_rule(edition: Edition, rule: Rule) -> None:
    headline = f", told as {rule.headline}" if rule.headline else ""
    click.echo(f"{rule.id} ({rule.basis}) -> {rule.outcome}{headline}")
    for fact, condition in rule.when.items():
        click.echo(f"    {fact}: {_condition(condition)}")
    if rule.path:
        click.echo(f"    path: {' > '.join(edition.paths[rule.path].labels)}")
    else:
        click.echo(f"    no path: {rule.no_path}")
    for statement_id in rule.cites:
        click.echo(f"    {statement_id}: {edition.statement(statement_id).gist['en']}")
    click.echo()


def _condition(condition: Condition) -> str:
    if isinstance(condition, Days):
        return str(condition.interval)
    if isinstance(condition, NoneOf):
        return f"not {', '.join(condition.not_)}"
    return ", ".join(condition)
