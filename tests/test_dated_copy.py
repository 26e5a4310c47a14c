"""A document that says another day than its edition is told, though every sentence stands."""

from pathlib import Path

from click.testing import CliRunner
from copies import as_markdown, document, edition_file

from bot.cli import main


def _run(tmp_path: Path, command: str, day: str) -> str:
    edition, copy = tmp_path / "2011-05-03.yaml", tmp_path / "page.md"
    edition.write_text(edition_file(), encoding="utf-8")
    copy.write_text(f"---\nms.date: {day}\n---\n\n{as_markdown(document())}", encoding="utf-8")
    words = {
        "verify": ("verify", str(copy), "--edition", str(edition)),
        "prove": ("prove", str(edition), "--document", str(copy)),
    }
    return CliRunner().invoke(main, ["policy", *words[command]]).output


def test_verify_says_which_day_the_copy_has(tmp_path: Path) -> None:
    told = _run(tmp_path, "verify", "05/09/2011")
    assert "All statements stand" in told
    assert "it says 9 May 2011, which is later than 3 May 2011" in told
    assert "which is right?" not in _run(tmp_path, "verify", "05/03/2011")


def test_prove_looks_at_the_day_of_the_document(tmp_path: Path) -> None:
    line = "look: page.md says that it is of 2011-05-09, and the edition is of 2011-05-03"
    assert line in _run(tmp_path, "prove", "05/09/2011")
    assert line not in _run(tmp_path, "prove", "05/03/2011")
