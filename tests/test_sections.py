"""A document is read alike in every dress: Markdown of every kind, the published page, all typography."""

import pytest

from knowledge.document.sections import read_document, sentences, slug
from knowledge.document.wording import fingerprint, likeness, sketch

WORDS = 'The "old" quay\'s crane - it lifts 3-5 parcels... at noon'


@pytest.mark.parametrize(
    ("dress", "text"),
    [
        ("spaces", 'The  "old" quay\'s\tcrane -  it lifts 3-5 parcels... \n at noon '),
        (
            "non-breaking spaces",
            'The "old"\u00a0quay\'s crane\u202f-\u00a0it lifts 3-5 parcels... at\u2009noon',
        ),
        ("curly quotes", "The \u201cold\u201d quay\u2019s crane - it lifts 3-5 parcels... at noon"),
        ("low quotes", "The \u201eold\u201d quay\u2019s crane - it lifts 3-5 parcels... at noon"),
        ("a long dash", 'The "old" quay\'s crane \u2014 it lifts 3\u20135 parcels... at noon'),
        ("a closed dash", 'The "old" quay\'s crane\u2014it lifts 3\u20115 parcels... at noon'),
        ("a typed dash", 'The "old" quay\'s crane -- it lifts 3-5 parcels... at noon'),
        ("an ellipsis", 'The "old" quay\'s crane - it lifts 3-5 parcels\u2026 at noon'),
        ("soft hyphens", 'The "old" quay\'s crane - it lifts 3-5 par\u00adcels... at\u200b noon\ufeff'),
        ("capitals", 'The "Old" Quay\'s crane - it lifts 3-5 PARCELS... at noon'),
    ],
)
def test_a_fingerprint_survives_the_dress(dress: str, text: str) -> None:
    assert fingerprint(text) == fingerprint(WORDS), dress


def test_an_accent_in_two_parts_is_the_same_accent() -> None:
    assert fingerprint("cafe\u0301") == fingerprint("caf\u00e9") != fingerprint("cafe")


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a word", WORDS.replace("crane", "winch")),
        ("a letter", WORDS.replace("lifts", "lift")),
        ("a figure", WORDS.replace("5", "6")),
        ("a word more", WORDS.replace("lifts", "never lifts")),
        ("a word less", WORDS.replace(" at noon", "")),
        ("the order", WORDS.replace("lifts 3-5 parcels", "3-5 parcels lifts")),
        ("a stop", f"{WORDS}."),
        ("a comma", WORDS.replace(" at", ", at")),
        ("no quotes", WORDS.replace('"', "")),
        ("no dash", WORDS.replace(" - ", " ")),
        ("a space within a word", WORDS.replace("parcels", "par cels")),
        ("an underscore", WORDS.replace("3-5", "3_5")),
        ("a star", WORDS.replace("3-5", "3*5")),
    ],
)
def test_a_fingerprint_survives_nothing_else(what: str, text: str) -> None:
    assert fingerprint(text) != fingerprint(WORDS), what


@pytest.mark.parametrize(
    "text",
    [
        "**Ring** the *bell* twice.",
        "__Ring__ the _bell_ **twice**.",
        "Ring the ***bell*** twice.",
        "Ring the `bell` twice.",
        "Ring the [bell](https://example.org/a_(b)) twice.",
        'Ring the [**bell**](https://example.org "Bell") twice.',
        "Ring the [bell][1] twice.\n\n[1]: https://example.org",
        "Ring the <b>bell</b><!-- the big one --> twice.",
        "Ring<br>the&nbsp;bell ![a bell](bell.png)twice.",
        "Ring the bell\ntwice.",
        "> Ring the bell\n> twice.",
        "> [!IMPORTANT]\n> Ring the bell twice.",
        "> > Ring the\\\n> > bell twice\\.",
        "- Ring the bell twice.",
        "1. Ring the bell twice.",
        "```\nRing the bell\n\ntwice.\n```",
        "<div>\nRing the bell twice.\n</div>",
        "::: moniker range\nRing the bell twice.\n::: moniker-end",
        "***\n\nRing the bell twice.\n\n---",
    ],
)
def test_markup_changes_no_word(text: str) -> None:
    assert [(one.id, one.fingerprint) for one in sentences(f"# Title\n\n{text}\n")] == [
        ("opening.1.1", fingerprint("Ring the bell twice."))
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Set `snake_case` and `*.txt` in 5 * 3 * 2.", "Set snake_case and *.txt in 5 * 3 * 2."),
        ("Not \\*bold\\*, not snake_case_either.", "Not *bold*, not snake_case_either."),
        ("A &lt; B &amp; C.", "A < B & C."),
    ],
)
def test_what_only_looks_like_markup_stays(text: str, read: str) -> None:
    assert [one.text for one in sentences(f"# Title\n\n{text}\n")] == [read]


def _places(text: str) -> list[tuple[str, str]]:
    return [(one.id, one.text) for one in sentences(text)]


LIST = [("opening.1.1", "These:"), ("opening.2.1", "One"), ("opening.2.2", "Two"), ("opening.2.3", "Three")]


@pytest.mark.parametrize(
    "text",
    [
        "These:\n\n- One\n- Two\n- Three",
        "These:\n- One\n- Two\n- Three",
        "These:\n\n* One\n\n* Two\n\n* Three\n",
        "These:\n\n+ One\n  + Two\n\n    Three",
        "These:\n\n1. One\n2) Two\n3. Three",
        "> These:\n> - One\n> - Two\n> - Three",
        "<h1>T</h1><p>These:<ul><li>One<li>Two<li>Three</ul>",
        "<h1>T</h1><p>These:</p><ul><li><p>One</p></li><li>Two<ol><li>Three</li></ol></li></ul>",
        "<h1>T</h1>These:<ul><li>One</li><li>Two<p>Three</p></li></ul>",
    ],
)
def test_a_list_is_one_paragraph_however_it_is_set(text: str) -> None:
    assert _places(text if text.startswith("<") else f"# T\n\n{text}\n") == LIST


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n| A | B |\n|---|:-:|\n| One. Two. | **3** |\n",
        "# T\n\nA | B\n--- | ---\nOne. Two. | `3`\n",
        "<h1>T</h1><table><thead><tr><th>A<th>B<tbody><tr><td><p>One.</p><p>Two.</p><td>3</table>",
    ],
)
def test_a_row_is_one_statement(text: str) -> None:
    assert _places(text) == [("opening.1.1", "A | B"), ("opening.1.2", "One. Two. | 3")]


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n| A | B |\n|---|---|\n| One | |\n",
        "# T\n\n| A | B |\n|---|---|\n| One |\n",
        "# T\n\nA | B\n--- | ---\nOne |\n",
        "<h1>T</h1><table><tr><th>A<th>B<tr><td>One<td></table>",
        "<h1>T</h1><table><tr><th>A<th>B<tr><td>One</table>",
    ],
)
def test_an_empty_cell_at_the_end_of_a_row_may_be_left_out(text: str) -> None:
    assert _places(text) == [("opening.1.1", "A | B"), ("opening.1.2", "One")]


def test_an_empty_cell_within_a_row_stays() -> None:
    text = "# T\n\n| A | B | C |\n|---|---|---|\n| One | | Three |\n"
    assert _places(text)[1] == ("opening.1.2", "One | | Three")


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\nRing ~~thrice~~ twice.\n",
        "# T\n\nRing <del>thrice</del> twice.\n",
        "<h1>T</h1><p>Ring <del>thrice</del> twice.</p>",
        "<h1>T</h1><p>Ring <s>thrice <b>or more</b></s> twice.</p>",
    ],
)
def test_what_is_struck_out_is_not_said(text: str) -> None:
    assert _places(text) == [("opening.1.1", "Ring twice.")]


def test_paragraphs_end_where_blocks_begin() -> None:
    quotes = "> Three.\n\nFour.\n> [!NOTE]\n> Five.\n> [!TIP]\n> Six."
    text = f"# T\nOne\ntwo.\n{quotes}\n## S ##\nSeven.\n\nU\n---\nEight."
    assert _places(text) == [
        ("opening.1.1", "One two."),
        ("opening.2.1", "Three."),
        ("opening.3.1", "Four."),
        ("opening.4.1", "Five."),
        ("opening.5.1", "Six."),
        ("s.1.1", "Seven."),
        ("u.1.1", "Eight."),
    ]


def test_a_section_is_called_as_its_link() -> None:
    text = (
        '# T\n\n## <a name="en-name"></a>Naam\nA.\n\n## Wat? Ja!\nB.\n\n## Id {#own-id}\nC.\n\n## Wat ja\nD.'
    )
    assert [one.section for one in sentences(text)] == ["en-name", "wat-ja", "own-id", "wat-ja-1"]
    page = '<h1>T</h1><h2 id="en-name">Naam</h2><p>A.</p><h2><a name="own-id"></a>Id</h2><p>C.</p>'
    assert [one.section for one in sentences(page)] == ["en-name", "own-id"]


def test_a_title_that_stands_over_nothing_leaves_the_next_section_its_name() -> None:
    assert [one.id for one in sentences("# T\n\n## First\n\nA.\n")] == ["first.1.1"]


def test_front_matter_and_marks_of_the_file_are_no_text() -> None:
    text = "\ufeff---\r\ntitle: A. B.\r\n---\r\n\r\n# T\r\n\r\nOne.\r\nTwo.\r\n"
    assert _places(text) == [("opening.1.1", "One."), ("opening.1.2", "Two.")]


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n## In here\n\n- [A](#a)\n- [B](#b)\n\nOne.\n",
        "<h1>T</h1><h2>In here</h2><ul><li><a href='#a'>A</a></li></ul><p>One.</p>",
    ],
)
def test_a_table_of_contents_says_nothing(text: str) -> None:
    assert _places(text) == [("opening.1.1", "One.")]


@pytest.mark.parametrize(
    "callout",
    [
        '<div class="NOTE"><p>Note</p><p>Ring twice.</p></div>',
        '<div class="alert is-info"><p class="alert-title">Belangrijk</p><p>Ring twice.</p></div>',
        '<div class="IMPORTANT"><h5>IMPORTANT</h5><p>Ring twice.</p></div>',
        '<div class="NOTE"><p>Ring twice.</p></div>',
        "<blockquote><p>Ring twice.</p></blockquote>",
    ],
)
def test_a_callout_is_a_paragraph_without_its_label(callout: str) -> None:
    assert _places(f"<h1>T</h1>{callout}") == [("opening.1.1", "Ring twice.")]


@pytest.mark.parametrize(
    "callout",
    [
        "> [!NOTE]\n> Ring twice.",
        "> **Note**\n>\n> Ring twice.",
        "> __Let op:__\n> Ring twice.",
        "> **Note**:\n> Ring twice.",
    ],
)
def test_a_quote_is_a_paragraph_without_its_label(callout: str) -> None:
    assert _places(f"# T\n\n{callout}\n") == [("opening.1.1", "Ring twice.")]


def test_what_only_looks_like_a_label_is_said() -> None:
    assert _places("# T\n\n> **Ring twice.**\n") == [("opening.1.1", "Ring twice.")]
    assert _places("# T\n\n**Note**\n\nRing.\n") == [("opening.1.1", "Note"), ("opening.2.1", "Ring.")]


@pytest.mark.parametrize(
    "aside",
    [
        "<nav><p>Aside.</p></nav>",
        "<footer>Aside.</footer>",
        "<script>if (a < b) { 'Aside.' }</script>",
        "<style>p { Aside. }</style>",
        "<div role='navigation'><p>Aside.</p></div>",
        "<p hidden>Aside.</p>",
        "<div style='display: none'><p>Aside.</p></div>",
        "<div aria-hidden='true'>Aside.</div>",
        "<button>Aside.</button>",
        "<div class='codeHeader'><span class='language'>Shell</span><button>Copy</button></div>",
        "<section class='feedback'><h2>Feedback</h2><p>Was this page helpful?</p></section>",
    ],
)
def test_what_stands_beside_the_text_of_a_page_is_left_out(aside: str) -> None:
    assert _places(f"<p>Before. All.</p><h1>T</h1><p>One.</p>{aside}<p>Two.") == [
        ("opening.1.1", "One."),
        ("opening.2.1", "Two."),
    ]


def test_the_article_of_a_page_is_where_its_known_sentences_stand() -> None:
    page = (
        "<html><body><div><p>Side one.</p></div><main><div><h1>T</h1></div><div><p>One.</p><h2 id=s>S</h2>"
        "<section><p>Two.</p></section><p>New.</p></div><div><h2>More</h2><p>Side two.</p></div></main>"
    )
    known = {fingerprint("One."), fingerprint("Two.")}
    found = [(one.id, one.text) for one in read_document(page, known).sentences]
    assert found == [("opening.1.1", "One."), ("s.1.1", "Two."), ("s.2.1", "New.")]


def test_a_sketch_tells_how_alike_two_sentences_are_and_keeps_no_word() -> None:
    one = sketch("The crane lifts four heavy parcels at noon.")
    assert len(one) == 8
    assert likeness(one, sketch("the \u201ccrane\u201d lifts four heavy parcels at noon")) == 1.0
    assert likeness(one, sketch("The crane lifts five heavy parcels at noon.")) == pytest.approx(7 / 8)
    assert likeness(one, sketch("Small boats carry whatever their owners like.")) < 0.4


def test_a_space_before_a_paragraph_makes_it_no_part_of_the_list_before() -> None:
    found = _places("# T\n\n- One\n- Two\n\n Then.\n")
    assert found[-1] == ("opening.2.1", "Then.")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Enterprise Dev/Test", "enterprise-devtest"),
        ("Need help? Contact support", "need-help-contact-support"),
        ("Cloud Service Provider (CSP)", "cloud-service-provider-csp"),
        ("Pay-As-You-Go", "pay-as-you-go"),
    ],
)
def test_an_anchor_is_guessed_as_published_pages_have_it(heading: str, anchor: str) -> None:
    assert slug(heading) == anchor


def test_the_first_of_several_headings_of_one_level_is_no_title() -> None:
    chapters = read_document("Boats sail.\n\n## Fares\n\nThey vary.\n\n## Bells\n\nRing one.\n").chapters
    assert [(one.name, one.title) for one in chapters] == [
        ("opening", ""),
        ("fares", "Fares"),
        ("bells", "Bells"),
    ]
    (only, *_) = read_document("## Boats\n\n### Fares\n\nThey vary.\n").chapters
    assert (only.name, only.title) == ("opening", "Boats")


def test_a_table_with_bars_around_its_delimiters_alone_is_one() -> None:
    rows = sentences("# Boats\n\nBoat | Fare\n|---|---|\nAlma | 2\nZee | 3\n")
    assert [one.text for one in rows] == ["Boat | Fare", "Alma | 2", "Zee | 3"]


def test_the_language_over_code_on_a_page_is_beside_the_text() -> None:
    head = '<div class="code-header"><span class="language">Sh</span><button>Copy</button></div>'
    told = sentences(f"<h1>Boats</h1><p>Run this:</p>{head}<pre><code>ring --bell</code></pre>")
    assert [one.text for one in told] == ["Run this:", "ring --bell"]
