"""What was not understood comes back as lines that can be labelled."""

from pathlib import Path

import yaml
from click.testing import CliRunner

from bot.cli import main
from bot.store import Said, Vote
from bot.store.sqlite import SqliteStore


def _store(path: Path) -> None:
    store = SqliteStore(path)
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
        store.keep_said(Said("T", "C", "1", "U", question, outcome, case, "en"))
    store.keep_vote(Vote("T", 4, "V", right=False, comment="it was an\nEA"))
    store.keep_vote(Vote("T", 2, "V", right=True))
    store.close()


def test_what_was_not_understood_or_marked_wrong_is_listed_by_likeness(tmp_path: Path) -> None:
    _store(tmp_path / "kept.sqlite3")
    run = CliRunner().invoke(main, ["review", "--database", str(tmp_path / "kept.sqlite3")])
    assert run.exit_code == 0, run.output
    lines = run.output.splitlines()
    assert lines[0] == "# 2 alike"
    assert "# marked wrong: it was an EA" in lines
    assert "# answered blocked_ask_csp; read subscription = csp" in lines
    labelled = yaml.safe_load(run.output.replace("FILL_IN", "out_of_scope"))
    assert [one["say"] for one in labelled] == [
        'is "blob 25" mail open on azure?',
        "is blob 25 mail open on my azure?",
        "csp 2020 port 25",
    ]


def test_nothing_to_review_is_said(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "empty.sqlite3").close()
    run = CliRunner().invoke(main, ["review", "--database", str(tmp_path / "empty.sqlite3")])
    assert "Nothing to review" in run.stderr
    assert run.stdout == ""
