"""What became of each statement in a later edition is found by what is kept of both."""

from collections.abc import Callable

import pytest
from copies import Chapter, Copy, Part, as_markdown, document, edition

from knowledge.document.amendment import Became, became
from knowledge.document.sections import read_document
from knowledge.document.succession import succession
from rules.model import Edition

WHOLE = "Whoever sends a heavy parcel pays at the quay, and the crane then lifts it on board before noon."
HALVES = ["Whoever sends a heavy parcel pays at the quay.", "The crane then lifts it on board before noon."]


def _edition(copy: Copy) -> Edition:
    return edition(name="2013-05-03", copies={"en": copy})


def _of(*sentences: str) -> Edition:
    return _edition([Chapter("opening", "o", "Ferry", [Part("text", list(sentences))])])


def test_where_nothing_is_other_all_is_kept() -> None:
    own = edition()
    assert became(own, own) == {one.id: Became("kept", (one.id,)) for one in own.statements}


def test_what_is_gone_or_reworded_or_stands_elsewhere_is_told_with_its_place() -> None:
    copy = document()
    copy[0].parts[0].sentences.pop(0)
    copy[1].parts[0].sentences[0] = "Whoever sends a heavy parcel pays at the pier."
    copy[2].parts.insert(0, Part("text", ["Mind the step."]))
    fates = became(edition(), _edition(copy))
    assert fates["opening.1.1"] == Became("gone")
    assert fates["opening.1.2"] == Became("kept", ("opening.1.1",))
    assert fates["heavy.1.1"] == Became("reworded", ("heavy.1.1",))
    assert fates["boats.1.1"] == Became("kept", ("boats.2.1",))


def test_what_is_split_or_joined_is_told_with_all_that_says_it() -> None:
    whole, apart = _of("Letters were let go.", WHOLE), _of("Letters were let go.", *HALVES)
    assert became(whole, apart)["opening.1.2"] == Became("split", ("opening.1.2", "opening.1.3"))
    joined = became(apart, whole)
    assert joined["opening.1.2"] == joined["opening.1.3"] == Became("joined", ("opening.1.2",))


@pytest.mark.parametrize("heading", ["Heavy parcels", "What weighs much"])
def test_a_section_under_another_name_is_the_same_by_its_heading_or_what_stands_in_it(heading: str) -> None:
    copy = document()
    copy[1].name, copy[1].title, copy[1].anchor = "weights", heading, "heavy-parcels"
    fates = became(edition(), _edition(copy))
    assert fates["heavy.1.1"] == Became("kept", ("weights.1.1",))


def test_in_no_language_in_common_nothing_is_known_again() -> None:
    fates = became(edition(copies={"en": document()}), edition(copies={"nl": document("nl")}))
    assert {one.fate for one in fates.values()} == {"gone"}


def _with_table(copy: Copy) -> Copy:
    goods = ["Goods | Lifted?", "Stones | No", "Iron bars | No", "Ice | No", "Glass that can break | Never"]
    copy[1].parts[2] = Part("table", goods)
    return copy


def _with_rows(copy: Copy) -> Copy:
    copy[3].parts[1].sentences[1:] = [
        "Over 5 kg | 8 crowns",
        "Ten kg | 9 crowns",
        "Under 5 kg | 3 crowns, paid",
    ]
    return copy


@pytest.mark.parametrize("later", [_with_table, _with_rows])
def test_it_is_what_a_draft_was_told_of_the_document(later: Callable[[Copy], Copy]) -> None:
    copy = later(document())
    drafted = succession(edition(), read_document(as_markdown(copy)), "en")
    told: dict[str, tuple[str, ...]] = {one.id: () for one in drafted.before.statements}
    for heir in drafted.heirs:
        for name in heir.carried:
            told[name] = (*told[name], heir.sentence.id.replace("-parcels", "").replace("-by-weight", ""))
    assert {name: fate.now for name, fate in became(edition(), _edition(copy)).items()} == told
    assert sum(not now for now in told.values()) < 2  # most of it was found again
