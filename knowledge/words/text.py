"""Step one of reading: a message as words in clauses, with their places in the original.

Slack markup and emoji are blanked out, case, accents and apostrophes folded. Names that must not
be torn apart (dates, offer ids, hosts, port numbers) stay one word. What was pasted from a log or
a terminal is marked: it shows symptoms, never the asker's own facts.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Final, Literal, NamedTuple

from pydantic import RootModel

from rules.model import Code
from rules.strict_yaml import load, read_text

Form = Literal["word", "number", "date", "month", "stamp", "id", "quota", "host", "ip", "port"]
MAX_LENGTH = 40_000  # what Slack itself lets through
_PARTICLES: Final = Path(__file__).parent.parent / "vocabularies" / "particles.yaml"
MOST_WORDS = 2_000  # nobody asks in more; what stands behind them is not read


class _Particles(RootModel[dict[str, tuple[Code, ...]]]):
    """Kind -> words."""


class TextFault(ValueError):
    """A message that cannot be read; the message says why."""


class Word(NamedTuple):
    """A word: folded text, form, place in the original, clause, sentence, pasted or typed."""

    text: str
    form: Form
    start: int
    end: int
    clause: int
    sentence: int
    asked: bool
    pasted: bool


Words = tuple[Word, ...]


_MARKUP = re.compile(
    r"<(?:@|\#|!)[^<>|]{0,80}(?:\|[^<>]{0,80})?>"  # a mention: gone
    r"|<(?P<url>[a-z]{3,7}:[^<>|\s]{1,2000})(?:\|(?P<label>[^<>]{0,300}))?>"
    r"|:[a-z+-][a-z0-9_+-]{1,40}:(?=\s|$|[:.,!?)])",
    re.IGNORECASE,
)
# Signs that say yes or no by themselves, as people send them and as Slack spells them.
_NODS: Final = {
    **dict.fromkeys(
        "👍 👌 ✅ ✔ 💯 :+1: :thumbsup: :ok_hand: :white_check_mark: :heavy_check_mark: :100:".split(), True
    ),
    **dict.fromkeys("👎 ❌ :-1: :thumbsdown: :x:".split(), False),
}
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]|:skin-tone-[2-6]:")
_ENTITY = {"&amp;": "&    ", "&lt;": "<   ", "&gt;": ">   "}
_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_CODE = re.compile(r"`[^`\n]{1,400}`")
_LOG_OPENING = (
    r"^(?:trying \d|telnet: |ps [a-z]:|warning: |connecting to \S|\$ |connected to |escape character"
    r"|[a-z]{3} +\d{1,2} \d\d:\d\d:\d\d )"
)
_LOG_LINE = re.compile(
    r"(?:postfix/|exim\[|sendmail\[|\bstatus=|\bdsn=|\brelay=|connect to \S{1,200}:25"
    rf"|exception: |-->|\bto=<|{_LOG_OPENING}).*$"
    r"|tcptestsucceeded *: *\w+",
    re.IGNORECASE | re.MULTILINE,
)
# One of these stands in every line of a log, or it opens as one: few texts need to be searched for more.
_LOG_SIGNS = (
    *"postfix/ exim[ sendmail[ status= dsn= relay= exception: --> to=< tcptestsucceeded".split(),
    "connect to ",
)
_LOG_OPENS = re.compile(_LOG_OPENING, re.IGNORECASE | re.MULTILINE)
_WORD = re.compile(
    r"(?P<plain>[a-z]+)(?=[ ,?!)\n]|$)"  # most words, so that they need no second look
    r"|(?P<stamp>\d{4}-\d\d-\d\dt[\d:.]{2,20}z?)"
    r"|(?P<quota>[a-z]{3,40}_20\d\d-\d\d-\d\d)"
    r"|(?P<id>(?:ms-azr-|ms-mc-azr-|azr-)(?:usgov-|de-)?0?\d{3}[pg]|\b0[01]\d\d[pg]\b)"
    r"|(?P<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)(?!\d))"
    r"|(?P<month>(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?![\d-])|(?<!\d)(?:0?[1-9]|1[0-2])[/-](?:19|20)\d\d(?!\d))"
    r"|(?P<ip>\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:/\d{1,2})?|(?:gi|te|fa|ge|xe|et|eth|po)\d{1,2}(?:/\d{1,3}){1,2})"
    r"|(?P<host>(?!asp\.net)(?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,12}\b)"
    r"|(?P<arrow>→|[-=]>)"
    r"|(?<!\w)(?<!port )(?<!poort )['’](?P<year>[12]\d)(?![\w'’])"  # noqa: RUF001 - '16 is 2016
    r"|:(?P<port>\d{1,5})(?!\d)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"  # noqa: RUF001 - people type both apostrophes
    r"|(?P<number>\d+(?:st|nd|rd|th|e|de|ste)?\b|\d+)"
)
_HUNG_ON = re.compile(r"(?<=[a-z]{2})['’](?:e?tjes?|jes?|ekes?|kes?|netjes?|ers?)$")  # noqa: RUF001
# A clause ends at a full stop, a line, a comma, a bracket, or where the sentence turns.
_BREAK = re.compile(r"[.!?;](?=[*_~\"')\]]*(?:\s|$))|\n|[,()]|\s[-–—]+\s|\.{2,}|:(?=\s)|[*•]\s")  # noqa: RUF001
_FULL_STOP = re.compile(r"[.!?](?=[*_~\"')\]]*(?:\s|$))|\n")


@cache
def particles(kind: str) -> frozenset[str]:
    """The small words of a kind, of every language at once."""
    return frozenset(_lists().root[kind])


def any_of(words: Iterable[Word], kind: str) -> bool:
    """Whether one of these words is a small word of this kind."""
    return any(word.text in particles(kind) for word in words)


@lru_cache(maxsize=1)
def _lists() -> _Particles:
    return load(read_text(_PARTICLES), _PARTICLES.name, _Particles)


@lru_cache(maxsize=2)  # of one message the words are read for several ends
def read_words(message: str) -> Words:
    """The first MOST_WORDS words of a message; TextFault where it is longer than MAX_LENGTH."""
    if len(message) > MAX_LENGTH:
        raise TextFault(
            f"the message has {len(message):,} characters; at most {MAX_LENGTH:,} are read: "
            "leave out logs and quoted mail"
        )
    folded, places = _fold(_without_markup(message))
    pasted = _pasted_spans(folded)
    asked = _asked_sentences(folded)
    turning = particles("turning")
    words: list[Word] = []
    clause, sentence, end = 0, 0, 0
    for match in islice(_WORD.finditer(folded), MOST_WORDS):
        group = match.lastgroup or ""
        form: Form = "word" if group == "plain" else group  # type: ignore[assignment]
        text = match[group]
        if group == "arrow":
            form, text = "word", "→"
        if group == "year":
            form, text = "number", f"20{text}"
        if group == "word":
            text = _unmarked(text)
        start = match.start()
        if start - end > 1 or folded[end:start] != " ":  # more than a space: a mark may stand here
            clause += bool(_BREAK.search(folded, end, start))
            sentence += len(_FULL_STOP.findall(folded, end, start))
        clause += text in turning
        end = match.end()
        inside = bool(pasted) and _is_inside(pasted, start)
        place = (places[start], places[end - 1] + 1)
        words.append(Word(text, form, *place, clause, sentence, sentence in asked, inside))
    return tuple(words)


def nod_of(message: str) -> bool | None:
    """The yes or no of a message that is nothing but such a sign, None for any other."""
    return _NODS.get(_SKIN.sub("", message.strip()))


def _unmarked(text: str) -> str:
    """A word without its apostrophe and what hangs on an abbreviation by one: "msdn'etje" is "msdn".

    "we're" stays apart from "were", which is past.
    """
    text = _HUNG_ON.sub("", text)
    plain = text.replace("'", "").replace("’", "")  # noqa: RUF001
    return "weare" if plain == "were" != text else plain


def _asked_sentences(folded: str) -> set[int]:
    """The numbers of the sentences that end in a question mark."""
    stops = (match[0] for match in _FULL_STOP.finditer(folded))
    return {number for number, stop in enumerate(stops) if stop == "?"}


def _without_markup(message: str) -> str:
    """The message with Slack's own marks blanked out, every other character in its place."""
    for entity, plain in _ENTITY.items():
        message = message.replace(entity, plain)
    return _MARKUP.sub(_blank, message) if "<" in message or ":" in message else message


def _blank(match: re.Match[str]) -> str:
    shown = "label" if match["label"] else "url"
    if not match[shown]:
        return " " * len(match[0])
    before, after = match.start(shown) - match.start(), match.end() - match.end(shown)
    return " " * before + match[shown] + " " * after


def _fold(message: str) -> tuple[str, range | list[int]]:
    """Lower case without accents, and for each character its place in the message."""
    if message.isascii():
        return message.lower(), range(len(message))
    parts = [_plain(character) for character in message]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


@lru_cache(maxsize=2_000)
def _plain(character: str) -> str:
    """A character in lower case without its accents; nothing where it is but an accent."""
    parts = unicodedata.normalize("NFKD", character).casefold()
    return "".join(part for part in parts if not unicodedata.combining(part))


def _pasted_spans(folded: str) -> list[tuple[int, int]]:
    spans = [match.span() for match in _FENCE.finditer(folded)] if "```" in folded else []
    if "`" in folded:
        spans += [match.span() for match in _CODE.finditer(folded)]
    if any(sign in folded for sign in _LOG_SIGNS) or _LOG_OPENS.search(folded):
        spans += [match.span() for match in _LOG_LINE.finditer(folded)]
    return _merged(sorted(spans))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _is_inside(spans: list[tuple[int, int]], place: int) -> bool:
    at = bisect_right(spans, (place, MAX_LENGTH + 1)) - 1
    return at >= 0 and spans[at][0] <= place < spans[at][1]
