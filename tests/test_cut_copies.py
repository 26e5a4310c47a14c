"""A copy that ends too early, another document and a merged paragraph are told for what they are."""

from copy import deepcopy

import pytest
from copies import Chapter, Copy, Part, as_markdown, document, edition

from knowledge.document.damage import examine
from knowledge.document.drift import Drift, hold
from knowledge.document.sections import read_document
from rules.model import Edition

OWN = edition()


def _dated(text: str, day: str) -> str:
    year, month, of_month = day.split("-")
    return f"---\nms.date: {month}/{of_month}/{year}\n---\n\n{text}"


def _edition_of(copy: Copy, name: str = "2011-05-03") -> Edition:
    return edition(name=name, copies={"en": copy})


def _prints(one: Edition) -> set[str]:
    return {print_ for statement in one.statements for print_ in statement.fingerprints.values()}


def _held(own: Edition, copy: Copy) -> Drift:
    return hold(own, read_document(as_markdown(copy), _prints(own)), "en")


def _longer() -> Copy:
    """The document as it is later, with a section more."""
    copy = deepcopy(document())
    night = [
        Part("text", ["At night the ferry sleeps in the harbour.", "Nobody rings the bell before dawn."]),
        Part("text", ["A lantern burns for whoever comes late."]),
    ]
    return [*copy, Chapter("night", "at-night", "At night", night)]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7])
def test_a_copy_that_is_cut_off_is_one_of_the_edition_whose_day_it_says(share: float) -> None:
    later = _edition_of(_longer(), "2016-06-01")
    text = as_markdown(_longer())
    cut = _dated(text[: int(len(text) * share)], "2016-06-01")
    found = examine(cut, {OWN.edition: OWN, later.edition: later}, None, None)
    assert (found.verified.drift.edition, found.looks) == ("2016-06-01", "damaged")
    assert found.verified.told == "damaged"


def test_a_copy_in_which_all_stands_is_of_that_edition_whatever_day_it_says() -> None:
    later = _edition_of(_longer(), "2016-06-01")
    whole = _dated(as_markdown(document()), "2016-06-01")
    found = examine(whole, {OWN.edition: OWN, later.edition: later}, None, None)
    assert (found.verified.drift.edition, found.verified.told) == (OWN.edition, "stands")


def test_a_cut_in_the_last_sentence_says_where_it_ends_under_any_heading() -> None:
    text = as_markdown(document()).rstrip()
    cut = _dated(text[: len(text) - 12].rstrip(" .,"), OWN.edition)
    found = examine(cut, {OWN.edition: OWN}, None, None)
    assert found.looks == "damaged"
    assert found.signs.breaks_off


@pytest.mark.parametrize(
    "text",
    [
        "# Bicycles\n\nA bicycle may come on the train. Ring the bell before you turn. Lock it at night.\n",
        "# House rules\n\nThe office opens at nine. The kitchen takes members only. Wash your cup.\n",
    ],
)
def test_a_page_that_shares_a_turn_of_phrase_is_another_document(text: str) -> None:
    found = examine(text, {OWN.edition: OWN}, None, None)
    assert (found.verified.told, found.looks) == ("other_document", "other")


def test_a_sentence_in_brackets_is_the_same_where_paragraphs_are_merged() -> None:
    copy = deepcopy(document())
    copy[0].parts = [
        Part("text", ["The ferry takes parcels.", "(Letters are mostly left to the post.)"]),
        Part("text", ["Every parcel is weighed."]),
    ]
    own = _edition_of(copy)
    merged = deepcopy(copy)
    merged[0].parts = [Part("text", [one for part in copy[0].parts for one in part.sentences])]
    assert [one.kind for one in _held(own, merged).findings] == ["moved"]


def test_what_is_joined_or_split_fits_no_better_than_what_stands() -> None:
    apart, whole = deepcopy(document()), deepcopy(document())
    apart[0].parts[0].sentences = [
        "The ferry takes every parcel of the island.",
        "It takes no letters at all.",
    ]
    whole[0].parts[0].sentences = ["The ferry takes every parcel of the island, it takes no letters at all."]
    joined, split = _held(_edition_of(apart), whole), _held(_edition_of(whole), apart)
    assert joined.count("joined") == 2
    assert split.count("split") == 1
    assert 0.9 < joined.fit <= 1
    assert 0.9 < split.fit <= 1
