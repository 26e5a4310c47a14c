"""`policy verify`: what it says, what it writes for a program, and the status it ends with."""

import json
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from copies import as_markdown, as_page, document, edition_file

from bot.cli import main
from knowledge.document.damage import Looks
from knowledge.document.drift import KINDS, Fit


@pytest.fixture
def book(tmp_path: Path) -> str:
    """The file of an edition that the program does not know."""
    file = tmp_path / "2011-05-03.yaml"
    file.write_text(edition_file(), encoding="utf-8")
    return str(file)


def _run(*words: object) -> Result:
    return CliRunner().invoke(main, ["policy", "verify", *map(str, words)])


def _written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_copy_that_stands_ends_with_nought(tmp_path: Path, book: str) -> None:
    files = [
        _written(tmp_path, "a.md", as_markdown(document())),
        _written(tmp_path, "b.md", as_markdown(document("nl"), front_matter=True)),
        _written(tmp_path, "c.html", as_page(document())),
    ]
    run = _run(*files, "--edition", book)
    assert run.exit_code == 0
    assert run.output.count("All statements stand, and nothing is new.") == 3
    assert f"{files[1]}: edition 2011-05-03 (nl): 18 of 18 statements stand\n" in run.output


def test_every_finding_is_told_with_what_rests_on_it(tmp_path: Path, book: str) -> None:
    copy = document()
    copy[0].parts[0].sentences[0] = "Since 4 May 2011 the ferry takes parcels from members only."
    copy[2].parts[0].sentences = []
    copy[4].parts[0].sentences += ["Letters were let go.", "Bring a coin."]
    run = _run(_written(tmp_path, "a.md", as_markdown(copy)), "--edition", book)
    assert run.exit_code == 1
    assert "16 of 18 statements stand, 1 changed, 1 gone, 1 doubled, 1 new" in run.output
    assert "a later or an unknown edition" in run.output
    assert (
        "  changed  opening.1.1: a wording 91% alike at opening.1.1\n"
        "    = What is meant.\n"
        "    | Since 4 May 2011 the ferry takes parcels from members only.\n"
        "    rules: members\n"
        "    topics: letters\n"
        "    paths: bell\n"
    ) in run.output
    assert "  doubled  opening.1.2: once more at help.1.3\n" in run.output
    assert "  gone     boats.1.1\n" in run.output
    assert "  new      help.1.4\n    | Bring a coin.\n" in run.output


def test_a_heading_that_is_another_is_told_with_what_rests_below_it(tmp_path: Path, book: str) -> None:
    copy = document()
    copy[0].title = "Parcels for any island"
    run = _run(_written(tmp_path, "a.md", as_markdown(copy)), "--edition", book)
    assert run.exit_code == 1
    assert "18 of 18 statements stand, 1 renamed" in run.output
    assert (
        "  renamed  section opening: under another heading, what stands in it may be said of others\n"
        "    = Parcels for the island\n"
        "    | Parcels for any island\n"
        "    rules: members\n"
        "    topics: letters\n"
        "    paths: bell\n"
    ) in run.output


def test_a_program_gets_everything(tmp_path: Path, book: str) -> None:
    copy = document("nl")
    copy[2].parts[0].sentences.append(copy[0].parts[0].sentences.pop(0))
    file = _written(tmp_path, "a.md", as_markdown(copy))
    run = _run(file, "--edition", book, "--format", "json")
    assert run.exit_code == 1
    told = json.loads(run.output)
    (finding,) = told.pop("findings")
    assert finding == {
        "kind": "moved",
        "statement": "opening.1.1",
        "gist": {"en": "What is meant."},
        "place": "boats.1.2",
        "text": "Sinds 3 mei 2011 neemt de veerboot alleen pakjes van leden mee.",
        "alike": 1.0,
        "rests": {"rules": ["members"], "topics": ["letters"], "paths": ["bell"]},
        "also": None,
    }
    assert "later" in told.pop("told_in_words")
    assert told == {
        "file": str(file),
        "edition": "2011-05-03",
        "language": "nl",
        "told": "unknown_edition",
        "looks": "unclear",
        "day": None,
        "day_of_edition": "2011-05-03",
        "twice": 0,
        "broken": [],
        "missing": [],
        "breaks_off": None,
        "fits_best": {"edition": "2011-05-03", "language": "nl", "fit": 1.0},
        "fit": 1.0,
        "statements": 18,
        "sentences": 18,
        "stands": 17,
        "changed": 0,
        "split": 0,
        "joined": 0,
        "gone": 0,
        "moved": 1,
        "doubled": 0,
        "new": 0,
        "renamed": 0,
        "relinked": 0,
    }


def test_a_file_that_cannot_be_read_ends_with_two_and_keeps_no_other_back(tmp_path: Path, book: str) -> None:
    good = _written(tmp_path, "good.md", as_markdown(document()))
    empty = _written(tmp_path, "empty.md", "\n")
    latin = tmp_path / "latin.md"
    latin.write_bytes(b"caf\xe9")
    run = _run(tmp_path / "none.md", empty, latin, good, "--edition", book, "--format", "json")
    assert run.exit_code == 2
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert [line.get("told") for line in lines] == [None, None, None, "stands"]
    assert "none.md: cannot be read: No such file" in lines[0]["error"]
    assert "empty.md: there is no sentence in it" in lines[1]["error"]
    assert "latin.md: byte 3 is not UTF-8" in lines[2]["error"]
    assert all(line["error"] in run.stderr for line in lines[:3])


def test_an_edition_and_a_language_that_nobody_knows_are_told(tmp_path: Path) -> None:
    file = _written(tmp_path, "a.md", as_markdown(document()))
    run = _run(file, "--edition", "1999-01-01")
    assert (run.exit_code, "known are 2018-11-20" in run.output) == (2, True)
    run = _run(file, "--edition", "2023-12-20", "--language", "nl")
    assert (run.exit_code, "no sentence of 2023-12-20 is known in 'nl'" in run.output) == (2, True)


def test_another_document_is_told_against_the_known_editions(tmp_path: Path) -> None:
    run = _run(_written(tmp_path, "a.md", as_markdown(document())))
    assert run.exit_code == 1
    assert "another document" in run.output


def test_a_link_that_leads_elsewhere_is_told_where_every_statement_stands(tmp_path: Path) -> None:
    leads = "https://example.org/bell(1)"
    edition = edition_file().replace(
        "linked: false\n    url: https://example.org\n", "url: https://example.org/bell\n"
    )
    own = _written(tmp_path, "own.yaml", edition)
    text = as_markdown(document(), front_matter=True)
    same = _written(tmp_path, "same.md", text.replace(leads, "https://example.org/bell"))
    assert _run(same, "--edition", own).exit_code == 0
    for address, there in (("https://example.org/buoy", True), ("https://example.net/bell", False)):
        run = _run(_written(tmp_path, "b.md", text.replace(leads, address)), "--edition", own)
        assert run.exit_code == 1
        assert "18 of 18 statements stand, 1 relinked" in run.output
        assert (
            "relinked  path bell: no link leads there any more\n    = https://example.org/bell\n"
            in run.output
        )
        assert (f"    | {address}\n" in run.output) is there


def test_of_a_path_that_is_gone_no_link_is_missed(tmp_path: Path) -> None:
    book = edition_file().replace(
        "linked: false\n    url: https://example.org\n", "url: https://example.org/bell\n"
    )
    own = _written(tmp_path, "own.yaml", book)
    text = as_markdown(document()).replace("Since 3 May 2011 the ferry takes parcels from members only. ", "")
    assert "relinked" not in _run(_written(tmp_path, "a.md", text), "--edition", own).output


def test_the_guide_names_all_that_the_json_carries(tmp_path: Path) -> None:
    guide = Path(__file__).parents[1].joinpath("docs", "policy.md").read_text(encoding="utf-8")
    part = guide.partition("## What `verify` tells a program")[2].partition("\n## ")[0]
    text = as_markdown(document()).replace("Letters were let go.", "Letters went on.")
    own = _written(tmp_path, "own.yaml", edition_file())
    run = _run(_written(tmp_path, "a.md", text), "--edition", own, "--format", "json")
    written = json.loads(run.stdout)
    keys = {*written, *written["findings"][0], *written["findings"][0]["rests"], *written["fits_best"]}
    values = {*get_args(Looks), *get_args(Fit), *KINDS, "error"}
    assert [one for one in sorted(keys | values) if f"`{one}`" not in part] == []
