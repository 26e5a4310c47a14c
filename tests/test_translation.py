"""The same document in another language: its fingerprints come into the draft, what does not fit is told."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from copies import Chapter, Copy, Part, as_markdown, as_page, document, edition, edition_file

from bot.cli import main
from knowledge.document.sections import read_document
from knowledge.document.source import compare
from knowledge.document.spoken import FOREIGN, spoken_in
from knowledge.document.succession import succession
from knowledge.document.translation import Translation, translated
from knowledge.document.wording import fingerprint
from knowledge.words.vocabulary import read_vocabulary
from rules.edition import parse_edition
from rules.model import Edition

ENGLISH = "Bring a coin for the crane."
DUTCH = "Neem een munt mee voor de kraan."


def _later(language: str) -> Copy:
    """The later document: one sentence changed, one paragraph new."""
    copy = document(language)
    copy[1].parts[1].sentences[0] = {
        "en": "The crane hardly ever lifts any of these.",
        "nl": "De kraan tilt ze zelden.",
    }[language]
    copy[3].parts.insert(0, Part("text", [{"en": ENGLISH, "nl": DUTCH}[language]]))
    return copy


def _added(dutch: Copy, before: Edition | None = None) -> Translation:
    found = succession(before or edition(), read_document(as_markdown(_later("en"))), "en")
    return translated(found, read_document(as_markdown(dutch)), "nl")


def test_each_sentence_gets_the_one_in_its_place() -> None:
    added = _added(_later("nl"))
    assert added.faults == ()
    assert len(added.sentences) == 19
    assert added.sentences["heavy.2.1"].text == "De kraan tilt ze zelden."
    assert added.sentences["fares.1.1"].text == DUTCH


def test_sections_without_anchors_are_paired_in_order() -> None:
    before, dutch = edition(copies={"en": document()}), _later("nl")  # of the Dutch nothing is known
    assert _added(dutch, before).sentences["help.1.1"].text.startswith("Blijft er een vraag")
    assert _added(dutch, before).faults == ()


def test_a_sentence_that_is_missing_is_told_and_nothing_is_guessed() -> None:
    dutch = _later("nl")
    del dutch[3].parts[0]
    added = _added(dutch)
    assert added.faults == ("fares.1.1: which sentence says it in 'nl' is not sure; none is written down",)
    assert added.sentences["fares.2.1"].text == "Het tarief volgt alleen uit het gewicht."  # it is known


def test_a_sentence_in_another_place_is_told() -> None:
    dutch = _later("nl")
    dutch[0].parts[0].sentences.reverse()
    assert _added(dutch).faults == (
        "opening.1.2: its sentence in 'nl' stands in another place there, opening.1.1",
    )


def test_what_may_say_something_else_is_left_to_a_person() -> None:
    dutch = _later("nl")
    dutch[1].parts[1].sentences[0] = "De kraan tilt ze niet zelden."
    assert "heavy.2.1" not in _added(dutch).sentences
    dutch[1].parts[1].sentences[0] = "De kraan tilt er zelden 5."
    added = _added(dutch)
    assert "heavy.2.1" not in added.sentences
    (told,) = added.faults
    assert told.startswith("heavy.2.1: heavy.2.1 stands in its place in 'nl', and only one of the two has 5.")


def test_sections_in_another_order_are_known_by_their_anchors() -> None:
    before, dutch = edition(copies={"en": document()}), _later("nl")
    dutch[2], dutch[3] = dutch[3], dutch[2]
    found = succession(before, read_document(as_page(_later("en"))), "en")
    added = translated(found, read_document(as_page(dutch)), "nl")
    assert added.faults == ()
    assert added.sentences["fares.1.1"].text == DUTCH


STAGES = {
    "en": [
        "The Alma sails from the quay of Deltaport.",
        "You cannot book it.",
        "Any office books it for you.",
    ],
    "nl": [
        "De Alma vaart vanaf de kade van Deltaport.",
        "Zelf boeken kan niet.",
        "Elk kantoor boekt voor je.",
    ],
}
LINES = {
    "en": ["Line | Open", "Express | No", "Island Ferry | No", "Free Saturday Line | No"],
    "nl": ["Lijn | Open", "Express | Nee", "Island Ferry | Nee", "Gratis zaterdaglijn | Nee"],
}
SHIFTED = [
    "De Alma vaart.",
    "Zij vaart vanaf de kade van Deltaport.",
    "Zelf boeken kan niet, maar elk kantoor boekt voor je.",
]
NOTICES = {
    "en": ["The Alma needs no crane of the harbour.", "Call 112 where Deltaport is closed."],
    "nl": ["De Alma heeft geen kraan van de haven nodig.", "Bel 112 als Deltaport dicht is."],
}


def _with(language: str, *parts: Part) -> Copy:
    copy = document(language)
    copy[2].parts += parts
    return copy


def _placed(*dutch: Part) -> set[str]:
    """The places of the small boats of which the Dutch was taken from its place."""
    english = (Part("text", STAGES["en"]), Part("table", LINES["en"]), *_notices("en"))
    copy = read_document(as_markdown(_with("en", *english)))
    there = read_document(as_markdown(_with("nl", *dutch)))
    added = translated(succession(edition(), copy, "en"), there, "nl")
    return {place for place in added.sentences if place.startswith("boats.") and place != "boats.1.1"}


def _notices(language: str) -> list[Part]:
    return [Part("text", [one]) for one in NOTICES[language]]


def test_what_fits_its_place_is_taken_from_it() -> None:
    right = Part("text", STAGES["nl"]), Part("table", LINES["nl"]), *_notices("nl")
    assert len(_placed(*right)) == 9


@pytest.mark.parametrize(
    "stages", [[STAGES["nl"][at] for at in (0, 2, 1)], SHIFTED], ids=["another order", "split and joined"]
)
def test_sentences_that_are_out_of_step_are_not_paired_by_their_places(stages: list[str]) -> None:
    placed = _placed(Part("text", stages), Part("table", LINES["nl"]), *_notices("nl"))
    assert {place for place in placed if place.startswith("boats.2.")} == set()
    assert len(placed) == 6


def test_rows_in_another_order_are_not_paired_by_their_places() -> None:
    turned = [LINES["nl"][at] for at in (0, 1, 3, 2)]
    placed = _placed(Part("text", STAGES["nl"]), Part("table", turned), *_notices("nl"))
    assert len(placed) == 5


def test_paragraphs_in_another_order_are_not_paired_by_their_places() -> None:
    turned = reversed(_notices("nl"))
    assert _placed(Part("text", STAGES["nl"]), Part("table", LINES["nl"]), *turned) == set()


def test_a_sentence_that_only_one_document_has_is_told() -> None:
    dutch = _later("nl")
    dutch[4].parts[0].sentences.append("Neem een trui mee.")
    assert "help.1.3 in 'nl' answers to no sentence of the other document for sure" in _added(dutch).faults


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_language_is_found_by_what_is_known_else_by_the_words(language: str) -> None:
    copy = read_document(as_page(document(language)))
    for known in (edition(), edition(copies={"en": [document()[2]]})):
        assert spoken_in(copy, known, read_vocabulary()) == language


def test_names_that_are_alike_in_both_languages_decide_no_language() -> None:
    copies = {language: document(language) for language in ("en", "nl")}
    for copy in copies.values():
        copy[1].parts[2].sentences = ["Island Ferry Plus", "Deltaport Express"]
    dutch = read_document(as_markdown(copies["nl"]))
    for known in ({"en": copies["en"]}, copies):
        assert spoken_in(dutch, edition(copies=known), read_vocabulary()) == "nl"


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("---\nms.contentlocale: nl-NL\n---\n", "nl"),
        ('---\nlocale: "en-us"\n---\n', "en"),
        ("---\nlocale: fr-FR\n---\n", "nl"),  # which nobody here reads: its words tell
        ("Een regel.\n\nlocale: en-us\n\n", "nl"),  # which is no front matter
        ('<html lang="en"><meta name="ms.contentlocale" content="en-us">\n<p>', "en"),
    ],
)
def test_a_language_that_a_document_says_counts_where_hardly_anything_is_known(
    said: str, language: str
) -> None:
    copy = read_document(f"{said}# De haven\n\nKleine boten vervoeren wat hun baas wil.\n")
    assert spoken_in(copy, edition(copies={"en": document()}), read_vocabulary()) == language
    whole = read_document(as_page(document("nl")) if said[0] == "<" else said + as_markdown(document("nl")))
    assert spoken_in(whole, edition(), read_vocabulary()) == "nl"  # whatever it says of itself


GERMAN = """# Pakete für die Insel

Seit Mai nimmt die Fähre nur noch Pakete von Mitgliedern mit. Briefe blieben davon unberührt.

Wer ein schweres Paket verschickt, bezahlt am Kai, und ein Kran hebt es vor Mittag an Bord.
"""


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("", FOREIGN),
        ("---\nms.contentlocale: de-DE\n---\n", "de"),
        ("---\nlocale: nl-NL\n---\n", FOREIGN),
        ('<html lang="de"><meta name="locale" content="de-de">', "de"),
    ],
)
def test_what_hardly_has_words_of_ours_is_in_none_of_our_languages(head: str, language: str) -> None:
    text = head + (GERMAN if head[:1] != "<" else f"<h1>Insel</h1><p>{GERMAN.partition('Insel')[2]}</p>")
    assert spoken_in(read_document(text), edition(), read_vocabulary()) == language


# -- the commands


def _run(*words: object, code: int = 0) -> Result:
    run = CliRunner().invoke(main, ["policy", *map(str, words)])
    assert run.exit_code == code, run.output
    return run


def _files(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return [folder / f"{name}.md" for name in texts]


def test_the_draft_knows_both_documents(tmp_path: Path) -> None:
    book, draft = tmp_path / "2011-05-03.yaml", tmp_path / "2012-06-03.yaml"
    book.write_text(edition_file(), encoding="utf-8")
    english, dutch = _files(tmp_path, en=as_page(_later("en")), nl=as_markdown(_later("nl")))
    run = _run("new", english, "--also", dutch, "--from", book, "--date", "2012-06-03", "--output", draft)
    assert "In 'nl' 19 of 19 sentences are known, their fingerprints and sketches are added." in run.stderr
    after = parse_edition(draft.read_text(encoding="utf-8"), draft.name)
    assert list(compare(after, as_page(_later("en")), "en")) == []
    assert list(compare(after, as_markdown(_later("nl")), "nl")) == []


def test_an_anchor_that_the_other_document_says_is_not_guessed(tmp_path: Path) -> None:
    book, copies = tmp_path / "2011-05-03.yaml", {language: _later(language) for language in ("en", "nl")}
    book.write_text(edition_file(), encoding="utf-8")
    for copy in copies.values():
        copy.append(Chapter("bells", "bells-of-the-quay", "Bells", [Part("text", ["Alma, Deltaport."])]))
    english, dutch = _files(tmp_path, en=as_markdown(copies["en"]), nl=as_page(copies["nl"]))
    words = ("new", english, "--from", book, "--date", "2012-06-03")
    assert "this anchor is guessed" in _run(*words).stdout
    draft = _run(*words, "--also", dutch).stdout
    assert "this anchor is guessed" not in draft
    assert "anchor: bells-of-the-quay" in draft


def test_a_document_of_another_day_is_told(tmp_path: Path) -> None:
    book = tmp_path / "2011-05-03.yaml"
    book.write_text(edition_file(), encoding="utf-8")
    dutch = f"---\nms.date: 06/04/2012\n---\n{as_markdown(_later('nl'))}"
    files = _files(tmp_path, en=as_markdown(_later("en")), nl=dutch)
    words = ("new", files[0], "--from", book, "--date", "2012-06-03", "--also", files[1])
    assert "  it says that it is of 2012-06-04, and the edition is of 2012-06-03\n" in _run(*words).stderr


def test_without_it_the_draft_keeps_what_it_knows_of_sentences_that_stand(tmp_path: Path) -> None:
    book = tmp_path / "2011-05-03.yaml"
    book.write_text(edition_file(), encoding="utf-8")
    (english,) = _files(tmp_path, en=as_markdown(_later("en")))
    after = parse_edition(_run("new", english, "--from", book, "--date", "2012-06-03").stdout, "draft")
    known = {one.id for one in after.statements if "nl" in one.fingerprints}
    assert {one.id for one in after.statements} - known == {"heavy.2.1", "fares.1.1"}


def test_another_document_and_one_in_the_same_language_are_told(tmp_path: Path) -> None:
    book = tmp_path / "2011-05-03.yaml"
    book.write_text(edition_file(), encoding="utf-8")
    english, again, other = _files(
        tmp_path,
        en=as_markdown(_later("en")),
        again=as_markdown(_later("en")),
        other="# Koken\n\nNeem vier eieren en een beetje zout. Klop ze goed.\n",
    )
    words = ("new", english, "--from", book, "--date", "2012-06-03", "--also")
    assert "--also is for other languages" in _run(*words, again, code=1).output
    told = _run(*words, again, "--also-language", "nl").stderr
    assert "In 'nl' 19 of 19 sentences are known" in told
    assert (
        "In 'nl' 0 of 19 sentences are known: it is not built like the document."
        in _run(*words, other).stderr
    )


def test_a_document_in_a_language_that_the_edition_before_does_not_know_is_drafted_in_its_own(
    tmp_path: Path,
) -> None:
    book = tmp_path / "2011-05-03.yaml"
    book.write_text(edition_file(copies={"en": document()}), encoding="utf-8")
    english, dutch = _files(tmp_path, en=as_markdown(_later("en")), nl=as_markdown(_later("nl")))
    words = ("new", dutch, "--from", book, "--date", "2012-06-03")
    for run in (_run(*words, "--also", english), _run(*words, "--also", english, "--language", "nl")):
        assert "In 'en' 19 of 19 sentences are known" in run.stderr
        assert "It knows no sentence in 'nl': better begin with the document in 'en'" in run.stderr
        assert f'{{nl: "{fingerprint(DUTCH)}", en: "{fingerprint(ENGLISH)}"}}' in run.stdout


def test_an_edition_is_proven_against_documents_in_all_its_languages(tmp_path: Path) -> None:
    book = tmp_path / "2011-05-03.yaml"
    book.write_text(edition_file(), encoding="utf-8")
    dutch = document("nl")
    dutch[2].parts[0].sentences[0] = "Kleine boten zinken snel."
    files = _files(tmp_path, page=as_page(document()), paper=as_markdown(dutch))
    told = _run("prove", book, "--document", files[0], "--document", files[1], code=1).stderr
    assert "page.md" not in told
    assert "paper.md: boats.1.1: the wording differs from what the edition was made from\n" in told
    assert told.count("paper.md") == 1


def test_of_a_document_in_a_language_that_is_not_read_nothing_is_taken_over(tmp_path: Path) -> None:
    own, page, german = (tmp_path / name for name in ("own.yaml", "page.md", "page.de.md"))
    own.write_text(edition_file(), encoding="utf-8")
    page.write_text(as_markdown(_later("en")), encoding="utf-8")
    german.write_text(f"---\nlocale: de-DE\nms.date: 01/02/2030\n---\n{GERMAN}", encoding="utf-8")
    words = ("--from", own, "--date", "2012-06-03")
    told = f"{german} looks to be in 'de', a language that is not read here, so nothing of it is taken over"
    assert told in _run("new", page, *words, "--also", german, code=1).stderr
    assert "in 'de', a language that is not read here" in _run("new", german, *words, code=1).stderr
    assert told in _run("prove", own, "--document", german, code=1).stderr
    assert (
        "a language that is not read here (de): hold it in 'en' or 'nl'"
        in _run("verify", german, code=1).stdout
    )
