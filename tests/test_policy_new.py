"""`policy new`: what it carries over, what it leaves to decide, and the whole way to a proven edition."""

import re
from copy import deepcopy
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from copies import (
    Chapter,
    Copy,
    Part,
    as_markdown,
    as_page,
    book_of,
    document,
    edition,
    edition_file,
    paper_of,
)

from bot.cli import main
from bot.upkeep.draft import drafted, left_of_document, left_to_decide
from knowledge.document.entries import fields_of
from knowledge.document.sections import day_of, read_document
from knowledge.document.source import compare
from knowledge.document.succession import succession
from rules.edition import EDITIONS_FOLDER, parse_edition, read_editions
from rules.strict_yaml import DataFault

NOW = "Write its gist as it says now;"


def _draft(copy: Copy, source: str | None = None, *, anchors: bool = False) -> str:
    source = source or edition_file()
    paper = read_document(as_markdown(copy, anchors=anchors))
    found = succession(parse_edition(source, "before"), paper, "en")
    return drafted(found.before.day.replace(year=2012), found, source)


def _run(*words: object, code: int = 0) -> Result:
    run = CliRunner().invoke(main, ["policy", *map(str, words)])
    assert run.exit_code == code, run.output
    return run


def _written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


# -- what is carried over


def test_a_document_that_says_the_same_leaves_nothing_to_decide() -> None:
    draft = _draft(document())
    assert list(left_to_decide(draft)) == []
    after, before = parse_edition(draft, "draft"), edition()
    assert after.edition == "2012-05-03"
    assert (after.rules, after.topics, after.paths, after.facts) == (
        before.rules,
        before.topics,
        before.paths,
        before.facts,
    )
    assert list(compare(after, as_markdown(document()), "en")) == []
    assert after.statements == before.statements  # the Dutch is taken to stand where the English does


def test_what_moves_on_takes_its_rules_and_topics_along() -> None:
    copy = document()
    copy[0].parts.insert(0, Part("text", ["The harbour has a new master."]))
    draft = _draft(copy)
    after = parse_edition(draft, "draft")
    assert [rule.cites for rule in after.rules] == [("opening.2.1",)]
    assert after.topics["letters"].cites == ("opening.2.1", "opening.2.2")
    assert after.paths["bell"].cites == ("opening.2.1",)
    assert after.statement("opening.2.1").gist == {"en": "What is meant."}
    assert [mark for _, mark in left_to_decide(draft)] == [
        "decide: new. Write its gist in your own words, and name it where something rests on it."
    ]
    assert after.statement("opening.1.1").gist == {"en": ""}
    assert list(compare(after, as_markdown(copy), "en")) == []


def test_what_two_sentences_change_places_is_not_mixed_up() -> None:
    copy = document()
    copy[0].parts[0].sentences.reverse()
    after = parse_edition(_draft(copy), "draft")
    assert after.topics["letters"].cites == ("opening.1.2", "opening.1.1")
    assert list(compare(after, as_markdown(copy), "en")) == []


def test_a_new_section_and_another_heading_get_their_names() -> None:
    copy = document()
    copy[1].title, copy[1].anchor = "Parcels that weigh a lot", "lot"
    copy.append(Chapter("", "", "Boats", [Part("text", ["Boats are painted in spring."])]))
    after = parse_edition(_draft(copy), "draft")
    assert after.sections["heavy"].title == "Parcels that weigh a lot"
    assert after.sections["boats"].title == "Small boats"
    assert after.sections["boats-new"].model_dump() == {"title": "Boats", "anchor": "boats"}
    assert list(compare(after, as_markdown(copy), "en")) == []


def test_a_heading_that_was_another_is_marked_with_what_rests_below_it() -> None:
    copy = document()
    copy[0].title = "Parcels for any island"
    (mark,) = (mark for _, mark in left_to_decide(_draft(copy)))
    assert mark.startswith('decide: the heading was "Parcels for the island". Is what stands below it still')
    assert mark.endswith(" On it rest: rules members; topics letters; paths bell.")
    copy = document()
    copy[2].title, copy[2].anchor = "Any boats", "any-boats"
    marks = [mark for _, mark in left_to_decide(_draft(copy, anchors=True))]
    assert marks == ['decide: the heading was "Small boats". Is what stands below it still said of the same?']


def test_another_heading_is_told_beside_the_draft(tmp_path: Path) -> None:
    copy = document()
    copy[1].title = "Parcels that weigh a lot"
    words = ("--from", _written(tmp_path, "2011-05-03.yaml", edition_file()), "--date", "2012-06-03")
    said = _run("new", _written(tmp_path, "a.md", as_markdown(copy)), *words).stderr
    assert "18 of 18 statements carried over, under another heading: heavy." in said
    assert 'the heading was "Heavy parcels"' in said


def test_a_link_that_leads_elsewhere_is_marked_with_its_path_and_told_beside_the_draft(
    tmp_path: Path,
) -> None:
    source = edition_file().replace(
        "linked: false\n    url: https://example.org\n", "url: https://example.org/buoy\n"
    )
    mark = "decide: no link leads to the address of path bell any more, those into the same site lead to"
    copy = document()
    said = copy[4].parts[0].sentences
    said[0] = said[0].replace("bell(1)", "bell")
    (told,) = (mark for _, mark in left_to_decide(_draft(copy, source)))
    assert told == f"{mark} https://example.org/bell. Where does it lead now?"
    words = ("--from", _written(tmp_path, "2011-05-03.yaml", source), "--date", "2012-06-03")
    beside = _run("new", _written(tmp_path, "a.md", as_markdown(copy)), *words).stderr
    assert "18 of 18 statements carried over, no link to the address of bell." in beside


def test_a_rule_that_leads_by_a_path_of_another_sentence_is_marked_with_it() -> None:
    written = yaml.safe_load(edition_file())
    led = {**written["rules"][0], "id": "guests", "path": "crane", "cites": ["boats.1.1"]}
    led.pop("no_path")
    written["rules"].append(led)
    written["paths"]["crane"] = {**written["paths"]["bell"], "cites": ["heavy.1.1"]}
    source, copy = yaml.safe_dump(written, sort_keys=False), document()
    assert list(left_to_decide(_draft(copy, source))) == []
    copy[1].parts[0].sentences[0] = "Whoever sends a heavy parcel pays at the gate."
    assert [mark.split(" alike")[0] for _, mark in left_to_decide(_draft(copy, source))] == [
        "decide: path crane rested on heavy.1.1 (changed)",
        "decide: rule guests leads by path crane, to be decided above. Do its own sentences name that one?",
        "decide: changed, 89%",
    ]


def test_an_anchor_that_only_the_heading_tells_is_marked_as_a_guess() -> None:
    copy = document()
    copy[1].title, copy[1].anchor = "Parcels that weigh a lot", "lot"
    guess = "decide: this anchor is guessed from the heading; is it the one of the page?"
    assert guess in [mark for _, mark in left_to_decide(_draft(copy))]
    assert "anchor: parcels-that-weigh-a-lot" in _draft(copy)
    assert "anchor: heavy-parcels\n" in _draft(document())  # as it was, under the same heading
    said = _draft(copy, anchors=True)
    assert "anchor: lot\n" in said
    assert guess not in said


def test_comments_and_fields_that_a_person_wrote_stay() -> None:
    source = edition_file().replace("rules:\n", "# Members first.\nrules:\n# Why it is so.\n")
    draft = _draft(document(), source + "implications: []  # none yet\n")
    assert "# Members first.\nrules:\n# Why it is so.\n- id: members\n" in draft
    assert draft.endswith("implications: []  # none yet\n")


@pytest.mark.parametrize("file", sorted(EDITIONS_FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_the_fields_of_an_edition_are_all_of_its_lines(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    fields = fields_of(text)
    lines = [
        line
        for field in fields
        for line in (*field.head, *(one for entry in field.entries for one in entry.comments + entry.lines))
    ]
    assert lines == text.splitlines()
    read = parse_edition(text, file.name)
    names = {field.name: [entry.name for entry in field.entries] for field in fields}
    assert names["rules"] == [rule.id for rule in read.rules]
    assert names["topics"] == list(read.topics)
    assert names["statements"] == [statement.id for statement in read.statements]


def test_what_only_leads_elsewhere_goes_on_doing_so() -> None:
    copy = document()
    copy[4].parts.insert(0, Part("text", ["The harbour has a new master."]))
    source = edition_file().replace("sections:\n", "pointers: [help.1.1, boats.1.1]\nsections:\n")
    assert parse_edition(_draft(copy, source), "draft").pointers == ("help.2.1", "boats.1.1")
    del copy[2]
    assert "pointers: [help.2.1, gone(boats.1.1)]\n" in _draft(copy, source)


# -- what is left to decide


def test_a_changed_sentence_sets_aside_what_rested_on_it() -> None:
    copy = document()
    copy[0].parts[0].sentences[0] = "Since 4 May 2011 the ferry takes parcels from members only."
    draft = _draft(copy)
    assert [mark.split(" alike")[0] for _, mark in left_to_decide(draft)] == [
        "decide: path bell rested on opening.1.1 (changed)",
        "decide: rule members rested on opening.1.1 (changed)",
        "decide: topic letters rested on opening.1.1 (changed)",
        "decide: changed, 91%",
    ]
    assert '#   en: "What is meant."\n  # | Since 4 May 2011 the ferry' in draft
    assert "\n# - id: members\n#   when:\n" in draft
    with pytest.raises(DataFault, match=r"draft: rules: there is none: write a rule"):
        parse_edition(draft, "draft")


def test_what_rested_on_a_sentence_that_is_gone_can_cite_no_other_instead() -> None:
    copy = document()
    copy[0].parts[0].sentences.pop(0)  # the next one now stands in its place
    draft = _draft(copy)
    assert (
        "decide: topic letters rested on opening.1.1 of before (gone)" in dict(left_to_decide(draft)).values()
    )
    assert "#   opening.1.1 of before was: What is meant.\n" in draft
    letters = draft[draft.index("# letters:") :].split("decide:")[0]
    assert "gone(opening.1.1)" in letters
    assert "- opening.1.1\n" in letters  # what was 1.2


def test_a_sentence_that_stands_twice_or_elsewhere_is_marked() -> None:
    copy = document()
    copy[4].parts[0].sentences.append("Letters were let go.")
    copy[2].parts[0].sentences.append(copy[0].parts[1].sentences.pop(0))
    marks = [mark for _, mark in left_to_decide(_draft(copy))]
    assert marks == [
        "decide: moved here from opening. Does it still say the same, of the same?",
        "decide: what opening.1.2 of before says, once more. Name it where something rests on it.",
    ]


def test_a_new_sentence_that_another_edition_has_word_for_word_gets_its_gist() -> None:
    older, before, copy = document(), document(), document()
    before[2].parts[0].sentences = ["Rafts carry nothing at all."]
    known = edition(name="2009-01-01", copies={"en": older})
    paper = read_document(as_markdown(copy))
    source = edition_file(copies={"en": before})
    found = succession(parse_edition(source, "before"), paper, "en", [known])
    draft = drafted(known.day.replace(year=2012), found, source)
    (mark,) = (mark for _, mark in left_to_decide(draft))
    assert mark.startswith(
        "decide: new, and word for word boats.1.1 of 2009-01-01: it has the gist from there."
    )
    assert parse_edition(draft, "draft").statement("boats.1.1").gist == {"en": "What is meant."}
    assert [one.id for one in found.gone] == ["boats.1.1"]


def test_a_sentence_that_is_nearly_the_same_keeps_its_gist_and_what_rests_on_it() -> None:
    long = [
        f"Since {day} May 2011 " + "the ferry takes parcels of all kinds " * 5 + "on board." for day in (3, 4)
    ]
    before, after = document(), document()
    before[0].parts[0].sentences[0], after[0].parts[0].sentences[0] = long
    draft = _draft(after, edition_file(copies={"en": before}))
    assert [mark for _, mark in left_to_decide(draft)] == [
        "decide: path bell rests on opening.1.1, in another wording. Are its labels those it names?",
        "decide: nearly the same, 98% alike: kept with what rests on it. Is it still so? Else mend its gist.",
    ]
    kept = parse_edition(draft, "draft")
    assert kept.paths == edition().paths
    assert [rule.cites for rule in kept.rules] == [("opening.1.1",)]
    assert kept.statement("opening.1.1").gist == {"en": "What is meant."}
    assert f"  # | {long[1]}\n" in draft


def test_a_sentence_that_stands_behind_another_one_is_named() -> None:
    again = "stands, but behind another sentence than before. Does it still speak of the same?"
    copy = document()
    copy[1].parts[3].sentences.insert(1, "The master decides that alone.")
    marks = [mark for _, mark in left_to_decide(_draft(copy))]
    assert marks == [
        "decide: new. Write its gist in your own words, and name it where something rests on it.",
        f"decide: {again}",
    ]
    lost = document()
    lost[1].parts[3].sentences.pop(0)
    assert f"decide: {again}" in [mark for _, mark in left_to_decide(_draft(lost))]
    reworded = document()
    reworded[1].parts[3].sentences[0] = "The harbour may well refuse any parcel that smells."
    assert f"decide: {again}" not in [mark for _, mark in left_to_decide(_draft(reworded))]


OVER = "decide: stands, over a list, a table or code that is another now. Does its gist name what is in it?"


@pytest.mark.parametrize("kind", ["list", "table"])
@pytest.mark.parametrize("leading", ["The crane never lifts these:", "This shows what is lifted."])
def test_what_leads_in_a_list_and_its_head_are_named_where_the_list_is_another(
    kind: str, leading: str
) -> None:
    before = document()
    before[1].parts[1].sentences[0] = leading
    before[1].parts[2] = Part(
        kind, ["Goods | Lifted", "Stones | No", "Iron bars | No", "Glass that breaks | No"]
    )
    source = edition_file(copies={"en": before})
    for at, other in ((1, []), (1, ["Iron | No", "Stones | No"]), (1, ["Stones | Never"]), (1, ["Ice | No"])):
        copy = deepcopy(before)
        copy[1].parts[2].sentences[at : at + 1] = other
        marks = [mark for _, mark in left_to_decide(_draft(copy, source))]
        assert marks.count(OVER) == 2
        assert not any("behind another sentence" in mark for mark in marks)  # a row speaks for itself
    copy = deepcopy(before)
    copy[1].parts[0].sentences[0] = "Whoever sends a heavy parcel pays at the pier."
    assert OVER not in [mark for _, mark in left_to_decide(_draft(copy, source))]


def test_what_leads_in_code_is_named_where_the_code_is_another() -> None:
    before = document()
    before[1].parts[1:3] = [Part("text", ["To ring from afar, run this."]), Part("text", ["`ring --bell 1`"])]
    after = deepcopy(before)
    after[1].parts[2].sentences[0] = "`ring --horn 2`"
    marks = [mark for _, mark in left_to_decide(_draft(after, edition_file(copies={"en": before})))]
    assert marks.count(OVER) == 1


def test_a_pointer_that_is_gone_is_named() -> None:
    copy = document()
    del copy[2]
    source = edition_file().replace("\nstatements:", "\npointers: [boats.1.1]\n\nstatements:", 1)
    marks = [mark for _, mark in left_to_decide(_draft(copy, source))]
    assert "decide: pointers: boats.1.1 of before is gone. Take out what names it" in marks


def test_the_numbers_of_before_and_of_now_are_told_apart() -> None:
    copy = document()
    copy[0].parts[0].sentences[:1] = [
        "The harbour has a new master.",
        "The ferry takes parcels from members only.",
    ]
    marks = [mark for _, mark in left_to_decide(_draft(copy))]
    assert marks[0] == "decide: path bell rested on opening.1.1 of before (changed, now opening.1.2)"
    copy[0].parts[0].sentences.pop(1)
    marks = [mark for _, mark in left_to_decide(_draft(copy))]
    assert marks[0] == "decide: path bell rested on opening.1.1 of before (gone)"


def test_what_is_split_or_joined_is_marked_as_such() -> None:
    first, second = (
        "The ferry takes parcels from members only.",
        "Letters were let go in the old days of sail.",
    )
    one = "The ferry takes parcels from members only, and letters were let go in the old days of sail."
    apart, whole = document(), document()
    apart[0].parts[0].sentences, whole[0].parts[0].sentences = [first, second], [one]
    joined = _draft(whole, edition_file(copies={"en": apart}))
    here = "of before (joined, now opening.1.1)"
    assert [mark.removeprefix("decide: ") for _, mark in left_to_decide(joined)] == [
        f"path bell rested on opening.1.1 {here}",
        f"rule members rested on opening.1.1 {here}",
        f"topic letters rested on opening.1.1 {here}, opening.1.2 {here}",
        f"what opening.1.1 and opening.1.2 of before say, joined in one. {NOW} they were:",
    ]
    source = edition_file(copies={"en": whole}).replace(
        "cites:\n  - opening.1.1\ntopics", "cites: [opening.1.1]\ntopics"
    )
    split = _draft(apart, source)
    assert [mark for _, mark in left_to_decide(split)][-2:] == [
        f"decide: half of what opening.1.1 of before says; the other is opening.1.2. {NOW} it was:",
        f"decide: half of what opening.1.1 of before says; the other is opening.1.1. {NOW} it was:",
    ]
    assert "#   cites: [opening.1.1, opening.1.2]\n" in split  # both halves stand where the whole did


# -- the command


def test_the_day_comes_from_the_document_or_the_call(tmp_path: Path) -> None:
    book = _written(tmp_path, "2011-05-03.yaml", edition_file())
    copy = document()
    copy[0].parts[0].sentences.append("Bring a coin.")
    dated = as_markdown(copy, front_matter=True).replace("05/03/2011", "06/02/2012")
    run = _run("new", _written(tmp_path, "dated.md", dated), "--from", book)
    assert run.stdout.startswith("# The policy as the document of 2 June 2012 states it.\n")
    assert "18 of 18 statements carried over, 1 new." in run.stderr
    undated = _written(tmp_path, "a.html", as_page(copy))
    assert "add --date YYYY-MM-DD" in _run("new", undated, "--from", book, code=2).output
    run = _run("new", undated, "--from", book, "--date", "2012-06-03")
    assert 'edition: "2012-06-03"' in run.stdout


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ms.date: 06/02/2025\n", "2025-06-02"),
        ('<meta name="ms.date" content="2025-06-02T08:00:00Z" />', "2025-06-02"),
        ("ms.date: 13/45/2025\n", "None"),
        ("no day", "None"),
    ],
)
def test_a_document_says_its_day_in_its_own_ways(text: str, day: str) -> None:
    assert str(day_of(text)) == day


def test_no_file_is_written_over_unasked(tmp_path: Path) -> None:
    book = _written(tmp_path, "2011-05-03.yaml", edition_file())
    paper = _written(tmp_path, "a.md", as_markdown(document()))
    there = _written(tmp_path, "there.yaml", "mine")
    words = ("new", paper, "--from", book, "--date", "2012-06-03", "--output", there)
    assert "with --force" in _run(*words, code=2).output
    assert there.read_text(encoding="utf-8") == "mine"
    _run(*words, "--force")
    assert parse_edition(there.read_text(encoding="utf-8"), "there").edition == "2012-06-03"


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    book = _written(tmp_path, "2011-05-03.yaml", edition_file())
    paper = _written(tmp_path, "a.md", as_markdown(document()))
    there = tmp_path / "none" / "a.yaml"
    said = _run("new", paper, "--from", book, "--date", "2012-06-03", "--output", there, code=1).output
    assert "a.yaml: cannot be written: No such file or directory" in said


def test_a_day_that_is_taken_is_told(tmp_path: Path) -> None:
    book = _written(tmp_path, "2011-05-03.yaml", edition_file())
    paper = _written(tmp_path, "a.md", as_markdown(document()))
    words = ("new", paper, "--from", book, "--date", "2018-11-20")
    assert "its own day with --date" in _run(*words).stderr
    assert "its own day with --date" in _run(*words, "--output", tmp_path / "2018-11-20.yaml").stderr
    assert "its own day" not in _run("new", paper, "--from", book, "--date", "2018-11-21").stderr


def test_another_document_is_not_begun_from_any_edition_unasked(tmp_path: Path) -> None:
    paper = _written(tmp_path, "a.md", as_markdown(document()))
    said = _run("new", paper, "--date", "2012-06-03", code=1).output
    assert "another document, a badly damaged copy" in said
    assert re.search(r"--from \d{4}-\d\d-\d\d$", said.strip())
    _run("new", paper, "--date", "2012-06-03", "--from", "2018-11-20")
    assert (
        "known are 2018-11-20" in _run("new", paper, "--from", "2018", "--date", "2012-06-03", code=2).output
    )


def test_a_later_document_that_fits_no_edition_is_begun_from_the_newest(tmp_path: Path) -> None:
    for language in ("nl", "en"):
        later = as_markdown(document(language), front_matter=True).replace("05/03/2011", "03/18/2094")
        said = _run("new", _written(tmp_path, "a.md", later), code=1).output
        assert said.strip().endswith(f"--from {max(read_editions())}")


def test_what_looks_damaged_or_broken_off_is_said_beside_the_draft(tmp_path: Path) -> None:
    book = _written(tmp_path, "2011-05-03.yaml", edition_file())
    whole = as_markdown(document(), front_matter=True)
    twice = _written(tmp_path, "twice.md", whole + whole.split("---\n")[-1])
    words = ("--from", book, "--date", "2012-06-03")
    assert "It looks like a damaged or incomplete copy: " in _run("new", twice, *words).stderr
    later = whole.replace("05/03/2011", "06/03/2012")
    half = _written(tmp_path, "half.md", later[: later.index("weight alone")])
    assert "Is it whole?" in _run("new", half, *words).stderr
    fresh = _written(tmp_path, "fresh.md", later.replace("Iron bars", "Iron bars and rods"))
    assert "It looks like" not in _run("new", fresh, *words).stderr


# -- the whole way, with a document of our own: the gists of an edition, read as its sentences

BEFORE = read_editions()["2023-12-20"]


def test_the_whole_way_from_a_newer_document_to_an_edition_that_proves(tmp_path: Path) -> None:
    book = _written(tmp_path, "2023-12-20.yaml", book_of(BEFORE))
    paper = paper_of(BEFORE)
    assert list(compare(parse_edition(book_of(BEFORE), "book"), paper, "en")) == []
    asked = "The diagnostic exempts an eligible Enterprise Dev/Test subscription by itself."
    paper = paper.replace(asked, asked.replace("by itself", "within a day"))
    newer = _written(tmp_path, "newer.md", f"---\nms.date: 2025-06-02\n---\n{paper}")
    file = tmp_path / "2025-06-02.yaml"
    assert (
        "28 of 29 statements carried over, 1 changed."
        in _run("new", newer, "--from", book, "--output", file).stderr
    )

    told = _run("prove", file, code=1).stderr
    assert (
        "no rule applies to the case {subscription=other:ea_dev_test, delivery=direct, route=internet, "
        "exemption=none|requested|refused}; add one"
    ) in told
    assert "topics: how_to_request is missing: say what answers it" in told
    assert "statement enterprise.2.4: its gist in 'nl' is empty" in told
    assert "decide: rule dev-test-may-ask rested on enterprise.2.4 (changed)" in told
    assert "the document's own words: take them out" in told

    decided = "\n".join(map(_held, file.read_text(encoding="utf-8").splitlines()))
    decided = decided.replace('en: ""', 'en: "It takes a day."').replace('nl: ""', 'nl: "Het duurt een dag."')
    file.write_text(decided, encoding="utf-8")
    left = _run("prove", file, "--document", newer, code=1).stderr.splitlines()
    assert 'replies/nl.yaml: themes: relay: "2025-06-02" is missing: say what this edition says of it' in left
    assert all(line.startswith("replies/") for line in left)  # proven; now it needs words
    assert yaml.safe_load(decided)["topics"] == yaml.safe_load(book_of(BEFORE))["topics"]


def _held(line: str) -> str:
    """A line as it is once everything that was set aside is found to hold."""
    if re.match(r"\s*# (decide:|\||  en: |  nl: )", line):
        return ""
    return re.sub(r"^  # (?=[ -] |\w+: )", "  ", line)


def test_no_edition_of_ours_leaves_anything_to_decide_or_quotes_the_document() -> None:
    for file in EDITIONS_FOLDER.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert (list(left_to_decide(text)), list(left_of_document(text))) == ([], []), file.name


def test_the_comments_of_the_edition_before_are_listed_to_be_read(tmp_path: Path) -> None:
    lines = edition_file().splitlines()
    at = lines.index("topics:")
    book = "\n".join([*lines[:at], "# Letters were free then.", *lines[at:], ""])
    own, page = (
        _written(tmp_path, "2011-05-03.yaml", book),
        _written(tmp_path, "a.md", as_markdown(document())),
    )
    run = _run("new", page, "--from", own, "--date", "2012-06-03")
    at = run.stdout.splitlines().index("# Letters were free then.") + 1
    told = f"Comments of 2011-05-03, to be read whether they still hold: lines {at}."
    assert told in run.stderr
    plain = _run(
        "new", page, "--from", _written(tmp_path, "own.yaml", edition_file()), "--date", "2012-06-03"
    )
    assert "Comments of" not in plain.stderr
