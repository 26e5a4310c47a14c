"""What was not understood comes back as lines that can be labelled."""

import asyncio
import json
from pathlib import Path

from click.testing import CliRunner
from databases import fresh_database, opened, sqlite_url

from bot.cli import main
from bot.store import Said, Store, Vote
from knowledge.learning.corpus import read_writer


async def _fill(store: Store) -> None:
    case = {
        "facts": {"subscription": ["name", "csp"]},
        "quotes": {},
        "asked": None,
        "azure": True,
        "mail": True,
        "language": "en",
    }
    for question, outcome in (
        ('is "blob 25" mail open on azure?', "out_of_scope"),
        ("EA, port 25?", "allowed"),
        ("is blob 25 mail open on my azure?", "out_of_scope"),
        ("csp 2020 port 25", "blocked_ask_csp"),
    ):
        await store.keep_said(Said("T", "C", "1", "U", question, outcome, case, "en"))
    await store.keep_vote(Vote("T", 4, "V", right=False, comment="it was an\nEA"))
    await store.keep_vote(Vote("T", 2, "V", right=True))


def _kept(url: str, *, filled: bool) -> str:
    async def story() -> None:
        async with opened(url) as store:
            if filled:
                await _fill(store)

    asyncio.run(story())
    return url


def test_what_was_not_understood_or_marked_wrong_is_listed_by_likeness(tmp_path: Path) -> None:
    url = _kept(sqlite_url(tmp_path), filled=True)
    run = CliRunner().invoke(main, ["review", "--database", url])
    assert run.exit_code == 0, run.output
    lines = [json.loads(line) for line in run.output.splitlines()]
    assert [line["text"] for line in lines] == [
        'is "blob 25" mail open on azure?',
        "is blob 25 mail open on my azure?",
        "csp 2020 port 25",
    ]
    assert [line["id"][:10] for line in lines] == ["review-001", "review-001", "review-002"]
    assert (lines[2]["answered"], lines[2]["facts"]) == ("blocked_ask_csp", {"subscription": "csp"})
    assert lines[2]["marked_wrong"] == "it was an EA"


def test_the_lines_to_review_are_lines_of_the_corpus_once_they_are_labelled(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["review", "--database", _kept(sqlite_url(tmp_path), filled=True)])
    file = tmp_path / "owner.jsonl"
    file.write_text(run.output.replace("FILL_IN", "blocked_ask_csp"), encoding="utf-8")
    assert [label.act for label in read_writer(file)] == ["case"] * 3


def test_nothing_to_review_is_said(tmp_path: Path) -> None:
    url = _kept(sqlite_url(tmp_path), filled=False)
    run = CliRunner().invoke(main, ["review", "--database", url])
    assert "Nothing to review" in run.stderr
    assert run.stdout == ""


def test_a_store_is_copied_by_a_command(tmp_path: Path, postgres: str) -> None:
    url, target = _kept(sqlite_url(tmp_path), filled=True), fresh_database(postgres)
    run = CliRunner().invoke(main, ["store", "copy", url, target])
    assert run.output.splitlines() == [
        "jobs: 0 rows", "said: 4 rows", "tickets: 0 rows", "votes: 2 rows", "people: 0 rows", "paces: 0 rows",
        "copies: 0 rows", "notices: 0 rows",
    ]  # fmt: skip
    again = CliRunner().invoke(main, ["store", "copy", url, target])
    assert "copy into an empty store" in again.output
    gone = CliRunner().invoke(main, ["store", "copy", "sqlite:///not/there.sqlite3", target])
    assert (gone.exit_code, "there is no such file" in gone.output) == (1, True)
