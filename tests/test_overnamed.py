"""A gist that names a type of another section is told, since it stands while that type moves."""

from pathlib import Path

from click.testing import CliRunner
from known import known

from bot.cli import main
from knowledge.document.overnamed import overnamed
from knowledge.document.sections import sentences
from knowledge.words.vocabulary import read_vocabulary
from rules.edition import EDITIONS_FOLDER, read_editions
from rules.model import Edition, Section, Statement

DOCUMENT = """# Mail

Not everybody sends.

## Sponsors

A sponsorship may ask.

## Others

Those named above but for CSP, and all that are not, stay shut.
"""
_SECTIONS = {
    "opening": Section(title="Mail"),
    "sponsors": Section(title="Azure Sponsorship", anchor="sponsors"),
    "others": Section(title="Others", anchor="others"),
}


def _edition(*gists: dict[str, str]) -> Edition:
    """An edition made from the document, with these gists for its sentences."""
    listed = tuple(
        Statement(id=one.id, gist=gist, fingerprints={"en": one.fingerprint}, sketches={"en": one.sketch})
        for one, gist in zip(sentences(DOCUMENT), gists, strict=True)
    )
    first = known(read_editions())["2018-11-20"]
    return first.model_copy(update={"sections": _SECTIONS, "statements": listed})


def _told(*gists: dict[str, str]) -> list[str]:
    return list(overnamed(_edition(*gists), DOCUMENT, "en", read_vocabulary()))


def test_a_gist_may_name_what_its_section_or_its_heading_names() -> None:
    assert _told({"en": "Some send."}, {"en": "Azure Sponsorship asks."}, {"en": "CSP is spared."}) == []


def test_a_gist_that_names_another_type_is_told_in_whatever_language_it_is() -> None:
    loose, strict = "All others are shut.", "Behalve Azure Sponsorship is alles dicht, ook MSDN."
    assert _told({"en": "EA sends."}, {"en": "They ask."}, {"en": loose, "nl": strict}) == [
        "opening.1.1 (en) names enterprise_agreement",
        "others.1.1 (nl) names azure_sponsorship, msdn",
    ]


def test_the_proof_of_an_edition_says_so(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\nNothing is said.\n", encoding="utf-8")
    file = str(EDITIONS_FOLDER / "2021-04-28.yaml")
    run = CliRunner().invoke(main, ["policy", "prove", file, "--document", str(page)])
    assert (
        "look: the gist of changing-type.1.1 (en) names enterprise_agreement, and its section in"
        in run.stdout
    )
