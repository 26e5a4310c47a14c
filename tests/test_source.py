"""A document is cut into sentences that can be told apart, and an edition checked against it."""

from collections.abc import Callable

import pytest
from copies import Copy, as_markdown, as_page, document, edition

from knowledge.document.sections import sentences
from knowledge.document.source import compare, unsaid_days
from rules.model import Days, Edition, Section, Statement

DOCUMENT = """---
title: Something
---
# Sending things

Things may be sent. [Some](https://example.org/a) are (not) heavy.

## Heavy things
Heavy things cost more.

> [!NOTE]
> They may be sent back.

- Stones
- Iron
"""


def test_every_sentence_has_its_place() -> None:
    found = [(sentence.id, sentence.text) for sentence in sentences(DOCUMENT)]
    assert found == [
        ("opening.1.1", "Things may be sent."),
        ("opening.1.2", "Some are (not) heavy."),
        ("heavy-things.1.1", "Heavy things cost more."),
        ("heavy-things.2.1", "They may be sent back."),
        ("heavy-things.3.1", "Stones"),
        ("heavy-things.3.2", "Iron"),
    ]


def test_a_fingerprint_sees_the_words_and_not_their_dress() -> None:
    plain, bold, other = (
        sentences(f"# T\n\n{text}")[0].fingerprint for text in ("One  two.", "**one** two.", "One three.")
    )
    assert plain == bold != other


def _edition(statements: list[Statement]) -> Edition:
    return Edition.model_construct(
        edition="2020-01-01",
        paths={},
        rules=(),
        sections={
            "opening": Section(title="Sending things"),
            "heavy": Section(title="Heavy things", anchor="heavy-things"),
        },
        statements=tuple(statements),
    )


def test_a_document_that_matches_leaves_nothing_to_say() -> None:
    listed = [
        Statement(
            id=sentence.id.replace("heavy-things", "heavy"),
            gist={"en": "g"},
            fingerprints={"en": sentence.fingerprint},
            sketches={"en": sentence.sketch},
        )
        for sentence in sentences(DOCUMENT)
    ]
    assert list(compare(_edition(listed), DOCUMENT, "en")) == []


def test_every_difference_is_told() -> None:
    listed = [
        Statement(id="opening.1.1", gist={"en": "g"}, fingerprints={"en": "0" * 16}),
        Statement(id="heavy.9.1", gist={"en": "g"}, fingerprints={"en": "0" * 16}),
    ]
    told = list(compare(_edition(listed), DOCUMENT, "en"))
    assert "opening.1.1: the wording differs from what the edition was made from" in told
    assert "opening.1.2: the document has this sentence, the edition does not list it" in told
    assert "heavy.9.1: the edition lists it, the document does not have it" in told


def test_a_title_that_is_not_the_heading_is_told() -> None:
    own, copy = edition(), document()
    copy[1].title = "Parcels that weigh a lot"
    assert list(compare(own, as_markdown(copy, anchors=True), "en")) == [
        "section heavy: its title is 'Heavy parcels', and the document's heading 'Parcels that weigh a lot'"
    ]
    assert list(compare(own, as_markdown(document("nl")), "nl")) == []  # the titles are English


def test_a_label_that_does_not_stand_in_the_sentence_of_its_path_is_told() -> None:
    own = edition()
    bell = own.paths["bell"].model_copy(update={"labels": ("PARCELS", "Crane", "Par", "Buoy")})
    other = own.model_copy(update={"paths": {"bell": bell}})
    assert list(compare(other, as_page(document()), "en")) == [
        "path bell: its label 'Crane' does not stand in opening.1.1, though elsewhere in the document",
        "path bell: its label 'Par' does not stand in opening.1.1, nor anywhere",
        "path bell: its label 'Buoy' does not stand in opening.1.1, nor anywhere",
    ]
    assert list(compare(other, as_page(document("nl")), "nl")) == []  # labels are as the portal has them


@pytest.mark.parametrize(
    ("labels", "turned"),
    [
        (("Ferry", "Parcels", "Ring the bell"), False),
        (("Parcels", "Ferry", "Ring the bell"), True),
        (("Ring the bell", "Ferry"), False),  # the sentence does not write these as a menu
    ],
)
def test_labels_in_another_order_than_the_menu_of_their_sentence_are_told(
    labels: tuple[str, ...], turned: bool
) -> None:
    own, copy = edition(), document()
    copy[0].parts[0].sentences[0] = "Go to **Ferry** > **Parcels** and Ring the bell."
    bell = own.paths["bell"].model_copy(update={"labels": labels})
    told = list(compare(own.model_copy(update={"paths": {"bell": bell}}), as_markdown(copy), "en"))
    assert any("in another order" in one for one in told) == turned


@pytest.mark.parametrize("dress", [as_markdown, as_page])
def test_an_address_of_a_path_that_no_link_has_is_told_with_those_there_are(
    dress: Callable[[Copy], str],
) -> None:
    own, text = edition(), dress(document()).replace("bell(1)", "bell?a=1&amp;b=2")
    assert list(compare(own, text, "en")) == []  # its path is linked nowhere, as it says

    def told(url: str) -> list[str]:
        path = own.paths["bell"].model_copy(update={"url": url, "linked": True})
        return list(compare(own.model_copy(update={"paths": {"bell": path}}), text, "en"))

    assert told("https://example.org/bell?a=1&b=2") == []
    (fault,) = told("https://example.org/buoy")
    assert fault.startswith("path bell: no link leads to https://example.org/buoy; those into the same site")
    assert fault.endswith(" lead to https://example.org/bell?a=1&b=2")
    assert told("https://example.com/bell") == [
        "path bell: no link leads to https://example.com/bell; nor into that site"
    ]


@pytest.mark.parametrize(("there", "here"), [("", "/"), ("/", "")])
def test_the_address_of_a_site_alone_is_looked_for_too(there: str, here: str) -> None:
    path = {"url": f"https://example.org{there}", "linked": True}
    own = edition()
    own = own.model_copy(update={"paths": {"bell": own.paths["bell"].model_copy(update=path)}})
    text = as_markdown(document())
    (fault,) = compare(own, text, "en")
    assert fault.startswith(f"path bell: no link leads to https://example.org{there}; those into the same")
    assert list(compare(own, f"{text}\n<!-- https://example.org{here} -->\n", "en")) == []


def test_of_a_document_that_has_lost_all_its_links_no_address_is_told() -> None:
    own = edition()
    path = own.paths["bell"].model_copy(update={"url": "https://example.org/buoy", "linked": True})
    text = as_markdown(document()).replace("https://example.org/", "")
    assert list(compare(own.model_copy(update={"paths": {"bell": path}}), text, "en")) == []


def test_a_rule_whose_own_sentences_name_another_path_is_told() -> None:
    own = edition()
    crane = own.paths["bell"].model_copy(update={"labels": ("Crane", "Quay"), "cites": ("heavy.1.1",)})
    (rule,) = own.rules
    said = "rule members: it leads by path crane, and the sentences that it cites do not say "

    def told(*cites: str, labels: tuple[str, ...] = ("Quay",), **update: object) -> list[str]:
        paths = {**own.paths, "crane": crane.model_copy(update={"labels": labels})}
        led = rule.model_copy(update={"path": "crane", "no_path": None, "cites": cites})
        other = own.model_copy(update={"paths": paths, "rules": (led,), **update})
        return list(compare(other, as_markdown(document()), "en"))

    assert told("heavy.1.1") == told("opening.1.1", "heavy.1.1") == []
    (fault,) = told("opening.1.1")
    assert fault == f"{said}'Quay': cite the one that does, or give it the path that they name"
    assert told("boats.1.1", help="crane") == []  # which is for whatever no sentence names another for
    (fault,) = told("opening.1.1", help="crane")
    assert fault.endswith("for further help, and the sentences that it cites name bell: give it that path")
    assert told("heavy.9.9") == []  # what is not there is told by itself


def test_an_anchor_that_the_page_does_not_have_is_told() -> None:
    own = edition()
    assert list(compare(own, as_page(document()), "en")) == []
    heavy = own.sections["heavy"].model_copy(update={"anchor": "heavy-weights"})
    wrong = own.model_copy(update={"sections": {**own.sections, "heavy": heavy}})
    assert list(compare(wrong, as_page(document()), "en")) == [
        "section heavy: the page has no anchor 'heavy-weights'; it has heavy-parcels"
    ]
    assert list(compare(wrong, as_markdown(document()), "en")) == []  # Markdown need not say its anchors


def test_a_sketch_that_is_missing_or_another_is_told_with_the_right_one() -> None:
    first = sentences(DOCUMENT)[0]
    listed = Statement(id=first.id, gist={"en": "g"}, fingerprints={"en": first.fingerprint})
    told = f"opening.1.1: the sketch is not that of the sentence: write {first.sketch!r}"
    assert told in list(compare(_edition([listed]), DOCUMENT, "en"))


def test_what_stands_in_the_place_of_another_is_told_by_both_places() -> None:
    first, second = sentences(DOCUMENT)[:2]
    listed = [
        Statement(
            id=place.id, gist={"en": "g"}, fingerprints={"en": one.fingerprint}, sketches={"en": one.sketch}
        )
        for place, one in ((first, second), (second, first))
    ]
    told = list(compare(_edition(listed), DOCUMENT, "en"))
    assert "opening.1.1: here the document has the sentence that the edition lists as opening.1.2" in told
    assert "opening.1.2: here the document has the sentence that the edition lists as opening.1.1" in told


def test_a_sentence_that_is_not_known_in_a_language_is_told_with_what_to_write() -> None:
    first = sentences(DOCUMENT)[0]
    listed = Statement(id=first.id, gist={"en": "g"}, fingerprints={"en": first.fingerprint})
    kept = f"write fingerprint {first.fingerprint!r} and sketch {first.sketch!r}"
    told = f"opening.1.1: the edition does not know this sentence in 'nl': {kept}"
    assert told in list(compare(_edition([listed]), DOCUMENT, "nl"))


def test_what_stands_twice_and_is_known_once_in_a_language_is_told_with_what_to_write() -> None:
    first, twin = sentences(DOCUMENT.replace("Heavy things cost more.", "Things may be sent."))[:3:2]
    known = {"en": first.fingerprint, "nl": first.fingerprint}
    listed = [
        Statement(id="opening.1.1", gist={"en": "g"}, fingerprints=known),
        Statement(id="heavy.1.1", gist={"en": "g"}, fingerprints={"en": twin.fingerprint}),
    ]
    text = DOCUMENT.replace("Heavy things cost more.", "Things may be sent.")
    (told,) = (one for one in compare(_edition(listed), text, "nl") if one.startswith("heavy.1.1"))
    kept = f"write fingerprint {twin.fingerprint!r} and sketch {twin.sketch!r}"
    said = f"does not know this sentence in 'nl': {kept}, those of opening.1.1, which says the same"
    assert told == f"heavy.1.1: the edition {said}"


def test_a_rule_by_a_day_that_its_sentences_do_not_say_is_told() -> None:
    own = edition()
    (rule,) = own.rules

    def told(day: str, *cites: str) -> list[str]:
        when = {"joined": Days.model_validate({"from": day})}
        changed = rule.model_copy(update={"when": when, "cites": cites})
        ruled = own.model_copy(update={"rules": (changed,)})
        return list(unsaid_days(ruled, as_markdown(document()), "en"))

    assert told("2011-05-03", "opening.1.1") == []
    assert told("2011-05-31", "opening.1.1") == [
        "rule members goes by 2011-05-31, which no sentence that it cites says"
    ]
    assert told("2011-05-31", "boats.1.1") == []  # it says no figure, so another one may


def test_a_day_of_another_month_is_told_of_a_rule() -> None:
    own = edition()
    (rule,) = own.rules
    changed = rule.model_copy(update={"when": {"joined": Days.model_validate({"from": "2011-06-03"})}})
    ruled = own.model_copy(update={"rules": (changed.model_copy(update={"cites": ("opening.1.1",)}),)})
    assert list(unsaid_days(ruled, as_markdown(document()), "en")) == [
        "rule members goes by 2011-06-03, which no sentence that it cites says"
    ]
