"""A small document of our own in two languages, its edition, and copies of it in every dress."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from knowledge.document.wording import fingerprint, sketch
from rules.edition import EDITIONS_FOLDER, parse_edition
from rules.model import Edition


@dataclass
class Part:
    """A paragraph, list, callout or table, with its sentences in Markdown; between cells stands ` | `."""

    kind: str
    sentences: list[str]


@dataclass
class Chapter:
    name: str
    anchor: str
    title: str
    parts: list[Part] = field(default_factory=list)


Copy = list[Chapter]


class Place(NamedTuple):
    chapter: int
    part: int
    number: int


_ENGLISH = [
    Chapter(
        "opening",
        "parcels-for-the-island",
        "Parcels for the island",
        [
            Part(
                "text",
                ["Since 3 May 2011 the ferry takes parcels from members only.", "Letters were let go."],
            ),
            Part("text", ["The change touches new members (and their guests)."]),
        ],
    ),
    Chapter(
        "heavy",
        "heavy-parcels",
        "Heavy parcels",
        [
            Part(
                "text",
                ["Whoever sends a heavy parcel pays at the quay.", "A crane lifts it on board before noon."],
            ),
            Part("text", ["The crane never lifts these."]),
            Part("list", ["Stones", "Iron bars", "Any glass that can break on the way"]),
            Part("note", ["The harbour may refuse a parcel that smells.", "It need not say why it does."]),
        ],
    ),
    Chapter(
        "boats", "small-boats", "Small boats", [Part("text", ["Small boats carry what their owner likes."])]
    ),
    Chapter(
        "fares",
        "fares-by-weight",
        "Fares by weight",
        [
            Part("text", ["The fare follows from the weight alone."]),
            Part("table", ["Weight | Fare", "Under 5 kg | 2 crowns", "Over 5 kg | 7 crowns, paid ahead"]),
        ],
    ),
    Chapter(
        "help",
        "more-help",
        "More help? Ring the bell",
        [
            Part(
                "text",
                [
                    "If that leaves a question, [ring the bell](https://example.org/bell(1)) of the office.",
                    "Then choose **Parcels** > **Heavy (over 5 kg)**.",
                ],
            )
        ],
    ),
]
_DUTCH = [
    Chapter(
        "opening",
        "parcels-for-the-island",
        "Pakjes voor het eiland",
        [
            Part(
                "text",
                ["Sinds 3 mei 2011 neemt de veerboot alleen pakjes van leden mee.", "Brieven mochten mee."],
            ),
            Part("text", ["De wijziging raakt nieuwe leden (en hun gasten)."]),
        ],
    ),
    Chapter(
        "heavy",
        "heavy-parcels",
        "Zware pakjes",
        [
            Part(
                "text", ["Wie een zwaar pakje stuurt, betaalt op de kade.", "Een kraan tilt het aan boord."]
            ),
            Part("text", ["De kraan tilt deze nooit."]),
            Part("list", ["Stenen", "IJzeren staven", "Elk glas dat onderweg kan breken"]),
            Part("note", ["De haven mag een pakje weigeren dat ruikt.", "Zij hoeft niet te zeggen waarom."]),
        ],
    ),
    Chapter(
        "boats", "small-boats", "Kleine boten", [Part("text", ["Kleine boten vervoeren wat hun baas wil."])]
    ),
    Chapter(
        "fares",
        "fares-by-weight",
        "Tarieven naar gewicht",
        [
            Part("text", ["Het tarief volgt alleen uit het gewicht."]),
            Part(
                "table",
                ["Gewicht | Tarief", "Onder 5 kg | 2 kronen", "Boven 5 kg | 7 kronen, vooraf betaald"],
            ),
        ],
    ),
    Chapter(
        "help",
        "more-help",
        "Meer hulp? Luid de bel",
        [
            Part(
                "text",
                [
                    "Blijft er een vraag, [luid dan de bel](https://example.org/bell(1)) van het kantoor.",
                    "Kies daarna **Parcels** > **Heavy (over 5 kg)**.",
                ],
            )
        ],
    ),
]


def document(language: str = "en") -> Copy:
    return deepcopy(_ENGLISH if language == "en" else _DUTCH)


def places(copy: Copy) -> Iterator[Place]:
    for at, chapter in enumerate(copy):
        for to, part in enumerate(chapter.parts):
            yield from (Place(at, to, number) for number in range(len(part.sentences)))


def statement_id(copy: Copy, place: Place) -> str:
    return f"{copy[place.chapter].name}.{place.part + 1}.{place.number + 1}"


def text_of(copy: Copy, place: Place) -> str:
    return copy[place.chapter].parts[place.part].sentences[place.number]


# -- its edition


def edition(
    *, sketched: bool = True, name: str = "2011-05-03", copies: dict[str, Copy] | None = None
) -> Edition:
    return parse_edition(edition_file(sketched=sketched, name=name, copies=copies), f"{name}.yaml")


def edition_file(
    *, sketched: bool = True, name: str = "2011-05-03", copies: dict[str, Copy] | None = None
) -> str:
    """The edition as YAML: a rule, a topic and a path rest on the first statement, a topic on the second."""
    copies = copies or {"en": document("en"), "nl": document("nl")}
    first = next(iter(copies.values()))
    listed = [_statement(place, copies, sketched=sketched) for place in places(first)]
    ids = [one["id"] for one in listed]
    path: dict[str, Any] = {"kind": "support_case", "labels": ["Parcels"], "linked": False}
    path |= {"url": "https://example.org", "cites": ids[:1]}
    rule = {"id": "members", "when": {"sender": ["member"]}, "outcome": "allowed", "basis": "stated"}
    written: dict[str, Any] = {
        "edition": name,
        "title": "Parcels",
        "url": "https://example.org/parcels",
        "facts": {"sender": {"values": ["member", "guest"]}},
        "paths": {"bell": path},
        "help": "bell",
        "outcomes": {"allowed": {"kind": "reached"}},
        "rules": [{**rule, "no_path": "nothing_blocked", "cites": ids[:1]}],
        "topics": {"letters": {"cites": ids[:2]}},
        "sections": {
            one.name: {"title": one.title, **({"anchor": one.anchor} if at else {})}
            for at, one in enumerate(first)
        },
        "statements": listed,
    }
    return yaml.safe_dump(written, sort_keys=False)


def _statement(place: Place, copies: dict[str, Copy], *, sketched: bool) -> dict[str, Any]:
    texts = {language: bare(text_of(copy, place)) for language, copy in copies.items()}
    told = {
        "id": statement_id(next(iter(copies.values())), place),
        "gist": {"en": "What is meant."},
        "fingerprints": {language: fingerprint(text) for language, text in texts.items()},
    }
    return told | ({"sketches": {one: sketch(text) for one, text in texts.items()}} if sketched else {})


def bare(markdown: str) -> str:
    return re.sub(r"\[([^]]*)\]\(\S*\)", r"\1", markdown.replace("**", "").replace("`", ""))


# -- an edition of ours with its gists as the sentences of its document


def paper_of(of: Edition) -> str:
    """A document that says in our words what an edition says."""
    lines: list[str] = []
    for name, section in of.sections.items():
        lines.append(
            f'## <a name="{section.anchor}"></a>{section.title}' if section.anchor else f"# {section.title}"
        )
        paragraphs: dict[int, list[str]] = {}
        for one in of.statements:
            if one.section == name:
                paragraphs.setdefault(one.paragraph, []).append(one.gist["en"])
        lines += [" ".join(gists) for gists in paragraphs.values()]
    return "\n\n".join(lines) + "\n"


def book_of(of: Edition) -> str:
    """The file of the edition, with its gists as the sentences that it knows."""
    text = (EDITIONS_FOLDER / f"{of.edition}.yaml").read_text(encoding="utf-8")
    for one in of.statements:
        text = text.replace(one.fingerprints["en"], fingerprint(one.gist["en"]))
        text = text.replace(f'"{one.sketches["en"]}"', f'"{sketch(one.gist["en"])}"')
    return text


# -- its copies


def as_markdown(copy: Copy, *, anchors: bool = False, front_matter: bool = False) -> str:
    blocks = ["---\ntitle: Parcels. Not a sentence\nms.date: 05/03/2011\n---"] if front_matter else []
    for at, chapter in enumerate(copy):
        anchor = f'<a name="{chapter.anchor}"></a>' if anchors else ""
        blocks.append(f"{'##' if at else '#'} {anchor}{chapter.title}")
        blocks += [_markdown(part) for part in chapter.parts if part.sentences]
    return "\n\n".join(blocks) + "\n"


def _markdown(part: Part) -> str:
    match part.kind:
        case "list":
            return "\n".join(f"- {one}" for one in part.sentences)
        case "note":
            return f"> [!NOTE]\n> {' '.join(part.sentences)}"
        case "table":
            rows = [f"| {one} |" for one in part.sentences]
            return "\n".join([rows[0], "| --- | :--: |", *rows[1:]])
    return " ".join(part.sentences)


def as_page(copy: Copy) -> str:
    """The page as it is published: the article among navigation, contributors and a question for feedback."""
    body = "".join(_chapter(chapter, at) for at, chapter in enumerate(copy))
    title, _, rest = body.partition("</h1>")
    return _PAGE.format(title=title, rest=rest)


def _chapter(chapter: Chapter, at: int) -> str:
    head = f'<h2 id="{chapter.anchor}"><a href="#{chapter.anchor}"></a>{chapter.title}</h2>'
    parts = "\n".join(_html(part) for part in chapter.parts if part.sentences)
    return f"{head if at else f'<h1>{chapter.title}</h1>'}\n{parts}\n"


def _html(part: Part) -> str:
    said = [_inline(one) for one in part.sentences]
    match part.kind:
        case "list":
            return f"<ul>\n{''.join(f'<li>{one}</li>' for one in said)}\n</ul>"
        case "note":
            return f'<div class="NOTE">\n<p>Note</p>\n<p>{" ".join(said)}</p>\n</div>'
        case "table":
            rows = [f"<tr><td>{one.replace(' | ', '</td><td>')}</td></tr>\n" for one in said]
            head, body = rows[0].replace("td>", "th>"), "".join(rows[1:])
            return f"<table>\n<thead>{head}</thead>\n<tbody>{body}</tbody>\n</table>"
    return f"<p>{' '.join(said)}</p>"


def _inline(markdown: str) -> str:
    text = markdown.replace(" > ", " &gt; ")
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"\[([^]]*)\]\((\S*)\)", r'<a href="\2">\1</a>', text)


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Parcels | Harbour</title><script>var one = "A. B.";</script></head>
<body>
<header><nav><ul><li><a href="/">Home</a></li></ul></nav><p>Skip to the text. Do.</p></header>
<div class="layout"><div class="toc"><ul><li><a href="/other">Other pages. All of them.</a></li></ul></div>
<main><div class="content">{title}</h1></div>
<ul class="metadata page-metadata"><li>Article</li><li>05/03/2011</li><li>3 contributors</li></ul>
<div class="content">
<div><h2>In this article</h2><ol><li><a href="#heavy-parcels">Heavy parcels</a></li></ol></div>
{rest}</div>
<section class="feedback"><h2>Feedback</h2><p>Was this page helpful? <button>Yes</button></p></section>
</main></div>
<footer><p>The harbour. All rights are ours.</p></footer>
</body></html>
"""
