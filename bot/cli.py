"""The commands. Each says what it does in its own `--help`; errors go to standard error.

Exit codes: 0 as asked, 1 something was found wrong (a line, a rule, a verdict), 2 the call was.
"""

import asyncio
import contextlib
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import click

from bot import loops
from bot.librarian import shelf_of
from bot.records import Desk, LineFault, ask_line, check_line, decoded
from bot.saying.changes import COMMAND, changes_wanted, what_changed
from bot.saying.phrases import read_phrases
from bot.saying.section import Reply
from bot.saying.unsaid import check_words
from bot.score import Score, misses, score_file
from bot.settings import SettingsFault, database_url, edition_in_use, read_settings
from bot.store import Said, StoreFault, Vote
from bot.terminal import plain, show, show_why
from bot.upkeep import policy, policy_new
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts
from knowledge.case.memory import EMPTY_CASE
from knowledge.document.shelf import Shelf
from knowledge.library import Library, open_library
from knowledge.words.language import DEFAULT_LANGUAGE, LANGUAGES
from knowledge.words.text import TextFault
from rules.edition import DEFAULT_EDITION, UnknownEdition, edition_of
from rules.strict_yaml import DataFault
from rules.written import FactFault, parse_facts


class _Today(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day of the calendar: write it like 2026-11-23", param, ctx)


def _settings(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every answering command has."""
    language = click.option(
        "--language", type=click.Choice(LANGUAGES), help="Reply in this language, whatever the message is in."
    )
    today = click.option(
        "--today",
        type=_Today(),
        default=lambda: datetime.now().astimezone().date(),
        show_default="the current day",
        help="The day that 'last month' and the like count from.",
    )
    edition = click.option(
        "--edition",
        show_default=f"PORT25_EDITION, else {DEFAULT_EDITION}",
        help="The edition of the policy to answer by: its day, a year or a month, `oldest` or `newest`; "
        "`policy list` shows them.",
    )
    return edition(today(language(command)))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
def main() -> None:
    """May my Azure machine send mail on port 25, and if not, what do I do now?

    Answers follow from the rules of a Microsoft document, never from a guess.
    """


@main.command()
@click.argument("text", nargs=-1)
@click.option(
    "--jsonl",
    is_flag=True,
    help='Read lines {"id", "text"} or {"id", "turns": [...]} and write one JSON line for each.',
)
@click.option("--why", is_flag=True, help="Show which facts decided, and by which rule.")
@_settings
def ask(text: tuple[str, ...], jsonl: bool, why: bool, **settings: Any) -> None:
    """Answer one question, or with --jsonl many from standard input."""
    desk = _desk(**settings)
    if jsonl:
        if text:
            raise click.UsageError("give either TEXT or --jsonl, not both")
        _answer_lines(ask_line, desk)
        return
    message = " ".join(text)
    if not message.strip():
        raise click.UsageError('say what to ask, for example: ask "payg from 2019, port 25?"')
    message, changes = _typed(message, desk, desk.language)
    if changes is not None:
        show(changes)
        return
    found = _read(message, desk)
    show(desk.compose(found))
    if why:
        show_why(desk.quoting(found))


@main.command()
@click.option("--subscription", help="Type, such as pay_as_you_go, csp, other:ea_dev_test, or unknown.")
@click.option(
    "--created",
    help="2018-03-01, 2016-01-01/2016-12-31, before:2017-11-15, from:2017-11-15, or unknown.",
)
@click.option("--delivery", help="direct or relay.")
@click.option("--route", help="internet or paas.")
@click.option("--exemption", help="none, requested, granted or refused.")
@click.option("--restarted", help="yes or no: VMs stopped and started since the exemption.")
@click.option(
    "--service", help="azure_firewall, app_service, functions or other_service; newer editions ask for it."
)
@click.option(
    "--jsonl", is_flag=True, help='Read lines {"id", "facts": {...}} and write one JSON line for each.'
)
@click.option("--why", is_flag=True, help="Show which facts decided, and by which rule.")
@_settings
def check(
    jsonl: bool, why: bool, language: str | None, today: date, edition: str | None, **facts: str | None
) -> None:
    """Answer from facts alone, without reading any text."""
    desk = _desk(language=language, today=today, edition=edition)
    given = {name: value for name, value in facts.items() if value is not None}
    if jsonl:
        if given:
            raise click.UsageError("give facts either as options or with --jsonl, not both")
        _answer_lines(check_line, desk)
        return
    try:
        parsed = parse_facts(given, *(law.edition for law in desk.library.laws.values()))
    except FactFault as fault:
        raise click.UsageError(str(fault)) from fault
    found = answer_facts(parsed, desk.library, edition=desk.edition, language=language or "en")
    show(desk.compose(found))
    if why:
        show_why(desk.quoting(found))


@main.command()
@_settings
def chat(**settings: Any) -> None:
    """Hold a conversation; without a terminal, answer line by line.

    /new starts afresh, /why shows how the last answer came about, /quit ends; /port25 and what stands behind
    it is taken as in Slack.
    """
    desk = _desk(**settings)
    talking = sys.stdin.isatty()
    if talking:
        click.echo("Ask whether an Azure machine may send mail on port 25, in English or Dutch.")
        click.echo("/new starts afresh, /why explains the last answer, /quit ends.\n")
    case, last = EMPTY_CASE, None
    while (message := _next_message(talking)) is not None:
        if message == "/quit":
            break
        if message == "/new":
            case, last = EMPTY_CASE, None
        elif message == "/why":
            show_why(desk.quoting(last)) if last else click.echo("Nothing was answered yet.")
        elif message:
            question, changes = _typed(message, desk, desk.language or case.language)
            if changes is not None:
                show(changes)
                click.echo()
                continue
            try:
                last = _read(question, desk, case)
            except click.ClickException as fault:
                fault.show()
                continue
            case = last.case
            show(desk.compose(last))
            click.echo()


@main.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@_settings
def evaluate(files: tuple[Path, ...], **settings: Any) -> None:
    """Score files of labelled messages; exit code 1 where a verdict is wrong."""
    desk = _desk(**settings)
    wrong = 0
    for file in files:
        try:
            score = score_file(file, desk)
        except (DataFault, TextFault) as fault:
            raise click.ClickException(str(fault)) from fault
        _print_score(file, score)
        wrong += score.wrong_verdicts
    sys.exit(1 if wrong else 0)


@main.command("review")
@click.option("--database", metavar="URL", required=True, help="The bot's store, as DATABASE_URL names it.")
def review_questions(database: str) -> None:
    """List what was not understood or marked wrong, as lines to be labelled.

    Fill in what is expected, keep the lines in a file of knowledge/corpus, and run `make train`.
    """
    from bot.review import NOT_UNDERSTOOD, review  # noqa: PLC0415 - only this command needs a store

    try:
        asked = asyncio.run(_to_review(database, NOT_UNDERSTOOD))
    except StoreFault as fault:
        raise click.ClickException(str(fault)) from fault
    for line in review(asked):
        click.echo(line)
    if not asked:
        click.echo("Nothing to review: all was understood, and nothing marked wrong.", err=True)


async def _to_review(url: str, outcomes: Sequence[str]) -> list[tuple[Said, Vote | None]]:
    from bot.store.opening import open_existing  # noqa: PLC0415 - only the commands on a store need one

    store = await open_existing(url)
    try:
        return await store.to_review(outcomes)
    finally:
        await store.close()


@main.group()
def store() -> None:
    """What the bot keeps: answers, tickets, votes, languages, copies, and what waits to be answered."""


@store.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy_store(source: str, target: str) -> None:
    """Put everything of one store into an empty other, each named as DATABASE_URL names it.

    Stop the bot first: `python -m bot store copy sqlite:///port25.sqlite3 postgresql://...`
    """
    try:
        asyncio.run(_copy(source, target))
    except StoreFault as fault:
        raise click.ClickException(str(fault)) from fault


async def _copy(source: str, target: str) -> None:
    from bot.store.opening import copy, open_existing, open_store  # noqa: PLC0415 - as above

    async with contextlib.AsyncExitStack() as stack:
        there = await open_existing(source)
        stack.push_async_callback(there.close)
        here = await open_store(target)
        stack.push_async_callback(here.close)
        async for table, rows in copy(there, here):
            click.echo(f"{table}: {rows} rows")


@main.command()
@click.option(
    "--role",
    type=click.Choice(["both", "web", "worker"]),
    default="both",
    show_default=True,
    help="Take in what Slack sends (web), answer it (worker), or both.",
)
def serve(role: Literal["both", "web", "worker"]) -> None:
    """Run the Slack bot; settings come from the environment (see .env.example)."""
    from bot.logs import configure  # noqa: PLC0415 - as for the server below

    configure()
    try:
        settings = read_settings()
    except SettingsFault as fault:
        raise click.ClickException(str(fault)) from fault
    from bot.app import PortFault  # noqa: PLC0415 - as the server itself
    from bot.app import serve as run_server  # noqa: PLC0415 - Slack's libraries are slow to load

    try:
        loops.run(run_server(settings, role))
    except (StoreFault, PortFault, DataFault) as fault:
        raise click.ClickException(str(fault)) from fault
    except UnknownEdition as fault:
        raise click.ClickException(f"PORT25_EDITION: {fault}") from fault
    except KeyboardInterrupt:
        return


@main.command()
@click.option("--socket", is_flag=True, help="Connect the bot by Socket Mode instead of HTTP.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default="a free one",
    help="The port of the page.",
)
@click.option(
    "--keep", type=click.Path(dir_okay=False, path_type=Path), help="Keep the bot's store in this file."
)
def playground(socket: bool, port: int, keep: Path | None) -> None:
    """Try the Slack bot in a Slack on this machine: opens a page that looks like a workspace."""
    from bot.playground.run import run  # noqa: PLC0415 - as above

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run(socket=socket, port=port, keep=keep))


policy.policy.add_command(policy_new.draft_edition)
main.add_command(policy.policy)


# -- what the commands share


@lru_cache(maxsize=1)
def _library() -> Library:
    try:
        library = open_library()
        check_words((law.edition for law in library.laws.values()), read_phrases())
    except DataFault as fault:
        raise click.ClickException(str(fault)) from fault
    return library


def _desk(*, language: str | None, today: date, edition: str | None) -> Desk:
    library = _library()
    try:
        named = _named(edition, library) if edition else _in_use(library)
        return Desk(library, dict(read_phrases()), named, today, language, _shelf(library))
    except UnknownEdition as fault:
        raise click.UsageError(str(fault)) from fault
    except DataFault as fault:
        raise click.ClickException(str(fault)) from fault


def _named(edition: str, library: Library) -> str:
    named = edition_of({name: law.edition for name, law in library.laws.items()}, edition).edition
    policy.tell_resolved(edition, named)
    return named


def _in_use(library: Library) -> str:
    """The edition of this environment, named as `serve` takes it."""
    try:
        return library.law(edition_in_use()).edition.edition
    except UnknownEdition as fault:
        raise click.ClickException(f"PORT25_EDITION: {fault}") from fault


def _shelf(library: Library) -> Shelf:
    """The copies that the bot of this environment keeps; where its store cannot be read, none."""
    from bot.store.reading import kept_copies  # noqa: PLC0415 - most environments have no store

    try:
        return shelf_of(library, kept_copies(database_url()))
    except StoreFault as fault:
        click.echo(f"Nothing is quoted from your copies of the document. {fault}", err=True)
        return shelf_of(library, ())


def _typed(message: str, desk: Desk, language: str | None) -> tuple[str, Reply | None]:
    """The question, without the command that Slack knows it by; and what changed, where that asks for it."""
    command, _, rest = message.strip().partition(" ")
    if command.lower() != COMMAND or not rest.strip():
        return message, None
    named = changes_wanted(rest.lower().rstrip(".!? ").split())
    if named is None:
        return rest, None
    return rest, what_changed(named, desk.library, desk.edition, desk.phrases[language or DEFAULT_LANGUAGE])


def _read(message: str, desk: Desk, case: Any = EMPTY_CASE) -> Answer:
    try:
        return answer(
            message.encode("utf-8", "replace").decode(),
            case,
            desk.library,
            edition=desk.edition,
            today=desk.today,
            speak=desk.language,
        )
    except TextFault as fault:
        raise click.ClickException(str(fault)) from fault


def _answer_lines(answer_line: Callable[[str, Desk], dict[str, Any]], desk: Desk) -> None:
    faulty = False
    for number, line in decoded(sys.stdin.buffer):
        try:
            if isinstance(line, LineFault):
                raise line
            written = answer_line(line, desk)
        except LineFault as fault:
            faulty = True
            written = {"id": fault.line_id, "error": f"line {number}: {fault}"}
        sys.stdout.write(json.dumps(written, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    sys.exit(1 if faulty else 0)


def _next_message(talking: bool) -> str | None:
    """The next line of the conversation, None at its end."""
    if talking:
        try:
            return input("> " if plain() else click.style("> ", fg="cyan")).strip()
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return None
    raw = sys.stdin.buffer.readline()
    return raw.decode("utf-8", "replace").strip() if raw else None


def _print_score(file: Path, score: Score) -> None:
    count = len(score.scored)
    click.echo(
        f"{file.name}: {score.right} of {count} right at once ({score.right / count:.1%}), "
        f"{score.rightly_offered} rightly offered ({score.rightly_offered / count:.1%}), "
        f"{score.wrong_verdicts} wrong verdicts"
    )
    for key in ("outcome", "language"):
        click.echo(f"\n  {key:<44} messages  right  wrong")
        for group, total, right, wrong in score.table(key):
            click.echo(f"  {group:<44} {total:>8} {right:>6} {wrong:>6}")
    for miss in misses(score):
        mark = "WRONG" if miss["wrong"] else "miss"
        click.echo(f"\n  {mark} {miss['name']}: {' '.join(miss['text'].split())[:160]}")
        click.echo(f"    wanted {', '.join(miss['wanted'])}, got {', '.join(miss['got'])}")
    click.echo()
