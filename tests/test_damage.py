"""A damaged copy is told from a later edition by what can be seen in it; no edition is called damaged."""

import json
import random
import re
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from copies import Chapter, Copy, Part, as_markdown, as_page, document, edition, edition_file

from bot.cli import main
from bot.upkeep.drift import as_text, told
from knowledge.document.damage import Examined, examine
from knowledge.document.drift import DocumentFault

BASE = edition()
DAY = "ms.date: 05/03/2011"


def _examined(text: str) -> Examined:
    return examine(text, {BASE.edition: BASE}, None, None)


def _text(copy: Copy | None = None, day: str | None = "05/03/2011") -> str:
    text = as_markdown(copy or document(), front_matter=True)
    return text.replace(f"{DAY}\n", f"ms.date: {day}\n" if day else "")


def _in_body(change: Callable[[str], str]) -> str:
    head, rule, body = _text().rpartition("---\n")
    return head + rule + change(body)


# -- damaged


def _misread(body: str) -> str:
    return body.replace("l", "1").replace("o", "0")


def _noisy(body: str) -> str:
    dice = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(dice.choice(letters) if one.islower() and dice.random() < 0.06 else one for one in body)


def _mistaken(body: str) -> str:
    """Curly quotes in UTF-8, read as Windows-1252."""
    quoted = re.sub(r"\b(\w+)s\b", "\\1\u2019s", body)
    return quoted.encode().decode("cp1252")


def _doubled(body: str) -> str:
    return re.sub(r"(heavy|crane|boats|weight|harbour|owner)", lambda one: one[1][:2] + one[1][1:], body)


def _scanned(body: str) -> str:
    return re.sub(r"l\b", "1", body)


def _without_quotes(body: str) -> str:
    """Curly quotes, written in an encoding that has none."""
    return re.sub(r"\b(crane|ferry|harbour|office|owner|weight)\b", r"\1?s", body)


def _hyphenated(body: str) -> str:
    return re.sub(r"\b([a-z]{3})([a-z]{3,})\b", "\\1-\n\\2", body)


def _twice(body: str) -> str:
    return body + "\n" + body


def _half(body: str) -> str:
    return body[: body.index("weight alone") + 4]


def _without_a_section(body: str) -> str:
    before, _, behind = body.partition("## Heavy parcels")
    return before + behind[behind.index("## ") :]


def _shuffled(body: str) -> str:
    blocks = body.strip().split("\n\n")
    order = list(range(1, len(blocks)))
    random.Random(3).shuffle(order)
    return "\n\n".join([blocks[0], *(blocks[at] for at in order)]) + "\n"


DAMAGES = {
    _misread: "misspelt words",
    _noisy: "misspelt words",
    _mistaken: "misspelt words",
    _doubled: "misspelt words",
    _scanned: "misspelt words",
    _without_quotes: "misspelt words",
    _hyphenated: "misspelt words",
    _twice: "18 sentences stand twice",
    _half: "it breaks off in mid-sentence",
    _without_a_section: "nothing is left of “Heavy parcels”",
    _shuffled: "moved",
}


@pytest.mark.parametrize(("damage", "why"), DAMAGES.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_a_damaged_copy_is_told_with_what_shows_it(damage: Callable[[str], str], why: str) -> None:
    found = _examined(_in_body(damage))
    assert found.looks == "damaged"
    if found.verified.told != "other_document":  # which also says that it may be badly damaged
        assert "It looks like a damaged or incomplete copy: " in told(found)
        assert why in told(found)
        assert "it says the day of the edition itself, 3 May 2011" in told(found)
        assert found.verified.told == "damaged"


@pytest.mark.parametrize("damage", [_noisy, _mistaken, _hyphenated, _twice, _half, _shuffled])
def test_what_no_edition_would_be_is_damaged_without_a_day_as_well(damage: Callable[[str], str]) -> None:
    assert _examined(_in_body(damage).replace(DAY, "")).looks == "damaged"


@pytest.mark.parametrize(
    ("meant", "slip"),
    [
        ("never lifts", "neverlifts"),
        ("crane never", "carne never"),
        ("at the quay", "at the qauy"),
        ("what their", "whattheir"),
        ("weight alone", "weihgt alone"),
        ("weight alone", "weightt alone"),
        ("never lifts", "never 1ifts"),
    ],
)
def test_one_slip_is_told_where_undoing_it_gives_the_sentence(meant: str, slip: str) -> None:
    slipped = _in_body(lambda body: body.replace(meant, slip, 1))
    (word,) = set(slip.split()) - set(meant.split())
    found = _examined(slipped)
    assert (found.looks, found.signs.no_words) == ("damaged", (word,))
    assert f"misspelt words ({word})" in told(found)
    later = _examined(slipped.replace(DAY, "ms.date: 06/02/2015"))
    assert later.looks == "later"  # whoever writes a page may slip as well


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("never lifts", "never ever lifts"),
        ("The crane never", "The dockyardcrane never"),
        ("Iron bars", "Ironbars and rods"),
        ("with a", "within a"),
    ],
)
def test_a_word_that_nobody_knows_is_not_told_as_a_slip_by_itself(said: str, other: str) -> None:
    altered = _examined(_in_body(lambda body: body.replace(said, other, 1)))
    assert altered.signs.no_words == ()


def test_a_number_that_is_another_is_no_damage() -> None:
    altered = _examined(_in_body(lambda body: body.replace("3 May 2011 the", "3 May 2101 the")))
    assert (altered.looks, altered.signs.no_words) == ("altered", ())


def test_one_sentence_in_a_wrong_encoding_is_enough() -> None:
    spoilt = _in_body(
        lambda body: body.replace("what their owner likes", "what the owner\u00e2\u20ac\u2122s wife likes")
    )
    assert _examined(spoilt).looks == "damaged"
    cut = _in_body(
        lambda body: body.replace("its guests", "its caf\ufffd").replace("their guests", "their caf\ufffd")
    )
    assert _examined(cut).looks == "damaged"


@pytest.mark.parametrize("sketched", [True, False])
@pytest.mark.parametrize("last", ["The fare", "Under 5", "Whoev", "If that leaves a q"])
def test_a_copy_that_is_cut_off_has_no_new_sentence(last: str, *, sketched: bool) -> None:
    text = _in_body(lambda body: body[: body.index(last) + len(last)])
    base = edition(sketched=sketched)
    found = examine(text, {base.edition: base}, None, None)
    assert found.looks == "damaged" or not sketched  # where nothing tells how a sentence began
    if sketched:
        assert found.signs.breaks_off.endswith(last.rsplit(maxsplit=1)[-1])
        assert (found.signs.counts["new"], found.signs.counts["changed"]) == (0, 1)


def test_what_is_shorter_by_its_end_is_cut_only_where_all_that_follows_is_missing() -> None:
    less = _in_body(lambda body: body.replace(" can break on the way", ""))
    assert _examined(less).signs.breaks_off == ""
    ended = _in_body(lambda body: body[: body.index("on board before")] + "on board.")
    assert _examined(ended).signs.breaks_off == ""


def test_a_later_edition_that_breaks_off_is_asked_after() -> None:
    half = _in_body(lambda body: _half(body).replace("never lifts", "hardly ever lifts"))
    later = _examined(half.replace(DAY, "ms.date: 06/02/2015"))
    assert later.looks == "later"
    assert told(later).endswith("`policy new` begins an edition from it. Is it whole?")


def test_one_word_that_is_turned_round_is_told_by_the_day() -> None:
    flipped = _in_body(lambda body: body.replace("never lifts", "always lifts"))
    altered = _examined(flipped)
    assert "It looks like a copy of this edition that somebody altered: " in told(altered)
    assert (altered.looks, altered.verified.told) == ("altered", "altered")
    undated = _examined(flipped.replace(DAY, ""))
    assert undated.looks == "unclear"
    assert "it says no day (the edition is of 3 May 2011)" in told(undated)


def test_of_a_copy_whose_headings_nobody_knows_that_is_said() -> None:
    assert told(_examined(_text())) == "All statements stand, and nothing is new."
    said = " Its headings are not known in 'nl': whether they are others is not told."
    assert told(_examined(_text(document("nl")))) == f"All statements stand, and nothing is new.{said}"


def test_one_sentence_that_stands_twice_is_counted_as_one() -> None:
    again = _examined(_in_body(lambda body: f"{body}\nThe crane never lifts these.\n"))
    assert "; 1 sentence stands twice; " in told(again)


def test_a_whole_copy_looks_whole_in_any_dress() -> None:
    assert _examined(_text()).looks == _examined(as_page(document("nl"))).looks == "whole"


# -- a later edition


def _little_changed() -> Copy:
    copy = document()
    copy[1].parts[0].sentences[0] = "Whoever sends a heavy parcel pays at the pier."
    return copy


def _section_dropped() -> Copy:
    copy = document()
    del copy[1]
    return copy


def _sections_added() -> Copy:
    copy = document()
    letters = Part(
        "list", ["Stamps are sold on deck", "Postcards weigh nothing at all", "Envelopes stay dry"]
    )
    copy.insert(
        1, Chapter("letters", "letters", "Letters", [Part("text", ["Letters may come again."]), letters])
    )
    copy[5].parts[0].sentences.pop()
    return copy


def _rewritten() -> Copy:
    copy = _sections_added()
    for chapter in copy[2:]:
        for part in chapter.parts[:1]:
            part.sentences = [f"From next summer on, {one[:1].lower()}{one[1:]}" for one in part.sentences]
    return copy


def _in_another_order() -> Copy:
    copy = document()
    copy[1:] = copy[:0:-1]
    copy[1].parts[0].sentences.append("Ask for Anna.")
    return copy


LATER = [_little_changed, _section_dropped, _sections_added, _rewritten, _in_another_order]


@pytest.mark.parametrize("made", LATER, ids=lambda made: made.__name__)
def test_a_later_edition_is_told_by_its_day_and_both_days_are_said(made: Callable[[], Copy]) -> None:
    found = _examined(_text(made(), "06/02/2015"))
    assert found.looks == "later"
    assert "it says 2 June 2015, which is later than 3 May 2011, the day of the edition" in told(found)


@pytest.mark.parametrize("made", LATER, ids=lambda made: made.__name__)
def test_a_later_edition_that_says_no_day_is_not_called_damaged(made: Callable[[], Copy]) -> None:
    assert _examined(_text(made(), None)).looks in ("later", "unclear")


@pytest.mark.parametrize("made", [_sections_added, _rewritten])
def test_much_that_is_new_under_the_old_day_is_not_called_damaged(made: Callable[[], Copy]) -> None:
    assert _examined(_text(made())).looks == "unclear"


@pytest.mark.parametrize(
    ("one", "other"), list(permutations([document, *LATER], 2)), ids=lambda made: made.__name__
)
def test_no_edition_held_against_another_is_called_damaged(
    one: Callable[[], Copy], other: Callable[[], Copy]
) -> None:
    known = edition(name="2013-01-01", copies={"en": one()})
    for day in ("01/01/2010", "01/01/2015", None):
        found = examine(_text(other(), day), {known.edition: known}, None, None)
        wanted = {"01/01/2010": {"earlier"}, "01/01/2015": {"later"}, None: {"later", "unclear"}}[day]
        mostly_gone = day is None and found.signs.counts["gone"] > found.verified.drift.statements / 2
        assert found.looks in wanted or mostly_gone
        assert (found.verified.told == "unknown_edition") or mostly_gone


# -- the command


def test_a_program_is_told_what_it_looks_like_and_why(tmp_path: Path) -> None:
    book, copy = tmp_path / "2011-05-03.yaml", tmp_path / "copy.md"
    book.write_text(edition_file(), encoding="utf-8")
    copy.write_text(_in_body(_half), encoding="utf-8")
    words = ["policy", "verify", str(copy), "--edition", str(book), "--format", "json"]
    written = json.loads(CliRunner().invoke(main, words).stdout)
    assert (written["looks"], written["day"], written["day_of_edition"]) == (
        "damaged",
        "2011-05-03",
        "2011-05-03",
    )
    assert written["breaks_off"] == "fare follows from the weig"
    assert "breaks off in mid-sentence (“fare follows from the weig”)" in written["told_in_words"]


# -- later, in a language that the newest edition does not know


def test_a_later_document_in_a_language_that_the_newest_does_not_know_is_no_other_one() -> None:
    english = edition(name="2015-06-02", copies={"en": document()})
    known = {english.edition: english}
    dutch = as_markdown(document("nl"), front_matter=True).replace("05/03/2011", "03/18/2016")
    examined = examine(dutch, known, None, None)
    assert examined.verified.told == "unknown_edition"
    said = told(examined)
    assert (
        "it says 18 March 2016, which is later than 2 June 2015, the day of the newest edition known" in said
    )
    assert "Hold the same document in 'en' against it first" in said
    assert said.endswith("begin from the newest: --from 2015-06-02")
    assert examined.looks == "later"


def test_of_a_language_that_an_edition_does_not_know_it_is_said_whenever_the_copy_is_from() -> None:
    english = edition(name="2015-06-02", copies={"en": document()})
    of_old = edition(name="2009-06-02", copies={"nl": [*document("nl")[1:2]]})
    dutch = as_markdown(document("nl"), front_matter=True)
    unknown = (
        "an edition that knows no sentence in 'nl' (2015-06-02): hold the same document in 'en' against it."
    )
    alone = examine(dutch, {english.edition: english}, None, None)
    assert (alone.verified.told, alone.looks) == ("other_document", "other")
    assert told(alone).endswith(unknown)
    both = {of_old.edition: of_old, english.edition: english}
    strange = "# Koken\n\nNeem vier eieren en een beetje zout. Klop ze goed. Eet ze warm.\n"
    for name in (None, english.edition):
        said = told(examine(strange, both, name, None))
        assert said.endswith(unknown)  # and not that the other one fits better, of which nothing is there


def test_another_document_in_a_known_language_stays_another_one_however_late() -> None:
    recipe = "---\nms.date: 03/18/2016\n---\n# Soup\n\nTake four eggs and some salt. Beat them well.\n"
    for text in (recipe, recipe.replace("03/18/2016", ""), recipe.replace("2016", "1999")):
        examined = _examined(text)
        assert told(examined).endswith(
            "another document, a badly damaged copy, or a language that no edition knows."
        )
        assert (examined.verified.told, examined.looks) == ("other_document", "other")


@pytest.mark.parametrize(
    ("meant", "left"), [("It's not said why.", "its"), ("The crane's hook is open.", "cranes")]
)
def test_a_lost_apostrophe_is_damage_whether_a_word_is_left_or_not(meant: str, left: str) -> None:
    known, copy = document(), document()
    known[1].parts[1].sentences = [meant]
    copy[1].parts[1].sentences = [meant.replace("'", "")]
    before = edition(copies={"en": known})
    found = examine(_text(copy), {before.edition: before}, None, None)
    assert found.looks == "damaged"
    assert f"misspelt words ({left})" in told(found)


@pytest.mark.parametrize("lost", [2, 3])
def test_a_copy_that_lost_its_top_lacks_that_and_nothing_moved(lost: int) -> None:
    whole = as_markdown(document())
    cut = "## ".join(["", *whole.split("## ")[lost - 1 :]])
    found = _examined(cut)
    assert {one.kind for one in found.verified.drift.findings} == {"gone"}
    assert found.looks == "damaged"
    assert "nothing is left of “Parcels for the island”" in told(found)


def test_a_lost_title_alone_moves_nothing() -> None:
    title, _, rest = as_markdown(document()).partition("\n")
    assert title.startswith("# ")
    assert _examined(rest).looks == "whole"


def test_what_no_reader_of_text_can_read_is_told() -> None:
    with pytest.raises(DocumentFault, match="save the file as UTF-8"):
        _examined("\0".join(_text()))


def test_a_copy_that_nothing_can_be_said_of_gets_one_line() -> None:
    known = edition(copies={"en": document()})
    dutch = "---\nms.date: 06/03/2012\n---\n" + as_markdown(document("nl"))
    found = examine(dutch, {known.edition: known}, None, None)
    assert as_text("page.md", found) == f"page.md: {told(found)}"
