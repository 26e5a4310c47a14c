"""What became of each statement in a later edition is found by what is kept of both."""

import pytest
from copies import Chapter, Copy, Part, document, edition

from knowledge.document.amendment import Became, became
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
