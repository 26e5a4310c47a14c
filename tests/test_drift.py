"""A copy held against an edition: each sentence altered, removed, moved and doubled is told as just that."""

from collections.abc import Callable

import pytest
from copies import (
    Chapter,
    Copy,
    Part,
    Place,
    as_markdown,
    as_page,
    document,
    edition,
    places,
    statement_id,
    text_of,
)

from knowledge.document.drift import DocumentFault, Drift, verify

EDITION = edition()
DRESSES: dict[str, Callable[[Copy], str]] = {
    "markdown": as_markdown,
    "anchors": lambda copy: as_markdown(copy, anchors=True, front_matter=True),
    "page": as_page,
}
EVERY = [pytest.param(place, id=statement_id(document(), place)) for place in places(document())]
dressed = pytest.mark.parametrize("dress", DRESSES)
spoken = pytest.mark.parametrize("language", ["en", "nl"])
every = pytest.mark.parametrize("place", EVERY)


def _held(copy: Copy, dress: str, *, sketched: bool = True) -> Drift:
    known = EDITION if sketched else edition(sketched=False)
    return verify(DRESSES[dress](copy), {known.edition: known}, None, None).drift


def _told(drift: Drift) -> list[tuple[str, str | None]]:
    return [(finding.kind, finding.statement) for finding in drift.findings]


def _take_out(copy: Copy, place: Place) -> str:
    part = copy[place.chapter].parts[place.part]
    return part.sentences.pop(place.number)


def _elsewhere(copy: Copy, place: Place) -> list[Part]:
    """The chapter behind the next one: its end is another place for sure."""
    return copy[(place.chapter + 2) % len(copy)].parts


@dressed
@spoken
def test_a_copy_that_is_whole_stands(dress: str, language: str) -> None:
    drift = _held(document(language), dress)
    assert (drift.language, drift.findings) == (language, ())
    assert drift.stands == drift.statements == drift.sentences == len(EVERY)


@every
@dressed
@spoken
@pytest.mark.parametrize("sketched", [True, False])
def test_an_altered_sentence_is_changed(place: Place, dress: str, language: str, *, sketched: bool) -> None:
    copy = document(language)
    sentences = copy[place.chapter].parts[place.part].sentences
    sentences[place.number] = sentences[place.number].replace(" ", " hardly ", 1) + (
        "" if " " in sentences[place.number] else " hardly"
    )
    drift = _held(copy, dress, sketched=sketched)
    assert _told(drift) == [("changed", statement_id(copy, place))]
    alike = drift.findings[0].alike
    assert (alike is not None and 0.5 < alike < 1.0) if sketched else alike is None


@every
@dressed
@spoken
def test_a_removed_sentence_is_gone(place: Place, dress: str, language: str) -> None:
    copy = document(language)
    _take_out(copy, place)
    assert _told(_held(copy, dress)) == [("gone", statement_id(copy, place))]


@every
@dressed
@spoken
def test_a_sentence_in_another_section_is_moved(place: Place, dress: str, language: str) -> None:
    copy = document(language)
    _elsewhere(copy, place).append(Part("text", [_take_out(copy, place)]))
    assert _told(_held(copy, dress)) == [("moved", statement_id(document(), place))]


@every
@dressed
def test_a_sentence_under_a_new_heading_is_moved(place: Place, dress: str) -> None:
    copy = document()
    copy.append(Chapter("extra", "extra", "Extra", [Part("text", [_take_out(copy, place)])]))
    assert _told(_held(copy, dress)) == [("moved", statement_id(document(), place))]


@every
@dressed
def test_a_sentence_further_down_in_its_section_is_moved(place: Place, dress: str) -> None:
    copy = document()
    parts = copy[place.chapter].parts
    is_last = place.part == len(parts) - 1 and place.number == len(parts[-1].sentences) - 1
    if is_last and len(parts[-1].sentences) == 1:
        pytest.skip("it is the last of its section already")
    parts.append(Part("text", [_take_out(copy, place)]))
    assert _told(_held(copy, dress)) == [("moved", statement_id(document(), place))]


@every
@dressed
@spoken
def test_a_sentence_that_stands_twice_is_doubled(place: Place, dress: str, language: str) -> None:
    copy = document(language)
    _elsewhere(copy, place).append(Part("text", [text_of(copy, place)]))
    assert _told(_held(copy, dress)) == [("doubled", statement_id(copy, place))]
    copy = document(language)
    copy[place.chapter].parts[place.part].sentences.insert(place.number, text_of(copy, place))
    assert _told(_held(copy, dress)) == [("doubled", statement_id(copy, place))]


@every
@dressed
def test_a_sentence_that_is_put_in_is_new(place: Place, dress: str) -> None:
    copy = document()
    sentences = copy[place.chapter].parts[place.part].sentences
    sentences.insert(place.number, "Nobody has ever read that here before.")
    drift = _held(copy, dress)
    assert _told(drift) == [("new", None)]
    assert drift.findings[0].place == statement_id(document(), place)


@every
@dressed
def test_another_sentence_in_its_place_is_no_change_of_it(place: Place, dress: str) -> None:
    copy = document()
    other = "Somebody else has written something quite different down here, nobody knows what for."
    copy[place.chapter].parts[place.part].sentences[place.number] = other
    assert _told(_held(copy, dress)) == [("gone", statement_id(copy, place)), ("new", None)]


@dressed
def test_what_is_changed_and_moved_is_told_where_it_now_stands(dress: str) -> None:
    copy = document()
    text = _take_out(copy, Place(1, 0, 0)).replace("quay", "pier")
    copy[4].parts.append(Part("text", [text]))
    (finding,) = _held(copy, dress).findings
    assert (finding.kind, finding.statement, finding.place) == ("changed", "heavy.1.1", "help.2.1")


@dressed
@spoken
def test_sections_in_another_order_stand(dress: str, language: str) -> None:
    copy = document(language)
    copy[1:] = copy[:0:-1]
    assert _told(_held(copy, dress)) == []


@dressed
def test_a_section_that_is_gone_takes_all_its_statements_with_it(dress: str) -> None:
    copy = document()
    del copy[2]
    assert _told(_held(copy, dress)) == [("gone", "boats.1.1")]


@dressed
def test_a_section_under_another_heading_is_renamed_and_its_sentences_stand(dress: str) -> None:
    copy = document()
    copy[1].title = copy[1].anchor = "What weighs much"
    verified = verify(DRESSES[dress](copy), {EDITION.edition: EDITION}, None, None)
    drift = verified.drift
    assert (verified.told, drift.stands) == ("unknown_edition", drift.statements)
    (renamed,) = drift.findings
    assert (renamed.kind, renamed.statement, renamed.place) == ("renamed", None, "heavy")
    assert (renamed.gist, renamed.text) == ({"en": "Heavy parcels"}, "What weighs much")


@dressed
def test_headings_that_changed_places_are_renamed_and_move_nothing(dress: str) -> None:
    copy = document()
    for name in ("title", "anchor"):
        one, other = getattr(copy[1], name), getattr(copy[3], name)
        setattr(copy[1], name, other)
        setattr(copy[3], name, one)
    drift = _held(copy, dress)
    assert drift.stands == drift.statements
    told = [(finding.kind, finding.place, finding.text) for finding in drift.findings]
    assert told == [("renamed", "heavy", "Fares by weight"), ("renamed", "fares", "Heavy parcels")]


@dressed
def test_a_single_sentence_that_goes_to_another_section_takes_no_heading_along(dress: str) -> None:
    copy = document()
    copy[4].parts[0].sentences[1:] = []
    copy[2].parts, copy[4].parts = copy[4].parts, copy[2].parts
    assert "renamed" not in {one.kind for one in _held(copy, dress).findings}


@dressed
def test_a_title_that_is_another_is_told_like_any_heading(dress: str) -> None:
    copy = document()
    copy[0].title = "Parcels for any island"
    (renamed,) = _held(copy, dress).findings
    assert (renamed.kind, renamed.place, renamed.rests.rules) == ("renamed", "opening", ("members",))


@dressed
def test_a_heading_in_another_dress_or_over_nothing_known_is_not_renamed(dress: str) -> None:
    copy = document()
    copy[1].title = "HEAVY Parcels"
    copy[2].title, copy[2].parts[0].sentences = "Whales", ["Whales swim there by themselves."]
    assert {one.kind for one in _held(copy, dress).findings} == {"gone", "new"}


@dressed
def test_headings_in_a_language_in_which_none_is_known_are_not_held_against_any(dress: str) -> None:
    copy = document("nl")
    copy[1].title = "Wat veel weegt"
    drift = _held(copy, dress)
    assert (_told(drift), drift.headed) == ([], False)
    assert _held(document(), dress).headed


@dressed
def test_a_section_that_is_added_is_new(dress: str) -> None:
    copy = document()
    new = document()[2]
    new.anchor, new.title, new.parts[0].sentences = "whales", "Whales", ["Whales swim there by themselves."]
    copy.insert(3, new)
    drift = _held(copy, dress)
    assert [(one.kind, one.place) for one in drift.findings] == [("new", "whales.1.1")]


@dressed
def test_a_paragraph_put_in_before_others_moves_none_of_them(dress: str) -> None:
    copy = document()
    copy[1].parts.insert(0, Part("text", ["First of all, be of good cheer."]))
    drift = _held(copy, dress)
    assert [(one.kind, one.place) for one in drift.findings] == [("new", "heavy.1.1")]


@dressed
def test_paragraphs_that_are_joined_are_told(dress: str) -> None:
    copy = document()
    first, second = copy[0].parts
    first.sentences += second.sentences
    second.sentences = []
    drift = _held(copy, dress)
    assert [(one.statement, one.place) for one in drift.findings] == [("opening.2.1", "opening.1.3")]


@dressed
def test_of_a_paragraph_that_is_split_what_left_it_is_told(dress: str) -> None:
    before, after = document(), document()
    before[1].parts[3].sentences.append("Ask the harbour master why.")
    after[1].parts.append(Part("text", [after[1].parts[3].sentences.pop(), "Ask the harbour master why."]))
    known = edition(copies={"en": before})
    drift = verify(DRESSES[dress](after), {known.edition: known}, None, None).drift
    assert [(one.kind, one.statement, one.place) for one in drift.findings] == [
        ("moved", "heavy.4.2", "heavy.5.1"),
        ("moved", "heavy.4.3", "heavy.5.2"),
    ]


def test_two_rows_whose_values_changed_places_are_changed_and_not_joined() -> None:
    rows = ("Parcel | Place | Price", "Stones | in the hold | Not carried", "Iron bars | on deck | -")
    turned = ("Parcel | Place | Price", "Stones | on deck | -", "Iron bars | in the hold | Not carried")
    drift = _between(_of_parts(Part("table", [*rows])), _of_parts(Part("table", [*turned])))
    assert [(one.kind, one.statement, one.place) for one in drift.findings] == [
        ("changed", "opening.2.2", "opening.2.2"),
        ("changed", "opening.2.3", "opening.2.3"),
    ]


def test_what_rests_on_a_statement_is_told_with_it() -> None:
    copy = document()
    del copy[0].parts[0].sentences[0]
    (finding,) = _held(copy, "markdown").findings
    assert finding.rests == (("members",), ("letters",), ("bell",))


def test_of_two_sentences_alike_the_closer_is_the_changed_one() -> None:
    copy = document()
    copy[1].parts[0].sentences[:1] = [
        "Whoever sends a heavy parcel pays his fare on board.",
        "Whoever sends a heavy parcel pays at the pier.",
    ]
    told = [(one.kind, one.text) for one in _held(copy, "markdown").findings]
    assert told == [
        ("changed", "Whoever sends a heavy parcel pays at the pier."),
        ("new", "Whoever sends a heavy parcel pays his fare on board."),
    ]


# -- which edition


def _later() -> Copy:
    copy = document()
    for place in (Place(0, 0, 0), Place(1, 0, 0), Place(4, 0, 1)):
        sentences = copy[place.chapter].parts[place.part].sentences
        sentences[place.number] = sentences[place.number].replace(" ", " mostly ", 1)
    return copy


LATER = edition(name="2015-01-01", copies={"en": _later()})
BOTH = {one.edition: one for one in (EDITION, LATER)}


@dressed
def test_the_edition_that_fits_is_found(dress: str) -> None:
    for copy, name in ((document(), "2011-05-03"), (_later(), "2015-01-01")):
        verified = verify(DRESSES[dress](copy), BOTH, None, None)
        assert (verified.drift.edition, verified.told) == (name, "stands")


@dressed
def test_the_document_of_another_edition_is_told(dress: str) -> None:
    verified = verify(DRESSES[dress](_later()), BOTH, "2011-05-03", None)
    assert (verified.told, verified.best.edition) == ("other_edition", "2015-01-01")
    assert _told(verified.drift) == [
        ("changed", "opening.1.1"),
        ("changed", "heavy.1.1"),
        ("changed", "help.1.2"),
    ]


@dressed
def test_a_document_of_an_edition_nobody_knows_is_told(dress: str) -> None:
    verified = verify(DRESSES[dress](_later()), {EDITION.edition: EDITION}, None, None)
    assert (verified.told, verified.drift.count("changed")) == ("unknown_edition", 3)


@dressed
def test_a_copy_that_is_cut_short_is_told(dress: str) -> None:
    verified = verify(DRESSES[dress](document()[:1]), BOTH, None, None)
    assert verified.told == "damaged"


@pytest.mark.parametrize(
    "text",
    [
        "# Cake\n\nTake four eggs. Beat them well.\n\n## Oven\n\nBake it for an hour.\n",
        "<html><body><h1>Cake</h1><p>Take four eggs. Beat them well.</p></body></html>",
    ],
)
def test_another_document_is_told(text: str) -> None:
    verified = verify(text, BOTH, None, None)
    assert (verified.told, verified.drift.stands) == ("other_document", 0)


def test_a_language_that_the_edition_does_not_know_is_told() -> None:
    with pytest.raises(DocumentFault, match=r"no sentence of 2015-01-01 is known in 'nl'.* are: en$"):
        verify(as_markdown(document("nl")), BOTH, "2015-01-01", "nl")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "---\ntitle: x\n---\n", "# Only a title\n", "<html><body></body>"]
)
def test_a_file_without_a_sentence_is_told(text: str) -> None:
    with pytest.raises(DocumentFault, match="there is no sentence in it"):
        verify(text, BOTH, None, None)


# -- split, joined, put in another order


def _of_one_paragraph(*sentences: str) -> Copy:
    return [Chapter("opening", "o", "Ferry", [Part("text", list(sentences))])]


WHOLE = "Whoever sends a heavy parcel pays at the quay, and the crane then lifts it on board before noon."
HALVES = ("Whoever sends a heavy parcel pays at the quay.", "The crane then lifts it on board before noon.")
OTHER = "Letters were let go by the old harbour master every second Sunday of the month."


def _between(before: Copy, after: Copy) -> Drift:
    known = edition(copies={"en": before})
    return verify(as_markdown(after), {known.edition: known}, None, None).drift


def test_a_sentence_that_is_split_in_two_is_neither_gone_nor_new() -> None:
    drift = _between(_of_one_paragraph(OTHER, WHOLE), _of_one_paragraph(OTHER, *HALVES))
    (split,) = drift.findings
    assert (split.kind, split.statement) == ("split", "opening.1.2")
    assert (split.place, split.also) == ("opening.1.2", "opening.1.3")
    assert split.text == " ".join(HALVES)


def test_two_sentences_that_are_joined_are_neither_gone_nor_new() -> None:
    drift = _between(_of_one_paragraph(OTHER, *HALVES), _of_one_paragraph(OTHER, WHOLE))
    told = [(one.kind, one.statement, one.also, one.place) for one in drift.findings]
    assert told == [
        ("joined", "opening.1.2", "opening.1.3", "opening.1.2"),
        ("joined", "opening.1.3", "opening.1.2", "opening.1.2"),
    ]


LONG = (
    "To have the crane lift it on board before noon, ring the bell of the office beside the harbour gate and "
    "tell whoever opens how heavy the parcel is and which boat it is for."
)


def test_a_short_sentence_that_is_joined_to_a_long_one_is_not_gone() -> None:
    apart, whole = ("A heavy parcel can be lifted.", LONG), f"A heavy parcel can be lifted: {LONG}"
    joined = _between(_of_one_paragraph(OTHER, *apart), _of_one_paragraph(OTHER, whole))
    assert [(one.kind, one.statement) for one in joined.findings] == [
        ("joined", "opening.1.2"),
        ("joined", "opening.1.3"),
    ]
    split = _between(_of_one_paragraph(OTHER, whole), _of_one_paragraph(OTHER, *apart))
    assert [(one.kind, one.also) for one in split.findings] == [("split", "opening.1.3")]


def test_a_long_sentence_that_begins_otherwise_is_not_joined_with_a_short_one_that_is_gone() -> None:
    before, after = ("Whales are too heavy for it.", LONG), f"On a calm day in summer only: {LONG}"
    drift = _between(_of_one_paragraph(OTHER, *before), _of_one_paragraph(OTHER, after))
    assert [one.kind for one in drift.findings] == ["gone", "changed"]


def test_a_sentence_beside_a_new_one_is_not_split() -> None:
    longer = WHOLE.replace("before noon", "before one")
    drift = _between(
        _of_one_paragraph(OTHER, WHOLE), _of_one_paragraph(OTHER, longer, "Bring a coin for her.")
    )
    assert [one.kind for one in drift.findings] == ["changed", "new"]


def test_a_long_sentence_in_another_order_is_not_taken_for_another() -> None:
    one = "If you are a member of the ferry, you can ask the crane to lift a heavy parcel on board."
    turned = "You can ask the crane to lift a heavy parcel on board, if you are a member of the ferry."
    near = "You can ask the bell to ring on a foggy day, and the crane to lift a boat, on board."
    drift = _between(_of_one_paragraph(one, OTHER, near), _of_one_paragraph(OTHER, turned))
    assert [(found.kind, found.statement) for found in drift.findings] == [
        ("changed", "opening.1.1"),
        ("gone", "opening.1.3"),
    ]


# -- lists and tables


KINDS = ["Stones", "Iron bars", "Glass", "Whale bones"]
LIST = Part("list", KINDS)
TABLE = Part("table", ["Parcel | By crane", *(f"{kind} | on Mondays" for kind in KINDS)])


def _of_parts(*parts: Part) -> Copy:
    return [Chapter("opening", "o", "Ferry", [Part("text", [OTHER]), *parts])]


@pytest.mark.parametrize(
    ("before", "after", "alone", "shift"),
    [(LIST, TABLE, "new", 1), (TABLE, LIST, "gone", -1)],
    ids=["list to table", "table to list"],
)
def test_a_row_answers_to_what_says_its_first_cell(before: Part, after: Part, alone: str, shift: int) -> None:
    drift = _between(_of_parts(before), _of_parts(after))
    assert [one.kind for one in drift.findings if one.kind != "changed"] == [alone]
    changed = [one for one in drift.findings if one.kind == "changed"]
    assert [_number(one.place) - _number(one.statement) for one in changed] == [shift] * len(KINDS)


def test_a_row_answers_to_an_item_that_says_its_cells_in_a_line() -> None:
    items = Part("list", [one.replace(" | ", ": ") for one in TABLE.sentences])
    drift = _between(_of_parts(TABLE), _of_parts(items))
    assert {(one.kind, str(one.statement) == one.place) for one in drift.findings} == {("changed", True)}


def _number(place: str | None) -> int:
    return int(str(place).rsplit(".", 1)[1])


def test_a_row_with_another_second_cell_is_changed_wherever_it_stands() -> None:
    after = Part("table", [TABLE.sentences[0], "Glass | never", *TABLE.sentences[1:3], *TABLE.sentences[4:]])
    (changed,) = _between(_of_parts(TABLE), _of_parts(after)).findings
    assert (changed.kind, changed.statement, changed.text) == ("changed", "opening.2.4", "Glass | never")


def test_what_shares_no_word_is_not_the_same_only_because_of_its_place() -> None:
    after = Part("list", ["Stones", "Fresh fish", "Glass", "Whale bones"])
    drift = _between(_of_parts(LIST), _of_parts(after))
    assert [(one.kind, one.statement) for one in drift.findings] == [("gone", "opening.2.2"), ("new", None)]
